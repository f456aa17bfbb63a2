//! `sayso import`

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::open::{back_up, fresh, to_change};
use super::{Outcome, Terminal, counted};
use crate::exchange::{self, FORMATS, FormatId, Intake, Report};
use crate::model::Project;
use crate::store::vault::Reason;
use crate::store::{ReadError, read_bytes, read_stream};

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
    #[arg(long, value_parser = FormatId::named, help = formats())]
    format: FormatId,
    /// The files to read; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Who made the statements that name nobody, and who gave the verdicts on those of others;
    /// an annotator “import” when left out
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let format = args.format.describe();
    if !format.reads {
        bail!(
            "the format {} is only written, not read; {}",
            format.name,
            formats()
        );
    }
    let mut opened = to_change(&args.project, terminal)?;
    let mut files = Vec::new();
    for input in &args.inputs {
        files.push((input.display(), read(input)?));
    }
    let fresh = &mut fresh()?;
    let annotator = args.annotator.clone();
    let mut intake = Intake::new(&opened.project, format, annotator, fresh);
    let mut total = Total::default();
    for (name, bytes) in files {
        if let Some(report) = exchange::import(args.format, &bytes, &mut intake) {
            tell(&name.to_string(), &report, terminal);
            total.add(&report);
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
    remarks.sort_by_key(|remark| remark.line);
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
        .filter(|format| format.reads)
        .map(|format| format!("{} ({})", format.name, format.about))
        .collect();
    format!("The format: {}", formats.join(", "))
}
