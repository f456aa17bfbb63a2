//! What only topics have: a proposition, and a place in a tree.

use std::sync::Arc;

use egui::Ui;

use super::editor::change;
use super::rows::siblings;
use crate::edit::{CodeChange, Edit};
use crate::gui::form::{self, Choice, CodeText, Drafts, Field, Picker, Slot};
use crate::gui::intent::Intent;
use crate::model::{Code, CodeId, Project, Topic, TopicId};

/// Proposition and parent.
pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    topic: &Topic,
    drafts: &mut Drafts,
    intents: &mut Vec<Intent>,
) {
    let id = CodeId::Topic(topic.id.clone());
    form::row(ui, "Proposition", |ui| {
        let slot = Slot::Code(id.clone(), CodeText::Proposition);
        let hint = "A sentence to support or oppose: “The channel must be dredged”";
        Field::new(slot, "Proposition", hint).show(ui, project, drafts, intents);
    });
    form::row(ui, "Below", |ui| {
        let topics = project.codebook().topics();
        let parent = topic.parent.as_ref().and_then(|id| topics.get(id));
        let picker = Picker {
            id: egui::Id::unique(("parent", &topic.id)),
            label: "Below",
            shown: parent.map_or("no other topic", |parent| parent.name.as_str()),
            none: Some("no other topic"),
            help: "The topic that this one is a part of; not one of its own parts",
        };
        if let Some(parent) = picker.show(ui, || parents(project, topic))
            && parent != topic.parent
        {
            intents.push(change(&id, CodeChange::Parent(parent)));
        }
    });
}

/// The topics that another can stand below: not itself, nor what is below it.
fn parents(project: &Project, topic: &Topic) -> Vec<Choice<TopicId>> {
    let book = project.codebook();
    let fit = book.topics().iter().filter(|other| {
        let path = book.topic_path(&other.id);
        path.iter().all(|above| above.id != topic.id)
    });
    let choice = |other: &Arc<Topic>| Choice {
        value: other.id.clone(),
        name: other.name.clone(),
        also: String::new(),
    };
    fit.map(choice).collect()
}

/// Where a code would stand after moving it one up or down, among those on its branch.
pub(super) fn beside(project: &Project, code: &Code, down: bool) -> Option<usize> {
    let book = project.codebook();
    let step = |at: usize| {
        if down {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        }
    };
    match code {
        Code::Topic(topic) => {
            let branch = siblings(project, topic);
            let at = branch.iter().position(|id| **id == topic.id)?;
            book.topics().position(branch.get(step(at)?)?)
        }
        Code::Stance(stance) => {
            let to = step(book.stances().position(&stance.id)?)?;
            (to < book.stances().len()).then_some(to)
        }
        Code::Speaker(speaker) => {
            let to = step(book.speakers().position(&speaker.id)?)?;
            (to < book.speakers().len()).then_some(to)
        }
        Code::Field(_) => None,
    }
}

/// A topic as the last part of the one before it on its branch.
pub(super) fn moved_in(project: &Project, topic: &Topic) -> Option<Edit> {
    let topics = project.codebook().topics();
    let branch = siblings(project, topic);
    let at = branch.iter().position(|id| **id == topic.id)?;
    let parent = *branch.get(at.checked_sub(1)?)?;
    let last = topics
        .iter()
        .rposition(|other| other.parent.as_ref() == Some(parent));
    let own = topics.position(&topic.id)?;
    Some(moved(
        project,
        topic,
        Some(parent),
        last.unwrap_or(own).max(own),
    ))
}

/// A topic right after the one that it was a part of.
pub(super) fn moved_out(project: &Project, topic: &Topic) -> Option<Edit> {
    let topics = project.codebook().topics();
    let parent = topics.get(topic.parent.as_ref()?)?;
    let own = topics.position(&topic.id)?;
    let above = topics.position(&parent.id)?;
    // What stands before its new place moves up by one when it is taken from there.
    let to = if own < above { above } else { above + 1 };
    Some(moved(project, topic, parent.parent.as_ref(), to))
}

fn moved(project: &Project, topic: &Topic, parent: Option<&TopicId>, to: usize) -> Edit {
    let id = CodeId::Topic(topic.id.clone());
    let parent_topic = parent.and_then(|id| project.codebook().topics().get(id));
    let words = match parent_topic {
        Some(parent) => format!("move topic {} below {}", topic.name, parent.name),
        None => format!("move topic {} to the top level", topic.name),
    };
    let change = Edit::ChangeCode {
        id: id.clone(),
        change: CodeChange::Parent(parent.cloned()),
    };
    Edit::group(words, vec![change, Edit::MoveCode { id, to }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::codebook_page::{Shelf, rows::rows};
    use crate::model::ProjectId;

    fn tree(project: &Project) -> Vec<String> {
        let all = rows(project, Shelf::Topics, "").into_iter();
        let line = |row: crate::gui::codebook_page::rows::Row| {
            let name = row.item.name(project).unwrap_or_default();
            format!("{}{name}", " ".repeat(row.depth.into()))
        };
        all.map(line).collect()
    }

    #[test]
    fn a_topic_moves_in_and_out_to_where_the_eye_expects_it() {
        let mut project = Project::new(ProjectId::new("prj"), "");
        for id in ["d", "a", "b", "c"] {
            let topic = Topic::new(TopicId::new(id), id);
            let add = Edit::AddCode {
                at: usize::MAX,
                code: Box::new(Code::Topic(topic)),
            };
            project.apply(add).unwrap();
        }
        let below = |id: &str, parent: &str| Edit::ChangeCode {
            id: CodeId::Topic(TopicId::new(id)),
            change: CodeChange::Parent(Some(TopicId::new(parent))),
        };
        project.apply(below("d", "a")).unwrap();
        assert_eq!(tree(&project), ["a", " d", "b", "c"]);
        let start = project.clone();
        let of = |project: &Project, id: &str| {
            Topic::clone(project.codebook().topics().get(&TopicId::new(id)).unwrap())
        };

        let edit = moved_in(&project, &of(&project, "b")).unwrap();
        project.apply(edit).unwrap();
        assert_eq!(tree(&project), ["a", " d", " b", "c"]);
        let edit = moved_in(&project, &of(&project, "b")).unwrap();
        project.apply(edit).unwrap();
        assert_eq!(tree(&project), ["a", " d", "  b", "c"]);
        let edit = moved_out(&project, &of(&project, "b")).unwrap();
        project.apply(edit).unwrap();
        assert_eq!(tree(&project), ["a", " d", " b", "c"]);
        let edit = moved_out(&project, &of(&project, "d")).unwrap();
        let applied = project.apply(edit).unwrap();
        assert_eq!(tree(&project), ["a", " b", "d", "c"]);
        project.apply(applied.inverse).unwrap();

        assert!(
            moved_in(&start, &of(&start, "a")).is_none(),
            "the first has none before it"
        );
        assert!(
            moved_out(&start, &of(&start, "a")).is_none(),
            "it stands at the top"
        );
    }
}
