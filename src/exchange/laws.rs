//! What is tried of every format that goes out and comes in: projects of odd texts, names and
//! codings, and what must be the same afterwards.

use std::ops::Range;
use std::sync::Arc;

use proptest::prelude::*;
use smol_str::SmolStr;

use super::sample::{
    Counting, add_annotator, add_article, add_code, add_statement, apply, date, time,
};
use super::{ExportOptions, Input, Intake, Mapping, Part, Report, Shape, draft, export, format};
use crate::edit::Edit;
use crate::model::{
    Anchor, AnnotatorId, Article, ArticleId, Code, FileAnchor, Form, Layer, Naming, Polarity,
    Progress, ProgressState, Project, ProjectId, Review, ReviewId, ReviewTarget, Span, Speaker,
    SpeakerId, SpeakerKind, StanceId, Statement, StatementId, Target, Topic, TopicId, Verdict,
    digest,
};
use crate::text::Text;

/// Named files.
pub(super) type Files = Vec<(String, Vec<u8>)>;

pub(super) fn empty() -> Project {
    Project::new(ProjectId::new("prj_0"), "Empty")
}

/// The files of an export with every coding.
pub(super) fn out(project: &Project, name: &str) -> Files {
    let options = ExportOptions::default();
    let exported = export(project, format(name).unwrap(), &options).unwrap();
    // The same project gives the same bytes.
    let again = export(&project.clone(), format(name).unwrap(), &options).unwrap();
    assert_eq!(exported, again);
    exported.files
}

/// Imports files into a project; what became of them.
pub(super) fn take_files(
    project: &mut Project,
    name: &str,
    files: &Files,
    mapping: &Mapping,
) -> Report {
    let fresh = &mut Counting::default();
    let format = format(name).unwrap();
    let inputs: Vec<Input<'_>> = files
        .iter()
        .map(|(name, bytes)| Input { name, bytes })
        .collect();
    let mut intake = Intake::new(project, format, None, fresh);
    let report = intake.take_all(draft(format, &inputs, mapping).unwrap());
    let edit = intake.finish("import");
    let before = project.clone();
    let inverse = project.apply(edit).unwrap().inverse;
    // One edit, and it can be taken back.
    let mut back = project.clone();
    back.apply(inverse).unwrap();
    assert_eq!(back, before);
    report
}

/// All that a report has to say, a line each.
pub(super) fn said(report: &Report) -> String {
    let remarks = report.notes.iter().cloned().chain(report.unknown_keys());
    let mut lines: Vec<String> = remarks.map(|remark| remark.to_string()).collect();
    lines.extend(report.failures.iter().map(|f| format!("FAILED {f}")));
    lines.join("\n")
}

type FoldPlaces = fn(&str, Vec<Range<usize>>) -> Vec<Range<usize>>;

/// What a format may do to places and notes without losing them.
#[derive(Clone, Copy)]
pub(super) struct Folds {
    /// Places in code points, of one part of a statement, in order.
    pub(super) places: FoldPlaces,
    pub(super) note: fn(&str) -> String,
}

impl Folds {
    pub(super) const NONE: Self = Self {
        places: |_, places| places,
        note: str::to_owned,
    };
}

/// What of a project a format should bring back, a line for each article and statement. Places
/// that are lost are in no format's reach.
pub(super) fn view(project: &Project, carries: &[Part], folds: Folds) -> Vec<String> {
    let mut lines = Vec::new();
    for article in project.articles().iter() {
        let metadata = carries.contains(&Part::Metadata).then(|| {
            (
                &article.title,
                &article.outlet,
                &article.published,
                &article.url,
                &article.language,
            )
        });
        lines.push(format!(
            "{} {metadata:?} {:?}",
            article.id,
            article.text.as_str()
        ));
        let statements = project.statements_of(&article.id);
        let mut statements: Vec<String> = statements
            .filter_map(|statement| line(project, &article.text, statement, carries, folds))
            .collect();
        statements.sort();
        lines.append(&mut statements);
    }
    lines
}

fn line(
    project: &Project,
    text: &Text,
    statement: &Statement,
    carries: &[Part],
    folds: Folds,
) -> Option<String> {
    let book = project.codebook();
    let places = |anchors: &[Anchor]| -> Vec<Range<usize>> {
        let standing = anchors.iter().filter(|anchor| !anchor.is_detached());
        (folds.places)(
            text.as_str(),
            standing.map(|anchor| anchor.chars(text)).collect(),
        )
    };
    let each = |anchors: &[Anchor]| -> Vec<Range<usize>> {
        anchors
            .iter()
            .flat_map(|anchor| places(std::slice::from_ref(anchor)))
            .collect()
    };
    let contents = places(&statement.contents);
    if contents.is_empty() {
        return None;
    }
    let speaker = |id: &SpeakerId| book.speakers().get(id).unwrap().name.clone();
    let speakers: Vec<String> = statement.speakers.iter().map(speaker).collect();
    let topics: Vec<String> = statement
        .topics
        .iter()
        .map(|id| book.topics().get(id).unwrap().name.clone())
        .collect();
    let target = match &statement.target {
        Target::Topic => String::new(),
        Target::Speaker(id) => format!("speaker {}", speaker(id)),
        Target::Text(words) => format!("text {words}"),
    };
    let annotator = &project.annotators().get(&statement.annotator).unwrap().name;
    let all: Vec<(Part, String)> = vec![
        (Part::Spans, format!("{contents:?}")),
        (Part::Ids, statement.id.to_string()),
        (Part::Cue, format!("{:?}", each(&statement.cue))),
        (Part::Source, format!("{:?}", each(&statement.source))),
        (Part::Naming, format!("{:?}", statement.naming)),
        (Part::Speaker, format!("{:?}", speakers.first())),
        (Part::Speakers, format!("{speakers:?}")),
        (
            Part::OnBehalfOf,
            format!(
                "{:?}",
                statement
                    .on_behalf_of
                    .iter()
                    .map(speaker)
                    .collect::<Vec<_>>()
            ),
        ),
        (Part::Stance, format!("{:?}", statement.stance)),
        (Part::Target, target),
        (Part::Topic, format!("{:?}", topics.first())),
        (Part::Topics, format!("{topics:?}")),
        (Part::Form, format!("{:?}", statement.form)),
        (Part::Note, (folds.note)(&statement.note)),
        (Part::Annotator, annotator.clone()),
        (
            Part::Status,
            format!("{:?}", project.status_of(&statement.id)),
        ),
        (Part::Layer, format!("{:?}", statement.layer)),
        (Part::Created, statement.created.to_string()),
        (Part::Polarity, format!("{:?}", statement.polarity)),
    ];
    let kept = all.into_iter().filter(|(part, _)| carries.contains(part));
    Some(
        kept.map(|(part, value)| format!("  {part:?}: {value:?}"))
            .collect::<Vec<_>>()
            .join(","),
    )
}

/// A project is written and read; what the format carries must be the same.
pub(super) fn comes_back(
    project: &Project,
    name: &str,
    folds: Folds,
) -> Result<Project, TestCaseError> {
    let mut files = out(project, name);
    if matches!(format(name).unwrap().shape, Shape::File { .. }) {
        // What stands beside it is for the other program.
        files.truncate(1);
    }
    let mut other = empty();
    let report = take_files(&mut other, name, &files, &Mapping::default());
    prop_assert_eq!(&report.failures, &vec![]);
    let carries = format(name).unwrap().carries;
    prop_assert_eq!(
        view(&other, carries, folds),
        view(project, carries, folds),
        "{}",
        said(&report)
    );
    Ok(other)
}

/// Projects of up to three articles and some codings.
pub(super) fn odd_project() -> impl Strategy<Value = Project> {
    let texts = prop::collection::vec(words(), 1..4);
    let names = prop::collection::vec(words(), 3..4);
    let codings = prop::collection::vec(statement(), 0..6);
    (texts, names, codings).prop_map(|(texts, names, codings)| build(&texts, &names, &codings))
}

/// Strings that break things: other scripts, marks, quotes, tabs, what looks like JSON.
pub(super) fn words() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "Ж",
        "界",
        "שלום",
        "e\u{301}",
        "👩‍🔧",
        "\t",
        "\"",
        "\\",
        " ",
        "; ",
        "\n",
        "\u{2028}",
        "{}",
        "=",
        "\u{202e}",
        "null",
        "NA",
        "_",
        ",",
        "%2C",
        "|",
        "\u{85}",
        "\u{a0}",
        "<b>",
        "&",
        "-",
    ]);
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    pub(super) fn statement()(
        places in prop::collection::vec((0usize..40, 1usize..6), 1..4),
        who in 0usize..3,
        codes in (0usize..4, 0usize..4, 0usize..8, 0usize..4),
        forms in (0usize..6, 0usize..4),
        note in words(),
        odd in 0usize..8,
        others in (0usize..30, 0usize..30, 0usize..4),
    ) -> Coding {
        Coding { places, who, codes, forms, note, odd, others }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Coding {
    places: Vec<(usize, usize)>,
    who: usize,
    codes: (usize, usize, usize, usize),
    forms: (usize, usize),
    pub(super) note: String,
    odd: usize,
    /// Where cue and source begin, if they are there, and the verdict.
    others: (usize, usize, usize),
}

/// A project of odd texts and names.
pub(super) fn build(texts: &[String], names: &[String], codings: &[Coding]) -> Project {
    let mut project = Project::new(ProjectId::new("prj_1"), "Odd");
    for (n, name) in names.iter().enumerate() {
        // The number keeps names apart and from being empty.
        let name = format!("{n}{name}");
        add_annotator(&mut project, &format!("an_{n}"), &name);
        let speaker = Speaker::new(SpeakerId::new(format!("sp_{n}")), &name, SpeakerKind::Group);
        add_code(&mut project, Code::Speaker(speaker));
        let topic = Topic::new(TopicId::new(format!("tp_{n}")), &name);
        add_code(&mut project, Code::Topic(topic));
    }
    for (n, text) in texts.iter().enumerate() {
        let id = ArticleId::new(format!("ar_{n}"));
        let text = Text::new(format!("{text}.{n} text"));
        let mut article = Article::new(id, names[n % names.len()].clone(), text);
        article.progress = vec![Progress {
            annotator: AnnotatorId::new(format!("an_{n}")),
            state: [
                ProgressState::Done,
                ProgressState::InProgress,
                ProgressState::Assigned,
            ][n % 3],
        }];
        article.outlet.clone_from(&names[(n + 1) % names.len()]);
        article.url = "https://example.org/?a=1&b=2".into();
        article.published = Some(date("2025-12"));
        assert_eq!(article.sha256, digest(article.text.as_str()));
        add_article(&mut project, article);
    }
    for (n, coding) in codings.iter().enumerate() {
        let article = project.articles().at(n % texts.len()).unwrap().clone();
        let text = &article.text;
        let mut from = 0;
        let mut contents = Vec::new();
        for (skip, length) in &coding.places {
            let start = from + skip % 5;
            if let Ok(span) = Span::of_chars(text, start..start + length) {
                contents.push(Anchor::At(span));
                from = start + length;
            }
        }
        if contents.is_empty() || coding.odd == 0 {
            contents.push(Anchor::Detached(FileAnchor {
                start: from + 3,
                end: from + 900,
                quote: format!("lost {n}").into(),
            }));
        }
        let some = |n: usize| SpeakerId::new(format!("sp_{}", n % names.len()));
        let id = format!("st_{n}");
        let who = format!("an_{}", coding.who);
        add_statement(&mut project, &id, &who, contents, |s| {
            s.article = article.id.clone();
            let (speakers, behalf, stance, topics) = coding.codes;
            s.speakers = (0..speakers.min(3)).map(some).collect();
            s.on_behalf_of = (0..behalf.min(3)).rev().map(some).collect();
            s.topics = (0..topics.min(3))
                .map(|n| TopicId::new(format!("tp_{n}")))
                .collect();
            let stances = ["support", "oppose", "neutral", "mixed", "unclear", "none"];
            s.stance = stances.get(stance).map(StanceId::new);
            let (form, naming) = coding.forms;
            s.form = [
                Form::Direct,
                Form::Mixed,
                Form::Indirect,
                Form::FreeIndirect,
                Form::Reported,
            ]
            .get(form)
            .copied();
            s.naming = [Naming::Named, Naming::Unnamed, Naming::NoneGiven]
                .get(naming)
                .copied();
            s.note.clone_from(&coding.note);
            s.target = match coding.odd {
                1 => Target::Speaker(some(n)),
                2 => Target::Text(coding.note.clone()),
                _ => Target::Topic,
            };
            if coding.odd == 3 {
                s.layer = Layer::Adjudicated;
            }
            if coding.odd == 4 {
                s.polarity = Polarity::Negated;
            }
            let (cue, source, _) = coding.others;
            let there =
                |start: usize, end: usize| Span::of_chars(text, start..end).ok().map(Anchor::At);
            s.cue = there(cue, cue + 2)
                .into_iter()
                .chain(there(cue + 3, cue + 4))
                .collect();
            s.source = there(source, source + 5).into_iter().collect();
            s.created = time("2026-01-01T00:00:00Z");
        });
        let verdict = [Verdict::Accepted, Verdict::Rejected, Verdict::Question];
        if let Some(verdict) = verdict.get(coding.others.2) {
            add_verdict(&mut project, &id, *verdict);
        }
    }
    project
}

fn add_verdict(project: &mut Project, statement: &str, verdict: Verdict) {
    let review = Review {
        id: ReviewId::new(format!("rv_{statement}")),
        on: ReviewTarget::Statement(StatementId::new(statement)),
        reviewer: AnnotatorId::new("an_0"),
        verdict: Some(verdict),
        reason: String::new(),
        suggested: Vec::new(),
        comments: Vec::new(),
        version: SmolStr::default(),
        resolved: false,
        created: time("2026-01-02T00:00:00Z"),
    };
    apply(
        project,
        Edit::AddReview {
            at: 0,
            review: Arc::new(review),
        },
    );
}
