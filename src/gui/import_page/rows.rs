//! What is asked about files that come in: what they are, whose they are, what is what in them.

use egui::{Id, Label, RichText, TextEdit, Ui, vec2};

use super::super::form::{Choice, Picker};
use super::super::session::Session;
use super::super::theme::{self, Tokens};
use super::super::words::statements;
use super::super::{complete, form};
use super::draw::way_name;
use super::{State, Way, read};
use crate::exchange::{Mapping, NamePattern, column_names};

/// So many names of files are read by the pattern as it is typed.
const NAMES: usize = 3;

/// Encodings by their names in the Encoding Standard, and for which languages they are usual.
const ENCODINGS: [(&str, &str); 16] = [
    ("utf-8", "all languages"),
    ("utf-16le", "all languages, Windows"),
    ("utf-16be", "all languages"),
    (
        "windows-1252",
        "Western European English German French Spanish",
    ),
    ("windows-1251", "Cyrillic Ukrainian Russian Bulgarian"),
    ("koi8-u", "Cyrillic Ukrainian"),
    ("koi8-r", "Cyrillic Russian"),
    ("windows-1250", "Central European Polish Czech Hungarian"),
    ("iso-8859-2", "Central European Polish Czech Hungarian"),
    ("windows-1253", "Greek"),
    ("windows-1254", "Turkish"),
    ("windows-1256", "Arabic"),
    ("shift_jis", "Japanese"),
    ("gb18030", "Chinese simplified"),
    ("big5", "Chinese traditional"),
    ("euc-kr", "Korean"),
];

pub(super) fn show(ui: &mut Ui, state: &mut State, session: Option<&Session>) {
    form::row(ui, "Read as", |ui| way(ui, state));
    let Some(way) = state.way else {
        return;
    };
    match way {
        Way::Articles => {
            names(ui, state);
            encoding(ui, state);
        }
        Way::Format(_) => {
            coder(ui, state, session);
            if state.columns().is_empty() {
                map(ui, state);
            } else {
                ui.add_space(8.0);
                columns(ui, state);
            }
        }
    }
}

/// What the files are: first what they look like.
fn way(ui: &mut Ui, state: &mut State) {
    let mut ways: Vec<Way> = state
        .candidates
        .iter()
        .map(|format| Way::Format(format))
        .collect();
    ways.push(Way::Articles);
    let others = read().map(Way::Format);
    for way in others {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for way in ways {
            let help = match way {
                Way::Articles => {
                    "Texts, web pages, documents, mails: the reader of articles looks at each"
                }
                Way::Format(format) => format.about,
            };
            if form::option(ui, way_name(way), state.way == Some(way), help) {
                chosen = Some(way);
            }
        }
    });
    if let Some(way) = chosen {
        state.choose(way);
    }
}

/// Who made the statements that name nobody; asked where there are any.
fn coder(ui: &mut Ui, state: &mut State, session: Option<&Session>) {
    let nobody = state.trial.as_ref().map_or(0, |(_, trial)| trial.nobody);
    if nobody == 0 {
        return;
    }
    form::row(ui, "By", |ui| {
        let picker = Picker {
            id: Id::unique("import by"),
            label: "Who made the statements that name nobody",
            shown: state.by.as_deref().unwrap_or("Nobody known"),
            none: Some("Nobody known"),
            help: "Nobody known stands under the name “import”",
        };
        let chosen = picker.show(ui, || {
            let project = session.map(|session| &session.project);
            let annotators = project.into_iter().flat_map(|p| p.annotators().iter());
            let mut names: Vec<String> = annotators.map(|a| a.name.clone()).collect();
            let me = session.and_then(Session::my_name);
            if let Some(me) = me.filter(|me| names.iter().all(|name| name != me)) {
                names.insert(0, me.to_owned());
            }
            let choice = |name: String| Choice {
                value: name.clone(),
                name,
                also: String::new(),
            };
            names.into_iter().map(choice).collect()
        });
        if let Some(by) = chosen {
            state.by = by;
        }
        let name = if nobody == 1 { "names" } else { "name" };
        form::note(ui, &format!("{} {name} nobody", statements(nobody)));
    });
}

/// The columns of a table, each with what it is taken for.
fn columns(ui: &mut Ui, state: &mut State) {
    let tokens = Tokens::of(ui);
    form::section(ui, "Columns");
    ui.add_space(4.0);
    let mut changed = None;
    let width = ui.available_width();
    for (at, column) in state.columns().iter().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.allocate_ui(vec2(width * 0.55, form::LINE), |ui| {
                ui.set_width(width * 0.55);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let name = match column.name.trim() {
                        "" => "(no name)",
                        name => name,
                    };
                    let name = RichText::new(name).font(theme::strong_font(13.0));
                    ui.add(Label::new(name).truncate());
                    let example = column.example.replace('\n', " ");
                    let example = RichText::new(example).font(theme::ui_font(11.5));
                    ui.add(Label::new(example.color(tokens.soft)).truncate());
                });
            });
            let label = format!("What the column {} is", column.name.trim());
            let picker = Picker {
                id: Id::unique("import column").with(at),
                label: &label,
                shown: column.taken_as.as_deref().unwrap_or("left out"),
                none: Some("left out"),
                help: "What this column is here",
            };
            let chosen = picker.show(ui, || {
                let choice = |name: &'static str| Choice {
                    value: name,
                    name: name.replace('_', " "),
                    also: name.to_owned(),
                };
                column_names().map(choice).collect()
            });
            if let Some(ours) = chosen {
                changed = Some((column.name.clone(), column.taken_as.clone(), ours));
            }
        });
        ui.add_space(2.0);
    }
    if let Some((theirs, was, ours)) = changed {
        take(&mut state.mapping, &theirs, was.as_deref(), ours);
    }
    if !state.mapping.is_empty() {
        let help = "Each column is what its name says";
        if ui.button("As the names say").on_hover_text(help).clicked() {
            state.mapping = Mapping::default();
        }
    }
}

/// A column is something else than it was.
fn take(mapping: &mut Mapping, theirs: &str, was: Option<&str>, ours: Option<&str>) {
    if let Some(was) = was.filter(|was| Some(*was) != ours) {
        // Else it would be taken by its own name again.
        mapping.set(was, "");
    }
    if let Some(ours) = ours {
        mapping.set(ours, theirs.trim());
    }
}

/// The mapping of what is no table, a line each.
fn map(ui: &mut Ui, state: &mut State) {
    form::row(ui, "Map", |ui| {
        let edit = TextEdit::multiline(&mut state.map)
            .id(Id::unique("import map"))
            .hint_text("ours = theirs")
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .margin(complete::MARGIN)
            .event_filter(complete::keeps_escape());
        let field = ui.add(edit);
        complete::name(ui, &field, "What in the files is what here");
        match Mapping::parse(&state.map) {
            Ok(mapping) => {
                state.mapping = mapping;
                form::note(ui, "Where their names are others than ours, a line each");
            }
            Err(error) => {
                let words = RichText::new(error.to_string()).color(Tokens::of(ui).danger);
                ui.add(Label::new(words).wrap());
            }
        }
    });
}

/// What the names of files say, with what some of them come to.
fn names(ui: &mut Ui, state: &mut State) {
    form::row(ui, "File names", |ui| {
        let edit = TextEdit::singleline(&mut state.pattern)
            .id(Id::unique("import names"))
            .hint_text("{date}_{outlet}_{title}")
            .desired_width(f32::INFINITY)
            .margin(complete::MARGIN)
            .event_filter(complete::keeps_escape());
        let field = ui.add(edit);
        complete::name(ui, &field, "Pattern of the names of files");
        let pattern = state.pattern.trim();
        if pattern.is_empty() {
            let words = "What names of files say of their articles; left empty, the name is the title \
                         where the file has none";
            return form::note(ui, words);
        }
        let pattern = match NamePattern::parse(pattern) {
            Ok(pattern) => pattern,
            Err(error) => {
                let words = RichText::new(error.to_string()).color(Tokens::of(ui).danger);
                ui.add(Label::new(words).wrap());
                return;
            }
        };
        let names = state
            .trial
            .as_ref()
            .map_or(&[][..], |(_, trial)| &trial.names);
        for name in names.iter().take(NAMES) {
            let stem = std::path::Path::new(name).file_stem().unwrap_or_default();
            let said = said(&pattern, &stem.to_string_lossy());
            form::note(ui, &format!("{name}: {said}"));
        }
    });
}

/// How the letters of plain texts are written, where it is not found out rightly.
fn encoding(ui: &mut Ui, state: &mut State) {
    let mut chosen = None;
    form::row(ui, "Encoding", |ui| {
        let picker = Picker {
            id: Id::unique("import encoding"),
            label: "The encoding of the texts",
            shown: state.encoding.as_deref().unwrap_or("Found out"),
            none: Some("Found out"),
            help: "Where letters on the right are wrong: which they are",
        };
        chosen = picker.show(ui, || {
            let choice = |(name, also): &(&str, &str)| Choice {
                value: (*name).to_owned(),
                name: (*name).to_owned(),
                also: (*also).to_owned(),
            };
            ENCODINGS.iter().map(choice).collect()
        });
    });
    if let Some(encoding) = chosen.filter(|encoding| *encoding != state.encoding) {
        state.encoding = encoding;
        state.begin_again();
    }
}

/// What a name says by a pattern, in words.
fn said(pattern: &NamePattern, stem: &str) -> String {
    let Some(named) = pattern.read(stem) else {
        return "does not fit the pattern".to_owned();
    };
    let date = named.date.map(|date| date.to_string()).unwrap_or_default();
    let parts = [
        ("date", date),
        ("outlet", named.outlet),
        ("title", named.title),
        ("author", named.author),
        ("language", named.language),
    ];
    let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
    let parts: Vec<String> = parts
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Mapping, said, take};
    use crate::exchange::NamePattern;

    #[test]
    fn a_column_that_becomes_another_is_not_what_its_name_says_any_more() {
        let mut mapping = Mapping::default();
        take(&mut mapping, "Sprecherin", None, Some("speakers"));
        take(&mut mapping, "topic", Some("topics"), Some("note"));
        take(&mut mapping, "cue", Some("cue"), None);
        assert_eq!(
            mapping.text(),
            "cue = \nnote = topic\nspeakers = Sprecherin\ntopics = \n"
        );
        // And back again.
        take(&mut mapping, "topic", Some("note"), Some("topics"));
        assert_eq!(mapping.get("topics"), Some("topic"));
    }

    #[test]
    fn a_pattern_says_what_a_name_comes_to() {
        let pattern = NamePattern::parse("{date}_{outlet}_{title}").unwrap();
        assert_eq!(
            said(&pattern, "2025-12-03_Example Post_Envoys meet"),
            "date 2025-12-03, outlet Example Post, title Envoys meet"
        );
        assert_eq!(said(&pattern, "envoys"), "does not fit the pattern");
    }
}
