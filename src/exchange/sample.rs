//! A small project for tests, of invented people.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::edit::Edit;
use crate::model::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Code, Form, Fresh, Naming, PartialDate,
    Progress, ProgressState, Project, ProjectId, Review, ReviewId, ReviewTarget, Role, Span,
    Speaker, SpeakerId, SpeakerKind, StanceId, Statement, StatementId, Target, Timestamp, Topic,
    TopicId, Verdict,
};
use crate::text::Text;

/// Ids and times that count.
#[derive(Default)]
pub(super) struct Counting(u64);

impl Fresh for Counting {
    fn characters(&mut self) -> [u8; 12] {
        self.0 += 1;
        let digits = format!("{:012}", self.0);
        digits.as_bytes().try_into().unwrap()
    }

    fn now(&mut self) -> Timestamp {
        self.0 += 1;
        Timestamp::from_unix_seconds(1_800_000_000 + i64::try_from(self.0).unwrap())
    }
}

pub(super) fn date(date: &str) -> PartialDate {
    PartialDate::try_from(SmolStr::from(date)).unwrap()
}

pub(super) fn time(time: &str) -> Timestamp {
    Timestamp::try_from(SmolStr::from(time)).unwrap()
}

pub(super) fn apply(project: &mut Project, edit: Edit) {
    project.apply(edit).unwrap();
}

pub(super) fn add_annotator(project: &mut Project, id: &str, name: &str) {
    let annotator = Annotator {
        id: AnnotatorId::new(id),
        name: name.into(),
    };
    apply(
        project,
        Edit::AddAnnotator {
            at: usize::MAX,
            annotator: Arc::new(annotator),
        },
    );
}

pub(super) fn add_code(project: &mut Project, code: Code) {
    apply(
        project,
        Edit::AddCode {
            at: usize::MAX,
            code: Box::new(code),
        },
    );
}

pub(super) fn add_article(project: &mut Project, article: Article) {
    apply(
        project,
        Edit::AddArticle {
            at: usize::MAX,
            article: Arc::new(article),
        },
    );
}

/// Where words stand first.
pub(super) fn at(text: &Text, words: &str) -> Anchor {
    let start = text.as_str().find(words).unwrap();
    Anchor::At(Span::new(text, start..start + words.len()).unwrap())
}

const TEXT: &str = "Ferry to stay\n\n“We keep the ferry 🚢,” Mayor Ada Vane said, “and, yes, the pier.” Critics doubt it.\nHarbour Line declined to comment.";

/// A statement of two spans by one annotator, one of another annotator's, a review.
pub(super) fn project() -> Project {
    let mut project = Project::new(ProjectId::new("prj_1"), "Ferry");
    add_annotator(&mut project, "an_1", "A.B.");
    let mut line = Speaker::new(
        SpeakerId::new("sp_2"),
        "City of Lund, \"Harbour\"",
        SpeakerKind::Organisation,
    );
    line.definition = "=the city".into();
    add_code(&mut project, Code::Speaker(line));
    let mut vane = Speaker::new(SpeakerId::new("sp_1"), "Ada Vane", SpeakerKind::Person);
    vane.aliases = vec!["Vane".into()];
    vane.roles = vec![Role {
        title: "mayor".into(),
        organisation: Some(SpeakerId::new("sp_2")),
        from: Some(date("2020")),
        until: None,
    }];
    add_code(&mut project, Code::Speaker(vane));
    add_code(
        &mut project,
        Code::Topic(Topic::new(TopicId::new("tp_1"), "Transport")),
    );
    let mut ferry = Topic::new(TopicId::new("tp_2"), "Ferry");
    ferry.parent = Some(TopicId::new("tp_1"));
    add_code(&mut project, Code::Topic(ferry));

    let text = Text::new(TEXT);
    let mut article = Article::new(ArticleId::new("ar_1"), "Ferry to stay", text.clone());
    article.outlet = "Example Post".into();
    article.published = Some(date("2025-12-03"));
    article.language = "en".into();
    article.tags = vec!["local".into(), "sea".into()];
    article.progress = vec![Progress {
        annotator: AnnotatorId::new("an_1"),
        state: ProgressState::Done,
    }];
    add_article(&mut project, article);

    let contents = vec![
        at(&text, "We keep the ferry 🚢"),
        at(&text, "and, yes, the pier"),
    ];
    add_statement(&mut project, "st_1", "an_1", contents, |s| {
        s.cue = vec![at(&text, "said")];
        s.source = vec![at(&text, "Mayor Ada Vane")];
        s.naming = Some(Naming::Named);
        s.speakers = vec![SpeakerId::new("sp_1"), SpeakerId::new("sp_2")];
        s.on_behalf_of = vec![SpeakerId::new("sp_2")];
        s.topics = vec![TopicId::new("tp_2"), TopicId::new("tp_1")];
        s.stance = Some(StanceId::new("oppose"));
        s.target = Target::Text("closing it".into());
        s.form = Some(Form::Direct);
        s.note = "two\nlines".into();
    });
    add_statement(
        &mut project,
        "st_2",
        "an_1",
        vec![at(&text, "doubt it")],
        |_| {},
    );
    let review = Review {
        id: ReviewId::new("rv_1"),
        on: ReviewTarget::Statement(StatementId::new("st_1")),
        reviewer: AnnotatorId::new("an_1"),
        verdict: Some(Verdict::Accepted),
        reason: String::new(),
        suggested: Vec::new(),
        comments: Vec::new(),
        version: SmolStr::default(),
        resolved: false,
        created: time("2026-11-24T10:00:00Z"),
    };
    apply(
        &mut project,
        Edit::AddReview {
            at: 0,
            review: Arc::new(review),
        },
    );
    project
}

/// Adds a statement on the sample's article.
pub(super) fn add_statement(
    project: &mut Project,
    id: &str,
    annotator: &str,
    contents: Vec<Anchor>,
    code: impl FnOnce(&mut Statement),
) {
    let mut statement = Statement::new(
        StatementId::new(id),
        ArticleId::new("ar_1"),
        AnnotatorId::new(annotator),
        contents,
        time("2026-11-24T09:30:00Z"),
    );
    code(&mut statement);
    apply(project, Edit::AddStatement(Arc::new(statement)));
}
