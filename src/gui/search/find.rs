//! The search in the article that is read.

use std::ops::Range;

use egui::Context;

use crate::gui::article_view::{Hits, Reading, Selection};
use crate::gui::jobs::{Out, Stream};
use crate::gui::session::Session;
use crate::model::ArticleId;
use crate::text::Text;
use crate::text::search::{Finder, Query, stretches};

/// So much is looked at before one asks whether somebody still wants it, in bytes.
const STRETCH: usize = 64 * 1024;

/// What is looked for in the article.
#[derive(Debug, Default)]
pub struct Find {
    pub open: bool,
    pub words: String,
    /// Where to go as soon as it is known.
    pub wanted: Option<Step>,
    /// What is wrong with an expression.
    pub error: Option<String>,
    /// What the hits are of, or will be.
    sought: Option<Sought>,
    stream: Option<Stream<Vec<Range<usize>>>>,
    /// The hits of the search before are still shown.
    stale: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Sought {
    query: Query,
    id: ArticleId,
    text: Text,
}

/// Which hit to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The first at the caret or after it.
    Here,
    Next,
    Previous,
}

impl Find {
    pub(super) fn is_running(&self) -> bool {
        self.stream.is_some() || self.wanted.is_some()
    }

    pub(super) fn advance(&mut self, ctx: &Context, session: &mut Session, query: Option<Query>) {
        let article = session.article();
        let text = article.map(|article| (article.id.clone(), article.text.clone()));
        let Some(reading) = &mut session.reading else {
            return *self = Self {
                open: self.open,
                words: std::mem::take(&mut self.words),
                ..Self::default()
            };
        };
        let query = query.filter(|query| !query.words.is_empty());
        let sought = query
            .zip(text)
            .map(|(query, (id, text))| Sought { query, id, text });
        if self.sought != sought {
            self.start(ctx, reading, sought);
        }
        self.take(reading);
        // Nothing is looked for: what is selected stays so.
        self.wanted = self.wanted.filter(|_| self.sought.is_some());
        let range = reading.selection.range();
        let hits = &mut reading.hits;
        let at = hits.ranges.partition_point(|hit| hit.start < range.start);
        hits.current = (hits.ranges.get(at) == Some(&range)).then_some(at);
        if let Some(step) = self.wanted
            && !self.stale
            && self.go(reading, step)
        {
            self.wanted = None;
            ctx.request_repaint();
        }
    }

    fn start(&mut self, ctx: &Context, reading: &mut Reading, sought: Option<Sought>) {
        self.sought.clone_from(&sought);
        self.error = None;
        self.stream = None;
        self.stale = false;
        let finder = sought.map(|sought| (Finder::new(&sought.query), sought.text));
        match finder {
            Some((Ok(finder), text)) => {
                let work = move |out: &Out<_>| run(&finder, &text, out);
                self.stream = Some(Stream::start(ctx, "find", work));
                self.stale = true;
            }
            Some((Err(error), _)) => {
                self.error = Some(error.to_string());
                self.wanted = None;
                reading.hits = Hits::default();
            }
            None => reading.hits = Hits::default(),
        }
    }

    fn take(&mut self, reading: &mut Reading) {
        let Some(stream) = &mut self.stream else {
            return;
        };
        let parts = stream.take();
        let over = stream.is_over();
        if self.stale && (over || !parts.is_empty()) {
            reading.hits = Hits::default();
            self.stale = false;
        }
        reading.hits.ranges.extend(parts.into_iter().flatten());
        if over {
            self.stream = None;
        }
    }

    /// Goes to a hit; whether it is known which one.
    fn go(&self, reading: &mut Reading, step: Step) -> bool {
        let range = reading.selection.range();
        let hits = &reading.hits;
        let start = match (step, hits.current) {
            (Step::Next, Some(_)) => range.start + 1,
            _ => range.start,
        };
        let at = hits.ranges.partition_point(|hit| hit.start < start);
        let all = self.stream.is_none();
        let to = match step {
            Step::Previous => at.checked_sub(1),
            _ => Some(at).filter(|at| *at < hits.ranges.len()),
        };
        let to = match (to, hits.ranges.len().checked_sub(1), step) {
            (Some(to), ..) => to,
            (None, ..) if !all => return false,
            // Round the end, or the beginning.
            (None, Some(last), Step::Previous) => last,
            (None, Some(_), _) => 0,
            (None, None, _) => {
                reading.selection = Selection::caret(range.start);
                return true;
            }
        };
        if let Some(hit) = hits.ranges.get(to).cloned() {
            reading.hits.current = Some(to);
            reading.selection = Selection::of(hit.clone());
            reading.reveal(hit);
        }
        true
    }
}

fn run(finder: &Finder, text: &Text, out: &Out<Vec<Range<usize>>>) {
    for stretch in stretches(text.as_str(), STRETCH) {
        let hits: Vec<_> = finder.hits_in(text.as_str(), stretch).collect();
        if !(if hits.is_empty() {
            out.is_wanted()
        } else {
            out.send(hits)
        }) {
            return;
        }
    }
}
