//! Where, when and how a code is used: how often by outlet, by month and by stance, as small tables
//! with a bar in each line.

use egui::{Color32, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::analyse::{CodePage, Count};
use crate::gui::form;
use crate::gui::statement_table::text;
use crate::gui::theme::{self, Tokens};
use crate::gui::words::{counted, thousands};
use crate::model::Project;

const ROW: f32 = 22.0;
/// Room for a number, and between tables.
const NUMBER: f32 = 44.0;
const GAP: f32 = 24.0;
/// Narrower than this, the tables stand one below the other.
const NARROW: f32 = 420.0;
/// More lines than these are no table to read; the rest is one line.
const LINES: usize = 12;

/// A line of a table: what is counted, how often, and the colour of its bar.
type Line = (String, usize, Color32);

/// Draws them, with the switch that leaves reprints out where there are any.
pub(super) fn show(ui: &mut Ui, project: &Project, page: &CodePage, with_repeats: &mut bool) {
    ui.horizontal(|ui| {
        form::section(ui, "Counts");
        if page.repeats > 0 {
            let right = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(right, |ui| {
                let mut leaves_out = !*with_repeats;
                let repeats = counted(page.repeats, "repeat", "repeats");
                let words = format!("Leave out {repeats}");
                let help = "What several articles print of one text then counts once";
                let switch = ui.checkbox(&mut leaves_out, words);
                switch.on_hover_text(help);
                *with_repeats = !leaves_out;
            });
        }
    });
    let accent = Tokens::of(ui).accent;
    let (time, spans) = times(&page.months);
    let outlets = largest_first(&page.outlets);
    let tables = [
        ("By outlet", lines(&outlets, "no outlet", accent)),
        (time, lines(&spans, "no date", accent)),
        ("By stance", stances(ui, project, page)),
    ];
    let room = ui.available_width();
    if room < NARROW {
        for (name, lines) in &tables {
            table(ui, name, lines);
        }
    } else {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.columns(tables.len(), |columns| {
            for (ui, (name, lines)) in columns.iter_mut().zip(&tables) {
                table(ui, name, lines);
            }
        });
    }
}

/// By month, or by year where there are many months.
fn times(months: &[Count]) -> (&'static str, Vec<Count>) {
    if months.len() <= LINES {
        return ("By month", months.to_vec());
    }
    let mut years: Vec<Count> = Vec::new();
    for month in months {
        let name = month.name.get(..4).unwrap_or_default();
        match years.last_mut().filter(|year| year.name == name) {
            Some(year) => year.count += month.count,
            None => years.push(Count {
                name: name.to_owned(),
                count: month.count,
            }),
        }
    }
    ("By year", years)
}

fn largest_first(outlets: &[Count]) -> Vec<Count> {
    let mut sorted = outlets.to_vec();
    sorted.sort_by_key(|outlet| (outlet.name.is_empty(), std::cmp::Reverse(outlet.count)));
    sorted
}

fn lines(counts: &[Count], unknown: &str, colour: Color32) -> Vec<Line> {
    let line = |count: &Count| {
        let name = if count.name.is_empty() {
            unknown
        } else {
            &count.name
        };
        (name.to_owned(), count.count, colour)
    };
    let mut lines: Vec<Line> = counts.iter().take(LINES).map(line).collect();
    let rest: usize = counts.iter().skip(LINES).map(|count| count.count).sum();
    if let Some(more) = counts.len().checked_sub(LINES).filter(|more| *more > 0) {
        lines.push((format!("{more} more"), rest, colour));
    }
    lines
}

fn stances(ui: &Ui, project: &Project, page: &CodePage) -> Vec<Line> {
    let tokens = Tokens::of(ui);
    let stances = project.codebook().stances();
    let line = |(id, count): &(Option<_>, usize)| {
        let stance = id.as_ref().and_then(|id| stances.get(id));
        let name = stance.map_or("not coded", |stance| stance.name.as_str());
        let (colour, _) = tokens.stance(stance.map(AsRef::as_ref));
        (name.to_owned(), *count, colour)
    };
    page.stances.iter().map(line).collect()
}

fn table(ui: &mut Ui, name: &str, lines: &[Line]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let soft = Tokens::of(ui).soft;
    ui.label(
        egui::RichText::new(name)
            .font(theme::ui_font(12.0))
            .color(soft),
    );
    ui.add_space(2.0);
    let most = lines.iter().map(|line| line.1).max().unwrap_or(1).max(1);
    for line in lines {
        draw(ui, line, most);
    }
    ui.add_space(10.0);
}

fn draw(ui: &mut Ui, (name, count, colour): &Line, most: usize) {
    let tokens = Tokens::of(ui);
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let count_words = thousands(*count);
    response.widget_info(|| {
        let words = format!("{name}: {count_words}");
        WidgetInfo::labeled(egui::Role::Label, true, words)
    });
    let painter = ui.painter();
    let place = Rect::from_min_max(rect.min, pos2(rect.right() - NUMBER, rect.bottom()));
    let cut = text(painter, place, name, theme::ui_font(12.5), tokens.ink);
    painter.text(
        rect.right_center(),
        egui::Align2::RIGHT_CENTER,
        &count_words,
        theme::ui_font(12.5),
        tokens.ink,
    );
    painter.hline(rect.x_range(), rect.bottom() - 1.0, (1.0, tokens.line));
    #[expect(
        clippy::cast_precision_loss,
        reason = "a bar is drawn to a pixel, not counted"
    )]
    let share = *count as f32 / most as f32;
    let bar = egui::Rangef::new(rect.left(), rect.left() + rect.width() * share);
    painter.hline(bar, rect.bottom() - 1.0, (2.0, *colour));
    if cut {
        response.on_hover_text(name);
    }
}
