//! What differs between two projects, in words, for people.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::Thing;
use super::diff::moved;
use super::parts::changes;
use super::words::Worded;
use crate::model::{ArticleId, Code, CodeId, Keyed, Listed, Project, Statement};

/// One thing that is not the same in two projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub thing: Thing,
    /// The article that it is or stands in.
    pub article: Option<ArticleId>,
    /// What it is, where it is clear in which article; as it was for what is gone.
    pub words: String,
    pub change: Change,
}

/// What became of it. Values are pairs of a field's name and its value in words, empty where there
/// is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// With what is coded of it.
    Added(Vec<(&'static str, String)>),
    Removed,
    /// The name of the field, what it was, and what it is.
    Changed(Vec<(&'static str, String, String)>),
    /// Only its place in its list is another.
    Moved,
}

/// All that differs: the project itself, annotators, the codebook, then article by article.
pub fn differences(from: &Project, to: &Project) -> Vec<Difference> {
    let mut found = Found {
        from,
        to,
        all: Vec::new(),
    };
    let itself = [
        ("title", from.title().to_owned(), to.title().to_owned()),
        (
            "codebook policy",
            from.policy().to_string(),
            to.policy().to_string(),
        ),
    ];
    let entries = from.dismissals().chain(to.dismissals());
    let entries: BTreeSet<&SmolStr> = entries.map(|dismissal| &dismissal.entry).collect();
    let dismissed = entries.into_iter().map(|entry| {
        let words = |project: &Project| {
            let dismissal = project.dismissal(entry);
            dismissal.map_or_else(String::new, |d| format!("{entry}: {}", d.reason))
        };
        ("dismissed from the worklists", words(from), words(to))
    });
    let itself = itself.into_iter().chain(dismissed);
    let itself: Vec<_> = itself.filter(|(_, a, b)| a != b).collect();
    if !itself.is_empty() {
        found.push(Thing::Project, Change::Changed(itself));
    }
    found.list(from.annotators(), to.annotators());
    found.codes();
    found.articles();
    found.statements();
    found.list(from.reviews(), to.reviews());
    let mut places: BTreeMap<&ArticleId, usize> = BTreeMap::new();
    for article in to.articles().iter().chain(from.articles().iter()) {
        let place = places.len() + 1;
        places.entry(&article.id).or_insert(place);
    }
    let mut all = found.all;
    let kind = |thing: &Thing| match thing {
        Thing::Article(_) => 0,
        Thing::Statement(_) => 1,
        _ => 2,
    };
    // Sorting keeps the order of what is equal.
    all.sort_by_key(|difference| match &difference.article {
        Some(article) => (
            places.get(article).copied().unwrap_or(0),
            kind(&difference.thing),
        ),
        None => (0, 0),
    });
    all
}

/// "2 statements added, 1 statement changed, 1 speaker removed".
pub fn summary(found: &[Difference]) -> String {
    let mut counts: Vec<((&str, &str), usize)> = Vec::new();
    for difference in found {
        let what = match difference.change {
            Change::Added(_) => "added",
            Change::Removed => "removed",
            Change::Changed(_) => "changed",
            Change::Moved => "moved",
        };
        let kind = (difference.thing.kind(), what);
        match counts.iter_mut().find(|(of, _)| *of == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    let kinds = ["statement", "article", "review", "annotator"];
    let changes = ["added", "changed", "removed", "moved"];
    let place = |list: &[&str], word| list.iter().position(|w| *w == word).unwrap_or(list.len());
    counts.sort_by_key(|((kind, what), _)| (place(&kinds, *kind), *kind, place(&changes, *what)));
    let words: Vec<String> = counts
        .into_iter()
        .map(|((kind, what), count)| match (kind, count) {
            ("project", _) => format!("project {what}"),
            (kind, 1) => format!("1 {kind} {what}"),
            (kind, count) => format!("{count} {kind}s {what}"),
        })
        .collect();
    words.join(", ")
}

struct Found<'a> {
    from: &'a Project,
    to: &'a Project,
    all: Vec<Difference>,
}

impl Found<'_> {
    fn push(&mut self, thing: Thing, change: Change) {
        let project = match change {
            Change::Removed => self.from,
            _ => self.to,
        };
        self.all.push(Difference {
            article: thing.article(project).cloned(),
            words: thing.within(project),
            thing,
            change,
        });
    }

    fn list<T: Keyed + Worded>(&mut self, from: &Listed<T>, to: &Listed<T>) {
        for value in to.iter() {
            self.pair(from.get(value.id()).map(|v| &**v), Some(value));
        }
        for value in from.iter().filter(|value| !to.contains(value.id())) {
            self.pair(Some(&**value), None);
        }
        for id in moved(from, to) {
            if let Some(value) = to.get(&id) {
                self.push(value.thing(), Change::Moved);
            }
        }
    }

    fn pair<T: Worded>(&mut self, from: Option<&T>, to: Option<&T>) {
        match (from, to) {
            (Some(before), Some(after)) => {
                let values = self.changed(before, after);
                if !values.is_empty() {
                    self.push(after.thing(), Change::Changed(values));
                }
            }
            (None, Some(added)) => self.push(added.thing(), Change::Added(Vec::new())),
            (Some(removed), None) => self.push(removed.thing(), Change::Removed),
            (None, None) => {}
        }
    }

    fn changed<T: Worded>(&self, from: &T, to: &T) -> Vec<(&'static str, String, String)> {
        let (old, new) = (changes(to, from).into_iter(), changes(from, to));
        let pairs = old.zip(new).map(|(old, new)| {
            let (field, new) = to.words(self.to, &new);
            (field, from.words(self.from, &old).1, new)
        });
        pairs.collect()
    }

    fn codes(&mut self) {
        let (from, to) = (self.from.codebook(), self.to.codebook());
        let gone = from.ids().filter(|id| to.code(id).is_none());
        for id in to.ids().chain(gone) {
            let (before, after) = (from.code(&id), to.code(&id));
            if let (Some(Code::Field(before)), Some(Code::Field(after))) = (&before, &after)
                && before.on != after.on
            {
                let on = |on| format!("{on:?}").to_lowercase();
                let values = vec![("stands on", on(before.on), on(after.on))];
                self.push(Thing::Code(id.clone()), Change::Changed(values));
            }
            self.pair(before.as_ref(), after.as_ref());
        }
        let speakers = moved(&from.speakers, &to.speakers).into_iter();
        let speakers = speakers.map(CodeId::Speaker);
        let stances = moved(&from.stances, &to.stances).into_iter();
        let stances = stances.map(CodeId::Stance);
        let topics = moved(&from.topics, &to.topics).into_iter();
        let topics = topics.map(CodeId::Topic);
        let fields = moved(&from.fields, &to.fields).into_iter();
        let fields = fields.map(CodeId::Field);
        for id in speakers.chain(stances).chain(topics).chain(fields) {
            self.push(Thing::Code(id), Change::Moved);
        }
    }

    fn articles(&mut self) {
        let (from, to) = (self.from.articles(), self.to.articles());
        self.list(from, to);
        for article in to.iter() {
            let before = from.get(&article.id);
            let Some(before) = before.filter(|before| before.text != article.text) else {
                continue;
            };
            let size = |chars: usize| format!("{chars} characters");
            let sizes = (size(before.text.chars()), size(article.text.chars()));
            let text = vec![("text", sizes.0, sizes.1)];
            self.push(Thing::Article(article.id.clone()), Change::Changed(text));
        }
    }

    fn statements(&mut self) {
        let (from, to) = (self.from, self.to);
        // In the order of the text.
        for statement in to.in_order(to.statements().filter(|s| from.statement(&s.id) != Some(s))) {
            if let Some(before) = from.statement(&statement.id) {
                self.pair(Some(&**before), Some(statement));
            } else {
                let thing = Thing::Statement(statement.id.clone());
                self.push(thing, Change::Added(self.coded(statement)));
            }
        }
        let gone = from.statements().filter(|s| to.statement(&s.id).is_none());
        for statement in from.in_order(gone) {
            self.pair(Some(&**statement), None);
        }
    }

    /// Who says what is said, where they stand, and on what.
    fn coded(&self, statement: &Statement) -> Vec<(&'static str, String)> {
        use crate::model::StatementChange as Part;
        let parts = [
            Part::Speakers(statement.speakers.clone()),
            Part::Stance(statement.stance.clone()),
            Part::Topics(statement.topics.clone()),
            Part::Note(statement.note.clone()),
        ];
        let words = parts.iter().map(|part| statement.words(self.to, part));
        words.filter(|(_, value)| !value.is_empty()).collect()
    }
}
