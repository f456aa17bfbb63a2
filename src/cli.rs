//! The command line: one file per subcommand. Data goes to standard output, messages to standard
//! error. 0 is done, 1 is problems found, 2 is bad usage or input that cannot be read.

mod add;
mod agreement;
mod backups;
mod bench_frames;
mod bring_back;
mod check;
mod compare;
mod copy;
mod deposit;
mod diff;
mod export;
mod formats;
mod git_setup;
mod import;
mod list;
mod merge;
mod new;
mod open;
mod reattach;
mod recover;
mod sample;
mod set;
mod terminal;
mod window;
mod worker;

pub use terminal::{Terminal, is_closed_pipe};

use std::path::PathBuf;
use std::time::Instant;

use clap::{CommandFactory as _, Parser, Subcommand};

/// Annotate who said what, about what, and where they stand, in news articles
#[derive(Debug, Parser)]
#[command(
    name = "sayso",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  sayso article.txt                                    open an article in a new project
  sayso new talks.sayso.ron --title \"Ferry talks\"      make a project
  sayso add talks.sayso.ron article.txt                put an article into it
  sayso talks.sayso.ron                                open it
  sayso export talks.sayso.ron --format csv --output tables

`sayso COMMAND --help` has more."
)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// What the window opens: a project, or articles in an untitled project
    #[arg(value_name = "PROJECT | ARTICLE")]
    paths: Vec<PathBuf>,
    /// Say to standard error what took how long
    #[arg(long)]
    timings: bool,
    /// Close the window when the article is visible
    #[arg(long)]
    exit_after_visible: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Args),
    Add(add::Args),
    Set(set::Args),
    List(list::Args),
    Check(check::Args),
    Export(export::Args),
    Import(import::Args),
    Formats(formats::Args),
    Compare(compare::Args),
    Agreement(agreement::Args),
    Copy(copy::Args),
    Deposit(deposit::Args),
    Reattach(reattach::Args),
    BringBack(bring_back::Args),
    Diff(diff::Args),
    Merge(merge::Args),
    GitSetup(git_setup::Args),
    Recover(recover::Args),
    Backups(backups::Args),
    Sample(sample::Args),
    BenchFrames(bench_frames::Args),
    #[command(hide = true)]
    Worker(worker::Args),
}

/// How a command that could be carried out went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// It found problems, and said so.
    Problems,
}

impl Outcome {
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Problems => 1,
        }
    }
}

/// Carries out a command of a program that was `started` a moment ago. An error says which file it
/// is about and what to do; its exit code is 2.
pub fn run(args: Args, started: Instant, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    match args.command {
        None => {
            let watch = window::Watch {
                started,
                timings: args.timings,
                exit_after_visible: args.exit_after_visible,
            };
            window::run(args.paths, watch)
        }
        Some(Command::New(args)) => new::run(&args, terminal),
        Some(Command::Add(args)) => add::run(&args, terminal),
        Some(Command::Set(args)) => set::run(&args, terminal),
        Some(Command::List(args)) => list::run(&args, terminal),
        Some(Command::Check(args)) => check::run(&args, terminal),
        Some(Command::Export(args)) => export::run(&args, terminal),
        Some(Command::Import(args)) => import::run(&args, terminal),
        Some(Command::Formats(args)) => formats::run(&args, terminal),
        Some(Command::Compare(args)) => compare::run(&args, terminal),
        Some(Command::Agreement(args)) => agreement::run(&args, terminal),
        Some(Command::Copy(args)) => copy::run(&args, terminal),
        Some(Command::Deposit(args)) => deposit::run(&args, terminal),
        Some(Command::Reattach(args)) => reattach::run(&args, terminal),
        Some(Command::BringBack(args)) => bring_back::run(&args, terminal),
        Some(Command::Diff(args)) => diff::run(&args, terminal),
        Some(Command::Merge(args)) => merge::run(&args, terminal),
        Some(Command::GitSetup(args)) => git_setup::run(&args, terminal),
        Some(Command::Recover(args)) => recover::run(&args, terminal),
        Some(Command::Backups(args)) => backups::run(&args, terminal),
        Some(Command::Sample(args)) => sample::run(&args, terminal),
        Some(Command::BenchFrames(args)) => bench_frames::run(&args, terminal),
        Some(Command::Worker(args)) => worker::run(&args, terminal),
    }
}

/// "new, add and list".
fn commands() -> String {
    let command = Args::command();
    let names: Vec<&str> = command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(clap::Command::get_name)
        .filter(|name| *name != "help")
        .collect();
    match names.split_last() {
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// "1 article", "2 articles".
fn counted(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
        assert_eq!(
            commands(),
            "new, add, set, list, check, export, import, formats, compare, agreement, copy, deposit, reattach, bring-back, diff, merge, git-setup, recover, backups, sample and bench-frames"
        );
    }

    #[test]
    fn every_command_has_examples() {
        for command in Args::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string);
            assert!(
                help.unwrap().contains("Examples:"),
                "{}",
                command.get_name()
            );
        }
    }
}
