//! Articles from files, as they will be added, and what is to be said of them.

use std::collections::{BTreeSet, HashMap};

use smol_str::SmolStr;

use super::Args;
use super::files::File;
use crate::cli::Terminal;
use crate::exchange::articles::How;
use crate::exchange::{ArticleDraft, Drafted, Located};
use crate::foreign::Worker;
use crate::model::{Article, ArticleId, Fresh, Project, fresh_id};
use crate::text::NearTexts;

pub(super) struct Gathered<'a> {
    args: &'a Args,
    fresh: &'a mut dyn Fresh,
    pub(super) articles: Vec<Article>,
    /// For which nothing at all is added.
    pub(super) bad: Vec<String>,
    /// Without which the others are added.
    pub(super) left_out: Vec<String>,
    /// What each text is known as, by its digest and in the order of the measure.
    by_digest: HashMap<SmolStr, String>,
    near: NearTexts,
    names: Vec<String>,
    ids: BTreeSet<ArticleId>,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(project: &Project, args: &'a Args, fresh: &'a mut dyn Fresh) -> Self {
        let mut all = Self {
            args,
            fresh,
            articles: Vec::new(),
            bad: Vec::new(),
            left_out: Vec::new(),
            by_digest: HashMap::new(),
            near: NearTexts::default(),
            names: Vec::new(),
            ids: BTreeSet::new(),
        };
        for article in project.articles().iter() {
            let name = format!("the article {}", article.id);
            all.ids.insert(article.id.clone());
            all.by_digest.insert(article.sha256.clone(), name.clone());
            all.near.add(article.text.as_str());
            all.names.push(name);
        }
        all
    }

    /// Takes the articles of a file.
    pub(super) fn read(
        &mut self,
        file: &File,
        worker: &mut Worker,
        how: &How,
        terminal: &mut Terminal<'_>,
    ) {
        let shown = file.path.display().to_string();
        if shown.ends_with(".sayso.ron") {
            self.bad.push(format!(
                "{shown}: it is a project, not an article: open it with: sayso {shown}"
            ));
            return;
        }
        let Drafted {
            articles, report, ..
        } = match worker.articles(&file.path, how) {
            Ok(drafted) => drafted,
            Err(error) => {
                let said = format!("{shown}: {error}");
                let list = if file.is_named {
                    &mut self.bad
                } else {
                    &mut self.left_out
                };
                list.push(said);
                return;
            }
        };
        for note in &report.notes {
            terminal.say(&format!("{shown}: {note}"));
        }
        let failures = report.failures.iter();
        self.left_out
            .extend(failures.map(|failure| format!("{shown}: {failure}")));
        for located in articles {
            self.take(file, located, terminal);
        }
    }

    fn take(&mut self, file: &File, located: Located, terminal: &mut Terminal<'_>) {
        let Located { line, article, .. } = located;
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy();
        let shown = match line {
            0 => file.path.display().to_string(),
            line => format!("{}: line {line}", file.path.display()),
        };
        let (id, mut draft) = (article.id.clone(), article);
        if let (Some(pattern), 0) = (&self.args.name_pattern, line) {
            match pattern.read(&stem) {
                Some(named) => named.put(&mut draft),
                None => terminal.say(&format!("{shown}: its name does not fit the pattern")),
            }
        }
        with_arguments(&mut draft, self.args);
        let title = match line {
            0 => stem.into_owned(),
            line => format!("{stem} {line}"),
        };
        let mut article = draft.article(ArticleId::new(""), &title);
        if let Some(twin) = self.by_digest.get(&article.sha256)
            && !self.args.again
        {
            let said = format!(
                "{shown}: its text is the same as that of {twin}: leave it out, or add it once more with --again"
            );
            let is_bad = file.is_named && line == 0;
            let list = if is_bad {
                &mut self.bad
            } else {
                &mut self.left_out
            };
            list.push(said);
            return;
        }
        let near = self.near.add(article.text.as_str());
        if let Some((number, percent)) = near
            && let Some(other) = self.names.get(number)
            && !self.by_digest.contains_key(&article.sha256)
        {
            terminal.say(&format!(
                "{shown}: its text is nearly the same as that of {other}: they share about {percent} of 100 runs of five words"
            ));
        }
        article.id = self.id(id, &shown, terminal);
        self.by_digest.insert(article.sha256.clone(), shown.clone());
        self.names.push(shown);
        self.articles.push(article);
    }

    /// The id that a table gives, unless there is one; else a new one.
    fn id(
        &mut self,
        given: Option<ArticleId>,
        shown: &str,
        terminal: &mut Terminal<'_>,
    ) -> ArticleId {
        if let Some(id) = &given
            && self.ids.insert(id.clone())
        {
            return id.clone();
        }
        let id: ArticleId = fresh_id(self.fresh);
        if let Some(given) = given {
            terminal.say(&format!(
                "{shown}: there is an article {given} already, so this one is {id}"
            ));
        }
        self.ids.insert(id.clone());
        id
    }
}

/// What is given goes before what a file says.
fn with_arguments(draft: &mut ArticleDraft, args: &Args) {
    for (given, field) in [
        (&args.title, &mut draft.title),
        (&args.outlet, &mut draft.outlet),
        (&args.author, &mut draft.author),
        (&args.url, &mut draft.url),
        (&args.language, &mut draft.language),
    ] {
        if let Some(given) = given {
            field.clone_from(given);
        }
    }
    if args.date.is_some() {
        draft.published.clone_from(&args.date);
    }
}
