//! What an import took, and what it left out and why.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// What became of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Keys that are not known: the file, the first line and how many times.
    unknown: BTreeMap<String, (String, usize, usize)>,
    /// The file that is being read, where there are several.
    file: String,
}

/// A place in a file, and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Empty where there is one file only.
    pub file: String,
    /// From 1; 0 where it is about the whole file.
    pub line: usize,
    pub what: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}: ", self.file)?;
        }
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(&self.what)
    }
}

impl Report {
    /// Says which of several files the next remarks are about.
    pub fn begin(&mut self, file: &str) {
        file.clone_into(&mut self.file);
    }

    pub(in crate::exchange) fn file(&self) -> &str {
        &self.file
    }

    pub(in crate::exchange) fn note(&mut self, line: usize, what: String) {
        let file = self.file.clone();
        self.notes.push(Remark { file, line, what });
    }

    pub(in crate::exchange) fn fail(&mut self, line: usize, what: String) {
        let file = self.file.clone();
        self.failures.push(Remark { file, line, what });
    }

    pub(in crate::exchange) fn unknown_key(&mut self, line: usize, key: &str) {
        let file = &self.file;
        let known = self.unknown.entry(key.to_owned());
        known.or_insert_with(|| (file.clone(), line, 0)).2 += 1;
    }

    /// Keys that were left out because they are not known, each once.
    pub fn unknown_keys(&self) -> impl Iterator<Item = Remark> {
        self.unknown.iter().map(|(key, (file, line, times))| {
            let again = match times {
                1 => String::new(),
                times => format!(" (and {} times more)", times - 1),
            };
            Remark {
                file: file.clone(),
                line: *line,
                what: format!("the key “{key}” is not known and was left out{again}"),
            }
        })
    }

    /// In the order of the files, whoever said it.
    pub(super) fn sort(&mut self) {
        for remarks in [&mut self.notes, &mut self.failures] {
            remarks.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.articles += other.articles;
        self.statements += other.statements;
        self.verdicts += other.verdicts;
        self.nobody += other.nobody;
        self.made.extend(other.made);
        // Of what was said on the way nobody knew the file.
        let named = |remark| Remark {
            file: self.file.clone(),
            ..remark
        };
        self.notes.extend(other.notes.into_iter().map(named));
        self.failures.extend(other.failures.into_iter().map(named));
    }
}
