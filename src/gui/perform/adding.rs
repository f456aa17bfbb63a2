//! Articles that were read join the project.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::app::App;
use super::super::article_view::{self, Reading};
use super::super::jobs::{ReadFile, name};
use crate::edit::Edit;
use crate::foreign::ForeignError;
use crate::model::{Article, Id as _, fresh_id};

/// How many remarks are said; more would fill the window.
const SAID: usize = 3;

impl App {
    pub(super) fn read(&mut self, paths: Vec<PathBuf>) {
        let fresh = self.fresh.as_mut();
        let files = paths.into_iter().map(|path| (path, fresh_id(fresh)));
        self.jobs.read(files.collect());
    }

    pub(super) fn add_articles(
        &mut self,
        files: Vec<(PathBuf, Result<ReadFile, ForeignError>)>,
        reading: Option<Box<Reading>>,
    ) {
        let mut failed = Vec::new();
        let mut remarks = Vec::new();
        let mut articles: Vec<Arc<Article>> = Vec::new();
        for (path, read) in files {
            match read {
                Ok(read) => {
                    articles.extend(read.articles);
                    let named = |words: String| format!("“{}”: {words}", name(&path));
                    remarks.extend(read.remarks.into_iter().map(named));
                    failed.extend(read.failures.into_iter().map(named));
                }
                Err(error) => failed.push(format!("“{}”: {error}", path.display())),
            }
        }
        if !articles.is_empty() {
            let mut session = match self.session.take() {
                Some(session) => session,
                None => self.untitled(),
            };
            session.cut = reading.map(|reading| *reading);
            let there = |article: &Article| {
                let known = session.project.articles();
                known
                    .iter()
                    .find(|known| known.sha256 == article.sha256)
                    .cloned()
            };
            let (known, mut new): (Vec<_>, Vec<_>) = articles
                .into_iter()
                .partition(|article| there(article).is_some());
            for article in &known {
                failed.push(format!("“{}” is in the project already", article.title));
            }
            let open = known
                .first()
                .and_then(|article| there(article))
                .map(|article| article.id.clone());
            // A table gives ids of its own; they are kept where nothing else has them.
            let mut ids = std::collections::BTreeSet::new();
            for article in &mut new {
                let is_free = !article.id.as_str().is_empty()
                    && !session.project.articles().contains(&article.id)
                    && ids.insert(article.id.clone());
                if !is_free {
                    Arc::make_mut(article).id = fresh_id(self.fresh.as_mut());
                }
            }
            let open = new.first().map(|article| article.id.clone()).or(open);
            let edits: Vec<Edit> = new
                .into_iter()
                .map(|article| Edit::AddArticle {
                    at: usize::MAX,
                    article,
                })
                .collect();
            let count = edits.len();
            let edit = match count {
                1 => edits.into_iter().next(),
                n => Some(Edit::group(format!("add {n} articles"), edits)),
            };
            self.session = Some(session);
            if let Some(edit) = edit {
                self.apply(edit);
                // One is seen at once.
                if count > 1 {
                    self.tell_done(format!("Added {count} articles"));
                }
            }
            if let (Some(session), Some(open)) = (&mut self.session, open) {
                session.open_article(&open);
                session.cut = None;
            }
            self.focus = Some(article_view::id());
        }
        if !failed.is_empty() {
            let read = remarks.into_iter().map(|remark| format!("Read {remark}"));
            let said = shortened(read.collect());
            let failed = failed.join("; ");
            let more = if said.is_empty() { "" } else { ". " };
            self.fail(format!("Not added: {failed}{more}{said}"));
        } else if !remarks.is_empty() {
            self.tell(shortened(remarks));
        }
    }
}

fn shortened(mut remarks: Vec<String>) -> String {
    let more = remarks.len().saturating_sub(SAID);
    remarks.truncate(SAID);
    let said = remarks.join("; ");
    match more {
        0 => said,
        more => format!("{said}; and {more} more remarks"),
    }
}
