//! The page that takes files of other programs: what they are read as, what is what in them, and
//! what would come, before anything comes.

mod draw;
mod rows;
mod source;
mod trial;

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(super) use self::draw::{report, show};
pub(super) use self::source::parted;
use self::source::{Part, Source};
use self::trial::{Given, Trial};
use super::jobs::Stream;
use super::session::Session;
use crate::exchange::articles::How;
use crate::exchange::{FORMATS, Format, Mapping, TableColumn};
use crate::foreign::Program;
use crate::model::{Project, ProjectId};

/// What files are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Whatever the reader of articles reads.
    Articles,
    Format(&'static Format),
}

/// What is chosen so far, and what came of it.
#[derive(Debug)]
pub(super) struct State {
    paths: Vec<PathBuf>,
    /// As one chose it, else as the files look; `None` until that is known.
    way: Option<Way>,
    /// What the files may be, the likeliest first.
    candidates: Vec<&'static Format>,
    mapping: Mapping,
    /// Where the format is no table: the mapping as it is typed.
    map: String,
    /// Who made the statements that name nobody.
    by: Option<String>,
    /// What names of files say.
    pattern: String,
    /// How the letters of texts are written; found out when left out.
    encoding: Option<String>,
    /// Whether the mapping of such a table was looked for among those that are remembered.
    recalled: bool,
    reading: Option<Stream<Part>>,
    /// How many files were read, of how many.
    progress: (usize, usize),
    source: Option<Arc<Source>>,
    /// How often files were read.
    times: usize,
    trial: Option<(Asked, Trial)>,
    trying: Option<(Asked, Stream<Trial>)>,
    /// One stopped it; it is not begun again by itself.
    stopped: bool,
    trouble: Option<String>,
}

/// What was tried: on a project in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    project: Option<(ProjectId, u64)>,
    times: usize,
    given: Given,
}

/// What is remembered of imports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// Mappings as text by the names of the columns they are for, the latest first.
    pub maps: Vec<(Vec<String>, String)>,
    /// The pattern of the names of files.
    pub pattern: String,
}

/// The most mappings that are remembered.
const MAPS: usize = 30;

/// The formats that are read.
fn read() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| format.reads())
}

impl State {
    pub(super) fn new(paths: Vec<PathBuf>, known: &Remembered, by: Option<String>) -> Self {
        Self {
            paths,
            way: None,
            candidates: Vec::new(),
            mapping: Mapping::default(),
            map: String::new(),
            by,
            pattern: known.pattern.clone(),
            encoding: None,
            recalled: false,
            reading: None,
            progress: (0, 0),
            source: None,
            times: 0,
            trial: None,
            trying: None,
            stopped: false,
            trouble: None,
        }
    }

    /// Whether files are read or tried in a thread.
    pub(super) fn is_running(&self) -> bool {
        self.reading.is_some() || self.trying.is_some()
    }

    /// What would come, as it is shown; none while that is not known.
    fn known(&self, session: Option<&Session>) -> Option<&Trial> {
        let (asked, trial) = self.trial.as_ref()?;
        (Some(asked) == self.asked(session).as_ref()).then_some(trial)
    }

    /// Takes what would come.
    pub(super) fn take_trial(&mut self, session: Option<&Session>) -> Option<Trial> {
        self.known(session)?;
        self.trial.take().map(|(_, trial)| trial)
    }

    /// Remembers what one said of files of this kind.
    pub(super) fn keep(&self, known: &mut Remembered) {
        known.pattern.clone_from(&self.pattern);
        let Some(names) = self.names() else {
            return;
        };
        known.maps.retain(|(columns, _)| *columns != names);
        if !self.mapping.is_empty() {
            known.maps.insert(0, (names, self.mapping.text()));
            known.maps.truncate(MAPS);
        }
    }

    /// The names of the columns, whatever their order.
    fn names(&self) -> Option<Vec<String>> {
        let columns = self.columns();
        let mut names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        names.sort();
        (!names.is_empty()).then_some(names)
    }

    /// The columns that were found last, also while they are looked at anew.
    fn columns(&self) -> &[TableColumn] {
        self.trial.as_ref().map_or(&[], |(_, trial)| &trial.columns)
    }

    fn choose(&mut self, way: Way) {
        if self.way != Some(way) {
            self.way = Some(way);
            self.begin_again();
        }
    }

    fn begin_again(&mut self) {
        self.source = None;
        self.reading = None;
        self.trying = None;
        self.trial = None;
        self.recalled = false;
        self.stopped = false;
        self.trouble = None;
        self.mapping = Mapping::default();
        self.map.clear();
    }

    /// Ends what goes on.
    fn stop(&mut self) {
        self.reading = None;
        self.trying = None;
        self.stopped = true;
    }

    fn asked(&self, session: Option<&Session>) -> Option<Asked> {
        self.source.as_ref()?;
        Some(Asked {
            project: session.map(|s| (s.project.id().clone(), s.history.state())),
            times: self.times,
            given: Given {
                way: self.way?,
                mapping: self.mapping.clone(),
                by: self.by.clone(),
                pattern: self.pattern.clone(),
            },
        })
    }

    fn take(&mut self, part: Part) {
        match part {
            Part::Progress(done, all) => self.progress = (done, all),
            Part::Read {
                way,
                candidates,
                source,
            } => {
                self.way = Some(way);
                self.candidates = candidates;
                self.source = Some(Arc::new(source));
                self.times += 1;
            }
            Part::Failed(words) => {
                self.trouble = Some(words);
                self.stopped = true;
            }
        }
    }

    /// Takes the mapping of such a table as one gave it the last time.
    fn recall(&mut self, known: &Remembered) {
        let Some(names) = self.names() else {
            return;
        };
        self.recalled = true;
        let map = known.maps.iter().find(|(columns, _)| *columns == names);
        if let Some(Ok(mapping)) = map.map(|(_, text)| Mapping::parse(text)) {
            self.mapping = mapping;
        }
    }
}

/// Takes what came of reading and trying, and begins what is due: one at a time, so that who types
/// does not start a thread with each letter.
pub(super) fn advance(
    ctx: &egui::Context,
    state: &mut State,
    session: Option<&Session>,
    known: &Remembered,
    reader: &Program,
) {
    if let Some(mut stream) = state.reading.take() {
        for part in stream.take() {
            state.take(part);
        }
        if !stream.is_over() {
            state.reading = Some(stream);
        } else if state.source.is_none() && state.trouble.is_none() {
            state.take(Part::Failed("Reading failed: try other files".to_owned()));
        }
    }
    if let Some((asked, mut stream)) = state.trying.take() {
        match stream.take().pop() {
            Some(trial) => state.trial = Some((asked, trial)),
            None if stream.is_over() => {
                let words = "Its reader failed on it: choose what it is read as";
                state.take(Part::Failed(words.to_owned()));
            }
            None => state.trying = Some((asked, stream)),
        }
        if state.trial.is_some() && !state.recalled {
            state.recall(known);
        }
    }
    if state.stopped || state.paths.is_empty() || state.is_running() {
        return;
    }
    let Some(source) = &state.source else {
        let (paths, way) = (state.paths.clone(), state.way);
        let articles = source::Articles {
            reader: reader.clone(),
            how: How {
                encoding: state.encoding.clone(),
                ..How::default()
            },
        };
        state.progress = (0, 0);
        state.reading = Some(Stream::start(ctx, "reading of an import", move |out| {
            source::read(&paths, way, articles, out);
        }));
        return;
    };
    let Some(asked) = state.asked(session) else {
        return;
    };
    if state.trial.as_ref().map(|(asked, _)| asked) == Some(&asked) {
        return;
    }
    let (source, given) = (Arc::clone(source), asked.given.clone());
    let reader = reader.clone();
    let empty = || Project::new(ProjectId::new("prj_untitled"), "");
    let project = session.map_or_else(empty, |session| session.project.clone());
    let stream = Stream::start(ctx, "trial of an import", move |out| {
        out.send(trial::of(&source, &given, &project, reader));
    });
    state.trying = Some((asked, stream));
}
