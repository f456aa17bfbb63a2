//! A hand on mouse and keyboard of a window that is not there.

use std::ops::Range;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use egui::{Event, Id, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};

use super::super::app::{App, Setup};
use super::super::article_view;
use super::super::dialogs::{Answer, FilePicker, Request};
use super::super::intent::Intent;
use super::super::session::Session;
use super::super::settings::Settings;

/// The window that is drawn for, in points.
const SIZE: egui::Vec2 = vec2(1280.0, 800.0);

/// Nobody is there to be asked.
struct Nobody;

impl FilePicker for Nobody {
    fn pick(&mut self, _request: &Request, answer: Box<dyn FnOnce(Answer) + Send>) {
        answer(Answer::Cancelled);
    }
}

/// The window, and what is done to it: each act is a frame, and gives how long that took.
pub(super) struct Hand {
    pub(super) ctx: egui::Context,
    pub(super) app: App,
}

impl Hand {
    /// Opens a project and draws its first article.
    pub(super) fn open(project: PathBuf) -> anyhow::Result<Self> {
        let shown = project.display().to_string();
        let fresh = crate::store::SystemFresh::new().context("the system gives no randomness")?;
        let setup = Setup {
            fresh: Box::new(fresh),
            picker: Box::new(Nobody),
            settings: Settings::default(),
            settings_file: None,
            state: None,
            reader: crate::foreign::Program::own(),
            paths: vec![project],
            timings: None,
        };
        let ctx = egui::Context::default();
        let app = App::new(&ctx, setup);
        let mut hand = Self { ctx, app };
        hand.frame(Vec::new());
        hand.frame(Vec::new());
        while hand.app.is_busy() {
            std::thread::yield_now();
            hand.frame(Vec::new());
        }
        // What is done to it is for the clock, and is saved nowhere. It may have been open already.
        if let Some(session) = &mut hand.app.session {
            session.path = None;
        }
        hand.settle();
        if hand.session().is_ok_and(|s| s.reading.is_some()) {
            return Ok(hand);
        }
        let why = hand.app.notice().unwrap_or("it has no article");
        bail!("{shown}: nothing to draw: {why}")
    }

    /// One frame with what happened since the last: laying out, drawing, tessellating.
    pub(super) fn frame(&mut self, events: Vec<Event>) -> Duration {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| {
            self.app.advance(&ui.ctx().clone());
            self.app.draw(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        let drawn = self.ctx.tessellate(shapes, output.pixels_per_point);
        let took = start.elapsed();
        drop(drawn);
        // Nothing is shown, so no texture is sent anywhere.
        output.textures_delta.clear();
        took
    }

    /// Frames in which nothing happens: one for what was asked for, one for what that shows, one
    /// for what is known only once that was drawn.
    pub(super) fn settle(&mut self) {
        for _ in 0..3 {
            self.frame(Vec::new());
        }
    }

    /// Strikes a key.
    pub(super) fn key(&mut self, key: Key, modifiers: Modifiers) -> Duration {
        self.frame(vec![
            Event::ModifiersChanged(modifiers),
            key_event(key, modifiers, true),
            key_event(key, modifiers, false),
            Event::ModifiersChanged(Modifiers::NONE),
        ])
    }

    /// Types a letter.
    pub(super) fn letter(&mut self, letter: char) -> Duration {
        let key = Key::from_name(&letter.to_uppercase().to_string());
        let event = |pressed| key.map(|key| key_event(key, Modifiers::NONE, pressed));
        let text = Some(Event::Text(letter.to_string()));
        let events = [event(true), text, event(false)];
        self.frame(events.into_iter().flatten().collect())
    }

    pub(super) fn point(&mut self, at: Pos2) -> Duration {
        self.frame(vec![Event::PointerMoved(at)])
    }

    /// Presses the first button of the mouse, or releases it.
    pub(super) fn button(&mut self, at: Pos2, pressed: bool) -> Duration {
        self.frame(vec![Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        }])
    }

    /// Scrolls down by points, to the top from the end.
    pub(super) fn scroll(&mut self, points: f64) {
        self.app.scroll_article(points);
        self.settle();
    }

    /// Chooses the statement so far after the one in the middle of the article, counted on from its
    /// first after its last, which brings it into view. The text has the keyboard.
    pub(super) fn choose(&mut self, after: usize) -> anyhow::Result<()> {
        let session = self.session()?;
        let article = session.article().context("there is no article")?;
        let count = session.index.count(&article.id);
        let at = (count / 2 + after) % count.max(1);
        let statement = session.index.at(&article.id, at).cloned();
        let statement = statement.context("its first article has no statement")?;
        for intent in [Intent::Read, Intent::GoTo(statement)] {
            self.app.perform(&self.ctx.clone(), intent);
        }
        self.settle();
        Ok(())
    }
}

/// What one sees.
impl Hand {
    pub(super) fn session(&self) -> anyhow::Result<&Session> {
        self.app.session().context("no project is open")
    }

    pub(super) fn has_keyboard(&self, id: Id) -> bool {
        self.ctx.memory(|m| m.has_focus(id))
    }

    /// Whether the last frame asked for something that the next one does.
    pub(super) fn is_asking(&self) -> bool {
        !self.app.intents.is_empty()
    }

    /// Where text stands on the screen: the column, as far as it is in view.
    pub(super) fn text(&self) -> anyhow::Result<Rect> {
        let view = self.ctx.read_response(article_view::id());
        let view = view.context("the article is not drawn")?.rect;
        let reading = self.session()?.reading.as_ref();
        let reading = reading.context("there is no article")?;
        let first = reading.rects_on_screen(&self.ctx, 0..1);
        let left = first.first().map_or(view.left(), Rect::left);
        // As far from the right edge as from the left.
        let right = view.right() - (left - view.left());
        Ok(Rect::from_x_y_ranges(left..=right, view.y_range()))
    }

    /// The bytes that are selected.
    pub(super) fn selected(&self) -> anyhow::Result<Range<usize>> {
        let reading = self.session()?.reading.as_ref();
        Ok(reading.context("there is no article")?.selection.range())
    }

    pub(super) fn statements(&self) -> anyhow::Result<usize> {
        Ok(self.session()?.project.statement_count())
    }

    /// A name that the codebook has, in small letters; one that it has not, where it is empty.
    pub(super) fn a_name(&self) -> String {
        let session = self.app.session();
        let speaker = session.and_then(|s| s.project.codebook().speakers().at(0));
        speaker.map_or_else(
            || "anna roth".to_owned(),
            |speaker| speaker.name.to_lowercase(),
        )
    }
}

fn key_event(key: Key, modifiers: Modifiers, pressed: bool) -> Event {
    Event::Key {
        key,
        physical_key: Some(key),
        pressed,
        repeat: false,
        modifiers,
    }
}
