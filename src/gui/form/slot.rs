//! What a text field stands for: a value of the project as text, and the edit that a new text is.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::edit::{ArticleChange, CodeChange, Edit, change_code};
use crate::model::{
    AnnotatorId, Article, ArticleId, Code, CodeId, Colour, PartialDate, Project, Role, SpeakerId,
    Timestamp,
};

/// A value of the project that is written as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    Code(CodeId, CodeText),
    /// A role of a speaker, by its position.
    Role(SpeakerId, usize, RoleText),
    Annotator(AnnotatorId),
    Article(ArticleId, ArticleText),
    /// The same of several articles at once; of tags, those that are added to all.
    Articles(Arc<[ArticleId]>, ArticleText),
}

/// What of a code is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CodeText {
    Name,
    Definition,
    UseWhen,
    AvoidWhen,
    /// One a line.
    Examples,
    /// One a line, or between commas.
    Aliases,
    Proposition,
    /// A whole number, or nothing.
    Scale,
    /// As `#rrggbb`, or nothing.
    Colour,
}

/// What of a role is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum RoleText {
    Title,
    From,
    Until,
}

/// What of an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ArticleText {
    Title,
    Outlet,
    Author,
    Published,
    Url,
    Language,
    /// Between commas.
    Tags,
}

impl Slot {
    /// The field's id, to give it the keyboard.
    pub(crate) fn id(&self) -> egui::Id {
        egui::Id::unique(("slot", self))
    }

    /// The text that stands there; `None` when what it belongs to is gone.
    pub(crate) fn value(&self, project: &Project) -> Option<String> {
        match self {
            Self::Code(id, text) => code_value(project, id, *text),
            Self::Role(speaker, at, text) => {
                let speaker = project.codebook().speakers().get(speaker)?;
                let role = speaker.roles.get(*at)?;
                Some(match text {
                    RoleText::Title => role.title.clone(),
                    RoleText::From => date_value(role.from.as_ref()),
                    RoleText::Until => date_value(role.until.as_ref()),
                })
            }
            Self::Annotator(id) => Some(project.annotators().get(id)?.name.clone()),
            Self::Article(id, text) => {
                let article = project.articles().get(id)?;
                Some(article_value(article, *text))
            }
            Self::Articles(_, ArticleText::Tags) => Some(String::new()),
            Self::Articles(ids, text) => {
                let first = article_value(project.articles().get(ids.first()?)?, *text);
                let same = !self.is_mixed(project);
                Some(if same { first } else { String::new() })
            }
        }
    }

    /// Whether several articles do not say the same there, so that no value stands for all.
    pub(crate) fn is_mixed(&self, project: &Project) -> bool {
        let Self::Articles(ids, text) = self else {
            return false;
        };
        let articles = ids.iter().filter_map(|id| project.articles().get(id));
        let mut values = articles.map(|article| article_value(article, *text));
        let first = values.next();
        values.any(|value| Some(&value) != first.as_ref())
    }

    /// The edit that puts a text there, or why it cannot stand there. `now` is when a definition
    /// is changed.
    pub(crate) fn edit(
        &self,
        project: &Project,
        text: &str,
        now: Timestamp,
    ) -> Result<Edit, String> {
        match self {
            Self::Code(id, part) => code_edit(project, id, *part, text, now),
            Self::Role(speaker, at, part) => role_edit(project, speaker, *at, *part, text),
            Self::Annotator(id) => Ok(Edit::RenameAnnotator {
                id: id.clone(),
                name: named(text)?,
            }),
            Self::Article(id, part) => Ok(Edit::ChangeArticle {
                id: id.clone(),
                change: article_change(*part, text)?,
            }),
            Self::Articles(ids, part) => articles_edit(project, ids, *part, text),
        }
    }
}

fn article_value(article: &Article, text: ArticleText) -> String {
    match text {
        ArticleText::Title => article.title.clone(),
        ArticleText::Outlet => article.outlet.clone(),
        ArticleText::Author => article.author.clone(),
        ArticleText::Published => date_value(article.published.as_ref()),
        ArticleText::Url => article.url.clone(),
        ArticleText::Language => article.language.clone(),
        ArticleText::Tags => article.tags.join(", "),
    }
}

fn article_change(part: ArticleText, text: &str) -> Result<ArticleChange, String> {
    let line = text.trim().to_owned();
    Ok(match part {
        ArticleText::Title => ArticleChange::Title(line),
        ArticleText::Outlet => ArticleChange::Outlet(line),
        ArticleText::Author => ArticleChange::Author(line),
        ArticleText::Published => ArticleChange::Published(date(text)?),
        ArticleText::Url => ArticleChange::Url(line),
        ArticleText::Language => ArticleChange::Language(language(line)?),
        ArticleText::Tags => ArticleChange::Tags(several(text, &[',', '\n'])),
    })
}

fn articles_edit(
    project: &Project,
    ids: &[ArticleId],
    part: ArticleText,
    text: &str,
) -> Result<Edit, String> {
    let change = article_change(part, text)?;
    let mut edits = Vec::new();
    for article in ids.iter().filter_map(|id| project.articles().get(id)) {
        let change = match &change {
            ArticleChange::Tags(new) => {
                let new = new.iter().filter(|tag| !article.tags.contains(tag));
                let tags: Vec<String> = article.tags.iter().chain(new).cloned().collect();
                if tags == article.tags {
                    continue;
                }
                ArticleChange::Tags(tags)
            }
            _ if article_value(article, part) == text.trim() => continue,
            change => change.clone(),
        };
        edits.push(Edit::ChangeArticle {
            id: article.id.clone(),
            change,
        });
    }
    let what = match part {
        ArticleText::Title => "set title",
        ArticleText::Outlet => "set outlet",
        ArticleText::Author => "set author",
        ArticleText::Published => "set date",
        ArticleText::Url => "set address",
        ArticleText::Language => "set language",
        ArticleText::Tags => "add tags",
    };
    let name = match edits.len() {
        1 => format!("{what} of 1 article"),
        n => format!("{what} of {n} articles"),
    };
    Ok(Edit::group(name, edits))
}

fn code_value(project: &Project, id: &CodeId, text: CodeText) -> Option<String> {
    let book = project.codebook();
    let code = book.code(id)?;
    let value = match (text, &code) {
        (CodeText::Name, code) => code.name().to_owned(),
        (CodeText::Definition, Code::Speaker(code)) => code.definition.clone(),
        (CodeText::Definition, Code::Stance(code)) => code.definition.clone(),
        (CodeText::Definition, Code::Topic(code)) => code.definition.clone(),
        (CodeText::Definition, Code::Field(code)) => code.definition.clone(),
        (CodeText::UseWhen, Code::Speaker(code)) => code.use_when.clone(),
        (CodeText::UseWhen, Code::Stance(code)) => code.use_when.clone(),
        (CodeText::UseWhen, Code::Topic(code)) => code.use_when.clone(),
        (CodeText::AvoidWhen, Code::Speaker(code)) => code.avoid_when.clone(),
        (CodeText::AvoidWhen, Code::Stance(code)) => code.avoid_when.clone(),
        (CodeText::AvoidWhen, Code::Topic(code)) => code.avoid_when.clone(),
        (CodeText::Examples, Code::Speaker(code)) => code.examples.join("\n"),
        (CodeText::Examples, Code::Stance(code)) => code.examples.join("\n"),
        (CodeText::Examples, Code::Topic(code)) => code.examples.join("\n"),
        (CodeText::Aliases, Code::Speaker(code)) => code.aliases.join("\n"),
        (CodeText::Proposition, Code::Topic(code)) => code.proposition.clone(),
        (CodeText::Scale, Code::Stance(code)) => code
            .scale
            .map(|scale| scale.to_string())
            .unwrap_or_default(),
        (CodeText::Colour, Code::Speaker(code)) => colour_value(code.colour.as_ref()),
        (CodeText::Colour, Code::Stance(code)) => colour_value(code.colour.as_ref()),
        (CodeText::Colour, Code::Topic(code)) => colour_value(code.colour.as_ref()),
        _ => return None,
    };
    Some(value)
}

fn code_edit(
    project: &Project,
    id: &CodeId,
    part: CodeText,
    text: &str,
    now: Timestamp,
) -> Result<Edit, String> {
    let line = text.trim().to_owned();
    let change = match part {
        CodeText::Name => CodeChange::Name(named(text)?),
        CodeText::Definition => CodeChange::Definition(line),
        CodeText::UseWhen => CodeChange::UseWhen(line),
        CodeText::AvoidWhen => CodeChange::AvoidWhen(line),
        CodeText::Examples => CodeChange::Examples(several(text, &['\n'])),
        CodeText::Aliases => CodeChange::Aliases(several(text, &[',', '\n'])),
        CodeText::Proposition => CodeChange::Proposition(line),
        CodeText::Scale if line.is_empty() => CodeChange::Scale(None),
        CodeText::Scale => {
            // A minus as it is typeset is a minus too.
            let number = line.replace('−', "-").parse();
            let words = "write a whole number such as -1, 0 or 1, or nothing";
            CodeChange::Scale(Some(number.map_err(|_error| format!("“{line}”: {words}"))?))
        }
        CodeText::Colour if line.is_empty() => CodeChange::Colour(None),
        CodeText::Colour => {
            let hex = format!("#{}", line.trim_start_matches('#').to_lowercase());
            let colour = Colour::try_from(SmolStr::from(hex));
            let words = "write a colour as # and six digits, such as #4477aa";
            CodeChange::Colour(Some(colour.map_err(|_error| format!("“{line}”: {words}"))?))
        }
    };
    Ok(change_code(project, id, change, now))
}

fn role_edit(
    project: &Project,
    speaker: &SpeakerId,
    at: usize,
    part: RoleText,
    text: &str,
) -> Result<Edit, String> {
    let known = project.codebook().speakers().get(speaker);
    let mut roles: Vec<Role> = known.map(|known| known.roles.clone()).unwrap_or_default();
    let role = roles.get_mut(at).ok_or("This role is gone")?;
    match part {
        RoleText::Title => text.trim().clone_into(&mut role.title),
        RoleText::From => role.from = date(text)?,
        RoleText::Until => role.until = date(text)?,
    }
    if let (Some(from), Some(until)) = (&role.from, &role.until)
        && until < from
        && !from.is_within(until)
    {
        return Err(format!("It would end ({until}) before it begins ({from})"));
    }
    Ok(Edit::ChangeCode {
        id: CodeId::Speaker(speaker.clone()),
        change: CodeChange::Roles(roles),
    })
}

fn colour_value(colour: Option<&Colour>) -> String {
    colour
        .map(|colour| SmolStr::from(colour.clone()).to_string())
        .unwrap_or_default()
}

fn date_value(date: Option<&PartialDate>) -> String {
    date.map(ToString::to_string).unwrap_or_default()
}

fn date(text: &str) -> Result<Option<PartialDate>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    PartialDate::try_from(SmolStr::from(text)).map(Some)
}

fn named(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() {
        Err("A name is needed".to_owned())
    } else {
        Ok(name.to_owned())
    }
}

fn language(tag: String) -> Result<String, String> {
    let sound = tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if tag.is_empty() || sound {
        Ok(tag)
    } else {
        Err(format!("“{tag}” is no language tag: write en, uk or pt-BR"))
    }
}

/// The parts of a text that are not blank, each once.
fn several(text: &str, between: &[char]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(between) {
        let part = part.trim();
        if !part.is_empty() && !parts.iter().any(|known| known == part) {
            parts.push(part.to_owned());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ProjectId, Speaker, SpeakerKind, StanceId, fresh_id};
    use crate::testing::Counting;

    fn project() -> (Project, SpeakerId) {
        let mut project = Project::new(ProjectId::new("prj"), "One");
        let id: SpeakerId = fresh_id(&mut Counting::default());
        let mut speaker = Speaker::new(id.clone(), "Ines", SpeakerKind::Person);
        speaker.roles = vec![Role {
            title: "mayor".into(),
            organisation: None,
            from: Some(PartialDate::try_from(SmolStr::from("2021-11")).unwrap()),
            until: None,
        }];
        let add = Edit::AddCode {
            at: 0,
            code: Box::new(Code::Speaker(speaker)),
        };
        project.apply(add).unwrap();
        (project, id)
    }

    fn now() -> Timestamp {
        Timestamp::from_unix_seconds(0)
    }

    /// The text that stands in a slot after another was put there.
    fn after(slot: &Slot, text: &str) -> Result<String, String> {
        let (mut project, _) = project();
        let edit = slot.edit(&project, text, now())?;
        project.apply(edit).unwrap();
        Ok(slot.value(&project).unwrap())
    }

    #[test]
    fn what_is_written_is_tidied_and_what_cannot_stand_is_refused_in_words() {
        let (_, id) = project();
        let code = |text| Slot::Code(CodeId::Speaker(id.clone()), text);
        let role = |text| Slot::Role(id.clone(), 0, text);
        let stance = Slot::Code(CodeId::Stance(StanceId::new("support")), CodeText::Scale);
        assert_eq!(
            after(&code(CodeText::Name), " Ines K. ").unwrap(),
            "Ines K."
        );
        assert!(after(&code(CodeText::Name), "  ").is_err());
        let aliases = after(&code(CodeText::Aliases), "the mayor, Korhola\nthe mayor,").unwrap();
        assert_eq!(aliases, "the mayor\nKorhola");
        assert_eq!(after(&role(RoleText::Until), "2023").unwrap(), "2023");
        assert_eq!(after(&role(RoleText::Until), "2021").unwrap(), "2021");
        assert!(
            after(&role(RoleText::Until), "2020")
                .unwrap_err()
                .contains("before")
        );
        assert!(
            after(&role(RoleText::From), "3 Dec")
                .unwrap_err()
                .contains("no date")
        );
        assert_eq!(after(&role(RoleText::From), " ").unwrap(), "");
        assert_eq!(after(&stance, "−2").unwrap(), "-2");
        assert_eq!(after(&stance, "").unwrap(), "");
        assert!(after(&stance, "high").is_err());
        assert_eq!(language("pt-BR".into()).unwrap(), "pt-BR");
        assert!(language("Portuguese (Brazil)".into()).is_err());
    }

    #[test]
    fn a_definition_and_when_it_was_changed_are_one_edit() {
        let (project, id) = project();
        let id = CodeId::Speaker(id);
        let slot = Slot::Code(id.clone(), CodeText::Definition);
        let edit = slot.edit(&project, "Of Vell", now()).unwrap();
        assert_eq!(crate::edit::label(&project, &edit), "define speaker Ines");
        let mut changed = project.clone();
        let applied = changed.apply(edit).unwrap();
        let Some(Code::Speaker(speaker)) = changed.codebook().code(&id) else {
            panic!("no speaker {}", id.as_str());
        };
        assert_eq!(speaker.definition, "Of Vell");
        assert_eq!(speaker.definition_changed, Some(now()));
        changed.apply(applied.inverse).unwrap();
        assert_eq!(changed, project);
    }

    #[test]
    fn several_articles_are_changed_as_one_and_only_where_they_differ() {
        let (mut project, _) = project();
        let mut ids = Vec::new();
        for (name, outlet) in [("a", "Post"), ("b", "Daily"), ("c", "Post")] {
            let mut article =
                Article::new(ArticleId::new(name), name, crate::text::Text::new(name));
            article.outlet = outlet.to_owned();
            article.tags = vec!["old".to_owned(), name.to_owned()];
            ids.push(article.id.clone());
            let article = Arc::new(article);
            project.apply(Edit::AddArticle { at: 9, article }).unwrap();
        }
        let ids: Arc<[ArticleId]> = ids.into();
        let outlet = Slot::Articles(Arc::clone(&ids), ArticleText::Outlet);
        assert!(outlet.is_mixed(&project));
        assert_eq!(outlet.value(&project).unwrap(), "");
        let edit = outlet.edit(&project, "Post", now()).unwrap();
        assert_eq!(
            crate::edit::label(&project, &edit),
            "set outlet of 1 article"
        );
        project.apply(edit).unwrap();
        assert_eq!(outlet.value(&project).unwrap(), "Post");
        assert!(!outlet.is_mixed(&project));

        let tags = Slot::Articles(Arc::clone(&ids), ArticleText::Tags);
        let edit = tags.edit(&project, "new, a", now()).unwrap();
        project.apply(edit).unwrap();
        let all: Vec<String> = project
            .articles()
            .iter()
            .map(|a| a.tags.join(" "))
            .collect();
        assert_eq!(all, ["old a new", "old b new a", "old c new a"]);
        assert!(tags.edit(&project, "new", now()).unwrap().is_empty());
        let date = Slot::Articles(ids, ArticleText::Published);
        assert!(date.edit(&project, "yesterday", now()).is_err());
    }
}
