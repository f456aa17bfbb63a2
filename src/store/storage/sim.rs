//! A disk that forgets: what was not synced is lost, torn, NUL or there after a power cut, in every
//! combination that a file system may leave.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use super::{Readers, Storage};

/// What a disk holds once all is quiet.
pub(crate) type Held = BTreeMap<PathBuf, Vec<u8>>;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The power goes with the operation of that number, counted from 0: it may have been done, and
    /// nothing is after it.
    Cut(usize),
    /// The operation fails, and where it was to add bytes only half of them are there.
    Once(usize, ErrorKind),
    /// It and all after it that write.
    Always(usize, ErrorKind),
}

#[derive(Clone, Default)]
pub(crate) struct Sim(Arc<Mutex<State>>);

#[derive(Clone, Default)]
struct State {
    inodes: Vec<Inode>,
    names: BTreeMap<PathBuf, usize>,
    /// Names that outlast a power cut.
    durable: BTreeMap<PathBuf, usize>,
    /// What was done to names and not synced, in order.
    pending: Vec<Naming>,
    done: usize,
    fault: Option<Fault>,
    is_dead: bool,
    /// Whether it can swap two files.
    swaps: bool,
}

#[derive(Clone, Default)]
struct Inode {
    synced: Vec<u8>,
    unsynced: Vec<u8>,
}

#[derive(Clone)]
enum Naming {
    Link(PathBuf, usize),
    Unlink(PathBuf),
    /// With the file that it is of: a name may have been another's before.
    Rename(PathBuf, PathBuf, usize),
    Swap(PathBuf, PathBuf, [usize; 2]),
}

impl Naming {
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Link(path, _) | Self::Unlink(path) => path.parent(),
            Self::Rename(_, to, _) | Self::Swap(_, to, _) => to.parent(),
        }
    }

    /// Whether it could be done.
    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) -> bool {
        match self {
            Self::Link(path, inode) => names.insert(path.clone(), *inode).is_none(),
            Self::Unlink(path) => names.remove(path).is_some(),
            Self::Rename(from, to, inode) => {
                let is_it = names.get(from) == Some(inode);
                if is_it {
                    names.remove(from);
                    names.insert(to.clone(), *inode);
                }
                is_it
            }
            Self::Swap(a, b, [one, other]) => {
                let are_they = names.get(a) == Some(one) && names.get(b) == Some(other);
                if are_they {
                    names.insert(a.clone(), *other);
                    names.insert(b.clone(), *one);
                }
                are_they
            }
        }
    }
}

impl Sim {
    pub(crate) fn new(held: Held, swaps: bool, fault: Option<Fault>) -> Self {
        let mut state = State {
            fault,
            swaps,
            ..State::default()
        };
        for (path, bytes) in held {
            state.names.insert(path, state.inodes.len());
            state.inodes.push(Inode {
                synced: bytes,
                unsynced: Vec::new(),
            });
        }
        state.durable.clone_from(&state.names);
        Self(Arc::new(Mutex::new(state)))
    }

    /// How many operations were begun.
    pub(crate) fn done(&self) -> usize {
        self.state().done
    }

    /// What is there now, without a power cut.
    pub(crate) fn held(&self) -> Held {
        let state = self.state();
        let held = |(path, inode): (&PathBuf, &usize)| (path.clone(), state.inodes[*inode].all());
        state.names.iter().map(held).collect()
    }

    /// Every disk that a power cut may leave, each once.
    pub(crate) fn after_cut(&self) -> BTreeSet<Held> {
        let state = self.state();
        let mut all = BTreeSet::new();
        for names in state.namings() {
            let inodes: BTreeSet<usize> = names.values().copied().collect();
            let mut disks: Vec<BTreeMap<usize, Vec<u8>>> = vec![BTreeMap::new()];
            for inode in inodes {
                let versions = state.inodes[inode].after_cut();
                disks = disks
                    .into_iter()
                    .flat_map(|disk| {
                        versions.iter().map(move |version| {
                            let mut disk = disk.clone();
                            disk.insert(inode, version.clone());
                            disk
                        })
                    })
                    .collect();
            }
            all.extend(disks.into_iter().map(|disk| {
                let held = |(path, inode): (&PathBuf, &usize)| (path.clone(), disk[inode].clone());
                names.iter().map(held).collect::<Held>()
            }));
        }
        all
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    fn inode_of(&self, path: &Path) -> io::Result<usize> {
        let inode = self.state().names.get(path).copied();
        inode.ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// Counts an operation; whether it is to fail, once it was done half.
    fn begin(&self, writes: bool) -> io::Result<Option<io::Error>> {
        let mut state = self.state();
        if state.is_dead {
            return Err(io::Error::other("the power is gone"));
        }
        let here = state.done;
        state.done += 1;
        Ok(match state.fault {
            Some(Fault::Cut(at)) if at == here => {
                state.is_dead = true;
                Some(io::Error::other("the power goes"))
            }
            Some(Fault::Once(at, kind)) if at == here => Some(kind.into()),
            Some(Fault::Always(at, kind)) if at <= here && writes => Some(kind.into()),
            _ => None,
        })
    }

    /// Does something to names, unless it fails; a power cut may come after it.
    fn name(&self, naming: Naming) -> io::Result<()> {
        let failed = self.begin(true)?;
        let mut state = self.state();
        if failed.is_none() || state.is_dead {
            let mut names = state.names.clone();
            if !naming.apply(&mut names) {
                return Err(ErrorKind::NotFound.into());
            }
            state.names = names;
            state.pending.push(naming);
        }
        failed.map_or(Ok(()), Err)
    }
}

impl State {
    fn inode(&mut self, path: &Path) -> io::Result<&mut Inode> {
        let inode = self.names.get(path).copied();
        let inode = inode.and_then(|inode| self.inodes.get_mut(inode));
        inode.ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// The names that may be there after a power cut: what was not synced was done up to any
    /// point, or all but one, or one alone, where that makes sense.
    fn namings(&self) -> Vec<BTreeMap<PathBuf, usize>> {
        let count = self.pending.len();
        let prefixes = (0..=count).map(|end| (0..end).collect::<Vec<usize>>());
        let single = (0..count).map(|one| vec![one]);
        let others = (0..count).map(|one| (0..count).filter(|at| *at != one).collect());
        let mut all = Vec::new();
        for chosen in prefixes.chain(single).chain(others) {
            let mut names = self.durable.clone();
            let done = chosen.iter().all(|at| self.pending[*at].apply(&mut names));
            if done && !all.contains(&names) {
                all.push(names);
            }
        }
        all
    }
}

impl Inode {
    fn all(&self) -> Vec<u8> {
        [self.synced.as_slice(), self.unsynced.as_slice()].concat()
    }

    /// Nothing of what was not synced, all of it, half of it, NULs in its place, or NULs after half.
    fn after_cut(&self) -> Vec<Vec<u8>> {
        if self.unsynced.is_empty() {
            return vec![self.synced.clone()];
        }
        let half = self.unsynced.len() / 2;
        let nuls = vec![0; self.unsynced.len()];
        let tails = [
            &[][..],
            &self.unsynced,
            &self.unsynced[..half],
            &nuls,
            &[&self.unsynced[..half], &nuls[half..]].concat(),
            &[&nuls[..half], &self.unsynced[half..]].concat(),
        ];
        tails.map(|tail| [&self.synced, tail].concat()).to_vec()
    }
}

impl Storage for Sim {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if let Some(error) = self.begin(false)? {
            return Err(error);
        }
        Ok(self.state().inode(path)?.all())
    }

    fn create(&self, path: &Path, bytes: &[u8], _readers: Readers) -> io::Result<()> {
        let failed = self.begin(true)?;
        let mut state = self.state();
        if state.names.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        // A full disk takes the name and half of the bytes; the real one then removes it.
        if failed.is_none() || state.is_dead {
            let inode = state.inodes.len();
            state.inodes.push(Inode {
                synced: Vec::new(),
                unsynced: bytes.to_vec(),
            });
            state.names.insert(path.to_owned(), inode);
            state.pending.push(Naming::Link(path.to_owned(), inode));
        }
        failed.map_or(Ok(()), Err)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let failed = self.begin(true)?;
        let mut state = self.state();
        let part = match &failed {
            Some(_) if !state.is_dead => &bytes[..bytes.len() / 2],
            _ => bytes,
        };
        state.inode(path)?.unsynced.extend(part);
        failed.map_or(Ok(()), Err)
    }

    fn reserve(&self, path: &Path, _bytes: u64) -> io::Result<()> {
        if let Some(error) = self.begin(true)? {
            return Err(error);
        }
        self.state().inode(path).map(drop)
    }

    fn dress(&self, path: &Path, like: &Path) -> io::Result<()> {
        if let Some(error) = self.begin(true)? {
            return Err(error);
        }
        let mut state = self.state();
        state.inode(like)?;
        state.inode(path).map(drop)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        let failed = self.begin(true)?;
        let mut state = self.state();
        let is_dead = state.is_dead;
        let inode = state.inode(path)?;
        match failed {
            None => {
                let all = inode.all();
                (inode.synced, inode.unsynced) = (all, Vec::new());
                Ok(())
            }
            // What could not be written is dropped, and the next sync would say that all is well.
            Some(error) => {
                if !is_dead {
                    let half = inode.unsynced.len() / 2;
                    let part = inode.unsynced[..half].to_vec();
                    inode.synced.extend(part);
                    inode.unsynced.clear();
                }
                Err(error)
            }
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let inode = self.inode_of(from)?;
        self.name(Naming::Rename(from.to_owned(), to.to_owned(), inode))
    }

    fn swap(&self, a: &Path, b: &Path) -> io::Result<bool> {
        if !self.state().swaps {
            return Ok(false);
        }
        let inodes = [self.inode_of(a)?, self.inode_of(b)?];
        self.name(Naming::Swap(a.to_owned(), b.to_owned(), inodes))?;
        Ok(true)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.name(Naming::Unlink(path.to_owned()))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if let Some(error) = self.begin(true)? {
            return Err(error);
        }
        let mut state = self.state();
        let pending = std::mem::take(&mut state.pending);
        let (here, elsewhere): (Vec<_>, Vec<_>) = pending
            .into_iter()
            .partition(|naming| naming.folder() == Some(folder));
        for naming in here {
            naming.apply(&mut state.durable);
        }
        state.pending = elsewhere;
        Ok(())
    }

    fn create_folder(&self, _folder: &Path) -> io::Result<()> {
        self.begin(true)?.map_or(Ok(()), Err)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        if let Some(error) = self.begin(false)? {
            return Err(error);
        }
        let state = self.state();
        // Files and the folders that they stand in.
        let inside = state
            .names
            .keys()
            .filter_map(|path| path.strip_prefix(folder).ok());
        let first = inside.filter_map(|rest| rest.components().next());
        let names: BTreeSet<String> = first
            .map(|name| name.as_os_str().to_string_lossy().into_owned())
            .collect();
        Ok(names.into_iter().collect())
    }
}
