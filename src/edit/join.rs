//! What stands in a project under two ids and seems to be the same.

mod called;

pub use self::called::Called;

use std::collections::{BTreeMap, BTreeSet};

use super::{Edit, Thing, merge_codes};
use crate::model::{CodeId, Project};

/// Two things that may be one. Nothing is joined before somebody says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// The one that was there first.
    pub keep: Thing,
    pub other: Thing,
    /// The name or alias that both have; for articles their title.
    pub name: String,
}

impl Join {
    pub fn things(&self) -> [&Thing; 2] {
        [&self.keep, &self.other]
    }

    /// The edit that joins them; `None` for articles and annotators, whose statements are layers that
    /// no edit puts together.
    pub fn edit(&self, project: &Project) -> Option<Edit> {
        match (&self.keep, &self.other) {
            (Thing::Code(keep), Thing::Code(other)) => merge_codes(project, other, keep).ok(),
            _ => None,
        }
    }
}

/// Codes of one kind with the same name or alias, annotators with the same name, and articles with
/// the same text. Case and white space do not count.
pub fn same_codes(project: &Project) -> Vec<Join> {
    let mut seen = Seen::default();
    let book = project.codebook();
    for id in book.ids() {
        let Some(code) = book.code(&id) else { continue };
        let called = Called::of(&code);
        for name in &called.names {
            let thing = Thing::Code(CodeId::clone(&id));
            seen.meet(&called.kind, &name.folded, &name.written, thing);
        }
    }
    for annotator in project.annotators().iter() {
        let name = &annotator.name;
        let thing = Thing::Annotator(annotator.id.clone());
        seen.meet("annotator", &folded(name), name, thing);
    }
    for article in project.articles().iter() {
        let thing = Thing::Article(article.id.clone());
        seen.meet("article", article.sha256.as_str(), &article.title, thing);
    }
    seen.joins
}

#[derive(Default)]
struct Seen {
    first: BTreeMap<(String, String), Thing>,
    pairs: BTreeSet<(Thing, Thing)>,
    joins: Vec<Join>,
}

impl Seen {
    fn meet(&mut self, kind: &str, key: &str, name: &str, thing: Thing) {
        if key.is_empty() {
            return;
        }
        let first = self.first.entry((kind.to_owned(), key.to_owned()));
        let keep = first.or_insert_with(|| thing.clone()).clone();
        if keep != thing && self.pairs.insert((keep.clone(), thing.clone())) {
            self.joins.push(Join {
                keep,
                other: thing,
                name: name.to_owned(),
            });
        }
    }
}

fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
