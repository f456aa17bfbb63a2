use proptest::prelude::*;

use crate::exchange::laws::{Files, Folds, comes_back, empty, odd_project, out, said, take_files};
use crate::exchange::sample::project;
use crate::exchange::{Mapping, Report};
use crate::model::{Project, StatementId};

proptest! {
    #![proptest_config(crate::testing::cases(64))]

    #[test]
    fn json_brings_back_what_it_carries(project in odd_project()) {
        comes_back(&project, "cas-json", Folds::NONE)?;
    }

    #[test]
    fn xmi_brings_back_what_it_carries(project in odd_project()) {
        comes_back(&project, "xmi", Folds::NONE)?;
    }

    #[test]
    fn no_bytes_make_it_panic(text in "(\\PC|[<>&\"{}:,\\[\\]0-9]){0,80}") {
        for format in ["cas-json", "xmi"] {
            take(format, "a", text.as_bytes());
        }
    }
}

fn take(format: &str, name: &str, bytes: &[u8]) -> (Project, Report) {
    let mut project = empty();
    let files: Files = vec![(name.to_owned(), bytes.to_vec())];
    let report = take_files(&mut project, format, &files, &Mapping::default());
    (project, report)
}

#[test]
fn the_sample_is_written_as_json() {
    let files = out(&project(), "cas-json");
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].0, "ar_1.json");
    let json: serde_json::Value = serde_json::from_slice(&files[0].1).unwrap();
    let structures = json["%FEATURE_STRUCTURES"].as_array().unwrap();
    let kept: Vec<String> = structures
        .iter()
        .filter(|fs| !fs["%TYPE"].as_str().unwrap().ends_with("Token"))
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(kept.join("\n"));
    let members = json["%VIEWS"]["_InitialView"]["%MEMBERS"]
        .as_array()
        .unwrap();
    assert_eq!(members.len() + 1, structures.len());
}

#[test]
fn the_sample_is_written_as_xmi() {
    let files = out(&project(), "xmi");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["TypeSystem.xml", "ar_1.xmi"]);
    let xmi = String::from_utf8(files[1].1.clone()).unwrap();
    let kept: Vec<&str> = xmi
        .lines()
        .filter(|line| !line.contains("type:Token") && !line.contains("cas:View"))
        .collect();
    insta::assert_snapshot!(kept.join("\n"));
}

#[test]
fn words_and_sentences_stand_where_the_text_has_them() {
    let files = out(&project(), "cas-json");
    let json: serde_json::Value = serde_json::from_slice(&files[0].1).unwrap();
    let structures = json["%FEATURE_STRUCTURES"].as_array().unwrap();
    let text: Vec<u16> = structures[0]["sofaString"]
        .as_str()
        .unwrap()
        .encode_utf16()
        .collect();
    let words = |kind: &str| -> Vec<String> {
        let of_kind = structures
            .iter()
            .filter(|fs| fs["%TYPE"].as_str().unwrap().ends_with(kind));
        let words = of_kind.map(|fs| {
            let at = |key: &str| usize::try_from(fs[key].as_u64().unwrap()).unwrap();
            String::from_utf16(&text[at("begin")..at("end")]).unwrap()
        });
        words.collect()
    };
    assert_eq!(
        words("Sentence"),
        [
            "Ferry to stay",
            "“We keep the ferry 🚢,” Mayor Ada Vane said, “and, yes, the pier.”",
            "Critics doubt it.",
            "Harbour Line declined to comment."
        ]
    );
    let tokens = words("Token");
    assert_eq!(
        tokens[..9],
        [
            "Ferry", "to", "stay", "“", "We", "keep", "the", "ferry", "🚢"
        ]
    );
    assert_eq!(tokens.last().unwrap(), ".");
}

const HEAD: &str = r#"{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"🚢 Ada said it.\r\nOr not."}"#;

/// A file of others, with these annotations.
fn json(structures: &str) -> String {
    format!("{{\"%FEATURE_STRUCTURES\":[{HEAD}{structures}]}}")
}

#[test]
fn an_annotation_that_does_not_fit_costs_only_itself() {
    let of = |id: &str, begin: usize, end: usize| {
        format!(
            r#",{{"%ID":9,"%TYPE":"x.y.Statement","@sofa":1,"begin":{begin},"end":{end},"statementId":"{id}","speaker":"Ada","stance":"odd","review":"seen","created":"now"}}"#
        )
    };
    let all = [
        of("good", 3, 6),
        of("split", 1, 6),
        of("far", 3, 900),
        of("empty", 3, 3),
        // The LF of a CRLF.
        of("lf", 16, 17),
        r#",{"%TYPE":"x.y.Statement","speaker":"Nobody"}"#.to_owned(),
        r#",{"%TYPE":"x.y.Other","begin":0,"end":2,"list":[1,{"a":2}],"none":null}"#.to_owned(),
    ];
    let (project, report) = take("cas-json", "a1.json", json(&all.concat()).as_bytes());
    insta::assert_snapshot!(said(&report));
    assert_eq!((report.articles, report.statements), (1, 1));
    let statement = project.statement(&StatementId::new("good")).unwrap();
    let article = project.articles().at(0).unwrap();
    assert_eq!(article.id.to_string(), "a1");
    assert_eq!(statement.contents[0].quote(&article.text), "Ada");
    assert_eq!(article.text.as_str(), "🚢 Ada said it.\nOr not.");
}

#[test]
fn layers_that_are_no_statements_are_named() {
    let of = r#",{"%TYPE":"webanno.custom.Span","begin":3,"end":6,"value":"PER","who":"Ada"}"#;
    let file = json(&format!("{of}{of}"));
    let (project, report) = take("cas-json", "a1.json", file.as_bytes());
    assert_eq!(project.statement_count(), 0);
    insta::assert_snapshot!(said(&report), @"no layer is called Statement, so no statement was taken; there are: webanno.custom.Span (2). --map with a line “statement = webanno.custom.Span” takes those");
    let mapping = Mapping::parse("statement = Span\nspeaker = who\ntopic = value").unwrap();
    let mut project = empty();
    let files: Files = vec![("a1.json".to_owned(), file.into_bytes())];
    take_files(&mut project, "cas-json", &files, &mapping);
    assert_eq!(project.statement_count(), 2);
    assert!(project.codebook().topic_named("PER").is_some());
    assert!(project.codebook().speaker_named("Ada").is_some());
}

#[test]
fn a_folder_is_read_by_its_endings() {
    let files: Files = vec![
        ("b/notes.txt".to_owned(), b"no".to_vec()),
        ("b/one.json".to_owned(), json("").into_bytes()),
        ("b/two.JSON".to_owned(), b"{".to_vec()),
    ];
    let mut project = empty();
    let report = take_files(&mut project, "cas-json", &files, &Mapping::default());
    assert_eq!(
        said(&report),
        "FAILED b/two.JSON: it is no JSON: it ends too early, and may have been cut off"
    );
    assert_eq!(project.articles().at(0).unwrap().id.to_string(), "one");
    let mut project = empty();
    let report = take_files(&mut project, "xmi", &files, &Mapping::default());
    assert_eq!(said(&report), "FAILED no file in it ends in .xmi");
}

#[test]
fn hostile_files_are_refused_in_words() {
    let deep = "[".repeat(100_000);
    let in_depth = json(&format!(",{{\"%TYPE\":\"x.Statement\",\"a\":{deep}"));
    let bad_json: [&[u8]; 10] = [
        b"",
        b"{}",
        b"[1]",
        b"{\"%FEATURE_STRUCTURES\":",
        b"{\"%FEATURE_STRUCTURES\":5}",
        b"{\"%FEATURE_STRUCTURES\":[5]}",
        b"{\"%FEATURE_STRUCTURES\":[]}",
        b"{\"%FEATURE_STRUCTURES\":[]} more",
        b"\"\xff\"",
        in_depth.as_bytes(),
    ];
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\">]><xmi:XMI>&a;</xmi:XMI>";
    let nested = "<xmi:XMI>".repeat(10_000);
    let bad_xmi: [&[u8]; 10] = [
        b"",
        b"no XML",
        b"<a/>",
        b"<xmi:XMI>",
        b"<xmi:XMI/>",
        b"<xmi:XMI><a></xmi:XMI>",
        b"<xmi:XMI a='\xff'/>",
        b"<xmi:XMI><cas:Sofa sofaString='&b;'/></xmi:XMI>",
        laughs.as_bytes(),
        nested.as_bytes(),
    ];
    let of = |format: &str, files: [&[u8]; 10]| -> Vec<String> {
        let said = |bytes: &[u8]| {
            let (project, report) = take(format, "a", bytes);
            assert!(project.articles().is_empty());
            assert_eq!(report.failures.len(), 1);
            said(&report)
        };
        files.into_iter().map(said).collect()
    };
    insta::assert_snapshot!(of("cas-json", bad_json).join("\n"));
    insta::assert_snapshot!(of("xmi", bad_xmi).join("\n"));
}
