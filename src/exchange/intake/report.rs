//! What an import took, and what it left out and why.

use std::collections::BTreeMap;
use std::fmt;

/// What became of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Numbers of what was added.
    pub articles: usize,
    pub statements: usize,
    pub verdicts: usize,
    /// Statements of which nobody is known to have made them.
    pub nobody: usize,
    /// What was made in the codebook and among the annotators, as "speaker Ada Vane".
    pub made: Vec<String>,
    /// What was left out or changed, though its line was taken.
    pub notes: Vec<Remark>,
    /// Lines of which nothing was taken.
    pub failures: Vec<Remark>,
    /// Keys that are not known: the first line and how many times.
    unknown: BTreeMap<String, (usize, usize)>,
}

/// A line, from 1, and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub line: usize,
    pub what: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl Report {
    pub(in crate::exchange) fn note(&mut self, line: usize, what: String) {
        self.notes.push(Remark { line, what });
    }

    pub(in crate::exchange) fn fail(&mut self, line: usize, what: String) {
        self.failures.push(Remark { line, what });
    }

    pub(in crate::exchange) fn unknown_key(&mut self, line: usize, key: &str) {
        self.unknown.entry(key.to_owned()).or_insert((line, 0)).1 += 1;
    }

    /// Keys that were left out because they are not known, each once.
    pub fn unknown_keys(&self) -> impl Iterator<Item = Remark> {
        self.unknown.iter().map(|(key, &(line, times))| {
            let again = match times {
                1 => String::new(),
                times => format!(" (and {} times more)", times - 1),
            };
            Remark {
                line,
                what: format!("the key “{key}” is not known and was left out{again}"),
            }
        })
    }

    pub(super) fn join(&mut self, other: Self) {
        self.articles += other.articles;
        self.statements += other.statements;
        self.verdicts += other.verdicts;
        self.nobody += other.nobody;
        self.made.extend(other.made);
        self.notes.extend(other.notes);
        self.failures.extend(other.failures);
    }
}
