//! What was learned of the coding so far: for the order in which speakers and topics are offered, and
//! for the stance that is told as likely.

use egui::Context;

use super::jobs::Stream;
use super::layers::Layers;
use super::session::Session;
use super::statement_panel;
use crate::analyse::{Likely, Ranker};
use crate::edit::Touched;
use crate::model::{
    CodeStatus, Project, Provenance, SpeakerId, Stance, Statement, StatementChange, TopicId,
};

/// So many of what a field offered first are remembered as shown.
const SHOWN: usize = 8;

/// So many statements are learned from at once; nobody sees that one frame waits for them. More are
/// learned from in a thread, and until then speakers and topics are offered by what stands nearby.
const AT_ONCE: usize = 500;

/// Learns only from what one may see, once, and then from what edits touched.
#[derive(Debug, Default)]
pub struct Ranking {
    /// Whether one wants it.
    pub on: bool,
    ranker: Option<Ranker>,
    job: Option<Stream<Ranker>>,
    /// What a thread learned, until no list is open whose order it would change.
    learned: Option<Ranker>,
    /// What was touched since.
    behind: Touched,
    /// Counts the rankers.
    number: u64,
}

impl Ranking {
    pub(super) fn touch(&mut self, touched: &Touched) {
        if self.ranker.is_some() || self.learned.is_some() || self.job.is_some() {
            self.behind.join(touched.clone());
        }
    }

    /// Who may see what is another matter now.
    pub(super) fn forget(&mut self) {
        *self = Self {
            on: self.on,
            number: self.number,
            ..Self::default()
        };
    }

    /// What is known by now; nothing where it is not wanted or not learned yet.
    pub(super) fn ranker(&self) -> Option<&Ranker> {
        self.ranker.as_ref()
    }

    /// Another number for each ranker, 0 where there is none.
    pub(super) fn number(&self) -> u64 {
        self.ranker.as_ref().map_or(0, |_| self.number)
    }

    pub(super) fn is_running(&self) -> bool {
        self.job.is_some()
    }

    fn take(&mut self, ranker: Ranker) {
        self.ranker = Some(ranker);
        self.number += 1;
    }
}

/// Learns what there is to learn, before a frame.
pub(super) fn advance(ctx: &Context, session: &mut Session) {
    let Session {
        ranking,
        project,
        layers,
        ..
    } = session;
    if !ranking.on {
        ranking.forget();
        return;
    }
    let sees = |statement: &Statement| !layers.hides(statement);
    if let Some(job) = &mut ranking.job {
        ranking.learned = job.take().pop().or(ranking.learned.take());
        if job.is_over() {
            ranking.job = None;
            // There was no thread to be had.
            if ranking.learned.is_none() {
                ranking.behind = Touched::default();
                ranking.take(Ranker::showing(project, sees));
            }
        }
    } else if ranking.ranker.is_none() && ranking.learned.is_none() {
        start(ctx, ranking, project, layers);
    }
    if !is_choosing(ctx)
        && let Some(learned) = ranking.learned.take()
    {
        ranking.take(learned);
    }
    if let Some(ranker) = &mut ranking.ranker
        && ranking.behind != Touched::default()
    {
        let behind = std::mem::take(&mut ranking.behind);
        ranker.update_showing(project, &behind, sees);
    }
}

fn start(ctx: &Context, ranking: &mut Ranking, project: &Project, layers: &Layers) {
    if project.statement_count() <= AT_ONCE {
        ranking.take(Ranker::showing(project, |s| !layers.hides(s)));
        return;
    }
    let (project, layers) = (project.clone(), layers.clone());
    ranking.job = Some(Stream::start(ctx, "ranking", move |out| {
        out.send(Ranker::showing(&project, |s| !layers.hides(s)));
    }));
}

/// Whether a list is open whose order is that of a ranker: it stays as it is under the hand.
fn is_choosing(ctx: &Context) -> bool {
    let fields = [
        statement_panel::speaker_field(),
        statement_panel::topic_field(),
    ];
    ctx.memory(|m| m.focused().is_some_and(|id| fields.contains(&id)))
}

/// All topics, the likeliest first.
pub(super) fn topics(
    ranker: Option<&Ranker>,
    project: &Project,
    likely: &Likely<'_>,
    statement: &Statement,
) -> Vec<TopicId> {
    match ranker {
        Some(ranker) => ranker.topics(project, likely, statement),
        None => likely.topics(),
    }
}

/// All speakers, the likeliest first.
pub(super) fn speakers(
    ranker: Option<&Ranker>,
    project: &Project,
    likely: &Likely<'_>,
    statement: &Statement,
) -> Vec<SpeakerId> {
    match ranker {
        Some(ranker) => ranker.speakers(project, likely, statement),
        None => likely.speakers(),
    }
}

/// A stance that is told as likely, and why.
pub(super) struct Told<'a> {
    pub(super) stance: &'a Stance,
    pub(super) why: String,
}

/// The stance that the panel tells as likely for a statement that has none.
pub(super) fn stance<'a>(session: &'a Session, statement: &Statement) -> Option<Told<'a>> {
    if statement.stance.is_some() || session.suggestion.is_some() {
        return None;
    }
    let project = &session.project;
    let leaning = session.ranking.ranker()?.leaning(project, statement)?;
    let stance = project.codebook().stances().get(&leaning.stance)?;
    let why = format!(
        "Coded in {} of {} other statements of the same speaker toward the same. Nothing is set by it",
        leaning.times, leaning.of
    );
    (stance.status != CodeStatus::Retired).then_some(Told { stance, why })
}

/// What lets a statement remember the names that were offered first, unless it remembers them.
pub(super) fn remembered<'a>(
    statement: &Statement,
    shown: impl Iterator<Item = &'a str>,
) -> Option<StatementChange> {
    let before = &statement.provenance;
    let shown = shown.take(SHOWN).map(str::to_owned);
    let after: Provenance = before.clone().after_showing(shown);
    (after != *before).then_some(StatementChange::Provenance(after))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui::Context;

    use super::{AT_ONCE, advance};
    use crate::analyse::Ranker;
    use crate::edit::Edit;
    use crate::gui::session::Session;
    use crate::model::{
        Anchor, Annotator, AnnotatorId, Article, ArticleId, Code, Project, ProjectId, Span,
        Statement, StatementChange, StatementId, Timestamp, Topic, TopicId,
    };
    use crate::text::Text;

    /// A project with one article and so many statements of it.
    fn project(statements: usize) -> Project {
        let mut project = Project::new(ProjectId::new("prj"), "");
        let (name, me) = ("A.B.".to_owned(), AnnotatorId::new("an"));
        let annotator = Arc::new(Annotator {
            id: me.clone(),
            name,
        });
        let text = Text::new("The harbour is deep. The ferry is late.");
        let id = ArticleId::new("ar");
        let article = Arc::new(Article::new(id.clone(), "", text.clone()));
        let topic = Topic::new(TopicId::new("tp"), "Harbour");
        let mut edits = vec![
            Edit::AddAnnotator { at: 0, annotator },
            Edit::AddArticle { at: 0, article },
            Edit::AddCode {
                at: 0,
                code: Box::new(Code::Topic(topic)),
            },
        ];
        for number in 0..statements {
            let mut statement = Statement::new(
                StatementId::new(format!("st_{number}")),
                id.clone(),
                me.clone(),
                vec![Anchor::At(Span::new(&text, 4..19).unwrap())],
                Timestamp::from_unix_seconds(0),
            );
            statement.topics = vec![TopicId::new("tp")];
            edits.push(Edit::AddStatement(Arc::new(statement)));
        }
        project.apply(Edit::group("make", edits)).unwrap();
        project
    }

    #[test]
    fn a_small_project_is_learned_at_once_and_nothing_when_it_is_not_wanted() {
        let mut session = Session::untitled(project(AT_ONCE));
        advance(&Context::default(), &mut session);
        assert!(session.ranking.ranker().is_none() && session.ranking.number() == 0);
        session.ranking.on = true;
        advance(&Context::default(), &mut session);
        assert!(session.ranking.ranker().is_some() && session.ranking.number() == 1);
        session.ranking.on = false;
        advance(&Context::default(), &mut session);
        assert!(session.ranking.ranker().is_none());
    }

    #[test]
    fn a_large_project_is_learned_in_a_thread_which_follows_what_was_done_meanwhile() {
        let ctx = Context::default();
        let mut session = Session::untitled(project(AT_ONCE + 1));
        session.ranking.on = true;
        advance(&ctx, &mut session);
        assert!(session.ranking.is_running() && session.ranking.ranker().is_none());
        let change = |topics| Edit::ChangeStatement {
            id: StatementId::new("st_7"),
            change: StatementChange::Topics(topics),
        };
        session.apply(change(Vec::new())).unwrap();
        while session.ranking.is_running() {
            advance(&ctx, &mut session);
            std::thread::yield_now();
        }
        advance(&ctx, &mut session);
        let all = Ranker::new(&session.project);
        assert_eq!(session.ranking.ranker(), Some(&all));
        session.apply(change(vec![TopicId::new("tp")])).unwrap();
        advance(&ctx, &mut session);
        assert_eq!(
            session.ranking.ranker(),
            Some(&Ranker::new(&session.project))
        );
        assert_eq!(session.ranking.number(), 1, "the same one");
    }

    #[test]
    fn a_list_that_is_open_keeps_its_order() {
        let ctx = Context::default();
        let mut session = Session::untitled(project(AT_ONCE + 1));
        session.ranking.on = true;
        let field = crate::gui::statement_panel::topic_field();
        ctx.memory_mut(|m| m.request_focus(field));
        advance(&ctx, &mut session);
        while session.ranking.is_running() {
            advance(&ctx, &mut session);
            std::thread::yield_now();
        }
        advance(&ctx, &mut session);
        assert!(session.ranking.ranker().is_none());
        ctx.memory_mut(|m| m.surrender_focus(field));
        advance(&ctx, &mut session);
        assert!(session.ranking.ranker().is_some());
    }
}
