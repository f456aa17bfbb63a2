//! What of the annotations of a file is a statement, and what is coded of it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::mem::take;

use super::super::lines::Line;
use super::super::values::{read_name, read_names, read_word};
use super::annotations::Annotations;
use crate::exchange::jsonl::read_target;
use crate::exchange::{Mapping, PlaceDraft, Report, StatementDraft, Word};
use crate::model::Polarity;

/// The statements of a file, each with the line that it stands in. Annotations that are in none
/// are said.
pub(super) fn statements(
    annotations: Annotations<'_>,
    mapping: &Mapping,
    report: &mut Report,
) -> Vec<StatementDraft> {
    let names = Names { mapping };
    let rule = rule(&annotations, &names);
    let mut reading = Reading {
        annotations,
        names,
        drafts: Vec::new(),
        owners: HashMap::new(),
        report,
    };
    let lines = take(&mut reading.annotations.lines);
    match &rule {
        Rule::Events => reading.events(&lines),
        Rule::Entities(kind) => reading.entities(kind, &lines),
        Rule::None => {
            reading.say_types(&lines);
            return Vec::new();
        }
    }
    reading.attributes(&lines);
    // In our own files a note is a note.
    let may_code = !matches!(&rule, Rule::Entities(kind) if kind == "Statement");
    reading.notes(&lines, may_code);
    reading.say_left(&lines, &rule);
    reading.drafts
}

/// What the file calls what.
struct Names<'m> {
    mapping: &'m Mapping,
}

impl Names<'_> {
    /// Whether a word of the file is what we call so: the user's word for it, else the usual one.
    fn is(&self, ours: &str, usual: &str, theirs: &str) -> bool {
        match self.mapping.get(ours) {
            Some(word) => word == theirs,
            None => usual.eq_ignore_ascii_case(theirs),
        }
    }

    fn role(&self, theirs: &str) -> Option<Role> {
        if self.is("content", "Content", theirs) {
            Some(Role::Content)
        } else if self.is("cue", "Cue", theirs) {
            Some(Role::Cue)
        } else if self.is("source", "Source", theirs) {
            Some(Role::Source)
        } else {
            None
        }
    }

    /// What a relation makes of the entity at its other end.
    fn relation(&self, relation: &str, entity: &str) -> Option<Role> {
        if relation == "SaidBy" || matches!(entity, "Speaker" | "Speaker-Mention") {
            Some(Role::Source)
        } else if relation == "CuedBy" {
            Some(Role::Cue)
        } else {
            self.role(entity).filter(|role| *role != Role::Content)
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Content,
    Cue,
    Source,
}

enum Rule {
    Events,
    /// Entities of this type.
    Entities(String),
    None,
}

fn rule(annotations: &Annotations<'_>, names: &Names<'_>) -> Rule {
    let mut events = annotations.lines.iter().filter_map(|(_, line)| match line {
        Line::Event { arguments, .. } => Some(arguments),
        _ => None,
    });
    if events.any(|arguments| arguments.iter().any(|(role, _)| names.role(role).is_some())) {
        return Rule::Events;
    }
    let there = |kind: &str| {
        annotations
            .entities
            .iter()
            .any(|entity| entity.kind == kind)
    };
    if there("Statement") {
        return Rule::Entities("Statement".to_owned());
    }
    match names.mapping.get("statement") {
        Some(kind) if there(kind) => Rule::Entities(kind.to_owned()),
        _ => Rule::None,
    }
}

struct Reading<'a, 'r> {
    annotations: Annotations<'a>,
    names: Names<'r>,
    drafts: Vec<StatementDraft>,
    /// The statements that an annotation is part of, by its id.
    owners: HashMap<&'a str, Vec<usize>>,
    report: &'r mut Report,
}

impl<'a> Reading<'a, '_> {
    fn own(&mut self, id: &'a str, statement: usize) {
        let owned = self.owners.entry(id).or_default();
        if !owned.contains(&statement) {
            owned.push(statement);
        }
    }

    fn events(&mut self, lines: &[(usize, Line<'a>)]) {
        for (number, line) in lines {
            let Line::Event {
                id,
                kind,
                trigger,
                arguments,
            } = line
            else {
                continue;
            };
            let mut draft = StatementDraft {
                line: *number,
                ..StatementDraft::default()
            };
            let mut seen: Vec<(Role, &str)> = Vec::new();
            for (role, target) in arguments {
                let Some(known) = self.names.role(role) else {
                    self.report.note(
                        *number,
                        format!("the argument {role} of {id} is not known and was left out"),
                    );
                    continue;
                };
                if seen.contains(&(known, *target)) {
                    continue;
                }
                seen.push((known, *target));
                match self.annotations.take(target) {
                    Some(places) => draft_part(&mut draft, known).extend(places),
                    None => self.report.note(
                        *number,
                        format!(
                            "the {role} of {id} was left out: {target} is no place in the text"
                        ),
                    ),
                }
            }
            if draft.contents.is_empty() {
                self.report.note(
                    *number,
                    format!("{id} ({kind}) was left out: it has no content, and a statement without one says nothing"),
                );
                continue;
            }
            let at = self.drafts.len();
            self.own(id, at);
            for (_, target) in seen {
                self.own(target, at);
            }
            // The trigger says where the event is; it is the cue where its type says so.
            let is_cue = self.names.role(kind) == Some(Role::Cue);
            if let Some(places) = self.annotations.take(trigger) {
                if is_cue && draft.cue.is_empty() {
                    draft.cue = places;
                }
                self.own(trigger, at);
            }
            self.drafts.push(draft);
        }
    }

    fn entities(&mut self, kind: &str, lines: &[(usize, Line<'a>)]) {
        let found: Vec<(&'a str, usize)> = (self.annotations.entities.iter())
            .filter(|entity| entity.kind == kind)
            .map(|entity| (entity.id, entity.line))
            .collect();
        for (id, line) in found {
            // One without a place has been reported as lost.
            if let Some(contents) = self.annotations.take(id) {
                self.own(id, self.drafts.len());
                self.drafts.push(StatementDraft {
                    contents,
                    line,
                    ..StatementDraft::default()
                });
            }
        }
        let statements = self.owners.clone();
        for (_, line) in lines {
            let Line::Relation {
                id,
                kind,
                arguments,
            } = line
            else {
                continue;
            };
            let (inside, outside): (Vec<&str>, Vec<&str>) = arguments
                .iter()
                .map(|(_, target)| *target)
                .partition(|target| statements.contains_key(target));
            let ([statement], [other]) = (inside.as_slice(), outside.as_slice()) else {
                continue;
            };
            let role = self
                .annotations
                .entity(other)
                .and_then(|entity| self.names.relation(kind, entity.kind));
            let (Some(role), Some(places)) = (role, self.annotations.take(other)) else {
                continue;
            };
            for at in statements.get(statement).into_iter().flatten() {
                if let Some(draft) = self.drafts.get_mut(*at) {
                    draft_part(draft, role).extend(places.iter().cloned());
                }
                self.own(id, *at);
                self.own(other, *at);
            }
        }
    }

    fn attributes(&mut self, lines: &[(usize, Line<'a>)]) {
        for (number, line) in lines {
            let Line::Attribute {
                id,
                kind,
                target,
                value,
            } = line
            else {
                continue;
            };
            let Some(owners) = self.owners.get(target).cloned() else {
                self.report.note(
                    *number,
                    format!("{id} ({kind}) was left out: {target} is in no statement"),
                );
                continue;
            };
            for at in owners {
                let Some(draft) = self.drafts.get_mut(at) else {
                    continue;
                };
                match self.names.code(draft, kind, value) {
                    Ok(()) => self.own(id, at),
                    Err(why) => {
                        self.report
                            .note(*number, format!("{id} was left out: {why}"));
                        break;
                    }
                }
            }
        }
    }

    fn notes(&mut self, lines: &[(usize, Line<'a>)], may_code: bool) {
        for (number, line) in lines {
            let Line::Note { id, target, words } = line else {
                continue;
            };
            if words.is_empty() {
                continue;
            }
            let Some(owners) = self.owners.get(target) else {
                self.report.note(
                    *number,
                    format!("the note {id} was left out: {target} is in no statement (“{words}”)"),
                );
                continue;
            };
            for at in owners {
                if let Some(draft) = self.drafts.get_mut(*at) {
                    note(draft, words, may_code);
                }
            }
        }
    }

    /// What is in no statement, line by line.
    fn say_left(&mut self, lines: &[(usize, Line<'a>)], rule: &Rule) {
        for entity in &self.annotations.entities {
            // Without a place it has been reported.
            if !entity.is_used && !entity.places.is_empty() {
                self.report.note(
                    entity.line,
                    format!(
                        "{} ({}) is in no statement and was left out",
                        entity.id, entity.kind
                    ),
                );
            }
        }
        for (number, line) in lines {
            match line {
                Line::Relation { id, kind, .. } if !self.owners.contains_key(id) => {
                    self.report.note(
                        *number,
                        format!("{id} ({kind}) says nothing of a statement and was left out"),
                    );
                }
                // Where events are statements, it has been said of those that are none.
                Line::Event { id, kind, .. } if !matches!(rule, Rule::Events) => {
                    self.report.note(
                        *number,
                        format!("{id} ({kind}) has no content, cue or source and was left out"),
                    );
                }
                Line::Other { id, kind } => self.report.note(
                    *number,
                    format!("{id} ({kind}) has no place in a statement and was left out"),
                ),
                _ => {}
            }
        }
    }

    /// When nothing is a statement: which types there are.
    fn say_types(&mut self, lines: &[(usize, Line<'a>)]) {
        let mut types: BTreeMap<&str, usize> = BTreeMap::new();
        let triggers: HashSet<&str> = lines
            .iter()
            .filter_map(|(_, line)| match line {
                Line::Event { kind, trigger, .. } => {
                    *types.entry(kind).or_default() += 1;
                    Some(*trigger)
                }
                _ => None,
            })
            .collect();
        for entity in &self.annotations.entities {
            if !triggers.contains(&entity.id) {
                *types.entry(entity.kind).or_default() += 1;
            }
        }
        if types.is_empty() {
            return;
        }
        let types: Vec<String> = types
            .iter()
            .map(|(kind, count)| format!("{kind} ({count})"))
            .collect();
        self.report.note(
            0,
            format!(
                "nothing in it is a statement; its types are {}: a mapping names the one that is, such as “statement = Quote”",
                types.join(", ")
            ),
        );
    }
}

fn draft_part(draft: &mut StatementDraft, role: Role) -> &mut Vec<PlaceDraft> {
    match role {
        Role::Content => &mut draft.contents,
        Role::Cue => &mut draft.cue,
        Role::Source => &mut draft.source,
    }
}

impl Names<'_> {
    /// Codes what an attribute says.
    fn code(&self, draft: &mut StatementDraft, kind: &str, value: &str) -> Result<(), String> {
        let is = |ours, usual| self.is(ours, usual, kind);
        if is("polarity", "Negated") || kind == "Negation" {
            if !matches!(value, "false" | "no" | "0") {
                draft.polarity = Polarity::Negated;
            }
            return Ok(());
        }
        if value.is_empty() {
            return Err(format!("the attribute {kind} has no value"));
        }
        if is("speaker", "Speaker") {
            draft.speakers.extend(read_names(value));
        } else if is("topic", "Topic") {
            draft.topics.extend(read_names(value));
        } else if is("on_behalf_of", "OnBehalfOf") {
            draft.on_behalf_of.extend(read_names(value));
        } else if is("target", "Target") {
            draft.target = read_target(&read_name(value))?;
        } else if is("stance", "Stance") {
            once(&mut draft.stance, read_word(value), kind)?;
        } else if is("annotator", "Annotator") {
            once(&mut draft.annotator, read_word(value), kind)?;
        } else if is("form", "Form") {
            once(&mut draft.form, word(kind, value)?, kind)?;
        } else if is("naming", "Naming") {
            once(&mut draft.naming, word(kind, value)?, kind)?;
        } else if is("layer", "Layer") {
            draft.layer = word(kind, value)?;
        } else if is("status", "Review") {
            draft.status = word(kind, value)?;
        } else {
            return Err(format!("the attribute {kind} is not known (“{value}”)"));
        }
        Ok(())
    }
}

fn once<T: PartialEq>(slot: &mut Option<T>, value: T, kind: &str) -> Result<(), String> {
    match slot {
        Some(there) if *there != value => Err(format!("there is another {kind} already")),
        _ => {
            *slot = Some(value);
            Ok(())
        }
    }
}

fn word<T: Word>(kind: &str, value: &str) -> Result<T, String> {
    T::from_word(&value.to_ascii_lowercase())
        .ok_or_else(|| format!("{kind} must be {}, not “{value}”", T::choices()))
}

/// Takes a note: some corpora write there who speaks, as `speaker=NAME`, and so it may code.
fn note(draft: &mut StatementDraft, words: &str, may_code: bool) {
    let named = |key: &str| {
        let name = words.strip_prefix(key)?.strip_prefix('=')?.trim();
        (may_code && !name.is_empty()).then(|| name.to_owned())
    };
    if let Some(speaker) = named("speaker") {
        if !draft.speakers.contains(&speaker) {
            draft.speakers.push(speaker);
        }
    } else if let Some(topic) = named("topic") {
        if !draft.topics.contains(&topic) {
            draft.topics.push(topic);
        }
    } else if !draft.note.is_empty() {
        draft.note.push('\n');
        draft.note.push_str(words);
    } else {
        words.clone_into(&mut draft.note);
    }
}
