//! What may be a statement of the article that is read, and which of it one is at.
//!
//! It is looked for once, in a thread, when the article is opened; after that it is only sifted. What one
//! has coded or rejected is gone from it; what others coded says nothing here.

mod sorted;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use egui::{Context, Key, Modifiers};
use sha2::{Digest as _, Sha256};
use smol_str::{SmolStr, format_smolstr};

pub(super) use self::sorted::Sorted;
use super::article_view;
use super::command::Command;
use super::intent::Intent;
use super::jobs::Stream;
use super::layers::Shown;
use super::session::{Page, Session};
use crate::edit::Touched;
use crate::model::{
    Anchor, AnnotatorId, Article, ArticleId, Dismissal, Form, Span, Statement, StatementId,
    Timestamp,
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
    all: Sorted,
    /// What they were sifted for: whose they are and what is shown.
    sifted: Option<(Option<AnnotatorId>, Shown)>,
    /// What was touched since.
    behind: Touched,
    /// The numbers of those that a statement codes.
    coded_by: HashMap<StatementId, BTreeSet<usize>>,
    open: Sorted,
    at: Option<Arc<Proposed>>,
}

impl State {
    /// Those that are neither coded nor rejected, by where they begin.
    pub fn open(&self) -> &Sorted {
        &self.open
    }

    /// Follows an edit.
    pub(super) fn touch(&mut self, touched: &Touched) {
        self.behind.join(touched.clone());
    }

    /// Other codings are shown than before.
    pub(super) fn forget(&mut self) {
        self.sifted = None;
    }

    /// The proposal that one sees at some words, as a statement of these words remembers it.
    pub(super) fn shown_at(&self, span: Span) -> Option<String> {
        let mut open = self.open.reaching(span.range());
        let (_, shown) = open.find(|(_, proposed)| is_mostly(&proposed.contents, &[span]))?;
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
        let next = self.open.from(byte);
        let at = if forward { next } else { next.checked_sub(1)? };
        self.open.all().get(at)
    }

    /// The position of the one that one is at.
    pub(super) fn position(&self) -> Option<usize> {
        self.open.position(self.at.as_ref()?)
    }
}

/// What became of a proposal.
enum Became {
    Open,
    Gone,
    CodedBy(Vec<StatementId>),
}

impl Session {
    /// The proposal that one is at, as long as no words are selected.
    pub fn proposal(&self) -> Option<&Arc<Proposed>> {
        let words = |reading: &article_view::Reading| !reading.selection.is_empty();
        let busy = self.reading.as_ref().is_none_or(words) || self.selected.is_some();
        let at = self.proposals.at.as_ref();
        at.filter(|_| !busy && self.suggestion.is_none())
    }

    /// Sifts the proposals: all of them at first, then those that an edit can have met.
    pub(super) fn sift_proposals(&mut self) {
        let mut state = std::mem::take(&mut self.proposals);
        let behind = std::mem::take(&mut state.behind);
        let key = (self.me.clone(), self.layers.shown.clone());
        let others = !behind.articles.is_empty() || !behind.annotators.is_empty();
        if state.sifted.as_ref() != Some(&key) || others {
            state.open = Sorted::default();
            state.coded_by.clear();
            let mut open = Vec::new();
            for (number, proposed) in state.all.all().iter().enumerate() {
                match self.became(&state, proposed) {
                    Became::Open => open.push(Arc::clone(proposed)),
                    Became::Gone => {}
                    Became::CodedBy(ids) => code(&mut state.coded_by, ids, number),
                }
            }
            state.open = Sorted::new(open);
            state.sifted = Some(key);
        } else {
            for number in self.met(&mut state, &behind) {
                let Some(proposed) = state.all.all().get(number).cloned() else {
                    continue;
                };
                let became = self.became(&state, &proposed);
                let is_open = matches!(became, Became::Open);
                state.open.set(&proposed, &state.all, is_open);
                if let Became::CodedBy(ids) = became {
                    code(&mut state.coded_by, ids, number);
                }
            }
        }
        if state.position().is_none() {
            state.at = None;
        }
        self.proposals = state;
    }

    /// The numbers of the proposals of which an edit may have made something else.
    fn met(&self, state: &mut State, behind: &Touched) -> BTreeSet<usize> {
        let mut met = BTreeSet::new();
        let here = state.of.as_ref().map(|(article, _)| article);
        for id in &behind.statements {
            met.extend(state.coded_by.remove(id).into_iter().flatten());
            let statement = self.project.statement(id);
            let statement = statement.filter(|s| Some(&s.article) == here);
            let contents = statement.into_iter().flat_map(|s| &s.contents);
            for span in contents.filter_map(Anchor::span) {
                met.extend(state.all.reaching(span.range()).map(|(number, _)| number));
            }
        }
        for start in behind.dismissals.iter().filter_map(|entry| start_of(entry)) {
            met.extend(state.all.from(start)..state.all.from(start + 1));
        }
        met
    }

    fn became(&self, state: &State, proposed: &Proposed) -> Became {
        let Some((article, text)) = &state.of else {
            return Became::Gone;
        };
        // Who looks at another's coding codes nothing there.
        if matches!(&self.layers.shown, Shown::Of(who) if Some(who) != self.me.as_ref()) {
            return Became::Gone;
        }
        let Some(me) = &self.me else {
            return Became::Open;
        };
        let here = self.index.in_range(article, hull(proposed));
        let coded = here.filter(|s| s.annotator == *me && is_coded_by(proposed, s));
        let coded: Vec<StatementId> = coded.map(|s| s.id.clone()).collect();
        if !coded.is_empty() {
            return Became::CodedBy(coded);
        }
        let rejected = self.project.dismissal(&entry(me, article, proposed));
        let stands = rejected.is_some_and(|rejected| rejected.of == words_of(text, proposed));
        if stands { Became::Gone } else { Became::Open }
    }
}

fn code(
    coded_by: &mut HashMap<StatementId, BTreeSet<usize>>,
    ids: Vec<StatementId>,
    number: usize,
) {
    for id in ids {
        coded_by.entry(id).or_default().insert(number);
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
            state.all = Sorted::new(found.into_iter().map(Arc::new).collect());
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

/// Where the proposal begins that such an entry is about.
fn start_of(entry: &str) -> Option<usize> {
    let (_, places) = entry.strip_prefix("proposal ")?.rsplit_once(' ')?;
    places.split_once('-')?.0.parse().ok()
}

/// Tells whether the same words stand there.
fn words_of(text: &Text, proposed: &Proposed) -> SmolStr {
    let digest = Sha256::digest(quote(text, proposed).as_bytes());
    let digits = digest.iter().take(6).map(|byte| format!("{byte:02x}"));
    digits.collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::edit::Edit;
    use crate::model::{Annotator, Project, ProjectId, StatementChange};
    use crate::testing::cases;

    const TEXT: &str = "“We stay,” said Ada Vane. “We go,” said Bo Holm. Vane said that the ferry \
        would sail and that the pier would close.\nCritics said “it is late” and doubted that it would \
        float. “No,” Holm replied, “not today, and not tomorrow.”\n“Perhaps,” she said.";

    fn session() -> Session {
        let mut project = Project::new(ProjectId::new("prj"), "");
        let text = Text::new(TEXT);
        let (article, me) = (ArticleId::new("ar"), AnnotatorId::new("an"));
        for edit in [
            Edit::AddAnnotator {
                at: 0,
                annotator: Arc::new(Annotator {
                    id: me.clone(),
                    name: "A.B.".to_owned(),
                }),
            },
            Edit::AddArticle {
                at: 0,
                article: Arc::new(Article::new(article.clone(), "", text.clone())),
            },
        ] {
            project.apply(edit).unwrap();
        }
        let language = Language::of_code("en").unwrap();
        let found = propose(&text, &Names::default(), language);
        let mut session = Session::untitled(project);
        session.me = Some(me);
        session.proposals = State {
            on: true,
            all: Sorted::new(found.into_iter().map(Arc::new).collect()),
            of: Some((article, text)),
            ..State::default()
        };
        session.sift_proposals();
        session
    }

    /// What stands open when all are looked at.
    fn all_looked_at(session: &mut Session) -> Vec<Arc<Proposed>> {
        let state = std::mem::take(&mut session.proposals);
        let all = state.all.all().iter();
        let open = all.filter(|p| matches!(session.became(&state, p), Became::Open));
        let open = open.cloned().collect();
        session.proposals = state;
        open
    }

    proptest! {
        #![proptest_config(cases(64))]

        #[test]
        fn what_an_edit_met_is_all_that_it_changed(
            acts in vec((0..5_usize, any::<prop::sample::Index>(), 0..6_usize, 1..40_usize), 1..24),
        ) {
            let mut session = session();
            let (article, me) = (ArticleId::new("ar"), AnnotatorId::new("an"));
            let text = Text::new(TEXT);
            let count = session.proposals.all.all().len();
            prop_assert!(count > 5);
            for (number, (act, of, shift, longer)) in acts.into_iter().enumerate() {
                let proposed = Arc::clone(&session.proposals.all.all()[of.index(count)]);
                let at = hull(&proposed);
                let end = text.as_str().floor_char_boundary((at.start + shift + longer).min(TEXT.len()));
                let start = text.as_str().floor_char_boundary((at.start + shift).min(end - 1));
                let near = Span::new(&text, start..end.max(start + 1));
                let whole: Vec<Anchor> = proposed.contents.iter().copied().map(Anchor::At).collect();
                let contents = match (act, near) {
                    (1, Ok(near)) => vec![Anchor::At(near)],
                    _ => whole,
                };
                let known: Vec<StatementId> = session.project.statements().map(|s| s.id.clone()).collect();
                let some = (!known.is_empty()).then(|| known[of.index(known.len())].clone());
                let edit = match (act, some) {
                    (2, Some(id)) => Some(Edit::ChangeStatement {
                        id,
                        change: StatementChange::Contents(contents),
                    }),
                    (3, Some(id)) => Some(crate::edit::delete_statement(&session.project, &id)),
                    (4, _) => {
                        let here = session.project.articles().get(&article).unwrap();
                        let time = Timestamp::from_unix_seconds(0);
                        let rejected = rejection(&me, here, &proposed, time);
                        let there = session.project.dismissal(&rejected.entry).is_some();
                        Some(Edit::Dismiss {
                            entry: rejected.entry.clone(),
                            dismissal: (!there).then(|| Arc::new(rejected)),
                        })
                    }
                    (0 | 1, _) => Some(Edit::AddStatement(Arc::new(Statement::new(
                        StatementId::new(format!("st_{number}")),
                        article.clone(),
                        me.clone(),
                        contents,
                        Timestamp::from_unix_seconds(0),
                    )))),
                    _ => None,
                };
                if let Some(edit) = edit {
                    let _ = session.apply(edit);
                }
                session.sift_proposals();
                let wanted = all_looked_at(&mut session);
                prop_assert_eq!(session.proposals.open().all(), wanted.as_slice());
            }
        }
    }
}
