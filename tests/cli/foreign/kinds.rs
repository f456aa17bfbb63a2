//! What is in the files of other programs is what comes into the project.

use std::path::Path;

use sayso::exchange::articles::{How, Kind};
use sayso::exchange::{ArticleDraft, Drafted};
use sayso::foreign::{Program, Worker};

use super::super::Desk;
use super::PROGRAM;
use super::made::{self, PARAGRAPHS, TITLE};

pub(super) fn read(name: &str, bytes: &[u8]) -> Drafted {
    let mut worker = Worker::new(Program::new(PROGRAM));
    let kind = Kind::of(Path::new(name));
    worker.read(kind, bytes, &How::default()).unwrap()
}

fn only(name: &str, bytes: &[u8]) -> (ArticleDraft, Vec<String>) {
    let mut drafted = read(name, bytes);
    assert_eq!(drafted.articles.len(), 1, "{name}");
    let notes = drafted.report.notes.iter().map(ToString::to_string);
    (drafted.articles.remove(0).article, notes.collect())
}

fn holds_all(article: &ArticleDraft, name: &str) {
    let text = article.text.as_deref().unwrap();
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    for paragraph in PARAGRAPHS {
        assert!(
            paragraphs.contains(&paragraph),
            "{name}: {paragraph}\n{text}"
        );
    }
}

#[test]
fn every_kind_gives_its_text_and_what_it_says_of_it() {
    let plain = PARAGRAPHS.join("\r\n\r\n");
    for (name, bytes, title, author, published, outlet, notes) in [
        ("a.txt", plain.into_bytes(), "", "", "", "", 0),
        (
            "a.docx",
            made::docx_article(),
            TITLE,
            "Jane Roe",
            "2026-03-03",
            "The Daily Test",
            3,
        ),
        (
            "a.odt",
            made::odt_article(),
            TITLE,
            "Jane Roe",
            "2026-03-03",
            "",
            3,
        ),
        (
            "a.html",
            made::html_article().into_bytes(),
            TITLE,
            "Jane Roe",
            "2026-03-03",
            "The Daily Test",
            0,
        ),
        (
            "a.rtf",
            made::rtf_article().into_bytes(),
            TITLE,
            "Jane Roe",
            "",
            "",
            1,
        ),
        (
            "a.eml",
            made::eml_article().into_bytes(),
            TITLE,
            "Jane Roe",
            "2026-03-03",
            "",
            0,
        ),
        (
            "a.md",
            made::markdown_article().into_bytes(),
            TITLE,
            "Jane Roe",
            "2026-03-03",
            "",
            0,
        ),
        (
            "a.csv",
            made::csv_articles(',').into_bytes(),
            TITLE,
            "",
            "2026-03-03",
            "The Daily Test",
            0,
        ),
        (
            "a.csv",
            made::csv_articles(';').into_bytes(),
            TITLE,
            "",
            "2026-03-03",
            "The Daily Test",
            0,
        ),
        (
            "a.xlsx",
            made::xlsx_articles(),
            TITLE,
            "",
            "2026-03-03",
            "",
            0,
        ),
    ] {
        let (article, said) = only(name, &bytes);
        holds_all(&article, name);
        assert_eq!(article.title, title, "{name}");
        assert_eq!(article.author, author, "{name}");
        let date = article.published.as_ref().map(ToString::to_string);
        assert_eq!(date.unwrap_or_default(), published, "{name}");
        assert_eq!(article.outlet, outlet, "{name}");
        assert_eq!(said.len(), notes, "{name}: {said:?}");
    }
}

#[test]
fn what_stands_between_words_is_kept_or_left_out_as_it_reads() {
    let (word, notes) = only("a.docx", &made::docx_article());
    let text = word.text.unwrap();
    assert!(text.ends_with("a\tb\nc\u{2011}d"), "{text}");
    assert!(!text.contains("gone") && !text.contains("hidden") && !text.contains("PAGE"));
    assert_eq!(text.matches(PARAGRAPHS[1]).count(), 1, "one branch");
    assert!(
        notes
            .iter()
            .any(|note| note.contains("deletions of tracked changes")),
        "{notes:?}"
    );
    let (open, notes) = only("a.odt", &made::odt_article());
    let text = open.text.unwrap();
    assert!(text.ends_with("a\tb\nc  d"), "{text}");
    assert!(!text.contains("gone") && !text.contains("note"));
    assert!(
        notes
            .iter()
            .any(|note| note.contains("comments were left out: 4")),
        "{notes:?}"
    );
    let (page, _) = only("a.html", made::html_article().as_bytes());
    assert_eq!(page.url, "https://news.example.org/ferry");
    assert_eq!(page.language, "en");
    let text = page.text.unwrap();
    for clutter in ["Sport", "Imprint", "Buy now"] {
        assert!(!text.contains(clutter), "{text}");
    }
}

#[test]
fn lines_of_a_pdf_are_its_paragraphs_again() {
    let (bytes, paragraphs) = made::pdf_article();
    let (article, notes) = only("a.pdf", &bytes);
    let text = article.text.unwrap();
    let found: Vec<&str> = text.split("\n\n").collect();
    assert_eq!(found[0], TITLE);
    assert_eq!(found[1..], paragraphs, "{text}");
    assert_eq!(
        (article.title.as_str(), article.author.as_str()),
        (TITLE, "Jane Roe")
    );
    assert_eq!(
        article.published, None,
        "a file's date is no date of publication"
    );
    assert!(
        notes
            .iter()
            .any(|note| note.contains("put together from lines")),
        "{notes:?}"
    );
}

#[test]
fn a_name_that_says_another_kind_is_no_matter() {
    let (article, notes) = only("a.txt", &made::docx_article());
    holds_all(&article, "a.txt");
    assert!(notes[0].contains("it is a Word document"), "{notes:?}");
    let (article, _) = only("a.doc", made::html_article().as_bytes());
    holds_all(&article, "a.doc");
}

#[test]
fn what_is_not_read_says_what_to_do() {
    let ole = |name: &str| -> Vec<u8> {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            .iter()
            .copied()
            .chain(wide)
            .collect()
    };
    let mut worker = Worker::new(Program::new(PROGRAM));
    for (name, bytes, words) in [
        ("a.doc", ole("WordDocument"), "save it as .docx"),
        ("a.xls", ole("Workbook"), "save it as .xlsx"),
        ("a.msg", ole("__properties_version1.0"), "save it as .eml"),
        ("a.docx", ole("EncryptedPackage"), "protected by a password"),
        (
            "a.docx",
            b"Ferry.".to_vec(),
            "named as a Word document and is none",
        ),
        (
            "a.txt",
            b"\x89PNG\r\n".to_vec(),
            "a picture: have its text recognised",
        ),
        ("a.zip", made::zipped(&[("a.txt", b"Ferry.")]), "unpack it"),
        (
            "a.pdf",
            made::pdf(&made::pdf_page("")),
            "text recognised first (OCR)",
        ),
        ("a.csv", b"a,b\n1,2\n".to_vec(), "text = NAME"),
        (
            "a.txt",
            (0..4_000).map(|n| u8::try_from(n % 250).unwrap()).collect(),
            "it is no text",
        ),
    ] {
        let kind = Kind::of(Path::new(name));
        let said = worker
            .read(kind, &bytes, &How::default())
            .unwrap_err()
            .to_string();
        assert!(said.contains(words), "{name}: {said}");
    }
}

#[test]
fn a_folder_of_dirty_files_gives_the_good_ones() {
    let desk = Desk::new();
    desk.run("new p.sayso.ron").ok();
    std::fs::create_dir_all(desk.path("all/below")).unwrap();
    desk.write("all/2026-03-03_Post_One_day.docx", made::docx_article());
    desk.write("all/b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0");
    desk.write("all/c.txt", PARAGRAPHS.join("\n\n") + "\n\nOne more.");
    desk.write("all/d.txt", PARAGRAPHS.join("\n\n") + "\n\nOne more.");
    desk.write(
        "all/below/e.csv",
        made::csv_articles(';')
            .replace("Heron", "Egret of the north")
            .replace("crew", "whole crew of all ships"),
    );
    desk.write("all/f.docx", b"PK\x03\x04 cut off");
    desk.write("all/g.xyz", "No article.");
    desk.write("all/~$h.docx", "what Word leaves");
    let ran = desk.args(&[
        "add",
        "p.sayso.ron",
        "all",
        "--recursive",
        "--name-pattern",
        "{date}_{outlet}_{title}",
        "--language",
        "en",
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.err);
    for words in [
        "b.doc: it is an Office file of an old kind",
        "d.txt: its text is the same as that of all/c.txt",
        "e.csv: line 9: it has no text",
        "f.docx: it cannot be read as",
        "c.txt: its name does not fit the pattern",
        "3 articles added",
        "left out for the reasons above: 4",
    ] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    assert!(ran.err.contains("nearly the same"), "{}", ran.err);
    assert!(
        !ran.err.contains("g.xyz") && !ran.err.contains("~$h"),
        "{}",
        ran.err
    );
    let project = desk.read("p.sayso.ron");
    for words in [
        "title: \"One day\"",
        "outlet: \"Post\"",
        "published: \"2026-03-03\"",
        "language: \"en\"",
        "id: \"7\"",
    ] {
        assert!(project.contains(words), "{words}");
    }
    // What is named is all added or nothing is.
    let said = desk
        .run("add p.sayso.ron all/c.txt all/b.doc --again")
        .refused();
    assert!(said.contains("nothing was added"), "{said}");
    assert_eq!(desk.read("p.sayso.ron"), project);
}

#[test]
fn an_encoding_is_guessed_or_named() {
    let desk = Desk::new();
    desk.run("new p.sayso.ron").ok();
    desk.write("a.txt", b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0!");
    desk.run("add p.sayso.ron a.txt --encoding windows-1251")
        .ok();
    assert!(desk.read("p.sayso.ron").contains("Привет, мир!"));
    desk.write("b.txt", b"caf\xe9 au lait");
    let ran = desk.run("add p.sayso.ron b.txt").ok();
    assert!(ran.err.contains("a guess, windows-1252"), "{}", ran.err);
    assert!(desk.read("p.sayso.ron").contains("café au lait"));
    let said = desk
        .run("add p.sayso.ron b.txt --encoding klingon --again")
        .refused();
    assert!(said.contains("no encoding “klingon”"), "{said}");
}
