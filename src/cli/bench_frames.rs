//! `sayso bench-frames`

use std::path::PathBuf;
use std::time::Duration;

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
    let mut took = measure(args)?;
    took.sort_unstable();
    let mut values = vec![
        ("frames", f64::from(args.frames)),
        ("frame_p50_ms", percentile(&took, 50)),
        ("frame_p99_ms", percentile(&took, 99)),
    ];
    values.extend(peak_memory_mb().map(|peak| ("peak_memory_mb", peak)));
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
fn measure(args: &Args) -> anyhow::Result<Vec<Duration>> {
    crate::gui::bench::frames(args.project.clone(), usize::try_from(args.frames)?)
}

#[cfg(not(feature = "gui"))]
fn measure(_args: &Args) -> anyhow::Result<Vec<Duration>> {
    anyhow::bail!("this program was built without its window (the feature “gui”): nothing is drawn")
}

/// The least time that so many percent of the frames do not exceed (nearest rank), in
/// milliseconds.
fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    let took = sorted.get(rank - 1).copied().unwrap_or_default();
    (took.as_secs_f64() * 1e6).round() / 1e3
}

/// The most memory that the program has held (resident set), in MB of 1,000,000 bytes; known on
/// Linux.
fn peak_memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some((kilobytes * 1.024).round() / 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let took: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert!((percentile(&took, 50) - 100.0).abs() < 1e-9);
        assert!((percentile(&took, 99) - 198.0).abs() < 1e-9);
        assert!((percentile(&took[..1], 99) - 1.0).abs() < 1e-9);
    }
}
