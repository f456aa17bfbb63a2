//! What may be a statement of the article that is read, and which of it one is at.
//!
//! It is looked for once, in a thread, when the article is opened; after that it is only sifted. What one
//! has coded or rejected is gone from it; what others coded says nothing here.

use std::ops::Range;
use std::sync::Arc;

use egui::{Context, Key, Modifiers};
use sha2::{Digest as _, Sha256};
use smol_str::{SmolStr, format_smolstr};

use super::article_view;
use super::command::Command;
use super::intent::Intent;
use super::jobs::Stream;
use super::layers::Shown;
use super::session::{Page, Session};
use crate::model::{
    Anchor, AnnotatorId, Article, ArticleId, Dismissal, Form, Span, Statement, Timestamp,
};
use crate::suggest::{Language, Names, Proposed, Who, propose};
use crate::text::Text;

/// The proposals of an article.
#[derive(Debug, Default)]
pub struct State {
    /// Whether one wants them.
    pub on: bool,
    job: Option<Stream<Vec<Proposed>>>,
    /// The text that they are of.
    of: Option<(ArticleId, Text)>,
    all: Vec<Arc<Proposed>>,
    /// What they were sifted for: the state of the project, whose they are and what is shown.
    sifted: Option<(u64, Option<AnnotatorId>, Shown)>,
    open: Vec<Arc<Proposed>>,
    at: Option<Arc<Proposed>>,
}

impl State {
    /// Those that are neither coded nor rejected, by where they begin.
    pub fn open(&self) -> &[Arc<Proposed>] {
        &self.open
    }

    /// The proposal that one sees at some words, as a statement of these words remembers it.
    pub(super) fn shown_at(&self, span: Span) -> Option<String> {
        let mut open = self.open.iter();
        let shown = open.find(|proposed| is_mostly(&proposed.contents, &[span]))?;
        Some(format!("proposal by {}", shown.rule.word()))
    }

    pub(super) fn is_running(&self) -> bool {
        self.job.is_some()
    }

    /// Goes to one of them.
    pub(super) fn go_to(&mut self, proposed: Arc<Proposed>) {
        self.at = Some(proposed);
    }

    /// Leaves the one that one is at; whether there was one.
    pub(super) fn leave(&mut self) -> bool {
        self.at.take().is_some()
    }

    /// The next that begins at a byte or after it, or the last that begins before it.
    pub(super) fn beside(&self, byte: usize, forward: bool) -> Option<&Arc<Proposed>> {
        let start = |proposed: &Arc<Proposed>| hull(proposed).start;
        if forward {
            self.open.iter().find(|proposed| start(proposed) >= byte)
        } else {
            self.open.iter().rev().find(|p| start(p) < byte)
        }
    }

    /// The position of the one that one is at.
    pub(super) fn position(&self) -> Option<usize> {
        let at = self.at.as_ref()?;
        self.open.iter().position(|proposed| proposed == at)
    }
}

impl Session {
    /// The proposal that one is at, as long as no words are selected.
    pub fn proposal(&self) -> Option<&Arc<Proposed>> {
        let words = |reading: &article_view::Reading| !reading.selection.is_empty();
        let busy = self.reading.as_ref().is_none_or(words) || self.selected.is_some();
        let at = self.proposals.at.as_ref();
        at.filter(|_| !busy && self.suggestion.is_none())
    }

    /// Sifts the proposals, when what is coded or rejected may be other than it was.
    pub(super) fn sift_proposals(&mut self) {
        let key = (
            self.history.state(),
            self.me.clone(),
            self.layers.shown.clone(),
        );
        if self.proposals.sifted.as_ref() == Some(&key) {
            return;
        }
        let open = match &self.proposals.of {
            Some((article, text)) => {
                let all = self.proposals.all.iter();
                let open = all.filter(|proposed| self.is_open(article, text, proposed));
                open.cloned().collect()
            }
            None => Vec::new(),
        };
        let state = &mut self.proposals;
        state.open = open;
        state.sifted = Some(key);
        if state.position().is_none() {
            state.at = None;
        }
    }

    fn is_open(&self, article: &ArticleId, text: &Text, proposed: &Proposed) -> bool {
        // Who looks at another's coding codes nothing there.
        if matches!(&self.layers.shown, Shown::Of(who) if Some(who) != self.me.as_ref()) {
            return false;
        }
        let Some(me) = &self.me else {
            return true;
        };
        let mut here = self.index.in_range(article, hull(proposed));
        let coded = here.any(|s| s.annotator == *me && is_coded_by(proposed, s));
        let entry = entry(me, article, proposed);
        let rejected = self.project.dismissal(&entry);
        !coded && rejected.is_none_or(|rejected| rejected.of != words_of(text, proposed))
    }
}

/// Looks for the proposals of the article that is read, and takes what was found.
pub(super) fn advance(ctx: &Context, session: &mut Session) {
    let on = session.proposals.on;
    let article = session.article().filter(|_| on).cloned();
    let Some(article) = article else {
        session.proposals = State {
            on,
            ..State::default()
        };
        return;
    };
    let of = session.proposals.of.as_ref();
    if of.is_none_or(|(id, text)| *id != article.id || *text != article.text) {
        let project = session.project.clone();
        session.proposals = State {
            on,
            of: Some((article.id.clone(), article.text.clone())),
            job: Some(Stream::start(ctx, "proposals", move |out| {
                let day = article.published.as_ref();
                let names = Names::of(project.codebook(), day);
                out.send(propose(&article.text, &names, language(&article)));
            })),
            ..State::default()
        };
    }
    let state = &mut session.proposals;
    if let Some(job) = &mut state.job {
        for found in job.take() {
            state.all = found.into_iter().map(Arc::new).collect();
            state.sifted = None;
        }
        if job.is_over() {
            state.job = None;
        }
    }
    session.sift_proposals();
}

fn language(article: &Article) -> &'static Language {
    Language::of_code(&article.language).unwrap_or_else(|| Language::of_text(article.text.as_str()))
}

/// What the keys of this frame mean while one is at a proposal: before the commands, of which some
/// have the same keys.
pub(super) fn keys(ctx: &Context, session: &Session, intents: &mut Vec<Intent>) {
    let quiet = egui::Popup::is_any_open(ctx);
    let reading = !quiet && ctx.memory(|m| m.has_focus(article_view::id()));
    if !reading || session.page != Page::Article || session.proposal().is_none() {
        return;
    }
    for (key, command) in KEYS {
        if ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
            intents.push(Intent::Run(command));
        }
    }
}

/// The keys of a proposal while one is at it.
const KEYS: [(Key, Command); 3] = [
    (Key::Enter, Command::AcceptProposal),
    (Key::E, Command::EditProposal),
    (Key::X, Command::RejectProposal),
];

/// The key of a command at a proposal.
pub(super) fn key_of(command: Command) -> Option<Key> {
    let found = KEYS.iter().find(|(_, known)| *known == command);
    found.map(|(key, _)| *key)
}

/// From the first byte of its content to its last.
pub(super) fn hull(proposed: &Proposed) -> Range<usize> {
    let start = proposed.contents.first().map_or(0, |span| span.start());
    let end = proposed.contents.last().map_or(0, |span| span.end());
    start..end.max(start)
}

/// Who would speak, in words.
pub(super) fn who(proposed: &Proposed) -> String {
    let names: Vec<&str> = proposed.speakers.iter().map(Who::name).collect();
    if names.is_empty() {
        "Nobody named".to_owned()
    } else {
        names.join(" and ")
    }
}

/// How the words are given and how sure that is, in words.
pub(super) fn how(proposed: &Proposed) -> String {
    let form = match proposed.form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
        Form::FreeIndirect => "free indirect",
        Form::Reported => "reported",
    };
    format!("{form} · {} % sure", proposed.percent())
}

/// The words that would be its content.
pub(super) fn quote(text: &Text, proposed: &Proposed) -> String {
    let quotes: Vec<&str> = proposed
        .contents
        .iter()
        .map(|span| span.quote(text))
        .collect();
    quotes.join(" … ")
}

/// Whether a statement has half of the content of a proposal and the proposal half of its.
fn is_coded_by(proposed: &Proposed, statement: &Statement) -> bool {
    let coded: Vec<Span> = statement.contents.iter().filter_map(Anchor::span).collect();
    is_mostly(&proposed.contents, &coded)
}

/// Whether two contents share half of either.
pub(super) fn is_mostly(one: &[Span], other: &[Span]) -> bool {
    let length = |spans: &[Span]| -> usize { spans.iter().map(|span| span.range().len()).sum() };
    let both = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    let shared = both.map(|(a, b)| {
        let end = a.end().min(b.end());
        end.saturating_sub(a.start().max(b.start()))
    });
    shared.sum::<usize>() * 2 >= length(one).max(length(other))
}

/// What remembers that somebody rejected a proposal, as long as its words stand there: its key, and
/// what it holds.
pub(super) fn rejection(
    me: &AnnotatorId,
    article: &Article,
    proposed: &Proposed,
    at: Timestamp,
) -> Dismissal {
    Dismissal {
        entry: entry(me, &article.id, proposed),
        of: words_of(&article.text, proposed),
        reason: "proposal rejected".to_owned(),
        at,
    }
}

/// One annotator's: what one rejects another may still want.
fn entry(me: &AnnotatorId, article: &ArticleId, proposed: &Proposed) -> SmolStr {
    let places = proposed.contents.iter();
    let places: Vec<String> = places
        .map(|span| format!("{}-{}", span.start(), span.end()))
        .collect();
    format_smolstr!("proposal {me} {article} {}", places.join("+"))
}

/// Tells whether the same words stand there.
fn words_of(text: &Text, proposed: &Proposed) -> SmolStr {
    let digest = Sha256::digest(quote(text, proposed).as_bytes());
    let digits = digest.iter().take(6).map(|byte| format!("{byte:02x}"));
    digits.collect::<String>().into()
}
