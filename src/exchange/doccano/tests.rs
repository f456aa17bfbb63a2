//! What doccano gives back, and what others put into it.

use crate::exchange::laws::{Files, empty, out, said, take_files};
use crate::exchange::sample::project;
use crate::exchange::{ExportOptions, Mapping, export, format};
use crate::model::{Project, StatementId};

fn take(line: &str, mapping: &str) -> (Project, String) {
    let mut project = empty();
    let files: Files = vec![("a.jsonl".to_owned(), line.as_bytes().to_vec())];
    let report = take_files(
        &mut project,
        "doccano",
        &files,
        &Mapping::parse(mapping).unwrap(),
    );
    let said = said(&report);
    (project, said)
}

fn shown(project: &Project) -> String {
    let lines = project.statements_in_order().into_iter().map(|statement| {
        let text = &project.articles().get(&statement.article).unwrap().text;
        let quotes = |anchors: &[crate::model::Anchor]| {
            let quotes: Vec<&str> = anchors.iter().map(|anchor| anchor.quote(text)).collect();
            quotes.join(" + ")
        };
        let stance = statement.stance.as_ref().map(ToString::to_string);
        format!(
            "{} | {} | {stance:?}",
            quotes(&statement.contents),
            quotes(&statement.source)
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_line_is_ascii_with_spans_and_whole_records() {
    let files = out(&project(), "doccano");
    let line = String::from_utf8(files[0].1.clone()).unwrap();
    assert!(line.is_ascii());
    insta::assert_snapshot!(line, @r#"{"text":"Ferry to stay\n\n\u201cWe keep the ferry \ud83d\udea2,\u201d Mayor Ada Vane said, \u201cand, yes, the pier.\u201d Critics doubt it.\nHarbour Line declined to comment.","entities":[{"id":1,"start_offset":16,"end_offset":35,"label":"oppose"},{"id":2,"start_offset":60,"end_offset":78,"label":"continued"},{"id":3,"start_offset":38,"end_offset":52,"label":"source"},{"id":4,"start_offset":53,"end_offset":57,"label":"cue"},{"id":5,"start_offset":89,"end_offset":97,"label":"statement"}],"relations":[{"id":1,"from_id":1,"to_id":2,"type":"continued_by"},{"id":2,"from_id":1,"to_id":3,"type":"said_by"},{"id":3,"from_id":1,"to_id":4,"type":"cued_by"}],"doc_id":"ar_1","title":"Ferry to stay","source":"Example Post","date":"2025-12-03","url":"","language":"en","statements":[{"entity_id":1,"start":16,"end":35,"speaker":"Ada Vane","topic":"Ferry","comment":"two\nlines","review":"accepted","id":"st_1","annotator":"A.B.","contents":[[16,35],[60,78]],"quotes":["We keep the ferry \ud83d\udea2","and, yes, the pier"],"cue":[[53,57]],"source":[[38,52]],"naming":"named","speakers":["Ada Vane","City of Lund, \"Harbour\""],"on_behalf_of":["City of Lund, \"Harbour\""],"stance":"oppose","target":"text:closing it","topics":["Ferry","Transport"],"form":"direct","note":"two\nlines","status":"accepted","created":"2026-11-24T09:30:00Z"},{"entity_id":5,"start":89,"end":97,"speaker":"","topic":"","comment":"","review":"unreviewed","id":"st_2","annotator":"A.B.","contents":[[89,97]],"quotes":["doubt it"],"cue":[],"source":[],"naming":"","speakers":[],"on_behalf_of":[],"stance":"","target":"","topics":[],"form":"","note":"","status":"unreviewed","created":"2026-11-24T09:30:00Z"}]}"#);
    let exported = export(
        &project(),
        format("doccano").unwrap(),
        &ExportOptions::default(),
    )
    .unwrap();
    insta::assert_snapshot!(exported.notes.join("\n"), @"articles with characters that count as two in JavaScript, such as 🚢: 1; doccano keeps these offsets, but its editor shows the spans after them shifted");
}

#[test]
fn what_was_changed_in_doccano_is_changed() {
    let line = String::from_utf8(out(&project(), "doccano")[0].1.clone()).unwrap();
    // The stance of the first was changed, the second deleted, a third added and one of no stance.
    let line = line
        .replace(r#""label":"oppose""#, r#""label":"support""#)
        .replace(r#"{"id":5,"start_offset":89,"end_offset":97,"label":"statement"}"#, r#"{"id":70,"start_offset":81,"end_offset":88,"label":"neutral"},{"id":71,"start_offset":0,"end_offset":5,"label":"thing"}"#);
    let (project, said) = take(&line, "");
    insta::assert_snapshot!(shown(&project), @r#"
    We keep the ferry 🚢 + and, yes, the pier | Mayor Ada Vane | Some("support")
    Critics |  | Some("neutral")
    "#);
    insta::assert_snapshot!(said, @"
    line 1: statement “st_2” was left out: its span is no longer there
    line 1: the span 0–5 (thing) is no statement and was left out; a mapping names labels that are: “statement = thing”, or a stance such as “support = thing”
    ");
    assert!(project.statement(&StatementId::new("st_1")).is_some());
}

#[test]
fn spans_of_others_are_statements_where_the_user_says_so() {
    let line = r#"{"id":9,"text":"One two three four.","label":[[0,3,"Quote"],[4,7,"Pro"],[8,13,"oppose"],[14,18,"PER"]],"Comments":[{"id":1}],"mood":1}"#;
    let (project, said) = take(line, "statement = Quote\nsupport = Pro");
    insta::assert_snapshot!(shown(&project), @r#"
    One |  | None
    two |  | Some("support")
    three |  | Some("oppose")
    "#);
    insta::assert_snapshot!(said, @"
    line 1: comments on the whole article, which belong to no statement and were left out: 1
    line 1: the span 14–18 (PER) is no statement and was left out; a mapping names labels that are: “statement = PER”, or a stance such as “support = PER”
    line 1: the key “mood” is not known and was left out
    ");
}

#[test]
fn bad_lines_and_bad_statements_cost_only_themselves() {
    let lines = [
        "no JSON",
        r#"{"label":[]}"#,
        r#"{"text":"One.","label":[[0,"x"]]}"#,
        r#"{"text":"One.","entities":[{"id":1,"label":"support"}]}"#,
        r#"{"text":"Two.","doc_id":"b","date":"soon","label":[[0,3,"support"],[0,99,"oppose"]],"statements":[{"start":0,"end":3,"stance":"support","form":"loud"},{"start":0,"end":99,"stance":"oppose"}]}"#,
    ];
    let (project, said) = take(&lines.join("\n"), "");
    insta::assert_snapshot!(shown(&project), @r#"Two |  | Some("support")"#);
    insta::assert_snapshot!(said, @r#"
    line 5: “date” was left out: “soon” is no date: write 2025-12-03, 2025-12 or 2025
    FAILED line 1: it is no JSON: expected ident at line 1 column 2
    FAILED line 2: it has no “text”: this is no JSONL of doccano
    FAILED line 3: “label” must be a list such as [[41,128,"support"]], not [0,"x"]
    FAILED line 4: an entity has no whole number “start_offset”
    FAILED line 5: statement 1: “form” must be direct, mixed, indirect, free_indirect or reported, not “loud”
    FAILED line 5: statement 1: its content 0–99 is no place in the text, which has 4 characters: it goes past the end of the text
    "#);
}

#[test]
fn records_in_utf16_units_are_read_as_they_were_meant() {
    let line = r#"{"text":"🚢 One two.","label":[[3,6,"support"]],"statements":[{"start":3,"end":6,"stance":"support","quote":"One"}]}"#;
    let (project, said) = take(line, "");
    assert_eq!(shown(&project), "One |  | Some(\"support\")");
    insta::assert_snapshot!(said, @"line 1: its offsets count UTF-16 units and not code points, as the words beside them show: they were read so");
}
