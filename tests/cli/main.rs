//! The command line as scripts meet it: what it prints, where, and its exit codes; and that bad
//! input is said in words, changes nothing and never panics.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "this is a test throughout"
)]

mod copies;
mod corpus;
#[cfg(unix)]
mod foreign;
mod hostile;
mod keeping;
mod merging;
mod reviewing;
mod tables;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder to work in, with the program.
struct Desk(TempDir);

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With a project of one article and one statement.
    fn with_project() -> Self {
        let desk = Self::new();
        desk.run("new p.sayso.ron --title Ferry").ok();
        desk.write("in.jsonl", LINE);
        desk.run("import p.sayso.ron --format jsonl in.jsonl").ok();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command
            .current_dir(self.0.path())
            .env("XDG_STATE_HOME", self.path("state"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET");
        command
    }

    fn args(&self, args: &[&str]) -> Ran {
        self.command().args(args).output().unwrap().into()
    }

    /// Arguments separated by spaces.
    fn run(&self, args: &str) -> Ran {
        self.args(&args.split(' ').collect::<Vec<_>>())
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{err}");
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err,
        }
    }
}

impl Ran {
    fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.err);
        self
    }

    /// Bad usage or unreadable input: nothing on standard output, words on standard error.
    fn refused(self) -> String {
        assert_eq!(self.code, 2, "{} {}", self.out, self.err);
        assert_eq!(self.out, "");
        assert!(!self.err.is_empty());
        self.err
    }
}

const LINE: &str = r#"{"id":"ar_1","title":"Ferry to stay","outlet":"","published":"","url":"","language":"","text":"“We keep the ferry 🚢,” Mayor Ada Vane said.","annotators":["A.B."],"statements":[{"id":"st_1","annotator":"A.B.","contents":[[1,20]],"quotes":["We keep the ferry 🚢"],"cue":[[38,42]],"source":[[23,37]],"naming":"named","speakers":["Ada Vane"],"on_behalf_of":[],"stance":"support","target":"","topics":["Ferry"],"form":"direct","note":"","status":"unreviewed","created":"2026-11-24T09:30:00Z"}]}
"#;

#[test]
fn from_nothing_to_tables() {
    let desk = Desk::new();
    let ran = desk.run("new p.sayso.ron --title Ferry").ok();
    assert_eq!(ran.out, "");
    desk.write("ferry.txt", "“No,” said Ada Vane.\r\nShe left.");
    let ran = desk
        .args(&[
            "add",
            "p.sayso.ron",
            "ferry.txt",
            "--outlet",
            "Example Post",
            "--date",
            "2025-12",
        ])
        .ok();
    let id = ran.out.trim_end();
    assert!(id.starts_with("ar_") && id.len() == 15, "{id}");
    desk.args(&[
        "set",
        "p.sayso.ron",
        id,
        "title=Ferry",
        "url=https://example.org/1",
    ])
    .ok();
    desk.write(
        "coded.jsonl",
        format!(
            "{{\"id\":\"{id}\",\"statements\":[{{\"annotator\":\"A.B.\",\"contents\":[[1,3]],\"speakers\":[\"Ada Vane\"]}}]}}"
        ),
    );
    desk.run("import p.sayso.ron --format jsonl coded.jsonl")
        .ok();
    desk.run("check p.sayso.ron").ok();
    let list: serde_json::Value =
        serde_json::from_str(&desk.run("list p.sayso.ron --json").ok().out).unwrap();
    assert_eq!(list[0]["article"], id);
    assert_eq!(list[0]["title"], "Ferry");
    assert_eq!(list[0]["quotes"][0], "No");
    assert_eq!(list[0]["stance"], "");
    desk.run("export p.sayso.ron --format csv --output tables")
        .ok();
    let mut names: Vec<_> = fs::read_dir(desk.path("tables"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "articles.csv",
            "codebook.csv",
            "dictionary.csv",
            "statements.csv"
        ]
    );
    let tables = desk.read("tables/articles.csv");
    assert!(
        tables.contains("Example Post,2025-12,https://example.org/1"),
        "{tables}"
    );
}

#[test]
fn own_lines_come_back_as_they_were() {
    let desk = Desk::with_project();
    let ran = desk
        .run("export p.sayso.ron --format jsonl --output -")
        .ok();
    assert_eq!(ran.out, LINE);
    let file = desk.read("p.sayso.ron");
    // Again: nothing is new, so not a byte changes.
    let ran = desk.run("import p.sayso.ron --format jsonl in.jsonl").ok();
    assert!(ran.err.contains("“st_1” was left out"), "{}", ran.err);
    assert_eq!(desk.read("p.sayso.ron"), file);
}

#[test]
fn new_replaces_only_when_told() {
    let desk = Desk::with_project();
    let file = desk.read("p.sayso.ron");
    let said = desk.run("new p.sayso.ron --title X").refused();
    assert!(said.contains("p.sayso.ron: it is there already"), "{said}");
    assert_eq!(desk.read("p.sayso.ron"), file);
    desk.run("new p.sayso.ron --force").ok();
    assert!(desk.read("p.sayso.ron").contains("title: \"p\""));
    let said = desk.run("new no/p.sayso.ron").refused();
    assert!(
        said.contains("no/p.sayso.ron: there is no folder"),
        "{said}"
    );
}

#[test]
fn add_takes_all_or_none() {
    let desk = Desk::with_project();
    let file = desk.read("p.sayso.ron");
    fs::create_dir_all(desk.path("texts/below")).unwrap();
    desk.write("texts/b.txt", "Second.");
    desk.write("texts/below/a.txt", "First.");
    desk.write("texts/notes.xyz", "No article.");
    desk.write("good.txt", "Good.");
    desk.write("noise.txt", [&b"\x01\x02\xff"[..]; 99].concat());
    desk.write("empty.txt", "");
    desk.write("twin.txt", "Good.");
    let bad = [
        ("noise.txt", "noise.txt: it is no"),
        ("empty.txt", "empty.txt: it is empty"),
        ("missing.txt", "missing.txt: there is no such file"),
        ("good.txt/below", "good.txt/below: "),
        ("texts", "texts: it is a folder"),
        ("p.sayso.ron", "p.sayso.ron: it is a project"),
        (
            "twin.txt",
            "twin.txt: its text is the same as that of good.txt",
        ),
        ("/dev/null", "/dev/null: it is not a regular file"),
    ];
    for (name, words) in bad {
        let said = desk
            .args(&["add", "p.sayso.ron", "good.txt", name])
            .refused();
        assert!(said.contains(words), "{said}");
        assert!(said.contains("nothing was added"), "{said}");
        assert_eq!(desk.read("p.sayso.ron"), file);
    }
    assert_eq!(
        desk.run("add p.sayso.ron good.txt")
            .ok()
            .out
            .lines()
            .count(),
        1
    );
    let said = desk.run("add p.sayso.ron twin.txt").refused();
    assert!(said.contains("--again"), "{said}");
    desk.run("add p.sayso.ron twin.txt --again").ok();
    let ran = desk.run("add p.sayso.ron texts --recursive").ok();
    assert_eq!(ran.out.lines().count(), 2);
    let text = desk.read("p.sayso.ron");
    assert!(text.find("Second.").unwrap() < text.find("First.").unwrap());
    let said = desk.run("add p.sayso.ron x.txt y.txt --title T").refused();
    assert!(said.contains("--title"), "{said}");
    let said = desk
        .run("add p.sayso.ron good.txt --date 3.12.2025")
        .refused();
    assert!(said.contains("write 2025-12-03"), "{said}");
}

#[test]
fn an_article_of_100_mb_on_one_line_is_an_article() {
    let desk = Desk::new();
    desk.run("new p.sayso.ron").ok();
    desk.write("long.txt", "Ada said so. ".repeat(8_000_000));
    assert_eq!(
        desk.run("add p.sayso.ron long.txt")
            .ok()
            .out
            .lines()
            .count(),
        1
    );
    desk.run("check p.sayso.ron").ok();
}

#[test]
fn set_knows_the_keys_of_each_thing() {
    let desk = Desk::with_project();
    let speaker = desk.read("p.sayso.ron");
    let speaker = speaker
        .split("id: \"sp_")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let speaker = format!("sp_{speaker}");
    let set = |args: &[&str]| desk.args(&[&["set", "p.sayso.ron"], args].concat());
    set(&[
        "ar_1",
        "tags=local; sea",
        "author=C. Day",
        "date=2025-12-03",
        "language=en",
    ])
    .ok();
    set(&[
        &speaker,
        "kind=organisation",
        "aliases=Vane;Mayor",
        "name=A. Vane",
    ])
    .ok();
    set(&["support", "key=9", "scale=2", "definition=For it"]).ok();
    let text = desk.read("p.sayso.ron");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "tags: [ \"local\", \"sea\", ]",
        "kind: Organisation",
        "aliases: [\"Vane\", \"Mayor\"]",
        "scale: 2",
        "definition_changed:",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    set(&["ar_1", "tags=", "published="]).ok();
    assert!(!desk.read("p.sayso.ron").contains("tags:"));
    let file = desk.read("p.sayso.ron");
    let refused = [
        (
            &["ar_1", "colour=red"][..],
            "it has title, outlet, author, published, url, language, tags",
        ),
        (&["ar_1", "published=soon"], "“soon” is no date"),
        (&["ar_1", "title"], "KEY=VALUE"),
        (
            &["support", "key=2"],
            "the digit 2 already sets another stance",
        ),
        (&["support", "key=x"], "a digit from 1 to 9"),
        (&["support", "name="], "a name is needed"),
        (
            &[&speaker, "kind=robot"],
            "person, organisation, group or document",
        ),
        (&["ar_2", "title=x"], "the id “ar_2”"),
        // The first change is good, the second is not: neither is made.
        (&["ar_1", "title=x", "mood=y"], "“mood”"),
    ];
    for (args, words) in refused {
        let said = set(args).refused();
        assert!(said.contains(words), "{said}");
        assert_eq!(desk.read("p.sayso.ron"), file);
    }
}

#[test]
fn list_is_a_table_that_a_terminal_can_show() {
    let desk = Desk::with_project();
    desk.write(
        "odd.jsonl",
        r#"{"id":"ar_2","title":"A \u001b[31m title that is longer than its column","text":"x\ny z","statements":[{"id":"odd","annotator":"A.B.","contents":[[0,3]]}]}"#,
    );
    desk.run("import p.sayso.ron --format jsonl odd.jsonl").ok();
    insta::assert_snapshot!(desk.run("list p.sayso.ron").ok().out, @r"
    id    article                   speakers  stance   topic  content
    st_1  Ferry to stay             Ada Vane  Support  Ferry  We keep the ferry 🚢
    odd   A \u{1b}[31m title that…                            x y
    ");
    let desk = Desk::new();
    desk.run("new p.sayso.ron").ok();
    let ran = desk.run("list p.sayso.ron").ok();
    assert_eq!(
        (ran.out.as_str(), ran.err.as_str()),
        ("", "p.sayso.ron: no statements yet\n")
    );
    assert_eq!(desk.run("list p.sayso.ron --json").ok().out, "[]\n");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let desk = Desk::new();
    desk.run("new p.sayso.ron").ok();
    // More than a pipe holds.
    let line = |n| format!(r#"{{"text":"Text {n}.","statements":[{{"contents":[[0,4]]}}]}}"#);
    let lines = (0..9_000).map(line).collect::<Vec<_>>().join("\n");
    desk.write("many.jsonl", lines);
    desk.run("import p.sayso.ron --format jsonl many.jsonl")
        .ok();
    for args in [
        &["list", "p.sayso.ron"][..],
        &["list", "p.sayso.ron", "--json"],
        &["export", "p.sayso.ron", "--format", "csv", "--output", "-"],
    ] {
        let mut child = desk
            .command()
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ran: Ran = child.wait_with_output().unwrap().into();
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn export_writes_what_it_is_told_and_replaces_nothing_unasked() {
    let desk = Desk::with_project();
    let csv = |output: &str| format!("export p.sayso.ron --format csv --output {output}");
    desk.run(&csv("one.csv")).ok();
    let table = desk.read("one.csv");
    assert_eq!(desk.run(&csv("-")).ok().out, table);
    assert!(table.contains("\r\nst_1,ar_1,Ferry to stay,,,,A.B.,1,20,1-20,We keep the ferry 🚢,"));
    let said = desk.run(&csv("one.csv")).refused();
    assert!(said.contains("one.csv: it is there already"), "{said}");
    desk.run(&format!("{} --force", csv("one.csv"))).ok();
    desk.run(&csv("tables")).ok();
    let said = desk.run(&csv("tables")).refused();
    assert!(
        said.contains("statements.csv: it is there already"),
        "{said}"
    );
    let said = desk.run(&csv("in.jsonl")).refused();
    assert!(said.contains("in.jsonl: this format is a folder"), "{said}");
    let said = desk.run(&csv("no/one.csv")).refused();
    assert!(said.contains("no/one.csv: there is no folder"), "{said}");
    let said = desk
        .run("export p.sayso.ron --format jsonl --output ./p.sayso.ron --force")
        .refused();
    assert!(said.contains("this is the project itself"), "{said}");
    let said = desk
        .run("export p.sayso.ron --format docx --output x")
        .refused();
    assert!(said.contains("there is no format “docx”"), "{said}");
    let said = desk
        .run("export p.sayso.ron --format jsonl --output - --long")
        .refused();
    assert!(said.contains("no rows"), "{said}");
    let said = desk.run(&format!("{} --status good", csv("x"))).refused();
    assert!(
        said.contains("unreviewed, accepted, rejected or question"),
        "{said}"
    );
    let said = desk.run(&format!("{} --annotator X", csv("x"))).refused();
    assert!(
        said.contains("no annotator is named “X”; there is A.B."),
        "{said}"
    );
}

#[test]
fn two_codings_of_an_article_need_a_choice() {
    let desk = Desk::with_project();
    desk.write(
        "second.jsonl",
        r#"{"id":"ar_1","annotators":["C.D."],"statements":[{"id":"st_2","contents":[[1,3]]}]}"#,
    );
    desk.run("import p.sayso.ron --format jsonl second.jsonl")
        .ok();
    let said = desk
        .run("export p.sayso.ron --format csv --output -")
        .refused();
    insta::assert_snapshot!(said, @"sayso: p.sayso.ron: A.B. and C.D. coded the article “Ferry to stay” (ar_1), and it has no adjudicated layer: take one coding with --annotator NAME, or every coding with --annotator all");
    let rows = |choice| {
        let args = format!("export p.sayso.ron --format csv --output - --annotator {choice}");
        desk.run(&args).ok().out.lines().count() - 1
    };
    assert_eq!((rows("C.D."), rows("all")), (1, 2));
    let lines = desk
        .run("export p.sayso.ron --format jsonl --output -")
        .ok()
        .out;
    assert!(
        lines.contains("\"annotators\":[\"A.B.\",\"C.D.\"]"),
        "{lines}"
    );
}

#[test]
fn import_takes_the_good_lines_and_names_the_bad() {
    let desk = Desk::with_project();
    desk.write(
        "bad.jsonl",
        "{\"text\":\"One.\"}\nno JSON\n{\"text\":\"Two.\",\"mood\":1}\n",
    );
    let ran = desk.run("import p.sayso.ron --format jsonl bad.jsonl");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    insta::assert_snapshot!(ran.err, @"
    bad.jsonl: line 2: it is no JSON: expected ident, at column 2
    bad.jsonl: line 3: the key “mood” is not known and was left out
    p.sayso.ron: imported 2 articles and 0 statements
    p.sayso.ron: nothing was taken of 1 line: correct and import again
    ");
    assert_eq!(desk.read("p.sayso.ron").matches("sha256").count(), 3);
    let file = desk.read("p.sayso.ron");
    desk.write("empty.jsonl", "");
    for (input, words) in [
        ("empty.jsonl", "empty.jsonl: it is empty"),
        ("none.jsonl", "none.jsonl: there is no such file"),
        (".", ".: it is a folder"),
    ] {
        // The first is good: nothing of it is taken either.
        let said = desk
            .args(&[
                "import",
                "p.sayso.ron",
                "--format",
                "jsonl",
                "in.jsonl",
                input,
            ])
            .refused();
        assert!(said.contains(words), "{said}");
        assert_eq!(desk.read("p.sayso.ron"), file);
    }
    let said = desk
        .run("import p.sayso.ron --format csv in.jsonl")
        .refused();
    assert!(said.contains("csv is only written"), "{said}");
    let ran = desk
        .run("import none.sayso.ron --format jsonl in.jsonl")
        .refused();
    assert!(ran.contains("sayso new none.sayso.ron"), "{ran}");
}

#[test]
fn import_reads_standard_input() {
    let desk = Desk::with_project();
    let ran: Ran = desk
        .command()
        .args([
            "import",
            "p.sayso.ron",
            "--format",
            "jsonl",
            "-",
            "--annotator",
            "C.D.",
        ])
        .stdin(fs::File::open(write_line(&desk)).unwrap())
        .output()
        .unwrap()
        .into();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(desk.read("p.sayso.ron").contains("name: \"C.D.\""));
}

fn write_line(desk: &Desk) -> PathBuf {
    desk.write(
        "stdin.jsonl",
        r#"{"id":"ar_1","statements":[{"contents":[[1,3]]}]}"#,
    );
    desk.path("stdin.jsonl")
}

#[test]
fn a_project_cut_off_anywhere_is_refused_and_left_alone() {
    let desk = Desk::with_project();
    let whole = fs::read(desk.path("p.sayso.ron")).unwrap();
    for end in (0..whole.len() - 2).step_by(10) {
        let part = &whole[..end];
        desk.write("cut.sayso.ron", part);
        let said = desk.run("check cut.sayso.ron").refused();
        assert!(said.starts_with("sayso: cut.sayso.ron: "), "{said}");
        let said = desk.run("set cut.sayso.ron ar_1 title=x").refused();
        assert!(said.starts_with("sayso: cut.sayso.ron: "), "{said}");
        assert_eq!(fs::read(desk.path("cut.sayso.ron")).unwrap(), part);
    }
}

/// Each changes the sound project; what `check` says of it and its exit code.
#[test]
fn every_kind_of_damage_is_named() {
    let desk = Desk::with_project();
    let sound = desk.read("p.sayso.ron");
    let statement = &sound[sound.find("    statements: [").unwrap()..];
    let one =
        &statement[statement.find("        (\n").unwrap()..statement.rfind("    ],\n)").unwrap()];
    let deep = format!("(format: 1, id: \"p\", title: {}", "[".repeat(100_000));
    let cases: Vec<(String, i32, &str)> = vec![
        (
            sound.replace("title: \"Ferry\"", "titel: \"Ferry\""),
            2,
            "“titel”",
        ),
        (
            sound.replace("format: 1,", "format: 1,\n    mood: 3,"),
            2,
            "“mood”",
        ),
        (sound.replace("start: 1,", "start: \"one\","), 2, "line "),
        (sound.replace("form: Direct", "form: Loud"), 2, "line "),
        (
            sound.replace("format: 1,", "format: 9,\n    mood: ???,"),
            2,
            "format is 9, newer",
        ),
        (sound.replace("Ferry to", "Ferry\0to"), 2, "NUL"),
        (deep, 2, "line 1"),
        ("Just words.".to_owned(), 2, "it is no Sayso project"),
        (
            sound.replace("start: 1, end: 20", "start: 1, end: 900"),
            1,
            "goes past the end",
        ),
        (
            sound.replace("quote: \"We keep", "quote: \"We sink"),
            1,
            "does not stand there",
        ),
        (
            sound.replace(one, &format!("{one}{one}")),
            1,
            "the id “st_1” is used twice",
        ),
        (
            sound.replace("article: \"ar_1\"", "article: \"ar_9\""),
            1,
            "“ar_9” is not in the project",
        ),
        (
            sound.replace("stance: \"support\"", "stance: \"yes\""),
            1,
            "“yes” is not in the codebook",
        ),
    ];
    for (text, code, words) in cases {
        assert_ne!(text, sound, "{words}");
        desk.write("bad.sayso.ron", &text);
        let ran = desk.run("check bad.sayso.ron");
        assert_eq!(ran.code, code, "{words}: {} {}", ran.out, ran.err);
        let said = if code == 2 { &ran.err } else { &ran.out };
        assert!(said.contains(words), "{words}: {said}");
        assert!(ran.err.contains("bad.sayso.ron: "), "{}", ran.err);
        assert_eq!(desk.read("bad.sayso.ron"), text);
    }
}

#[test]
fn a_lost_quote_is_kept_and_warned_of() {
    let desk = Desk::with_project();
    let text = desk
        .read("p.sayso.ron")
        .replace("quote: \"We keep", "quote: \"We sink");
    desk.write("p.sayso.ron", text);
    let ran = desk.run("list p.sayso.ron").ok();
    assert!(ran.out.contains("We sink the ferry"), "{}", ran.out);
    assert_eq!(
        ran.err,
        "p.sayso.ron: 1 problem; see: sayso check p.sayso.ron\n"
    );
    desk.run("set p.sayso.ron ar_1 title=X").ok();
    assert!(desk.read("p.sayso.ron").contains("quote: \"We sink"));
}

#[test]
fn a_newer_project_is_read_and_not_changed() {
    let desk = Desk::with_project();
    let text = desk
        .read("p.sayso.ron")
        .replace("format: 1,", "format: 2,\n    mood: 3,");
    desk.write("p.sayso.ron", &text);
    assert!(
        desk.run("check p.sayso.ron")
            .ok()
            .err
            .contains("format is 2, newer")
    );
    desk.run("list p.sayso.ron").ok();
    let said = desk.run("set p.sayso.ron ar_1 title=X").refused();
    assert!(said.contains("update Sayso"), "{said}");
    assert_eq!(desk.read("p.sayso.ron"), text);
}

#[test]
fn carriage_returns_in_a_project_do_no_harm() {
    let desk = Desk::with_project();
    let sound = desk.read("p.sayso.ron");
    desk.write("p.sayso.ron", sound.replace('\n', "\r\n"));
    desk.run("check p.sayso.ron").ok();
    desk.args(&["set", "p.sayso.ron", "ar_1", "title=Ferry to stay"])
        .ok();
    assert_eq!(desk.read("p.sayso.ron"), sound);
}

#[test]
fn unreadable_places_are_named() {
    let desk = Desk::with_project();
    for (path, words) in [
        ("none.sayso.ron", "none.sayso.ron: there is no such file"),
        (".", ".: it is a folder"),
        ("p.sayso.ron/x", "p.sayso.ron/x: "),
        ("in.jsonl", "in.jsonl: it is no Sayso project"),
    ] {
        for command in ["check", "list"] {
            let said = desk.args(&[command, path]).refused();
            assert!(said.contains(words), "{said}");
        }
    }
}

#[test]
fn without_a_subcommand_words_lead_on() {
    let desk = Desk::with_project();
    let said = desk.run("lst p.sayso.ron").refused();
    assert!(
        said.contains("lst: there is no such command or file; the commands are new,"),
        "{said}"
    );
    let said = desk.run("none.txt").refused();
    assert!(said.contains("none.txt: there is no such file"), "{said}");
    if cfg!(all(target_os = "linux", feature = "gui")) {
        let said = desk.run("p.sayso.ron").refused();
        assert!(said.contains("xvfb-run sayso"), "{said}");
    }
    assert_eq!(desk.run("new").code, 2);
    assert!(desk.run("--help").ok().out.contains("Examples:"));
    assert!(desk.run("--version").ok().out.starts_with("sayso "));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let desk = Desk::with_project();
    std::os::unix::fs::symlink("p.sayso.ron", desk.path("link.sayso.ron")).unwrap();
    desk.args(&["set", "link.sayso.ron", "ar_1", "title=Linked"])
        .ok();
    assert!(desk.path("link.sayso.ron").is_symlink());
    assert!(desk.read("p.sayso.ron").contains("title: \"Linked\""));
}

#[cfg(unix)]
#[test]
fn no_permission_is_said() {
    use std::io::{Error, ErrorKind};
    use std::os::unix::fs::PermissionsExt as _;

    let denied = sayso::store::ReadError::from(Error::from(ErrorKind::PermissionDenied));
    insta::assert_snapshot!(denied, @"you have no permission to read it: ask its owner, or change its permissions");
    let desk = Desk::with_project();
    desk.write("closed.txt", "Closed.");
    let nothing = fs::Permissions::from_mode(0o000);
    fs::set_permissions(desk.path("closed.txt"), nothing).unwrap();
    // Root may read everything all the same.
    if fs::read(desk.path("closed.txt")).is_err() {
        let said = desk.run("add p.sayso.ron closed.txt").refused();
        assert!(
            said.contains("closed.txt: you have no permission"),
            "{said}"
        );
    }
}
