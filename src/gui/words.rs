//! Counts and times, as words say them.

use crate::model::Timestamp;

/// A count with its word: "1 hit", "12,345 hits".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(count),
        if count == 1 { one } else { many }
    )
}

/// "1 statement", "12,345 statements".
pub(super) fn statements(count: usize) -> String {
    counted(count, "statement", "statements")
}

/// A time to the minute: 2026-11-24 14:03 UTC.
pub(super) fn moment(at: &Timestamp) -> String {
    let at = at.as_str();
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time} UTC"),
        _ => at.to_owned(),
    }
}

/// A time to the second: 2026-11-24 14:03:12 UTC.
pub(super) fn second(at: &Timestamp) -> String {
    let at = at.as_str();
    match (at.get(..10), at.get(11..19)) {
        (Some(day), Some(time)) => format!("{day} {time} UTC"),
        _ => at.to_owned(),
    }
}

/// A number with its thousands apart: 12,345.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counts_are_read_easily() {
        assert_eq!(counted(1, "hit", "hits"), "1 hit");
        assert_eq!(counted(0, "hit", "hits"), "0 hits");
        assert_eq!(counted(1_234_567, "hit", "hits"), "1,234,567 hits");
    }
}
