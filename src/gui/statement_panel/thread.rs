//! What was said of a statement, by whom and when: its history and its thread.

use egui::text::{LayoutJob, TextFormat};
use egui::{Button, RichText, Ui};

use super::super::command::Command;
use super::super::intent::Intent;
use super::super::menu;
use super::super::queue;
use super::super::session::Session;
use super::super::theme::{self, Tokens};
use super::super::words::moment;
use super::{quoted, section, shorten};
use crate::model::{AnnotatorId, Project, Review, ReviewTarget, Statement, Timestamp, Verdict};
use crate::review::open;

/// Draws what was said of a statement, below its coding; nothing where nobody else is.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    statement: &Statement,
    intents: &mut Vec<Intent>,
) {
    let reviews = session.queue.thread();
    let alone = session.project.annotators().len() < 2;
    if session.suggestion.is_some() || (alone && reviews.is_empty()) {
        return;
    }
    let tokens = Tokens::of(ui);
    ui.add_space(12.0);
    ui.label(section("Review", tokens));
    said(
        ui,
        &session.project,
        &statement.annotator,
        &statement.created,
        "coded it",
    );
    for review in reviews {
        one(ui, &session.project, review, statement);
    }
    acts(ui, session, !reviews.is_empty(), intents);
}

/// Draws a review of text without a statement.
pub(super) fn on_text(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let Some(review) = session.queue.thread().first() else {
        return;
    };
    let ReviewTarget::Text { article, place } = &review.on else {
        return;
    };
    let missing = !review.suggested.is_empty();
    let name = if missing {
        "Missing statement"
    } else {
        "Comment"
    };
    ui.label(section(name, tokens));
    if let Some(article) = session.project.articles().get(article) {
        quoted(ui, &shorten(place.quote(&article.text), 400), tokens);
    }
    review_of(ui, &session.project, review, "misses a statement");
    acts(ui, session, true, intents);
}

fn one(ui: &mut Ui, project: &Project, review: &Review, statement: &Statement) {
    let did = match review.verdict {
        Some(Verdict::Accepted) => "accepted it",
        Some(Verdict::Rejected) => "rejected it",
        Some(Verdict::Question) => "asked",
        None if review.suggested.is_empty() => "commented",
        None => "suggested",
    };
    review_of(ui, project, review, did);
    let now = project.version_of(&statement.id).unwrap_or_default();
    if review.verdict.is_some() && !review.version.is_empty() && review.version != now {
        let soft = Tokens::of(ui).soft;
        let words = RichText::new("It was coded anew after that");
        ui.label(words.font(theme::ui_font(12.0)).color(soft));
    }
}

fn review_of(ui: &mut Ui, project: &Project, review: &Review, did: &str) {
    let is_comment = review.verdict.is_none() && review.suggested.is_empty();
    // A comment says by itself who wrote it.
    if !(is_comment && review.reason.is_empty() && !review.comments.is_empty()) {
        said(ui, project, &review.reviewer, &review.created, did);
    }
    if !review.reason.is_empty() {
        ui.label(&review.reason);
    }
    // What was taken is how it is coded now, and would be no difference.
    if !review.suggested.is_empty() {
        let changes = open::suggestion(project, review);
        let old = |old| {
            if review.resolved { String::new() } else { old }
        };
        let changes = changes.into_iter();
        let changes = changes.map(|(what, was, new)| (what, old(was), new));
        differences(ui, &changes.collect::<Vec<_>>());
    }
    for comment in &review.comments {
        said(ui, project, &comment.author, &comment.at, "said");
        ui.label(&comment.text);
    }
    if review.resolved && review.verdict != Some(Verdict::Accepted) {
        let soft = Tokens::of(ui).soft;
        let words = RichText::new("Answered").font(theme::ui_font(12.0));
        ui.label(words.color(soft));
    }
}

/// Who did what, and when.
fn said(ui: &mut Ui, project: &Project, who: &AnnotatorId, at: &Timestamp, did: &str) {
    let tokens = Tokens::of(ui);
    let annotator = project.annotators().get(who);
    let name = annotator.map_or("Somebody", |annotator| &annotator.name);
    ui.add_space(4.0);
    let mut job = LayoutJob::default();
    let mut put = |words: &str, font, colour| {
        job.append(words, 0.0, TextFormat::simple(font, colour));
    };
    put(name, theme::strong_font(12.0), tokens.ink);
    put(&format!(" {did}"), theme::ui_font(12.0), tokens.ink);
    put(
        &format!(" · {}", moment(at)),
        theme::ui_font(11.5),
        tokens.soft,
    );
    ui.label(job);
}

/// What would become of what: the old value is struck through, the new one bold.
pub(super) fn differences(ui: &mut Ui, changes: &[(&'static str, String, String)]) {
    let tokens = Tokens::of(ui);
    for (what, old, new) in changes {
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        let plain = |colour| TextFormat::simple(theme::ui_font(12.5), colour);
        job.append(&format!("{what}: "), 0.0, plain(tokens.soft));
        if !old.is_empty() {
            let struck = TextFormat {
                strikethrough: egui::Stroke::new(1.0, tokens.soft),
                ..plain(tokens.soft)
            };
            job.append(&shorten(old, 200), 0.0, struck);
            job.append(" → ", 0.0, plain(tokens.soft));
        }
        let new = if new.is_empty() { "nothing" } else { new };
        let strong = TextFormat::simple(theme::strong_font(12.5), tokens.ink);
        job.append(&shorten(new, 200), 0.0, strong);
        ui.label(job);
    }
}

/// What one can do about it, of what can be done now.
fn acts(ui: &mut Ui, session: &Session, any: bool, intents: &mut Vec<Intent>) {
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for (command, name, said) in [
            (Command::Accept, "Accept", false),
            (Command::Reject, "Reject…", false),
            (Command::Suggest, "Suggest", false),
            (Command::TakeSuggestion, "Take it", true),
            (Command::AnswerReview, "Answer…", true),
            (Command::Resolve, "Answered", true),
            (Command::CommentOnStatement, "Comment…", false),
            (Command::MakeExample, "Example", true),
            (Command::MakeRule, "Rule", true),
        ] {
            let may_not = queue::obstacle_to(session, command, session.queue.thread()).is_some();
            let comments = command == Command::CommentOnStatement && session.selected.is_none();
            if (said && !any) || comments || may_not {
                continue;
            }
            let mut button = Button::new(name);
            if let Some(key) = queue::key_of(command) {
                button = button.shortcut_text(key.name());
            }
            let tip = menu::tooltip(ui.ctx(), command);
            if ui.add(button).on_hover_text(tip).clicked() {
                intents.push(Intent::Run(command));
            }
        }
    });
}
