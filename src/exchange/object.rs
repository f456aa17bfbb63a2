//! Taking the values of a JSON object by key, with errors in words. What nobody took is unknown.

use std::ops::Range;

use serde_json::{Map, Value};

/// A JSON object whose values are taken one after the other.
pub(in crate::exchange) struct Object(Map<String, Value>);

impl Object {
    /// `what` names the value in the error, such as "the line".
    pub(in crate::exchange) fn new(value: Value, what: &str) -> Result<Self, String> {
        match value {
            Value::Object(map) => Ok(Self(map)),
            other => Err(format!(
                "{what} must be an object in braces, not {}",
                shown(&other)
            )),
        }
    }

    /// `None` when the key is missing or null, as other programs write for "nothing".
    pub(in crate::exchange) fn take(&mut self, key: &str) -> Option<Value> {
        self.0.remove(key).filter(|value| !value.is_null())
    }

    pub(in crate::exchange) fn text_or_none(
        &mut self,
        key: &str,
    ) -> Result<Option<String>, String> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(wrong(key, "text in quotation marks", &other)),
        }
    }

    /// Empty when missing.
    pub(in crate::exchange) fn text(&mut self, key: &str) -> Result<String, String> {
        self.text_or_none(key).map(Option::unwrap_or_default)
    }

    /// `None` when missing or empty.
    pub(in crate::exchange) fn filled(&mut self, key: &str) -> Result<Option<String>, String> {
        let text = self.text_or_none(key)?;
        Ok(text.filter(|text| !text.is_empty()))
    }

    pub(in crate::exchange) fn list(&mut self, key: &str) -> Result<Vec<Value>, String> {
        match self.take(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(values)) => Ok(values),
            Some(other) => Err(wrong(key, "a list in brackets", &other)),
        }
    }

    pub(in crate::exchange) fn texts(&mut self, key: &str) -> Result<Vec<String>, String> {
        let texts = self.list(key)?.into_iter().map(|value| match value {
            Value::String(text) => Ok(text),
            other => Err(wrong(key, "a list of texts", &other)),
        });
        texts.collect()
    }

    /// Texts without the empty ones, which stand for "nothing".
    pub(in crate::exchange) fn names(&mut self, key: &str) -> Result<Vec<String>, String> {
        let mut names = self.texts(key)?;
        names.retain(|name| !name.trim().is_empty());
        Ok(names)
    }

    /// Pairs of offsets: `[[674,705]]`.
    pub(in crate::exchange) fn ranges(&mut self, key: &str) -> Result<Vec<Range<usize>>, String> {
        let expected = "a list of pairs of whole numbers such as [[674,705]]";
        let ranges = self.list(key)?.into_iter().map(|value| {
            let numbers: Option<Vec<u64>> = value
                .as_array()
                .and_then(|pair| pair.iter().map(Value::as_u64).collect());
            match numbers.as_deref() {
                Some([start, end]) => match (usize::try_from(*start), usize::try_from(*end)) {
                    (Ok(start), Ok(end)) => Ok(start..end),
                    _ => Err(wrong(key, expected, &value)),
                },
                _ => Err(wrong(key, expected, &value)),
            }
        });
        ranges.collect()
    }

    /// The keys that nobody took.
    pub(in crate::exchange) fn unknown(self) -> impl Iterator<Item = String> {
        self.0.into_iter().map(|(key, _)| key)
    }

    /// Its keys and values, for an object that is a table.
    pub(in crate::exchange) fn pairs(self) -> impl Iterator<Item = (String, Value)> {
        self.0.into_iter()
    }
}

/// "“stance” must be text in quotation marks, not a number".
pub(in crate::exchange) fn wrong(key: &str, expected: &str, found: &Value) -> String {
    format!("“{key}” must be {expected}, not {}", shown(found))
}

/// A value as messages show it, cut when it is long.
fn shown(value: &Value) -> String {
    const SHOWN: usize = 40;
    let cut = |text: &str| match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    };
    match value {
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text “{}”", cut(text)),
        // How deep a parsed value may be is limited, so writing it again ends.
        other => cut(&other.to_string()),
    }
}
