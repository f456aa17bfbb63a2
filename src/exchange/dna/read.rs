//! What a database says.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::tables::{Coded, Document, Entity, Tables};
use super::{About, Beside, SHORTEST_REFUSED, day, seconds};
use crate::exchange::details::{article_date, known, remark};
use crate::exchange::places::Arrived;
use crate::exchange::words::Word as _;
use crate::exchange::{ArticleDraft, CodeDraft, CodeKind, Drafted, Input, Mapping, StatementDraft};
use crate::model::{ArticleId, SpeakerKind};

pub(super) fn read(files: &[Input<'_>], mapping: &Mapping) -> Drafted {
    let mut drafted = Drafted::default();
    for file in files {
        if files.len() > 1 {
            drafted.report.begin(file.name);
        }
        match Tables::read(file.bytes) {
            Ok(tables) => Database::new(&tables, mapping).take(&mut drafted),
            Err(why) => drafted.report.fail(0, why),
        }
    }
    drafted
}

/// What variables are here, and the names they have in DNA's own type of statements.
const KNOWN: [(&str, &str); 8] = [
    ("speaker", "person"),
    ("on_behalf_of", "organization"),
    ("topic", "concept"),
    ("agreement", "agreement"),
    ("stance", "stance"),
    ("status", "review"),
    ("note", "comment"),
    ("sayso", "sayso"),
];

/// Those that make a type one of statements.
const ASKED: [&str; 3] = ["speaker", "on_behalf_of", "topic"];

struct Database<'t> {
    tables: &'t Tables,
    /// What each variable is.
    meanings: HashMap<i64, &'static str>,
    /// Types that are statements, and whether they have a stance beside the agreement.
    types: HashMap<i64, bool>,
}

impl<'t> Database<'t> {
    fn new(tables: &'t Tables, mapping: &Mapping) -> Self {
        let mut meanings = HashMap::new();
        let mut types = HashMap::new();
        let mut ids: Vec<&i64> = tables.variables.keys().collect();
        ids.sort_unstable();
        for id in ids {
            let Some(variable) = tables.variables.get(id) else {
                continue;
            };
            let named = |(ours, theirs): &&(&'static str, &'static str)| {
                mapping
                    .get(ours)
                    .unwrap_or(theirs)
                    .eq_ignore_ascii_case(&variable.name)
            };
            if let Some((ours, _)) = KNOWN.iter().find(named) {
                meanings.insert(*id, *ours);
                if ASKED.contains(ours) {
                    types.entry(variable.of_type).or_insert(false);
                }
            }
        }
        let is_stance = |id: &i64| meanings.get(id) == Some(&"stance");
        for variable in tables.variables.iter().filter(|(id, _)| is_stance(id)) {
            if let Some(has_stance) = types.get_mut(&variable.1.of_type) {
                *has_stance = true;
            }
        }
        Self {
            tables,
            meanings,
            types,
        }
    }

    fn take(&self, drafted: &mut Drafted) {
        drafted.codes.extend(self.codes());
        let mut of_document: HashMap<i64, Vec<&Coded>> = HashMap::new();
        let mut others: BTreeMap<i64, usize> = BTreeMap::new();
        for statement in &self.tables.statements {
            if self.types.contains_key(&statement.of_type) {
                of_document
                    .entry(statement.document)
                    .or_default()
                    .push(statement);
            } else {
                *others.entry(statement.of_type).or_default() += 1;
            }
        }
        for (of_type, count) in others {
            let label = self.tables.types.get(&of_type).map_or("?", String::as_str);
            let variables = self.tables.variables.values();
            let mut names: Vec<&str> = variables
                .filter(|variable| variable.of_type == of_type)
                .map(|variable| variable.name.as_str())
                .collect();
            names.sort_unstable();
            let first = names.first().copied().unwrap_or("…");
            let what = format!(
                "statements of the type “{label}” were left out: {count}; its variables are {}, and no person, organization or concept. --map with lines such as “speaker = {first}” takes them",
                names.join(", ")
            );
            drafted.report.note(0, what);
        }
        let mut unlike = 0;
        for document in &self.tables.documents {
            let coded = of_document.remove(&document.id).unwrap_or_default();
            let mut remarks = Vec::new();
            let article = self.article(document, &coded, &mut unlike, &mut remarks);
            for what in remarks {
                let title = &document.title;
                drafted
                    .report
                    .note(0, format!("the document “{title}”: {what}"));
            }
            drafted.put(0, article);
        }
        let lost: usize = of_document.into_values().map(|coded| coded.len()).sum();
        if lost > 0 {
            let what = format!("statements of no document were left out: {lost}");
            drafted.report.note(0, what);
        }
        if unlike > 0 {
            let what = format!(
                "statements whose agreement is not that of their stance: {unlike}; the stance was taken"
            );
            drafted.report.note(0, what);
        }
        let left_out = |name: &str, get: fn(&Document) -> &str| {
            let filled = |document: &&Document| !get(document).is_empty();
            let count = self.tables.documents.iter().filter(filled).count();
            (count > 0)
                .then(|| format!("{name} of documents has no place here: {count} were left out"))
        };
        let sections = left_out("the section", |document| &document.section);
        let kinds = left_out("the type", |document| &document.kind);
        let notes = left_out("the note", |document| match about(document) {
            Some(_) => "",
            None => &document.notes,
        });
        for what in [sections, kinds, notes].into_iter().flatten() {
            drafted.report.note(0, what);
        }
    }

    /// The values of persons, organizations and concepts, also of those that no statement uses.
    fn codes(&self) -> Vec<CodeDraft> {
        let mut made: HashSet<(&str, &str)> = HashSet::new();
        let mut codes = Vec::new();
        for Entity {
            id,
            variable,
            value,
        } in &self.tables.entities
        {
            let meaning = self.meanings.get(variable).copied().unwrap_or_default();
            let attributes = self.tables.attributes.get(id);
            let attribute = |name: &str| {
                let all = attributes.into_iter().flatten();
                let mut found = all.filter(|(known, _)| known.eq_ignore_ascii_case(name));
                found
                    .next()
                    .map(|(_, value)| value.as_str())
                    .unwrap_or_default()
            };
            let kind = |usual| SpeakerKind::from_word(attribute("Type")).unwrap_or(usual);
            let kind = match meaning {
                "speaker" => CodeKind::Speaker(kind(SpeakerKind::Person)),
                "on_behalf_of" => CodeKind::Speaker(kind(SpeakerKind::Organisation)),
                "topic" => CodeKind::Topic,
                _ => continue,
            };
            // One that is cut off stands whole beside its statements.
            let is_cut = value.chars().count() + 1 >= SHORTEST_REFUSED;
            let of = if meaning == "topic" {
                meaning
            } else {
                "speaker"
            };
            if value.trim().is_empty() || is_cut || !made.insert((of, value)) {
                continue;
            }
            let aliases = attribute("Alias").split("; ").map(str::trim);
            codes.push(CodeDraft {
                kind,
                name: value.clone(),
                parent: None,
                definition: attribute("Notes").to_owned(),
                aliases: match kind {
                    CodeKind::Speaker(_) => aliases
                        .filter(|alias| !alias.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    _ => Vec::new(),
                },
                organisation: None,
                scale: None,
            });
        }
        codes
    }

    fn article(
        &self,
        document: &Document,
        coded: &[&Coded],
        unlike: &mut usize,
        remarks: &mut Vec<String>,
    ) -> ArticleDraft {
        let arrived = Arrived::new(&document.text);
        let ours = about(document);
        let is_ours = ours.is_some();
        let about = ours.unwrap_or_default();
        let whole = |whole: String, short: &str| {
            // Unless somebody has changed it in DNA.
            let is_whole = !whole.is_empty() && whole.starts_with(short);
            if is_whole { whole } else { short.to_owned() }
        };
        // A date of ours that is no whole day holds as long as DNA's is its first day.
        let published = match about.published.as_str() {
            "" if document.date == 0 => None,
            date if !date.is_empty() && seconds(date) == Some(document.date) => {
                article_date(date, remarks)
            }
            _ => day(document.date).and_then(|date| article_date(&date, remarks)),
        };
        if !is_ours && document.date == 0 {
            remark(
                remarks,
                "its date is 1970-01-01, which was taken for none".to_owned(),
            );
        }
        let mut article = ArticleDraft {
            id: Some(about.id)
                .filter(|id| !id.is_empty())
                .map(ArticleId::new),
            text: Some(arrived.text().to_owned()),
            title: whole(about.title, &document.title),
            outlet: whole(about.outlet, &document.source),
            author: whole(about.author, &document.author),
            published,
            url: about.url,
            language: about.language,
            ..ArticleDraft::default()
        };
        for coded in coded {
            match self.statement(coded, &arrived, unlike, remarks) {
                Ok(statement) => article.statements.push(statement),
                Err(why) => {
                    let id = coded.id;
                    remark(remarks, format!("statement {id} was left out: {why}"));
                }
            }
        }
        article
    }

    fn statement(
        &self,
        coded: &Coded,
        arrived: &Arrived,
        unlike: &mut usize,
        remarks: &mut Vec<String>,
    ) -> Result<StatementDraft, String> {
        let place = usize::try_from(coded.start)
            .ok()
            .zip(usize::try_from(coded.stop).ok());
        let Some((start, stop)) = place else {
            return Err("its Start or Stop is no place".to_owned());
        };
        let place = arrived.at_units(start..stop)?;
        let values = self.tables.values.get(&coded.id);
        let value = |meaning: &str| {
            let all = values.into_iter().flatten();
            let mut found =
                all.filter(|(variable, _)| self.meanings.get(variable) == Some(&meaning));
            found
                .next()
                .map(|(_, value)| value.as_str())
                .unwrap_or_default()
        };
        let beside: Beside = serde_json::from_str(value("sayso")).unwrap_or_default();
        // Where DNA took only the beginning, the whole stands beside it.
        let whole = |short: &str, whole: &str| {
            let is_whole = !whole.is_empty() && whole.starts_with(short);
            let name = if is_whole { whole } else { short };
            Some(name.to_owned()).filter(|name| !name.trim().is_empty())
        };
        let person = whole(value("speaker"), &beside.speaker);
        let organization = whole(value("on_behalf_of"), &beside.organisation);
        let (speaker, on_behalf_of) = match (person, organization) {
            (None, Some(organization)) if !beside.no_speaker => (Some(organization), None),
            both => both,
        };
        let who = self.tables.coders.get(&coded.coder).map(String::as_str);
        let mut draft = StatementDraft {
            contents: vec![place],
            annotator: who.and_then(|who| whole(who, &beside.annotator)),
            speakers: speaker.into_iter().collect(),
            on_behalf_of: on_behalf_of.into_iter().collect(),
            topics: whole(value("topic"), &beside.topic).into_iter().collect(),
            note: value("note").to_owned(),
            status: known("review", value("status"), remarks).unwrap_or_default(),
            ..StatementDraft::default()
        };
        let yes = value("agreement") == "1";
        let has_stance = self.types.get(&coded.of_type).copied().unwrap_or_default();
        let agreement = if yes { "support" } else { "oppose" };
        if has_stance {
            draft.stance = whole(value("stance"), &beside.stance);
            let other = if yes { "oppose" } else { "support" };
            *unlike += usize::from(draft.stance.as_deref() == Some(other));
        } else if !value("agreement").is_empty() {
            draft.stance = Some(agreement.to_owned());
        }
        beside.details.complete(&mut draft, arrived, remarks);
        Ok(draft)
    }
}

/// What we wrote into the notes of a document.
fn about(document: &Document) -> Option<About> {
    let about: About = serde_json::from_str(&document.notes).ok()?;
    (!about.id.is_empty()).then_some(about)
}
