//! JSON in nothing but ASCII.

use std::io;

use serde_json::ser::Formatter;

/// Writes compact JSON in which every character beyond ASCII stands as `\u` and its UTF-16 units.
pub(super) struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c: char| !c.is_ascii()) {
            let (plain, other) = rest.split_at(at);
            writer.write_all(plain.as_bytes())?;
            let mut chars = other.chars();
            for unit in chars.next().unwrap_or_default().encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Serialize as _;

    fn written(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut json = serde_json::Serializer::with_formatter(&mut bytes, Ascii);
        text.serialize(&mut json).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn it_is_as_python_writes_it() {
        assert_eq!(written("Zoë\t🚢\"x"), r#""Zo\u00eb\t\ud83d\udea2\"x""#);
    }

    proptest! {
        #[test]
        fn it_is_ascii_and_says_the_same(text in "(\\PC|[\n\t\u{0}\"\\\\]){0,20}") {
            let json = written(&text);
            prop_assert!(json.is_ascii());
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
