//! Out and in again is the same, but for line ends at the borders of spans and within notes.

use std::ops::Range;

use proptest::prelude::*;

use super::LINE_ENDS;
use crate::exchange::laws::{Folds, comes_back, odd_project};

/// Spans lose line ends at their borders, and those that only line ends keep apart are one.
fn shed(text: &str, places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let is_end = |at: usize| LINE_ENDS.contains(&chars[at]);
    let mut shed: Vec<Range<usize>> = Vec::new();
    for place in places {
        let mut inside = place.clone().filter(|at| !is_end(*at));
        let Some(first) = inside.next() else {
            continue;
        };
        let last = inside.next_back().unwrap_or(first);
        match shed.last_mut() {
            Some(before) if before.end < first && (before.end..first).all(is_end) => {
                before.end = last + 1;
            }
            _ => shed.push(first..last + 1),
        }
    }
    shed
}

fn on_one_line(note: &str) -> String {
    let is_break = |c: char| c.is_control() || LINE_ENDS.contains(&c);
    note.trim().replace(is_break, " ")
}

proptest! {
    #[test]
    fn what_is_carried_comes_back(project in odd_project()) {
        comes_back(&project, "brat", Folds { places: shed, note: on_one_line })?;
    }

    #[test]
    fn no_bytes_make_it_panic(annotations in "([TEAR#*][0-9]{0,2}[\t ](Content|Statement|Cue:T1)[ \t:;0-9T]{0,12}\t?[a-z ]{0,5}\r?\n){0,6}\\PC{0,20}") {
        let files = vec![
            ("a.txt".to_owned(), "One 🚢 two\r\nthree".as_bytes().to_vec()),
            ("a.ann".to_owned(), annotations.into_bytes()),
        ];
        let mut project = crate::exchange::laws::empty();
        crate::exchange::laws::take_files(&mut project, "brat", &files, &crate::exchange::Mapping::default());
    }
}
