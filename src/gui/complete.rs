//! A text field that completes from a list and makes what is not in it.

use std::borrow::Borrow;
use std::cmp::Reverse;

use egui::{Id, Key, Modifiers, Popup, PopupCloseBehavior, Sense, TextEdit, Ui};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, chars};

use super::theme::{self, Tokens};

/// The height of a row.
const ROW: f32 = 26.0;

/// The room for rows; the others are scrolled to.
const ROOM: f32 = 8.0 * ROW;

/// Room between a field's border and its text.
pub(super) const MARGIN: egui::Vec2 = egui::vec2(8.0, 5.0);

/// The list is at least this wide, also under a narrow field: names are long.
const LIST_WIDTH: f32 = 260.0;

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

/// Shows the key that leads to a field, in its corner, until one is there.
pub(super) fn key_cap(ui: &Ui, field: &egui::Response, key: &str) {
    if field.has_focus() {
        return;
    }
    let tokens = Tokens::of(ui);
    let corner = field.rect.right_top() + egui::vec2(-22.0, 6.0);
    let cap = egui::Rect::from_min_size(corner, egui::vec2(16.0, 16.0));
    let stroke = egui::Stroke::new(1.0, tokens.line);
    ui.painter()
        .rect_stroke(cap, 3.0, stroke, egui::StrokeKind::Inside);
    let (at, middle) = (cap.center(), egui::Align2::CENTER_CENTER);
    ui.painter()
        .text(at, middle, key, theme::ui_font(11.0), tokens.soft);
}

/// Something to choose.
#[derive(Debug)]
pub(super) struct Candidate {
    pub name: String,
    /// Said beside the name: a role, a proposition.
    pub detail: String,
    /// What else finds it: aliases.
    also: String,
    /// Name and aliases as letters are compared.
    folded: String,
}

impl Candidate {
    pub(super) fn new(name: &str, detail: &str, also: &str) -> Self {
        Self {
            name: name.to_owned(),
            detail: detail.to_owned(),
            also: also.to_owned(),
            folded: fold(&format!("{name}\n{also}")),
        }
    }
}

/// What a field offers, in order, kept until a key says that it may be another.
#[derive(Debug)]
pub(super) struct Offer<K, T> {
    key: Option<K>,
    values: Vec<T>,
    candidates: Candidates,
}

impl<K, T> Default for Offer<K, T> {
    fn default() -> Self {
        Self {
            key: None,
            values: Vec::new(),
            candidates: Candidates::default(),
        }
    }
}

impl<K: PartialEq, T: Clone> Offer<K, T> {
    /// What is offered under a key; `make` is asked when it was another before.
    pub(super) fn at(
        &mut self,
        key: K,
        make: impl FnOnce() -> Vec<(T, Candidate)>,
    ) -> &mut Candidates {
        if self.key.as_ref() != Some(&key) {
            let (values, all) = make().into_iter().unzip();
            self.values = values;
            self.candidates = Candidates { all, fit: None };
            self.key = Some(key);
        }
        &mut self.candidates
    }

    /// The names of what is offered, in order, if it is offered under such a key.
    pub(super) fn names(&self, is_meant: impl FnOnce(&K) -> bool) -> Vec<&str> {
        let meant = self.key.as_ref().is_some_and(is_meant);
        let all = self.candidates.all.iter().filter(|_| meant);
        all.map(|candidate| candidate.name.as_str()).collect()
    }

    /// What the candidate at a position stands for.
    pub(super) fn value(&self, position: usize) -> Option<T> {
        self.values.get(position).cloned()
    }
}

/// What there is to choose from, and which of it fits what is typed: looked for once for each
/// letter and not in each frame.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    all: Vec<Candidate>,
    fit: Option<Fit>,
}

#[derive(Debug)]
struct Fit {
    typed: String,
    /// The positions of those that fit, the best first.
    hits: Vec<usize>,
    /// Whether none is called so.
    is_new: bool,
}

impl Candidates {
    fn fitting(&mut self, typed: &str) -> (&[Candidate], &Fit) {
        let Self { all, fit } = self;
        if fit.as_ref().is_some_and(|fit| fit.typed != typed) {
            *fit = None;
        }
        let fit = fit.get_or_insert_with(|| {
            let name = typed.trim();
            Fit {
                typed: typed.to_owned(),
                hits: matches(typed, all),
                is_new: !name.is_empty() && !all.iter().any(|c| same(&c.name, name)),
            }
        });
        (all, fit)
    }
}

/// What came of a field this frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub taken: Option<Taken>,
    pub leave: Option<Leave>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// The candidate at this position.
    Chosen(usize),
    /// A name that no candidate has.
    New(String),
    /// The last one again: Backspace in an empty field.
    Back,
}

/// Where the keyboard goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// Enter or Escape.
    Text,
    /// Tab.
    Next,
    /// Shift+Tab.
    Previous,
}

/// A field to complete.
pub(super) struct Field<'a> {
    pub id: Id,
    /// The field's name for those who cannot see it.
    pub label: &'a str,
    pub hint: &'a str,
    /// The key that leads to it.
    pub key: &'a str,
    /// How the row begins that takes what is typed as it is: "New speaker"; empty where nothing new
    /// can be made.
    pub new: &'a str,
    /// Enter in the empty field takes the first candidate; otherwise only one that was gone to.
    pub takes_first: bool,
}

impl Field<'_> {
    /// Draws the field. `candidates` are asked for only while it has the keyboard.
    pub(super) fn show<'c>(
        &self,
        ui: &mut Ui,
        draft: &mut String,
        candidates: impl FnOnce() -> &'c mut Candidates,
    ) -> Outcome {
        let tokens = Tokens::of(ui);
        let state = self.id.with("highlighted");
        let had_focus = ui.memory(|m| m.has_focus(self.id));
        let mut list: List = ui.data(|d| d.get_temp(state)).unwrap_or_default();
        let keys = if had_focus {
            Keys::of(ui, draft.is_empty())
        } else {
            list = List::default();
            Keys::default()
        };
        let response = ui.add(
            TextEdit::singleline(draft)
                .id(self.id)
                .hint_text(self.hint)
                .desired_width(f32::INFINITY)
                .margin(MARGIN)
                .event_filter(egui::EventFilter {
                    tab: true,
                    ..keeps_escape()
                }),
        );
        name(ui, &response, self.label);
        if draft.is_empty() {
            key_cap(ui, &response, self.key);
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.changed() {
            list = List::default();
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
            return Outcome::default();
        }
        let (candidates, Fit { hits, is_new, .. }) = candidates().fitting(draft);
        let name = draft.trim();
        let is_unknown = *is_new && self.new.is_empty() && hits.is_empty();
        let is_new = *is_new && !self.new.is_empty();
        let rows = hits.len() + usize::from(is_new);
        let first = (self.takes_first || !name.is_empty()).then_some(0);
        list.moved = keys.moved(list.moved, first, rows);
        let highlighted = list.moved.or(first).filter(|&row| row < rows);
        let choose = |row: usize| match hits.get(row) {
            Some(&hit) => Some(Taken::Chosen(hit)),
            None if is_new => Some(Taken::New(name.to_owned())),
            None => None,
        };
        // Keys bring the row that they go to into view; otherwise the wheel scrolls.
        let gone_to = highlighted.filter(|_| keys.down || keys.up);
        let begins = (response.changed() || response.gained_focus()).then_some(0.0);
        let offset = gone_to.map(|row| list.showing(row)).or(begins);

        let mut clicked = None;
        let shown = Popup::from_response(&response)
            .id(popup.with("area"))
            .open(rows > 0 || is_unknown)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .width(response.rect.width().max(LIST_WIDTH))
            .accessible_name(format!("Choices for {}", self.label))
            .show(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut area = egui::ScrollArea::vertical()
                    .max_height(ROOM)
                    .auto_shrink([false, true]);
                if let Some(offset) = offset {
                    area = area.vertical_scroll_offset(offset);
                }
                let area = area.show_rows(ui, ROW, hits.len(), |ui, range| {
                    let shown = hits.iter().enumerate().take(range.end).skip(range.start);
                    for (row, &hit) in shown {
                        if let Some(Candidate { name, detail, .. }) = candidates.get(hit)
                            && Self::row(ui, name, detail, highlighted == Some(row), tokens)
                        {
                            clicked = choose(row);
                        }
                    }
                });
                list.scrolled = area.state.clamped_offset().y;
                if is_unknown {
                    let words = "The codebook is locked: nothing of that name is in it";
                    ui.label(egui::RichText::new(words).color(tokens.soft));
                }
                if is_new {
                    let row = hits.len();
                    let label = format!("{} “{name}”", self.new);
                    if Self::row(ui, &label, "", highlighted == Some(row), tokens) {
                        clicked = choose(row);
                    }
                }
            });
        if let Some(shown) = &shown {
            ui.data_mut(|d| d.insert_temp(popup, shown.response.rect));
        }
        let outcome = if clicked.is_some() {
            Outcome {
                taken: clicked,
                leave: Some(Leave::Text),
            }
        } else {
            Outcome {
                taken: if keys.take {
                    highlighted.and_then(choose)
                } else {
                    keys.back.then_some(Taken::Back)
                },
                leave: keys.leave,
            }
        };
        if outcome.leave.is_some() {
            draft.clear();
            ui.data_mut(|d| d.insert_temp(popup, egui::Rect::NOTHING));
            list = List::default();
        }
        ui.data_mut(|d| d.insert_temp(state, list));
        outcome
    }

    /// A row of a list to choose from; whether it was clicked.
    pub(super) fn row(
        ui: &mut Ui,
        name: &str,
        detail: &str,
        highlighted: bool,
        tokens: &Tokens,
    ) -> bool {
        let size = egui::vec2(ui.available_width(), ROW);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, highlighted, name)
        });
        let fill = match (highlighted, response.hovered()) {
            (true, _) => Some(ui.visuals().selection.bg_fill),
            (false, true) => Some(ui.visuals().widgets.hovered.weak_bg_fill),
            (false, false) => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, 4.0, fill);
        }
        let mut right = rect.right() - 6.0;
        if highlighted {
            let at = egui::pos2(right, rect.center().y);
            let (align, font) = (egui::Align2::RIGHT_CENTER, theme::ui_font(11.5));
            let key = ui.painter().text(at, align, "Enter", font, tokens.soft);
            right = key.left() - 8.0;
        }
        let mut job = egui::text::LayoutJob::default();
        let format = |font, color| egui::TextFormat::simple(font, color);
        job.append(name, 0.0, format(theme::ui_font(13.0), tokens.ink));
        if !detail.is_empty() {
            job.append(detail, 8.0, format(theme::ui_font(11.5), tokens.soft));
        }
        let left = rect.left() + 6.0;
        job.wrap = egui::text::TextWrapping::truncate_at_width(right - left);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let at = egui::pos2(left, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, tokens.ink);
        response.clicked()
    }
}

/// Where one is in what a field offers.
#[derive(Clone, Copy, Debug, Default)]
struct List {
    /// The row that was gone to; none says the one that Enter takes by itself.
    moved: Option<usize>,
    scrolled: f32,
}

impl List {
    /// How far to scroll so that a row is seen.
    #[expect(clippy::cast_precision_loss, reason = "a list has few rows")]
    fn showing(&self, row: usize) -> f32 {
        let top = row as f32 * ROW;
        self.scrolled.clamp((top + ROW - ROOM).max(0.0), top)
    }
}

/// What the keys of a frame ask of a field.
#[derive(Default)]
struct Keys {
    down: bool,
    up: bool,
    take: bool,
    back: bool,
    leave: Option<Leave>,
}

impl Keys {
    fn of(ui: &Ui, empty: bool) -> Self {
        let key = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
        let plain = Modifiers::NONE;
        // Shift first: Tab is in Shift+Tab too.
        let back_tab = key(Modifiers::SHIFT, Key::Tab);
        let (enter, tab) = (key(plain, Key::Enter), key(plain, Key::Tab));
        let escape = key(plain, Key::Escape);
        Self {
            down: key(plain, Key::ArrowDown),
            up: key(plain, Key::ArrowUp),
            take: enter || tab,
            back: empty && ui.input(|i| i.key_pressed(Key::Backspace)),
            leave: if enter || escape {
                Some(Leave::Text)
            } else if tab {
                Some(Leave::Next)
            } else {
                back_tab.then_some(Leave::Previous)
            },
        }
    }

    /// The row that is gone to: from the one that was, or from the one that Enter takes by itself.
    fn moved(&self, moved: Option<usize>, first: Option<usize>, rows: usize) -> Option<usize> {
        let now = moved.or(first);
        match (self.down, self.up) {
            (true, false) => Some(now.map_or(0, |row| row + 1).min(rows.saturating_sub(1))),
            (false, true) => now.and_then(|row| row.checked_sub(1)).or(first),
            _ => moved,
        }
    }
}

/// The positions of the candidates that fit what is typed, the best first; all of them in their
/// order when nothing is typed. A name that is typed whole comes first, then those of which a word
/// begins so, then those that hold its letters; otherwise they keep their order.
pub(super) fn matches<C: Borrow<Candidate>>(typed: &str, candidates: &[C]) -> Vec<usize> {
    let (mut near, far) = ranked(typed, candidates);
    near.extend(far);
    near
}

/// The positions of what has the letters at the start of a word, the best first, and of what only
/// has them somewhere in this order.
pub(super) fn ranked<C: Borrow<Candidate>>(
    typed: &str,
    candidates: &[C],
) -> (Vec<usize>, Vec<usize>) {
    let typed = typed.trim();
    if typed.is_empty() {
        return ((0..candidates.len()).collect(), Vec::new());
    }
    let wanted = fold(typed);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let (case, marks) = (CaseMatching::Ignore, Normalization::Smart);
    let pattern = Pattern::new(typed, case, marks, AtomKind::Fuzzy);
    let mut buffer = Vec::new();
    let mut score = |words: &str| pattern.score(Utf32Str::new(words, &mut buffer), &mut matcher);
    let mut rank = |candidate: &Candidate| {
        if same(&candidate.name, typed) {
            return Some((0, Reverse(0)));
        }
        if begins_a_word(&candidate.folded, &wanted) {
            return Some((1, Reverse(0)));
        }
        let by_name = score(&candidate.name).map(|score| score + 10);
        let best = by_name
            .max(score(&candidate.also))
            .max(score(&candidate.detail));
        best.map(|score| (2, Reverse(score)))
    };
    let mut hits: Vec<_> = candidates
        .iter()
        .enumerate()
        .filter_map(|(at, candidate)| Some((rank(candidate.borrow())?, at)))
        .collect();
    hits.sort_unstable();
    let near = hits.partition_point(|((rank, _), _)| *rank < 2);
    let mut near_and_far: Vec<usize> = hits.into_iter().map(|(_, at)| at).collect();
    let far = near_and_far.split_off(near);
    (near_and_far, far)
}

fn begins_a_word(words: &str, wanted: &str) -> bool {
    words.match_indices(wanted).any(|(at, _)| {
        let before = words
            .get(..at)
            .and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Letters without their case and, where Latin, without their marks.
fn fold(words: &str) -> String {
    words
        .chars()
        .map(|c| chars::to_lower_case(chars::normalize(c)))
        .collect()
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Keys, Offer, matches};

    #[test]
    fn what_fits_is_looked_for_once_for_each_letter() {
        let make = || {
            let all = (0..1_000).map(|at| (at, Candidate::new(&format!("Code {at}"), "", "")));
            all.collect()
        };
        let mut offer = Offer::default();
        let mut looked = |key: u8, typed: &str| offer.at(key, make).fitting(typed).1.hits.as_ptr();
        let first = looked(0, "co");
        assert_eq!(looked(0, "co"), first);
        let other = looked(0, "cod");
        assert_eq!(looked(0, "cod"), other);
        // Under the same key nothing is made anew.
        assert_eq!(offer.at(0, Vec::new).fitting("9").1.hits[0], 9);
        let another = || vec![(7, Candidate::new("Nine 9", "", ""))];
        assert_eq!(offer.at(1, another).fitting("9").1.hits, [0]);
    }

    #[test]
    fn words_that_begin_so_come_first_and_letters_may_be_left_out() {
        let all = [
            Candidate::new("Town of Vell", "", "Vell"),
            Candidate::new("Mara Quist", "", "the mayor"),
            Candidate::new("Élise Vellan", "", ""),
            Candidate::new("Ferry company", "The ferry sails", ""),
        ];
        assert_eq!(matches("", &all), [0, 1, 2, 3]);
        assert_eq!(matches("mq", &all), [1]);
        assert_eq!(matches("MAYOR", &all), [1]);
        assert_eq!(matches("elise", &all), [2]);
        assert_eq!(matches("sails", &all), [3]);
        assert!(matches("zz", &all).is_empty());
        // One letter: the words that begin with it, in the order given, then the others with it.
        assert_eq!(matches("v", &all), [0, 2]);
        assert_eq!(matches("m", &all), [1, 3]);
        assert_eq!(matches("o", &all)[0], 0);
    }

    #[test]
    fn a_name_typed_whole_is_not_passed_by_a_longer_one() {
        let all = ["Anna", "Ann", "An"].map(|name| Candidate::new(name, "", ""));
        assert_eq!(matches("an", &all), [2, 0, 1]);
        assert_eq!(matches("ann", &all), [1, 0]);
        assert_eq!(
            matches("!a", &all),
            [] as [usize; 0],
            "no sign is a command"
        );
    }

    #[test]
    fn a_row_is_gone_to_from_the_one_that_enter_takes() {
        let down = Keys {
            down: true,
            ..Keys::default()
        };
        let up = Keys {
            up: true,
            ..Keys::default()
        };
        assert_eq!(down.moved(None, Some(0), 3), Some(1));
        assert_eq!(down.moved(None, None, 3), Some(0));
        assert_eq!(down.moved(Some(2), None, 3), Some(2));
        assert_eq!(up.moved(Some(0), None, 3), None, "nothing is taken again");
        assert_eq!(up.moved(Some(1), Some(0), 3), Some(0));
    }
}
