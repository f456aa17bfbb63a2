//! A copy for a coder, and bringing it back, by command line.

use crate::Desk;

/// Two coders of one article, and one whom it is assigned to alone.
fn desk() -> Desk {
    let desk = Desk::with_project();
    add(&desk, "p.sayso.ron", "st_2", "C.D.", "CANARY");
    desk
}

/// One more statement in a file.
fn add(desk: &Desk, file: &str, id: &str, annotator: &str, note: &str) {
    desk.write(
        "more.jsonl",
        format!(
            "{{\"id\":\"ar_1\",\"statements\":[{{\"id\":\"{id}\",\"annotator\":\"{annotator}\",\"contents\":[[23,37]],\"stance\":\"mixed\",\"note\":\"{note}\"}}]}}"
        ),
    );
    desk.run(&format!("import {file} --format jsonl more.jsonl"))
        .ok();
}

fn copy(desk: &Desk, annotator: &str, to: &str) {
    desk.run(&format!("copy p.sayso.ron --annotator {annotator} -o {to}"))
        .ok();
}

#[test]
fn a_copy_holds_nothing_of_what_others_coded() {
    let desk = desk();
    let ran = desk
        .run("copy p.sayso.ron --annotator A.B. -o ab.sayso.ron")
        .ok();
    insta::assert_snapshot!(ran.err, @"ab.sayso.ron: A.B.’s copy: 1 article, 1 statement of their own; codebook: propose only");
    let bytes = desk.read("ab.sayso.ron");
    for canary in ["CANARY", "st_2", "C.D."] {
        assert!(!bytes.contains(canary), "{canary} is in {bytes}");
    }
    assert!(bytes.contains("policy: ProposeOnly") && bytes.contains("st_1"));
    desk.run("check ab.sayso.ron").ok();
    let versions = desk.run("backups p.sayso.ron").ok();
    assert!(versions.out.contains("copy made"), "{}", versions.out);
}

#[test]
fn what_cannot_be_copied_is_said_and_nothing_is_written() {
    let desk = desk();
    let said = desk
        .run("copy p.sayso.ron --annotator Oda -o x.sayso.ron")
        .refused();
    insta::assert_snapshot!(said, @"sayso: p.sayso.ron: no annotator is named “Oda”; there are: A.B., C.D.");
    let said = desk
        .run("copy p.sayso.ron --annotator A.B. --article ar_9 -o x.sayso.ron")
        .refused();
    insta::assert_snapshot!(said, @"sayso: p.sayso.ron: there is no article ar_9: sayso list names them");
    let said = desk
        .run("copy p.sayso.ron --annotator A.B. -o p.sayso.ron --force")
        .refused();
    insta::assert_snapshot!(said, @"sayso: p.sayso.ron: the copy would replace the project: choose another name");
    assert!(!desk.path("x.sayso.ron").exists());
    copy(&desk, "A.B.", "ab.sayso.ron");
    let said = desk
        .run("copy ab.sayso.ron --annotator A.B. -o x.sayso.ron")
        .refused();
    assert!(said.contains("it is A.B.’s copy itself"), "{said}");
    let said = desk
        .run("copy p.sayso.ron --annotator A.B. -o ab.sayso.ron")
        .refused();
    assert!(said.contains("--force"), "{said}");
}

#[test]
fn two_coders_copies_come_back_in_any_order_and_lose_nothing() {
    let statements = |order: &str| {
        let desk = desk();
        copy(&desk, "A.B.", "ab.sayso.ron");
        copy(&desk, "C.D.", "cd.sayso.ron");
        add(&desk, "ab.sayso.ron", "st_3", "A.B.", "");
        add(&desk, "cd.sayso.ron", "st_4", "C.D.", "");
        add(&desk, "p.sayso.ron", "st_5", "A.B.", "");
        let ran = desk.run(&format!("bring-back p.sayso.ron {order}")).ok();
        desk.run("check p.sayso.ron").ok();
        let text = desk.read("p.sayso.ron");
        assert!(!text.contains("copy: ("), "{text}");
        let all: Vec<bool> = (1..=5)
            .map(|number| text.contains(&format!("id: \"st_{number}\"")))
            .collect();
        assert_eq!(all, [true; 5]);
        let versions = desk.run("backups p.sayso.ron").ok();
        assert!(versions.out.contains("before merge"), "{}", versions.out);
        // Once more, it brings nothing.
        let again = desk.run(&format!("bring-back p.sayso.ron {order}")).ok();
        assert!(again.err.contains("brings nothing new"), "{}", again.err);
        ran.err
    };
    insta::assert_snapshot!(statements("ab.sayso.ron cd.sayso.ron"), @r"
    ab.sayso.ron: A.B.’s copy brings: 1 statement added
    cd.sayso.ron: C.D.’s copy brings: 1 statement added
    ");
    statements("cd.sayso.ron ab.sayso.ron");
}

#[test]
fn what_both_changed_is_asked_and_what_is_missing_is_not_deleted() {
    let desk = desk();
    copy(&desk, "A.B.", "ab.sayso.ron");
    let edit = |file: &str, from: &str, to: &str| {
        let text = desk.read(file);
        assert!(text.contains(from), "{text}");
        desk.write(file, text.replace(from, to));
    };
    edit("ab.sayso.ron", "stance: \"support\"", "stance: \"oppose\"");
    edit("p.sayso.ron", "stance: \"support\"", "stance: \"neutral\"");
    let ran = desk.run("bring-back p.sayso.ron ab.sayso.ron");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.err, @r"
    ab.sayso.ron: A.B.’s copy brings nothing new
      “We keep the ferry 🚢”, A.B., in “Ferry to stay”
        stance: before: Support; ours: Neutral; theirs: Oppose (ours stands)
    p.sayso.ron: 1 conflict: open it and change what shall be otherwise
    ");
    desk.run("bring-back p.sayso.ron ab.sayso.ron --favour theirs")
        .ok();
    assert!(desk.read("p.sayso.ron").contains("stance: \"oppose\""));
    // A merge knows a copy for what it is, with the whole as what both began from.
    desk.write("before.sayso.ron", desk.read("p.sayso.ron"));
    desk.run("merge before.sayso.ron p.sayso.ron ab.sayso.ron -o p.sayso.ron")
        .ok();
    assert!(desk.read("p.sayso.ron").contains("st_2"));
    let said = desk.run("bring-back ab.sayso.ron p.sayso.ron").refused();
    assert!(said.contains("it is A.B.’s copy itself"), "{said}");
}
