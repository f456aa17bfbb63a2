//! Lines of JSONL as drafts. A line that cannot be read is left out and said; the others are taken.

use smol_str::SmolStr;

use crate::exchange::object::{Object, wrong};
use crate::exchange::{
    ArticleDraft, Drafted, Input, PlaceDraft, StatementDraft, TargetDraft, Word,
};
use crate::model::{ArticleId, PartialDate, Proposal, StatementId, Timestamp};

/// All lines of files.
pub(super) fn read(files: &[Input<'_>]) -> Drafted {
    let mut drafted = Drafted::default();
    for file in files {
        if files.len() > 1 {
            drafted.report.begin(file.name);
        }
        read_lines(file.bytes, &mut drafted);
    }
    drafted
}

fn read_lines(bytes: &[u8], drafted: &mut Drafted) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut unknown = Vec::new();
        match draft(line, &mut unknown) {
            Ok(draft) => {
                for key in &unknown {
                    drafted.report.unknown_key(number, key);
                }
                drafted.put(number, draft);
            }
            Err(why) => drafted.report.fail(number, why),
        }
    }
}

/// One line; keys that are not known are listed.
fn draft(line: &[u8], unknown: &mut Vec<String>) -> Result<ArticleDraft, String> {
    let line = str::from_utf8(line).map_err(|error| {
        let at = error.valid_up_to();
        format!("it is not UTF-8 text (its byte {at} cannot be read): save the file as UTF-8")
    })?;
    let value = serde_json::from_str(line).map_err(|error| not_json(&error))?;
    let mut object = Object::new(value, "the line")?;
    let mut article = ArticleDraft {
        id: object.filled("id")?.map(ArticleId::new),
        text: object.text_or_none("text")?,
        title: object.text("title")?,
        outlet: object.text("outlet")?,
        author: object.text("author")?,
        published: object.filled("published")?.map(date).transpose()?,
        url: object.text("url")?,
        language: object.text("language")?,
        annotators: object.names("annotators")?,
        ..ArticleDraft::default()
    };
    if let Some(progress) = object.take("progress") {
        for (name, state) in Object::new(progress, "“progress”")?.pairs() {
            let state = match state.as_str() {
                Some(word) => word_of("progress", word)?,
                None => return Err(wrong("progress", "a word for each annotator", &state)),
            };
            article.progress.push((name, state));
        }
    }
    for (value, number) in object.list("statements")?.into_iter().zip(1..) {
        let statement = statement(value, unknown);
        article
            .statements
            .push(statement.map_err(|why| format!("statement {number}: {why}"))?);
    }
    unknown.extend(object.unknown());
    Ok(article)
}

pub(in crate::exchange) fn statement(
    value: serde_json::Value,
    unknown: &mut Vec<String>,
) -> Result<StatementDraft, String> {
    let mut object = Object::new(value, "it")?;
    let places = |ranges: Vec<std::ops::Range<usize>>| -> Vec<PlaceDraft> {
        let without_quote = |chars| PlaceDraft { chars, quote: None };
        ranges.into_iter().map(without_quote).collect()
    };
    let mut contents = places(object.ranges("contents")?);
    let quotes = object.texts("quotes")?;
    if !quotes.is_empty() && quotes.len() != contents.len() {
        return Err(format!(
            "“quotes” and “contents” must be of one length, not {} and {}",
            quotes.len(),
            contents.len()
        ));
    }
    for (place, quote) in contents.iter_mut().zip(quotes) {
        place.quote = Some(quote).filter(|quote| !quote.is_empty());
    }
    let mut speakers = object.names("speakers")?;
    // What `sayso suggest` writes has one, under a key of its own.
    speakers.extend(object.filled("speaker")?);
    let draft = StatementDraft {
        id: object.filled("id")?.map(StatementId::new),
        annotator: object.filled("annotator")?,
        layer: word(&mut object, "layer")?.unwrap_or_default(),
        contents,
        cue: places(object.ranges("cue")?),
        source: places(object.ranges("source")?),
        naming: word(&mut object, "naming")?,
        speakers,
        on_behalf_of: object.names("on_behalf_of")?,
        stance: object.filled("stance")?,
        target: target(&object.text("target")?)?,
        topics: object.names("topics")?,
        form: word(&mut object, "form")?,
        note: object.text("note")?,
        status: word(&mut object, "status")?.unwrap_or_default(),
        created: object.filled("created")?.map(time).transpose()?,
        polarity: word(&mut object, "polarity")?.unwrap_or_default(),
        proposal: proposal(&mut object)?,
        line: 0,
    };
    unknown.extend(object.unknown().map(|key| format!("statements: {key}")));
    Ok(draft)
}

/// A word of an enumeration; `None` when it is missing or empty.
fn word<T: Word>(object: &mut Object, key: &str) -> Result<Option<T>, String> {
    word_of(key, &object.text(key)?)
}

fn word_of<T: Word>(key: &str, word: &str) -> Result<Option<T>, String> {
    if word.is_empty() {
        return Ok(None);
    }
    match T::from_word(word) {
        Some(value) => Ok(Some(value)),
        None => Err(format!("“{key}” must be {}, not “{word}”", T::choices())),
    }
}

pub(in crate::exchange) fn target(target: &str) -> Result<TargetDraft, String> {
    if target.is_empty() {
        Ok(TargetDraft::Topic)
    } else if let Some(name) = target.strip_prefix("speaker:") {
        Ok(TargetDraft::Speaker(name.to_owned()))
    } else if let Some(words) = target.strip_prefix("text:") {
        Ok(TargetDraft::Text(words.to_owned()))
    } else {
        Err(format!(
            "“target” must be empty, speaker:NAME or text:WORDS, not “{target}”"
        ))
    }
}

/// What `sayso suggest` found, when a line says so.
fn proposal(object: &mut Object) -> Result<Option<Proposal>, String> {
    let rule = object.filled("rule")?;
    let confidence = object.take("confidence");
    if rule.is_none() && confidence.is_none() {
        return Ok(None);
    }
    let confidence = match confidence {
        None => 0,
        Some(value) => {
            // A whole number is per cent; one with a point is a share of 1.
            let whole = value.as_u64().and_then(|n| u8::try_from(n).ok());
            let share = (0..=100).find(|n| {
                value.is_f64()
                    && value
                        .as_f64()
                        .is_some_and(|f| (f * 100.0 - f64::from(*n)).abs() <= 0.5)
            });
            whole.or(share).filter(|n| *n <= 100).ok_or_else(|| {
                wrong(
                    "confidence",
                    "a whole number from 0 to 100, or a share such as 0.9",
                    &value,
                )
            })?
        }
    };
    Ok(Some(Proposal {
        rule: rule.unwrap_or_default(),
        confidence,
        shown: Vec::new(),
        changed: false,
    }))
}

fn date(date: String) -> Result<PartialDate, String> {
    PartialDate::try_from(SmolStr::from(date)).map_err(|why| format!("“published”: {why}"))
}

fn time(time: String) -> Result<Timestamp, String> {
    Timestamp::try_from(SmolStr::from(time)).map_err(|why| format!("“created”: {why}"))
}

/// The parser's words without its line, which is always the first.
fn not_json(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "it is no JSON: it ends too early, and may have been cut off".to_owned();
    }
    let words = error.to_string();
    let what = words.split(" at line ").next().unwrap_or_default();
    format!("it is no JSON: {what}, at column {}", error.column())
}
