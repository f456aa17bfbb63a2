//! Whether what was said to be kept is kept.

use std::collections::BTreeSet;
use std::path::Path;

use sayso::edit::{How, merge};
use sayso::model::Project;
use sayso::store;
use sayso::store::storage::Disk;
use sayso::store::vault::{self, Stand};

use super::{Outcome, edit, edits_in};

/// What a writer said.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// The last edit that was said to be kept.
    pub kept: u64,
    /// The last that was begun.
    pub begun: u64,
    /// What was said of failures, without the numbers.
    pub told: BTreeSet<String>,
}

impl Said {
    /// Reads what was said; a writer that came to its end has said of each edit that it is kept, or
    /// why not.
    pub(super) fn read(log: &str, has_ended: bool) -> Outcome<Self> {
        let mut said = Self::default();
        let mut waits = None;
        // A line that was cut off was not said.
        for line in log
            .split_inclusive('\n')
            .filter_map(|line| line.strip_suffix('\n'))
        {
            match line.split_once(' ') {
                Some((what @ ("open" | "try"), number)) => {
                    let number = number.parse()?;
                    if what == "open" && number < said.kept {
                        return Err(format!("lost: opened with {number} of {}", said.kept).into());
                    }
                    said.begun = said.begun.max(number);
                    waits = Some(number);
                }
                Some(("ack", number)) => {
                    said.kept = said.kept.max(number.parse()?);
                    waits = None;
                }
                Some(("told:", words)) => {
                    let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
                    said.told.insert(words.to_owned());
                    waits = None;
                }
                _ if line == "start" => {}
                _ => return Err(format!("what does “{line}” say?").into()),
            }
        }
        match waits {
            Some(number) if has_ended => {
                Err(format!("nobody said what became of edit {number}").into())
            }
            _ => Ok(said),
        }
    }
}

/// What somebody finds who opens the project: the number of edits, which must be among those that
/// were said, and nothing else may have changed.
pub(super) fn check(root: &Path, file: &Path, base: &Path, said: &Said) -> Outcome<u64> {
    let place = vault::known_as(file);
    let disk = store::load(&place).map_err(|error| format!("unreadable: the file: {error}"))?;
    let found = vault::pending(&Disk, root, &place, Some(&disk));
    let found = found.map_err(|error| format!("unreadable: {error}"))?;
    let project = match found.pending {
        Some(pending) if pending.recovered.refused > 0 => {
            return Err("unreadable: entries were refused".into());
        }
        Some(pending) if pending.stand == Stand::Changed => {
            let ours = &pending.recovered.project;
            merge(Some(&pending.base), ours, &disk.project, How::default())?.merged
        }
        Some(pending) => pending.recovered.project,
        None => disk.project,
    };
    let number = edits_in(&project);
    if number < said.kept || number > said.begun {
        let Said { kept, begun, .. } = said;
        return Err(format!("lost: {number} edits of {kept} kept and {begun} begun").into());
    }
    if project == expected(base, number)? {
        Ok(number)
    } else {
        Err(format!("wrong: not the project that {number} edits make").into())
    }
}

/// The project after so many edits.
pub(super) fn expected(base: &Path, edits: u64) -> Outcome<Project> {
    let mut project = store::load(base)?.project;
    for number in 1..=edits {
        project.apply(edit(&project, &number.to_string()))?;
    }
    Ok(project)
}
