//! Exports of Label Studio (the full JSON) as drafts.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde_json::Value;
use smol_str::SmolStr;

use super::{CONTINUED, CUE, SOURCE, STATEMENT};
use crate::exchange::jsonl::read_target;
use crate::exchange::object::Object;
use crate::exchange::units::{Unit, settle};
use crate::exchange::{
    ArticleDraft, Drafted, Input, Mapping, PlaceDraft, Report, StatementDraft, Word,
};
use crate::model::{ArticleId, PartialDate, StatementId};
use crate::text::Text;

pub(super) fn read(files: &[Input<'_>], mapping: &Mapping) -> Drafted {
    let mut drafted = Drafted::default();
    for file in files {
        let name = if files.len() > 1 { file.name } else { "" };
        drafted.report.begin(name);
        match tasks(file.bytes) {
            Ok(tasks) => {
                for (task, number) in tasks.into_iter().zip(1..) {
                    let between = if name.is_empty() { "" } else { ", " };
                    drafted
                        .report
                        .begin(&format!("{name}{between}task {number}"));
                    match self::task(task, mapping, &mut drafted.report) {
                        Ok(article) => drafted.put(0, article),
                        Err(why) => drafted.report.fail(0, why),
                    }
                }
            }
            Err(why) => drafted.report.fail(0, why),
        }
    }
    drafted
}

fn tasks(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(_) if !matches!(bytes.trim_ascii_start().first(), Some(b'[' | b'{')) => {
            return Err(
                "it is no JSON; of what Label Studio exports, only “JSON” holds which answers belong to which region: CSV, TSV and CoNLL do not"
                    .to_owned(),
            );
        }
        Err(error) => return Err(format!("it is no JSON: {error}")),
    };
    let tasks = match value {
        Value::Array(tasks) => tasks,
        // One task, as the program's API gives it.
        task @ Value::Object(_) => vec![task],
        _ => return Err("it is no list of tasks, as Label Studio’s export “JSON” is".to_owned()),
    };
    let is_task = |task: &Value| task.get("data").is_some_and(Value::is_object);
    let is_min =
        |task: &Value| task.get("annotation_id").is_some() || task.get("annotator").is_some();
    if !tasks.iter().any(is_task) {
        if tasks.iter().any(is_min) {
            return Err(
                "it is an export “JSON-MIN” of Label Studio, which does not hold which answers belong to which region: export “JSON”"
                    .to_owned(),
            );
        }
        if !tasks.is_empty() {
            return Err(
                "it has no task with “data”, as Label Studio’s export “JSON” has".to_owned(),
            );
        }
    }
    Ok(tasks)
}

fn task(task: Value, mapping: &Mapping, report: &mut Report) -> Result<ArticleDraft, String> {
    let mut object = Object::new(task, "the task")?;
    let inner = object.take("data").ok_or("it has no “data”")?;
    let mut about = Object::new(inner, "“data”")?;
    let Some(text) = about.text_or_none(mapping.get("text").unwrap_or("text"))? else {
        return Err(
            "its “data” has no “text”; a mapping names the key that it has, such as “text = body”"
                .to_owned(),
        );
    };
    let published = match about.filled("date")? {
        Some(date) => PartialDate::try_from(SmolStr::from(date.as_str()))
            .map_err(|why| report.note(0, format!("“date” was left out: {why}")))
            .ok(),
        None => None,
    };
    let mut article = ArticleDraft {
        id: about.filled("doc_id")?.map(ArticleId::new),
        title: about.text("title")?,
        outlet: about.text("source")?,
        published,
        url: about.text("url")?,
        language: about.text("language")?,
        piecemeal: true,
        ..ArticleDraft::default()
    };
    for key in about.unknown() {
        report.unknown_key(0, &format!("data: {key}"));
    }
    let predictions = object.list("predictions")?.len();
    let drafts = object.list("drafts")?.len();
    for (count, what) in [(predictions, "predictions"), (drafts, "drafts")] {
        if count > 0 {
            report.note(
                0,
                format!("{what}, which nobody has submitted and which were left out: {count}"),
            );
        }
    }
    let mut statements = Vec::new();
    for annotation in object.list("annotations")? {
        if let Err(why) = self::annotation(annotation, mapping, &mut statements, report) {
            report.fail(0, why);
        }
    }
    let raw = Text::new(text);
    let mut places: Vec<&mut PlaceDraft> = (statements.iter_mut())
        .flat_map(|s: &mut StatementDraft| {
            s.contents.iter_mut().chain(&mut s.cue).chain(&mut s.source)
        })
        .collect();
    if let Some(remark) = settle(&raw, Unit::CodePoints, &mut places) {
        report.note(0, remark);
    }
    article.text = Some(raw.as_str().to_owned());
    article.statements = statements;
    Ok(article)
}

/// A stretch of text and all that is said of it.
struct Region {
    id: String,
    place: PlaceDraft,
    label: String,
    draft: StatementDraft,
    is_used: bool,
}

fn annotation(
    annotation: Value,
    mapping: &Mapping,
    statements: &mut Vec<StatementDraft>,
    report: &mut Report,
) -> Result<(), String> {
    let mut object = Object::new(annotation, "an annotation")?;
    if object.take("was_cancelled") == Some(Value::Bool(true)) {
        report.note(
            0,
            "an annotation that was cancelled was left out".to_owned(),
        );
        return Ok(());
    }
    let who = object
        .take("completed_by")
        .and_then(|who| annotator(&who, mapping));
    let mut regions: Vec<Region> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    let mut relations = Vec::new();
    for result in object.list("result")? {
        let mut result = Object::new(result, "a result")?;
        if result.text("type")? == "relation" {
            relations.push(result);
        } else if let Err(why) = take_result(result, mapping, &mut regions, &mut by_id, report) {
            report.fail(0, why);
        }
    }
    let wanted = mapping.get("statement").unwrap_or(STATEMENT);
    let is_statement: Vec<bool> = regions
        .iter()
        .map(|region| region.label == wanted)
        .collect();
    for relation in relations {
        if let Err(why) = tie(relation, &mut regions, &by_id, &is_statement) {
            report.note(0, why);
        }
    }
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for (region, is_statement) in regions.into_iter().zip(is_statement) {
        if is_statement {
            let mut draft = region.draft;
            draft.contents.insert(0, region.place);
            draft.id = Some(StatementId::new(&region.id));
            draft.annotator = draft.annotator.or_else(|| who.clone());
            statements.push(draft);
        } else if !region.is_used {
            *left.entry(region.label).or_default() += 1;
        }
    }
    for (label, count) in left {
        let hint = if mapping.get("statement").is_none() {
            format!("; a mapping names the label of statements, such as “statement = {label}”")
        } else {
            String::new()
        };
        report.note(0, format!("regions with the label “{label}”, which are in no statement and were left out: {count}{hint}"));
    }
    Ok(())
}

/// A name: their e-mail address, or the number that the server has for them, unless the user says
/// who that is (`annotator 2 = Ada`).
fn annotator(who: &Value, mapping: &Mapping) -> Option<String> {
    let of = |value: &Value| match value {
        Value::Number(number) => Some(format!("user {number}")),
        Value::String(name) if !name.is_empty() => Some(name.clone()),
        _ => None,
    };
    let name = match who {
        Value::Object(map) => ["email", "username", "id"]
            .iter()
            .find_map(|key| of(map.get(*key)?)),
        who => of(who),
    }?;
    Some(mapping.get(&name).map_or(name.clone(), str::to_owned))
}

fn take_result(
    mut result: Object,
    mapping: &Mapping,
    regions: &mut Vec<Region>,
    by_id: &mut HashMap<String, usize>,
    report: &mut Report,
) -> Result<(), String> {
    let id = result.text("id")?;
    let name = result.text("from_name")?;
    let value = result
        .take("value")
        .ok_or_else(|| format!("the result {name} of region “{id}” has no value"))?;
    let mut value = Object::new(value, "“value”")?;
    let mut offset = |key| {
        value
            .take(key)
            .and_then(|at| at.as_u64())
            .and_then(|at| usize::try_from(at).ok())
    };
    let (Some(start), Some(end)) = (offset("start"), offset("end")) else {
        report.note(
            0,
            format!(
                "the result {name} of region “{id}” stands at no place in the text and was left out"
            ),
        );
        return Ok(());
    };
    let at = if let Some(at) = by_id.get(&id) {
        *at
    } else {
        by_id.insert(id.clone(), regions.len());
        regions.push(Region {
            id: id.clone(),
            place: place(start..end),
            label: String::new(),
            draft: StatementDraft::default(),
            is_used: false,
        });
        regions.len() - 1
    };
    let Some(region) = regions.get_mut(at) else {
        return Ok(());
    };
    // Where labels stand, their text is the quote.
    if let Some(labels) = value.take("labels") {
        region.place = place(start..end);
        region.place.quote = value.filled("text")?;
        let labels = strings(&labels);
        region.label = labels.into_iter().next().unwrap_or_default();
        if let Some(meta) = result.take("meta") {
            let notes = meta.get("text").map(strings).unwrap_or_default();
            if region.draft.note.is_empty() {
                region.draft.note = notes.join("\n");
            }
        }
        return Ok(());
    }
    let answers = match (value.take("choices"), value.take("text")) {
        (Some(choices), _) => strings(&choices),
        (None, Some(text)) => strings(&text),
        (None, None) => Vec::new(),
    };
    code(&mut region.draft, &name, answers, mapping, report)
        .map_err(|why| format!("region “{id}”: {why}"))
}

fn place(chars: Range<usize>) -> PlaceDraft {
    PlaceDraft { chars, quote: None }
}

/// A list of strings, or one.
fn strings(value: &Value) -> Vec<String> {
    let strings = match value {
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        Value::String(one) => vec![one.as_str()],
        _ => Vec::new(),
    };
    let filled = strings.into_iter().filter(|text| !text.is_empty());
    filled.map(str::to_owned).collect()
}

/// Codes what a control says of a region.
fn code(
    draft: &mut StatementDraft,
    name: &str,
    answers: Vec<String>,
    mapping: &Mapping,
    report: &mut Report,
) -> Result<(), String> {
    let Some(first) = answers.first().cloned() else {
        return Ok(());
    };
    let several = answers.len() > 1;
    let is = |ours: &str, usual: &str| mapping.get(ours).unwrap_or(usual) == name;
    if is("speaker", "speaker") {
        draft.speakers = answers;
        return Ok(());
    } else if is("topic", "topic") {
        draft.topics = answers;
        return Ok(());
    } else if is("on_behalf_of", "on_behalf_of") {
        draft.on_behalf_of = answers;
        return Ok(());
    } else if is("note", "comment") {
        draft.note = answers.join("\n");
        return Ok(());
    }
    if several {
        report.note(
            0,
            format!("{name} has several answers, of which only “{first}” was taken"),
        );
    }
    if is("stance", "stance") {
        draft.stance = Some(first);
    } else if is("annotator", "annotator") {
        draft.annotator = Some(first);
    } else if is("target", "target") {
        draft.target = read_target(&first)?;
    } else if is("form", "form") {
        draft.form = Some(word(name, &first)?);
    } else if is("naming", "naming") {
        draft.naming = Some(word(name, &first)?);
    } else if is("layer", "layer") {
        draft.layer = word(name, &first)?;
    } else if is("polarity", "polarity") {
        draft.polarity = word(name, &first)?;
    } else if is("status", "review") {
        draft.status = word(name, &first)?;
    } else {
        report.unknown_key(0, &format!("from_name: {name}"));
    }
    Ok(())
}

fn word<T: Word>(name: &str, word: &str) -> Result<T, String> {
    T::from_word(word).ok_or_else(|| format!("“{name}” must be {}, not “{word}”", T::choices()))
}

/// Makes a region part of the statement that a relation ties it to.
fn tie(
    mut relation: Object,
    regions: &mut [Region],
    by_id: &HashMap<String, usize>,
    is_statement: &[bool],
) -> Result<(), String> {
    let (from, to) = (relation.text("from_id")?, relation.text("to_id")?);
    let kinds = relation
        .take("labels")
        .map(|labels| strings(&labels))
        .unwrap_or_default();
    let kind = kinds.first().map(String::as_str).unwrap_or_default();
    let left = || {
        format!(
            "the relation {kind} from region “{from}” to “{to}” says nothing of a statement and was left out"
        )
    };
    let (Some(from_at), Some(to_at)) = (by_id.get(&from).copied(), by_id.get(&to).copied()) else {
        return Err(left());
    };
    let statement = |at: usize| is_statement.get(at).copied().unwrap_or_default();
    let (whole, part) = match (statement(from_at), statement(to_at)) {
        (true, false) => (from_at, to_at),
        (false, true) => (to_at, from_at),
        _ => return Err(left()),
    };
    let Some(region) = regions.get_mut(part) else {
        return Err(left());
    };
    let label = region.label.clone();
    let is =
        |(name, relation): (&str, &str)| kind == relation || (kind.is_empty() && label == name);
    let is_part = [SOURCE, CUE, CONTINUED].into_iter().find(|each| is(*each));
    let Some(role) = is_part else {
        return Err(left());
    };
    region.is_used = true;
    let place = region.place.clone();
    if let Some(region) = regions.get_mut(whole) {
        match role {
            SOURCE => region.draft.source.push(place),
            CUE => region.draft.cue.push(place),
            _ => region.draft.contents.push(place),
        }
    }
    Ok(())
}
