//! A thing taken apart into its values, each as the change that would set it. The difference of two
//! projects, their merge and the words for both go by this one list.

use smol_str::SmolStr;

use super::{ArticleChange, CodeChange, Edit, ReviewChange};
use crate::model::{
    Annotator, Article, Code, Field, FieldKind, Review, Speaker, SpeakerKind, Stance, Statement,
    StatementChange, Topic,
};

/// Something whose values can be set one by one.
pub(super) trait Parts: Clone + PartialEq {
    type Change: Clone + PartialEq;

    /// All values that an edit can change, in an order that does not depend on them.
    fn parts(&self) -> Vec<Self::Change>;

    /// Sets one of them.
    fn put(&mut self, change: Self::Change);

    /// The same thing with each value at its default.
    fn blank(&self) -> Self;

    /// The edit that sets one.
    fn edit(&self, change: Self::Change) -> Edit;
}

/// What changes one thing into another of the same kind.
pub(super) fn changes<T: Parts>(from: &T, to: &T) -> Vec<T::Change> {
    if from == to {
        return Vec::new();
    }
    let pairs = from.parts().into_iter().zip(to.parts());
    pairs.filter(|(a, b)| a != b).map(|(_, b)| b).collect()
}

impl Parts for Annotator {
    type Change = String;

    fn parts(&self) -> Vec<String> {
        vec![self.name.clone()]
    }

    fn put(&mut self, name: String) {
        self.name = name;
    }

    fn blank(&self) -> Self {
        Self {
            id: self.id.clone(),
            name: String::new(),
        }
    }

    fn edit(&self, name: String) -> Edit {
        Edit::RenameAnnotator {
            id: self.id.clone(),
            name,
        }
    }
}

impl Parts for Article {
    type Change = ArticleChange;

    fn parts(&self) -> Vec<ArticleChange> {
        // Without `..`, so that a new field is not forgotten here.
        let Self {
            id: _,
            title,
            outlet,
            author,
            published,
            url,
            language,
            tags,
            fields,
            sha256: _,
            text: _,
            progress,
        } = self.clone();
        vec![
            ArticleChange::Title(title),
            ArticleChange::Outlet(outlet),
            ArticleChange::Author(author),
            ArticleChange::Published(published),
            ArticleChange::Url(url),
            ArticleChange::Language(language),
            ArticleChange::Tags(tags),
            ArticleChange::Fields(fields),
            ArticleChange::Progress(progress),
        ]
    }

    fn put(&mut self, change: ArticleChange) {
        change.exchange(self);
    }

    fn blank(&self) -> Self {
        Self {
            sha256: self.sha256.clone(),
            ..Self::new(self.id.clone(), "", self.text.clone())
        }
    }

    fn edit(&self, change: ArticleChange) -> Edit {
        Edit::ChangeArticle {
            id: self.id.clone(),
            change,
        }
    }
}

impl Parts for Statement {
    type Change = StatementChange;

    fn parts(&self) -> Vec<StatementChange> {
        let Self {
            id: _,
            article: _,
            annotator,
            layer,
            contents,
            cue,
            source,
            naming,
            speakers,
            on_behalf_of,
            topics,
            stance,
            target,
            form,
            parent,
            repeats,
            polarity,
            certainty,
            flag,
            fields,
            note,
            provenance,
            created: _,
        } = self.clone();
        vec![
            StatementChange::Annotator(annotator),
            StatementChange::Layer(layer),
            StatementChange::Contents(contents),
            StatementChange::Cue(cue),
            StatementChange::Source(source),
            StatementChange::Naming(naming),
            StatementChange::Speakers(speakers),
            StatementChange::OnBehalfOf(on_behalf_of),
            StatementChange::Topics(topics),
            StatementChange::Stance(stance),
            StatementChange::Target(target),
            StatementChange::Form(form),
            StatementChange::Parent(parent),
            StatementChange::Repeats(repeats),
            StatementChange::Polarity(polarity),
            StatementChange::Certainty(certainty),
            StatementChange::Flag(flag),
            StatementChange::Fields(fields),
            StatementChange::Note(note),
            StatementChange::Provenance(provenance),
        ]
    }

    fn put(&mut self, change: StatementChange) {
        change.exchange(self);
    }

    fn blank(&self) -> Self {
        Self::new(
            self.id.clone(),
            self.article.clone(),
            crate::model::AnnotatorId::new(""),
            Vec::new(),
            self.created.clone(),
        )
    }

    fn edit(&self, change: StatementChange) -> Edit {
        Edit::ChangeStatement {
            id: self.id.clone(),
            change,
        }
    }
}

impl Parts for Review {
    type Change = ReviewChange;

    fn parts(&self) -> Vec<ReviewChange> {
        let Self {
            id: _,
            on: _,
            reviewer: _,
            verdict,
            reason,
            suggested,
            comments,
            version,
            resolved,
            created: _,
        } = self.clone();
        vec![
            ReviewChange::Verdict(verdict),
            ReviewChange::Reason(reason),
            ReviewChange::Suggested(suggested),
            ReviewChange::Comments(comments),
            ReviewChange::Version(version),
            ReviewChange::Resolved(resolved),
        ]
    }

    fn put(&mut self, change: ReviewChange) {
        change.exchange(self);
    }

    fn blank(&self) -> Self {
        Self {
            verdict: None,
            reason: String::new(),
            suggested: Vec::new(),
            comments: Vec::new(),
            version: SmolStr::default(),
            resolved: false,
            ..self.clone()
        }
    }

    fn edit(&self, change: ReviewChange) -> Edit {
        Edit::ChangeReview {
            id: self.id.clone(),
            change,
        }
    }
}

impl Parts for Code {
    type Change = CodeChange;

    fn parts(&self) -> Vec<CodeChange> {
        match self.clone() {
            Self::Speaker(Speaker {
                id: _,
                name,
                kind,
                aliases,
                roles,
                fields,
                definition,
                use_when,
                avoid_when,
                examples,
                colour,
                status,
                definition_changed,
            }) => vec![
                CodeChange::Name(name),
                CodeChange::Kind(kind),
                CodeChange::Aliases(aliases),
                CodeChange::Roles(roles),
                CodeChange::Fields(fields),
                CodeChange::Definition(definition),
                CodeChange::UseWhen(use_when),
                CodeChange::AvoidWhen(avoid_when),
                CodeChange::Examples(examples),
                CodeChange::Colour(colour),
                CodeChange::Status(status),
                CodeChange::DefinitionChanged(definition_changed),
            ],
            Self::Stance(Stance {
                id: _,
                name,
                key,
                scale,
                definition,
                use_when,
                avoid_when,
                examples,
                colour,
                status,
                definition_changed,
            }) => vec![
                CodeChange::Name(name),
                CodeChange::Key(key),
                CodeChange::Scale(scale),
                CodeChange::Definition(definition),
                CodeChange::UseWhen(use_when),
                CodeChange::AvoidWhen(avoid_when),
                CodeChange::Examples(examples),
                CodeChange::Colour(colour),
                CodeChange::Status(status),
                CodeChange::DefinitionChanged(definition_changed),
            ],
            Self::Topic(Topic {
                id: _,
                name,
                proposition,
                parent,
                definition,
                use_when,
                avoid_when,
                examples,
                colour,
                status,
                definition_changed,
            }) => vec![
                CodeChange::Name(name),
                CodeChange::Proposition(proposition),
                CodeChange::Parent(parent),
                CodeChange::Definition(definition),
                CodeChange::UseWhen(use_when),
                CodeChange::AvoidWhen(avoid_when),
                CodeChange::Examples(examples),
                CodeChange::Colour(colour),
                CodeChange::Status(status),
                CodeChange::DefinitionChanged(definition_changed),
            ],
            Self::Field(Field {
                id: _,
                name,
                on: _,
                kind,
                definition,
                status,
            }) => vec![
                CodeChange::Name(name),
                CodeChange::FieldKind(kind),
                CodeChange::Definition(definition),
                CodeChange::Status(status),
            ],
        }
    }

    fn put(&mut self, change: CodeChange) {
        // A part of another kind of code has nowhere to go.
        let _ = change.exchange(self);
    }

    fn blank(&self) -> Self {
        match self {
            Self::Speaker(c) => {
                Self::Speaker(Speaker::new(c.id.clone(), "", SpeakerKind::default()))
            }
            Self::Stance(c) => Self::Stance(Stance::new(c.id.clone(), "", None, None)),
            Self::Topic(c) => Self::Topic(Topic::new(c.id.clone(), "")),
            Self::Field(c) => Self::Field(Field {
                name: String::new(),
                // No field has this kind, so that two that differ never seem to agree.
                kind: FieldKind::Choice(Vec::new()),
                definition: String::new(),
                status: crate::model::CodeStatus::default(),
                ..c.clone()
            }),
        }
    }

    fn edit(&self, change: CodeChange) -> Edit {
        Edit::ChangeCode {
            id: self.id(),
            change,
        }
    }
}
