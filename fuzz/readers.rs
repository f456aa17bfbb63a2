//! What must hold when anything at all is read. The fuzzer's targets and the test that replays what
//! it found (`tests/cli/corpus.rs`) share these.

#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::unwrap_used,
    reason = "each target uses one of them; what does not hold stops it"
)]

use std::sync::LazyLock;

use sayso::exchange::articles::{self, How, Kind};
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

/// Articles are read as any kind of file, and each text with all of its places: bytes and points,
/// lines, graphemes, words, sentences, quotations.
///
/// PDF is not among them: its library panics, which the worker catches and a fuzzer does not.
pub(crate) fn article(bytes: &[u8]) {
    use Kind::{Csv, Docx, Eml, Html, Json, Markdown, Odt, Rtf, Text as Plain};

    let in_zip = |name: &str| in_zip(name, bytes);
    for (kind, file) in [
        (Plain, bytes.to_vec()),
        (Html, bytes.to_vec()),
        (Markdown, bytes.to_vec()),
        (Eml, bytes.to_vec()),
        (Csv, bytes.to_vec()),
        (Json, bytes.to_vec()),
        (Rtf, [b"{\\rtf1 ", bytes, b"}"].concat()),
        (Docx, in_zip("word/document.xml")),
        (Odt, in_zip("content.xml")),
    ] {
        if bytes.trim_ascii_start().starts_with(b"%PDF-") {
            return;
        }
        let Ok(drafted) = articles::read(kind, file, &How::default()) else {
            continue;
        };
        for located in drafted.articles {
            let draft = located.article;
            for line in [
                &draft.title,
                &draft.outlet,
                &draft.author,
                &draft.url,
                &draft.language,
            ] {
                assert!(!line.contains(char::is_control), "{kind:?} {line:?}");
            }
            places(draft.text.unwrap());
        }
    }
}

fn places(text: String) {
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

/// An archive with one part, stored as it is; for `OpenDocument` it says first that it is that.
fn in_zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let text = b"application/vnd.oasis.opendocument.text".as_slice();
    let is_open = name == "content.xml";
    let first = is_open.then_some(("mimetype", text));
    let (mut file, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u16);
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap().to_le_bytes();
    for (name, bytes) in first.into_iter().chain([(name, bytes)]) {
        let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
        // Version, flags, method, time and date; then sum, sizes and the length of the name.
        let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        head.extend(crc32fast::hash(bytes).to_le_bytes());
        head.extend(length(bytes));
        head.extend(length(bytes));
        head.extend(name_length);
        head.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(length(&file));
        directory.extend(name.bytes());
        file.extend(b"PK\x03\x04");
        file.extend(head);
        file.extend(name.bytes());
        file.extend(bytes);
        count += 1;
    }
    let (at, size) = (length(&file), length(&directory));
    file.extend(directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend(size);
    file.extend(at);
    file.extend([0, 0]);
    file
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
