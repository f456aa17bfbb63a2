//! Parses the command line, calls one function, turns its error into words and an exit code.

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser as _;
use sayso::cli::{self, Args, Terminal};

fn main() -> ExitCode {
    let started = Instant::now();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(usage) => {
            // Help for a pipe that nobody reads is no failure.
            let _ = usage.print();
            return ExitCode::from(if usage.use_stderr() { 2 } else { 0 });
        }
    };
    let mut terminal = Terminal {
        out: &mut std::io::stdout(),
        err: &mut std::io::stderr(),
    };
    match cli::run(args, started, &mut terminal) {
        Ok(outcome) => ExitCode::from(outcome.exit_code()),
        Err(error) if cli::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal.say(&format!("sayso: {error}"));
            ExitCode::from(2)
        }
    }
}
