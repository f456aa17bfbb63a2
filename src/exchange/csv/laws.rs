//! Out and in again is the same, in every shape of the tables; what does not fit is said and costs
//! nothing else.

use proptest::prelude::*;

use crate::exchange::jsonl::laws::{Coding, build, statement, words};
use crate::exchange::sample::{Counting, project};
use crate::exchange::{
    ExportOptions, Exported, Input, Intake, Mapping, Report, Selection, Voice, Wanted, draft,
    export, format, statements_as_json,
};
use crate::model::{Project, ProjectId};
use crate::testing::cases;

pub(in crate::exchange) fn empty() -> Project {
    Project::new(ProjectId::new("prj_0"), "Empty")
}

pub(in crate::exchange) fn all() -> ExportOptions {
    ExportOptions {
        wanted: Wanted {
            voice: Some(Voice::All),
            ..Wanted::default()
        },
        ..ExportOptions::default()
    }
}

pub(in crate::exchange) fn out(project: &Project, name: &str, options: &ExportOptions) -> Exported {
    export(project, format(name).unwrap(), options).unwrap()
}

pub(in crate::exchange) fn take(
    project: &mut Project,
    name: &str,
    files: &[(String, Vec<u8>)],
    map: &str,
) -> Report {
    let format = format(name).unwrap();
    let inputs: Vec<Input<'_>> = files
        .iter()
        .map(|(name, bytes)| Input { name, bytes })
        .collect();
    let fresh = &mut Counting::default();
    let mut intake = Intake::new(project, format, None, fresh);
    let mapping = Mapping::parse(map).unwrap();
    let report = intake.take_all(draft(format, &inputs, &mapping).unwrap());
    let edit = intake.finish("import");
    project.apply(edit).unwrap();
    report
}

fn text(name: &str, content: &str) -> Vec<(String, Vec<u8>)> {
    vec![(name.to_owned(), content.as_bytes().to_vec())]
}

pub(in crate::exchange) fn said(report: &Report) -> String {
    let mut lines: Vec<String> = report.notes.iter().map(ToString::to_string).collect();
    lines.extend(report.failures.iter().map(|f| format!("FAILED {f}")));
    lines.join("\n")
}

/// What the tables carry: statements with all that is coded, articles with what is known of them.
pub(in crate::exchange) fn carried(project: &Project) -> Vec<String> {
    let selection = Selection::new(project, &Wanted::default()).unwrap();
    let mut lines = vec![statements_as_json(&selection).unwrap()];
    lines.extend(project.articles().iter().map(|a| {
        let date = a.published.as_ref().map(ToString::to_string);
        let about = [&a.title, &a.outlet, &a.author, &a.url, &a.language];
        format!("{} {about:?} {date:?} {}", a.id, a.text.as_str())
    }));
    lines.extend(
        project
            .codebook()
            .speakers()
            .iter()
            .map(|s| format!("{:?} {}", s.kind, s.name)),
    );
    lines.extend(project.codebook().topics().iter().map(|t| {
        let parent = t
            .parent
            .as_ref()
            .and_then(|id| project.codebook().topics().get(id));
        format!("{} {:?}", t.name, parent.map(|topic| &topic.name))
    }));
    lines
}

prop_compose! {
    /// Codings with notes that a spreadsheet would run, or that would break a row.
    pub(in crate::exchange) fn codings()(
        codings in prop::collection::vec(statement(), 0..6),
        first in prop::sample::select(vec!["", "=1+1", "+", "-5", "@a", "\t", "\r", "\r\n", "'", "''=", "\"", ";", ","]),
    ) -> Vec<Coding> {
        let mut codings = codings;
        for coding in &mut codings {
            coding.note.insert_str(0, first);
        }
        codings
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn what_goes_out_comes_back(
        texts in prop::collection::vec(words(), 1..4),
        names in prop::collection::vec(words(), 3..4),
        codings in codings(),
        long in any::<bool>(),
        spreadsheet in any::<bool>(),
    ) {
        let project = build(&texts, &names, &codings);
        // What is guarded though nobody guarded it cannot be told.
        let is_guarded = |note: &str| note.starts_with('\'') && super::is_risky(note);
        prop_assume!(spreadsheet || !codings.iter().any(|coding| is_guarded(&coding.note)));
        let options = ExportOptions { long, spreadsheet, ..all() };
        let exported = out(&project, "csv", &options);
        let mut back = empty();
        let report = take(&mut back, "csv", &exported.files, "");
        prop_assert_eq!(report.failures, vec![]);
        prop_assert_eq!(carried(&back), carried(&project));
        // And the same once more.
        let names: Vec<&String> = exported.files.iter().map(|(name, _)| name).collect();
        prop_assert_eq!(names.len(), 4);
        prop_assert_eq!(out(&project, "csv", &options), exported);
    }

    #[test]
    fn no_bytes_make_it_panic(lines in prop::collection::vec("\\PC{0,20}|[0-9\",;\t\r\n'=-]{0,30}", 0..6)) {
        let table = format!("id,text,quote,start,end,speakers\n{}", lines.join("\n"));
        take(&mut empty(), "csv", &text("a.csv", &table), "");
        take(&mut empty(), "csv", &text("a.csv", &lines.join("\n")), "");
    }
}

#[test]
fn statements_alone_find_their_articles() {
    let there = project();
    let options = ExportOptions {
        one_file: true,
        ..all()
    };
    let exported = out(&there, "csv", &options);
    let mut back = project();
    let ids: Vec<_> = back.statements().map(|s| s.id.clone()).collect();
    for id in ids {
        let edit = crate::edit::delete_statement(&back, &id);
        back.apply(edit).unwrap();
    }
    let report = take(&mut back, "csv", &exported.files, "");
    assert_eq!(said(&report), "");
    let statements = |project: &Project| carried(project).swap_remove(0);
    assert_eq!(statements(&back), statements(&there));
    let report = take(&mut empty(), "csv", &exported.files, "");
    assert_eq!(report.failures.len(), 2);
    assert!(
        report.failures[0].what.contains("add the article first"),
        "{}",
        said(&report)
    );
}

#[test]
fn tables_of_others_are_taken_by_the_names_of_their_columns() {
    let articles = "doc_id;headline;source;date;text\na1;Ferry;Example Post;2026-03;\"“No,” said Ada. 🚢\nAda left.\"\n";
    let coded = "\u{feff}doc_id;Who said it;stance;topic;comment;quote;cue;coder;review;mood\n\
        a1;Ada; support;Ferry;x;No;said;C.D.;accepted;1\n\
        a1;Ada;oppose;Ferry;;left;;C.D.;maybe;2\n\
        a1;Ada;oppose;Ferry;;Ada;;C.D.;;2\n";
    let mut files = text("articles.csv", articles);
    files.extend(text("coded.csv", coded));
    let mut project = empty();
    let report = take(
        &mut project,
        "csv",
        &files,
        "speaker = who said it\nform = Form of it",
    );
    insta::assert_snapshot!(said(&report), @"
    the map names a column “Form of it”, but there is none
    articles.csv: line 1: columns were taken by their names: doc_id for article_id, headline for title, source for outlet, date for published
    coded.csv: line 1: columns were taken by their names: doc_id for article_id, topic for topics, comment for note, coder for annotator, review for status
    coded.csv: line 1: columns that are not known were left out: “mood”; a map can say what they are
    coded.csv: line 3: status “maybe” was left out: it must be unreviewed, accepted, rejected or question
    FAILED coded.csv: line 4: its quote stands 2 times in the article, and the row has no place (start and end)
    ");
    assert_eq!((report.articles, report.statements), (1, 2));
}

#[test]
fn a_bad_row_costs_no_other() {
    let table = "article_id,start,end,quote,speakers,form\n\
        a,0,3,One,Ada,direct\n\
        a,3,0,One,Ada,direct\n\
        a,x,3,One,Ada,direct\n\
        a,0,99,,Bo,direct\n\
        b,0,3,One,Cy,direct\n\
        a,0,3,One\n\
        a,0,3,Two,Ada,said\n\
        a,4.0,5.0,\"t\",Ada,\"";
    let mut files = text("statements.csv", table);
    files.extend(text("articles.csv", "article_id,text\na,One two.\n"));
    let mut project = empty();
    let report = take(&mut project, "csv", &files, "");
    insta::assert_snapshot!(said(&report), @"
    statements.csv: line 8: form “said” was left out: it must be direct, mixed, indirect, free_indirect or reported
    statements.csv: line 8: statement 1: the quote “Two” does not stand at its place; it was kept as detached
    FAILED statements.csv: line 3: “3” to “0” is no place: start and end must be whole numbers, and start the smaller
    FAILED statements.csv: line 4: “x” to “3” is no place: start and end must be whole numbers, and start the smaller
    FAILED statements.csv: line 5: statement 1: its content 0–99 is no place in the text, which has 8 characters: it goes past the end of the text
    FAILED statements.csv: line 6: it has no “text”, and no article “b” is in the project: add the article first, or its text to the line
    FAILED statements.csv: line 7: it has 4 cells where the first line has 6: a quotation mark or a “,” in it may be one too many or too few
    ");
    assert_eq!(report.statements, 3);
}
