//! `sayso set`

use std::path::PathBuf;

use anyhow::{anyhow, bail};
use smol_str::SmolStr;

use super::open::{fresh, to_change};
use super::{Outcome, Terminal};
use crate::edit::{ArticleChange, CodeChange, Edit, change_code};
use crate::exchange::Word as _;
use crate::model::{
    AnnotatorId, ArticleId, CodeId, Codebook, Fresh as _, Id as _, Keyed, Listed, PartialDate,
    Project, SpeakerKind, TopicId,
};

/// Change what is known of a project, an article, an annotator or a code
#[derive(Debug, clap::Args)]
#[command(after_help = "Keys:
  project    title
  article    title outlet author published (or date) url language tags
  annotator  name
  speaker    name kind aliases definition use_when avoid_when
  stance     name key scale definition use_when avoid_when
  topic      name proposition parent definition use_when avoid_when
An empty value clears. Several tags or aliases are separated by semicolons.

Examples:
  sayso set talks.sayso.ron ar_9e5t1h6w2cxa outlet=\"Example Post\" published=2025-12-03
  sayso set talks.sayso.ron support name=\"In favour\"
  sayso set talks.sayso.ron tp_2f6j8r1d5yea proposition=\"The ferry must stay\" parent=")]
pub(super) struct Args {
    project: PathBuf,
    /// The id of what is changed
    id: String,
    #[arg(required = true, value_name = "KEY=VALUE")]
    changes: Vec<String>,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let mut opened = to_change(&args.project, terminal)?;
    let shown = args.project.display();
    let thing = Thing::find(&opened.project, &args.id).map_err(|why| anyhow!("{shown}: {why}"))?;
    let fresh = &mut fresh()?;
    let mut edits = Vec::new();
    for change in &args.changes {
        let Some((key, value)) = change.split_once('=') else {
            bail!("{change}: write it as KEY=VALUE, such as title=Ferry");
        };
        let edit = thing.edit(opened.project.codebook(), key, value);
        edits.push(match edit.map_err(|why| anyhow!("{change}: {why}"))? {
            Edit::ChangeCode { id, change } => {
                change_code(&opened.project, &id, change, fresh.now())
            }
            edit => edit,
        });
    }
    let edit = match edits.pop() {
        Some(only) if edits.is_empty() => only,
        last => {
            edits.extend(last);
            Edit::group(format!("change {} {}", thing.kind(), args.id), edits)
        }
    };
    opened.save(edit)?;
    Ok(Outcome::Done)
}

/// What an id stands for.
enum Thing {
    Project,
    Article(ArticleId),
    Annotator(AnnotatorId),
    Code(CodeId),
}

impl Thing {
    fn find(project: &Project, id: &str) -> Result<Self, String> {
        let book = project.codebook();
        let mut found = Vec::new();
        if project.id().as_str() == id {
            found.push(Self::Project);
        }
        found.extend(listed(project.articles(), id).map(Self::Article));
        found.extend(listed(project.annotators(), id).map(Self::Annotator));
        let speaker = listed(book.speakers(), id).map(CodeId::Speaker);
        let stance = listed(book.stances(), id).map(CodeId::Stance);
        let topic = listed(book.topics(), id).map(CodeId::Topic);
        let field = listed(book.fields(), id).map(CodeId::Field);
        let codes = [speaker, stance, topic, field];
        found.extend(codes.into_iter().flatten().map(Self::Code));
        match found.len() {
            1 => found.pop().ok_or_else(String::new),
            0 => Err(format!(
                "nothing that can be set here has the id “{id}”; ids of articles and codes stand in the project file and in the csv export"
            )),
            _ => {
                let kinds: Vec<&str> = found.iter().map(Self::kind).collect();
                Err(format!(
                    "“{id}” is the id of several things ({}): change it in the window",
                    kinds.join(", ")
                ))
            }
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Article(_) => "article",
            Self::Annotator(_) => "annotator",
            Self::Code(id) => id.kind(),
        }
    }

    fn keys(&self) -> &'static [&'static str] {
        match self {
            Self::Project => &["title"],
            Self::Article(_) => &[
                "title",
                "outlet",
                "author",
                "published",
                "url",
                "language",
                "tags",
            ],
            Self::Annotator(_) => &["name"],
            Self::Code(CodeId::Speaker(_)) => &[
                "name",
                "kind",
                "aliases",
                "definition",
                "use_when",
                "avoid_when",
            ],
            Self::Code(CodeId::Stance(_)) => &[
                "name",
                "key",
                "scale",
                "definition",
                "use_when",
                "avoid_when",
            ],
            Self::Code(CodeId::Topic(_)) => &[
                "name",
                "proposition",
                "parent",
                "definition",
                "use_when",
                "avoid_when",
            ],
            Self::Code(CodeId::Field(_)) => &["name", "definition"],
        }
    }

    fn edit(&self, book: &Codebook, key: &str, value: &str) -> Result<Edit, String> {
        let unknown = || {
            let keys = self.keys().join(", ");
            format!("“{key}” is not known of a {}; it has {keys}", self.kind())
        };
        // As the option of `sayso add` is called.
        let key = match (self, key) {
            (Self::Article(_), "date") => "published",
            _ => key,
        };
        if !self.keys().contains(&key) {
            return Err(unknown());
        }
        Ok(match self {
            Self::Project => Edit::SetTitle(value.to_owned()),
            Self::Annotator(id) => Edit::RenameAnnotator {
                id: id.clone(),
                name: value.to_owned(),
            },
            Self::Article(id) => Edit::ChangeArticle {
                id: id.clone(),
                change: article_change(key, value)?.ok_or_else(unknown)?,
            },
            Self::Code(id) => Edit::ChangeCode {
                id: id.clone(),
                change: code_change(book, key, value)?.ok_or_else(unknown)?,
            },
        })
    }
}

fn listed<T: Keyed>(list: &Listed<T>, id: &str) -> Option<T::Id> {
    let id = T::Id::from(SmolStr::from(id));
    list.contains(&id).then_some(id)
}

fn article_change(key: &str, value: &str) -> Result<Option<ArticleChange>, String> {
    let text = || value.to_owned();
    Ok(Some(match key {
        "title" => ArticleChange::Title(text()),
        "outlet" => ArticleChange::Outlet(text()),
        "author" => ArticleChange::Author(text()),
        "published" => ArticleChange::Published(match value {
            "" => None,
            date => Some(PartialDate::try_from(SmolStr::from(date))?),
        }),
        "url" => ArticleChange::Url(text()),
        "language" => ArticleChange::Language(text()),
        "tags" => ArticleChange::Tags(several(value)),
        _ => return Ok(None),
    }))
}

fn code_change(book: &Codebook, key: &str, value: &str) -> Result<Option<CodeChange>, String> {
    let text = || value.to_owned();
    Ok(Some(match key {
        "name" => CodeChange::Name(text()),
        "definition" => CodeChange::Definition(text()),
        "use_when" => CodeChange::UseWhen(text()),
        "avoid_when" => CodeChange::AvoidWhen(text()),
        "kind" => {
            let kind = SpeakerKind::from_word(&value.to_lowercase());
            CodeChange::Kind(kind.ok_or_else(|| format!("it must be {}", SpeakerKind::choices()))?)
        }
        "aliases" => CodeChange::Aliases(several(value)),
        "key" => CodeChange::Key(number(value, "a digit from 1 to 9")?),
        "scale" => CodeChange::Scale(number(value, "a whole number")?),
        "proposition" => CodeChange::Proposition(text()),
        "parent" => CodeChange::Parent(match value {
            "" => None,
            name => Some(topic(book, name)?),
        }),
        _ => return Ok(None),
    }))
}

/// A topic by its id or its name.
fn topic(book: &Codebook, name: &str) -> Result<TopicId, String> {
    let named = || book.topic_named(name).map(|topic| topic.id.clone());
    listed(book.topics(), name)
        .or_else(named)
        .ok_or_else(|| format!("no topic has the id or the name “{name}”"))
}

fn number<T: std::str::FromStr>(value: &str, expected: &str) -> Result<Option<T>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    match value.parse() {
        Ok(number) => Ok(Some(number)),
        Err(_) => Err(format!("it must be {expected}, or empty")),
    }
}

fn several(value: &str) -> Vec<String> {
    let values = value.split(';').map(str::trim);
    values
        .filter(|v| !v.is_empty())
        .map(str::to_owned)
        .collect()
}
