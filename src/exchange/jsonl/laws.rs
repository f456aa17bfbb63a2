//! Out and in again is the same; what does not fit is said and costs nothing else.

use proptest::prelude::*;

use crate::exchange::sample::{
    Counting, add_annotator, add_article, add_code, add_statement, at, project, time,
};
use crate::exchange::{
    ExportOptions, Input, Intake, Mapping, Report, Selection, Wanted, draft, export, format,
    statements_as_json,
};
use crate::model::{
    Anchor, AnnotatorId, Article, ArticleId, Code, FileAnchor, Form, Layer, Naming, Progress,
    ProgressState, Project, ProjectId, Provenance, ReviewStatus, Span, Speaker, SpeakerId,
    SpeakerKind, StanceId, StatementId, Target, Topic, TopicId, digest,
};
use crate::text::Text;

fn out(project: &Project) -> String {
    let exported = export(project, format("jsonl").unwrap(), &ExportOptions::default()).unwrap();
    let (_, bytes) = exported.files.into_iter().next().unwrap();
    String::from_utf8(bytes).unwrap()
}

fn empty() -> Project {
    Project::new(ProjectId::new("prj_0"), "Empty")
}

/// Imports into a project; what became of it.
fn import_as(project: &mut Project, lines: &str, annotator: Option<&str>) -> Report {
    let fresh = &mut Counting::default();
    let format = format("jsonl").unwrap();
    let annotator = annotator.map(str::to_owned);
    let mut intake = Intake::new(project, format, annotator, fresh);
    let file = Input {
        name: "a.jsonl",
        bytes: lines.as_bytes(),
    };
    let report = intake.take_all(draft(format, &[file], &Mapping::default()).unwrap());
    let edit = intake.finish("import");
    let before = project.clone();
    let inverse = project.apply(edit.clone()).unwrap().inverse;
    // One edit, and it can be taken back.
    let mut back = project.clone();
    back.apply(inverse).unwrap();
    assert_eq!(back, before);
    report
}

fn take(project: &mut Project, lines: &str) -> Report {
    import_as(project, lines, None)
}

fn said(report: &Report) -> String {
    let remarks = report.notes.iter().cloned().chain(report.unknown_keys());
    let mut lines: Vec<String> = remarks.map(|remark| remark.to_string()).collect();
    lines.extend(report.failures.iter().map(|f| format!("FAILED {f}")));
    lines.join("\n")
}

#[test]
fn a_line_is_as_the_contract_has_it() {
    insta::assert_snapshot!(out(&project()), @r#"{"id":"ar_1","title":"Ferry to stay","outlet":"Example Post","published":"2025-12-03","url":"","language":"en","text":"Ferry to stay\n\n“We keep the ferry 🚢,” Mayor Ada Vane said, “and, yes, the pier.” Critics doubt it.\nHarbour Line declined to comment.","annotators":["A.B."],"statements":[{"id":"st_1","annotator":"A.B.","contents":[[16,35],[60,78]],"quotes":["We keep the ferry 🚢","and, yes, the pier"],"cue":[[53,57]],"source":[[38,52]],"naming":"named","speakers":["Ada Vane","City of Lund, \"Harbour\""],"on_behalf_of":["City of Lund, \"Harbour\""],"stance":"oppose","target":"text:closing it","topics":["Ferry","Transport"],"form":"direct","note":"two\nlines","status":"accepted","created":"2026-11-24T09:30:00Z"},{"id":"st_2","annotator":"A.B.","contents":[[89,97]],"quotes":["doubt it"],"cue":[],"source":[],"naming":"","speakers":[],"on_behalf_of":[],"stance":"","target":"","topics":[],"form":"","note":"","status":"unreviewed","created":"2026-11-24T09:30:00Z"}]}"#);
}

#[test]
fn the_list_has_article_and_title() {
    let project = project();
    let selection = Selection::new(&project, &Wanted::default()).unwrap();
    let json = statements_as_json(&selection).unwrap();
    insta::assert_snapshot!(json.lines().nth(2).unwrap(), @r#"{"id":"st_2","annotator":"A.B.","contents":[[89,97]],"quotes":["doubt it"],"cue":[],"source":[],"naming":"","speakers":[],"on_behalf_of":[],"stance":"","target":"","topics":[],"form":"","note":"","status":"unreviewed","created":"2026-11-24T09:30:00Z","article":"ar_1","title":"Ferry to stay"}"#);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value.as_array().unwrap().len(), 2);
    let none = empty();
    let none = Selection::new(&none, &Wanted::default()).unwrap();
    assert_eq!(statements_as_json(&none).unwrap(), "[]\n");
}

#[test]
fn the_sample_comes_back() {
    let lines = out(&project());
    let mut other = empty();
    let report = take(&mut other, &lines);
    assert_eq!(said(&report), "");
    assert_eq!(out(&other), lines);
    assert_eq!(report.made.len(), 2 + 2 + 2);
    let vane = other.codebook().speaker_named("Ada Vane").unwrap();
    assert_eq!(vane.kind, SpeakerKind::Person);
}

#[test]
fn a_text_is_enough() {
    let mut project = empty();
    let report = take(
        &mut project,
        "{\"text\":\"One.\"}\n\n{\"id\":\"b\",\"text\":\"Two.\"}\r\n{\"text\":\"One.\"}",
    );
    assert_eq!(report.articles, 2);
    assert_eq!(
        said(&report),
        "line 4: this text is in the project already as the article “ar_000000000001”: it was not added again"
    );
    let texts: Vec<&str> = project.articles().iter().map(|a| a.text.as_str()).collect();
    assert_eq!(texts, ["One.", "Two."]);
    assert_eq!(project.articles().at(1).unwrap().published, None);
}

#[test]
fn places_follow_a_text_that_is_normalised() {
    let mut project = empty();
    let line = r#"{"id":"a","text":"\ufeffOne.\r\nTwo, three.\u0000","statements":[{"id":"s","contents":[[12,17]],"quotes":["three"]},{"id":"t","contents":[[1,8]],"quotes":["One.\r\nT"]}]}"#;
    assert_eq!(said(&take(&mut project, line)), "");
    let text = &project.articles().at(0).unwrap().text;
    assert_eq!(text.as_str(), "One.\nTwo, three.\u{fffd}");
    let quote = |id| project.statement(&StatementId::new(id)).unwrap().contents[0].quote(text);
    assert_eq!(quote("s"), "three");
    assert_eq!(quote("t"), "One.\nT");
}

#[test]
fn statements_are_added_to_an_article_that_is_there() {
    let mut project = project();
    let lines = r#"{"id":"ar_1","statements":[{"id":"st_1","contents":[[0,5]]},{"id":"new","annotator":"A.B.","contents":[[0,5]]}]}
{"id":"ar_1","text":"another"}
{"id":"ar_1","title":"Else","statements":[{"annotator":"A.B.","contents":[[6,8]],"stance":"Support","speakers":["Vane","Ada Vane"]}]}"#;
    let report = take(&mut project, lines);
    insta::assert_snapshot!(said(&report), @"
    line 1: statement “st_1” was left out: the project has one with that id
    line 3: the article “ar_1” is in the project already; its title and other data were left as they are
    FAILED line 2: the article “ar_1” is in the project with another text: give this one another id
    ");
    assert_eq!(report.statements, 2);
    let last = project
        .statements()
        .find(|s| s.stance == Some(StanceId::new("support")));
    // Found by alias, and named once.
    assert_eq!(last.unwrap().speakers, [SpeakerId::new("sp_1")]);
}

#[test]
fn every_bad_line_is_said_and_costs_nothing_else() {
    let bad = [
        "no JSON",
        "{\"text\":\"cut off",
        "[1]",
        r#"{"id":"x"}"#,
        r#"{"title":"x"}"#,
        r#"{"text":5}"#,
        r#"{"text":"One.","published":"3 Dec"}"#,
        r#"{"text":"One.","annotators":"A"}"#,
        r#"{"text":"One.","statements":[{}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[0,99]]}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[3,3]]}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[-1,3]]}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[0,1.5]]}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[0,2],[1,3]]}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[0,2]],"quotes":["O","n"]}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[0,2]],"form":"quoted"}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[0,2]],"target":"me"}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[0,2]],"created":"now"}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[0,2]],"confidence":101}]}"#,
        r#"{"text":"One.","statements":[{"contents":[[0,2]],"topics":["New"],"speakers":["New"],"annotator":"New"},{"id":"bad","contents":[[0,2]],"cue":[[9,10]]}]}"#,
    ];
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let lines = format!(
        "{}\n{deep}\n{}",
        bad.join("\n"),
        r#"{"id":"good","text":"One.","statements":[{"contents":[[0,2]]}]}"#
    );
    let mut project = empty();
    let report = take(&mut project, &lines);
    assert_eq!(report.failures.len(), bad.len() + 1);
    insta::assert_snapshot!(said(&report), @"
    FAILED line 1: it is no JSON: expected ident, at column 2
    FAILED line 2: it is no JSON: it ends too early, and may have been cut off
    FAILED line 3: the line must be an object in braces, not [1]
    FAILED line 4: it has no “text”, and no article “x” is in the project: add the article first, or its text to the line
    FAILED line 5: it has neither “id” nor “text”
    FAILED line 6: “text” must be text in quotation marks, not the number 5
    FAILED line 7: “published”: “3 Dec” is no date: write 2025-12-03, 2025-12 or 2025
    FAILED line 8: “annotators” must be a list in brackets, not the text “A”
    FAILED line 9: statement 1: it has no “contents”
    FAILED line 10: statement 1: its content 0–99 is no place in the text, which has 4 characters: it goes past the end of the text
    FAILED line 11: statement 1: its content 3–3 is no place in the text, which has 4 characters: it is empty
    FAILED line 12: statement 1: “contents” must be a list of pairs of whole numbers such as [[674,705]], not [-1,3]
    FAILED line 13: statement 1: “contents” must be a list of pairs of whole numbers such as [[674,705]], not [0,1.5]
    FAILED line 14: statement 1: spans of its “contents” overlap or are out of order
    FAILED line 15: statement 1: “quotes” and “contents” must be of one length, not 2 and 1
    FAILED line 16: statement 1: “form” must be direct, mixed, indirect, free_indirect or reported, not “quoted”
    FAILED line 17: statement 1: “target” must be empty, speaker:NAME or text:WORDS, not “me”
    FAILED line 18: statement 1: “created”: “now” is no time: write it as 2026-11-24T09:30:00Z
    FAILED line 19: statement 1: “confidence” must be a whole number from 0 to 100, or a share such as 0.9, not the number 101
    FAILED line 20: statement “bad”: its cue 9–10 is no place in the text, which has 4 characters: it goes past the end of the text
    FAILED line 21: it is no JSON: recursion limit exceeded, at column 128
    ");
    // Only the good line left anything.
    assert_eq!((report.articles, report.statements), (1, 1));
    assert_eq!(report.made, ["annotator import"]);
    assert!(project.codebook().speakers().is_empty());
    assert!(project.codebook().topics().is_empty());
    assert_eq!(project.annotators().len(), 1);
}

#[test]
fn a_line_that_is_not_utf8_is_said() {
    let fresh = &mut Counting::default();
    let mut intake = Intake::new(&empty(), format("jsonl").unwrap(), None, fresh);
    let file = Input {
        name: "a.jsonl",
        bytes: b"{\"text\":\"caf\xe9\"}\n{\"text\":\"tea\"}",
    };
    let format = format("jsonl").unwrap();
    let report = intake.take_all(draft(format, &[file], &Mapping::default()).unwrap());
    assert_eq!(report.articles, 1);
    assert_eq!(
        said(&report),
        "FAILED line 1: it is not UTF-8 text (its byte 12 cannot be read): save the file as UTF-8"
    );
}

#[test]
fn what_is_kept_though_odd_is_noted() {
    let mut project = empty();
    let lines = r#"{"id":"a","text":"One two.","mood":1,"statements":[{"id":"s","contents":[[4,7],[0,3]],"quotes":["two","one"],"stance":"hopeful","mood":2},{"id":"s","contents":[[0,3]],"mood":3}]}
{"id":"b","text":"One two.","title":null}"#;
    let report = take(&mut project, lines);
    insta::assert_snapshot!(said(&report), @"
    line 1: statement “s”: the quote “one” does not stand at its place; it was kept as detached
    line 1: the stance “hopeful” was made; it has no key and no value on the scale yet
    line 1: statement “s” was left out: the project has one with that id
    line 2: the article “b” has the same text as the article “a”
    line 1: the key “mood” is not known and was left out
    line 1: the key “statements: mood” is not known and was left out (and 1 times more)
    ");
    let statement = project.statement(&StatementId::new("s")).unwrap();
    assert!(statement.contents[1].is_detached());
    assert!(
        project
            .codebook()
            .stances()
            .contains(&StanceId::new("hopeful"))
    );
}

#[test]
fn what_suggest_writes_is_a_proposal() {
    let mut project = project();
    let line = r#"{"id":"ar_1","statements":[{"contents":[[16,35]],"cue":[[58,62]],"source":[[43,57]],"speaker":"Ada Vane","form":"direct","confidence":0.9,"rule":"quote-then-cue"}]}"#;
    let report = import_as(&mut project, line, Some("A.B."));
    assert_eq!(said(&report), "");
    let is_proposal = |p: &Provenance| matches!(p, Provenance::Proposed(_));
    let made = project
        .statements()
        .find(|s| is_proposal(&s.provenance))
        .unwrap();
    let Provenance::Proposed(proposal) = &made.provenance else {
        panic!("it is a proposal");
    };
    assert_eq!(
        (proposal.rule.as_str(), proposal.confidence),
        ("quote-then-cue", 90)
    );
    assert_eq!(made.speakers, [SpeakerId::new("sp_1")]);
    assert_eq!(made.annotator, AnnotatorId::new("an_1"));
}

#[test]
fn nobody_reviews_their_own_statement() {
    let line = r#"{"text":"One.","annotators":["A"],"statements":[{"annotator":"A","contents":[[0,3]],"status":"rejected"},{"contents":[[0,3]],"status":"question"}]}"#;
    for (annotator, reviewer) in [(Some("A"), "import"), (Some("B"), "B"), (None, "import")] {
        let mut project = empty();
        import_as(&mut project, line, annotator);
        assert_eq!(project.reviews().len(), 2);
        let reviewer = &project.annotator_named(reviewer).unwrap().id;
        assert!(project.reviews().iter().all(|r| &r.reviewer == reviewer));
        // The one without a name is by the only annotator of its article.
        let a = &project.annotator_named("A").unwrap().id;
        assert!(project.statements().all(|s| &s.annotator == a));
        let states: Vec<ReviewStatus> = project
            .statements()
            .map(|s| project.status_of(&s.id))
            .collect();
        assert!(
            states.contains(&ReviewStatus::Rejected) && states.contains(&ReviewStatus::Question)
        );
    }
}

#[test]
fn progress_is_done_unless_it_says_otherwise() {
    let mut project = empty();
    let line = r#"{"id":"a","text":"One.","annotators":["A","B","C"],"progress":{"B":"in_progress","C":"","D":"assigned"}}"#;
    assert_eq!(said(&take(&mut project, line)), "");
    let state = |name| {
        let id = &project.annotator_named(name).unwrap().id;
        project.articles().at(0).unwrap().progress_of(id)
    };
    assert_eq!(state("A"), Some(ProgressState::Done));
    assert_eq!(state("B"), Some(ProgressState::InProgress));
    assert_eq!(state("C"), None);
    assert_eq!(state("D"), Some(ProgressState::Assigned));
}

#[test]
fn a_thousand_articles_are_taken_in_one_go() {
    let line = |n: usize| {
        format!(
            r#"{{"text":"Text {n}.","statements":[{{"contents":[[0,4]],"speakers":["S{}"]}}]}}"#,
            n % 7
        )
    };
    let lines = (0..1_000).map(line).collect::<Vec<_>>().join("\n");
    let mut project = empty();
    let report = take(&mut project, &lines);
    assert_eq!((report.articles, report.statements), (1_000, 1_000));
    assert_eq!(project.codebook().speakers().len(), 7);
}

/// Strings that break things: other scripts, marks, quotes, tabs, what looks like JSON.
pub(in crate::exchange) fn words() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "Ж",
        "界",
        "שלום",
        "e\u{301}",
        "👩‍🔧",
        "\t",
        "\"",
        "\\",
        " ",
        "; ",
        "\n",
        "\u{2028}",
        "{}",
        "=",
        "\u{202e}",
        "null",
        "NA",
    ]);
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    pub(in crate::exchange) fn statement()(
        places in prop::collection::vec((0usize..40, 1usize..6), 1..4),
        who in 0usize..3,
        codes in (0usize..4, 0usize..4, 0usize..8, 0usize..4),
        forms in (0usize..6, 0usize..4),
        note in words(),
        odd in 0usize..6,
    ) -> Coding {
        Coding { places, who, codes, forms, note, odd }
    }
}

#[derive(Clone, Debug)]
pub(in crate::exchange) struct Coding {
    places: Vec<(usize, usize)>,
    who: usize,
    codes: (usize, usize, usize, usize),
    forms: (usize, usize),
    pub(in crate::exchange) note: String,
    odd: usize,
}

/// A project of odd texts and names.
pub(in crate::exchange) fn build(
    texts: &[String],
    names: &[String],
    codings: &[Coding],
) -> Project {
    let mut project = Project::new(ProjectId::new("prj_1"), "Odd");
    for (n, name) in names.iter().enumerate() {
        // The number keeps names apart and from being empty.
        let name = format!("{n}{name}");
        add_annotator(&mut project, &format!("an_{n}"), &name);
        let speaker = Speaker::new(SpeakerId::new(format!("sp_{n}")), &name, SpeakerKind::Group);
        add_code(&mut project, Code::Speaker(speaker));
        let topic = Topic::new(TopicId::new(format!("tp_{n}")), &name);
        add_code(&mut project, Code::Topic(topic));
    }
    for (n, text) in texts.iter().enumerate() {
        let id = ArticleId::new(format!("ar_{n}"));
        let text = Text::new(format!("{text}.{n} text"));
        let mut article = Article::new(id, names[n % names.len()].clone(), text);
        article.progress = vec![Progress {
            annotator: AnnotatorId::new(format!("an_{n}")),
            state: [
                ProgressState::Done,
                ProgressState::InProgress,
                ProgressState::Assigned,
            ][n % 3],
        }];
        assert_eq!(article.sha256, digest(article.text.as_str()));
        add_article(&mut project, article);
    }
    for (n, coding) in codings.iter().enumerate() {
        let article = project.articles().at(n % texts.len()).unwrap().clone();
        let text = &article.text;
        let mut from = 0;
        let mut contents = Vec::new();
        for (skip, length) in &coding.places {
            let start = from + skip % 5;
            if let Ok(span) = Span::of_chars(text, start..start + length) {
                contents.push(Anchor::At(span));
                from = start + length;
            }
        }
        if contents.is_empty() || coding.odd == 0 {
            contents.push(Anchor::Detached(FileAnchor {
                start: from + 3,
                end: from + 900,
                quote: format!("lost {n}").into(),
            }));
        }
        let some = |n: usize| SpeakerId::new(format!("sp_{}", n % names.len()));
        let id = format!("st_{n}");
        let who = format!("an_{}", coding.who);
        add_statement(&mut project, &id, &who, contents, |s| {
            s.article = article.id.clone();
            let (speakers, behalf, stance, topics) = coding.codes;
            s.speakers = (0..speakers.min(3)).map(some).collect();
            s.on_behalf_of = (0..behalf.min(3)).rev().map(some).collect();
            s.topics = (0..topics.min(3))
                .map(|n| TopicId::new(format!("tp_{n}")))
                .collect();
            let stances = ["support", "oppose", "neutral", "mixed", "unclear", "none"];
            s.stance = stances.get(stance).map(StanceId::new);
            let (form, naming) = coding.forms;
            s.form = [
                Form::Direct,
                Form::Mixed,
                Form::Indirect,
                Form::FreeIndirect,
                Form::Reported,
            ]
            .get(form)
            .copied();
            s.naming = [Naming::Named, Naming::Unnamed, Naming::NoneGiven]
                .get(naming)
                .copied();
            s.note.clone_from(&coding.note);
            s.target = match coding.odd {
                1 => Target::Speaker(some(n)),
                2 => Target::Text(coding.note.clone()),
                _ => Target::Topic,
            };
            if coding.odd == 3 {
                s.layer = Layer::Adjudicated;
            }
            s.created = time("2026-01-01T00:00:00Z");
        });
    }
    project
}

proptest! {
    #[test]
    fn out_in_and_out_again_are_the_same_bytes(
        texts in prop::collection::vec(words(), 1..4),
        names in prop::collection::vec(words(), 3..4),
        codings in prop::collection::vec(statement(), 0..6),
    ) {
        let first = out(&build(&texts, &names, &codings));
        let mut other = empty();
        let report = take(&mut other, &first);
        prop_assert_eq!(report.failures, vec![]);
        prop_assert_eq!(out(&other), first);
    }

    #[test]
    fn no_bytes_make_it_panic(lines in prop::collection::vec(
        "\\PC{0,20}|\\{\"text\":\"\\PC{0,5}\",\"statements\":\\[\\{\"contents\":\\[\\[[0-9]{1,20},[0-9]\\]\\]\\}\\]\\}", 0..5)
    ) {
        take(&mut empty(), &lines.join("\n"));
    }
}

#[test]
fn a_lost_cue_is_left_out_and_said() {
    let mut project = project();
    let text = project.articles().at(0).unwrap().text.clone();
    let lost = FileAnchor {
        start: 1,
        end: 4,
        quote: "claimed".into(),
    };
    add_statement(
        &mut project,
        "st_3",
        "an_1",
        vec![at(&text, "Harbour Line")],
        |s| {
            s.cue = vec![Anchor::Detached(lost)];
        },
    );
    let exported = export(
        &project,
        format("jsonl").unwrap(),
        &ExportOptions::default(),
    )
    .unwrap();
    insta::assert_snapshot!(exported.notes.join("\n"), @"statement st_3: “claimed” does not stand at its place in the article, so this cue or source was left out");
}
