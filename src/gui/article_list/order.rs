//! Which articles the list has, in which order: found again only when something changed.

use std::cmp::Reverse;

use crate::gui::session::Session;
use crate::model::{AnnotatorId, Article, ArticleId, ProgressState};

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Project,
    Title,
    Published,
    Outlet,
    Progress,
    Statements,
}

impl Order {
    pub(super) const ALL: [(Self, &'static str); 6] = [
        (Self::Project, "Order of the project"),
        (Self::Title, "Title"),
        (Self::Published, "Date, latest first"),
        (Self::Outlet, "Outlet"),
        (Self::Progress, "Progress, open ones first"),
        (Self::Statements, "Most statements first"),
    ];
}

/// The articles, and what they were found for.
#[derive(Debug, Default)]
pub(super) struct Rows {
    key: Option<Key>,
    pub ids: Vec<ArticleId>,
    /// How many of the whole project one has done.
    pub done: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    state: u64,
    me: Option<AnnotatorId>,
    order: Order,
    letters: String,
}

impl Rows {
    /// Finds the articles again when the project, who one is, the order or the letters changed;
    /// says whether they did.
    pub(super) fn refresh(&mut self, session: &Session, order: Order, letters: &str) -> bool {
        let state = session.history.state();
        let known = self.key.as_ref().is_some_and(|key| {
            key.state == state
                && key.me == session.me
                && key.order == order
                && key.letters == letters
        });
        if known {
            return false;
        }
        let progress = |article: &Article| {
            let me = session.me.as_ref();
            me.and_then(|me| article.progress_of(me))
        };
        let all = session.project.articles();
        let done = |article: &Article| progress(article) == Some(ProgressState::Done);
        self.done = all.iter().filter(|article| done(article)).count();
        let letters_low = letters.to_lowercase();
        let words: Vec<&str> = letters_low.split_whitespace().collect();
        let mut found: Vec<&Article> = all
            .iter()
            .map(AsRef::as_ref)
            .filter(|article| fits(article, &words))
            .collect();
        let count = |article: &Article| session.index.count(&article.id);
        match order {
            Order::Project => {}
            Order::Title => found.sort_by_cached_key(|article| last_if_empty(&article.title)),
            Order::Outlet => found.sort_by_cached_key(|article| last_if_empty(&article.outlet)),
            Order::Published => found.sort_by(|a, b| b.published.cmp(&a.published)),
            Order::Progress => found.sort_by_cached_key(|article| match progress(article) {
                Some(ProgressState::InProgress) => 0,
                Some(ProgressState::Done) => 3,
                _ if count(article) > 0 => 0,
                Some(ProgressState::Assigned) => 1,
                None => 2,
            }),
            Order::Statements => found.sort_by_cached_key(|article| Reverse(count(article))),
        }
        self.ids = found
            .into_iter()
            .map(|article| article.id.clone())
            .collect();
        self.key = Some(Key {
            state,
            me: session.me.clone(),
            order,
            letters: letters.to_owned(),
        });
        true
    }

    pub(super) fn position(&self, id: &ArticleId) -> Option<usize> {
        self.ids.iter().position(|known| known == id)
    }
}

/// Whether every word stands somewhere in what is known of an article.
fn fits(article: &Article, words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    let date = article.published.as_ref().map(ToString::to_string);
    let known = [
        article.title.as_str(),
        &article.outlet,
        &article.author,
        date.as_deref().unwrap_or_default(),
    ];
    let known = known
        .into_iter()
        .chain(article.tags.iter().map(String::as_str));
    let known = known.collect::<Vec<_>>().join("\n").to_lowercase();
    words.iter().all(|word| known.contains(word))
}

fn last_if_empty(words: &str) -> (bool, String) {
    (words.is_empty(), words.to_lowercase())
}
