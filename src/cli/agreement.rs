//! `sayso agreement`

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::anyhow;

use super::open::to_read;
use super::terminal::cut;
use super::{Outcome, Terminal, counted};
use crate::exchange::Voice;
use crate::model::{AnnotatorId, ArticleId, Project};
use crate::review::{Agreement, Asked, Attribute, Interval, agreement, report};
use crate::store;

/// Say how far annotators agree
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Only their own codings count, not what was adjudicated; by default of the articles that both
marked done. What is 0/0 is n/a (null in JSON), and the notes say why.

Examples:
  sayso agreement talks.sayso.ron
  sayso agreement talks.sayso.ron --annotators A.B.,C.D. --label stance
  sayso agreement talks.sayso.ron --all-articles --json | jq .attributes.stance.alpha"
)]
pub(super) struct Args {
    project: PathBuf,
    /// Whose codings, two or more by their names; all who take part when left out
    #[arg(long, value_name = "X,Y", value_delimiter = ',')]
    annotators: Vec<String>,
    /// What labels marked text: topic (the main one), stance, speaker or form
    #[arg(long, value_name = "LABEL", default_value = "topic", value_parser = label)]
    label: Attribute,
    /// Only this article
    #[arg(long, value_name = "ID")]
    article: Option<String>,
    /// Also articles that were not marked done
    #[arg(long)]
    all_articles: bool,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
    /// Print all measures as CSV
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Write a report with plots into a file: one page that needs nothing else
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let project = to_read(&args.project, terminal)?.project;
    let asked = Asked {
        annotators: annotators(&project, &args.annotators)?,
        label: args.label,
        article: args
            .article
            .as_deref()
            .map(|id| article(&project, id))
            .transpose()?,
        all_articles: args.all_articles,
    };
    let found = agreement(&project, &asked, &mut |_| true);
    let found = found.ok_or_else(|| anyhow!("stopped"))?;
    if let Some(file) = &args.html {
        let page = report::html(project.title(), &found);
        store::write_whole(file, page.as_bytes())
            .map_err(|error| anyhow!("{}: {error}", file.display()))?;
        terminal.say(&format!("{}: written", file.display()));
    }
    if args.json {
        terminal.put(format!("{}\n", serde_json::to_string_pretty(&found)?).as_bytes())?;
        return Ok(Outcome::Done);
    }
    if args.csv {
        terminal.put(report::csv(&found).as_bytes())?;
    } else {
        terminal.put(in_words(&found).as_bytes())?;
    }
    for note in &found.notes {
        terminal.say(&format!("note: {note}"));
    }
    Ok(Outcome::Done)
}

fn label(word: &str) -> Result<Attribute, String> {
    let mut all = Attribute::ALL.into_iter();
    all.find(|attribute| attribute.word() == word)
        .ok_or_else(|| "one of topic, stance, speaker, form".to_owned())
}

/// One annotator by name.
pub(super) fn one_named(project: &Project, name: &str) -> anyhow::Result<AnnotatorId> {
    match Voice::named(project, name)? {
        Voice::Of(id) => Ok(id),
        Voice::All | Voice::Single => Err(anyhow!("name them one by one, not all")),
    }
}

/// Annotators by their names.
pub(super) fn annotators(project: &Project, names: &[String]) -> anyhow::Result<Vec<AnnotatorId>> {
    let mut ids = Vec::new();
    for name in names {
        let id = one_named(project, name)?;
        if ids.contains(&id) {
            return Err(anyhow!(
                "“{name}” is named twice: who is compared with whom?"
            ));
        }
        ids.push(id);
    }
    if ids.len() == 1 {
        return Err(anyhow!(
            "--annotators needs two or more names with a comma between"
        ));
    }
    Ok(ids)
}

fn article(project: &Project, id: &str) -> anyhow::Result<ArticleId> {
    let id = ArticleId::new(id);
    if project.articles().contains(&id) {
        return Ok(id);
    }
    Err(anyhow!(
        "there is no article {id}; sayso list PROJECT --json has their ids"
    ))
}

/// A value to three digits; n/a where it is not defined.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "n/a".to_owned(), |value| format!("{value:.3}"))
}

fn in_words(found: &Agreement) -> String {
    let mut out = String::new();
    let who = found.annotators.join(", ");
    let _ = writeln!(
        out,
        "{} by {}",
        counted(found.articles, "article"),
        cut(&who, 200)
    );
    let spans = &found.spans;
    let _ = writeln!(
        out,
        "\nSame passages      F1 {}{}  ({} and {} statements)",
        figure(spans.iou50_f1),
        between(spans.iou50_f1_interval),
        spans.n_a,
        spans.n_b
    );
    for (name, attribute) in [
        ("Speaker", Attribute::Speaker),
        ("Stance", Attribute::Stance),
        ("Topic", Attribute::Topic),
    ] {
        let figures = found.attributes.of(attribute);
        let _ = writeln!(
            out,
            "{name:<12} alpha     {}{}  (raw agreement {}, n {})",
            figure(figures.alpha),
            between(figures.alpha_interval),
            figure(figures.observed),
            figures.n
        );
    }
    out.push_str("\nAll measures\n");
    let width = found
        .measures
        .iter()
        .map(|m| m.name.chars().count())
        .max()
        .unwrap_or_default();
    for measure in &found.measures {
        let value = figure(measure.value);
        let _ = writeln!(
            out,
            "{:<width$}  {value:>6}  {} {}",
            measure.name, measure.n, measure.unit
        );
    }
    out
}

fn between(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |i| format!(" [{:.3}, {:.3}]", i.low, i.high))
}
