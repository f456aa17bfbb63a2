//! Keeps what is done: a thread writes each edit into the journal and the project into its file.
//!
//! The window never waits for it. What was handed over counts as kept when the thread says so, not
//! before.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::jobs::Outcome;
use crate::model::{Fresh as _, Project, Timestamp};
use crate::store::journal::{Act, Entry};
use crate::store::presence::{self, Presence};
use crate::store::storage::Disk;
use crate::store::vault::{self, Lock, Reason, Snapshot, Vault};
use crate::store::{self, Fingerprint, SaveError, Saved, SystemFresh};

/// How often the thread looks at what others do when it has nothing else to do.
const LOOKS: Duration = Duration::from_secs(1);
/// How often it looks whether the file was changed outside.
const WATCHES: Duration = Duration::from_secs(5);

/// What the thread says.
#[derive(Debug)]
pub(super) enum Report {
    /// So many acts are on the disk.
    Kept(u64),
    /// Acts could not be written: the journal has to begin anew, from how things stand now.
    NeedsSnapshot,
    /// What is done is not on the disk, and why.
    Failed(String),
    Saved {
        path: PathBuf,
        /// The state of the history that was saved.
        state: u64,
        /// How many acts had been done by then.
        acts: u64,
        /// What was to be written.
        project: Box<Project>,
        result: Result<Saved, SaveError>,
    },
    /// The file holds something else than when it was read or written last.
    Changed,
    /// A colleague has it open too.
    AlsoOpen(Presence),
    /// Somebody wants to open the project, which is open here.
    Knocked,
}

enum Order {
    Keep(Vec<Act>, u64),
    /// Begin a journal from here, with so many acts done.
    Begin(Box<Snapshot>, u64),
    Save {
        path: PathBuf,
        snapshot: Box<Snapshot>,
        expected: Option<Fingerprint>,
        state: u64,
        acts: u64,
    },
    /// What was done is not wanted.
    Forget,
    /// What the file holds by now is known.
    Know(Fingerprint),
    /// Look at the file now.
    Look,
}

/// Whether what was done is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    Kept,
    Keeping,
    Failed(String),
}

/// The window's end of it, for one project that is open.
pub(super) struct Keeper {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    /// Tells its reports from those of a project that was open before.
    pub(super) number: u64,
    done: u64,
    kept: u64,
    /// Of the acts, those that are in the file.
    saved: u64,
    failed: Option<String>,
    /// How many saves are under way.
    saving: usize,
}

/// Where a project is kept.
pub(super) struct Place {
    /// The state directory; without one there is no journal, for a reason.
    pub root: Result<PathBuf, String>,
    pub file: Option<(PathBuf, Fingerprint)>,
    /// Held for as long as the project is open.
    pub lock: Option<Lock>,
    /// Who tells colleagues in the folder of the file that it is open; none who does not want to.
    pub name: Option<String>,
    /// Another folder that it was kept in, until it is kept here.
    pub from: Option<PathBuf>,
}

impl Keeper {
    /// Starts to keep a project as it is now.
    pub(super) fn start(
        number: u64,
        ctx: &egui::Context,
        outcomes: Sender<Outcome>,
        place: Place,
        snapshot: Snapshot,
    ) -> Self {
        let (orders, received) = channel();
        let ctx = ctx.clone();
        let report = move |report| {
            // The window may be gone by now; then nobody waits for it.
            let _ = outcomes.send(Outcome::Keeper(number, report));
            ctx.request_repaint();
        };
        let _ = orders.send(Order::Begin(Box::new(snapshot), 1));
        let thread = std::thread::Builder::new().name("keeper".to_owned());
        let thread = thread.spawn(move || Thread::new(place, report).run(&received));
        let failed = (thread.as_ref().err()).map(|error| format!("no thread to write it: {error}"));
        Self {
            orders: Some(orders),
            thread: thread.ok(),
            number,
            done: 1,
            kept: 0,
            saved: 1,
            failed,
            saving: 0,
        }
    }

    /// Hands over what was done.
    pub(super) fn keep(&mut self, acts: Vec<Act>) {
        self.done += acts.len() as u64;
        self.order(Order::Keep(acts, self.done));
    }

    pub(super) fn save(
        &mut self,
        path: PathBuf,
        snapshot: Snapshot,
        expected: Option<Fingerprint>,
        state: u64,
    ) {
        self.saving += 1;
        self.order(Order::Save {
            path,
            snapshot: Box::new(snapshot),
            expected,
            state,
            acts: self.done,
        });
    }

    /// What was done since the last save is not wanted any more.
    pub(super) fn forget(&mut self) {
        self.order(Order::Forget);
    }

    /// What the file holds by now is known.
    pub(super) fn knows(&mut self, held: Fingerprint) {
        self.order(Order::Know(held));
    }

    /// Has the file looked at now, not in a while.
    pub(super) fn look(&self) {
        self.order(Order::Look);
    }

    /// Takes in what the thread says; whether it needs a snapshot.
    pub(super) fn hear(&mut self, report: &Report) -> bool {
        match report {
            Report::Kept(acts) => {
                self.kept = self.kept.max(*acts);
                self.failed = None;
            }
            Report::Failed(words) => self.failed = Some(words.clone()),
            Report::Saved { result, acts, .. } => {
                self.saving -= 1;
                if result.is_ok() {
                    self.saved = *acts;
                    self.kept = self.kept.max(*acts);
                    self.failed = None;
                }
            }
            Report::NeedsSnapshot => return true,
            Report::Changed | Report::AlsoOpen(_) | Report::Knocked => {}
        }
        false
    }

    /// Begins a new journal from how things stand now.
    pub(super) fn begin_anew(&mut self, snapshot: Snapshot) {
        self.order(Order::Begin(Box::new(snapshot), self.done));
    }

    pub(super) fn stand(&self) -> Stand {
        match &self.failed {
            Some(words) => Stand::Failed(words.clone()),
            None if self.kept < self.done => Stand::Keeping,
            None => Stand::Kept,
        }
    }

    pub(super) fn is_saving(&self) -> bool {
        self.saving > 0
    }

    /// How many acts are not in the file.
    pub(super) fn unsaved(&self) -> u64 {
        self.done - self.saved
    }

    /// Hands nothing over any more; the thread, which ends once it has written all.
    pub(super) fn let_go(&mut self) -> Option<JoinHandle<()>> {
        self.orders = None;
        self.thread.take()
    }

    /// Waits until all that was handed over is written.
    pub(super) fn end(&mut self) {
        if let Some(thread) = self.let_go() {
            let _ = thread.join();
        }
    }

    fn order(&self, order: Order) {
        // A thread that is gone has said why.
        if let Some(orders) = &self.orders {
            let _ = orders.send(order);
        }
    }
}

struct Thread<R> {
    place: Place,
    report: R,
    vault: Option<Vault>,
    /// The clock; none where the system gives no randomness, without which there is no start.
    fresh: Option<SystemFresh>,
    /// What was last found in the file, so that a change is told once.
    told: Option<Fingerprint>,
    /// When it was last looked at, and what it looked like.
    watched: Instant,
    looks: Option<(u64, std::time::SystemTime)>,
    has_failed: bool,
    /// The note beside the file, and when it was written last.
    presence: Option<(Presence, Instant)>,
}

impl<R: Fn(Report)> Thread<R> {
    fn new(place: Place, report: R) -> Self {
        Self {
            place,
            report,
            vault: None,
            fresh: SystemFresh::new().ok(),
            told: None,
            watched: Instant::now(),
            looks: None,
            has_failed: false,
            presence: None,
        }
    }

    fn run(mut self, orders: &Receiver<Order>) {
        if let Some((file, _)) = &mut self.place.file {
            *file = vault::known_as(file);
        }
        let mut next = None;
        loop {
            let order = match next.take() {
                Some(order) => Ok(order),
                None => orders.recv_timeout(LOOKS),
            };
            match order {
                Ok(Order::Keep(mut acts, mut done)) => {
                    // What came meanwhile is written in one go.
                    while let Ok(order) = orders.try_recv() {
                        if let Order::Keep(more, count) = order {
                            acts.extend(more);
                            done = count;
                        } else {
                            next = Some(order);
                            break;
                        }
                    }
                    self.keep(acts, done);
                }
                Ok(Order::Begin(snapshot, done)) => self.begin(&snapshot, done),
                Ok(Order::Save {
                    path,
                    snapshot,
                    expected,
                    state,
                    acts,
                }) => {
                    let result = self.save(&path, &snapshot, expected);
                    (self.report)(Report::Saved {
                        path,
                        state,
                        acts,
                        project: Box::new(snapshot.project),
                        result,
                    });
                    if self.place.root.is_ok() && !self.vault.as_ref().is_some_and(Vault::is_whole)
                    {
                        (self.report)(Report::NeedsSnapshot);
                    }
                }
                Ok(Order::Know(held)) => {
                    if let Some((_, known)) = &mut self.place.file {
                        *known = held;
                    }
                }
                Ok(Order::Look) => self.watch(),
                Ok(Order::Forget) => {
                    if let Some(vault) = &self.vault {
                        vault.forget();
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => {
                    if let (Some((note, _)), Some((file, _))) = (&self.presence, &self.place.file) {
                        note.end(file);
                    }
                    return;
                }
            }
        }
    }

    fn now(&mut self) -> Timestamp {
        match &mut self.fresh {
            Some(fresh) => fresh.now(),
            None => Timestamp::from_unix_seconds(0),
        }
    }

    fn keep(&mut self, acts: Vec<Act>, done: u64) {
        let at = self.now();
        let entries: Vec<Entry> = acts
            .into_iter()
            .map(|act| Entry {
                at: at.clone(),
                act,
            })
            .collect();
        match &mut self.vault {
            Some(vault) => match vault.append(&entries) {
                Ok(()) => (self.report)(Report::Kept(done)),
                Err(_) => (self.report)(Report::NeedsSnapshot),
            },
            None => (self.report)(match &self.place.root {
                Ok(_) => Report::NeedsSnapshot,
                // Said anew: a save in between has made it good for what was done until then.
                Err(words) => Report::Failed(words.clone()),
            }),
        }
    }

    fn begin(&mut self, snapshot: &Snapshot, done: u64) {
        let root = match self.place.root.clone() {
            Ok(root) => root,
            Err(words) => return (self.report)(Report::Failed(words)),
        };
        let now = self.now();
        let begun = match &mut self.vault {
            Some(vault) => vault.begin_anew(snapshot, &now),
            None => self.begin_in(&root, snapshot, &now),
        };
        self.be_present();
        self.has_failed = begun.is_err();
        (self.report)(match begun {
            Ok(()) => Report::Kept(done),
            Err(error) => Report::Failed(format!("“{}”: {error}", root.display())),
        });
    }

    fn begin_in(
        &mut self,
        root: &Path,
        snapshot: &Snapshot,
        now: &Timestamp,
    ) -> Result<(), SaveError> {
        let id = snapshot.project.id();
        let file = self.place.file.as_ref();
        let folder = if let Some((path, _)) = file {
            vault::folder(root, id, path)
        } else {
            let free = (1..)
                .map(|number| vault::untitled_folder(root, id, number))
                .find_map(|folder| {
                    let is_free = !vault::has_journal(&folder);
                    let lock = is_free.then(|| Lock::take(&folder).transpose())?;
                    lock.map(|lock| lock.map(|lock| (folder, lock)))
                });
            let (folder, lock) = free.transpose()?.ok_or(SaveError::NoJournal)?;
            self.place.lock = Some(lock);
            folder
        };
        let file = file.map(|(path, held)| (path.as_path(), *held));
        let vault = Vault::begin(Arc::new(Disk), folder, file, snapshot, now)?;
        if let Some(from) = self.place.from.take()
            && from != vault.folder()
        {
            vault::forget(&Disk, &from);
        }
        self.vault = Some(vault);
        Ok(())
    }

    fn save(
        &mut self,
        path: &Path,
        snapshot: &Snapshot,
        expected: Option<Fingerprint>,
    ) -> Result<Saved, SaveError> {
        let now = self.now();
        let root = self.place.root.clone().ok();
        let place = vault::resolved(path)?;
        let moves = self
            .place
            .file
            .as_ref()
            .is_none_or(|(file, _)| *file != place);
        let lock = match &root {
            Some(root) if moves => {
                let folder = vault::folder(root, snapshot.project.id(), &place);
                // Without a lock one works on, as on a system that has none.
                match Lock::take(&folder) {
                    Ok(None) => return Err(SaveError::OpenElsewhere),
                    Ok(lock) => lock,
                    Err(_) => None,
                }
            }
            _ => None,
        };
        let saved = match (&mut self.vault, &root) {
            (Some(vault), Some(root)) => vault.save(root, &place, snapshot, expected, &now),
            _ => store::save(path, &snapshot.project, expected),
        };
        if let Err(SaveError::ChangedOutside) = &saved
            && let Ok(bytes) = store::read_bytes(&place)
        {
            self.keep_theirs(&bytes, &now);
        }
        let saved = saved?;
        if moves {
            self.place.lock = lock;
            if let (Some((note, _)), Some((file, _))) = (self.presence.take(), &self.place.file) {
                note.end(file);
            }
        }
        self.place.file = Some((place, saved.fingerprint));
        self.looks = None;
        self.be_present();
        Ok(saved)
    }

    /// Looks at what others do, and tries again what failed.
    fn look(&mut self) {
        if let Some(vault) = &self.vault
            && vault::knocked(vault.folder())
        {
            (self.report)(Report::Knocked);
        }
        if self.watched.elapsed() < WATCHES {
            return;
        }
        if self.has_failed {
            (self.report)(Report::NeedsSnapshot);
        }
        self.be_present();
        self.watch();
    }

    /// Whatever is decided, what somebody saved can be gone back to.
    fn keep_theirs(&self, bytes: &[u8], now: &Timestamp) {
        if let Some(vault) = &self.vault {
            // Without a place for it what is merged holds it too.
            let _ = vault.back_up(bytes, Some(Reason::Reload), now);
        }
    }

    /// Tells colleagues that it is open here, as long as it is.
    fn be_present(&mut self) {
        let now = self.now();
        let (Some(name), Some((file, _))) = (&self.place.name, &self.place.file) else {
            return;
        };
        match &mut self.presence {
            Some((_, written)) if written.elapsed() < presence::RENEWED => {}
            Some((note, written)) => {
                note.show(file);
                *written = Instant::now();
            }
            None => {
                let note = Presence {
                    name: name.clone(),
                    computer: presence::computer(),
                    since: now,
                    session: fastrand::u64(..),
                };
                if let Some(other) = Presence::elsewhere(file) {
                    (self.report)(Report::AlsoOpen(other));
                }
                note.show(file);
                self.presence = Some((note, Instant::now()));
            }
        }
    }

    /// Looks whether the file holds something else.
    fn watch(&mut self) {
        self.watched = Instant::now();
        let now = self.now();
        let Some((path, held)) = &self.place.file else {
            return;
        };
        // A file that is away, or cannot be read for a moment, is no other version.
        let Ok(meta) = std::fs::metadata(path) else {
            return;
        };
        let looks = meta.modified().ok().map(|time| (meta.len(), time));
        if looks.is_some() && looks == self.looks {
            return;
        }
        let Ok(bytes) = store::read_bytes(path) else {
            return;
        };
        self.looks = looks;
        let holds = Fingerprint::of(&bytes);
        if holds != *held && self.told != Some(holds) {
            self.told = Some(holds);
            self.keep_theirs(&bytes, &now);
            (self.report)(Report::Changed);
        }
    }
}
