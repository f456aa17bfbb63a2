//! What would become of an article's statements under another text, before it is replaced.

use egui::{Button, Margin, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::form;
use super::intent::Intent;
use super::session::{Page, Session};
use super::theme::{self, Tokens};
use crate::edit::{self, Edit};
use crate::model::{Anchor, ArticleId, Project, Statement};
use crate::text::Text;

const ROW: f32 = 28.0;

/// A text that may take the place of an article's.
#[derive(Debug)]
pub struct Preview {
    pub article: ArticleId,
    /// The name of the file that it comes from.
    pub file: String,
    pub text: Text,
    /// What would become of the statements, at a state of the project.
    fate: Option<(u64, Fate)>,
}

/// What becomes of statements when the text under them is another.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fate {
    pub stay: usize,
    pub moved: usize,
    /// The words of each statement that are not in the new text.
    pub lost: Vec<String>,
}

impl Preview {
    pub(super) fn new(article: ArticleId, file: String, text: Text) -> Self {
        Self {
            article,
            file,
            text,
            fate: None,
        }
    }
}

impl Fate {
    /// What an edit that replaces a text does to the statements in it.
    pub(super) fn of(project: &Project, edit: &Edit) -> Self {
        let mut fate = Self::default();
        let Edit::ReplaceText {
            article,
            text,
            statements,
            ..
        } = edit
        else {
            return fate;
        };
        let Some(article) = project.articles().get(article) else {
            return fate;
        };
        for after in statements {
            let Some(before) = project.statement(&after.id) else {
                continue;
            };
            let lost: Vec<&str> = after
                .anchors()
                .filter(|anchor| anchor.is_detached())
                .map(|anchor| anchor.quote(text))
                .collect();
            let places = |statement: &Statement, text: &Text| {
                let anchors = statement.anchors();
                anchors.map(|a: &Anchor| a.chars(text)).collect::<Vec<_>>()
            };
            if !lost.is_empty() {
                fate.lost.push(lost.join(" … ").replace('\n', " "));
            } else if places(before, &article.text) == places(after, text) {
                fate.stay += 1;
            } else {
                fate.moved += 1;
            }
        }
        fate
    }
}

/// The id that has the keyboard: Enter replaces, Esc goes back.
pub(super) fn id() -> egui::Id {
    egui::Id::unique("replace page")
}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let Session {
        project,
        history,
        replacing,
        ..
    } = session;
    let Some(preview) = replacing else {
        intents.push(Intent::Show(Page::Article));
        return;
    };
    let Some(article) = project.articles().get(&preview.article) else {
        intents.push(Intent::Show(Page::Article));
        return;
    };
    let now = history.state();
    if preview.fate.as_ref().map(|(at, _)| *at) != Some(now) {
        let edit = edit::replace_text(project, &preview.article, preview.text.clone());
        let fate = edit.map_or_else(|_| Fate::default(), |edit| Fate::of(project, &edit));
        preview.fate = Some((now, fate));
    }
    let page = ui.interact(ui.max_rect(), id(), Sense::focusable_noninteractive());
    let title = if article.title.is_empty() {
        "Without a title"
    } else {
        &article.title
    };
    let words = format!("Replace the text of {title}");
    page.widget_info(|| WidgetInfo::labeled(egui::Role::Form, true, words.as_str()));
    let side = ((ui.available_width() - form::WIDTH) / 2.0).clamp(24.0, 160.0);
    let margin = Margin::symmetric(narrow(side), 24);
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_max_width(form::WIDTH);
        let Some((_, fate)) = &preview.fate else {
            return;
        };
        let heading = RichText::new("Replace the text?").font(theme::title_font(22.0));
        ui.label(heading.color(Tokens::of(ui).ink));
        ui.add_space(8.0);
        form::row(ui, "Article", |ui| form::words(ui, title));
        form::row(ui, "New text", |ui| form::words(ui, &preview.file));
        let (old, new) = (article.text.chars(), preview.text.chars());
        let words = format!("{old} now, {new} then");
        form::row(ui, "Characters", |ui| form::words(ui, &words));
        numbers(ui, fate);
        ui.add_space(16.0);
        buttons(ui, page.has_focus(), intents);
        if !fate.lost.is_empty() {
            ui.add_space(16.0);
            lost(ui, &fate.lost);
        }
    });
}

fn narrow(side: f32) -> i8 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "at most 160 points, and at most 127 kept"
    )]
    let side = side.min(127.0) as i8;
    side
}

fn numbers(ui: &mut Ui, fate: &Fate) {
    ui.add_space(8.0);
    ui.separator();
    ui.add_space(4.0);
    form::section(ui, "Statements");
    if *fate == Fate::default() {
        ui.label("None in this article");
        return;
    }
    for (count, words) in [
        (fate.stay, "stay where they are"),
        (fate.moved, "move with their words"),
        (
            fate.lost.len(),
            "lose their place: some of their words are not in the new text",
        ),
    ] {
        ui.label(format!("{count} {words}"));
    }
}

fn buttons(ui: &mut Ui, focused: bool, intents: &mut Vec<Intent>) {
    let enter = focused && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    ui.horizontal(|ui| {
        let size = vec2(0.0, form::LINE);
        let replace = Button::new("Replace").shortcut_text("Enter").min_size(size);
        let help = "Puts the new text there; undo brings the old one back (Ctrl+Z)";
        if ui.add(replace).on_hover_text(help).clicked() || enter {
            intents.push(Intent::ReplaceText);
        }
        let cancel = Button::new("Cancel").shortcut_text("Esc").min_size(size);
        if ui.add(cancel).clicked() {
            intents.push(Intent::Show(Page::Article));
        }
    });
}

fn lost(ui: &mut Ui, quotes: &[String]) {
    let tokens = Tokens::of(ui);
    form::section(ui, "Without a place then");
    form::note(
        ui,
        "They keep their words and their coding, and can be put elsewhere by hand",
    );
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("lost quotes")
        .auto_shrink([false, true])
        .show_rows(ui, ROW, quotes.len(), |ui, rows| {
            for quote in quotes.iter().skip(rows.start).take(rows.len()) {
                let short = super::statement_panel::shorten(quote, 200);
                let words = RichText::new(format!("“{short}”")).font(theme::reading_font(14.0));
                let (rect, _) =
                    ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
                let label = egui::Label::new(words.color(tokens.ink)).truncate();
                let left = egui::Layout::left_to_right(egui::Align::Center);
                ui.scope_builder(UiBuilder::new().max_rect(rect).layout(left), |ui| {
                    ui.add(label)
                });
                ui.painter()
                    .hline(rect.x_range(), rect.bottom(), (1.0, tokens.line));
            }
        });
}
