//! Notes beside the text: who says it, and where they stand; each beside its statement.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, CursorIcon, FontId, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::intent::Intent;
use super::super::statement_panel::who;
use super::super::theme::{self, Tokens};
use super::Reading;
use super::marks::{Mark, Marks, spans};
use super::view::View;
use super::{Coding, Look, placed};

/// From the column to the notes, and how wide they are, in points.
pub(super) const GAP: f32 = 28.0;
pub(super) const WIDEST: f32 = 176.0;
/// Narrower than this they would say nothing.
pub(super) const NARROWEST: f32 = 96.0;

/// A note of two lines, and one of one line, with the space below.
const TALL: f32 = 40.0;
const SHORT: f32 = 20.0;

impl View<'_> {
    /// Draws the notes of what is visible, and names what is visible for those who do not see it.
    pub(super) fn notes(
        &self,
        ui: &Ui,
        reading: &mut Reading,
        coding: &Coding<'_>,
        marks: &Marks<'_>,
        tokens: &Tokens,
        intents: &mut Vec<Intent>,
    ) {
        let mut pointed = None;
        for piece in self.pieces(reading) {
            let Some(range) = reading.pieces.get(piece).map(super::pieces::Piece::range) else {
                continue;
            };
            let here: Vec<&Mark> = marks
                .all
                .iter()
                .filter(|mark| range.contains(&mark.start()))
                .collect();
            let Some(laid) = self
                .page
                .lay(ui, reading, piece)
                .filter(|_| !here.is_empty())
            else {
                continue;
            };
            let top = self.corner(reading, piece).y;
            let wants: Vec<f32> = here
                .iter()
                .map(|mark| laid.caret(mark.start()).top())
                .collect();
            let chosen = here.iter().position(|mark| mark.selected);
            let places = places(&wants, reading.pieces.height(piece), chosen);
            let mut more = 0;
            for (at, mark) in here.iter().enumerate() {
                let words = (self.notes_width > 0.0)
                    .then(|| places.get(at).copied().flatten())
                    .flatten();
                let Some(place) = words else {
                    // It has no note, and still a name where it stands.
                    let rect = laid.caret(mark.start()).expand2(vec2(4.0, 0.0));
                    let rect = placed(rect, self.corner(reading, piece));
                    let id = Id::unique(("mark", &mark.statement.id));
                    let response = ui.interact(rect, id, Sense::hover());
                    response.widget_info(|| named(coding, mark));
                    more += usize::from(self.notes_width > 0.0);
                    continue;
                };
                let left = self.origin.x + self.page.width + GAP;
                let size = vec2(self.notes_width, place.len() - 4.0);
                let rect = Rect::from_min_size(pos2(left, top + place.start), size);
                if note(ui, coding, mark, rect, tokens, intents) {
                    pointed = Some(mark.statement.id.clone());
                }
            }
            if more > 0 {
                let words = format!("+{more}");
                let height = reading.pieces.height(piece);
                let at = pos2(
                    self.origin.x + self.page.width + GAP - 18.0,
                    top + height - 26.0,
                );
                let font = theme::strong_font(10.5);
                let galley = ui.painter().layout_no_wrap(words, font, tokens.soft);
                ui.painter().galley(at, galley, tokens.soft);
            }
        }
        if pointed.is_some() || reading.hovered_note {
            reading.hovered_note = pointed.is_some();
            reading.hover(ui, pointed);
        }
    }

    /// Names what is read, paragraph by paragraph, and numbers it.
    pub(super) fn paragraphs(&self, ui: &Ui, reading: &Reading, look: Look, tokens: &Tokens) {
        for piece in self.pieces(reading) {
            let Some(shape) = reading.pieces.get(piece).filter(|piece| !piece.is_blank()) else {
                continue;
            };
            let corner = self.corner(reading, piece);
            let size = vec2(self.page.width, reading.pieces.height(piece));
            let id = Id::unique(("paragraph", &reading.article, piece));
            let response = ui.interact(Rect::from_min_size(corner, size), id, Sense::hover());
            response.widget_info(|| {
                let words = self
                    .page
                    .text
                    .as_str()
                    .get(shape.range())
                    .unwrap_or_default();
                WidgetInfo::labeled(Role::Paragraph, true, words)
            });
            let Some(number) = look.number_of(shape) else {
                continue;
            };
            let (font, number) = (theme::ui_font(11.0), number.to_string());
            let galley = ui.painter().layout_no_wrap(number, font, tokens.soft);
            let y = corner.y + (self.page.set.line - galley.size().y) / 2.0 + 1.0;
            let at = pos2(self.origin.x - 16.0 - galley.size().x, y).round();
            ui.painter().galley(at, galley, tokens.soft);
        }
    }
}

/// One note; whether the pointer is over it.
fn note(
    ui: &Ui,
    coding: &Coding<'_>,
    mark: &Mark<'_>,
    rect: Rect,
    tokens: &Tokens,
    intents: &mut Vec<Intent>,
) -> bool {
    let id = Id::unique(("note", &mark.statement.id));
    // No stop for the keyboard: I and J go from statement to statement.
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| named(coding, mark));
    let painter = ui.painter();
    if mark.selected {
        painter.rect_filled(
            rect.expand2(vec2(4.0, 2.0)),
            3.0,
            tokens.tinted(mark.colour),
        );
    } else if mark.hovered || response.hovered() {
        painter.rect_filled(rect.expand2(vec2(4.0, 2.0)), 3.0, tokens.panel);
    }
    let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 2.0, rect.bottom()));
    if mark.foreign {
        painter.rect_stroke(
            bar.expand(0.5),
            0.0,
            (1.0, mark.colour),
            egui::StrokeKind::Inside,
        );
    } else {
        painter.rect_filled(bar, 0.0, mark.colour);
    }
    let who = who(coding.project, mark.statement);
    let who = who.as_deref().unwrap_or("Speaker?");
    let stance = mark.stance.map_or("stance?", |stance| &stance.name);
    let colour = match mark.stance {
        Some(_) => tokens.words(mark.colour),
        None => tokens.soft,
    };
    let stance = (stance, theme::ui_font(11.5), colour);
    let soft = |words| (words, theme::ui_font(11.5), tokens.soft);
    let coder = mark
        .foreign
        .then(|| coding.annotator(mark.statement))
        .flatten();
    let coder = coder.map(|name| format!(" · {name}")).unwrap_or_default();
    let at = rect.min + vec2(10.0, 0.0);
    let width = rect.width() - 10.0;
    let put = |words: &[(&str, FontId, Color32)], at| {
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(line(words, width)));
        painter.galley(at, galley, tokens.ink);
    };
    let strong = |words| (words, theme::strong_font(12.0), tokens.ink);
    if rect.height() > SHORT {
        let topic = coding.topic(mark.statement).unwrap_or("topic?");
        put(&[strong(who)], at);
        put(
            &[stance, soft(" · "), soft(topic), soft(&coder)],
            at + vec2(0.0, 17.0),
        );
    } else {
        put(
            &[
                stance,
                soft(" · "),
                (who, theme::ui_font(11.5), tokens.ink),
                soft(&coder),
            ],
            at,
        );
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if response.clicked() {
        intents.push(Intent::Choose(Some(mark.statement.id.clone())));
    }
    // A statement that starts above the view is shown from its start.
    if response.double_clicked() {
        intents.push(Intent::GoTo(mark.statement.id.clone()));
    }
    response.hovered()
}

/// Words of several kinds in one line, cut where there is no more room.
fn line(words: &[(&str, FontId, Color32)], width: f32) -> LayoutJob {
    let mut job = LayoutJob {
        wrap: TextWrapping::truncate_at_width(width),
        ..LayoutJob::default()
    };
    for (words, font, colour) in words {
        job.append(words, 0.0, TextFormat::simple(font.clone(), *colour));
    }
    job
}

/// A statement in words, for those who do not see it.
fn named(coding: &Coding<'_>, mark: &Mark<'_>) -> WidgetInfo {
    let statement = mark.statement;
    let who = who(coding.project, statement);
    let mut words = vec![who.as_deref().unwrap_or("speaker not coded").to_owned()];
    words.push(
        mark.stance
            .map_or("stance not coded", |s| &s.name)
            .to_owned(),
    );
    words.push(
        coding
            .topic(statement)
            .unwrap_or("topic not coded")
            .to_owned(),
    );
    let coder = coding.annotator(statement).filter(|_| mark.foreign);
    words.extend(coder.map(|name| format!("coded by {name}")));
    let text = coding.article.text.as_str();
    let quote: Vec<&str> = spans(&statement.contents)
        .filter_map(|span| text.get(span))
        .collect();
    let quote = quote.join(" … ");
    WidgetInfo::selected(
        Role::Button,
        true,
        mark.selected,
        format!("Statement: {}: {quote}", words.join(", ")),
    )
}

/// A stretch from top to bottom, in points from the top of the piece.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    start: f32,
    end: f32,
}

impl Place {
    fn len(self) -> f32 {
        self.end - self.start
    }
}

/// Where notes stand that want to be beside their statements: in order, none upon another, all
/// within the height of their paragraph. In two lines each where there is room for that, else in
/// one; those for which there is none have no place, but the chosen one has.
fn places(wants: &[f32], height: f32, chosen: Option<usize>) -> Vec<Option<Place>> {
    let room = |each: f32| (1..=wants.len()).rev().find(|n| small(*n) * each <= height);
    let (each, count) = match (room(TALL), room(SHORT)) {
        (Some(all), _) if all == wants.len() => (TALL, all),
        (_, count) => (SHORT, count.unwrap_or(0)),
    };
    let mut shown: Vec<usize> = (0..count).collect();
    if let (Some(chosen), Some(last)) = (chosen, shown.last_mut())
        && chosen >= count
    {
        *last = chosen;
    }
    let mut places = vec![None; wants.len()];
    let mut free = 0.0_f32;
    for (nth, at) in shown.iter().enumerate() {
        // Those that follow need their room too.
        let latest = height - each * small(count - nth);
        let want = wants.get(*at).copied().unwrap_or(0.0) + 4.0;
        let start = want.min(latest).max(free);
        free = start + each;
        if let Some(place) = places.get_mut(*at) {
            *place = Some(Place { start, end: free });
        }
    }
    places
}

fn small(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::MAX, f32::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::places;
    use crate::testing::cases;

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn notes_never_collide(
            wants in prop::collection::vec(0.0_f32..400.0, 0..30),
            height in 0.0_f32..500.0,
            chosen in prop::option::of(0usize..30),
        ) {
            let mut wants = wants;
            wants.sort_by(f32::total_cmp);
            let chosen = chosen.filter(|at| *at < wants.len());
            let places = places(&wants, height, chosen);
            prop_assert_eq!(places.len(), wants.len());
            let mut free = 0.0;
            for place in places.iter().flatten() {
                prop_assert!(place.start >= free && place.end <= height + 0.1, "{:?}", places);
                free = place.end;
            }
            if let Some(chosen) = chosen.filter(|_| height >= 20.0) {
                prop_assert!(places[chosen].is_some());
            }
        }
    }

    #[test]
    fn a_note_stands_beside_its_statement_when_there_is_room() {
        let starts = |wants: &[f32], height| -> Vec<Option<f32>> {
            places(wants, height, None)
                .iter()
                .map(|p| p.map(|p| p.start))
                .collect()
        };
        assert_eq!(starts(&[0.0, 99.0], 177.0), [Some(4.0), Some(103.0)]);
        assert_eq!(starts(&[0.0, 0.0], 111.0), [Some(4.0), Some(44.0)]);
        assert_eq!(
            starts(&[0.0, 0.0, 0.0], 45.0),
            [Some(4.0), Some(24.0), None]
        );
    }
}
