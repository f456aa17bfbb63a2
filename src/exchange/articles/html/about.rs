//! What a page says of its article to machines: JSON-LD (schema.org) first, then `meta` elements
//! (Open Graph, Dublin Core and others), then the page itself.

use std::collections::BTreeMap;

use dom_smoothie::Readability;
use serde_json::Value;

use super::super::dates::date;
use super::super::one_line;
use crate::exchange::{ArticleDraft, Drafted};

/// Values in the order in which they are believed.
#[derive(Debug, Default)]
pub(super) struct About {
    title: Vec<String>,
    outlet: Vec<String>,
    author: Vec<String>,
    published: Vec<String>,
    url: Vec<String>,
    language: Vec<String>,
}

const TITLE: [&str; 4] = ["og:title", "twitter:title", "dc.title", "headline"];
const OUTLET: [&str; 3] = ["og:site_name", "dc.publisher", "publisher"];
const AUTHOR: [&str; 7] = [
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
];
const PUBLISHED: [&str; 11] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "date",
];
const URL: [&str; 1] = ["og:url"];
const LANGUAGE: [&str; 3] = ["content-language", "dc.language", "og:locale"];

impl About {
    pub(super) fn of(page: &Readability, source: &str) -> Self {
        let mut about = Self::default();
        for script in page
            .doc
            .select("script[type='application/ld+json']")
            .nodes()
        {
            if let Ok(value) = serde_json::from_str(script.text().trim()) {
                about.json(&value);
            }
        }
        let meta = meta(page);
        let named = |names: &[&str]| -> Vec<String> {
            let found = names.iter().filter_map(|name| meta.get(*name).cloned());
            found.collect()
        };
        about.title.extend(named(&TITLE));
        about.outlet.extend(named(&OUTLET));
        // Some put the address of a page about the author there.
        let authors = named(&AUTHOR);
        about
            .author
            .extend(authors.into_iter().filter(|author| !author.contains("://")));
        about.published.extend(named(&PUBLISHED));
        let attributes = |select: &str, name: &str| -> Vec<String> {
            let nodes = page.doc.select(select);
            let found = nodes.nodes().iter().filter_map(|node| node.attr(name));
            found.map(|value| value.to_string()).collect()
        };
        for select in [
            "[itemprop='datePublished'][content]",
            "[itemprop='datePublished'][datetime]",
            "article time[datetime]",
            "time[pubdate][datetime]",
            "time[datetime]",
        ] {
            let name = if select.ends_with("[content]") {
                "content"
            } else {
                "datetime"
            };
            about
                .published
                .extend(attributes(select, name).into_iter().take(1));
        }
        about
            .url
            .extend(attributes("link[rel='canonical']", "href"));
        about.url.extend(named(&URL));
        about.url.extend(saved_from(source));
        about.language.extend(attributes("html[lang]", "lang"));
        about.language.extend(named(&LANGUAGE));
        about
    }

    /// What is sound of all that was said.
    pub(super) fn draft(self, into: &mut Drafted) -> ArticleDraft {
        let first = |values: Vec<String>| -> String {
            let mut lines = values.iter().map(|value| one_line(&unescaped(value)));
            lines.find(|line| !line.is_empty()).unwrap_or_default()
        };
        let published = self.published.iter().find_map(|value| date(value));
        if let (None, Some(unread)) = (&published, self.published.first()) {
            into.report.note(
                0,
                format!(
                    "its date was left out: “{}” is none that can be read",
                    one_line(unread)
                ),
            );
        }
        let is_address = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        let is_tag = |tag: &String| {
            (2..=35).contains(&tag.len())
                && tag
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let languages = self.language.iter().map(|tag| tag.trim().replace('_', "-"));
        ArticleDraft {
            title: first(self.title),
            outlet: first(self.outlet),
            author: first(self.author),
            published,
            url: first(self.url.into_iter().filter(is_address).collect()),
            language: languages.into_iter().find(is_tag).unwrap_or_default(),
            ..ArticleDraft::default()
        }
    }

    /// The first article of JSON-LD, in a list, in `@graph` or as the main entity of a page.
    fn json(&mut self, value: &Value) {
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            if let Value::Array(values) = value {
                waiting.extend(values.iter().rev());
                continue;
            }
            if is_article(value) {
                self.article(value);
                return;
            }
            waiting.extend(value.get("mainEntity"));
            waiting.extend(value.get("@graph"));
        }
    }

    fn article(&mut self, article: &Value) {
        let texts = |key: &str| article.get(key).map(names).unwrap_or_default();
        self.title.extend(texts("headline"));
        self.title.extend(texts("name"));
        self.outlet.extend(texts("publisher").into_iter().take(1));
        let authors = texts("author");
        if !authors.is_empty() {
            self.author.push(authors.join(", "));
        }
        self.published.extend(texts("datePublished"));
        self.language.extend(texts("inLanguage"));
        self.url.extend(texts("url"));
        let page = article.get("mainEntityOfPage");
        let id = page.and_then(|page| page.get("@id").or(Some(page)));
        self.url.extend(id.map(names).unwrap_or_default());
    }
}

fn is_article(value: &Value) -> bool {
    let known = |word: &str| {
        word.ends_with("Article")
            || word.ends_with("BlogPosting")
            || matches!(word, "Report" | "OpinionNewsArticle" | "PressRelease")
    };
    match value.get("@type") {
        Some(Value::String(word)) => known(word),
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).any(known),
        _ => false,
    }
}

/// A text, the name of a thing, or those of a list.
fn names(value: &Value) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(thing) => thing.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    match value {
        Value::Array(values) => values.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

/// Contents of `meta` elements by name or property, in lower case; of two the first.
fn meta(page: &Readability) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut author = Vec::new();
    for node in page.doc.select("meta[content]").nodes() {
        let name = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|attribute| node.attr(attribute));
        let (Some(name), Some(content)) = (name, node.attr("content")) else {
            continue;
        };
        let (name, content) = (name.trim().to_lowercase(), content.trim().to_owned());
        if content.is_empty() {
            continue;
        }
        if name == "author" && !author.contains(&content) {
            author.push(content.clone());
        }
        all.entry(name).or_insert(content);
    }
    if !author.is_empty() {
        all.insert("author".to_owned(), author.join(", "));
    }
    all
}

/// What browsers write at the head of a page that they save.
fn saved_from(source: &str) -> Option<String> {
    const HEAD: usize = 4_096;
    let head: String = source.chars().take(HEAD).collect();
    let after = |mark: &str| {
        let (_, rest) = head.split_once(mark)?;
        let at = rest.find("http")?;
        let address = rest.get(at..)?;
        let end = address.find(|c: char| c.is_whitespace() || c == '"' || c == '>');
        // The mark and the address stand together.
        (at < 12).then(|| address.get(..end?).map(str::to_owned))?
    };
    after("saved from url=").or_else(|| after("Page saved with SingleFile \n url:"))
}

/// Entities that some write into what is no HTML.
fn unescaped(words: &str) -> String {
    let plain = words.replace("&nbsp;", "\u{a0}");
    match quick_xml::escape::unescape(&plain) {
        Ok(text) => text.into_owned(),
        Err(_) => plain,
    }
}
