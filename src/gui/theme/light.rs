//! The light theme: ink on warm paper.

use egui::Color32;

use super::Tokens;

pub(super) const TOKENS: Tokens = Tokens {
    paper: Color32::from_rgb(0xfc, 0xfb, 0xf8),
    ink: Color32::from_rgb(0x1f, 0x1e, 0x1b),
    soft: Color32::from_rgb(0x55, 0x51, 0x4a),
    hint: Color32::from_rgb(0x55, 0x51, 0x4a),
    panel: Color32::from_rgb(0xf4, 0xf2, 0xed),
    line: Color32::from_rgb(0xdf, 0xda, 0xd0),
    accent: Color32::from_rgb(0x2f, 0x5d, 0x8a),
    support: Color32::from_rgb(0x00, 0x72, 0xb2),
    oppose: Color32::from_rgb(0xc0, 0x4a, 0x00),
    neutral: Color32::from_rgb(0x5f, 0x66, 0x70),
    mixed: Color32::from_rgb(0x7d, 0x4a, 0x97),
    danger: Color32::from_rgb(0xa0, 0x1a, 0x1a),
    tint: 0.11,
    hit: Color32::from_rgb(0x94, 0x70, 0x00),
    hit_tint: 0.30,
};
