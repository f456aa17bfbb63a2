//! The statement that is chosen: what it says, who says it, where they stand, on what.

mod fields;
mod more;
mod proposal;
mod read_back;
mod stance;
mod suggestion;
mod thread;

pub(super) use read_back::who;

use egui::{Button, Frame, Id, Label, Margin, Panel, RichText, Sense, Ui, vec2};

pub(super) use self::fields::Offers;
use super::command::Command;
use super::intent::Intent;
use super::menu;
use super::queue;
use super::session::Session;
use super::theme::{self, Tokens};
use super::typeset;
use super::words::thousands;
use crate::model::{Anchor, Article, Statement};

/// The width of the names beside the fields.
const NAMES: f32 = 80.0;

/// The ids of the fields, to give them the keyboard.
/// Whether one of its fields has the keyboard.
pub(super) fn has_focus(ctx: &egui::Context) -> bool {
    let fields = [
        speaker_field(),
        topic_field(),
        note_field(),
        queue::field(),
        on_behalf_field(),
        target_field(),
    ];
    ctx.memory(|m| m.focused().is_some_and(|id| fields.contains(&id)))
}

pub(super) fn speaker_field() -> Id {
    Id::unique("speaker field")
}

pub(super) fn topic_field() -> Id {
    Id::unique("topic field")
}

pub(super) fn note_field() -> Id {
    Id::unique("note field")
}

pub(super) fn on_behalf_field() -> Id {
    Id::unique("on behalf field")
}

pub(super) fn target_field() -> Id {
    Id::unique("target field")
}

/// Draws the panel.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    // As wide with few words as with many: the article beside it stays where it is.
    ui.set_width(ui.available_width());
    queue::show_entry(ui, session, intents);
    suggestion::show(ui, session, intents);
    let words = selected_words(session);
    let Some(statement) = session.statement().cloned() else {
        match words {
            Some(words) => selection(ui, &words, false, intents),
            None if session.proposal().is_some() => {
                if let Some(proposed) = session.proposal().cloned() {
                    scrolled(ui, |ui| proposal::show(ui, session, &proposed, intents));
                }
            }
            None if session.queue.on_text.is_some() => scrolled(ui, |ui| {
                thread::on_text(ui, session, intents);
            }),
            None => hint(ui),
        }
        return;
    };
    // At the foot, so that selecting moves no field.
    if let Some(words) = words {
        Panel::bottom("selected words")
            .frame(Frame::new().inner_margin(Margin {
                top: 12,
                ..Margin::ZERO
            }))
            .show(ui, |ui| selection(ui, &words, true, intents));
    }
    scrolled(ui, |ui| form(ui, session, &statement, intents));
}

/// What may be higher than the panel.
fn scrolled(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    // The bar stands in the margin, so that nothing is narrower with it than without.
    let width = ui.available_width();
    let mut room = ui.available_rect_before_wrap();
    room.max.x += ui.spacing().scroll.allocated_width();
    // A child of its own accord: it must not make the panel wider, frame by frame.
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(room));
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(&mut inside, |ui| {
            ui.set_max_width(width);
            add(ui);
        });
}

/// What is coded of a statement, field by field.
fn form(ui: &mut Ui, session: &mut Session, statement: &Statement, intents: &mut Vec<Intent>) {
    heading(ui, session, statement);
    quote(ui, session, statement);
    ui.add_space(4.0);
    read_back::show(ui, &session.project, statement);
    // Who works through the queue reads first what was said.
    let said_first = queue::is_front(session) && !session.queue.thread().is_empty();
    if said_first {
        thread::show(ui, session, statement, intents);
    }
    ui.add_space(8.0);
    fields::speakers(ui, session, statement, intents);
    stance::show(ui, session, statement, intents);
    fields::topics(ui, session, statement, intents);
    fields::note(ui, session, statement, intents);
    ui.add_space(4.0);
    more::show(ui, session, statement, intents);
    if !said_first {
        thread::show(ui, session, statement, intents);
    }
}

fn hint(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    ui.add_space(4.0);
    ui.label(section("Statement", tokens));
    let words = "Drag over the words of a statement, then press Enter.\n\nWith the keyboard: F goes \
                 to the next quotation, W to the next sentence, Q selects what is said there.";
    ui.label(RichText::new(words).color(tokens.soft));
}

fn selected_words(session: &Session) -> Option<String> {
    let range = session.reading.as_ref()?.selection.range();
    let words = session.article()?.text.as_str().get(range)?;
    (!words.is_empty()).then(|| shorten(words, 160))
}

/// What can be done with the selected words.
fn selection(ui: &mut Ui, words: &str, has_statement: bool, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.label(section("Selected words", tokens));
    quoted(ui, words, tokens);
    ui.horizontal_wrapped(|ui| {
        command_button(ui, Command::MakeStatement, intents);
        if has_statement {
            command_button(ui, Command::AddSpan, intents);
            command_button(ui, Command::MarkSource, intents);
            command_button(ui, Command::MarkCue, intents);
        }
    });
    let help = "Any key that codes makes a statement of them: 1, S, T, A …";
    ui.label(
        RichText::new(help)
            .font(theme::ui_font(11.5))
            .color(tokens.soft),
    );
}

fn command_button(ui: &mut Ui, command: Command, intents: &mut Vec<Intent>) {
    let spec = command.spec();
    let mut button = Button::new(spec.name);
    if let Some(key) = spec.keys.first() {
        button = button.shortcut_text(ui.ctx().format_shortcut(key));
    }
    let tip = menu::tooltip(ui.ctx(), command);
    if ui.add(button).on_hover_text(tip).clicked() {
        intents.push(Intent::Run(command));
    }
}

fn section(name: &str, tokens: &Tokens) -> RichText {
    RichText::new(name.to_uppercase())
        .font(theme::strong_font(11.5))
        .color(tokens.soft)
        .extra_letter_spacing(0.8)
}

fn heading(ui: &mut Ui, session: &Session, statement: &Statement) {
    let tokens = Tokens::of(ui);
    let suggested = session.suggestion.is_some();
    let whose = session.project.annotators().get(&statement.annotator);
    let theirs = session.me.as_ref() != Some(&statement.annotator);
    ui.horizontal(|ui| {
        let name = if suggested {
            "Your suggestion"
        } else {
            "Statement"
        };
        ui.label(section(name, tokens));
        let at = session.index.position(&statement.id).map_or(0, |at| at + 1);
        let of = session.index.count(&statement.article);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(
                RichText::new(format!("{} of {}", thousands(at), thousands(of)))
                    .font(theme::strong_font(11.5))
                    .color(tokens.soft),
            );
            // Whose it is, where that is not oneself.
            if let Some(whose) = whose.filter(|_| theirs && !suggested) {
                let words = RichText::new(&whose.name).font(theme::ui_font(11.5));
                ui.add(Label::new(words.color(tokens.soft)).truncate())
                    .on_hover_text("Whose coding this is");
            }
        });
    });
}

fn quote(ui: &mut Ui, session: &Session, statement: &Statement) {
    let tokens = Tokens::of(ui);
    let Some(article) = session.project.articles().get(&statement.article) else {
        return;
    };
    let words = beginning(article, &statement.contents, 400);
    quoted(ui, &words, tokens);
    if statement.anchors().any(Anchor::is_detached) {
        let words = "Some of its words do not stand where they should. Edit › Re-anchor quotes \
                     finds them again.";
        ui.label(RichText::new(words).color(tokens.danger));
    }
}

/// The beginning of words of the text, in two lines whether they fill them or not: what stands
/// below stays in its place from one statement to the next.
fn quoted(ui: &mut Ui, words: &str, tokens: &Tokens) {
    const LINE: f32 = 24.0;
    const ROWS: u8 = 2;
    let size = vec2(ui.available_width(), f32::from(ROWS) * LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let format = egui::TextFormat {
        line_height: Some(LINE),
        ..egui::TextFormat::simple(theme::reading_font(16.0), tokens.ink)
    };
    let mut job = egui::text::LayoutJob::single_section(words.to_owned(), format);
    job.wrap.max_width = size.x;
    job.wrap.max_rows = ROWS.into();
    let mut corner = rect.left_top();
    if typeset::is_rtl_label(words) {
        job.halign = egui::Align::Max;
        corner = rect.right_top();
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let elided = galley.elided;
    ui.painter().galley(corner, galley, tokens.ink);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    if elided {
        response.on_hover_text(RichText::new(words).font(theme::reading_font(15.0)));
    }
}

/// A row of the form: its name, then its control.
fn row(ui: &mut Ui, name: &str, control: impl FnOnce(&mut Ui)) {
    marked_row(ui, name, None, control);
}

/// What stands below the name of a row.
struct Mark {
    words: String,
    help: String,
    loud: bool,
}

impl Mark {
    /// It is to be looked at.
    fn loud(words: &str, help: &str) -> Self {
        let (words, help) = (words.to_owned(), help.to_owned());
        let loud = true;
        Self { words, help, loud }
    }

    /// One may know it.
    fn quiet(words: String, help: String) -> Self {
        let loud = false;
        Self { words, help, loud }
    }
}

/// A row with a word of warning under its name, where it moves nothing.
fn marked_row(ui: &mut Ui, name: &str, mark: Option<Mark>, control: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let top_down = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(vec2(NAMES, 28.0), top_down, |ui| {
            ui.set_width(NAMES);
            ui.spacing_mut().item_spacing.y = 0.0;
            let (rect, _) = ui.allocate_exact_size(vec2(NAMES, 28.0), Sense::hover());
            ui.painter().text(
                rect.left_center(),
                egui::Align2::LEFT_CENTER,
                name,
                theme::ui_font(13.0),
                tokens.soft,
            );
            if let Some(Mark { words, help, loud }) = mark {
                let words = RichText::new(words);
                let words = if loud {
                    words.font(theme::strong_font(11.5)).color(tokens.danger)
                } else {
                    words.font(theme::ui_font(11.5)).color(tokens.soft)
                };
                ui.add(Label::new(words).wrap()).on_hover_text(help);
            }
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            control(ui);
        });
    });
}

/// A value that can be taken away.
fn chip(ui: &mut Ui, kind: &str, name: &str, tooltip: &str) -> bool {
    let mut taken = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let width = (ui.available_width() - 28.0).max(40.0);
        let label = Label::new(RichText::new(name).font(theme::strong_font(13.0))).truncate();
        let shown = ui
            .allocate_ui_with_layout(
                vec2(width, 24.0),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    ui.set_width(width);
                    ui.add(label)
                },
            )
            .inner;
        if !tooltip.is_empty() {
            shown.on_hover_text(tooltip);
        }
        let cross = ui.add(Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
        cross.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Remove {kind} {name}"))
        });
        taken = cross.on_hover_text(format!("Remove this {kind}")).clicked();
    });
    taken
}

/// The beginning of a text, in one line. What follows it costs nothing.
pub(super) fn shorten(text: &str, chars: usize) -> String {
    let end = text.char_indices().nth(chars).map(|(at, _)| at);
    let start = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let mut short = start.replace('\n', " ");
    if end.is_some() {
        short.push('…');
    }
    short
}

/// The beginning of the words that stand at some places, in one line. What follows it costs
/// nothing: somebody may have marked a whole book.
pub(super) fn beginning(article: &Article, anchors: &[Anchor], chars: usize) -> String {
    let quotes = anchors.iter().take(chars);
    let quotes: Vec<String> = quotes
        .map(|anchor| shorten(anchor.quote(&article.text), chars))
        .collect();
    shorten(&quotes.join(" … "), chars)
}
