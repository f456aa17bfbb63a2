//! The buttons of the stances.

use egui::{Button, RichText, Stroke, Ui, vec2};

use super::super::intent::Intent;
use super::super::ranking;
use super::super::session::Session;
use super::super::theme::{self, Tokens};
use super::{Mark, marked_row};
use crate::model::{CodeStatus, Statement};

/// Draws them; the one that is set is filled and bold.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    statement: &Statement,
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let help = "Set the stance again, also the same one, to take the mark off; L does so too";
    let mark = match (
        statement.flag,
        session.topic_changed.contains(&statement.id),
    ) {
        (false, _) => ranking::stance(session, statement).map(|told| {
            let words = format!("likely: {}", told.stance.name);
            Mark::quiet(words, told.why)
        }),
        (true, true) => Some(Mark::loud("look again, the topic changed", help)),
        (true, false) => Some(Mark::loud("look again", help)),
    };
    marked_row(ui, "Stance", mark, |ui| {
        let column = ui.available_width();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            ui.spacing_mut().button_padding.x = 6.0;
            for stance in session.project.codebook().stances().iter() {
                let chosen = statement.stance.as_ref() == Some(&stance.id);
                if stance.status == CodeStatus::Retired && !chosen {
                    continue;
                }
                let colour = tokens.words(tokens.stance(Some(stance)).0);
                let name = match stance.key {
                    Some(key) => format!("{key} {}", stance.name),
                    None => stance.name.clone(),
                };
                // As wide as in bold, so that none moves when one is set.
                let bold = theme::strong_font(13.0);
                let width = ui.fonts_mut(|fonts| {
                    let galley = fonts.layout_no_wrap(name.clone(), bold.clone(), tokens.ink);
                    galley.size().x
                });
                let padding = 2.0 * ui.spacing().button_padding.x;
                let mut words = RichText::new(name).color(tokens.ink);
                if chosen {
                    words = words.font(bold).color(tokens.paper);
                }
                let wanted = (width + padding).ceil();
                let mut button = Button::new(words).min_size(vec2(wanted.min(column), 0.0));
                if wanted > column {
                    // A row of its own, cut short: wider, it would push the fields out of sight.
                    if ui.cursor().left() > ui.max_rect().left() {
                        ui.end_row();
                    }
                    button = button.truncate();
                }
                if chosen {
                    button = button.fill(colour).stroke(Stroke::new(1.0, colour));
                }
                let response = ui
                    .add(button.selected(chosen))
                    .on_hover_text(&stance.definition);
                if response.clicked() {
                    // A second click takes it back: not yet coded. On a mark it says that it stands.
                    let back = chosen && !statement.flag;
                    let value = (!back).then(|| stance.id.clone());
                    intents.push(Intent::SetStance(value));
                }
            }
        });
    });
}
