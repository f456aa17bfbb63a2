//! `sayso deposit`

use std::path::PathBuf;

use anyhow::anyhow;

use super::merge::same_file;
use super::open::{refuse_there, to_read};
use super::{Outcome, Terminal, counted};
use crate::exchange::deposit::{Quotes, deposit};
use crate::exchange::{Selection, Wanted, Word as _};
use crate::store;

/// Make a copy for an archive: codings without texts and without the names of annotators
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The copy is a JSON file with the codebook, what is known of each article with the SHA-256 of its text,
and all statements with their places in code points. Annotators are A, B and so on. Notes, the reasons
and comments of reviews, suggested changes and the codebook's examples are left out. Names in the
codebook, titles and extra fields stay: look through them before you give it away.
Put texts back with: sayso reattach

Examples:
  sayso deposit talks.sayso.ron -o talks-deposit.json
  sayso deposit talks.sayso.ron --quotes short --notes -o talks-deposit.json"
)]
pub(super) struct Args {
    project: PathBuf,
    /// How much of the words of each place goes along: full, short (their beginning) or none
    #[arg(long, value_parser = quotes, default_value = "none")]
    quotes: Quotes,
    /// With notes, reasons and comments
    #[arg(long)]
    notes: bool,
    /// Where the copy goes; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let (shown, to) = (args.project.display(), args.output.display());
    let project = to_read(&args.project, terminal)?.project;
    let selection = Selection::new(&project, &Wanted::default())?;
    let made = deposit(&selection, args.quotes, args.notes).map_err(|e| anyhow!("{shown}: {e}"))?;
    for note in &made.notes {
        terminal.say(note);
    }
    let Some((_, bytes)) = made.files.first() else {
        return Ok(Outcome::Done);
    };
    if args.output.as_os_str() == "-" {
        terminal.put(bytes)?;
        return Ok(Outcome::Done);
    }
    if same_file(&args.project, &args.output) {
        anyhow::bail!("{to}: the copy would replace the project: choose another name");
    }
    refuse_there(&args.output, args.force)?;
    store::write_whole(&args.output, bytes).map_err(|error| anyhow!("{to}: {error}"))?;
    terminal.say(&format!(
        "{to}: {} of {}, without texts",
        counted(selection.statements().len(), "statement"),
        counted(selection.articles().len(), "article")
    ));
    Ok(Outcome::Done)
}

fn quotes(word: &str) -> Result<Quotes, String> {
    Quotes::from_word(word).ok_or_else(|| format!("it must be {}", Quotes::choices()))
}
