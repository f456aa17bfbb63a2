//! Finding statements by words of theirs and of who says them, in a thread: there may be many.

use egui::Context;

use crate::gui::jobs::{Out, Stream};
use crate::gui::layers::Layers;
use crate::gui::session::Session;
use crate::gui::statement_panel::shorten;
use crate::model::{Anchor, Project, Statement, StatementId};
use crate::text::search::{Finder, Options, Query};

/// The most statements that are offered; more letters find others.
const MOST: usize = 50;
/// So many are looked at before one asks whether somebody still wants it.
const ROUND: usize = 256;
/// Of a quote so much is shown, in characters.
const QUOTE: usize = 160;

/// A statement that was found: which, its words, and who says them.
#[derive(Debug)]
pub(super) struct Found {
    pub id: StatementId,
    pub quote: String,
    pub speakers: String,
}

/// What was found so far for some letters.
#[derive(Debug, Default)]
pub(super) struct Statements {
    pub found: Vec<Found>,
    stream: Option<Stream<Vec<Found>>>,
    /// What is shown was found for the letters before.
    stale: bool,
}

impl Statements {
    /// Looks for statements that have all of the words, case and accents aside.
    pub(super) fn seek(&mut self, ctx: &Context, session: Option<&Session>, letters: &str) {
        self.stream = None;
        self.stale = false;
        let finders: Vec<Finder> = letters.split_whitespace().filter_map(finder).collect();
        let Some(session) = session.filter(|_| letters.trim().chars().count() > 1) else {
            self.found.clear();
            return;
        };
        let (project, layers) = (session.project.clone(), session.layers.clone());
        let work = move |out: &Out<_>| run(&project, &layers, &finders, out);
        self.stream = Some(Stream::start(ctx, "statements", work));
        self.stale = true;
    }

    pub(super) fn take(&mut self) {
        let Some(stream) = &mut self.stream else {
            return;
        };
        let parts = stream.take();
        let over = stream.is_over();
        if self.stale && (over || !parts.is_empty()) {
            self.found.clear();
            self.stale = false;
        }
        self.found.extend(parts.into_iter().flatten());
        if over {
            self.stream = None;
        }
    }

    pub(super) fn is_running(&self) -> bool {
        self.stream.is_some()
    }
}

fn finder(word: &str) -> Option<Finder> {
    let options = Options {
        ignore_case: true,
        ignore_accents: true,
        ..Options::default()
    };
    let words = word.to_owned();
    Finder::new(&Query { words, options }).ok()
}

fn run(project: &Project, layers: &Layers, finders: &[Finder], out: &Out<Vec<Found>>) {
    let mut left = MOST;
    for round in project.statements_in_order().chunks(ROUND) {
        let fit = |statement: &&std::sync::Arc<Statement>| {
            let found = described(project, statement)?;
            let words = format!("{}\n{}", found.quote, found.speakers);
            let all = finders
                .iter()
                .all(|finder| finder.hits(&words).next().is_some());
            all.then_some(found)
        };
        let seen = round.iter().filter(|statement| !layers.hides(statement));
        let found: Vec<Found> = seen.filter_map(fit).take(left).collect();
        left -= found.len();
        let goes_on = if found.is_empty() {
            out.is_wanted()
        } else {
            out.send(shortened(found))
        };
        if !goes_on || left == 0 {
            return;
        }
    }
}

fn described(project: &Project, statement: &Statement) -> Option<Found> {
    let text = &project.articles().get(&statement.article)?.text;
    let quotes = statement.contents.iter().filter_map(Anchor::span);
    let quotes: Vec<&str> = quotes.map(|span| span.quote(text)).collect();
    let known = project.codebook().speakers();
    let speakers = statement.speakers.iter().filter_map(|id| known.get(id));
    let speakers: Vec<&str> = speakers.map(|speaker| speaker.name.as_str()).collect();
    Some(Found {
        id: statement.id.clone(),
        quote: quotes.join(" … "),
        speakers: speakers.join(", "),
    })
}

fn shortened(found: Vec<Found>) -> Vec<Found> {
    let short = |one: Found| Found {
        quote: shorten(&one.quote, QUOTE),
        ..one
    };
    found.into_iter().map(short).collect()
}
