//! `sayso compare`

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use serde_json::{Value, json};

use super::agreement::{annotators, one_named};
use super::open::{fresh, to_read};
use super::terminal::cut;
use super::{Outcome, Terminal, counted};
use crate::exchange::{self, ExportOptions, Input, Intake, Mapping, Voice, Wanted};
use crate::model::{AnnotatorId, Id as _, Layer, Project, StatementId};
use crate::review::{Case, Comparison, Kind, compare, report};
use crate::store;

/// Put two codings side by side
#[derive(Debug, clap::Args)]
#[command(
    after_help = "One project with two annotators, or two copies of a project. Statements are matched one to one
by what they share; quotation marks, white space and final punctuation make no border.

Exit code: 0 nothing differs, 1 something does, 2 one cannot be read.

Examples:
  sayso compare talks.sayso.ron --annotators A.B.,C.D.
  sayso compare talks.sayso.ron colleague.sayso.ron
  sayso compare talks.sayso.ron --annotators A.B.,C.D. --json | jq '.cases[] | select(.kind == \"only_b\")'"
)]
pub(super) struct Args {
    #[arg(value_name = "A")]
    project: PathBuf,
    /// Another copy of it
    #[arg(value_name = "B")]
    other: Option<PathBuf>,
    /// Whose codings, by their names; of two copies the first in A and the second in B
    #[arg(long, value_name = "X,Y", value_delimiter = ',')]
    annotators: Vec<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
    /// Write it into a file: one page for a browser that needs nothing else
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let project = to_read(&args.project, terminal)?.project;
    let (project, pair) = if let Some(other) = &args.other {
        let theirs = to_read(other, terminal)?.project;
        let pair = of_copies(
            [&project, &theirs],
            [&args.project, other],
            &args.annotators,
        )?;
        side_by_side(project, &theirs, pair, other, terminal)?
    } else {
        let pair = of_one(&project, &args.annotators)?;
        (project, pair)
    };
    let [a, b] = &pair;
    let found = compare(&project, [a, b], |_| true, &mut |_| true);
    let found = found.ok_or_else(|| anyhow!("stopped"))?;
    if let Some(file) = &args.html {
        let page = report::comparison_html(project.title(), &project, &pair, &found);
        store::write_whole(file, page.as_bytes())
            .map_err(|error| anyhow!("{}: {error}", file.display()))?;
        terminal.say(&format!("{}: written", file.display()));
    }
    if args.json {
        let object = object(&project, &pair, &found);
        terminal.put(format!("{}\n", serde_json::to_string_pretty(&object)?).as_bytes())?;
    } else {
        terminal.put(in_words(&project, &pair, &found).as_bytes())?;
    }
    let differs = found.count(Kind::Same) < found.cases.len();
    Ok(if differs {
        Outcome::Problems
    } else {
        Outcome::Done
    })
}

/// Who coded anything of their own.
fn coders(project: &Project) -> Vec<AnnotatorId> {
    let own = project
        .statements()
        .filter(|s| s.layer == Layer::Independent);
    let coders: HashSet<&AnnotatorId> = own.map(|s| &s.annotator).collect();
    let ids = project.annotators().iter().map(|annotator| &annotator.id);
    ids.filter(|id| coders.contains(id)).cloned().collect()
}

fn of_one(project: &Project, names: &[String]) -> anyhow::Result<[AnnotatorId; 2]> {
    let ids = if names.is_empty() {
        coders(project)
    } else {
        annotators(project, names)?
    };
    match ids.as_slice() {
        [a, b] => Ok([a.clone(), b.clone()]),
        [] | [_] => bail!("only one annotator coded anything: give another copy to compare with"),
        _ => bail!(
            "{} annotators: say which two with --annotators X,Y",
            ids.len()
        ),
    }
}

/// The one in A and the one in B.
fn of_copies(
    projects: [&Project; 2],
    paths: [&Path; 2],
    names: &[String],
) -> anyhow::Result<[AnnotatorId; 2]> {
    if !names.is_empty() {
        let [first, second] = names else {
            bail!("--annotators needs two names: the first in A, the second in B");
        };
        return Ok([
            one_named(projects[0], first)?,
            one_named(projects[1], second)?,
        ]);
    }
    let [a, b] = projects.map(coders);
    // Each copy has what its owner added; what both hold is of before.
    let only = |of: &[AnnotatorId], other: &[AnnotatorId]| -> Vec<AnnotatorId> {
        of.iter()
            .filter(|id| !other.contains(id))
            .cloned()
            .collect()
    };
    match (
        only(&a, &b).as_slice(),
        only(&b, &a).as_slice(),
        a.as_slice(),
        b.as_slice(),
    ) {
        ([a], [b], ..) | ([], [b], [a], _) | ([a], [], _, [b]) | ([], [], [a], [b]) => {
            Ok([a.clone(), b.clone()])
        }
        _ => bail!(
            "{} and {}: it is not clear whose codings to compare; say so with --annotators X,Y, the first in A, the second in B",
            paths[0].display(),
            paths[1].display()
        ),
    }
}

/// A with the coding of B's annotator beside it, under a name of its own.
fn side_by_side(
    project: Project,
    theirs: &Project,
    [a, b]: [AnnotatorId; 2],
    path: &Path,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<(Project, [AnnotatorId; 2])> {
    let options = ExportOptions {
        wanted: Wanted {
            voice: Some(Voice::Of(b)),
            ..Wanted::default()
        },
        ..ExportOptions::default()
    };
    let format = exchange::format("jsonl")?;
    let exported = exchange::export(theirs, format, &options)?;
    let bytes = exported
        .files
        .into_iter()
        .next()
        .map(|(_, bytes)| bytes)
        .unwrap_or_default();
    // Statements that both copies hold have one id: here they are two.
    let shown = path.display().to_string();
    let mut lines = String::new();
    for line in serde_json::Deserializer::from_slice(&bytes).into_iter::<Value>() {
        let mut article = line?;
        let statements = article.get_mut("statements").and_then(Value::as_array_mut);
        for statement in statements
            .into_iter()
            .flatten()
            .filter_map(Value::as_object_mut)
        {
            statement.remove("id");
            statement.remove("status");
            statement.insert("annotator".to_owned(), json!(shown));
        }
        if let Some(article) = article.as_object_mut() {
            article.remove("annotators");
            article.remove("progress");
        }
        lines.push_str(&article.to_string());
        lines.push('\n');
    }
    let fresh = &mut fresh()?;
    let mut intake = Intake::new(&project, format, Some(shown.clone()), fresh);
    let file = Input {
        name: &shown,
        bytes: lines.as_bytes(),
    };
    if let Some(drafted) = exchange::draft(format, &[file], &Mapping::default()) {
        let report = intake.take_all(drafted);
        for failure in &report.failures {
            terminal.say(&format!("{shown}: left out: {}", failure.what));
        }
    }
    let mut both = project;
    both.apply(intake.finish(String::new()))?;
    let Some(other) = both
        .annotator_named(&shown)
        .map(|annotator| annotator.id.clone())
    else {
        bail!("{shown}: it holds no statement of that annotator on these articles");
    };
    Ok((both, [a, other]))
}

fn name(project: &Project, id: &AnnotatorId) -> String {
    let annotator = project.annotators().get(id);
    annotator.map_or_else(|| id.to_string(), |annotator| annotator.name.clone())
}

fn in_words(project: &Project, pair: &[AnnotatorId; 2], found: &Comparison) -> String {
    let names = pair.each_ref().map(|id| cut(&name(project, id), 100));
    let [a, b] = names.each_ref().map(String::as_str);
    let mut out = format!("{a} and {b}: {}\n", counted(found.cases.len(), "passage"));
    for kind in Kind::ALL {
        let _ = writeln!(out, "{:>7}  {}", found.count(kind), kind.words([a, b]));
    }
    let differ = found.by_kind().into_iter();
    for (kind, cases) in differ.filter(|(kind, _)| *kind != Kind::Same) {
        let _ = writeln!(out, "\n{}", kind.words([a, b]));
        for case in cases {
            let article = project.articles().get(&case.article);
            let title = article.map_or("", |article| article.title.as_str());
            let _ = writeln!(out, "  “{}”, character {}", cut(title, 80), case.at);
            for (mark, ids) in [('A', &case.a), ('B', &case.b)] {
                for id in ids {
                    let _ = writeln!(out, "    {mark}  {}", cut(&line(project, id, case), 160));
                }
            }
        }
    }
    out
}

/// What one statement says, and what of it differs.
fn line(project: &Project, id: &StatementId, case: &Case) -> String {
    let Some(statement) = project.statement(id) else {
        return id.to_string();
    };
    let article = project.articles().get(&statement.article);
    let quotes: Vec<&str> = article.map_or_else(Vec::new, |article| {
        statement
            .contents
            .iter()
            .map(|a| a.quote(&article.text))
            .collect()
    });
    let coded = case.differs.iter().map(|part| {
        let value = part.words(project, statement);
        format!(
            "{}: {}",
            part.word().replace('_', " "),
            if value.is_empty() {
                "–".into()
            } else {
                value
            }
        )
    });
    let mut parts: Vec<String> = coded.collect();
    parts.push(format!("“{}”", quotes.join(" … ")));
    parts.join("; ")
}

fn object(project: &Project, pair: &[AnnotatorId; 2], found: &Comparison) -> Value {
    let counts: serde_json::Map<String, Value> = (Kind::ALL.into_iter())
        .map(|kind| (kind.word().to_owned(), json!(found.count(kind))))
        .collect();
    let cases: Vec<Value> = (found.cases.iter())
        .map(|case| {
            let ids = |ids: &[StatementId]| -> Vec<String> {
                ids.iter().map(ToString::to_string).collect()
            };
            json!({
                "article": case.article.as_str(),
                "kind": case.kind.word(),
                "a": ids(&case.a),
                "b": ids(&case.b),
                "start": case.at,
                "border": case.border.map(|border| json!({
                    "characters": border.characters,
                    "only_marks": border.only_marks,
                })),
                "differs": case.differs.iter().map(|part| part.word()).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "annotators": pair.each_ref().map(|id| name(project, id)),
        "counts": counts,
        "cases": cases,
    })
}
