//! What the fuzzer found interesting, read again: `fuzz/` says how it is found.

use std::fs;

#[path = "../../fuzz/readers.rs"]
mod readers;

fn replay(name: &str, read: fn(&[u8])) {
    let folder = format!("{}/tests/data/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let is_read = std::panic::catch_unwind(|| read(&bytes)).is_ok();
        assert!(is_read, "{}", path.display());
        count += 1;
    }
    assert!(count >= 50, "{name}: only {count} files");
}

#[test]
fn projects_of_the_corpus_are_refused_or_stay_the_same() {
    replay("project", readers::project);
}

#[test]
fn journals_of_the_corpus_lead_to_sound_projects() {
    replay("journal", readers::journal);
}

#[test]
fn articles_of_the_corpus_have_sound_places() {
    replay("article", readers::article);
}
