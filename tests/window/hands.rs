//! How many keys a statement takes: coded articles are coded anew in the window, by keys alone.
//!
//! For each statement the fewest keys that select its words are searched for, from where the
//! caret stands after the one before; then they are pressed, and the coding is given the way an
//! expert would: with one key where it repeats, by the row of the list where it stands near the
//! top, else by letters. Every key counts: caret travel, typed letters, Enter. Speakers and topics
//! are in the codebook already. Source and cue are marked in a second pass, counted by itself.

mod plan;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sayso::edit::Edit;
use sayso::gui::select::Selecting;
use sayso::model::{Anchor, AnnotatorId, Form, Naming, Project, Statement};
use sayso::text::units_around;

use self::plan::plan;
use crate::desk::Desk;

pub(super) const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

/// A key and what is held with it.
pub(super) type Press = (Modifiers, Key);

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

#[test]
fn the_harbour_sample_is_coded_anew_by_keys_alone() {
    let project = sayso::store::parse(HARBOUR.as_bytes()).unwrap().project;
    let coded = CodedAnew::of(&project, Order::Ranked, false);
    coded.report("harbour sample, first annotator");
    let by_place = CodedAnew::of(&project, Order::ByPlace, false);
    by_place.report("the same, not ranked by what was coded");
    let counts = |coded: &CodedAnew| -> Vec<usize> {
        let keys = coded.keys.iter();
        keys.map(|(_, keys)| keys.len()).collect()
    };
    let (ranked, by_place) = (counts(&coded), counts(&by_place));
    assert!(median(ranked.iter().copied()) <= median(by_place.iter().copied()));
    // As many statements either way: the sums compare as the means do.
    assert_eq!(ranked.len(), by_place.len());
    assert!(ranked.iter().sum::<usize>() <= by_place.iter().sum());
    assert!(coded.keys.len() >= 36);
    assert!(median(coded.keys.iter().map(|(_, keys)| keys.len())) <= 8);
    assert!(coded.cycled.len() * 3 >= coded.keys.len() * 2);
}

#[test]
fn keys_that_come_in_handfuls_code_as_they_would_one_by_one() {
    let project = sayso::store::parse(HARBOUR.as_bytes()).unwrap().project;
    let coded = CodedAnew::of(&project, Order::Ranked, false);
    let article = &project.articles().at(0).unwrap().id;
    let me = &project.annotators().at(0).unwrap().id;
    let count = statements_of(&project, me, article).len();
    let keys: Vec<Press> = (coded.keys.iter().take(count))
        .flat_map(|(_, keys)| keys.clone())
        .collect();
    let made = |handful: usize| {
        let mut desk = emptied(&project);
        for together in keys.chunks(handful) {
            let events = &mut desk.window.input_mut().events;
            events.extend(together.iter().flat_map(|press| typed(*press)));
            desk.window.step();
            if handful == 1 {
                desk.settle();
            }
        }
        // Each key takes two frames at most: one to ask, one to do.
        desk.window.run_steps(2 * keys.len());
        desk.settle();
        // In an order of its own: those of the same words stand in that of their ids.
        let coding = |s: &Statement| {
            let given = (&s.speakers, &s.topics, &s.stance, s.form);
            format!("{:?} {given:?}", contents(s))
        };
        let mut all: Vec<String> = desk.statements().iter().map(coding).collect();
        all.sort();
        all
    };
    let one_by_one = made(1);
    assert_eq!(one_by_one.len(), count);
    for handful in [2, 3, 7, keys.len()] {
        assert_eq!(made(handful), one_by_one, "{handful} in a frame");
    }
}

/// What arrives when a key is pressed and let go.
fn typed((modifiers, key): Press) -> Vec<egui::Event> {
    let event = |pressed| egui::Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    };
    let is_text = key.name().len() == 1 && !modifiers.command;
    let text = if modifiers.shift {
        key.name().to_owned()
    } else {
        key.name().to_lowercase()
    };
    let text = is_text.then_some(egui::Event::Text(text));
    [event(true)]
        .into_iter()
        .chain(text)
        .chain([event(false)])
        .collect()
}

/// Another project, named by `SAYSO_CODE_ANEW`, and a file for the keys, `SAYSO_CODE_KEYS`: the
/// counts that stand in the notes on a real article come from here.
#[test]
fn a_project_named_from_outside_is_coded_anew() {
    let Some(file) = std::env::var_os("SAYSO_CODE_ANEW") else {
        return;
    };
    let project = sayso::store::load(&PathBuf::from(file)).unwrap().project;
    CodedAnew::of(&project, Order::ByPlace, false).report("the same, not ranked");
    let coded = CodedAnew::of(&project, Order::Ranked, true);
    coded.report("the project named from outside");
    if let Some(file) = std::env::var_os("SAYSO_CODE_KEYS") {
        let line = |keys: &Vec<Press>| {
            let words = keys.iter().map(|(held, key)| spell(*held, *key));
            words.collect::<Vec<_>>().join(" ")
        };
        let coding = coded.keys.iter().map(|(_, keys)| keys);
        let lines: Vec<String> = coding.chain(&coded.marking).map(line).collect();
        std::fs::write(file, lines.join("\n") + "\n").unwrap();
    }
}

/// A window with a project of which the coding is taken out, for its first annotator.
pub(super) fn emptied(project: &Project) -> Desk {
    emptied_with(project, Order::Ranked)
}

fn emptied_with(project: &Project, order: Order) -> Desk {
    let annotator = project.annotators().at(0).unwrap();
    let mut empty = project.clone();
    let reviews: Vec<Edit> = empty
        .reviews()
        .iter()
        .map(|r| Edit::RemoveReview(r.id.clone()))
        .collect();
    let mut all = empty.statements_in_order();
    // What stands in another goes before it.
    all.sort_by_key(|statement| statement.parent.is_none());
    let statements: Vec<Edit> = all
        .iter()
        .map(|s| Edit::RemoveStatement(s.id.clone()))
        .collect();
    empty.apply(Edit::group("empty", reviews)).unwrap();
    empty.apply(Edit::group("empty", statements)).unwrap();
    let file = sayso::store::write(&empty).unwrap();
    let settings = match order {
        Order::Ranked => format!("(name: {:?})", annotator.name),
        Order::ByPlace => format!("(name: {:?}, ranking: false)", annotator.name),
    };
    Desk::with(
        &[("anew.sayso.ron", &file), ("settings.ron", &settings)],
        &["anew.sayso.ron"],
    )
}

/// How speakers and topics are offered.
#[derive(Clone, Copy)]
enum Order {
    /// As a window does that nobody has set.
    Ranked,
    ByPlace,
}

/// What coding a project anew took.
struct CodedAnew {
    /// For each statement its form and its keys.
    keys: Vec<(Form, Vec<Press>)>,
    /// For each statement the keys that marked its source and its cue.
    marking: Vec<Vec<Press>>,
    /// The presses of Q that reach a content, of those that three reach.
    cycled: Vec<usize>,
}

impl CodedAnew {
    /// Codes what the first annotator coded; with `marks`, then marks source and cue, which takes
    /// long to plan.
    fn of(project: &Project, order: Order, marks: bool) -> Self {
        let annotator = project.annotators().at(0).unwrap().clone();
        let mut desk = emptied_with(project, order);
        let mut coded = Self {
            keys: Vec::new(),
            marking: Vec::new(),
            cycled: Vec::new(),
        };
        for (at, article) in project.articles().iter().enumerate() {
            if at > 0 {
                desk.ctrl(Key::PageDown);
            }
            let mine = statements_of(project, &annotator.id, &article.id);
            for statement in &mine {
                let keys = code(&mut desk, project, statement);
                coded.keys.push((made(&desk).form.unwrap(), keys));
                assert_same(&desk, project, statement);
                let text = article.text.as_str();
                coded
                    .cycled
                    .extend(presses_of_q(text, &contents(statement)));
            }
            if !marks {
                continue;
            }
            desk.press(Key::Escape);
            desk.press(Key::Escape);
            desk.ctrl(Key::Home);
            for (at, statement) in mine.iter().enumerate() {
                coded.marking.push(mark(&mut desk, statement, at == 0));
            }
        }
        coded
    }

    #[expect(
        clippy::print_stdout,
        reason = "the counts are what this test is run for"
    )]
    fn report(&self, name: &str) {
        let mut by_form: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (form, keys) in &self.keys {
            by_form
                .entry(format!("{form:?}"))
                .or_default()
                .push(keys.len());
        }
        let all: Vec<usize> = self.keys.iter().map(|(_, keys)| keys.len()).collect();
        println!("{name}: {} statements by keys alone", all.len());
        println!(
            "  keys per statement: median {}, mean {:.1}, most {}",
            median(all.iter().copied()),
            f64::from(u32::try_from(all.iter().sum::<usize>()).unwrap())
                / f64::from(u32::try_from(all.len()).unwrap()),
            all.iter().max().unwrap()
        );
        for (form, counts) in by_form {
            let median = median(counts.iter().copied());
            println!("  {form}: {} statements, median {median}", counts.len());
        }
        if !self.marking.is_empty() {
            let keys = median(self.marking.iter().map(Vec::len));
            println!("  to mark source and cue: median {keys}");
        }
        println!(
            "  content reached by Q within three presses: {}",
            self.cycled.len()
        );
    }
}

/// Goes to a statement and marks its source and cue; the keys that it took.
fn mark(desk: &mut Desk, wanted: &Statement, first: bool) -> Vec<Press> {
    let mut keys = Vec::new();
    if first {
        keys.extend([(NONE, Key::Escape), (NONE, Key::Escape), (CTRL, Key::Home)]);
    }
    let is_wanted = |s: &Statement| contents(s) == contents(wanted) && s.topics == wanted.topics;
    press(desk, &mut keys, (NONE, Key::J));
    while !is_wanted(&made(desk)) {
        press(desk, &mut keys, (NONE, Key::J));
    }
    for (anchors, key) in [(&wanted.source, Key::O), (&wanted.cue, Key::C)] {
        for span in spans(anchors) {
            select(desk, &mut keys, &span);
            press(desk, &mut keys, (NONE, key));
        }
    }
    let made = made(desk);
    assert_eq!(spans(&made.source), spans(&wanted.source));
    assert_eq!(spans(&made.cue), spans(&wanted.cue));
    keys
}

pub(super) fn statements_of(
    project: &Project,
    annotator: &AnnotatorId,
    article: &sayso::model::ArticleId,
) -> Vec<Statement> {
    let all = project.statements_in_order().into_iter();
    let mine = all.filter(|s| &s.annotator == annotator && &s.article == article);
    mine.map(|statement| Statement::clone(statement)).collect()
}

/// Codes one statement in the window; the keys that it took.
fn code(desk: &mut Desk, project: &Project, wanted: &Statement) -> Vec<Press> {
    let mut keys = Vec::new();
    let before = desk.selected_statement();
    let same = |is: fn(&Statement, &Statement) -> bool| {
        before.as_ref().is_some_and(|before| is(before, wanted))
    };
    let same_words = same(|a, b| contents(a) == contents(b) && a.speakers == b.speakers);
    let all = same(|a, b| a.speakers == b.speakers && a.topics == b.topics);
    let speakers = same(|a, b| a.speakers == b.speakers && !a.speakers.is_empty());
    let stance = same(|a, b| a.stance == b.stance);

    let spans = contents(wanted);
    if same_words {
        press(desk, &mut keys, (NONE, Key::X));
    } else {
        select(desk, &mut keys, &spans[0]);
    }
    let digit = || digit_of(project, wanted);
    if same_words {
        press_all(desk, &mut keys, digit());
        fill_topics(desk, &mut keys, project, wanted);
    } else if all && !wanted.speakers.is_empty() {
        press(desk, &mut keys, (NONE, Key::A));
        if !stance {
            press_all(desk, &mut keys, digit());
        }
    } else {
        let digit = digit();
        if digit.is_empty() {
            press(desk, &mut keys, (NONE, Key::Enter));
        }
        press_all(desk, &mut keys, digit);
        if wanted.speakers.is_empty() {
            for _ in 0..naming_presses(wanted.naming) {
                press(desk, &mut keys, (NONE, Key::U));
            }
            fill_topics(desk, &mut keys, project, wanted);
        } else if speakers {
            press(desk, &mut keys, (NONE, Key::R));
            fill_topics(desk, &mut keys, project, wanted);
        } else {
            fill_speakers(desk, &mut keys, project, wanted);
        }
    }
    for span in &spans[1..] {
        if !same_words {
            select(desk, &mut keys, span);
            press(desk, &mut keys, (SHIFT, Key::Enter));
        }
    }
    let order = [
        Form::Direct,
        Form::Mixed,
        Form::Indirect,
        Form::Reported,
        Form::FreeIndirect,
    ];
    let place = |form: Option<Form>| order.iter().position(|f| Some(*f) == form);
    if let (Some(now), Some(then)) = (place(made(desk).form), place(wanted.form)) {
        for _ in 0..(then + 5 - now) % 5 {
            press(desk, &mut keys, (NONE, Key::M));
        }
    }
    keys
}

/// For a statement that nobody speaks.
fn naming_presses(naming: Option<Naming>) -> usize {
    match naming {
        None => 0,
        Some(Naming::Named) => 3,
        Some(Naming::Unnamed) => 2,
        Some(Naming::NoneGiven) => 1,
    }
}

pub(super) fn digit_of(project: &Project, wanted: &Statement) -> Vec<Press> {
    let stances = project.codebook().stances();
    let stance = wanted.stance.as_ref().and_then(|id| stances.get(id));
    let key = stance.and_then(|stance| stance.key);
    key.map(|key| (NONE, Key::from_name(&key.to_string()).unwrap()))
        .into_iter()
        .collect()
}

/// All speakers by S, then on to the topics by Tab, where there are any.
fn fill_speakers(desk: &mut Desk, keys: &mut Vec<Press>, project: &Project, wanted: &Statement) {
    let book = project.codebook();
    let names: Vec<String> = wanted
        .speakers
        .iter()
        .map(|id| book.speakers().get(id).unwrap().name.clone())
        .collect();
    let topics = topics_of(project, wanted);
    for (at, name) in names.iter().enumerate() {
        let last = at + 1 == names.len();
        press(desk, keys, (NONE, Key::S));
        find(desk, keys, name, at > 0);
        let on = last && !topics.is_empty();
        press(desk, keys, (NONE, if on { Key::Tab } else { Key::Enter }));
    }
    fill(desk, keys, &topics, true);
}

pub(super) fn topics_of(project: &Project, wanted: &Statement) -> Vec<String> {
    let topics = project.codebook().topics();
    let name = |id| topics.get(id).unwrap().name.clone();
    wanted.topics.iter().map(name).collect()
}

fn fill_topics(desk: &mut Desk, keys: &mut Vec<Press>, project: &Project, wanted: &Statement) {
    fill(desk, keys, &topics_of(project, wanted), false);
}

fn fill(desk: &mut Desk, keys: &mut Vec<Press>, topics: &[String], mut open: bool) {
    for (at, topic) in topics.iter().enumerate() {
        if !open {
            press(desk, keys, (NONE, Key::T));
        }
        open = false;
        find(desk, keys, topic, at > 0);
        press(desk, keys, (NONE, Key::Enter));
    }
}

/// A name in the first rows is reached by arrows.
const NEAR: usize = 2;

/// Brings a name under the mark: by arrows when it stands in the first rows, else by letters.
pub(super) fn find(desk: &mut Desk, keys: &mut Vec<Press>, name: &str, another: bool) {
    let typed = keys.len();
    let place = |desk: &Desk| rows(desk).iter().position(|row| row == name);
    for letter in name
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphabetic)
    {
        if place(desk).is_some_and(|at| at <= NEAR) {
            break;
        }
        let key = Key::from_name(&letter.to_uppercase().to_string()).unwrap();
        keys.push((NONE, key));
        desk.type_text(&letter.to_string());
    }
    let at = place(desk).unwrap_or_else(|| panic!("“{name}” is not offered: {:?}", rows(desk)));
    // A field that has one already marks no row by itself until letters are typed.
    let first = usize::from(another && keys.len() == typed);
    for _ in 0..at + first {
        press(desk, keys, (NONE, Key::ArrowDown));
    }
}

/// The rows that a field offers, from the top.
fn rows(desk: &Desk) -> Vec<String> {
    let rows = desk.window.query_all_by_role(egui::Role::ListBoxOption);
    let mut rows: Vec<(f32, String)> = rows
        .filter_map(|row| Some((row.rect().top(), row.accesskit_node().label()?)))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

fn select(desk: &mut Desk, keys: &mut Vec<Press>, span: &Range<usize>) {
    let session = desk.window.state().session().unwrap();
    let text = session.article().unwrap().text.clone();
    let from = Selecting {
        selection: session.reading.as_ref().unwrap().selection,
        cycle: session.cycle,
    };
    for key in plan(text.as_str(), from, span) {
        press(desk, keys, key);
    }
    let session = desk.window.state().session().unwrap();
    let now = session.reading.as_ref().unwrap().selection.range();
    assert_eq!(now, *span, "{}", &text.as_str()[span.clone()]);
}

pub(super) fn press(desk: &mut Desk, keys: &mut Vec<Press>, (held, key): Press) {
    keys.push((held, key));
    desk.window.key_press_modifiers(held, key);
    desk.settle();
}

pub(super) fn press_all(desk: &mut Desk, keys: &mut Vec<Press>, presses: Vec<Press>) {
    for key in presses {
        press(desk, keys, key);
    }
}

/// The presses of Q that reach a content of one span from the start of its sentence or from its
/// first word, when three are enough.
fn presses_of_q(text: &str, spans: &[Range<usize>]) -> Option<usize> {
    let [span] = spans else { return None };
    let sentence = sayso::text::sentence_around(text, span.start);
    [sentence.start, span.start]
        .into_iter()
        .filter_map(|caret| units_around(text, caret).iter().position(|u| u == span))
        .min()
        .map(|at| at + 1)
        .filter(|presses| *presses <= 3)
}

pub(super) fn contents(statement: &Statement) -> Vec<Range<usize>> {
    spans(&statement.contents)
}

fn spans(anchors: &[Anchor]) -> Vec<Range<usize>> {
    let spans = anchors.iter().filter_map(Anchor::span);
    spans.map(sayso::model::Span::range).collect()
}

/// The statement that was made last.
fn made(desk: &Desk) -> Statement {
    desk.selected_statement().expect("a statement is chosen")
}

fn assert_same(desk: &Desk, project: &Project, wanted: &Statement) {
    let made = made(desk);
    let article = project.articles().get(&wanted.article).unwrap();
    let words = wanted.contents[0].quote(&article.text);
    assert_eq!(contents(&made), contents(wanted), "{words}");
    assert_eq!(made.speakers, wanted.speakers, "{words}");
    assert_eq!(made.topics, wanted.topics, "{words}");
    assert_eq!(made.stance, wanted.stance, "{words}");
    assert_eq!(made.form, wanted.form.or(made.form), "{words}");
}

pub(super) fn median(counts: impl Iterator<Item = usize>) -> usize {
    let mut counts: Vec<usize> = counts.collect();
    counts.sort_unstable();
    counts[counts.len() / 2]
}

/// A key as xdotool and people write it.
fn spell(held: Modifiers, key: Key) -> String {
    let mut words = String::new();
    if held.command {
        words.push_str("ctrl+");
    }
    if held.shift {
        words.push_str("shift+");
    }
    words.push_str(match key {
        Key::ArrowRight => "Right",
        Key::ArrowLeft => "Left",
        Key::ArrowDown => "Down",
        Key::Enter => "Return",
        Key::Escape => "Escape",
        Key::Home => "Home",
        key => key.name(),
    });
    words
}
