//! Reading files for an import, as they are or by the reader of articles.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::super::jobs::{Out, name};
use super::{Way, read as formats};
use crate::exchange::articles::{How, endings};
use crate::exchange::{self, Drafted, Format, Shape, recognise, recognise_all};
use crate::foreign::{Program, Worker};
use crate::store::{ReadError, read_bytes};

/// So much of each file is looked at to find out what it is, in bytes; and of so many files.
const HEAD: u64 = 1 << 16;
const HEADS: usize = 300;

/// What is in files.
#[derive(Debug)]
pub(super) enum Source {
    /// Names and bytes.
    Files(Vec<(String, Vec<u8>)>),
    /// Names, and the articles in each or why there are none.
    Articles(Vec<(String, Result<Drafted, String>)>),
}

/// What comes of reading.
#[derive(Debug)]
pub(super) enum Part {
    /// So many files were read, of so many.
    Progress(usize, usize),
    Read {
        way: Way,
        candidates: Vec<&'static Format>,
        source: Source,
    },
    Failed(String),
}

/// What reads articles, and how.
pub(super) struct Articles {
    pub(super) reader: Program,
    pub(super) how: How,
}

/// A file, and its name with the folders below the one that was chosen.
struct File {
    name: String,
    path: PathBuf,
}

/// Reads files and all that is below folders, until nobody wants it any more.
pub(super) fn read(paths: &[PathBuf], way: Option<Way>, articles: Articles, out: &Out<Part>) {
    let part = match found(paths) {
        Ok(files) if files.is_empty() => Some(Part::Failed(
            "There are no files in it: choose another folder".to_owned(),
        )),
        Ok(files) => all(&files, way, articles, out),
        Err(words) => Some(Part::Failed(words)),
    };
    if let Some(part) = part {
        out.send(part);
    }
}

/// Which of these files from outside have labels, and which are articles.
pub(in super::super) fn parted(paths: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    paths.into_iter().partition(|path| {
        // In a folder may be anything: the page looks.
        path.is_dir() || !recognise(&name(path), &head(path)).is_empty()
    })
}

fn all(files: &[File], way: Option<Way>, articles: Articles, out: &Out<Part>) -> Option<Part> {
    let heads: Vec<(&File, Vec<u8>)> = files
        .iter()
        .take(HEADS)
        .map(|file| (file, head(&file.path)))
        .collect();
    let inputs = heads
        .iter()
        .map(|(file, head)| (file.name.as_str(), head.as_slice()));
    let candidates = recognise_all(inputs.clone());
    let labelled = inputs.filter(|(name, head)| !recognise(name, head).is_empty());
    // A table beside many articles makes no labels of them.
    let many = labelled.count() * 3 >= heads.len();
    let seen = match candidates.first() {
        Some(format) if many => Way::Format(format),
        _ => Way::Articles,
    };
    let way = way.unwrap_or(seen);
    let source = match way {
        Way::Articles => articles.read(files, out)?,
        Way::Format(format) => match bytes(files, format, out)? {
            Ok(source) => source,
            Err(words) => return Some(Part::Failed(words)),
        },
    };
    Some(Part::Read {
        way,
        candidates,
        source,
    })
}

impl Articles {
    /// The articles in files; `None` when nobody wants them any more.
    fn read(self, files: &[File], out: &Out<Part>) -> Option<Source> {
        let mut worker = Worker::new(self.reader);
        let mut read = Vec::new();
        for (file, done) in files.iter().zip(1..) {
            let drafted = worker.articles(&file.path, &self.how);
            read.push((
                file.name.clone(),
                drafted.map_err(|error| error.to_string()),
            ));
            if !out.send(Part::Progress(done, files.len())) {
                return None;
            }
        }
        Some(Source::Articles(read))
    }
}

/// The files of a format; of one that is a file those that look so, where any does.
fn bytes(files: &[File], format: &Format, out: &Out<Part>) -> Option<Result<Source, String>> {
    let looks = |file: &&File| recognise(&file.name, &head(&file.path)).contains(&format);
    let mut wanted: Vec<&File> = files.iter().collect();
    if matches!(format.shape, Shape::File { .. }) {
        let fitting: Vec<&File> = files.iter().filter(looks).collect();
        if !fitting.is_empty() {
            wanted = fitting;
        }
    }
    let mut read = Vec::new();
    for (file, done) in wanted.iter().zip(1..) {
        match read_bytes(&file.path) {
            Ok(bytes) => read.push((file.name.clone(), bytes)),
            Err(error) => return Some(Err(format!("“{}”: {error}", file.path.display()))),
        }
        if !out.send(Part::Progress(done, wanted.len())) {
            return None;
        }
    }
    Some(Ok(Source::Files(read)))
}

/// The files that are meant, in the order of their names; in words what cannot be looked into.
fn found(paths: &[PathBuf]) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(File {
                name: name(path),
                path: path.clone(),
            });
            continue;
        }
        let above = if paths.len() > 1 {
            path.parent()
        } else {
            Some(path.as_path())
        };
        let mut folders = vec![path.clone()];
        while let Some(folder) = folders.pop() {
            let named = |error| format!("“{}”: {}", folder.display(), ReadError::from(error));
            for entry in std::fs::read_dir(&folder).map_err(named)? {
                let entry = entry.map_err(named)?;
                let kind = entry.file_type().map_err(named)?;
                let path = entry.path();
                let hidden = entry.file_name().to_string_lossy().starts_with(['.', '~']);
                // Links to folders are not followed: they may lead back here.
                if kind.is_dir() && !hidden {
                    folders.push(path);
                } else if !hidden && !path.is_dir() && is_known(&path) {
                    let inside = path.strip_prefix(above.unwrap_or(&path)).unwrap_or(&path);
                    let parts = inside.iter().map(|part| part.to_string_lossy());
                    let name = parts.collect::<Vec<_>>().join("/");
                    files.push(File { name, path });
                }
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Whether a name in a folder ends as something that is read here.
fn is_known(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    let is_article = endings().any(|known| ending.eq_ignore_ascii_case(known));
    is_article || exchange::may_have_labels(&path.to_string_lossy())
}

/// How a file begins; nothing where it cannot be read, which reading it says.
fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = std::fs::File::open(path) {
        let _ = file.take(HEAD).read_to_end(&mut head);
    }
    head
}

/// What can be read at all, in words for an empty page.
pub(super) fn kinds() -> String {
    let formats: Vec<&str> = formats().map(|format| format.name).collect();
    let endings: Vec<&str> = endings().collect();
    format!(
        "Labels: {}. Articles: .{}.",
        formats.join(", "),
        endings.join(", .")
    )
}
