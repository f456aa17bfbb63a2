//! The codes of a file, and what each of them is here.

use std::collections::HashMap;

use super::INSTRUCTION;
use super::codes::Group;
use crate::exchange::words::Word as _;
use crate::exchange::xml::{Element, Piece, Pieces, decoded, local};
use crate::exchange::{CodeDraft, CodeKind, Drafted, Input, Mapping};
use crate::model::SpeakerKind;

/// A code as a file has it.
#[derive(Clone, Debug, Default)]
struct Found {
    guid: String,
    name: String,
    definition: String,
    /// Where the one above it stands among those found.
    above: Option<usize>,
    has_below: bool,
    kind: SpeakerKind,
}

/// Reads codes while their file is read.
#[derive(Default)]
pub(super) struct CodeReader {
    found: Vec<Found>,
    open: Vec<usize>,
    in_description: bool,
}

impl CodeReader {
    /// Takes what stands between `<Codes>` and its end.
    pub(super) fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(element) if element.local() == "Code" => self.begin(element),
            Piece::Start(element) => self.in_description = element.local() == "Description",
            Piece::End(name) if local(name) == "Code" => {
                self.open.pop();
            }
            Piece::End(_) => self.in_description = false,
            Piece::Text(text) if self.in_description => {
                if let Some(code) = self.innermost() {
                    code.definition.push_str(text);
                }
            }
            Piece::Instruction { target, content } if target == INSTRUCTION => {
                if let Some(code) = self.innermost() {
                    code.kind = SpeakerKind::from_word(content).unwrap_or_default();
                }
            }
            Piece::Text(_) | Piece::Instruction { .. } => {}
        }
    }

    fn innermost(&mut self) -> Option<&mut Found> {
        let at = *self.open.last()?;
        self.found.get_mut(at)
    }

    fn begin(&mut self, element: &Element<'_>) {
        let above = self.open.last().copied();
        if let Some(code) = self.innermost() {
            code.has_below = true;
        }
        self.open.push(self.found.len());
        self.found.push(Found {
            guid: element.text("guid").trim_matches(['{', '}']).to_lowercase(),
            name: element.text("name"),
            above,
            ..Found::default()
        });
    }

    /// What each code is here.
    pub(super) fn finish(self, mapping: &Mapping) -> Meanings {
        let mut meanings = Meanings::default();
        // Of each code: its group, and whether it is that group itself.
        let mut groups: Vec<(Option<Group>, bool)> = Vec::with_capacity(self.found.len());
        let mut names: Vec<String> = Vec::with_capacity(self.found.len());
        for code in &self.found {
            let above = code.above.and_then(|at| groups.get(at)).copied();
            let (group, is_group, name) = match above {
                Some((group, _)) => (group, false, code.name.as_str()),
                None => top(code, mapping),
            };
            let group_or_topic = group.unwrap_or(Group::Topic);
            let prefix = format!("{}: ", group_or_topic.name());
            let name = name.strip_prefix(&prefix).unwrap_or(name).to_owned();
            groups.push((group, is_group));
            names.push(name.clone());
            if name.trim().is_empty() {
                continue;
            }
            if is_group && group != Some(Group::Statement) {
                continue;
            }
            meanings
                .by_guid
                .insert(code.guid.clone(), (group_or_topic, name.clone()));
            let parent = code.above.filter(|at| {
                let above_is_group = groups.get(*at).is_some_and(|(_, is_group)| *is_group);
                !above_is_group
            });
            let parent = parent.and_then(|at| names.get(at)).cloned();
            meanings.add(group_or_topic, name, parent, code);
        }
        meanings
    }
}

/// Of a code with none above it: its group, whether it is that group itself, and its name.
fn top<'c>(code: &'c Found, mapping: &Mapping) -> (Option<Group>, bool, &'c str) {
    let name = code.name.as_str();
    if let Some(group) = Group::named(name, mapping) {
        return (Some(group), true, name);
    }
    // "speaker.Ana", as programs without a tree name their tags.
    let parts = name.split_once(['.', ':', '/']);
    let parts = parts.filter(|_| !code.has_below);
    let dotted = parts.map(|(group, name)| (Group::named(group, mapping), name.trim_start()));
    match dotted {
        Some((group @ Some(_), name)) if !name.is_empty() => (group, false, name),
        _ => (None, false, name),
    }
}

/// Codes by their GUID, and as drafts.
#[derive(Default)]
pub(super) struct Meanings {
    by_guid: HashMap<String, (Group, String)>,
    pub(super) codes: Vec<CodeDraft>,
}

impl Meanings {
    pub(super) fn get(&self, guid: &str) -> Option<&(Group, String)> {
        let plain = guid.trim_matches(['{', '}']).to_lowercase();
        self.by_guid.get(&plain)
    }

    fn add(&mut self, group: Group, name: String, parent: Option<String>, code: &Found) {
        let kind = match group {
            Group::Stance => CodeKind::Stance,
            Group::Speaker => CodeKind::Speaker(code.kind),
            Group::Topic => CodeKind::Topic,
            _ => return,
        };
        self.codes.push(CodeDraft {
            kind,
            name,
            parent: parent.filter(|_| kind == CodeKind::Topic),
            definition: code.definition.clone(),
            aliases: Vec::new(),
            organisation: None,
            scale: None,
        });
    }
}

/// Reads codebooks.
pub(super) fn read(files: &[Input<'_>], mapping: &Mapping) -> Drafted {
    let mut drafted = Drafted::default();
    for file in files {
        if files.len() > 1 {
            drafted.report.begin(file.name);
        }
        match codes_of(file.bytes, mapping) {
            Ok(codes) => drafted.codes.extend(codes),
            Err(why) => drafted.report.fail(0, why),
        }
    }
    drafted
}

fn codes_of(bytes: &[u8], mapping: &Mapping) -> Result<Vec<CodeDraft>, String> {
    let text = decoded(bytes)?;
    let mut pieces = Pieces::new(&text);
    let mut codes = CodeReader::default();
    let mut root = None;
    while let Some(piece) = pieces.next()? {
        if let Piece::Start(element) = &piece
            && root.is_none()
        {
            if element.local() != "CodeBook" {
                return Err(format!(
                    "it is no REFI-QDA codebook: it begins with “{}”, not “CodeBook”",
                    element.local()
                ));
            }
            root = Some(());
        }
        codes.take(&piece);
    }
    Ok(codes.finish(mapping).codes)
}
