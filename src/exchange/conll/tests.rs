//! Words and tags.

use crate::exchange::sample::{add_statement, at, project};
use crate::exchange::{ExportOptions, Selection, Wanted, export, format};
use crate::model::StanceId;

#[test]
fn words_have_tags_and_the_outermost_stays() {
    let mut project = project();
    let text = project.articles().at(0).unwrap().text.clone();
    let oppose = Some(StanceId::new("oppose"));
    for (id, words) in [
        ("st_3", "keep the"),
        ("st_4", "it.\nHarb"),
        ("st_5", "bour Line declined"),
    ] {
        add_statement(&mut project, id, "an_1", vec![at(&text, words)], |s| {
            s.stance.clone_from(&oppose);
        });
    }
    let format = format("conll").unwrap();
    let exported = export(&project, format, &ExportOptions::default()).unwrap();
    let words = String::from_utf8(exported.files[0].1.clone()).unwrap();
    insta::assert_snapshot!(words, @"
    -DOCSTART- -X- O O

    Ferry	_	_	O
    to	_	_	O
    stay	_	_	O

    “	_	_	O
    We	_	_	B-oppose
    keep	_	_	I-oppose
    the	_	_	I-oppose
    ferry	_	_	I-oppose
    🚢	_	_	I-oppose
    ,	_	_	O
    ”	_	_	O
    Mayor	_	_	O
    Ada	_	_	O
    Vane	_	_	O
    said	_	_	O
    ,	_	_	O
    “	_	_	O
    and	_	_	B-oppose
    ,	_	_	I-oppose
    yes	_	_	I-oppose
    ,	_	_	I-oppose
    the	_	_	I-oppose
    pier	_	_	I-oppose
    .	_	_	O
    ”	_	_	O

    Critics	_	_	O
    doubt	_	_	B-statement
    it	_	_	I-statement
    .	_	_	O

    Harbour	_	_	B-oppose
    Line	_	_	I-oppose
    declined	_	_	I-oppose
    to	_	_	O
    comment	_	_	O
    .	_	_	O
    ");
    insta::assert_snapshot!(exported.notes.join("\n"), @"spans that overlap another and are not in the file, where each word has one tag: 2");
    let selection = Selection::new(&project, &Wanted::default()).unwrap();
    let losses = format.losses(&selection);
    assert!(
        losses
            .iter()
            .any(|loss| loss.to_string().starts_with("3 overlapping statements ")),
        "{losses:?}"
    );
}
