//! Every command with its key, and what the mouse does, on one page.

use egui::{Key, KeyboardShortcut, RichText, Ui, vec2};
use egui::{ScrollArea, Sense, TextEdit};

use super::command::{Command, Menu};
use super::complete;
use super::intent::Intent;
use super::overlay;
use super::session::Session;
use super::theme::{self, Tokens};

/// What needs no command.
const HANDS: [(&str, &[(&str, &str)]); 3] = [
    (
        "Mouse",
        &[
            ("Drag", "Selects whole words"),
            ("Ctrl+drag", "Selects to the letter"),
            ("Double click", "Selects the word"),
            ("Triple click", "Selects the sentence"),
            ("Click", "Chooses the statement; again: the next one there"),
            ("Right click", "What can be done here"),
        ],
    ),
    (
        "Caret",
        &[
            ("Arrows", "Move the caret; with Shift they select"),
            ("Ctrl+arrows", "Move it by words and paragraphs"),
            (
                "Home, End",
                "Go to the ends of the line; with Ctrl of the text",
            ),
        ],
    ),
    (
        "In a field",
        &[
            ("Enter", "Takes the marked row and goes back to the text"),
            ("Tab", "Takes it and goes on to the next field"),
            ("Up, Down", "Mark another row"),
            ("Backspace", "In an empty field: takes the last one away"),
            ("Esc", "Goes back to the text"),
        ],
    ),
];

/// A row of the page.
struct Line {
    keys: Vec<String>,
    name: String,
    help: String,
    command: Option<Command>,
}

/// Draws the page in the place of the desk.
pub(super) fn show(
    ui: &mut Ui,
    letters: &mut String,
    session: Option<&Session>,
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    overlay::page(ui, |ui| {
        overlay::head(ui, "Keys and commands", intents, |ui| {
            ui.add_space(16.0);
            let field = ui.add(
                TextEdit::singleline(letters)
                    .id(egui::Id::unique("keys field"))
                    .hint_text("Find a command")
                    .desired_width((ui.available_width() - 128.0).clamp(64.0, 240.0))
                    .margin(vec2(8.0, 5.0))
                    .event_filter(complete::keeps_escape()),
            );
            complete::name(ui, &field, "Find a command");
            if ui.memory(|m| m.focused().is_none()) {
                field.request_focus();
            }
        });
        ui.add_space(12.0);
        let groups = groups(session, letters);
        if groups.is_empty() {
            ui.label(RichText::new("No command has these letters").color(tokens.soft));
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            columns(ui, &groups, session, tokens, intents);
        });
    });
}

/// The groups that have anything with these letters.
fn groups(session: Option<&Session>, letters: &str) -> Vec<(String, Vec<Line>)> {
    let menus = Menu::ALL.iter().map(|menu| {
        let commands = menu.sections().iter().copied().flatten();
        let lines = commands.map(|command| {
            let spec = command.spec();
            Line {
                keys: keys(*command),
                name: spec.name.to_owned(),
                help: spec.help.to_owned(),
                command: Some(*command),
            }
        });
        (menu.name().to_owned(), lines.collect::<Vec<_>>())
    });
    let stances = session.map(|session| {
        let keyed = session.project.codebook().stances().iter();
        let lines = keyed.filter_map(|stance| {
            Some(Line {
                keys: vec![stance.key?.to_string()],
                name: stance.name.clone(),
                help: stance.definition.clone(),
                command: None,
            })
        });
        ("Stance".to_owned(), lines.collect())
    });
    let hands = HANDS.iter().map(|(name, lines)| {
        let line = |(keys, what): &(&str, &str)| Line {
            keys: vec![(*keys).to_owned()],
            name: (*what).to_owned(),
            help: String::new(),
            command: None,
        };
        ((*name).to_owned(), lines.iter().map(line).collect())
    });
    let wanted = letters.trim().to_lowercase();
    let fits = |line: &Line| {
        let all = format!("{} {} {}", line.name, line.help, line.keys.join(" "));
        all.to_lowercase().contains(&wanted)
    };
    menus
        .chain(stances)
        .chain(hands)
        .filter_map(|(name, lines)| {
            let lines: Vec<Line> = lines.into_iter().filter(fits).collect();
            (!lines.is_empty()).then_some((name, lines))
        })
        .collect()
}

/// The keys of a command, and the one that it has in a list.
fn keys(command: Command) -> Vec<String> {
    let all = command.spec().keys.iter().map(|key| words(*key));
    all.chain(super::menu::key_in_list(command)).collect()
}

/// As many columns as there is room for, of about the same height; a group is not torn.
fn columns(
    ui: &mut Ui,
    groups: &[(String, Vec<Line>)],
    session: Option<&Session>,
    tokens: &Tokens,
    intents: &mut Vec<Intent>,
) {
    let count = [1200.0, 760.0]
        .iter()
        .filter(|width| ui.available_width() >= **width)
        .count()
        + 1;
    let height = |group: &(String, Vec<Line>)| group.1.len() + 2;
    let total: usize = groups.iter().map(height).sum();
    ui.columns(count, |columns| {
        let mut filled = 0;
        for group in groups {
            let middle = filled + height(group) / 2;
            let at = (middle * count / total.max(1)).min(count - 1);
            filled += height(group);
            if let Some(ui) = columns.get_mut(at) {
                ui.spacing_mut().item_spacing.y = 0.0;
                super::form::section(ui, &group.0);
                ui.add_space(4.0);
                for line in &group.1 {
                    row(ui, line, session, tokens, intents);
                }
                ui.add_space(24.0);
            }
        }
    });
}

fn row(
    ui: &mut Ui,
    line: &Line,
    session: Option<&Session>,
    tokens: &Tokens,
    intents: &mut Vec<Intent>,
) {
    const KEYS: f32 = 140.0;
    let enabled = line.command.is_some_and(|command| command.enabled(session));
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let width = ui.available_width();
    let name = ui.fonts_mut(|fonts| {
        let font = theme::ui_font(13.0);
        fonts.layout(line.name.clone(), font, tokens.ink, width - KEYS - 12.0)
    });
    let height = (name.size().y + 10.0).max(26.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    response.widget_info(|| {
        let words = format!("{}: {}", line.name, line.keys.join(", "));
        egui::WidgetInfo::labeled(egui::Role::Button, enabled, words)
    });
    if enabled && (response.hovered() || response.has_focus()) {
        let hover = tokens.accent.gamma_multiply(0.10);
        ui.painter()
            .rect_filled(rect.expand2(vec2(4.0, 0.0)), 4.0, hover);
    }
    let mut x = rect.left();
    for key in &line.keys {
        x = cap(ui, egui::pos2(x, rect.top() + 13.0), key, tokens) + 4.0;
    }
    let at = egui::pos2(rect.left() + KEYS, rect.top() + 13.0 - 8.0);
    ui.painter().galley(at, name, tokens.ink);
    let response = if line.help.is_empty() {
        response
    } else {
        response.on_hover_text(&line.help)
    };
    if response.clicked()
        && let Some(command) = line.command
    {
        intents.extend([Intent::Close, Intent::Run(command)]);
    }
}

/// The picture of a key whose left middle is given; where it ends.
fn cap(ui: &Ui, at: egui::Pos2, words: &str, tokens: &Tokens) -> f32 {
    let font = theme::ui_font(11.5);
    let galley = ui.fonts_mut(|f| f.layout_no_wrap(words.to_owned(), font, tokens.soft));
    let size = vec2(galley.size().x + 10.0, 20.0);
    let rect = egui::Rect::from_min_size(egui::pos2(at.x, at.y - 10.0), size);
    let stroke = egui::Stroke::new(1.0, tokens.line);
    ui.painter()
        .rect(rect, 4.0, tokens.panel, stroke, egui::StrokeKind::Inside);
    let corner = rect.center() - galley.size() / 2.0;
    ui.painter().galley(corner, galley, tokens.soft);
    rect.right()
}

/// A key as it is written on keyboards.
pub(super) fn words(key: KeyboardShortcut) -> String {
    let mut words = String::new();
    for (held, name) in [
        (key.modifiers.command, "Ctrl+"),
        (key.modifiers.alt, "Alt+"),
        (key.modifiers.shift, "Shift+"),
    ] {
        if held {
            words.push_str(name);
        }
    }
    words.push_str(match key.logical_key {
        Key::Escape => "Esc",
        Key::PageUp => "Page up",
        Key::PageDown => "Page down",
        Key::Plus => "+",
        Key::Minus => "-",
        Key::Equals => "=",
        other => other.name(),
    });
    words
}
