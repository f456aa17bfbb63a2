//! Values of attributes: one word, as brat's configuration wants it.
//!
//! A space in a value makes brat drop its whole configuration, so it stands as `_`. What else
//! would break a line of the configuration stands as `%` and the hexadecimal digits of its bytes in
//! UTF-8, as in addresses of web pages. Several values of one attribute are joined by `;`.

use std::fmt::Write as _;

/// Between several values.
const AND: char = ';';

/// A value in which a space is `_`: names, and what a stance is read toward.
pub(super) fn name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            ' ' => out.push('_'),
            c if is_escaped(c) || c == '_' => escape(c, &mut out),
            c => out.push(c),
        }
    }
    out
}

/// Several of them.
pub(super) fn names(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|each| name(each)).collect();
    names.join(";")
}

/// A value in which `_` is itself: words of an enumeration, ids, annotators.
pub(super) fn word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if is_escaped(c) || c == ' ' {
            escape(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}

pub(super) fn read_name(value: &str) -> String {
    unescape(&value.replace('_', " "))
}

/// Without empty ones.
pub(super) fn read_names(value: &str) -> Vec<String> {
    let names = value.split(AND).map(read_name);
    names.filter(|name| !name.trim().is_empty()).collect()
}

pub(super) fn read_word(value: &str) -> String {
    unescape(value)
}

/// What is escaped in every value. `,` `|` `<` `>` mean something in the configuration.
fn is_escaped(c: char) -> bool {
    matches!(c, ',' | '|' | '<' | '>' | '%' | AND)
        || c.is_control()
        || (c.is_whitespace() && c != ' ')
}

fn escape(c: char, out: &mut String) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        let _ = write!(out, "%{byte:02X}");
    }
}

/// Only what [`escape`] writes is read back: `100%` stays what it is.
fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        if let Some((c, left)) = escaped(after) {
            out.push(c);
            rest = left;
        } else {
            out.push('%');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The character whose first `%` has been read, and what stands after it.
fn escaped(after: &str) -> Option<(char, &str)> {
    let mut bytes = Vec::new();
    let mut rest = after;
    loop {
        let digits = rest.get(..2)?;
        if !digits
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'))
        {
            return None;
        }
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = rest.get(2..)?;
        let read = str::from_utf8(&bytes)
            .ok()
            .and_then(|text| text.chars().next());
        match read {
            Some(c) => return (is_escaped(c) || matches!(c, '_' | ' ')).then_some((c, rest)),
            None if bytes.len() < 4 => rest = rest.strip_prefix('%')?,
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_one_word() {
        assert_eq!(name("Zölle & Handel"), "Zölle_&_Handel");
        assert_eq!(
            name("City of Lund, \"Harbour\""),
            "City_of_Lund%2C_\"Harbour\""
        );
        assert_eq!(names(&["A B", "C;D"]), "A_B;C%3BD");
        assert_eq!(word("free_indirect x"), "free_indirect%20x");
        assert_eq!(read_names("A_B;C%3BD"), ["A B", "C;D"]);
        assert_eq!(read_name("100%_of_50%41%2"), "100% of 50%41%2");
    }

    proptest! {
        #![proptest_config(crate::testing::cases(256))]

        #[test]
        fn they_come_back(value in "(\\PC|[_ ,;|<>%\n\t\u{2028}\u{85}]|%2C){0,12}") {
            prop_assert_eq!(read_name(&name(&value)), value.clone());
            prop_assert_eq!(read_word(&word(&value)), value.clone());
            let one_word = |text: String| text.chars().all(|c| !c.is_whitespace() && !is_escaped(c) || c == '%' || c == ';');
            prop_assert!(one_word(name(&value)) && one_word(word(&value)));
        }
    }
}
