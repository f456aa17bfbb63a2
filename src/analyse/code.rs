//! What a code's page shows: its quotes, and how often it is used where, when and how.

use super::counts::{By, values};
use crate::model::{CodeId, Project, StanceId, Statement, StatementId};

/// Computed when asked for: one pass over the statements, a few milliseconds for 30,000.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodePage {
    /// The statements that use the code, in the order of the articles and texts.
    pub statements: Vec<StatementId>,
    /// Those among them that are reprints of others.
    pub repeats: usize,
    /// By the alphabet; without a name, those of articles without an outlet, last.
    pub outlets: Vec<Count>,
    /// In order of time; articles without a date last.
    pub months: Vec<Count>,
    /// Stances with how often, as in the codebook; those not yet coded last.
    pub stances: Vec<(Option<StanceId>, usize)>,
}

/// How often something is; without a name where it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub name: String,
    pub count: usize,
}

/// The page of a code: of the statements that may be shown. Counts leave reprints out unless asked
/// for; the list has them.
pub fn code_page(
    project: &Project,
    code: &CodeId,
    shows: impl Fn(&Statement) -> bool,
    with_repeats: bool,
) -> CodePage {
    let has_code = |statement: &Statement| match code {
        CodeId::Field(id) => statement.fields.iter().any(|entry| &entry.field == id),
        CodeId::Stance(id) => statement.stance.as_ref() == Some(id),
        CodeId::Topic(id) => statement.topics.contains(id),
        CodeId::Speaker(_) => statement.codes().contains(code),
    };
    let found = project.statements().filter(|s| has_code(s) && shows(s));
    let found = project.in_order(found);
    let counted: Vec<&Statement> = found
        .iter()
        .map(AsRef::as_ref)
        .filter(|statement| with_repeats || statement.repeats.is_none())
        .collect();
    let stances = project.codebook().stances().iter();
    let stances = stances.map(|stance| Some(stance.id.clone())).chain([None]);
    let stances = stances.filter_map(|stance| {
        let with = counted.iter().filter(|s| s.stance == stance).count();
        (with > 0).then_some((stance, with))
    });
    CodePage {
        repeats: found.iter().filter(|s| s.repeats.is_some()).count(),
        outlets: counts(project, &counted, By::Outlet),
        months: counts(project, &counted, By::Month),
        stances: stances.collect(),
        statements: found.into_iter().map(|s| s.id.clone()).collect(),
    }
}

fn counts(project: &Project, statements: &[&Statement], by: By) -> Vec<Count> {
    let mut found = std::collections::BTreeMap::new();
    for statement in statements {
        for value in values(project, statement, by) {
            *found.entry(value).or_insert(0) += 1;
        }
    }
    let counts = found.into_iter();
    counts
        .map(|((_, _, name), count)| Count { name, count })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::random::World;
    use crate::model::StatementIndex;

    #[test]
    fn a_page_counts_what_uses_its_code() {
        let project = World::new().project;
        let index = StatementIndex::new(&project);
        let mut seen = 0;
        for code in project.codebook().ids() {
            let page = code_page(&project, &code, |_| true, true);
            let number = page.statements.len();
            if !matches!(code, CodeId::Field(_)) {
                assert_eq!(number, index.uses(&code), "{code:?}");
                seen += number;
            }
            let sum = |counts: &[Count]| counts.iter().map(|c| c.count).sum::<usize>();
            assert_eq!(sum(&page.outlets), number);
            assert_eq!(sum(&page.months), number);
            assert_eq!(page.stances.iter().map(|(_, n)| n).sum::<usize>(), number);
            let without = code_page(&project, &code, |_| true, false);
            assert_eq!(without.statements, page.statements);
            assert_eq!(sum(&without.months), number - page.repeats);
            assert_eq!(
                code_page(&project, &code, |_| false, true),
                CodePage::default()
            );
        }
        assert!(seen > 10);
    }
}
