//! Carrying out what is decided about two codings.

use std::path::{Path, PathBuf};

use super::super::app::App;
use super::super::compare_page;
use super::super::session::Page;
use super::super::words::counted;
use crate::edit::Edit;
use crate::review::adjudicate::{Standing, Take, decide, decide_all};
use crate::review::{Kind, report};
use crate::store;

impl App {
    /// Decides the case that one is at; with `edits` what is made of it is opened.
    pub(in super::super) fn adjudicate(&mut self, take: Take, edits: bool) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(case) = session.compare.case().cloned() else {
            return;
        };
        let take = match take {
            Take::A if edits && case.a.is_empty() => Take::B,
            take => take,
        };
        let side_is_empty = match take {
            Take::A => case.a.is_empty(),
            Take::B => case.b.is_empty(),
            Take::Both | Take::Neither | Take::Longer => false,
        };
        if side_is_empty {
            return self.tell("There is nothing of that side to take".to_owned());
        }
        let mut made = None;
        let done = self.review_by_me(|app, me| {
            let project = &app.session.as_ref()?.project;
            let edit = decide(project, app.fresh.as_mut(), me, &case, take)?;
            made = first_made(&edit);
            Some(edit)
        });
        if !done {
            return;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        session.compare.decided(match take {
            Take::Neither => Standing::Rejected,
            _ => Standing::Decided(made.iter().cloned().collect()),
        });
        if edits && let Some(made) = made {
            session.page = Page::Article;
            session.go_to(&made);
            self.show(Page::Article);
        } else {
            session.compare.go_on();
        }
    }

    /// Decides all cases of a kind that are not decided.
    pub(in super::super) fn adjudicate_all(&mut self, kind: Kind, take: Take) {
        let mut count = 0;
        let done = self.review_by_me(|app, me| {
            let session = app.session.as_ref()?;
            let comparison = session.compare.comparison()?;
            let fresh = app.fresh.as_mut();
            let (edit, decided) = decide_all(&session.project, fresh, me, comparison, kind, take)?;
            count = decided;
            Some(edit)
        });
        if done {
            self.tell_done(format!("{} made", counted(count, "decision", "decisions")));
        } else {
            self.tell("There is nothing left to decide of that kind".to_owned());
        }
        self.focus = Some(compare_page::id());
    }

    /// Shows the case that one is at where it stands in its article.
    pub(in super::super) fn show_case(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let id = session
            .compare
            .case()
            .and_then(|case| case.a.iter().chain(&case.b).next().cloned());
        if let Some(id) = id {
            session.page = Page::Article;
            session.go_to(&id);
            self.show(Page::Article);
        }
    }

    /// Writes the figures that are shown; the end of the name that was proposed says how.
    pub(in super::super) fn export_agreement(&mut self, path: PathBuf, proposed: &str) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(found) = session.agreement.found().cloned() else {
            return self.tell("There are no figures yet".to_owned());
        };
        let title = session.project.title().to_owned();
        let form = Path::new(proposed)
            .extension()
            .map(|end| end.to_string_lossy().into_owned());
        self.jobs.export(path, move |path| {
            let (text, what) = match form.as_deref() {
                Some("csv") => (report::csv(&found), "all measures"),
                Some("json") => (
                    serde_json::to_string_pretty(&found).map_err(|error| error.to_string())? + "\n",
                    "the figures",
                ),
                _ => (report::html(&title, &found), "the report"),
            };
            store::write_whole(path, text.as_bytes()).map_err(|error| error.to_string())?;
            Ok(what.to_owned())
        });
    }
}

fn first_made(edit: &Edit) -> Option<crate::model::StatementId> {
    match edit {
        Edit::Group { edits, .. } => edits.iter().find_map(first_made),
        Edit::AddStatement(statement) => Some(statement.id.clone()),
        _ => None,
    }
}
