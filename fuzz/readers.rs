//! What must hold when anything at all is read. The fuzzer's targets and the test that replays what
//! it found (`tests/cli/corpus.rs`) share these.

#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::unwrap_used,
    reason = "each target uses one of them; what does not hold stops it"
)]

use std::sync::LazyLock;

use sayso::model::Project;
use sayso::store::journal::{self, Replayed};
use sayso::store::{self, Loaded};
use sayso::text::{self, Text};

/// What the journals that are read go on from.
static BASE: LazyLock<Project> = LazyLock::new(|| {
    let base = include_bytes!("../tests/data/corpus/base.sayso.ron");
    store::parse(base).unwrap().project
});

/// A project that is read can be looked at, and written and read again it is the same.
pub(crate) fn project(bytes: &[u8]) {
    let Ok(Loaded {
        project,
        problems,
        newer_format,
        ..
    }) = store::parse(bytes)
    else {
        return;
    };
    let _ = store::check(&project);
    if newer_format.is_some() {
        return;
    }
    let again = written(&project);
    assert_eq!(again.project, project);
    assert_eq!(again.problems.len(), problems.len());
}

/// A journal is read to where it breaks off and replayed as far as it fits.
///
/// The first byte says whether the rest is a journal or what stands in the lines of one: a fuzzer
/// finds no check sums.
pub(crate) fn journal(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let framed;
    let bytes = if first % 2 == 0 {
        rest
    } else {
        framed = with_sums(rest);
        &framed
    };
    let Ok(journal) = journal::read(bytes) else {
        return;
    };
    let Replayed {
        mut project,
        mut history,
        ..
    } = journal::replay(BASE.clone(), &journal.entries);
    let _ = store::check(&project);
    written(&project);
    // Whatever stands in it, what can be undone can be redone.
    if let Ok(Some(_)) = history.undo(&mut project) {
        history.redo(&mut project).unwrap();
    }
}

/// A text is read with all of its places: bytes and points, lines, graphemes, words, sentences,
/// quotations.
pub(crate) fn article(bytes: &[u8]) {
    let Ok(text) = sayso::exchange::plain_text(bytes.to_vec()) else {
        return;
    };
    let text = Text::new(text);
    let whole = text.as_str();
    assert_eq!(text::normalise(whole).text, whole);
    assert!(!whole.contains(['\r', '\0', '\x1b']));
    assert_eq!(text.chars(), whole.chars().count());
    for line in 0..text.line_count() {
        let line = text.line(line);
        assert!(
            whole
                .get(line.clone())
                .is_some_and(|line| !line.contains('\n'))
        );
    }
    // Of a long text not all: what is looked at for one place may be its whole line.
    let places = whole.char_indices().enumerate();
    for (char, (byte, _)) in places.step_by(text.chars() / 24 + 1) {
        at(&text, char, byte);
    }
    at(&text, text.chars(), text.len());
    for quotation in text::quotations(whole, 0..text.len()) {
        assert!(whole.get(quotation.outer).is_some());
    }
}

fn at(text: &Text, char: usize, byte: usize) {
    let whole = text.as_str();
    assert_eq!(text.char_of_byte(byte), char);
    assert_eq!(text.byte_of_char(char), Some(byte));
    let line = text.line(text.line_of_byte(byte));
    assert!(line.start <= byte && byte <= line.end);
    let units = text::units_around(whole, byte);
    for range in units.into_iter().chain([
        text::word_around(whole, byte),
        text::sentence_around(whole, byte),
        text::line_around(whole, byte),
        text::snap_to_graphemes(whole, byte..byte),
        text::complete_quotation(whole, byte..byte),
        text::previous_grapheme(whole, byte)..text::next_grapheme(whole, byte),
        text::previous_word_start(whole, byte)..text::next_word_end(whole, byte),
    ]) {
        assert!(whole.get(range.clone()).is_some(), "{range:?} at {byte}");
    }
}

fn written(project: &Project) -> Loaded {
    store::parse(store::write(project).unwrap().as_bytes()).unwrap()
}

/// The lines as a journal has them, each with its length and the sum of all up to its end.
fn with_sums(lines: &[u8]) -> Vec<u8> {
    let mut sum = crc32fast::Hasher::new();
    let mut framed = Vec::with_capacity(lines.len() * 2);
    for json in lines.split(|byte| *byte == b'\n') {
        let length = format!("{:08x}", json.len());
        sum.update(length.as_bytes());
        sum.update(json);
        let so_far = sum.clone().finalize();
        framed.extend(format!("{length} {so_far:08x} ").bytes());
        framed.extend(json);
        framed.push(b'\n');
    }
    framed
}
