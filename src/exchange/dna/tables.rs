//! The tables of a database as they stand, read without trust.

use std::collections::HashMap;

use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, Row};

/// What a database may cost to read, for each of its bytes and before the first: the database's own
/// steps, and bytes that come out of it. A sound one stays far below.
const STEPS: i32 = 1_000;
const STEPS_FROM: u64 = 20_000_000;
const STEPS_A_BYTE: u64 = 10;
const BYTES_FROM: usize = 1 << 24;
const BYTES_A_BYTE: usize = 4;

pub(super) struct Tables {
    /// Names of coders.
    pub(super) coders: HashMap<i64, String>,
    pub(super) documents: Vec<Document>,
    /// Labels of statement types.
    pub(super) types: HashMap<i64, String>,
    pub(super) variables: HashMap<i64, Variable>,
    pub(super) entities: Vec<Entity>,
    pub(super) statements: Vec<Coded>,
    /// Of each statement: variable and value, texts and yes or no as 1 or 0.
    pub(super) values: HashMap<i64, Vec<(i64, String)>>,
    /// Of each entity: the name of an attribute and its value.
    pub(super) attributes: HashMap<i64, Vec<(String, String)>>,
}

pub(super) struct Document {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) author: String,
    pub(super) source: String,
    pub(super) section: String,
    pub(super) kind: String,
    pub(super) notes: String,
    pub(super) date: i64,
}

pub(super) struct Variable {
    pub(super) name: String,
    pub(super) of_type: i64,
}

pub(super) struct Entity {
    pub(super) id: i64,
    pub(super) variable: i64,
    pub(super) value: String,
}

/// A row of STATEMENTS.
pub(super) struct Coded {
    pub(super) id: i64,
    pub(super) of_type: i64,
    pub(super) document: i64,
    pub(super) start: i64,
    pub(super) stop: i64,
    pub(super) coder: i64,
}

impl Tables {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut reader = Reader::open(bytes)?;
        let tables = reader.tables();
        tables.map_err(|error| match error {
            Trouble::Sql(rusqlite::Error::SqliteFailure(error, _))
                if error.code == rusqlite::ErrorCode::OperationInterrupted =>
            {
                "reading it takes more steps than a database of its size needs: it may be damaged, and nothing was read"
                    .to_owned()
            }
            Trouble::Sql(error) => {
                format!("it is no DNA 3 database that can be read, and may be damaged: {error}")
            }
            Trouble::Said(why) => why,
        })
    }
}

enum Trouble {
    Sql(rusqlite::Error),
    Said(String),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

struct Reader {
    db: Connection,
    /// How many bytes may still come out.
    left: usize,
}

impl Reader {
    fn open(bytes: &[u8]) -> Result<Self, String> {
        if !bytes.starts_with(b"SQLite format 3\0") {
            return Err("it is no SQLite database, as DNA 3 makes them".to_owned());
        }
        let trouble = |error| format!("its database cannot be opened: {error}");
        let mut db = Connection::open_in_memory().map_err(trouble)?;
        db.deserialize_read_exact(MAIN_DB, bytes, bytes.len(), true)
            .map_err(trouble)?;
        let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
        for (limit, most) in [
            (Limit::SQLITE_LIMIT_LENGTH, length.max(1 << 20)),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, 50),
            (Limit::SQLITE_LIMIT_COLUMN, 100),
        ] {
            db.set_limit(limit, most).map_err(trouble)?;
        }
        let mut steps = STEPS_FROM + STEPS_A_BYTE * bytes.len() as u64;
        let tired = move || {
            steps = steps.saturating_sub(u64::from(STEPS.unsigned_abs()));
            steps == 0
        };
        db.progress_handler(STEPS, Some(tired)).map_err(trouble)?;
        // What a schema of others may call is not called.
        db.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
            .map_err(trouble)?;
        Ok(Self {
            db,
            left: BYTES_FROM + BYTES_A_BYTE * bytes.len(),
        })
    }

    fn tables(&mut self) -> Result<Tables, Trouble> {
        self.only_tables()?;
        let settings: HashMap<String, String> = self
            .rows("SELECT Property, Value FROM SETTINGS", |row, left| {
                Ok((text(row, 0, left)?, text(row, 1, left)?))
            })?
            .into_iter()
            .collect();
        let version = settings.get("version").cloned().unwrap_or_default();
        if !version.starts_with('3') {
            return Err(Trouble::Said(format!(
                "it is a database of DNA {version}; only those of DNA 3 are read: import it into DNA 3 and save it there"
            )));
        }
        let coders = self.rows("SELECT ID, Name FROM CODERS", |row, left| {
            Ok((number(row, 0)?, text(row, 1, left)?))
        })?;
        let documents = self.rows(
            "SELECT ID, Title, Text, Author, Source, Section, Type, Notes, Date FROM DOCUMENTS ORDER BY ID",
            |row, left| {
                Ok(Document {
                    id: number(row, 0)?,
                    title: text(row, 1, left)?,
                    text: text(row, 2, left)?,
                    author: text(row, 3, left)?,
                    source: text(row, 4, left)?,
                    section: text(row, 5, left)?,
                    kind: text(row, 6, left)?,
                    notes: text(row, 7, left)?,
                    date: number(row, 8)?,
                })
            },
        )?;
        let types = self.rows("SELECT ID, Label FROM STATEMENTTYPES", |row, left| {
            Ok((number(row, 0)?, text(row, 1, left)?))
        })?;
        let variables = self.rows(
            "SELECT ID, Variable, StatementTypeId FROM VARIABLES",
            |row, left| {
                let variable = Variable {
                    name: text(row, 1, left)?,
                    of_type: number(row, 2)?,
                };
                Ok((number(row, 0)?, variable))
            },
        )?;
        let entities = self.rows(
            "SELECT ID, VariableId, Value FROM ENTITIES ORDER BY ID",
            |row, left| {
                Ok(Entity {
                    id: number(row, 0)?,
                    variable: number(row, 1)?,
                    value: text(row, 2, left)?,
                })
            },
        )?;
        let statements = self.rows(
            "SELECT ID, StatementTypeId, DocumentId, Start, Stop, Coder FROM STATEMENTS ORDER BY ID",
            |row, _| {
                Ok(Coded {
                    id: number(row, 0)?,
                    of_type: number(row, 1)?,
                    document: number(row, 2)?,
                    start: number(row, 3)?,
                    stop: number(row, 4)?,
                    coder: number(row, 5)?,
                })
            },
        )?;
        let values = self.values(&entities)?;
        let attributes = self.attributes()?;
        Ok(Tables {
            coders: coders.into_iter().collect(),
            documents,
            types: types.into_iter().collect(),
            variables: variables.into_iter().collect(),
            entities,
            statements,
            values,
            attributes,
        })
    }

    /// A view or a virtual table would run what somebody else wrote.
    fn only_tables(&mut self) -> Result<(), Trouble> {
        const WANTED: [&str; 13] = [
            "SETTINGS",
            "CODERS",
            "DOCUMENTS",
            "STATEMENTTYPES",
            "VARIABLES",
            "ENTITIES",
            "STATEMENTS",
            "DATABOOLEAN",
            "DATAINTEGER",
            "DATASHORTTEXT",
            "DATALONGTEXT",
            "ATTRIBUTEVARIABLES",
            "ATTRIBUTEVALUES",
        ];
        let all = self.rows("SELECT type, name, sql FROM sqlite_master", |row, left| {
            Ok((
                text(row, 0, left)?,
                text(row, 1, left)?,
                text(row, 2, left)?,
            ))
        })?;
        for wanted in WANTED {
            let found = all
                .iter()
                .find(|(_, name, _)| name.eq_ignore_ascii_case(wanted));
            let Some((kind, _, sql)) = found else {
                return Err(Trouble::Said(format!(
                    "it has no table {wanted}: it is no database of DNA 3"
                )));
            };
            let sql = sql.to_uppercase();
            let is_plain = kind == "table" && !sql.contains("VIRTUAL") && !sql.contains(" AS ");
            if !is_plain {
                return Err(Trouble::Said(format!(
                    "its {wanted} is no plain table: it is no database of DNA 3, and nothing was read"
                )));
            }
        }
        Ok(())
    }

    fn values(&mut self, entities: &[Entity]) -> Result<HashMap<i64, Vec<(i64, String)>>, Trouble> {
        let names: HashMap<i64, &str> = entities.iter().map(|e| (e.id, e.value.as_str())).collect();
        let mut all: HashMap<i64, Vec<(i64, String)>> = HashMap::new();
        let short = self.rows(
            "SELECT StatementId, VariableId, Entity FROM DATASHORTTEXT ORDER BY ID",
            |row, _| Ok((number(row, 0)?, number(row, 1)?, number(row, 2)?)),
        )?;
        for (statement, variable, entity) in short {
            let Some(name) = names.get(&entity) else {
                continue;
            };
            self.left = self.left.checked_sub(name.len()).ok_or_else(too_much)?;
            let values = all.entry(statement).or_default();
            values.push((variable, (*name).to_owned()));
        }
        for table in ["DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT"] {
            let sql = format!("SELECT StatementId, VariableId, Value FROM {table} ORDER BY ID");
            let rows = self.rows(&sql, |row, left| {
                Ok((number(row, 0)?, number(row, 1)?, text(row, 2, left)?))
            })?;
            for (statement, variable, value) in rows {
                all.entry(statement).or_default().push((variable, value));
            }
        }
        Ok(all)
    }

    fn attributes(&mut self) -> Result<HashMap<i64, Vec<(String, String)>>, Trouble> {
        let names: HashMap<i64, String> = self
            .rows(
                "SELECT ID, AttributeVariable FROM ATTRIBUTEVARIABLES",
                |row, left| Ok((number(row, 0)?, text(row, 1, left)?)),
            )?
            .into_iter()
            .collect();
        let rows = self.rows(
            "SELECT EntityId, AttributeVariableId, AttributeValue FROM ATTRIBUTEVALUES ORDER BY ID",
            |row, left| Ok((number(row, 0)?, number(row, 1)?, text(row, 2, left)?)),
        )?;
        let mut all: HashMap<i64, Vec<(String, String)>> = HashMap::new();
        for (entity, variable, value) in rows {
            if let Some(name) = names.get(&variable).filter(|_| !value.is_empty()) {
                self.left = self.left.checked_sub(name.len()).ok_or_else(too_much)?;
                all.entry(entity).or_default().push((name.clone(), value));
            }
        }
        Ok(all)
    }

    fn rows<T>(
        &mut self,
        sql: &str,
        read: impl Fn(&Row<'_>, &mut usize) -> Result<T, Trouble>,
    ) -> Result<Vec<T>, Trouble> {
        let mut statement = self.db.prepare(sql)?;
        let mut rows = statement.query(())?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            // A row costs something too.
            self.left = self.left.checked_sub(1).ok_or_else(too_much)?;
            all.push(read(row, &mut self.left)?);
        }
        Ok(all)
    }
}

fn too_much() -> Trouble {
    Trouble::Said(
        "more comes out of it than a database of its size holds: it may be damaged, and nothing was read"
            .to_owned(),
    )
}

/// A text, or a number as text; empty for nothing.
fn text(row: &Row<'_>, column: usize, left: &mut usize) -> Result<String, Trouble> {
    let text = match row.get_ref(column)? {
        ValueRef::Null => return Ok(String::new()),
        ValueRef::Integer(number) => return Ok(number.to_string()),
        ValueRef::Real(number) => return Ok(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
    };
    *left = left.checked_sub(text.len()).ok_or_else(too_much)?;
    match str::from_utf8(text) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(Trouble::Said(
            "a text in it is not UTF-8: it may be damaged, and nothing was read".to_owned(),
        )),
    }
}

/// A whole number; -1, which nothing has as a number, for all else.
fn number(row: &Row<'_>, column: usize) -> Result<i64, Trouble> {
    Ok(match row.get_ref(column)? {
        ValueRef::Integer(number) => number,
        _ => -1,
    })
}
