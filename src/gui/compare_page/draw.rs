//! The page: who is compared, what was found of each kind, the list, and the case one is at.

use egui::{
    Align, Button, ComboBox, Key, Layout, Margin, Modifiers, RichText, Sense, Ui, WidgetInfo, vec2,
};

use super::{Found, State, Wanted, detail, id, list};
use crate::gui::complete;
use crate::gui::intent::Intent;
use crate::gui::rows;
use crate::gui::session::{Page, Session};
use crate::gui::statement_panel::shorten;
use crate::gui::theme::{self, Tokens};
use crate::gui::words::{counted, thousands};
use crate::model::{AnnotatorId, Project};
use crate::review::adjudicate::Take;
use crate::review::{Kind, Mistaken, Part};

/// Wider than this, list and case stand side by side.
const WIDE: f32 = 860.0;

/// Draws the page.
pub(in crate::gui) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let mut state = std::mem::take(&mut session.compare);
    let page = ui.interact(ui.max_rect(), id(), Sense::focusable_noninteractive());
    page.widget_info(|| WidgetInfo::labeled(egui::Role::Form, true, "Compare two codings"));
    let focused = page.has_focus();
    if focused {
        ui.memory_mut(|m| m.set_focus_lock_filter(id(), complete::keeps_escape()));
        keys(ui, &mut state, intents);
    }
    egui::Frame::new()
        .inner_margin(Margin::symmetric(24, 16))
        .show(ui, |ui| {
            head(ui, &session.project, &mut state, intents);
            ui.add_space(8.0);
            if let Some(words) = instead(&session.project, &state) {
                ui.label(RichText::new(words).color(Tokens::of(ui).soft));
                return;
            }
            kinds(ui, &mut state);
            ui.add_space(6.0);
            for_all(ui, &state, intents);
            ui.separator();
            let room = ui.available_size();
            if room.x >= WIDE {
                let width = (room.x * 0.42).clamp(320.0, 560.0);
                ui.horizontal_top(|ui| {
                    ui.allocate_ui_with_layout(
                        vec2(width, room.y),
                        Layout::top_down(Align::Min),
                        |ui| {
                            ui.set_min_size(vec2(width, room.y));
                            list::show(ui, &mut state, focused, intents);
                        },
                    );
                    ui.separator();
                    ui.vertical(|ui| detail::show(ui, &state, intents));
                });
            } else {
                let height = (room.y * 0.4).max(72.0);
                ui.allocate_ui(vec2(room.x, height), |ui| {
                    ui.set_min_size(vec2(room.x, height));
                    list::show(ui, &mut state, focused, intents);
                });
                ui.separator();
                detail::show(ui, &state, intents);
            }
        });
    session.compare = state;
}

fn keys(ui: &Ui, state: &mut State, intents: &mut Vec<Intent>) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) {
        intents.push(Intent::Show(Page::Article));
        return;
    }
    if pressed(Key::Enter) {
        intents.push(Intent::ShowCase);
        return;
    }
    if pressed(Key::N) {
        state.go_on();
    }
    if pressed(Key::E) {
        intents.push(Intent::Adjudicate(Take::A, true));
    }
    for take in TAKES {
        if take.keys.iter().any(|key| pressed(*key)) {
            intents.push(Intent::Adjudicate(take.take, false));
            return;
        }
    }
    let Some(last) = state.shown.len().checked_sub(1) else {
        return;
    };
    let step = rows::whole(state.height, list::ROW);
    for (key, to) in rows::moves(Some(state.at), step, last) {
        if pressed(key) {
            state.at = to;
            state.reveal = true;
        }
    }
}

/// A way to decide a case.
pub(super) struct Way {
    pub take: Take,
    pub keys: &'static [Key],
    pub key_name: &'static str,
}

pub(super) const TAKES: [Way; 5] = [
    Way {
        take: Take::A,
        keys: &[Key::Num1],
        key_name: "1",
    },
    Way {
        take: Take::B,
        keys: &[Key::Num2],
        key_name: "2",
    },
    Way {
        take: Take::Both,
        keys: &[Key::Num3],
        key_name: "3",
    },
    Way {
        take: Take::Longer,
        keys: &[Key::L],
        key_name: "L",
    },
    Way {
        take: Take::Neither,
        keys: &[Key::Num0, Key::X],
        key_name: "0",
    },
];

fn head(ui: &mut Ui, project: &Project, state: &mut State, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let heading = RichText::new("Compare").font(theme::title_font(22.0));
        ui.label(heading.color(tokens.ink));
        ui.add_space(8.0);
        let mut pair = state.pair.clone();
        if let Some([a, b]) = &mut pair {
            who(ui, project, "First annotator", a);
            ui.label(RichText::new("and").color(tokens.soft));
            who(ui, project, "Second annotator", b);
        }
        if pair != state.pair && pair.as_ref().is_some_and(|[a, b]| a != b) {
            state.pair = pair;
            state.want(Wanted::default());
        }
        if state.pair.is_some() {
            let mut done = !state.all_articles;
            let help =
                "Compares only articles that both marked done; what is not done is not missing";
            if ui
                .checkbox(&mut done, "Only what both have done")
                .on_hover_text(help)
                .changed()
            {
                state.all_articles = !done;
                state.want(Wanted::default());
            }
        }
        if let Some((_, done, _)) = &state.run {
            ui.add(egui::ProgressBar::new(*done).desired_width(120.0));
            if ui.button("Stop").clicked() {
                intents.push(Intent::StopComparing);
            }
        } else if state.stopped.is_some() && ui.button("Compare again").clicked() {
            state.stopped = None;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(Button::new("Close").shortcut_text("Esc")).clicked() {
                intents.push(Intent::Show(Page::Article));
            }
            let help = "How far they agree, in figures";
            if ui.button("Agreement…").on_hover_text(help).clicked() {
                intents.push(Intent::Show(Page::Agreement));
            }
        });
    });
}

fn who(ui: &mut Ui, project: &Project, label: &str, id: &mut AnnotatorId) {
    let chosen = name(project, id).to_owned();
    let combo = ComboBox::from_id_salt(label)
        .selected_text(&chosen)
        .width(120.0)
        .truncate();
    let shown = combo.show_ui(ui, |ui| {
        for annotator in project.annotators().iter() {
            ui.selectable_value(id, annotator.id.clone(), &annotator.name);
        }
    });
    complete::name(ui, &shown.response, &format!("{label}: {chosen}"));
}

pub(super) fn name<'a>(project: &'a Project, id: &'a AnnotatorId) -> &'a str {
    let annotator = project.annotators().get(id);
    annotator.map_or("?", |annotator| annotator.name.as_str())
}

/// What stands in the place of the list, and why.
fn instead(project: &Project, state: &State) -> Option<&'static str> {
    if state.pair.is_none() {
        return Some(if project.annotators().len() < 2 {
            "Only one person codes in this project. A colleague’s copy is brought back from the Project menu; then both can be compared here"
        } else {
            "Fewer than two annotators have coded anything yet"
        });
    }
    let found = state.found.as_ref()?;
    (found.comparison.cases.is_empty() && !state.is_running()).then_some(if state.all_articles {
        "Neither of the two has coded anything here, or it is hidden until both are done"
    } else {
        "There is no article that both marked done (D). Untick “Only what both have done” to compare all the same"
    })
}

/// The names of the two.
pub(super) fn names(found: &Found) -> [&str; 2] {
    found
        .asked
        .pair
        .each_ref()
        .map(|id| name(&found.project, id))
}

/// What there is of each kind; a click lists only that.
fn kinds(ui: &mut Ui, state: &mut State) {
    let Some(found) = &state.found else {
        return;
    };
    let mut wanted = state.wanted.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let all = format!("All  {}", thousands(found.comparison.cases.len()));
        if ui.selectable_label(wanted.kind.is_none(), all).clicked() {
            wanted.kind = None;
        }
        for kind in Kind::ALL {
            let (count, _) = found.count_of(kind);
            let words = kind.words(names(found));
            let label = format!("{words}  {}", thousands(count));
            if ui
                .selectable_label(wanted.kind == Some(kind), label)
                .clicked()
            {
                wanted.kind = if wanted.kind == Some(kind) {
                    None
                } else {
                    Some(kind)
                };
            }
        }
        ui.add_space(12.0);
        let open = format!("Undecided only  {}", thousands(found.undecided));
        ui.checkbox(&mut wanted.undecided, open);
        if let Some(article) = &wanted.article {
            let title = found
                .project
                .articles()
                .get(article)
                .map(|a| a.title.clone());
            let title = shorten(&title.unwrap_or_default(), 32);
            if ui
                .button(format!("in “{title}”  ×"))
                .on_hover_text("Lists all articles again")
                .clicked()
            {
                wanted.article = None;
            }
        }
    });
    ui.horizontal_wrapped(|ui| mistaken(ui, found, &mut wanted));
    if wanted != state.wanted {
        state.want(wanted);
    }
}

/// Which values were taken for which; a choice lists the cases.
fn mistaken(ui: &mut Ui, found: &Found, wanted: &mut Wanted) {
    /// So many are offered; the rest are rarer.
    const MOST: usize = 200;
    ui.spacing_mut().item_spacing.x = 8.0;
    let value = |value: &str| if value.is_empty() { "not coded" } else { value }.to_owned();
    for (part, all) in &found.mistaken {
        if all.is_empty() {
            continue;
        }
        let chosen = wanted.mistaken.clone().filter(|(of, ..)| of == part);
        let shown = if let Some((_, a, b)) = &chosen {
            format!("{} → {}", value(a), value(b))
        } else {
            let count = all.iter().map(|mistaken| mistaken.cases.len()).sum();
            format!("{} differs  {}", part_words(*part), thousands(count))
        };
        let combo = ComboBox::from_id_salt(part.word())
            .selected_text(shorten(&shown, 36))
            .width(150.0)
            .height(360.0);
        let response = combo.show_ui(ui, |ui| {
            if ui.selectable_label(chosen.is_none(), "All cases").clicked() {
                wanted.mistaken = None;
            }
            for Mistaken { a, b, cases } in all.iter().take(MOST) {
                let count = thousands(cases.len());
                let words = format!("{} → {}   {count}", value(a), value(b));
                let this = Some((*part, a.clone(), b.clone()));
                if ui.selectable_label(chosen == this, words).clicked() {
                    wanted.mistaken = this;
                }
            }
        });
        let label = format!("{} taken for another", part_words(*part));
        complete::name(ui, &response.response, &label);
    }
}

pub(super) fn part_words(part: Part) -> &'static str {
    match part {
        Part::Speaker => "Speaker",
        Part::OnBehalfOf => "On behalf of",
        Part::Topic => "Topic",
        Part::Stance => "Stance",
        Part::Target => "Stance toward",
        Part::Form => "Form",
    }
}

/// Decides all cases of a kind at once.
fn for_all(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let (Some(kind), Some(found)) = (state.wanted.kind, &state.found) else {
        return;
    };
    let (_, count) = found.count_of(kind);
    if count == 0 {
        return;
    }
    let [a, b] = names(found);
    let offers: Vec<(Take, String)> = match kind {
        Kind::Same => vec![(Take::A, "Take all of them".to_owned())],
        Kind::Border => vec![
            (Take::Longer, "Take the longer border".to_owned()),
            (Take::A, format!("Take {a}’s")),
            (Take::B, format!("Take {b}’s")),
        ],
        Kind::OnlyA => vec![
            (Take::A, "Take all of them".to_owned()),
            (Take::Neither, "Take none of them".to_owned()),
        ],
        Kind::OnlyB => vec![
            (Take::B, "Take all of them".to_owned()),
            (Take::Neither, "Take none of them".to_owned()),
        ],
        Kind::Coding | Kind::Split => vec![
            (Take::A, format!("Take {a}’s")),
            (Take::B, format!("Take {b}’s")),
        ],
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let cases = counted(count, "undecided case", "undecided cases");
        ui.label(RichText::new(format!("For {cases} of this kind:")).color(Tokens::of(ui).soft));
        for (take, words) in offers {
            let help = "One step of the Undo menu; what was decided before stays";
            if ui.button(words).on_hover_text(help).clicked() {
                intents.push(Intent::AdjudicateAll(kind, take));
            }
        }
    });
}
