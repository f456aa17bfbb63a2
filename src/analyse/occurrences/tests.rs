use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::edit::random::World;
use crate::edit::{Applied, Edit};
use crate::model::{
    Annotator, AnnotatorId, Form, ProjectId, SpeakerKind, StatementChange, Timestamp,
};
use crate::testing::{Counting, cases, marked};
use crate::text::Text;

/// An article for each literal; the first statement is "0.1".
fn project(articles: &[&str]) -> Project {
    let mut project = Project::new(ProjectId::new("prj"), "");
    let annotator = Annotator {
        id: AnnotatorId::new("an"),
        name: "A.B.".into(),
    };
    let mut edits = vec![Edit::AddAnnotator {
        at: 0,
        annotator: Arc::new(annotator),
    }];
    let speaker = crate::model::Speaker::new(
        crate::model::SpeakerId::new("sp"),
        "Ada Vane",
        SpeakerKind::Person,
    );
    edits.push(Edit::AddCode {
        at: 0,
        code: Box::new(crate::model::Code::Speaker(speaker)),
    });
    for (number, literal) in articles.iter().enumerate() {
        let (text, spans) = marked(literal);
        let text = Text::new(text);
        let id = ArticleId::new(number.to_string());
        edits.push(Edit::AddArticle {
            at: 99,
            article: Arc::new(Article::new(id.clone(), "", text.clone())),
        });
        let spans = spans
            .into_iter()
            .map(|range| Anchor::At(Span::new(&text, range).unwrap()));
        let spans: Vec<Anchor> = spans.collect();
        if !spans.is_empty() {
            edits.push(Edit::AddStatement(Arc::new(Statement {
                speakers: vec![crate::model::SpeakerId::new("sp")],
                form: Some(Form::Indirect),
                ..Statement::new(
                    StatementId::new(format!("{number}.1")),
                    id,
                    AnnotatorId::new("an"),
                    spans,
                    Timestamp::from_unix_seconds(0),
                )
            })));
        }
    }
    project.apply(Edit::group("start", edits)).unwrap();
    project
}

fn statement<'a>(project: &'a Project, id: &str) -> &'a Arc<Statement> {
    project.statement(&StatementId::new(id)).unwrap()
}

/// The words found in other articles, what share of the quote they are, and how many are coded.
fn found(project: &Project) -> Vec<(String, u8, usize)> {
    let index = StatementIndex::new(project);
    let places = Occurrences::new(project).of(project, &index, statement(project, "0.1"));
    let words = places.into_iter().map(|place| {
        let text = &project.articles().get(&place.article).unwrap().text;
        let words: Vec<&str> = place.contents.iter().map(|span| span.quote(text)).collect();
        let share = if place.exact { 101 } else { place.share };
        (words.join(" | "), share, place.coded.len())
    });
    words.collect()
}

#[test]
fn the_same_words_are_found_in_other_articles() {
    let quote = "Ada: [1 “We will keep the old ferry as long as it floats.”]";
    let project = project(&[
        quote,
        "Nothing here. We will keep.",
        "She said: «we WILL keep the old  ferry, as long as it floats». Twice: we will keep the old ferry as long as it floats",
        "“We will keep the old ferry and its crew as long as it floats,” she said.",
        "We will [1 keep the old ferry as long as it floats].",
    ]);
    assert_eq!(
        found(&project),
        [
            (
                "«we WILL keep the old  ferry, as long as it floats»".into(),
                101,
                0
            ),
            (
                "we will keep the old ferry as long as it floats".into(),
                101,
                0
            ),
            (
                "“We will keep the old ferry and its crew as long as it floats,”".into(),
                77,
                0
            ),
            (
                "We will keep the old ferry as long as it floats".into(),
                101,
                1
            ),
        ]
    );
}

#[test]
fn a_split_quote_is_found_with_its_parts() {
    let project = project(&[
        "[1 We will keep the old ferry], she said, [2 and all of its crew].",
        "“We will keep the old ferry and all of its crew,” she said.",
        "And all of its crew! She had said that we will keep the old ferry.",
        "And all of its crew.",
    ]);
    let places: Vec<String> = found(&project)
        .into_iter()
        .map(|(words, ..)| words)
        .collect();
    assert_eq!(
        places,
        [
            "We will keep the old ferry | and all of its crew",
            "And all of its crew | we will keep the old ferry",
        ]
    );
}

#[test]
fn a_few_words_are_found_nowhere() {
    let project = project(&["[1 Yes of course]", "Yes of course"]);
    assert_eq!(found(&project), []);
}

#[test]
fn places_are_coded_alike_and_linked_in_one_step_each() {
    let quote = "[1 we keep the old ferry]";
    let mut project = project(&[quote, "“We keep the old ferry”", quote]);
    let index = StatementIndex::new(&project);
    let original = Arc::clone(statement(&project, "0.1"));
    let places = Occurrences::new(&project).of(&project, &index, &original);
    assert_eq!(places.len(), 2);
    let at = Timestamp::from_unix_seconds(5);
    let mut fresh = Counting::default();
    let by = AnnotatorId::new("an");
    let edit = code_alike(&project, &original, &places, &by, true, (&at, &mut fresh));
    let inverse = project.apply(edit).unwrap().inverse;
    assert_eq!(project.statement_count(), 3);
    let new = project
        .statements()
        .find(|s| s.article == ArticleId::new("1"))
        .unwrap();
    assert_eq!(new.speakers, original.speakers);
    assert_eq!(new.form, Some(Form::Direct));
    assert_eq!(new.repeats, Some(original.id.clone()));
    project.apply(inverse).unwrap();
    assert_eq!(project.statement_count(), 2);
    let coded: Vec<StatementId> = places.into_iter().flat_map(|place| place.coded).collect();
    project
        .apply(link_repeats(&project, &original, &coded))
        .unwrap();
    assert_eq!(
        statement(&project, "2.1").repeats,
        Some(original.id.clone())
    );
    // The other way round it would repeat itself.
    let other = Arc::clone(statement(&project, "2.1"));
    assert!(link_repeats(&project, &other, std::slice::from_ref(&original.id)).is_empty());
    let change = StatementChange::Repeats(Some(other.id.clone()));
    let id = original.id.clone();
    assert!(project.apply(Edit::ChangeStatement { id, change }).is_err());
    // When it goes, what repeated it stands for itself.
    project
        .apply(crate::edit::delete_statement(&project, &original.id))
        .unwrap();
    assert_eq!(statement(&project, "2.1").repeats, None);
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn what_follows_edits_finds_what_is_found_anew(seeds in vec(any::<u64>(), 1..30)) {
        let mut world = World::new();
        let mut following = Occurrences::new(&world.project);
        for seed in seeds {
            let edit = world.edit(seed);
            if let Ok(Applied { touched, .. }) = world.project.apply(edit) {
                following.update(&world.project, &touched);
            }
        }
        let (project, anew) = (&world.project, Occurrences::new(&world.project));
        let index = StatementIndex::new(project);
        for statement in project.statements() {
            let found = following.of(project, &index, statement);
            prop_assert_eq!(&found, &anew.of(project, &index, statement));
            for place in found {
                prop_assert!(place.article != statement.article && !place.contents.is_empty());
            }
        }
    }
}
