//! How long proposing takes: a table of timings over texts from 7 kB to 10 MB. They are for people
//! to read; nothing fails because of them.
//! Run: cargo bench --bench suggest, with the path of a text to take another than the sample's.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use sayso::store;
use sayso::suggest::{Language, Names, propose};
use sayso::text::Text;

/// Of so many runs the fastest counts: the others were disturbed.
const RUNS: usize = 7;

const SIZES: [usize; 5] = [7_000, 70_000, 700_000, 2_000_000, 10_000_000];

fn main() -> Result<(), Box<dyn Error>> {
    let given = std::env::args()
        .nth(1)
        .filter(|given| !given.starts_with('-'));
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/sample_projects/harbour-dispute.sayso.ron"
    );
    let project = store::load(Path::new(sample))?.project;
    let words = match given {
        Some(path) => std::fs::read_to_string(path)?,
        None => (project.articles().iter())
            .map(|article| varied(article.text.as_str()))
            .collect(),
    };
    let english = Language::of_code("en").ok_or("English is not there")?;
    let nobody = Names::default();
    let known = Names::of(project.codebook(), None);
    println!("bytes, proposals, ms, MB/s; {} bytes repeated", words.len());
    for size in SIZES {
        row("without a codebook", &words, size, &nobody, english);
        row("with one", &words, size, &known, english);
    }
    row(
        "one line",
        &words.replace('\n', " "),
        10_000_000,
        &nobody,
        english,
    );
    Ok(())
}

/// A text, and the same in straight quotation marks.
fn varied(text: &str) -> String {
    let straight = text.replace(['“', '”'], "\"").replace('’', "'");
    format!("{text}\n\n{straight}\n\n")
}

fn row(name: &str, words: &str, size: usize, names: &Names, language: &Language) {
    let mut text = words.repeat(size / words.len().max(1) + 1);
    text.truncate(text.floor_char_boundary(size));
    let text = Text::new(text);
    let mut best = Duration::MAX;
    let mut proposals = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        proposals = propose(&text, names, language).len();
        best = best.min(start.elapsed());
    }
    let seconds = best.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a size of a few million")]
    let rate = size as f64 / seconds / 1e6;
    println!(
        "  {name:<20}{size:>10}{proposals:>8}{:>10.2}{rate:>8.1}",
        seconds * 1e3
    );
}
