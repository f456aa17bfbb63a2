//! Ukrainian.

use super::expect_in;
use crate::suggest::{Language, Names, Proposed, Rule, propose};
use crate::text::Text;

#[track_caller]
fn expect(literal: &str, rule: Rule) -> Proposed {
    expect_in(literal, rule, Language::of_code("uk").unwrap())
}

#[test]
fn quotations_and_clauses() {
    expect(
        "[1 Міністр Андрій Сибіга] [2 заявив], [3 що переговори тривають].",
        Rule::Clause,
    );
    expect(
        "[3 «Переговори тривають»], – [2 сказала] [1 Олена Коваль].",
        Rule::Quotation,
    );
    expect(
        "[1 Олена Коваль] [2 додала]: [3 «Переговори тривають»].",
        Rule::Quotation,
    );
    expect(
        "[2 За словами] [1 міністра], [3 переговори тривають].",
        Rule::According,
    );
}

#[test]
fn the_language_is_known_by_its_words() {
    let text = "Міністр заявив, що переговори тривають і що це не кінець.";
    assert_eq!(Language::of_text(text).code(), "uk");
    let found = propose(&Text::new(text), &Names::default(), Language::of_text(text));
    assert_eq!(found.len(), 1);
}

#[test]
fn names_have_cases() {
    let text = "Міністр Андрій Сибіга приїхав. За словами Сибіги, переговори тривають.";
    let found = propose(&Text::new(text), &Names::default(), &Language::all()[2]);
    assert_eq!(found[0].speakers[0].name(), "Андрій Сибіга");
}

#[test]
fn a_subject_of_any_nouns_follows_its_verb() {
    expect(
        "[3 «Доказів немає»], — [2 наголосив] [1 захисник].",
        Rule::Quotation,
    );
    expect(
        "[1 Національний банк] [2 прогнозує], [3 що зростання сповільниться].",
        Rule::Clause,
    );
    expect(
        "[2 Як зазначили] [1 в банку], [3 резервів достатньо].",
        Rule::According,
    );
}
