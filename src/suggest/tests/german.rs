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
fn the_language_is_known_by_its_words() {
    let text =
        "Die Fähre ist nicht gesunken, sagte Ines Holm. „Sie ist auf dem Weg“, so die Ministerin.";
    assert_eq!(Language::of_text(text).code(), "de");
    let found = propose(&Text::new(text), &Names::default(), Language::of_text(text));
    assert_eq!(found[0].speakers[0].name(), "Ines Holm");
}
