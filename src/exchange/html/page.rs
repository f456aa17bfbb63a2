//! The page of one article: its text, what the lines mean, and the statements one by one.

use std::fmt::Write as _;

use super::marks::paragraphs;
use super::stances::Stances;
use crate::exchange::Selection;
use crate::exchange::markup::escaped;
use crate::exchange::words::Word as _;
use crate::model::{
    Anchor, Article, Id as _, Layer, Naming, PartialDate, ReviewStatus, SpeakerId, Statement,
    Target,
};

const STYLE: &str = include_str!("style.css");
/// A page that fetches and runs nothing says so.
const POLICY: &str = include_str!("policy.html");

/// The most characters of a quote in the list; the text has all of it.
const LONGEST_QUOTE: usize = 280;

/// Everything up to the body. Nothing of it is fetched from anywhere.
pub(super) fn head(title: &str, language: &str, rules: &str) -> String {
    let language = match language {
        "" => String::new(),
        language => format!(" lang=\"{}\"", escaped(language)),
    };
    format!(
        "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n{POLICY}<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Sayso\">\n<title>{}</title>\n<style>\n{STYLE}{rules}</style>\n</head>\n<body>\n",
        escaped(title)
    )
}

/// The title, or the words that stand for one.
pub(super) fn title(article: &Article) -> &str {
    match article.title.as_str() {
        "" => "Untitled article",
        title => title,
    }
}

pub(super) fn page(selection: &Selection<'_>, article: &Article, stances: &Stances<'_>) -> String {
    let statements: Vec<&Statement> = (selection.of_article(&article.id).iter())
        .map(AsRef::as_ref)
        .collect();
    let used: Vec<_> = statements.iter().map(|s| s.stance.as_ref()).collect();
    let used = stances.used(&used);
    let mut out = head(title(article), &article.language, &stances.rules(&used));
    out.push_str("<main>\n<article>\n");
    let _ = writeln!(out, "<h1 dir=\"auto\">{}</h1>", escaped(title(article)));
    about(&mut out, article);
    let (text, lanes) = paragraphs(article.text.as_str(), &statements, stances);
    let _ = writeln!(out, "<div class=\"text\" style=\"--lanes:{lanes}\">");
    out.push_str(&text);
    out.push_str("</div>\n</article>\n<aside lang=\"en\" dir=\"ltr\">\n<h2>Statements</h2>\n");
    if statements.is_empty() {
        out.push_str("<p class=\"legend\">No statement of this article is in this export.</p>\n");
    } else {
        legend(&mut out, &statements, &used, stances);
        out.push_str("<ol>\n");
        for (statement, number) in statements.iter().zip(1..) {
            let item = Item {
                selection,
                article,
                statement,
            };
            item.write(&mut out, number, stances);
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</aside>\n</main>\n</body>\n</html>\n");
    out
}

/// Outlet, author, date, address.
fn about(out: &mut String, article: &Article) {
    let published = article.published.as_ref().map_or("", PartialDate::as_str);
    let parts = [&article.outlet, &article.author, published];
    let mut parts: Vec<String> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| format!("<bdi>{}</bdi>", escaped(part)))
        .collect();
    let url = escaped(&article.url);
    let lower = article.url.to_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        parts.push(format!("<a href=\"{url}\" rel=\"noreferrer\">{url}</a>"));
    } else if !url.is_empty() {
        parts.push(url.into_owned());
    }
    if !parts.is_empty() {
        let _ = writeln!(out, "<p class=\"about\">{}</p>", parts.join(" · "));
    }
}

/// What the lines below the words mean, as far as there are any.
fn legend<'b>(
    out: &mut String,
    statements: &[&Statement],
    used: &[Option<&'b crate::model::StanceId>],
    stances: &Stances<'b>,
) {
    let mut entries: Vec<String> = used
        .iter()
        .map(|id| {
            let (class, name) = (stances.class(*id), escaped(stances.name(*id)));
            format!("<span class=\"s l0 {class}\">{name}</span>")
        })
        .collect();
    if statements
        .iter()
        .any(|statement| !statement.source.is_empty())
    {
        entries.push("<span class=\"source\">source</span>".to_owned());
    }
    if statements.iter().any(|statement| !statement.cue.is_empty()) {
        entries.push("<span class=\"cue\">words of saying</span>".to_owned());
    }
    let _ = writeln!(out, "<p class=\"legend\">{}</p>", entries.join(" "));
}

/// A statement in the list.
struct Item<'a> {
    selection: &'a Selection<'a>,
    article: &'a Article,
    statement: &'a Statement,
}

impl Item<'_> {
    fn write(&self, out: &mut String, number: usize, stances: &Stances<'_>) {
        let Self {
            selection,
            statement,
            ..
        } = self;
        let book = selection.project.codebook();
        let class = stances.class(statement.stance.as_ref());
        let _ = writeln!(
            out,
            "<li id=\"s{number}\" class=\"{class}\"><a class=\"number\" href=\"#t{number}\">{number}</a>"
        );
        let who = match (statement.speakers.as_slice(), statement.naming) {
            ([], Some(Naming::NoneGiven)) => "<i>no source given</i>".to_owned(),
            ([], Some(Naming::Unnamed)) => "<i>unnamed source</i>".to_owned(),
            ([], _) => "<i>no speaker</i>".to_owned(),
            (ids, _) => self.speakers(ids),
        };
        let stance = statement.stance.as_ref();
        let stance = stance.map_or("stance not coded".to_owned(), |id| {
            let known = book.stances().get(id);
            known.map_or(id.to_string(), |stance| stance.name.to_lowercase())
        });
        let topics: Vec<String> = (statement.topics.iter())
            .map(|id| {
                let topic = book.topics().get(id);
                let name = topic.map_or(id.as_str(), |topic| topic.name.as_str());
                format!("<bdi>{}</bdi>", escaped(name))
            })
            .collect();
        let about = match &statement.target {
            Target::Topic if topics.is_empty() => "<i>no topic</i>".to_owned(),
            Target::Topic => topics.join("; "),
            Target::Speaker(id) => self.speakers(std::slice::from_ref(id)),
            Target::Text(words) => format!("<bdi>{}</bdi>", escaped(words)),
        };
        let _ = writeln!(
            out,
            "<p class=\"said\"><b>{who}</b> — <span class=\"stance\">{}</span> — {about}</p>",
            escaped(&stance)
        );
        let _ = writeln!(
            out,
            "<blockquote dir=\"auto\">{}</blockquote>",
            escaped(&self.quote())
        );
        let mut more = Vec::new();
        if !statement.on_behalf_of.is_empty() {
            more.push(format!(
                "on behalf of {}",
                self.speakers(&statement.on_behalf_of)
            ));
        }
        if statement.target != Target::Topic && !topics.is_empty() {
            more.push(format!("topic: {}", topics.join("; ")));
        }
        if let Some(form) = statement.form {
            more.push(form.word().replace('_', " "));
        }
        if let Some(naming) = statement.naming.filter(|_| !statement.speakers.is_empty()) {
            let word = match naming {
                Naming::Named => "named",
                Naming::Unnamed => "not named",
                Naming::NoneGiven => "no source given",
            };
            more.push(word.to_owned());
        }
        let annotator = escaped(selection.annotator_name(&statement.annotator));
        more.push(match statement.layer {
            Layer::Independent => format!("coded by <bdi>{annotator}</bdi>"),
            Layer::Adjudicated => format!("decided by <bdi>{annotator}</bdi>"),
        });
        let status = selection.status(&statement.id);
        if status != ReviewStatus::Unreviewed {
            more.push(status.word().to_owned());
        }
        if statement.contents.iter().any(Anchor::is_detached) {
            more.push("its words do not stand at their place in the text".to_owned());
        }
        let _ = writeln!(out, "<p class=\"more\">{}</p>", more.join(" · "));
        if !statement.note.is_empty() {
            let _ = writeln!(
                out,
                "<p class=\"note\" dir=\"auto\">{}</p>",
                escaped(&statement.note)
            );
        }
        out.push_str("</li>\n");
    }

    fn speakers(&self, ids: &[SpeakerId]) -> String {
        let speakers = self.selection.project.codebook().speakers();
        let name = |id: &SpeakerId| {
            let speaker = speakers.get(id);
            let name = speaker.map_or(id.as_str(), |speaker| speaker.name.as_str());
            format!("<bdi>{}</bdi>", escaped(name))
        };
        let names: Vec<String> = ids.iter().map(name).collect();
        names.join(", ")
    }

    /// The words on one line; of long ones the beginning.
    fn quote(&self) -> String {
        let quotes = self.statement.contents.iter();
        let quotes: Vec<&str> = quotes.map(|a| a.quote(&self.article.text)).collect();
        let words = quotes.join(" … ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        match words.char_indices().nth(LONGEST_QUOTE) {
            Some((at, _)) => format!("{} …", words.get(..at).unwrap_or_default().trim_end()),
            None => words,
        }
    }
}
