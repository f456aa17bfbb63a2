//! `sayso import`

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::open::{back_up, fresh, to_change};
use super::{Outcome, Terminal, counted};
use crate::exchange::{self, FORMATS, Format, Input, Intake, Mapping, Report, Shape};
use crate::foreign::{Program, Worker};
use crate::model::Project;
use crate::store::vault::Reason;
use crate::store::{ReadError, read_bytes, read_stream, read_text};

/// Import articles and statements
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What is new is added, as one edit; what is there already stays as it is.
Lines that cannot be read are named and left out, and the exit code is 1.

A line of JSONL needs a \"text\"; or an \"id\" of an article of the project, to add statements to it.

Examples:
  sayso import talks.sayso.ron --format jsonl articles.jsonl
  sayso export colleague.sayso.ron --format jsonl --output - |
    sayso import talks.sayso.ron --format jsonl -"
)]
pub(super) struct Args {
    project: PathBuf,
    #[arg(long, value_parser = exchange::format, help = formats())]
    format: &'static Format,
    /// The files to read; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Who made the statements that name nobody, and who gave the verdicts on those of others;
    /// an annotator “import” when left out
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
    /// What in the files is what here: lines such as “speaker = Who said it”
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let format = args.format;
    if !format.reads() {
        bail!(
            "the format {} is only written, not read; {}",
            format.name,
            formats()
        );
    }
    let mut opened = to_change(&args.project, terminal)?;
    let mapping = args
        .map
        .as_deref()
        .map(mapping)
        .transpose()?
        .unwrap_or_default();
    let mut given = Vec::new();
    // Of a format that is a folder, files that are named one by one belong together.
    let together = !matches!(format.shape, Shape::File { .. }) && args.inputs.len() > 1;
    let mut loose = Vec::new();
    for input in &args.inputs {
        let files = files(input, format)?;
        if together && !input.is_dir() {
            loose.extend(files);
        } else {
            given.push((input.display().to_string(), files));
        }
    }
    if !loose.is_empty() {
        given.push((format.name.to_owned(), loose));
    }
    let fresh = &mut fresh()?;
    let annotator = args.annotator.clone();
    let mut intake = Intake::new(&opened.project, format, annotator, fresh);
    let mut total = Total::default();
    let mut worker = Worker::new(Program::own());
    for (name, files) in given {
        let inputs: Vec<Input<'_>> = files
            .iter()
            .map(|(name, bytes)| Input { name, bytes })
            .collect();
        match worker.labels(format, &inputs, &mapping) {
            Ok(labelled) => {
                let report = intake.take_all(labelled.drafted);
                tell(&name, &report, terminal);
                total.add(&report);
            }
            // One that harms its reader costs no other.
            Err(error) => {
                terminal.say(&format!("{name}: {error}"));
                total.failed += 1;
            }
        }
    }
    let edit = intake.finish(format!("import {}", total.counted()));
    // Nothing new: the file keeps its bytes.
    if !edit.is_empty() {
        let (id, title) = (opened.project.id(), opened.project.title());
        // One that was just made is nothing to go back to.
        if opened.project != Project::new(id.clone(), title) {
            back_up(&args.project, id, Reason::Import, terminal);
        }
        opened.save(edit)?;
    }
    let shown = args.project.display();
    terminal.say(&format!("{shown}: imported {}", total.counted()));
    if total.failed == 0 {
        return Ok(Outcome::Done);
    }
    let lines = counted(total.failed, "line");
    terminal.say(&format!(
        "{shown}: nothing was taken of {lines}: correct and import again"
    ));
    Ok(Outcome::Problems)
}

#[derive(Default)]
struct Total {
    articles: usize,
    statements: usize,
    failed: usize,
}

impl Total {
    fn add(&mut self, report: &Report) {
        self.articles += report.articles;
        self.statements += report.statements;
        self.failed += report.failures.len();
    }

    fn counted(&self) -> String {
        let articles = counted(self.articles, "article");
        format!("{articles} and {}", counted(self.statements, "statement"))
    }
}

fn tell(name: &str, report: &Report, terminal: &mut Terminal<'_>) {
    let mut remarks: Vec<_> = (report.notes.iter().cloned())
        .chain(report.unknown_keys())
        .chain(report.failures.iter().cloned())
        .collect();
    remarks.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    for remark in remarks {
        terminal.say(&format!("{name}: {remark}"));
    }
    if !report.made.is_empty() {
        const SHOWN: usize = 20;
        let shown: Vec<&str> = report.made.iter().take(SHOWN).map(String::as_str).collect();
        let more = match report.made.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        terminal.say(&format!("{name}: new: {}{more}", shown.join(", ")));
    }
    if report.nobody > 0 {
        terminal.say(&format!(
            "{name}: {} of nobody known: they are under the annotator “import”; --annotator NAME names somebody",
            counted(report.nobody, "statement")
        ));
    }
}

fn mapping(path: &Path) -> anyhow::Result<Mapping> {
    let named = |error: &dyn std::fmt::Display| anyhow!("{}: {error}", path.display());
    let text = read_bytes(path)
        .and_then(read_text)
        .map_err(|error| named(&error))?;
    Mapping::parse(&text).map_err(|error| named(&error))
}

/// The files of an input with their names in it. A folder is only taken by a format that is one.
fn files(path: &Path, format: &Format) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    if !path.is_dir() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // In a folder, a file without annotations is empty.
        let bytes = if format.shape == Shape::Folder {
            read_bytes(path).map_err(|error| anyhow!("{}: {error}", path.display()))?
        } else {
            read(path)?
        };
        return Ok(vec![(name.into_owned(), bytes)]);
    }
    if matches!(format.shape, Shape::File { .. }) {
        bail!("{}: it is a folder: name the files in it", path.display());
    }
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let named = |error| anyhow!("{}: {}", folder.display(), ReadError::from(error));
        for entry in std::fs::read_dir(&folder).map_err(named)? {
            let entry = entry.map_err(named)?;
            let path_here = entry.path();
            // Links to folders are not followed: they may lead back here.
            if entry.file_type().map_err(named)?.is_dir() {
                folders.push(path_here);
            } else if !path_here.is_dir() {
                let inside = path_here.strip_prefix(path).unwrap_or(&path_here);
                let parts = inside.iter().map(|part| part.to_string_lossy());
                let name = parts.collect::<Vec<_>>().join("/");
                files.push((
                    name,
                    read_bytes(&path_here)
                        .map_err(|error| anyhow!("{}: {error}", path_here.display()))?,
                ));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        return read_stream(std::io::stdin().lock())
            .map_err(|error| anyhow!("standard input: {error}"));
    }
    let named = |error: ReadError| anyhow!("{}: {error}", path.display());
    let bytes = read_bytes(path).map_err(named)?;
    if bytes.is_empty() {
        return Err(named(ReadError::Empty));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(named(ReadError::Utf16));
    }
    Ok(bytes)
}

fn formats() -> String {
    let formats: Vec<String> = FORMATS
        .iter()
        .filter(|format| format.reads())
        .map(|format| format!("{} ({})", format.name, format.about))
        .collect();
    format!("The format: {}", formats.join(", "))
}
