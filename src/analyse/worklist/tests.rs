use std::fmt::Write as _;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use smol_str::SmolStr;

use super::*;
use crate::edit::random::World;
use crate::edit::{Applied, ArticleChange, CodeChange, Edit, History};
use crate::model::{
    Annotator, AnnotatorId, Article, Code, PartialDate, Progress, ProgressState, ProjectId, Span,
    Speaker, SpeakerId, SpeakerKind, StanceId, StatementChange, Timestamp, Topic, TopicId,
};
use crate::testing::{cases, marked};
use crate::text::Text;

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn lists_that_follow_edits_are_those_made_anew(seeds in vec(any::<u64>(), 1..50)) {
        let mut world = World::new();
        let mut lists = Worklists::new(&world.project);
        for seed in seeds {
            let edit = world.edit(seed);
            let Ok(Applied { inverse, touched }) = world.project.apply(edit) else {
                continue;
            };
            let before = lists.clone();
            lists.update(&world.project, &touched);
            prop_assert_eq!(&lists, &Worklists::new(&world.project));
            for kind in Kind::ALL {
                for entry in lists.of_kind(&world.project, kind) {
                    prop_assert!(lists.sentence(&world.project, entry).len() > 10);
                    prop_assert!(entry.goal().is_some());
                }
            }
            let Applied { inverse, touched } = world.project.apply(inverse).unwrap();
            lists.update(&world.project, &touched);
            prop_assert_eq!(&lists, &before);
            let Applied { touched, .. } = world.project.apply(inverse).unwrap();
            lists.update(&world.project, &touched);
        }
    }

    #[test]
    fn what_one_may_not_see_is_as_if_it_were_not_there(seeds in vec(any::<u64>(), 1..30)) {
        let mut world = World::new();
        // Who sees what hangs on the progress of both in an article.
        let shows = |project: &Project, s: &Statement| {
            let one = project.annotators().at(0);
            let article = project.articles().get(&s.article);
            let both = article.zip(one);
            !both.is_some_and(|(article, one)| article.hides(&s.annotator, &one.id))
        };
        let anew = |project: &Project| Worklists::showing(project, |s| shows(project, s));
        let mut lists = anew(&world.project);
        for seed in seeds {
            let edit = world.edit(seed);
            // Who looks stays the same.
            let before = world.project.annotators().at(0).cloned();
            let mut project = world.project.clone();
            if let Ok(Applied { touched, .. }) = project.apply(edit)
                && project.annotators().at(0) == before.as_ref()
            {
                world.project = project.clone();
                lists.update_showing(&project, &touched, |s| shows(&project, s));
                prop_assert_eq!(&lists, &anew(&project));
            }
        }
    }
}

/// A project with two annotators, two speakers and two topics, and its worklists.
struct Desk {
    project: Project,
    lists: Worklists,
    made: usize,
}

impl Desk {
    /// An article for each literal, "0", "1"; its statements are "0.1", "0.2".
    fn new(articles: &[&str]) -> Self {
        let project = Project::new(ProjectId::new("prj"), "");
        let lists = Worklists::new(&project);
        let mut desk = Self {
            project,
            lists,
            made: 0,
        };
        for name in ["A.B.", "C.D."] {
            let id = AnnotatorId::new(&name[..1]);
            let name = name.to_owned();
            desk.apply(Edit::AddAnnotator {
                at: 9,
                annotator: Arc::new(Annotator { id, name }),
            });
        }
        for name in ["Ada Vane", "Bo Pell"] {
            desk.speaker(name);
        }
        for name in ["Ferry", "Bridge"] {
            desk.code(Code::Topic(Topic::new(TopicId::new(name), name)));
        }
        for (number, literal) in articles.iter().enumerate() {
            let (text, spans) = marked(literal);
            let text = Text::new(text);
            let id = ArticleId::new(number.to_string());
            let mut article = Article::new(id.clone(), format!("No. {number}"), text.clone());
            let date = format!("2026-01-{:02}", 20 - number);
            article.published = Some(PartialDate::try_from(SmolStr::from(date)).unwrap());
            desk.apply(Edit::AddArticle {
                at: 99,
                article: Arc::new(article),
            });
            for (at, range) in spans.into_iter().enumerate() {
                let span = Anchor::At(Span::new(&text, range).unwrap());
                let statement = Statement::new(
                    StatementId::new(format!("{number}.{}", at + 1)),
                    id.clone(),
                    AnnotatorId::new("A"),
                    vec![span],
                    Timestamp::from_unix_seconds(0),
                );
                desk.apply(Edit::AddStatement(Arc::new(statement)));
            }
        }
        desk
    }

    fn apply(&mut self, edit: Edit) -> Refreshed {
        let touched = self.project.apply(edit).unwrap().touched;
        let refreshed = self.lists.update(&self.project, &touched);
        assert_eq!(self.lists, Worklists::new(&self.project));
        refreshed
    }

    fn code(&mut self, code: Code) {
        let code = Box::new(code);
        self.apply(Edit::AddCode { at: 99, code });
    }

    fn speaker(&mut self, name: &str) {
        let id = SpeakerId::new(name);
        self.code(Code::Speaker(Speaker::new(id, name, SpeakerKind::Person)));
    }

    fn set(&mut self, statement: &str, change: StatementChange) -> Refreshed {
        self.made += 1;
        let id = StatementId::new(statement);
        self.apply(Edit::ChangeStatement { id, change })
    }

    fn coded(&mut self, statement: &str, speaker: &str, topic: &str, stance: &str) {
        use StatementChange::{Speakers, Stance, Topics};
        self.set(statement, Speakers(vec![SpeakerId::new(speaker)]));
        self.set(statement, Topics(vec![TopicId::new(topic)]));
        self.set(statement, Stance(Some(StanceId::new(stance))));
    }

    /// The sentences of a list that are not dismissed.
    fn says(&self, kind: Kind) -> Vec<String> {
        let entries = self.lists.of_kind(&self.project, kind);
        let open: Vec<&Entry> = entries.into_iter().filter(|e| !e.dismissed).collect();
        assert_eq!(open.len(), self.lists.count(kind));
        let says = open
            .iter()
            .map(|entry| self.lists.sentence(&self.project, entry));
        says.collect()
    }

    fn dismiss_all(&mut self, kind: Kind) {
        let entries = self.lists.of_kind(&self.project, kind);
        let now = Timestamp::from_unix_seconds(9);
        let edit = dismiss(&self.project, &entries, " so be it ", &now);
        self.apply(edit);
    }
}

#[test]
fn what_is_not_coded_waits_until_it_is() {
    let mut desk = Desk::new(&["Ada: [1 we keep the ferry]."]);
    assert_eq!(
        desk.says(Kind::NoSpeaker),
        ["“we keep the ferry” has no speaker."]
    );
    assert_eq!(
        desk.says(Kind::NoStance),
        ["“we keep the ferry” has no stance."]
    );
    assert_eq!(
        desk.says(Kind::NoTopic),
        ["“we keep the ferry” has no topic."]
    );
    desk.set("0.1", StatementChange::Naming(Some(Naming::NoneGiven)));
    assert_eq!(desk.says(Kind::NoSpeaker), Vec::<String>::new());
    desk.set(
        "0.1",
        StatementChange::Stance(Some(StanceId::new("oppose"))),
    );
    let doubt = "“we keep the ferry” has the stance “Oppose” toward a topic and has no topic.";
    assert_eq!(desk.says(Kind::LookAgain), [doubt]);
    desk.coded("0.1", "Ada Vane", "Ferry", "support");
    for kind in [
        Kind::NoSpeaker,
        Kind::NoStance,
        Kind::NoTopic,
        Kind::LookAgain,
    ] {
        assert_eq!(desk.says(kind), Vec::<String>::new());
    }
    assert_eq!(
        desk.says(Kind::SpeakerOnce),
        ["Ada Vane speaks only once: “we keep the ferry”."]
    );
    desk.set("0.1", StatementChange::Flag(true));
    assert_eq!(
        desk.says(Kind::LookAgain),
        ["“we keep the ferry” is flagged."]
    );
    desk.set("0.1", StatementChange::Flag(false));
    desk.apply(crate::edit::retire_code(&CodeId::Stance(StanceId::new(
        "support",
    ))));
    let retired = "“we keep the ferry” has the stance “Support”, which is retired.";
    assert_eq!(desk.says(Kind::LookAgain), [retired]);
}

#[test]
fn quotations_wait_in_articles_that_somebody_began() {
    let text =
        "“The ferry will stay here,” she said. “No ‘more of the same’ at all, please.” “Yes.”";
    let mut desk = Desk::new(&[text]);
    assert_eq!(desk.says(Kind::Quotation), Vec::<String>::new());
    assert_eq!(
        desk.says(Kind::Untouched),
        ["Nobody began the article “No. 0”."]
    );
    let progress = |state| Edit::ChangeArticle {
        id: ArticleId::new("0"),
        change: ArticleChange::Progress(vec![Progress {
            annotator: AnnotatorId::new("A"),
            state,
        }]),
    };
    desk.apply(progress(ProgressState::Assigned));
    assert_eq!(desk.says(Kind::Untouched).len(), 1);
    desk.apply(progress(ProgressState::InProgress));
    assert_eq!(desk.says(Kind::Untouched), Vec::<String>::new());
    let first = "“The ferry will stay here,” has no statement.";
    let second = "“No ‘more of the same’ at all, please.” has no statement.";
    assert_eq!(desk.says(Kind::Quotation), [first, second]);
    let text = desk.project.articles().at(0).unwrap().text.clone();
    let statement = Statement::new(
        StatementId::new("st"),
        ArticleId::new("0"),
        AnnotatorId::new("A"),
        vec![Anchor::At(Span::new(&text, 4..9).unwrap())],
        Timestamp::from_unix_seconds(0),
    );
    desk.apply(Edit::AddStatement(Arc::new(statement)));
    assert_eq!(desk.says(Kind::Quotation), [second]);
    desk.dismiss_all(Kind::Quotation);
    assert_eq!(desk.says(Kind::Quotation), Vec::<String>::new());
    // Around it the text may change.
    let text = Text::new(format!("New. {}", text.as_str()));
    let edit = crate::edit::replace_text(&desk.project, &ArticleId::new("0"), text).unwrap();
    desk.apply(edit);
    assert_eq!(desk.says(Kind::Quotation), Vec::<String>::new());
}

#[test]
fn the_same_words_are_to_be_coded_alike() {
    let quote = "“[1 We keep the old ferry]”";
    let mut desk = Desk::new(&[
        quote,
        "He: [1 we keep, the OLD ferry]!",
        "[1 We keep the] boat",
    ]);
    desk.coded("0.1", "Ada Vane", "Ferry", "support");
    desk.coded("1.1", "Ada Vane", "Ferry", "support");
    desk.coded("2.1", "Ada Vane", "Ferry", "oppose");
    assert_eq!(desk.says(Kind::TwoWays), Vec::<String>::new());
    desk.coded("1.1", "Ada Vane", "Bridge", "support");
    let says = "“We keep the old ferry” is coded in more than one way in 2 statements.";
    assert_eq!(desk.says(Kind::TwoWays), [says]);
    desk.dismiss_all(Kind::TwoWays);
    assert_eq!(desk.says(Kind::TwoWays), Vec::<String>::new());
    desk.coded("1.1", "Bo Pell", "Bridge", "support");
    assert_eq!(desk.says(Kind::TwoWays), [says]);
    // What is not coded through is another list's.
    desk.set("1.1", StatementChange::Stance(None));
    assert_eq!(desk.says(Kind::TwoWays), Vec::<String>::new());
}

#[test]
fn two_points_in_one_breath_are_not_two_ways() {
    let mut desk = Desk::new(&["[1 [2 We keep the old ferry]]"]);
    desk.coded("0.1", "Ada Vane", "Ferry", "support");
    desk.coded("0.2", "Ada Vane", "Bridge", "oppose");
    assert_eq!(desk.says(Kind::TwoWays), Vec::<String>::new());
    assert_eq!(desk.says(Kind::DiffersByMark), Vec::<String>::new());
}

#[test]
fn one_speaker_for_and_against_is_told_by_date() {
    let mut desk = Desk::new(&["[1 one]", "[1 two]", "[1 three]"]);
    desk.coded("0.1", "Ada Vane", "Ferry", "support");
    desk.coded("1.1", "Ada Vane", "Ferry", "neutral");
    desk.coded("2.1", "Bo Pell", "Ferry", "oppose");
    assert_eq!(desk.says(Kind::ForAndAgainst), Vec::<String>::new());
    desk.coded("2.1", "Ada Vane", "Ferry", "oppose");
    let says = "Ada Vane is for and against “Ferry” in 2 statements: Oppose (2026-01-18), Support (2026-01-20).";
    assert_eq!(desk.says(Kind::ForAndAgainst), [says]);
    // What a reprint says was said once.
    desk.set(
        "2.1",
        StatementChange::Repeats(Some(StatementId::new("1.1"))),
    );
    assert_eq!(desk.says(Kind::ForAndAgainst), Vec::<String>::new());
    desk.set("2.1", StatementChange::Repeats(None));
    desk.apply(Edit::ChangeCode {
        id: CodeId::Stance(StanceId::new("oppose")),
        change: CodeChange::Scale(None),
    });
    assert_eq!(desk.says(Kind::ForAndAgainst), Vec::<String>::new());
}

#[test]
fn borders_that_differ_by_a_mark_are_seen() {
    let mut desk = Desk::new(&["She: [1 “[2 No, never]”.] [3 No]"]);
    let says = "2 statements on the same words as “No, never”. have other borders.";
    assert_eq!(desk.says(Kind::DiffersByMark), [says]);
    let one = desk
        .project
        .statement(&StatementId::new("0.2"))
        .unwrap()
        .contents
        .clone();
    desk.set("0.1", StatementChange::Contents(one));
    assert_eq!(desk.says(Kind::DiffersByMark), Vec::<String>::new());
}

#[test]
fn lost_places_and_changed_definitions_are_seen() {
    let mut desk = Desk::new(&["She: [1 no ferry]."]);
    desk.coded("0.1", "Ada Vane", "Ferry", "support");
    let change = |seconds| Edit::ChangeCode {
        id: CodeId::Topic(TopicId::new("Ferry")),
        change: CodeChange::DefinitionChanged(Some(Timestamp::from_unix_seconds(seconds))),
    };
    desk.apply(change(86_400));
    let says =
        "“no ferry” was coded before the definition of the topic “Ferry” changed on 1970-01-02.";
    assert_eq!(desk.says(Kind::DefinitionChanged), [says]);
    desk.dismiss_all(Kind::DefinitionChanged);
    assert_eq!(desk.says(Kind::DefinitionChanged), Vec::<String>::new());
    desk.apply(change(2 * 86_400));
    assert_eq!(desk.says(Kind::DefinitionChanged).len(), 1);
    let text = Text::new("She said nothing.");
    let edit = crate::edit::replace_text(&desk.project, &ArticleId::new("0"), text).unwrap();
    desk.apply(edit);
    let lost = "“no ferry” has a place whose words do not stand there.";
    assert_eq!(desk.says(Kind::Detached), [lost]);
}

#[test]
fn names_that_are_nearly_the_same_are_seen_until_one_is_merged() {
    let mut desk = Desk::new(&[]);
    desk.speaker("Ada Wane");
    desk.speaker("A. Vane");
    let says = "The speakers “A. Vane” and “Ada Vane” may be the same.";
    assert_eq!(desk.says(Kind::SimilarNames)[0], says);
    desk.dismiss_all(Kind::SimilarNames);
    assert_eq!(desk.says(Kind::SimilarNames), Vec::<String>::new());
    let id = |name: &str| CodeId::Speaker(SpeakerId::new(name));
    let edit = crate::edit::merge_codes(&desk.project, &id("A. Vane"), &id("Ada Vane")).unwrap();
    desk.apply(edit);
    assert!(
        desk.lists
            .entry("similar_names speaker:A. Vane speaker:Ada Vane")
            .is_none()
    );
}

#[test]
fn a_dismissal_is_one_step_that_is_taken_back() {
    let mut desk = Desk::new(&["[1 one] [2 two]"]);
    let mut history = History::default();
    let entries = desk.lists.of_kind(&desk.project, Kind::NoStance);
    let now = Timestamp::from_unix_seconds(9);
    let edit = dismiss(&desk.project, &entries, "a headline", &now);
    let touched = history.apply(&mut desk.project, edit).unwrap();
    let refreshed = desk.lists.update(&desk.project, &touched);
    assert_eq!(refreshed.kinds, BTreeSet::from([Kind::NoStance]));
    assert_eq!(desk.lists.count(Kind::NoStance), 0);
    let entries = desk.lists.of_kind(&desk.project, Kind::NoStance);
    assert!(entries.len() == 2 && entries.iter().all(|entry| entry.dismissed));
    let (_, touched) = history.undo(&mut desk.project).unwrap().unwrap();
    desk.lists.update(&desk.project, &touched);
    assert_eq!(desk.lists.count(Kind::NoStance), 2);
    desk.dismiss_all(Kind::NoStance);
    let entries = desk.lists.of_kind(&desk.project, Kind::NoStance);
    let edit = take_back(&entries);
    desk.apply(edit);
    assert_eq!(desk.lists.count(Kind::NoStance), 2);
}

#[test]
fn an_edit_costs_what_it_meets_and_no_more() {
    let mut literal = String::new();
    for at in 1..=40 {
        let _ = write!(literal, "[{at} word number {at} of it]. ");
    }
    let mut desk = Desk::new(&[&literal, &literal]);
    for at in 1..=40 {
        desk.coded(&format!("0.{at}"), "Ada Vane", "Ferry", "neutral");
    }
    // The statement; its words here and there; the borders; no article, no quotation.
    let note = desk.set("0.7", StatementChange::Note("look".into()));
    assert!(note.looked_at < 60, "{note:?}");
    assert!(note.kinds.is_empty(), "{note:?}");
    let alone = desk.set("1.7", StatementChange::Note("look".into()));
    assert!(alone.looked_at <= 5, "{alone:?}");
}
