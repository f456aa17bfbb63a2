use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use indexmap::IndexSet;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::edit::random::World;
use crate::edit::{Applied, Edit};
use crate::model::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Code, ProjectId, Span, Speaker,
    SpeakerKind, StatementChange, StatementIndex, Timestamp, Topic, digest,
};
use crate::store;
use crate::testing::cases;
use crate::text::Text;

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn what_is_forgotten_leaves_no_trace(seeds in vec(any::<u64>(), 1..40)) {
        let mut world = World::new();
        let mut ranker = Ranker::new(&world.project);
        for seed in seeds {
            let edit = world.edit(seed);
            if let Ok(Applied { touched, .. }) = world.project.apply(edit) {
                ranker.update(&world.project, &touched);
                prop_assert_eq!(&ranker, &Ranker::new(&world.project));
            }
        }
    }

    #[test]
    fn every_code_is_offered_once(seeds in vec(any::<u64>(), 1..20)) {
        let project = World::after(&seeds).project;
        let ranker = Ranker::new(&project);
        let (index, made) = (StatementIndex::new(&project), IndexSet::new());
        let book = project.codebook();
        for statement in project.statements() {
            let likely = Likely::new(&project, &index, &made, statement);
            let topics: BTreeSet<_> = ranker.topics(&project, &likely, statement).into_iter().collect();
            prop_assert_eq!(topics.len(), book.topics().len());
            let stances: BTreeSet<_> = ranker.stances(&project, statement).into_iter().collect();
            prop_assert_eq!(stances.len(), book.stances().len());
            let speakers = ranker.speakers(&project, &likely, statement);
            prop_assert_eq!(speakers.len(), book.speakers().len());
        }
    }
}

#[test]
fn a_leaning_is_what_the_same_speakers_took_in_other_statements() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/harbour-dispute.sayso.ron");
    let mut project = store::load(&path).unwrap().project;
    let mut ranker = Ranker::new(&project);
    let mut told = 0;
    let all: Vec<_> = project.statements().map(|s| s.id.clone()).collect();
    for id in all {
        let statement = Arc::clone(project.statement(&id).unwrap());
        let leaning = ranker.leaning(&project, &statement);
        if let Some(leaning) = &leaning {
            told += 1;
            let others = project.statements().filter(|other| other.id != id);
            let same = others.filter(|other| {
                let who = other.speakers.iter();
                let mut who = who.filter(|who| statement.speakers.contains(who));
                let same_topic = other.topics.first() == statement.topics.first();
                let same_target = other.target == statement.target;
                let same = same_target && (same_topic || other.target != Target::Topic);
                who.next().is_some() && same
            });
            let took: Vec<_> = same.filter_map(|other| other.stance.clone()).collect();
            let agree = took.iter().filter(|stance| **stance == leaning.stance);
            assert!(agree.count() * 2 > took.len(), "{leaning:?} {took:?}");
        }
        // What the statement itself has changes nothing of it.
        let change = StatementChange::Stance(None);
        let edit = Edit::ChangeStatement {
            id: id.clone(),
            change,
        };
        let Applied { touched, inverse } = project.apply(edit).unwrap();
        ranker.update(&project, &touched);
        let bare = project.statement(&id).unwrap();
        assert_eq!(ranker.leaning(&project, bare), leaning);
        let touched = project.apply(inverse).unwrap().touched;
        ranker.update(&project, &touched);
    }
    assert!(told > 10, "{told}");
}

/// How often the right one was among the first, of how many: by what the window has without ranking,
/// and ranked.
#[derive(Default)]
struct Hits {
    right: [usize; 2],
    first_three: [usize; 2],
    of: usize,
}

impl Hits {
    fn add<I>(&mut self, orders: &[Vec<I>; 2], right: impl Fn(&I) -> bool) {
        self.of += 1;
        for (at, order) in orders.iter().enumerate() {
            self.right[at] += usize::from(order.first().is_some_and(&right));
            self.first_three[at] += usize::from(order.iter().take(3).any(&right));
        }
    }

    /// Shares of [not ranked, ranked].
    fn first(&self) -> [f64; 2] {
        self.right.map(|hits| share(hits, self.of))
    }

    fn three(&self) -> [f64; 2] {
        self.first_three.map(|hits| share(hits, self.of))
    }
}

fn share(hits: usize, of: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap());
    number(hits) / number(of.max(1))
}

#[derive(Default)]
struct Replay {
    speakers: Hits,
    /// When the speaker is known.
    topics: Hits,
    /// When nothing but the words is known.
    early_topics: Hits,
    /// When speaker and topic are known.
    stances: Hits,
    /// How often the stance that speakers took before was the right one, of how often one is told.
    leanings: [usize; 2],
}

/// Codes the statements one after another, from a project that has none of them, and asks before
/// each what is likely. The first ten count for nothing.
fn replay(mut project: Project, coded: &[Arc<Statement>]) -> Replay {
    let mut replay = Replay::default();
    let mut made = IndexSet::new();
    let mut index = StatementIndex::new(&project);
    let mut ranker = Ranker::new(&project);
    for (number, right) in coded.iter().enumerate() {
        let bare = Statement::new(
            right.id.clone(),
            right.article.clone(),
            right.annotator.clone(),
            right.contents.clone(),
            right.created.clone(),
        );
        let mut apply = |project: &mut Project, ranker: &mut Ranker, edit| {
            let touched = project.apply(edit).unwrap().touched;
            index.update(project, &touched.statements);
            ranker.update(project, &touched);
            index.clone()
        };
        let index = apply(
            &mut project,
            &mut ranker,
            Edit::AddStatement(Arc::new(bare)),
        );
        made.insert(right.id.clone());
        let counts = number >= 10;
        let ask = |project: &Project, ranker: &Ranker, index: &StatementIndex, hits: &mut Hits| {
            let statement = project.statement(&right.id).unwrap();
            let likely = Likely::new(project, index, &made, statement);
            let topics = ranker.topics(project, &likely, statement);
            hits.add(&[likely.topics(), topics], |id| {
                right.topics.first() == Some(id)
            });
        };
        if counts && !right.topics.is_empty() {
            ask(&project, &ranker, &index, &mut replay.early_topics);
        }
        if counts && !right.speakers.is_empty() {
            let statement = project.statement(&right.id).unwrap();
            let likely = Likely::new(&project, &index, &made, statement);
            let speakers = ranker.speakers(&project, &likely, statement);
            let hits = &mut replay.speakers;
            hits.add(&[likely.speakers(), speakers], |id| {
                right.speakers.contains(id)
            });
        }
        let change = |change| Edit::ChangeStatement {
            id: right.id.clone(),
            change,
        };
        let speakers = StatementChange::Speakers(right.speakers.clone());
        let index = apply(&mut project, &mut ranker, change(speakers));
        if counts && !right.topics.is_empty() {
            ask(&project, &ranker, &index, &mut replay.topics);
        }
        let topics = StatementChange::Topics(right.topics.clone());
        apply(&mut project, &mut ranker, change(topics));
        let target = StatementChange::Target(right.target.clone());
        apply(&mut project, &mut ranker, change(target));
        if counts && right.stance.is_some() {
            let statement = project.statement(&right.id).unwrap();
            let is_right = |id: &StanceId| right.stance.as_ref() == Some(id);
            let book = project.codebook().stances().iter().map(|s| s.id.clone());
            let stances = ranker.stances(&project, statement);
            replay.stances.add(&[book.collect(), stances], is_right);
            if let Some(leaning) = ranker.leaning(&project, statement) {
                let [hits, told] = &mut replay.leanings;
                *told += 1;
                *hits += usize::from(is_right(&leaning.stance));
            }
        }
        let stance = StatementChange::Stance(right.stance.clone());
        apply(&mut project, &mut ranker, change(stance));
    }
    replay
}

fn print(name: &str, replay: &Replay) {
    println!("{name}: shares by [order without ranking, ranked]");
    for (what, hits) in [
        ("speaker", &replay.speakers),
        ("topic, speaker known", &replay.topics),
        ("topic, words only", &replay.early_topics),
        ("stance (order of the codebook, ranked)", &replay.stances),
    ] {
        let (first, three) = (hits.first(), hits.three());
        println!(
            "  {what}: first {first:.3?}, in the first three {three:.3?}, n {}",
            hits.of
        );
    }
    let [right, told] = replay.leanings;
    println!("  stance that is told as likely: right {right} of {told}");
}

/// Ranked is nowhere worse than not ranked.
fn is_no_worse(replay: &Replay) {
    for hits in [&replay.speakers, &replay.topics, &replay.early_topics] {
        for [without, ranked] in [hits.first(), hits.three()] {
            assert!(ranked >= without, "{ranked} {without}");
        }
    }
    let [as_listed, ranked] = replay.stances.first();
    assert!(ranked >= as_listed, "{ranked} {as_listed}");
    let [right, told] = replay.leanings;
    assert!(right * 2 > told, "{right} of {told}");
}

/// A project without its statements, and those of them that are not on words that were coded before.
fn emptied(project: &Project) -> (Project, Vec<Arc<Statement>>) {
    let mut all: Vec<Arc<Statement>> = Vec::new();
    for statement in project.statements_in_order() {
        let spans =
            |s: &Statement| -> Vec<Span> { s.contents.iter().filter_map(Anchor::span).collect() };
        let again = all
            .iter()
            .filter(|s| s.article == statement.article)
            .any(|other| {
                let here = spans(statement);
                other.annotator != statement.annotator
                    && spans(other)
                        .iter()
                        .any(|a| here.iter().any(|b| a.overlaps(*b)))
            });
        if !again {
            all.push(Arc::clone(statement));
        }
    }
    let mut empty = project.clone();
    let reviews: Vec<_> = project.reviews().iter().map(|r| r.id.clone()).collect();
    for id in reviews {
        empty.apply(Edit::RemoveReview(id)).unwrap();
    }
    for statement in project.statements() {
        let edit = crate::edit::delete_statement(&empty, &statement.id);
        empty.apply(edit).unwrap();
    }
    (empty, all)
}

#[test]
fn ranking_learns_from_what_was_coded() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/harbour-dispute.sayso.ron");
    let (empty, coded) = emptied(&store::load(&path).unwrap().project);
    let replay = replay(empty, &coded);
    print("harbour", &replay);
    is_no_worse(&replay);
    assert!(replay.topics.first()[1] >= 0.5 && replay.topics.three()[1] >= 0.88);
    assert!(replay.speakers.first()[1] >= 0.8);
    real_article();
}

/// The same for the coding of the real article, whose text is not in the repository: only when
/// `SAYSO_REAL_TEXT` names a file of it.
fn real_article() {
    let Ok(path) = std::env::var("SAYSO_REAL_TEXT") else {
        return;
    };
    let text = Text::new(std::fs::read_to_string(path).unwrap());
    let coding = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ukraine-talks.jsonl");
    let coding = std::fs::read_to_string(coding).unwrap();
    let mut lines = coding
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    assert_eq!(
        lines.next().unwrap()["sha256"],
        digest(text.as_str()).as_str()
    );
    let mut project = Project::new(ProjectId::new("prj"), "");
    let (article, annotator) = (ArticleId::new("ar"), AnnotatorId::new("an"));
    let name = "A.B.".to_owned();
    project
        .apply(Edit::AddAnnotator {
            at: 0,
            annotator: Arc::new(Annotator {
                id: annotator.clone(),
                name,
            }),
        })
        .unwrap();
    project
        .apply(Edit::AddArticle {
            at: 0,
            article: Arc::new(Article::new(article.clone(), "", text.clone())),
        })
        .unwrap();
    let mut coded = Vec::new();
    for (number, line) in lines.enumerate() {
        let words = |key: &str| -> Vec<String> {
            let list = line[key].as_array().cloned().unwrap_or_default();
            list.iter()
                .map(|v| v.as_str().unwrap().to_owned())
                .collect()
        };
        let spans = line["contents"].as_array().unwrap().iter().map(|span| {
            let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
            Anchor::At(Span::of_chars(&text, at(0)..at(1)).unwrap())
        });
        let mut statement = Statement::new(
            StatementId::new(format!("st_{number:02}")),
            article.clone(),
            annotator.clone(),
            spans.collect(),
            Timestamp::from_unix_seconds(i64::try_from(number).unwrap()),
        );
        for name in words("speakers") {
            let id = SpeakerId::new(&name);
            let speaker = Speaker::new(id.clone(), name, SpeakerKind::Person);
            let code = Box::new(Code::Speaker(speaker));
            let _ = project.apply(Edit::AddCode { at: 99, code });
            statement.speakers.push(id);
        }
        for name in words("topics") {
            let id = TopicId::new(&name);
            let code = Box::new(Code::Topic(Topic::new(id.clone(), name)));
            let _ = project.apply(Edit::AddCode { at: 99, code });
            statement.topics.push(id);
        }
        statement.stance = line["stance"].as_str().map(StanceId::new);
        coded.push(Arc::new(statement));
    }
    let replay = replay(project, &coded);
    print("real article", &replay);
    is_no_worse(&replay);
}
