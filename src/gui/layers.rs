//! Whose codings one sees: of all, one's own, of one other; and what is hidden until both are done.

use std::collections::BTreeMap;

use egui::{Align, Frame, Layout, Margin, RichText, Ui};

use super::command::Command;
use super::intent::Intent;
use super::menu;
use super::session::Session;
use super::theme::{self, Tokens};
use crate::model::search::Place;
use crate::model::{AnnotatorId, ArticleId, Layer, Project, Statement};

/// Whose codings one wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    All,
    Mine,
    Of(AnnotatorId),
}

/// What of the codings is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layers {
    pub shown: Shown,
    pub(super) me: Option<AnnotatorId>,
    /// Whose codings of an article are hidden.
    hidden: BTreeMap<ArticleId, Vec<AnnotatorId>>,
}

impl Layers {
    /// The same wish as it comes out for somebody in a project.
    pub(super) fn of(shown: Shown, me: Option<&AnnotatorId>, project: &Project) -> Self {
        let hidden = |me: &AnnotatorId| {
            let hidden = project.articles().iter().filter_map(|article| {
                let all = article.progress.iter().map(|progress| &progress.annotator);
                let others: Vec<_> = all.filter(|who| article.hides(who, me)).cloned().collect();
                (!others.is_empty()).then(|| (article.id.clone(), others))
            });
            hidden.collect()
        };
        let is_known = |who: &AnnotatorId| project.annotators().contains(who);
        Self {
            shown: match shown {
                Shown::Of(who) if !is_known(&who) => Shown::All,
                shown => shown,
            },
            me: me.cloned(),
            hidden: me.map(hidden).unwrap_or_default(),
        }
    }

    /// Whether the same is shown.
    pub(super) fn shows_as(&self, other: &Self) -> bool {
        let same_wish = self.shown == other.shown && self.hidden == other.hidden;
        same_wish && (self.shown != Shown::Mine || self.me == other.me)
    }

    /// Whether one may not see it yet.
    pub(super) fn hides(&self, statement: &Statement) -> bool {
        self.hidden
            .get(&statement.article)
            .is_some_and(|who| who.contains(&statement.annotator))
    }

    /// Whether it is shown where statements stand.
    pub(super) fn shows(&self, statement: &Statement) -> bool {
        let wanted = match &self.shown {
            Shown::All => true,
            Shown::Mine => self.me.as_ref() == Some(&statement.annotator),
            Shown::Of(who) => *who == statement.annotator,
        };
        wanted && !self.hides(statement)
    }

    /// Whether words of a search stand in a coding that is hidden.
    pub(super) fn hides_place(&self, project: &Project, place: &Place) -> bool {
        let statement = match place {
            Place::Title | Place::Text => None,
            Place::Code(id, _) | Place::Note(id) => Some(id),
            Place::Reason(review) | Place::Comment(review, _) => {
                let review = project.reviews().get(review);
                review.and_then(|review| review.on.statement())
            }
        };
        let statement = statement.and_then(|id| project.statement(id));
        statement.is_some_and(|statement| self.hides(statement))
    }
}

/// The next one whose coding is shown, round and round: all, one's own, each of the others.
pub(super) fn next_other(session: &Session) -> Option<Shown> {
    let me = session.me.as_ref();
    let annotators = session.project.annotators().iter();
    let others: Vec<&AnnotatorId> = annotators
        .map(|annotator| &annotator.id)
        .filter(|id| Some(*id) != me)
        .collect();
    let now = match &session.layers.shown {
        Shown::Of(who) => others.iter().position(|other| *other == who),
        _ => None,
    };
    let next = now.map_or(0, |at| (at + 1) % others.len());
    others.get(next).map(|who| Shown::Of((*who).clone()))
}

/// Why somebody's statement is not to be changed, in words, when it is not.
pub(super) fn refusal(session: &Session, statement: &Statement) -> Option<String> {
    let is_mine = session.me.as_ref() == Some(&statement.annotator);
    // Before anybody has said who they are, whoever sits there may be the only annotator.
    if is_mine || statement.layer != Layer::Independent || session.my_name().is_none() {
        return None;
    }
    let whose = session.project.annotators().get(&statement.annotator);
    let whose = whose.map_or("somebody else", |annotator| &annotator.name);
    Some(format!(
        "This is {whose}’s coding and was not changed: suggest a change instead (Review menu, or S in the queue)"
    ))
}

/// The line above the text that says what of the codings one does not see; nothing when all is shown.
pub(super) fn line(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let names = |who: &[AnnotatorId]| {
        let annotators = session.project.annotators();
        let names = who.iter().filter_map(|id| annotators.get(id));
        let names: Vec<&str> = names.map(|annotator| annotator.name.as_str()).collect();
        names.join(", ")
    };
    let layers = &session.layers;
    let hidden = session
        .article()
        .and_then(|article| layers.hidden.get(&article.id));
    let hidden = hidden.map(|who| format!("{}’s coding is hidden until both are done", names(who)));
    let shown = match &layers.shown {
        Shown::All => None,
        Shown::Mine => Some("Only your coding is shown".to_owned()),
        Shown::Of(who) => Some(format!(
            "Only {}’s coding is shown",
            names(std::slice::from_ref(who))
        )),
    };
    let narrowed = shown.is_some();
    let parts: Vec<String> = shown.into_iter().chain(hidden).collect();
    if parts.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    let margin = Margin::symmetric(16, 4);
    let frame = Frame::new().fill(tokens.panel).inner_margin(margin);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if narrowed {
                let words = RichText::new("Show all").font(theme::ui_font(12.0));
                let tip = menu::tooltip(ui.ctx(), Command::ShowAllCodings);
                if ui.button(words).on_hover_text(tip).clicked() {
                    intents.push(Intent::Run(Command::ShowAllCodings));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = RichText::new(parts.join(" · ")).font(theme::ui_font(12.0));
                ui.add(egui::Label::new(words.color(tokens.soft)).truncate());
            });
        });
    });
}
