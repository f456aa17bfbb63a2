//! `sayso export`

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::open::{refuse_there, to_read};
use super::{Outcome, Terminal};
use crate::exchange::{
    self, ExportError, ExportOptions, FORMATS, Format, SelectError, Shape, Voice, Wanted, Word as _,
};
use crate::model::ReviewStatus;
use crate::store;

/// Export a project in the format of another program
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sayso export talks.sayso.ron --format csv --output tables
  sayso export talks.sayso.ron --format csv --output - | head
  sayso export talks.sayso.ron --format jsonl --output talks.jsonl --annotator A.B.")]
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
    #[arg(long, value_parser = status)]
    status: Option<ReviewStatus>,
    /// Tables: a row for each statement × speaker × topic
    #[arg(long)]
    long: bool,
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
        },
        one_file,
        long: args.long,
    };
    let exported = exchange::export(&project, format, &options).map_err(|error| match error {
        ExportError::Select(error @ SelectError::SeveralVoices { .. }) => anyhow!(
            "{shown}: {error}: take one coding with --annotator NAME, or every coding with --annotator all"
        ),
        error => anyhow!("{shown}: {error}"),
    })?;
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
    let (folder, files) = placed(&args.output, exported.files, one_file)?;
    for (name, _) in &files {
        refuse_there(&folder.join(name), args.force)?;
    }
    store::write_together(&folder, &files)
        .map_err(|(path, error)| anyhow!("{}: {error}", path.display()))?;
    Ok(Outcome::Done)
}

/// Names and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// The files of an export and the folder that they go into: of a format that is a file, the first
/// has the name that the user gave, and the others stand beside it.
fn placed(output: &Path, mut files: Files, one_file: bool) -> anyhow::Result<(PathBuf, Files)> {
    let folder = if one_file {
        let name = output.file_name().unwrap_or_default();
        if let Some((first, _)) = files.first_mut() {
            *first = name.to_string_lossy().into_owned();
        }
        output.parent().unwrap_or(output)
    } else {
        output
    };
    // Only the folder of the name itself is made: one above it that is missing is a mistake.
    let above = if one_file {
        Some(folder)
    } else {
        folder.parent()
    };
    if let Some(above) = above
        && !above.as_os_str().is_empty()
        && !above.is_dir()
    {
        let error = store::SaveError::NoFolder(above.display().to_string());
        bail!("{}: {error}", output.display());
    }
    if !one_file && folder.exists() && !folder.is_dir() {
        bail!(
            "{}: this format is a folder of files, and a file has that name: choose another name",
            folder.display()
        );
    }
    Ok((folder.to_owned(), files))
}

fn formats() -> String {
    let formats: Vec<String> = FORMATS
        .iter()
        .filter(|format| format.writes())
        .map(|format| format!("{} ({})", format.name, format.about))
        .collect();
    format!("The format: {}", formats.join(", "))
}

fn status(word: &str) -> Result<ReviewStatus, String> {
    ReviewStatus::from_word(word).ok_or_else(|| format!("it must be {}", ReviewStatus::choices()))
}
