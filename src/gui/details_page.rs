//! What is known of an article: title, outlet, author, date, address, language, tags; how much
//! there is of it, and how far each annotator is.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Button, Margin, RichText, Ui, vec2};

use super::form::{self, ArticleText, Drafts, Field, Slot};
use super::intent::Intent;
use super::session::{Page, Session};
use super::theme::{self, Tokens};
use super::words::{statements, thousands};
use crate::edit::{ArticleChange, Edit};
use crate::model::{AnnotatorId, Article, ArticleId, Progress, ProgressState};

/// Narrower than this, the way back stands below the title.
const SIDE_BY_SIDE: f32 = 360.0;

/// What was counted.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Of the text with this hash.
    words: Option<(smol_str::SmolStr, usize)>,
    /// Statements by annotator, in the article at a state of the project.
    counts: Option<(u64, Arc<Article>, BTreeMap<AnnotatorId, usize>)>,
}

/// The field that has the keyboard at first.
pub(super) fn id() -> egui::Id {
    egui::Id::unique("details page")
}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let Some(article) = session.article().cloned() else {
        super::welcome::no_article(ui, intents);
        return;
    };
    let together = Arc::clone(session.articles.several.ids());
    let page = ui.interact(ui.max_rect(), id(), egui::Sense::focusable_noninteractive());
    let words = match together.len() {
        0 => format!("Details of {}", article.title),
        several => format!("Details of {several} articles"),
    };
    page.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Form, true, words.as_str()));
    count(session, &article);
    egui::ScrollArea::vertical()
        .id_salt(("details", &article.id, together.len()))
        .auto_shrink(false)
        .show(ui, |ui| {
            let side = ((ui.available_width() - form::WIDTH) / 2.0).clamp(24.0, 160.0);
            ui.horizontal_top(|ui| {
                ui.add_space(side.round());
                ui.vertical(|ui| {
                    let room = ui.available_width() - 24.0;
                    ui.set_max_width(room.min(form::WIDTH));
                    egui::Frame::new()
                        .inner_margin(Margin::symmetric(0, 24))
                        .show(ui, |ui| {
                            if together.is_empty() {
                                contents(ui, session, &article, intents);
                            } else {
                                contents_of_several(ui, session, &together, intents);
                            }
                        });
                });
            });
        });
}

fn contents(ui: &mut Ui, session: &mut Session, article: &Article, intents: &mut Vec<Intent>) {
    heading(ui, "Article details", intents);
    let project = session.project.clone();
    let slot = |text| Slot::Article(article.id.clone(), text);
    fields(ui, &project, slot, &mut session.drafts.fields, intents);
    gap(ui, "Text");
    text(ui, session, article);
    gap(ui, "Annotators");
    progress(ui, session, article, intents);
    gap(ui, "");
    let words = match session.index.count(&article.id) {
        0 => "Remove article".to_owned(),
        count => format!("Remove article and its {}", statements(count)),
    };
    remove(ui, &words, vec![article.id.clone()], intents);
}

/// What is known of several articles: what is set here is set in all of them.
fn contents_of_several(
    ui: &mut Ui,
    session: &mut Session,
    ids: &Arc<[ArticleId]>,
    intents: &mut Vec<Intent>,
) {
    heading(ui, &format!("Details of {} articles", ids.len()), intents);
    form::note(ui, "What is set here is set in all of them, as one undo");
    ui.add_space(4.0);
    let project = session.project.clone();
    let slot = |text| Slot::Articles(Arc::clone(ids), text);
    fields(ui, &project, slot, &mut session.drafts.fields, intents);
    gap(ui, "");
    let words = format!("Remove {} articles with their statements", ids.len());
    remove(ui, &words, ids.to_vec(), intents);
}

fn heading(ui: &mut Ui, words: &str, intents: &mut Vec<Intent>) {
    let back = |ui: &mut Ui, intents: &mut Vec<Intent>| {
        let button = Button::new("Back to the article").shortcut_text("Esc");
        if ui.add(button).clicked() {
            intents.push(Intent::Show(Page::Article));
        }
    };
    let is_wide = ui.available_width() >= SIDE_BY_SIDE;
    ui.horizontal(|ui| {
        let words = RichText::new(words).font(theme::title_font(22.0));
        ui.label(words.color(Tokens::of(ui).ink));
        if is_wide {
            let right = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(right, |ui| back(ui, intents));
        }
    });
    if !is_wide {
        back(ui, intents);
    }
    ui.add_space(8.0);
}

fn gap(ui: &mut Ui, name: &str) {
    ui.add_space(8.0);
    ui.separator();
    ui.add_space(4.0);
    if !name.is_empty() {
        form::section(ui, name);
    }
}

fn fields(
    ui: &mut Ui,
    project: &crate::model::Project,
    slot: impl Fn(ArticleText) -> Slot,
    drafts: &mut Drafts,
    intents: &mut Vec<Intent>,
) {
    for (name, text, hint, width) in [
        (
            "Title",
            ArticleText::Title,
            "Without a title",
            f32::INFINITY,
        ),
        (
            "Outlet",
            ArticleText::Outlet,
            "Newspaper, agency, site",
            f32::INFINITY,
        ),
        ("Author", ArticleText::Author, "", f32::INFINITY),
        (
            "Published",
            ArticleText::Published,
            "2025-12-03, 2025-12 or 2025",
            200.0,
        ),
        ("Address", ArticleText::Url, "https://…", f32::INFINITY),
        ("Language", ArticleText::Language, "en, uk, pt-BR", 200.0),
        ("Tags", ArticleText::Tags, "Between commas", f32::INFINITY),
    ] {
        form::row(ui, name, |ui| {
            let slot = slot(text);
            let together = match &slot {
                Slot::Articles(_, ArticleText::Tags) => "Add to all, between commas".to_owned(),
                Slot::Articles(ids, _) if slot.is_mixed(project) => {
                    format!("Different in {} articles", ids.len())
                }
                _ => hint.to_owned(),
            };
            Field::new(slot, name, &together)
                .width(width)
                .show(ui, project, drafts, intents);
        });
    }
}

/// Counts what has changed since the last frame, if anything.
fn count(session: &mut Session, article: &Arc<Article>) {
    let state = &mut session.details;
    if state.words.as_ref().map(|(of, _)| of) != Some(&article.sha256) {
        let words = article.text.as_str().split_whitespace().count();
        state.words = Some((article.sha256.clone(), words));
    }
    let now = session.history.state();
    let known =
        (state.counts.as_ref()).is_some_and(|(at, of, _)| *at == now && Arc::ptr_eq(of, article));
    if !known {
        let mut counts = BTreeMap::new();
        let ids = session.index.of_article(&article.id);
        for statement in ids.filter_map(|id| session.project.statement(id)) {
            *counts.entry(statement.annotator.clone()).or_default() += 1;
        }
        state.counts = Some((now, Arc::clone(article), counts));
    }
}

fn text(ui: &mut Ui, session: &Session, article: &Article) {
    let words = session
        .details
        .words
        .as_ref()
        .map_or(0, |(_, words)| *words);
    let statements = session.index.count(&article.id);
    let hash: String = article.sha256.chars().take(12).collect();
    for (name, value) in [
        ("Words", thousands(words)),
        ("Characters", thousands(article.text.chars())),
        ("Statements", thousands(statements)),
    ] {
        form::row(ui, name, |ui| form::words(ui, &value));
    }
    let about = "Tells whether two texts are the same";
    form::row(ui, "SHA-256", |ui| form::words(ui, &format!("{hash}…")))
        .on_hover_text(format!("{}\n{about}", article.sha256));
}

fn progress(ui: &mut Ui, session: &Session, article: &Article, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    if session.project.annotators().is_empty() {
        let words = "Nobody has coded in this project yet";
        ui.label(RichText::new(words).color(tokens.soft));
    }
    let counts = session.details.counts.as_ref().map(|(_, _, counts)| counts);
    for annotator in session.project.annotators().iter() {
        let now = article.progress_of(&annotator.id);
        let count = counts.and_then(|counts| counts.get(&annotator.id));
        let count = count.copied().unwrap_or(0);
        ui.push_id(&annotator.id, |ui| {
            form::row(ui, &annotator.name, |ui| {
                let values = [
                    (None, "Not begun", "Neither assigned nor begun"),
                    (Some(ProgressState::Assigned), "Assigned", "To be coded"),
                    (Some(ProgressState::InProgress), "In progress", "Begun"),
                    (
                        Some(ProgressState::Done),
                        "Done",
                        "Read to the end, also when nothing was found",
                    ),
                ];
                if let Some(state) = form::one_of(ui, Some(now), &values)
                    && state != now
                {
                    intents.push(set_progress(article, &annotator.id, state));
                }
                let words = statements(count);
                let words = RichText::new(words).font(theme::ui_font(11.5));
                ui.label(words.color(tokens.soft));
            });
        });
    }
}

fn set_progress(article: &Article, id: &AnnotatorId, state: Option<ProgressState>) -> Intent {
    let others = article.progress.iter().filter(|p| &p.annotator != id);
    let own = state.map(|state| Progress {
        annotator: id.clone(),
        state,
    });
    Intent::Apply(Edit::ChangeArticle {
        id: article.id.clone(),
        change: ArticleChange::Progress(others.cloned().chain(own).collect()),
    })
}

fn remove(ui: &mut Ui, words: &str, ids: Vec<ArticleId>, intents: &mut Vec<Intent>) {
    let button = Button::new(RichText::new(words).color(Tokens::of(ui).danger));
    let response = ui.add(button.min_size(vec2(0.0, form::LINE)));
    let help = "Takes it out of the project with its statements; undo brings all back (Ctrl+Z)";
    if response.on_hover_text(help).clicked() {
        intents.push(Intent::RemoveArticles(ids));
    }
}
