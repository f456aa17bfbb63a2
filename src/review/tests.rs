//! Reviewing and deciding, act by act.

use std::sync::Arc;

use super::adjudicate::{Decisions, Standing, Take, decide, decide_all};
use super::align::tests::coded;
use super::open::{
    Act, Filter, On, Why, accept_all, answer, done, queue, review, reviews_of, take,
};
use super::{Asked, Comparison, Kind, agreement, compare};
use crate::edit::{ArticleChange, Edit};
use crate::model::{
    Annotator, AnnotatorId, Form, Id as _, Layer, Progress, ProgressState, Project, ReviewStatus,
    ReviewTarget, StanceId, Statement, StatementChange, StatementId, TopicId, Verdict,
};
use crate::testing::Counting;

struct Desk {
    project: Project,
    fresh: Counting,
    ids: [AnnotatorId; 2],
}

impl Desk {
    fn new(literal: &str, a: &[(usize, &str)], b: &[(usize, &str)]) -> Self {
        let mut fresh = Counting::default();
        fresh.skip();
        Self {
            project: coded(literal, a, b).0,
            fresh,
            ids: ["an_a", "an_b"].map(AnnotatorId::new),
        }
    }

    fn of(&self, annotator: usize) -> Vec<StatementId> {
        let own = self.project.statements_in_order().into_iter();
        let own =
            own.filter(|s| s.annotator == self.ids[annotator] && s.layer == Layer::Independent);
        own.map(|s| s.id.clone()).collect()
    }

    fn apply(&mut self, edit: Edit) {
        self.project.apply(edit).unwrap();
    }

    fn act(&mut self, me: usize, on: &StatementId, act: Act) {
        let on = ReviewTarget::Statement(on.clone());
        let edit = review(&self.project, &mut self.fresh, &self.ids[me], on, act).unwrap();
        self.apply(edit);
    }

    fn change(&mut self, id: &StatementId, change: StatementChange) {
        self.apply(Edit::ChangeStatement {
            id: id.clone(),
            change,
        });
    }

    fn waits(&self, me: usize) -> Vec<Why> {
        let waiting = queue(&self.project, Some(&self.ids[me]), &Filter::default());
        waiting.iter().map(|item| item.why).collect()
    }

    fn compared(&self) -> Comparison {
        let [a, b] = &self.ids;
        compare(&self.project, [a, b], |_| true, &mut |_| true).unwrap()
    }
}

#[test]
fn work_goes_to_the_reviewer_and_back_and_is_done() {
    let mut desk = Desk::new(
        "[1 taxes rise] and [2 war ends]",
        &[(1, "tax"), (2, "war")],
        &[],
    );
    let [first, second] = <[StatementId; 2]>::try_from(desk.of(0)).unwrap();
    assert_eq!(desk.waits(1), [Why::Unreviewed; 2]);
    assert_eq!(desk.waits(0), []);

    desk.act(1, &first, Act::verdict(Verdict::Accepted, ""));
    assert_eq!(desk.waits(1), [Why::Unreviewed]);
    assert_eq!(desk.waits(0), []);
    // Coded anew after the verdict: it has to be looked at again.
    desk.change(
        &first,
        StatementChange::Stance(Some(StanceId::new("oppose"))),
    );
    assert_eq!(desk.waits(1), [Why::Changed, Why::Unreviewed]);
    desk.act(1, &first, Act::verdict(Verdict::Accepted, ""));

    desk.act(
        1,
        &second,
        Act::verdict(Verdict::Rejected, "Should not exist"),
    );
    assert_eq!(desk.waits(1), []);
    assert_eq!(desk.waits(0), [Why::Returned]);
    // The annotator answers, and it is the reviewer's turn.
    let rejected = reviews_of(&desk.project, &second)[0].clone();
    let edit = answer(
        &mut desk.fresh,
        &desk.ids[0],
        &rejected,
        "It should.".into(),
    );
    desk.apply(edit);
    assert_eq!(desk.waits(0), []);
    assert_eq!(desk.waits(1), [Why::Question]);
    desk.apply(done(&rejected));
    assert_eq!(desk.waits(1), []);
    assert_eq!(desk.project.status_of(&second), ReviewStatus::Rejected);
}

#[test]
fn a_suggestion_is_taken_by_the_annotator_and_can_be_taken_back() {
    let mut desk = Desk::new(
        "He said [1 taxes rise] and [2 war ends]",
        &[(1, "tax")],
        &[(2, "war")],
    );
    let first = desk.of(0)[0].clone();
    let suggested = vec![
        StatementChange::Form(Some(Form::Indirect)),
        StatementChange::Stance(Some(StanceId::new("support"))),
    ];
    desk.act(
        1,
        &first,
        Act {
            suggested,
            ..Act::default()
        },
    );
    assert_eq!(desk.waits(0), [Why::Returned, Why::Unreviewed]);
    let before = desk.project.clone();
    let on = reviews_of(&desk.project, &first)[0].clone();
    let shown = super::open::suggestion(&desk.project, &on);
    assert_eq!(shown[1], ("stance", String::new(), "Support".to_owned()));
    let edit = take(&desk.project, &mut desk.fresh, &desk.ids[0], &on).unwrap();
    let applied = desk.project.apply(edit).unwrap();
    let statement = desk.project.statement(&first).unwrap();
    assert_eq!(statement.form, Some(Form::Indirect));
    assert_eq!(desk.waits(0), [Why::Unreviewed]);
    desk.apply(applied.inverse);
    assert_eq!(desk.project, before);
}

#[test]
fn a_missing_statement_is_made_from_its_proposal() {
    let mut desk = Desk::new("He said [1 taxes rise]", &[], &[(1, "tax")]);
    let theirs = desk.project.statements().next().unwrap().clone();
    let on = ReviewTarget::Text {
        article: theirs.article.clone(),
        place: theirs.contents[0].clone(),
    };
    let act = Act {
        suggested: vec![StatementChange::Topics(theirs.topics.clone())],
        ..Act::default()
    };
    let edit = review(&desk.project, &mut desk.fresh, &desk.ids[1], on, act).unwrap();
    desk.apply(edit);
    let waiting = queue(&desk.project, Some(&desk.ids[0]), &Filter::default());
    assert_eq!(waiting[0].why, Why::Returned);
    let On::Text(id) = &waiting[0].on else {
        panic!("{waiting:?}")
    };
    let proposal = desk.project.reviews().get(id).unwrap().clone();
    let edit = take(&desk.project, &mut desk.fresh, &desk.ids[0], &proposal).unwrap();
    desk.apply(edit);
    let made = desk.project.statement(&desk.of(0)[0]).unwrap();
    assert_eq!(
        (&made.contents, &made.topics),
        (&theirs.contents, &theirs.topics)
    );
}

#[test]
fn all_that_is_not_accepted_yet_is_accepted_at_once_but_not_ones_own() {
    let mut desk = Desk::new(
        "[1 taxes rise] and [2 war ends]",
        &[(1, "tax"), (2, "war")],
        &[(1, "tax")],
    );
    let all: Vec<StatementId> = desk.of(0).into_iter().chain(desk.of(1)).collect();
    desk.act(1, &all[0], Act::verdict(Verdict::Accepted, ""));
    let edit = accept_all(&desk.project, &mut desk.fresh, &desk.ids[1], all.clone()).unwrap();
    let Edit::Group { edits, name } = &edit else {
        panic!()
    };
    assert_eq!((edits.len(), name.as_str()), (1, "accept 1 statement"));
    desk.apply(edit);
    assert!(accept_all(&desk.project, &mut desk.fresh, &desk.ids[1], all).is_none());
}

#[test]
fn what_all_agree_on_is_unanimous_and_what_is_hidden_waits_for_nobody() {
    let mut desk = Desk::new(
        "[1 taxes rise] and [2 war ends] and [3 none]",
        &[(1, "tax"), (2, "war")],
        &[(1, "tax"), (2, "tax"), (3, "")],
    );
    let [first, second] = <[StatementId; 2]>::try_from(desk.of(0)).unwrap();
    let same = |desk: &Desk| super::open::unanimous(&desk.project, &desk.ids[1]);
    assert!(same(&desk).into_iter().eq([first]));
    assert_eq!(desk.waits(1).len(), 2);
    // One thing at a time says the same as the whole queue.
    let waits = |desk: &Desk| {
        let on = On::Statement(second.clone());
        super::open::waits(&desk.project, Some(&desk.ids[1]), &on)
    };
    assert_eq!(waits(&desk), Some(Why::Unreviewed));

    // Both code it, and one is not done.
    let article = desk.project.articles().at(0).unwrap().id.clone();
    let states = [ProgressState::Done, ProgressState::InProgress];
    for (mine, hidden) in states.into_iter().zip([false, true]) {
        let progress = [ProgressState::Done, mine].into_iter().zip(&desk.ids);
        let progress = progress.map(|(state, annotator)| Progress {
            annotator: annotator.clone(),
            state,
        });
        let change = ArticleChange::Progress(progress.collect());
        let id = article.clone();
        desk.apply(Edit::ChangeArticle { id, change });
        assert_eq!(waits(&desk).is_none(), hidden);
        assert_eq!(desk.waits(1).is_empty(), hidden);
        assert_eq!(desk.waits(0).is_empty(), hidden);
        let all = desk.of(0);
        let edit = accept_all(&desk.project, &mut desk.fresh, &desk.ids[1], all);
        assert_eq!(edit.is_none(), hidden);
    }
    // Somebody who does not code it sees both.
    let third = AnnotatorId::new("an_c");
    let seen = queue(&desk.project, Some(&third), &Filter::default());
    assert_eq!(seen.len(), 5);
}

#[test]
fn what_was_returned_is_counted_by_statements() {
    let mut desk = Desk::new("[1 taxes rise]", &[(1, "tax")], &[]);
    let [first] = <[StatementId; 1]>::try_from(desk.of(0)).unwrap();
    let returned = |desk: &Desk, who: usize| super::open::returned(&desk.project, &desk.ids[who]);
    assert_eq!(returned(&desk, 0), 0);
    for words in ["Why?", "Really?"] {
        desk.act(1, &first, Act::verdict(Verdict::Question, words));
    }
    assert_eq!((returned(&desk, 0), returned(&desk, 1)), (1, 0));
    for question in reviews_of(&desk.project.clone(), &first) {
        desk.apply(done(question));
    }
    assert_eq!(returned(&desk, 0), 0);
}

#[test]
fn decisions_are_a_layer_that_knows_what_it_came_from() {
    let mut desk = Desk::new(
        "[1 Now [2 taxes rise]] and [3 war ends] and [4 none]",
        &[(1, "tax"), (3, "war")],
        &[(2, "tax"), (3, "tax"), (4, "")],
    );
    let before = desk.compared();
    let kinds: Vec<Kind> = before.cases.iter().map(|case| case.kind).collect();
    assert_eq!(kinds, [Kind::Border, Kind::Coding, Kind::OnlyB]);
    let me = desk.ids[1].clone();

    // The longer border for all border differences.
    let edit = decide_all(
        &desk.project,
        &mut desk.fresh,
        &me,
        &before,
        Kind::Border,
        Take::Longer,
    );
    let (edit, count) = edit.unwrap();
    assert_eq!(count, 1);
    desk.apply(edit);
    let edit = decide(
        &desk.project,
        &mut desk.fresh,
        &me,
        &before.cases[1],
        Take::B,
    )
    .unwrap();
    desk.apply(edit);
    let edit = decide(
        &desk.project,
        &mut desk.fresh,
        &me,
        &before.cases[2],
        Take::Neither,
    );
    desk.apply(edit.unwrap());

    // The codings are as they were, so the same cases are found, decided now.
    let again = desk.compared();
    assert_eq!(again, before);
    let standing = |desk: &Desk| -> Vec<Standing> {
        let decisions = Decisions::of(&desk.project);
        again
            .cases
            .iter()
            .map(|case| decisions.standing(case))
            .collect()
    };
    let [
        Standing::Decided(long),
        Standing::Decided(theirs),
        Standing::Rejected,
    ] = &standing(&desk)[..]
    else {
        panic!("{:?}", standing(&desk))
    };
    let made = |id: &StatementId| desk.project.statement(id).unwrap().clone();
    let source = |id: &StatementId| desk.project.statement(id).unwrap();
    assert_eq!(
        made(&long[0]).contents,
        source(&before.cases[0].a[0]).contents
    );
    assert_eq!(
        made(&theirs[0]).topics,
        source(&before.cases[1].b[0]).topics
    );
    assert_eq!(made(&theirs[0]).layer, Layer::Adjudicated);
    // Nothing is left to be decided of that kind.
    let none = decide_all(
        &desk.project,
        &mut desk.fresh,
        &me,
        &again,
        Kind::Border,
        Take::Longer,
    );
    assert!(none.is_none());

    // What it was decided from changes: it is said to be stale, and stays until it is decided anew.
    let changed = before.cases[1].a[0].clone();
    desk.change(
        &changed,
        StatementChange::Stance(Some(StanceId::new("oppose"))),
    );
    assert!(matches!(standing(&desk)[1], Standing::Stale(_)));
    let edit = decide(
        &desk.project,
        &mut desk.fresh,
        &me,
        &again.cases[1],
        Take::Both,
    )
    .unwrap();
    desk.apply(edit);
    let Standing::Decided(both) = &standing(&desk)[1] else {
        panic!()
    };
    assert_eq!(both.len(), 2);
    let decided = desk
        .project
        .statements()
        .filter(|s| s.layer == Layer::Adjudicated);
    assert_eq!(decided.count(), 3);
}

#[test]
fn of_three_annotators_a_passage_is_one_unit_with_three_values() {
    let literal = "[1 taxes rise [3 on] Monday] and [2 war ends]";
    let (mut project, _) = coded(
        literal,
        &[(1, "tax"), (2, "war")],
        &[(1, "tax"), (2, "war"), (3, "war")],
    );
    let third = AnnotatorId::new("an_c");
    let annotator = Annotator {
        id: third.clone(),
        name: "an_c".into(),
    };
    let mut edits = vec![Edit::AddAnnotator {
        at: usize::MAX,
        annotator: Arc::new(annotator),
    }];
    // The third marks the same two passages, and of both says “war”.
    let first = project.statements_in_order().into_iter();
    for (number, statement) in first.filter(|s| s.annotator.as_str() == "an_a").enumerate() {
        let mut copy = Statement::clone(statement);
        copy.id = StatementId::new(format!("st_c{number}"));
        copy.annotator = third.clone();
        copy.topics = vec![TopicId::new("war")];
        edits.push(Edit::AddStatement(Arc::new(copy)));
    }
    project.apply(Edit::group("", edits)).unwrap();
    let asked = Asked {
        all_articles: true,
        ..Asked::default()
    };
    let found = agreement(&project, &asked, &mut |_| true).unwrap();
    // Krippendorff (2011): of the units (tax, tax, war) and (war, war, war) o = 2, n = 2 and 4, so
    // 1 - (2 / 6) / (2 · 2 · 4 / (6 · 5)). The word that only one marked is no unit.
    let alpha = found.attributes.topic.alpha.unwrap();
    assert!((alpha - 0.375).abs() < 1e-12, "{alpha}");
    // Of the pairs 1, 1/2 and 1/2.
    let observed = found.attributes.topic.observed.unwrap();
    assert!((observed - 2.0 / 3.0).abs() < 1e-12, "{observed}");
}
