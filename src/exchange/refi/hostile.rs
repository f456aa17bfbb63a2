//! Archives that would harm a reader: each is refused in words.

use crate::exchange::Mapping;
use crate::exchange::archive::pack;
use crate::exchange::laws::{Files, empty, said, take_files};

fn failure(format: &str, bytes: Vec<u8>) -> String {
    let mut project = empty();
    let files: Files = vec![("a".to_owned(), bytes)];
    let report = take_files(&mut project, format, &files, &Mapping::default());
    assert!(project.articles().is_empty());
    assert_eq!(report.failures.len(), 1, "{}", said(&report));
    said(&report)
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let files: Vec<_> = files
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect();
    pack(&files).unwrap()
}

fn project(inside: &str) -> Vec<u8> {
    let project = format!(
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\"><Sources>{inside}</Sources></Project>"
    );
    archive(&[("project.qde", project.as_bytes())])
}

/// Where some bytes stand for the last time.
fn last(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes
        .windows(wanted.len())
        .rposition(|window| window == wanted)
        .unwrap()
}

#[test]
fn hostile_archives_are_refused_in_words() {
    let small = archive(&[("project.qde", b"<Project/>")]);
    let zeros = vec![b' '; 40 << 20];
    let bomb = archive(&[("project.qde", &zeros)]);
    // The size that the list at the end gives.
    let mut huge = small.clone();
    let entry = last(&huge, b"PK\x01\x02");
    huge[entry + 24..entry + 28].copy_from_slice(&0xf000_0000_u32.to_le_bytes());
    let mut wrong = small.clone();
    let entry = last(&wrong, b"PK\x01\x02");
    wrong[entry + 24..entry + 28].copy_from_slice(&5_u32.to_le_bytes());
    let mut checksum = small.clone();
    checksum[entry + 16] ^= 1;
    let mut encrypted = small.clone();
    encrypted[entry + 8] |= 1;
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><Project>&b;</Project>";
    let deep = format!("<Project>{}", "<Code>".repeat(100_000));
    let files = [
        Vec::new(),
        b"<Project/>".to_vec(),
        small[..small.len() - 30].to_vec(),
        bomb,
        huge,
        wrong,
        checksum,
        encrypted,
        archive(&[("project.qde", b"<Project/>"), ("../../escape.txt", b"x")]),
        archive(&[("project.qde", b"<Project/>"), ("/etc/x", b"x")]),
        archive(&[("project.qde", b"<Project/>"), ("C:\\x", b"x")]),
        archive(&[("sources/a.txt", b"x")]),
        archive(&[("project.qde", b"<Project name='\xff'/>")]),
        archive(&[("project.qde", laughs.as_bytes())]),
        archive(&[("project.qde", deep.as_bytes())]),
        archive(&[("project.qde", b"<CodeBook/>")]),
        archive(&[("project.qde", b"<Project><Sources></Project>")]),
    ];
    let said: Vec<String> = files
        .into_iter()
        .map(|bytes| failure("refi-qda", bytes))
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_source_that_harms_costs_only_itself() {
    let sources = [
        "<TextSource name=\"none.txt\"/>",
        "<TextSource name=\"out.txt\" plainTextPath=\"internal://../../etc/passwd\"/>",
        "<TextSource name=\"disk.txt\" plainTextPath=\"file:///etc/passwd\"/>",
        "<TextSource name=\"gone.txt\" plainTextPath=\"internal://gone.txt\"/>",
    ];
    let said: Vec<String> = sources
        .iter()
        .map(|source| failure("refi-qda", project(source)))
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn hostile_codebooks_are_refused_in_words() {
    let deep = "<CodeBook>".repeat(1_000);
    let files: [&[u8]; 5] = [
        b"",
        b"<Project/>",
        b"<CodeBook><Codes>",
        b"<CodeBook a='\xff'/>",
        deep.as_bytes(),
    ];
    let said: Vec<String> = files
        .into_iter()
        .map(|bytes| failure("refi-codebook", bytes.to_vec()))
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}
