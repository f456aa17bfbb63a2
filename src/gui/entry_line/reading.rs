//! Reads a line: which of its words is a speaker, a stance, a topic.

use std::cmp::Reverse;

use super::super::complete::{Candidate, ranked};
use crate::model::{CodeId, CodeStatus, Project, SpeakerId, StanceId, StatementIndex, TopicId};

/// So many words are looked at as one name.
const LONGEST: usize = 6;

/// What a line comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::gui) struct Coded {
    pub speakers: Vec<SpeakerId>,
    pub stance: Option<StanceId>,
    pub topics: Vec<TopicId>,
    /// Why it means nothing, in words.
    pub problem: Option<String>,
}

impl Coded {
    pub(in crate::gui) fn is_empty(&self) -> bool {
        self.speakers.is_empty() && self.stance.is_none() && self.topics.is_empty()
    }

    /// "Sybil Arne — Oppose — NATO"; what is not said is left out.
    pub(super) fn words(&self, project: &Project) -> String {
        let book = project.codebook();
        let names = |codes: Vec<CodeId>| {
            let names: Vec<&str> = codes.iter().map(|code| book.name(code)).collect();
            names.join(" and ")
        };
        let speakers = self.speakers.iter().cloned().map(CodeId::Speaker);
        let stance = self.stance.iter().cloned().map(CodeId::Stance);
        let topics = self.topics.iter().cloned().map(CodeId::Topic);
        let parts = [
            names(speakers.collect()),
            names(stance.collect()),
            names(topics.collect()),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" — ")
    }
}

/// Reads a line. A digit is the stance with that key. Letters are what they fit better: a speaker or a
/// topic, by as many words as begin one name; what fits both alike is the speaker before the stance and the topic after it, or without a
/// stance the speaker first. Of codes that fit alike the one that is used most is taken.
pub(super) fn read(project: &Project, index: &StatementIndex, line: &str) -> Coded {
    let book = project.codebook();
    let used = |code: CodeId| Reverse(index.uses(&code));
    let mut speakers: Vec<_> = book.speakers().iter().collect();
    speakers.retain(|speaker| speaker.status != CodeStatus::Retired);
    speakers.sort_by_key(|speaker| used(CodeId::Speaker(speaker.id.clone())));
    let mut topics: Vec<_> = book.topics().iter().collect();
    topics.retain(|topic| topic.status != CodeStatus::Retired);
    topics.sort_by_key(|topic| used(CodeId::Topic(topic.id.clone())));
    let of_speakers = speakers
        .iter()
        .map(|s| Candidate::new(&s.name, "", &s.aliases.join(" ")));
    let of_speakers: Vec<Candidate> = of_speakers.collect();
    let of_topics = topics
        .iter()
        .map(|topic| Candidate::new(&topic.name, "", ""));
    let of_topics: Vec<Candidate> = of_topics.collect();

    let words: Vec<&str> = line.split_whitespace().collect();
    let mut rest = words.as_slice();
    let mut coded = Coded::default();
    while let Some((word, others)) = rest.split_first() {
        if let Ok(digit) = word.parse::<u8>() {
            let stances = book.stances();
            let stance = stances.iter().find(|stance| stance.key == Some(digit));
            match stance {
                Some(stance) => coded.stance = Some(stance.id.clone()),
                None => coded.problem = Some(format!("No stance has the key {digit}")),
            }
            rest = others;
            continue;
        }
        let (taken, speaker, topic) = longest(rest, &of_speakers, &of_topics);
        rest = rest.get(taken..).unwrap_or_default();
        let speaker_first = coded.stance.is_none() && coded.speakers.is_empty();
        let is_speaker = match (speaker, topic) {
            (Some((far, _)), Some((too, _))) if far == too => speaker_first,
            // Of one that begins so and one that only has such letters, the first.
            (Some((far, _)), Some(_)) => !far,
            (speaker, _) => speaker.is_some(),
        };
        let known_speaker = speaker.and_then(|(_, at)| speakers.get(at));
        let known_topic = topic.and_then(|(_, at)| topics.get(at));
        match (is_speaker, known_speaker, known_topic) {
            (true, Some(speaker), _) if !coded.speakers.contains(&speaker.id) => {
                coded.speakers.push(speaker.id.clone());
            }
            (false, _, Some(topic)) if !coded.topics.contains(&topic.id) => {
                coded.topics.push(topic.id.clone());
            }
            (true, Some(_), _) | (false, _, Some(_)) => {}
            _ => coded.problem = Some(format!("Nothing is called “{word}”")),
        }
    }
    coded
}

/// Whether letters only stand somewhere in the name, and which candidate it is.
type Fit = (bool, usize);

/// The most words from here that begin one name, and the speaker and the topic that they fit best; one
/// word may also only have some letters of it.
fn longest(
    rest: &[&str],
    speakers: &[Candidate],
    topics: &[Candidate],
) -> (usize, Option<Fit>, Option<Fit>) {
    let run = rest.iter().take_while(|word| word.parse::<u8>().is_err());
    let run = run.take(LONGEST).count();
    let several = (2..=run).rev().find_map(|count| {
        let words = rest.get(..count)?.join(" ");
        let near = |all| best(&words, all).filter(|(is_far, _)| !is_far);
        let (speaker, topic) = (near(speakers), near(topics));
        (speaker.is_some() || topic.is_some()).then_some((count, speaker, topic))
    });
    let word = rest.first().copied().unwrap_or_default();
    several.unwrap_or_else(|| (1, best(word, speakers), best(word, topics)))
}

/// The candidate that fits letters best, and whether they only stand somewhere in its name.
fn best(word: &str, candidates: &[Candidate]) -> Option<Fit> {
    let (near, far) = ranked(word, candidates);
    let near = near.first().map(|at| (false, *at));
    near.or(far.first().map(|at| (true, *at)))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::edit::Edit;
    use crate::model::{
        Code, Project, ProjectId, Speaker, SpeakerId, SpeakerKind, StatementIndex, Topic, TopicId,
    };

    fn project() -> Project {
        let mut project = Project::new(ProjectId::new("p"), "");
        for (id, name) in [
            ("syb", "Sybil Arne"),
            ("nat", "Nathan Holm"),
            ("nato", "NATO"),
        ] {
            let speaker = Speaker::new(SpeakerId::new(id), name.to_owned(), SpeakerKind::Person);
            add(&mut project, Code::Speaker(speaker));
        }
        for (id, name) in [("acc", "NATO accession"), ("due", "Port dues")] {
            let topic = Topic::new(TopicId::new(id), name.to_owned());
            add(&mut project, Code::Topic(topic));
        }
        project
    }

    fn add(project: &mut Project, code: Code) {
        let code = Box::new(code);
        project
            .apply(Edit::AddCode {
                at: usize::MAX,
                code,
            })
            .unwrap();
    }

    fn said(line: &str) -> String {
        let project = project();
        let coded = read(&project, &StatementIndex::new(&project), line);
        coded
            .problem
            .clone()
            .unwrap_or_else(|| coded.words(&project))
    }

    #[test]
    fn words_are_what_they_fit_in_whichever_order() {
        let whole = "Sybil Arne — Neutral — Port dues";
        assert_eq!(said("syb 3 dues"), whole);
        assert_eq!(said("dues 3 syb"), whole);
        assert_eq!(said("3 sybil arne port"), whole);
        assert_eq!(said("3"), "Neutral");
        assert_eq!(said("sbl"), "Sybil Arne");
    }

    #[test]
    fn what_fits_both_is_a_speaker_before_the_stance_and_a_topic_after_it() {
        assert_eq!(said("nato 1"), "NATO — Support");
        assert_eq!(said("syb 1 nato"), "Sybil Arne — Support — NATO accession");
        assert_eq!(said("syb nato"), "Sybil Arne — NATO accession");
    }

    #[test]
    fn what_fits_nothing_is_said() {
        assert_eq!(said("qqq 1"), "Nothing is called “qqq”");
        assert_eq!(said("9"), "No stance has the key 9");
    }
}
