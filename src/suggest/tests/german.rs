//! German.

use super::expect_in;
use crate::suggest::{Language, Names, Proposed, Rule, propose};
use crate::text::Text;

#[track_caller]
fn expect(literal: &str, rule: Rule) -> Proposed {
    expect_in(literal, rule, Language::of_code("de").unwrap())
}

#[test]
fn quotations_and_clauses() {
    expect(
        "[1 Die Bürgermeisterin] [2 sagte], [3 dass die Fähre verloren sei].",
        Rule::Clause,
    );
    expect(
        "[3 „Die Fähre ist verloren“], [2 sagte] [1 Ines Holm].",
        Rule::Quotation,
    );
    expect(
        "[1 Ines Holm] [2 sagte]: [3 „Die Fähre ist verloren.“]",
        Rule::Quotation,
    );
    expect(
        "[1 Ines Holm] [2 betonte], [3 die Fähre müsse fahren].",
        Rule::Clause,
    );
    expect(
        "[3 Die Fähre sei verloren], [2 sagte] [1 Ines Holm].",
        Rule::Parenthesis,
    );
    expect(
        "[2 Laut] [1 der Küstenwache] [3 ist die Fähre verloren].",
        Rule::According,
    );
}

#[test]
fn sources_in_front_and_behind() {
    expect(
        "[2 Nach Angaben der] [1 Feuerwehr] [3 brannte der Wagen aus].",
        Rule::According,
    );
    expect(
        "[1 Dem Verband] [2 zufolge] [3 sind viele Autos betroffen].",
        Rule::According,
    );
    expect(
        "[1 Ihrer] [2 Ansicht nach] [3 reichen die Mittel nicht aus].",
        Rule::According,
    );
    expect(
        "Wie [1 die Agentur] [2 berichtet], [3 sollen die Gespräche beginnen].",
        Rule::According,
    );
}

#[test]
fn indirect_speech_after_a_comma_and_in_the_next_sentence() {
    expect(
        "[1 Karin Loth] [2 kündigte] an, [3 die Brücke werde gesperrt].",
        Rule::Clause,
    );
    expect(
        "[1 Der Anwalt] [2 bestritt], [3 dass er am Steuer saß].",
        Rule::Clause,
    );
    let text = "Die Lage sei ernst, sagte Krall. Der Haushalt müsse bis Juni stehen.";
    let found = propose(
        &Text::new(text),
        &Names::default(),
        Language::of_code("de").unwrap(),
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        &text[found[1].contents[0].range()],
        "Der Haushalt müsse bis Juni stehen"
    );
    assert_eq!(found[1].speakers[0].name(), "Krall");
}

#[test]
fn the_language_is_known_by_its_words() {
    let text =
        "Die Fähre ist nicht gesunken, sagte Ines Holm. „Sie ist auf dem Weg“, so die Ministerin.";
    assert_eq!(Language::of_text(text).code(), "de");
    let found = propose(&Text::new(text), &Names::default(), Language::of_text(text));
    assert_eq!(found[0].speakers[0].name(), "Ines Holm");
}
