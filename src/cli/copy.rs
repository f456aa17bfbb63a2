//! `sayso copy`

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use clap::ValueEnum;

use super::merge::same_file;
use super::open::{back_up_bytes, fresh, refuse_there, to_read};
use super::{Outcome, Terminal, counted};
use crate::edit::{CopyOrder, articles_for, copy_for_coder, whose};
use crate::model::{Annotator, ArticleId, Fresh as _, Id as _, Policy, Project};
use crate::store::vault::Reason;
use crate::store::{self, Fingerprint};

/// Make a copy for one coder, without what others coded
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The copy has the articles that are assigned to the coder, or all where none is; the whole codebook; and
the coder's own statements with the reviews on them. It knows that it is a part: what is missing in it
is never taken for deleted. Bring it back with: sayso bring-back
Exit code: 0 done, 2 the project cannot be read or does not have what is named.

Examples:
  sayso copy talks.sayso.ron --annotator A.B. -o talks-ab.sayso.ron
  sayso copy talks.sayso.ron --annotator A.B. --article ar_9e5t1h6w2cxa --policy locked -o ab.sayso.ron"
)]
pub(super) struct Args {
    project: PathBuf,
    /// Whose copy it is
    #[arg(long, value_name = "NAME")]
    annotator: String,
    /// Only these articles, by their ids; may be given several times
    #[arg(long = "article", value_name = "ID")]
    articles: Vec<String>,
    /// What the coder may do to the codebook
    #[arg(long, value_enum, default_value = "propose")]
    policy: Chosen,
    /// Where the copy goes
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Chosen {
    /// Whatever they like
    Open,
    /// Make new codes, which are marked as proposed
    Propose,
    /// Nothing
    Locked,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let (shown, to) = (args.project.display(), args.output.display());
    let whole = to_read(&args.project, terminal)?.project;
    if whole.copy().is_some() {
        let owner = whose(&whole);
        bail!("{shown}: it is {owner} itself: make copies of the whole project");
    }
    if same_file(&args.project, &args.output) {
        bail!("{to}: the copy would replace the project: choose another name");
    }
    refuse_there(&args.output, args.force)?;
    let annotator = annotator(&whole, &args.annotator).map_err(|e| anyhow!("{shown}: {e}"))?;
    let articles = if args.articles.is_empty() {
        articles_for(&whole, &annotator.id)
    } else {
        chosen(&whole, &args.articles).map_err(|e| anyhow!("{shown}: {e}"))?
    };
    let bytes = store::write(&whole)?.into_bytes();
    let order = CopyOrder {
        annotator: annotator.id.clone(),
        articles,
        policy: args.policy.into(),
        of: Fingerprint::of(&bytes).to_string().into(),
        made: fresh()?.now(),
    };
    let copy = copy_for_coder(&whole, order);
    // Bringing it back compares with what it was made of.
    back_up_bytes(&args.project, whole.id(), Ok(bytes), Reason::Copy, terminal);
    store::save(&args.output, &copy, None).map_err(|error| anyhow!("{to}: {error}"))?;
    terminal.say(&format!(
        "{to}: {}: {}, {} of their own; codebook: {}",
        whose(&copy),
        counted(copy.articles().len(), "article"),
        counted(copy.statement_count(), "statement"),
        copy.policy()
    ));
    Ok(Outcome::Done)
}

fn annotator<'a>(project: &'a Project, name: &str) -> anyhow::Result<&'a Annotator> {
    project.annotator_named(name).ok_or_else(|| {
        let all = project.annotators().iter();
        let names: Vec<&str> = all.map(|annotator| annotator.name.as_str()).collect();
        match names.as_slice() {
            [] => anyhow!("no annotator is named “{name}”; there is none yet"),
            names => anyhow!(
                "no annotator is named “{name}”; there are: {}",
                names.join(", ")
            ),
        }
    })
}

fn chosen(project: &Project, ids: &[String]) -> anyhow::Result<BTreeSet<ArticleId>> {
    let known = |id: &String| {
        let id = ArticleId::new(id);
        let is_there = project.articles().contains(&id);
        let unknown = || anyhow!("there is no article {}: sayso list names them", id.as_str());
        is_there.then(|| id.clone()).ok_or_else(unknown)
    };
    ids.iter().map(known).collect()
}

impl From<Chosen> for Policy {
    fn from(chosen: Chosen) -> Self {
        match chosen {
            Chosen::Open => Self::Open,
            Chosen::Propose => Self::ProposeOnly,
            Chosen::Locked => Self::Locked,
        }
    }
}
