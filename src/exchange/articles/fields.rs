//! Names under which programs keep what is known of an article: columns, keys, front matter.

use super::dates::date;
use super::one_line;
use crate::exchange::{ArticleDraft, Mapping};
use crate::model::ArticleId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Text,
    Title,
    Outlet,
    Author,
    Published,
    Url,
    Language,
}

/// What each is called, the likeliest first; letters and digits only, in lower case. Our own name
/// of it is the first.
const NAMES: [(Field, &[&str]); 8] = [
    (
        Field::Id,
        &[
            "id",
            "articleid",
            "docid",
            "documentid",
            "storiesid",
            "storyid",
        ],
    ),
    (
        Field::Text,
        &[
            "text",
            "fulltext",
            "articletext",
            "body",
            "articlebody",
            "content",
            "articlecontent",
            "maintext",
            "volltext",
            "inhalt",
            "texte",
            "texto",
            "testo",
            "contenu",
            "contenido",
        ],
    ),
    (
        Field::Title,
        &[
            "title",
            "headline",
            "heading",
            "titel",
            "überschrift",
            "schlagzeile",
            "titre",
            "titulo",
            "título",
            "titolo",
        ],
    ),
    (
        Field::Outlet,
        &[
            "outlet",
            "medianame",
            "media",
            "medium",
            "newspaper",
            "publication",
            "publisher",
            "source",
            "sourcename",
            "site",
            "sitename",
            "journal",
            "quelle",
            "zeitung",
        ],
    ),
    (
        Field::Author,
        &[
            "author",
            "authors",
            "byline",
            "creator",
            "writer",
            "autor",
            "autorin",
            "autoren",
            "verfasser",
            "auteur",
        ],
    ),
    (
        Field::Published,
        &[
            "published",
            "publishdate",
            "publisheddate",
            "publicationdate",
            "publishedat",
            "datepublished",
            "pubdate",
            "date",
            "datum",
            "fecha",
        ],
    ),
    (
        Field::Url,
        &["url", "link", "weblink", "permalink", "address", "href"],
    ),
    (
        Field::Language,
        &["language", "lang", "sprache", "langue", "idioma"],
    ),
];

impl Field {
    /// By a name as programs write it: `publish_date`, `Publish Date`.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = plain(name);
        let mut known = NAMES.iter();
        known
            .find(|(_, names)| names.contains(&name.as_str()))
            .map(|(field, _)| *field)
    }

    /// Sets what is said of an article. Whether it could be read: a date may be none.
    pub(super) fn put(self, value: &str, article: &mut ArticleDraft) -> bool {
        let line = || one_line(value);
        if value.trim().is_empty() {
            return true;
        }
        match self {
            Self::Id => article.id = Some(ArticleId::new(line())),
            Self::Text => article.text = Some(value.to_owned()),
            Self::Title => article.title = line(),
            Self::Outlet => article.outlet = line(),
            Self::Author => article.author = line(),
            Self::Published => match date(value) {
                Some(date) => article.published = Some(date),
                None => return false,
            },
            Self::Url => article.url = line(),
            Self::Language => article.language = line(),
        }
        true
    }
}

/// Which column or key holds what.
#[derive(Debug)]
pub(super) struct Columns(Vec<(Field, usize)>);

impl Columns {
    /// By what the mapping says, and else by usual names, the likeliest first.
    pub(super) fn find(names: &[String], mapping: &Mapping) -> Self {
        let simple: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let mut columns = Vec::new();
        for (field, known) in NAMES {
            let at = |wanted: &str| simple.iter().position(|name| name == wanted);
            let ours = known.first().copied().unwrap_or_default();
            let found = match mapping.get(ours) {
                Some(theirs) => {
                    let exact = names.iter().position(|name| name.trim() == theirs);
                    exact.or_else(|| at(&plain(theirs)))
                }
                None => known.iter().find_map(|name| at(name)),
            };
            columns.extend(found.map(|at| (field, at)));
        }
        Self(columns)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.0.iter().any(|(known, _)| *known == field)
    }

    /// How many are known.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Each that is known, with its column.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Field, usize)> + '_ {
        self.0.iter().copied()
    }
}

fn plain(name: &str) -> String {
    const MOST: usize = 100;
    let letters = name.chars().take(MOST).filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Names of columns for an error: not all of a million.
pub(super) fn listed(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("“{}”", name.chars().take(40).collect::<String>()))
        .collect();
    let more = if names.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_usual_names_or_as_it_is_said() {
        let names = [
            "stories_id",
            "Source",
            "media_name",
            "Publish Date",
            "Full-Text",
            "Notes",
        ]
        .map(str::to_owned);
        let columns = Columns::find(&names, &Mapping::default());
        let all: Vec<_> = columns.iter().collect();
        assert_eq!(
            all,
            [
                (Field::Id, 0),
                (Field::Text, 4),
                (Field::Outlet, 2),
                (Field::Published, 3)
            ]
        );
        let mapping = Mapping::parse("text = Notes\noutlet = source\ntitle = Missing").unwrap();
        let columns = Columns::find(&names, &mapping);
        let all: Vec<_> = columns.iter().collect();
        assert!(all.contains(&(Field::Text, 5)) && all.contains(&(Field::Outlet, 1)));
        assert!(!columns.has(Field::Title));
    }
}
