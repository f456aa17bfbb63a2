//! `sayso bench-frames`

use std::path::PathBuf;

use super::{Outcome, Terminal};

/// Measure how long drawing takes, without a window
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Draws the first article at 1280x800 and scrolls it by 40 points a frame, from
the top again after its end. Times are those of the thread that draws, in milliseconds.

Examples:
  sayso bench-frames long.sayso.ron
  sayso bench-frames long.sayso.ron --json --frames 5000"
)]
pub(super) struct Args {
    project: PathBuf,
    /// How many frames
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..))]
    frames: u32,
    /// One JSON object
    #[arg(long)]
    json: bool,
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
    let count = usize::try_from(args.frames)?;
    let mut took = crate::gui::bench::frames(args.project.clone(), count)?;
    took.sort_unstable();
    Ok(crate::gui::timings::of_frames(&took))
}

#[cfg(not(feature = "gui"))]
fn measure(_args: &Args) -> anyhow::Result<Vec<(&'static str, f64)>> {
    anyhow::bail!("this program was built without its window (the feature “gui”): nothing is drawn")
}
