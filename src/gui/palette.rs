//! Finds commands, articles and codes by a few letters.

use egui::{Align2, Area, Frame, Id, Key, Margin, Modifiers, Order, Sense, Stroke, TextEdit, Ui};
use egui::{pos2, vec2};

use super::codebook_page::Item;
use super::command::Command;
use super::complete::{self, Candidate};
use super::intent::Intent;
use super::jobs::name;
use super::session::Session;
use super::settings::Settings;
use super::theme::{self, Tokens};
use crate::model::CodeId;

/// The most rows that are shown at once, and what stands above and below them, in points.
const ROWS: usize = 12;
const REST: f32 = 72.0;
const ROW: f32 = 32.0;
const WIDTH: f32 = 600.0;

/// What is typed, and which row is marked.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    letters: String,
    at: usize,
}

/// Something that can be found.
struct Entry {
    candidate: Candidate,
    /// Its key, or what kind of thing it is.
    right: String,
    enabled: bool,
    intents: Vec<Intent>,
}

/// Draws the palette over the window.
pub(super) fn show(
    ctx: &egui::Context,
    state: &mut State,
    session: Option<&Session>,
    settings: &Settings,
    intents: &mut Vec<Intent>,
) {
    let width = WIDTH.min(ctx.content_rect().width() - 48.0);
    let area = Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 4.0))
        .show(ctx, |ui| {
            let tokens = Tokens::of(ui);
            Frame::new()
                .fill(tokens.paper)
                .stroke(Stroke::new(1.0, tokens.soft))
                .corner_radius(6)
                .inner_margin(Margin::same(8))
                .show(ui, |ui| {
                    ui.set_width(width);
                    contents(ui, state, session, settings, tokens, intents);
                });
        });
    let outside = ctx.input(|i| {
        i.pointer.any_pressed()
            && (i.pointer.interact_pos()).is_some_and(|at| !area.response.rect.contains(at))
    });
    if outside {
        intents.push(Intent::Close);
    }
}

fn contents(
    ui: &mut Ui,
    state: &mut State,
    session: Option<&Session>,
    settings: &Settings,
    tokens: &Tokens,
    intents: &mut Vec<Intent>,
) {
    let key = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if key(ui, Key::ArrowDown) {
        state.at += 1;
    }
    if key(ui, Key::ArrowUp) {
        state.at = state.at.saturating_sub(1);
    }
    let enter = key(ui, Key::Enter);
    let field = ui.add(
        TextEdit::singleline(&mut state.letters)
            .id(Id::unique("palette field"))
            .hint_text("Search or run a command")
            .desired_width(f32::INFINITY)
            .margin(vec2(8.0, 6.0))
            .event_filter(complete::keeps_escape()),
    );
    complete::name(ui, &field, "Search or run a command");
    if !field.has_focus() {
        field.request_focus();
    }
    if field.changed() {
        state.at = 0;
    }
    let entries = entries(session, settings, &state.letters);
    if entries.is_empty() {
        ui.add_space(4.0);
        let words = "Nothing has these letters in its name";
        ui.label(egui::RichText::new(words).color(tokens.soft));
    }
    state.at = state.at.min(entries.len().saturating_sub(1));
    let room = ui.ctx().content_rect().height() - REST;
    let rows = super::rows::whole(room, ROW).clamp(1, ROWS);
    let first = state.at.saturating_sub(rows - 1);
    let mut run = enter.then_some(state.at);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(8.0);
    for (at, entry) in entries.iter().enumerate().skip(first).take(rows) {
        if row(ui, entry, at == state.at, tokens) {
            run = Some(at);
        }
    }
    let chosen = run.and_then(|at| entries.into_iter().nth(at));
    if let Some(entry) = chosen.filter(|entry| entry.enabled) {
        intents.push(Intent::Close);
        intents.extend(entry.intents);
    }
}

fn row(ui: &mut Ui, entry: &Entry, marked: bool, tokens: &Tokens) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = &entry.candidate.name;
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, entry.enabled, marked, name)
    });
    if marked {
        let fill = ui.visuals().selection.bg_fill;
        ui.painter().rect_filled(rect, 4.0, fill);
    } else if response.hovered() {
        let fill = tokens.accent.gamma_multiply(0.08);
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let painter = ui.painter();
    let right = painter.text(
        pos2(rect.right() - 8.0, rect.center().y),
        Align2::RIGHT_CENTER,
        &entry.right,
        theme::ui_font(12.0),
        tokens.soft,
    );
    let mut job = egui::text::LayoutJob::default();
    let colour = if entry.enabled {
        tokens.ink
    } else {
        tokens.soft
    };
    let format = |size, colour| egui::TextFormat::simple(theme::ui_font(size), colour);
    job.append(name, 0.0, format(13.0, colour));
    job.append(&entry.candidate.detail, 12.0, format(12.0, tokens.soft));
    job.wrap = egui::text::TextWrapping::truncate_at_width(right.left() - rect.left() - 24.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, tokens.ink);
    response.clicked() && entry.enabled
}

/// What fits the letters, the best first. What can be done now comes before what cannot.
fn entries(session: Option<&Session>, settings: &Settings, letters: &str) -> Vec<Entry> {
    let mut all: Vec<Entry> = Command::ALL
        .iter()
        .filter(|command| **command != Command::Palette)
        .map(|command| of_command(*command, session))
        .collect();
    all.sort_by_key(|entry| !entry.enabled);
    // Without letters only commands: a project may have a thousand articles.
    if !letters.trim().is_empty() {
        all.extend(session.into_iter().flat_map(of_session));
        all.extend(settings.recent.iter().map(|path| {
            entry(
                &name(path),
                &path.display().to_string(),
                "recent project",
                vec![Intent::Open(vec![path.clone()])],
            )
        }));
    }
    let candidates: Vec<&Candidate> = all.iter().map(|entry| &entry.candidate).collect();
    let hits = complete::matches(letters, &candidates);
    let mut all: Vec<Option<Entry>> = all.into_iter().map(Some).collect();
    let take = |at: usize| all.get_mut(at).and_then(Option::take);
    hits.into_iter().filter_map(take).collect()
}

fn entry(name: &str, detail: &str, right: &str, intents: Vec<Intent>) -> Entry {
    Entry {
        candidate: Candidate::new(name, detail, ""),
        right: right.to_owned(),
        enabled: true,
        intents,
    }
}

fn of_command(command: Command, session: Option<&Session>) -> Entry {
    let spec = command.spec();
    let key = spec.keys.first();
    Entry {
        right: key.map_or_else(
            || spec.menu.name().to_owned(),
            |key| super::keys_page::words(*key),
        ),
        enabled: command.enabled(session),
        ..entry(spec.name, spec.help, "", vec![Intent::Run(command)])
    }
}

/// Articles, stances for the chosen statement, and codes.
fn of_session(session: &Session) -> impl Iterator<Item = Entry> {
    let project = &session.project;
    let book = project.codebook();
    let articles = project.articles().iter().map(|article| {
        entry(
            &article.title,
            &article.outlet,
            "article",
            vec![Intent::OpenArticle(article.id.clone()), Intent::Read],
        )
    });
    let chosen = Command::EditTopic.enabled(Some(session));
    let stances = book.stances().iter().filter(move |_| chosen).map(|stance| {
        entry(
            &format!("Stance: {}", stance.name),
            &stance.definition,
            &stance.key.map(|key| key.to_string()).unwrap_or_default(),
            vec![Intent::CodeStance(stance.id.clone())],
        )
    });
    let code = |id: CodeId, name: &str, about: &str, kind| {
        let show = vec![Intent::ShowCode(Item::Code(id))];
        entry(name, about, kind, show)
    };
    let speakers = book.speakers().iter().map(move |speaker| {
        let id = CodeId::Speaker(speaker.id.clone());
        code(id, &speaker.name, &speaker.aliases.join(", "), "speaker")
    });
    let topics = book.topics().iter().map(move |topic| {
        let id = CodeId::Topic(topic.id.clone());
        code(id, &topic.name, &topic.proposition, "topic")
    });
    articles.chain(stances).chain(speakers).chain(topics)
}

#[cfg(test)]
mod tests {
    use super::{Command, Settings, entries};

    #[test]
    fn every_command_is_found_by_its_name() {
        for command in Command::ALL {
            let name = command.spec().name;
            let found = entries(None, &Settings::default(), name);
            let is_first = found.first().is_some_and(|e| e.candidate.name == name);
            assert!(is_first || *command == Command::Palette, "{name}");
        }
    }
}
