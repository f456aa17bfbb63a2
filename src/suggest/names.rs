//! The speakers of a codebook, found by what an article calls them.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::{Codebook, PartialDate, Speaker, SpeakerId, SpeakerKind};

/// Speakers with their names, aliases and roles, for one day. Building it takes time in the number
/// of speakers; looking up does not.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub(super) known: Vec<Known>,
    /// Whole names and aliases in small letters, without "the".
    by_name: HashMap<String, usize, FixedState>,
    /// Last names of persons; a name that two have is nobody's.
    by_last: HashMap<String, Option<usize>, FixedState>,
    /// The beginnings of last names, for languages in which names have cases.
    by_stem: HashMap<String, Option<usize>, FixedState>,
    /// Titles, for "the minister".
    by_title: HashMap<String, Option<usize>, FixedState>,
}

#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) id: SpeakerId,
    pub(super) name: String,
    pub(super) kind: SpeakerKind,
}

impl Names {
    /// The speakers of a codebook with the roles that they held on a day; without a day, with those
    /// that have not ended.
    pub fn of(codebook: &Codebook, day: Option<&PartialDate>) -> Self {
        let mut names = Self::default();
        for speaker in codebook.speakers().iter() {
            names.add(speaker, day);
        }
        names
    }

    fn add(&mut self, speaker: &Speaker, day: Option<&PartialDate>) {
        let number = self.known.len();
        self.known.push(Known {
            id: speaker.id.clone(),
            name: speaker.name.clone(),
            kind: speaker.kind,
        });
        let aliases = speaker.aliases.iter().map(String::as_str);
        for name in std::iter::once(speaker.name.as_str()).chain(aliases) {
            self.by_name.entry(key(name)).or_insert(number);
        }
        if speaker.kind == SpeakerKind::Person {
            let last = speaker.name.rsplit(' ').next().unwrap_or_default();
            if last.starts_with(char::is_uppercase) {
                add_or_doubt(&mut self.by_last, key(last), number);
                if let Some(stem) = stem(last) {
                    add_or_doubt(&mut self.by_stem, stem, number);
                }
            }
        }
        if let Some(role) = speaker.role_on(day) {
            let title = key(&role.title);
            if let Some((_, head)) = title.rsplit_once(' ') {
                add_or_doubt(&mut self.by_title, head.to_owned(), number);
            }
            add_or_doubt(&mut self.by_title, title, number);
        }
    }

    /// Who is called so by name or alias.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(&key(name)).copied()
    }

    /// The one person with this last name.
    pub(super) fn with_last_name(&self, name: &str) -> Option<usize> {
        self.by_last.get(&key(name)).copied().flatten()
    }

    /// The one person whose last name begins like this one, in another case.
    pub(super) fn with_stem(&self, name: &str) -> Option<usize> {
        self.by_stem.get(&stem(name)?).copied().flatten()
    }

    /// The one with this title.
    pub(super) fn with_title(&self, title: &str) -> Option<usize> {
        self.by_title.get(&key(title)).copied().flatten()
    }
}

fn add_or_doubt(to: &mut HashMap<String, Option<usize>, FixedState>, key: String, number: usize) {
    to.entry(key)
        .and_modify(|found| {
            if *found != Some(number) {
                *found = None;
            }
        })
        .or_insert(Some(number));
}

/// The beginning of a name that no case changes: its first five letters, when it has six.
pub(super) fn stem(name: &str) -> Option<String> {
    let name = key(name);
    (name.chars().count() > 5).then(|| name.chars().take(5).collect())
}

/// A name as it is compared: small letters, single spaces, one kind of apostrophe, without "the".
pub(super) fn key(name: &str) -> String {
    if name.is_ascii() && !name.contains("  ") && !name.contains(['\n', '\t']) {
        let mut key = name.trim_matches(' ').to_ascii_lowercase();
        for article in ["the ", "a ", "an "] {
            if key.starts_with(article) {
                key.drain(..article.len());
                break;
            }
        }
        return key;
    }
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        let article = key.is_empty() && ["the", "The", "a", "A", "an", "An"].contains(&word);
        if article {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        for c in word.chars() {
            match c {
                '’' => key.push('\''),
                c => key.extend(c.to_lowercase()),
            }
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn names_are_compared_without_case_and_article() {
        assert_eq!(key("The Harbour Trust"), "harbour trust");
        assert_eq!(key("a  spokes\nman"), "spokes man");
        assert_eq!(key("Workers’ Union"), "workers' union");
        assert_eq!(key("Анна  Рот"), "анна рот");
        assert_eq!(key("Thea Roth"), "thea roth");
    }
}
