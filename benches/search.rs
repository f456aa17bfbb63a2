//! How long a search takes: a table of timings over a project of 1,000 articles of 6 kB with 30
//! statements each. They are for people to read; nothing fails because of them.
//! Run: cargo bench --bench search, with the path of a project to search another.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use sayso::model::Project;
use sayso::model::search::search;
use sayso::store;
use sayso::text::search::{Finder, Options, Query};

/// Of so many runs the fastest counts: the others were disturbed.
const RUNS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let given = std::env::args()
        .nth(1)
        .filter(|given| !given.starts_with('-'));
    let project = match given {
        Some(path) => store::load(Path::new(&path))?.project,
        None => sample()?,
    };
    println!(
        "{} articles, {} statements; compiling, first hits, all hits, in ms",
        project.articles().len(),
        project.statement_count()
    );
    let plain = Options::default();
    let regex = Options {
        regex: true,
        ..plain
    };
    let folded = Options {
        ignore_accents: true,
        ..plain
    };
    let whole = Options {
        whole_word: true,
        ..plain
    };
    for (name, words, options) in [
        ("a frequent letter", "e", plain),
        ("a word", "tunnel", plain),
        (
            "the same, case counts",
            "tunnel",
            Options {
                ignore_case: false,
                ..plain
            },
        ),
        ("the same, whole", "tunnel", whole),
        ("the same, accents ignored", "tunnel", folded),
        ("a letter, accents ignored", "e", folded),
        ("what is nowhere", "zebra", plain),
        ("an expression", r"\bt\w+l\b", regex),
        ("one that finds much", r"\w+", regex),
        (
            "the same, whole, accents",
            r"\w+",
            Options {
                whole_word: true,
                ..regex
            },
        ),
    ] {
        row(&project, name, words, options)?;
    }
    Ok(())
}

/// The project that docs/performance.md calls W4, made as it says.
fn sample() -> Result<Project, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("w4.sayso.ron");
    let sizes = [
        "--articles",
        "1000",
        "--bytes",
        "6000",
        "--statements",
        "30",
        "--seed",
        "4",
    ];
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.arg("sample").args(sizes).arg("-o").arg(&path);
    command.output()?;
    Ok(store::load(&path)?.project)
}

fn row(project: &Project, name: &str, words: &str, options: Options) -> Result<(), Box<dyn Error>> {
    let words = words.to_owned();
    let query = Query { words, options };
    let mut best = [Duration::MAX; 3];
    let mut hits = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let finder = Finder::new(&query)?;
        let compiled = start.elapsed();
        let mut first = None;
        hits = 0;
        let _ = search(project, &finder, |_, found| {
            hits += found.len();
            if hits > 0 {
                first.get_or_insert_with(|| start.elapsed());
            }
            ControlFlow::Continue(())
        });
        let all = start.elapsed();
        for (best, took) in best.iter_mut().zip([compiled, first.unwrap_or(all), all]) {
            *best = took.min(*best);
        }
    }
    let [compiled, first, all] = best.map(|took| took.as_secs_f64() * 1e3);
    println!("  {name:<28}{hits:>9} hits{compiled:>8.2}{first:>8.2}{all:>8.1}");
    Ok(())
}
