use std::sync::Arc;

use crate::edit::Edit;
use crate::exchange::sample::{add_annotator, add_statement, at, project};
use crate::exchange::{ExportOptions, Voice, Wanted, export, format};
use crate::model::{
    AnnotatorId, Article, ArticleId, Layer, Project, ReviewStatus, SpeakerId, StatementChange,
    StatementId,
};
use crate::text::Text;

fn table(project: &Project, file: &str, options: &ExportOptions) -> String {
    let exported = export(project, format("csv").unwrap(), options).unwrap();
    let (_, bytes) = exported.files.into_iter().find(|(n, _)| n == file).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A row as `column = value` lines, without the empty ones.
fn rows(table: &str) -> Vec<String> {
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    let head = reader.headers().unwrap().clone();
    let lines = |row: ::csv::StringRecord| {
        let pairs = head.iter().zip(&row).filter(|(_, value)| !value.is_empty());
        let lines: Vec<String> = pairs
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        lines.join("\n")
    };
    reader.records().map(|row| lines(row.unwrap())).collect()
}

#[test]
fn statements() {
    let project = project();
    let table = table(&project, "statements.csv", &ExportOptions::default());
    assert!(table.ends_with("\r\n"));
    assert_eq!(table.matches("\r\n").count(), 3);
    let rows = rows(&table);
    insta::assert_snapshot!(rows[0], @r#"
    statement_id = st_1
    article_id = ar_1
    title = Ferry to stay
    outlet = Example Post
    published = 2025-12-03
    annotator = A.B.
    start = 16
    end = 78
    spans = 16-35;60-78
    quote = We keep the ferry 🚢 … and, yes, the pier
    context = “We keep the ferry 🚢,” Mayor Ada Vane said, “and, yes, the pier.”
    naming = named
    speakers = Ada Vane; City of Lund, "Harbour"
    speaker_kind = person; organisation
    role = mayor; 
    organisation = City of Lund, "Harbour"; 
    on_behalf_of = City of Lund, "Harbour"
    stance = oppose
    stance_scale = -1
    target = text:closing it
    topics = Ferry; Transport
    topic_path = Transport > Ferry; Transport
    form = direct
    source = Mayor Ada Vane
    cue = said
    note = two
    lines
    status = accepted
    source_spans = 38-52
    cue_spans = 53-57
    layer = independent
    created = 2026-11-24T09:30:00Z
    polarity = affirmed
    "#);
    insta::assert_snapshot!(rows[1], @"
    statement_id = st_2
    article_id = ar_1
    title = Ferry to stay
    outlet = Example Post
    published = 2025-12-03
    annotator = A.B.
    start = 89
    end = 97
    spans = 89-97
    quote = doubt it
    context = Critics doubt it.
    status = unreviewed
    layer = independent
    created = 2026-11-24T09:30:00Z
    polarity = affirmed
    ");
}

#[test]
fn articles_and_codebook() {
    let project = project();
    let options = ExportOptions::default();
    insta::assert_snapshot!(table(&project, "articles.csv", &options).replace("\r\n", "⏎\n"), @r#"
    article_id,title,outlet,published,url,language,tags,words,statements,text,author⏎
    ar_1,Ferry to stay,Example Post,2025-12-03,,en,local; sea,23,2,"Ferry to stay

    “We keep the ferry 🚢,” Mayor Ada Vane said, “and, yes, the pier.” Critics doubt it.
    Harbour Line declined to comment.",⏎
    "#);
    insta::assert_snapshot!(table(&project, "codebook.csv", &options).replace("\r\n", "⏎\n"), @r#"
    kind,id,name,parent,definition,uses,speaker_kind,aliases,scale⏎
    speaker,sp_2,"City of Lund, ""Harbour""",,=the city,1,organisation,,⏎
    speaker,sp_1,Ada Vane,,,1,person,Vane,⏎
    stance,support,Support,,Speaks for the target.,0,,,1⏎
    stance,oppose,Oppose,,Speaks against the target.,1,,,-1⏎
    stance,neutral,Neutral,,Explicitly takes no side.,0,,,0⏎
    stance,mixed,Mixed,,Speaks both for and against it.,0,,,⏎
    stance,unclear,Unclear,,"Takes a side, but which is open.",0,,,⏎
    stance,none,None expressed,,Says nothing of where they stand.,0,,,⏎
    topic,tp_1,Transport,,,1,,,⏎
    topic,tp_2,Ferry,Transport,,1,,,⏎
    "#);
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_counted() {
    let exported = export(
        &project(),
        format("csv").unwrap(),
        &ExportOptions::default(),
    )
    .unwrap();
    // The definition "=the city"; not the stance's -1.
    insta::assert_snapshot!(exported.notes.join("\n"), @"cells that begin with = + - @ or a tab: 1; a spreadsheet may take them for formulas: export for a spreadsheet, or read the file as text there");
}

#[test]
fn long_has_a_row_for_each_speaker_and_topic() {
    let options = ExportOptions {
        long: true,
        one_file: true,
        ..ExportOptions::default()
    };
    let rows = rows(&table(&project(), "statements.csv", &options));
    assert_eq!(rows.len(), 2 * 2 + 1);
    assert!(rows[3].contains("speakers = City of Lund, \"Harbour\"\n"));
    assert!(rows[3].contains("topics = Transport\n"));
}

/// The sample with a second annotator's statement.
fn two_voices() -> Project {
    let mut project = project();
    add_annotator(&mut project, "an_2", "C.D.");
    let text = project.articles().at(0).unwrap().text.clone();
    add_statement(
        &mut project,
        "st_3",
        "an_2",
        vec![at(&text, "declined")],
        |_| {},
    );
    project
}

fn ids(project: &Project, wanted: Wanted) -> Vec<String> {
    let options = ExportOptions {
        wanted,
        ..ExportOptions::default()
    };
    let rows = rows(&table(project, "statements.csv", &options));
    let id = |row: &String| row.lines().next().unwrap().replace("statement_id = ", "");
    rows.iter().map(id).collect()
}

#[test]
fn two_codings_of_an_article_are_not_mixed_unasked() {
    let project = two_voices();
    let refused = export(&project, format("csv").unwrap(), &ExportOptions::default());
    insta::assert_snapshot!(refused.unwrap_err(), @"A.B. and C.D. coded the article “Ferry to stay” (ar_1), and it has no adjudicated layer");
    let voice = |voice| Wanted {
        voice: Some(voice),
        ..Wanted::default()
    };
    assert_eq!(ids(&project, voice(Voice::All)), ["st_1", "st_2", "st_3"]);
    let second = Voice::named(&project, "C.D.").unwrap();
    assert_eq!(ids(&project, voice(second)), ["st_3"]);
    insta::assert_snapshot!(Voice::named(&project, "X").unwrap_err(), @"no annotator is named “X”; there are A.B., C.D.");
}

#[test]
fn an_adjudicated_layer_speaks_for_its_article() {
    let mut project = two_voices();
    let text = project.articles().at(0).unwrap().text.clone();
    add_statement(
        &mut project,
        "st_4",
        "an_2",
        vec![at(&text, "doubt")],
        |s| {
            s.layer = Layer::Adjudicated;
        },
    );
    assert_eq!(ids(&project, Wanted::default()), ["st_4"]);
}

#[test]
fn a_verdict_is_asked_for_by_its_word() {
    let only = |status| Wanted {
        status: Some(status),
        ..Wanted::default()
    };
    let project = two_voices();
    assert_eq!(ids(&project, only(ReviewStatus::Accepted)), ["st_1"]);
    assert!(ids(&project, only(ReviewStatus::Rejected)).is_empty());
}

#[test]
fn what_repeats_another_can_be_left_out() {
    let mut project = two_voices();
    let every = |without_repeats| Wanted {
        voice: Some(Voice::All),
        without_repeats,
        ..Wanted::default()
    };
    let all = ids(&project, every(false));
    let (first, last) = (all.first().unwrap(), all.last().unwrap());
    let change = StatementChange::Repeats(Some(StatementId::new(first)));
    let id = StatementId::new(last);
    project.apply(Edit::ChangeStatement { id, change }).unwrap();
    assert_eq!(ids(&project, every(true)), all[..all.len() - 1]);
    assert_eq!(ids(&project, every(false)), all);
}

#[test]
fn a_detached_quote_is_told_without_a_context() {
    let mut project = project();
    let text = Text::new("Another text.");
    let article = Article::new(ArticleId::new("ar_2"), "Other", text.clone());
    let edit = Edit::AddArticle {
        at: 0,
        article: Arc::new(article),
    };
    project.apply(edit).unwrap();
    let lost = crate::model::FileAnchor {
        start: 3,
        end: 99,
        quote: "gone".into(),
    };
    let mut statement = crate::model::Statement::new(
        StatementId::new("st_9"),
        ArticleId::new("ar_2"),
        AnnotatorId::new("an_1"),
        vec![crate::model::Anchor::Detached(lost)],
        crate::exchange::sample::time("2026-11-24T09:30:00Z"),
    );
    statement.speakers = vec![SpeakerId::new("sp_1")];
    project
        .apply(Edit::AddStatement(Arc::new(statement)))
        .unwrap();
    let rows = rows(&table(
        &project,
        "statements.csv",
        &ExportOptions::default(),
    ));
    insta::assert_snapshot!(rows[0], @r#"
    statement_id = st_9
    article_id = ar_2
    title = Other
    annotator = A.B.
    start = 3
    end = 99
    spans = 3-99
    quote = gone
    speakers = Ada Vane
    speaker_kind = person
    role = mayor
    organisation = City of Lund, "Harbour"
    status = unreviewed
    layer = independent
    created = 2026-11-24T09:30:00Z
    polarity = affirmed
    "#);
}
