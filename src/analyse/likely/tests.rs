use std::sync::Arc;

use indexmap::IndexSet;

use super::Likely;
use crate::edit::Edit;
use crate::model::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Code, Project, ProjectId, Span, Speaker,
    SpeakerId, SpeakerKind, Statement, StatementId, StatementIndex, Timestamp, Topic, TopicId,
};
use crate::testing::marked;
use crate::text::Text;

/// A project with speakers and topics, and an article for each literal; its statements are named
/// by article and number, "0.1", and made in order.
struct World {
    project: Project,
    made: i64,
}

impl World {
    fn new(articles: &[&str], speakers: &[(&str, &[&str])], topics: &[(&str, &str)]) -> Self {
        let mut world = Self {
            project: Project::new(ProjectId::new("prj"), ""),
            made: 0,
        };
        world.apply(Edit::AddAnnotator {
            at: 0,
            annotator: Arc::new(Annotator {
                id: AnnotatorId::new("an"),
                name: "A.B.".into(),
            }),
        });
        for (name, aliases) in speakers {
            let mut speaker = Speaker::new(SpeakerId::new(*name), *name, SpeakerKind::Person);
            speaker.aliases = aliases.iter().map(ToString::to_string).collect();
            world.add(Code::Speaker(speaker));
        }
        for (name, proposition) in topics {
            let mut topic = Topic::new(TopicId::new(*name), *name);
            topic.proposition = (*proposition).to_owned();
            world.add(Code::Topic(topic));
        }
        for (number, literal) in articles.iter().enumerate() {
            let (text, spans) = marked(literal);
            let (id, text) = (ArticleId::new(number.to_string()), Text::new(text));
            world.apply(Edit::AddArticle {
                at: usize::MAX,
                article: Arc::new(Article::new(id.clone(), "", text.clone())),
            });
            for (at, range) in spans.into_iter().enumerate() {
                world.made += 1;
                let statement = Statement::new(
                    StatementId::new(format!("{number}.{}", at + 1)),
                    id.clone(),
                    AnnotatorId::new("an"),
                    vec![Anchor::At(Span::new(&text, range).unwrap())],
                    Timestamp::from_unix_seconds(world.made),
                );
                world.apply(Edit::AddStatement(Arc::new(statement)));
            }
        }
        world
    }

    fn apply(&mut self, edit: Edit) {
        self.project.apply(edit).unwrap();
    }

    fn add(&mut self, code: Code) {
        self.apply(Edit::AddCode {
            at: usize::MAX,
            code: Box::new(code),
        });
    }

    fn code(&mut self, statement: &str, speaker: &str, topic: &str) {
        use crate::model::StatementChange::{Speakers, Topics};
        let changes = [
            (!speaker.is_empty()).then(|| Speakers(vec![SpeakerId::new(speaker)])),
            (!topic.is_empty()).then(|| Topics(vec![TopicId::new(topic)])),
        ];
        for change in changes.into_iter().flatten() {
            let id = StatementId::new(statement);
            self.apply(Edit::ChangeStatement { id, change });
        }
    }

    fn speakers(&self, statement: &str) -> Vec<String> {
        self.likely(statement, |likely| {
            likely.speakers().iter().map(ToString::to_string).collect()
        })
    }

    fn topics(&self, statement: &str) -> Vec<String> {
        self.likely(statement, |likely| {
            likely.topics().iter().map(ToString::to_string).collect()
        })
    }

    fn likely<T>(&self, statement: &str, ask: impl FnOnce(&Likely<'_>) -> T) -> T {
        let index = StatementIndex::new(&self.project);
        let statement = self
            .project
            .statement(&StatementId::new(statement))
            .unwrap();
        ask(&Likely::new(
            &self.project,
            &index,
            &IndexSet::new(),
            statement,
        ))
    }
}

const PEOPLE: &[(&str, &[&str])] = &[
    ("Zoe Adler", &[]),
    ("Tomas Eld", &["the union"]),
    ("Ines Korhola", &["the mayor"]),
    ("Bo Lind", &[]),
];

#[test]
fn who_is_named_near_the_words_comes_first() {
    let text = "Bo Lind was there. On Monday they asked the union and Korhola’s office, and Adler \
                said [1 Zoe Adler will go]. Nobody else.";
    let world = World::new(&[text], PEOPLE, &[]);
    assert_eq!(
        world.speakers("0.1"),
        ["Zoe Adler", "Ines Korhola", "Tomas Eld", "Bo Lind"]
    );
}

#[test]
fn who_opens_the_sentence_is_its_subject() {
    let text = "Bo Lind was there. Dr Zoe Adler, who has the union and Korhola’s office behind \
                her, said [1 that it is late]. Nobody else.";
    let world = World::new(&[text], PEOPLE, &[]);
    assert_eq!(
        world.speakers("0.1"),
        ["Zoe Adler", "Ines Korhola", "Tomas Eld", "Bo Lind"]
    );
}

#[test]
fn a_description_ends_in_no_name() {
    let people: &[(&str, &[&str])] = &[
        ("Former head of the union", &[]),
        ("Harbour Union", &["the union"]),
    ];
    let world = World::new(&["The union said [1 no]."], people, &[]);
    assert_eq!(world.speakers("0.1")[0], "Harbour Union");
}

#[test]
fn the_sentence_before_comes_before_the_one_after_and_far_away_is_not_near() {
    let text = "Adler waited. Eld spoke. It was [1 too late]. Korhola left. Lind stayed.";
    let world = World::new(&[text], PEOPLE, &[]);
    assert_eq!(
        world.speakers("0.1"),
        ["Tomas Eld", "Ines Korhola", "Zoe Adler", "Bo Lind"]
    );
}

#[test]
fn a_name_after_the_quotation_is_near_and_one_inside_of_it_is_not() {
    let text = "“[1 Korhola is wrong],” said the union. Later.";
    let world = World::new(&[text], PEOPLE, &[]);
    assert_eq!(world.speakers("0.1")[0], "Tomas Eld");
    assert_eq!(
        world.speakers("0.1")[2],
        "Ines Korhola",
        "as in the codebook"
    );
}

#[test]
fn she_is_who_spoke_before() {
    let text = "Lind said [1 nothing]. Others came.\nShe added [2 that it was late]. The end.";
    let mut world = World::new(&[text], PEOPLE, &[]);
    assert_eq!(world.speakers("0.2")[0], "Zoe Adler");
    world.code("0.1", "Ines Korhola", "");
    assert_eq!(world.speakers("0.2")[0], "Ines Korhola");
}

#[test]
fn used_here_comes_before_used_recently_and_often() {
    let plain = "[1 One]. [2 Two]. [3 Three].";
    let mut world = World::new(&[plain, plain], PEOPLE, &[]);
    world.code("0.1", "Bo Lind", "");
    world.code("0.2", "Bo Lind", "");
    world.code("0.3", "Tomas Eld", "");
    world.code("1.1", "Ines Korhola", "");
    assert_eq!(
        world.speakers("1.3"),
        ["Ines Korhola", "Tomas Eld", "Bo Lind", "Zoe Adler"]
    );
}

#[test]
fn what_was_used_long_ago_is_ordered_by_how_often() {
    let text = "[1 A]. [2 B]. [3 C]. [4 D]. [5 E]. [6 F]. [7 G]. [8 H]. [9 I]. [10 J]. [11 K].";
    let names: Vec<String> = (0..8).map(|n| format!("New {n}")).collect();
    let mut people: Vec<(&str, &[&str])> = vec![("Once", &[]), ("Twice", &[])];
    people.extend(names.iter().map(|name| (name.as_str(), &[] as &[&str])));
    let mut world = World::new(&[text, "[1 Now]"], &people, &[]);
    for (at, name) in ["Twice", "Twice", "Once"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .enumerate()
    {
        world.code(&format!("0.{}", at + 1), name, "");
    }
    let order = world.speakers("1.1");
    assert_eq!(order[0], "New 7", "the last one used");
    assert_eq!(order[8..], ["Twice", "Once"]);
}

#[test]
fn a_speaker_speaks_on_about_the_same_topic() {
    let text = "[1 One]. [2 Two]. [3 The old hull must be painted].";
    let topics = [
        ("Harbour", ""),
        ("Hull", "The hulls should be painted"),
        ("Ferry", ""),
        ("Fish", ""),
    ];
    let mut world = World::new(&[text], PEOPLE, &topics);
    assert_eq!(
        world.topics("0.3"),
        ["Hull", "Harbour", "Ferry", "Fish"],
        "its words stand there"
    );
    world.code("0.1", "Bo Lind", "Fish");
    world.code("0.2", "Tomas Eld", "Ferry");
    world.code("0.3", "Bo Lind", "");
    assert_eq!(world.topics("0.3"), ["Fish", "Ferry", "Hull", "Harbour"]);
}

#[test]
fn the_same_project_gives_the_same_order() {
    let text = "Korhola and Eld said [1 that]. [2 More].";
    let mut world = World::new(&[text], PEOPLE, &[]);
    world.code("0.2", "Bo Lind", "");
    let order = world.speakers("0.1");
    assert_eq!(order.len(), PEOPLE.len());
    for _ in 0..5 {
        assert_eq!(world.speakers("0.1"), order);
    }
}
