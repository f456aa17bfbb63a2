use std::sync::Arc;

use super::*;
use crate::edit::{CodeChange, replace_text};
use crate::model::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Code, CodeId, Fresh as _, Id as _,
    Progress, ProgressState, ProjectId, Span, Speaker, SpeakerId, SpeakerKind, Stance, StanceId,
    Statement, StatementChange, StatementId, Topic, TopicId,
};
use crate::testing::Counting;
use crate::text::Text;

const TEXT: &str = "We keep the ferry, said Vane. The pier goes.";

/// One article with a statement of A.B., who supports the ferry.
fn base() -> Project {
    let mut project = Project::new(ProjectId::new("prj"), "Ferry");
    for name in ["A.B.", "C.D."] {
        change(
            &mut project,
            Edit::AddAnnotator {
                at: 9,
                annotator: Arc::new(Annotator {
                    id: AnnotatorId::new(name),
                    name: name.to_owned(),
                }),
            },
        );
    }
    add_article(&mut project, "ar", "Ferry to stay");
    for speaker in ["Vane", "Roe"] {
        let speaker = Speaker::new(SpeakerId::new(speaker), speaker, SpeakerKind::Person);
        add_code(&mut project, Code::Speaker(speaker));
    }
    for topic in ["Ferry", "Pier"] {
        add_code(
            &mut project,
            Code::Topic(Topic::new(TopicId::new(topic), topic)),
        );
    }
    say(&mut project, "st", "A.B.", "We keep the ferry");
    set(
        &mut project,
        "st",
        StatementChange::Speakers(vec![SpeakerId::new("Vane")]),
    );
    set(
        &mut project,
        "st",
        StatementChange::Topics(vec![TopicId::new("Ferry")]),
    );
    set(&mut project, "st", stance("support"));
    project
}

fn change(project: &mut Project, edit: Edit) {
    project.apply(edit).unwrap();
}

/// A version of the project after some edits.
fn version(base: &Project, edits: impl FnOnce(&mut Project)) -> Project {
    let mut project = base.clone();
    edits(&mut project);
    project
}

fn add_article(project: &mut Project, id: &str, title: &str) {
    let article = Article::new(ArticleId::new(id), title, Text::new(TEXT));
    let article = Arc::new(article);
    change(project, Edit::AddArticle { at: 99, article });
}

fn add_code(project: &mut Project, code: Code) {
    let code = Box::new(code);
    change(project, Edit::AddCode { at: 99, code });
}

fn say(project: &mut Project, id: &str, annotator: &str, quote: &str) {
    let text = project.articles().at(0).unwrap().text.clone();
    let start = text.as_str().find(quote).unwrap();
    let span = Span::new(&text, start..start + quote.len()).unwrap();
    let statement = Statement::new(
        StatementId::new(id),
        project.articles().at(0).unwrap().id.clone(),
        AnnotatorId::new(annotator),
        vec![Anchor::At(span)],
        Counting::default().now(),
    );
    change(project, Edit::AddStatement(Arc::new(statement)));
}

fn set(project: &mut Project, id: &str, change: StatementChange) {
    let id = StatementId::new(id);
    self::change(project, Edit::ChangeStatement { id, change });
}

fn stance(id: &str) -> StatementChange {
    StatementChange::Stance(Some(StanceId::new(id)))
}

fn set_code(project: &mut Project, id: CodeId, change: CodeChange) {
    self::change(project, Edit::ChangeCode { id, change });
}

fn merged(base: &Project, ours: &Project, theirs: &Project) -> Merge {
    merge(Some(base), ours, theirs, How::default()).unwrap()
}

fn stance_of(project: &Project, id: &str) -> String {
    let statement = project.statement(&StatementId::new(id)).unwrap();
    let stance = statement.stance.as_ref();
    stance.map_or("", |stance| stance.as_str()).to_owned()
}

fn statements(project: &Project) -> Vec<&str> {
    project.statements().map(|s| s.id.as_str()).collect()
}

#[test]
fn what_two_people_did_to_one_statement_is_put_together_field_by_field() {
    let base = base();
    let ours = version(&base, |p| {
        set(p, "st", StatementChange::Note("sure".into()));
        let topics = vec![TopicId::new("Ferry"), TopicId::new("Pier")];
        set(p, "st", StatementChange::Topics(topics));
    });
    let theirs = version(&base, |p| {
        set(p, "st", stance("neutral"));
        let speakers = vec![SpeakerId::new("Vane"), SpeakerId::new("Roe")];
        set(p, "st", StatementChange::Speakers(speakers));
    });
    let merge = merged(&base, &ours, &theirs);
    assert_eq!(merge.conflicts, []);
    let statement = merge.merged.statement(&StatementId::new("st")).unwrap();
    assert_eq!(statement.note, "sure");
    assert_eq!(stance_of(&merge.merged, "st"), "neutral");
    assert_eq!((statement.speakers.len(), statement.topics.len()), (2, 2));
}

#[test]
fn a_conflict_says_who_what_and_where_and_can_be_decided() {
    let base = base();
    let ours = version(&base, |p| set(p, "st", stance("oppose")));
    let theirs = version(&base, |p| set(p, "st", stance("neutral")));
    let merge = merged(&base, &ours, &theirs);
    let [conflict] = merge.conflicts.as_slice() else {
        panic!("{:?}", merge.conflicts);
    };
    assert_eq!(
        conflict.thing.in_words(&merge.merged),
        "“We keep the ferry”, A.B., in “Ferry to stay”"
    );
    let question = Question::Value {
        field: "stance",
        before: Some("Support".into()),
        ours: "Oppose".into(),
        theirs: "Neutral".into(),
    };
    assert_eq!(conflict.question, question);
    let mut decided = merge.merged.clone();
    for (side, stance) in [
        (Side::Theirs, "neutral"),
        (Side::Ours, "oppose"),
        (Side::Theirs, "neutral"),
    ] {
        change(&mut decided, conflict.decide(side).clone());
        assert_eq!(stance_of(&decided, "st"), stance);
    }
}

#[test]
fn who_is_deleted_by_one_and_named_by_the_other_stays() {
    let base = base();
    let roe = CodeId::Speaker(SpeakerId::new("Roe"));
    let ours = version(&base, |p| change(p, Edit::RemoveCode(roe.clone())));
    let theirs = version(&base, |p| {
        say(p, "st_new", "C.D.", "The pier goes");
        set(
            p,
            "st_new",
            StatementChange::Speakers(vec![SpeakerId::new("Roe")]),
        );
    });
    let merge = merged(&base, &ours, &theirs);
    assert_eq!(merge.conflicts, []);
    assert_eq!(
        merge.notes,
        ["speaker “Roe” is kept: ours deleted it, theirs uses it"]
    );
    assert!(merge.merged.codebook().code(&roe).is_some());
}

#[test]
fn an_article_deleted_by_one_and_coded_by_the_other_stays_whole_until_somebody_decides() {
    let base = base();
    let ar = [ArticleId::new("ar")];
    let without = version(&base, |p| change(p, delete_articles(p, &ar)));
    let coded = version(&base, |p| say(p, "st_new", "C.D.", "The pier goes"));
    for (ours, theirs, deleted) in [
        (&without, &coded, Side::Ours),
        (&coded, &without, Side::Theirs),
    ] {
        let merge = merged(&base, ours, theirs);
        assert_eq!(statements(&merge.merged), ["st", "st_new"]);
        let [conflict] = merge.conflicts.as_slice() else {
            panic!("{:?}", merge.conflicts);
        };
        assert_eq!(conflict.question, Question::Deleted { by: deleted });
        let mut decided = merge.merged.clone();
        change(&mut decided, conflict.decide(deleted).clone());
        assert!(decided.articles().is_empty() && decided.statement_count() == 0);
    }
}

#[test]
fn a_new_text_keeps_what_the_other_coded_in_the_old_one() {
    let base = base();
    let ar = ArticleId::new("ar");
    let longer = |words: &str| Text::new(format!("{words} {TEXT}"));
    let replaced = |words: &str| {
        version(&base, |p| {
            change(p, replace_text(p, &ar, longer(words)).unwrap());
        })
    };
    let (one, two) = (replaced("Good news."), replaced("Late news, really."));
    let coded = version(&base, |p| say(p, "st_new", "C.D.", "The pier goes"));
    let place = |project: &Project| {
        let text = &project.articles().get(&ar).unwrap().text;
        let statement = project.statement(&StatementId::new("st_new")).unwrap();
        let anchor = statement.contents.first().unwrap();
        assert_eq!(anchor.quote(text), "The pier goes");
        anchor.span().unwrap().start()
    };
    for (ours, theirs) in [(&one, &coded), (&coded, &one)] {
        let merge = merged(&base, ours, theirs);
        assert_eq!(merge.conflicts, []);
        assert_eq!(
            place(&merge.merged),
            "Good news. ".len() + TEXT.find("The").unwrap()
        );
    }
    let two = version(&two, |p| say(p, "st_new", "C.D.", "The pier goes"));
    let merge = merged(&base, &one, &two);
    let [conflict] = merge.conflicts.as_slice() else {
        panic!("{:?}", merge.conflicts);
    };
    assert_eq!(conflict.question, Question::Text);
    place(&merge.merged);
    let mut decided = merge.merged.clone();
    change(&mut decided, conflict.decide(Side::Theirs).clone());
    assert_eq!(decided, two);
}

#[test]
fn two_stances_on_one_key_and_topics_in_a_circle_are_sorted_out() {
    let base = base();
    let new = |id: &str| Code::Stance(Stance::new(StanceId::new(id), id, Some(7), None));
    let topic = |id: &str| CodeId::Topic(TopicId::new(id));
    let under = |id: &str| CodeChange::Parent(Some(TopicId::new(id)));
    let ours = version(&base, |p| {
        add_code(p, new("doubt"));
        set_code(p, topic("Ferry"), under("Pier"));
    });
    let theirs = version(&base, |p| {
        add_code(p, new("ask"));
        set_code(p, topic("Pier"), under("Ferry"));
    });
    let merge = merged(&base, &ours, &theirs);
    let key = |id: &str| {
        merge
            .merged
            .codebook()
            .stances()
            .get(&StanceId::new(id))
            .unwrap()
            .key
    };
    assert_eq!((key("doubt"), key("ask")), (Some(7), None));
    assert_eq!(
        merge.notes,
        ["the key 7 sets the stance “doubt”: “ask” has none any more"]
    );
    let [conflict] = merge.conflicts.as_slice() else {
        panic!("{:?}", merge.conflicts);
    };
    assert_eq!(conflict.thing, Thing::Code(topic("Pier")));
    let refused = merge
        .merged
        .clone()
        .apply(conflict.decide(Side::Theirs).clone());
    let refused = refused.unwrap_err().to_string();
    assert_eq!(refused, "the topic “Pier” would stand below itself");
}

#[test]
fn the_same_under_two_ids_is_proposed_and_never_joined() {
    let base = base();
    let speaker =
        |id: &str, name: &str| Speaker::new(SpeakerId::new(id), name, SpeakerKind::Person);
    let ours = version(&base, |p| {
        let speaker = Speaker {
            aliases: vec!["Oda".into()],
            ..speaker("sp_1", "Minister Oda")
        };
        add_code(p, Code::Speaker(speaker));
        add_article(p, "ar_1", "Pier");
    });
    let theirs = version(&base, |p| {
        add_code(p, Code::Speaker(speaker("sp_2", "oda")));
        add_article(p, "ar_2", "Pier");
    });
    let merge = merged(&base, &ours, &theirs);
    let names: Vec<_> = merge
        .joins
        .iter()
        .map(|j| (j.keep.kind(), &*j.name))
        .collect();
    // The texts of all three articles are the same; each side had that of the first one already.
    assert_eq!(names, [("speaker", "oda")]);
    assert_eq!(merge.merged.codebook().speakers().len(), 4);
    let edit = merge.joins.first().unwrap().edit(&merge.merged).unwrap();
    let mut joined = merge.merged.clone();
    change(&mut joined, edit);
    assert_eq!(joined.codebook().speakers().len(), 3);
}

#[test]
fn a_coders_part_of_the_project_comes_back_and_deletes_nothing() {
    let mut base = base();
    add_article(&mut base, "ar_2", "Not theirs");
    let done = |annotator: &str| Progress {
        annotator: AnnotatorId::new(annotator),
        state: ProgressState::Done,
    };
    let progress = |p: &mut Project, progress: Vec<Progress>| {
        let id = ArticleId::new("ar");
        let change = super::super::ArticleChange::Progress(progress);
        self::change(p, Edit::ChangeArticle { id, change });
    };
    progress(&mut base, vec![done("A.B.")]);
    let theirs = version(&base, |p| {
        change(p, Edit::RemoveArticle(ArticleId::new("ar_2")));
        change(p, delete_statement(p, &StatementId::new("st")));
        progress(p, vec![done("C.D.")]);
        change(p, Edit::RemoveAnnotator(AnnotatorId::new("A.B.")));
        say(p, "st_new", "C.D.", "The pier goes");
    });
    let how = How {
        theirs_is_partial: true,
    };
    let merge = merge(Some(&base), &base, &theirs, how).unwrap();
    assert_eq!(merge.conflicts, []);
    assert_eq!(statements(&merge.merged), ["st", "st_new"]);
    assert_eq!(merge.merged.articles().len(), 2);
    let article = merge.merged.articles().get(&ArticleId::new("ar")).unwrap();
    assert_eq!(article.progress, [done("A.B."), done("C.D.")]);
}

#[test]
fn an_article_that_comes_back_with_one_coders_work_has_that_of_all() {
    let base = base();
    let whole = version(&base, |p| {
        change(p, delete_articles(p, &[ArticleId::new("ar")]));
        change(p, Edit::RemoveAnnotator(AnnotatorId::new("A.B.")));
    });
    let part = version(&base, |p| {
        change(p, delete_statement(p, &StatementId::new("st")));
        change(p, Edit::RemoveAnnotator(AnnotatorId::new("A.B.")));
        say(p, "st_new", "C.D.", "The pier goes");
    });
    let how = How {
        theirs_is_partial: true,
    };
    let merge = merge(Some(&base), &whole, &part, how).unwrap();
    assert_eq!(statements(&merge.merged), ["st", "st_new"]);
    assert_eq!(merge.merged.annotators(), base.annotators());
    let [conflict] = merge.conflicts.as_slice() else {
        panic!("{:?}", merge.conflicts);
    };
    let mut decided = merge.merged.clone();
    change(&mut decided, conflict.decide(Side::Ours).clone());
    assert!(decided.articles().is_empty());
}

#[test]
fn most_random_merges_meet_nowhere_and_some_do() {
    let world = crate::edit::random::World::new();
    let (mut clean, mut conflicts, mut notes) = (0, 0, 0);
    for seed in 0..200 {
        let seeds = |from: u64| {
            (from..from + 12)
                .map(|n| n * 1_000 + seed)
                .collect::<Vec<_>>()
        };
        let (ours, theirs) = (world.here(&seeds(0)), world.elsewhere(&seeds(50)));
        let merge = merged(&world.project, &ours, &theirs);
        clean += usize::from(merge.conflicts.is_empty() && merge.notes.is_empty());
        conflicts += merge.conflicts.len();
        notes += merge.notes.len();
    }
    assert!(
        clean > 50 && conflicts > 50 && notes > 0,
        "{clean} {conflicts} {notes}"
    );
}

#[test]
fn what_one_dismissed_stays_dismissed_and_of_two_reasons_the_later_stands() {
    let dismiss = |entry: &str, reason: &str, seconds| Edit::Dismiss {
        entry: entry.into(),
        dismissal: Some(Arc::new(crate::model::Dismissal {
            entry: entry.into(),
            of: "0".into(),
            reason: reason.to_owned(),
            at: crate::model::Timestamp::from_unix_seconds(seconds),
        })),
    };
    let with = |project: &Project, edits: Vec<Edit>| {
        let mut project = project.clone();
        change(&mut project, Edit::group("work", edits));
        project
    };
    let base = with(
        &base(),
        vec![dismiss("a", "old", 0), dismiss("b", "old", 0)],
    );
    let back = Edit::Dismiss {
        entry: "b".into(),
        dismissal: None,
    };
    let ours = with(
        &base,
        vec![back, dismiss("c", "earlier", 1), dismiss("d", "ours", 1)],
    );
    let theirs = with(
        &base,
        vec![dismiss("a", "new", 2), dismiss("c", "later", 2)],
    );
    for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
        let merge = merge(Some(&base), one, other, How::default()).unwrap();
        assert!(merge.conflicts.is_empty());
        let reasons = merge
            .merged
            .dismissals()
            .map(|d| (d.entry.as_str(), d.reason.as_str()));
        let reasons: Vec<_> = reasons.collect();
        assert_eq!(reasons, [("a", "new"), ("c", "later"), ("d", "ours")]);
    }
    // A part knows nothing of what the whole dismissed.
    let partial = How {
        theirs_is_partial: true,
    };
    let kept = merge(Some(&base), &base, &ours, partial).unwrap().merged;
    assert!(kept.dismissal("b").is_some() && kept.dismissal("d").is_some());
}
