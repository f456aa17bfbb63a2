//! How a stance looks: by colour and by the kind of line, so that no eye and no printer needs the
//! colour.

use std::fmt::Write as _;

use crate::model::{Codebook, Colour, Id as _, Stance, StanceId};

/// Colours on light and on dark paper, the kind of the line, and how thick it is in pixels.
struct Look {
    light: [u8; 3],
    dark: [u8; 3],
    line: &'static str,
    thick: u8,
}

/// The stances of a codebook, each with a class.
pub(super) struct Stances<'b> {
    all: Vec<&'b Stance>,
}

impl<'b> Stances<'b> {
    pub(super) fn new(book: &'b Codebook) -> Self {
        Self {
            all: book.stances().iter().map(AsRef::as_ref).collect(),
        }
    }

    /// The class of a stance, and of what is not coded.
    pub(super) fn class(&self, stance: Option<&StanceId>) -> String {
        let at = stance.and_then(|id| self.all.iter().position(|known| &known.id == id));
        at.map_or_else(|| "uncoded".to_owned(), |at| format!("k{at}"))
    }

    pub(super) fn name(&self, stance: Option<&'b StanceId>) -> &'b str {
        let Some(id) = stance else {
            return "not coded";
        };
        let known = self.all.iter().find(|known| &known.id == id);
        known.map_or(id.as_str(), |known| known.name.as_str())
    }

    /// Those of a list that are used, in the order of the codebook; what is not coded last.
    pub(super) fn used(&self, used: &[Option<&'b StanceId>]) -> Vec<Option<&'b StanceId>> {
        let known = self.all.iter().map(|stance| Some(&stance.id));
        let mut those: Vec<Option<&'b StanceId>> = known.filter(|id| used.contains(id)).collect();
        if used.iter().any(|id| !those.contains(id)) {
            those.push(None);
        }
        those
    }

    /// The rules of these.
    pub(super) fn rules(&self, used: &[Option<&'b StanceId>]) -> String {
        let (mut light, mut dark) = (String::new(), String::new());
        for id in used {
            let class = self.class(*id);
            let stance = id.and_then(|id| self.all.iter().find(|known| &known.id == id));
            let Look {
                light: on_light,
                dark: on_dark,
                line,
                thick,
            } = look(stance.copied());
            let (on_light, on_dark) = (hex(on_light), hex(on_dark));
            // The tint is 11 % on light paper, 17 % on dark.
            let _ = writeln!(
                light,
                ".{class}{{--c:{on_light};--t:{on_light}1c;--line:{line};--w:{thick}px}}"
            );
            let _ = writeln!(dark, ".{class}{{--c:{on_dark};--t:{on_dark}2b}}");
        }
        format!("{light}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n")
    }
}

fn look(stance: Option<&Stance>) -> Look {
    const GREY: ([u8; 3], [u8; 3]) = ([0x5f, 0x66, 0x70], [0xb0, 0xb6, 0xbf]);
    let Some(stance) = stance else {
        return with(GREY, "dashed", 1);
    };
    let shipped = match stance.id.as_str() {
        "support" => with(([0x00, 0x72, 0xb2], [0x5c, 0xb3, 0xea]), "solid", 2),
        "oppose" => with(([0xc0, 0x4a, 0x00], [0xff, 0x9a, 0x5c]), "dashed", 2),
        "neutral" => with(GREY, "dotted", 2),
        "mixed" => with(([0x7d, 0x4a, 0x97], [0xcd, 0xa6, 0xe0]), "double", 4),
        "unclear" => with(GREY, "double", 4),
        "none" => with(GREY, "solid", 1),
        _ => match stance.scale.map(i32::signum) {
            Some(1) => with(([0x00, 0x72, 0xb2], [0x5c, 0xb3, 0xea]), "solid", 2),
            Some(-1) => with(([0xc0, 0x4a, 0x00], [0xff, 0x9a, 0x5c]), "dashed", 2),
            Some(_) => with(GREY, "dotted", 2),
            None => with(([0x7d, 0x4a, 0x97], [0xcd, 0xa6, 0xe0]), "double", 4),
        },
    };
    match stance.colour.as_ref().map(Colour::rgb) {
        Some(light) => Look {
            light,
            dark: light.map(|part| part.saturating_add((255 - part) / 5 * 2)),
            ..shipped
        },
        None => shipped,
    }
}

fn with((light, dark): ([u8; 3], [u8; 3]), line: &'static str, thick: u8) -> Look {
    Look {
        light,
        dark,
        line,
        thick,
    }
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
