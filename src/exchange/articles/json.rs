//! Articles in JSON: an object each, one a line (JSONL) or in one list, keys by their names.

use serde_json::{Map, Value};

use super::fields::{Columns, listed};
use super::{Refused, one_line};
use crate::exchange::{ArticleDraft, Drafted, Mapping};

pub(super) fn read(text: &str, mapping: &Mapping, into: &mut Drafted) -> Result<(), Refused> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut coded = 0;
    if text.trim_start().starts_with('[') {
        let list: Vec<Value> = serde_json::from_str(text).map_err(|error| Refused::Damaged {
            what: "JSON",
            why: error.to_string(),
        })?;
        for (value, number) in list.into_iter().zip(1..) {
            coded += put(number, value, mapping, into);
        }
    } else if let Ok(one) = serde_json::from_str(text) {
        // One object, over as many lines as it likes.
        coded += put(1, one, mapping, into);
    } else {
        for (line, number) in text.lines().zip(1..) {
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str(line) {
                Ok(value) => coded += put(number, value, mapping, into),
                Err(error) => into.report.fail(number, format!("it is no JSON: {error}")),
            }
        }
    }
    if coded > 0 {
        into.report.note(
            0,
            format!(
                "the statements of articles were left out, of {coded}: `sayso import --format jsonl` takes them"
            ),
        );
    }
    Ok(())
}

/// Takes an object as an article; how many with statements that makes.
fn put(number: usize, value: Value, mapping: &Mapping, into: &mut Drafted) -> usize {
    let Value::Object(object) = value else {
        into.report
            .fail(number, "it is no object in braces".to_owned());
        return 0;
    };
    let names: Vec<String> = object.keys().cloned().collect();
    let mut article = ArticleDraft::default();
    for (field, at) in Columns::find(&names, mapping).iter() {
        let value = names.get(at).and_then(|name| object.get(name));
        let words = value.map(words).unwrap_or_default();
        if !field.put(&words, &mut article) {
            into.report.note(
                number,
                format!(
                    "its date was left out: “{}” is none that can be read",
                    one_line(&words)
                ),
            );
        }
    }
    if article.text.is_none() {
        let why = format!("it has no text: its keys are {}", listed(&names));
        into.report.fail(number, why);
        return 0;
    }
    into.put(number, article);
    usize::from(is_coded(&object))
}

fn is_coded(object: &Map<String, Value>) -> bool {
    let statements = object.get("statements").and_then(Value::as_array);
    statements.is_some_and(|statements| !statements.is_empty())
}

/// A text, a number, the name of a thing, or several of them.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(thing) => thing.get("name").map(words).unwrap_or_default(),
        Value::Array(values) => {
            let all: Vec<String> = values
                .iter()
                .map(words)
                .filter(|one| !one.is_empty())
                .collect();
            all.join(", ")
        }
        Value::Null | Value::Bool(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_may_stand_in_several_lines() {
        let mut into = Drafted::default();
        read(
            "{\n \"text\": \"One.\"\n}\n",
            &Mapping::default(),
            &mut into,
        )
        .unwrap();
        assert_eq!((into.articles.len(), into.report.failures.len()), (1, 0));
    }

    #[test]
    fn objects_are_articles_by_line_or_in_a_list() {
        let one = r#"{"id":"ar_1","text":"One.","author":["A","B"],"source":{"name":"Post"},"date":"2026-03","statements":[{}]}"#;
        for all in [
            format!("{one}\n\n{{\"x\":1}}\n"),
            format!("[{one},{{\"x\":1}}]"),
        ] {
            let mut into = Drafted::default();
            read(&all, &Mapping::default(), &mut into).unwrap();
            let article = &into.articles[0].article;
            assert_eq!(article.author, "A, B");
            assert_eq!(article.outlet, "Post");
            assert_eq!(article.published.as_ref().unwrap().as_str(), "2026-03");
            assert_eq!(into.report.failures.len(), 1);
            assert!(into.report.notes[0].what.contains("of 1"));
        }
    }
}
