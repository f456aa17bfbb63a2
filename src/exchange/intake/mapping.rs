//! What of a foreign file is what here, as the user says it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Names of a file for things that we know: `speaker = Sprecherin` takes the column of that name
/// for the speaker, `speaker =` none at all. One a line; empty lines and those that begin with `#` say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping(BTreeMap<String, String>);

/// A line of a mapping that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: “{text}” is not NAME = THEIR NAME")]
pub struct MappingError {
    /// From 1.
    pub line: usize,
    pub text: String,
}

impl Mapping {
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mut pairs = BTreeMap::new();
        for (line, number) in text.lines().zip(1..) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((ours, theirs)) = line.split_once('=') else {
                return Err(MappingError {
                    line: number,
                    text: line.to_owned(),
                });
            };
            pairs.insert(ours.trim().to_owned(), theirs.trim().to_owned());
        }
        Ok(Self(pairs))
    }

    pub fn set(&mut self, ours: impl Into<String>, theirs: impl Into<String>) {
        self.0.insert(ours.into(), theirs.into());
    }

    /// Says nothing of it any more.
    pub fn unset(&mut self, ours: &str) {
        self.0.remove(ours);
    }

    /// The file's name for something; `None` where nobody said.
    pub fn get(&self, ours: &str) -> Option<&str> {
        self.0.get(ours).map(String::as_str)
    }

    /// What the file's name for something stands for; the first where several have it.
    pub fn ours(&self, theirs: &str) -> Option<&str> {
        let mut pairs = self.0.iter();
        let found = pairs.find(|(_, known)| *known == theirs);
        found.map(|(ours, _)| ours.as_str())
    }

    /// All names of the file that somebody said, with what they are here.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter();
        pairs.map(|(ours, theirs)| (ours.as_str(), theirs.as_str()))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As [`Mapping::parse`] reads it.
    pub fn text(&self) -> String {
        let lines = self
            .0
            .iter()
            .map(|(ours, theirs)| format!("{ours} = {theirs}\n"));
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_pairs_and_come_back() {
        let mapping =
            Mapping::parse("# columns\n\n speaker = Who said it = what\ntopic=Thema").unwrap();
        assert_eq!(mapping.get("speaker"), Some("Who said it = what"));
        assert_eq!(mapping.get("topic"), Some("Thema"));
        assert_eq!(mapping.get("stance"), None);
        assert_eq!(Mapping::parse(&mapping.text()), Ok(mapping));
        let error = Mapping::parse("a = b\nspeaker").unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 2: “speaker” is not NAME = THEIR NAME"
        );
    }
}
