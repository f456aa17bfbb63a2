//! Comparing annotators by command line.

use crate::Desk;
use serde_json::Value;

/// Two annotators of one text, who differ as the rows say: words, stance of each; empty is none.
fn coded() -> Desk {
    let desk = Desk::new();
    desk.run("new p.sayso.ron --title Ferry").ok();
    let text = "Ferries stay. Taxes rise. The pier goes. War ends.";
    let statement = |annotator: &str, words: &str, stance: &str| {
        let start = text.find(words).unwrap();
        serde_json::json!({
            "annotator": annotator,
            "contents": [[start, start + words.len()]],
            "stance": stance,
            "topics": ["Harbour"],
        })
    };
    let line = serde_json::json!({
        "id": "ar_1", "text": text, "annotators": ["A.B.", "C.D."],
        "statements": [
            statement("A.B.", "Ferries stay", "support"),
            statement("C.D.", "Ferries stay.", "support"),
            statement("A.B.", "Taxes rise", "oppose"),
            statement("C.D.", "Taxes rise", "support"),
            statement("A.B.", "The pier goes", "oppose"),
            statement("C.D.", "War ends", "neutral"),
        ],
    });
    desk.write("in.jsonl", line.to_string());
    desk.run("import p.sayso.ron --format jsonl in.jsonl").ok();
    desk
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn compare_says_what_differs_and_in_what() {
    let desk = coded();
    let ran = desk.run("compare p.sayso.ron --annotators A.B.,C.D. --json");
    assert_eq!(ran.code, 1);
    let found = json(&ran.out);
    let counts = &found["counts"];
    assert_eq!(
        (
            &counts["same"],
            &counts["coding_differs"],
            &counts["only_a"],
            &counts["only_b"]
        ),
        (&1.into(), &1.into(), &1.into(), &1.into())
    );
    let differs = &found["cases"][1];
    assert_eq!(differs["differs"], serde_json::json!(["stance"]));
    assert_eq!(found["cases"][0]["border"]["only_marks"], true);
    let ran = desk.run("compare p.sayso.ron");
    assert!(
        ran.out.contains("A  stance: Oppose; “Taxes rise”"),
        "{}",
        ran.out
    );
    let ran = desk.run("compare p.sayso.ron --html c.html");
    assert_eq!(ran.code, 1);
    let page = desk.read("c.html");
    assert!(
        page.contains("Taxes rise") && !page.contains("<script"),
        "{page}"
    );
    // With oneself nothing differs.
    let ran = desk.run("compare p.sayso.ron p.sayso.ron --annotators A.B.,A.B.");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("3  Same"), "{}", ran.out);
    let ran = desk.run("compare p.sayso.ron --annotators A.B.,A.B.");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("named twice"), "{}", ran.err);
}

#[test]
fn two_copies_are_compared_by_who_coded_in_which() {
    let desk = coded();
    // Each has the coding of one of them.
    let whole = desk
        .run("export p.sayso.ron --format jsonl --annotator A.B. --output -")
        .ok()
        .out;
    desk.run("new a.sayso.ron --title A").ok();
    desk.write("a.jsonl", whole);
    desk.run("import a.sayso.ron --format jsonl a.jsonl").ok();
    let whole = desk
        .run("export p.sayso.ron --format jsonl --annotator C.D. --output -")
        .ok()
        .out;
    desk.run("new b.sayso.ron --title B").ok();
    desk.write("b.jsonl", whole);
    desk.run("import b.sayso.ron --format jsonl b.jsonl").ok();
    let ran = desk.run("compare a.sayso.ron b.sayso.ron --json");
    let found = json(&ran.out);
    assert_eq!(found["counts"]["same"], 1, "{}", ran.err);
    assert_eq!(
        found["annotators"],
        serde_json::json!(["A.B.", "b.sayso.ron"])
    );
}

#[test]
fn agreement_has_the_figures_and_says_what_is_not_defined() {
    let desk = coded();
    let ran = desk.run("agreement p.sayso.ron --json").ok();
    let found = json(&ran.out);
    assert_eq!(found["annotators"], serde_json::json!(["A.B.", "C.D."]));
    assert_eq!(
        (&found["label"], &found["articles"]),
        (&"topic".into(), &1.into())
    );
    assert_eq!(found["spans"]["n_a"], 3);
    // Of three each, two mark the same passage.
    let f1 = found["spans"]["iou50_f1"].as_f64().unwrap();
    assert!((f1 - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!(found["attributes"]["stance"]["n"], 2);
    assert_eq!(found["attributes"]["form"]["alpha"], Value::Null);
    let notes = found["notes"].to_string();
    assert!(notes.contains("form: no passage"), "{notes}");
    assert!(notes.contains("stance: fewer than 10 pairs"), "{notes}");
    for (key, all) in [
        (
            "spans",
            &[
                "n_a",
                "n_b",
                "exact_f1",
                "exact_label_f1",
                "iou50_f1",
                "iou50_label_f1",
            ][..],
        ),
        (
            "characters",
            &["length", "observed", "cohen_kappa", "alpha"],
        ),
        ("unitizing", &["u_alpha", "binary_u_alpha", "cu_alpha"]),
        ("attributes", &["speaker", "stance", "topic", "form"]),
    ] {
        for name in all {
            assert!(found[key].get(name).is_some(), "{key}.{name}");
        }
    }
    let ran = desk
        .run("agreement p.sayso.ron --label speaker --html r.html")
        .ok();
    assert!(ran.out.contains("Same passages"), "{}", ran.out);
    assert!(desk.read("r.html").contains("A.B., C.D."));
    let ran = desk.run("agreement p.sayso.ron --csv").ok();
    assert!(ran.out.starts_with("measure,unit,n,value\r\n"));
    assert_eq!(desk.run("agreement p.sayso.ron --label colour").code, 2);
    assert_eq!(desk.run("agreement p.sayso.ron --article ar_none").code, 2);
}

#[test]
fn agreement_of_what_is_not_done_says_so() {
    let desk = coded();
    let text = desk
        .read("p.sayso.ron")
        .replace("state: Done", "state: InProgress");
    desk.write("p.sayso.ron", text);
    let ran = desk.run("agreement p.sayso.ron --json").ok();
    let found = json(&ran.out);
    assert_eq!(found["articles"], 0);
    assert_eq!(found["spans"]["iou50_f1"], Value::Null);
    assert!(found["notes"].to_string().contains("--all-articles"));
    let ran = desk.run("agreement p.sayso.ron --json --all-articles").ok();
    assert_eq!(json(&ran.out)["articles"], 1);
}
