//! Project files that were damaged, with work beside them that is in no file.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use fastrand::Rng;
use sayso::model::Project;
use sayso::store::journal::{Act, Entry};
use sayso::store::storage::Disk;
use sayso::store::vault::{self, Snapshot, Vault};
use sayso::store::{self, Loaded};

use super::{Outcome, edit, time};

/// So many damaged files, of each of the samples in turn.
pub(super) fn run(count: u64, seed: u64) -> Outcome {
    let work = tempfile::tempdir()?;
    let mut samples = Vec::new();
    for entry in fs::read_dir("sample_projects")? {
        samples.push(entry?.path());
    }
    samples.sort();
    let samples: Vec<Sample> = (samples.iter())
        .map(|path| Sample::new(work.path(), path))
        .collect::<Outcome<_>>()?;
    let mut dice = Rng::with_seed(seed);
    let (mut refused, mut bad) = (0, 0);
    for number in 0..count {
        let sample = dice.choice(&samples).ok_or("there are no samples")?;
        let (how, bytes) = damaged(&sample.bytes, &mut dice);
        match sample.check(&bytes) {
            Ok(is_refused) => refused += u64::from(is_refused),
            Err(error) => {
                bad += 1;
                println!("BAD: {}, number {number}, {how}: {error}", sample.file);
            }
        }
    }
    println!(
        "damage, seed {seed}: {count} damaged project files, {refused} refused in words, {bad} bad"
    );
    if bad == 0 {
        Ok(())
    } else {
        Err("a damaged file was taken for a sound one, or hid what was kept".into())
    }
}

/// A project that was edited and not saved.
struct Sample {
    root: std::path::PathBuf,
    file: String,
    bytes: Vec<u8>,
    recovered: Project,
}

impl Sample {
    fn new(work: &Path, path: &Path) -> Outcome<Self> {
        let name = path.file_name().ok_or("no name")?;
        let root = work.join("state");
        let file = work.join(name);
        fs::copy(path, &file)?;
        let loaded = store::load(&file)?;
        let mut snapshot = Snapshot {
            project: loaded.project,
            history: <_>::default(),
        };
        let place = vault::known_as(&file);
        let folder = vault::folder(&root, snapshot.project.id(), &place);
        let held = Some((place.as_path(), loaded.fingerprint));
        let mut vault = Vault::begin(Arc::new(Disk), folder, held, &snapshot, &time(0))?;
        for number in 1..=3 {
            let edit = edit(&snapshot.project, &number.to_string());
            snapshot.project.apply(edit.clone())?;
            vault.append(&[Entry {
                at: time(number),
                act: Act::Did(edit),
            }])?;
        }
        Ok(Self {
            root,
            file: place.to_string_lossy().into_owned(),
            bytes: fs::read(path)?,
            recovered: snapshot.project,
        })
    }

    /// Whether the damaged file was refused. What was kept beside it must be found.
    fn check(&self, bytes: &[u8]) -> Outcome<bool> {
        let parsed = store::parse(bytes);
        if let Ok(loaded) = &parsed {
            self.check_read(bytes, loaded)?;
        }
        let disk = parsed.as_ref().ok();
        let found = vault::pending(&Disk, &self.root, Path::new(&self.file), disk)?;
        let recovered = match (found.pending, disk) {
            (Some(pending), _) => pending.recovered.project,
            // It says that it is another project: what is kept of this one is in the list.
            (None, Some(disk)) if disk.project.id() != self.recovered.id() => {
                let all = vault::everything(&Disk, &self.root)?;
                let all = all
                    .into_iter()
                    .flatten()
                    .map(|k| k.pending.recovered.project);
                let mut own = all.filter(|project| project.id() == self.recovered.id());
                own.next().ok_or("what was kept is in no list")?
            }
            (None, _) => return Err("what was kept was not found".into()),
        };
        if recovered == self.recovered {
            Ok(parsed.is_err())
        } else {
            Err("what was recovered is not what was kept".into())
        }
    }

    /// A file that is read although it was damaged holds all of what it says: it can be written and
    /// read again, and it was not cut off.
    fn check_read(&self, bytes: &[u8], loaded: &Loaded) -> Outcome {
        let is_cut = self.bytes.starts_with(bytes) && self.bytes.trim_ascii() != bytes.trim_ascii();
        if is_cut || bytes.contains(&0) {
            return Err("it was read, and should not be".into());
        }
        let written = store::write(&loaded.project)?;
        let again = store::parse(written.as_bytes())?;
        if again.project == loaded.project {
            Ok(())
        } else {
            Err("written and read again it is another".into())
        }
    }
}

/// What disks, cables, editors and programs that sync do to a file.
fn damaged(bytes: &[u8], dice: &mut Rng) -> (&'static str, Vec<u8>) {
    let mut new = bytes.to_vec();
    let at = dice.usize(..new.len());
    let length = 1 << dice.usize(..13);
    let end = (at + length).min(new.len());
    let other = dice.usize(..new.len());
    let how = match dice.u8(..10) {
        0 => {
            new.truncate(at);
            "cut off"
        }
        1 => {
            new.drain(at..end);
            "a part is missing"
        }
        2 => {
            new.splice(at..end, std::iter::repeat_n(0, end - at));
            "NUL in a part"
        }
        3 => {
            new.splice(at.., std::iter::repeat_n(0, bytes.len() - at));
            "NUL to the end"
        }
        4 => {
            let part = new.get(at..end).unwrap_or_default().to_vec();
            new.splice(other..other, part);
            "a part twice"
        }
        5 => {
            let random = std::iter::repeat_with(|| dice.u8(..)).take(end - at);
            let random: Vec<u8> = random.collect();
            new.splice(at..end, random);
            "a part is random"
        }
        6 => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let (a, b) = (dice.usize(..lines.len()), dice.usize(..lines.len()));
            lines.swap(a, b);
            new = lines.concat();
            "two lines changed places"
        }
        7 => {
            let tail = bytes.get(other..).unwrap_or_default();
            new.truncate(at);
            new.extend_from_slice(tail);
            "another end"
        }
        8 => {
            const SIGNS: &[u8; 16] = b"()[]{}\",:\\/0-9en";
            if let (Some(byte), Some(sign)) = (new.get_mut(at), dice.choice(SIGNS)) {
                *byte = *sign;
            }
            "another sign"
        }
        _ => {
            let bit = 1 << dice.u8(..8);
            if let Some(byte) = new.get_mut(at) {
                *byte ^= bit;
            }
            "a bit turned"
        }
    };
    (how, new)
}
