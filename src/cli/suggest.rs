//! `sayso suggest`

use std::io::{BufRead, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use super::open::to_read;
use super::terminal::cut;
use super::{Outcome, Terminal, counted};
use crate::foreign::{Program, Worker};
use crate::model::{Codebook, Form, Id as _, Naming, PartialDate, Polarity, Span};
use crate::suggest::{Language, Names, Proposed, Who, propose};
use crate::text::{Normalised, Text, normalise};

/// Propose the statements of an article, of a project, or of articles from a pipe
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Nothing is changed: proposals are printed. A project's speakers are recognised by name, alias and
role. With - articles are read from standard input as JSONL, one a line with at least \"text\", and
proposals are written as JSONL, one line for each. Offsets are code points: of the text as the line
has it, of a file or a project as Sayso keeps it (LF at line ends, no byte order mark).

Languages: en, de, uk. Without --lang an article's own language is taken, else what its words tell.

Exit code: 0 done, 1 some lines could not be read, 2 bad usage or unreadable input.

Examples:
  sayso suggest ferry.txt
  sayso suggest talks.sayso.ron --json | jq '.statements[] | select(.confidence > 0.8)'
  sayso suggest - < articles.jsonl > proposals.jsonl"
)]
pub(super) struct Args {
    #[arg(value_name = "ARTICLE | PROJECT | -")]
    input: PathBuf,
    /// The language of all articles
    #[arg(long, value_name = "CODE", value_parser = language)]
    lang: Option<&'static Language>,
    /// Print JSON, a line for each article
    #[arg(long)]
    json: bool,
    /// Leave out what is less sure than this, from 0 (leave out nothing) to 1
    #[arg(long, value_name = "C", default_value_t = 0.5)]
    min_confidence: f64,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let path = args.input.as_path();
    if path == Path::new("-") {
        return pipe(args, &mut std::io::stdin().lock(), terminal);
    }
    if path.extension().is_some_and(|ending| ending == "ron") {
        return of_project(args, terminal);
    }
    let read = Worker::new(Program::own()).text(path);
    let text = read.map_err(|error| anyhow!("{}: {error}", path.display()))?;
    let id = path.file_name().unwrap_or_default().to_string_lossy();
    let found = Suggested {
        id: json!(id),
        title: &id,
        proposed: proposals(args, &text, &Names::default(), ""),
        text: &text,
        normalised: None,
    };
    found.put(args.json, terminal)?;
    Ok(Outcome::Done)
}

fn of_project(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let project = to_read(&args.input, terminal)?.project;
    if project.articles().is_empty() {
        terminal.say(&format!("{}: no articles yet", args.input.display()));
    }
    let mut names = NamesOfDay::new(project.codebook());
    for article in project.articles().iter() {
        let names = names.on(article.published.as_ref());
        let found = Suggested {
            id: json!(article.id.as_str()),
            title: &article.title,
            proposed: proposals(args, &article.text, names, &article.language),
            text: &article.text,
            normalised: None,
        };
        found.put(args.json, terminal)?;
    }
    Ok(Outcome::Done)
}

/// The speakers of a codebook on the day that was asked for last.
struct NamesOfDay<'a> {
    codebook: &'a Codebook,
    last: Option<(Option<PartialDate>, Names)>,
}

impl<'a> NamesOfDay<'a> {
    fn new(codebook: &'a Codebook) -> Self {
        Self {
            codebook,
            last: None,
        }
    }

    fn on(&mut self, day: Option<&PartialDate>) -> &Names {
        let last = self.last.take().filter(|(known, _)| known.as_ref() == day);
        let fresh = || (day.cloned(), Names::of(self.codebook, day));
        &self.last.insert(last.unwrap_or_else(fresh)).1
    }
}

/// A line of the pipe; what else it holds is not looked at.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    language: Option<String>,
}

/// A longer line is refused: it would have to be held in memory whole.
const LONGEST: u64 = 1 << 30;

/// Line by line: no more than one article is in memory.
fn pipe(
    args: &Args,
    input: &mut dyn BufRead,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let names = Names::default();
    let mut bytes = Vec::new();
    let mut number = 0_usize;
    let mut bad = 0_usize;
    loop {
        bytes.clear();
        let read = input.take(LONGEST).read_until(b'\n', &mut bytes);
        if read.map_err(|error| anyhow!("standard input: {error}"))? == 0 {
            break;
        }
        if bytes.len() as u64 == LONGEST {
            bail!("standard input, line {}: longer than 1 GiB", number + 1);
        }
        number += 1;
        let line = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        if line.trim_ascii().is_empty() {
            continue;
        }
        let article: Line = match serde_json::from_slice(line) {
            Ok(article) => article,
            Err(error) => {
                bad += 1;
                terminal.say(&format!(
                    "standard input, line {number}: {}; it was left out",
                    in_line(&error)
                ));
                continue;
            }
        };
        let normalised = normalise(&article.text);
        let text = Text::new(normalised.text.clone());
        let id = match article.id {
            Value::Null => json!(number.to_string()),
            id => id,
        };
        let language = article.language.unwrap_or_default();
        let found = Suggested {
            id,
            title: "",
            proposed: proposals(args, &text, &names, &language),
            text: &text,
            normalised: Some(&normalised),
        };
        found.put(true, terminal)?;
    }
    if bad > 0 {
        terminal.say(&format!(
            "standard input: {} could not be read",
            counted(bad, "line")
        ));
        return Ok(Outcome::Problems);
    }
    Ok(Outcome::Done)
}

/// What is wrong with a line, without the place that serde counts from its start.
fn in_line(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    format!(
        "no JSON object with a \"text\": {words}, character {}",
        error.column()
    )
}

fn proposals(args: &Args, text: &Text, names: &Names, language: &str) -> Vec<Proposed> {
    let known = args.lang.or_else(|| Language::of_code(language));
    let language = known.unwrap_or_else(|| Language::of_text(text.as_str()));
    let mut proposed = propose(text, names, language);
    proposed.retain(|proposed| proposed.confidence >= args.min_confidence);
    proposed
}

/// The proposals of an article.
struct Suggested<'a> {
    id: Value,
    title: &'a str,
    proposed: Vec<Proposed>,
    text: &'a Text,
    /// How the text was changed when it came in, when offsets are to be those of what was given.
    normalised: Option<&'a Normalised>,
}

impl Suggested<'_> {
    fn put(&self, as_json: bool, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
        let out = if as_json {
            let statements: Vec<Value> = self.proposed.iter().map(|p| self.object(p)).collect();
            let line = json!({ "id": self.id, "statements": statements });
            serde_json::to_string(&line)? + "\n"
        } else {
            self.in_words()
        };
        Ok(terminal.put(out.as_bytes())?)
    }

    fn object(&self, proposed: &Proposed) -> Value {
        let spans = |spans: &[Span]| spans.iter().map(|span| self.offsets(*span)).collect();
        let contents: Vec<Value> = spans(&proposed.contents);
        let cue: Vec<Value> = spans(proposed.cue.as_slice());
        let source: Vec<Value> = spans(proposed.source.as_slice());
        let speakers: Vec<&str> = proposed.speakers.iter().map(Who::name).collect();
        json!({
            "contents": contents,
            "cue": cue,
            "source": source,
            "speaker": speakers.join("; "),
            "speakers": speakers,
            "naming": match proposed.naming {
                Naming::Named => "named",
                Naming::Unnamed => "unnamed",
                Naming::NoneGiven => "none_given",
            },
            "form": match proposed.form {
                Form::Direct => "direct",
                Form::Mixed => "mixed",
                Form::Indirect => "indirect",
                Form::FreeIndirect => "free_indirect",
                Form::Reported => "reported",
            },
            "polarity": match proposed.polarity {
                Polarity::Affirmed => "affirmed",
                Polarity::Negated => "negated",
            },
            "confidence": proposed.confidence,
            "rule": proposed.rule.word(),
            "reason": proposed.reason,
        })
    }

    /// Code points of the text as it was given.
    fn offsets(&self, span: Span) -> Value {
        let start = self.text.char_of_byte(span.start());
        let end = self.text.char_of_byte(span.end());
        match self.normalised {
            // The end of a span is the place after its last character.
            Some(normalised) => {
                let last = end.saturating_sub(1);
                json!([normalised.before(start), normalised.before(last) + 1])
            }
            None => json!([start, end]),
        }
    }

    fn in_words(&self) -> String {
        let number = counted(self.proposed.len(), "proposal");
        let mut out = format!("{}: {number}\n", cut(self.title, 80));
        for proposed in &self.proposed {
            let speakers: Vec<&str> = proposed.speakers.iter().map(Who::name).collect();
            let quotes: Vec<&str> = (proposed.contents.iter())
                .map(|span| span.quote(self.text))
                .collect();
            let cue = proposed.cue.map_or("", |cue| cue.quote(self.text));
            let row = format!(
                "  {:>3} %  {:<11}  {:<28}  {:<18}  {}",
                proposed.percent(),
                proposed.rule.word(),
                cut(&speakers.join(", "), 28),
                cut(cue, 18),
                cut(&quotes.join(" … "), 100),
            );
            out.push_str(row.trim_end());
            out.push('\n');
        }
        out
    }
}

fn language(code: &str) -> Result<&'static Language, String> {
    Language::of_code(code).ok_or_else(|| {
        let known: Vec<String> = (Language::all().iter())
            .map(|language| format!("{} ({})", language.code(), language.name()))
            .collect();
        format!(
            "no such language is known: take one of {}",
            known.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piped(input: &str) -> (Outcome, String, String) {
        let args = Args {
            input: "-".into(),
            lang: None,
            json: true,
            min_confidence: 0.0,
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut terminal = Terminal {
            out: &mut out,
            err: &mut err,
        };
        let outcome = pipe(&args, &mut input.as_bytes(), &mut terminal).unwrap();
        (
            outcome,
            String::from_utf8(out).unwrap(),
            String::from_utf8(err).unwrap(),
        )
    }

    #[test]
    fn a_bad_line_does_not_end_the_pipe() {
        let lines = "{\"text\":\"Ines Holm said “no”.\"}\nnonsense\n{\"id\":7,\"text\":\"\"}\n{\"id\":\"x\"}\n\n";
        let (outcome, out, err) = piped(lines);
        assert_eq!(outcome, Outcome::Problems);
        let ids: Vec<Value> = (out.lines())
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone())
            .collect();
        assert_eq!(ids, [json!("1"), json!(7)]);
        assert!(err.contains("line 2: no JSON object"), "{err}");
        assert!(err.contains("line 4"), "{err}");
        assert!(err.contains("2 lines could not be read"), "{err}");
    }

    #[test]
    fn offsets_are_those_of_the_text_as_given() {
        let given = "\u{feff}Title\r\n\r\nInes Holm said it was över.\r\n";
        let line = json!({ "id": "a", "text": given }).to_string();
        let (outcome, out, _) = piped(&line);
        assert_eq!(outcome, Outcome::Done);
        let found: Value = serde_json::from_str(&out).unwrap();
        let statement = &found["statements"][0];
        let words = |span: &Value| -> String {
            let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
            given.chars().skip(at(0)).take(at(1) - at(0)).collect()
        };
        assert_eq!(words(&statement["contents"][0]), "it was över");
        assert_eq!(words(&statement["cue"][0]), "said");
        assert_eq!(words(&statement["source"][0]), "Ines Holm");
        assert_eq!(statement["speaker"], "Ines Holm");
        assert_eq!(statement["form"], "indirect");
        assert_eq!(statement["rule"], "clause");
    }

    #[test]
    fn a_language_is_known_by_its_code() {
        assert_eq!(language("de-AT").unwrap().code(), "de");
        assert!(language("tlh").unwrap_err().contains("en (English)"));
    }
}
