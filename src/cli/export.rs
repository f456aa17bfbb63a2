//! `sayso export`

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::open::{refuse_there, to_read};
use super::{Outcome, Terminal};
use crate::exchange::{
    self, ExportError, ExportOptions, Exported, FORMATS, FormatId, SelectError, Shape, Voice,
    Wanted, Word as _,
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
    #[arg(long, value_parser = FormatId::named, help = formats())]
    format: FormatId,
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
    let one_file = match args.format.describe().shape {
        Shape::File => true,
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
    let exported = exchange::export(&project, args.format, &options).map_err(|error| match error {
        ExportError::Select(error @ SelectError::SeveralVoices { .. }) => anyhow!(
            "{shown}: {error}: take one coding with --annotator NAME, or every coding with --annotator all"
        ),
        error => anyhow!("{shown}: {error}"),
    })?;
    for note in &exported.notes {
        terminal.say(note);
    }
    if to_output {
        for (_, bytes) in &exported.files {
            terminal.put(bytes)?;
        }
    } else if one_file {
        write_file(&args.output, &exported, args.force)?;
    } else {
        write_folder(&args.output, &exported, args.force)?;
    }
    Ok(Outcome::Done)
}

fn write_file(path: &Path, exported: &Exported, force: bool) -> anyhow::Result<()> {
    refuse_there(path, force)?;
    for (_, bytes) in &exported.files {
        store::write_whole(path, bytes).map_err(|error| anyhow!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// All files, or none as far as that is possible: what was written before one failed goes again,
/// but what it replaced does not come back.
fn write_folder(folder: &Path, exported: &Exported, force: bool) -> anyhow::Result<()> {
    let made_folder = !folder.exists();
    if made_folder {
        std::fs::create_dir(folder)
            .map_err(|error| anyhow!("{}: {}", folder.display(), store::SaveError::from(error)))?;
    } else if !folder.is_dir() {
        bail!(
            "{}: this format is a folder of files, and a file has that name: choose another name",
            folder.display()
        );
    }
    let paths: Vec<PathBuf> = exported
        .files
        .iter()
        .map(|(name, _)| folder.join(name))
        .collect();
    for path in &paths {
        refuse_there(path, force)?;
    }
    let mut written: Vec<&PathBuf> = Vec::new();
    for (path, (_, bytes)) in paths.iter().zip(&exported.files) {
        let new = !path.exists();
        if let Err(error) = store::write_whole(path, bytes) {
            // Nothing better can be done about one that cannot be removed.
            for path in written {
                let _ = std::fs::remove_file(path);
            }
            if made_folder {
                let _ = std::fs::remove_dir(folder);
            }
            bail!("{}: {error}", path.display());
        }
        if new {
            written.push(path);
        }
    }
    Ok(())
}

fn formats() -> String {
    let formats: Vec<String> = FORMATS
        .iter()
        .filter(|format| format.writes)
        .map(|format| format!("{} ({})", format.name, format.about))
        .collect();
    format!("The format: {}", formats.join(", "))
}

fn status(word: &str) -> Result<ReviewStatus, String> {
    ReviewStatus::from_word(word).ok_or_else(|| format!("it must be {}", ReviewStatus::choices()))
}
