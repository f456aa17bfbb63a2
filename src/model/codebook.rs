//! Speakers, stances, topics and extra fields.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{
    FieldId, Id as _, Keyed, Listed, PartialDate, SpeakerId, StanceId, Timestamp, TopicId,
};

/// Everything that a statement can be tagged with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Codebook {
    pub(crate) speakers: Listed<Speaker>,
    pub(crate) stances: Listed<Stance>,
    pub(crate) topics: Listed<Topic>,
    pub(crate) fields: Listed<Field>,
}

impl Codebook {
    pub fn speakers(&self) -> &Listed<Speaker> {
        &self.speakers
    }

    pub fn stances(&self) -> &Listed<Stance> {
        &self.stances
    }

    pub fn topics(&self) -> &Listed<Topic> {
        &self.topics
    }

    pub fn fields(&self) -> &Listed<Field> {
        &self.fields
    }

    /// The name of a code, or its id when there is no such code.
    pub fn name<'a>(&'a self, id: &'a CodeId) -> &'a str {
        let name = match id {
            CodeId::Speaker(id) => self.speakers.get(id).map(|code| &code.name),
            CodeId::Stance(id) => self.stances.get(id).map(|code| &code.name),
            CodeId::Topic(id) => self.topics.get(id).map(|code| &code.name),
            CodeId::Field(id) => self.fields.get(id).map(|code| &code.name),
        };
        name.map_or(id.as_str(), String::as_str)
    }

    /// The ids of all entries, kind by kind.
    pub fn ids(&self) -> impl Iterator<Item = CodeId> {
        let speakers = self.speakers.iter().map(|c| CodeId::Speaker(c.id.clone()));
        let stances = self.stances.iter().map(|c| CodeId::Stance(c.id.clone()));
        let topics = self.topics.iter().map(|c| CodeId::Topic(c.id.clone()));
        let fields = self.fields.iter().map(|c| CodeId::Field(c.id.clone()));
        speakers.chain(stances).chain(topics).chain(fields)
    }

    /// A copy of a code.
    pub fn code(&self, id: &CodeId) -> Option<Code> {
        match id {
            CodeId::Speaker(id) => self.speakers.get(id).map(|c| Code::Speaker((**c).clone())),
            CodeId::Stance(id) => self.stances.get(id).map(|c| Code::Stance((**c).clone())),
            CodeId::Topic(id) => self.topics.get(id).map(|c| Code::Topic((**c).clone())),
            CodeId::Field(id) => self.fields.get(id).map(|c| Code::Field((**c).clone())),
        }
    }

    /// The topics from the root of the tree down to one, itself last.
    pub fn topic_path(&self, id: &TopicId) -> Vec<&Topic> {
        let mut path: Vec<&Topic> = Vec::new();
        let mut next = self.topics.get(id);
        while let Some(topic) = next {
            // A tree read from a file is checked for cycles, but a walk must end all the same.
            if path.len() > self.topics.len() {
                break;
            }
            path.push(topic);
            next = topic.parent.as_ref().and_then(|id| self.topics.get(id));
        }
        path.reverse();
        path
    }

    /// The first speaker with this name or alias.
    pub fn speaker_named(&self, name: &str) -> Option<&Speaker> {
        self.speakers
            .iter()
            .find(|speaker| speaker.name == name)
            .or_else(|| {
                self.speakers
                    .iter()
                    .find(|speaker| speaker.aliases.iter().any(|alias| alias == name))
            })
            .map(AsRef::as_ref)
    }

    /// The first topic with this name.
    pub fn topic_named(&self, name: &str) -> Option<&Topic> {
        self.topics
            .iter()
            .find(|topic| topic.name == name)
            .map(AsRef::as_ref)
    }
}

/// Who says something: a person, an organisation, a group, a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    pub id: SpeakerId,
    pub name: String,
    #[serde(default)]
    pub kind: SpeakerKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldEntry>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// When to use it, apart from what it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub use_when: String,
    /// When not to use it, and what to use then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub avoid_when: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: CodeStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition_changed: Option<Timestamp>,
}

impl Speaker {
    pub fn new(id: SpeakerId, name: impl Into<String>, kind: SpeakerKind) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            aliases: Vec::new(),
            roles: Vec::new(),
            fields: Vec::new(),
            definition: String::new(),
            use_when: String::new(),
            avoid_when: String::new(),
            examples: Vec::new(),
            colour: None,
            status: CodeStatus::Active,
            definition_changed: None,
        }
    }

    /// The role held on a day: the last listed one whose dates hold it. Without a date, the last
    /// role that has not ended. A part of a date is all of its days: until 2023 is until the end
    /// of that year.
    pub fn role_on(&self, date: Option<&PartialDate>) -> Option<&Role> {
        self.roles.iter().rev().find(|role| match date {
            Some(date) => {
                let (from, until) = (role.from.as_ref(), role.until.as_ref());
                from.is_none_or(|from| from <= date || from.is_within(date))
                    && until.is_none_or(|until| date <= until || date.is_within(until))
            }
            None => role.until.is_none(),
        })
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpeakerKind {
    #[default]
    Person,
    Organisation,
    Group,
    Document,
}

/// What a speaker was, where, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<SpeakerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

/// Where a speaker stands, read toward the statement's target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stance {
    pub id: StanceId,
    pub name: String,
    /// The digit that sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<u8>,
    /// The value on the scale; left out for a stance that is off it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<i32>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// When to use it, apart from what it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub use_when: String,
    /// When not to use it, and what to use then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub avoid_when: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: CodeStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition_changed: Option<Timestamp>,
}

impl Stance {
    pub fn new(id: StanceId, name: impl Into<String>, key: Option<u8>, scale: Option<i32>) -> Self {
        Self {
            id,
            name: name.into(),
            key,
            scale,
            definition: String::new(),
            use_when: String::new(),
            avoid_when: String::new(),
            examples: Vec::new(),
            colour: None,
            status: CodeStatus::Active,
            definition_changed: None,
        }
    }

    /// The stances of a new project.
    pub fn shipped() -> Vec<Self> {
        [
            ("support", "Support", Some(1), "Speaks for the target."),
            ("oppose", "Oppose", Some(-1), "Speaks against the target."),
            ("neutral", "Neutral", Some(0), "Explicitly takes no side."),
            ("mixed", "Mixed", None, "Speaks both for and against it."),
            (
                "unclear",
                "Unclear",
                None,
                "Takes a side, but which is open.",
            ),
            (
                "none",
                "None expressed",
                None,
                "Says nothing of where they stand.",
            ),
        ]
        .into_iter()
        .zip(1..)
        .map(|((id, name, scale, definition), key)| Self {
            definition: definition.to_owned(),
            ..Self::new(StanceId::new(id), name, Some(key), scale)
        })
        .collect()
    }
}

/// What a statement is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub id: TopicId,
    pub name: String,
    /// The sentence that a stance supports or opposes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub proposition: String,
    /// The topic above it in the tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TopicId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// When to use it, apart from what it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub use_when: String,
    /// When not to use it, and what to use then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub avoid_when: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: CodeStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition_changed: Option<Timestamp>,
}

impl Topic {
    pub fn new(id: TopicId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            proposition: String::new(),
            parent: None,
            definition: String::new(),
            use_when: String::new(),
            avoid_when: String::new(),
            examples: Vec::new(),
            colour: None,
            status: CodeStatus::Active,
            definition_changed: None,
        }
    }

    /// What a stance is read toward: the proposition, else the name.
    pub fn target_words(&self) -> &str {
        if self.proposition.is_empty() {
            &self.name
        } else {
            &self.proposition
        }
    }
}

/// An extra field that a project asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub id: FieldId,
    pub name: String,
    pub on: FieldTarget,
    pub kind: FieldKind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: CodeStatus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldTarget {
    Statement,
    Speaker,
    Article,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// One of these.
    Choice(Vec<String>),
    /// Any of these.
    Choices(Vec<String>),
    Text,
    Number,
    Date,
    Url,
    YesNo,
}

/// The value of an extra field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldEntry {
    pub field: FieldId,
    pub value: FieldValue,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldValue {
    Choice(String),
    Choices(Vec<String>),
    Text(String),
    /// Written as it was typed, so that 0.10 stays 0.10; always a finite number.
    Number(SmolStr),
    Date(PartialDate),
    Url(String),
    YesNo(bool),
}

/// A colour as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SmolStr", into = "SmolStr")]
pub struct Colour(SmolStr);

impl Colour {
    /// Red, green, blue.
    pub fn rgb(&self) -> [u8; 3] {
        let byte = |at: usize| {
            self.0
                .get(at..at + 2)
                .and_then(|hex| u8::from_str_radix(hex, 16).ok())
                .unwrap_or(0)
        };
        [byte(1), byte(3), byte(5)]
    }
}

impl TryFrom<SmolStr> for Colour {
    type Error = String;

    fn try_from(colour: SmolStr) -> Result<Self, String> {
        let hex = colour.strip_prefix('#').unwrap_or_default();
        if hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            Ok(Self(colour))
        } else {
            Err(format!("“{colour}” is no colour: write it as #0072b2"))
        }
    }
}

impl From<Colour> for SmolStr {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

/// Codes are retired or merged rather than deleted, so that old codings keep their meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeStatus {
    #[default]
    Active,
    Proposed,
    Retired,
}

/// An entry of the codebook, of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Code {
    Speaker(Speaker),
    Stance(Stance),
    Topic(Topic),
    Field(Field),
}

impl Code {
    /// The same under another name.
    #[must_use]
    pub fn with_name(mut self, name: &str) -> Self {
        let named = match &mut self {
            Self::Speaker(code) => &mut code.name,
            Self::Stance(code) => &mut code.name,
            Self::Topic(code) => &mut code.name,
            Self::Field(code) => &mut code.name,
        };
        name.clone_into(named);
        self
    }

    pub fn id(&self) -> CodeId {
        match self {
            Self::Speaker(code) => CodeId::Speaker(code.id.clone()),
            Self::Stance(code) => CodeId::Stance(code.id.clone()),
            Self::Topic(code) => CodeId::Topic(code.id.clone()),
            Self::Field(code) => CodeId::Field(code.id.clone()),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Speaker(code) => &code.name,
            Self::Stance(code) => &code.name,
            Self::Topic(code) => &code.name,
            Self::Field(code) => &code.name,
        }
    }
}

/// The id of an entry of the codebook, of any kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CodeId {
    Speaker(SpeakerId),
    Stance(StanceId),
    Topic(TopicId),
    Field(FieldId),
}

impl CodeId {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Speaker(id) => id.as_str(),
            Self::Stance(id) => id.as_str(),
            Self::Topic(id) => id.as_str(),
            Self::Field(id) => id.as_str(),
        }
    }

    /// The kind in words, as messages name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Speaker(_) => "speaker",
            Self::Stance(_) => "stance",
            Self::Topic(_) => "topic",
            Self::Field(_) => "field",
        }
    }
}

macro_rules! keyed {
    ($($value:ident: $id:ident),*) => {$(
        impl Keyed for $value {
            type Id = $id;

            fn id(&self) -> &$id {
                &self.id
            }
        }
    )*};
}

keyed!(Speaker: SpeakerId, Stance: StanceId, Topic: TopicId, Field: FieldId);

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_the_one_of_the_day() {
        let date = |d: &str| PartialDate::try_from(SmolStr::from(d)).unwrap();
        let role = |title: &str, from: Option<&str>, until: Option<&str>| Role {
            title: title.into(),
            organisation: None,
            from: from.map(date),
            until: until.map(date),
        };
        let mut speaker = Speaker::new(SpeakerId::new("a"), "A", SpeakerKind::Person);
        speaker.roles = vec![
            role("mayor", None, Some("2023-12-31")),
            role("minister", Some("2024-01-01"), None),
        ];
        let on = |d: &str| speaker.role_on(Some(&date(d))).unwrap().title.clone();
        assert_eq!(on("2023-06-01"), "mayor");
        assert_eq!(on("2024-06"), "minister");
        assert_eq!(speaker.role_on(None).unwrap().title, "minister");
        speaker.roles = vec![role("mayor", Some("2021-11"), Some("2023"))];
        for day in ["2021", "2021-11", "2021-11-01", "2023", "2023-12-31"] {
            assert!(speaker.role_on(Some(&date(day))).is_some(), "{day}");
        }
        for day in ["2020", "2021-10-31", "2024", "2024-01-01"] {
            assert!(speaker.role_on(Some(&date(day))).is_none(), "{day}");
        }
    }

    #[test]
    fn colours_are_checked() {
        let colour = Colour::try_from(SmolStr::from("#0072b2")).unwrap();
        assert_eq!(colour.rgb(), [0, 0x72, 0xb2]);
        assert!(Colour::try_from(SmolStr::from("blue")).is_err());
        assert!(Colour::try_from(SmolStr::from("#00é2b")).is_err());
    }
}
