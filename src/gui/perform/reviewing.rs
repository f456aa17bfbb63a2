//! Carrying out what a review is made of: verdicts, suggestions, comments, and what comes of them.

use std::sync::Arc;

use egui::Context;

use super::super::app::App;
use super::super::article_view::Selection;
use super::super::command::Command;
use super::super::layers::Shown;
use super::super::lower::Tab;
use super::super::queue::{self, Entry, What};
use super::super::session::{Page, Suggestion};
use super::super::words;
use super::coding::fresh_statement;
use crate::edit::{self, CodeChange, Edit};
use crate::model::{
    Anchor, AnnotatorId, CodeId, Review, ReviewId, ReviewTarget, Statement, Verdict,
};
use crate::review::open::{self, Act, On, REASONS};

/// An example in the codebook is no longer than this, in characters.
const EXAMPLE: usize = 400;

impl App {
    /// Shows what waits, and gives it the keyboard; when it has it, lists anew.
    pub(super) fn show_queue(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else {
            return;
        };
        let there = queue::is_front(session);
        let has_keys = ctx.memory(|m| m.has_focus(queue::list()));
        if !there || has_keys {
            session.queue.refresh();
        }
        self.open_queue();
    }

    fn open_queue(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.page = Page::Article;
        session.queue.asked = true;
        session.front = Tab::Review;
        queue::advance(session);
        if session.queue.marked.is_none()
            && let Some(first) = session.queue.waiting(true)
        {
            self.go_to_waiting(first);
        }
        self.focus = Some(queue::list());
    }

    pub(super) fn close_queue(&mut self) {
        if let Some(session) = &mut self.session {
            session.queue.asked = false;
            session.queue.refresh();
        }
        self.show(Page::Article);
    }

    pub(super) fn step_waiting(&mut self, forward: bool) {
        let Some(session) = &mut self.session else {
            return;
        };
        if !queue::is_front(session) {
            return self.open_queue();
        }
        match session.queue.waiting(forward) {
            Some(row) => self.go_to_waiting(row),
            None => self.tell("Nothing waits for you".to_owned()),
        }
    }

    /// Goes to what waits in a row, in whichever article it is.
    pub(super) fn go_to_waiting(&mut self, row: usize) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(on) = session.queue.on(row).cloned() else {
            return;
        };
        session.queue.mark(row);
        session.page = Page::Article;
        match on {
            On::Statement(id) => session.go_to(&id),
            On::Text(id) => self.read_review(&id),
        }
        self.focus = Some(queue::list());
    }

    /// Shows what was said of text without a statement, where it stands.
    pub(super) fn read_review(&mut self, id: &ReviewId) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(review) = session.project.reviews().get(id).cloned() else {
            return;
        };
        let ReviewTarget::Text { article, place } = &review.on else {
            return;
        };
        session.open_article(article);
        session.choose(None);
        if let (Some(reading), Some(span)) = (&mut session.reading, place.span()) {
            reading.selection = Selection::caret(span.start());
            reading.reveal(span.range());
        }
        session.queue.on_text = Some(id.clone());
    }

    /// After an act: on to the next row that waits, when it was on the one that one is at.
    fn move_on(&mut self, on: Option<&On>, said: &str) {
        let Some(session) = &mut self.session else {
            return;
        };
        queue::advance(session);
        let at = session.queue.marked.and_then(|row| session.queue.on(row));
        let at_row = at.is_some() && at == on;
        if !queue::is_front(session) || !at_row {
            self.tell_done(said.to_owned());
            return self.back_to_work();
        }
        match session.queue.waiting(true) {
            Some(row) => self.go_to_waiting(row),
            None => self.tell("Nothing waits for you any more".to_owned()),
        }
        self.back_to_work();
    }

    /// The queue has the keyboard again, where it is in view; else the article.
    pub(super) fn back_to_work(&mut self) {
        let front = self.session.as_ref().is_some_and(queue::is_front);
        if front {
            self.focus = Some(queue::list());
        } else {
            self.show(Page::Article);
        }
    }

    /// Applies an edit by whoever one is; whether it is there now.
    pub(super) fn review_by_me(
        &mut self,
        make: impl FnOnce(&mut Self, &AnnotatorId) -> Option<Edit>,
    ) -> bool {
        let Some(session) = &self.session else {
            return false;
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let Some(edit) = make(self, &me) else {
            return false;
        };
        let Some(session) = &self.session else {
            return false;
        };
        let before = session.history.state();
        let edit = match join {
            None => edit,
            Some(join) => {
                let name = edit::label(&session.project, &edit);
                Edit::group(name, vec![join, edit])
            }
        };
        self.apply(edit);
        let Some(session) = &mut self.session else {
            return false;
        };
        let done = session.history.state() != before;
        if done {
            session.me = Some(me);
        }
        done
    }

    fn act(&mut self, target: ReviewTarget, act: Act, said: &str) {
        let on = target.statement().cloned().map(On::Statement);
        let done = self.review_by_me(|app, me| {
            let project = &app.session.as_ref()?.project;
            open::review(project, app.fresh.as_mut(), me, target, act)
        });
        if done {
            self.move_on(on.as_ref(), said);
        }
    }

    pub(super) fn accept(&mut self) {
        if let Some(session) = &self.session
            && let Some(id) = session.selected.clone()
        {
            let target = ReviewTarget::Statement(id);
            self.act(target, Act::verdict(Verdict::Accepted, ""), "Accepted");
        }
    }

    /// Opens what one is about to say.
    pub(super) fn begin_to_say(&mut self, command: Command) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(on) = queue::subject(session) else {
            return;
        };
        let what = match (command, on) {
            (Command::Reject, On::Statement(id)) => What::Reasons(id),
            (Command::Ask, On::Statement(id)) => What::Question(id),
            (Command::CommentOnStatement, On::Statement(id)) => {
                What::Comment(ReviewTarget::Statement(id))
            }
            (_, on) => {
                let reviews = queue::reviews(session, &on);
                match queue::to_answer(&reviews, session.me.as_ref()) {
                    Some(review) => What::Answer(review.id.clone()),
                    None => return,
                }
            }
        };
        self.open_entry(what);
    }

    fn open_entry(&mut self, what: What) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.page = Page::Article;
        self.focus = match &what {
            What::Reasons(_) => self.focus,
            _ => Some(queue::field()),
        };
        session.queue.entry = Some(Entry {
            what,
            text: String::new(),
        });
    }

    pub(super) fn reject_for(&mut self, at: usize) {
        let entry = self.session.as_ref();
        let entry = entry.and_then(|session| session.queue.entry.clone());
        if let Some(Entry {
            what: What::Reasons(id),
            ..
        }) = entry
        {
            self.open_entry(What::Reject(id, at));
        }
    }

    /// Sends what one is about to say.
    pub(super) fn say(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(entry) = session.queue.entry.clone() else {
            return;
        };
        let text = entry.text.trim().to_owned();
        let needs_words = !matches!(entry.what, What::Reject(..));
        if needs_words && text.is_empty() {
            return self.tell("Write something first, or press Esc".to_owned());
        }
        session.queue.entry = None;
        match entry.what {
            What::Reasons(_) => {}
            What::Reject(id, at) => {
                let reason = REASONS.get(at).copied().unwrap_or_default();
                let reason = if text.is_empty() {
                    reason.to_owned()
                } else {
                    format!("{reason}: {text}")
                };
                let act = Act::verdict(Verdict::Rejected, reason);
                self.act(ReviewTarget::Statement(id), act, "Rejected");
            }
            What::Question(id) => {
                let act = Act::verdict(Verdict::Question, text);
                self.act(ReviewTarget::Statement(id), act, "Asked");
            }
            What::Comment(target) => {
                let act = Act {
                    comment: text,
                    ..Act::default()
                };
                self.act(target, act, "Commented");
            }
            What::Answer(id) => {
                let review = session.project.reviews().get(&id).cloned();
                let Some(review) = review else {
                    return self.tell("What you answer is not there any more".to_owned());
                };
                let done = self.review_by_me(|app, me| {
                    Some(open::answer(app.fresh.as_mut(), me, &review, text))
                });
                if done {
                    self.move_on(Some(&On::of(&review)), "Answered");
                }
            }
        }
    }

    pub(super) fn unsay(&mut self) {
        if let Some(session) = &mut self.session {
            session.queue.entry = None;
        }
        self.back_to_work();
    }

    /// From now on what one codes of the chosen statement is suggested and not changed.
    pub(super) fn suggest(&mut self) {
        if let Some(session) = &mut self.session
            && session.suggestion.is_none()
            && let Some(statement) = session.statement().cloned()
        {
            session.page = Page::Article;
            session.suggestion = Some(Suggestion {
                before: statement.clone(),
                draft: statement,
                is_missing: false,
                reason: String::new(),
            });
        }
    }

    pub(super) fn send_suggestion(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(suggestion) = &session.suggestion else {
            return;
        };
        let suggested = suggestion.changes();
        if suggested.is_empty() {
            let words = "Nothing is changed yet: code what should be otherwise, or press Esc";
            return self.tell(words.to_owned());
        }
        let (draft, reason) = (
            suggestion.draft.clone(),
            suggestion.reason.trim().to_owned(),
        );
        let target = match (suggestion.is_missing, draft.contents.first()) {
            (true, Some(place)) => ReviewTarget::Text {
                article: draft.article.clone(),
                place: place.clone(),
            },
            (true, None) => return,
            (false, _) => ReviewTarget::Statement(draft.id.clone()),
        };
        session.suggestion = None;
        let act = Act {
            reason,
            suggested,
            ..Act::default()
        };
        self.act(target, act, "Suggested");
    }

    pub(super) fn take_suggestion(&mut self) {
        let Some((subject, reviews)) = self.under_review() else {
            return;
        };
        let Some(review) = queue::to_take(&reviews).cloned() else {
            return;
        };
        let done = self.review_by_me(|app, me| {
            let project = &app.session.as_ref()?.project;
            open::take(project, app.fresh.as_mut(), me, &review)
        });
        if done {
            self.move_on(Some(&subject), "Taken");
        }
    }

    /// Nothing is left to answer about what is chosen.
    pub(super) fn resolve(&mut self) {
        let Some((subject, reviews)) = self.under_review() else {
            return;
        };
        let edits = resolved(&reviews);
        let done = self.review_by_me(|_, _| Some(Edit::group("mark as answered", edits)));
        if done {
            self.move_on(Some(&subject), "Marked as answered");
        }
    }

    fn under_review(&self) -> Option<(On, Vec<Arc<Review>>)> {
        let session = self.session.as_ref()?;
        let on = queue::subject(session)?;
        let reviews = queue::reviews(session, &on);
        Some((on, reviews))
    }

    pub(super) fn accept_unanimous(&mut self) {
        let mut count = 0;
        let done = self.review_by_me(|app, me| {
            let project = &app.session.as_ref()?.project;
            let all = open::unanimous(project, me);
            let edit = open::accept_all(project, app.fresh.as_mut(), me, all)?;
            count = match &edit {
                Edit::Group { edits, .. } => edits.len(),
                _ => 1,
            };
            Some(edit)
        });
        if !done {
            return self.tell("Nothing unanimous is left to accept".to_owned());
        }
        let said = format!("Accepted {}", words::statements(count));
        if let Some(session) = &mut self.session {
            queue::advance(session);
        }
        self.tell_done(said);
        self.back_to_work();
    }

    /// Suggests a statement of the selected words; what one codes then is what it would be.
    pub(super) fn propose_missing(&mut self) {
        let (Some(span), Some(session)) = (self.selected_span(), &self.session) else {
            return;
        };
        let Some(article) = session.article().cloned() else {
            return;
        };
        let (me, _) = session.who_am_i(self.fresh.as_mut());
        let draft = fresh_statement(self.fresh.as_mut(), &article, me, span);
        let (id, article) = (draft.id.clone(), draft.article.clone());
        let nobody = draft.annotator.clone();
        let before = Statement::new(id, article, nobody, Vec::new(), draft.created.clone());
        self.collapse_selection();
        if let Some(session) = &mut self.session {
            session.choose(None);
            session.suggestion = Some(Suggestion {
                before,
                draft,
                is_missing: true,
                reason: String::new(),
            });
        }
    }

    pub(super) fn comment_on_text(&mut self) {
        let (Some(span), Some(session)) = (self.selected_span(), &self.session) else {
            return;
        };
        let Some(article) = session.article().map(|article| article.id.clone()) else {
            return;
        };
        let place = Anchor::At(span);
        self.collapse_selection();
        self.open_entry(What::Comment(ReviewTarget::Text { article, place }));
    }

    /// Makes what is reviewed a part of the codebook: its words an example of its topic, or what was
    /// said of it a rule in the topic's definition.
    pub(super) fn teach(&mut self, rule: bool) {
        let Some((subject, reviews)) = self.under_review() else {
            return;
        };
        let Some(session) = &self.session else {
            return;
        };
        let Some(statement) = session.statement() else {
            return;
        };
        let topic = statement.topics.first();
        let topics = session.project.codebook().topics();
        let article = session.project.articles().get(&statement.article);
        let (Some(topic), Some(article)) = (topic.and_then(|id| topics.get(id)), article) else {
            return;
        };
        let topic = Arc::clone(topic);
        let change = |change| Edit::ChangeCode {
            id: CodeId::Topic(topic.id.clone()),
            change,
        };
        let mut edits = Vec::new();
        if rule {
            let Some(said) = queue::said(&reviews) else {
                return;
            };
            let definition = if topic.definition.is_empty() {
                said.to_owned()
            } else {
                format!("{}\n{said}", topic.definition)
            };
            edits.push(change(CodeChange::Definition(definition)));
            let now = Some(self.fresh.now());
            edits.push(change(CodeChange::DefinitionChanged(now)));
        } else {
            let contents = &statement.contents;
            let quote = super::super::statement_panel::beginning(article, contents, EXAMPLE);
            let mut examples = topic.examples.clone();
            if !examples.contains(&quote) {
                examples.push(quote);
                edits.push(change(CodeChange::Examples(examples)));
            }
        }
        edits.extend(resolved(&reviews));
        if edits.is_empty() {
            return self.tell(format!("It is an example of “{}” already", topic.name));
        }
        let what = if rule { "rule" } else { "example" };
        let name = format!("make codebook {what}");
        let done = self.review_by_me(|_, _| Some(Edit::group(name, edits)));
        if done {
            let part = if rule { "definition" } else { "examples" };
            let said = format!("Added to the {part} of “{}”", topic.name);
            self.move_on(Some(&subject), &said);
            self.tell_done(said);
        }
    }

    pub(super) fn show_codings(&mut self, shown: Shown) {
        if let Some(session) = &mut self.session {
            session.show_layers(shown);
        }
    }
}

/// What marks reviews as answered that are not.
fn resolved(reviews: &[Arc<Review>]) -> Vec<Edit> {
    let open = reviews.iter().filter(|review| !review.resolved);
    open.map(|review| open::done(review)).collect()
}
