//! `project.qde` as it stands: users, codes, variables, sources with their selections.

use std::collections::HashMap;

use super::INSTRUCTION;
use super::meanings::{CodeReader, Meanings};
use crate::exchange::Mapping;
use crate::exchange::xml::{Element, Piece, Pieces, local};

/// More are none of a project that anybody could look at.
const SELECTIONS: usize = 200_000;

#[derive(Default)]
pub(super) struct Project {
    pub(super) users: HashMap<String, String>,
    pub(super) meanings: Meanings,
    pub(super) sources: Vec<Source>,
    /// Sources that are no text, by what they are.
    pub(super) others: Vec<String>,
}

#[derive(Default)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) path: String,
    /// Where the text stands in this file.
    pub(super) text: Option<String>,
    pub(super) selections: Vec<Picked>,
    /// Names of variables with their values.
    pub(super) values: Vec<(String, String)>,
}

/// A selection; users and codes by their GUIDs.
#[derive(Default)]
pub(super) struct Picked {
    pub(super) name: String,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) user: String,
    pub(super) created: String,
    pub(super) description: String,
    pub(super) codes: Vec<String>,
    /// What our processing instruction says.
    pub(super) ours: Option<String>,
}

impl Project {
    pub(super) fn parse(text: &str, mapping: &Mapping) -> Result<Self, String> {
        let mut reader = ProjectReader::default();
        let mut pieces = Pieces::new(text);
        while let Some(piece) = pieces.next()? {
            reader.take(&piece)?;
        }
        let mut project = reader.project;
        project.meanings = reader.codes.finish(mapping);
        Ok(project)
    }
}

#[derive(Default)]
struct ProjectReader {
    project: Project,
    codes: CodeReader,
    variables: HashMap<String, String>,
    /// The names of the elements that are open.
    open: Vec<String>,
    /// The text of the innermost element that has no other in it.
    text: String,
    variable: String,
    selections: usize,
    /// Whether what is read stands in a source that is no text.
    elsewhere: usize,
}

impl ProjectReader {
    fn take(&mut self, piece: &Piece<'_>) -> Result<(), String> {
        if self.open.iter().any(|name| name == "Codes") {
            self.codes.take(piece);
        }
        match piece {
            Piece::Start(element) => {
                if self.open.is_empty() && element.local() != "Project" {
                    return Err(format!(
                        "it is no REFI-QDA project: it begins with “{}”, not “Project”",
                        element.local()
                    ));
                }
                self.begin(element);
                if self.selections > SELECTIONS {
                    return Err(format!(
                        "it has more than {SELECTIONS} selections: split it"
                    ));
                }
                self.text.clear();
                self.open.push(element.local().to_owned());
            }
            Piece::End(name) => {
                self.open.pop();
                self.end(local(name));
                self.text.clear();
            }
            Piece::Text(text) => self.text.push_str(text),
            Piece::Instruction { target, content } if target == INSTRUCTION => {
                if self.inside("PlainTextSelection")
                    && let Some(picked) = self.picked()
                {
                    picked.ours = Some(content.clone());
                }
            }
            Piece::Instruction { .. } => {}
        }
        Ok(())
    }

    fn inside(&self, name: &str) -> bool {
        self.elsewhere == 0 && self.open.last().is_some_and(|open| open == name)
    }

    fn source(&mut self) -> Option<&mut Source> {
        self.project.sources.last_mut()
    }

    fn picked(&mut self) -> Option<&mut Picked> {
        self.source()?.selections.last_mut()
    }

    fn begin(&mut self, element: &Element<'_>) {
        match element.local() {
            "User" => {
                let name = element.text("name");
                let guid = plain(&element.text("guid"));
                self.project.users.insert(guid, name);
            }
            "Variable" => {
                let guid = plain(&element.text("guid"));
                self.variables.insert(guid, element.text("name"));
            }
            "PDFSource" | "PictureSource" | "AudioSource" | "VideoSource" => {
                self.elsewhere += 1;
                let kind = element.local().trim_end_matches("Source").to_lowercase();
                self.project.others.push(kind);
            }
            _ if self.elsewhere > 0 => {}
            "TextSource" if self.inside("Sources") => self.project.sources.push(Source {
                name: element.text("name"),
                path: element.text("plainTextPath"),
                ..Source::default()
            }),
            "PlainTextSelection" if self.inside("TextSource") => {
                let picked = Picked {
                    name: element.text("name"),
                    start: element.number("startPosition"),
                    end: element.number("endPosition"),
                    user: plain(&element.text("creatingUser")),
                    created: element.text("creationDateTime"),
                    ..Picked::default()
                };
                self.selections += 1;
                if let Some(source) = self.source() {
                    source.selections.push(picked);
                }
            }
            "Coding" if self.inside("PlainTextSelection") => {
                let user = plain(&element.text("creatingUser"));
                if let Some(picked) = self.picked()
                    && picked.user.is_empty()
                {
                    picked.user = user;
                }
            }
            "CodeRef" if self.inside("Coding") && self.parent() == Some("PlainTextSelection") => {
                let code = element.text("targetGUID");
                if let Some(picked) = self.picked() {
                    picked.codes.push(code);
                }
            }
            "VariableRef" if self.inside("VariableValue") => {
                self.variable = plain(&element.text("targetGUID"));
            }
            _ => {}
        }
    }

    /// The element around the innermost one that is open.
    fn parent(&self) -> Option<&str> {
        let at = self.open.len().checked_sub(2)?;
        self.open.get(at).map(String::as_str)
    }

    /// An element has ended; those around it are open.
    fn end(&mut self, name: &str) {
        match name {
            "PDFSource" | "PictureSource" | "AudioSource" | "VideoSource" => {
                self.elsewhere = self.elsewhere.saturating_sub(1);
            }
            _ if self.elsewhere > 0 => {}
            "Description" if self.inside("PlainTextSelection") => {
                let text = std::mem::take(&mut self.text);
                if let Some(picked) = self.picked() {
                    picked.description = text;
                }
            }
            "PlainTextContent" if self.inside("TextSource") => {
                let text = std::mem::take(&mut self.text);
                if let Some(source) = self.source() {
                    source.text = Some(text);
                }
            }
            "TextValue" | "DateValue" | "DateTimeValue" | "IntegerValue" | "FloatValue"
            | "BooleanValue"
                if self.inside("VariableValue") && self.parent() == Some("TextSource") =>
            {
                let name = self.variables.get(&self.variable).cloned();
                let value = std::mem::take(&mut self.text);
                if let (Some(name), Some(source)) = (name, self.source()) {
                    source.values.push((name, value));
                }
            }
            _ => {}
        }
    }
}

/// A GUID with or without braces, in whatever case.
fn plain(guid: &str) -> String {
    guid.trim_matches(['{', '}']).to_lowercase()
}
