//! The dark theme.

use egui::Color32;

use super::Tokens;

pub(super) const TOKENS: Tokens = Tokens {
    paper: Color32::from_rgb(0x1b, 0x1a, 0x18),
    ink: Color32::from_rgb(0xec, 0xe8, 0xdf),
    soft: Color32::from_rgb(0xb3, 0xad, 0xa2),
    panel: Color32::from_rgb(0x23, 0x22, 0x20),
    line: Color32::from_rgb(0x3b, 0x39, 0x34),
    accent: Color32::from_rgb(0x8c, 0xb8, 0xe2),
    support: Color32::from_rgb(0x5c, 0xb3, 0xea),
    oppose: Color32::from_rgb(0xff, 0x9a, 0x5c),
    neutral: Color32::from_rgb(0xb0, 0xb6, 0xbf),
    mixed: Color32::from_rgb(0xcd, 0xa6, 0xe0),
    danger: Color32::from_rgb(0xf5, 0x9a, 0x92),
    tint: 0.17,
    hit: Color32::from_rgb(0xe0, 0xc3, 0x5a),
    hit_tint: 0.26,
};
