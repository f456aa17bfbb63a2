//! The list of cases.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Rect, ScrollArea, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use super::draw::{names, part_words};
use super::{Found, State, id};
use crate::gui::intent::Intent;
use crate::gui::statement_panel::shorten;
use crate::gui::theme::{self, Tokens};
use crate::model::{Project, StatementId};
use crate::review::adjudicate::Standing;
use crate::review::{Border, Case, Kind};

pub(super) const ROW: f32 = 44.0;

pub(super) fn show(ui: &mut Ui, state: &mut State, focused: bool, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let tokens = Tokens::of(ui);
    let Some(found) = &state.found else {
        return;
    };
    if state.shown.is_empty() {
        ui.add_space(8.0);
        let words = if state.wanted.undecided {
            "Nothing is left to be decided here"
        } else {
            "No case is of that kind"
        };
        ui.label(egui::RichText::new(words).color(tokens.soft));
        return;
    }
    let mut area = ScrollArea::vertical().id_salt("cases").auto_shrink(false);
    if std::mem::take(&mut state.reveal) {
        #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
        let top = state.at as f32 * ROW;
        if top < state.scrolled || state.height < ROW {
            area = area.vertical_scroll_offset(top);
        } else if top + ROW > state.scrolled + state.height {
            area = area.vertical_scroll_offset(top + ROW - state.height);
        }
    }
    let mut gone_to = None;
    let output = area.show_rows(ui, ROW, state.shown.len(), |ui, rows| {
        for at in rows {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            let number = state.shown.get(at).copied().unwrap_or_default();
            let Some(case) = found.comparison.cases.get(number) else {
                continue;
            };
            let standing = found.standings.get(number);
            let marked = at == state.at;
            if row(ui, found, case, standing, rect, marked) {
                gone_to = Some(at);
            }
            if marked && focused {
                let inside = rect.shrink(1.0);
                ui.painter().rect_stroke(
                    inside,
                    3.0,
                    (1.5, tokens.accent),
                    egui::StrokeKind::Inside,
                );
            }
        }
    });
    state.scrolled = output.state.clamped_offset().y;
    state.height = output.inner_rect.height();
    if let Some(at) = gone_to {
        state.at = at;
        intents.push(Intent::Focus(id()));
    }
}

fn row(
    ui: &mut Ui,
    found: &Found,
    case: &Case,
    standing: Option<&Standing>,
    rect: Rect,
    marked: bool,
) -> bool {
    let tokens = Tokens::of(ui);
    let first = case.a.iter().chain(&case.b).next();
    let salt = first
        .map_or("", |id| crate::model::Id::as_str(id))
        .to_owned();
    let response = ui.interact(rect, id().with(salt), Sense::CLICK | Sense::HOVER);
    let quote = shorten(&quote(&found.project, case), 160);
    let what = what(found, case);
    let decided = standing.map_or("", decided_words);
    response.widget_info(|| {
        let words = format!("{what}: {quote}. {decided}");
        WidgetInfo::selected(egui::Role::ListItem, true, marked, words)
    });
    if marked {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.10));
    } else if response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.05));
    }
    let plain = |size: f32, colour| TextFormat::simple(theme::ui_font(size), colour);
    let line = |ui: &Ui, mut job: LayoutJob, y: f32, right: f32| {
        job.wrap = TextWrapping::truncate_at_width((right - rect.left() - 16.0).max(8.0));
        job.break_on_newline = false;
        let galley = ui.painter().layout_job(job);
        ui.painter()
            .galley(pos2(rect.left() + 8.0, y), galley, tokens.ink);
    };
    let mut right = rect.right();
    if !decided.is_empty() {
        let stale = matches!(standing, Some(Standing::Stale(_)));
        let colour = if stale { tokens.danger } else { tokens.soft };
        let galley = ui
            .painter()
            .layout_no_wrap(decided.to_owned(), theme::ui_font(12.0), colour);
        right -= galley.size().x + 12.0;
        ui.painter()
            .galley(pos2(right + 4.0, rect.top() + 24.0), galley, colour);
    }
    let quote = LayoutJob::single_section(
        quote,
        TextFormat::simple(theme::reading_font(14.0), tokens.ink),
    );
    line(ui, quote, rect.top() + 3.0, rect.right());
    line(
        ui,
        LayoutJob::single_section(what, plain(12.0, tokens.soft)),
        rect.top() + 24.0,
        right,
    );
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), (1.0, tokens.line));
    response.clicked()
}

/// The words of the case: of the first statement in it.
fn quote(project: &Project, case: &Case) -> String {
    let first = case.a.iter().chain(&case.b).next();
    first.map(|id| quote_of(project, id)).unwrap_or_default()
}

pub(super) fn quote_of(project: &Project, id: &StatementId) -> String {
    let Some(statement) = project.statement(id) else {
        return String::new();
    };
    let Some(article) = project.articles().get(&statement.article) else {
        return String::new();
    };
    let quotes: Vec<&str> = statement
        .contents
        .iter()
        .map(|a| a.quote(&article.text))
        .collect();
    quotes.join(" … ").replace('\n', " ")
}

/// "Stance and topic differ", "17 characters apart", "only A.B.".
pub(super) fn what(found: &Found, case: &Case) -> String {
    let mut parts: Vec<String> = Vec::new();
    match case.kind {
        Kind::Coding => {
            let names: Vec<&str> = case.differs.iter().map(|part| part_words(*part)).collect();
            let first = names.first().copied().unwrap_or_default();
            let mut words = first.to_owned();
            for (at, name) in names.iter().enumerate().skip(1) {
                words += if at + 1 == names.len() { " and " } else { ", " };
                words += &name.to_lowercase();
            }
            let verb = if names.len() == 1 {
                "differs"
            } else {
                "differ"
            };
            parts.push(format!("{words} {verb}"));
        }
        Kind::Split => {
            let [a, b] = names(found);
            let (of_a, of_b) = (case.a.len(), case.b.len());
            parts.push(format!("{of_a} of {a}, {of_b} of {b}"));
        }
        Kind::Border => {}
        kind => parts.push(kind.words(names(found))),
    }
    match case.border {
        Some(Border {
            characters,
            only_marks: true,
        }) => {
            parts.push(format!(
                "{} apart, only marks",
                characters_words(characters)
            ));
        }
        Some(Border { characters, .. }) => {
            parts.push(format!("borders {} apart", characters_words(characters)));
        }
        None => {}
    }
    parts.join(" · ")
}

fn characters_words(count: usize) -> String {
    crate::gui::words::counted(count, "character", "characters")
}

pub(super) fn decided_words(standing: &Standing) -> &'static str {
    match standing {
        Standing::Open => "",
        Standing::Decided(_) => "decided",
        Standing::Rejected => "rejected",
        Standing::Stale(_) => "stale: changed since",
    }
}
