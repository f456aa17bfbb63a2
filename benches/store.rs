//! How long the project file takes: a table of timings for two sizes of project. They are for
//! people to read; nothing fails because of them. Run: cargo bench --bench store, with the files of
//! projects after two dashes to time those instead.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sayso::edit::{Edit, History, How, merge};
use sayso::model::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Project, ProjectId, Span, StanceId,
    Statement, StatementChange, StatementId, StatementIndex, Timestamp,
};
use sayso::store;
use sayso::store::journal::{Act, Entry};
use sayso::store::storage::Disk;
use sayso::store::vault::{Snapshot, Vault};
use sayso::text::Text;

/// Of so many runs the fastest counts: the others were disturbed.
const RUNS: usize = 5;

const SENTENCE: &str = "The mayor of Brackwater said “the ferry will stay”, and the crew with it. ";

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo gives an argument of its own.
    let files = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with("--"));
    let files: Vec<String> = files.collect();
    for file in &files {
        println!("{file}");
        table(&store::load(file.as_ref())?.project)?;
    }
    if !files.is_empty() {
        return Ok(());
    }
    let sizes = [
        ("1 article of 7 kB, 70 statements", 1, 7_000, 70),
        (
            "1,000 articles of 6 kB, 30 statements each",
            1_000,
            6_000,
            30,
        ),
    ];
    for (name, articles, bytes, statements) in sizes {
        let project = project(articles, bytes, statements)?;
        println!("{name}");
        table(&project)?;
    }
    Ok(())
}

fn table(project: &Project) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("bench.sayso.ron");
    let text = store::write(project)?;
    row("file, MB", &megabytes(text.len()));

    let floor = fastest(|| store::parse_unchecked(&text))?;
    let parse = fastest(|| store::parse(text.as_bytes()))?;
    let ratio = parse.as_secs_f64() / floor.as_secs_f64();
    row("RON into types, ms", &milliseconds(floor));
    row("parse and check, ms", &milliseconds(parse));
    row("parse / RON into types", &format!("{ratio:.2}"));
    row(
        "write, ms",
        &milliseconds(fastest(|| store::write(project))?),
    );
    row(
        "save, ms",
        &milliseconds(fastest(|| store::save(&path, project, None))?),
    );
    row("load, ms", &milliseconds(fastest(|| store::load(&path))?));
    let index = fastest(|| Ok::<_, std::convert::Infallible>(StatementIndex::new(project)))?;
    row("index, ms", &milliseconds(index));
    row("an edit and its undo, µs", &edit(project)?);
    row("an edit made durable, ms", &milliseconds(durable(project)?));
    // Two versions that were read from files of their own, as git gives them.
    let [ours, theirs] = [0, 1].map(|side| changed(project, side));
    let (ours, theirs) = (ours?, theirs?);
    let merging = fastest(|| merge(Some(project), &ours, &theirs, How::default()))?;
    row("merge of 1,000 changes each, ms", &milliseconds(merging));
    println!();
    Ok(())
}

/// The project with a note on every other of 2,000 statements, or of as many as there are.
fn changed(project: &Project, side: usize) -> Result<Project, Box<dyn Error>> {
    let mut changed = store::parse(store::write(project)?.as_bytes())?.project;
    for statement in project.statements().take(2_000).skip(side).step_by(2) {
        changed.apply(Edit::ChangeStatement {
            id: statement.id.clone(),
            change: StatementChange::Note(format!("side {side}")),
        })?;
    }
    Ok(changed)
}

/// One stance set and taken back, on a project of which a snapshot is held: the dear case.
fn edit(project: &Project) -> Result<String, Box<dyn Error>> {
    let id = project
        .statements()
        .next()
        .ok_or("no statement")?
        .id
        .clone();
    let change = StatementChange::Stance(Some(StanceId::new("oppose")));
    let edit = Edit::ChangeStatement { id, change };
    let took = fastest(|| {
        let mut changed = project.clone();
        let applied = changed.apply(edit.clone())?;
        changed.apply(applied.inverse)
    })?;
    Ok(format!("{:.1}", took.as_secs_f64() * 1e6))
}

/// The fastest of a few runs; dropping what a run gives is not counted.
fn fastest<T, E>(mut run: impl FnMut() -> Result<T, E>) -> Result<Duration, E> {
    let mut fastest = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        let given = run()?;
        fastest = fastest.min(start.elapsed());
        drop(given);
    }
    Ok(fastest)
}

fn row(name: &str, value: &str) {
    println!("  {name:<26}{value:>10}");
}

fn milliseconds(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64() * 1e3)
}

fn megabytes(bytes: usize) -> String {
    let thousandths = bytes / 1_000;
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

fn project(articles: usize, bytes: usize, statements: usize) -> Result<Project, Box<dyn Error>> {
    let annotator = AnnotatorId::new("an_bench");
    let mut edits = vec![Edit::AddAnnotator {
        at: 0,
        annotator: Arc::new(Annotator {
            id: annotator.clone(),
            name: "Bench".into(),
        }),
    }];
    let line = SENTENCE.repeat(5) + "\n";
    let text = Text::new(line.repeat(bytes / line.len() + 1));
    let quote = SENTENCE.find('“').ok_or("no quote")?;
    let quote = quote..SENTENCE.find('”').ok_or("no quote")? + '”'.len_utf8();
    let places: Vec<Span> = (text.as_str().match_indices(SENTENCE))
        .map(|(at, _)| Span::new(&text, at + quote.start..at + quote.end))
        .collect::<Result<_, _>>()?;
    for article in 0..articles {
        let id = ArticleId::new(format!("ar_{article:012}"));
        edits.push(Edit::AddArticle {
            at: article,
            article: Arc::new(Article::new(id.clone(), "Ferry", text.clone())),
        });
        for (number, place) in places.iter().cycle().take(statements).enumerate() {
            let mut statement = Statement::new(
                StatementId::new(format!("st_{article:06}{number:06}")),
                id.clone(),
                annotator.clone(),
                vec![Anchor::At(*place)],
                Timestamp::from_unix_seconds(1_700_000_000),
            );
            statement.stance = Some(StanceId::new("support"));
            edits.push(Edit::AddStatement(Arc::new(statement)));
        }
    }
    let mut project = Project::new(ProjectId::new("prj_bench"), "Bench");
    project.apply(Edit::group("bench", edits))?;
    Ok(project)
}

/// From an edit to its being on the disk: the median of many, as each waits for the disk.
fn durable(project: &Project) -> Result<Duration, Box<dyn Error>> {
    const EDITS: usize = 201;
    // Not in memory, where nothing has to be synced.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let now = Timestamp::from_unix_seconds(1_780_000_000);
    let mut snapshot = Snapshot {
        project: project.clone(),
        history: History::default(),
    };
    let place = folder.path().join("projects/bench");
    let mut vault = Vault::begin(Arc::new(Disk), place, None, &snapshot, &now)?;
    let mut took = Vec::new();
    for at in 0..EDITS {
        let edit = Edit::SetTitle(format!("title {at}"));
        let start = Instant::now();
        snapshot
            .history
            .apply(&mut snapshot.project, edit.clone())?;
        let entry = Entry {
            at: now.clone(),
            act: Act::Did(edit),
        };
        vault.append(&[entry])?;
        took.push(start.elapsed());
    }
    took.sort_unstable();
    Ok(took.get(EDITS / 2).copied().unwrap_or_default())
}
