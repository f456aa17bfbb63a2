//! Snapshots that are kept: the last ten, then one a day, then one a week.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use smol_str::SmolStr;

use super::super::Fingerprint;
use super::super::storage::{Readers, Storage};
use super::Vault;
use crate::model::Timestamp;

/// As many are kept whatever their age.
const LAST: usize = 10;
/// So long one is kept for each day, and each that has a reason.
const DAYS: i64 = 14;
/// So long one that a coder's copy was made of: it is needed when the copy comes back.
const COPY_DAYS: i64 = 400;

/// A snapshot that is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// `20261124T140312Z`: they sort by time.
    stamp: String,
    /// Tells those of one second apart.
    number: u32,
    pub reason: Option<Reason>,
    /// The first digits of the hash of its bytes.
    hash: String,
    pub path: PathBuf,
}

/// Why a snapshot was taken, other than for a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Merge,
    Import,
    Migration,
    Reload,
    Restore,
    /// A copy for a coder was made of it.
    Copy,
    /// What a journal added and was not taken.
    Recovery,
}

impl Reason {
    const ALL: [Self; 7] = [
        Self::Merge,
        Self::Import,
        Self::Migration,
        Self::Reload,
        Self::Restore,
        Self::Copy,
        Self::Recovery,
    ];
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Merge => "before-merge",
            Self::Import => "before-import",
            Self::Migration => "before-migration",
            Self::Reload => "before-reload",
            Self::Restore => "before-restore",
            Self::Copy => "copy-made",
            Self::Recovery => "not-recovered",
        })
    }
}

impl Backup {
    /// From the name of a file: `20261124T140312Z-0-9c1e05b1aa02ffee.before-merge.sayso.ron`.
    fn named(folder: &Path, name: &str) -> Option<Self> {
        let rest = name.strip_suffix(".sayso.ron")?;
        let (rest, reason) = match rest.split_once('.') {
            Some((rest, words)) => {
                let mut all = Reason::ALL.into_iter();
                (rest, Some(all.find(|reason| reason.to_string() == words)?))
            }
            None => (rest, None),
        };
        let (stamp, rest) = rest.split_once('-')?;
        let (number, hash) = rest.split_once('-')?;
        let number = number.parse().ok()?;
        let is_ours = stamp.len() == 16 && hash.len() == 16;
        is_ours.then(|| Self {
            stamp: stamp.to_owned(),
            number,
            reason,
            hash: hash.to_owned(),
            path: folder.join(name),
        })
    }

    /// When it was taken, in UTC.
    pub fn taken(&self) -> Option<Timestamp> {
        let (date, time) = self.stamp.split_once('T')?;
        let part = |of: &str, range: Range<usize>| Some(of.get(range)?.to_owned());
        let date = [part(date, 0..4)?, part(date, 4..6)?, part(date, 6..8)?].join("-");
        let time = [part(time, 0..2)?, part(time, 2..4)?, part(time, 4..6)?].join(":");
        Timestamp::try_from(SmolStr::from(format!("{date}T{time}Z"))).ok()
    }

    /// Whether those are the bytes that it was taken of.
    pub fn is_whole(&self, bytes: Fingerprint) -> bool {
        short(bytes) == self.hash
    }

    /// Days since some day long ago.
    fn day(&self) -> Option<i64> {
        day(&self.stamp)
    }
}

fn day(stamp: &str) -> Option<i64> {
    let number = |range: Range<usize>| stamp.get(range)?.parse::<i16>().ok();
    let small = |range: Range<usize>| stamp.get(range)?.parse::<i8>().ok();
    let date = jiff::civil::Date::new(number(0..4)?, small(4..6)?, small(6..8)?).ok()?;
    // A Monday, so that weeks are those of the calendar.
    let since = date.since(jiff::civil::date(1970, 1, 5)).ok()?;
    Some(i64::from(since.get_days()))
}

fn stamp(now: &Timestamp) -> String {
    now.as_str()
        .chars()
        .filter(|c| !matches!(c, '-' | ':'))
        .collect()
}

/// The snapshots in a folder, the oldest first.
pub(super) fn all(storage: &dyn Storage, folder: &Path) -> io::Result<Vec<Backup>> {
    let names = storage.list(folder)?;
    let mut all: Vec<Backup> = (names.iter())
        .filter_map(|name| Backup::named(folder, name))
        .collect();
    all.sort();
    Ok(all)
}

/// The snapshot of that hash, if it is there and whole.
pub(super) fn of(
    storage: &dyn Storage,
    folder: &Path,
    hash: Fingerprint,
) -> io::Result<Option<Vec<u8>>> {
    let digits = short(hash);
    for backup in all(storage, folder)? {
        if backup.hash == digits {
            let bytes = storage.read(&backup.path)?;
            if Fingerprint::of(&bytes) == hash {
                return Ok(Some(bytes));
            }
        }
    }
    Ok(None)
}

/// The snapshot with those digits for its whole hash, if it is there and whole.
pub(super) fn with_digits(
    storage: &dyn Storage,
    folder: &Path,
    digits: &str,
) -> io::Result<Option<Vec<u8>>> {
    for backup in all(storage, folder)? {
        if digits.starts_with(&backup.hash) {
            let bytes = storage.read(&backup.path)?;
            if Fingerprint::of(&bytes).to_string() == digits {
                return Ok(Some(bytes));
            }
        }
    }
    Ok(None)
}

/// Keeps a snapshot in a folder, durable when it returns.
pub(super) fn keep(
    storage: &dyn Storage,
    folder: &Path,
    bytes: &[u8],
    reason: Option<Reason>,
    now: &Timestamp,
) -> io::Result<()> {
    let hash = Fingerprint::of(bytes);
    if reason.is_none() && of(storage, folder, hash)?.is_some() {
        return Ok(());
    }
    let is_kept = |backup: &Backup| backup.reason == reason && backup.hash == short(hash);
    if reason == Some(Reason::Copy) && all(storage, folder)?.iter().any(is_kept) {
        return Ok(());
    }
    let reason = reason
        .map(|reason| format!(".{reason}"))
        .unwrap_or_default();
    let stamp = stamp(now);
    let known = all(storage, folder)?;
    let last = known.iter().rev().find(|backup| backup.stamp == stamp);
    let number = last.map_or(0, |backup| backup.number + 1);
    let name = format!("{stamp}-{number}-{}{reason}.sayso.ron", short(hash));
    let path = folder.join(name);
    storage.create(&path, bytes, Readers::Owner)?;
    storage.sync(&path)?;
    storage.sync_folder(folder)
}

fn short(hash: Fingerprint) -> String {
    hash.to_string().chars().take(16).collect()
}

impl Vault {
    pub(super) fn backups_folder(&self) -> PathBuf {
        self.folder.join("backups")
    }

    /// The snapshots, the oldest first.
    pub fn backups(&self) -> io::Result<Vec<Backup>> {
        all(self.storage.as_ref(), &self.backups_folder())
    }

    /// Keeps a snapshot, durable when it returns.
    pub fn back_up(&self, bytes: &[u8], reason: Option<Reason>, now: &Timestamp) -> io::Result<()> {
        let folder = self.backups_folder();
        keep(self.storage.as_ref(), &folder, bytes, reason, now)
    }

    /// Takes away the snapshots whose time is over. That of the journal stays.
    pub(super) fn sweep(&self, now: &Timestamp) {
        let Ok(all) = self.backups() else {
            return;
        };
        let base = short(self.head.base);
        for backup in over(&all, &stamp(now)) {
            if backup.hash != base {
                // One that cannot be removed stays until the next time.
                let _ = self.storage.remove(&backup.path);
            }
        }
    }
}

/// Whether all snapshots in a folder are too old to be gone back to without a reason.
pub(super) fn are_over(storage: &dyn Storage, folder: &Path, now: &Timestamp) -> bool {
    let today = day(&stamp(now));
    let is_over = |backup: &Backup| {
        let age = today.zip(backup.day()).map(|(today, day)| today - day);
        age.is_some_and(|age| age >= DAYS)
    };
    all(storage, folder).is_ok_and(|all| all.iter().all(is_over))
}

/// Which of them, the oldest first, need not be kept.
fn over<'a>(all: &'a [Backup], now: &str) -> Vec<&'a Backup> {
    let today = day(now);
    let mut days = BTreeSet::new();
    let mut weeks = BTreeSet::new();
    let mut over = Vec::new();
    for (at, backup) in all.iter().rev().enumerate() {
        let (Some(day), Some(today)) = (backup.day(), today) else {
            continue;
        };
        let is_young = today - day < DAYS;
        let is_needed = backup.reason == Some(Reason::Copy) && today - day < COPY_DAYS;
        let first_of_week = weeks.insert(day.div_euclid(7));
        let first_of_day = days.insert(day);
        let kept = at < LAST || is_young && (first_of_day || backup.reason.is_some());
        if !kept && !first_of_week && !is_needed {
            over.push(backup);
        }
    }
    over
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hourly(hours: i64) -> Vec<Backup> {
        let folder = Path::new("/b");
        let name = |hour| {
            let time = Timestamp::from_unix_seconds(1_780_000_000 + hour * 3_600);
            format!("{}-0-0123456789abcdef.sayso.ron", stamp(&time))
        };
        let all = (0..hours).map(name);
        all.map(|name| Backup::named(folder, &name).unwrap())
            .collect()
    }

    #[test]
    fn the_last_ten_one_a_day_and_one_a_week_are_kept() {
        let mut all = hourly(100 * 24);
        let now = all.last().unwrap().stamp.clone();
        let gone: BTreeSet<PathBuf> = over(&all, &now).iter().map(|b| b.path.clone()).collect();
        all.retain(|backup| !gone.contains(&backup.path));
        let today = day(&now).unwrap();
        let age = |backup: &Backup| today - backup.day().unwrap();
        let young: Vec<_> = all.iter().filter(|backup| age(backup) < 14).collect();
        let days: BTreeSet<_> = young.iter().map(|backup| age(backup)).collect();
        assert_eq!(days.len(), 14);
        // The last ten are of one day and the one before it at most.
        assert!((22..=24).contains(&young.len()), "{}", young.len());
        let old = all.iter().filter(|backup| age(backup) >= 14);
        let weeks: BTreeSet<_> = old
            .clone()
            .map(|b| b.day().unwrap().div_euclid(7))
            .collect();
        assert_eq!((old.count(), weeks.len()), (12, 12));
        // Sweeping again takes nothing more away.
        assert_eq!(over(&all, &now), Vec::<&Backup>::new());
    }

    #[test]
    fn a_name_says_when_and_before_what() {
        let folder = Path::new("/b");
        let name = "20261124T140312Z-0-9c1e05b1aa02ffee.before-merge.sayso.ron";
        let backup = Backup::named(folder, name).unwrap();
        assert_eq!(backup.taken().unwrap().as_str(), "2026-11-24T14:03:12Z");
        assert_eq!(backup.reason, Some(Reason::Merge));
        for other in ["notes.txt", "20261124T140312Z.sayso.ron", "x-y.z.sayso.ron"] {
            assert_eq!(Backup::named(folder, other), None, "{other}");
        }
    }
}
