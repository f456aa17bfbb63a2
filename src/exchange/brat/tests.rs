//! brat's files as they are and as they should not be.

use crate::exchange::Mapping;
use crate::exchange::laws::{Files, empty, out, said, take_files};
use crate::exchange::sample::{add_statement, at, project};
use crate::model::{Polarity, Project, SpeakerId, Statement, StatementId};

fn files(named: &[(&str, &str)]) -> Files {
    let file = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    named.iter().map(file).collect()
}

fn take(named: &[(&str, &str)], mapping: &str) -> (Project, String) {
    let mut project = empty();
    let mapping = Mapping::parse(mapping).unwrap();
    let report = take_files(&mut project, "brat", &files(named), &mapping);
    let said = said(&report);
    (project, said)
}

/// The words of all parts of the statements, in the order of the text.
fn shown(project: &Project) -> String {
    let book = project.codebook();
    let line = |statement: &Statement| {
        let text = &project.articles().get(&statement.article).unwrap().text;
        let words = |anchors: &[crate::model::Anchor]| {
            let words: Vec<String> = anchors
                .iter()
                .map(|anchor| {
                    format!(
                        "{}{:?}",
                        if anchor.is_detached() { "lost " } else { "" },
                        anchor.quote(text)
                    )
                })
                .collect();
            words.join(" + ")
        };
        let speakers: Vec<&str> = (statement.speakers.iter())
            .map(|id| book.speakers().get(id).unwrap().name.as_str())
            .collect();
        let topics: Vec<&str> = (statement.topics.iter())
            .map(|id| book.topics().get(id).unwrap().name.as_str())
            .collect();
        format!(
            "{}: {} | cue {} | source {} | {speakers:?} {topics:?} {:?} {:?} {:?} {:?}",
            statement.article,
            words(&statement.contents),
            words(&statement.cue),
            words(&statement.source),
            statement.stance.as_ref().map(ToString::to_string),
            statement.form,
            statement.polarity,
            statement.note
        )
    };
    let lines: Vec<String> = project
        .statements_in_order()
        .into_iter()
        .map(|s| line(s))
        .collect();
    lines.join("\n")
}

#[test]
fn a_project_is_written_as_brat_has_it() {
    let mut project = project();
    let text = project.articles().at(0).unwrap().text.clone();
    let contents = vec![at(&text, "Critics doubt it.\nHarbour Line")];
    add_statement(&mut project, "st_3", "an_1", contents, |s| {
        s.polarity = Polarity::Negated;
        s.source = vec![at(&text, "Mayor Ada Vane")];
    });
    let files = out(&project, "brat");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["ar_1.txt", "ar_1.ann", "annotation.conf"]);
    assert_eq!(files[0].1, text.as_str().as_bytes());
    let file = |at: usize| String::from_utf8(files[at].1.clone()).unwrap();
    insta::assert_snapshot!(file(1), @r#"
    T1	Statement 16 35;60 78	We keep the ferry 🚢 and, yes, the pier
    A1	Stance T1 oppose
    A2	Speaker T1 Ada_Vane;City_of_Lund%2C_"Harbour"
    A3	OnBehalfOf T1 City_of_Lund%2C_"Harbour"
    A4	Topic T1 Ferry;Transport
    A5	Target T1 text:closing_it
    A6	Form T1 direct
    A7	Naming T1 named
    A8	Annotator T1 A.B.
    A9	Review T1 accepted
    #1	AnnotatorNotes T1	two lines
    T2	Source 38 52	Mayor Ada Vane
    R1	SaidBy Arg1:T1 Arg2:T2
    T3	Cue 53 57	said
    R2	CuedBy Arg1:T1 Arg2:T3
    T4	Statement 81 98;99 111	Critics doubt it. Harbour Line
    A10	Annotator T4 A.B.
    A11	Review T4 unreviewed
    A12	Negated T4
    R3	SaidBy Arg1:T4 Arg2:T2
    T5	Statement 89 97	doubt it
    A13	Annotator T5 A.B.
    A14	Review T5 unreviewed
    "#);
    insta::assert_snapshot!(file(2), @r#"
    [entities]
    Statement
    Source
    Cue

    [relations]
    SaidBy	Arg1:Statement, Arg2:Source
    CuedBy	Arg1:Statement, Arg2:Cue
    <OVERLAP>	Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

    [events]

    [attributes]
    Negated	Arg:Statement
    Annotator	Arg:Statement, Value:A.B.
    Form	Arg:Statement, Value:direct|free_indirect|indirect|mixed|reported
    Layer	Arg:Statement, Value:adjudicated|independent
    Naming	Arg:Statement, Value:named|none_given|unnamed
    OnBehalfOf	Arg:Statement, Value:Ada_Vane|City_of_Lund%2C_"Harbour"
    Review	Arg:Statement, Value:accepted|question|rejected|unreviewed
    Speaker	Arg:Statement, Value:Ada_Vane|Ada_Vane;City_of_Lund%2C_"Harbour"|City_of_Lund%2C_"Harbour"
    Stance	Arg:Statement, Value:mixed|neutral|none|oppose|support|unclear
    Target	Arg:Statement, Value:text:closing_it
    Topic	Arg:Statement, Value:Ferry|Ferry;Transport|Transport
    "#);
}

const TEXT: &str =
    "“We keep it,” Ada Vane said. “And the pier.” Critics were said to doubt it.\nNobody\nasked.";

#[test]
fn events_are_statements_before_all_else() {
    let annotations = "\
T1\tContent 0 13\t“We keep it,”
T2\tCue 23 27\tsaid
T3\tAttribution 23 27\tsaid
T4\tSource 14 22\tAda Vane
T5\tContent 29 44\t“And the pier.”
E1\tAttribution:T3 Content:T1 Cue:T2 Source:T4 Content2:T5
A1\tForm E1 direct
#1\tAnnotatorNotes E1\tspeaker=Ada Vane
T9\tStatement 45 52\tCritics
T10\tContent 66 74\tdoubt it
E2\tAttribution-no-source:T11 Content:T10
T11\tAttribution-no-source 58 62\tsaid
A2\tNegated E2
A3\tTopic T10 The_pier
A4\tStance E2 oppose
A5\tMood E2 sour
#2\tAnnotatorNotes T10\twho are they?
#3\tAnnotatorNotes A4\treally?
E3\tAttribution:T3
E4\tAttribution:T3 Source:T4 Content:T77
R1\tCoref Arg1:T1 Arg2:T5
N1\tReference T4 Wikipedia:1\tAda
*\tEquiv T1 T5
#4\tAnnotatorNotes T9\tleft
";
    let (project, said) = take(&[("n/a.txt", TEXT), ("n/a.ann", annotations)], "");
    insta::assert_snapshot!(shown(&project), @r#"
    a: "“We keep it,”" + "“And the pier.”" | cue "said" | source "Ada Vane" | ["Ada Vane"] [] None Some(Direct) Affirmed ""
    a: "doubt it" | cue  | source  | [] ["The pier"] Some("oppose") None Negated "who are they?\nreally?"
    "#);
    insta::assert_snapshot!(said, @"
    n/a.ann: line 9: T9 (Statement) is in no statement and was left out
    n/a.ann: line 16: A5 was left out: the attribute Mood is not known (“sour”)
    n/a.ann: line 19: E3 (Attribution) was left out: it has no content, and a statement without one says nothing
    n/a.ann: line 20: the Content of E4 was left out: T77 is no place in the text
    n/a.ann: line 20: E4 (Attribution) was left out: it has no content, and a statement without one says nothing
    n/a.ann: line 21: R1 (Coref) says nothing of a statement and was left out
    n/a.ann: line 22: N1 (Reference) has no place in a statement and was left out
    n/a.ann: line 23: * (Equiv) has no place in a statement and was left out
    n/a.ann: line 24: the note #4 was left out: T9 is in no statement (“left”)
    ");
}

#[test]
fn else_statements_else_what_the_user_names_else_none() {
    let annotations = "\
T1\tQuote 0 13\t“We keep it,”
T2\tPerson 14 22\tAda Vane
R1\tSaidBy Arg1:T1 Arg2:T2
A1\tSpeaker T1 Ada_Vane
";
    let with_statement = format!(
        "{annotations}T3\tStatement 45 75\tCritics were said to doubt it.\nA2\tSpeaker T3 The_critics;Ada_Vane\n"
    );
    let (project, said) = take(
        &[("a.txt", TEXT), ("a.ann", &with_statement)],
        "statement = Quote",
    );
    insta::assert_snapshot!(shown(&project), @r#"a: "Critics were said to doubt it." | cue  | source  | ["The critics", "Ada Vane"] [] None None Affirmed """#);
    insta::assert_snapshot!(said, @"
    a.ann: line 1: T1 (Quote) is in no statement and was left out
    a.ann: line 2: T2 (Person) is in no statement and was left out
    a.ann: line 3: R1 (SaidBy) says nothing of a statement and was left out
    a.ann: line 4: A1 (Speaker) was left out: T1 is in no statement
    ");
    let (project, said) = take(
        &[("a.txt", TEXT), ("a.ann", annotations)],
        "statement = Quote",
    );
    insta::assert_snapshot!(shown(&project), @r#"a: "“We keep it,”" | cue  | source "Ada Vane" | ["Ada Vane"] [] None None Affirmed """#);
    assert_eq!(said, "");
    let (project, said) = take(&[("a.txt", TEXT), ("a.ann", annotations)], "");
    assert_eq!(
        (project.articles().len(), project.statement_count()),
        (1, 0)
    );
    insta::assert_snapshot!(said, @"a.ann: nothing in it is a statement; its types are Person (1), Quote (1): a mapping names the one that is, such as “statement = Quote”");
}

#[test]
fn a_bad_line_costs_only_itself() {
    let annotations = b"\xef\xbb\xbfT7\tStatement 0 13\t\xe2\x80\x9cWe keep it,\xe2\x80\x9d\r
T8\tStatement 45 52\tCritics\r
T8\tStatement 66 74\tdoubt it\r
T9\tStatement 52 45\tbackwards\r
T10\tStatement 500 510\tfar away\r
T11\tStatement 500 510\r
T12\tStatement 66 74\tdoubt me\r
T13\tStatement caf\xe9\r
nonsense\r
A1\tStance T8 oppose\r
A2\tStance T8 support\r
A3\tForm T8 loud\r
A4\tStance T99 support\r
A5\tSpeaker\r
A6\tTopic T7 Ferry\r
T14\tStatement 14 22;16 20\tAda Vane a Va\r
T15\tStatement 76 88\tNobody\r
asked\r
not its\r
"
    .to_vec();
    let files = vec![
        ("a.txt".to_owned(), TEXT.as_bytes().to_vec()),
        ("a.ann".to_owned(), annotations),
    ];
    let mut project = empty();
    let report = take_files(&mut project, "brat", &files, &Mapping::default());
    insta::assert_snapshot!(shown(&project), @r#"
    a: "“We keep it,”" | cue  | source  | [] ["Ferry"] None None Affirmed ""
    a: "Critics" | cue  | source  | [] [] Some("oppose") None Affirmed ""
    a: lost "doubt me" | cue  | source  | [] [] None None Affirmed ""
    a: "Nobody\nasked" | cue  | source  | [] [] None None Affirmed ""
    a: lost "far away" | cue  | source  | [] [] None None Affirmed ""
    "#);
    insta::assert_snapshot!(said(&report), @"
    a.ann: line 5: statement 3: the quote “far away” does not stand at its place; it was kept as detached
    a.ann: line 7: statement 4: the quote “doubt me” does not stand at its place; it was kept as detached
    a.ann: line 11: A2 was left out: there is another Stance already
    a.ann: line 12: A3 was left out: Form must be direct, mixed, indirect, free_indirect or reported, not “loud”
    a.ann: line 13: A4 (Stance) was left out: T99 is in no statement
    FAILED a.ann: line 3: the id T8 is there already
    FAILED a.ann: line 4: T9: “52 45” is no place: it must be two offsets such as 5 18, the first one smaller
    FAILED a.ann: line 6: T11 stands past the end of the text, which has 89 characters, and its words are not there
    FAILED a.ann: line 8: it is not UTF-8 text
    FAILED a.ann: line 9: “nonsense” is no annotation of brat: one begins with an id such as T1 and a tab
    FAILED a.ann: line 14: A5 (Speaker) does not say what it is of
    FAILED a.ann: line 16: statement 5: spans of its “contents” overlap or are out of order
    FAILED a.ann: line 19: “not its” is no annotation of brat, and no words of T15 either
    ");
}

#[test]
fn only_pairs_are_read_and_files_of_others_are_said() {
    let one = "T1\tStatement 0 3\tOne\n";
    let (project, said) = take(
        &[
            ("README.md", "x"),
            ("annotation.conf", "[entities]"),
            ("alone.txt", "One."),
            ("other.ann", one),
            ("coref/a.ann", "MENTION\tT1\t0\nATTRIB\tQ1\tA\n"),
            ("coref/a.txt", "One."),
            ("deep/er/a.ann", one),
            ("deep/er/a.txt", "One."),
            ("x/b.ann", one),
            ("x/b.txt", "One. x"),
            ("y/b.ann", one),
            ("y/b.txt", "One. y"),
            ("z/c.ann", one),
            ("z/c.txt", "One. c"),
            ("zz/c.ann", one),
            ("zz/c.txt", "One. c"),
        ],
        "",
    );
    insta::assert_snapshot!(shown(&project), @r#"
    a: "One" | cue  | source  | [] [] None None Affirmed ""
    x/b: "One" | cue  | source  | [] [] None None Affirmed ""
    y/b: "One" | cue  | source  | [] [] None None Affirmed ""
    c: "One" | cue  | source  | [] [] None None Affirmed ""
    c: "One" | cue  | source  | [] [] None None Affirmed ""
    "#);
    insta::assert_snapshot!(said, @"
    alone.txt: it was left out: no alone.ann is beside it
    other.ann: it was left out: its text other.txt is not beside it
    FAILED coref/a.ann: line 1: “MENTION	T1	0” is no annotation of brat: one begins with an id such as T1 and a tab; none of its 2 lines is one, so file and text were left out
    ");
    let (_, said) = take(&[("a.txt", "One.")], "");
    insta::assert_snapshot!(said, @"a.txt: it was left out: no a.ann is beside it");
    let (_, said) = take(&[("a.csv", "One.")], "");
    insta::assert_snapshot!(said, @"FAILED there is no .ann with a .txt of the same name in it, which brat would write");
}

#[test]
fn a_text_that_is_no_utf8_is_said() {
    let files = vec![
        ("a.txt".to_owned(), b"Caf\xe9".to_vec()),
        ("a.ann".to_owned(), b"T1\tStatement 0 3\tCaf\n".to_vec()),
    ];
    let report = take_files(&mut empty(), "brat", &files, &Mapping::default());
    insta::assert_snapshot!(said(&report), @"FAILED a.ann: its text a.txt is not UTF-8 (byte 3 cannot be read), and offsets mean nothing in another encoding");
}

#[test]
fn offsets_in_utf16_units_or_kept_line_ends_are_read_as_they_were_meant() {
    let (project, said) = take(
        &[
            ("a.txt", "🚢 One two.\r\nThree."),
            ("a.ann", "T1\tStatement 3 6\tOne\nT2\tStatement 7 10\ttwo\n"),
            ("b.txt", "🚢 One two.\r\nThree."),
            (
                "b.ann",
                "T1\tStatement 2 5\tOne\nT2\tStatement 11 16\tThree\n",
            ),
        ],
        "",
    );
    insta::assert_snapshot!(shown(&project), @r#"
    a: "One" | cue  | source  | [] [] None None Affirmed ""
    a: "two" | cue  | source  | [] [] None None Affirmed ""
    b: "One" | cue  | source  | [] [] None None Affirmed ""
    b: "Three" | cue  | source  | [] [] None None Affirmed ""
    "#);
    insta::assert_snapshot!(said, @"
    a.ann: its offsets count UTF-16 units and not code points, as the words beside them show: they were read so
    b.ann: its offsets count each line end as one character and no byte order mark, as the words beside them show: they were read so
    b.ann: the article “b” has the same text as the article “a”
    ");
}

#[test]
fn fragments_over_a_line_break_are_one_span() {
    let annotations =
        "T1\tStatement 76 82;83 89\tNobody asked.\nT2\tStatement 14 17;23 27\tAda said\n";
    let (project, said) = take(&[("a.txt", TEXT), ("a.ann", annotations)], "");
    insta::assert_snapshot!(shown(&project), @r#"
    a: "Ada" + "said" | cue  | source  | [] [] None None Affirmed ""
    a: "Nobody\nasked." | cue  | source  | [] [] None None Affirmed ""
    "#);
    assert_eq!(said, "");
}

#[test]
fn a_second_import_adds_statements_to_the_article() {
    let mut project = project();
    let files = out(&project, "brat");
    let report = take_files(&mut project, "brat", &files, &Mapping::default());
    assert_eq!((report.articles, report.statements), (0, 2));
    assert_eq!(said(&report), "");
    let ada: Vec<_> = project
        .statements()
        .filter(|s| s.speakers.contains(&SpeakerId::new("sp_1")))
        .collect();
    assert_eq!(ada.len(), 2);
    assert!(project.statement(&StatementId::new("st_1")).is_some());
}
