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
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let Some(edit) = decide(&session.project, self.fresh.as_mut(), &me, &case, take) else {
            return self.tell("There is nothing of that side to take".to_owned());
        };
        let made = first_made(&edit);
        if !self.applied(joined(join, edit)) {
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
        let Some(session) = &self.session else {
            return;
        };
        let Some(comparison) = session.compare.comparison() else {
            return;
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let fresh = self.fresh.as_mut();
        let edit = decide_all(&session.project, fresh, &me, comparison, kind, take);
        let Some(edit) = edit else {
            return self.tell("There is nothing left to decide of that kind".to_owned());
        };
        let count = match &edit {
            Edit::Group { edits, .. } => edits.len(),
            _ => 1,
        };
        if self.applied(joined(join, edit)) {
            self.tell_done(format!("{} made", counted(count, "decision", "decisions")));
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

    /// Applies an edit; whether it is there now.
    fn applied(&mut self, edit: Edit) -> bool {
        let before = self.session.as_ref().map(|session| session.history.state());
        self.apply(edit);
        self.session.as_ref().map(|session| session.history.state()) != before
    }
}

fn joined(join: Option<Edit>, edit: Edit) -> Edit {
    match (join, edit) {
        (None, edit) => edit,
        (Some(join), Edit::Group { name, mut edits }) => {
            edits.insert(0, join);
            Edit::Group { name, edits }
        }
        (Some(join), edit) => Edit::group("adjudicate", vec![join, edit]),
    }
}

fn first_made(edit: &Edit) -> Option<crate::model::StatementId> {
    match edit {
        Edit::Group { edits, .. } => edits.iter().find_map(first_made),
        Edit::AddStatement(statement) => Some(statement.id.clone()),
        _ => None,
    }
}
