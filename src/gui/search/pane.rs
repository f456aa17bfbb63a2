//! The search in the whole project, and the list of what it found.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use egui::Context;

use super::Listed;
use crate::gui::jobs::{Out, Stream};
use crate::gui::layers::Layers;
use crate::gui::session::Session;
use crate::model::Project;
use crate::model::search::{Hit, search};
use crate::text::search::{Finder, Options, Query};

/// The most hits that are listed; all are counted.
pub(in crate::gui) const MOST: usize = 10_000;

/// What is found is shown at once, then every so often.
const OFTEN: Duration = Duration::from_millis(16);

/// What is looked for in the project.
#[derive(Debug, Default)]
pub struct Pane {
    /// There is a search below the article.
    pub asked: bool,
    pub words: String,
    /// What is wrong with an expression.
    pub error: Option<String>,
    pub(in crate::gui) shown: Found,
    /// What takes the place of what is shown: a search that was begun anew because the project
    /// changed is shown when it is done, so that the list does not jump.
    coming: Option<Found>,
    sought: Option<(Query, u64)>,
    stream: Option<Stream<Part>>,
    /// The row that one is at.
    pub(in crate::gui) marked: Option<usize>,
    /// The row was gone to by a key and should be in view.
    pub(super) reveal: bool,
    pub(super) scrolled: f32,
    pub(super) height: f32,
}

/// What a search has found so far.
#[derive(Debug, Default)]
pub(in crate::gui) struct Found {
    query: Query,
    /// The project as it was searched.
    pub project: Option<Project>,
    pub rows: Vec<Row>,
    /// All hits, and in how many articles; more than are listed, perhaps.
    pub hits: usize,
    pub articles: usize,
    /// How many hits are listed, and how many articles were searched.
    pub listed: usize,
    pub searched: usize,
    last: Option<usize>,
}

/// A line of the list.
#[derive(Clone, Debug)]
pub(in crate::gui) enum Row {
    /// An article, by its position, and how many hits it has.
    Article(usize, usize),
    Hit(Listed),
}

/// What was found since the part before.
#[derive(Debug, Default)]
struct Part {
    articles: Vec<(usize, Vec<Hit>, usize)>,
    searched: usize,
}

impl Pane {
    pub(super) fn is_running(&self) -> bool {
        self.stream.is_some()
    }

    pub(super) fn advance(&mut self, ctx: &Context, session: &Session, options: Options) {
        let query = Query {
            words: self.words.clone(),
            options,
        };
        let wanted = self.asked && !query.words.is_empty();
        let sought = wanted.then(|| (query, session.history.state()));
        if self.sought != sought {
            self.start(ctx, session, sought);
        }
        self.take();
    }

    fn start(&mut self, ctx: &Context, session: &Session, sought: Option<(Query, u64)>) {
        self.sought.clone_from(&sought);
        self.error = None;
        self.stream = None;
        self.coming = None;
        let Some((query, _)) = sought else {
            self.shown = Found::default();
            self.marked = None;
            return;
        };
        match Finder::new(&query) {
            Ok(finder) => {
                let project = session.project.clone();
                self.coming = Some(Found {
                    query,
                    project: Some(project.clone()),
                    ..Found::default()
                });
                let layers = session.layers.clone();
                let work = move |out: &Out<_>| run(&project, &layers, &finder, out);
                self.stream = Some(Stream::start(ctx, "search", work));
            }
            Err(error) => {
                self.error = Some(error.to_string());
                self.shown = Found::default();
                self.marked = None;
            }
        }
    }

    fn take(&mut self) {
        let Some(stream) = &mut self.stream else {
            return;
        };
        let parts = stream.take();
        let over = stream.is_over();
        let any = !parts.is_empty();
        let found = self.coming.as_mut().unwrap_or(&mut self.shown);
        for part in parts {
            found.add(part);
        }
        if let Some(coming) = self.coming.take() {
            if over || (any && coming.query != self.shown.query) {
                if coming.query != self.shown.query {
                    self.marked = None;
                    self.scrolled = 0.0;
                }
                self.shown = coming;
            } else {
                self.coming = Some(coming);
            }
        }
        if over {
            self.stream = None;
        }
    }

    /// The row of the hit after or before the marked one, or of the first.
    pub(in crate::gui) fn beside(&self, forward: bool) -> Option<usize> {
        let is_hit = |at: &usize| matches!(self.shown.rows.get(*at), Some(Row::Hit(_)));
        let rows = self.shown.rows.len();
        let now = self.marked.filter(|at| *at < rows);
        if forward {
            let after = now.map_or(0, |at| at + 1);
            (after..rows).chain(0..after).find(is_hit)
        } else {
            let before = now.unwrap_or(0);
            (0..before).rev().chain((before..rows).rev()).find(is_hit)
        }
    }

    /// Marks a row, which comes into view.
    pub(in crate::gui) fn mark(&mut self, row: usize) {
        self.marked = Some(row);
        self.reveal = true;
    }

    pub(in crate::gui) fn hit(&self, row: usize) -> Option<&Listed> {
        match self.shown.rows.get(row)? {
            Row::Hit(listed) => Some(listed),
            Row::Article(..) => None,
        }
    }
}

impl Found {
    fn add(&mut self, part: Part) {
        for (article, hits, count) in part.articles {
            let listed = hits.len();
            if self.last != Some(article) {
                self.last = Some(article);
                self.articles += 1;
                if listed > 0 {
                    self.rows.push(Row::Article(article, 0));
                }
            }
            let mut articles = self.rows.iter_mut().rev().filter_map(|row| match row {
                Row::Article(at, all) => Some((at, all)),
                Row::Hit(_) => None,
            });
            if let Some((_, all)) = articles.next().filter(|(at, _)| **at == article) {
                *all += count;
            }
            self.hits += count;
            self.listed += listed;
            let hits = hits
                .into_iter()
                .map(|hit| Row::Hit(Listed { article, hit }));
            self.rows.extend(hits);
        }
        self.searched = part.searched;
    }
}

fn run(project: &Project, layers: &Layers, finder: &Finder, out: &Out<Part>) {
    let mut part = Part::default();
    let mut left = MOST;
    let mut sent: Option<Instant> = None;
    let ended = search(project, finder, |at, mut hits| {
        hits.retain(|hit| !layers.hides_place(project, &hit.place));
        let count = hits.len();
        hits.truncate(left);
        left -= hits.len();
        part.searched = at + 1;
        if count > 0 {
            part.articles.push((at, hits, count));
        }
        let due = sent.map_or(count > 0, |sent| sent.elapsed() >= OFTEN);
        if due {
            let searched = part.searched;
            let full = std::mem::replace(
                &mut part,
                Part {
                    searched,
                    ..Part::default()
                },
            );
            sent = Some(Instant::now());
            if !out.send(full) {
                return ControlFlow::Break(());
            }
        } else if !out.is_wanted() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    if ended.is_continue() {
        out.send(part);
    }
}
