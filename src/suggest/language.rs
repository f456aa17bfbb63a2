//! The languages whose statements can be proposed. A language is data: see its file.

mod english;
mod german;
mod ukrainian;

use std::sync::LazyLock;

use super::lexicon::{Lexicon, Tables};

/// A language, ready to be used.
pub struct Language {
    pub(super) tables: &'static Tables,
    pub(super) lexicon: Lexicon,
}

static LANGUAGES: LazyLock<[Language; 3]> = LazyLock::new(|| {
    [&english::ENGLISH, &german::GERMAN, &ukrainian::UKRAINIAN].map(Language::new)
});

/// So many bytes of a text tell its language.
const LOOKED_AT: usize = 20_000;

impl Language {
    fn new(tables: &'static Tables) -> Self {
        Self {
            tables,
            lexicon: Lexicon::new(tables),
        }
    }

    /// All languages, the one that is taken when nothing tells them apart first.
    pub fn all() -> &'static [Self] {
        LANGUAGES.as_slice()
    }

    /// The language of a code like "en", "en-GB" or "EN".
    pub fn of_code(code: &str) -> Option<&'static Self> {
        let main = code.split(['-', '_']).next().unwrap_or_default();
        Self::all()
            .iter()
            .find(|language| language.tables.code.eq_ignore_ascii_case(main))
    }

    /// The language whose commonest words a text has most of, in the first 20,000 bytes; English
    /// when it has none.
    pub fn of_text(text: &str) -> &'static Self {
        let head = text
            .get(..text.floor_char_boundary(LOOKED_AT))
            .unwrap_or(text);
        let counts = |language: &&Self| {
            let telling: Vec<&str> = language.tables.telling.split_whitespace().collect();
            let words = head.split(|c: char| !c.is_alphanumeric());
            words.filter(|word| telling.contains(word)).count()
        };
        let [first, others @ ..] = &*LANGUAGES;
        let mut best = (first, counts(&first));
        for language in others {
            let count = counts(&language);
            if count > best.1 {
                best = (language, count);
            }
        }
        best.0
    }

    /// "en".
    pub fn code(&self) -> &'static str {
        self.tables.code
    }

    /// "English".
    pub fn name(&self) -> &'static str {
        self.tables.name
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} words)", self.tables.name, self.lexicon.len())
    }
}
