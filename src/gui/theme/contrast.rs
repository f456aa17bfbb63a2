//! The theme of high contrast: white on black, and colours bright enough to be told apart on it.

use egui::Color32;

use super::Tokens;

pub(super) const TOKENS: Tokens = Tokens {
    paper: Color32::from_rgb(0x00, 0x00, 0x00),
    ink: Color32::from_rgb(0xff, 0xff, 0xff),
    soft: Color32::from_rgb(0xe2, 0xe2, 0xe2),
    hint: Color32::from_rgb(0xa0, 0xa0, 0xa0),
    panel: Color32::from_rgb(0x0c, 0x0c, 0x0c),
    line: Color32::from_rgb(0x9a, 0x9a, 0x9a),
    accent: Color32::from_rgb(0xff, 0xd6, 0x3d),
    support: Color32::from_rgb(0x7c, 0xc8, 0xff),
    oppose: Color32::from_rgb(0xff, 0xac, 0x6b),
    neutral: Color32::from_rgb(0xd0, 0xd4, 0xda),
    mixed: Color32::from_rgb(0xe2, 0xb8, 0xf5),
    danger: Color32::from_rgb(0xff, 0x9d, 0x94),
    tint: 0.26,
    hit: Color32::from_rgb(0x5e, 0xe0, 0x8a),
    hit_tint: 0.36,
};
