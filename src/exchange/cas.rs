//! UIMA CAS, what `INCEpTION` and `DKPro` exchange: one file for each article, as JSON (CAS JSON 0.4,
//! <https://github.com/apache/uima-uimaj-io-jsoncas>) or as XMI 1.0 with its type system.
//!
//! A statement is a `custom.Statement` with string features; further spans are `custom.Content`,
//! a cue is a `custom.Cue`, the words that name the speaker a `custom.SpeakerMention` that a
//! `custom.SaidBy` leads from. Offsets are UTF-16 units.

mod json;
mod structures;
mod taken;
mod xmi;

use super::details::PARTS;
use super::{Format, Shape};

pub(super) const JSON: Format = Format {
    name: "cas-json",
    about: "UIMA CAS JSON for INCEpTION, a file for each article",
    shape: Shape::Folder,
    many_voices: true,
    has_rows: false,
    carries: PARTS,
    write: Some(|selection, _| json::write(selection)),
    read: Some(|files, mapping| taken::read(files, mapping, ".json", json::parse)),
};

pub(super) const XMI: Format = Format {
    name: "xmi",
    about: "UIMA XMI with its TypeSystem.xml for INCEpTION and DKPro, a file for each article",
    shape: Shape::Folder,
    many_voices: true,
    has_rows: false,
    carries: PARTS,
    write: Some(|selection, _| xmi::write(selection)),
    read: Some(|files, mapping| taken::read(files, mapping, ".xmi", xmi::parse)),
};

const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
const STATEMENT: &str = "custom.Statement";
const CONTENT: &str = "custom.Content";
const CUE: &str = "custom.Cue";
const MENTION: &str = "custom.SpeakerMention";
const SAID_BY: &str = "custom.SaidBy";
const ARTICLE: &str = "custom.Article";

/// Features of an article.
const ARTICLE_FEATURES: [&str; 7] = [
    "articleId",
    "title",
    "outlet",
    "author",
    "published",
    "url",
    "language",
];

/// The types with the names of their string features. `SaidBy` has two that are annotations.
fn types() -> [(&'static str, Vec<&'static str>); 8] {
    let mut statement: Vec<&str> = super::features::FEATURES
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    statement.push(super::features::MORE);
    [
        (ARTICLE, ARTICLE_FEATURES.to_vec()),
        (CONTENT, vec!["statementId"]),
        (CUE, vec!["statementId"]),
        (SAID_BY, vec![GOVERNOR, DEPENDENT]),
        (MENTION, vec!["name", "statementId"]),
        (STATEMENT, statement),
        (SENTENCE, Vec::new()),
        (TOKEN, Vec::new()),
    ]
}

const GOVERNOR: &str = "Governor";
const DEPENDENT: &str = "Dependent";

/// What a feature holds.
fn range_of(feature: &str) -> &'static str {
    match feature {
        GOVERNOR | DEPENDENT => "uima.tcas.Annotation",
        _ => "uima.cas.String",
    }
}

#[cfg(test)]
mod tests;
