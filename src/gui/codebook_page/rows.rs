//! What the page lists, computed once for each state of the project: rows, marks, uses.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Item, Shelf};
use crate::model::{
    Code, CodeId, CodeStatus, Project, Speaker, Statement, StatementId, StatementIndex, Topic,
    TopicId,
};

/// Something that is computed again when what it depends on has changed.
#[derive(Clone, Debug)]
pub(super) struct Cached<K, V>(Option<(K, Arc<V>)>);

impl<K: PartialEq, V> Cached<K, V> {
    pub(super) fn get(&mut self, key: K, compute: impl FnOnce() -> V) -> Arc<V> {
        if let Some((known, value)) = &self.0
            && *known == key
        {
            return Arc::clone(value);
        }
        let value = Arc::new(compute());
        self.0 = Some((key, Arc::clone(&value)));
        value
    }
}

impl<K, V> Default for Cached<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

/// The shelves on which something has a mark before its name: on those, names leave room for it.
pub(super) fn marked(project: &Project) -> Vec<Shelf> {
    let book = project.codebook();
    let mut marked = vec![Shelf::Stances];
    if book.speakers().iter().any(|code| code.colour.is_some()) {
        marked.push(Shelf::Speakers);
    }
    if book.topics().iter().any(|code| code.colour.is_some()) {
        marked.push(Shelf::Topics);
    }
    marked
}

/// How many statements use a code, or are an annotator's.
pub(super) fn count(index: &StatementIndex, item: &Item) -> usize {
    match item {
        Item::Code(id) => index.uses(id),
        Item::Annotator(id) => index.made_by(id),
    }
}

/// The statements that use a code or are an annotator's, in the order of articles and texts.
pub(super) fn uses(project: &Project, index: &StatementIndex, item: &Item) -> Vec<StatementId> {
    let is_use = |statement: &Statement| match item {
        Item::Code(id) => statement.codes().contains(id),
        Item::Annotator(id) => &statement.annotator == id,
    };
    project
        .articles()
        .iter()
        .flat_map(|article| index.of_article(&article.id))
        .filter(|id| project.statement(id).is_some_and(|s| is_use(s)))
        .cloned()
        .collect()
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub item: Item,
    /// How many topics stand above it.
    pub depth: u8,
}

/// The rows of a shelf that have the words in them; all of them, topics as a tree, when there are
/// none.
pub(super) fn rows(project: &Project, shelf: Shelf, words: &str) -> Vec<Row> {
    let book = project.codebook();
    let wanted = words.trim().to_lowercase();
    let fits = |parts: &[&str]| {
        wanted.is_empty()
            || parts
                .iter()
                .any(|part| part.to_lowercase().contains(&wanted))
    };
    let row = |item| Row { item, depth: 0 };
    match shelf {
        Shelf::Speakers => {
            let speakers = book.speakers().iter().filter(|speaker| {
                fits(&[&speaker.name, &speaker.definition])
                    || speaker.aliases.iter().any(|alias| fits(&[alias]))
            });
            let ids = speakers.map(|code| CodeId::Speaker(code.id.clone()));
            ids.map(|id| row(Item::Code(id))).collect()
        }
        Shelf::Stances => {
            let stances = book.stances().iter();
            let fitting = stances.filter(|stance| fits(&[&stance.name, &stance.definition]));
            let ids = fitting.map(|code| CodeId::Stance(code.id.clone()));
            ids.map(|id| row(Item::Code(id))).collect()
        }
        Shelf::Topics if wanted.is_empty() => tree(project),
        Shelf::Topics => {
            let topics = book.topics().iter();
            let fitting =
                topics.filter(|topic| fits(&[&topic.name, &topic.proposition, &topic.definition]));
            let ids = fitting.map(|code| CodeId::Topic(code.id.clone()));
            ids.map(|id| row(Item::Code(id))).collect()
        }
        Shelf::Annotators => {
            let annotators = project.annotators().iter();
            let fitting = annotators.filter(|annotator| fits(&[&annotator.name]));
            let ids = fitting.map(|annotator| annotator.id.clone());
            ids.map(|id| row(Item::Annotator(id))).collect()
        }
    }
}

/// The topics, each before those below it.
fn tree(project: &Project) -> Vec<Row> {
    let topics = project.codebook().topics();
    let mut below: HashMap<Option<&TopicId>, Vec<&Topic>> = HashMap::new();
    for topic in topics.iter() {
        below.entry(topic.parent.as_ref()).or_default().push(topic);
    }
    let mut rows = Vec::with_capacity(topics.len());
    // A stack and no recursion: how deep a tree is, a file decides.
    let mut left: Vec<(&Topic, u8)> = Vec::new();
    let push = |left: &mut Vec<_>, parent: Option<&TopicId>, depth: u8| {
        let children = below.get(&parent).into_iter().flatten().rev();
        left.extend(children.map(|topic| (*topic, depth)));
    };
    push(&mut left, None, 0);
    while let Some((topic, depth)) = left.pop() {
        rows.push(Row {
            item: Item::Code(CodeId::Topic(topic.id.clone())),
            depth,
        });
        push(&mut left, Some(&topic.id), depth.saturating_add(1));
    }
    rows
}

/// The topics on the same branch, in their order.
pub(super) fn siblings<'a>(project: &'a Project, topic: &'a Topic) -> Vec<&'a TopicId> {
    let topics = project.codebook().topics().iter();
    let beside = topics.filter(|other| other.parent == topic.parent);
    beside.map(|other| &other.id).collect()
}

/// What stands below a name in the list.
pub(super) fn detail(code: &Code) -> String {
    match code {
        Code::Speaker(speaker) => role(speaker).unwrap_or_else(|| speaker.definition.clone()),
        Code::Stance(stance) => stance.definition.clone(),
        Code::Topic(topic) if topic.proposition.is_empty() => topic.definition.clone(),
        Code::Topic(topic) => format!("“{}”", topic.proposition),
        Code::Field(field) => field.definition.clone(),
    }
}

fn role(speaker: &Speaker) -> Option<String> {
    let title = &speaker.role_on(None)?.title;
    (!title.is_empty()).then(|| title.clone())
}

pub(super) fn status(code: &Code) -> CodeStatus {
    match code {
        Code::Speaker(code) => code.status,
        Code::Stance(code) => code.status,
        Code::Topic(code) => code.status,
        Code::Field(code) => code.status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Edit;
    use crate::model::ProjectId;

    fn topic(id: &str, parent: Option<&str>) -> Edit {
        let topic = Topic {
            parent: parent.map(TopicId::new),
            ..Topic::new(TopicId::new(id), id)
        };
        Edit::AddCode {
            at: usize::MAX,
            code: Box::new(Code::Topic(topic)),
        }
    }

    #[test]
    fn topics_stand_below_their_parents_and_a_search_is_flat() {
        let mut project = Project::new(ProjectId::new("prj"), "");
        for edit in [
            topic("harbour", None),
            topic("ferry", None),
            topic("dredging", Some("harbour")),
            topic("cost", Some("dredging")),
            topic("quay", Some("harbour")),
        ] {
            project.apply(edit).unwrap();
        }
        let listed = |words: &str| -> Vec<String> {
            let rows = rows(&project, Shelf::Topics, words).into_iter();
            rows.map(|row| {
                let name = row.item.name(&project).unwrap_or_default();
                format!("{}{name}", " ".repeat(row.depth.into()))
            })
            .collect()
        };
        assert_eq!(
            listed(""),
            ["harbour", " dredging", "  cost", " quay", "ferry"]
        );
        assert_eq!(listed("ER"), ["ferry"]);
        assert_eq!(listed("zz"), [""; 0]);
    }
}
