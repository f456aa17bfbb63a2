//! Worklists: what is left to do in a project, and what is worth a second look.
//!
//! They follow the edits one by one and look only at what an edit touched and at what that meets: a
//! quote with the same words, a speaker toward the same topic. Nothing is changed by them; an entry
//! that was looked at is dismissed by an edit and comes back when what it is about has changed.

mod articles;
mod entered;
mod entry;
mod groups;
mod kind;
mod names;
#[cfg(test)]
mod tests;
mod words;

pub use self::entry::{Entry, Goal, dismiss, take_back};
pub use self::kind::Kind;
pub use self::names::called_alike;

use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::HashMap;

use self::articles::Articles;
use self::entered::{Entered, Place, Quote, Side};
use self::entry::Entries;
use self::groups::Group;
use self::names::Names;
use super::by_article::ByArticle;
use crate::edit::Touched;
use crate::model::{
    Anchor, ArticleId, CodeId, CodeStatus, Naming, Project, Span, Statement, StatementId, Target,
};

/// All worklists of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worklists {
    entered: HashMap<StatementId, Entered>,
    hidden: ByArticle,
    articles: Articles,
    uses: HashMap<CodeId, Group>,
    quotes: HashMap<Quote, Group>,
    places: HashMap<Place, Group>,
    sides: HashMap<Side, Group>,
    names: Names,
    entries: Entries,
}

/// What an update did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// The lists in which an entry came, went or is another.
    pub kinds: BTreeSet<Kind>,
    /// How many statements, articles, codes and groups of statements were looked at: what it cost.
    pub looked_at: usize,
}

/// What has to be looked at again.
#[derive(Default)]
struct Dirty {
    alone: BTreeSet<StatementId>,
    /// The article and the first byte of the quotation.
    quotations: BTreeSet<(ArticleId, usize)>,
    whole: BTreeSet<ArticleId>,
    uses: BTreeSet<CodeId>,
    quotes: BTreeSet<Quote>,
    places: BTreeSet<Place>,
    sides: BTreeSet<Side>,
}

impl Worklists {
    pub fn new(project: &Project) -> Self {
        Self::showing(project, |_| true)
    }

    /// Worklists in which some statements are as if they were not there: those that one may not see.
    pub fn showing(project: &Project, shows: impl Fn(&Statement) -> bool) -> Self {
        let all = Touched {
            articles: project.articles().iter().map(|a| a.id.clone()).collect(),
            codes: project.codebook().ids().collect(),
            ..Touched::default()
        };
        let mut lists = Self::default();
        let mut dirty = Dirty::default();
        lists.codes(project, &all.codes, &mut dirty);
        for article in &all.articles {
            lists.articles.read(project, article, &mut dirty);
        }
        for statement in project.statements() {
            if shows(statement) {
                lists.put_in(project, statement, &mut dirty);
            } else {
                lists.hidden.put_in(statement);
            }
        }
        lists.look(project, &dirty);
        lists.entries.changed.clear();
        lists
    }

    /// Brings the lists up to date with what an edit touched.
    pub fn update(&mut self, project: &Project, touched: &Touched) -> Refreshed {
        self.update_showing(project, touched, |_| true)
    }

    /// The same for worklists of some statements.
    pub fn update_showing(
        &mut self,
        project: &Project,
        touched: &Touched,
        shows: impl Fn(&Statement) -> bool,
    ) -> Refreshed {
        let mut dirty = Dirty::default();
        let mut statements = touched.statements.clone();
        for article in &touched.articles {
            // Its text, its date or who may see what may be another.
            statements.extend(self.articles.statements(article).cloned());
            statements.extend(self.hidden.of(article).cloned());
        }
        for id in &statements {
            self.take_out(id, &mut dirty);
        }
        for article in &touched.articles {
            let gone = self.articles.read(project, article, &mut dirty);
            for key in &gone {
                self.entries.remove(key);
            }
        }
        for id in &statements {
            match project.statement(id) {
                Some(statement) if shows(statement) => {
                    self.put_in(project, statement, &mut dirty);
                }
                Some(hidden) => self.hidden.put_in(hidden),
                None => {}
            }
        }
        self.codes(project, &touched.codes, &mut dirty);
        let looked_at = statements.len() + touched.articles.len() + touched.codes.len();
        let looked_at = looked_at + self.look(project, &dirty);
        self.entries.dismissed(project, &touched.dismissals);
        Refreshed {
            kinds: std::mem::take(&mut self.entries.changed),
            looked_at,
        }
    }

    /// How many entries of a list wait, without those that are dismissed.
    pub fn count(&self, kind: Kind) -> usize {
        self.entries.open.get(&kind).copied().unwrap_or(0)
    }

    /// The entries of a list, article by article in the order of the text; dismissed ones too.
    pub fn of_kind<'a>(&'a self, project: &Project, kind: Kind) -> Vec<&'a Entry> {
        let mut entries: Vec<_> = self.entries.of_kind(kind).collect();
        entries.sort_by_cached_key(|entry| {
            let article = entry.article.as_ref();
            let position = article.and_then(|id| project.articles().position(id));
            (position, entry.start, entry.key.clone())
        });
        entries
    }

    /// The entry with a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    fn put_in(&mut self, project: &Project, statement: &Arc<Statement>, dirty: &mut Dirty) {
        let article = project.articles().get(&statement.article);
        let entered = Entered::new(statement, article.map(AsRef::as_ref));
        let id = &statement.id;
        self.articles.put_in(&entered, dirty);
        for code in &entered.codes {
            groups::put_in(&mut self.uses, code, id, &mut dirty.uses);
        }
        if let Some(quote) = &entered.quote {
            groups::put_in(&mut self.quotes, quote, id, &mut dirty.quotes);
        }
        if let Some(place) = &entered.place {
            groups::put_in(&mut self.places, place, id, &mut dirty.places);
        }
        for side in &entered.sides {
            groups::put_in(&mut self.sides, side, id, &mut dirty.sides);
        }
        dirty.alone.insert(id.clone());
        self.entered.insert(id.clone(), entered);
    }

    fn take_out(&mut self, id: &StatementId, dirty: &mut Dirty) {
        self.hidden.take_out(id);
        let Some(entered) = self.entered.remove(id) else {
            return;
        };
        self.articles.take_out(&entered, dirty);
        for code in &entered.codes {
            groups::take_out(&mut self.uses, code, id, &mut dirty.uses);
        }
        if let Some(quote) = &entered.quote {
            groups::take_out(&mut self.quotes, quote, id, &mut dirty.quotes);
        }
        if let Some(place) = &entered.place {
            groups::take_out(&mut self.places, place, id, &mut dirty.places);
        }
        for side in &entered.sides {
            groups::take_out(&mut self.sides, side, id, &mut dirty.sides);
        }
        for key in &entered.listed {
            self.entries.remove(key);
        }
    }

    /// Codes that changed, and the statements that use them.
    fn codes(&mut self, project: &Project, codes: &BTreeSet<CodeId>, dirty: &mut Dirty) {
        for id in codes {
            let (before, after) = self.names.refresh(project, id);
            for other in before.iter().chain(&after) {
                self.entries.remove(&entry::pair_key(id, other));
            }
            for other in &after {
                let entry = Entry::of_names(id, other);
                self.entries.add(project, entry);
            }
            dirty.uses.insert(id.clone());
            if let Some(group) = self.uses.get(id) {
                dirty.alone.extend(group.ids.iter().cloned());
                if matches!(id, CodeId::Stance(_)) {
                    let entered = group.ids.iter().filter_map(|id| self.entered.get(id));
                    dirty
                        .sides
                        .extend(entered.flat_map(|e| e.sides.iter().cloned()));
                }
            }
        }
    }

    /// Looks at what is dirty; gives how much that was.
    fn look(&mut self, project: &Project, dirty: &Dirty) -> usize {
        let mut looked_at = 0;
        for id in &dirty.alone {
            looked_at += 1;
            self.look_at_statement(project, id);
        }
        for (article, start) in &dirty.quotations {
            looked_at += 1;
            let found = self.articles.quotation(project, article, *start);
            let (before, entry) = found.unwrap_or_default();
            if let Some(before) = before {
                self.entries.remove(&before);
            }
            if let Some(entry) = entry {
                self.entries.add(project, entry);
            }
        }
        for article in &dirty.whole {
            looked_at += 1;
            let key = entry::key(Kind::Untouched, article);
            let is_there = project.articles().contains(article);
            let untouched = is_there && self.articles.is_untouched(project, article);
            let entry = untouched.then(|| Entry::of_article(article));
            self.entries.replace(project, &key, entry);
        }
        let Self {
            entered,
            uses,
            quotes,
            places,
            sides,
            entries,
            ..
        } = self;
        for code in &dirty.uses {
            let once = |group: &Group| groups::used_once(project, entered, code, group);
            groups::look(uses, code, project, entries, once);
            looked_at += 1;
        }
        for quote in &dirty.quotes {
            let two_ways = |group: &Group| groups::two_ways(entered, quote, group);
            looked_at += groups::look(quotes, quote, project, entries, two_ways);
        }
        for place in &dirty.places {
            let differing = |group: &Group| groups::differing(entered, place, group);
            looked_at += groups::look(places, place, project, entries, differing);
        }
        for side in &dirty.sides {
            let both = |group: &Group| groups::both_sides(project, entered, side, group);
            looked_at += groups::look(sides, side, project, entries, both);
        }
        looked_at
    }

    fn look_at_statement(&mut self, project: &Project, id: &StatementId) {
        let Some(entered) = self.entered.get_mut(id) else {
            return;
        };
        for key in entered.listed.drain(..) {
            self.entries.remove(&key);
        }
        let statement = &entered.statement;
        let start = entered.spans().next().map_or(0, Span::start);
        let mut kinds: Vec<(Kind, Option<CodeId>)> = Vec::new();
        for (kind, is_so) in [
            (
                Kind::NoSpeaker,
                statement.speakers.is_empty() && statement.naming != Some(Naming::NoneGiven),
            ),
            (Kind::NoStance, statement.stance.is_none()),
            (Kind::NoTopic, statement.topics.is_empty()),
            (Kind::LookAgain, is_doubtful(project, statement)),
            (Kind::Detached, statement.anchors().any(Anchor::is_detached)),
        ] {
            kinds.extend(is_so.then_some((kind, None)));
        }
        for code in &entered.codes {
            if defined_after(project, code, statement) {
                kinds.push((Kind::DefinitionChanged, Some(code.clone())));
            }
        }
        for (kind, code) in kinds {
            let entry = Entry::of_statement(kind, statement, start, code);
            entered.listed.push(entry.key.clone());
            self.entries.add(project, entry);
        }
    }
}

/// A stance that is flagged, retired, or stands toward a topic where there is none.
fn is_doubtful(project: &Project, statement: &Statement) -> bool {
    let stance = statement.stance.as_ref();
    let stance = stance.and_then(|id| project.codebook().stances().get(id));
    let retired = stance.is_some_and(|stance| stance.status == CodeStatus::Retired);
    let nowhere = statement.target == Target::Topic && statement.topics.is_empty();
    statement.flag || retired || (stance.is_some() && nowhere)
}

/// Whether the definition of a code is newer than a statement.
fn defined_after(project: &Project, code: &CodeId, statement: &Statement) -> bool {
    let book = project.codebook();
    let changed = match code {
        CodeId::Speaker(id) => book.speakers().get(id).map(|c| &c.definition_changed),
        CodeId::Stance(id) => book.stances().get(id).map(|c| &c.definition_changed),
        CodeId::Topic(id) => book.topics().get(id).map(|c| &c.definition_changed),
        CodeId::Field(_) => None,
    };
    let changed = changed.and_then(Option::as_ref);
    changed.is_some_and(|changed| *changed > statement.created)
}
