//! The coding as a sentence, so that a wrong sign is seen.

use egui::Ui;

use super::super::theme::{self, Tokens};
use crate::model::{CodeId, Id as _, Naming, Project, Statement, Target};

const LINE: f32 = 20.0;

/// Who says it; `None` while that is not coded.
pub(in super::super) fn who(project: &Project, statement: &Statement) -> Option<String> {
    let speakers = project.codebook().speakers();
    let names: Vec<&str> = statement
        .speakers
        .iter()
        .filter_map(|id| speakers.get(id))
        .map(|speaker| speaker.name.as_str())
        .collect();
    match (names.is_empty(), statement.naming) {
        (false, _) => Some(names.join(" and ")),
        (true, Some(Naming::NoneGiven)) => Some("No source given".to_owned()),
        (true, Some(Naming::Unnamed)) => Some("An unnamed source".to_owned()),
        (true, _) => None,
    }
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, project: &Project, statement: &Statement) {
    let tokens = Tokens::of(ui);
    let book = project.codebook();
    let stance = statement
        .stance
        .as_ref()
        .and_then(|id| book.stances().get(id));
    let who = who(project, statement).unwrap_or_else(|| "Somebody".to_owned());
    let toward = match &statement.target {
        Target::Topic => statement
            .topics
            .first()
            .and_then(|id| book.topics().get(id))
            .map(|topic| topic.target_words().to_owned()),
        Target::Speaker(id) => Some(book.name(&CodeId::Speaker(id.clone())).to_owned()),
        Target::Text(words) => Some(words.clone()),
    };
    let (colour, _) = tokens.stance(stance.map(AsRef::as_ref));
    let verb = stance.map_or("stance not coded", |stance| match stance.id.as_str() {
        "support" => "supports",
        "oppose" => "opposes",
        "neutral" => "takes no side on",
        "mixed" => "is for and against",
        "unclear" => "is unclear on",
        "none" => "does not say where they stand on",
        _ => &stance.name,
    });
    let mut job = egui::text::LayoutJob::default();
    let font = theme::ui_font(13.0);
    let strong = theme::strong_font(13.0);
    let plain = |job: &mut egui::text::LayoutJob, words: &str, font: &egui::FontId, colour| {
        job.append(
            words,
            0.0,
            egui::TextFormat {
                line_height: Some(LINE),
                ..egui::TextFormat::simple(font.clone(), colour)
            },
        );
    };
    plain(&mut job, &who, &strong, tokens.ink);
    plain(&mut job, " — ", &font, tokens.soft);
    plain(&mut job, verb, &strong, tokens.words(colour));
    plain(&mut job, " — ", &font, tokens.soft);
    match &toward {
        Some(words) => plain(&mut job, words, &font, tokens.ink),
        None => plain(&mut job, "topic not coded", &font, tokens.soft),
    }
    egui::Frame::new()
        .fill(tokens.paper)
        .stroke(egui::Stroke::new(1.0, tokens.line))
        .corner_radius(6)
        .inner_margin(egui::Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            // Two lines also where one would do, so that the fields stay in their places.
            ui.set_min_height(2.0 * LINE);
            job.wrap.max_width = ui.available_width();
            ui.label(job);
        });
}
