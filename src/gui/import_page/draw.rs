//! Drawing the page: what is read and how on the left, what would come on the right.

use egui::{
    Button, Id, Key, Label, Modifiers, ProgressBar, RichText, ScrollArea, Sense, Ui, WidgetInfo,
    vec2,
};

use super::super::dialogs::Request;
use super::super::intent::Intent;
use super::super::session::Session;
use super::super::theme::{self, Tokens};
use super::super::words::{counted, statements, thousands};
use super::super::{form, overlay};
use super::source::kinds;
use super::trial::{Line, Trial};
use super::{State, Way, rows};

/// The width of the left part, in points.
const LEFT: f32 = 400.0;
/// Narrower than this, the parts stand one below the other.
const NARROW: f32 = 820.0;
/// The room below the parts, for the buttons.
const FOOT: f32 = 44.0;
/// So many new codes are named.
const NEW: usize = 40;
/// So many remarks of each kind are shown, so that one comes to what follows; the report has all.
const REMARKS: usize = 30;

/// What has the keyboard where no field and no button has: Enter imports.
fn id() -> Id {
    Id::unique("import page")
}

/// Draws the page in the place of the desk.
pub(in super::super) fn show(
    ui: &mut Ui,
    state: &mut State,
    session: Option<&Session>,
    intents: &mut Vec<Intent>,
) {
    overlay::page(ui, |ui| {
        overlay::head(ui, "Import", intents, |_| {});
        ui.add_space(12.0);
        if state.paths.is_empty() {
            ui.scope(|ui| empty(ui, intents));
            return;
        }
        let page = ui.interact(ui.max_rect(), id(), Sense::focusable_noninteractive());
        page.widget_info(|| WidgetInfo::labeled(egui::Role::Form, true, "What would come"));
        if ui.memory(|m| m.focused().is_none()) {
            page.request_focus();
        }
        let height = (ui.available_height() - FOOT).max(80.0);
        if ui.available_width() < NARROW {
            scroll(ui, "import", height, |ui| {
                left(ui, state, session, intents);
                ui.add_space(16.0);
                right(ui, state, session);
                overlay::scroll_by_keys(ui, height);
            });
        } else {
            ui.horizontal_top(|ui| {
                ui.allocate_ui(vec2(LEFT, height), |ui| {
                    ui.set_width(LEFT);
                    scroll(ui, "how", height, |ui| left(ui, state, session, intents));
                });
                ui.add_space(24.0);
                scroll(ui, "what comes", height, |ui| {
                    right(ui, state, session);
                    overlay::scroll_by_keys(ui, height);
                });
            });
        }
        ui.add_space(8.0);
        foot(ui, state, session, intents);
    });
}

fn scroll(ui: &mut Ui, name: &str, height: f32, contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(name)
        .max_height(height)
        .auto_shrink(false)
        .show(ui, |ui| {
            // Room for the bar of the scroll area.
            ui.set_max_width(ui.available_width() - 12.0);
            ui.vertical(contents);
        });
}

/// Nothing is chosen yet: what can be.
fn empty(ui: &mut Ui, intents: &mut Vec<Intent>) {
    ui.set_max_width(form::WIDTH);
    let tokens = Tokens::of(ui);
    let words = "Statements and articles come in from files of other programs. Nothing changes \
                 before you have seen what would come.";
    ui.add(Label::new(words).wrap());
    ui.add_space(12.0);
    choose(ui, true, intents);
    ui.add_space(12.0);
    let words = "Files can be dropped on the window, too.";
    ui.add(Label::new(RichText::new(words).color(tokens.soft)).wrap());
    ui.add(Label::new(RichText::new(kinds()).color(tokens.soft)).wrap());
}

fn choose(ui: &mut Ui, first: bool, intents: &mut Vec<Intent>) {
    ui.horizontal_wrapped(|ui| {
        let files = ui.add(Button::new("Choose files…").min_size(vec2(0.0, form::LINE)));
        if first && ui.memory(|m| m.focused().is_none()) {
            files.request_focus();
        }
        if files
            .on_hover_text("One file or several of one kind")
            .clicked()
        {
            intents.push(Intent::Ask(Request::Import { folder: false }));
        }
        let folder = ui.add(Button::new("Choose a folder…").min_size(vec2(0.0, form::LINE)));
        let help = "All files in it and below that can be read";
        if folder.on_hover_text(help).clicked() {
            intents.push(Intent::Ask(Request::Import { folder: true }));
        }
    });
}

fn left(ui: &mut Ui, state: &mut State, session: Option<&Session>, intents: &mut Vec<Intent>) {
    let names: Vec<String> = state
        .paths
        .iter()
        .map(|path| super::super::jobs::name(path))
        .collect();
    let shown = match names.as_slice() {
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", thousands(rest.len())),
        [] => String::new(),
    };
    let title = RichText::new(shown).font(theme::strong_font(15.0));
    ui.add(Label::new(title).truncate())
        .on_hover_text(names.join("\n"));
    ui.add_space(4.0);
    choose(ui, false, intents);
    ui.add_space(12.0);
    rows::show(ui, state, session);
}

/// What would come.
fn right(ui: &mut Ui, state: &State, session: Option<&Session>) {
    let tokens = Tokens::of(ui);
    if let Some(trouble) = &state.trouble {
        let words = RichText::new(trouble).color(tokens.danger);
        ui.add(Label::new(words).wrap());
        return;
    }
    let Some(trial) = state.known(session) else {
        let words = if state.stopped {
            "It was stopped: choose files, or what they are read as, to begin again"
        } else {
            "Reading…"
        };
        ui.label(RichText::new(words).color(tokens.soft));
        return;
    };
    totals(ui, trial);
    remarks(ui, "Left out", &trial.failures, tokens.danger);
    remarks(ui, "To be known", &trial.notes, tokens.ink);
    if !trial.made.is_empty() {
        ui.add_space(12.0);
        let new = counted(
            trial.made.len(),
            "new code or annotator",
            "new codes and annotators",
        );
        form::section(ui, &new);
        let mut words = trial
            .made
            .iter()
            .take(NEW)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        let more = trial.made.len().saturating_sub(NEW);
        if more > 0 {
            words = format!("{words} and {} more", thousands(more));
        }
        ui.add(Label::new(words).wrap());
    }
    preview(ui, trial);
}

fn totals(ui: &mut Ui, trial: &Trial) {
    let tokens = Tokens::of(ui);
    let mut parts = vec![
        counted(trial.articles, "new article", "new articles"),
        statements(trial.statements),
    ];
    if trial.verdicts > 0 {
        parts.push(counted(trial.verdicts, "verdict", "verdicts"));
    }
    let words = format!("Would come: {}", parts.join(", "));
    ui.add(Label::new(RichText::new(words).font(theme::strong_font(15.0))).wrap());
    if trial.edit.is_empty() {
        let words = if trial.failures.is_empty() {
            "All of it is in the project already"
        } else if trial.columns.iter().any(|column| column.taken_as.is_none()) {
            "Nothing of it can be taken yet: say on the left what the columns are"
        } else {
            "Nothing of it can be taken as it is: the reasons stand below"
        };
        ui.add(Label::new(RichText::new(words).color(tokens.soft)).wrap());
    }
}

fn remarks(ui: &mut Ui, name: &str, list: &[String], colour: egui::Color32) {
    if list.is_empty() {
        return;
    }
    ui.add_space(12.0);
    form::section(ui, &format!("{name}: {}", thousands(list.len())));
    for remark in list.iter().take(REMARKS) {
        let words = RichText::new(format!("– {remark}")).color(colour);
        ui.add(Label::new(words).wrap());
    }
    let more = list.len().saturating_sub(REMARKS);
    if more > 0 {
        form::note(
            ui,
            &format!("and {} more: Copy report has all", thousands(more)),
        );
    }
}

fn preview(ui: &mut Ui, trial: &Trial) {
    if trial.lines.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    ui.add_space(12.0);
    form::section(ui, "In the order of the files");
    for line in &trial.lines {
        match line {
            Line::Article(title, details) => {
                ui.add_space(4.0);
                let mut job = egui::text::LayoutJob::default();
                let strong = egui::TextFormat::simple(theme::strong_font(13.0), tokens.ink);
                job.append(title, 0.0, strong);
                let soft = egui::TextFormat::simple(theme::ui_font(12.0), tokens.soft);
                job.append(details, 8.0, soft);
                ui.add(Label::new(job).truncate());
            }
            Line::Statement(coding, quote) => {
                let mut job = egui::text::LayoutJob::default();
                let plain = egui::TextFormat::simple(theme::ui_font(13.0), tokens.ink);
                job.append(quote, 12.0, plain);
                let soft = egui::TextFormat::simple(theme::ui_font(12.0), tokens.soft);
                job.append(coding, 8.0, soft);
                ui.add(Label::new(job).truncate());
            }
        }
    }
    if trial.more > 0 {
        form::note(ui, &format!("and {} more", thousands(trial.more)));
    }
}

/// The button, or what goes on.
fn foot(ui: &mut Ui, state: &mut State, session: Option<&Session>, intents: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        if state.is_running() && state.known(session).is_none() {
            let (done, all) = state.progress;
            if state.reading.is_some() && all > 0 {
                #[expect(clippy::cast_precision_loss, reason = "a bar need not be exact")]
                let share = done as f32 / all as f32;
                let bar = ui.add(ProgressBar::new(share).desired_width(160.0));
                super::super::complete::name(ui, &bar, "Files that were read");
                let files = counted(all, "file", "files");
                ui.label(format!("Read {} of {files}", thousands(done)));
            } else {
                ui.label("Looking at what would come…");
            }
            if ui.button("Stop").clicked() {
                state.stop();
            }
            return;
        }
        let trial = state.known(session);
        let ready = trial.is_some_and(|trial| !trial.edit.is_empty());
        let go = Button::new("Import").shortcut_text("Enter");
        let go = ui.add_enabled(ready, go.min_size(vec2(0.0, form::LINE)));
        // On a button or in a field Enter is its own.
        let free = ui.memory(|m| m.focused().is_none_or(|focused| focused == id()));
        let enter = free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let help = "One step for undo; a backup is made first";
        if go.on_hover_text(help).clicked() || enter && ready {
            intents.push(Intent::Import);
        }
        if let Some(trial) = trial {
            let copy = ui.add(Button::new("Copy report").min_size(vec2(0.0, form::LINE)));
            if copy.on_hover_text("All remarks, as text").clicked() {
                ui.ctx().copy_text(trial.report_in_words());
            }
        }
    });
}

/// What the left part is called where it is read as articles.
pub(super) fn way_name(way: Way) -> &'static str {
    match way {
        Way::Articles => "Articles",
        Way::Format(format) => format.name,
    }
}

/// What became of the last import.
pub(in super::super) fn report(ui: &mut Ui, words: &str, intents: &mut Vec<Intent>) {
    overlay::page(ui, |ui| {
        overlay::head(ui, "Report of the last import", intents, |_| {});
        ui.add_space(8.0);
        if ui.button("Copy report").clicked() {
            ui.ctx().copy_text(words.to_owned());
        }
        ui.add_space(8.0);
        let lines: Vec<&str> = words.lines().collect();
        let row = ui.text_style_height(&egui::TextStyle::Body);
        ScrollArea::both()
            .id_salt(Id::unique("import report"))
            .auto_shrink(false)
            .show_rows(ui, row, lines.len(), |ui, shown| {
                for line in lines.get(shown).unwrap_or_default() {
                    ui.add(Label::new(*line).extend());
                }
            });
    });
}
