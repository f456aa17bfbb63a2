//! The page that writes a project for other programs: which format, what of it, and before anything
//! is written what will be lost and how it begins.

mod draw;
mod look;
mod rows;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

pub(super) use self::draw::show;
use self::look::Looked;
use super::jobs::Stream;
use super::session::Session;
use crate::exchange::{Actors, ExportOptions, Extra, FORMATS, Format, Shape, Ties, Word as _};
use crate::model::{AnnotatorId, ArticleId, Layer, Project};

/// What is chosen so far, and what is known of what would be written.
#[derive(Debug)]
pub(super) struct State {
    /// The letters that are looked for in the list of formats.
    find: String,
    pub(super) format: &'static Format,
    pub(super) options: ExportOptions,
    which: Which,
    /// Those that are chosen in the list of articles.
    several: Vec<ArticleId>,
    /// Whose coding there is.
    coders: Vec<AnnotatorId>,
    /// Whether there is an adjudicated coding.
    decided: bool,
    /// There are statements that repeat others.
    repeats: bool,
    /// The tags of articles with how many have each, the most used first.
    tags: Vec<(String, usize)>,
    /// The list shows the format that is chosen.
    reveal: bool,
    looked: Option<(Asked, Looked)>,
    looking: Option<(Asked, Stream<Looked>)>,
    /// It is being written; set when it is not wanted any more.
    pub(super) writing: Option<Arc<AtomicBool>>,
    /// Why it was not written.
    pub(super) trouble: Option<String>,
}

/// Which articles leave.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Which {
    All,
    This,
    Several,
    Tagged(String),
}

/// What was looked at: an export of the project in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    state: u64,
    format: &'static Format,
    options: ExportOptions,
}

/// What is remembered of the last export, in the words of the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Last {
    pub format: String,
    pub one_file: bool,
    pub long: bool,
    pub spreadsheet: bool,
    pub network: String,
    pub by: String,
}

/// The formats that are written.
fn written() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| format.writes())
}

/// Who has coded anything, in the order of the annotators.
fn coders(project: &Project) -> Vec<AnnotatorId> {
    let coded: HashSet<&AnnotatorId> = project.statements().map(|s| &s.annotator).collect();
    let all = project.annotators().iter().map(|annotator| &annotator.id);
    all.filter(|id| coded.contains(id)).cloned().collect()
}

fn tags(project: &Project) -> Vec<(String, usize)> {
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    for article in project.articles().iter() {
        for tag in &article.tags {
            *tags.entry(tag).or_default() += 1;
        }
    }
    let owned = |(tag, count): (&str, usize)| (tag.to_owned(), count);
    let mut tags: Vec<(String, usize)> = tags.into_iter().map(owned).collect();
    tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    tags
}

impl State {
    /// As it was the last time; `None` in a build that writes nothing.
    pub(super) fn new(session: &Session, last: &Last) -> Option<Self> {
        // A table is what most want.
        let usual = written().find(|format| format.has_rows);
        let known = written().find(|format| format.name == last.format);
        let options = ExportOptions {
            one_file: known.is_none() || last.one_file,
            long: last.long,
            spreadsheet: last.spreadsheet,
            ties: Ties::from_word(&last.network),
            actors: Actors::from_word(&last.by),
            ..ExportOptions::default()
        };
        Some(Self {
            find: String::new(),
            format: known.or(usual).or_else(|| written().next())?,
            options,
            which: Which::All,
            several: session.articles.several.ids().to_vec(),
            coders: coders(&session.project),
            decided: (session.project.statements())
                .any(|statement| statement.layer == Layer::Adjudicated),
            repeats: (session.project.statements()).any(|statement| statement.repeats.is_some()),
            tags: tags(&session.project),
            reveal: true,
            looked: None,
            looking: None,
            writing: None,
            trouble: None,
        })
    }

    /// What the next time begins with.
    pub(super) fn last(&self) -> Last {
        Last {
            format: self.format.name.to_owned(),
            one_file: self.options.one_file,
            long: self.options.long,
            spreadsheet: self.options.spreadsheet,
            network: self.options.ties.map_or("", |ties| ties.word()).to_owned(),
            by: self.options.actors.map_or("", |by| by.word()).to_owned(),
        }
    }

    /// How the format is written: of what is chosen, that which it can be asked for.
    pub(super) fn fitting(&self, session: &Session) -> ExportOptions {
        let mut options = self.options.clone();
        options.long &= self.format.takes(Extra::Long);
        options.spreadsheet &= self.format.takes(Extra::Spreadsheet);
        if !self.format.takes(Extra::Network) {
            options.ties = None;
            options.actors = None;
        }
        options.one_file = self.is_one_file();
        let wanted = &mut options.wanted;
        wanted.articles.clear();
        wanted.tags.clear();
        match &self.which {
            Which::All => {}
            Which::This => wanted
                .articles
                .extend(session.article().map(|a| a.id.clone())),
            Which::Several => wanted.articles.clone_from(&self.several),
            Which::Tagged(tag) => wanted.tags.push(tag.clone()),
        }
        options
    }

    /// Whether one file is written, and maybe others beside it; else a folder of files.
    pub(super) fn is_one_file(&self) -> bool {
        match self.format.shape {
            Shape::File { .. } => true,
            Shape::Folder => false,
            Shape::FolderOrFile { .. } => self.options.one_file,
        }
    }

    /// The name that is proposed for what is written.
    pub(super) fn name(&self, stem: &str) -> String {
        match self.format.shape {
            Shape::File { ending } => format!("{stem}{ending}"),
            Shape::FolderOrFile { ending } if self.options.one_file => format!("{stem}{ending}"),
            Shape::Folder | Shape::FolderOrFile { .. } => format!("{stem}-{}", self.format.name),
        }
    }

    /// Whether something is looked for or written in a thread.
    pub(super) fn is_running(&self) -> bool {
        self.looking.is_some() || self.writing.is_some()
    }

    /// Says that what is being written is not wanted any more.
    pub(super) fn cancel(&self) {
        if let Some(unwanted) = &self.writing {
            unwanted.store(true, Ordering::Relaxed);
        }
    }

    fn choose(&mut self, format: &'static Format) {
        self.format = format;
        self.reveal = true;
        self.trouble = None;
    }

    fn asked(&self, session: &Session) -> Asked {
        Asked {
            state: session.history.state(),
            format: self.format,
            options: self.fitting(session),
        }
    }

    /// What is known of what would be written now.
    fn known(&self, session: &Session) -> Option<&Looked> {
        let (asked, looked) = self.looked.as_ref()?;
        (*asked == self.asked(session)).then_some(looked)
    }

    /// Whether what is chosen can be written.
    fn is_ready(&self, session: &Session) -> bool {
        self.writing.is_none()
            && self
                .known(session)
                .is_some_and(|looked| looked.made.is_ok())
    }
}

/// Takes what was found, and looks at what is chosen now. One thing at a time: who goes through the
/// list does not start a thread with each key.
pub(super) fn advance(ctx: &egui::Context, state: &mut State, session: &Session) {
    if let Some((asked, stream)) = &mut state.looking {
        let found = stream.take().pop();
        if found.is_some() || stream.is_over() {
            state.looked = Some((asked.clone(), found.unwrap_or_else(Looked::failed)));
            state.looking = None;
        }
    }
    let asked = state.asked(session);
    let known = state.looked.as_ref().map(|(asked, _)| asked);
    if state.looking.is_none() && known != Some(&asked) {
        let (project, of) = (session.project.clone(), asked.clone());
        let stream = Stream::start(ctx, "preview of an export", move |out| {
            out.send(Looked::at(&project, of.format, &of.options));
        });
        state.looking = Some((asked, stream));
    }
}
