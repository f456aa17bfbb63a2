//! What a document says of itself outside of its text: title and author that a program or a
//! template may have put there, and fields that its user made.

use super::fields::Field;
use super::one_line;
use crate::exchange::{ArticleDraft, Drafted};

/// What stands in the properties of a document.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) title: String,
    pub(super) author: String,
    /// Names and values of fields that a user made.
    pub(super) own: Vec<(String, String)>,
}

/// Titles and authors of programs and templates, in lower case.
const NOBODY: [&str; 18] = [
    "admin",
    "administrator",
    "apache poi",
    "author",
    "autor",
    "default",
    "document",
    "hewlett-packard company",
    "microsoft",
    "microsoft office user",
    "openpyxl",
    "owner",
    "python-docx",
    "unknown",
    "unnamed",
    "user",
    "windows user",
    "windows-benutzer",
];

/// How titles begin that a program made, in lower case.
const PLACEHOLDERS: [&str; 12] = [
    "untitled",
    "unbenannt",
    "ohne titel",
    "sans titre",
    "sin título",
    "title",
    "titel",
    "microsoft word -",
    "microsoft word–",
    "template",
    "vorlage",
    "normal.dot",
];

impl Properties {
    /// An article with this text. A `heading` that begins the text goes before the title of the
    /// properties, which may be that of the file it was made from.
    pub(super) fn put(self, text: String, heading: Option<String>, into: &mut Drafted) {
        let mut article = ArticleDraft::default();
        for (name, value) in &self.own {
            if let Some(field) = Field::of(name) {
                field.put(value, &mut article);
            }
        }
        let title = one_line(&self.title);
        let author = one_line(&self.author);
        let heading = heading.map(|heading| one_line(&heading));
        let mut unseen = Vec::new();
        if article.title.is_empty() {
            let is_title = is_title(&title);
            article.title = match heading.filter(|heading| !heading.is_empty()) {
                Some(heading) => {
                    if is_title && heading != title {
                        into.report.note(
                            0,
                            format!(
                                "its title is the heading in the text; its properties have another, “{title}”"
                            ),
                        );
                    }
                    heading
                }
                None if is_title => {
                    if !stands(&text, &title) {
                        unseen.push(format!("the title “{title}”"));
                    }
                    title
                }
                None => String::new(),
            };
        }
        if article.author.is_empty() && is_somebody(&author) {
            if !stands(&text, &author) {
                unseen.push(format!("the author “{author}”"));
            }
            article.author = author;
        }
        if !unseen.is_empty() {
            into.report.note(
                0,
                format!(
                    "taken from its properties and not found in its text: {}",
                    unseen.join(" and ")
                ),
            );
        }
        article.text = Some(text);
        into.put(0, article);
    }
}

fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_file = [
        ".doc", ".docx", ".dot", ".dotx", ".odt", ".pdf", ".rtf", ".indd", ".qxd",
    ];
    let numbered = |word: &str| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| rest.trim().bytes().all(|byte| byte.is_ascii_digit()))
    };
    !(lower.is_empty()
        || PLACEHOLDERS.iter().any(|start| lower.starts_with(start))
        || is_file.iter().any(|end| lower.ends_with(end))
        || ["document", "dokument", "doc", "page"]
            .iter()
            .any(|word| numbered(word)))
}

fn is_somebody(author: &str) -> bool {
    let lower = author.to_lowercase();
    !(lower.is_empty() || NOBODY.contains(&lower.as_str()))
}

/// Whether words stand at the beginning of a text, where titles and authors do.
fn stands(text: &str, words: &str) -> bool {
    const HEAD: usize = 2_000;
    let head: String = text.chars().take(HEAD).collect();
    one_line_of(&head).contains(&words.to_lowercase())
}

fn one_line_of(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_nobodys_title() {
        for title in [
            "",
            "Untitled 3",
            "Document1",
            "Dokument 12",
            "Microsoft Word - a",
            "brief.dotx",
        ] {
            assert!(!is_title(title), "{title}");
        }
        for title in ["Documents leaked", "Ferry to stay"] {
            assert!(is_title(title), "{title}");
        }
        assert!(!is_somebody("Microsoft Office User") && is_somebody("Jane Roe"));
    }

    #[test]
    fn a_heading_goes_before_the_title_of_a_template() {
        let made = |title: &str, heading: Option<&str>| {
            let mut into = Drafted::default();
            let properties = Properties {
                title: title.to_owned(),
                author: "Jane Roe".to_owned(),
                own: vec![("Date".to_owned(), "3 March 2026".to_owned())],
            };
            let text = "Ferry to  stay\n\nBy Jane Roe".to_owned();
            properties.put(text, heading.map(str::to_owned), &mut into);
            let article = into.articles.pop().unwrap().article;
            assert_eq!(article.published.unwrap().as_str(), "2026-03-03");
            assert_eq!(article.author, "Jane Roe");
            (article.title, into.report.notes.len())
        };
        let stay = "Ferry to stay".to_owned();
        assert_eq!(
            made("Press release", Some("Ferry to stay")),
            (stay.clone(), 1)
        );
        assert_eq!(made("Ferry to stay", None), (stay.clone(), 0));
        assert_eq!(made("Ferries", None), ("Ferries".to_owned(), 1));
        assert_eq!(made("Document1", Some("Ferry to stay")), (stay, 0));
    }
}
