//! How the program looks: colours, type and space, each named once.
//!
//! Nothing outside of this folder names a colour. A theme is one file of tokens.

mod contrast;
mod dark;
mod fonts;
mod light;

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Theme, ThemePreference,
    Visuals, vec2,
};
use serde::{Deserialize, Serialize};

use crate::model::{Colour, Stance, StanceId};

/// The size that the article is read in, and its line height, in points.
pub(super) const READING: f32 = 17.0;
pub(super) const READING_LINE: f32 = 33.0;

/// The colours of one theme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens {
    pub paper: Color32,
    pub ink: Color32,
    pub soft: Color32,
    /// What stands in a field that is empty: nobody takes it for what was typed.
    pub hint: Color32,
    pub panel: Color32,
    pub line: Color32,
    pub accent: Color32,
    pub support: Color32,
    pub oppose: Color32,
    pub neutral: Color32,
    pub mixed: Color32,
    pub danger: Color32,
    /// Share of a stance's colour in the tint under the text.
    pub tint: f32,
    /// Around what a search found, and its share in the tint under it.
    pub hit: Color32,
    pub hit_tint: f32,
}

impl Tokens {
    /// The tokens of the theme that is shown.
    pub(super) fn of(ui: &egui::Ui) -> &'static Self {
        let paper = ui.visuals().extreme_bg_color;
        let shown = ALL.into_iter().find(|tokens| tokens.paper == paper);
        shown.unwrap_or(&light::TOKENS)
    }

    /// Of any theme, where colours do not matter.
    pub(super) fn any() -> &'static Self {
        &light::TOKENS
    }

    /// The colour and the line of a stance; of a statement that is not coded yet without one.
    pub(super) fn stance(&self, stance: Option<&Stance>) -> (Color32, Pattern) {
        let Some(stance) = stance else {
            return (self.soft, Pattern::Thin);
        };
        let (colour, pattern) = match stance.scale {
            Some(scale) if scale > 0 => (self.support, Pattern::Solid),
            Some(scale) if scale < 0 => (self.oppose, Pattern::Dashed),
            Some(_) => (self.neutral, Pattern::Dotted),
            None if stance.id == StanceId::new("mixed") => (self.mixed, Pattern::DashDot),
            None => (self.neutral, Pattern::Sparse),
        };
        let own = stance.colour.as_ref().map(of_code);
        (own.unwrap_or(colour), pattern)
    }

    /// A colour for words, and for what has words on it: nearer to ink until it stands out from
    /// paper and panel as text has to.
    pub(super) fn words(&self, colour: Color32) -> Color32 {
        let shades = (0..=20_u8).map(|step| colour.lerp_to_gamma(self.ink, f32::from(step) / 20.0));
        let stands_out = |shade: &Color32| {
            let grounds = [self.paper, self.panel];
            grounds
                .iter()
                .all(|ground| contrast(*shade, *ground) >= TEXT)
        };
        shades.into_iter().find(stands_out).unwrap_or(self.ink)
    }

    /// A colour as a tint under text.
    pub(super) fn tinted(&self, colour: Color32) -> Color32 {
        colour.gamma_multiply(self.tint)
    }
}

const ALL: [&Tokens; 3] = [&light::TOKENS, &dark::TOKENS, &contrast::TOKENS];

/// Which theme is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// Light or dark, as the system is.
    #[default]
    System,
    Light,
    Dark,
    Contrast,
}

impl Choice {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Contrast => "High contrast",
        }
    }
}

/// The colours that are offered for codes: told apart by all eyes, seen on light and dark.
pub(super) const SWATCHES: [(&str, &str); 7] = [
    ("blue", "#0072b2"),
    ("orange", "#d55e00"),
    ("green", "#009e73"),
    ("purple", "#a566c0"),
    ("pink", "#cc5f94"),
    ("olive", "#8f7a1c"),
    ("grey", "#7a808a"),
];

/// A code's own colour.
pub(super) fn of_code(colour: &Colour) -> Color32 {
    let [r, g, b] = colour.rgb();
    Color32::from_rgb(r, g, b)
}

/// How a line under text is drawn, so that a stance is never told by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    Solid,
    Dashed,
    Dotted,
    DashDot,
    /// Dots far apart: off the scale.
    Sparse,
    /// A thin solid line: not yet coded.
    Thin,
}

/// Interface text.
pub(super) fn ui_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Interface text that stands out.
pub(super) fn strong_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("ui-strong".into()))
}

/// Article and quotes.
pub(super) fn reading_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("reading".into()))
}

/// Titles of articles.
pub(super) fn title_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("reading-bold".into()))
}

/// Installs the faces and the sizes. Once, before the first frame.
pub(super) fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    // Where the system does not say, paper.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.all_styles_mut(|style| {
        let text = [
            (egui::TextStyle::Small, 11.5),
            (egui::TextStyle::Body, 13.0),
            (egui::TextStyle::Button, 13.0),
            (egui::TextStyle::Heading, 20.0),
        ];
        for (name, size) in text {
            style.text_styles.insert(name, ui_font(size));
        }
        let spacing = &mut style.spacing;
        spacing.item_spacing = vec2(8.0, 8.0);
        spacing.button_padding = vec2(8.0, 4.0);
        spacing.interact_size = vec2(24.0, 24.0);
        spacing.menu_margin = Margin::same(8);
        spacing.window_margin = Margin::same(16);
        spacing.scroll = scroll();
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.4;
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
    });
}

/// Bars that are always seen, in the colour of the words and fainter: the fill of a button, which
/// egui gives them, is that of paper.
fn scroll() -> egui::style::ScrollStyle {
    let mut scroll = egui::style::ScrollStyle {
        foreground_color: true,
        bar_width: 8.0,
        floating_width: 8.0,
        floating_allocated_width: 12.0,
        bar_inner_margin: 2.0,
        bar_outer_margin: 2.0,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.3,
        active_handle_opacity: 0.3,
        interact_handle_opacity: 0.6,
        ..egui::style::ScrollStyle::floating()
    };
    scroll.fade.strength = 0.0;
    scroll
}

/// Shows a theme from now on.
pub(super) fn choose(ctx: &egui::Context, choice: Choice) {
    let contrast = choice == Choice::Contrast;
    for (theme, own) in [(Theme::Light, &light::TOKENS), (Theme::Dark, &dark::TOKENS)] {
        let tokens = if contrast { &contrast::TOKENS } else { own };
        let dark = contrast || theme == Theme::Dark;
        ctx.style_mut_of(theme, |style| style.visuals = visuals(tokens, dark));
    }
    ctx.set_theme(match choice {
        Choice::System => ThemePreference::System,
        Choice::Light => ThemePreference::Light,
        Choice::Dark | Choice::Contrast => ThemePreference::Dark,
    });
}

fn visuals(t: &Tokens, dark: bool) -> Visuals {
    let mut v = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    v.override_text_color = None;
    v.weak_text_color = Some(t.hint);
    v.hyperlink_color = t.words(t.accent);
    v.panel_fill = t.panel;
    v.window_fill = t.paper;
    v.window_stroke = Stroke::new(1.0, t.line);
    v.window_shadow = Shadow::NONE;
    v.popup_shadow = Shadow::NONE;
    v.window_corner_radius = CornerRadius::same(6);
    v.menu_corner_radius = CornerRadius::same(6);
    v.extreme_bg_color = t.paper;
    v.faint_bg_color = t.panel;
    v.code_bg_color = t.panel;
    v.error_fg_color = t.danger;
    v.warn_fg_color = t.danger;
    v.selection.bg_fill = t.accent.gamma_multiply(0.22);
    v.selection.stroke = Stroke::new(1.0, t.accent);
    v.text_cursor.stroke = Stroke::new(1.5, t.ink);
    // Nothing moves by itself, and nothing is drawn for it at rest.
    v.text_cursor.blink = false;
    v.striped = false;
    v.button_frame = true;
    let radius = CornerRadius::same(5);
    let hover = t.accent.gamma_multiply(0.10);
    let widgets = &mut v.widgets;
    for (state, fill, border, text) in [
        (&mut widgets.noninteractive, t.panel, t.line, t.ink),
        (&mut widgets.inactive, t.paper, t.line, t.ink),
        (&mut widgets.hovered, t.paper, t.soft, t.ink),
        (&mut widgets.active, t.paper, t.accent, t.ink),
        (&mut widgets.open, t.paper, t.accent, t.ink),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, border);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = radius;
        state.expansion = 0.0;
    }
    widgets.hovered.weak_bg_fill = hover;
    widgets.active.weak_bg_fill = hover;
    v
}

/// The contrast of two colours (WCAG 2.2, "contrast ratio"): from 1 to 21.
fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |c: Color32| {
        let c = egui::Rgba::from(c);
        0.2126 * c.r() + 0.7152 * c.g() + 0.0722 * c.b()
    };
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// The contrast of text to its ground (WCAG 2.2, 1.4.6), and of marks (1.4.11).
const TEXT: f32 = 7.0;
#[cfg(test)]
const MARKS: f32 = 3.0;

#[cfg(test)]
mod tests {
    use super::{ALL, Choice, Colour, MARKS, SWATCHES, TEXT, contrast, of_code};
    use egui::style::ScrollAnimation;
    use smol_str::SmolStr;

    #[test]
    fn text_and_marks_stand_out() {
        let own = SWATCHES.map(|(_, hex)| of_code(&Colour::try_from(SmolStr::from(hex)).unwrap()));
        for t in ALL {
            let stances = [t.support, t.oppose, t.neutral, t.mixed];
            for ground in [t.paper, t.panel] {
                for words in [t.ink, t.soft, t.hint, t.danger, t.words(t.accent)] {
                    assert!(contrast(words, ground) >= TEXT, "{words:?} on {ground:?}");
                }
                for mark in stances.into_iter().chain(own).chain([t.accent]) {
                    assert!(contrast(mark, ground) >= MARKS, "{mark:?} on {ground:?}");
                    assert!(
                        contrast(t.words(mark), ground) >= TEXT,
                        "{mark:?} on {ground:?}"
                    );
                }
            }
            assert!(contrast(t.hit, t.paper) >= MARKS);
            let found = t.paper.blend(t.hit.gamma_multiply(t.hit_tint));
            assert!(contrast(t.ink, found) >= TEXT, "ink on what was found");
            // Words stand on tints and selections too.
            for mark in stances.into_iter().chain(own).chain([t.accent]) {
                let tinted = t.paper.blend(t.tinted(mark));
                assert!(contrast(t.ink, tinted) >= TEXT, "ink on a tint of {mark:?}");
            }
        }
    }

    /// So that there is nothing to reduce for those who cannot bear motion.
    #[test]
    fn nothing_moves_by_itself() {
        let ctx = egui::Context::default();
        super::install(&ctx);
        for choice in [Choice::Light, Choice::Dark, Choice::Contrast] {
            super::choose(&ctx, choice);
            let style = ctx.global_style();
            assert!(style.animation_time <= 0.0);
            assert_eq!(style.scroll_animation, ScrollAnimation::none());
            assert!(!style.visuals.text_cursor.blink);
        }
    }

    #[test]
    fn what_stands_out_already_is_left_as_it_is() {
        let contrast_theme = ALL[2];
        assert_eq!(
            contrast_theme.words(contrast_theme.support),
            contrast_theme.support
        );
    }
}
