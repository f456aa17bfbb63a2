//! Cross-tables: how often two things of statements go together.

use std::collections::BTreeMap;

use crate::model::{CodeId, Project, Statement};

/// What statements are counted by. A statement with several speakers or topics counts for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    Speaker,
    /// The main topic only.
    Topic,
    Stance,
    Outlet,
    /// The month of the article, or its year where that is all that is known.
    Month,
}

/// How often each row goes with each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Names in order: codes as in the codebook, the others by the alphabet; what is not known is
    /// empty and comes last.
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// Row by row, as many in each as there are columns.
    pub cells: Vec<Vec<usize>>,
}

/// Counts statements; reprints only when asked for.
pub fn table<'a>(
    project: &Project,
    statements: impl Iterator<Item = &'a Statement>,
    (rows, columns): (By, By),
    with_repeats: bool,
) -> Table {
    let mut cells: BTreeMap<(Value, Value), usize> = BTreeMap::new();
    for statement in statements.filter(|s| with_repeats || s.repeats.is_none()) {
        for row in values(project, statement, rows) {
            for column in values(project, statement, columns) {
                *cells.entry((row.clone(), column)).or_default() += 1;
            }
        }
    }
    let mut all: [Vec<Value>; 2] = [Vec::new(), Vec::new()];
    for (row, column) in cells.keys() {
        let [rows, columns] = &mut all;
        rows.push(row.clone());
        columns.push(column.clone());
    }
    for values in &mut all {
        values.sort();
        values.dedup();
    }
    let [rows, columns] = all;
    let count = |row: &Value, column: &Value| {
        let found = cells.get(&(row.clone(), column.clone()));
        found.copied().unwrap_or(0)
    };
    Table {
        cells: rows
            .iter()
            .map(|row| columns.iter().map(|column| count(row, column)).collect())
            .collect(),
        rows: rows.into_iter().map(|value| value.2).collect(),
        columns: columns.into_iter().map(|value| value.2).collect(),
    }
}

/// Whether it is not known, its place in the codebook, its name.
pub(super) type Value = (bool, Option<usize>, String);

/// What a statement counts for; one that is not known where there is none.
pub(super) fn values(project: &Project, statement: &Statement, by: By) -> Vec<Value> {
    let book = project.codebook();
    let code = |place: Option<usize>, id: CodeId| (false, place, book.name(&id).to_owned());
    let article = project.articles().get(&statement.article);
    let mut values: Vec<Value> = match by {
        By::Speaker => {
            let ids = statement.speakers.iter();
            let place = |id| book.speakers().position(id);
            ids.map(|id| code(place(id), CodeId::Speaker(id.clone())))
                .collect()
        }
        By::Topic => {
            let ids = statement.topics.first().into_iter();
            let place = |id| book.topics().position(id);
            ids.map(|id| code(place(id), CodeId::Topic(id.clone())))
                .collect()
        }
        By::Stance => {
            let ids = statement.stance.iter();
            let place = |id| book.stances().position(id);
            ids.map(|id| code(place(id), CodeId::Stance(id.clone())))
                .collect()
        }
        By::Outlet => {
            let outlet = article.map(|article| article.outlet.clone());
            let outlet = outlet.filter(|outlet| !outlet.is_empty());
            outlet
                .into_iter()
                .map(|outlet| (false, None, outlet))
                .collect()
        }
        By::Month => {
            let date = article.and_then(|article| article.published.as_ref());
            let month = date.and_then(|date| date.as_str().get(..7).or(Some(date.as_str())));
            month
                .into_iter()
                .map(|month| (false, None, month.to_owned()))
                .collect()
        }
    };
    if values.is_empty() {
        values.push((true, None, String::new()));
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Edit;
    use crate::edit::random::World;
    use crate::model::StatementChange;

    fn all(table: &Table) -> usize {
        table.cells.iter().flatten().sum()
    }

    #[test]
    fn every_statement_counts_once_for_each_pair() {
        let project = World::new().project;
        let statements = || project.statements().map(AsRef::as_ref);
        let by = |rows, columns| table(&project, statements(), (rows, columns), true);
        let stances = by(By::Stance, By::Outlet);
        assert_eq!(all(&stances), project.statement_count());
        assert!(stances.rows.len() > 2 && stances.cells.len() == stances.rows.len());
        let pairs = statements().map(|s| s.speakers.len().max(1));
        assert_eq!(all(&by(By::Speaker, By::Topic)), pairs.sum::<usize>());
        let turned = by(By::Outlet, By::Stance);
        assert_eq!(
            (&turned.rows, &turned.columns),
            (&stances.columns, &stances.rows)
        );
        for month in by(By::Month, By::Stance).rows {
            assert!(
                month.is_empty() || (4..=7).contains(&month.len()),
                "{month}"
            );
        }
    }

    #[test]
    fn reprints_are_left_out_unless_asked_for() {
        let mut project = World::new().project;
        let without_links = project.statements().filter(|s| s.repeats.is_none());
        let ids: Vec<_> = without_links.take(2).map(|s| s.id.clone()).collect();
        let statements = |project: &Project, repeats| {
            let statements = project.statements().map(AsRef::as_ref);
            all(&table(
                project,
                statements,
                (By::Stance, By::Month),
                repeats,
            ))
        };
        let before = statements(&project, false);
        let change = StatementChange::Repeats(Some(ids[0].clone()));
        let id = ids[1].clone();
        project.apply(Edit::ChangeStatement { id, change }).unwrap();
        assert_eq!(statements(&project, false), before - 1);
        assert_eq!(statements(&project, true), project.statement_count());
    }
}
