//! A text field that completes from a list and makes what is not in it.

use egui::{Id, Key, Modifiers, Popup, PopupCloseBehavior, Sense, TextEdit, Ui};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::theme::{self, Tokens};

/// The most rows that are offered at once.
const ROWS: usize = 8;

/// A text field keeps Escape to itself; egui would take the keyboard from it before we see why.
pub(super) fn keeps_escape() -> egui::EventFilter {
    egui::EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
        ..egui::EventFilter::default()
    }
}

/// Names a text field for those who cannot see it; what it hints at is gone once it holds text.
pub(super) fn name(ui: &Ui, field: &egui::Response, label: &str) {
    ui.ctx()
        .accesskit_node_builder(field.id, |node| node.set_label(label));
}

/// Something to choose.
pub(super) struct Candidate {
    pub name: String,
    /// Said beside the name: a role, a proposition.
    pub detail: String,
    /// What else finds it: aliases.
    pub also: String,
}

/// What came of a field this frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Completed {
    Nothing,
    /// The candidate at this position.
    Chosen(usize),
    /// A name that no candidate has.
    New(String),
    /// Enter in an empty field.
    Done,
    /// Escape.
    Cancelled,
    /// Backspace in an empty field.
    TakeBack,
}

/// A field to complete.
pub(super) struct Field<'a> {
    pub id: Id,
    /// The field's name for those who cannot see it.
    pub label: &'a str,
    pub hint: &'a str,
    /// What a new one is called: "speaker".
    pub kind: &'a str,
}

impl Field<'_> {
    /// Draws the field. `candidates` are asked for only while it has the keyboard.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        draft: &mut String,
        candidates: impl FnOnce() -> Vec<Candidate>,
    ) -> Completed {
        let tokens = Tokens::of(ui);
        let state = self.id.with("highlighted");
        let had_focus = ui.memory(|m| m.has_focus(self.id));
        let mut highlighted: usize = ui.data(|d| d.get_temp(state)).unwrap_or(0);
        let empty_before = draft.is_empty();

        let key = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let (mut enter, mut escape, mut back) = (false, false, false);
        if had_focus {
            if key(ui, Key::ArrowDown) {
                highlighted += 1;
            }
            if key(ui, Key::ArrowUp) {
                highlighted = highlighted.saturating_sub(1);
            }
            enter = key(ui, Key::Enter);
            escape = key(ui, Key::Escape);
            back = empty_before && ui.input(|i| i.key_pressed(Key::Backspace));
        }
        let response = ui.add(
            TextEdit::singleline(draft)
                .id(self.id)
                .hint_text(self.hint)
                .desired_width(f32::INFINITY)
                .margin(egui::vec2(8.0, 5.0))
                .event_filter(keeps_escape()),
        );
        name(ui, &response, self.label);
        if response.changed() {
            highlighted = 0;
        }
        let popup = self.id.with("popup");
        let over_popup = || {
            let rect: Option<egui::Rect> = ui.data(|d| d.get_temp(popup));
            rect.zip(ui.input(|i| i.pointer.interact_pos()))
                .is_some_and(|(rect, at)| rect.contains(at))
        };
        // A click on a row takes the keyboard from the field before it is a click on the row.
        if !(response.has_focus() || had_focus || over_popup()) {
            ui.data_mut(|d| d.insert_temp(popup, egui::Rect::NOTHING));
            return Completed::Nothing;
        }
        let candidates = candidates();
        let hits = matches(draft, &candidates);
        let name = draft.trim();
        let is_new = !name.is_empty() && !candidates.iter().any(|c| same(&c.name, name));
        let rows = hits.len().min(ROWS) + usize::from(is_new);
        highlighted = highlighted.min(rows.saturating_sub(1));
        let mut completed = Completed::Nothing;
        let choose = |row: usize| match hits.get(row) {
            Some(&hit) if row < ROWS => Completed::Chosen(hit),
            _ if is_new => Completed::New(name.to_owned()),
            _ => Completed::Nothing,
        };

        let shown = Popup::from_response(&response)
            .id(popup.with("area"))
            .open(rows > 0)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .width(response.rect.width())
            .accessible_name(format!("Choices for {}", self.label))
            .show(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (row, &hit) in hits.iter().take(ROWS).enumerate() {
                    if let Some(candidate) = candidates.get(hit)
                        && Self::row(
                            ui,
                            &candidate.name,
                            &candidate.detail,
                            row == highlighted,
                            tokens,
                        )
                    {
                        completed = choose(row);
                    }
                }
                if is_new {
                    let row = hits.len().min(ROWS);
                    let label = format!("New {} “{name}”", self.kind);
                    if Self::row(ui, &label, "", row == highlighted, tokens) {
                        completed = choose(row);
                    }
                }
            });
        if let Some(shown) = &shown {
            ui.data_mut(|d| d.insert_temp(popup, shown.response.rect));
        }
        if enter {
            completed = if empty_before {
                Completed::Done
            } else {
                choose(highlighted)
            };
        } else if escape {
            completed = Completed::Cancelled;
        } else if back {
            completed = Completed::TakeBack;
        }
        if completed != Completed::Nothing && completed != Completed::TakeBack {
            draft.clear();
            ui.data_mut(|d| d.insert_temp(popup, egui::Rect::NOTHING));
            highlighted = 0;
        }
        ui.data_mut(|d| d.insert_temp(state, highlighted));
        completed
    }

    /// A row of a list to choose from; whether it was clicked.
    pub(super) fn row(
        ui: &mut Ui,
        name: &str,
        detail: &str,
        highlighted: bool,
        tokens: &Tokens,
    ) -> bool {
        let size = egui::vec2(ui.available_width(), 26.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, highlighted, name)
        });
        if highlighted || response.hovered() {
            ui.painter()
                .rect_filled(rect, 4.0, ui.visuals().selection.bg_fill);
        }
        let mut job = egui::text::LayoutJob::default();
        let format = |font, color| egui::TextFormat::simple(font, color);
        job.append(name, 0.0, format(theme::ui_font(13.0), tokens.ink));
        if !detail.is_empty() {
            job.append(detail, 8.0, format(theme::ui_font(11.5), tokens.soft));
        }
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 12.0);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let at = egui::pos2(rect.left() + 6.0, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, tokens.ink);
        response.clicked()
    }
}

/// The positions of the candidates that fit what is typed, the best first; all of them in their
/// order when nothing is typed.
pub(super) fn matches<C: std::borrow::Borrow<Candidate>>(
    typed: &str,
    candidates: &[C],
) -> Vec<usize> {
    if typed.trim().is_empty() {
        return (0..candidates.len()).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut score = |words: &str| pattern.score(Utf32Str::new(words, &mut buffer), &mut matcher);
    let mut hits: Vec<(u32, usize)> = candidates
        .iter()
        .enumerate()
        .filter_map(|(at, candidate)| {
            let candidate = candidate.borrow();
            let by_name = score(&candidate.name).map(|score| score + 10);
            let best = by_name
                .max(score(&candidate.also))
                .max(score(&candidate.detail));
            best.map(|score| (score, at))
        })
        .collect();
    hits.sort_by_key(|&(score, at)| (std::cmp::Reverse(score), at));
    hits.into_iter().map(|(_, at)| at).collect()
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Candidate, matches};

    #[test]
    fn names_come_before_aliases_and_letters_may_be_left_out() {
        let candidate = |name: &str, also: &str| Candidate {
            name: name.into(),
            detail: String::new(),
            also: also.into(),
        };
        let all = [
            candidate("Town of Vell", "Vell"),
            candidate("Mara Quist", "the mayor"),
            candidate("Élise Vellan", ""),
        ];
        assert_eq!(matches("", &all), [0, 1, 2]);
        assert_eq!(matches("mq", &all), [1]);
        assert_eq!(matches("mayor", &all), [1]);
        assert_eq!(matches("elise", &all), [2]);
        assert!(matches("zz", &all).is_empty());
    }
}
