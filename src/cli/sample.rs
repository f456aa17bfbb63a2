//! `sayso sample`: projects of any size, to measure with.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{anyhow, bail};
use fastrand::Rng;

use super::open::refuse_there;
use super::{Outcome, Terminal, counted};
use crate::edit::{ArticleChange, Edit};
use crate::model::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Code, Fresh, Progress, ProgressState,
    Project, Span, Speaker, SpeakerId, SpeakerKind, StanceId, Statement, StatementId, Timestamp,
    Topic, TopicId, fresh_id,
};
use crate::store;
use crate::text::Text;

/// Make a project with invented articles and statements, of a given size
#[derive(Debug, clap::Args)]
#[command(after_help = "The same seed gives the same project.

Examples:
  sayso sample --articles 1000 --bytes 6000 --statements 30 --seed 4 -o many.sayso.ron
  sayso sample --bytes 1000000 --statements 10000 -o long.sayso.ron")]
pub(super) struct Args {
    #[arg(long, default_value_t = 1)]
    articles: usize,
    /// Bytes of text of each article
    #[arg(long, default_value_t = 7_000)]
    bytes: usize,
    /// Statements of each article
    #[arg(long, default_value_t = 70)]
    statements: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A second annotator, who differs: so large a share of the statements, from 0 to 1, is left
    /// out, and of the others as many each have another end, speaker, topic and stance
    #[arg(long, value_name = "SHARE", value_parser = share)]
    second: Option<f64>,
    /// The file to make; its name should end in .sayso.ron
    #[arg(short, long, value_name = "PATH")]
    output: PathBuf,
    /// Replace a file of that name
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let path = &args.output;
    let shown = path.display();
    refuse_there(path, args.force)?;
    let project = make(args).map_err(|error| anyhow!("{shown}: {error}"))?;
    store::save(path, &project, None).map_err(|error| anyhow!("{shown}: {error}"))?;
    let (articles, statements) = (project.articles().len(), project.statements().count());
    terminal.say(&format!(
        "{shown}: made, with {} and {}",
        counted(articles, "article"),
        counted(statements, "statement")
    ));
    Ok(Outcome::Done)
}

fn share(word: &str) -> Result<f64, String> {
    let share = word
        .parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a share from 0 to 1".to_owned())
}

const SPEAKERS: [&str; 24] = [
    "Abara",
    "Brandt",
    "Castell",
    "Dorran",
    "Ellis",
    "Farrow",
    "Gantz",
    "Hallam",
    "Iversen",
    "Jarvis",
    "Kessler",
    "Lindqvist",
    "Marek",
    "Novak",
    "Okafor",
    "Petrova",
    "Quist",
    "Renner",
    "Sorel",
    "Tamm",
    "Ullman",
    "Varga",
    "Weiss",
    "Zeller",
];

const TOPICS: [&str; 12] = [
    "Toll bridge",
    "Night trains",
    "School roofs",
    "Flood wall",
    "Rent cap",
    "Wind park",
    "Hospital merger",
    "Fish quota",
    "Border office",
    "City archive",
    "Water price",
    "Airport noise",
];

/// Words of invented news.
const WORDS: [&str; 48] = [
    "council", "bridge", "budget", "plan", "river", "school", "contract", "tunnel", "meeting",
    "letter", "price", "winter", "spring", "workers", "mayor", "village", "station", "report",
    "holds", "opens", "costs", "needs", "refuses", "praises", "delays", "closes", "builds",
    "expects", "slowly", "again", "hardly", "soon", "early", "the", "a", "this", "every", "their",
    "another", "of", "in", "on", "under", "after", "before", "without", "against", "for",
];

const STANCES: [&str; 6] = ["support", "oppose", "neutral", "mixed", "unclear", "none"];

/// Ids and times that hang on the seed alone.
struct Seeded(Rng);

impl Fresh for Seeded {
    fn characters(&mut self) -> [u8; 12] {
        std::array::from_fn(|_| match self.0.u8(0..36) {
            digit @ 0..10 => b'0' + digit,
            letter => b'a' + letter - 10,
        })
    }

    fn now(&mut self) -> Timestamp {
        Timestamp::from_unix_seconds(1_767_225_600)
    }
}

fn make(args: &Args) -> anyhow::Result<Project> {
    let mut rng = Rng::with_seed(args.seed);
    let mut fresh = Seeded(rng.fork());
    let annotator = Annotator {
        id: fresh_id(&mut fresh),
        name: "Sample".into(),
    };
    let speakers: Vec<SpeakerId> = SPEAKERS.map(|_| fresh_id(&mut fresh)).into();
    let topics: Vec<TopicId> = TOPICS.map(|_| fresh_id(&mut fresh)).into();
    let mut project = Project::new(fresh_id(&mut fresh), "Sample");
    let mut edits = Vec::new();
    for (at, (id, name)) in speakers.iter().zip(SPEAKERS).enumerate() {
        let speaker = Speaker::new(id.clone(), name, SpeakerKind::Person);
        let code = Box::new(Code::Speaker(speaker));
        edits.push(Edit::AddCode { at, code });
    }
    for (at, (id, name)) in topics.iter().zip(TOPICS).enumerate() {
        let code = Box::new(Code::Topic(Topic::new(id.clone(), name)));
        edits.push(Edit::AddCode { at, code });
    }
    let coder = annotator.id.clone();
    edits.push(Edit::AddAnnotator {
        at: 0,
        annotator: Arc::new(annotator),
    });
    for at in 0..args.articles {
        let text = Text::new(text(&mut rng, args.bytes));
        let id: ArticleId = fresh_id(&mut fresh);
        let spans = spans(&mut rng, &text, args.statements)?;
        edits.push(Edit::AddArticle {
            at,
            article: Arc::new(Article::new(id.clone(), format!("Sample {}", at + 1), text)),
        });
        for span in spans {
            let (new, now): (StatementId, _) = (fresh_id(&mut fresh), fresh.now());
            let (article, content) = (id.clone(), vec![Anchor::At(span)]);
            let mut statement = Statement::new(new, article, coder.clone(), content, now);
            statement.speakers.extend(rng.choice(&speakers).cloned());
            statement.topics.extend(rng.choice(&topics).cloned());
            statement.stance = rng.choice(STANCES).map(StanceId::new);
            edits.push(Edit::AddStatement(Arc::new(statement)));
        }
    }
    if let Some(share) = args.second {
        // Draws of its own, so that the first annotator's coding stays the same.
        let mut rng = Rng::with_seed(args.seed ^ 0x5ec0_4d00);
        let others = Second {
            share,
            speakers,
            topics,
        };
        others.code(&mut rng, &mut fresh, &coder, &mut edits);
    }
    project.apply(Edit::group("sample", edits))?;
    Ok(project)
}

/// A second annotator of the same articles, and how far they differ.
struct Second {
    share: f64,
    speakers: Vec<SpeakerId>,
    topics: Vec<TopicId>,
}

impl Second {
    /// Adds their coding, and that both are done with all articles.
    fn code(&self, rng: &mut Rng, fresh: &mut Seeded, first: &AnnotatorId, edits: &mut Vec<Edit>) {
        let annotator = Annotator {
            id: fresh_id(fresh),
            name: "Second".into(),
        };
        let done = [first.clone(), annotator.id.clone()].map(|annotator| Progress {
            annotator,
            state: ProgressState::Done,
        });
        let mut more = Vec::new();
        let mut texts: Vec<Text> = Vec::new();
        for edit in &*edits {
            match edit {
                Edit::AddArticle { article, .. } => {
                    texts.push(article.text.clone());
                    more.push(Edit::ChangeArticle {
                        id: article.id.clone(),
                        change: ArticleChange::Progress(done.to_vec()),
                    });
                }
                Edit::AddStatement(statement) => {
                    let theirs = self.differing(rng, statement, texts.last());
                    more.extend(theirs.map(|theirs| {
                        Edit::AddStatement(Arc::new(Statement {
                            id: fresh_id(fresh),
                            annotator: annotator.id.clone(),
                            ..theirs
                        }))
                    }));
                }
                _ => {}
            }
        }
        edits.push(Edit::AddAnnotator {
            at: usize::MAX,
            annotator: Arc::new(annotator),
        });
        edits.extend(more);
    }

    /// The same statement with differences, or none.
    fn differing(&self, rng: &mut Rng, of: &Statement, text: Option<&Text>) -> Option<Statement> {
        let mut differs = || rng.f64() < self.share;
        let [is_out, end, speaker, topic, stance] = std::array::from_fn(|_| differs());
        if is_out {
            return None;
        }
        let mut theirs = of.clone();
        if end && let (Some(span), Some(text)) = (of.contents.first().and_then(Anchor::span), text)
        {
            // Two thirds of it at least, so that it is the same passage still.
            let (from, to) = (span.start(), span.end());
            let to = text.as_str().ceil_char_boundary(to - (to - from) / 3);
            theirs.contents = vec![Anchor::At(Span::new(text, from..to).ok()?)];
        }
        if speaker {
            theirs.speakers = vec![other(rng, &self.speakers, of.speakers.first())?];
        }
        if topic {
            theirs.topics = vec![other(rng, &self.topics, of.topics.first())?];
        }
        if stance {
            let stances = STANCES.map(StanceId::new);
            theirs.stance = Some(other(rng, &stances, of.stance.as_ref())?);
        }
        Some(theirs)
    }
}

/// One of them, but not that one.
fn other<T: Clone + PartialEq>(rng: &mut Rng, all: &[T], but: Option<&T>) -> Option<T> {
    rng.choice(
        all.iter()
            .filter(|one| Some(*one) != but)
            .collect::<Vec<_>>(),
    )
    .cloned()
}

/// Paragraphs of sentences, some of them with a quotation; as many bytes as asked for, or fewer
/// where a character stands in the way.
fn text(rng: &mut Rng, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 256);
    while text.len() < bytes {
        let paragraph = text.len() + rng.usize(350..700);
        while text.len() < paragraph {
            sentence(rng, &mut text);
            text.push(' ');
        }
        text.pop();
        text.push('\n');
    }
    text.truncate(text.floor_char_boundary(bytes));
    text
}

fn sentence(rng: &mut Rng, text: &mut String) {
    let words = rng.usize(8..22);
    // From this word on somebody is quoted, in one sentence of six.
    let quoted = (rng.u8(0..6) == 0).then_some(words / 2);
    for at in 0..words {
        if at > 0 {
            text.push(' ');
        }
        if quoted == Some(at) {
            text.extend(rng.choice(SPEAKERS));
            text.push_str(" said “");
        }
        let word = rng.choice(WORDS).unwrap_or_default();
        let (first, rest) = word.split_at(1);
        if at == 0 {
            text.extend(first.chars().map(|c| c.to_ascii_uppercase()));
        } else {
            text.push_str(first);
        }
        text.push_str(rest);
    }
    text.push_str(if quoted.is_some() { ".”" } else { "." });
}

/// So many spans of one to eight words, evenly over the text; about one in ten overlaps the one
/// before.
fn spans(rng: &mut Rng, text: &Text, count: usize) -> anyhow::Result<Vec<Span>> {
    let all = text.as_str();
    let words: Vec<(usize, usize)> = all
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let start = word.as_ptr().addr() - all.as_ptr().addr();
            (start, start + word.len())
        })
        .collect();
    if words.is_empty() && count > 0 {
        bail!("no statement has room in so few bytes");
    }
    let mut spans = Vec::with_capacity(count);
    for at in 0..count {
        let even = at * words.len() / count;
        let back = if rng.u8(0..10) == 0 {
            words.len() / count
        } else {
            0
        };
        let first = even.saturating_sub(back);
        let last = (first + rng.usize(0..8)).min(words.len() - 1);
        if let (Some((start, _)), Some((_, end))) = (words.get(first), words.get(last)) {
            // Within its paragraph.
            let line = all.get(*start..*end).unwrap_or_default();
            let end = line.find('\n').map_or(*end, |at| start + at);
            spans.push(Span::new(text, *start..end)?);
        }
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Asked, agreement};

    fn args(seed: u64) -> Args {
        Args {
            articles: 3,
            bytes: 4_000,
            statements: 20,
            seed,
            second: None,
            output: PathBuf::new(),
            force: false,
        }
    }

    #[test]
    fn a_sample_is_as_large_as_asked_for_and_hangs_on_its_seed() {
        let project = make(&args(1)).unwrap();
        assert_eq!(
            (project.articles().len(), project.statements().count()),
            (3, 60)
        );
        for article in project.articles().iter() {
            assert!((3_997..=4_000).contains(&article.text.as_str().len()));
        }
        let written = |seed| store::write(&make(&args(seed)).unwrap()).unwrap();
        assert_eq!(written(1), written(1));
        assert_ne!(written(1), written(2));
        assert_eq!(store::parse(written(1).as_bytes()).unwrap().problems, []);
    }

    #[test]
    fn statements_without_text_are_refused() {
        assert!(
            make(&Args {
                bytes: 0,
                ..args(1)
            })
            .is_err()
        );
        let none = Args {
            bytes: 0,
            statements: 0,
            ..args(1)
        };
        assert_eq!(make(&none).unwrap().statements().count(), 0);
    }

    #[test]
    fn figures_of_agreement_are_the_differences_that_were_put_in() {
        let share = 0.2;
        let project = make(&Args {
            articles: 40,
            bytes: 6_000,
            statements: 30,
            second: Some(share),
            ..args(1)
        })
        .unwrap();
        let figures = agreement(&project, &Asked::default(), &mut |_| true).unwrap();
        let near = |what: &str, got: Option<f64>, wanted: f64| {
            let got = got.unwrap();
            assert!((got - wanted).abs() < 0.03, "{what}: {got}, not {wanted}");
        };
        // Of n statements (1 - share) n are there twice.
        near(
            "same passages",
            figures.spans.iou50_f1,
            2.0 * (1.0 - share) / (2.0 - share),
        );
        let ends = (1.0 - share) * (1.0 - share);
        near(
            "same borders",
            figures.spans.exact_f1,
            2.0 * ends / (2.0 - share),
        );
        near("speaker", figures.attributes.speaker.observed, 1.0 - share);
        near("stance", figures.attributes.stance.observed, 1.0 - share);
        near("topic", figures.attributes.topic.observed, 1.0 - share);
        // Chance gives one of as many as there are, evenly drawn: alpha is 1 - share · n / (n - 1).
        let of = |n: f64| 1.0 - share * n / (n - 1.0);
        near("speaker alpha", figures.attributes.speaker.alpha, of(24.0));
        let low = figures.attributes.speaker.alpha_interval.unwrap();
        assert!(low.low < of(24.0) && of(24.0) < low.high, "{low:?}");
    }
}
