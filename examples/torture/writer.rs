//! One who edits: the keeper of the window (`gui/keeper.rs`) without the window.

use std::fs::File;
use std::io::{self, IoSlice, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sayso::edit::{Edit, How, merge};
use sayso::store::journal::{Act, Entry, Replayed};
use sayso::store::storage::Disk;
use sayso::store::vault::{self, Lock, Snapshot, Stand, Vault};
use sayso::store::{self, Fingerprint, SaveError};

use super::{Outcome, edit, edits_in, time};

/// Opens a project, takes up what is kept of it, and edits on.
pub(super) fn write(root: &Path, file: &Path, seed: u64, edits: u64) -> Outcome {
    let voice = Voice::new()?;
    voice.say("start")?;
    let place = vault::known_as(file);
    let loaded = match store::load(&place) {
        Ok(loaded) => loaded,
        Err(error) => return voice.say(&format!("told: not opened: {error}")),
    };
    // Without a lock one works on, as on a system that has none.
    let _lock = Lock::take(&vault::folder(root, loaded.project.id(), &place));
    let held = loaded.fingerprint;
    let found = match vault::pending(&Disk, root, &place, Some(&loaded)) {
        Ok(found) => found,
        // Then the window opens the project to read.
        Err(error) => return voice.say(&format!("told: only to read: {error}")),
    };
    let snapshot = match found.pending {
        Some(pending) if pending.stand == Stand::Changed => {
            let Replayed {
                mut project,
                mut history,
                ..
            } = pending.recovered;
            let theirs = &loaded.project;
            let both = merge(Some(&pending.base), &project, theirs, How::default())?;
            history.apply(&mut project, both.edit)?;
            Snapshot { project, history }
        }
        Some(pending) => Snapshot {
            project: pending.recovered.project,
            history: pending.recovered.history,
        },
        None => Snapshot {
            project: loaded.project,
            history: found.history.unwrap_or_default(),
        },
    };
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut desk = Desk {
        root: root.to_owned(),
        place,
        held,
        vault: None,
        now: edits_in(&snapshot.project),
        snapshot,
        voice,
    };
    let before = desk.now;
    desk.voice.say(&format!("open {before}"))?;
    let begun = desk.begin();
    desk.tell(begun)?;
    for _ in 0..edits {
        desk.now += 1;
        desk.voice.say(&format!("try {}", desk.now))?;
        let edit = edit(&desk.snapshot.project, &desk.now.to_string());
        if dice.u8(..6) == 0 {
            // What is typed may be found, and need not.
            let _ = desk.append(&[Act::Typed(Some(edit.clone()))]);
        }
        let mut acts = desk.apply(edit)?;
        if dice.u8(..6) == 0 {
            acts.extend(desk.undo_and_redo()?);
        }
        let kept = desk.keep(&acts);
        desk.tell(kept)?;
        if dice.u8(..5) == 0 {
            desk.save()?;
        }
    }
    Ok(())
}

struct Desk {
    root: PathBuf,
    place: PathBuf,
    /// What the file held when it was last read or written.
    held: Fingerprint,
    vault: Option<Vault>,
    snapshot: Snapshot,
    /// The number of the last edit.
    now: u64,
    voice: Voice,
}

impl Desk {
    fn begin(&mut self) -> Result<(), SaveError> {
        let now = time(self.now);
        if let Some(vault) = &mut self.vault {
            return vault.begin_anew(&self.snapshot, &now);
        }
        let folder = vault::folder(&self.root, self.snapshot.project.id(), &self.place);
        let file = Some((self.place.as_path(), self.held));
        self.vault = Some(Vault::begin(
            Arc::new(Disk),
            folder,
            file,
            &self.snapshot,
            &now,
        )?);
        Ok(())
    }

    fn append(&mut self, acts: &[Act]) -> Result<(), SaveError> {
        let at = time(self.now);
        let entry = |act: &Act| Entry {
            at: at.clone(),
            act: act.clone(),
        };
        let entries: Vec<Entry> = acts.iter().map(entry).collect();
        let vault = self.vault.as_mut().ok_or(SaveError::NoJournal)?;
        vault.append(&entries)
    }

    fn keep(&mut self, acts: &[Act]) -> Result<(), SaveError> {
        self.append(acts).or_else(|_| self.begin())
    }

    fn save(&mut self) -> Outcome {
        let now = time(self.now);
        let saved = match &mut self.vault {
            Some(vault) => vault.save(
                &self.root,
                &self.place,
                &self.snapshot,
                Some(self.held),
                &now,
            ),
            None => store::save(&self.place, &self.snapshot.project, Some(self.held)),
        };
        let saved = saved.map(|saved| self.held = saved.fingerprint);
        self.tell(saved)?;
        if self.vault.as_ref().is_none_or(|vault| !vault.is_whole()) {
            let begun = self.begin();
            self.tell(begun)?;
        }
        Ok(())
    }

    fn apply(&mut self, edit: Edit) -> Outcome<Vec<Act>> {
        let Snapshot { project, history } = &mut self.snapshot;
        history.apply(project, edit.clone())?;
        Ok(vec![Act::Did(edit)])
    }

    fn undo_and_redo(&mut self) -> Outcome<[Act; 2]> {
        let Snapshot { project, history } = &mut self.snapshot;
        history.undo(project)?;
        history.redo(project)?;
        Ok([Act::Undid, Act::Redid])
    }

    /// What the status line would say.
    fn tell(&self, kept: Result<(), SaveError>) -> Outcome {
        let now = self.now;
        self.voice.say(&match kept {
            Ok(()) => format!("ack {now}"),
            Err(error) => format!("told: {now} is not kept: {error}"),
        })
    }
}

/// Speaks through a call of its own (`writev`), which nobody makes fail.
struct Voice(File);

impl Voice {
    fn new() -> io::Result<Self> {
        let out = File::options().append(true).open("/dev/stdout")?;
        Ok(Self(out))
    }

    fn say(&self, words: &str) -> Outcome {
        let parts = [IoSlice::new(words.as_bytes()), IoSlice::new(b"\n")];
        let written = (&self.0).write_vectored(&parts)?;
        if written == words.len() + 1 {
            Ok(())
        } else {
            Err("half a line was said".into())
        }
    }
}
