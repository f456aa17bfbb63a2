use proptest::prelude::*;

use super::{DepositError, Quotes, deposit, letter, reattach};
use crate::edit::random::World;
use crate::exchange::sample::project;
use crate::exchange::{Selection, Wanted};
use crate::model::{AnnotatorId, Article, ArticleId, Project, Statement};
use crate::testing::cases;
use crate::text::Text;

fn bytes(project: &Project, quotes: Quotes, notes: bool) -> Vec<u8> {
    let selection = Selection::new(project, &Wanted::default()).unwrap();
    let exported = deposit(&selection, quotes, notes).unwrap();
    exported.files.into_iter().next().unwrap().1
}

fn texts(project: &Project) -> Vec<Text> {
    project.articles().iter().map(|a| a.text.clone()).collect()
}

/// The statements by id, as if one person had made them.
fn statements(project: &Project) -> Vec<Statement> {
    let mut all: Vec<Statement> = project.statements().map(|s| Statement::clone(s)).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    for statement in &mut all {
        statement.annotator = AnnotatorId::new("");
    }
    all
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn texts_go_back_to_the_same_statements(seeds in prop::collection::vec(any::<u64>(), 0..40)) {
        let whole = World::after(&seeds).project;
        let back = reattach(&bytes(&whole, Quotes::Full, true), &texts(&whole)).unwrap();
        prop_assert_eq!(back.missing, vec![]);
        prop_assert_eq!(statements(&back.project), statements(&whole));
        prop_assert_eq!(texts(&back.project), texts(&whole));
        prop_assert_eq!(back.project.codebook(), whole.codebook());
        let statuses = |project: &Project| {
            let mut all: Vec<_> = project.statuses().into_iter().map(|(id, s)| (id.clone(), s)).collect();
            all.sort_by(|a, b| a.0.cmp(&b.0));
            all
        };
        prop_assert_eq!(statuses(&back.project), statuses(&whole));
    }
}

#[test]
fn neither_texts_nor_names_nor_notes_are_given_away() {
    let project = project();
    let words = |quotes, notes| String::from_utf8(bytes(&project, quotes, notes)).unwrap();
    let none = words(Quotes::None, false);
    for secret in [
        "ferry 🚢",
        "doubt",
        "Critics",
        "A.B.",
        "an_1",
        "two\\nlines",
    ] {
        assert!(!none.contains(secret), "{secret}: {none}");
    }
    assert!(none.contains(&project.articles().at(0).unwrap().sha256.to_string()));
    assert!(words(Quotes::Short, false).contains("We keep the ferry 🚢"));
    assert!(words(Quotes::None, true).contains("two\\nlines"));
    // Quotes come back from the text.
    let back = reattach(none.as_bytes(), &texts(&project)).unwrap().project;
    let mut without_notes = statements(&project);
    for statement in &mut without_notes {
        statement.note.clear();
    }
    assert_eq!(statements(&back), without_notes);
    assert_eq!(back.annotators().at(0).unwrap().name, "A");
}

#[test]
fn what_is_missing_is_said() {
    let whole = bytes(&project(), Quotes::None, false);
    let other = reattach(&whole, &[Text::new("Another text.")]);
    assert!(matches!(other, Err(DepositError::NoText)));
    let mut two = project();
    crate::exchange::sample::add_article(
        &mut two,
        Article::new(ArticleId::new("ar_2"), "Two", Text::new("Two.")),
    );
    let back = reattach(&bytes(&two, Quotes::None, false), &[Text::new("Two.")]).unwrap();
    assert_eq!((back.missing.len(), back.missing[0].statements), (1, 2));
    assert_eq!(back.project.articles().len(), 1);
    assert_eq!(back.project.statement_count(), 0);
    for bad in [
        "",
        "{}",
        "[1]",
        "{\"sayso_deposit\":1}",
        "{\"sayso_deposit\":\"x\"}",
    ] {
        assert!(
            matches!(reattach(bad.as_bytes(), &[]), Err(DepositError::NotOne(_))),
            "{bad}"
        );
    }
    let newer = reattach(b"{\"sayso_deposit\":2}", &[]);
    assert!(matches!(newer, Err(DepositError::Newer(2))));
}

#[test]
fn letters_go_on_after_z() {
    assert_eq!(
        [0, 25, 26, 27, 702].map(letter),
        ["A", "Z", "AA", "AB", "AAA"]
    );
}
