//! How long the worklists take, finding the same words elsewhere, ranking, and merging two codes: a
//! table of timings over a project of 1,000 articles of 6 kB with 30 statements each. They are for
//! people to read; nothing fails because of them.
//! Run: cargo bench --bench analyse, with the path of a project to measure another.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use sayso::analyse::{Kind, Occurrences, Ranker, Worklists, code_page};
use sayso::edit::{Called, Edit, Touched, merge_codes};
use sayso::model::{
    Code, CodeId, Id as _, Project, Speaker, SpeakerId, SpeakerKind, StatementChange,
    StatementIndex,
};
use sayso::store;

/// Of so many runs the fastest counts: the others were disturbed.
const RUNS: usize = 7;

/// So many statements use each of the two speakers that are merged.
const USES: usize = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let given = std::env::args()
        .nth(1)
        .filter(|given| !given.starts_with('-'));
    let project = match given {
        Some(path) => store::load(Path::new(&path))?.project,
        None => sample()?,
    };
    println!(
        "{} articles, {} statements",
        project.articles().len(),
        project.statement_count()
    );
    let lists = row("all worklists", || Worklists::new(&project));
    for kind in Kind::ALL {
        println!("    {kind}: {}", lists.count(kind));
    }
    let id = project
        .statements()
        .next()
        .ok_or("no statement")?
        .id
        .clone();
    let change = StatementChange::Stance(None);
    let mut changed = project.clone();
    let touched = changed
        .apply(Edit::ChangeStatement {
            id: id.clone(),
            change,
        })?
        .touched;
    let mut looked_at = 0;
    let followed = fastest(|| {
        let mut lists = lists.clone();
        let start = Instant::now();
        looked_at = lists.update(&changed, &touched).looked_at;
        start.elapsed()
    });
    println!(
        "{:<44}{:>9.3} ms, {looked_at} looked at",
        "an edit of one statement",
        ms(followed)
    );
    row("one list in order", || {
        lists.of_kind(&project, Kind::Quotation).len()
    });

    let words = row("the words of all articles", || Occurrences::new(&project));
    let index = StatementIndex::new(&project);
    let statement = project.statement(&id).ok_or("no statement")?;
    row("the same words elsewhere, one statement", || {
        words.of(&project, &index, statement).len()
    });
    row("the same words elsewhere, all statements", || {
        let of = |statement| words.of(&project, &index, statement).len();
        project.statements().map(|s| of(s)).sum::<usize>()
    });
    row("a ranker", || Ranker::new(&project));
    let code = CodeId::Speaker(statement.speakers.first().ok_or("no speaker")?.clone());
    row("the page of a code", || {
        code_page(&project, &code, |_| true, false)
    });
    names(2_000);
    merging(project)
}

/// The project that docs/performance.md calls W4.
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
        "1",
    ];
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.arg("sample").args(sizes).arg("-o").arg(&path);
    command.output()?;
    Ok(store::load(&path)?.project)
}

/// Two speakers with many uses each become one, in one step, and two again.
fn merging(mut project: Project) -> Result<(), Box<dyn Error>> {
    let ids = ["sp_one", "sp_two"].map(SpeakerId::new);
    for id in &ids {
        let speaker = Speaker::new(id.clone(), id.as_str(), SpeakerKind::Person);
        let code = Box::new(Code::Speaker(speaker));
        project.apply(Edit::AddCode { at: 0, code })?;
    }
    let statements: Vec<_> = project.statements().map(|s| s.id.clone()).collect();
    for (at, id) in statements.into_iter().take(2 * USES).enumerate() {
        let speaker = ids.get(at % 2).cloned().into_iter().collect();
        let change = StatementChange::Speakers(speaker);
        project.apply(Edit::ChangeStatement { id, change })?;
    }
    let [from, into] = ids.map(CodeId::Speaker);
    let mut merged = None;
    let mut took = Vec::new();
    for _ in 0..RUNS {
        let mut copy = project.clone();
        let start = Instant::now();
        let applied = copy.apply(merge_codes(&project, &from, &into)?)?;
        took.push(start.elapsed());
        merged = Some((copy, applied));
    }
    let fast = took.into_iter().min().unwrap_or_default();
    println!(
        "{:<44}{:>9.3} ms",
        format!("a merge of two speakers, {USES} uses"),
        ms(fast)
    );
    let (merged, applied) = merged.ok_or("no merge")?;
    let mut undone = Duration::MAX;
    for _ in 0..RUNS {
        let (mut copy, inverse) = (merged.clone(), applied.inverse.clone());
        let start = Instant::now();
        copy.apply(inverse)?;
        undone = undone.min(start.elapsed());
    }
    println!("{:<44}{:>9.3} ms", "and its undo", ms(undone));
    let (before, index) = (Worklists::new(&project), StatementIndex::new(&project));
    let follow = |touched: &Touched| {
        fastest(|| {
            let (mut lists, mut index) = (before.clone(), index.clone());
            let start = Instant::now();
            lists.update(&merged, touched);
            index.update(&merged, &touched.statements);
            start.elapsed()
        })
    };
    println!(
        "{:<44}{:>9.3} ms",
        "worklists and index follow it",
        ms(follow(&applied.touched))
    );
    Ok(())
}

/// So many names, and which of them are nearly the same.
fn names(number: usize) {
    let speaker = |at: usize| {
        let id = SpeakerId::new(format!("sp_{at}"));
        let name = format!("Given{} Family{}", at % 7, at * 7_919);
        Code::Speaker(Speaker::new(id, name, SpeakerKind::Person))
    };
    row(&format!("the keys of {number} names"), || {
        (0..number)
            .map(|at| Called::of(&speaker(at)).keys().len())
            .sum::<usize>()
    });
}

fn row<T>(name: &str, mut run: impl FnMut() -> T) -> T {
    let mut fast = Duration::MAX;
    let mut given = None;
    for _ in 0..RUNS {
        let start = Instant::now();
        let now = run();
        fast = fast.min(start.elapsed());
        given = Some(now);
    }
    println!("{name:<44}{:>9.3} ms", ms(fast));
    given.unwrap_or_else(run)
}

fn fastest(mut run: impl FnMut() -> Duration) -> Duration {
    (0..RUNS).map(|_| run()).min().unwrap_or_default()
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
