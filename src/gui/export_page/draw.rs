//! Drawing the page: the formats on the left, what leaves on the right.

use egui::{
    Button, Id, Key, Label, Modifiers, RichText, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2,
    vec2,
};

use super::super::intent::Intent;
use super::super::session::Session;
use super::super::theme::{self, Tokens};
use super::super::words::{counted, statements, thousands};
use super::super::{complete, form, overlay};
use super::look::{Looked, Made};
use super::{State, rows, written};
use crate::exchange::Format;

/// The height of a row of the list, in points.
const ROW: f32 = 44.0;
/// So many files are listed.
const FILES: usize = 12;
/// The widest and narrowest list.
const LIST: std::ops::RangeInclusive<f32> = 200.0..=300.0;

fn field() -> Id {
    Id::unique("export formats")
}

/// Draws the page in the place of the desk.
pub(in super::super) fn show(
    ui: &mut Ui,
    state: &mut State,
    session: &Session,
    intents: &mut Vec<Intent>,
) {
    overlay::page(ui, |ui| {
        overlay::head(ui, "Export", intents, |_| {});
        ui.add_space(12.0);
        let list = (ui.available_width() * 0.3).clamp(*LIST.start(), *LIST.end());
        let height = ui.available_height();
        ui.horizontal_top(|ui| {
            ui.allocate_ui(vec2(list, height), |ui| {
                ui.set_width(list);
                ui.vertical(|ui| formats(ui, state));
            });
            ui.add_space(24.0);
            ui.vertical(|ui| {
                ui.set_height(height);
                what(ui, state, session, intents);
            });
        });
    });
}

/// The list: its field, and a row for each format that has the letters.
fn formats(ui: &mut Ui, state: &mut State) {
    let id = field();
    let typing = ui.memory(|m| m.has_focus(id) || m.focused().is_none());
    let step = |ui: &Ui, key| typing && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let (down, up) = (step(ui, Key::ArrowDown), step(ui, Key::ArrowUp));
    let edit = TextEdit::singleline(&mut state.find)
        .id(id)
        .hint_text("Find a format")
        .desired_width(f32::INFINITY)
        .margin(complete::MARGIN)
        .return_key(None)
        .event_filter(complete::keeps_escape());
    let edited = ui.add(edit);
    complete::name(ui, &edited, "Find a format");
    if ui.memory(|m| m.focused().is_none()) {
        edited.request_focus();
    }
    let letters = state.find.trim().to_lowercase();
    let found: Vec<&'static Format> = written()
        .filter(|format| {
            let all = format!("{} {}", format.name, format.about).to_lowercase();
            letters.split_whitespace().all(|word| all.contains(word))
        })
        .collect();
    let at = found.iter().position(|format| *format == state.format);
    let to = match at {
        Some(at) if down => Some(at + 1),
        Some(at) if up => at.checked_sub(1),
        // What is not seen is not chosen.
        None => Some(0),
        Some(_) => None,
    };
    if let Some(format) = to.and_then(|to| found.get(to)) {
        state.choose(format);
    }
    ui.add_space(8.0);
    if found.is_empty() {
        let words = RichText::new("No format has these letters").color(Tokens::of(ui).soft);
        ui.label(words);
    }
    let reveal = std::mem::take(&mut state.reveal);
    ScrollArea::vertical()
        .id_salt("formats")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for format in found {
                let chosen = format == state.format;
                let response = row(ui, format, chosen);
                if response.clicked() {
                    state.choose(format);
                } else if chosen && reveal {
                    response.scroll_to_me(None);
                }
            }
        });
}

fn row(ui: &mut Ui, format: &Format, chosen: bool) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, format.name));
    let fill = if chosen {
        Some(ui.visuals().selection.bg_fill)
    } else if response.hovered() || response.has_focus() {
        Some(tokens.accent.gamma_multiply(0.08))
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let left = rect.left() + 10.0;
    let name = (format.name, theme::strong_font(13.0), tokens.ink, 13.0);
    let colour = if chosen { tokens.ink } else { tokens.soft };
    let about = (format.about, theme::ui_font(11.5), colour, 31.0);
    for (words, font, colour, y) in [name, about] {
        let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.right() - left - 8.0);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let at = pos2(left, rect.top() + y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, colour);
    }
    response.on_hover_text(format.about)
}

/// What leaves, what is lost, how it begins, and the button that writes it.
fn what(ui: &mut Ui, state: &mut State, session: &Session, intents: &mut Vec<Intent>) {
    const FOOT: f32 = 44.0;
    let height = (ui.available_height() - FOOT).max(80.0);
    ScrollArea::vertical()
        .id_salt("what leaves")
        .max_height(height)
        .auto_shrink(false)
        .show(ui, |ui| {
            overlay::scroll_by_keys(ui, height);
            ui.scope(|ui| {
                ui.set_max_width(form::WIDTH);
                let title = RichText::new(state.format.name).font(theme::strong_font(15.0));
                ui.label(title);
                let about = RichText::new(sentence(state.format.about));
                ui.add(Label::new(about.color(Tokens::of(ui).soft)).wrap());
                ui.add_space(12.0);
                rows::show(ui, state, session);
            });
            ui.add_space(8.0);
            found(ui, state, session);
        });
    ui.add_space(8.0);
    foot(ui, state, session, intents);
}

fn found(ui: &mut Ui, state: &State, session: &Session) {
    let tokens = Tokens::of(ui);
    let soft = |words: &str| RichText::new(words.to_owned()).color(tokens.soft);
    let Some(looked) = state.known(session) else {
        ui.label(soft("Looking at what would be written…"));
        return;
    };
    match &looked.made {
        Err(refusal) => {
            let words = RichText::new(sentence(&refusal.words)).color(tokens.danger);
            ui.add(Label::new(words).wrap());
            if refusal.asks_voice {
                ui.add(Label::new("Choose above whose coding leaves, or every coding").wrap());
            }
        }
        Ok(made) => {
            leaves(ui, looked, made);
            ui.add_space(12.0);
            preview(ui, made);
        }
    }
}

/// How much leaves, and what of it is lost.
fn leaves(ui: &mut Ui, looked: &Looked, made: &Made) {
    let tokens = Tokens::of(ui);
    let articles = counted(looked.articles, "article", "articles");
    let many = looked.articles + looked.statements != 1;
    let leave = if many { "leave" } else { "leaves" };
    let words = format!("{articles} and {} {leave}", statements(looked.statements));
    ui.label(RichText::new(words).font(theme::strong_font(13.0)));
    if looked.losses.is_empty() {
        let words = "The format holds all that these statements have";
        ui.label(RichText::new(words).color(tokens.soft));
    }
    if !looked.losses.is_empty() {
        let lost = RichText::new("What this format cannot hold:").color(tokens.danger);
        ui.label(lost);
    }
    for loss in &looked.losses {
        ui.add(Label::new(format!("– {loss}")).wrap());
    }
    for note in &made.notes {
        let words = RichText::new(format!("– {note}")).color(tokens.soft);
        ui.add(Label::new(words).wrap());
    }
}

fn preview(ui: &mut Ui, made: &Made) {
    let tokens = Tokens::of(ui);
    if made.files.len() > 1 || made.head.is_none() {
        form::section(ui, "Files");
        for (name, size) in made.files.iter().take(FILES) {
            let words = format!("{name}   {}", bytes(*size));
            ui.add(Label::new(RichText::new(words).color(tokens.soft)).truncate());
        }
        let more = made.files.len().saturating_sub(FILES);
        if more > 0 {
            let words = format!("and {}", counted(more, "more file", "more files"));
            ui.label(RichText::new(words).color(tokens.soft));
        }
        ui.add_space(8.0);
    }
    let Some(head) = &made.head else {
        return;
    };
    let name = match made.files.first() {
        Some((name, _)) if made.files.len() > 1 => format!("How {name} begins"),
        _ => "How it begins".to_owned(),
    };
    form::section(ui, &name);
    ui.add_space(4.0);
    egui::Frame::new()
        .fill(tokens.panel)
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ScrollArea::horizontal()
                .id_salt("preview")
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    let font = egui::FontId::monospace(12.0);
                    let words = RichText::new(head).font(font).color(tokens.ink);
                    ui.add(Label::new(words).extend());
                });
        });
}

/// The button, or what goes on.
fn foot(ui: &mut Ui, state: &mut State, session: &Session, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        if state.writing.is_some() {
            ui.label(format!("Writing {}…", state.format.name));
            if ui.button("Cancel").clicked() {
                state.cancel();
            }
            return;
        }
        let ready = state.is_ready(session);
        let go = Button::new("Export…").shortcut_text("Enter");
        let go = ui.add_enabled(ready, go.min_size(vec2(0.0, form::LINE)));
        let help = if state.is_one_file() {
            "Asks for the name of the file"
        } else {
            "Asks for the name of the folder"
        };
        // On a button Enter is that button's.
        let free = ui.memory(|m| m.focused().is_none_or(|id| id == field()));
        let enter = free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        if go.on_hover_text(help).clicked() || enter && ready {
            state.trouble = None;
            intents.push(Intent::AskExport);
        }
        if let Some(trouble) = &state.trouble {
            ui.add_space(8.0);
            let words = RichText::new(trouble).color(tokens.danger);
            ui.add(Label::new(words).wrap());
        }
    });
}

/// The first letter large, unless the first word is the name of a file.
fn sentence(words: &str) -> String {
    let first = words.split_whitespace().next().unwrap_or_default();
    if first.contains('.') {
        return words.to_owned();
    }
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// "12 kB".
fn bytes(size: usize) -> String {
    match size {
        0..1_000 => counted(size, "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", thousands(size.div_ceil(1_000))),
        _ => format!("{}.{} MB", size / 1_000_000, size % 1_000_000 / 100_000),
    }
}
