//! `sayso bench-frames`

use std::path::PathBuf;

use super::{Outcome, Terminal};

/// Measure how long drawing takes, without a window
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Draws the first article at 1280x800 while something is done in it. Times are those
of the thread that draws, in milliseconds. With --doing mark a time is that of all frames
from the release of the mouse to the one that draws the highlight.

Examples:
  sayso bench-frames long.sayso.ron
  sayso bench-frames long.sayso.ron --json --frames 5000
  sayso bench-frames long.sayso.ron --doing mark --chosen --frames 200"
)]
pub(super) struct Args {
    project: PathBuf,
    /// What is done meanwhile
    #[arg(long, value_enum, default_value_t = Doing::Scroll)]
    doing: Doing,
    /// With a statement chosen, at first that in the middle of the article
    #[arg(long)]
    chosen: bool,
    /// How many frames, or marks
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..))]
    frames: u32,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Doing {
    /// Scroll by 40 points a frame, from the top again after the end
    Scroll,
    /// Type a name into the speaker field and delete it again, a letter a frame
    Type,
    /// Move the mouse over the text, and rest for its tooltips
    Hover,
    /// Select more and more words with the mouse, then past the lower edge
    Drag,
    /// Select words with the mouse and code a stance, again and again
    Mark,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let values = measure(args)?;
    if args.json {
        let object: serde_json::Map<_, _> = values
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect();
        writeln!(terminal.out, "{}", serde_json::Value::from(object))?;
    } else {
        for (name, value) in values {
            writeln!(terminal.out, "{name}: {value}")?;
        }
    }
    Ok(Outcome::Done)
}

#[cfg(feature = "gui")]
fn measure(args: &Args) -> anyhow::Result<Vec<(&'static str, f64)>> {
    use crate::gui::bench;

    let doing = match args.doing {
        Doing::Scroll => bench::Doing::Scroll,
        Doing::Type => bench::Doing::Type,
        Doing::Hover => bench::Doing::Hover,
        Doing::Drag => bench::Doing::Drag,
        Doing::Mark => bench::Doing::Mark,
    };
    let count = usize::try_from(args.frames)?;
    let mut took = bench::frames(args.project.clone(), doing, args.chosen, count)?;
    took.sort_unstable();
    let longest = took.last().copied().unwrap_or_default();
    Ok(crate::gui::timings::of_frames(&took, longest))
}

#[cfg(not(feature = "gui"))]
fn measure(_args: &Args) -> anyhow::Result<Vec<(&'static str, f64)>> {
    anyhow::bail!("this program was built without its window (the feature “gui”): nothing is drawn")
}
