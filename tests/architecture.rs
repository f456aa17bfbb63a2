//! What ARCHITECTURE.md says of the layers, read from the source itself.

#![expect(
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that cuts a character in two or finds no source should fail"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The layers from the bottom up. Each may use itself and those before it.
const LAYERS: [&str; 10] = [
    "text", "model", "edit", "review", "analyse", "store", "exchange", "foreign", "gui", "cli",
];

/// What is no layer: the crate's root, the binary, what tests share.
const OUTSIDE: [&str; 3] = ["lib", "main", "testing"];

/// Layers that know no screen, no disk, no clock and no randomness.
const PURE: [&str; 4] = ["text", "model", "edit", "review"];

/// What a pure layer may not name, and what it would be.
const IMPURE: [(&str, &str); 15] = [
    ("egui", "a screen"),
    ("eframe", "a screen"),
    ("rfd", "a screen"),
    ("winit", "a screen"),
    ("fs", "a disk"),
    ("File", "a disk"),
    ("env", "the environment"),
    ("process", "the environment"),
    ("net", "a network"),
    ("SystemTime", "a clock"),
    ("Instant", "a clock"),
    ("now", "a clock"),
    ("rand", "randomness"),
    ("getrandom", "randomness"),
    ("jiff", "a clock"),
];

/// Exceptions from [`IMPURE`], each with its reason.
const PURE_ALL_THE_SAME: [(&str, &str); 4] = [
    // Reads and writes RFC 3339; never asked for the time.
    ("model/article.rs", "jiff"),
    // The trait through which the caller gives the time.
    ("model/fresh.rs", "now"),
    // Ask it of that trait.
    ("review/open.rs", "now"),
    ("review/adjudicate.rs", "now"),
];

/// The parts of a project that `pub(crate)` opens to the whole crate.
const PARTS: [&str; 9] = [
    "codebook",
    "speakers",
    "stances",
    "topics",
    "fields",
    "annotators",
    "articles",
    "statements",
    "reviews",
];

/// What would change such a part, after its name: a method, or another value.
const CHANGES: [&str; 5] = [
    ".get_mut(",
    ".insert(",
    ".remove(",
    ".move_to(",
    "=std::mem::",
];

/// Other ways into a project that pass by its checks.
const BACK_DOORS: [&str; 2] = [".exchange(", "Project::empty("];

/// Who may use them: the one door, and the loader, which builds.
const DOORKEEPERS: [&str; 3] = ["model/", "edit/", "store/load/"];

const LONGEST: usize = 600;

#[test]
fn arrows_point_down_only() {
    report(sources().iter().flat_map(upward_arrows));
}

#[test]
fn model_text_and_edit_know_no_screen_disk_clock_or_randomness() {
    report(sources().iter().flat_map(impure_words));
}

#[test]
fn nothing_but_edit_changes_a_project() {
    report(sources().iter().flat_map(back_doors));
}

#[test]
fn no_code_is_unsafe() {
    let named = |source: &Source| source.finds(|line| has_word(line, "unsafe"), "unsafe code");
    report(sources().iter().flat_map(named));
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut sources = sources();
    sources.sort_by_key(|source| std::cmp::Reverse(source.text.lines().count()));
    for source in sources.iter().take(5) {
        println!("{:4} {}", source.text.lines().count(), source.path);
    }
    report(sources.iter().filter_map(|source| {
        let lines = source.text.lines().count();
        (lines > LONGEST).then(|| format!("{}: {lines} lines, at most {LONGEST}", source.path))
    }));
}

#[test]
fn the_pure_layers_are_there_and_are_read() {
    let sources = sources();
    for layer in PURE {
        let files = sources.iter().filter(|source| source.layer() == layer);
        assert!(
            files.count() > 3,
            "{layer} has no files: is this test reading the source?"
        );
    }
}

#[test]
fn every_folder_has_its_place_among_the_layers() {
    report(sources().iter().filter_map(|source| {
        let layer = source.layer();
        let known = LAYERS.contains(&layer) || OUTSIDE.contains(&layer);
        (!known).then(|| format!("{}: {layer} is no layer: give it a place here", source.path))
    }));
}

#[test]
fn a_bad_source_is_found_out() {
    let bad = |path: &str, text: &str| Source {
        path: path.into(),
        text: text.into(),
    };
    let found = |source: &Source| {
        upward_arrows(source)
            .into_iter()
            .chain(impure_words(source))
            .chain(back_doors(source))
            .count()
    };
    for (path, text) in [
        ("model/a.rs", "use crate::store::load;"),
        ("text/a.rs", "use crate::model::Span;"),
        ("text.rs", "use crate::{model::Span, text};"),
        ("store/a.rs", "let x = crate::gui::show();"),
        ("gui/a.rs", "use crate::cli::run;"),
        ("edit/a.rs", "let t = std::time::SystemTime::now();"),
        ("edit.rs", "use std::{fmt, fs};"),
        ("model/b.rs", "fn f() { let n: u8 = rand::random(); }"),
        ("model/b.rs", "let t = jiff::Timestamp::UNIX_EPOCH;"),
        (
            "cli/a.rs",
            "project\n    .articles\n    .insert(0, article);",
        ),
        ("gui/a.rs", "project.articles.get_mut(&id);"),
        (
            "exchange/a.rs",
            "let old = change.exchange(&mut statement);",
        ),
    ] {
        assert!(found(&bad(path, text)) > 0, "{path}: {text}");
    }
    for (path, text) in [
        (
            "model/a.rs",
            "// crate::store knows how; std::fs does not belong here",
        ),
        ("model/a.rs", "let known = snow(); // egui"),
        (
            "store/a.rs",
            "use crate::{edit::Edit, model::Project}; use std::fs;",
        ),
        (
            "edit/a.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::store::parse;\n}",
        ),
        ("store/load/a.rs", "project.articles.insert(0, article)"),
        ("gui/a.rs", "self.galleys.get_mut(&id)"),
        ("cli/a.rs", "crate::gui::run()"),
    ] {
        assert_eq!(found(&bad(path, text)), 0, "{path}: {text}");
    }
}

/// A source file: its path below `src`, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The folder, or the file that stands for it: `edit` for `edit/apply.rs` and `edit.rs`.
    fn layer(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Whether all of it is compiled for tests only.
    fn is_test(&self) -> bool {
        ["/tests", "/laws", "/random", "testing"]
            .iter()
            .any(|part| self.path.contains(part))
    }

    /// The lines of code with their numbers, without comments and without a module of tests,
    /// which stands last in a file.
    fn code(&self) -> Vec<(usize, &str)> {
        let mut code = Vec::new();
        let mut lines = self.text.lines().zip(1..).peekable();
        while let Some((line, number)) = lines.next() {
            let tests = lines
                .peek()
                .is_some_and(|(next, _)| next.starts_with("mod tests {"));
            if line == "#[cfg(test)]" && tests {
                break;
            }
            code.push((number, line.split("//").next().unwrap_or_default()));
        }
        code
    }

    fn finds(&self, wrong: impl Fn(&str) -> bool, what: &str) -> Vec<String> {
        self.code()
            .into_iter()
            .filter(|(_, line)| wrong(line))
            .map(|(number, line)| format!("{}:{number}: {what}: {}", self.path, line.trim()))
            .collect()
    }
}

fn upward_arrows(source: &Source) -> Vec<String> {
    let layer = source.layer();
    let Some(place) = LAYERS.iter().position(|name| *name == layer) else {
        return Vec::new();
    };
    if source.is_test() {
        return Vec::new();
    }
    let code: String = source
        .code()
        .iter()
        .fold(String::new(), |mut all, (_, line)| {
            let _ = writeln!(all, "{line}");
            all
        });
    let above = |used: &String| LAYERS.iter().position(|name| name == used) > Some(place);
    used_layers(&code)
        .into_iter()
        .filter(above)
        .map(|used| {
            format!(
                "{}: {layer} uses {used}, which stands above it",
                source.path
            )
        })
        .collect()
}

/// The names that follow `crate::`, also those in braces.
fn used_layers(code: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut used = Vec::new();
    for (_, after) in code
        .match_indices("crate::")
        .map(|(at, found)| (at, &code[at + found.len()..]))
    {
        let Some(inside) = after.strip_prefix('{') else {
            used.push(word(after));
            continue;
        };
        let mut depth = 0;
        let mut names = vec![word(inside)];
        for (at, c) in inside.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => names.push(word(&inside[at + 1..])),
                _ => {}
            }
        }
        used.extend(names);
    }
    used
}

fn impure_words(source: &Source) -> Vec<String> {
    if !PURE.contains(&source.layer()) || source.is_test() {
        return Vec::new();
    }
    IMPURE
        .iter()
        .filter(|(word, _)| !PURE_ALL_THE_SAME.contains(&(source.path.as_str(), word)))
        .flat_map(|(word, what)| source.finds(|line| has_word(line, word), what))
        .collect()
}

fn back_doors(source: &Source) -> Vec<String> {
    let kept = DOORKEEPERS
        .iter()
        .any(|keeper| source.path.starts_with(keeper));
    if kept || source.is_test() {
        return Vec::new();
    }
    let code: String = source.code().iter().map(|(_, line)| *line).collect();
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let changed = PARTS
        .iter()
        .flat_map(|part| CHANGES.iter().map(move |change| format!(".{part}{change}")));
    changed
        .chain(BACK_DOORS.map(str::to_owned))
        .filter(|door| code.contains(door))
        .map(|door| format!("{}: a change that is no edit: {door}", source.path))
        .collect()
}

/// Whether a word stands in a line, as a whole word.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !part(line[..at].chars().next_back()) && !part(line[at + word.len()..].chars().next())
    })
}

fn report(wrong: impl Iterator<Item = String>) {
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).unwrap().to_str().unwrap();
                sources.push(Source {
                    path: below.replace('\\', "/"),
                    text: std::fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}
