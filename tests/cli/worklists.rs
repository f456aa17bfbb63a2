//! What is left to do, dismissing it, and beginning with the codebook of another project.

use crate::Desk;

const LINES: &str = r#"{"id":"ar_one","title":"Ferry","text":"“We will keep the ferry,” said Ada Vane. “And its crew as well, I promise.”","annotators":["A.B."],"statements":[{"id":"st_one","annotator":"A.B.","contents":[[0,25]],"speakers":["Ada Vane"],"topics":["Ferry"]}]}
{"id":"ar_two","title":"Bridge","text":"Nothing was said."}
"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.run("new p.sayso.ron --title Ferry").ok();
    desk.write("in.jsonl", LINES);
    desk.run("import p.sayso.ron --format jsonl in.jsonl").ok();
    desk
}

#[test]
fn worklists_are_printed_in_words_and_as_json() {
    let desk = desk();
    let ran = desk.run("worklist p.sayso.ron");
    assert_eq!(ran.code, 0, "{}", ran.err);
    for line in [
        "Quotations without a statement (1)",
        "    “And its crew as well, I promise.” has no statement.",
        "Statements without a stance (1)",
        "  no_stance st_one",
        "    Nobody began the article “Bridge”.",
    ] {
        assert!(ran.out.lines().any(|l| l == line), "{line}\n{}", ran.out);
    }
    let json = desk
        .run("worklist p.sayso.ron --kind quotation --json")
        .ok()
        .out;
    let entries: serde_json::Value = serde_json::from_str(&json).unwrap();
    let entry = &entries[0];
    assert_eq!(entries.as_array().unwrap().len(), 1);
    assert_eq!(entry["kind"], "quotation");
    assert_eq!(entry["article"], "ar_one");
    assert_eq!(entry["start"], 41);
    let none = desk
        .run("worklist p.sayso.ron --kind detached --json")
        .ok()
        .out;
    assert_eq!(none.trim(), "[]");
    let wrong = desk.run("worklist p.sayso.ron --kind many");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("no_stance"), "{}", wrong.err);
}

#[test]
fn an_entry_is_dismissed_until_what_it_is_about_changes() {
    let desk = desk();
    let stances = || {
        desk.run("worklist p.sayso.ron --kind no_stance --json")
            .ok()
            .out
    };
    let dismiss = ["worklist", "p.sayso.ron", "--dismiss", "no_stance st_one"];
    let without = desk.args(&dismiss);
    assert_eq!(without.code, 2, "{}", without.err);
    let reason = ["--reason", "she only announces it"];
    desk.args(&[&dismiss[..], &reason].concat()).ok();
    assert_eq!(stances().trim(), "[]");
    assert!(
        desk.read("p.sayso.ron")
            .contains("reason: \"she only announces it\"")
    );
    let all = desk
        .run("worklist p.sayso.ron --kind no_stance --all")
        .ok()
        .out;
    assert!(
        all.contains("    dismissed: she only announces it"),
        "{all}"
    );
    desk.args(&[
        "worklist",
        "p.sayso.ron",
        "--bring-back",
        "no_stance st_one",
    ])
    .ok();
    assert!(stances().contains("st_one"));
    let again = desk.args(&[
        "worklist",
        "p.sayso.ron",
        "--bring-back",
        "no_stance st_one",
    ]);
    assert_eq!(again.code, 2);
    let unknown = desk.args(&[
        "worklist",
        "p.sayso.ron",
        "--dismiss",
        "no",
        "--reason",
        "x",
    ]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("there is no entry “no”"),
        "{}",
        unknown.err
    );
}

#[test]
fn a_project_begins_with_the_codebook_of_another() {
    let desk = desk();
    desk.run("set p.sayso.ron support use_when=always").ok();
    let made = desk.run("new next.sayso.ron --codebook p.sayso.ron").ok();
    assert!(
        made.err.contains("the codebook of “Ferry”: 8 codes"),
        "{}",
        made.err
    );
    let next = desk.read("next.sayso.ron");
    assert!(next.contains("name: \"Ada Vane\"") && next.contains("use_when: \"always\""));
    assert!(!next.contains("st_one") && !next.contains("ar_one"));
    desk.run("check next.sayso.ron").ok();
    let wrong = desk.run("new more.sayso.ron --codebook none.sayso.ron");
    assert_eq!(wrong.code, 2);
}
