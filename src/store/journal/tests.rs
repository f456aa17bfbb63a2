use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::edit::random::World;
use crate::model::Project;
use crate::testing::cases;

fn now() -> Timestamp {
    Timestamp::from_unix_seconds(1_780_000_000)
}

fn entry(act: Act) -> Entry {
    Entry { at: now(), act }
}

fn journal(entries: &[Entry]) -> (Head, Vec<u8>) {
    let base = Fingerprint::of(b"base");
    let file = Some("/work/a.sayso.ron".to_owned());
    let head = Head::new(ProjectId::new("prj_a"), file, Some(base), base);
    let (mut writer, mut bytes) = Writer::begin(&head).unwrap();
    for entry in entries {
        bytes.extend(writer.entry(entry).unwrap());
    }
    (head, bytes)
}

fn some_entries() -> Vec<Entry> {
    let title = |title: &str| Edit::SetTitle(title.into());
    vec![
        entry(Act::Knew(History::default())),
        entry(Act::Did(title("Ціна"))),
        entry(Act::Undid),
        entry(Act::Redid),
        entry(Act::Typed(Some(title("half")))),
        entry(Act::Did(title("whole\n\"quoted\""))),
        entry(Act::Did(title("whole\n\"quoted\""))),
    ]
}

/// What is read of a damaged journal is how it began, or nothing.
fn is_a_beginning(bytes: &[u8], whole: &Journal) -> bool {
    match read(bytes) {
        Ok(read) => read.head == whole.head && whole.entries.starts_with(&read.entries),
        Err(error) => error == JournalError::Damaged,
    }
}

#[test]
fn what_is_damaged_is_never_taken_for_something_else() {
    let entries = [
        some_entries(),
        some_entries(),
        some_entries(),
        some_entries(),
    ]
    .concat();
    let (head, bytes) = journal(&entries);
    let whole = read(&bytes).unwrap();
    assert_eq!((&whole.head, whole.lost), (&head, 0));
    assert_eq!(whole.entries, entries);
    let mut count = 0;
    let mut check = |damaged: &[u8]| {
        count += 1;
        assert!(is_a_beginning(damaged, &whole), "{damaged:?}");
    };
    for end in 0..bytes.len() {
        check(&bytes[..end]);
        // The end was never written: NUL, or what stood there before.
        let mut nul = bytes[..end].to_vec();
        nul.resize(bytes.len(), 0);
        check(&nul);
        let mut stale = bytes[..end].to_vec();
        stale.extend(bytes.iter().rev().take(bytes.len() - end));
        check(&stale);
    }
    for at in 0..bytes.len() * 8 {
        let mut turned = bytes.clone();
        turned[at / 8] ^= 1 << (at % 8);
        check(&turned);
    }
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    for one in 0..lines.len() {
        for other in 0..=lines.len() {
            let mut doubled = lines.clone();
            doubled.insert(other, lines[one]);
            let (mut moved, mut left_out) = (lines.clone(), lines.clone());
            left_out.remove(one);
            let line = moved.remove(one);
            moved.insert(other.min(moved.len()), line);
            for damaged in [doubled, moved, left_out] {
                check(&damaged.concat());
            }
        }
    }
    println!("{count} damaged journals");
    assert!(count > 30_000, "{count}");
}

#[test]
fn a_newer_journal_says_so() {
    let line = br#"{"format":7,"other":true}"#;
    let mut writer = Writer(Hasher::new());
    let value: serde_json::Value = serde_json::from_slice(line).unwrap();
    let bytes = writer.line(&value).unwrap();
    assert_eq!(read(&bytes), Err(JournalError::Newer(7)));
    assert_eq!(read(b""), Err(JournalError::Damaged));
}

#[test]
fn what_is_typed_counts_until_something_else_is_done() {
    let title = |title: &str| Edit::SetTitle(title.into());
    let start = Project::new(ProjectId::new("prj_a"), "");
    let typed = |words| entry(Act::Typed(Some(title(words))));
    let mut entries = vec![typed("h"), typed("half")];
    let half = replay(start.clone(), &entries);
    assert_eq!((half.project.title(), half.edits), ("half", 1));
    assert_eq!(half.history.undo_label(), Some("rename project"));
    entries.push(entry(Act::Did(title("whole"))));
    let whole = replay(start.clone(), &entries);
    assert_eq!((whole.project.title(), whole.edits), ("whole", 1));
    entries.extend([typed("more"), entry(Act::Typed(None))]);
    assert_eq!(replay(start, &entries).project.title(), "whole");
}

#[test]
fn a_journal_of_another_project_ends_where_it_does_not_fit() {
    let start = Project::new(ProjectId::new("prj_a"), "");
    let nobody = crate::model::AnnotatorId::new("an_none");
    let entries = [
        entry(Act::Did(Edit::SetTitle("one".into()))),
        entry(Act::Did(Edit::RemoveAnnotator(nobody))),
        entry(Act::Did(Edit::SetTitle("two".into()))),
    ];
    let replayed = replay(start, &entries);
    assert_eq!((replayed.project.title(), replayed.refused), ("one", 2));
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_journal_that_is_read_again_leads_to_the_same_project_and_history(
        seeds in vec(any::<u64>(), 1..40)
    ) {
        let mut world = World::new();
        let start = world.project.clone();
        let mut history = History::default();
        let mut entries = vec![entry(Act::Knew(history.clone()))];
        for seed in seeds {
            let act = match seed % 5 {
                0 => history.undo(&mut world.project).unwrap().map(|_| Act::Undid),
                1 => history.redo(&mut world.project).unwrap().map(|_| Act::Redid),
                _ => {
                    let edit = world.edit(seed);
                    let done = history.apply(&mut world.project, edit.clone());
                    done.is_ok().then_some(Act::Did(edit))
                }
            };
            entries.extend(act.map(entry));
        }
        let (_, bytes) = journal(&entries);
        let read = read(&bytes).unwrap();
        prop_assert_eq!(&read.entries, &entries);
        let replayed = replay(start, &read.entries);
        prop_assert_eq!(replayed.project, world.project);
        prop_assert_eq!(replayed.history, history);
        prop_assert_eq!(replayed.refused, 0);
    }
}
