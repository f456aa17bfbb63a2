//! Making a copy for a coder: who, which articles, what may be done to the codebook.

use std::collections::BTreeSet;

use egui::{Button, Key, Modifiers, RichText, Ui, vec2};

use super::intent::Intent;
use super::session::Session;
use super::theme::Tokens;
use super::words::counted;
use super::{form, overlay};
use crate::edit::articles_for;
use crate::model::{AnnotatorId, ArticleId, Policy, Project};

/// What is chosen so far.
#[derive(Debug)]
pub(super) struct State {
    pub annotator: Option<AnnotatorId>,
    pub which: Which,
    pub policy: Policy,
    /// Those that are assigned to the annotator, and those that are chosen in the list.
    assigned: BTreeSet<ArticleId>,
    chosen: BTreeSet<ArticleId>,
}

/// Which articles the copy has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Assigned,
    All,
    Chosen,
}

impl State {
    /// For a colleague, with what is chosen in the list of articles.
    pub(super) fn new(session: &Session) -> Self {
        let project = &session.project;
        let all: Vec<&AnnotatorId> = project.annotators().iter().map(|a| &a.id).collect();
        let other = all.iter().find(|id| session.me.as_ref() != Some(id));
        let annotator = other.or(all.first()).copied().cloned();
        let mut state = Self {
            annotator: None,
            which: Which::All,
            policy: Policy::ProposeOnly,
            assigned: BTreeSet::new(),
            chosen: session.articles.several.ids().iter().cloned().collect(),
        };
        if let Some(annotator) = annotator {
            state.choose(project, annotator);
        }
        state
    }

    fn choose(&mut self, project: &Project, annotator: AnnotatorId) {
        let mut articles = project.articles().iter();
        let has_any = articles.any(|article| article.progress_of(&annotator).is_some());
        self.assigned = if has_any {
            articles_for(project, &annotator)
        } else {
            BTreeSet::new()
        };
        self.which = if has_any { Which::Assigned } else { Which::All };
        self.annotator = Some(annotator);
    }

    pub(super) fn articles(&self, project: &Project) -> BTreeSet<ArticleId> {
        match self.which {
            Which::Assigned => self.assigned.clone(),
            Which::All => project.articles().iter().map(|a| a.id.clone()).collect(),
            Which::Chosen => self.chosen.clone(),
        }
    }
}

/// Draws the page in the place of the desk.
pub(super) fn show(ui: &mut Ui, state: &mut State, session: &Session, intents: &mut Vec<Intent>) {
    let project = &session.project;
    overlay::page(ui, |ui| {
        overlay::head(ui, "Copy for a coder", intents, |_| {});
        ui.scope(|ui| order(ui, state, project, intents));
    });
}

fn order(ui: &mut Ui, state: &mut State, project: &Project, intents: &mut Vec<Intent>) {
    ui.set_max_width(form::WIDTH);
    let words = "One coder’s articles, the whole codebook, their own statements and the reviews on \
                     them; nothing that others coded is in it. What is missing in it is never taken \
                     for deleted when it comes back.";
    let words = RichText::new(words).color(Tokens::of(ui).soft);
    ui.add(egui::Label::new(words).wrap());
    ui.add_space(16.0);
    let Some(annotator) = state.annotator.clone() else {
        ui.label("There is no annotator yet: add one in the codebook (Ctrl+B)");
        return;
    };
    form::row(ui, "Coder", |ui| {
        let all = project.annotators().iter();
        let names: Vec<_> = all.map(|a| (a.id.clone(), a.name.clone())).collect();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (id, name) in names {
                let help = "Whose statements are in it, and who codes in it";
                if form::option(ui, &name, id == annotator, help) && id != annotator {
                    state.choose(project, id);
                }
            }
        });
    });
    form::row(ui, "Articles", |ui| articles(ui, state, project));
    form::row(ui, "Codebook", |ui| {
        let values = [
            (
                Policy::ProposeOnly,
                "Propose only",
                "New codes are marked as proposed; the others stay as they are",
            ),
            (Policy::Locked, "Locked", "Nothing can be added or changed"),
            (Policy::Open, "Open", "The coder may add and change codes"),
        ];
        if let Some(policy) = form::one_of(ui, Some(state.policy), &values) {
            state.policy = policy;
        }
    });
    ui.add_space(12.0);
    form::row(ui, "", |ui| {
        let go = Button::new("Choose a file…").shortcut_text("Enter");
        let go = ui.add(go.min_size(vec2(0.0, form::LINE)));
        let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let help = "Writes the copy to a file of its own; what is open stays as it is";
        if go.on_hover_text(help).clicked() || enter {
            intents.push(Intent::AskCopy);
        }
    });
}

fn articles(ui: &mut Ui, state: &mut State, project: &Project) {
    let words = |which, count: usize, help| {
        let name = match which {
            Which::Assigned => "Assigned",
            Which::All => "All",
            Which::Chosen => "Chosen in the list",
        };
        (which, format!("{name}: {count}"), help)
    };
    let all = [
        words(
            Which::Assigned,
            state.assigned.len(),
            "Those that are assigned to the coder or begun",
        ),
        words(
            Which::All,
            project.articles().len(),
            "Every article of the project",
        ),
        words(
            Which::Chosen,
            state.chosen.len(),
            "Those that are chosen in the list of articles",
        ),
    ];
    let there = all.iter().filter(|(which, ..)| match which {
        Which::Assigned => !state.assigned.is_empty(),
        Which::All => true,
        Which::Chosen => !state.chosen.is_empty(),
    });
    let values: Vec<_> = there
        .map(|(which, words, help)| (*which, words.as_str(), *help))
        .collect();
    if let Some(which) = form::one_of(ui, Some(state.which), &values) {
        state.which = which;
    }
    if state.assigned.is_empty() {
        form::note(ui, "None is assigned to this coder");
    }
}

/// The name that the file of a copy gets: that of the project and of the coder.
pub(super) fn file_name(stem: &str, annotator: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let coder: String = annotator.to_lowercase().chars().map(plain).collect();
    format!("{stem}-{}.sayso.ron", coder.trim_matches('-'))
}

/// "1 article" in a message.
pub(super) fn said(copy: &Project) -> String {
    let articles = counted(copy.articles().len(), "article", "articles");
    format!("{} with {articles}", crate::edit::whose(copy))
}
