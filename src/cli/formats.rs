//! `sayso formats`

use serde_json::json;

use super::{Outcome, Terminal};
use crate::exchange::{FORMATS, Format, Part, Shape};

/// List the formats that can be read and written, and what each of them holds
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sayso formats
  sayso formats --json")]
pub(super) struct Args {
    /// As JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let out = if args.json {
        let formats: Vec<_> = FORMATS.iter().map(as_json).collect();
        serde_json::to_string_pretty(&formats)? + "\n"
    } else {
        FORMATS.iter().map(in_words).collect::<Vec<_>>().join("\n")
    };
    terminal.put(out.as_bytes())?;
    Ok(Outcome::Done)
}

fn in_words(format: &Format) -> String {
    let (carried, lost): (Vec<Part>, Vec<Part>) = Part::ALL
        .into_iter()
        .partition(|part| format.carries.contains(part));
    let names = |parts: Vec<Part>| match parts.as_slice() {
        [] => "nothing else".to_owned(),
        parts => parts
            .iter()
            .map(|part| part.name())
            .collect::<Vec<_>>()
            .join(", "),
    };
    let ways = match (format.reads(), format.writes()) {
        (true, true) => "in and out",
        (true, false) => "in",
        _ => "out",
    };
    let kind = match format.shape {
        Shape::File { .. } => "a file",
        Shape::Folder => "a folder",
        Shape::FolderOrFile { .. } => "a folder or a file",
    };
    format!(
        "{} ({ways}, {kind}): {}\n  holds: {}\n  loses: {}\n",
        format.name,
        format.about,
        names(carried),
        names(lost)
    )
}

fn as_json(format: &Format) -> serde_json::Value {
    let carries: Vec<&str> = format.carries.iter().map(|part| part.name()).collect();
    let (is_file, is_folder) = match format.shape {
        Shape::File { .. } => (true, false),
        Shape::Folder => (false, true),
        Shape::FolderOrFile { .. } => (true, true),
    };
    json!({
        "name": format.name,
        "about": format.about,
        "in": format.reads(),
        "out": format.writes(),
        "file": is_file,
        "folder": is_folder,
        "several_codings": format.many_voices,
        "carries": carries,
    })
}
