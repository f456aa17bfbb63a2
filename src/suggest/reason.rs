//! Why something is proposed, in words for the analyst.

use super::resolve::{How, Resolved};
use super::rules::Rule;
use crate::model::Span;
use crate::text::Text;

/// One sentence or two: what was seen, and how the speaker was found.
pub(super) fn reason(
    text: &Text,
    rule: Rule,
    cue: Option<Span>,
    source: Option<Span>,
    resolved: &Resolved,
) -> String {
    let cue = cue.map_or("", |cue| cue.quote(text));
    let what = match rule {
        Rule::Quotation => format!("Words in quotation marks with “{cue}”."),
        Rule::Clause => format!("A clause that “{cue}” governs."),
        Rule::Parenthesis => format!("The sentence around “{cue}”."),
        Rule::According => format!("“{cue}” names who says so."),
        Rule::Demand => format!("“{cue}” says what somebody is to do."),
        Rule::Promise => format!("“{cue}” says what its subject means to do."),
        Rule::Judgement => format!("“{cue}” says what is thought of something."),
        Rule::Object => format!("What “{cue}” is about, in the article's words."),
        Rule::Noun => format!("A clause that the noun “{cue}” announces."),
        Rule::Attitude => format!("A clause after “{cue}”."),
        Rule::Impersonal => format!("“{cue}” without anybody who says so."),
        Rule::Floating => "What somebody goes on to say, without a verb of saying.".to_owned(),
        Rule::Nested => format!("Inside of what somebody says: a clause after “{cue}”."),
    };
    let mention = source.map_or("", |source| source.quote(text));
    let names: Vec<&str> = resolved.speakers.iter().map(super::Who::name).collect();
    let names = names.join(" and ");
    let who = match resolved.how {
        How::Name | How::Words | How::Nobody => String::new(),
        How::Title => format!(" “{mention}” is taken for {names}."),
        How::Pronoun if names.is_empty() => String::new(),
        How::Pronoun => format!(" “{mention}” is taken for {names}, who was mentioned last."),
    };
    what + &who
}
