//! What an edit is called in the Undo menu. The words come from here, not from the names of
//! variants, so that old journals stay readable after a renaming.

use super::{ArticleChange, CodeChange, Edit, ReviewChange};
use crate::model::{Article, ArticleId, CodeId, Project, Review, StatementChange, Target, Verdict};

/// The words for an edit, before it is applied to the project: "set stance to Oppose".
pub fn label(project: &Project, edit: &Edit) -> String {
    match edit {
        Edit::Group { name, .. } => name.clone(),
        Edit::SetTitle(_) => "rename project".to_owned(),
        Edit::SetPolicy(policy) => format!("set codebook policy to {policy}"),
        Edit::Dismiss { dismissal, .. } => match dismissal {
            Some(_) => "dismiss worklist entry".to_owned(),
            None => "bring worklist entry back".to_owned(),
        },
        Edit::AddAnnotator { annotator, .. } => format!("add annotator {}", annotator.name),
        Edit::RemoveAnnotator(_) => "remove annotator".to_owned(),
        Edit::MoveAnnotator { .. } => "move annotator".to_owned(),
        Edit::RenameAnnotator { .. } => "rename annotator".to_owned(),
        Edit::AddArticle { article, .. } => format!("add article {}", title(Some(article))),
        Edit::RemoveArticle(id) => format!("remove article {}", title_of(project, id)),
        Edit::MoveArticle { .. } => "move article".to_owned(),
        Edit::ChangeArticle { change, .. } => article_change(change).to_owned(),
        Edit::ReplaceText { .. } => "replace article text".to_owned(),
        Edit::AddStatement(_) => "add statement".to_owned(),
        Edit::RemoveStatement(_) => "delete statement".to_owned(),
        Edit::ChangeStatement { change, .. } => statement_change(project, change),
        Edit::AddCode { code, .. } => format!("add {} {}", code.id().kind(), code.name()),
        Edit::RemoveCode(id) => format!("delete {} {}", id.kind(), project.codebook().name(id)),
        Edit::MoveCode { id, .. } => format!("move {} {}", id.kind(), project.codebook().name(id)),
        Edit::ChangeCode { id, change } => code_change(project, id, change),
        Edit::AddReview { review, .. } => added(review).to_owned(),
        Edit::RemoveReview(_) => "remove review".to_owned(),
        Edit::MoveReview { .. } => "move review".to_owned(),
        Edit::ChangeReview { change, .. } => review_change(change).to_owned(),
    }
}

fn title(article: Option<&Article>) -> &str {
    article
        .map(|article| article.title.as_str())
        .filter(|title| !title.is_empty())
        .unwrap_or("without a title")
}

fn title_of<'a>(project: &'a Project, id: &ArticleId) -> &'a str {
    title(project.articles().get(id).map(AsRef::as_ref))
}

fn article_change(change: &ArticleChange) -> &'static str {
    match change {
        ArticleChange::Title(_) => "change article title",
        ArticleChange::Outlet(_) => "change outlet",
        ArticleChange::Author(_) => "change author",
        ArticleChange::Published(_) => "change date",
        ArticleChange::Url(_) => "change address",
        ArticleChange::Language(_) => "change language",
        ArticleChange::Tags(_) => "change tags",
        ArticleChange::Fields(_) => "change article fields",
        ArticleChange::Progress(_) => "change progress",
    }
}

fn statement_change(project: &Project, change: &StatementChange) -> String {
    let book = project.codebook();
    match change {
        StatementChange::Stance(Some(stance)) => {
            let id = CodeId::Stance(stance.clone());
            format!("set stance to {}", book.name(&id))
        }
        StatementChange::Stance(None) => "clear stance".to_owned(),
        StatementChange::Speakers(ids) => match ids.last() {
            Some(id) => format!("set speaker to {}", book.name(&CodeId::Speaker(id.clone()))),
            None => "clear speakers".to_owned(),
        },
        StatementChange::Topics(ids) => match ids.last() {
            Some(id) => format!("set topic to {}", book.name(&CodeId::Topic(id.clone()))),
            None => "clear topics".to_owned(),
        },
        StatementChange::Annotator(_) => "change annotator".to_owned(),
        StatementChange::Layer(_) => "change layer".to_owned(),
        StatementChange::Contents(_) => "change content".to_owned(),
        StatementChange::Cue(_) => "mark cue".to_owned(),
        StatementChange::Source(_) => "mark source".to_owned(),
        StatementChange::Naming(_) => "change naming".to_owned(),
        StatementChange::OnBehalfOf(_) => "change on behalf of".to_owned(),
        StatementChange::Target(Target::Topic) => "read stance toward topic".to_owned(),
        StatementChange::Target(_) => "change target of stance".to_owned(),
        StatementChange::Form(_) => "change form".to_owned(),
        StatementChange::Parent(_) => "change enclosing statement".to_owned(),
        StatementChange::Repeats(Some(_)) => "link as repeat".to_owned(),
        StatementChange::Repeats(None) => "unlink repeat".to_owned(),
        StatementChange::Polarity(_) => "change polarity".to_owned(),
        StatementChange::Certainty(_) => "change certainty".to_owned(),
        StatementChange::Flag(true) => "flag statement".to_owned(),
        StatementChange::Flag(false) => "remove flag".to_owned(),
        StatementChange::Fields(_) => "change fields".to_owned(),
        StatementChange::Note(_) => "change note".to_owned(),
        StatementChange::Provenance(_) => "change provenance".to_owned(),
    }
}

fn code_change(project: &Project, id: &CodeId, change: &CodeChange) -> String {
    let (kind, name) = (id.kind(), project.codebook().name(id));
    match change {
        CodeChange::Name(new) => format!("rename {kind} {name} to {new}"),
        CodeChange::Definition(_) => format!("define {kind} {name}"),
        CodeChange::UseWhen(_) => format!("say when to use {name}"),
        CodeChange::AvoidWhen(_) => format!("say when not to use {name}"),
        CodeChange::Examples(_) => format!("change examples of {name}"),
        CodeChange::Colour(_) => format!("recolour {name}"),
        CodeChange::Status(_) => format!("change status of {name}"),
        CodeChange::Aliases(_) => format!("change aliases of {name}"),
        CodeChange::Roles(_) => format!("change roles of {name}"),
        CodeChange::Key(_) => format!("change key of {name}"),
        CodeChange::Proposition(_) => format!("change proposition of {name}"),
        CodeChange::Parent(_) => format!("move {kind} {name}"),
        CodeChange::DefinitionChanged(_)
        | CodeChange::Kind(_)
        | CodeChange::Fields(_)
        | CodeChange::Scale(_)
        | CodeChange::FieldKind(_) => format!("change {kind} {name}"),
    }
}

/// What a reviewer does with a new review.
fn added(review: &Review) -> &'static str {
    let on_text = review.on.statement().is_none();
    match review.verdict {
        Some(Verdict::Accepted) => "accept statement",
        Some(Verdict::Rejected) => "reject statement",
        Some(Verdict::Question) => "question statement",
        None if review.suggested.is_empty() && on_text => "comment on text",
        None if review.suggested.is_empty() => "comment on statement",
        None if on_text => "propose statement",
        None => "suggest change",
    }
}

fn review_change(change: &ReviewChange) -> &'static str {
    match change {
        ReviewChange::Verdict(Some(Verdict::Accepted)) => "accept statement",
        ReviewChange::Verdict(Some(Verdict::Rejected)) => "reject statement",
        ReviewChange::Verdict(Some(Verdict::Question)) => "question statement",
        ReviewChange::Verdict(None) => "withdraw verdict",
        ReviewChange::Reason(_) => "change reason",
        ReviewChange::Suggested(_) => "change suggestion",
        ReviewChange::Comments(_) => "change comments",
        ReviewChange::Version(_) | ReviewChange::Resolved(_) => "change review",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::merge_codes;
    use crate::model::{ProjectId, StanceId, StatementId};

    #[test]
    fn labels_are_words_with_the_names_of_codes() {
        let project = Project::new(ProjectId::new("prj"), "One");
        let stance = |id: &str| CodeId::Stance(StanceId::new(id));
        let change = |change| Edit::ChangeStatement {
            id: StatementId::new("st"),
            change,
        };
        let oppose = Some(StanceId::new("oppose"));
        let merge = merge_codes(&project, &stance("mixed"), &stance("unclear")).unwrap();
        for (edit, words) in [
            (
                change(StatementChange::Stance(oppose)),
                "set stance to Oppose",
            ),
            (change(StatementChange::Stance(None)), "clear stance"),
            (change(StatementChange::Flag(false)), "remove flag"),
            (
                Edit::ChangeCode {
                    id: stance("support"),
                    change: CodeChange::Name("For".into()),
                },
                "rename stance Support to For",
            ),
            (
                Edit::RemoveCode(stance("none")),
                "delete stance None expressed",
            ),
            (
                Edit::RemoveArticle(ArticleId::new("ar")),
                "remove article without a title",
            ),
            (merge, "merge “Mixed” into “Unclear”"),
        ] {
            assert_eq!(label(&project, &edit), words);
        }
    }
}
