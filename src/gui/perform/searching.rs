//! Carrying out what belongs to searching: opening, going from hit to hit, making statements.

use std::ops::Range;
use std::sync::Arc;

use super::super::app::App;
use super::super::article_view::Selection;
use super::super::command::Command;
use super::super::lower::Tab;
use super::super::search::{self, Row, Scope, Step};
use super::super::session::{Page, Session};
use super::super::words;
use super::coding::fresh_statement;
use crate::edit::Edit;
use crate::model::search::Place;
use crate::model::{
    Anchor, AnnotatorId, Article, ArticleId, Layer, ReviewTarget, Span, Statement, StatementId,
};
use crate::text::{shed_white_space, snap_to_graphemes};

/// The longest selection that is searched for, in bytes.
const LONGEST: usize = 200;

impl App {
    /// Opens the search in the article; selected words are what is looked for.
    pub(super) fn find_in_article(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let words = selected_words(session);
        let find = &mut session.search.find;
        find.open = true;
        if let Some(words) = words {
            find.words = words;
        }
        find.wanted = Some(Step::Here);
        session.search.over = Scope::Article;
        session.page = Page::Article;
        self.focus = Some(search::bar_field());
    }

    pub(super) fn close_find(&mut self) {
        if let Some(session) = &mut self.session {
            session.search.find.open = false;
        }
        self.show(Page::Article);
    }

    /// Opens the search of the project; selected words are what is looked for.
    pub(super) fn search_project(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let words = selected_words(session);
        let pane = &mut session.search.pane;
        pane.asked = true;
        if let Some(words) = words {
            pane.words = words;
        }
        session.front = Tab::Search;
        session.search.over = Scope::Project;
        session.search.find.open = false;
        session.page = Page::Article;
        self.focus = Some(search::pane_field());
    }

    pub(super) fn close_search(&mut self) {
        if let Some(session) = &mut self.session {
            session.search.pane.asked = false;
        }
        self.show(Page::Article);
    }

    /// Shows one of the tabs below the article, and gives it the keyboard.
    pub(super) fn front(&mut self, tab: Tab) {
        if let Some(session) = &mut self.session {
            session.front = tab;
        }
        self.focus = Some(match tab {
            Tab::Statements => super::super::statement_table::id(),
            Tab::Search => search::pane_field(),
            Tab::Review => super::super::queue::list(),
            Tab::Worklists => super::super::worklist::list(),
            Tab::Elsewhere => super::super::elsewhere::list(),
        });
    }

    /// Turns a switch of the search over.
    pub(super) fn compare(&mut self, command: Command) {
        let Some(session) = &mut self.session else {
            return;
        };
        let options = &mut session.search.options;
        let switch = match command {
            Command::IgnoreCase => &mut options.ignore_case,
            Command::IgnoreAccents => &mut options.ignore_accents,
            Command::WholeWord => &mut options.whole_word,
            _ => &mut options.regex,
        };
        *switch = !*switch;
        if session.search.find.open {
            session.search.find.wanted = Some(Step::Here);
        }
    }

    /// Goes to the next hit or the one before; looks again for what was looked for last.
    pub(super) fn step_hit(&mut self, forward: bool) {
        let Some(session) = &mut self.session else {
            return;
        };
        if session.search.scope() == Scope::Project {
            if let Some(row) = session.search.pane.beside(forward) {
                self.go_to_hit(row);
            }
            return;
        }
        session.page = Page::Article;
        let find = &mut session.search.find;
        find.open = true;
        find.wanted = Some(if forward { Step::Next } else { Step::Previous });
    }

    /// Goes to what the search of the project found.
    pub(super) fn go_to_hit(&mut self, row: usize) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.search.pane.mark(row);
        let pane = &session.search.pane;
        let Some((listed, project)) = pane.hit(row).zip(pane.shown.project.as_ref()) else {
            return;
        };
        let Some(article) = project.articles().at(listed.article) else {
            return;
        };
        let (id, place, range) = (
            article.id.clone(),
            listed.hit.place.clone(),
            listed.hit.range.clone(),
        );
        let statement = match &place {
            Place::Code(id, _) | Place::Note(id) => Some(id.clone()),
            Place::Reason(review) | Place::Comment(review, _) => {
                let review = project.reviews().get(review);
                review.and_then(|review| review.on.statement()).cloned()
            }
            Place::Title | Place::Text => None,
        };
        let of_review = match &place {
            Place::Reason(review) | Place::Comment(review, _) => project
                .reviews()
                .get(review)
                .and_then(|review| match &review.on {
                    ReviewTarget::Text { place, .. } => place.span().map(Span::range),
                    ReviewTarget::Statement(_) => None,
                }),
            _ => None,
        };
        session.page = Page::Article;
        session.open_article(&id);
        if let Some(statement) = statement {
            return session.go_to(&statement);
        }
        let range = match place {
            Place::Text => range,
            Place::Title => 0..0,
            _ => of_review.unwrap_or_default(),
        };
        // The text may have become another since it was searched.
        let fits = session
            .article()
            .is_some_and(|article| article.text.as_str().get(range.clone()).is_some());
        if let Some(reading) = session.reading.as_mut().filter(|_| fits) {
            reading.selection = Selection::of(range.clone());
            reading.reveal(range);
        }
    }

    /// Makes a statement of the words that the search is at.
    pub(super) fn statement_of_hit(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        if session.search.scope() == Scope::Project {
            let pane = &session.search.pane;
            let marked = pane.marked.filter(|row| {
                pane.hit(*row)
                    .is_some_and(|listed| listed.hit.place == Place::Text)
            });
            let Some(row) = marked else {
                self.tell("Go to a hit in a text first".to_owned());
                return;
            };
            self.go_to_hit(row);
        } else {
            let hits = session.reading.as_ref().map(|reading| &reading.hits);
            let hit = hits.and_then(|hits| hits.ranges.get(hits.current?).cloned());
            let (Some(hit), Some(reading)) = (hit, &mut session.reading) else {
                self.tell("Go to a hit first".to_owned());
                return;
            };
            reading.selection = Selection::of(hit);
        }
        let session = self.session.as_mut();
        let known = session.and_then(|session| {
            let article = session.article()?.clone();
            let span = span(&article, session.reading.as_ref()?.selection.range())?;
            let me = session.me.clone()?;
            let id = known(session, &article.id, &me, span)?;
            session.choose(Some(id));
            Some(())
        });
        if known.is_some() {
            self.collapse_selection();
            self.tell("These words are a statement of yours already".to_owned());
        } else {
            self.make_statement();
        }
    }

    /// Makes a statement of every hit in a text, where one has none of just these words.
    pub(super) fn statements_of_hits(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let places = match places(session) {
            Ok(places) => places,
            Err(why) => return self.tell(why),
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let mut edits: Vec<Edit> = join.into_iter().collect();
        let (mut made, mut skipped) = (0, 0);
        for (id, range) in places {
            let Some(article) = session.project.articles().get(&id) else {
                continue;
            };
            let Some(span) = span(article, range) else {
                continue;
            };
            if known(session, &id, &me, span).is_some() {
                skipped += 1;
                continue;
            }
            let statement = fresh_statement(self.fresh.as_mut(), article, me.clone(), span);
            edits.push(Edit::AddStatement(Arc::new(statement)));
            made += 1;
        }
        if made == 0 {
            return self.tell(match skipped {
                0 => "Nothing was found in a text".to_owned(),
                _ => "All hits are statements of yours already".to_owned(),
            });
        }
        let count = words::statements(made);
        let state = session.history.state();
        self.apply(Edit::group(format!("add {count} of hits"), edits));
        let Some(session) = &mut self.session else {
            return;
        };
        if session.history.state() == state {
            return;
        }
        session.me = Some(me);
        self.tell_done(match skipped {
            0 => format!("Made {count}"),
            1 => format!("Made {count}; 1 was there already"),
            n => format!("Made {count}; {n} were there already"),
        });
    }
}

/// The hits in texts that are to become statements, or why they are not.
fn places(session: &Session) -> Result<Vec<(ArticleId, Range<usize>)>, String> {
    if search::is_running(session) {
        return Err("The search still goes on: try again when all is found".to_owned());
    }
    if session.search.scope() == Scope::Article {
        let Some(reading) = &session.reading else {
            return Ok(Vec::new());
        };
        let hits = reading.hits.ranges.iter();
        let here = |hit: &Range<usize>| (reading.article.clone(), hit.clone());
        return Ok(hits.map(here).collect());
    }
    let found = &session.search.pane.shown;
    if found.hits > found.listed {
        let words = format!(
            "{} hits are more than the {} that are listed: nothing was made. Search for less",
            found.hits, found.listed
        );
        return Err(words);
    }
    let Some(project) = &found.project else {
        return Ok(Vec::new());
    };
    let of_row = |row: &Row| match row {
        Row::Hit(listed) if listed.hit.place == Place::Text => {
            let article = project.articles().at(listed.article)?;
            let now = session.project.articles().get(&article.id)?;
            let same = now.text == article.text;
            same.then(|| (article.id.clone(), listed.hit.range.clone()))
        }
        _ => None,
    };
    Ok(found.rows.iter().filter_map(of_row).collect())
}

/// The words of a hit as a span by hand, without white space around them.
fn span(article: &Article, range: Range<usize>) -> Option<Span> {
    let text = article.text.as_str();
    let range = shed_white_space(text, snap_to_graphemes(text, range));
    Span::by_hand(&article.text, range).ok()
}

/// The statement of somebody whose content is exactly these words.
fn known(
    session: &Session,
    article: &ArticleId,
    me: &AnnotatorId,
    span: Span,
) -> Option<StatementId> {
    let mut there = session.index.in_range(article, span.range());
    let is_same = |statement: &&Arc<Statement>| {
        &statement.annotator == me
            && statement.layer == Layer::Independent
            && statement.contents == [Anchor::At(span)]
    };
    there.find(is_same).map(|statement| statement.id.clone())
}

/// The words that are selected, if they are what one would search for.
fn selected_words(session: &Session) -> Option<String> {
    let range = session.reading.as_ref()?.selection.range();
    let words = session.article()?.text.as_str().get(range)?.trim();
    let fit = !words.is_empty() && words.len() <= LONGEST && !words.contains('\n');
    fit.then(|| words.to_owned())
}
