use proptest::prelude::*;

use crate::exchange::archive::{Archive, pack};
use crate::exchange::laws::{Files, Folds, comes_back, empty, odd_project, out, said, take_files};
use crate::exchange::sample::{add_code, project};
use crate::exchange::{Mapping, Report};
use crate::model::{Code, Project, ReviewStatus, Speaker, SpeakerId, SpeakerKind, Topic, TopicId};

proptest! {
    #![proptest_config(crate::testing::cases(64))]

    #[test]
    fn a_project_brings_back_what_it_carries(project in odd_project()) {
        comes_back(&project, "refi-qda", Folds::NONE)?;
    }

    #[test]
    fn no_bytes_make_it_panic(text in "(\\PC|[<>&\"=/]|<Code |name=\"){0,60}", cut in 0usize..400) {
        take("refi-codebook", text.as_bytes(), "");
        let mut whole = out(&project(), "refi-qda").remove(0).1;
        whole.truncate(whole.len().saturating_sub(cut));
        take("refi-qda", &whole, "");
        take("refi-qda", &archive(&text, ""), "");
    }
}

fn take(format: &str, bytes: &[u8], mapping: &str) -> (Project, Report) {
    let mut project = empty();
    let files: Files = vec![("a".to_owned(), bytes.to_vec())];
    let mapping = Mapping::parse(mapping).unwrap();
    let report = take_files(&mut project, format, &files, &mapping);
    (project, report)
}

/// A project of others with one text.
fn archive(project: &str, text: &str) -> Vec<u8> {
    let files = [
        ("project.qde".to_owned(), project.as_bytes().to_vec()),
        ("Sources/t.txt".to_owned(), text.as_bytes().to_vec()),
    ];
    pack(&files).unwrap()
}

fn qde(project: &Project) -> String {
    let files = out(project, "refi-qda");
    let mut archive = Archive::open(&files[0].1).unwrap();
    String::from_utf8(archive.read("project.qde").unwrap()).unwrap()
}

#[test]
fn the_sample_is_written() {
    insta::assert_snapshot!(qde(&project()));
    let files = out(&project(), "refi-qda");
    let mut archive = Archive::open(&files[0].1).unwrap();
    let guid = super::guid("text", "ar_1");
    let text = archive.read(&format!("sources/{guid}.txt")).unwrap();
    assert_eq!(
        text,
        project().articles().at(0).unwrap().text.as_str().as_bytes()
    );
}

#[test]
fn codes_of_one_name_are_told_apart_and_come_back() {
    let mut project = project();
    for (id, name) in [
        ("tp_3", "Ada Vane"),
        ("tp_4", "Topic"),
        ("tp_5", "Topic: x"),
        ("tp_6", "Ferry"),
    ] {
        add_code(
            &mut project,
            Code::Topic(Topic::new(TopicId::new(id), name)),
        );
    }
    let group = Speaker::new(SpeakerId::new("sp_9"), "Topic", SpeakerKind::Document);
    add_code(&mut project, Code::Speaker(group));
    let files = out(&project, "refi-codebook");
    let xml = String::from_utf8(files[0].1.clone()).unwrap();
    insta::assert_snapshot!(xml);
    let (other, report) = take("refi-codebook", &files[0].1, "");
    assert_eq!(said(&report), "");
    let topics: Vec<(&str, Option<&str>)> = other
        .codebook()
        .topics()
        .iter()
        .map(|topic| {
            let parent = topic
                .parent
                .as_ref()
                .and_then(|id| other.codebook().topics().get(id));
            (
                topic.name.as_str(),
                parent.map(|parent| parent.name.as_str()),
            )
        })
        .collect();
    // Two of one name are one, as wherever names come in.
    assert_eq!(
        topics,
        [
            ("Transport", None),
            ("Ferry", Some("Transport")),
            ("Ada Vane", None),
            ("Topic", None),
            ("Topic: x", None),
        ]
    );
    let kinds: Vec<_> = other
        .codebook()
        .speakers()
        .iter()
        .map(|s| (s.name.as_str(), s.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            ("City of Lund, \"Harbour\"", SpeakerKind::Organisation),
            ("Ada Vane", SpeakerKind::Person),
            ("Topic", SpeakerKind::Document),
        ]
    );
    assert_eq!(
        other
            .codebook()
            .speaker_named("City of Lund, \"Harbour\"")
            .unwrap()
            .definition,
        "=the city"
    );
}

#[test]
fn a_codebook_of_others_is_read() {
    let dotted = "<?xml version=\"1.0\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>
        <Code guid=\"1\" name=\"stance.hopeful\" isCodable=\"true\"/>
        <Code guid=\"2\" name=\"speakers.Ada &amp; Co.\" isCodable=\"true\"/>
        <Code guid=\"3\" name=\"v1.2 plan\" isCodable=\"true\"><Description>of
 plans</Description></Code>
        <Code guid=\"4\" name=\"Akteure\" isCodable=\"false\"><Code guid=\"5\" name=\"Bo\" isCodable=\"true\"/></Code>
        </Codes><Sets/></CodeBook>";
    let (project, report) = take(
        "refi-codebook",
        format!("\u{feff}{dotted}").as_bytes(),
        "speaker = Akteure",
    );
    insta::assert_snapshot!(report.made.join("\n"), @"
    stance hopeful
    speaker Ada & Co.
    topic v1.2 plan
    speaker Bo
    ");
    assert_eq!(
        project.codebook().topics().at(0).unwrap().definition,
        "of\n plans"
    );
}

/// A project as programs write them: a selection for each code, GUIDs in braces and capitals.
fn theirs(offsets: &[(usize, usize); 2]) -> String {
    let [(a, b), (c, d)] = offsets;
    let picked = |start: usize, end: usize, name: &str, code: &str, inside: &str| {
        format!(
            "<PlainTextSelection guid=\"x\" name=\"{name}\" startPosition=\"{start}\" endPosition=\"{end}\" creatingUser=\"{{AB}}\" creationDateTime=\"2026-03-01T10:00:00.25+01:00\">{inside}<Coding guid=\"y\"><CodeRef targetGUID=\"{code}\"/></Coding></PlainTextSelection>"
        )
    };
    let all = [
        picked(
            *a,
            *b,
            "Ada said it.",
            "{C1}",
            "<Description>so</Description>",
        ),
        picked(*a, *b, "Ada said it.", "c2", ""),
        picked(*a, *b, "Ada said it.", "c3", ""),
        picked(*c, *d, "Bo...", "c4", ""),
        picked(*c, *d, "Bo...", "c9", ""),
        "<PlainTextSelection guid=\"x\" startPosition=\"0\" endPosition=\"1\"/>".to_owned(),
        picked(*c, 999, "Bo", "c2", ""),
    ];
    format!(
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\" origin=\"Other\"><Users><User guid=\"ab\" name=\"anna\"/></Users><CodeBook><Codes><Code guid=\"c0\" name=\"Stance\" isCodable=\"false\"><Code guid=\"c1\" name=\"support\" isCodable=\"true\"/></Code><Code guid=\"ca\" name=\"Speaker\" isCodable=\"false\"><Code guid=\"C2\" name=\"Ada\" isCodable=\"true\"/></Code><Code guid=\"cb\" name=\"Review\" isCodable=\"false\"><Code guid=\"c3\" name=\"accepted\" isCodable=\"true\"/></Code><Code guid=\"c4\" name=\"Harbour\" isCodable=\"true\"/></Codes></CodeBook><Variables><Variable guid=\"v1\" name=\"Outlet\" typeOfVariable=\"Text\"/><Variable guid=\"v2\" name=\"published\" typeOfVariable=\"Text\"/></Variables><Sources><TextSource guid=\"s\" name=\"a1.txt\" plainTextPath=\"internal://t.txt\">{}<VariableValue><VariableRef targetGUID=\"V1\"/><TextValue>Post &amp; Co</TextValue></VariableValue><VariableValue><VariableRef targetGUID=\"v2\"/><TextValue>3 March</TextValue></VariableValue></TextSource><PDFSource guid=\"p\" name=\"b\"><Representation guid=\"r\" plainTextPath=\"internal://r.txt\"><PlainTextSelection guid=\"q\" startPosition=\"0\" endPosition=\"2\"/></Representation></PDFSource></Sources></Project>",
        all.concat()
    )
}

const TEXT: &str = "\u{feff}🚢 One.\r\nAda said it.\r\nBo did not.";

#[test]
fn offsets_are_read_as_the_program_counted_them() {
    // Code points after the mark; with one for CRLF; UTF-16 units; with the mark.
    let ways = [
        [(8, 20), (22, 33)],
        [(7, 19), (20, 31)],
        [(9, 21), (23, 34)],
    ];
    let mut all = Vec::new();
    for offsets in ways {
        let (project, report) = take("refi-qda", &archive(&theirs(&offsets), TEXT), "");
        let article = project.articles().at(0).unwrap();
        assert_eq!(article.text.as_str(), "🚢 One.\nAda said it.\nBo did not.");
        assert_eq!(
            (article.title.as_str(), article.outlet.as_str()),
            ("a1", "Post & Co")
        );
        let quotes: Vec<&str> = project
            .statements_in_order()
            .iter()
            .map(|s| s.contents[0].quote(&article.text))
            .collect();
        assert_eq!(quotes, ["Ada said it.", "Bo did not."], "{}", said(&report));
        all.push(said(&report));
    }
    insta::assert_snapshot!(all.join("\n---\n"));
}

#[test]
fn selections_of_one_place_are_one_statement() {
    let (project, _) = take(
        "refi-qda",
        &archive(&theirs(&[(8, 20), (22, 33)]), TEXT),
        "",
    );
    let statements = project.statements_in_order();
    let first = statements[0];
    assert_eq!(first.stance.as_ref().unwrap().to_string(), "support");
    assert_eq!(first.note, "so");
    assert_eq!(first.created.to_string(), "2026-03-01T09:00:00Z");
    assert_eq!(project.status_of(&first.id), ReviewStatus::Accepted);
    assert_eq!(
        project.annotators().get(&first.annotator).unwrap().name,
        "anna"
    );
    let speaker = project
        .codebook()
        .speakers()
        .get(&first.speakers[0])
        .unwrap();
    assert_eq!(speaker.name, "Ada");
    let topic = project
        .codebook()
        .topics()
        .get(&statements[1].topics[0])
        .unwrap();
    assert_eq!(topic.name, "Harbour");
    assert_eq!(statements.len(), 2);
}
