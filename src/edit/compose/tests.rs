use super::*;
use crate::edit::EditError;
use crate::model::{
    Annotator, AnnotatorId, Article, Code, CodeStatus, ProjectId, Speaker, SpeakerId, SpeakerKind,
    StanceId, Timestamp, Topic,
};
use crate::testing::marked;

/// One article with a statement `st_1`, `st_2`, … for each span marked in it.
fn project(literal: &str) -> Project {
    let mut project = Project::new(ProjectId::new("prj"), "Ferry");
    let (text, spans) = marked(literal);
    let text = Text::new(text);
    let annotator = Annotator {
        id: AnnotatorId::new("an"),
        name: "A.B.".into(),
    };
    let mut edits = vec![
        Edit::AddAnnotator {
            at: 0,
            annotator: Arc::new(annotator),
        },
        Edit::AddArticle {
            at: 0,
            article: Arc::new(Article::new(article(), "Ferry", text.clone())),
        },
    ];
    for (at, range) in spans.into_iter().enumerate() {
        let content = Anchor::At(Span::new(&text, range).unwrap());
        edits.push(Edit::AddStatement(Arc::new(Statement::new(
            statement(at + 1),
            article(),
            AnnotatorId::new("an"),
            vec![content],
            Timestamp::from_unix_seconds(0),
        ))));
    }
    project.apply(Edit::group("start", edits)).unwrap();
    project
}

fn article() -> ArticleId {
    ArticleId::new("ar")
}

fn statement(number: usize) -> StatementId {
    StatementId::new(format!("st_{number}"))
}

fn speaker(id: &str) -> CodeId {
    CodeId::Speaker(SpeakerId::new(id))
}

fn add_speaker(project: &mut Project, id: &str, name: &str, aliases: &[&str]) {
    let mut speaker = Speaker::new(SpeakerId::new(id), name, SpeakerKind::Person);
    speaker.aliases = aliases.iter().map(ToString::to_string).collect();
    add_code(project, Code::Speaker(speaker));
}

fn add_topic(project: &mut Project, id: &str, parent: Option<&str>) {
    let mut topic = Topic::new(TopicId::new(id), id);
    topic.parent = parent.map(TopicId::new);
    add_code(project, Code::Topic(topic));
}

fn add_code(project: &mut Project, code: Code) {
    let code = Box::new(code);
    project.apply(Edit::AddCode { at: 99, code }).unwrap();
}

fn change(project: &mut Project, number: usize, change: StatementChange) {
    let id = statement(number);
    project.apply(Edit::ChangeStatement { id, change }).unwrap();
}

fn speakers(ids: &[&str]) -> StatementChange {
    StatementChange::Speakers(ids.iter().map(SpeakerId::new).collect())
}

/// The words of a statement's content; a lost one in brackets.
fn contents(project: &Project, number: usize) -> Vec<String> {
    let text = &project.articles().get(&article()).unwrap().text;
    let statement = project.statement(&statement(number)).unwrap();
    let words = statement.contents.iter().map(|anchor| match anchor {
        Anchor::At(span) => span.quote(text).to_owned(),
        Anchor::Detached(lost) => format!("[{}]", lost.quote),
    });
    words.collect()
}

fn paths(project: &Project) -> Vec<String> {
    let book = project.codebook();
    let path = |topic: &Arc<Topic>| {
        let names = book.topic_path(&topic.id);
        names
            .iter()
            .map(|t| t.name.as_str())
            .collect::<Vec<_>>()
            .join("/")
    };
    book.topics().iter().map(path).collect()
}

#[test]
fn the_first_repeat_takes_the_place_of_what_it_repeats() {
    let mut project = project("[1 one] [2 two] [3 three] [4 four]");
    let repeats = |project: &Project, number| {
        project
            .statement(&statement(number))
            .unwrap()
            .repeats
            .clone()
    };
    for number in [2, 3] {
        change(
            &mut project,
            number,
            StatementChange::Repeats(Some(statement(1))),
        );
    }
    change(
        &mut project,
        4,
        StatementChange::Repeats(Some(statement(3))),
    );
    let before = project.clone();
    let edit = delete_statement(&project, &statement(1));
    let inverse = project.apply(edit).unwrap().inverse;
    assert_eq!(repeats(&project, 2), None);
    assert_eq!(repeats(&project, 3), Some(statement(2)));
    assert_eq!(repeats(&project, 4), Some(statement(3)));
    project.apply(inverse).unwrap();
    assert_eq!(project, before);
    // In the middle: what repeated it repeats what it repeated.
    project
        .apply(delete_statement(&project, &statement(3)))
        .unwrap();
    assert_eq!(repeats(&project, 4), Some(statement(1)));
    let circle = StatementChange::Repeats(Some(statement(4)));
    let id = statement(1);
    let refused = project.apply(Edit::ChangeStatement { id, change: circle });
    assert_eq!(refused, Err(Invalid::RepeatsItself.into()));
    let bare = project.apply(Edit::RemoveStatement(statement(1)));
    assert!(matches!(bare, Err(EditError::InUse { uses: 2, .. })));
}

#[test]
fn a_code_remembers_when_it_came_to_mean_something_else() {
    let mut project = project("");
    add_topic(&mut project, "tp", None);
    let id = CodeId::Topic(TopicId::new("tp"));
    let at = Timestamp::from_unix_seconds(9);
    let changed = |project: &Project| {
        let topic = project
            .codebook()
            .topics()
            .get(&TopicId::new("tp"))
            .unwrap();
        topic.definition_changed.clone()
    };
    let name = change_code(&project, &id, CodeChange::Name("Pier".into()), at.clone());
    project.apply(name).unwrap();
    assert_eq!(changed(&project), None);
    for change in [
        CodeChange::Definition("The pier.".into()),
        CodeChange::UseWhen("Named.".into()),
        CodeChange::AvoidWhen("Meant.".into()),
        CodeChange::Proposition("The pier must go".into()),
    ] {
        let edit = change_code(&project, &id, change, at.clone());
        let inverse = project.apply(edit).unwrap().inverse;
        assert_eq!(changed(&project), Some(at.clone()));
        project.apply(inverse).unwrap();
        assert_eq!(changed(&project), None);
    }
}

#[test]
fn a_statement_takes_its_reviews_along_and_frees_those_inside_it() {
    let mut project = project("He said [1 that she said [2 no]].");
    change(&mut project, 2, StatementChange::Parent(Some(statement(1))));
    let review = Review {
        id: ReviewId::new("rv"),
        on: ReviewTarget::Statement(statement(1)),
        reviewer: AnnotatorId::new("an"),
        verdict: None,
        reason: String::new(),
        suggested: Vec::new(),
        comments: Vec::new(),
        version: smol_str::SmolStr::default(),
        resolved: false,
        created: Timestamp::from_unix_seconds(0),
    };
    let review = Arc::new(review);
    project.apply(Edit::AddReview { at: 0, review }).unwrap();
    let bare = project.apply(Edit::RemoveStatement(statement(1)));
    assert!(matches!(bare, Err(EditError::InUse { uses: 2, .. })));
    let before = project.clone();
    let edit = delete_statement(&project, &statement(1));
    let applied = project.apply(edit).unwrap();
    assert_eq!(project.statement_count(), 1);
    assert!(project.reviews().is_empty());
    assert_eq!(project.statement(&statement(2)).unwrap().parent, None);
    project.apply(applied.inverse).unwrap();
    assert_eq!(project, before);
}

#[test]
fn a_code_in_use_is_deleted_only_when_another_takes_over() {
    let mut project = project("[1 No].");
    let (mixed, unclear) = (StanceId::new("mixed"), StanceId::new("unclear"));
    change(
        &mut project,
        1,
        StatementChange::Stance(Some(mixed.clone())),
    );
    let (from, to) = (CodeId::Stance(mixed), CodeId::Stance(unclear.clone()));
    let refused = project.apply(delete_code(&project, &from, None).unwrap());
    let error = refused.unwrap_err().to_string();
    assert_eq!(
        error,
        "the stance “Mixed” is in use (1 times): reassign, merge or retire it instead"
    );
    project
        .apply(delete_code(&project, &from, Some(&to)).unwrap())
        .unwrap();
    assert_eq!(
        project.statement(&statement(1)).unwrap().stance,
        Some(unclear)
    );
    assert!(project.codebook().code(&from).is_none());
}

#[test]
fn a_merged_speaker_lends_name_and_aliases_and_stands_once() {
    let mut project = project("[1 No], [2 yes], [3 maybe].");
    add_speaker(&mut project, "a", "Ada Quill", &["Quill"]);
    add_speaker(&mut project, "b", "A. Quill", &["Quill", "the mayor"]);
    add_speaker(&mut project, "c", "Council", &[]);
    change(&mut project, 1, speakers(&["b", "c"]));
    change(&mut project, 2, speakers(&["c", "b", "a"]));
    change(
        &mut project,
        3,
        StatementChange::Target(Target::Speaker(SpeakerId::new("b"))),
    );
    let edit = merge_codes(&project, &speaker("b"), &speaker("a")).unwrap();
    project.apply(edit).unwrap();
    let of = |number| &project.statement(&statement(number)).unwrap().speakers;
    assert_eq!(of(1), &["a", "c"].map(SpeakerId::new));
    assert_eq!(of(2), &["c", "a"].map(SpeakerId::new));
    let target = &project.statement(&statement(3)).unwrap().target;
    assert_eq!(target, &Target::Speaker(SpeakerId::new("a")));
    let kept = project
        .codebook()
        .speakers()
        .get(&SpeakerId::new("a"))
        .unwrap();
    assert_eq!(kept.aliases, ["Quill", "A. Quill", "the mayor"]);
}

#[test]
fn codes_of_two_kinds_cannot_be_merged() {
    let mut project = project("[1 No].");
    add_speaker(&mut project, "a", "A", &[]);
    let stance = CodeId::Stance(StanceId::new("mixed"));
    assert!(merge_codes(&project, &speaker("a"), &stance).is_err());
    assert!(merge_codes(&project, &speaker("a"), &speaker("a")).is_err());
    assert!(merge_codes(&project, &speaker("a"), &speaker("none")).is_err());
}

#[test]
fn a_merged_topic_hands_over_what_is_below_it() {
    let topic = |id: &str| CodeId::Topic(TopicId::new(id));
    let tree = || {
        let mut project = project("[1 No].");
        for (id, parent) in [
            ("a", None),
            ("b", Some("a")),
            ("c", Some("b")),
            ("d", Some("b")),
        ] {
            add_topic(&mut project, id, parent);
        }
        project
    };
    for (from, into, left) in [
        ("b", "a", vec!["a", "a/c", "a/d"]),
        ("a", "b", vec!["b", "b/c", "b/d"]),
        // Into one further down: it moves up, and the rest stands below it.
        ("a", "c", vec!["c/b", "c", "c/b/d"]),
        ("c", "d", vec!["a", "a/b", "a/b/d"]),
    ] {
        let mut project = tree();
        let edit = merge_codes(&project, &topic(from), &topic(into)).unwrap();
        project.apply(edit).unwrap();
        assert_eq!(paths(&project), left, "{from} into {into}");
    }
}

#[test]
fn a_retired_code_stays_where_it_is_used() {
    let mut project = project("[1 No].");
    add_speaker(&mut project, "a", "A", &[]);
    change(&mut project, 1, speakers(&["a"]));
    project.apply(retire_code(&speaker("a"))).unwrap();
    let code = project
        .codebook()
        .speakers()
        .get(&SpeakerId::new("a"))
        .unwrap();
    assert_eq!(code.status, CodeStatus::Retired);
    assert_eq!(project.statement(&statement(1)).unwrap().speakers.len(), 1);
}

#[test]
fn another_text_finds_quotes_again_nearest_to_where_they_stood() {
    let mut project = project("No, [1 no], said [2 she]. 👩‍🔧 [3 Gone].");
    let text = Text::new("New: no no no, no, said she. 👩‍🔧");
    let edit = replace_text(&project, &article(), text).unwrap();
    let before = project.clone();
    let applied = project.apply(edit).unwrap();
    assert_eq!(contents(&project, 1), ["no"]);
    assert_eq!(contents(&project, 2), ["she"]);
    assert_eq!(contents(&project, 3), ["[Gone]"]);
    let first = project.statement(&statement(1)).unwrap().contents[0]
        .span()
        .unwrap();
    assert_eq!(first.start(), 5);
    project.apply(applied.inverse).unwrap();
    assert_eq!(project, before);
}

#[test]
fn contents_that_change_places_are_detached_rather_than_turned_round() {
    let mut project = project("[1 Taxes] rise, [2 wages] fall.");
    let two = |number: usize| {
        project
            .statement(&statement(number))
            .unwrap()
            .contents
            .clone()
    };
    let both = StatementChange::Contents([two(1), two(2)].concat());
    change(&mut project, 1, both);
    let text = Text::new("wages fall, Taxes rise.");
    let edit = replace_text(&project, &article(), text).unwrap();
    project.apply(edit).unwrap();
    assert_eq!(contents(&project, 1), ["Taxes", "[wages]"]);
}

#[test]
fn what_was_lost_is_found_again_where_its_quote_stands() {
    let mut project = project("[1 No], she said.");
    let empty = replace_text(&project, &article(), Text::new("")).unwrap();
    project.apply(empty).unwrap();
    assert!(reanchor(&project).is_empty());
    assert_eq!(contents(&project, 1), ["[No]"]);
    let text = Text::new("She said No.");
    let mut replaced = project.clone();
    let edit = replace_text(&replaced, &article(), text).unwrap();
    replaced.apply(edit).unwrap();
    assert_eq!(contents(&replaced, 1), ["No"]);
}

#[test]
fn re_anchoring_mends_what_a_file_lost() {
    let mut project = project("[1 No], she said, no.");
    let lost = FileAnchor {
        start: 15,
        end: 17,
        quote: "no".into(),
    };
    change(
        &mut project,
        1,
        StatementChange::Contents(vec![Anchor::Detached(lost)]),
    );
    let edit = reanchor(&project);
    assert!(!edit.is_empty());
    project.apply(edit).unwrap();
    assert_eq!(contents(&project, 1), ["no"]);
    assert!(reanchor(&project).is_empty());
}

#[test]
fn an_annotator_goes_with_their_progress_but_not_with_their_work() {
    let mut project = project("[1 No].");
    let id = AnnotatorId::new("an");
    let edit = delete_annotator(&project, &id);
    assert!(matches!(project.apply(edit), Err(EditError::InUse { .. })));
    project
        .apply(delete_statement(&project, &statement(1)))
        .unwrap();
    let progress = vec![crate::model::Progress {
        annotator: id.clone(),
        state: crate::model::ProgressState::Done,
    }];
    project
        .apply(Edit::ChangeArticle {
            id: article(),
            change: crate::edit::ArticleChange::Progress(progress),
        })
        .unwrap();
    let edit = delete_annotator(&project, &id);
    project.apply(edit).unwrap();
    assert!(project.annotators().is_empty());
    assert_eq!(project.articles().at(0).unwrap().progress, []);
}
