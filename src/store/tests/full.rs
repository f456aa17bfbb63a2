//! A small project in which every field of the model has a value.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::edit::Edit;
use crate::model::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Certainty, Code, CodeStatus, Colour,
    Comment, Dismissal, Field, FieldEntry, FieldId, FieldKind, FieldTarget, FieldValue, FileAnchor,
    Form, Layer, Naming, PartialDate, Polarity, Progress, ProgressState, Project, ProjectId,
    Proposal, Provenance, Review, ReviewId, ReviewTarget, Role, Span, Speaker, SpeakerId,
    SpeakerKind, Stance, StanceId, Statement, StatementChange, StatementId, Target, Timestamp,
    Topic, TopicId, Verdict,
};
use crate::testing::marked;
use crate::text::Text;

const ARTICLE: &str = "[1 Mayor Ada Quill], speaking for [2 the council], [3 said]: \
    [4 “The ferry 🛶 must stay,”] she added, [5 “and so must its crew.”]\n\n\
    \tहिन्दी, שָׁלוֹם and “it's” \u{202e}gnihton\u{202c}.\n\
    Critics [6 reportedly] [7 denied] [8 that it pays].";

pub(super) fn full() -> Project {
    let mut project = Project::empty(ProjectId::new("prj_full"), "Every “field”");
    let mut edits = Vec::new();
    for (id, name) in [("an_one", "A.B."), ("an_two", "C.D.")] {
        edits.push(Edit::AddAnnotator {
            at: 9,
            annotator: Arc::new(Annotator {
                id: AnnotatorId::new(id),
                name: name.into(),
            }),
        });
    }
    edits.extend(codebook().into_iter().map(|code| Edit::AddCode {
        at: 99,
        code: Box::new(code),
    }));
    let (text, spans) = marked(ARTICLE);
    let text = Text::new(text);
    let spans: Vec<Anchor> = spans
        .into_iter()
        .map(|range| Anchor::At(Span::new(&text, range).unwrap()))
        .collect();
    edits.push(Edit::AddArticle {
        at: 0,
        article: Arc::new(article(text)),
    });
    edits.extend(statements(&spans).map(|statement| Edit::AddStatement(Arc::new(statement))));
    edits.extend(reviews(&spans).map(|review| Edit::AddReview {
        at: 9,
        review: Arc::new(review),
    }));
    let dismissal = Dismissal {
        entry: "no_stance st_bare".into(),
        of: "0f1e2d3c4b5a".into(),
        reason: "Nothing is said for or against.".into(),
        at: time(7),
    };
    edits.push(Edit::Dismiss {
        entry: dismissal.entry.clone(),
        dismissal: Some(Arc::new(dismissal)),
    });
    project.apply(Edit::group("all", edits)).unwrap();
    project
}

fn codebook() -> Vec<Code> {
    let fields = [
        (
            "fd_tone",
            FieldTarget::Statement,
            choices(FieldKind::Choice),
        ),
        (
            "fd_frames",
            FieldTarget::Statement,
            choices(FieldKind::Choices),
        ),
        ("fd_seats", FieldTarget::Speaker, FieldKind::Number),
        ("fd_since", FieldTarget::Speaker, FieldKind::Date),
        ("fd_site", FieldTarget::Article, FieldKind::Url),
        ("fd_desk", FieldTarget::Article, FieldKind::Text),
        ("fd_lead", FieldTarget::Article, FieldKind::YesNo),
    ]
    .map(|(id, on, kind)| {
        Code::Field(Field {
            id: FieldId::new(id),
            name: id.replace("fd_", ""),
            on,
            kind,
            definition: "What it asks.".into(),
            status: CodeStatus::Proposed,
        })
    });
    let council = SpeakerId::new("sp_council");
    let mayor = Speaker {
        id: SpeakerId::new("sp_mayor"),
        name: "Ada Quill".into(),
        kind: SpeakerKind::Person,
        aliases: vec!["Quill".into()],
        roles: vec![Role {
            title: "mayor".into(),
            organisation: Some(council.clone()),
            from: Some(date("2021-05")),
            until: Some(date("2027")),
        }],
        fields: vec![
            entry("fd_seats", FieldValue::Number("0.50".into())),
            entry("fd_since", FieldValue::Date(date("2021-05-06"))),
        ],
        definition: "The mayor of Port Ellery.".into(),
        use_when: "It is named or meant.".into(),
        avoid_when: "Another is meant.".into(),
        examples: vec!["Mayor Quill".into(), "the mayor".into()],
        colour: colour("#0072b2"),
        status: CodeStatus::Active,
        definition_changed: Some(time(1)),
    };
    let support = Stance {
        id: StanceId::new("support"),
        name: "Support".into(),
        key: Some(1),
        scale: Some(1),
        definition: "Speaks for the target.".into(),
        use_when: "It is named or meant.".into(),
        avoid_when: "Another is meant.".into(),
        examples: vec!["“must stay”".into()],
        colour: colour("#5cb3ea"),
        status: CodeStatus::Active,
        definition_changed: Some(time(2)),
    };
    let ferry = Topic {
        id: TopicId::new("tp_ferry"),
        name: "Ferry".into(),
        proposition: "The ferry must stay".into(),
        parent: Some(TopicId::new("tp_transport")),
        definition: "The ferry over the sound.".into(),
        use_when: "It is named or meant.".into(),
        avoid_when: "Another is meant.".into(),
        examples: vec!["the crossing".into()],
        colour: colour("#c04a00"),
        status: CodeStatus::Retired,
        definition_changed: Some(time(3)),
    };
    let council = Speaker::new(council, "Council", SpeakerKind::Organisation);
    let critics = Speaker::new(SpeakerId::new("sp_critics"), "Critics", SpeakerKind::Group);
    let oppose = Stance::new(StanceId::new("oppose"), "Oppose", None, Some(-1));
    let transport = Topic::new(TopicId::new("tp_transport"), "Transport");
    let speakers = [council, mayor, critics].map(Code::Speaker);
    let stances = [support, oppose].map(Code::Stance);
    let topics = [transport, ferry].map(Code::Topic);
    (fields
        .into_iter()
        .chain(speakers)
        .chain(stances)
        .chain(topics))
    .collect()
}

fn article(text: Text) -> Article {
    Article {
        outlet: "The Ellery Post".into(),
        author: "M. Sand".into(),
        published: Some(date("2026-03")),
        url: "https://example.org/ferry?a=1&b=2".into(),
        language: "en".into(),
        tags: vec!["local".into(), "water".into()],
        fields: vec![
            entry("fd_site", FieldValue::Url("https://example.org".into())),
            entry("fd_desk", FieldValue::Text("City".into())),
            entry("fd_lead", FieldValue::YesNo(true)),
        ],
        progress: vec![
            Progress {
                annotator: AnnotatorId::new("an_one"),
                state: ProgressState::Done,
            },
            Progress {
                annotator: AnnotatorId::new("an_two"),
                state: ProgressState::Assigned,
            },
        ],
        ..Article::new(ArticleId::new("ar_one"), "Ferry in doubt", text)
    }
}

/// Spans are counted from 1, as they are marked.
fn statements(spans: &[Anchor]) -> impl Iterator<Item = Statement> {
    let new = |id: &str, contents: &[usize]| {
        Statement::new(
            StatementId::new(id),
            ArticleId::new("ar_one"),
            AnnotatorId::new("an_one"),
            contents.iter().map(|at| spans[at - 1].clone()).collect(),
            time(4),
        )
    };
    let one = Statement {
        cue: vec![spans[2].clone()],
        source: vec![spans[0].clone()],
        naming: Some(Naming::Named),
        speakers: vec![SpeakerId::new("sp_mayor")],
        on_behalf_of: vec![SpeakerId::new("sp_council")],
        topics: vec![TopicId::new("tp_ferry"), TopicId::new("tp_transport")],
        stance: Some(StanceId::new("support")),
        target: Target::Text("the crew’s “jobs”".into()),
        form: Some(Form::Direct),
        fields: vec![
            entry("fd_tone", FieldValue::Choice("calm".into())),
            entry(
                "fd_frames",
                FieldValue::Choices(vec!["cost".into(), "calm".into()]),
            ),
        ],
        note: "Two spans,\none statement.".into(),
        provenance: Provenance::Proposed(Proposal {
            rule: "quotation".into(),
            confidence: 90,
            shown: vec!["Ferry".into()],
            changed: true,
        }),
        ..new("st_one", &[4, 5])
    };
    let two = Statement {
        layer: Layer::Adjudicated,
        naming: Some(Naming::Unnamed),
        speakers: vec![SpeakerId::new("sp_critics")],
        target: Target::Speaker(SpeakerId::new("sp_mayor")),
        form: Some(Form::Reported),
        parent: Some(StatementId::new("st_one")),
        repeats: Some(StatementId::new("st_one")),
        polarity: Polarity::Negated,
        certainty: Certainty::Hedged,
        flag: true,
        provenance: Provenance::Imported {
            format: "brat".into(),
        },
        ..new("st_two", &[8])
    };
    let mut bare = new("st_bare", &[6, 7]);
    bare.contents.push(lost("words that are gone"));
    bare.provenance = Provenance::Ranked {
        shown: vec!["Transport".into(), "Ada Quill".into()],
    };
    [one, two, bare].into_iter()
}

fn reviews(spans: &[Anchor]) -> impl Iterator<Item = Review> {
    let on_statement = Review {
        id: ReviewId::new("rv_one"),
        on: ReviewTarget::Statement(StatementId::new("st_one")),
        reviewer: AnnotatorId::new("an_two"),
        verdict: Some(Verdict::Question),
        reason: "Is it the crew’s?".into(),
        suggested: vec![
            StatementChange::Contents(vec![spans[3].clone()]),
            StatementChange::Stance(None),
            StatementChange::Speakers(vec![SpeakerId::new("sp_council")]),
            StatementChange::Form(Some(Form::Mixed)),
            StatementChange::Target(Target::Topic),
        ],
        comments: vec![Comment {
            author: AnnotatorId::new("an_one"),
            at: time(6),
            text: "No.".into(),
        }],
        version: "3fa9c1d20b7e".into(),
        resolved: true,
        created: time(5),
    };
    let on_text = Review {
        id: ReviewId::new("rv_two"),
        on: ReviewTarget::Text {
            article: ArticleId::new("ar_one"),
            place: spans[1].clone(),
        },
        suggested: vec![StatementChange::Cue(vec![lost("gone")])],
        comments: Vec::new(),
        version: SmolStr::default(),
        resolved: false,
        verdict: None,
        reason: String::new(),
        ..on_statement.clone()
    };
    [on_statement, on_text].into_iter()
}

fn lost(quote: &str) -> Anchor {
    Anchor::Detached(FileAnchor {
        start: 900,
        end: 907,
        quote: quote.into(),
    })
}

fn choices(of: impl Fn(Vec<String>) -> FieldKind) -> FieldKind {
    of(vec!["calm".into(), "cost".into()])
}

fn entry(field: &str, value: FieldValue) -> FieldEntry {
    FieldEntry {
        field: FieldId::new(field),
        value,
    }
}

fn date(date: &str) -> PartialDate {
    PartialDate::try_from(SmolStr::from(date)).unwrap()
}

fn time(day: i64) -> Timestamp {
    Timestamp::from_unix_seconds(1_767_225_600 + day * 86_400)
}

fn colour(colour: &str) -> Option<Colour> {
    Colour::try_from(SmolStr::from(colour)).ok()
}
