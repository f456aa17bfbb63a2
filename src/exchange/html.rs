//! An article with its statements as a page for people: read without a script and without a network,
//! on a screen and on paper. A folder has a page for each article and a list of them.

mod marks;
mod page;
mod stances;

use std::collections::HashSet;
use std::fmt::Write as _;

use super::markup::escaped;
use super::{ExportError, ExportOptions, Exported, Format, Part, Selection, Shape};
use crate::model::{Article, Id as _};

pub(super) const FORMAT: Format = Format {
    name: "html",
    about: "an article with its statements, to read and print; a folder of them, or one page where the name ends in .html",
    shape: Shape::FolderOrFile { ending: ".html" },
    many_voices: true,
    has_rows: false,
    carries: &[
        Part::Metadata,
        Part::Overlaps,
        Part::Spans,
        Part::Cue,
        Part::Source,
        Part::Naming,
        Part::Speaker,
        Part::Speakers,
        Part::OnBehalfOf,
        Part::Stance,
        Part::Target,
        Part::Topic,
        Part::Topics,
        Part::Form,
        Part::Note,
        Part::Annotator,
        Part::Status,
        Part::Layer,
    ],
    write: Some(write),
    read: None,
};

fn write(selection: &Selection<'_>, options: &ExportOptions) -> Result<Exported, ExportError> {
    let stances = stances::Stances::new(selection.project.codebook());
    let page = |article: &Article| page::page(selection, article, &stances).into_bytes();
    let files = match selection.articles() {
        [only] if options.one_file => vec![("article.html".to_owned(), page(only))],
        several if options.one_file => {
            return Err(ExportError::SeveralPages {
                articles: several.len(),
            });
        }
        articles => {
            let mut names = Names::default();
            let listed: Vec<(String, &Article)> = (articles.iter())
                .map(|article| (names.of(article), article.as_ref()))
                .collect();
            let list = index(selection, &listed).into_bytes();
            let pages = listed
                .iter()
                .map(|(name, article)| (name.clone(), page(article)));
            [("index.html".to_owned(), list)]
                .into_iter()
                .chain(pages)
                .collect()
        }
    };
    Ok(Exported {
        files,
        notes: Vec::new(),
    })
}

/// Names of files, each once, also where capitals make no difference.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    fn of(&mut self, article: &Article) -> String {
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() || c == '_' || c == '-' {
                c
            } else {
                '_'
            }
        };
        let id: String = article.id.as_str().chars().take(80).map(plain).collect();
        let mut name = format!("{id}.html");
        let mut number = 1;
        while name.to_lowercase() == "index.html" || !self.0.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{id}-{number}.html");
        }
        name
    }
}

/// The list of all pages.
fn index(selection: &Selection<'_>, pages: &[(String, &Article)]) -> String {
    let title = match selection.project.title() {
        "" => "Articles",
        title => title,
    };
    let mut out = page::head(title, "", "");
    let _ = writeln!(
        out,
        "<main class=\"list\">\n<h1 dir=\"auto\">{}</h1>\n<table>\n<thead><tr><th>Article</th><th>Outlet</th><th>Published</th><th class=\"number\">Statements</th></tr></thead>\n<tbody>",
        escaped(title)
    );
    for (name, article) in pages {
        let published = article
            .published
            .as_ref()
            .map_or("", crate::model::PartialDate::as_str);
        let _ = writeln!(
            out,
            "<tr><td dir=\"auto\"><a href=\"{name}\">{}</a></td><td dir=\"auto\">{}</td><td>{}</td><td class=\"number\">{}</td></tr>",
            escaped(page::title(article)),
            escaped(&article.outlet),
            escaped(published),
            selection.of_article(&article.id).len()
        );
    }
    out.push_str("</tbody>\n</table>\n</main>\n</body>\n</html>\n");
    out
}

#[cfg(test)]
mod tests;
