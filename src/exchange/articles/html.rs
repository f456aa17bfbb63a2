//! Saved web pages: the article without what surrounds it (as Firefox's reader view finds it), and
//! what the page says of it to machines.

mod about;

use dom_smoothie::{Config, Readability, TextMode};

use self::about::About;
use super::{Refused, one_line};
use crate::exchange::{ArticleDraft, Drafted};

const WHAT: &str = "a web page";

/// How deep elements may lie in one another; browsers stop at 512.
const DEEPEST: usize = 2_000;

/// Classes and ids of what stands inside of articles and is none of their text.
const CLUTTER: &str = ".ad, .ads, .advert, .advertisement, .advertorial, .share, .sharing, \
    .social-share, .share-buttons, .cookie-banner, .newsletter-signup, .related-articles";
/// What is longer is more than that, whatever it is called. In bytes.
const LONGEST_CLUTTER: usize = 400;

pub(super) fn read(page: &str, into: &mut Drafted) -> Result<(), Refused> {
    let article = article(page, into)?;
    into.put(0, article);
    Ok(())
}

/// The article of a page that came in any way.
pub(super) fn article(page: &str, into: &mut Drafted) -> Result<ArticleDraft, Refused> {
    if depth(page) > DEEPEST {
        return Err(Refused::TooMuch(format!(
            "its elements lie in one another more than {DEEPEST} deep"
        )));
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let parse = || {
        Readability::new(page, None, Some(config.clone())).map_err(|error| Refused::Damaged {
            what: WHAT,
            why: error.to_string(),
        })
    };
    let mut reader = parse()?;
    let about = About::of(&reader, page);
    for node in reader.doc.select(CLUTTER).nodes() {
        if node.text().len() <= LONGEST_CLUTTER {
            node.remove_from_parent();
        }
    }
    let (text, byline, title) = if let Ok(found) = reader.parse() {
        let byline = found.byline.unwrap_or_default();
        (tidy(&found.text_content), byline, found.title)
    } else {
        let whole = parse()?;
        let none = "script, style, noscript, template";
        whole.doc.select(none).remove();
        let body = whole.doc.body().map(|body| body.formatted_text());
        into.report.note(
            0,
            "no article was found in the page, so all of its text was taken".to_owned(),
        );
        let text = tidy(&body.unwrap_or_default());
        (text, String::new(), String::new())
    };
    if text.is_empty() {
        return Err(Refused::NoText);
    }
    let mut draft = about.draft(into);
    if draft.author.is_empty() {
        let byline = one_line(&byline);
        let by = ["By ", "by ", "BY ", "Von ", "von ", "Par ", "Por "];
        let name = by.iter().find_map(|by| byline.strip_prefix(by));
        name.unwrap_or(&byline).clone_into(&mut draft.author);
    }
    if draft.title.is_empty() {
        draft.title = one_line(&title);
    }
    draft.text = Some(text);
    Ok(draft)
}

/// Lines without white space at their ends, and at most one that is empty between two.
fn tidy(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// How deep the elements of a page lie in one another, those that need no end aside: counted
/// before anything is made of it, for what follows goes down step by step.
fn depth(page: &str) -> usize {
    const ENDLESS: [&str; 30] = [
        "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img",
        "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source",
        "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
    ];
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut parts = page.split('<');
    // What stands before the first is text.
    parts.next();
    for part in parts {
        let is_end = part.starts_with('/');
        let name = part.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if name.is_empty() || ENDLESS.contains(&name.as_str()) {
            continue;
        }
        if is_end {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_that_of_elements_that_need_an_end() {
        assert_eq!(depth("text < 3 <p>a<p>b<br><DIV><b>c</b></div><i>"), 2);
        assert_eq!(depth(&"<div>".repeat(5_000)), 5_000);
    }
}
