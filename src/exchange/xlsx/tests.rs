use proptest::prelude::*;

use super::fitting;
use crate::exchange::csv::laws::{all, carried, codings, empty, out, said, take};
use crate::exchange::laws::{build, words};
use crate::exchange::sample::{add_article, project};
use crate::model::{Article, ArticleId, Project};
use crate::testing::cases;
use crate::text::Text;

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn what_goes_out_comes_back(
        texts in prop::collection::vec(words(), 1..4),
        names in prop::collection::vec(words(), 3..4),
        codings in codings(),
        long in any::<bool>(),
    ) {
        // A carriage return of a note comes back as a line feed.
        let mut codings = codings;
        for coding in &mut codings {
            coding.note = coding.note.replace("\r\n", "\n").replace('\r', "\n");
        }
        let project = build(&texts, &names, &codings);
        let options = crate::exchange::ExportOptions { long, ..all() };
        let exported = out(&project, "xlsx", &options);
        let mut back = empty();
        let report = take(&mut back, "xlsx", &exported.files, "");
        prop_assert_eq!(report.failures, vec![]);
        prop_assert_eq!(carried(&back), carried(&project));
        prop_assert_eq!(out(&project, "xlsx", &options), exported);
    }
}

#[test]
fn a_long_text_is_cut_and_said() {
    assert_eq!(fitting("abc"), "abc");
    let long = "🚢".repeat(20_000);
    assert_eq!(fitting(&long).chars().count(), 16_383);
    let mut project = project();
    add_article(
        &mut project,
        Article::new(ArticleId::new("ar_2"), "Long", Text::new(long)),
    );
    let exported = out(&project, "xlsx", &all());
    insta::assert_snapshot!(exported.notes.join("\n"), @"sheet articles, column text: 1 cell was cut after 32,767 characters, the most that a cell of a workbook holds; csv and jsonl have all of it");
    let mut back = empty();
    take(&mut back, "xlsx", &exported.files, "");
    let chars = |project: &Project| project.articles().at(1).unwrap().text.chars();
    assert_eq!(chars(&back), 16_383);
}

#[test]
fn what_is_no_workbook_is_said() {
    let whole = out(&project(), "xlsx", &all()).files.swap_remove(0).1;
    let cut = whole[..whole.len() / 2].to_vec();
    for bytes in [b"PK\x03\x04 and more".to_vec(), b"a,b".to_vec(), cut] {
        let report = take(&mut empty(), "xlsx", &[("a.xlsx".to_owned(), bytes)], "");
        assert!(
            said(&report).starts_with("FAILED it is no workbook"),
            "{}",
            said(&report)
        );
    }
}
