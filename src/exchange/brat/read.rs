//! Folders of brat's files as drafts.

mod annotations;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

use self::annotations::Annotations;
use crate::exchange::file_names::id_of;
use crate::exchange::{ArticleDraft, Drafted, Input, Mapping};
use crate::model::ArticleId;
use crate::text::Text;

/// A text and what is annotated in it, under the name that both have before their endings.
#[derive(Default)]
struct Pair<'a> {
    text: Option<&'a Input<'a>>,
    annotations: Option<&'a Input<'a>>,
}

pub(super) fn read(files: &[Input<'_>], mapping: &Mapping) -> Drafted {
    let mut drafted = Drafted::default();
    let mut pairs: BTreeMap<&str, Pair<'_>> = BTreeMap::new();
    for file in files {
        if let Some((name, ending)) = file.name.rsplit_once('.') {
            if ending.eq_ignore_ascii_case("txt") {
                pairs.entry(name).or_default().text = Some(file);
            } else if ending.eq_ignore_ascii_case("ann") {
                pairs.entry(name).or_default().annotations = Some(file);
            }
        }
    }
    let ambiguous = ambiguous(&pairs);
    for (name, pair) in &pairs {
        match (pair.text, pair.annotations) {
            (Some(text), Some(annotations)) => {
                let id = match name.rsplit_once('/') {
                    Some((_, base)) if !ambiguous.contains(base) => base,
                    _ => name,
                };
                drafted.report.begin(annotations.name);
                read_pair(id, text, annotations, mapping, &mut drafted);
            }
            (Some(alone), None) => {
                drafted.report.begin(alone.name);
                drafted.report.note(
                    0,
                    format!("it was left out: no {} is beside it", base(name, ".ann")),
                );
            }
            (None, Some(alone)) => {
                drafted.report.begin(alone.name);
                drafted.report.note(
                    0,
                    format!(
                        "it was left out: its text {} is not beside it",
                        base(name, ".txt")
                    ),
                );
            }
            (None, None) => {}
        }
    }
    if pairs.is_empty() {
        drafted.report.begin("");
        drafted.report.fail(
            0,
            "there is no .ann with a .txt of the same name in it, which brat would write"
                .to_owned(),
        );
    }
    drafted
}

fn base(name: &str, ending: &str) -> String {
    let base = name.rsplit_once('/').map_or(name, |(_, base)| base);
    format!("{base}{ending}")
}

/// Names that stand in several folders over different texts: the folder belongs to the id then. The
/// same text in several folders is one article, coded several times.
fn ambiguous<'a>(pairs: &BTreeMap<&'a str, Pair<'a>>) -> BTreeSet<&'a str> {
    let mut seen: BTreeMap<&str, &[u8]> = BTreeMap::new();
    let mut ambiguous = BTreeSet::new();
    for (name, pair) in pairs {
        if let (Some(text), Some(_)) = (pair.text, pair.annotations) {
            let base = name.rsplit_once('/').map_or(*name, |(_, base)| base);
            if *seen.entry(base).or_insert(text.bytes) != text.bytes {
                ambiguous.insert(base);
            }
        }
    }
    ambiguous
}

fn read_pair(
    name: &str,
    text: &Input<'_>,
    annotations: &Input<'_>,
    mapping: &Mapping,
    drafted: &mut Drafted,
) {
    let raw = match str::from_utf8(text.bytes) {
        Ok(raw) => raw,
        Err(error) => {
            drafted.report.fail(
                0,
                format!(
                    "its text {} is not UTF-8 (byte {} cannot be read), and offsets mean nothing in another encoding",
                    text.name,
                    error.valid_up_to()
                ),
            );
            return;
        }
    };
    let Some(mut read) = Annotations::read(annotations.bytes, &mut drafted.report) else {
        return;
    };
    let raw = Text::new(raw);
    read.settle(&raw, &mut drafted.report);
    let statements = statements::statements(read, mapping, &mut drafted.report);
    let id = id_of(name);
    drafted.put(
        0,
        ArticleDraft {
            title: id.clone(),
            id: Some(ArticleId::new(id)),
            text: Some(raw.as_str().to_owned()),
            statements,
            piecemeal: true,
            ..ArticleDraft::default()
        },
    );
}
