use proptest::prelude::*;

use super::{full, parse, write};
use crate::edit::random::World;
use crate::model::Anchor;
use crate::store::{LoadError, Loaded, ReadError};
use crate::testing::cases;

fn text() -> String {
    write(&full()).unwrap()
}

/// The sound file with one stretch replaced, which must be in it.
fn with(from: &str, to: &str) -> String {
    let text = text();
    assert!(text.contains(from), "{from} is not in the file");
    text.replacen(from, to, 1)
}

fn error(text: impl AsRef<[u8]>) -> LoadError {
    parse(text.as_ref()).expect_err("the file is wrong")
}

/// The words of an error without the excerpt below them.
fn words(text: impl AsRef<[u8]>) -> String {
    let error = error(text).to_string();
    error.lines().next().unwrap().to_owned()
}

fn problems(text: &str) -> Vec<String> {
    let loaded = parse(text.as_bytes()).unwrap();
    loaded.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_are_no_errors() {
    let sound = text();
    let windows = sound.replace('\n', "\r\n");
    for other in [
        windows.clone(),
        format!("\u{feff}{sound}"),
        format!("\u{feff}{windows}"),
    ] {
        let Loaded {
            project, problems, ..
        } = parse(other.as_bytes()).unwrap();
        assert_eq!(project, full());
        assert_eq!(problems, parse(sound.as_bytes()).unwrap().problems);
        assert_eq!(write(&project).unwrap(), sound);
    }
}

#[test]
fn what_is_no_text_is_refused() {
    assert!(matches!(error(""), LoadError::Read(ReadError::Empty)));
    assert!(matches!(
        error("\u{feff}"),
        LoadError::Read(ReadError::Empty)
    ));
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{}", text())
            .encode_utf16()
            .flat_map(order)
            .collect()
    };
    for bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
        assert!(matches!(error(bytes), LoadError::Read(ReadError::Utf16)));
    }
    let mut latin = text().into_bytes();
    latin[40] = 0xe9;
    assert!(matches!(
        error(latin),
        LoadError::Read(ReadError::NotUtf8 { at: 40 })
    ));
    let mut zeroed = text().into_bytes();
    zeroed[500..].fill(0);
    assert!(matches!(error(zeroed), LoadError::Nul { at: 500 }));
}

#[test]
fn what_is_no_project_is_refused() {
    for other in [
        "The mayor spoke.",
        "()",
        "(title: \"format: 1\")",
        "{\"format\": 1}",
        "(format: x)",
    ] {
        assert!(matches!(error(other), LoadError::NoFormat), "{other}");
    }
    assert_eq!(
        words("(format: 1)"),
        "line 1, column 11: Unexpected missing field named `id` in `FileProject`: correct it, or open a backup copy"
    );
}

#[test]
fn the_format_is_found_behind_comments() {
    let commented = with(
        "    format: 1,",
        "    // format: 7, says a comment\n    format: 1,",
    );
    assert_eq!(parse(commented.as_bytes()).unwrap().project, full());
}

#[test]
fn an_unfinished_merge_is_named_with_its_line() {
    let conflict = with("    statements: [", "<<<<<<< HEAD\n    statements: [");
    let line = conflict
        .lines()
        .position(|line| line.starts_with('<'))
        .unwrap()
        + 1;
    assert!(matches!(error(&conflict), LoadError::GitConflict { line: at } if at == line));
    let whole = format!("<<<<<<< HEAD\n{}", text());
    assert!(matches!(error(whole), LoadError::GitConflict { line: 1 }));
    // Words of an article are none.
    assert!(parse(with("Critics reportedly", "<<<<<<< HEAD").as_bytes()).is_ok());
}

#[test]
fn a_newer_format_is_read_when_it_can_be_and_refused_in_words_when_not() {
    let newer = with("format: 1,", "format: 2,\n    colour: Blue,");
    let loaded = parse(newer.as_bytes()).unwrap();
    assert_eq!(loaded.newer_format, Some(2));
    assert_eq!(loaded.project, full());
    let foreign = newer.replace("annotators: [", "annotators: Many([");
    assert!(matches!(error(&foreign), LoadError::Newer(2)));
    assert_eq!(
        words(&foreign),
        "its format is 2, newer than this program reads (1): update Sayso to open it"
    );
}

#[test]
fn an_unknown_field_is_named_with_its_path_and_the_id_of_its_entry() {
    let add = |after: &str| with(after, &format!("{after} hue: 3,"));
    for (file, named) in [
        (add("title: \"Every “field”\","), "“hue”"),
        (add("article: \"ar_one\","), "“statements[0].hue” (st_one)"),
        (
            add("(start: 85,"),
            "“statements[0].contents[1].hue” (st_one)",
        ),
        (
            add("outlet: \"The Ellery Post\","),
            "“articles[0].hue” (ar_one)",
        ),
        (
            add("proposition: \"The ferry must stay\","),
            "“codebook.topics[1].hue”",
        ),
        (add("verdict: Question,"), "“reviews[0].hue” (rv_one)"),
    ] {
        assert_eq!(
            words(file),
            format!(
                "this program does not know {named}: correct the spelling, or update Sayso if a newer one wrote it"
            )
        );
    }
}

#[test]
fn a_wrong_value_is_shown_in_its_line() {
    let wrong = with("stance: \"support\",", "stance: 12,");
    let line = wrong
        .lines()
        .position(|line| line.contains("stance: 12"))
        .unwrap()
        + 1;
    let LoadError::Syntax {
        line: at, excerpt, ..
    } = error(&wrong)
    else {
        panic!("a wrong type is a syntax error");
    };
    assert_eq!(at, line);
    let (shown, caret) = excerpt.split_once('\n').unwrap();
    assert!(shown.contains("stance: 12,"), "{excerpt}");
    let column = caret.find('^').unwrap();
    assert!(shown[..column].ends_with("stance: "), "{excerpt}");
    let bad_colour = with("#0072b2", "blue");
    assert!(words(bad_colour).contains("“blue” is no colour: write it as #0072b2"));
    let bad_date = with("published: \"2026-03\"", "published: \"March\"");
    assert!(words(bad_date).contains("“March” is no date"));
    let bad_form = with("form: Direct", "form: Loud");
    assert!(words(bad_form).contains("Loud"));
}

#[test]
fn a_file_cut_off_anywhere_is_an_error_that_says_so() {
    let text = text();
    let whole = text.trim_end().len();
    for end in (0..whole).step_by(10) {
        let error = parse(&text.as_bytes()[..end]).expect_err("it is not whole");
        let said = match error {
            LoadError::Read(ReadError::Empty | ReadError::NotUtf8 { .. }) | LoadError::NoFormat => {
                continue;
            }
            LoadError::Syntax { what, .. } => what,
            other => panic!("{end}: {other}"),
        };
        assert!(said.contains("it was cut off"), "{end}: {said}");
    }
}

#[test]
fn a_hundred_thousand_brackets_are_an_error() {
    let deep = format!(
        "(format: 1, id: \"prj\", annotators: {}",
        "[".repeat(100_000)
    );
    assert!(matches!(error(&deep), LoadError::Syntax { .. }));
    let unknown = format!(
        "(format: 1, id: \"prj\", deep: {}{})",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(matches!(error(&unknown), LoadError::Syntax { .. }));
    let newer = unknown.replace("format: 1", "format: 2");
    assert!(matches!(error(&newer), LoadError::Newer(2)));
}

#[test]
fn fields_that_stand_twice_and_numbers_that_are_none_are_errors() {
    for (from, to) in [
        ("format: 1,", "format: 1, format: 1,"),
        ("annotators: [", "annotators: [], annotators: ["),
        ("start: ", "start: 1, start: "),
        ("start: ", "start: -1"),
        ("start: ", "start: 1.5, //"),
        ("start: ", "start: 99999999999999999999999, //"),
        ("scale: 1", "scale: 1e999"),
        ("scale: 1", "scale: NaN"),
        ("scale: 1", "scale: inf"),
    ] {
        let error = error(with(from, to));
        assert!(matches!(error, LoadError::Syntax { .. }), "{to}: {error}");
    }
}

#[test]
fn every_id_stands_once() {
    for (second, first) in [
        ("an_two", "an_one"),
        ("sp_critics", "sp_mayor"),
        ("oppose", "support"),
        ("tp_ferry", "tp_transport"),
        ("fd_frames", "fd_tone"),
        ("st_bare", "st_one"),
        ("rv_two", "rv_one"),
    ] {
        let file = with(&format!("id: \"{second}\""), &format!("id: \"{first}\""));
        let error = error(file).to_string();
        assert!(
            error.contains(&format!("the id “{first}” is used twice")),
            "{error}"
        );
    }
    let text = text();
    let (start, end) = (
        text.find("    articles: [").unwrap(),
        text.find("    statements: [").unwrap(),
    );
    let article = &text[start + "    articles: [".len()..end]
        .trim_end()
        .trim_end_matches("],");
    let twice = text.replacen("    articles: [", &format!("    articles: [{article}"), 1);
    assert!(
        error(twice)
            .to_string()
            .contains("article ar_one: the id “ar_one” is used twice")
    );
}

#[test]
fn every_reference_leads_somewhere() {
    for (from, to, said) in [
        (
            "article: \"ar_one\"",
            "article: \"gone\"",
            "statement st_one: an article with the id “gone” is not",
        ),
        (
            "            annotator: \"an_one\"",
            "            annotator: \"gone\"",
            "statement st_one: an annotator with the id “gone”",
        ),
        (
            "(annotator: \"an_two\"",
            "(annotator: \"gone\"",
            "article ar_one: an annotator with the id “gone”",
        ),
        (
            "speakers: [\n                \"sp_mayor\"",
            "speakers: [\n                \"gone\"",
            "a speaker with the id “gone”",
        ),
        (
            "on_behalf_of: [\n                \"sp_council\"",
            "on_behalf_of: [\n                \"gone\"",
            "a speaker with the id “gone”",
        ),
        (
            "target: Speaker(\"sp_mayor\")",
            "target: Speaker(\"gone\")",
            "a speaker with the id “gone”",
        ),
        (
            "organisation: \"sp_council\"",
            "organisation: \"gone\"",
            "speaker sp_mayor: a speaker with the id “gone”",
        ),
        (
            "stance: \"support\"",
            "stance: \"gone\"",
            "a stance with the id “gone”",
        ),
        (
            "\"tp_ferry\",\n                \"tp",
            "\"gone\",\n                \"tp",
            "a topic with the id “gone”",
        ),
        (
            "parent: \"tp_transport\"",
            "parent: \"gone\"",
            "topic tp_ferry: a topic with the id “gone”",
        ),
        (
            "parent: \"st_one\"",
            "parent: \"gone\"",
            "statement st_two: a statement with the id “gone”",
        ),
        (
            "(field: \"fd_tone\"",
            "(field: \"gone\"",
            "a field with the id “gone”",
        ),
        (
            "(field: \"fd_site\"",
            "(field: \"fd_tone\"",
            "article ar_one: a field with the id “fd_tone”",
        ),
        (
            "on: Statement(\"st_one\")",
            "on: Statement(\"gone\")",
            "review rv_one: a statement with the id “gone”",
        ),
        (
            "article: \"ar_one\",\n                place",
            "article: \"gone\",\n                place",
            "review rv_two: an article with the id “gone”",
        ),
        (
            "reviewer: \"an_two\"",
            "reviewer: \"gone\"",
            "review rv_one: an annotator with the id “gone”",
        ),
        (
            "(author: \"an_one\"",
            "(author: \"gone\"",
            "review rv_one: an annotator with the id “gone”",
        ),
        (
            "Speakers([\"sp_council\"])",
            "Speakers([\"gone\"])",
            "review rv_one: a speaker with the id “gone”",
        ),
    ] {
        let error = error(with(from, to));
        assert!(matches!(error, LoadError::Inconsistent(_)), "{error}");
        assert!(error.to_string().contains(said), "{error}\nis not\n{said}");
    }
}

#[test]
fn what_may_never_be_true_is_refused() {
    for (from, to, said) in [
        (
            "parent: \"tp_transport\"",
            "parent: \"tp_ferry\"",
            "the topic “Ferry” would stand below itself",
        ),
        (
            "parent: \"st_one\"",
            "parent: \"st_two\"",
            "a statement cannot stand inside itself",
        ),
        ("key: 1,", "key: 10,", "a stance’s key is a digit"),
        (
            "name: \"Oppose\",",
            "name: \"Oppose\", key: 1,",
            "the digit 1 already sets another stance",
        ),
        (
            "name: \"Critics\"",
            "name: \" \"",
            "speaker sp_critics: a name is needed",
        ),
        (
            "name: \"tone\"",
            "name: \"\"",
            "field fd_tone: a name is needed",
        ),
        (
            "name: \"C.D.\"",
            "name: \"\"",
            "annotator an_two: a name is needed",
        ),
        ("id: \"sp_critics\"", "id: \"\"", "the id is empty"),
        (
            "Number(\"0.50\")",
            "Number(\"inf\")",
            "must be a finite number",
        ),
        (
            "value: Choice(\"calm\")",
            "value: Choice(\"loud\")",
            "must be one of its choices",
        ),
        (
            "(start: 175, end: 187, quote: \"that it pays\"),",
            "",
            "at least one span of content",
        ),
        (
            "(start: 157, end: 167, quote: \"reportedly\"),",
            "(start: 168, end: 174, quote: \"denied\"),",
            "overlap or are out of order",
        ),
        (
            "                \"tp_transport\",",
            "                \"tp_ferry\",",
            "“tp_ferry” is listed twice",
        ),
    ] {
        let error = error(with(from, to));
        assert!(matches!(error, LoadError::Inconsistent(_)), "{error}");
        assert!(error.to_string().contains(said), "{error}\nis not\n{said}");
    }
}

#[test]
fn a_quote_that_does_not_stand_there_is_kept_as_it_was() {
    for (from, to, said) in [
        (
            "start: 175, end: 187,",
            "start: 170, end: 182,",
            "statement st_two: content 170–182: the quote “that it pays” does not stand there",
        ),
        (
            "start: 175, end: 187,",
            "start: 175, end: 9999,",
            "content 175–9999 goes past the end of the article (188 characters)",
        ),
        (
            "start: 175, end: 187,",
            "start: 187, end: 175,",
            "content 187–175 is no span",
        ),
        (
            "start: 175, end: 187,",
            "start: 175, end: 175,",
            "content 175–175 is no span",
        ),
        (
            "start: 43, end: 47, quote: \"said\"",
            "start: 43, end: 47, quote: \"Said\"",
            "statement st_one: cue 43–47",
        ),
        (
            "start: 30, end: 41,",
            "start: 31, end: 42,",
            "review rv_two: text 31–42",
        ),
    ] {
        let file = with(from, to);
        let loaded = parse(file.as_bytes()).unwrap();
        let found = problems(&file);
        assert_eq!(found.len(), problems(&text()).len() + 1, "{found:?}");
        assert!(
            found.iter().any(|problem| problem.contains(said)),
            "{found:?}"
        );
        assert_eq!(write(&loaded.project).unwrap(), file);
    }
    let loaded = parse(text().as_bytes()).unwrap();
    let lost = loaded.project.statements().flat_map(|s| s.anchors());
    assert_eq!(lost.filter(|anchor| Anchor::is_detached(anchor)).count(), 1);
}

#[test]
fn a_text_that_is_not_the_one_of_its_hash_is_a_problem_and_no_error() {
    let found = problems(&with("that it pays.\"", "that it pays!\""));
    assert!(
        found
            .iter()
            .any(|p| p.contains("its text is not the one that its sha256 was made of"))
    );
    let found = problems(&with("that it pays.\"", "that it pays\\u{7}\""));
    assert!(found.iter().any(|p| p.contains("control characters")));
}

#[test]
fn an_article_of_one_long_line_is_no_error() {
    let long = with("Critics reportedly", &"word ".repeat(400_000));
    assert!(parse(long.as_bytes()).is_ok());
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn nothing_that_is_read_makes_it_panic(
        seed in any::<u64>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..6),
    ) {
        let mut bytes = write(&World::after(&[seed]).project).unwrap().into_bytes();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                // A digit, a letter or a bracket gets further than any byte does.
                0 => bytes[at] = b"0123456789(),:[]\"\\aSt"[usize::from(byte) % 21],
                1 => bytes[at] = byte,
                _ => drop(bytes.drain(at..(at + usize::from(byte % 40)).min(bytes.len() - 1).max(at))),
            }
        }
        if let Ok(loaded) = parse(&bytes) {
            let written = write(&loaded.project).unwrap();
            let again = parse(written.as_bytes()).unwrap();
            prop_assert_eq!(again.project, loaded.project);
        }
    }
}
