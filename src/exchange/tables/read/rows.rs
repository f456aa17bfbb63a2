//! What one row says.

use std::collections::{BTreeMap, HashMap, HashSet};

use smol_str::SmolStr;

use super::cells::{names, places, spans, whole};
use super::columns::{Row, Sheet};
use crate::exchange::tables::AND;
use crate::exchange::words::Word;
use crate::exchange::{
    ArticleDraft, CodeDraft, CodeKind, Located, PlaceDraft, Report, StatementDraft, TargetDraft,
};
use crate::model::{ArticleId, PartialDate, SpeakerKind, StatementId, Timestamp};

/// An article of a row.
pub(super) fn article(row: &Row<'_>, report: &mut Report) -> ArticleDraft {
    let text = |ours: &str| row.get(ours).to_owned();
    ArticleDraft {
        id: filled(row.get("article_id")).map(ArticleId::new),
        text: Some(text("text")),
        title: text("title"),
        outlet: text("outlet"),
        author: text("author"),
        published: value(row, "published", report, |cell| {
            PartialDate::try_from(SmolStr::from(cell.trim()))
        }),
        url: text("url"),
        language: text("language"),
        ..ArticleDraft::default()
    }
}

/// Whether places in a text change when it is normalised.
pub(super) fn will_change(text: &str) -> bool {
    let changes = |c: char| c.is_control() && c != '\n' && c != '\t';
    text.starts_with('\u{feff}') || text.contains(changes)
}

/// Names that the codebook has: what stands between two names may stand in one.
pub(super) struct Known {
    speakers: HashSet<String>,
    topics: HashSet<String>,
}

impl Known {
    pub(super) fn new<'s>(codebooks: impl Iterator<Item = &'s Sheet>) -> Self {
        let mut known = Self {
            speakers: HashSet::new(),
            topics: HashSet::new(),
        };
        for sheet in codebooks {
            for row in sheet.rows() {
                let names = match row.get("kind") {
                    "speaker" => &mut known.speakers,
                    "topic" => &mut known.topics,
                    _ => continue,
                };
                names.insert(row.get("name").to_owned());
            }
        }
        known
    }
}

/// Reads statements, and remembers what they say of codes.
pub(super) struct Statements<'k> {
    known: &'k Known,
    texts: &'k HashMap<ArticleId, String>,
    /// Which drafts stand for which ids: a long table has several rows for one statement.
    places: HashMap<StatementId, usize>,
    long: Vec<(usize, StatementDraft)>,
    /// The kind of a speaker and the organisation it speaks for.
    speakers: BTreeMap<String, (SpeakerKind, Option<String>)>,
    scales: BTreeMap<String, i32>,
    last: Option<StatementId>,
}

impl<'k> Statements<'k> {
    pub(super) fn new(known: &'k Known, texts: &'k HashMap<ArticleId, String>) -> Self {
        Self {
            known,
            texts,
            places: HashMap::new(),
            long: Vec::new(),
            speakers: BTreeMap::new(),
            scales: BTreeMap::new(),
            last: None,
        }
    }

    /// The statement of a row; none where the row only adds a speaker or a topic to one that was read
    /// before.
    pub(super) fn read(
        &mut self,
        row: &Row<'_>,
        report: &mut Report,
    ) -> Result<Option<(ArticleId, StatementDraft)>, String> {
        let article = match filled(row.get("article_id")) {
            Some(id) => ArticleId::new(id),
            None => self.only_article()?,
        };
        let text = self.texts.get(&article).map(String::as_str);
        let contents = contents(row, text)?;
        let is_speaker = |name: &str| self.known.speakers.contains(name);
        let cell = row.get("speakers");
        // One kind is of one speaker, whatever stands in the name.
        let is_one = filled(row.get("speaker_kind")).is_some_and(|kind| !kind.contains(AND));
        let speakers = match filled(cell) {
            Some(name) if is_one => vec![name.to_owned()],
            _ => names(cell, is_speaker),
        };
        let first = contents.first().map_or(0, |place| place.chars.start);
        let mut part = |ours, spans_of| places_of(row, (ours, spans_of), text, first, report);
        let draft = StatementDraft {
            cue: part("cue", "cue_spans")?,
            source: part("source", "source_spans")?,
            id: filled(row.get("statement_id")).map(StatementId::new),
            annotator: filled(row.get("annotator")).map(str::to_owned),
            layer: word(row, "layer", report).unwrap_or_default(),
            contents,
            naming: word(row, "naming", report),
            on_behalf_of: names(row.get("on_behalf_of"), is_speaker),
            stance: filled(row.get("stance").trim()).map(str::to_owned),
            target: value(row, "target", report, target).unwrap_or_default(),
            topics: names(row.get("topics"), |name| self.known.topics.contains(name)),
            form: word(row, "form", report),
            note: row.get("note").to_owned(),
            status: word(row, "status", report).unwrap_or_default(),
            created: value(row, "created", report, |cell| {
                Timestamp::try_from(SmolStr::from(cell))
            }),
            proposal: None,
            speakers,
        };
        self.codes_of(row, &draft);
        if let Some(at) = draft.id.as_ref().and_then(|id| self.places.get(id)) {
            self.long.push((*at, draft));
            return Ok(None);
        }
        self.last.clone_from(&draft.id);
        Ok(Some((article, draft)))
    }

    /// Remembers where the statement that was read last stands among the drafts.
    pub(super) fn put(&mut self, at: usize) {
        if let Some(id) = self.last.take() {
            self.places.insert(id, at);
        }
    }

    /// Adds the speakers and topics of further rows to their statements.
    pub(super) fn join_long(&mut self, articles: &mut [Located]) {
        for (at, more) in self.long.drain(..) {
            let statements = articles.get_mut(at).map(|l| &mut l.article.statements);
            let Some(statement) = statements.and_then(|statements| statements.first_mut()) else {
                continue;
            };
            let lists = [
                (&mut statement.speakers, more.speakers),
                (&mut statement.topics, more.topics),
            ];
            for (there, further) in lists {
                for name in further {
                    if !there.contains(&name) {
                        there.push(name);
                    }
                }
            }
        }
    }

    /// The codes of codebooks, and what statements say of others.
    pub(super) fn codes<'s>(&self, codebooks: impl Iterator<Item = &'s Sheet>) -> Vec<CodeDraft> {
        let mut codes = Vec::new();
        let mut there = HashSet::new();
        for sheet in codebooks {
            for row in sheet.rows() {
                let name = row.get("name").to_owned();
                let (kind, organisation, scale) = match row.get("kind") {
                    "speaker" => {
                        there.insert(name.clone());
                        let (kind, of) = self.speakers.get(&name).cloned().unwrap_or_default();
                        let kind = SpeakerKind::from_word(row.get("speaker_kind")).unwrap_or(kind);
                        (CodeKind::Speaker(kind), of, None)
                    }
                    "topic" => (CodeKind::Topic, None, None),
                    "stance" => {
                        let scale = row.get("scale").trim().parse().ok();
                        let known = self.scales.get(row.get("id")).copied();
                        (CodeKind::Stance, None, scale.or(known))
                    }
                    _ => continue,
                };
                codes.push(CodeDraft {
                    kind,
                    // Statements name a stance by its id.
                    name: match (kind, filled(row.get("id"))) {
                        (CodeKind::Stance, Some(id)) => id.to_owned(),
                        _ => name,
                    },
                    parent: filled(row.get("parent")).map(str::to_owned),
                    definition: row.get("definition").to_owned(),
                    aliases: names(row.get("aliases"), |_| false),
                    organisation,
                    scale,
                });
            }
        }
        let others = self.speakers.iter().filter(|(name, (kind, of))| {
            !there.contains(*name) && (*kind != SpeakerKind::Person || of.is_some())
        });
        codes.extend(others.map(|(name, (kind, organisation))| CodeDraft {
            kind: CodeKind::Speaker(*kind),
            name: name.clone(),
            parent: None,
            definition: String::new(),
            aliases: Vec::new(),
            organisation: organisation.clone(),
            scale: None,
        }));
        codes
    }

    fn codes_of(&mut self, row: &Row<'_>, draft: &StatementDraft) {
        let mut kinds = row.get("speaker_kind").split(AND);
        let cell = row.get("organisation");
        let organisations = names(cell, |name| self.known.speakers.contains(name));
        // Where one of several has none, it cannot be told whose is whose.
        let is_whole = organisations.len() == draft.speakers.len();
        for (at, name) in draft.speakers.iter().enumerate() {
            let kind = kinds.next().and_then(SpeakerKind::from_word);
            let of = organisations.get(at).filter(|of| is_whole && *of != name);
            let known = self.speakers.entry(name.clone()).or_default();
            known.0 = kind.unwrap_or(known.0);
            known.1 = of.cloned().or(known.1.take());
        }
        for name in &draft.on_behalf_of {
            let known = self.speakers.entry(name.clone());
            known.or_insert((SpeakerKind::Organisation, None));
        }
        if let (Some(stance), Ok(scale)) = (&draft.stance, row.get("stance_scale").trim().parse()) {
            self.scales.insert(stance.clone(), scale);
        }
    }

    /// The article of a statement that names none.
    fn only_article(&self) -> Result<ArticleId, String> {
        let mut ids = self.texts.keys();
        match (ids.next(), ids.next()) {
            (Some(only), None) => Ok(only.clone()),
            _ => Err("it does not say of which article it is (article_id)".to_owned()),
        }
    }
}

/// Where the content stands: where the row says, else where its words stand.
fn contents(row: &Row<'_>, text: Option<&str>) -> Result<Vec<PlaceDraft>, String> {
    let quote = row.get("quote");
    let named = spans(row.get("spans"))?;
    if !named.is_empty() {
        return Ok(places(named, quote));
    }
    let (start, end) = (row.get("start"), row.get("end"));
    if start.trim().is_empty() && end.trim().is_empty() {
        return match (filled(quote), text) {
            (None, _) => Err("it has neither a place (start and end) nor a quote".to_owned()),
            (Some(_), None) => Err(
                "it has no place (start and end), and the text that its quote stands in is not in these tables".to_owned(),
            ),
            (Some(quote), Some(text)) => match found(text, quote, None) {
                Ok(place) => Ok(vec![place]),
                Err(times) => Err(format!("its quote stands {times} in the article, and the row has no place (start and end)")),
            },
        };
    }
    match (whole(start), whole(end)) {
        (Some(start), Some(end)) if start < end => {
            let place = PlaceDraft {
                chars: start..end,
                quote: filled(quote).map(str::to_owned),
            };
            Ok(vec![place])
        }
        _ => Err(format!(
            "“{start}” to “{end}” is no place: start and end must be whole numbers, and start the smaller"
        )),
    }
}

/// Where a cue or a source stands; where only its words are known, at the only place in the article
/// that has them, else at the one next to the content.
fn places_of(
    row: &Row<'_>,
    (ours, spans_of): (&str, &str),
    text: Option<&str>,
    near: usize,
    report: &mut Report,
) -> Result<Vec<PlaceDraft>, String> {
    let words = row.get(ours);
    let named = spans(row.get(spans_of))?;
    if !named.is_empty() || words.is_empty() {
        return Ok(places(named, words));
    }
    let place = text.and_then(|text| found(text, words, Some(near)).ok());
    if place.is_none() {
        let what = format!("where the {ours} “{words}” stands is not known: it was left out");
        report.note(row.line, what);
    }
    Ok(place.into_iter().collect())
}

/// The only place of words in a text, or the one that begins next to another; else how often they
/// stand there.
fn found(text: &str, words: &str, near: Option<usize>) -> Result<PlaceDraft, String> {
    // In code points, counted from one hit to the next.
    let (mut byte, mut chars) = (0, 0);
    let hits = text.match_indices(words).map(|(at, _)| {
        chars += text.get(byte..at).unwrap_or_default().chars().count();
        byte = at;
        chars
    });
    let hits: Vec<usize> = hits.collect();
    let start = match (hits.as_slice(), near) {
        ([only], _) => Some(*only),
        (several, Some(near)) => several.iter().copied().min_by_key(|at| at.abs_diff(near)),
        _ => None,
    };
    let start = start.ok_or_else(|| match hits.len() {
        0 => "nowhere".to_owned(),
        times => format!("{times} times"),
    })?;
    Ok(PlaceDraft {
        chars: start..start + words.chars().count(),
        quote: Some(words.to_owned()),
    })
}

fn target(cell: &str) -> Result<TargetDraft, String> {
    if let Some(name) = cell.strip_prefix("speaker:") {
        Ok(TargetDraft::Speaker(name.to_owned()))
    } else if let Some(words) = cell.strip_prefix("text:") {
        Ok(TargetDraft::Text(words.to_owned()))
    } else {
        Err("it must be empty, speaker:NAME or text:WORDS".to_owned())
    }
}

fn filled(cell: &str) -> Option<&str> {
    Some(cell).filter(|cell| !cell.is_empty())
}

/// A word of an enumeration. One that is none is left out and said.
fn word<T: Word>(row: &Row<'_>, ours: &str, report: &mut Report) -> Option<T> {
    value(row, ours, report, |cell| {
        let word = cell.trim().to_lowercase().replace([' ', '-'], "_");
        T::from_word(&word).ok_or_else(|| format!("it must be {}", T::choices()))
    })
}

/// What a cell stands for; what cannot be read is left out and said.
fn value<T>(
    row: &Row<'_>,
    ours: &str,
    report: &mut Report,
    read: impl Fn(&str) -> Result<T, String>,
) -> Option<T> {
    let cell = row.get(ours);
    if cell.is_empty() {
        return None;
    }
    match read(cell) {
        Ok(value) => Some(value),
        Err(why) => {
            report.note(row.line, format!("{ours} “{cell}” was left out: {why}"));
            None
        }
    }
}
