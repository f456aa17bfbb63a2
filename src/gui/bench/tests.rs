use std::sync::Arc;

use super::*;
use crate::edit::Edit;
use crate::model::{Article, ArticleId, Project, ProjectId};
use crate::text::Text;

/// A small project of which an article is read.
fn hand() -> Hand {
    let sample = include_str!("../../../sample_projects/first-steps.sayso.ron");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sample.sayso.ron");
    std::fs::write(&file, sample).unwrap();
    Hand::open(file).unwrap()
}

/// Where the first letter of the article stands on the screen, or would.
fn top(hand: &Hand) -> f32 {
    let reading = hand.session().unwrap().reading.as_ref().unwrap();
    reading.rects_on_screen(&hand.ctx, 0..1)[0].top()
}

#[test]
fn the_article_is_scrolled_to_its_end_and_from_its_top_again() {
    let mut hand = hand();
    let (mut took, mut tops) = (Vec::new(), Vec::new());
    for _ in 0..200 {
        scroll(&mut hand, &mut took);
        tops.push(top(&hand));
    }
    assert_eq!(took.len(), 200);
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

#[test]
fn the_speaker_field_holds_the_letters_that_are_typed_and_then_none() {
    let mut hand = hand();
    hand.choose(0).unwrap();
    let before = hand.session().unwrap().statement().cloned();
    let mut took = Vec::new();
    for _ in 0..2 {
        type_name(&mut hand, &mut took).unwrap();
        assert_eq!(hand.session().unwrap().drafts.speaker, "");
    }
    // Three more to get there, the first time.
    assert_eq!(took.len(), 4 * hand.a_name().chars().count() + 3);
    write(&mut hand, "zyx", &mut took);
    assert_eq!(hand.session().unwrap().drafts.speaker, "zyx");
    // Nothing was coded by it.
    assert_eq!(hand.session().unwrap().statement().cloned(), before);
}

#[test]
fn where_the_mouse_rests_it_is_told_what_stands_there() {
    let mut hand = hand();
    hand.choose(0).unwrap();
    let mut told = 0;
    for round in 0..30 {
        hover(&mut hand, round, &mut Vec::new()).unwrap();
        let layers = hand.ctx.memory(|m| m.areas().visible_layer_ids());
        told += usize::from(layers.iter().any(|l| l.order == egui::Order::Tooltip));
    }
    assert!(told > 2, "{told} of 30 times");
}

#[test]
fn a_drag_grows_word_by_word_and_scrolls_past_the_edge() {
    let mut hand = hand();
    let text = hand.text().unwrap();
    let first = top(&hand);
    let start = text.left_top() + vec2(WORD, ROW * 4.5);
    hand.point(start);
    hand.button(start, true);
    let mut lengths = Vec::new();
    for step in 1..8_u8 {
        hand.point(start + vec2(WORD * f32::from(step), 0.0));
        lengths.push(hand.selected().unwrap().len());
    }
    assert!(
        lengths.is_sorted() && lengths[0] < lengths[6],
        "{lengths:?}"
    );
    hand.button(start, false);
    let mut took = Vec::new();
    drag(&mut hand, &mut took).unwrap();
    assert_eq!(took.len(), usize::from(GROWS + PAST_EDGE) + 4);
    assert!(top(&hand) < first - 100.0, "{} {first}", top(&hand));
    assert!(hand.selected().unwrap().is_empty());
}

#[test]
fn what_is_timed_is_saved_nowhere() {
    let sample = include_str!("../../../sample_projects/first-steps.sayso.ron");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sample.sayso.ron");
    std::fs::write(&file, sample).unwrap();
    let mut hand = Hand::open(file.clone()).unwrap();
    for _ in 0..60 {
        mark(&mut hand).unwrap();
    }
    hand.settle();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), sample);
    let there: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(there.len(), 1);
}

#[test]
fn a_mark_is_a_statement_and_is_undone() {
    let mut hand = hand();
    let before = hand.statements().unwrap();
    for _ in 0..5 {
        assert!(mark(&mut hand).unwrap() > Duration::ZERO);
        let session = hand.session().unwrap();
        assert_eq!(session.project.statement_count(), before);
        let redone = session.history.redo_label().unwrap();
        assert!(redone.starts_with("add statement and"), "{redone}");
    }
}

/// A long article of short and long paragraphs.
fn long(text: &str) -> Hand {
    let mut project = Project::new(ProjectId::new("prj_long"), "");
    let article = Article::new(ArticleId::new("ar_long"), "Long", Text::new(text));
    let article = Arc::new(article);
    project.apply(Edit::AddArticle { at: 0, article }).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.sayso.ron");
    std::fs::write(&file, crate::store::write(&project).unwrap()).unwrap();
    Hand::open(file).unwrap()
}

#[test]
fn no_more_is_laid_out_than_fits_the_window() {
    let sentence = "The harbour will be dredged before the winter, said the mayor. ";
    let paragraphs: Vec<String> = (1..3_000).map(|at| sentence.repeat(at % 5 + 1)).collect();
    // A paragraph takes a row of 33 points and a gap of 12 at the least, and the window has 800.
    for (text, most) in [(paragraphs.join("\n"), 19), (sentence.repeat(40_000), 4)] {
        let mut hand = long(&text);
        let mut took = Vec::new();
        for _ in 0..120 {
            scroll(&mut hand, &mut took);
            let reading = hand.session().unwrap().reading.as_ref().unwrap();
            assert!(
                (1..=most).contains(&reading.laid_out()),
                "{}",
                reading.laid_out()
            );
        }
    }
}
