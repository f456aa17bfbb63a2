//! Frames without a window, timed: what drawing costs the processor.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use egui::{RawInput, Rect, pos2, vec2};

use super::app::{App, Setup};
use super::dialogs::{Answer, FilePicker, Request};
use super::settings::Settings;

/// The window that is drawn for, in points.
const SIZE: egui::Vec2 = vec2(1280.0, 800.0);

/// How far each frame scrolls, in points.
const STEP: f64 = 40.0;

/// Nobody is there to be asked.
struct Nobody;

impl FilePicker for Nobody {
    fn pick(&mut self, _request: &Request, answer: Box<dyn FnOnce(Answer) + Send>) {
        answer(Answer::Cancelled);
    }
}

/// Opens a project and draws its first article, scrolled a little further in each frame, from the
/// top again after its end. Gives how long each frame took: laying out, drawing, tessellating.
pub fn frames(project: PathBuf, count: usize) -> anyhow::Result<Vec<Duration>> {
    let ctx = egui::Context::default();
    let mut app = opened(&ctx, project)?;
    let mut took = Vec::with_capacity(count);
    for _ in 0..count {
        app.scroll_article(STEP);
        took.push(frame(&ctx, &mut app));
    }
    Ok(took)
}

/// A window with a project in it.
fn opened(ctx: &egui::Context, project: PathBuf) -> anyhow::Result<App> {
    let shown = project.display().to_string();
    let fresh = crate::store::SystemFresh::new().context("the system gives no randomness")?;
    let setup = Setup {
        fresh: Box::new(fresh),
        picker: Box::new(Nobody),
        settings: Settings::default(),
        settings_file: None,
        paths: vec![project],
        timings: None,
    };
    let mut app = App::new(ctx, setup);
    frame(ctx, &mut app);
    frame(ctx, &mut app);
    while app.is_busy() {
        std::thread::yield_now();
        frame(ctx, &mut app);
    }
    // Once for what was asked for when it was open, once for what that showed.
    frame(ctx, &mut app);
    frame(ctx, &mut app);
    if app
        .session()
        .and_then(|session| session.reading.as_ref())
        .is_none()
    {
        let why = app.notice().unwrap_or("it has no article");
        bail!("{shown}: nothing to draw: {why}");
    }
    Ok(app)
}

fn frame(ctx: &egui::Context, app: &mut App) -> Duration {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
        focused: true,
        ..RawInput::default()
    };
    let start = Instant::now();
    let mut output = ctx.run_ui(input, |ui| {
        app.advance(&ui.ctx().clone());
        app.draw(ui);
    });
    let shapes = std::mem::take(&mut output.shapes);
    let drawn = ctx.tessellate(shapes, output.pixels_per_point);
    let took = start.elapsed();
    drop(drawn);
    // Nothing is shown, so no texture is sent anywhere.
    output.textures_delta.clear();
    took
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_scrolled_to_its_end_and_from_its_top_again() {
        let sample = include_str!("../../sample_projects/first-steps.sayso.ron");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sample.sayso.ron");
        std::fs::write(&file, sample).unwrap();
        let ctx = egui::Context::default();
        let mut app = opened(&ctx, file).unwrap();
        let mut tops = Vec::new();
        for _ in 0..200 {
            app.scroll_article(STEP);
            frame(&ctx, &mut app);
            let reading = app.session().unwrap().reading.as_ref().unwrap();
            tops.push(reading.rects_on_screen(&ctx, 0..1)[0].top());
        }
        // By a step, or from the end: what is left of it, then all the way.
        let moves = tops.windows(2).map(|pair| pair[0] - pair[1]);
        let (mut steps, mut wraps) = (0, 0);
        for moved in moves {
            steps += usize::from((moved - 40.0).abs() < 1.5);
            wraps += usize::from(moved < -100.0);
        }
        assert!(
            steps > 100 && wraps > 2,
            "{steps} steps, {wraps} wraps: {tops:?}"
        );
    }
}
