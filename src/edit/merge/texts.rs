//! Bringing the versions to the same texts first, so that places can be compared.

use std::borrow::Cow;

use super::draft::{Dispute, What};
use super::lists;
use crate::edit::{Edit, EditError, Thing, replace_text};
use crate::model::{ArticleId, Project};

/// Three versions in which an article has one text.
pub(super) struct SameTexts<'a> {
    pub(super) base: Option<Cow<'a, Project>>,
    pub(super) ours: Cow<'a, Project>,
    pub(super) theirs: Cow<'a, Project>,
    /// Articles of which both sides have replaced the text.
    replaced_by_both: Vec<ArticleId>,
}

impl SameTexts<'_> {
    pub(super) fn disputes(&self) -> impl Iterator<Item = Dispute> {
        self.replaced_by_both.iter().map(|id| Dispute {
            thing: Thing::Article(id.clone()),
            what: What::Text,
        })
    }
}

/// Gives an article the text of the side that replaced it, ours when both did, in all three. The
/// places of the others are found again by their quotes, all in the same way: a place that nobody
/// moved stays one that nobody moved. An article that one side deleted has the text of the other.
pub(super) fn same_texts<'a>(
    base: Option<&'a Project>,
    ours: &'a Project,
    theirs: &'a Project,
) -> Result<SameTexts<'a>, EditError> {
    let mut same = SameTexts {
        base: base.map(Cow::Borrowed),
        ours: Cow::Borrowed(ours),
        theirs: Cow::Borrowed(theirs),
        replaced_by_both: Vec::new(),
    };
    let only_theirs = theirs.articles().iter();
    let only_theirs = only_theirs.filter(|article| !ours.articles().contains(&article.id));
    for article in ours.articles().iter().chain(only_theirs) {
        let of = |project: &'a Project| {
            let article = project.articles().get(&article.id)?;
            Some((&article.text, &article.sha256))
        };
        let (before, mine, other) = (base.and_then(of), of(ours), of(theirs));
        if mine == other && (before.is_none() || before == mine) {
            continue;
        }
        let chosen = if mine.is_some() && other.is_some() {
            let chosen = lists::value(&before, &mine, &other);
            if chosen.clash && mine.map(|t| t.0) != other.map(|t| t.0) {
                same.replaced_by_both.push(article.id.clone());
            }
            chosen.ours
        } else {
            mine.or(other)
        };
        let Some((text, sha256)) = chosen else {
            continue;
        };
        let versions = [
            Some(&mut same.ours),
            Some(&mut same.theirs),
            same.base.as_mut(),
        ];
        for version in versions.into_iter().flatten() {
            let there = version.articles().get(&article.id);
            if there.is_none_or(|there| (&there.text, &there.sha256) == (text, sha256)) {
                continue;
            }
            let mut edit = replace_text(version, &article.id, text.clone())?;
            if let Edit::ReplaceText { sha256: of, .. } = &mut edit {
                of.clone_from(sha256);
            }
            version.to_mut().apply(edit)?;
        }
    }
    Ok(same)
}
