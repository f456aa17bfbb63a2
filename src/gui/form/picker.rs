//! A button that opens a short list to choose from, found by a few letters.

use egui::{
    Button, Context, Id, Key, Modifiers, Popup, PopupCloseBehavior, RichText, TextEdit, Ui, vec2,
};

use super::super::complete;
use super::super::theme::{self, Tokens};

/// The most rows that are offered at once.
const ROWS: usize = 10;

/// Something to choose.
pub(in super::super) struct Choice<T> {
    pub value: T,
    pub name: String,
    /// What else finds it: aliases.
    pub also: String,
}

/// A button with what is chosen now.
pub(in super::super) struct Picker<'a> {
    pub id: Id,
    /// For those who cannot see where it stands.
    pub label: &'a str,
    pub shown: &'a str,
    /// The words of the row that chooses nothing, if there is one.
    pub none: Option<&'a str>,
    pub help: &'a str,
}

impl Picker<'_> {
    /// Opens the list of a picker in the next frame: in this one, the click that asks for it would
    /// close it again.
    pub(in super::super) fn open(ctx: &Context, id: Id) {
        let now = ctx.cumulative_pass_nr();
        ctx.data_mut(|d| d.insert_temp(id.with("asked"), now));
        ctx.request_repaint();
    }

    /// Whether the list was asked for in an earlier frame.
    fn is_asked(&self, ui: &Ui) -> bool {
        let (key, now) = (self.id.with("asked"), ui.ctx().cumulative_pass_nr());
        let asked = ui.data(|d| d.get_temp(key)).is_some_and(|at: u64| at < now);
        if asked {
            ui.data_mut(|d| d.remove::<u64>(key));
        }
        asked
    }

    /// Draws it; what was chosen, `Some(None)` for nothing. The choices are asked for only while
    /// the list is open.
    #[expect(clippy::option_option, reason = "nothing picked, or none picked")]
    pub(crate) fn show<T>(
        &self,
        ui: &mut Ui,
        choices: impl FnOnce() -> Vec<Choice<T>>,
    ) -> Option<Option<T>> {
        let tokens = Tokens::of(ui);
        let button = Button::new(self.shown)
            .truncate()
            .min_size(vec2(0.0, super::LINE));
        let response = ui.add(button);
        let words = format!("{}: {}", self.label, self.shown);
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, words.as_str()));
        let response = response.on_hover_text(self.help);
        let (popup, field) = (self.id.with("list"), self.id.with("letters"));
        let clicked = response.clicked() && !Popup::is_id_open(ui.ctx(), popup);
        let asked = self.is_asked(ui);
        if asked {
            Popup::open_id(ui.ctx(), popup);
            response.scroll_to_me(None);
        }
        let opened = clicked || asked;
        let mut chosen = None;
        Popup::menu(&response)
            .id(popup)
            .width(280.0)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(format!("Choices for {}", self.label))
            .show(|ui| {
                ui.set_width(280.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut letters: String = ui.data(|d| d.get_temp(field)).unwrap_or_default();
                let mut at: usize = ui.data(|d| d.get_temp(self.id)).unwrap_or(0);
                if opened {
                    letters.clear();
                    at = 0;
                }
                let key = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
                at += usize::from(key(ui, Key::ArrowDown));
                at = at.saturating_sub(usize::from(key(ui, Key::ArrowUp)));
                // The key that opened the list takes nothing from it.
                let enter = key(ui, Key::Enter) && !opened;
                let escape = key(ui, Key::Escape);
                let edit = TextEdit::singleline(&mut letters)
                    .id(field)
                    .hint_text("Find by a few letters")
                    .desired_width(f32::INFINITY)
                    .margin(vec2(8.0, 5.0))
                    .return_key(None)
                    .event_filter(complete::keeps_escape());
                let edited = ui.add(edit);
                complete::name(ui, &edited, &format!("Find: {}", self.label));
                if opened {
                    edited.request_focus();
                }
                if edited.changed() {
                    at = 0;
                }
                ui.add_space(4.0);
                let mut rows: Vec<(Option<T>, String)> = Vec::new();
                let wanted = letters.trim().to_lowercase();
                if let Some(none) = self.none.filter(|_| wanted.is_empty()) {
                    rows.push((None, none.to_owned()));
                }
                let mut all = choices();
                all.retain(|choice| {
                    let found = |words: &str| words.to_lowercase().contains(&wanted);
                    found(&choice.name) || found(&choice.also)
                });
                let left = all.len().saturating_sub(ROWS);
                let fitting = all.into_iter().take(ROWS);
                rows.extend(fitting.map(|choice| (Some(choice.value), choice.name)));
                at = at.min(rows.len().saturating_sub(1));
                if rows.is_empty() {
                    ui.label(RichText::new("Nothing is called so").color(tokens.soft));
                }
                for (row, (value, name)) in rows.into_iter().enumerate() {
                    if complete::Field::row(ui, &name, "", row == at, tokens)
                        || (enter && row == at)
                    {
                        chosen = Some(value);
                    }
                }
                if left > 0 {
                    let words = format!("and {left} more: type a few letters");
                    let words = RichText::new(words).font(theme::ui_font(11.5));
                    ui.add_space(4.0);
                    ui.label(words.color(tokens.soft));
                }
                if escape || chosen.is_some() {
                    ui.close();
                    response.request_focus();
                }
                ui.data_mut(|d| {
                    d.insert_temp(field, letters);
                    d.insert_temp(self.id, at);
                });
            });
        chosen
    }
}
