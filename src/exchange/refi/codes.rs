//! The tree of codes, and writing it.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use super::{ORIGIN, guid, instruction};
use crate::exchange::words::Word;
use crate::exchange::xml::{put_attribute, put_text};
use crate::exchange::{Exported, Mapping, Selection};
use crate::model::{
    Form, Id as _, Naming, ReviewStatus, SpeakerId, SpeakerKind, StanceId, TopicId,
};

/// What a code below one of the groups is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Stance,
    Speaker,
    OnBehalfOf,
    Topic,
    Form,
    Naming,
    Review,
    /// The code of a statement of which nothing is coded.
    Statement,
}

impl Group {
    const ALL: [Self; 8] = [
        Self::Stance,
        Self::Speaker,
        Self::OnBehalfOf,
        Self::Topic,
        Self::Form,
        Self::Naming,
        Self::Review,
        Self::Statement,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Stance => "Stance",
            Self::Speaker => "Speaker",
            Self::OnBehalfOf => "On behalf of",
            Self::Topic => "Topic",
            Self::Form => "Form",
            Self::Naming => "Naming",
            Self::Review => "Review",
            Self::Statement => "Statement",
        }
    }

    /// The word that a mapping has for it.
    fn word(self) -> &'static str {
        match self {
            Self::Stance => "stance",
            Self::Speaker => "speaker",
            Self::OnBehalfOf => "on_behalf_of",
            Self::Topic => "topic",
            Self::Form => "form",
            Self::Naming => "naming",
            Self::Review => "status",
            Self::Statement => "statement",
        }
    }

    /// By the name that a code at the top has.
    pub(super) fn named(name: &str, mapping: &Mapping) -> Option<Self> {
        let lower = name.trim().to_lowercase();
        let mapped = |group: &Self| mapping.get(group.word()) == Some(name);
        let mut all = Self::ALL.into_iter();
        if let Some(group) = all.clone().find(mapped) {
            return Some(group);
        }
        all.find(|group| {
            let known = group.name().to_lowercase();
            lower == known || lower.strip_suffix('s') == Some(&known)
        })
    }
}

/// The codes of a project with their GUIDs and the names that a file gives them: no two the same,
/// because `QualCoder` has one list of them.
pub(super) struct Codes {
    roots: Vec<Node>,
    pub(super) notes: Vec<String>,
}

struct Node {
    guid: String,
    name: String,
    codable: bool,
    colour: Option<SmolStr>,
    definition: String,
    kind: Option<SpeakerKind>,
    below: Vec<Self>,
}

pub(super) fn stance_guid(id: &StanceId) -> String {
    guid("stance", id.as_str())
}

pub(super) fn speaker_guid(id: &SpeakerId) -> String {
    guid("speaker", id.as_str())
}

pub(super) fn behalf_guid(id: &SpeakerId) -> String {
    guid("on_behalf_of", id.as_str())
}

pub(super) fn topic_guid(id: &TopicId) -> String {
    guid("topic", id.as_str())
}

pub(super) fn word_guid(group: Group, word: &str) -> String {
    guid(group.word(), word)
}

/// Names that no other code has.
#[derive(Default)]
struct Names {
    used: HashSet<String>,
    notes: Vec<String>,
}

impl Names {
    /// The name as it is; with its group before it where another code has it, or where it begins
    /// as if it had.
    fn unique(&mut self, group: Group, name: &str) -> String {
        let prefix = format!("{}: ", group.name());
        let mut unique = name.to_owned();
        if name.starts_with(&prefix) || self.used.contains(name) {
            unique = format!("{prefix}{name}");
        }
        if self.used.contains(&unique) {
            let plain = unique.clone();
            let mut number = 2;
            while self.used.contains(&unique) {
                unique = format!("{plain} ({number})");
                number += 1;
            }
            self.notes.push(format!(
                "two codes are called “{name}”; one of them is “{unique}” in the file"
            ));
        }
        self.used.insert(unique.clone());
        unique
    }
}

impl Codes {
    pub(super) fn of(selection: &Selection<'_>) -> Self {
        let book = selection.project.codebook();
        let statements = selection.statements();
        let mut names = Names::default();
        for group in Group::ALL {
            names.used.insert(group.name().to_owned());
        }
        let leaf = |guid: String, name: String| Node {
            guid,
            name,
            codable: true,
            colour: None,
            definition: String::new(),
            kind: None,
            below: Vec::new(),
        };
        let mut roots = Vec::new();
        let mut root = |group: Group, below: Vec<Node>| {
            if !below.is_empty() {
                roots.push(Node {
                    codable: false,
                    below,
                    ..leaf(guid("group", group.word()), group.name().to_owned())
                });
            }
        };
        let stances = book.stances().iter().map(|stance| Node {
            colour: stance.colour.clone().map(SmolStr::from),
            definition: stance.definition.clone(),
            ..leaf(
                stance_guid(&stance.id),
                names.unique(Group::Stance, stance.id.as_str()),
            )
        });
        root(Group::Stance, stances.collect());
        let speakers = book.speakers().iter().map(|speaker| Node {
            colour: speaker.colour.clone().map(SmolStr::from),
            definition: speaker.definition.clone(),
            kind: Some(speaker.kind),
            ..leaf(
                speaker_guid(&speaker.id),
                names.unique(Group::Speaker, &speaker.name),
            )
        });
        root(Group::Speaker, speakers.collect());
        let spoken_for: HashSet<&SpeakerId> =
            statements.iter().flat_map(|s| &s.on_behalf_of).collect();
        let behalf = (book.speakers().iter())
            .filter(|speaker| spoken_for.contains(&speaker.id))
            .map(|speaker| {
                let name = names.unique(Group::OnBehalfOf, &speaker.name);
                leaf(behalf_guid(&speaker.id), name)
            });
        root(Group::OnBehalfOf, behalf.collect());
        root(Group::Topic, topics(selection, &mut names));
        let mut words = |group: Group, used: &mut dyn Iterator<Item = &'static str>| {
            let mut used: Vec<&str> = used.filter(|word| !word.is_empty()).collect();
            used.sort_unstable();
            used.dedup();
            let below = used.into_iter().map(|word| {
                let name = names.unique(group, word);
                leaf(word_guid(group, word), name)
            });
            let below = below.collect();
            root(group, below);
        };
        let forms = &mut statements.iter().filter_map(|s| s.form).map(Form::word);
        words(Group::Form, forms);
        let naming = &mut statements.iter().filter_map(|s| s.naming).map(Naming::word);
        words(Group::Naming, naming);
        let verdicts = statements.iter().map(|s| selection.status(&s.id));
        let verdicts = verdicts.filter(|status| *status != ReviewStatus::Unreviewed);
        words(Group::Review, &mut verdicts.map(Word::word));
        if statements.iter().any(|s| is_bare(selection, s)) {
            let guid = word_guid(Group::Statement, "");
            roots.push(leaf(guid, Group::Statement.name().to_owned()));
        }
        Self {
            roots,
            notes: names.notes,
        }
    }

    /// `<CodeBook>` without its start, which differs between the two files.
    pub(super) fn put(&self, out: &mut String) {
        if self.roots.is_empty() {
            return;
        }
        out.push_str("<Codes>\n");
        for node in &self.roots {
            node.put(out);
        }
        out.push_str("</Codes>\n");
    }

    pub(super) fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }
}

/// Whether nothing of a statement is coded that is a code here.
pub(super) fn is_bare(selection: &Selection<'_>, statement: &crate::model::Statement) -> bool {
    statement.stance.is_none()
        && statement.speakers.is_empty()
        && statement.on_behalf_of.is_empty()
        && statement.topics.is_empty()
        && statement.form.is_none()
        && statement.naming.is_none()
        && selection.status(&statement.id) == ReviewStatus::Unreviewed
}

fn topics(selection: &Selection<'_>, names: &mut Names) -> Vec<Node> {
    let list = selection.project.codebook().topics();
    let mut below: HashMap<Option<&TopicId>, Vec<&TopicId>> = HashMap::new();
    for topic in list.iter() {
        let parent = topic.parent.as_ref().filter(|id| list.contains(id));
        below.entry(parent).or_default().push(&topic.id);
    }
    // A tree deeper than any reader takes is cut off rather than followed.
    branch(selection, names, &below, None, 0)
}

fn branch(
    selection: &Selection<'_>,
    names: &mut Names,
    below: &HashMap<Option<&TopicId>, Vec<&TopicId>>,
    parent: Option<&TopicId>,
    depth: usize,
) -> Vec<Node> {
    const DEEPEST: usize = 50;
    let ids = below.get(&parent).map(Vec::as_slice).unwrap_or_default();
    let mut nodes = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(topic) = selection.project.codebook().topics().get(id) else {
            continue;
        };
        let mut node = Node {
            guid: topic_guid(id),
            name: names.unique(Group::Topic, &topic.name),
            codable: true,
            colour: topic.colour.clone().map(SmolStr::from),
            definition: topic.definition.clone(),
            kind: None,
            below: Vec::new(),
        };
        if depth < DEEPEST {
            node.below = branch(selection, names, below, Some(id), depth + 1);
            nodes.push(node);
        } else {
            nodes.push(node);
            nodes.extend(branch(selection, names, below, Some(id), depth));
        }
    }
    nodes
}

impl Node {
    /// The description must stand first.
    fn put(&self, out: &mut String) {
        out.push_str("<Code");
        put_attribute(out, "guid", &self.guid);
        put_attribute(out, "name", &self.name);
        put_attribute(
            out,
            "isCodable",
            if self.codable { "true" } else { "false" },
        );
        if let Some(colour) = &self.colour {
            put_attribute(out, "color", colour);
        }
        if self.definition.is_empty() && self.kind.is_none() && self.below.is_empty() {
            out.push_str("/>\n");
            return;
        }
        out.push('>');
        if !self.definition.is_empty() {
            out.push_str("<Description>");
            put_text(out, &self.definition);
            out.push_str("</Description>");
        }
        if let Some(kind) = self.kind.filter(|kind| *kind != SpeakerKind::Person) {
            out.push_str(&instruction(kind.word()));
        }
        if !self.below.is_empty() {
            out.push('\n');
        }
        for node in &self.below {
            node.put(out);
        }
        out.push_str("</Code>\n");
    }
}

/// The codebook as a file of its own.
pub(super) fn write(selection: &Selection<'_>) -> Exported {
    let codes = Codes::of(selection);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook");
    put_attribute(&mut out, "xmlns", "urn:QDA-XML:codebook:1.0");
    put_attribute(&mut out, "origin", ORIGIN);
    out.push_str(">\n");
    codes.put(&mut out);
    out.push_str("</CodeBook>\n");
    let mut notes = codes.notes;
    if !selection.statements().is_empty() {
        notes.push("only the codebook is in this file, no article and no statement".to_owned());
    }
    Exported {
        files: vec![("codebook.qdc".to_owned(), out.into_bytes())],
        notes,
    }
}
