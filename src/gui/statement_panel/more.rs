//! What stands under More: form, naming, on behalf of, target, marked words; and in one line what
//! of it is coded.

use egui::{Button, RichText, Sense, Ui, vec2};

use super::super::command::Command;
use super::super::intent::Intent;
use super::super::menu;
use super::super::session::Session;
use super::super::theme::{self, Tokens};
use super::{chip, command_button, fields, row, shorten};
use crate::edit::Edit;
use crate::model::{CodeId, Form, Naming, Project, Statement, StatementChange, Target};

const FORMS: [(Form, &str, &str); 5] = [
    (Form::Direct, "Direct", "In quotation marks"),
    (Form::Mixed, "Mixed", "Partly in quotation marks"),
    (Form::Indirect, "Indirect", "In the article’s words"),
    (
        Form::FreeIndirect,
        "Free indirect",
        "The speaker’s thought in the article’s grammar",
    ),
    (
        Form::Reported,
        "Reported",
        "Only a summary of what was said",
    ),
];

const NAMINGS: [(Naming, &str, &str); 3] = [
    (Naming::Named, "Named", "The text names who says it"),
    (Naming::Unnamed, "Unnamed", "“Four officials”, “critics”"),
    (Naming::NoneGiven, "None given", "“It is expected that …”"),
];

/// Draws the line, and below it what it opens.
pub(super) fn show(
    ui: &mut Ui,
    session: &mut Session,
    statement: &Statement,
    intents: &mut Vec<Intent>,
) {
    let open = session.more_open;
    let summary = summary(&session.project, statement);
    if line(ui, open, &summary) {
        intents.push(Intent::Run(Command::ToggleMore));
    }
    if !open {
        return;
    }
    choice(ui, "Form", &FORMS, statement.form, |form| {
        intents.push(change(statement, StatementChange::Form(form)));
    });
    choice(ui, "Naming", &NAMINGS, statement.naming, |naming| {
        intents.push(change(statement, StatementChange::Naming(naming)));
    });
    fields::on_behalf(ui, session, statement, intents);
    fields::target(ui, session, statement, intents);
    parts(ui, session, statement, intents);
    row(ui, "Look again", |ui| {
        let words = if statement.flag { "Marked" } else { "Mark" };
        let tip = menu::tooltip(ui.ctx(), Command::ToggleFlag);
        let button = Button::new(words).selected(statement.flag);
        if ui.add(button).on_hover_text(tip).clicked() {
            let flag = StatementChange::Flag(!statement.flag);
            intents.push(change(statement, flag));
        }
    });
    ui.add_space(4.0);
    for command in [
        Command::AnotherHere,
        Command::Duplicate,
        Command::DeleteStatement,
    ] {
        command_button(ui, command, intents);
    }
}

/// The line that opens and closes; whether it was clicked.
fn line(ui: &mut Ui, open: bool, summary: &str) -> bool {
    let tokens = Tokens::of(ui);
    let words = if open || summary.is_empty() {
        "More".to_owned()
    } else {
        format!("More: {summary}")
    };
    let size = vec2(ui.available_width(), 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, open, words.as_str()));
    let font = theme::ui_font(13.0);
    let mut job =
        egui::text::LayoutJob::simple_singleline(words.clone(), font, tokens.words(tokens.accent));
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 16.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = egui::pos2(rect.left() + 16.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, tokens.accent);
    let middle = egui::pos2(rect.left() + 5.0, rect.center().y);
    let corner = |x: f32, y: f32| middle + vec2(x, y);
    let corners = if open {
        [corner(-4.0, -2.0), corner(4.0, -2.0), corner(0.0, 3.0)]
    } else {
        [corner(-2.0, -4.0), corner(3.0, 0.0), corner(-2.0, 4.0)]
    };
    let triangle = egui::Shape::convex_polygon(corners.to_vec(), tokens.accent, egui::Stroke::NONE);
    ui.painter().add(triangle);
    if response.hovered() || response.has_focus() {
        let under = rect.bottom() - 3.0;
        ui.painter()
            .hline(rect.x_range(), under, (1.0, tokens.line));
    }
    let tip = menu::tooltip(ui.ctx(), Command::ToggleMore);
    let tip = if open { tip } else { format!("{words}\n{tip}") };
    response.on_hover_text(tip).clicked()
}

/// What is coded under More, in words.
fn summary(project: &Project, statement: &Statement) -> String {
    let book = project.codebook();
    let name = |id: &crate::model::SpeakerId| book.name(&CodeId::Speaker(id.clone())).to_owned();
    let word = |found: Option<&str>| found.map(str::to_lowercase);
    let form = FORMS
        .iter()
        .find(|(form, ..)| Some(*form) == statement.form);
    let naming = NAMINGS
        .iter()
        .find(|(naming, ..)| Some(*naming) == statement.naming);
    let behalf: Vec<String> = statement.on_behalf_of.iter().map(name).collect();
    let spans = statement.contents.len();
    [
        statement.flag.then(|| "look again".to_owned()),
        word(form.map(|(_, words, _)| *words)),
        match statement.naming {
            Some(Naming::NoneGiven) => Some("no source given".to_owned()),
            _ => word(naming.map(|(_, words, _)| *words)),
        },
        (!behalf.is_empty()).then(|| format!("on behalf of {}", behalf.join(" and "))),
        match &statement.target {
            Target::Topic => None,
            Target::Speaker(id) => Some(format!("toward {}", name(id))),
            Target::Text(words) => Some(format!("toward “{words}”")),
        },
        (spans > 1).then(|| format!("{spans} spans")),
        (!statement.source.is_empty()).then(|| "source".to_owned()),
        (!statement.cue.is_empty()).then(|| "cue".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}

/// A row of which one value can be chosen, or none.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    values: &[(T, &str, &str)],
    now: Option<T>,
    mut choose: impl FnMut(Option<T>),
) {
    row(ui, name, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (value, words, help) in values {
                let chosen = now == Some(*value);
                let mut text = RichText::new(*words);
                if chosen {
                    text = text.font(theme::strong_font(13.0));
                }
                let button = Button::new(text).selected(chosen);
                if ui.add(button).on_hover_text(*help).clicked() {
                    choose((!chosen).then_some(*value));
                }
            }
        });
    });
}

fn change(statement: &Statement, change: StatementChange) -> Intent {
    Intent::Apply(Edit::ChangeStatement {
        id: statement.id.clone(),
        change,
    })
}

/// The marked words: spans beyond the first, source, cue; each can be taken away.
fn parts(ui: &mut Ui, session: &Session, statement: &Statement, intents: &mut Vec<Intent>) {
    let Some(article) = session.project.articles().get(&statement.article) else {
        return;
    };
    let lists = [
        (
            "Spans",
            &statement.contents,
            StatementChange::Contents as fn(_) -> _,
        ),
        ("Source", &statement.source, StatementChange::Source),
        ("Cue", &statement.cue, StatementChange::Cue),
    ];
    for (name, anchors, make) in lists {
        let alone = name == "Spans" && anchors.len() < 2;
        if anchors.is_empty() || alone {
            continue;
        }
        row(ui, name, |ui| {
            for (at, anchor) in anchors.iter().enumerate() {
                let words = shorten(anchor.quote(&article.text), 60);
                if chip(ui, &name.to_lowercase(), &words, "") {
                    let mut left = anchors.clone();
                    left.remove(at);
                    intents.push(change(statement, make(left)));
                }
            }
        });
    }
}
