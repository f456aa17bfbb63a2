//! One entry of a worklist, its key, and dismissing it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use smol_str::{SmolStr, format_smolstr};

use super::{Kind, Worklists};
use crate::edit::Edit;
use crate::model::{
    ArticleId, Code, CodeId, Dismissal, Project, Statement, StatementId, Timestamp,
};

/// Something to do or to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: Kind,
    /// The same for the same thing as long as it is in the project; its first word is the kind's.
    pub key: SmolStr,
    /// The article that it is about, where it is about one.
    pub article: Option<ArticleId>,
    /// The stretch of the article, in bytes, where no statement has it.
    pub range: Option<Range<usize>>,
    /// The statements that it is about.
    pub statements: Vec<StatementId>,
    pub codes: Vec<CodeId>,
    /// Whether somebody looked at it and lets it stand.
    pub dismissed: bool,
    /// The first byte of what it is about: its place among the entries of its article.
    pub(super) start: usize,
}

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    Statement(StatementId),
    /// An article, and a stretch of it in bytes.
    Article(ArticleId, Option<Range<usize>>),
    Code(CodeId),
}

impl Entry {
    pub fn goal(&self) -> Option<Goal> {
        if let (Some(article), Some(range)) = (&self.article, &self.range) {
            return Some(Goal::Article(article.clone(), Some(range.clone())));
        }
        let statement = self.statements.first().cloned().map(Goal::Statement);
        let article = self.article.clone().map(|id| Goal::Article(id, None));
        let code = self.codes.first().cloned().map(Goal::Code);
        match self.kind {
            Kind::SimilarNames => code,
            _ => statement.or(article).or(code),
        }
    }

    /// Tells whether what it is about is as it was: a digest of how it is coded and called.
    pub fn fingerprint(&self, project: &Project) -> SmolStr {
        let mut all = String::new();
        for id in &self.statements {
            let version = project.version_of(id).unwrap_or_default();
            let flag = project.statement(id).is_some_and(|s| s.flag);
            let _ = writeln!(all, "{id} {version} {flag}");
        }
        if let Some(article) = self
            .article
            .as_ref()
            .and_then(|id| project.articles().get(id))
        {
            let text = article.text.as_str();
            match &self.range {
                Some(range) => all.push_str(text.get(range.clone()).unwrap_or_default()),
                None if self.kind == Kind::Untouched => all.push_str(&article.sha256),
                None => {}
            }
        }
        for code in self
            .codes
            .iter()
            .filter_map(|id| project.codebook().code(id))
        {
            // Of a code, what the entry is about: what it means, or what it is called.
            let _ = match (&code, self.kind) {
                (Code::Speaker(c), Kind::SimilarNames) => {
                    writeln!(all, "{} {:?}", c.name, c.aliases)
                }
                (code, Kind::SimilarNames) => writeln!(all, "{}", code.name()),
                (Code::Speaker(c), Kind::DefinitionChanged) => {
                    writeln!(all, "{:?}", c.definition_changed)
                }
                (Code::Stance(c), Kind::DefinitionChanged) => {
                    writeln!(all, "{:?}", c.definition_changed)
                }
                (Code::Topic(c), Kind::DefinitionChanged) => {
                    writeln!(all, "{:?}", c.definition_changed)
                }
                _ => Ok(()),
            };
        }
        short_digest(&all)
    }

    pub(super) fn of_statement(
        kind: Kind,
        statement: &Statement,
        start: usize,
        code: Option<CodeId>,
    ) -> Self {
        let key = match &code {
            Some(code) => format_smolstr!("{kind} {} {}", statement.id, named(code)),
            None => key(kind, &statement.id),
        };
        Self {
            article: Some(statement.article.clone()),
            statements: vec![statement.id.clone()],
            codes: code.into_iter().collect(),
            start,
            ..Self::new(kind, key)
        }
    }

    pub(super) fn of_article(id: &ArticleId) -> Self {
        Self {
            article: Some(id.clone()),
            ..Self::new(Kind::Untouched, key(Kind::Untouched, id))
        }
    }

    pub(super) fn of_names(one: &CodeId, other: &CodeId) -> Self {
        let (first, second) = (one.min(other), one.max(other));
        Self {
            codes: vec![first.clone(), second.clone()],
            ..Self::new(Kind::SimilarNames, pair_key(one, other))
        }
    }

    pub(super) fn new(kind: Kind, key: SmolStr) -> Self {
        Self {
            kind,
            key,
            article: None,
            range: None,
            statements: Vec::new(),
            codes: Vec::new(),
            dismissed: false,
            start: 0,
        }
    }
}

pub(super) fn key(kind: Kind, of: &impl std::fmt::Display) -> SmolStr {
    format_smolstr!("{kind} {of}")
}

/// The key of two codes with nearly the same name, whichever comes first.
pub(super) fn pair_key(one: &CodeId, other: &CodeId) -> SmolStr {
    let (first, second) = (one.min(other), one.max(other));
    format_smolstr!("{} {} {}", Kind::SimilarNames, named(first), named(second))
}

pub(super) fn named(code: &CodeId) -> SmolStr {
    format_smolstr!("{}:{}", code.kind(), code.as_str())
}

pub(super) fn short_digest(of: &str) -> SmolStr {
    let digest = Sha256::digest(of.as_bytes());
    let digits = digest.iter().take(6).map(|byte| format!("{byte:02x}"));
    digits.collect::<String>().into()
}

/// Dismisses entries, with a reason: one step of the Undo menu.
pub fn dismiss(project: &Project, entries: &[&Entry], reason: &str, at: &Timestamp) -> Edit {
    let edits = entries.iter().map(|entry| Edit::Dismiss {
        entry: entry.key.clone(),
        dismissal: Some(Arc::new(Dismissal {
            entry: entry.key.clone(),
            of: entry.fingerprint(project),
            reason: reason.trim().to_owned(),
            at: at.clone(),
        })),
    });
    one_or_all("dismiss", edits.collect())
}

/// Takes back that entries were dismissed.
pub fn take_back(entries: &[&Entry]) -> Edit {
    let edits = entries.iter().map(|entry| Edit::Dismiss {
        entry: entry.key.clone(),
        dismissal: None,
    });
    one_or_all("bring back", edits.collect())
}

fn one_or_all(act: &str, mut edits: Vec<Edit>) -> Edit {
    match (edits.len(), edits.pop()) {
        (1, Some(edit)) => edit,
        (number, last) => {
            edits.extend(last);
            Edit::group(format!("{act} {number} worklist entries"), edits)
        }
    }
}

/// All entries, by kind and key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entries {
    all: BTreeMap<Kind, BTreeMap<SmolStr, Entry>>,
    /// How many are not dismissed; none where there is none.
    pub(super) open: BTreeMap<Kind, usize>,
    /// The lists that changed since somebody asked.
    pub(super) changed: BTreeSet<Kind>,
}

impl Entries {
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.all.get(&kind).into_iter().flat_map(BTreeMap::values)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.all.get(&kind_of(key)?)?.get(key)
    }

    pub(super) fn add(&mut self, project: &Project, mut entry: Entry) {
        self.remove(&entry.key);
        entry.dismissed = is_dismissed(project, &entry);
        self.count(entry.kind, !entry.dismissed, true);
        self.changed.insert(entry.kind);
        let list = self.all.entry(entry.kind).or_default();
        list.insert(entry.key.clone(), entry);
    }

    pub(super) fn remove(&mut self, key: &SmolStr) {
        let Some(kind) = kind_of(key) else { return };
        let Some(list) = self.all.get_mut(&kind) else {
            return;
        };
        let Some(entry) = list.remove(key) else {
            return;
        };
        if list.is_empty() {
            self.all.remove(&kind);
        }
        self.count(kind, !entry.dismissed, false);
        self.changed.insert(kind);
    }

    /// Puts what there is now in the place of what there was.
    pub(super) fn replace(&mut self, project: &Project, key: &SmolStr, entry: Option<Entry>) {
        self.remove(key);
        if let Some(entry) = entry {
            self.add(project, entry);
        }
    }

    /// Looks again at entries that were dismissed or came back.
    pub(super) fn dismissed(&mut self, project: &Project, keys: &BTreeSet<SmolStr>) {
        for key in keys {
            if let Some(entry) = self.get(key).cloned() {
                self.add(project, entry);
            }
        }
    }

    fn count(&mut self, kind: Kind, is_open: bool, more: bool) {
        if !is_open {
            return;
        }
        let open = self.open.entry(kind).or_default();
        *open = if more {
            *open + 1
        } else {
            open.saturating_sub(1)
        };
        if *open == 0 {
            self.open.remove(&kind);
        }
    }
}

fn kind_of(key: &str) -> Option<Kind> {
    Kind::from_word(key.split(' ').next()?)
}

pub(super) fn is_dismissed(project: &Project, entry: &Entry) -> bool {
    let dismissal = project.dismissal(&entry.key);
    dismissal.is_some_and(|dismissal| dismissal.of == entry.fingerprint(project))
}

impl Worklists {
    /// A sentence for the analyst: what the entry is about.
    pub fn sentence(&self, project: &Project, entry: &Entry) -> String {
        super::words::sentence(project, entry, &self.names)
    }
}
