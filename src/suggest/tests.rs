//! Each phenomenon in an invented sentence. In a literal 1 is the source, 2 the cue, and 3 and
//! those that follow are the contents.

mod german;
mod laws;
mod manners;
mod speakers;
mod ukrainian;

use super::{Language, Names, Proposed, Rule, propose};
use crate::model::{Form, Naming, Polarity, Span};
use crate::testing::marked;
use crate::text::Text;

fn english() -> &'static Language {
    Language::of_code("en").unwrap()
}

fn proposals(text: &str) -> Vec<Proposed> {
    propose(&Text::new(text), &Names::default(), english())
}

/// Holds that a text with marks gives a proposal with just these parts.
#[track_caller]
fn expect_in(literal: &str, rule: Rule, language: &Language) -> Proposed {
    let (words, spans) = marked(literal);
    let text = Text::new(words);
    let found = propose(&text, &Names::default(), language);
    let contents = spans.get(2..).unwrap_or_default();
    let ranges = |spans: &[Span]| -> Vec<_> { spans.iter().map(|span| span.range()).collect() };
    let shown: Vec<String> = found
        .iter()
        .map(|p| {
            let quotes: Vec<&str> = p.contents.iter().map(|span| span.quote(&text)).collect();
            let part = |span: Option<Span>| span.map_or("–", |span| span.quote(&text)).to_owned();
            format!(
                "{:?} {} | {} | {quotes:?}",
                p.rule,
                part(p.source),
                part(p.cue)
            )
        })
        .collect();
    let fits = |p: &&Proposed| ranges(&p.contents) == contents && p.rule == rule;
    let Some(found) = found.iter().find(fits) else {
        panic!("{literal}\nis read as\n{}", shown.join("\n"));
    };
    let at = |span: Option<Span>| span.map(Span::range);
    assert_eq!(
        at(found.source),
        spans.first().cloned(),
        "source: {}",
        shown.join("\n")
    );
    assert_eq!(
        at(found.cue),
        spans.get(1).cloned(),
        "cue: {}",
        shown.join("\n")
    );
    found.clone()
}

#[track_caller]
fn expect(literal: &str, rule: Rule) -> Proposed {
    expect_in(literal, rule, english())
}

/// Holds that nothing is proposed.
#[track_caller]
fn nothing(text: &str) {
    let found = proposals(text);
    assert!(found.is_empty(), "{text}: {found:?}");
}

#[test]
fn quotations_before_and_after_their_cue() {
    let direct = expect(
        "[1 Ines Holm] [2 said], [3 “The ferry will sail on Friday.”]",
        Rule::Quotation,
    );
    assert_eq!(direct.form, Form::Direct);
    assert_eq!(direct.naming, Naming::Named);
    expect(
        "[3 “The ferry will sail on Friday,”] [1 Ines Holm] [2 said].",
        Rule::Quotation,
    );
    expect(
        "[3 \"The ferry will sail\"], [2 said] [1 Ines Holm, the mayor].",
        Rule::Quotation,
    );
    expect(
        "[3 “Will the ferry ever sail?”] [1 Holm] [2 asked].",
        Rule::Quotation,
    );
    expect(
        "[1 The mayor] [2 told] reporters on Monday: [3 “The ferry will sail.”]",
        Rule::Quotation,
    );
    expect(
        "[3 ''The ferry will sail,''] [1 Ines Holm] [2 said].",
        Rule::Quotation,
    );
    expect(
        "In a letter to the council, [1 Holm] [2 wrote]: [3 “The ferry will sail.”]",
        Rule::Quotation,
    );
}

#[test]
fn a_quotation_that_its_cue_splits_is_one_statement() {
    expect(
        "[3 “The ferry will sail,”] [1 she] [2 said], [4 “but not before Friday.”]",
        Rule::Quotation,
    );
    expect(
        "[3 “We have tied up on that quay for a hundred years,”] [1 she] [2 said]. [4 “We stay.”]",
        Rule::Quotation,
    );
}

#[test]
fn a_long_quotation_after_the_full_stop_is_a_statement_of_its_own() {
    let found = proposals(
        "“No,” Ines Holm said. “The ferry belongs to all who live on the island, and we will not sell it.”",
    );
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].rule, Rule::Floating);
    assert_eq!(found[1].speakers[0].name(), "Ines Holm");
}

#[test]
fn clauses_with_that_and_without() {
    let clause = expect(
        "[1 Ines Holm] [2 said] [3 that the ferry would sail on Friday].",
        Rule::Clause,
    );
    assert_eq!(clause.form, Form::Indirect);
    expect(
        "[1 Ines Holm] [2 said] [3 the ferry would sail on Friday].",
        Rule::Clause,
    );
    expect(
        "[1 Officials] [2 believe] [3 the ferry is lost].",
        Rule::Clause,
    );
    expect(
        "[1 Ines Holm] [2 told] the council [3 that the ferry was lost].",
        Rule::Clause,
    );
    expect(
        "[1 Ines Holm] [2 said] in a statement on Monday [3 that the ferry was lost].",
        Rule::Clause,
    );
    expect(
        "[1 The study] [2 found] [3 that ferries are safer than buses].",
        Rule::Clause,
    );
    expect(
        "[1 Holm] [2 explained] [3 how the ferry was lost].",
        Rule::Clause,
    );
    expect(
        "[1 He] [2 did not say] [3 whether the ferry would sail].",
        Rule::Clause,
    );
    let mixed = expect(
        "[1 Holm] [2 argued] [3 that the plan was “a gift to the port” and should be stopped].",
        Rule::Clause,
    );
    assert_eq!(mixed.form, Form::Mixed);
}

#[test]
fn what_follows_in_the_sentence_is_another_statement() {
    let text = "Holm said the ferry was lost, adding that nobody was hurt, but Bo Lind argued that it was late.";
    let found = proposals(text);
    let quotes: Vec<&str> = found.iter().map(|p| &text[p.contents[0].range()]).collect();
    assert_eq!(
        quotes,
        [
            "the ferry was lost",
            "that nobody was hurt",
            "that it was late"
        ]
    );
    let names: Vec<&str> = found.iter().map(|p| p.speakers[0].name()).collect();
    assert_eq!(names, ["Holm", "Holm", "Bo Lind"]);
}

#[test]
fn the_sentence_around_she_said() {
    expect(
        "[3 The ferry was lost], [1 Ines Holm] [2 said].",
        Rule::Parenthesis,
    );
    expect(
        "[3 The ferry], [1 she] [2 said], [4 would sail again in spring].",
        Rule::Parenthesis,
    );
    expect(
        "[3 The ferry was lost], [2 said] [1 a spokesman for the port].",
        Rule::Parenthesis,
    );
}

#[test]
fn according_to_somebody() {
    expect(
        "[2 According to] [1 the coast guard], [3 the ferry was lost].",
        Rule::According,
    );
    expect(
        "[3 The ferry was lost], [2 according to] [1 the coast guard].",
        Rule::According,
    );
    expect(
        "[3 The ferry], [2 according to] [1 the coast guard], [4 was lost].",
        Rule::According,
    );
    expect(
        "As [1 Holm] [2 told] the Mercury, [3 the ferry was lost].",
        Rule::According,
    );
}

#[test]
fn nobody_says_so() {
    let text = "It is widely expected that the ferry will be sold.";
    let found = proposals(text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, Rule::Impersonal);
    assert_eq!(found[0].naming, Naming::NoneGiven);
    assert_eq!(
        &text[found[0].contents[0].range()],
        "that the ferry will be sold"
    );
}

#[test]
fn demands_promises_and_judgements() {
    expect(
        "[1 Ines Holm] [2 urged] [3 the council to buy a new ferry].",
        Rule::Demand,
    );
    expect(
        "[1 Ines Holm] [2 called] on [3 the council to buy a new ferry].",
        Rule::Demand,
    );
    expect(
        "[1 Ines Holm] [2 vowed] [3 to buy a new ferry].",
        Rule::Promise,
    );
    expect(
        "[1 Ines Holm] [2 accused] [3 the council of wasting time].",
        Rule::Judgement,
    );
    expect(
        "[1 Ines Holm] [2 dismissed] [3 the plan as “a joke”].",
        Rule::Judgement,
    );
    expect(
        "[1 Ines Holm] [2 has denied] [3 the allegations].",
        Rule::Object,
    );
}

#[test]
fn nouns_and_adjectives_announce_a_clause() {
    expect(
        "The council rejected [1 her] [2 claim] [3 that the ferry was lost].",
        Rule::Noun,
    );
    expect(
        "[1 The islanders] [2 are convinced] [3 that the ferry was lost].",
        Rule::Attitude,
    );
}

#[test]
fn participles_have_the_subject_of_the_sentence_or_one_after_with() {
    let text = "The council met on Monday, saying the ferry was lost.";
    let found = proposals(text);
    assert_eq!(found[0].speakers[0].name(), "council");
    expect(
        "The talks ended, with [1 the mayor] [2 saying] [3 that the ferry was lost].",
        Rule::Clause,
    );
}

#[test]
fn subjects_with_appositions_and_relative_clauses() {
    expect(
        "[1 Bo Lind, who chairs the port's board], [2 said] [3 the ferry was lost].",
        Rule::Clause,
    );
    expect(
        "On Monday, [1 Bo Lind, a trustee of the port], [2 said] [3 the ferry was lost].",
        Rule::Clause,
    );
    expect(
        "[1 The port's chairman, Bo Lind], [2 said] [3 the ferry was lost].",
        Rule::Clause,
    );
    expect(
        "After the vote [1 the mayor] [2 said] [3 the ferry was lost].",
        Rule::Clause,
    );
}

#[test]
fn a_cue_may_be_negated() {
    let denied = expect(
        "[1 Holm] [2 never said] [3 that the ferry was lost].",
        Rule::Clause,
    );
    assert_eq!(denied.polarity, Polarity::Negated);
}

#[test]
fn a_word_with_a_colon_announces_the_next_paragraph() {
    let text = "Holm wrote on her page:\n\n“The ferry is lost. Nobody was hurt.”";
    let found = proposals(text);
    assert_eq!(found.len(), 1);
    assert_eq!(
        &text[found[0].contents[0].range()],
        "“The ferry is lost. Nobody was hurt.”"
    );
    assert_eq!(&text[found[0].source.unwrap().range()], "Holm");
}

#[test]
fn scare_quotes_and_titles_are_no_statements() {
    nothing("The so-called “midnight rule” stays in force.");
    nothing("Her album “Songs of the Deep Harbour” came out in May.");
    nothing("The “old” quay was rebuilt in 1998.");
    nothing("The report was published in May.");
}

#[test]
fn an_unclosed_mark_spoils_nothing_else() {
    let text = "“The ferry is lost, Ines Holm said.\n\n“We will buy another,” Bo Lind said.\n\nAnd \"so on.";
    let found = proposals(text);
    let lind = found
        .iter()
        .find(|p| p.speakers.iter().any(|who| who.name() == "Bo Lind"));
    assert_eq!(
        &text[lind.unwrap().contents[0].range()],
        "“We will buy another,”"
    );
}

#[test]
fn a_quotation_goes_on_over_paragraphs() {
    let text =
        "Ines Holm said: “The ferry is lost.\n\n“But we will buy another.”\n\nThen she left.";
    let found = proposals(text);
    assert_eq!(found.len(), 1, "{found:?}");
    let quotes: Vec<&str> = found[0]
        .contents
        .iter()
        .map(|span| &text[span.range()])
        .collect();
    assert_eq!(
        quotes,
        ["“The ferry is lost.", "“But we will buy another.”"]
    );
}

#[test]
fn nested_marks_are_part_of_the_outer_ones() {
    expect(
        "[3 “He told me ‘the ferry is lost’ and left,”] [1 Ines Holm] [2 said].",
        Rule::Quotation,
    );
}

#[test]
fn what_somebody_says_that_they_think_is_nested() {
    let text = "“I think the ferry is lost,” Ines Holm said.";
    let nested = proposals(text)
        .into_iter()
        .find(|p| p.rule == Rule::Nested)
        .unwrap();
    assert_eq!(&text[nested.contents[0].range()], "the ferry is lost");
    assert_eq!(nested.speakers[0].name(), "Ines Holm");
}

#[test]
fn a_reason_says_what_was_seen() {
    let found = proposals("Ines Holm arrived. She said the ferry was lost.");
    assert_eq!(
        found[0].reason,
        "A clause that “said” governs. “She” is taken for Ines Holm, who was mentioned last."
    );
}

#[test]
fn rules_have_words_of_their_own() {
    let mut words: Vec<&str> = Rule::ALL.iter().map(|rule| rule.word()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Rule::ALL.len());
}
