//! File names from ids: an imported id may hold anything, and a name of a file may not.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::model::digest;

/// A name without an ending for each id, in their order: what no file system takes stands as
/// `%2F`, and no two are the same, whether or not the disk tells capitals from small letters.
pub(super) fn file_names<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut names = Vec::new();
    for id in ids {
        let mut name = file_name(id);
        if !taken.insert(name.to_lowercase()) {
            // An id is there once; only capitals, or what was cut, can be the same.
            name = format!("{}~{}", name, short(id));
            taken.insert(name.to_lowercase());
        }
        names.push(name);
    }
    names
}

/// The id that a name of a file was made of.
pub(super) fn id_of(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('%') {
        id.push_str(before);
        let code = after
            .get(..2)
            .filter(|code| code.bytes().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F')));
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        if let Some(byte) = byte.filter(u8::is_ascii) {
            id.push(char::from(byte));
            rest = after.get(2..).unwrap_or_default();
        } else {
            id.push('%');
            rest = after;
        }
    }
    id.push_str(rest);
    id
}

/// Bytes of a name; with an ending it stays below the 255 that file systems take.
const LONGEST: usize = 150;

fn file_name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    let last = id.chars().count().saturating_sub(1);
    for (at, c) in id.chars().enumerate() {
        let forbidden = matches!(
            c,
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%'
        ) || c.is_ascii_control()
            || (matches!(c, '.' | ' ') && (at == 0 || at == last));
        if forbidden {
            let _ = write!(name, "%{:02X}", u32::from(c));
        } else {
            name.push(c);
        }
    }
    if is_reserved(&name) {
        // The first letter of such a name is ASCII.
        let first = name.remove(0);
        name.insert_str(0, &format!("%{:02X}", u32::from(first)));
    }
    if name.len() > LONGEST {
        let mut end = LONGEST;
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        name.truncate(end);
        name = format!("{name}~{}", short(id));
    }
    if name.is_empty() {
        "%".to_owned()
    } else {
        name
    }
}

/// Names that Windows keeps for devices, with any ending.
fn is_reserved(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_uppercase();
    let numbered = |word: &str| {
        let digit = stem.strip_prefix(word).unwrap_or_default();
        digit.len() == 1 && digit.bytes().all(|b| b.is_ascii_digit())
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

fn short(id: &str) -> String {
    digest(id).get(..8).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_those_of_the_ids_where_they_can_be() {
        let ids = [
            "ar_9e5t1h6w2cxa",
            "GUM_news",
            "a/b",
            "../x",
            "A",
            "a",
            "con",
            "50%",
            "首相",
            "end.",
        ];
        let names = file_names(ids.into_iter());
        assert_eq!(
            names,
            [
                "ar_9e5t1h6w2cxa",
                "GUM_news",
                "a%2Fb",
                "%2E.%2Fx",
                "A",
                "a~ca978112",
                "%63on",
                "50%25",
                "首相",
                "end%2E"
            ]
        );
        assert_eq!(file_name(&"界".repeat(200)).len(), 150 + 9);
    }

    proptest! {
        #[test]
        fn ids_come_back(id in "[a-z/:%. \t界.]{1,20}") {
            let name = file_name(&id);
            prop_assert!(!name.contains(['/', ':', '\t']) && !name.starts_with('.'));
            prop_assert_eq!(id_of(&name), id);
        }
    }
}
