//! `WebAnno` TSV 3 (<https://inception-project.github.io/>), read only: span layers, one file for
//! each article. Offsets are UTF-16 units. Spans are whole words, and what stands between two
//! sentences is not in the file: line breaks are put there.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::details::remark;
use super::features::{coded, is_statement, no_statements};
use super::places::{Arrived, ends_in, stem};
use super::xml::decoded;
use super::{ArticleDraft, Drafted, Format, Input, Mapping, Part, Shape};
use crate::model::ArticleId;

pub(super) const FORMAT: Format = Format {
    name: "webanno-tsv",
    about: "WebAnno TSV 3 of WebAnno and INCEpTION",
    shape: Shape::Folder,
    many_voices: true,
    has_rows: false,
    carries: &[
        Part::Ids,
        Part::Overlaps,
        Part::Speaker,
        Part::Stance,
        Part::Topic,
        Part::Note,
        Part::Annotator,
        Part::Status,
    ],
    write: None,
    read: Some(read),
};

fn read(files: &[Input<'_>], mapping: &Mapping) -> Drafted {
    let mut drafted = Drafted::default();
    let is_one = |file: &&Input<'_>| files.len() == 1 || ends_in(file.name, ".tsv");
    let chosen: Vec<&Input<'_>> = files.iter().filter(is_one).collect();
    if chosen.is_empty() {
        let why = "no file in it ends in .tsv".to_owned();
        drafted.report.fail(0, why);
    }
    let mut gaps = 0;
    for file in chosen {
        if files.len() > 1 {
            drafted.report.begin(file.name);
        }
        let parsed = decoded(file.bytes).and_then(|text| Sheet::parse(&text));
        match parsed.and_then(|sheet| sheet.article(file.name, mapping, &mut gaps)) {
            Ok((article, remarks)) => {
                for remark in remarks {
                    drafted.report.note(0, remark);
                }
                drafted.put(0, article);
            }
            Err(why) => drafted.report.fail(0, why),
        }
    }
    if gaps > 0 {
        drafted.report.begin("");
        let what = format!(
            "this format does not say what stands between sentences: {gaps} times a line break was put there"
        );
        drafted.report.note(0, what);
    }
    drafted
}

/// A file as it stands.
struct Sheet {
    /// The layer and the feature of each column, from the fourth on; only span layers have one.
    columns: Vec<Option<(String, String)>>,
    sentences: Vec<Sentence>,
    rows: Vec<Row>,
}

struct Sentence {
    text: String,
    /// The offset and the words of its first token.
    first: Option<(usize, String)>,
}

struct Row {
    line: usize,
    place: Range<usize>,
    token: String,
    cells: Vec<String>,
}

/// What offsets count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Utf16,
    Chars,
}

impl Unit {
    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf16 => text.encode_utf16().count(),
            Self::Chars => text.chars().count(),
        }
    }

    fn place(self, place: Range<usize>, arrived: &Arrived) -> Option<Range<usize>> {
        let placed = match self {
            Self::Utf16 => arrived.at_units(place),
            Self::Chars => {
                let (start, end) = (arrived.of_char(place.start)?, arrived.of_char(place.end)?);
                arrived.at_chars(start..end)
            }
        };
        placed.ok().map(|place| place.chars)
    }
}

impl Sheet {
    fn parse(text: &str) -> Result<Self, String> {
        let mut sheet = Self {
            columns: Vec::new(),
            sentences: Vec::new(),
            rows: Vec::new(),
        };
        let mut in_text = false;
        for (line, number) in text.split('\n').zip(1..) {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if number == 1 {
                if !line.starts_with("#FORMAT=WebAnno TSV 3") {
                    return Err(
                        "it is no WebAnno TSV 3: its first line is not “#FORMAT=WebAnno TSV 3.…”"
                            .to_owned(),
                    );
                }
                continue;
            }
            if let Some(words) = line.strip_prefix("#Text=") {
                let words = unescaped(words);
                match sheet.sentences.last_mut().filter(|_| in_text) {
                    Some(sentence) => {
                        sentence.text.push('\n');
                        sentence.text.push_str(&words);
                    }
                    None => sheet.sentences.push(Sentence {
                        text: words,
                        first: None,
                    }),
                }
                in_text = true;
            } else if let Some(layer) = line.strip_prefix("#T_SP=") {
                sheet.layer(layer, true);
            } else if let Some(layer) = ["#T_RL=", "#T_CH="]
                .iter()
                .find_map(|p| line.strip_prefix(p))
            {
                sheet.layer(layer, false);
            } else if line.starts_with(|c: char| c.is_ascii_digit()) {
                in_text = false;
                let row = row(line, number)?;
                if let Some(sentence) = sheet.sentences.last_mut()
                    && sentence.first.is_none()
                {
                    sentence.first = Some((row.place.start, row.token.clone()));
                }
                sheet.rows.push(row);
            }
        }
        if sheet.sentences.is_empty() {
            return Err("it has no sentence (no line “#Text=”)".to_owned());
        }
        Ok(sheet)
    }

    fn layer(&mut self, line: &str, is_span: bool) {
        let mut parts = line.split('|');
        let layer = parts.next().unwrap_or_default();
        for feature in parts {
            let named = (layer.to_owned(), feature.to_owned());
            self.columns.push(is_span.then_some(named));
        }
    }

    /// The whole text, and how many gaps were filled.
    fn text(&self, unit: Unit) -> Result<(String, usize), String> {
        // More than any text has between sentences; it would be made out of nothing.
        const WIDEST: usize = 10_000;
        let mut text = String::new();
        let mut length = 0_usize;
        let mut gaps = 0;
        for sentence in &self.sentences {
            let begin = match &sentence.first {
                Some((at, token)) => {
                    // White space may stand before the first word.
                    let before = sentence.text.find(token.as_str()).unwrap_or(0);
                    let before = sentence.text.get(..before).unwrap_or_default();
                    at.checked_sub(unit.length(before))
                }
                None => Some(length + usize::from(length > 0)),
            };
            let gap = begin.and_then(|begin| begin.checked_sub(length));
            let gap = gap.ok_or("its sentences overlap: the offsets of one begin before the end of the one before it")?;
            if gap > WIDEST {
                return Err(format!(
                    "between two of its sentences there are {gap} characters of which it says nothing"
                ));
            }
            gaps += usize::from(gap > 0);
            text.extend(std::iter::repeat_n('\n', gap));
            text.push_str(&sentence.text);
            length += gap + unit.length(&sentence.text);
        }
        Ok((text, gaps))
    }

    /// How many words do not stand where they should.
    fn misplaced(&self, text: &str, unit: Unit) -> usize {
        let arrived = Arrived::new(text);
        let kept = crate::text::Text::new(arrived.text());
        let stands = |row: &&Row| {
            let place = unit.place(row.place.clone(), &arrived);
            let bytes = place.and_then(|place| {
                Some(kept.byte_of_char(place.start)?..kept.byte_of_char(place.end)?)
            });
            let words = bytes.and_then(|bytes| kept.as_str().get(bytes));
            words == Some(row.token.as_str())
        };
        self.rows.len() - self.rows.iter().filter(stands).count()
    }

    fn article(
        &self,
        file: &str,
        mapping: &Mapping,
        gaps: &mut usize,
    ) -> Result<(ArticleDraft, Vec<String>), String> {
        let mut remarks = Vec::new();
        let mut unit = Unit::Utf16;
        let (mut text, mut filled) = match self.text(unit) {
            Ok(made) => made,
            Err(why) => {
                unit = Unit::Chars;
                self.text(unit).or(Err(why))?
            }
        };
        let mut misplaced = self.misplaced(&text, unit);
        if misplaced > 0
            && unit == Unit::Utf16
            && let Ok(other) = self.text(Unit::Chars)
        {
            let fewer = self.misplaced(&other.0, Unit::Chars);
            if fewer < misplaced {
                (unit, (text, filled), misplaced) = (Unit::Chars, other, fewer);
            }
        }
        if unit == Unit::Chars {
            remark(
                &mut remarks,
                "its offsets are code points, not UTF-16 units as this format has them; they were read so"
                    .to_owned(),
            );
        }
        if misplaced > 0 {
            let what = format!("words that do not stand where their offsets say: {misplaced}");
            remark(&mut remarks, what);
        }
        *gaps += filled;
        let arrived = Arrived::new(&text);
        let mut draft = ArticleDraft {
            id: Some(stem(file))
                .filter(|id| !id.is_empty())
                .map(ArticleId::new),
            title: stem(file).to_owned(),
            text: Some(arrived.text().to_owned()),
            ..ArticleDraft::default()
        };
        let mut others: BTreeMap<String, usize> = BTreeMap::new();
        for span in self.spans() {
            if !is_statement(&span.layer, mapping) {
                *others.entry(span.layer).or_default() += 1;
                continue;
            }
            let place = unit
                .place(span.place.clone(), &arrived)
                .and_then(|chars| arrived.at_chars(chars).ok());
            let Some(place) = place else {
                let Range { start, end } = span.place;
                let line = span.line;
                remark(
                    &mut remarks,
                    format!(
                        "line {line}: {start}–{end} is no place in the text; the statement was left out"
                    ),
                );
                continue;
            };
            let get = |name: &str| span.features.get(name).cloned();
            let mut statement = coded(get, mapping, &mut remarks);
            statement.contents = vec![place];
            draft.statements.push(statement);
        }
        if draft.statements.is_empty() {
            let others: Vec<(String, usize)> = others.into_iter().collect();
            remarks.extend(no_statements(&others, mapping));
        }
        Ok((draft, remarks))
    }

    /// The annotations of all span layers, in the order in which they begin.
    fn spans(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut known: HashMap<(&str, Key), usize> = HashMap::new();
        for (row, number) in self.rows.iter().zip(0..) {
            for (column, cell) in self.columns.iter().zip(&row.cells) {
                let Some((layer, feature)) = column else {
                    continue;
                };
                if cell == "_" || cell.is_empty() {
                    continue;
                }
                for (value, stacked) in split(cell).into_iter().zip(0..) {
                    let (value, id) = numbered(value);
                    let key = match id {
                        Some(id) => Key::Number(id),
                        None => Key::Word(number, stacked),
                    };
                    let at = *known.entry((layer.as_str(), key)).or_insert_with(|| {
                        spans.push(Span {
                            layer: layer.clone(),
                            line: row.line,
                            place: row.place.clone(),
                            features: HashMap::new(),
                        });
                        spans.len() - 1
                    });
                    if let Some(span) = spans.get_mut(at) {
                        span.place.start = span.place.start.min(row.place.start);
                        span.place.end = span.place.end.max(row.place.end);
                        if value != "*" {
                            span.features.insert(feature.clone(), unescaped(value));
                        }
                    }
                }
            }
        }
        spans
    }
}

/// What makes cells one annotation: the same number, or else the same word and place in the stack.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Number(usize),
    Word(usize, usize),
}

struct Span {
    layer: String,
    line: usize,
    place: Range<usize>,
    features: HashMap<String, String>,
}

/// `1-3`, `16-20`, `over`, `_`, `_`, with tabs between.
fn row(line: &str, number: usize) -> Result<Row, String> {
    let mut cells = line.split('\t');
    let _ = cells.next();
    let place = cells.next().and_then(|place| {
        let (start, end) = place.split_once('-')?;
        Some(start.parse().ok()?..end.parse().ok()?)
    });
    let (Some(place), Some(token)) = (place, cells.next()) else {
        return Err(format!(
            "line {number} is no word with its offsets, such as “1-1	0-4	Text”"
        ));
    };
    Ok(Row {
        line: number,
        place,
        token: unescaped(token),
        cells: cells.map(str::to_owned).collect(),
    })
}

/// The values of a cell, stacked by `|`, still escaped.
fn split(cell: &str) -> Vec<&str> {
    let mut values = Vec::new();
    let mut start = 0;
    let mut is_escaped = false;
    for (at, c) in cell.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '|' => {
                values.extend(cell.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    values.extend(cell.get(start..));
    values
}

/// `support[2]` is `support` of annotation 2.
fn numbered(value: &str) -> (&str, Option<usize>) {
    let number = value
        .strip_suffix(']')
        .and_then(|value| value.rsplit_once('['))
        .filter(|(before, _)| !before.ends_with('\\'))
        .and_then(|(before, number)| Some((before, number.parse().ok()?)));
    match number {
        Some((before, number)) => (before, Some(number)),
        None => (value, None),
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('t') => out.push('\t'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some(c) => out.push(c),
            None => out.push('\\'),
        }
    }
    out
}

#[cfg(test)]
mod tests;
