//! Where output goes, and what of it a terminal must not obey.

use std::io::{self, ErrorKind, Write};

/// Standard output for data, standard error for messages.
pub struct Terminal<'a> {
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
}

impl Terminal<'_> {
    /// A message. That it cannot be shown is no reason to stop.
    pub fn say(&mut self, message: &str) {
        let _ = writeln!(self.err, "{}", harmless(message));
    }

    /// Data.
    pub(super) fn put(&mut self, data: &[u8]) -> io::Result<()> {
        self.out.write_all(data)?;
        self.out.flush()
    }
}

/// Whether an error is only that nobody reads the output any more, as after `| head -1`.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// Text whose control characters are seen instead of obeyed; line feeds stay.
pub(super) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_obeyed(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// The same on one line.
pub(super) fn one_line(text: &str) -> String {
    harmless(&text.replace(['\n', '\t'], " "))
}

/// The same, of at most so many characters.
pub(super) fn cut(text: &str, width: usize) -> String {
    // No more than what can be shown: content may be as long as its article.
    let head: String = text.chars().take(width.saturating_add(1)).collect();
    let line = one_line(&head);
    if line.chars().count() <= width {
        return line;
    }
    let mut short: String = line.chars().take(width.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Controls and what changes the direction of writing.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
                | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_not_commanded() {
        assert_eq!(
            harmless("a\x1b[31mb\u{9b}c\u{202e}d\ne"),
            "a\\u{1b}[31mb\\u{9b}c\\u{202e}d\ne"
        );
        assert_eq!(one_line("a\tb\nשלום 👩‍🔧"), "a b שלום 👩‍🔧");
    }

    #[test]
    fn only_a_closed_pipe_is_one() {
        let closed = io::Error::from(ErrorKind::BrokenPipe);
        assert!(is_closed_pipe(&closed.into()));
        assert!(!is_closed_pipe(
            &io::Error::from(ErrorKind::NotFound).into()
        ));
        assert!(!is_closed_pipe(&anyhow::anyhow!("x")));
    }
}
