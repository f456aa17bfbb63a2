//! Exports of tables, networks and pages, imports of the tables of others, and the copy for an archive.

use std::fs;

use super::{Desk, LINE};

const CODED: &str = "doc_id;Who;stance;topic;quote;coder\nar_2;Bo Li;oppose;Ferry;“No”;C.D.\nar_2;Bo Li;oppose;Ferry;nowhere;C.D.\n";

/// A project with two articles, coded by two.
fn desk() -> Desk {
    let desk = Desk::with_project();
    desk.write(
        "articles.csv",
        "doc_id,text,date\nar_2,“No” he said.,2026-03\n",
    );
    desk.write("coded.csv", CODED);
    desk.write("map", "speaker = Who\n");
    fs::create_dir(desk.path("in")).unwrap();
    for file in ["articles.csv", "coded.csv"] {
        fs::rename(desk.path(file), desk.path("in").join(file)).unwrap();
    }
    let ran = desk.run("import p.sayso.ron --format csv in --map map");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err
            .contains("coded.csv: line 3: its quote stands nowhere in the article"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("imported 1 article and 1 statement"),
        "{}",
        ran.err
    );
    desk
}

#[test]
fn a_part_is_taken_by_article_tag_and_layer() {
    let desk = desk();
    let rows = |options: &str| {
        let ran = desk.run(&format!(
            "export p.sayso.ron --format csv --output - {options}"
        ));
        ran.ok().out.lines().count() - 1
    };
    assert_eq!(rows("--article ar_1 --article ar_2"), 2);
    assert_eq!(rows("--article ar_2"), 1);
    assert_eq!(rows("--layer adjudicated"), 0);
    assert_eq!(rows("--layer independent"), 2);
    desk.run("set p.sayso.ron ar_1 tags=sea").ok();
    assert_eq!(rows("--tag sea"), 1);
    let refused = desk
        .run("export p.sayso.ron --format csv --output - --tag land")
        .refused();
    assert!(
        refused.contains("no article has the tag “land”"),
        "{refused}"
    );
    let refused = desk
        .run("export p.sayso.ron --format csv --output - --article x")
        .refused();
    assert!(refused.contains("there is no article x"), "{refused}");
}

#[test]
fn options_of_other_formats_are_refused() {
    let desk = desk();
    for (options, words) in [
        ("--format jsonl --network two-mode", "is no network"),
        ("--format gexf --long", "has no rows"),
        ("--format html --spreadsheet", "csv is"),
        ("--format html --output page.html", "--article ID"),
        (
            "--format graphml --network friends",
            "two-mode, congruence or conflict",
        ),
    ] {
        let options = if options.contains("--output") {
            options.to_owned()
        } else {
            format!("{options} --output out")
        };
        let refused = desk.run(&format!("export p.sayso.ron {options}")).refused();
        assert!(refused.contains(words), "{refused}");
    }
}

#[test]
fn losses_are_counted_before_anything_is_written() {
    let desk = desk();
    let ran = desk
        .run("export p.sayso.ron --format graphml --output n.graphml")
        .ok();
    assert!(
        ran.err.contains("1 statement will lose the cue"),
        "{}",
        ran.err
    );
    assert!(
        desk.read("n.graphml")
            .contains("<data key=\"label\">Bo Li</data>")
    );
    let ran = desk
        .run("export p.sayso.ron --format html --output pages")
        .ok();
    assert_eq!(ran.err, "");
    let pages = fs::read_dir(desk.path("pages")).unwrap().count();
    assert_eq!(pages, 3);
}

#[test]
fn a_deposit_has_neither_texts_nor_names_and_goes_back() {
    let desk = desk();
    desk.run("deposit p.sayso.ron -o deposit.json").ok();
    let deposit = desk.read("deposit.json");
    for secret in ["ferry 🚢", "said.", "A.B.", "C.D."] {
        assert!(!deposit.contains(secret), "{secret}");
    }
    let refused = desk.run("deposit p.sayso.ron -o deposit.json").refused();
    assert!(refused.contains("--force"), "{refused}");
    desk.write("one.txt", "\u{feff}“No” he said.");
    let ran = desk.run("reattach deposit.json one.txt -o part.sayso.ron");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("“Ferry to stay” (ar_1)"), "{}", ran.err);
    desk.run("reattach deposit.json p.sayso.ron -o back.sayso.ron")
        .ok();
    desk.run("check back.sayso.ron").ok();
    let list = |project: &str| {
        let out = desk.run(&format!("list {project} --json")).ok().out;
        out.replace("A.B.", "A").replace("C.D.", "B")
    };
    assert_eq!(list("back.sayso.ron"), list("p.sayso.ron"));
    desk.write("no.json", LINE);
    let refused = desk
        .run("reattach no.json one.txt -o other.sayso.ron")
        .refused();
    assert!(refused.contains("it is no deposit"), "{refused}");
}
