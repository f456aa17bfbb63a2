//! `sayso export`

use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::open::{refuse_there, to_read};
use super::{Outcome, Terminal};
use crate::exchange::{
    self, Actors, ExportError, ExportOptions, FORMATS, Format, SelectError, Shape, Ties, Voice,
    Wanted, Word,
};
use crate::model::{ArticleId, Layer, ReviewStatus};
use crate::store;

/// Export a project in the format of another program
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sayso export talks.sayso.ron --format csv --output tables
  sayso export talks.sayso.ron --format csv --output - | head
  sayso export talks.sayso.ron --format jsonl --output talks.jsonl --annotator A.B.
  sayso export talks.sayso.ron --format graphml --output talks.graphml --by organisation
  sayso export talks.sayso.ron --format html --output page.html --article ar_9e5t1h6w2cxa

What a format cannot hold is counted and said before it is written; `sayso formats` lists it.")]
pub(super) struct Args {
    project: PathBuf,
    #[arg(long, value_parser = exchange::format, help = formats())]
    format: &'static Format,
    /// The file or folder to write; - is standard output
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
    /// Whose coding: a name, or all; asked for where two coded one article and nobody adjudicated
    #[arg(long, value_name = "NAME|all")]
    annotator: Option<String>,
    /// Only statements that are accepted, rejected, question or unreviewed
    #[arg(long, value_parser = word::<ReviewStatus>)]
    status: Option<ReviewStatus>,
    /// Only this article, by its id; may be given several times
    #[arg(long = "article", value_name = "ID")]
    articles: Vec<String>,
    /// Only articles with this tag; given several times, with any of them
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// Only the independent codings, or only the adjudicated one
    #[arg(long, value_parser = word::<Layer>)]
    layer: Option<Layer>,
    /// Without statements that are linked as repeats of another, so that a reprint counts once
    #[arg(long)]
    without_repeats: bool,
    /// Tables: a row for each statement × speaker × topic
    #[arg(long)]
    long: bool,
    /// CSV: a ' before cells that a spreadsheet would take for formulas; an import takes it off
    #[arg(long)]
    spreadsheet: bool,
    /// Networks: two-mode (speakers and topics, the default), congruence or conflict (of speakers)
    #[arg(long, value_parser = word::<Ties>)]
    network: Option<Ties>,
    /// Networks: whether the speakers are tied as they are coded (person, the default), or by organisation
    #[arg(long, value_parser = word::<Actors>)]
    by: Option<Actors>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let shown = args.project.display();
    let project = to_read(&args.project, terminal)?.project;
    let voice = args.annotator.as_deref();
    let voice = voice.map(|name| Voice::named(&project, name)).transpose();
    let to_output = args.output.as_os_str() == "-";
    // Not even with --force: what stands there is more than what is exported.
    let output = args.output.canonicalize().ok();
    if output.is_some() && output == args.project.canonicalize().ok() {
        bail!("{shown}: this is the project itself: choose another name");
    }
    let format = args.format;
    let one_file = match format.shape {
        Shape::File { .. } => true,
        Shape::Folder if to_output => {
            bail!("--output -: this format is a folder of files: name a folder")
        }
        Shape::Folder => false,
        Shape::FolderOrFile { ending } => {
            let name = args.output.to_string_lossy().to_lowercase();
            to_output || name.ends_with(ending)
        }
    };
    let options = ExportOptions {
        wanted: Wanted {
            voice: voice.map_err(|error| anyhow!("{shown}: {error}"))?,
            status: args.status,
            articles: args.articles.iter().map(ArticleId::new).collect(),
            tags: args.tags.clone(),
            layer: args.layer,
            without_repeats: args.without_repeats,
        },
        one_file,
        long: args.long,
        spreadsheet: args.spreadsheet,
        ties: args.network,
        actors: args.by,
    };
    let named = |error: ExportError| match error {
        ExportError::Select(error @ SelectError::SeveralVoices { .. }) => anyhow!(
            "{shown}: {error}: take one coding with --annotator NAME, or every coding with --annotator all"
        ),
        error @ ExportError::SeveralPages { .. } => {
            anyhow!("{shown}: {error}: take one with --article ID, or leave out the ending .html")
        }
        error => anyhow!("{shown}: {error}"),
    };
    let exported = exchange::export(&project, format, &options).map_err(named)?;
    let selection = exchange::selected(&project, format, &options.wanted);
    for loss in selection
        .iter()
        .flat_map(|selection| format.losses(selection))
    {
        terminal.say(&loss.to_string());
    }
    for note in &exported.notes {
        terminal.say(note);
    }
    if to_output {
        if let Some((_, bytes)) = exported.files.first() {
            terminal.put(bytes)?;
        }
        return Ok(Outcome::Done);
    }
    let (folder, files) = store::placed(&args.output, exported.files, one_file)
        .map_err(|(path, error)| anyhow!("{}: {error}", path.display()))?;
    for (name, _) in &files {
        refuse_there(&folder.join(name), args.force)?;
    }
    store::write_together(&folder, &files)
        .map_err(|(path, error)| anyhow!("{}: {error}", path.display()))?;
    Ok(Outcome::Done)
}

fn formats() -> String {
    let formats: Vec<String> = FORMATS
        .iter()
        .filter(|format| format.writes())
        .map(|format| format!("{} ({})", format.name, format.about))
        .collect();
    format!("The format: {}", formats.join(", "))
}

/// A value by its word.
fn word<T: Word>(word: &str) -> Result<T, String> {
    T::from_word(word).ok_or_else(|| format!("it must be {}", T::choices()))
}
