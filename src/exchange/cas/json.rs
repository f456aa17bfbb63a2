//! CAS JSON 0.4.

use std::fmt;
use std::fmt::Write as _;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::structures::{SOFA, Structure, Value, structures};
use super::taken::{Found, Structures, is_segment};
use super::{DEPENDENT, GOVERNOR, range_of, types};
use crate::exchange::places::FileNames;
use crate::exchange::xml::decoded;
use crate::exchange::{ExportError, Exported, Selection};

pub(super) fn write(selection: &Selection<'_>) -> Result<Exported, ExportError> {
    let mut names = FileNames::default();
    let mut exported = Exported::default();
    let head = type_system()?;
    for article in selection.articles() {
        let all = structures(selection, article, &mut exported.notes)?;
        let mut out = head.clone();
        out.reserve(article.text.len() * 20);
        out.push_str("\n \"%FEATURE_STRUCTURES\": [\n  {\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaNum\":1,\"sofaID\":\"_InitialView\",\"mimeType\":\"text/plain\",\"sofaString\":");
        out.push_str(&serde_json::to_string(article.text.as_str())?);
        out.push('}');
        for structure in &all {
            put(structure, &mut out)?;
        }
        out.push_str("\n ],\n \"%VIEWS\": {\"_InitialView\":{\"%SOFA\":1,\"%MEMBERS\":[");
        for (structure, number) in all.iter().zip(0..) {
            if number > 0 {
                out.push(',');
            }
            put_number(structure.id, &mut out);
        }
        out.push_str("]}}\n}\n");
        let name = names.name(crate::model::Id::as_str(&article.id));
        exported
            .files
            .push((format!("{name}.json"), out.into_bytes()));
    }
    Ok(exported)
}

/// The beginning of each file.
fn type_system() -> Result<String, ExportError> {
    let mut all = serde_json::Map::new();
    for (name, features) in types() {
        let mut kind = serde_json::Map::new();
        kind.insert("%NAME".into(), name.into());
        kind.insert("%SUPER_TYPE".into(), "uima.tcas.Annotation".into());
        for feature in features {
            kind.insert(
                feature.into(),
                serde_json::json!({"%NAME": feature, "%RANGE": range_of(feature)}),
            );
        }
        all.insert(name.into(), kind.into());
    }
    let all = serde_json::to_string(&all)?;
    Ok(format!("{{\n \"%TYPES\": {all},"))
}

fn put(structure: &Structure, out: &mut String) -> Result<(), ExportError> {
    out.push_str(",\n  {\"%ID\":");
    put_number(structure.id, out);
    out.push_str(",\"%TYPE\":\"");
    out.push_str(structure.kind);
    out.push_str("\",\"@sofa\":");
    put_number(SOFA, out);
    out.push_str(",\"begin\":");
    put_number(structure.begin, out);
    out.push_str(",\"end\":");
    put_number(structure.end, out);
    for (name, value) in &structure.features {
        match value {
            Value::Text(text) => {
                // Writing to a string cannot fail.
                let _ = write!(out, ",\"{name}\":");
                out.push_str(&serde_json::to_string(text)?);
            }
            Value::Of(id) => {
                let _ = write!(out, ",\"@{name}\":{id}");
            }
        }
    }
    out.push('}');
    Ok(())
}

/// Without the machinery of formats, which is what takes long where there are millions.
fn put_number(number: usize, out: &mut String) {
    if number >= 10 {
        put_number(number / 10, out);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    out.push(char::from(b'0' + digit));
}

pub(super) fn parse(bytes: &[u8]) -> Result<Structures, String> {
    let text = decoded(bytes)?;
    let mut structures = Structures::default();
    let mut json = serde_json::Deserializer::from_str(&text);
    Whole(&mut structures)
        .deserialize(&mut json)
        .and_then(|()| json.end())
        .map_err(|error| {
            if error.is_eof() {
                "it is no JSON: it ends too early, and may have been cut off".to_owned()
            } else {
                format!("it is no CAS JSON: {error}")
            }
        })?;
    Ok(structures)
}

/// The whole file.
struct Whole<'s>(&'s mut Structures);

impl<'de> DeserializeSeed<'de> for Whole<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with %FEATURE_STRUCTURES")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut is_there = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "%FEATURE_STRUCTURES" {
                is_there = true;
                map.next_value_seed(List(self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if is_there {
            Ok(())
        } else {
            Err(serde::de::Error::custom("it has no %FEATURE_STRUCTURES"))
        }
    }
}

/// The list of annotations.
struct List<'s>(&'s mut Structures);

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of feature structures")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(found) = list.next_element_seed(One)? {
            self.0.take(found).map_err(serde::de::Error::custom)?;
        }
        Ok(())
    }
}

/// One annotation.
struct One;

impl<'de> DeserializeSeed<'de> for One {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for One {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature structure")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut found = Found::default();
        while let Some(key) = map.next_key::<String>()? {
            if is_segment(&found.kind) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let Scalar(value) = map.next_value()?;
            let Some(value) = value else { continue };
            let number = || value.parse::<usize>().ok();
            match key.as_str() {
                "%ID" => found.id = number(),
                "%TYPE" => found.kind = value,
                "@sofa" => found.sofa = number(),
                "begin" => found.begin = number(),
                "end" => found.end = number(),
                key => {
                    // A leading @ marks what leads to another.
                    let name = match key.strip_prefix('@') {
                        Some(name @ (GOVERNOR | DEPENDENT)) => name,
                        _ => key,
                    };
                    found.features.push((name.to_owned(), value));
                }
            }
        }
        Ok(found)
    }
}

/// A text, a number or a truth as text; nothing for all else.
struct Scalar(Option<String>);

impl<'de> serde::Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Scalar, E> {
        Ok(Scalar(Some(value)))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}
