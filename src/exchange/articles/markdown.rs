//! Markdown (CommonMark): the words without their marks, and the front matter.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::fields::Field;
use super::paragraphs::Paragraphs;
use crate::exchange::{ArticleDraft, Drafted};

pub(super) fn read(text: &str, into: &mut Drafted) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (front, body) = front_matter(text);
    let mut article = ArticleDraft::default();
    for (name, value) in front {
        let Some(field) =
            Field::of(&name).filter(|field| !matches!(field, Field::Text | Field::Id))
        else {
            continue;
        };
        if !field.put(&value, &mut article) {
            into.report.note(
                0,
                format!("its date was left out: “{value}” is none that can be read"),
            );
        }
    }
    let (text, heading) = plain(body, into);
    if article.title.is_empty() {
        article.title = heading.unwrap_or_default();
    }
    if text.is_empty() {
        return;
    }
    article.text = Some(text);
    into.put(0, article);
}

/// Lines of `name: value` (YAML) or `name = value` (TOML) between two lines of marks at the head.
/// A list is its values with commas; what is more than that is left out.
fn front_matter(text: &str) -> (Vec<(String, String)>, &str) {
    let none = (Vec::new(), text);
    let (mark, between) = match text.lines().next().map(str::trim_end) {
        Some("---") => ("---", ':'),
        Some("+++") => ("+++", '='),
        _ => return none,
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut read = 0;
    for (line, number) in text.split_inclusive('\n').zip(0..) {
        read += line.len();
        let line = line.trim_end();
        if number == 0 {
            continue;
        }
        if line == mark || (mark == "---" && line == "...") {
            return (fields, text.get(read..).unwrap_or_default());
        }
        if let (Some(item), Some((_, value))) = (line.trim().strip_prefix("- "), fields.last_mut())
        {
            if !value.is_empty() {
                value.push_str(", ");
            }
            value.push_str(bare(item));
        } else if !line.starts_with([' ', '\t', '#'])
            && let Some((name, value)) = line.split_once(between)
        {
            let list = value
                .trim()
                .strip_prefix('[')
                .and_then(|list| list.strip_suffix(']'));
            let value = match list {
                Some(list) => list.split(',').map(bare).collect::<Vec<_>>().join(", "),
                None => bare(value).to_owned(),
            };
            fields.push((name.trim().to_owned(), value));
        }
    }
    // It never ends: a rule, and then the text.
    none
}

fn bare(value: &str) -> &str {
    let value = value.trim();
    let quoted = |mark: char| {
        value
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark))
    };
    quoted('"').or_else(|| quoted('\'')).unwrap_or(value)
}

/// The words, and the first heading where it begins them.
fn plain(body: &str, into: &mut Drafted) -> (String, Option<String>) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut all = Paragraphs::default();
    let mut heading = None;
    // How deep inside of what is no text.
    let mut skip = 0_usize;
    let mut notes = 0;
    // How deep in blocks that are paragraphs: an item of a list may be one, or hold some.
    let mut is_open = false;
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_) | Tag::Image { .. }) => skip += 1,
            Event::End(TagEnd::FootnoteDefinition) => {
                skip = skip.saturating_sub(1);
                notes += 1;
            }
            Event::End(TagEnd::Image) => skip = skip.saturating_sub(1),
            _ if skip > 0 => {}
            Event::Start(Tag::TableHead | Tag::TableRow) => all.begin_row(),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => all.end_row(),
            Event::Start(Tag::TableCell) => {
                all.begin_cell();
                all.begin();
            }
            Event::End(TagEnd::TableCell) => all.end(),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Item) => {
                if std::mem::replace(&mut is_open, true) {
                    all.end();
                }
                all.begin();
            }
            Event::End(
                end @ (TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item),
            ) => {
                let before = all.len();
                if std::mem::take(&mut is_open) {
                    all.end();
                }
                if end == TagEnd::Heading(HeadingLevel::H1) && before == 0 && all.len() == 1 {
                    heading = all.last().map(str::to_owned);
                }
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) if is_open => {
                all.end();
                is_open = false;
            }
            Event::Text(text) | Event::Code(text) => all.push(&text),
            Event::SoftBreak => all.push(" "),
            Event::HardBreak => all.push("\n"),
            _ => {}
        }
    }
    if notes > 0 {
        into.report
            .note(0, format!("footnotes were left out: {notes}"));
    }
    (all.finish(), heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_without_their_marks() {
        let mut into = Drafted::default();
        read(
            "---\ntitle: 'Ferry to stay'\nauthors:\n  - Ada Vane\n  - \"B. C.\"\ntags: [a, b]\nlanguage: en\ndate: 3/4/2026\n---\n# Other\n\nThe [mayor](http://x) said\nso.[^1]  \n*New* line &amp; `code`\n\n- one\n- two\n\n  three\n\n> Quoted <b>words</b>.\n\n| a | b |\n|---|---|\n| c | d |\n\n![picture](x.png)\n\n[^1]: Note.\n",
            &mut into,
        );
        let article = into.articles.pop().unwrap().article;
        assert_eq!(
            article.text.unwrap(),
            "Other\n\nThe mayor said so.\nNew line & code\n\none\n\ntwo\n\nthree\n\nQuoted words.\n\na\tb\n\nc\td"
        );
        assert_eq!(article.title, "Ferry to stay");
        assert_eq!(article.author, "Ada Vane, B. C.");
        assert_eq!(article.language, "en");
        assert_eq!(article.published, None);
        assert_eq!(into.report.notes.len(), 2, "{:?}", into.report.notes);
    }

    #[test]
    fn a_rule_at_the_head_is_no_front_matter() {
        let mut into = Drafted::default();
        read("---\nNo: end\n\n# Head\n", &mut into);
        let article = into.articles.pop().unwrap().article;
        assert_eq!(article.text.unwrap(), "No: end\n\nHead");
        assert_eq!(article.title, "");
    }
}
