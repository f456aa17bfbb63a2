//! Finds commands, articles and codes by a few letters; or only places to go to, then statements
//! too.

mod statements;

use egui::{Align2, Area, Frame, Id, Key, Margin, Modifiers, Order, Sense, Stroke, TextEdit, Ui};
use egui::{pos2, vec2};

use self::statements::{Found, Statements};
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

/// What is typed, what is found by it, and which row is marked.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Only places to go to.
    places: bool,
    letters: String,
    at: usize,
    all: Vec<Entry>,
    /// The state of the project that all of it is of.
    of: Option<u64>,
    /// What was looked for last; the positions of what fits it, the best first, and of what fits it
    /// less than a statement with all its words.
    sought: Option<String>,
    near: Vec<usize>,
    far: Vec<usize>,
    statements: Statements,
}

/// Something that can be found.
#[derive(Debug)]
struct Entry {
    candidate: Candidate,
    /// Its key, or what kind of thing it is.
    right: String,
    enabled: bool,
    /// It is offered before a letter is typed.
    first: bool,
    intents: Vec<Intent>,
}

impl State {
    /// For everything, or for places only.
    pub(super) fn new(places: bool) -> Self {
        Self {
            places,
            ..Self::default()
        }
    }

    /// Whether something is still looked for.
    pub(super) fn is_running(&self) -> bool {
        self.statements.is_running()
    }

    /// Finds anew what fits, if the letters or the project became others.
    fn refresh(&mut self, ctx: &egui::Context, session: Option<&Session>, settings: &Settings) {
        let of = session.map_or(0, |session| session.history.state());
        if self.of != Some(of) {
            self.all = if self.places {
                places(session)
            } else {
                everything(session, settings)
            };
            self.of = Some(of);
            self.sought = None;
        }
        if self.sought.as_ref() != Some(&self.letters) {
            (self.near, self.far) = fit(&self.all, &self.letters);
            if self.places {
                self.statements.seek(ctx, session, &self.letters);
            }
            self.sought = Some(self.letters.clone());
        }
        self.statements.take();
    }

    fn len(&self) -> usize {
        self.near.len() + self.statements.found.len() + self.far.len()
    }

    /// The row at a position: of all there is, or of the statements.
    fn row(&self, at: usize) -> Option<Row<'_>> {
        let found = &self.statements.found;
        if let Some(place) = self.near.get(at) {
            return self.all.get(*place).map(Row::Entry);
        }
        let at = at - self.near.len();
        if let Some(found) = found.get(at) {
            return Some(Row::Statement(found));
        }
        let place = self.far.get(at - found.len())?;
        self.all.get(*place).map(Row::Entry)
    }

    /// What the row at a position does, if it can be done. The palette closes with it.
    fn choose(&mut self, at: usize) -> Option<Vec<Intent>> {
        let place = match self.row(at)? {
            Row::Statement(found) => {
                return Some(vec![Intent::GoTo(found.id.clone()), Intent::Read]);
            }
            Row::Entry(entry) if !entry.enabled => return None,
            Row::Entry(_) => match at.checked_sub(self.near.len() + self.statements.found.len()) {
                Some(far) => self.far.get(far),
                None => self.near.get(at),
            },
        };
        let entry = self.all.get_mut(*place?)?;
        Some(std::mem::take(&mut entry.intents))
    }
}

/// A row of the palette.
enum Row<'a> {
    Entry(&'a Entry),
    Statement(&'a Found),
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
    let hint = if state.places {
        "Go to an article, speaker, topic or statement"
    } else {
        Command::Palette.spec().name
    };
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
            .hint_text(hint)
            .desired_width(f32::INFINITY)
            .margin(vec2(8.0, 6.0))
            .event_filter(complete::keeps_escape()),
    );
    complete::name(ui, &field, hint);
    if !field.has_focus() {
        field.request_focus();
    }
    if field.changed() {
        state.at = 0;
    }
    state.refresh(ui.ctx(), session, settings);
    let count = state.len();
    if count == 0 {
        ui.add_space(4.0);
        let words = match (state.is_running(), state.letters.is_empty()) {
            (true, _) => "Searching…",
            (_, true) => "There is no article yet: Project › Add articles",
            _ if state.places => "Nothing has these letters: fewer may find more",
            _ => "Nothing has these letters in its name",
        };
        ui.label(egui::RichText::new(words).color(tokens.soft));
    }
    state.at = state.at.min(count.saturating_sub(1));
    let room = ui.ctx().content_rect().height() - REST;
    let rows = super::rows::whole(room, ROW).clamp(1, ROWS);
    let first = state.at.saturating_sub(rows - 1);
    let mut run = enter.then_some(state.at);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(8.0);
    for at in (first..count).take(rows) {
        let marked = at == state.at;
        let clicked = match state.row(at) {
            Some(Row::Entry(entry)) => row(ui, entry, marked, tokens),
            Some(Row::Statement(found)) => row(ui, &of_statement(found), marked, tokens),
            None => false,
        };
        if clicked {
            run = Some(at);
        }
    }
    if let Some(chosen) = run.and_then(|at| state.choose(at)) {
        intents.push(Intent::Close);
        intents.extend(chosen);
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

/// The positions of what fits the letters well, and of what fits them somehow, the best first.
fn fit(all: &[Entry], letters: &str) -> (Vec<usize>, Vec<usize>) {
    if letters.trim().is_empty() {
        let first = all.iter().enumerate().filter(|(_, entry)| entry.first);
        return (first.map(|(at, _)| at).collect(), Vec::new());
    }
    let candidates: Vec<&Candidate> = all.iter().map(|entry| &entry.candidate).collect();
    complete::ranked(letters, &candidates)
}

/// Commands, of which those that can be done now come first, then places and recent projects.
fn everything(session: Option<&Session>, settings: &Settings) -> Vec<Entry> {
    let mut all: Vec<Entry> = Command::ALL
        .iter()
        .filter(|command| **command != Command::Palette)
        .map(|command| of_command(*command, session))
        .collect();
    all.sort_by_key(|entry| !entry.enabled);
    all.extend(session.into_iter().flat_map(stances));
    // Without letters only commands: a project may have a thousand articles.
    let later = |entry| Entry {
        first: false,
        ..entry
    };
    all.extend(places(session).into_iter().map(later));
    all.extend(settings.recent.iter().map(|path| {
        later(entry(
            &name(path),
            &path.display().to_string(),
            "recent project",
            vec![Intent::Open(vec![path.clone()])],
        ))
    }));
    all
}

fn entry(name: &str, detail: &str, right: &str, intents: Vec<Intent>) -> Entry {
    Entry {
        candidate: Candidate::new(name, detail, ""),
        right: right.to_owned(),
        enabled: true,
        first: true,
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

/// Stances for the chosen statement.
fn stances(session: &Session) -> impl Iterator<Item = Entry> {
    let chosen = Command::EditTopic.enabled(Some(session));
    let stances = session.project.codebook().stances().iter();
    stances.filter(move |_| chosen).map(|stance| Entry {
        first: false,
        ..entry(
            &format!("Stance: {}", stance.name),
            &stance.definition,
            &stance.key.map(|key| key.to_string()).unwrap_or_default(),
            vec![Intent::CodeStance(stance.id.clone())],
        )
    })
}

/// Articles, and the codes that one goes to in the codebook, where their uses stand.
fn places(session: Option<&Session>) -> Vec<Entry> {
    let Some(project) = session.map(|session| &session.project) else {
        return Vec::new();
    };
    let book = project.codebook();
    let articles = project.articles().iter().map(|article| {
        entry(
            &article.title,
            &article.outlet,
            "article",
            vec![Intent::OpenArticle(article.id.clone()), Intent::Read],
        )
    });
    let code = |id: CodeId, name: &str, about: &str, kind| {
        let show = vec![Intent::ShowCode(Item::Code(id))];
        entry(name, about, kind, show)
    };
    let speakers = book.speakers().iter().map(|speaker| {
        let id = CodeId::Speaker(speaker.id.clone());
        code(id, &speaker.name, &speaker.aliases.join(", "), "speaker")
    });
    let topics = book.topics().iter().map(|topic| {
        let id = CodeId::Topic(topic.id.clone());
        code(id, &topic.name, &topic.proposition, "topic")
    });
    articles.chain(speakers).chain(topics).collect()
}

fn of_statement(found: &Found) -> Entry {
    entry(&found.quote, &found.speakers, "statement", Vec::new())
}

#[cfg(test)]
mod tests {
    use super::{Command, Settings, everything, fit};

    #[test]
    fn every_command_is_found_by_its_name() {
        for command in Command::ALL {
            let name = command.spec().name;
            let all = everything(None, &Settings::default());
            let first = fit(&all, name).0.first().map(|at| &all[*at]);
            let is_first = first.is_some_and(|e| e.candidate.name == name);
            assert!(is_first || *command == Command::Palette, "{name}");
        }
    }
}
