//! Random numbers turned into edits that suit the project as it is, for the laws.
//!
//! One number makes one edit, so a failing history shrinks by leaving edits out. Most edits are
//! valid; some are wrong on purpose.

mod values;

use std::sync::Arc;

use super::{
    ArticleChange, CodeChange, Edit, ReviewChange, delete_annotator, delete_articles, delete_code,
    delete_statement, merge_codes, reanchor, replace_text, retire_code,
};
use crate::model::{
    Annotator, AnnotatorId, Article, ArticleId, Code, CodeId, CodeStatus, Comment, Dismissal,
    Field, FieldEntry, FieldId, FieldTarget, Fresh as _, Id, Keyed, Listed, Policy, Progress,
    Project, ProjectId, Review, ReviewId, ReviewTarget, Role, Speaker, SpeakerId, Stance, StanceId,
    Statement, StatementChange, StatementId, Target, Topic, TopicId, fresh_id,
};
use crate::testing::Counting;
use crate::text::Text;
pub(crate) use values::Dice;

/// A project with some of everything in it, and what comes next.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) project: Project,
    fresh: Counting,
}

impl World {
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the bare method holds for one lifetime only"
    )]
    pub(crate) fn new() -> Self {
        let mut world = Self {
            project: Project::new(ProjectId::new("prj_test"), "Laws"),
            fresh: Counting::default(),
        };
        let mut dice = Dice::new(7);
        let mut add = |world: &mut Self, times: usize, make: fn(&mut Maker) -> Edit| {
            for _ in 0..times {
                let edit = make(&mut world.maker(&mut dice));
                // A wrong one on purpose is left out here.
                let _ = world.project.apply(edit);
            }
        };
        add(&mut world, 3, |maker| maker.annotator());
        add(&mut world, 16, |maker| maker.code(3));
        add(&mut world, 8, |maker| maker.code(0));
        add(&mut world, 8, |maker| maker.code(2));
        add(&mut world, 4, |maker| maker.article());
        add(&mut world, 24, |maker| maker.statement());
        add(&mut world, 8, |maker| maker.review());
        world
    }

    /// After a history; the edits that were refused are left out.
    pub(crate) fn after(seeds: &[u64]) -> Self {
        let mut world = Self::new();
        for &seed in seeds {
            let edit = world.edit(seed);
            let _ = world.project.apply(edit);
        }
        world
    }

    /// What somebody else makes of the same project: new things get ids of their own.
    pub(crate) fn elsewhere(&self, seeds: &[u64]) -> Project {
        let mut copy = self.clone();
        copy.fresh.skip();
        copy.go_on(seeds)
    }

    /// What one of several coders makes of a copy: ids differ between them and from all others.
    pub(crate) fn coder(&self, copy: Project, number: usize, seeds: &[u64]) -> Project {
        let mut world = self.clone();
        world.project = copy;
        (0..=number).for_each(|_| world.fresh.skip());
        world.go_on(seeds)
    }

    /// What one goes on to make of the project.
    pub(crate) fn here(&self, seeds: &[u64]) -> Project {
        self.clone().go_on(seeds)
    }

    fn go_on(mut self, seeds: &[u64]) -> Project {
        for &seed in seeds {
            let edit = self.edit(seed);
            let _ = self.project.apply(edit);
        }
        self.project
    }

    /// The next edit. It is not applied.
    pub(crate) fn edit(&mut self, seed: u64) -> Edit {
        let mut dice = Dice::new(seed);
        self.maker(&mut dice).edit()
    }

    fn maker<'a>(&'a mut self, dice: &'a mut Dice) -> Maker<'a> {
        Maker {
            project: &self.project,
            fresh: &mut self.fresh,
            dice,
        }
    }
}

struct Maker<'a> {
    project: &'a Project,
    fresh: &'a mut Counting,
    dice: &'a mut Dice,
}

impl Maker<'_> {
    fn edit(&mut self) -> Edit {
        match self.dice.below(51) {
            50 => self.dismissal(),
            0 if self.dice.chance(50) => Edit::SetTitle(self.dice.words()),
            0 => {
                let policy = Policy::ALL.get(self.dice.below(3)).copied();
                Edit::SetPolicy(policy.unwrap_or_default())
            }
            1 => self.annotator(),
            2 => Edit::RemoveAnnotator(self.annotator_id()),
            3 => Edit::RenameAnnotator {
                id: self.annotator_id(),
                name: self.dice.name(),
            },
            4 => delete_annotator(self.project, &self.annotator_id()),
            5 | 6 => self.article(),
            7 => Edit::RemoveArticle(self.article_id()),
            8 => Edit::MoveArticle {
                id: self.article_id(),
                to: self.dice.below(6),
            },
            9 => delete_articles(self.project, &[self.article_id(), self.article_id()]),
            10..=12 => self.article_change(),
            13 | 14 => self.other_text(),
            15..=19 => self.statement(),
            20 => Edit::RemoveStatement(self.statement_id()),
            21 => delete_statement(self.project, &self.statement_id()),
            22..=28 => self.statement_change(),
            29..=31 => {
                let kind = self.dice.below(4);
                self.code(kind)
            }
            32 => Edit::RemoveCode(self.code_id()),
            33 => Edit::MoveCode {
                id: self.code_id(),
                to: self.dice.below(6),
            },
            34..=37 => self.code_change(),
            38 => retire_code(&self.code_id()),
            39 => {
                let (id, to) = (self.code_id(), self.code_id());
                let to = self.dice.chance(70).then_some(&to);
                delete_code(self.project, &id, to).unwrap_or(Edit::RemoveCode(id))
            }
            40 => {
                let (from, into) = (self.code_id(), self.code_id());
                merge_codes(self.project, &from, &into).unwrap_or(Edit::RemoveCode(from))
            }
            41 => reanchor(self.project),
            42 | 43 => self.review(),
            44 => Edit::RemoveReview(self.review_id()),
            45 => Edit::MoveReview {
                id: self.review_id(),
                to: self.dice.below(8),
            },
            46 => Edit::MoveAnnotator {
                id: self.annotator_id(),
                to: self.dice.below(4),
            },
            47 => Edit::ChangeReview {
                id: self.review_id(),
                change: self.review_change(),
            },
            _ => self.group(),
        }
    }

    /// Of one of a few entries, so that one is dismissed twice and comes back.
    fn dismissal(&mut self) -> Edit {
        let entry = self.dice.entry();
        let dismissal = self.dice.chance(80).then(|| {
            Arc::new(Dismissal {
                entry: if self.dice.chance(95) {
                    entry.clone()
                } else {
                    self.dice.entry()
                },
                of: self.dice.words().into(),
                reason: self.dice.name(),
                at: self.fresh.now(),
            })
        });
        Edit::Dismiss { entry, dismissal }
    }

    /// Edits of which each suits the project that those before it leave.
    fn group(&mut self) -> Edit {
        let mut project = self.project.clone();
        let mut edits = Vec::new();
        for _ in 0..self.dice.below(5) {
            let edit = Maker {
                project: &project,
                fresh: self.fresh,
                dice: self.dice,
            }
            .edit();
            // A wrong one stays in at times: then all of the group has to be refused.
            if project.apply(edit.clone()).is_ok() || self.dice.chance(10) {
                edits.push(edit);
            }
        }
        Edit::group(self.dice.words(), edits)
    }

    fn annotator(&mut self) -> Edit {
        let annotator = Annotator {
            id: self.new_id(),
            name: self.dice.name(),
        };
        Edit::AddAnnotator {
            at: self.dice.below(4),
            annotator: Arc::new(annotator),
        }
    }

    fn article(&mut self) -> Edit {
        let mut article = Article::new(self.new_id(), self.dice.words(), self.dice.text());
        for _ in 0..self.dice.below(4) {
            let _ = self.article_value().exchange(&mut article);
        }
        Edit::AddArticle {
            at: self.dice.below(6),
            article: Arc::new(article),
        }
    }

    fn article_change(&mut self) -> Edit {
        Edit::ChangeArticle {
            id: self.article_id(),
            change: self.article_value(),
        }
    }

    fn article_value(&mut self) -> ArticleChange {
        match self.dice.below(9) {
            0 => ArticleChange::Title(self.dice.words()),
            1 => ArticleChange::Outlet(self.dice.words()),
            2 => ArticleChange::Author(self.dice.words()),
            3 => ArticleChange::Published(self.dice.chance(70).then(|| self.dice.date())),
            4 => ArticleChange::Url(self.dice.words()),
            5 => ArticleChange::Language(self.dice.words()),
            6 => ArticleChange::Tags(self.dice.several(Dice::words)),
            7 => ArticleChange::Fields(self.entries(FieldTarget::Article)),
            _ => {
                let all = self.some_of(self.project.annotators(), &AnnotatorId::new("an_none"));
                let progress = all.into_iter().map(|annotator| Progress {
                    annotator,
                    state: self.dice.state(),
                });
                ArticleChange::Progress(progress.collect())
            }
        }
    }

    /// Another text for an article: the old one with a piece cut out and one put in.
    fn other_text(&mut self) -> Edit {
        let id = self.article_id();
        let Some(article) = self.project.articles().get(&id) else {
            return Edit::RemoveArticle(id);
        };
        let text = self.dice.changed_text(&article.text);
        match replace_text(self.project, &id, text) {
            // Without its statements it is refused, unless there are none.
            Ok(Edit::ReplaceText {
                article,
                text,
                sha256,
                reviews,
                ..
            }) if self.dice.chance(10) => Edit::ReplaceText {
                article,
                text,
                sha256,
                statements: Vec::new(),
                reviews,
            },
            Ok(edit) => edit,
            Err(_) => Edit::RemoveArticle(id),
        }
    }

    fn statement(&mut self) -> Edit {
        let article = self.article_id();
        let text = self.text_of(&article);
        let mut statement = Statement::new(
            self.new_id(),
            article,
            self.annotator_id(),
            self.dice.contents(&text),
            self.fresh.now(),
        );
        for _ in 0..self.dice.below(8) {
            let _ = self.statement_value(&text).exchange(&mut statement);
        }
        Edit::AddStatement(Arc::new(statement))
    }

    fn statement_change(&mut self) -> Edit {
        let id = self.statement_id();
        let article = self.project.statement(&id).map(|s| s.article.clone());
        let text = article.map_or_else(|| Text::new(""), |article| self.text_of(&article));
        let change = self.statement_value(&text);
        Edit::ChangeStatement { id, change }
    }

    fn statement_value(&mut self, text: &Text) -> StatementChange {
        let unknown = SpeakerId::new("sp_none");
        let speakers =
            |maker: &mut Self| maker.some_of(maker.project.codebook().speakers(), &unknown);
        match self.dice.below(20) {
            18 => {
                let repeated = self.statement_id();
                StatementChange::Repeats(self.dice.chance(80).then_some(repeated))
            }
            0 => StatementChange::Annotator(self.annotator_id()),
            1 => StatementChange::Layer(self.dice.layer()),
            2 => StatementChange::Contents(self.dice.contents(text)),
            3 => StatementChange::Cue(self.dice.anchors(text)),
            4 => StatementChange::Source(self.dice.anchors(text)),
            5 => StatementChange::Naming(self.dice.naming()),
            6 => StatementChange::Speakers(speakers(self)),
            7 => StatementChange::OnBehalfOf(speakers(self)),
            8 => StatementChange::Topics(
                self.some_of(self.project.codebook().topics(), &TopicId::new("tp_none")),
            ),
            9 => {
                let stance = self.one_of(self.project.codebook().stances(), StanceId::new("no"));
                StatementChange::Stance(self.dice.chance(80).then_some(stance))
            }
            10 => StatementChange::Target(match self.dice.below(3) {
                0 => Target::Topic,
                1 => Target::Text(self.dice.words()),
                _ => Target::Speaker(self.one_of(self.project.codebook().speakers(), unknown)),
            }),
            11 => StatementChange::Form(self.dice.form()),
            12 => {
                let parent = self.statement_id();
                StatementChange::Parent(self.dice.chance(80).then_some(parent))
            }
            13 => StatementChange::Polarity(self.dice.polarity()),
            14 => StatementChange::Certainty(self.dice.certainty()),
            15 => StatementChange::Flag(self.dice.chance(50)),
            16 => StatementChange::Fields(self.entries(FieldTarget::Statement)),
            17 => StatementChange::Note(self.dice.words()),
            _ => StatementChange::Provenance(self.dice.provenance()),
        }
    }

    /// A new code: 0 speaker, 1 stance, 2 topic, else field.
    fn code(&mut self, kind: usize) -> Edit {
        let name = self.dice.name();
        let code = match kind {
            0 => {
                let id = self.new_id();
                Code::Speaker(Speaker::new(id, name, self.dice.speaker_kind()))
            }
            1 => {
                let id = self.new_id();
                Code::Stance(Stance::new(id, name, self.dice.key(), self.dice.scale()))
            }
            2 => Code::Topic(Topic::new(self.new_id(), name)),
            _ => Code::Field(Field {
                id: self.new_id(),
                name,
                on: self.dice.field_target(),
                kind: self.dice.field_kind(),
                definition: self.dice.words(),
                status: CodeStatus::Active,
            }),
        };
        let mut code = code;
        for _ in 0..self.dice.below(6) {
            // What a code of this kind does not have stays out.
            let _ = self.code_value(&code.id()).exchange(&mut code);
        }
        Edit::AddCode {
            at: self.dice.below(6),
            code: Box::new(code),
        }
    }

    fn code_change(&mut self) -> Edit {
        let id = self.code_id();
        let change = self.code_value(&id);
        Edit::ChangeCode { id, change }
    }

    fn code_value(&mut self, id: &CodeId) -> CodeChange {
        let general = self.dice.chance(50);
        match (id, self.dice.below(6), general) {
            (_, 0, true) => CodeChange::Name(self.dice.name()),
            (_, 1, true) => CodeChange::Definition(self.dice.words()),
            (_, 2, true) => CodeChange::Examples(self.dice.several(Dice::words)),
            (_, 3, true) => CodeChange::Colour(self.dice.colour()),
            (_, 4, true) if self.dice.chance(30) => CodeChange::UseWhen(self.dice.words()),
            (_, 4, true) if self.dice.chance(30) => CodeChange::AvoidWhen(self.dice.words()),
            (_, 4, true) => CodeChange::Status(self.dice.status()),
            (_, _, true) => CodeChange::DefinitionChanged(Some(self.fresh.now())),
            (CodeId::Speaker(_), 0, _) => CodeChange::Kind(self.dice.speaker_kind()),
            (CodeId::Speaker(_), 1, _) => CodeChange::Aliases(self.dice.several(Dice::words)),
            (CodeId::Speaker(_), 2, _) => CodeChange::Fields(self.entries(FieldTarget::Speaker)),
            (CodeId::Speaker(_), _, _) => {
                let roles = (0..self.dice.below(3)).map(|_| self.role()).collect();
                CodeChange::Roles(roles)
            }
            (CodeId::Stance(_), 0..=2, _) => CodeChange::Key(self.dice.key()),
            (CodeId::Stance(_), _, _) => CodeChange::Scale(self.dice.scale()),
            (CodeId::Topic(_), 0, _) => CodeChange::Proposition(self.dice.words()),
            (CodeId::Topic(_), _, _) => {
                let topics = self.project.codebook().topics();
                let parent = self.one_of(topics, TopicId::new("tp_none"));
                CodeChange::Parent(self.dice.chance(85).then_some(parent))
            }
            (CodeId::Field(_), _, _) => CodeChange::FieldKind(self.dice.field_kind()),
        }
    }

    fn role(&mut self) -> Role {
        let speakers = self.project.codebook().speakers();
        let organisation = self.one_of(speakers, SpeakerId::new("sp_none"));
        Role {
            title: self.dice.words(),
            organisation: self.dice.chance(60).then_some(organisation),
            from: self.dice.chance(50).then(|| self.dice.date()),
            until: self.dice.chance(50).then(|| self.dice.date()),
        }
    }

    fn review(&mut self) -> Edit {
        let statement = self.statement_id();
        let article = self.article_id();
        let text = self.text_of(&article);
        let on = if self.dice.chance(60) {
            ReviewTarget::Statement(statement)
        } else {
            ReviewTarget::Text {
                article,
                place: self.dice.anchor(&text),
            }
        };
        let mut review = Review {
            id: self.new_id(),
            on,
            reviewer: self.annotator_id(),
            verdict: self.dice.verdict(),
            reason: self.dice.words(),
            suggested: Vec::new(),
            comments: Vec::new(),
            version: self.dice.words().into(),
            resolved: self.dice.chance(30),
            created: self.fresh.now(),
        };
        review.suggested = self.suggestions(&review.on);
        review.comments = self.comments();
        Edit::AddReview {
            at: self.dice.below(8),
            review: Arc::new(review),
        }
    }

    fn review_change(&mut self) -> ReviewChange {
        match self.dice.below(5) {
            0 => ReviewChange::Verdict(self.dice.verdict()),
            1 => ReviewChange::Reason(self.dice.words()),
            2 => {
                let any = self.statement_id();
                ReviewChange::Suggested(self.suggestions(&ReviewTarget::Statement(any)))
            }
            3 => ReviewChange::Comments(self.comments()),
            _ => ReviewChange::Resolved(self.dice.chance(50)),
        }
    }

    fn suggestions(&mut self, on: &ReviewTarget) -> Vec<StatementChange> {
        let text = self.project.text_of_review(on).cloned();
        let text = text.unwrap_or_else(|| Text::new(""));
        (0..self.dice.below(4))
            .map(|_| self.statement_value(&text))
            .collect()
    }

    fn comments(&mut self) -> Vec<Comment> {
        (0..self.dice.below(3))
            .map(|_| Comment {
                author: self.annotator_id(),
                at: self.fresh.now(),
                text: self.dice.words(),
            })
            .collect()
    }

    /// Values for some of the project's fields on something; a wrong one at times.
    fn entries(&mut self, on: FieldTarget) -> Vec<FieldEntry> {
        let fields: Vec<_> = self.project.codebook().fields().iter().cloned().collect();
        let mut entries = Vec::new();
        for field in fields {
            if (field.on == on && self.dice.chance(50)) || self.dice.chance(1) {
                entries.push(FieldEntry {
                    field: field.id.clone(),
                    value: self.dice.field_value(&field.kind),
                });
            }
        }
        entries
    }

    fn text_of(&self, article: &ArticleId) -> Text {
        let article = self.project.articles().get(article);
        article.map_or_else(|| Text::new(""), |article| article.text.clone())
    }

    /// A new id; at times none or one that is taken, which is refused.
    fn new_id<I: Id>(&mut self) -> I {
        match self.dice.below(100) {
            0 => I::from("".into()),
            1 => I::from(format!("{}_000000000001", I::KIND).into()),
            _ => fresh_id(self.fresh),
        }
    }

    fn annotator_id(&mut self) -> AnnotatorId {
        self.one_of(self.project.annotators(), AnnotatorId::new("an_none"))
    }

    fn article_id(&mut self) -> ArticleId {
        self.one_of(self.project.articles(), ArticleId::new("ar_none"))
    }

    fn review_id(&mut self) -> ReviewId {
        self.one_of(self.project.reviews(), ReviewId::new("rv_none"))
    }

    fn statement_id(&mut self) -> StatementId {
        let at = self.dice.below(self.project.statement_count().max(1));
        let found = self.project.statements().nth(at).map(|s| s.id.clone());
        self.or_unknown(found, StatementId::new("st_none"))
    }

    fn code_id(&mut self) -> CodeId {
        let book = self.project.codebook();
        match self.dice.below(4) {
            0 => CodeId::Speaker(self.one_of(book.speakers(), SpeakerId::new("sp_none"))),
            1 => CodeId::Stance(self.one_of(book.stances(), StanceId::new("no"))),
            2 => CodeId::Topic(self.one_of(book.topics(), TopicId::new("tp_none"))),
            _ => CodeId::Field(self.one_of(book.fields(), FieldId::new("fd_none"))),
        }
    }

    fn one_of<T: Keyed>(&mut self, list: &Listed<T>, unknown: T::Id) -> T::Id {
        let at = self.dice.below(list.len().max(1));
        self.or_unknown(list.at(at).map(|value| value.id().clone()), unknown)
    }

    /// Up to three, none twice; at times an unknown one among them.
    fn some_of<T: Keyed>(&mut self, list: &Listed<T>, unknown: &T::Id) -> Vec<T::Id> {
        let mut ids: Vec<T::Id> = Vec::new();
        for _ in 0..self.dice.below(4) {
            let id = self.one_of(list, unknown.clone());
            if !ids.contains(&id) || self.dice.chance(3) {
                ids.push(id);
            }
        }
        ids
    }

    fn or_unknown<I>(&mut self, found: Option<I>, unknown: I) -> I {
        found.filter(|_| !self.dice.chance(2)).unwrap_or(unknown)
    }
}
