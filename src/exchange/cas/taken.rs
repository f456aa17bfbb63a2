//! From the annotations of files to articles and statements.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{ARTICLE, CONTENT, CUE, DEPENDENT, GOVERNOR, MENTION, SAID_BY, SENTENCE, TOKEN};
use crate::exchange::details::{article_date, remark};
use crate::exchange::features::{coded, is_statement, no_statements};
use crate::exchange::places::{Arrived, ends_in, in_order, stem};
use crate::exchange::{ArticleDraft, Drafted, Input, Mapping, PlaceDraft};
use crate::model::ArticleId;

/// More annotations that are no words are none of an article.
const MOST: usize = 400_000;

/// An annotation as a file has it, or the text.
#[derive(Default)]
pub(super) struct Found {
    pub(super) id: Option<usize>,
    /// With its package: `custom.Statement`.
    pub(super) kind: String,
    pub(super) sofa: Option<usize>,
    pub(super) begin: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) features: Vec<(String, String)>,
}

impl Found {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.features.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    fn place(&self, arrived: &Arrived) -> Result<PlaceDraft, String> {
        let (Some(begin), Some(end)) = (self.begin, self.end) else {
            return Err("its begin or end is no whole number".to_owned());
        };
        arrived.at_units(begin..end)
    }
}

/// What a file has, without its words and sentences, which say nothing new.
#[derive(Default)]
pub(super) struct Structures {
    texts: Vec<(Option<usize>, String)>,
    all: Vec<Found>,
}

impl Structures {
    pub(super) fn take(&mut self, mut found: Found) -> Result<(), String> {
        if is_segment(&found.kind) {
            return Ok(());
        }
        if found.kind == "uima.cas.Sofa" {
            let text = found
                .features
                .iter_mut()
                .find(|(name, _)| name == "sofaString");
            if let Some((_, text)) = text {
                self.texts.push((found.id, std::mem::take(text)));
            }
            return Ok(());
        }
        if self.all.len() == MOST {
            return Err(format!("it has more than {MOST} annotations"));
        }
        self.all.push(found);
        Ok(())
    }
}

pub(super) fn is_segment(kind: &str) -> bool {
    kind == TOKEN || kind == SENTENCE
}

/// Reads the files with an ending; one that was named alone, whatever its ending.
pub(super) fn read(
    files: &[Input<'_>],
    mapping: &Mapping,
    ending: &str,
    parse: fn(&[u8]) -> Result<Structures, String>,
) -> Drafted {
    let mut drafted = Drafted::default();
    let is_one = |file: &&Input<'_>| files.len() == 1 || ends_in(file.name, ending);
    let chosen: Vec<&Input<'_>> = files.iter().filter(is_one).collect();
    if chosen.is_empty() {
        let why = format!("no file in it ends in {ending}");
        drafted.report.fail(0, why);
    }
    for file in chosen {
        if files.len() > 1 {
            drafted.report.begin(file.name);
        }
        match parse(file.bytes).and_then(|structures| article(file.name, &structures, mapping)) {
            Ok((article, remarks)) => {
                for remark in remarks {
                    drafted.report.note(0, remark);
                }
                drafted.put(0, article);
            }
            Err(why) => drafted.report.fail(0, why),
        }
    }
    drafted
}

fn article(
    file: &str,
    structures: &Structures,
    mapping: &Mapping,
) -> Result<(ArticleDraft, Vec<String>), String> {
    let Some((sofa, text)) = structures.texts.first() else {
        return Err("it has no text (no Sofa with a sofaString)".to_owned());
    };
    let mut remarks = Vec::new();
    if structures.texts.len() > 1 {
        let others = structures.texts.len() - 1;
        remark(
            &mut remarks,
            format!("it has more than one text; others than the first were left out: {others}"),
        );
    }
    let here = |found: &&Found| found.sofa.is_none() || sofa.is_none() || found.sofa == *sofa;
    let all: Vec<&Found> = structures.all.iter().filter(here).collect();
    let arrived = Arrived::new(text);
    let parts = Parts::of(&all);
    let mut draft = ArticleDraft {
        text: Some(arrived.text().to_owned()),
        ..ArticleDraft::default()
    };
    let mut others: BTreeMap<&str, usize> = BTreeMap::new();
    for found in &all {
        if is_statement(&found.kind, mapping) {
            match statement(found, &parts, &arrived, mapping, &mut remarks) {
                Ok(statement) => draft.statements.push(statement),
                Err(why) => {
                    let id = found.get("statementId").unwrap_or_default();
                    remark(
                        &mut remarks,
                        format!("statement “{id}” was left out: {why}"),
                    );
                }
            }
        } else if !is_known(&found.kind) {
            *others.entry(&found.kind).or_default() += 1;
        }
    }
    if draft.statements.is_empty() {
        let others: Vec<_> = others
            .into_iter()
            .map(|(kind, n)| (kind.to_owned(), n))
            .collect();
        remarks.extend(no_statements(&others, mapping));
    }
    if let Some(ours) = all.iter().find(|found| found.kind == ARTICLE) {
        let text = |name| ours.get(name).unwrap_or_default().to_owned();
        draft.id = ours.get("articleId").map(ArticleId::new);
        draft.title = text("title");
        draft.outlet = text("outlet");
        draft.author = text("author");
        draft.published = article_date(&text("published"), &mut remarks);
        draft.url = text("url");
        draft.language = text("language");
    } else {
        let about = all.iter().find(|f| f.kind.ends_with(".DocumentMetaData"));
        let title = about.and_then(|found| found.get("documentTitle"));
        draft.id = Some(stem(file))
            .filter(|id| !id.is_empty())
            .map(ArticleId::new);
        title.unwrap_or(stem(file)).clone_into(&mut draft.title);
        let spoken = all.iter().find_map(|found| found.get("language"));
        let spoken = spoken.filter(|language| *language != "x-unspecified");
        spoken.unwrap_or_default().clone_into(&mut draft.language);
    }
    Ok((draft, remarks))
}

/// What belongs to statements.
#[derive(Default)]
struct Parts<'f> {
    contents: HashMap<&'f str, Vec<&'f Found>>,
    cues: HashMap<&'f str, Vec<&'f Found>>,
    /// By the number of the statement.
    mentions: HashMap<usize, Vec<&'f Found>>,
}

impl<'f> Parts<'f> {
    fn of(all: &[&'f Found]) -> Self {
        let mut parts = Self::default();
        let mut mentions: HashMap<usize, &Found> = HashMap::new();
        for found in all {
            let statement = found.get("statementId").unwrap_or_default();
            match found.kind.as_str() {
                CONTENT => parts.contents.entry(statement).or_default().push(found),
                CUE => parts.cues.entry(statement).or_default().push(found),
                MENTION => {
                    if let Some(id) = found.id {
                        mentions.insert(id, found);
                    }
                }
                _ => {}
            }
        }
        for found in all.iter().filter(|found| found.kind == SAID_BY) {
            let mention = found.number(GOVERNOR).and_then(|id| mentions.get(&id));
            if let (Some(mention), Some(statement)) = (mention, found.number(DEPENDENT)) {
                parts.mentions.entry(statement).or_default().push(mention);
            }
        }
        parts
    }
}

fn statement(
    found: &Found,
    parts: &Parts<'_>,
    arrived: &Arrived,
    mapping: &Mapping,
    remarks: &mut Vec<String>,
) -> Result<crate::exchange::StatementDraft, String> {
    let place = found.place(arrived)?;
    let mut draft = coded(|name| found.get(name).map(str::to_owned), mapping, remarks);
    let id = found.get("statementId").unwrap_or_default();
    let mut places = |found: Option<&Vec<&Found>>| {
        let mut places = Vec::new();
        for part in found.into_iter().flatten() {
            match part.place(arrived) {
                Ok(place) => places.push(place),
                Err(why) => remark(remarks, format!("a part of statement “{id}”: {why}")),
            }
        }
        places
    };
    let spans = in_order(places(parts.contents.get(id).filter(|_| !id.is_empty())));
    let hull = |spans: &Vec<PlaceDraft>| -> Option<Range<usize>> {
        let (first, last) = spans.first().zip(spans.last())?;
        Some(first.chars.start..last.chars.end)
    };
    // Unless somebody moved the statement and not its parts.
    let spans = spans.filter(|spans| hull(spans) == Some(place.chars.clone()));
    draft.contents = spans.unwrap_or_else(|| vec![place]);
    draft.cue = places(parts.cues.get(id).filter(|_| !id.is_empty()));
    draft.source = places(found.id.and_then(|id| parts.mentions.get(&id)));
    Ok(draft)
}

/// Types that hold no statements.
fn is_known(kind: &str) -> bool {
    [ARTICLE, CONTENT, CUE, MENTION, SAID_BY].contains(&kind)
        || kind.starts_with("uima.")
        || kind.starts_with("de.tudarmstadt.ukp.dkpro.core.api.segmentation.")
        || kind.starts_with("de.tudarmstadt.ukp.dkpro.core.api.metadata.")
}
