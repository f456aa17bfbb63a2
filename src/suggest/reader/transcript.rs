//! Transcripts: lines that begin with who speaks.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::{Draft, Reader};
use crate::suggest::outline::Outline;
use crate::suggest::phrase::Sentence;
use crate::suggest::resolve::Resolved;
use crate::suggest::rules::Rule;
use crate::suggest::tokens::Kind;

impl Reader<'_> {
    /// What somebody says in a transcript: "ORTIZ: We need more."
    pub(super) fn transcript(&mut self, outline: &Outline) -> bool {
        let (Some(first), Some(last)) = (outline.tokens.first(), outline.tokens.last()) else {
            return false;
        };
        let line = self.text.get(first.start..last.end).unwrap_or_default();
        let Some(label) = label(line).filter(|label| self.labels.contains(label)) else {
            return false;
        };
        let colon = outline
            .tokens
            .iter()
            .position(|token| token.kind == Kind::Colon);
        let Some(colon) = colon.filter(|colon| colon + 1 < outline.tokens.len()) else {
            return false;
        };
        let s = Sentence {
            text: self.text,
            tables: self.language.tables,
            tokens: &outline.tokens,
            quotes: &outline.quotes,
            lo: 0,
            hi: outline.tokens.len(),
        };
        let subject = 0..colon;
        let named = label.len() > 1;
        let resolved = if named {
            self.memory.resolve(&s, &subject)
        } else {
            Resolved::nobody()
        };
        let asks = line.ends_with(['?', '!']);
        let content = s.bytes(&(colon + 1..if asks { s.hi } else { s.end() }));
        self.found.extend(content.map(|content| Draft {
            contents: vec![content],
            cue: s.bytes(&(colon..colon + 1)),
            source: s.bytes(&subject),
            resolved,
            rule: Rule::Quotation,
            confidence: 60,
            negated: false,
            letters: (0, 1),
        }));
        true
    }
}

/// The name in capital letters, or the Q or A, that a line of a transcript begins with.
fn label(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let window = line.get(..line.floor_char_boundary(40)).unwrap_or_default();
    let (label, _) = window.split_once(':')?;
    let capital = |c: char| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’');
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    let name = letters > 2 || matches!(label, "Q" | "A");
    let short = label.split(' ').count() <= 4;
    (name && short && label.chars().all(capital)).then_some(label)
}

/// Those who speak in a transcript: their names begin at least two lines.
pub(super) fn labels(text: &str) -> HashSet<&str, FixedState> {
    let mut once = HashSet::with_hasher(FixedState::default());
    let mut labels = HashSet::with_hasher(FixedState::default());
    for label in text.lines().filter_map(label) {
        if !once.insert(label) || matches!(label, "Q" | "A") {
            labels.insert(label);
        }
    }
    labels
}
