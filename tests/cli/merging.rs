//! Comparing and merging projects by command line. What git makes of it is in `git_merge.sh`.

use crate::{Desk, LINE};

/// Three copies of one project: as it was, and two versions of it.
fn versions() -> Desk {
    let desk = Desk::with_project();
    for copy in ["ours.sayso.ron", "theirs.sayso.ron"] {
        desk.write(copy, desk.read("p.sayso.ron"));
    }
    desk
}

/// One more statement in a version.
fn code(desk: &Desk, version: &str, id: &str, annotator: &str, span: &str) {
    desk.write(
        "more.jsonl",
        format!(
            "{{\"id\":\"ar_1\",\"statements\":[{{\"id\":\"{id}\",\"annotator\":\"{annotator}\",\"contents\":[{span}],\"stance\":\"mixed\"}}]}}"
        ),
    );
    desk.run(&format!("import {version} --format jsonl more.jsonl"))
        .ok();
}

fn replace(desk: &Desk, version: &str, from: &str, to: &str) {
    let text = desk.read(version);
    assert!(text.contains(from), "{text}");
    desk.write(version, text.replace(from, to));
}

const MERGE: &str = "merge p.sayso.ron ours.sayso.ron theirs.sayso.ron -o out.sayso.ron";

#[test]
fn diff_says_what_differs_by_article_and_field() {
    let desk = versions();
    let ran = desk.run("diff p.sayso.ron ours.sayso.ron").ok();
    assert_eq!(
        (ran.out.as_str(), ran.err.as_str()),
        ("", "they are equal\n")
    );
    code(&desk, "theirs.sayso.ron", "st_2", "C.D.", "[23,37]");
    replace(
        &desk,
        "theirs.sayso.ron",
        "stance: \"support\"",
        "stance: \"oppose\"",
    );
    replace(
        &desk,
        "theirs.sayso.ron",
        "name: \"Ferry\"",
        "name: \"Ferry\\u{1b}[31m\"",
    );
    let ran = desk.run("diff p.sayso.ron theirs.sayso.ron");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.out, @r"
    1 statement added, 1 statement changed, 1 annotator added, 1 topic changed

    Project and codebook
    + annotator “C.D.”
    ~ topic “Ferry\u{1b}[31m”
        name: Ferry → Ferry\u{1b}[31m

    “Ferry to stay”
    ~ “We keep the ferry 🚢”, A.B.
        stance: Support → Oppose
    + “Mayor Ada Vane”, C.D.
        stance: Mixed
    ");
    let ran = desk.run("diff p.sayso.ron theirs.sayso.ron --json");
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json[2]["id"], "st_1");
    assert_eq!(json[2]["fields"][0]["after"], "Oppose");
    let ran = desk.run("diff theirs.sayso.ron p.sayso.ron");
    assert!(ran.out.contains("- “Mayor Ada Vane”, C.D."), "{}", ran.out);
    let said = desk.run("diff p.sayso.ron gone.sayso.ron").refused();
    assert!(
        said.contains("gone.sayso.ron: there is no such file"),
        "{said}"
    );
}

#[test]
fn two_codings_of_an_article_merge_without_a_word_lost() {
    let desk = versions();
    code(&desk, "ours.sayso.ron", "st_2", "A.B.", "[23,37]");
    code(&desk, "theirs.sayso.ron", "st_3", "C.D.", "[1,8]");
    let ran = desk.run(MERGE).ok();
    assert_eq!(
        (ran.out.as_str(), ran.err.as_str()),
        (
            "",
            "out.sayso.ron: taken from theirs: 1 statement added, 1 annotator added\n"
        )
    );
    desk.run("check out.sayso.ron").ok();
    let list = desk.run("list out.sayso.ron").ok().out;
    for id in ["st_1", "st_2", "st_3"] {
        assert!(list.contains(id), "{list}");
    }
    // It does not matter who merges.
    desk.run("merge p.sayso.ron theirs.sayso.ron ours.sayso.ron -o other.sayso.ron")
        .ok();
    assert_eq!(desk.read("out.sayso.ron"), desk.read("other.sayso.ron"));
    // Again, into ours: nothing is new, and no byte changes.
    let ran = desk
        .run("merge p.sayso.ron out.sayso.ron theirs.sayso.ron -o out.sayso.ron")
        .ok();
    assert_eq!(ran.err, "out.sayso.ron: taken from theirs: nothing\n");
    assert_eq!(desk.read("out.sayso.ron"), desk.read("other.sayso.ron"));
}

#[test]
fn a_conflict_is_named_and_can_be_decided_for_one_side() {
    let desk = versions();
    for (version, stance) in [
        ("ours.sayso.ron", "oppose"),
        ("theirs.sayso.ron", "neutral"),
    ] {
        let to = format!("stance: \"{stance}\"");
        replace(&desk, version, "stance: \"support\"", &to);
    }
    let ran = desk.run(MERGE);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    insta::assert_snapshot!(ran.err, @r"
    out.sayso.ron: taken from theirs: nothing
      “We keep the ferry 🚢”, A.B., in “Ferry to stay”
        stance: before: Support; ours: Oppose; theirs: Neutral (ours stands)
    out.sayso.ron: 1 conflict: open it and change what shall be otherwise, or merge again with --favour theirs
    ");
    desk.run("check out.sayso.ron").ok();
    assert!(desk.read("out.sayso.ron").contains("stance: \"oppose\""));
    let said = desk.run(MERGE).refused();
    assert!(said.contains("it is there already"), "{said}");
    desk.run(&format!("{MERGE} --force --favour theirs")).ok();
    assert!(desk.read("out.sayso.ron").contains("stance: \"neutral\""));
    desk.run(&format!("{MERGE} --force --favour ours")).ok();
    assert!(desk.read("out.sayso.ron").contains("stance: \"oppose\""));
}

#[test]
fn without_a_common_version_everything_is_kept_and_what_may_be_one_is_proposed() {
    let desk = versions();
    desk.run("new alone.sayso.ron --title Ferry").ok();
    let line = LINE.replace("ar_1", "ar_9").replace("st_1", "st_9");
    desk.write("alone.jsonl", line);
    desk.run("import alone.sayso.ron --format jsonl alone.jsonl")
        .ok();
    desk.write("empty", "");
    for base in ["-", "empty"] {
        let merge = format!("merge {base} p.sayso.ron alone.sayso.ron -o out.sayso.ron --force");
        let ran = desk.run(&merge).ok();
        insta::allow_duplicates! {
            insta::assert_snapshot!(ran.err, @r"
            out.sayso.ron: these began as two different projects
            out.sayso.ron: taken from theirs: 1 statement added, 1 article added, 1 annotator added, 1 speaker added, 1 topic added
            out.sayso.ron: two entries of the codebook, each a speaker, are called “Ada Vane”: if they are one, merge them in the codebook
            out.sayso.ron: two entries of the codebook, each a topic, are called “Ferry”: if they are one, merge them in the codebook
            out.sayso.ron: two annotators are called “A.B.”
            out.sayso.ron: the article “Ferry to stay” is there twice, with the same text
            ");
        }
        desk.run("check out.sayso.ron").ok();
    }
}

#[test]
fn a_part_of_the_project_deletes_nothing() {
    let desk = versions();
    desk.run("new part.sayso.ron --title Ferry").ok();
    let merge = "merge p.sayso.ron ours.sayso.ron part.sayso.ron -o out.sayso.ron --force";
    desk.run(&format!("{merge} --partial")).ok();
    assert_eq!(desk.read("out.sayso.ron"), desk.read("p.sayso.ron"));
    desk.run(merge).ok();
    assert!(!desk.read("out.sayso.ron").contains("st_1"));
}

#[test]
fn what_cannot_be_read_is_named_and_nothing_is_written() {
    let desk = versions();
    desk.write("theirs.sayso.ron", "(format: 1, id: \"prj\"");
    let said = desk.run(MERGE).refused();
    assert!(said.contains("theirs.sayso.ron: line 1"), "{said}");
    assert!(!desk.path("out.sayso.ron").exists());
    let ran = desk.run(&format!("{MERGE} --name talks.sayso.ron"));
    let said = ran.refused();
    assert!(said.contains("talks.sayso.ron (theirs): line 1"), "{said}");
    replace(&desk, "ours.sayso.ron", "format: 1", "format: 2");
    let said = desk.run(MERGE).refused();
    assert!(said.contains("ours.sayso.ron: its format is 2"), "{said}");
}

#[test]
fn git_setup_needs_a_repository() {
    let desk = Desk::new();
    let said = desk.run("git-setup nowhere").refused();
    assert!(said.contains("nowhere: there is no such folder"), "{said}");
    // Without git that is what is missing, and said.
    let said = desk.run("git-setup").refused();
    let words = ["not in a git repository", "git is not installed"];
    assert!(words.iter().any(|words| said.contains(words)), "{said}");
}

#[test]
fn merging_and_importing_into_a_file_keep_what_it_held_before() {
    let desk = versions();
    let before = desk.read("ours.sayso.ron");
    code(&desk, "theirs.sayso.ron", "st_2", "C.D.", "[23,37]");
    let listed = desk.run("backups theirs.sayso.ron").ok();
    assert!(listed.out.contains("before import"), "{}", listed.out);
    desk.run("merge p.sayso.ron ours.sayso.ron theirs.sayso.ron -o ours.sayso.ron")
        .ok();
    let listed = desk.run("backups ours.sayso.ron").ok();
    assert!(listed.out.contains("before merge"), "{}", listed.out);
    assert_ne!(desk.read("ours.sayso.ron"), before);
    desk.run("backups ours.sayso.ron --restore 1 -o back.sayso.ron")
        .ok();
    assert_eq!(desk.read("back.sayso.ron"), before);
}
