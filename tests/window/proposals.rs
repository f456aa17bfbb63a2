//! Statements that are proposed: shown, accepted, changed, rejected; by keys, by mouse, in one line.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sayso::gui::dialogs::Answer;
use sayso::model::{Form, Provenance, Statement};

use crate::desk::Desk;
use crate::hands::{
    HARBOUR, Press, contents, digit_of, emptied, find, median, press, press_all, statements_of,
    topics_of,
};

const ARTICLE: &str = "\
Ferry talks resume after a stormy week.

“The ferry will sail again on Monday,” said Foreign Minister Ines Korhola.
Critics doubted that the old hull would last another winter.
";

fn article() -> Desk {
    Desk::with(&[("ferry.txt", ARTICLE)], &["ferry.txt"])
}

const NONE: Modifiers = Modifiers::NONE;

/// The words of the proposals that stand open.
fn open(desk: &Desk) -> Vec<String> {
    let session = desk.window.state().session().unwrap();
    let text = &session.article().unwrap().text;
    let quotes = session.proposals.open().all().iter().map(|proposed| {
        let spans = proposed.contents.iter().map(|span| span.quote(text));
        spans.collect::<Vec<_>>().join(" … ")
    });
    quotes.collect()
}

/// The places and names of the proposal that one is at.
fn at(desk: &Desk) -> Option<(Vec<std::ops::Range<usize>>, Vec<String>)> {
    let proposed = desk.window.state().session()?.proposal()?;
    let places = proposed.contents.iter().map(|span| span.range());
    let names = proposed.speakers.iter().map(|who| who.name().to_owned());
    Some((places.collect(), names.collect()))
}

fn share(one: &[std::ops::Range<usize>], other: &[std::ops::Range<usize>]) -> f64 {
    let bytes = |spans: &[std::ops::Range<usize>]| -> std::collections::BTreeSet<usize> {
        spans.iter().cloned().flatten().collect()
    };
    let (one, other) = (bytes(one), bytes(other));
    let size = |set: usize| f64::from(u32::try_from(set).unwrap());
    size(one.intersection(&other).count()) / size(one.union(&other).count())
}

#[test]
fn a_proposal_that_is_right_costs_few_keys() {
    let project = sayso::store::parse(HARBOUR.as_bytes()).unwrap().project;
    let me = project.annotators().at(0).unwrap().id.clone();
    let names = |statement: &Statement| -> Vec<String> {
        let speakers = project.codebook().speakers();
        let name = |id| speakers.get(id).unwrap().name.clone();
        statement.speakers.iter().map(name).collect()
    };
    let mut counts: Vec<usize> = Vec::new();
    let mut desk = emptied(&project);
    for (number, article) in project.articles().iter().enumerate() {
        if number > 0 {
            desk.ctrl(Key::PageDown);
        }
        let mut wanted = statements_of(&project, &me, &article.id);
        desk.press(Key::P);
        while let Some((places, who)) = at(&desk) {
            let is_meant = |s: &Statement| share(&contents(s), &places) >= 0.5 && names(s) == who;
            let Some(meant) = wanted.iter().position(is_meant) else {
                desk.press(Key::X);
                continue;
            };
            let meant = wanted.remove(meant);
            let mut keys: Vec<Press> = Vec::new();
            press_all(&mut desk, &mut keys, digit_of(&project, &meant));
            let topics = topics_of(&project, &meant);
            for (at, topic) in topics.iter().enumerate() {
                press(&mut desk, &mut keys, (NONE, Key::T));
                find(&mut desk, &mut keys, topic, at > 0);
                // Tab takes it and goes on to the next.
                let last = at + 1 == topics.len();
                let take = if last { Key::Tab } else { Key::Enter };
                press(&mut desk, &mut keys, (NONE, take));
            }
            if topics.is_empty() {
                press(&mut desk, &mut keys, (NONE, Key::P));
            }
            let statements = desk.statements();
            let made = statements.iter().find(|s| contents(s) == places).unwrap();
            let coded = |s: &Statement| (s.speakers.clone(), s.stance.clone(), s.topics.clone());
            assert_eq!(coded(made), coded(&meant));
            counts.push(keys.len());
        }
    }
    counts.sort_unstable();
    println!("proposals of the harbour sample that are right, coded whole: {counts:?}");
    assert!(counts.len() >= 20, "{}", counts.len());
    assert!(median(counts.into_iter()) <= 4);
}

#[test]
fn accepting_costs_one_key() {
    let project = sayso::store::parse(HARBOUR.as_bytes()).unwrap().project;
    let mut desk = emptied(&project);
    let all = open(&desk).len();
    assert!(all >= 10, "{all}");
    desk.press(Key::P);
    let mut made = 0;
    while let Some((places, names)) = at(&desk) {
        desk.press(Key::Enter);
        let statements = desk.statements();
        made += 1;
        assert_eq!(statements.len(), made);
        let new = statements.iter().find(|s| contents(s) == places).unwrap();
        let speakers = desk.project().codebook().speakers();
        let name = |id| speakers.get(id).unwrap().name.clone();
        let given: Vec<String> = new.speakers.iter().map(name).collect();
        assert_eq!(given, names);
        assert!(
            matches!(&new.provenance, Provenance::Proposed(p) if !p.changed && p.confidence > 0)
        );
    }
    assert_eq!(open(&desk), Vec::<String>::new());
    assert!(made >= 10, "{made} of {all}");
}

#[test]
fn the_mouse_does_it_too_and_the_last_one_is_told() {
    let mut desk = article();
    let all = open(&desk);
    assert!(all.len() > 1);
    for (number, words) in all.iter().enumerate() {
        let first = desk.window.query_all_by_label_contains("Proposal: ");
        let place = first.map(|node| node.rect()).next().unwrap();
        let at = place.center() + egui::vec2(8.0, 0.0);
        desk.window.hover_at(at);
        desk.settle();
        for pressed in [true, false] {
            desk.window.event(egui::Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Secondary,
                pressed,
                modifiers: NONE,
            });
            desk.window.step();
        }
        desk.settle();
        assert!(self::at(&desk).is_some(), "{words}");
        let act = if number == 0 {
            "Reject the proposal "
        } else {
            "Accept the proposal "
        };
        desk.click_starting(act);
        assert_eq!(open(&desk), all[number + 1..]);
    }
    assert_eq!(desk.notice(), "That was the last proposal of this article");
    assert_eq!(desk.statements().len(), all.len() - 1);
}

#[test]
fn a_new_speaker_comes_with_the_statement_and_goes_with_it() {
    let mut desk = article();
    let first = "“The ferry will sail again on Monday,”";
    assert_eq!(open(&desk).first().unwrap(), first);
    let proposed = "Proposal: Ines Korhola: ";
    assert!(desk.window.query_by_label_contains(proposed).is_some());
    // Until one goes there, Enter and E and X are what they always were.
    desk.press(Key::Enter);
    assert_eq!(desk.statements(), []);

    desk.press(Key::P);
    assert!(desk.window.query_by_label("Accept the proposal").is_some());
    let reason = "Words in quotation marks with “said”.";
    assert!(desk.window.query_by_label_contains(reason).is_some());
    desk.press(Key::E);
    assert_eq!(desk.quotes(), [first]);
    let speakers = desk.project().codebook().speakers();
    let speaker = speakers.at(0).unwrap();
    assert_eq!(speaker.name, "Ines Korhola");
    assert_eq!(speaker.roles[0].title.to_lowercase(), "foreign minister");
    // It is chosen, so that the usual keys change it; that is remembered.
    let statement = desk.selected_statement().unwrap();
    assert_eq!(statement.form, Some(Form::Direct));
    assert!(matches!(&statement.provenance, Provenance::Proposed(p) if !p.changed));
    desk.press(Key::G);
    let changed = desk.selected_statement().unwrap();
    assert_ne!(contents(&changed), contents(&statement));
    assert!(matches!(&changed.provenance, Provenance::Proposed(p) if p.changed));
    desk.ctrl(Key::Z);
    desk.ctrl(Key::Z);
    assert_eq!(desk.statements(), []);
    assert_eq!(desk.project().codebook().speakers().len(), 0);
    assert_eq!(open(&desk).first().unwrap(), first);
}

#[test]
fn what_is_rejected_stays_so_and_undo_brings_it_back() {
    let mut desk = article();
    let all = open(&desk);
    assert!(all.len() >= 2, "{all:?}");
    desk.press(Key::P);
    desk.press(Key::X);
    assert_eq!(open(&desk), all[1..]);
    assert!(at(&desk).is_some(), "on to the next");
    desk.ctrl(Key::Z);
    assert_eq!(open(&desk), all);
    desk.ctrl(Key::Y);
    desk.answer(Answer::Files(vec![desk.path("p.sayso.ron")]));
    desk.ctrl(Key::S);
    let mut desk = desk.again(&["p.sayso.ron"]);
    assert_eq!(open(&desk), all[1..]);
    // Who codes it by hand has no more need of the proposal.
    desk.select("that the old hull would last another winter");
    desk.press(Key::Num2);
    assert_eq!(open(&desk), all[2..]);
}

#[test]
fn all_that_are_sure_are_one_step_and_may_be_hidden() {
    let project = sayso::store::parse(HARBOUR.as_bytes()).unwrap().project;
    let mut desk = emptied(&project);
    let all = open(&desk);
    desk.find_and_run("accept all proposals of 75");
    let made = desk.statements().len();
    let said = format!("Accepted {made} proposals that are 75 % sure or more");
    assert!(desk.notice().starts_with(&said), "{}", desk.notice());
    assert!(made >= 5 && open(&desk).len() <= all.len() - made, "{made}");
    let sure =
        |s: &Statement| matches!(&s.provenance, Provenance::Proposed(p) if p.confidence >= 75);
    assert!(desk.statements().iter().all(sure));
    desk.ctrl(Key::Z);
    assert_eq!(desk.statements(), []);
    assert_eq!(open(&desk), all);

    desk.find_and_run("show proposals");
    assert_eq!(open(&desk), Vec::<String>::new());
    desk.press(Key::P);
    assert!(desk.notice().starts_with("Proposals are not shown"));
    let desk = desk.again(&["anew.sayso.ron"]);
    assert_eq!(open(&desk), Vec::<String>::new(), "remembered");
}

#[test]
fn one_line_codes_what_one_is_at() {
    let project = sayso::store::parse(HARBOUR.as_bytes()).unwrap().project;
    let mut desk = emptied(&project);
    let book = desk.project().codebook().clone();
    let topic = book.topics().at(0).unwrap().clone();
    let speaker = book.speakers().at(1).unwrap().clone();
    let line = format!("{} 2 {}", speaker.name, topic.name).to_lowercase();

    desk.press(Key::P);
    let (places, _) = at(&desk).unwrap();
    desk.press(Key::Semicolon);
    desk.type_text(&line);
    let said = format!(
        "Enter accepts the proposal: {} — Oppose — {}",
        speaker.name, topic.name
    );
    assert!(desk.window.query_by_label(&said).is_some(), "{said}");
    desk.press(Key::Enter);
    let made = desk.statements().remove(0);
    assert_eq!(contents(&made), places);
    assert_eq!(made.speakers, std::slice::from_ref(&speaker.id));
    assert_eq!(made.topics, std::slice::from_ref(&topic.id));
    assert_eq!(made.stance.as_ref().unwrap().to_string(), "oppose");
    assert!(at(&desk).is_some(), "on to the next");
    desk.ctrl(Key::Z);
    assert_eq!(desk.statements(), [], "one step");

    // What means nothing does nothing, and Esc leaves all as it was.
    desk.press(Key::P);
    desk.press(Key::Semicolon);
    desk.type_text("qqqq 1");
    assert!(
        desk.window
            .query_by_label_contains("Nothing is called “qqqq”")
            .is_some()
    );
    desk.press(Key::Enter);
    assert_eq!(desk.statements(), []);
    desk.press(Key::Escape);
    assert!(desk.window.query_by_label("Code in one line").is_none());
}

#[test]
fn a_click_goes_to_a_proposal_and_buttons_do_the_rest() {
    let mut desk = article();
    let session = desk.window.state().session().unwrap();
    let text = session.article().unwrap().text.as_str();
    let start = text.find("old hull").unwrap();
    let reading = session.reading.as_ref().unwrap();
    let rect = reading.rects_on_screen(&desk.window.ctx, start..start + 8)[0];
    desk.window.hover_at(rect.center());
    desk.window.drag_at(rect.center());
    desk.window.drop_at(rect.center());
    desk.settle();
    assert!(at(&desk).is_some());
    desk.click("Edit the proposal");
    assert_eq!(desk.quotes().len(), 1);
    desk.ctrl(Key::Z);
    desk.press(Key::P);
    desk.click("Reject the proposal");
    assert!(desk.window.query_by_label_contains("Proposal: ").is_some());
    desk.press(Key::Escape);
    assert_eq!(at(&desk), None);
}

#[test]
fn a_likely_stance_is_told_not_set_and_what_was_offered_is_remembered() {
    let mut desk = article();
    let code = |desk: &mut Desk, words: &str| {
        desk.select(words);
        desk.press(Key::S);
        desk.type_text("Holm");
        desk.press(Key::Tab);
        desk.type_text("Ferry");
        desk.press(Key::Enter);
    };
    code(&mut desk, "Ferry talks resume");
    let first = desk.selected_statement().unwrap();
    assert!(desk.window.query_by_label("likely: Oppose").is_none());
    desk.press(Key::Num2);
    code(&mut desk, "the old hull would last");
    let second = desk.selected_statement().unwrap();
    assert_eq!(
        (&second.speakers, &second.topics),
        (&first.speakers, &first.topics)
    );
    assert_eq!(second.stance, None);
    assert!(desk.window.query_by_label("likely: Oppose").is_some());
    desk.press(Key::Num1);
    assert!(desk.window.query_by_label("likely: Oppose").is_none());
    let second = desk.selected_statement().unwrap();
    let Provenance::Ranked { shown } = &second.provenance else {
        panic!("{:?}", second.provenance);
    };
    assert_eq!(shown, &["proposal by clause", "Holm", "Ferry", "Oppose"]);
    assert_eq!(second.stance.unwrap().to_string(), "support");
    desk.ctrl(Key::Z);
    assert!(desk.window.query_by_label("likely: Oppose").is_some());
    desk.find_and_run("rank choices by what was coded");
    assert!(desk.window.query_by_label("likely: Oppose").is_none());
}

#[test]
fn incomplete_statements_are_gone_through_and_what_was_offered_is_remembered() {
    let mut desk = article();
    desk.press(Key::P);
    desk.press(Key::Enter);
    desk.press(Key::Num2);
    let [first, second] = [0, 1].map(|at| desk.statements()[at].id.clone());
    let chosen = |desk: &Desk| desk.selected_statement().map(|statement| statement.id);
    desk.shift(NONE, Key::J);
    assert_eq!(chosen(&desk), Some(first.clone()));
    desk.press(Key::Num1);
    desk.press(Key::T);
    desk.type_text("Ferry");
    desk.press(Key::Enter);
    desk.shift(NONE, Key::J);
    assert_eq!(chosen(&desk), Some(second));
    desk.press(Key::T);
    desk.press(Key::Enter);
    let statement = desk.selected_statement().unwrap();
    assert_eq!(statement.topics.len(), 1);
    let Provenance::Proposed(proposal) = &statement.provenance else {
        panic!("{:?}", statement.provenance);
    };
    assert_eq!(proposal.shown, ["Ferry"]);
    desk.shift(NONE, Key::J);
    assert!(
        desk.notice().starts_with("All statements have"),
        "{}",
        desk.notice()
    );

    // Without ranking nothing is remembered of the order.
    desk.find_and_run("rank choices by what was coded");
    desk.select("Ferry talks resume");
    desk.press(Key::T);
    desk.press(Key::Enter);
    let made = desk.selected_statement().unwrap();
    assert_eq!(
        (made.topics.len(), made.provenance),
        (1, Provenance::ByHand)
    );
    let _ = first;
}
