//! Random values that need no project.

use smol_str::SmolStr;

use crate::model::{
    Anchor, Certainty, CodeStatus, Colour, Decided, FieldKind, FieldTarget, FieldValue, FileAnchor,
    Form, Layer, Naming, PartialDate, Polarity, ProgressState, Proposal, Provenance, Span,
    SpeakerKind, StatementId, Verdict,
};
use crate::text::Text;

/// Numbers from a seed, by Steele, Lea and Flood's `SplitMix64`.
pub(crate) struct Dice(u64);

/// Pieces of text that are hard to get right somewhere.
const PIECES: [&str; 20] = [
    "The mayor said",
    " “no”, ",
    "she ",
    "a ",
    "a a ",
    "\n",
    "\n\n",
    "e\u{301}",
    "👩\u{200d}🔧",
    "🇩🇪",
    "北京说。",
    "שָׁלוֹם ",
    "\u{202e}مرحبا\u{202c} ",
    "हिन्दी ",
    "it's ",
    "\"q\"",
    "\\n",
    "\t",
    "\u{a0}",
    "taxes will rise. ",
];

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a limit, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub(super) fn several<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| make(self)).collect()
    }

    /// A few pieces of text, or none.
    pub(super) fn words(&mut self) -> String {
        (0..self.below(4)).map(|_| self.pick(&PIECES)).collect()
    }

    /// Words for a name; seldom blank, which is refused.
    pub(super) fn name(&mut self) -> String {
        if self.chance(2) {
            return " ".to_owned();
        }
        format!("N{}", self.words())
    }

    pub(super) fn text(&mut self) -> Text {
        let pieces = self.below(40);
        Text::new((0..pieces).map(|_| self.pick(&PIECES)).collect::<String>())
    }

    /// A text with a piece cut out and another put in, or one with nothing in common.
    pub(crate) fn changed_text(&mut self, text: &Text) -> Text {
        if self.chance(10) {
            return self.text();
        }
        let chars: Vec<char> = text.as_str().chars().collect();
        let from = self.below(chars.len() + 1);
        let to = (from + self.below(12)).min(chars.len());
        let mut changed: String = chars[..from].iter().collect();
        changed.push_str(&self.words());
        changed.extend(&chars[to..]);
        Text::new(changed)
    }

    /// Spans in order that do not overlap; seldom lost, and more seldom wrong.
    pub(crate) fn contents(&mut self, text: &Text) -> Vec<Anchor> {
        let mut borders: Vec<usize> = (0..2 * (1 + self.below(3)))
            .map(|_| self.below(text.chars() + 1))
            .collect();
        borders.sort_unstable();
        let mut contents: Vec<Anchor> = borders
            .chunks(2)
            .filter_map(|pair| Span::of_chars(text, pair[0]..pair[1]).ok())
            .map(Anchor::At)
            .collect();
        if contents.is_empty() || self.chance(10) {
            contents.push(self.lost(text));
        }
        match self.below(100) {
            0 => contents.clear(),
            1 => contents.reverse(),
            2 => contents.push(self.elsewhere()),
            _ => {}
        }
        contents
    }

    pub(super) fn anchors(&mut self, text: &Text) -> Vec<Anchor> {
        (0..self.below(3)).map(|_| self.anchor(text)).collect()
    }

    pub(super) fn anchor(&mut self, text: &Text) -> Anchor {
        let (a, b) = (self.below(text.chars() + 1), self.below(text.chars() + 1));
        match Span::of_chars(text, a.min(b)..a.max(b)) {
            Ok(span) if self.chance(90) => Anchor::At(span),
            _ if self.chance(1) => self.elsewhere(),
            _ => self.lost(text),
        }
    }

    /// What a file may say of a place that is not there.
    fn lost(&mut self, text: &Text) -> Anchor {
        let quote = match self.below(3) {
            0 => SmolStr::default(),
            1 => self.words().into(),
            // Words that stand somewhere in the text, so that they can be found again.
            _ => {
                let anchor = self.below(text.chars() + 1);
                let words = text.as_str().chars().skip(anchor).take(5);
                words.collect()
            }
        };
        // Detached without being lost is refused.
        if self.chance(4) {
            let start = self.below(text.chars() + 1);
            if let Ok(span) = Span::of_chars(text, start..start + 1) {
                return Anchor::Detached(Anchor::At(span).to_file(text));
            }
        }
        let lost = FileAnchor {
            start: self.below(60),
            end: self.below(60),
            quote,
        };
        match Anchor::from_file(text, lost) {
            Anchor::At(span) => Anchor::Detached(FileAnchor {
                start: span.end(),
                end: span.start(),
                quote: span.quote(text).into(),
            }),
            lost @ Anchor::Detached(_) => lost,
        }
    }

    /// A span of another text.
    fn elsewhere(&mut self) -> Anchor {
        let text = Text::new("long ".repeat(400));
        let start = self.below(1_900);
        Anchor::At(Span::of_chars(&text, start..start + 9).unwrap())
    }

    pub(super) fn date(&mut self) -> PartialDate {
        let date = self.pick(&["2025", "2024-02-29", "2025-12", "1999-01-01"]);
        PartialDate::try_from(SmolStr::from(date)).unwrap()
    }

    pub(super) fn colour(&mut self) -> Option<Colour> {
        let colour = self.pick(&["#0072b2", "#C04A00", ""]);
        Colour::try_from(SmolStr::from(colour)).ok()
    }

    pub(super) fn key(&mut self) -> Option<u8> {
        // Digits are soon taken, and the last two are none.
        self.pick(&[
            None,
            None,
            None,
            Some(7),
            Some(8),
            Some(9),
            Some(0),
            Some(12),
        ])
    }

    pub(super) fn scale(&mut self) -> Option<i32> {
        self.pick(&[None, Some(0), Some(-3), Some(i32::MAX)])
    }

    pub(super) fn field_kind(&mut self) -> FieldKind {
        let choices = || vec!["yes".to_owned(), "no".to_owned(), "it's “both”".to_owned()];
        match self.below(7) {
            0 => FieldKind::Choice(choices()),
            1 => FieldKind::Choices(choices()),
            2 => FieldKind::Text,
            3 => FieldKind::Number,
            4 => FieldKind::Date,
            5 => FieldKind::Url,
            _ => FieldKind::YesNo,
        }
    }

    /// A value of that kind; seldom of another.
    pub(super) fn field_value(&mut self, kind: &FieldKind) -> FieldValue {
        if self.chance(2) {
            return FieldValue::Number("NaN".into());
        }
        match kind {
            FieldKind::Choice(of) => FieldValue::Choice(self.pick(of)),
            FieldKind::Choices(of) => FieldValue::Choices(self.several(|dice| dice.pick(of))),
            FieldKind::Text => FieldValue::Text(self.words()),
            FieldKind::Number => {
                let number = self.pick(&["0.10", "-3", "1e300", "+7"]);
                FieldValue::Number(number.into())
            }
            FieldKind::Date => FieldValue::Date(self.date()),
            FieldKind::Url => FieldValue::Url(self.words()),
            FieldKind::YesNo => FieldValue::YesNo(self.chance(50)),
        }
    }

    /// The key of a worklist entry; seldom none, which is refused.
    pub(super) fn entry(&mut self) -> SmolStr {
        let entries = ["no_stance st_1", "no_stance st_2", "untouched ar_1"];
        if self.chance(2) {
            return SmolStr::default();
        }
        self.pick(&entries).into()
    }

    pub(super) fn provenance(&mut self) -> Provenance {
        match self.below(5) {
            0 => Provenance::ByHand,
            3 => Provenance::Ranked {
                shown: self.several(Self::words),
            },
            2 => Provenance::Decided(self.several(|dice| Decided {
                statement: StatementId::new(dice.words()),
                version: dice.words().into(),
            })),
            1 => Provenance::Imported {
                format: self.words(),
            },
            _ => Provenance::Proposed(Proposal {
                rule: self.words(),
                confidence: 80,
                shown: self.several(Self::words),
                changed: self.chance(50),
            }),
        }
    }
}

macro_rules! pickers {
    ($($name:ident: $of:ty = [$($value:expr),+ $(,)?];)+) => {
        impl Dice {
            $(pub(super) fn $name(&mut self) -> $of {
                self.pick(&[$($value),+])
            })+
        }
    };
}

pickers! {
    layer: Layer = [Layer::Independent, Layer::Adjudicated];
    naming: Option<Naming> = [
        None, Some(Naming::Named), Some(Naming::Unnamed), Some(Naming::NoneGiven),
    ];
    form: Option<Form> = [
        None, Some(Form::Direct), Some(Form::Mixed), Some(Form::Indirect),
        Some(Form::FreeIndirect), Some(Form::Reported),
    ];
    polarity: Polarity = [Polarity::Affirmed, Polarity::Negated];
    certainty: Certainty = [Certainty::Plain, Certainty::Hedged, Certainty::Hypothetical];
    verdict: Option<Verdict> = [
        None, Some(Verdict::Accepted), Some(Verdict::Rejected), Some(Verdict::Question),
    ];
    state: ProgressState = [
        ProgressState::Assigned, ProgressState::InProgress, ProgressState::Done,
    ];
    speaker_kind: SpeakerKind = [
        SpeakerKind::Person, SpeakerKind::Organisation, SpeakerKind::Group, SpeakerKind::Document,
    ];
    status: CodeStatus = [CodeStatus::Active, CodeStatus::Proposed, CodeStatus::Retired];
    field_target: FieldTarget = [
        FieldTarget::Statement, FieldTarget::Speaker, FieldTarget::Article,
    ];
}
