//! The project that is open, and where its reader is.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use indexmap::IndexSet;

use super::article_view::{Place, Reading, Selection};
use super::layers::{Layers, Shown};
use crate::edit::{Edit, EditError, History, Join, Thing, Touched};
use crate::model::{
    AnnotatorId, Article, ArticleId, Fresh, Project, Statement, StatementChange, StatementId,
    StatementIndex, Timestamp, fresh_id,
};
use crate::store::journal::Act;
use crate::store::vault::Snapshot;
use crate::store::{Fingerprint, Loaded, Problem};

/// A project that is open in the window.
#[derive(Debug)]
pub struct Session {
    pub project: Project,
    pub history: History,
    pub index: StatementIndex,
    /// Where it is saved; an untitled project has no place yet.
    pub path: Option<PathBuf>,
    pub fingerprint: Option<Fingerprint>,
    /// What the file held when it was read or written last.
    pub disk: Option<Project>,
    /// Why the file must not be written, if it must not.
    pub read_only: Option<ReadOnly>,
    /// Why what is kept beside the file could not be looked at, in words: nothing is kept in its
    /// place.
    pub unseen: Option<String>,
    /// What was done and not yet handed over to be kept.
    pub acts: Vec<Act>,
    pub problems: Vec<Problem>,
    /// Whose statements are made.
    pub me: Option<AnnotatorId>,
    /// Who one said one is, in whichever project.
    name: String,
    pub reading: Option<Reading>,
    /// The articles that were read before, as one left them.
    left: HashMap<ArticleId, Reading>,
    /// An article that was cut for reading where it was read from the disk, until it is opened.
    pub cut: Option<Reading>,
    pub selected: Option<StatementId>,
    /// Where a cycle through quotation, clause and sentence began, and what it selected last.
    pub cycle: Option<(usize, Selection)>,
    /// The statement that was made before the chosen one, for "again".
    pub made: IndexSet<StatementId>,
    /// What stands in the middle of the window.
    pub page: Page,
    pub codebook: super::codebook_page::State,
    pub details: super::details_page::State,
    pub table: super::statement_table::State,
    pub articles: super::article_list::State,
    pub search: super::search::State,
    pub compare: super::compare_page::State,
    pub agreement: super::agreement_page::State,
    pub queue: super::queue::State,
    pub worklist: super::worklist::State,
    pub elsewhere: super::elsewhere::State,
    pub proposals: super::proposals::State,
    pub ranking: super::ranking::Ranking,
    /// The line that codes in a row.
    pub line: super::entry_line::State,
    /// Which of the tabs below the article one sees.
    pub front: super::lower::Tab,
    /// Whose codings are shown.
    pub layers: Layers,
    /// What one would change of somebody else's statement, or the statement that one misses.
    pub suggestion: Option<Suggestion>,
    /// Articles came, went or were done since the layers were looked at.
    moved_on: bool,
    /// A text that may take the place of an article's.
    pub replacing: Option<super::replace_page::Preview>,
    /// What is typed in the panel's fields and not yet an edit.
    pub drafts: Drafts,
    /// What the panel's fields offer.
    pub offers: super::statement_panel::Offers,
    /// Only the text is shown, without lists and tables around it.
    pub only_text: bool,
    /// Whether the panel shows what stands under More.
    pub more_open: bool,
    /// Codes that came in and may be ones that were there, until it is asked.
    pub joins: Vec<Join>,
    /// Two that somebody said of that they are not one.
    pub apart: HashSet<(Thing, Thing)>,
    /// Flagged statements whose main topic changed after their stance was set.
    pub topic_changed: HashSet<StatementId>,
}

/// Why a project must not be saved where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// Its format is a newer one: saving would lose what this program does not know.
    Newer(u32),
    /// Another window has it.
    OpenElsewhere,
}

/// What stands in the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    #[default]
    Article,
    Codebook,
    /// What is known of the article: title, outlet, date.
    Details,
    /// What would become of the statements under another text.
    Replace,
    /// Two codings side by side.
    Compare,
    /// How far annotators agree, in figures.
    Agreement,
}

/// Text that is being typed.
#[derive(Debug, Default)]
pub struct Drafts {
    pub speaker: String,
    pub topic: String,
    pub on_behalf: String,
    pub target: String,
    /// The note of the statement that it belongs to.
    pub note: Option<(StatementId, String)>,
    pub my_name: Option<String>,
    /// What is typed in the fields of forms.
    pub fields: super::form::Drafts,
}

/// What one would change of somebody else's statement; or, on text without one, a statement that is
/// not there.
#[derive(Debug)]
pub struct Suggestion {
    /// As it is; of a missing one nothing.
    pub before: Statement,
    pub draft: Statement,
    pub is_missing: bool,
    pub reason: String,
}

impl Suggestion {
    /// Changes what is suggested; new codes are left for the project.
    pub(super) fn take_in(&mut self, edit: Edit, codes: &mut Vec<Edit>) {
        match edit {
            Edit::Group { edits, .. } => {
                for edit in edits {
                    self.take_in(edit, codes);
                }
            }
            Edit::ChangeStatement { change, .. } => {
                self.draft = self.draft.clone().with(change);
            }
            edit => codes.push(edit),
        }
    }

    /// What would be changed.
    pub(super) fn changes(&self) -> Vec<StatementChange> {
        crate::edit::changes_between(&self.before, &self.draft)
    }
}

impl Session {
    /// A project that stands nowhere yet.
    pub fn untitled(project: Project) -> Self {
        let mut session = Self {
            history: History::default(),
            index: StatementIndex::new(&project),
            project,
            path: None,
            fingerprint: None,
            disk: None,
            read_only: None,
            unseen: None,
            acts: Vec::new(),
            problems: Vec::new(),
            me: None,
            name: String::new(),
            reading: None,
            left: HashMap::new(),
            cut: None,
            selected: None,
            cycle: None,
            made: IndexSet::new(),
            page: Page::default(),
            codebook: super::codebook_page::State::default(),
            details: super::details_page::State::default(),
            table: super::statement_table::State::default(),
            articles: super::article_list::State::default(),
            search: super::search::State::default(),
            compare: super::compare_page::State::default(),
            agreement: super::agreement_page::State::default(),
            queue: super::queue::State::default(),
            worklist: super::worklist::State::default(),
            elsewhere: super::elsewhere::State::default(),
            proposals: super::proposals::State::default(),
            ranking: super::ranking::Ranking::default(),
            line: super::entry_line::State::default(),
            front: super::lower::Tab::default(),
            layers: Layers::default(),
            suggestion: None,
            moved_on: true,
            replacing: None,
            drafts: Drafts::default(),
            offers: super::statement_panel::Offers::default(),
            only_text: false,
            more_open: false,
            joins: Vec::new(),
            apart: HashSet::new(),
            topic_changed: HashSet::new(),
        };
        session.open_first();
        session
    }

    /// Says who opened it. Somebody without a name, alone in a project, is who coded in it.
    pub fn introduce(&mut self, name: &str) {
        name.clone_into(&mut self.name);
        let annotators = self.project.annotators();
        self.me = match (name.is_empty(), annotators.len()) {
            (true, 1) => annotators.at(0).map(|only| only.id.clone()),
            (true, _) => None,
            (false, _) => self.project.annotator_named(name).map(|me| me.id.clone()),
        };
    }

    pub fn loaded(path: PathBuf, loaded: Loaded) -> Self {
        Self {
            path: Some(path),
            fingerprint: Some(loaded.fingerprint),
            disk: Some(loaded.project.clone()),
            read_only: loaded.newer_format.map(ReadOnly::Newer),
            problems: loaded.problems,
            ..Self::untitled(loaded.project)
        }
    }

    /// Whether nobody has said of two that they are not one.
    pub fn may_be_one(&self, join: &Join) -> bool {
        let pair = (join.keep.clone(), join.other.clone());
        !self.apart.contains(&pair)
    }

    /// The edit that what is typed would come to, if it were left now.
    pub fn typed(&self, at: &Timestamp) -> Option<Edit> {
        let note = self.drafts.note.as_ref().and_then(|(id, note)| {
            let statement = self.project.statement(id)?;
            let suggested = self.suggestion.as_ref().is_some_and(|s| s.draft.id == *id);
            let theirs = suggested || super::layers::refusal(self, statement).is_some();
            let changed = statement.note != *note && !theirs;
            changed.then(|| Edit::ChangeStatement {
                id: id.clone(),
                change: StatementChange::Note(note.clone()),
            })
        });
        note.or_else(|| self.drafts.fields.typed(&self.project, at))
    }

    /// As it is kept: the project, and what can be undone.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            project: self.project.clone(),
            history: self.history.last(Snapshot::STEPS),
        }
    }

    /// The name in the title bar: the file's, else the project's.
    pub fn name(&self) -> String {
        let file = self.path.as_deref().map(super::jobs::name);
        file.unwrap_or_else(|| {
            let title = self.project.title();
            let title = if title.is_empty() {
                "Untitled project"
            } else {
                title
            };
            title.to_owned()
        })
    }

    /// The name that saving under another name proposes.
    pub fn file_stem(&self) -> String {
        let name = self.name();
        let stem = name.strip_suffix(".ron").unwrap_or(&name);
        let stem = stem.strip_suffix(".sayso").unwrap_or(stem);
        let plain = |c: char| {
            if c.is_alphanumeric() || c == '.' {
                c
            } else {
                '-'
            }
        };
        stem.to_lowercase().chars().map(plain).collect()
    }

    /// Applies an edit; everything that depends on what it touched follows.
    pub fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        let touched = self.history.apply(&mut self.project, edit.clone())?;
        self.acts.push(Act::Did(edit));
        self.follow(&touched);
        Ok(())
    }

    /// Takes back the last edit; its name.
    pub fn undo(&mut self) -> Result<Option<String>, EditError> {
        let undone = self.history.undo(&mut self.project)?;
        Ok(self.after_step(undone, Act::Undid))
    }

    /// Makes the last undone edit again; its name.
    pub fn redo(&mut self) -> Result<Option<String>, EditError> {
        let redone = self.history.redo(&mut self.project)?;
        Ok(self.after_step(redone, Act::Redid))
    }

    fn after_step(&mut self, step: Option<(String, Touched)>, act: Act) -> Option<String> {
        let (label, touched) = step?;
        self.acts.push(act);
        self.follow(&touched);
        // A text that came or went takes its detached quotes with it, and so do its statements.
        if !touched.articles.is_empty() || !self.problems.is_empty() {
            self.look_for_problems();
        }
        // One sees what changed, wherever it is.
        let here = touched.statements.iter().next();
        if let Some(id) = here.filter(|id| self.project.statement(id).is_some()) {
            self.go_to(&id.clone());
        } else if let Some(article) = touched.articles.iter().next() {
            self.open_article(&article.clone());
        }
        Some(label)
    }

    /// Finds anew what does not stand where it should.
    pub fn look_for_problems(&mut self) {
        self.problems = crate::store::check(&self.project);
    }

    /// Shows what is wanted and may be seen, when that may have changed.
    pub(super) fn look_at_layers(&mut self) {
        if !std::mem::take(&mut self.moved_on) && self.layers.me == self.me {
            return;
        }
        self.show_layers(self.layers.shown.clone());
    }

    /// Shows codings of all, of oneself or of one other.
    pub(super) fn show_layers(&mut self, shown: Shown) {
        let layers = Layers::of(shown, self.me.as_ref(), &self.project);
        let before = std::mem::replace(&mut self.layers, layers);
        if self.layers.shows_as(&before) {
            return;
        }
        self.ranking.forget();
        let layers = &self.layers;
        self.index = StatementIndex::showing(&self.project, |s| layers.shows(s));
        self.table.forget();
        self.worklist.forget();
        self.elsewhere.forget();
        self.codebook.forget_uses();
        self.proposals.forget();
        let chosen = self.statement();
        if chosen.is_some_and(|statement| !self.layers.shows(statement)) {
            self.choose(None);
        }
    }

    fn follow(&mut self, touched: &Touched) {
        let layers = &self.layers;
        self.index
            .update_showing(&self.project, &touched.statements, |s| layers.shows(s));
        self.table.touch(touched);
        self.queue.touch(touched);
        self.worklist
            .touch(&self.project, touched, |s| layers.shows(s));
        self.elsewhere.touch(&self.project, touched);
        self.ranking.touch(touched);
        self.proposals.touch(touched);
        self.moved_on |= !touched.articles.is_empty() || !touched.annotators.is_empty();
        if let Some(selected) = &self.selected
            && self.project.statement(selected).is_none()
        {
            self.selected = None;
            self.suggestion = None;
        }
        if let Some(note) = &self.drafts.note
            && touched.statements.contains(&note.0)
        {
            self.drafts.note = None;
        }
        if let Some(me) = &self.me
            && !self.project.annotators().contains(me)
        {
            self.me = None;
        }
        let gone = self.article().is_none();
        let replaced = self
            .reading
            .as_ref()
            .zip(self.article())
            .is_some_and(|(reading, article)| !reading.fits(article));
        if replaced && let Some(article) = self.article().cloned() {
            self.reading = Some(Reading::new(&article));
        }
        if gone {
            self.reading = None;
            self.open_first();
        }
    }

    /// The article that is read.
    pub fn article(&self) -> Option<&Arc<Article>> {
        let id = &self.reading.as_ref()?.article;
        self.project.articles().get(id)
    }

    fn open_first(&mut self) {
        if let Some(first) = self.project.articles().at(0) {
            self.open_article(&first.id.clone());
        }
    }

    pub fn open_article(&mut self, id: &ArticleId) {
        if self.reading.as_ref().is_some_and(|r| &r.article == id) {
            return;
        }
        if let Some(article) = self.project.articles().get(id) {
            let known = self.left.remove(id).or(self.cut.take());
            let known = known.filter(|known| known.fits(article));
            let before = self
                .reading
                .replace(known.unwrap_or_else(|| Reading::new(article)));
            if let Some(before) = before {
                self.left.insert(before.article.clone(), before.left());
            }
            self.choose(None);
        }
    }

    /// Goes to where one was in it, if that article is still there.
    pub fn return_to(&mut self, place: &Place) {
        self.open_article(&place.article);
        if let Some(reading) = &mut self.reading
            && reading.article == place.article
        {
            reading.return_to(place);
        }
    }

    /// Opens the article beside the one that is read, as the list of articles has them.
    pub fn open_beside(&mut self, forward: bool) {
        if let Some(id) = super::article_list::beside(self, forward) {
            self.articles.several.clear();
            self.open_article(&id);
        }
    }

    /// Chooses a statement and brings it into view.
    pub fn go_to(&mut self, id: &StatementId) {
        let Some(statement) = self.project.statement(id).cloned() else {
            return;
        };
        self.look_at_layers();
        if self.layers.hides(&statement) {
            return;
        }
        if !self.layers.shows(&statement) {
            self.show_layers(Shown::All);
        }
        self.open_article(&statement.article);
        self.choose(Some(id.clone()));
        let first = statement.anchors().find_map(crate::model::Anchor::span);
        if let (Some(reading), Some(span)) = (&mut self.reading, first) {
            reading.reveal(span.range());
        }
    }

    pub fn choose(&mut self, id: Option<StatementId>) {
        if self.selected != id {
            self.drafts.speaker.clear();
            self.drafts.topic.clear();
            self.drafts.on_behalf.clear();
            self.drafts.target.clear();
            self.suggestion = None;
        }
        if id.is_some() {
            self.queue.on_text = None;
            self.proposals.leave();
        }
        self.selected = id;
    }

    /// The statement that is chosen; while one suggests something, as it would be then.
    pub fn statement(&self) -> Option<&Statement> {
        if let Some(suggestion) = &self.suggestion {
            return Some(&suggestion.draft);
        }
        let id = self.selected.as_ref()?;
        self.project.statement(id).map(AsRef::as_ref)
    }

    /// The statement after or before the chosen one; without one, beside the caret.
    pub fn beside(&self, forward: bool) -> Option<StatementId> {
        let reading = self.reading.as_ref()?;
        if let Some(selected) = &self.selected {
            let at = self.index.position(selected)?;
            let next = if forward {
                Some(at + 1)
            } else {
                at.checked_sub(1)
            };
            return self.index.at(&reading.article, next?).cloned();
        }
        let caret = reading.selection.head;
        self.index.beside(&reading.article, caret, forward).cloned()
    }

    /// Whether one is about to say something of a statement.
    pub fn is_saying(&self) -> bool {
        self.queue.entry.is_some() || self.suggestion.is_some()
    }

    /// The name beside one's statements, once it is known.
    pub fn my_name(&self) -> Option<&str> {
        let me = self
            .me
            .as_ref()
            .and_then(|me| self.project.annotators().get(me));
        let said = Some(self.name.as_str()).filter(|name| !name.is_empty());
        me.map(|me| me.name.as_str()).or(said)
    }

    /// The annotator that one is taken for without having said so.
    pub fn guessed_me(&self) -> Option<&AnnotatorId> {
        let me = self.project.annotators().get(self.me.as_ref()?)?;
        (self.name.is_empty() && me.name == guessed_name()).then_some(&me.id)
    }

    /// The annotator whose statements are made, with the edit that adds them when they are new.
    pub fn who_am_i(&self, fresh: &mut dyn Fresh) -> (AnnotatorId, Option<Edit>) {
        if let Some(me) = &self.me {
            return (me.clone(), None);
        }
        let name = if self.name.is_empty() {
            guessed_name()
        } else {
            self.name.clone()
        };
        if let Some(known) = self.project.annotator_named(&name) {
            return (known.id.clone(), None);
        }
        let annotator = crate::model::Annotator {
            id: fresh_id(fresh),
            name,
        };
        let id = annotator.id.clone();
        let edit = Edit::AddAnnotator {
            at: usize::MAX,
            annotator: annotator.into(),
        };
        (id, Some(edit))
    }
}

/// Who one may be, by what the system calls one.
fn guessed_name() -> String {
    ["USER", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .filter(|name| !name.trim().is_empty() && name != "root")
        .unwrap_or_else(|| "Coder 1".to_owned())
}
