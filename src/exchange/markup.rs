//! Words in XML and HTML.

use std::borrow::Cow;

/// Words as they stand between tags and in attributes. What XML 1.0 cannot hold becomes U+FFFD; tabs
/// and the ends of lines are kept in attributes too.
pub(super) fn escaped(words: &str) -> Cow<'_, str> {
    let special = |c: char| is_special(c) || is_impossible(c);
    if !words.contains(special) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len() + 16);
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if is_impossible(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn is_special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'' | '\t' | '\n' | '\r')
}

fn is_impossible(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escaped("<b a='\"'>&amp;\t\r\n\0\u{fffe}界"),
            "&lt;b a=&#39;&quot;&#39;&gt;&amp;amp;&#9;&#13;&#10;\u{fffd}\u{fffd}界"
        );
        assert!(matches!(escaped("Ada 🚢"), Cow::Borrowed(_)));
    }
}
