//! `sayso worker`

use super::{Outcome, Terminal};
use crate::foreign;

/// Read foreign files for the program that started this one
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Sayso starts it by itself. Each file is asked for on standard input by a line of JSON and
its bytes; the answer on standard output is a line of JSON and the bytes of what it counts.

Examples:
  printf '{\"kind\":\"text\",\"bytes\":5}\\nFerry' | sayso worker"
)]
pub(super) struct Args {
    /// How much memory it may use, in MB
    #[arg(long, value_name = "MB", default_value_t = 512)]
    room: u64,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    foreign::limit(args.room);
    // What fails on a file is answered in words; on a pipe that nobody reads its own would wait.
    std::panic::set_hook(Box::new(|_| {}));
    foreign::serve(&mut std::io::stdin().lock(), terminal.out)?;
    Ok(Outcome::Done)
}
