//! `sayso worklist`

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use serde::Serialize;

use super::open::{fresh, to_change, to_read};
use super::terminal::cut;
use super::{Outcome, Terminal};
use crate::analyse::{Entry, Goal, Kind, Worklists, dismiss, take_back};
use crate::model::{Anchor, CodeId, Fresh as _, Id as _, Project, Span, StatementId};

/// Say what is left to do in a project, and what is worth a second look
#[derive(Debug, clap::Args)]
#[command(after_help = "Kinds:
  quotation           a quotation without a statement, in an article that somebody began
  no_speaker, no_stance, no_topic
                      statements that are not coded through
  look_again          flagged, or a stance that is retired or stands toward nothing
  definition_changed  coded before the definition of a code changed
  two_ways            the same words coded in two ways
  for_and_against     one speaker for and against the same, by date
  differs_by_mark     statements on the same words with other borders
  detached            places whose words are lost
  speaker_once        speakers that one statement uses
  similar_names       codes with nearly the same name
  untouched           articles that nobody began

Examples:
  sayso worklist talks.sayso.ron
  sayso worklist talks.sayso.ron --kind no_stance --json | jq '.[].sentence'
  sayso worklist talks.sayso.ron --dismiss \"no_stance st_3z8v6n0q4mxa\" --reason \"a headline\"")]
pub(super) struct Args {
    project: PathBuf,
    /// Only this list
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    /// Print a JSON array
    #[arg(long)]
    json: bool,
    /// Also what was dismissed
    #[arg(long)]
    all: bool,
    /// Dismiss the entries with these keys, until what they are about changes
    #[arg(long, value_name = "KEY", num_args = 1, requires = "reason")]
    dismiss: Vec<String>,
    /// Why they are dismissed
    #[arg(long, requires = "dismiss")]
    reason: Option<String>,
    /// Take back that the entries with these keys were dismissed
    #[arg(long, value_name = "KEY", num_args = 1, conflicts_with = "dismiss")]
    bring_back: Vec<String>,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_word(word).ok_or_else(|| {
        let words: Vec<&str> = Kind::ALL.into_iter().map(Kind::word).collect();
        format!("one of {}", words.join(", "))
    })
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    if !args.dismiss.is_empty() || !args.bring_back.is_empty() {
        return decide(args, terminal);
    }
    let project = to_read(&args.project, terminal)?.project;
    let lists = Worklists::new(&project);
    let kinds = Kind::ALL.into_iter();
    let kinds = kinds.filter(|kind| args.kind.is_none_or(|only| only == *kind));
    let found: Vec<(Kind, Vec<&Entry>)> = kinds
        .map(|kind| {
            let mut entries = lists.of_kind(&project, kind);
            entries.retain(|entry| args.all || !entry.dismissed);
            (kind, entries)
        })
        .filter(|(_, entries)| !entries.is_empty())
        .collect();
    if args.json {
        let entries = found.iter().flat_map(|(_, entries)| entries);
        let shown: Vec<Shown> = entries
            .map(|entry| Shown::new(&project, &lists, entry))
            .collect();
        let json = serde_json::to_string_pretty(&shown)?;
        terminal.put(format!("{json}\n").as_bytes())?;
        return Ok(Outcome::Done);
    }
    if found.is_empty() {
        terminal.say(&format!(
            "{}: nothing is left to do here",
            args.project.display()
        ));
    }
    let mut out = String::new();
    for (at, (kind, entries)) in found.iter().enumerate() {
        let gap = if at == 0 { "" } else { "\n" };
        let _ = writeln!(out, "{gap}{} ({})", kind.title(), entries.len());
        for entry in entries {
            let sentence = cut(&lists.sentence(&project, entry), 200);
            let _ = writeln!(out, "  {}\n    {sentence}", cut(&entry.key, 200));
            if let Some(dismissal) = entry
                .dismissed
                .then(|| project.dismissal(&entry.key))
                .flatten()
            {
                let _ = writeln!(out, "    dismissed: {}", cut(&dismissal.reason, 200));
            }
        }
    }
    terminal.put(out.as_bytes())?;
    Ok(Outcome::Done)
}

/// Dismisses entries, or brings them back.
fn decide(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let mut opened = to_change(&args.project, terminal)?;
    let project = opened.project.clone();
    let shown = args.project.display();
    let lists = Worklists::new(&project);
    let keys = args.dismiss.iter().chain(&args.bring_back);
    let entries = keys.map(|key| {
        let entry = lists.entry(key);
        entry.ok_or_else(|| {
            anyhow!(
                "{shown}: there is no entry “{key}”; keys stand in: sayso worklist {shown} --all"
            )
        })
    });
    let entries: Vec<&Entry> = entries.collect::<Result<_, _>>()?;
    let reason = args.reason.as_deref().unwrap_or_default();
    let edit = if args.dismiss.is_empty() {
        if let Some(entry) = entries.iter().find(|entry| !entry.dismissed) {
            bail!("{shown}: “{}” is not dismissed", entry.key);
        }
        take_back(&entries)
    } else {
        dismiss(&project, &entries, reason, &fresh()?.now())
    };
    opened.save(edit)?;
    Ok(Outcome::Done)
}

/// An entry as JSON.
#[derive(Serialize)]
struct Shown<'a> {
    kind: &'static str,
    key: &'a str,
    sentence: String,
    article: &'a str,
    title: &'a str,
    /// Where it leads, in code points of the article; none where it leads to no place in a text.
    start: Option<usize>,
    end: Option<usize>,
    statements: Vec<&'a str>,
    codes: Vec<&'a str>,
    /// Why it was dismissed; empty when it was not.
    dismissed: &'a str,
}

impl<'a> Shown<'a> {
    fn new(project: &'a Project, lists: &Worklists, entry: &'a Entry) -> Self {
        let article = entry
            .article
            .as_ref()
            .and_then(|id| project.articles().get(id));
        let range = match entry.goal() {
            Some(Goal::Article(_, range)) => range,
            Some(Goal::Statement(id)) => project.statement(&id).and_then(|statement| {
                let mut spans = statement.contents.iter().filter_map(Anchor::span);
                spans.next().map(Span::range)
            }),
            Some(Goal::Code(_)) | None => None,
        };
        let chars = article.zip(range).map(|(article, range)| {
            let char = |byte| article.text.char_of_byte(byte);
            (char(range.start), char(range.end))
        });
        let dismissal = project.dismissal(&entry.key).filter(|_| entry.dismissed);
        Self {
            kind: entry.kind.word(),
            key: &entry.key,
            sentence: lists.sentence(project, entry),
            article: article.map_or("", |article| article.id.as_str()),
            title: article.map_or("", |article| article.title.as_str()),
            start: chars.map(|(start, _)| start),
            end: chars.map(|(_, end)| end),
            statements: entry.statements.iter().map(StatementId::as_str).collect(),
            codes: entry.codes.iter().map(CodeId::as_str).collect(),
            dismissed: dismissal.map_or("", |dismissal| dismissal.reason.as_str()),
        }
    }
}
