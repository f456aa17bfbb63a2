//! The article that is read, selected in and marked.
//!
//! One response covers the whole article, so a drag survives scrolling; only what is visible is
//! laid out; marks are painted under the words, so that marking moves no letter. The selection is
//! in bytes of the text, never in what a layout says.

mod bar;
mod handles;
mod hits;
mod keys;
mod look;
mod marks;
mod notes;
mod pieces;
mod place;
mod popups;
mod proposed;
mod view;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use egui::{
    Color32, EventFilter, Id, Pos2, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};
use serde::{Deserialize, Serialize};

pub use self::hits::Hits;
pub use self::look::{Look, Numbers};
use self::pieces::Pieces;
pub use self::place::Place;
use self::place::{remeasure, reveal};
use self::view::View;
use super::command::Command;
use super::intent::Intent;
use super::proposals::Sorted;
use super::theme::{self, Tokens};
use super::typeset::{Laid, Type, placed};
use crate::model::{
    Anchor, AnnotatorId, Article, ArticleId, Project, Stance, Statement, StatementId,
    StatementIndex,
};
use crate::suggest::Proposed;
use crate::text::Text;

/// Space between paragraphs and for a blank line, in points.
const PARAGRAPH_GAP: f32 = 12.0;
const BLANK: f32 = 8.0;
/// Room above the title and below the last line.
const TOP: f32 = 24.0;
const BOTTOM: f32 = 120.0;

/// Room for the link beside the line below the title.
const LINK: f32 = 72.0;

/// What is selected: from `anchor` to `head`, where the caret stands; in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    pub anchor: usize,
    pub head: usize,
}

impl Selection {
    pub fn caret(at: usize) -> Self {
        Self {
            anchor: at,
            head: at,
        }
    }

    pub fn of(range: Range<usize>) -> Self {
        Self {
            anchor: range.start,
            head: range.end,
        }
    }

    pub fn range(self) -> Range<usize> {
        self.anchor.min(self.head)..self.anchor.max(self.head)
    }

    pub fn is_empty(self) -> bool {
        self.anchor == self.head
    }
}

/// Which of a statement's words a place belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Content,
    Source,
    Cue,
}

impl Part {
    pub fn of(self, statement: &Statement) -> &Vec<Anchor> {
        match self {
            Self::Content => &statement.contents,
            Self::Source => &statement.source,
            Self::Cue => &statement.cue,
        }
    }
}

/// How an article is being read: what is selected and where one looks.
#[derive(Clone, Debug)]
pub struct Reading {
    pub article: ArticleId,
    pub selection: Selection,
    /// What a search found in it.
    pub hits: Hits,
    text: Text,
    pieces: Pieces,
    /// Width of the column that the heights were measured for, rounded; 0 before the first frame.
    width: f32,
    /// The size of the text that they were measured for.
    size: f32,
    /// The piece at the top of the view, and the share of it that is scrolled away.
    top: (usize, f64),
    /// Where to scroll to in the next frame, from the top of the content.
    scroll_to: Option<f64>,
    scroll_by: Option<f64>,
    reveal: Option<Range<usize>>,
    /// The x that moving up and down keeps to.
    goal_x: Option<f32>,
    /// What a drag is snapped to.
    drag: Option<Drag>,
    /// The edge of the chosen statement that is being dragged.
    edge: Option<handles::Dragged>,
    /// Where the column stood on the screen when it was last drawn, and what of it was scrolled
    /// away.
    shown: Option<(Pos2, f64)>,
    /// Where to scroll to in the next frame, as a share of the whole.
    scroll_to_share: Option<f64>,
    /// How many pieces the last frame laid out.
    laid: usize,
    /// The statement under the pointer, and whether it is its note that is there.
    hovered: Option<StatementId>,
    hovered_note: bool,
    bar: bar::Bar,
}

/// What is coded, and by whom.
pub struct Coding<'a> {
    pub project: &'a Project,
    /// Changes with the project.
    pub state: u64,
    pub article: &'a Article,
    pub index: &'a StatementIndex,
    pub selected: Option<&'a StatementId>,
    /// Whose layer is one's own.
    pub me: Option<&'a AnnotatorId>,
    pub look: Look,
    /// What may be a statement, and which of it one is at.
    pub proposals: &'a Sorted,
    pub proposal: Option<&'a Arc<Proposed>>,
}

impl<'a> Coding<'a> {
    fn stance(&self, statement: &Statement) -> Option<&'a Stance> {
        let id = statement.stance.as_ref()?;
        self.project.codebook().stances().get(id).map(AsRef::as_ref)
    }

    /// The main topic's name.
    fn topic(&self, statement: &Statement) -> Option<&'a str> {
        let topic = self
            .project
            .codebook()
            .topics()
            .get(statement.topics.first()?)?;
        Some(&topic.name)
    }

    fn annotator(&self, statement: &Statement) -> Option<&'a str> {
        let annotator = self.project.annotators().get(&statement.annotator)?;
        Some(&annotator.name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drag {
    Words,
    Exact,
}

impl Reading {
    pub fn new(article: &Article) -> Self {
        Self {
            article: article.id.clone(),
            selection: Selection::default(),
            hits: Hits::default(),
            text: article.text.clone(),
            pieces: Pieces::new(&article.text),
            width: 0.0,
            size: theme::READING,
            top: (0, 0.0),
            scroll_to: None,
            scroll_by: None,
            reveal: None,
            goal_x: None,
            drag: None,
            edge: None,
            shown: None,
            scroll_to_share: None,
            laid: 0,
            hovered: None,
            hovered_note: false,
            bar: bar::Bar::default(),
        }
    }

    /// Where words stood on the screen in the last frame: a rectangle for each row. They may lie
    /// outside of the window.
    pub fn rects_on_screen(&self, ctx: &egui::Context, range: Range<usize>) -> Vec<Rect> {
        let Some((origin, offset)) = self.shown else {
            return Vec::new();
        };
        let set = Type::to_read(Tokens::any(), self.size);
        let mut rects = Vec::new();
        let last = self.pieces.of_byte(range.end.max(1) - 1);
        for at in self.pieces.of_byte(range.start)..=last {
            let Some(piece) = self.pieces.get(at) else {
                continue;
            };
            let text = self.text.as_str();
            let laid = Laid::new(ctx, text, piece.range(), self.width, &set);
            let y = self.pieces.top(at) - offset;
            let corner = pos2(origin.x, origin.y + narrow(y)).round();
            let here = laid.rects(range.clone()).into_iter();
            rects.extend(here.map(|rect| placed(rect, corner)));
        }
        rects
    }

    /// Scrolls to a range in the next frame, unless it is visible.
    pub fn reveal(&mut self, range: Range<usize>) {
        self.reveal = Some(range);
    }

    /// Whether it has been drawn.
    pub(super) fn is_shown(&self) -> bool {
        self.shown.is_some()
    }

    /// How many pieces of the text the last frame laid out.
    pub fn laid_out(&self) -> usize {
        self.laid
    }

    /// Scrolls down by points in the next frame; to the top from the end.
    pub(super) fn scroll_by(&mut self, points: f64) {
        self.scroll_by = Some(points);
    }

    /// As it is kept while another article is read: where one looked and what was selected.
    #[must_use]
    pub(super) fn left(self) -> Self {
        Self {
            hits: Hits::default(),
            drag: None,
            edge: None,
            shown: None,
            hovered: None,
            hovered_note: false,
            ..self
        }
    }

    /// The statement under the pointer is another one from the next frame on.
    fn hover(&mut self, ui: &Ui, pointed: Option<StatementId>) {
        if self.hovered != pointed {
            self.hovered = pointed;
            ui.request_repaint();
        }
    }

    /// Leaves an edge that is being dragged where it was; whether there was one.
    pub fn let_go_of_edge(&mut self) -> bool {
        self.edge.take().is_some()
    }

    /// Whether this is still the text that it was made for.
    pub fn fits(&self, article: &Article) -> bool {
        self.article == article.id && self.text == article.text
    }
}

/// What a frame lays its pieces out by, and the pieces that it laid out.
struct Page<'a> {
    text: &'a Text,
    width: f32,
    set: Type,
    title: Laid<'a>,
    /// Outlet, author and date.
    known: Laid<'a>,
    laid: RefCell<HashMap<usize, Rc<Laid<'a>>>>,
}

impl<'a> Page<'a> {
    fn new(ui: &Ui, article: &'a Article, known: &'a str, width: f32, size: f32) -> Self {
        let tokens = Tokens::of(ui);
        let title = if article.title.is_empty() {
            "Article without a title"
        } else {
            &article.title
        };
        let set = |font, line, ink| Type {
            font,
            line,
            ink,
            soft: tokens.soft,
        };
        let of_title = set(theme::title_font(26.0), 34.0, tokens.ink);
        let of_known = set(theme::ui_font(13.0), 20.0, tokens.soft);
        Self {
            text: &article.text,
            width,
            title: Laid::new(ui.ctx(), title, 0..title.len(), width, &of_title),
            known: Laid::new(ui.ctx(), known, 0..known.len(), width - LINK, &of_known),
            set: Type::to_read(tokens, size),
            laid: RefCell::default(),
        }
    }

    /// A piece as it is laid out in this frame.
    fn lay(&self, ui: &Ui, reading: &Reading, piece: usize) -> Option<Rc<Laid<'a>>> {
        if let Some(laid) = self.laid.borrow().get(&piece) {
            return Some(laid.clone());
        }
        let range = reading.pieces.get(piece)?.range();
        let text = self.text.as_str();
        let laid = Rc::new(Laid::new(ui.ctx(), text, range, self.width, &self.set));
        self.laid.borrow_mut().insert(piece, laid.clone());
        Some(laid)
    }

    /// How wide the line below the title may be.
    fn known_width(&self) -> f32 {
        self.width - LINK
    }

    /// From the top of the page to the first line of the text.
    fn header(&self) -> f64 {
        f64::from((TOP + self.title.height() + 6.0 + self.known.height() + 16.0).round())
    }
}

/// A short piece of a stance's line, for tables and legends.
pub fn sample_line(painter: &egui::Painter, rect: Rect, colour: Color32, pattern: theme::Pattern) {
    marks::line(painter, rect, rect.center().y, colour, pattern);
}

/// The id that has the keyboard while one reads.
pub fn id() -> Id {
    Id::unique("article text")
}

/// Draws the article and says what its reader wants.
pub fn show(ui: &mut Ui, coding: &Coding<'_>, reading: &mut Reading, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let whole = ui.available_rect_before_wrap();
    // In little room the text has all of it.
    let width = if whole.width() < 360.0 {
        0.0
    } else {
        bar::WIDTH
    };
    let (text, bar) = whole.split_left_right_at_x(whole.right() - width);
    if width > 0.0 {
        bar::show(ui, bar, reading, coding, tokens, intents);
    }
    let text = UiBuilder::new().max_rect(text);
    ui.scope_builder(text, |ui| page(ui, coding, reading, tokens, intents));
}

fn page(
    ui: &mut Ui,
    coding: &Coding<'_>,
    reading: &mut Reading,
    tokens: &Tokens,
    intents: &mut Vec<Intent>,
) {
    let article = coding.article;
    // The scroll bar stands beside the text, not upon its notes.
    let available = ui.available_size() - vec2(ui.spacing().scroll.allocated_width(), 0.0);
    let look = coding.look;
    let column = (available.x - 64.0).min(look.width()).max(160.0).round();
    let known = details(article);
    let page = Page::new(ui, article, &known, column, look.size());
    // Notes stand at the right where there is room, whether there are any or not.
    let beside = (available.x - column - notes::GAP - 48.0).clamp(0.0, notes::WIDEST);
    let notes = if beside < notes::NARROWEST {
        0.0
    } else {
        beside.round()
    };
    let all = if notes > 0.0 {
        column + notes::GAP + notes
    } else {
        column
    };
    let margin = if look.has_numbers() { 56.0 } else { 24.0 };
    let left = ((available.x - all) / 2.0).max(margin).round();
    let header = page.header();

    if (reading.width - column).abs() > 0.5 || (reading.size - look.size()).abs() > 0.1 {
        reading.size = look.size();
        remeasure(reading, column, page.set.line, header);
    }
    let focused = ui.memory(|m| m.has_focus(id()));
    if focused {
        keys::handle(ui, &page, reading);
    }
    reveal(ui, &page, reading, header, f64::from(available.y));

    if let (Some(by), Some((_, offset))) = (reading.scroll_by.take(), reading.shown) {
        let to = header + offset + by;
        let end = header + reading.pieces.total() + f64::from(BOTTOM - available.y);
        reading.scroll_to = Some(if to < end + by { to } else { 0.0 });
    }
    if let Some(share) = reading.scroll_to_share.take() {
        let all = header + reading.pieces.total() + f64::from(BOTTOM - available.y);
        reading.scroll_to = Some((share * all).max(0.0));
    }
    let mut area = ScrollArea::vertical()
        .id_salt(("article", &article.id))
        .auto_shrink(false);
    let to = reading.scroll_to.take();
    if let Some(to) = to {
        area = area.vertical_scroll_offset(narrow(to));
    }
    let area = area.show_viewport(ui, |ui, viewport| {
        let before = reading.pieces.total();
        let total = narrow(header + before) + BOTTOM;
        let width = ui.available_width();
        let (rect, _) = ui.allocate_exact_size(vec2(width, total), Sense::hover());
        let visible = Rect::from_min_max(
            pos2(rect.left(), rect.top() + viewport.top()),
            pos2(rect.right(), rect.top() + viewport.bottom()),
        );
        let response = ui.interact(visible, id(), Sense::click_and_drag());
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Document,
                true,
                format!("Article text: {}", article.title),
            )
        });
        let mut view = View {
            page: &page,
            offset: f64::from(viewport.top()),
            header,
            origin: pos2(rect.left() + left, visible.top()),
            height: f64::from(viewport.height()),
            notes_width: notes,
        };
        view.measure(ui, reading);
        view.point(ui, &response, reading, coding, intents);
        view.paragraphs(ui, reading, look, tokens);
        let marks = view.paint(ui, reading, coding, tokens, focused);
        view.proposals(ui, reading, coding, &marks, tokens);
        view.notes(ui, reading, coding, &marks, tokens, intents);
        view.tooltip(ui, &response, reading, coding);
        if let Some(statement) = handles::chosen(coding) {
            view.handles(ui, reading, coding, statement, tokens, intents);
        }
        if view.header(ui, tokens) {
            intents.push(Intent::Run(Command::ShowDetails));
        }
        if (reading.pieces.total() - before).abs() > 0.5 {
            ui.request_repaint();
        }
        if focused {
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|m| m.set_focus_lock_filter(id(), filter));
        }
        popups::context_menu(&response, reading, coding, intents);
        reading.laid = page.laid.borrow().len();
    });
    // egui holds what it is told to the length that the text had in the frame before.
    let end = area.content_size.y - area.inner_rect.height();
    if let (Some(to), None) = (to, reading.scroll_to) {
        let to = narrow(to).min(end).max(0.0);
        if (to - area.state.unclamped_offset().y).abs() > 0.5 {
            reading.scroll_to = Some(f64::from(to));
            ui.request_repaint();
        }
    }
}

/// Points fit into f32 for the few million that a long text has.
#[expect(clippy::cast_possible_truncation, reason = "that is its purpose")]
fn narrow(points: f64) -> f32 {
    points as f32
}

/// Outlet, author and date in one line.
fn details(article: &Article) -> String {
    let date = article.published.as_ref().map(ToString::to_string);
    [
        article.outlet.as_str(),
        article.author.as_str(),
        date.as_deref().unwrap_or_default(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}
