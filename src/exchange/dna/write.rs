//! A project as a database, built in memory.

use std::collections::HashMap;

use rusqlite::{Connection, MAIN_DB, Params};

use super::schema::{DIGEST, PASSWORD, tables};
use super::{About, Beside, SHORT, SHORTEST_REFUSED, VARIABLES, cut, seconds};
use crate::exchange::details::Details;
use crate::exchange::places::{lost, standing};
use crate::exchange::words::Word as _;
use crate::exchange::{ExportError, Exported, Selection};
use crate::model::{AnnotatorId, Article, Id as _, PartialDate, SpeakerKind, Statement};
use crate::text::Utf16Offsets;

/// The coder that every database has, who owns the documents.
const ADMIN: i64 = 1;

/// Numbers of variables in [`VARIABLES`], from 1.
const PERSON: i64 = 1;
const ORGANIZATION: i64 = 2;
const CONCEPT: i64 = 3;
const AGREEMENT: i64 = 4;
const STANCE: i64 = 5;
const REVIEW: i64 = 6;
const COMMENT: i64 = 7;
const BESIDE: i64 = 8;

pub(super) fn write(selection: &Selection<'_>) -> Result<Exported, ExportError> {
    let mut writer = Writer {
        selection,
        rows: Rows::default(),
        entities: HashMap::new(),
        statement: 0,
        shortened: 0,
        dateless: 0,
        sideless: 0,
        notes: Vec::new(),
    };
    writer.take()?;
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(&tables())?;
    let all = database.transaction()?;
    let rows = std::mem::take(&mut writer.rows);
    rows.put(&all)?;
    all.commit()?;
    let bytes = database.serialize(MAIN_DB)?.to_vec();
    Ok(Exported {
        files: vec![("project.dna".to_owned(), bytes)],
        notes: writer.said(),
    })
}

/// Number, title, text, coder, author, source, notes, date.
type DocumentRow<'p> = (i64, String, &'p str, i64, String, String, String, i64);

/// What the tables will hold, in their order.
#[derive(Default)]
struct Rows<'p> {
    coders: Vec<(i64, String, u8, u8, u8, &'static str)>,
    documents: Vec<DocumentRow<'p>>,
    statements: Vec<(i64, i64, i64, i64, i64)>,
    booleans: Vec<(i64, i64, bool)>,
    entities: Vec<(i64, i64, String)>,
    short: Vec<(i64, i64, i64)>,
    long: Vec<(i64, i64, String)>,
    attributes: Vec<(i64, i64, String)>,
}

impl Rows<'_> {
    fn put(self, db: &Connection) -> Sql {
        let settings = [("version", "3.1.2"), ("date", "2026-06-30")];
        insert(db, "SETTINGS VALUES (?, ?)", settings)?;
        let last = number(self.coders.len());
        insert(
            db,
            "CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)",
            self.coders,
        )?;
        let pairs = (1..=last).flat_map(|one| (1..=last).map(move |other| (one, other)));
        let pairs = pairs.filter(|(one, other)| one != other);
        insert(
            db,
            "CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)",
            pairs,
        )?;
        insert(
            db,
            "DOCUMENTS (ID, Title, Text, Coder, Author, Source, Notes, Date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            self.documents,
        )?;
        insert(
            db,
            "STATEMENTTYPES VALUES (1, ?, 239, 208, 51)",
            [("DNA Statement",)],
        )?;
        let variables = VARIABLES.into_iter().zip(1_i64..);
        let variables = variables.map(|((name, kind), id)| (id, name, kind));
        insert(db, "VARIABLES VALUES (?, ?, ?, 1)", variables)?;
        insert(db, "STATEMENTS VALUES (?, 1, ?, ?, ?, ?)", self.statements)?;
        insert(
            db,
            "DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)",
            self.booleans,
        )?;
        insert(
            db,
            "ENTITIES VALUES (?, ?, ?, 0, 0, 0, NULL)",
            self.entities,
        )?;
        insert(
            db,
            "DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
            self.short,
        )?;
        insert(
            db,
            "DATALONGTEXT (StatementId, VariableId, Value) VALUES (?, ?, ?)",
            self.long,
        )?;
        let names = attributes().map(|(id, (name, variable))| (id, variable, name));
        insert(db, "ATTRIBUTEVARIABLES VALUES (?, ?, ?)", names)?;
        insert(
            db,
            "ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)",
            self.attributes,
        )
    }
}

/// Adds rows to a table.
fn insert<P: Params>(db: &Connection, into: &str, rows: impl IntoIterator<Item = P>) -> Sql {
    let mut insert = db.prepare(&format!("INSERT INTO {into}"))?;
    for row in rows {
        insert.execute(row)?;
    }
    Ok(())
}

struct Writer<'s, 'p> {
    selection: &'s Selection<'p>,
    rows: Rows<'p>,
    /// By variable and value.
    entities: HashMap<(i64, String), i64>,
    /// The number of the last one.
    statement: i64,
    /// How many names and titles DNA takes only the beginning of.
    shortened: usize,
    dateless: usize,
    sideless: usize,
    notes: Vec<String>,
}

type Sql = Result<(), ExportError>;

impl<'p> Writer<'_, 'p> {
    fn take(&mut self) -> Sql {
        let coders = self.coders();
        self.codebook();
        let selection = self.selection;
        for (article, number) in selection.articles().iter().zip(1..) {
            self.document(number, article)?;
            let units = Utf16Offsets::new(article.text.as_str());
            for statement in selection.of_article(&article.id) {
                self.notes.extend(lost(statement, article));
                let coder = coders.get(&statement.annotator).copied().unwrap_or(ADMIN);
                self.statement(number, coder, article, statement, &units)?;
            }
        }
        Ok(())
    }

    /// The administrator, and a coder for each annotator; each may see and do all.
    fn coders(&mut self) -> HashMap<AnnotatorId, i64> {
        let admin = (ADMIN, "Admin".to_owned(), 255, 255, 0, DIGEST);
        self.rows.coders.push(admin);
        let mut coders = HashMap::new();
        let selection = self.selection;
        let annotators = selection.project.annotators().iter();
        for annotator in annotators.filter(|a| selection.includes(&a.id)) {
            let number = number(self.rows.coders.len() + 1);
            let name = self.short(&annotator.name);
            let [red, green, blue] = colour(number);
            let row = (number, name, red, green, blue, DIGEST);
            self.rows.coders.push(row);
            coders.insert(annotator.id.clone(), number);
        }
        coders
    }

    /// What the codebook has that may become a value, with what is known of it.
    fn codebook(&mut self) {
        for ((_, kind), id) in VARIABLES.iter().zip(1..) {
            if *kind == SHORT {
                self.entity(id, "", [""; 3]);
            }
        }
        let book = self.selection.project.codebook();
        for speaker in book.speakers().iter() {
            let variable = match speaker.kind {
                SpeakerKind::Organisation => ORGANIZATION,
                _ => PERSON,
            };
            let aliases = speaker.aliases.join("; ");
            let about = [speaker.kind.word(), &aliases, &speaker.definition];
            self.entity(variable, &speaker.name, about);
        }
        for topic in book.topics().iter() {
            self.entity(CONCEPT, &topic.name, ["", "", &topic.definition]);
        }
    }

    /// The number of a value of a variable, which is made when it is new, with its attributes:
    /// DNA asks for each of them.
    fn entity(&mut self, variable: i64, value: &str, about: [&str; 3]) -> i64 {
        let value = cut(value);
        let next = number(self.entities.len() + 1);
        let key = (variable, value.clone());
        if let Some(known) = self.entities.get(&key) {
            return *known;
        }
        self.entities.insert(key, next);
        self.rows.entities.push((next, variable, value));
        let of_variable = attributes().filter(|(_, (_, of))| *of == variable);
        for ((attribute, _), text) in of_variable.zip(about) {
            let text = self.short(text);
            self.rows.attributes.push((next, attribute, text));
        }
        next
    }

    fn document(&mut self, number: i64, article: &'p Article) -> Sql {
        let date = article.published.as_ref().map(PartialDate::as_str);
        let at = date.and_then(seconds);
        self.dateless += usize::from(at.is_none());
        let is_exact = date.is_none_or(|date| date.len() == 10) && at != Some(0);
        let beginning_of = |text: &str| {
            let whole = text.chars().count() < SHORTEST_REFUSED;
            if whole {
                String::new()
            } else {
                text.to_owned()
            }
        };
        let about = About {
            id: article.id.to_string(),
            url: article.url.clone(),
            language: article.language.clone(),
            published: date.filter(|_| !is_exact).unwrap_or_default().to_owned(),
            title: beginning_of(&article.title),
            outlet: beginning_of(&article.outlet),
            author: beginning_of(&article.author),
        };
        let row = (
            number,
            self.short(&article.title),
            article.text.as_str(),
            ADMIN,
            self.short(&article.author),
            self.short(&article.outlet),
            serde_json::to_string(&about)?,
            at.unwrap_or(0),
        );
        self.rows.documents.push(row);
        Ok(())
    }

    fn statement(
        &mut self,
        document: i64,
        coder: i64,
        article: &Article,
        statement: &Statement,
        units: &Utf16Offsets,
    ) -> Sql {
        let spans = standing(&statement.contents, &article.text);
        let Some((first, last)) = spans.first().zip(spans.last()) else {
            return Ok(());
        };
        let (start, stop) = (
            number(units.unit_of_char(first.start)),
            number(units.unit_of_char(last.end)),
        );
        self.statement += 1;
        let id = self.statement;
        self.rows
            .statements
            .push((id, document, start, stop, coder));
        let words = self.coded(article, statement);
        let book = self.selection.project.codebook();
        let stance = statement.stance.as_ref();
        let scale = stance.and_then(|id| book.stances().get(id)?.scale);
        let side = scale.unwrap_or(0);
        self.sideless += usize::from(side == 0);
        let stance = stance.map_or("", |id| id.as_str());
        let status = self.selection.status(&statement.id).word();
        let short = [
            (PERSON, words.person.as_str()),
            (ORGANIZATION, &words.organization),
            (CONCEPT, &words.concept),
            (STANCE, stance),
            (REVIEW, status),
        ];
        for (variable, value) in short {
            self.shortened += usize::from(value.chars().count() >= SHORTEST_REFUSED);
            let entity = self.entity(variable, value, [""; 3]);
            self.rows.short.push((id, variable, entity));
        }
        self.rows.booleans.push((id, AGREEMENT, side > 0));
        let beside = serde_json::to_string(&words.beside)?;
        let long = [(COMMENT, statement.note.clone()), (BESIDE, beside)];
        let long = long.map(|(variable, value)| (id, variable, value));
        self.rows.long.extend(long);
        Ok(())
    }

    fn coded(&self, article: &Article, statement: &Statement) -> Coded {
        let selection = self.selection;
        let speakers = selection.project.codebook().speakers();
        let name = |id| selection.speaker_name(id).to_owned();
        let speaker = statement.speakers.first();
        let spoken_for = statement.on_behalf_of.first();
        let is_organisation = speaker
            .and_then(|id| speakers.get(id))
            .is_some_and(|speaker| speaker.kind == SpeakerKind::Organisation);
        // An organisation that speaks for itself is DNA's organization without a person.
        let (person, organization) = match (speaker, spoken_for) {
            (Some(speaker), None) if is_organisation => (String::new(), name(speaker)),
            (speaker, spoken_for) => (
                speaker.map(&name).unwrap_or_default(),
                spoken_for.map(&name).unwrap_or_default(),
            ),
        };
        let concept = statement.topics.first();
        let concept = concept.map(|id| selection.topic_name(id).to_owned());
        let concept = concept.unwrap_or_default();
        let longer = |name: &str| {
            let is_long = name.chars().count() >= SHORTEST_REFUSED;
            if is_long {
                name.to_owned()
            } else {
                String::new()
            }
        };
        let stance = statement.stance.as_ref().map_or("", |id| id.as_str());
        let beside = Beside {
            details: Details::of(selection, article, statement),
            speaker: longer(&person),
            organisation: longer(&organization),
            topic: longer(&concept),
            stance: longer(stance),
            annotator: longer(selection.annotator_name(&statement.annotator)),
            no_speaker: speaker.is_none() && spoken_for.is_some(),
        };
        Coded {
            person,
            organization,
            concept,
            beside,
        }
    }

    /// What DNA takes of a name.
    fn short(&mut self, name: &str) -> String {
        let short = cut(name);
        self.shortened += usize::from(short.len() < name.len());
        short
    }

    fn said(mut self) -> Vec<String> {
        self.notes.push(format!(
            "DNA asks for a password when it opens a file: that of the coder Admin, and of every other, is {PASSWORD}"
        ));
        if self.sideless > 0 {
            self.notes.push(format!(
                "statements that take no side, or whose stance is not coded: {}; DNA knows only yes and no, so their agreement says no, and only the variable “stance” says what they are",
                self.sideless
            ));
        }
        if self.dateless > 0 {
            self.notes.push(format!(
                "articles without a date: {}; DNA must have one, so it shows 1970-01-01 for them",
                self.dateless
            ));
        }
        if self.shortened > 0 {
            self.notes.push(format!(
                "names, titles and definitions of which DNA shows only the first {} characters: {}",
                SHORTEST_REFUSED - 1,
                self.shortened
            ));
        }
        self.notes
    }
}

/// The values of a statement that are names.
struct Coded {
    person: String,
    organization: String,
    concept: String,
    beside: Beside,
}

/// The attributes of values, with their numbers from 1: the name and the variable.
fn attributes() -> impl Iterator<Item = (i64, (&'static str, i64))> {
    let names = ["Type", "Alias", "Notes"].into_iter();
    let all = names.flat_map(|name| [PERSON, ORGANIZATION, CONCEPT].map(|of| (name, of)));
    (1..).zip(all)
}

/// Colours of coders that are told apart.
fn colour(number: i64) -> [u8; 3] {
    const COLOURS: [[u8; 3]; 6] = [
        [230, 159, 0],
        [86, 180, 233],
        [0, 158, 115],
        [240, 228, 66],
        [213, 94, 0],
        [204, 121, 167],
    ];
    let at = usize::try_from(number).unwrap_or_default() % COLOURS.len();
    COLOURS.get(at).copied().unwrap_or_default()
}

/// A number as databases have them.
fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
