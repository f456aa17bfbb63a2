//! Two codings in one literal, and how they are put side by side.

use super::*;
use crate::edit::Edit;
use crate::model::{
    Annotator, Article, Code, ProjectId, Span, Timestamp, Topic, TopicId, fresh_id,
};
use crate::testing::{Counting, marked};

/// One article; the spans of A and then those of B, each with a topic or none.
pub(in crate::review) fn coded(
    literal: &str,
    a: &[(usize, &str)],
    b: &[(usize, &str)],
) -> (Project, Comparison) {
    let (words, spans) = marked(literal);
    let text = Text::new(words);
    let fresh = &mut Counting::default();
    let mut project = Project::new(ProjectId::new("prj_a"), "");
    let ids = ["an_a", "an_b"].map(AnnotatorId::new);
    let mut edits: Vec<Edit> = Vec::new();
    for id in &ids {
        let annotator = Annotator {
            id: id.clone(),
            name: id.to_string(),
        };
        edits.push(Edit::AddAnnotator {
            at: usize::MAX,
            annotator: Arc::new(annotator),
        });
    }
    for topic in ["tax", "war"] {
        let topic = Topic::new(TopicId::new(topic), topic);
        edits.push(Edit::AddCode {
            at: usize::MAX,
            code: Box::new(Code::Topic(topic)),
        });
    }
    let article = ArticleId::new("ar_a");
    edits.push(Edit::AddArticle {
        at: 0,
        article: Arc::new(Article::new(article.clone(), "", text.clone())),
    });
    for (annotator, coded) in ids.iter().zip([a, b]) {
        for (number, topic) in coded {
            let span = Span::new(&text, spans[number - 1].clone()).unwrap();
            let mut statement = Statement::new(
                fresh_id(fresh),
                article.clone(),
                annotator.clone(),
                vec![Anchor::At(span)],
                Timestamp::from_unix_seconds(0),
            );
            let topics = (!topic.is_empty()).then(|| TopicId::new(topic));
            statement.topics = topics.into_iter().collect();
            edits.push(Edit::AddStatement(Arc::new(statement)));
        }
    }
    project.apply(Edit::group("", edits)).unwrap();
    let [a, b] = &ids;
    let comparison = compare(&project, [a, b], |_| true, &mut |_| true).unwrap();
    (project, comparison)
}

fn kinds(comparison: &Comparison) -> Vec<(Kind, usize, usize)> {
    let of = |case: &Case| (case.kind, case.a.len(), case.b.len());
    comparison.cases.iter().map(of).collect()
}

#[test]
fn marks_white_space_and_final_punctuation_make_no_border() {
    let (_, found) = coded(
        "He said [1 “[2 taxes rise].”]",
        &[(1, "tax")],
        &[(2, "tax")],
    );
    assert_eq!(kinds(&found), [(Kind::Same, 1, 1)]);
    let border = Border {
        characters: 3,
        only_marks: true,
    };
    assert_eq!(found.cases[0].border, Some(border));
    let (_, found) = coded("[1 The [2 taxes rise] fast]", &[(1, "tax")], &[(2, "tax")]);
    assert_eq!(kinds(&found), [(Kind::Border, 1, 1)]);
    let (_, found) = coded("[1 The [2 taxes rise] fast]", &[(1, "tax")], &[(2, "war")]);
    assert_eq!(kinds(&found), [(Kind::Coding, 1, 1)]);
    assert_eq!(found.cases[0].differs, [Part::Topic]);
}

#[test]
fn one_passage_coded_twice_in_opposite_order_differs_in_nothing() {
    let (project, found) = coded(
        "He said [1 taxes rise]",
        &[(1, "tax"), (1, "war")],
        &[(1, "war"), (1, "tax")],
    );
    assert_eq!(kinds(&found), [(Kind::Same, 1, 1), (Kind::Same, 1, 1)]);
    for case in &found.cases {
        let topics = |id: &StatementId| project.statement(id).unwrap().topics.clone();
        assert_eq!(topics(&case.a[0]), topics(&case.b[0]));
    }
    let asked = super::super::Asked {
        all_articles: true,
        ..Default::default()
    };
    let figures = super::super::agreement(&project, &asked, &mut |_| true).unwrap();
    let topic = figures.attributes.topic;
    assert_eq!(
        (topic.n, topic.observed, topic.alpha),
        (2, Some(1.0), Some(1.0))
    );
}

#[test]
fn parts_join_what_they_are_parts_of_and_another_point_does_not() {
    let (_, found) = coded(
        "[1 [2 taxes rise fast] and [3 war ends]]",
        &[(1, "tax")],
        &[(2, "tax"), (3, "war")],
    );
    assert_eq!(kinds(&found), [(Kind::Split, 1, 2)]);
    let (_, found) = coded(
        "[1 taxes rise fast] and [2 war ends]",
        &[(1, "tax"), (1, "war")],
        &[(1, "tax"), (2, "war")],
    );
    assert_eq!(
        kinds(&found),
        [(Kind::Same, 1, 1), (Kind::OnlyA, 1, 0), (Kind::OnlyB, 0, 1)]
    );
    let (_, found) = coded("[1 taxes [2 rise]] fast", &[(1, "")], &[(2, "")]);
    assert_eq!(kinds(&found), [(Kind::Border, 1, 1)]);
}
