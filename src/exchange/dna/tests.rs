use proptest::prelude::*;
use rusqlite::{Connection, MAIN_DB};

use super::schema::tables;
use crate::exchange::laws::{Files, Folds, comes_back, empty, odd_project, out, said, take_files};
use crate::exchange::sample::{add_code, add_statement, at, project};
use crate::exchange::{ExportOptions, Mapping, Report, export, format};
use crate::model::{
    AnnotatorId, Code, Id as _, Project, Speaker, SpeakerId, SpeakerKind, StanceId, StatementId,
};

proptest! {
    #![proptest_config(crate::testing::cases(64))]

    #[test]
    fn a_database_brings_back_what_it_carries(project in odd_project()) {
        comes_back(&project, "dna", Folds::NONE)?;
    }

    #[test]
    fn no_damage_makes_it_panic(hits in prop::collection::vec((0usize..60_000, 0u8..=255), 1..40)) {
        let mut bytes = out(&project(), "dna").remove(0).1;
        for (at, byte) in hits {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        take(&bytes);
    }
}

fn take(bytes: &[u8]) -> (Project, Report) {
    let mut project = empty();
    let files: Files = vec![("a.dna".to_owned(), bytes.to_vec())];
    let report = take_files(&mut project, "dna", &files, &Mapping::default());
    (project, report)
}

fn opened(bytes: &[u8]) -> Connection {
    let mut db = Connection::open_in_memory().unwrap();
    db.deserialize_read_exact(MAIN_DB, bytes, bytes.len(), true)
        .unwrap();
    db
}

/// A database of DNA's, made by these lines after its tables.
fn database(lines: &str) -> Vec<u8> {
    let mut db = Connection::open_in_memory().unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    db.execute_batch(&tables()).unwrap();
    db.execute_batch(lines).unwrap();
    db.serialize(MAIN_DB).unwrap().to_vec()
}

fn list(db: &Connection, sql: &str) -> String {
    let mut statement = db.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map((), |row| {
        let cells = (0..columns).map(|at| match row.get_ref(at).unwrap() {
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            _ => "NULL".to_owned(),
        });
        Ok(cells.collect::<Vec<_>>().join("|"))
    });
    rows.unwrap()
        .map(Result::unwrap)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_database_is_sound_and_holds_the_sample() {
    let files = out(&project(), "dna");
    let db = opened(&files[0].1);
    assert_eq!(list(&db, "PRAGMA integrity_check"), "ok");
    assert_eq!(list(&db, "PRAGMA foreign_key_check"), "");
    insta::assert_snapshot!(list(&db, "SELECT ID, Name, length(Password) FROM CODERS"));
    insta::assert_snapshot!(list(
        &db,
        "SELECT ID, Title, Coder, Source, Notes, Date FROM DOCUMENTS"
    ));
    insta::assert_snapshot!(list(
        &db,
        "SELECT ID, StatementTypeId, DocumentId, Start, Stop, Coder FROM STATEMENTS"
    ));
    insta::assert_snapshot!(list(
        &db,
        "SELECT StatementId, Variable, Value FROM DATASHORTTEXT d JOIN VARIABLES v ON v.ID = d.VariableId JOIN ENTITIES e ON e.ID = d.Entity UNION ALL SELECT StatementId, Variable, Value FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId UNION ALL SELECT StatementId, Variable, Value FROM DATALONGTEXT d JOIN VARIABLES v ON v.ID = d.VariableId"
    ));
    insta::assert_snapshot!(list(
        &db,
        "SELECT v.Variable, e.Value, a.AttributeVariable, AttributeValue FROM ATTRIBUTEVALUES x JOIN ATTRIBUTEVARIABLES a ON a.ID = x.AttributeVariableId JOIN ENTITIES e ON e.ID = x.EntityId JOIN VARIABLES v ON v.ID = e.VariableId WHERE AttributeValue != ''"
    ));
}

#[test]
fn an_organisation_that_speaks_is_one() {
    let mut project = project();
    let text = project.articles().at(0).unwrap().text.clone();
    let line = Speaker::new(
        SpeakerId::new("sp_3"),
        "Harbour Line",
        SpeakerKind::Organisation,
    );
    add_code(&mut project, Code::Speaker(line));
    let said = vec![at(&text, "declined to comment")];
    add_statement(&mut project, "st_3", "an_1", said, |s| {
        s.speakers = vec![SpeakerId::new("sp_3")];
        s.stance = Some(StanceId::new("support"));
    });
    let files = out(&project, "dna");
    let db = opened(&files[0].1);
    let values = list(
        &db,
        "SELECT Variable, Value FROM DATASHORTTEXT d JOIN VARIABLES v ON v.ID = d.VariableId JOIN ENTITIES e ON e.ID = d.Entity WHERE StatementId = 3 AND v.ID < 3",
    );
    assert_eq!(values, "person|\norganization|Harbour Line");
    assert_eq!(
        list(&db, "SELECT Value FROM DATABOOLEAN WHERE StatementId = 3"),
        "1"
    );
    let (other, _) = take(&files[0].1);
    let back = other.statement(&StatementId::new("st_3")).unwrap();
    let speaker = other.codebook().speakers().get(&back.speakers[0]).unwrap();
    assert_eq!(
        (speaker.name.as_str(), speaker.kind),
        ("Harbour Line", SpeakerKind::Organisation)
    );
    assert!(back.on_behalf_of.is_empty());
}

#[test]
fn what_dna_cannot_say_is_counted_and_long_names_come_back() {
    let mut project = project();
    let text = project.articles().at(0).unwrap().text.clone();
    let name = "é".repeat(300);
    let long = Speaker::new(SpeakerId::new("sp_4"), &name, SpeakerKind::Person);
    add_code(&mut project, Code::Speaker(long));
    add_statement(
        &mut project,
        "st_4",
        "an_1",
        vec![at(&text, "Critics")],
        |s| {
            s.speakers = vec![SpeakerId::new("sp_4")];
            s.stance = Some(StanceId::new("neutral"));
        },
    );
    let exported = export(&project, format("dna").unwrap(), &ExportOptions::default()).unwrap();
    insta::assert_snapshot!(exported.notes.join("\n"));
    let (other, report) = take(&exported.files[0].1);
    assert_eq!(said(&report), "");
    let back = other.statement(&StatementId::new("st_4")).unwrap();
    assert_eq!(
        other
            .codebook()
            .speakers()
            .get(&back.speakers[0])
            .unwrap()
            .name,
        name
    );
    assert_eq!(back.stance, Some(StanceId::new("neutral")));
    // Not also as a speaker of which only the beginning is there.
    assert_eq!(other.codebook().speakers().len(), 3);
}

/// Two types, a note and a section of others; no variable for a stance; offsets after an emoji.
const THEIRS: &str = "
    INSERT INTO SETTINGS VALUES ('version', '3.0.11');
    INSERT INTO CODERS (ID, Name, Password) VALUES (1, 'Admin', 'x'), (2, 'Bo', 'x');
    INSERT INTO DOCUMENTS VALUES (1, 'Ferry', '🚢 Ada Vane said no.', 1, 'Roe', 'Post', 'local', 'mine', '', 1772496000);
    INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 0, 0, 0), (2, 'Annotation', 0, 0, 0);
    INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1), (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2);
    INSERT INTO ENTITIES VALUES (1, 1, 'Ada Vane', 0, 0, 0, NULL), (2, 2, 'City', 0, 0, 0, NULL), (3, 3, 'Ferry', 0, 0, 0, NULL), (4, 3, 'Unused', 0, 0, 0, NULL);
    INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 1, 'Alias');
    INSERT INTO ATTRIBUTEVALUES VALUES (1, 1, 1, 'Vane');
    INSERT INTO STATEMENTS VALUES (1, 1, 1, 3, 11, 2), (2, 2, 1, 3, 11, 1), (3, 1, 1, 1, 4, 2), (4, 1, 1, 3, 400, 2), (5, 1, 9, 0, 1, 2);
    INSERT INTO DATASHORTTEXT VALUES (1, 1, 1, 1), (2, 1, 2, 2), (3, 1, 3, 3);
    INSERT INTO DATABOOLEAN VALUES (1, 1, 4, 0);
";

#[test]
fn a_database_of_others_is_read() {
    let (project, report) = take(&database(THEIRS));
    insta::assert_snapshot!(said(&report));
    let article = project.articles().at(0).unwrap();
    let date = article.published.as_ref().unwrap();
    assert_eq!(
        (article.outlet.as_str(), date.as_str()),
        ("Post", "2026-03-03")
    );
    assert_eq!(article.author, "Roe");
    assert_eq!(project.statement_count(), 1);
    let statement = project.statements().next().unwrap();
    assert_eq!(statement.contents[0].quote(&article.text), "Ada Vane");
    assert_eq!(statement.stance, Some(StanceId::new("oppose")));
    let annotator: &AnnotatorId = &statement.annotator;
    assert_eq!(project.annotators().get(annotator).unwrap().name, "Bo");
    let vane = project.codebook().speaker_named("Vane").unwrap();
    assert_eq!(statement.speakers, std::slice::from_ref(&vane.id));
    let city = project.codebook().speaker_named("City").unwrap();
    assert_eq!(city.kind, SpeakerKind::Organisation);
    assert_eq!(statement.on_behalf_of, std::slice::from_ref(&city.id));
    assert!(project.codebook().topic_named("Unused").is_some());
}

#[test]
fn hostile_files_are_refused_in_words() {
    let sound = database(THEIRS);
    let half = sound[..sound.len() / 2].to_vec();
    let endless = "DROP TABLE DOCUMENTS; CREATE VIEW DOCUMENTS AS WITH RECURSIVE n(ID) AS (SELECT 1 UNION ALL SELECT ID + 1 FROM n) SELECT ID, '' Title, '' Text, '' Author, '' Source, '' Section, '' Type, '' Notes, 0 Date FROM n";
    let made_up = "DROP TABLE DOCUMENTS; CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY, Text AS (hex(zeroblob(100000000))))";
    let missing = "DROP TABLE ATTRIBUTEVALUES; DROP TABLE DATASHORTTEXT";
    let no_utf8 = "INSERT INTO CODERS (ID, Name, Password) VALUES (9, CAST(x'ff41' AS TEXT), 'x')";
    let old = "UPDATE SETTINGS SET Value = '2.0 beta 25'";
    // Every entity of a long list is named by every one of a long list of values.
    let large = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) INSERT INTO DATASHORTTEXT SELECT i + 10, i + 10, 1, 9 FROM n; UPDATE ENTITIES SET ID = 9 WHERE ID = 1";
    let large = format!(
        "{THEIRS}; PRAGMA ignore_check_constraints = ON; UPDATE ENTITIES SET Value = hex(zeroblob(500000)) WHERE ID = 1; {large}"
    );
    let with = |more: &str| database(&format!("{THEIRS}; {more}"));
    let mut loop_back = sound.clone();
    // Pages that say of themselves that they are others.
    let page = loop_back[4096..8192].to_vec();
    for at in (8192..loop_back.len()).step_by(4096) {
        loop_back[at..at + 4096].copy_from_slice(&page);
    }
    let files = [
        Vec::new(),
        b"SQLite format 3\0".to_vec(),
        b"PK\x03\x04".to_vec(),
        half,
        with(endless),
        with(made_up),
        with(missing),
        with(no_utf8),
        with(old),
        database(&large),
        loop_back,
    ];
    let said: Vec<String> = files
        .iter()
        .map(|bytes| {
            let (project, report) = take(bytes);
            assert!(project.articles().is_empty());
            assert_eq!(report.failures.len(), 1, "{}", said(&report));
            said(&report)
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_lost_coder_is_nobody() {
    let lost = format!("{THEIRS}; UPDATE STATEMENTS SET Coder = 77");
    let (project, report) = take(&database(&lost));
    assert_eq!(report.nobody, 1);
    let names: Vec<&str> = project.annotators().iter().map(|a| a.id.as_str()).collect();
    assert_eq!(names.len(), 1);
}
