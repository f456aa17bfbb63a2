//! The project file: what is written, what is read, and what happens to the file on disk.

mod full;
mod reading;
mod saving;

use super::*;
use crate::edit::{ArticleChange, Edit};
use crate::model::{
    AnnotatorId, Article, ArticleId, Form, Naming, Progress, ProgressState, Project, ProjectId,
    StanceId, StatementChange, StatementId, Verdict,
};
use full::full;

#[test]
fn every_field_has_its_place_in_the_file() {
    insta::assert_snapshot!("full", write(&full()).unwrap());
}

#[test]
fn a_project_comes_back_and_its_bytes_with_it() {
    let project = full();
    let bytes = write(&project).unwrap();
    let loaded = parse(bytes.as_bytes()).unwrap();
    assert_eq!(loaded.project, project);
    assert_eq!(loaded.newer_format, None);
    assert_eq!(loaded.fingerprint, Fingerprint::of(bytes.as_bytes()));
    assert_eq!(write(&loaded.project).unwrap(), bytes);
}

#[test]
fn a_new_project_is_short() {
    insta::assert_snapshot!(
        "new",
        write(&Project::new(ProjectId::new("prj_new"), "New")).unwrap()
    );
}

#[test]
fn one_changed_value_is_one_changed_line() {
    let mut project = full();
    let before = write(&project).unwrap();
    let stance = |stance: &str| StatementChange::Stance(Some(StanceId::new(stance)));
    let id = StatementId::new("st_one");
    let mut change = |change| {
        let id = id.clone();
        project.apply(Edit::ChangeStatement { id, change }).unwrap();
        differing_lines(&before, &write(&project).unwrap())
    };
    assert_eq!(
        change(stance("oppose")),
        [
            "-            stance: \"support\",",
            "+            stance: \"oppose\","
        ]
    );
    change(stance("support"));
    assert_eq!(
        change(StatementChange::Stance(None)),
        ["-            stance: \"support\","]
    );
}

#[test]
fn progress_is_one_changed_line() {
    let mut project = full();
    let before = write(&project).unwrap();
    let progress = vec![Progress {
        annotator: AnnotatorId::new("an_two"),
        state: ProgressState::Done,
    }];
    project
        .apply(Edit::ChangeArticle {
            id: ArticleId::new("ar_one"),
            change: ArticleChange::Progress(progress),
        })
        .unwrap();
    let changed = differing_lines(&before, &write(&project).unwrap());
    assert_eq!(changed.len(), 3, "{changed:?}");
}

#[test]
fn the_samples_are_sound_and_written_as_they_would_be_saved() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let loaded = load(&path).unwrap();
        assert_eq!(loaded.problems, [], "{}", path.display());
        let bytes = std::fs::read_to_string(&path).unwrap();
        assert_eq!(write(&loaded.project).unwrap(), bytes, "{}", path.display());
        names.push(path.file_name().unwrap().to_owned());
    }
    for name in ["first-steps", "harbour-dispute", "many-scripts"] {
        let name = format!("{name}.sayso.ron").into();
        assert!(names.contains(&name), "{names:?}");
    }
}

#[test]
fn the_first_sample_shows_every_form_and_naming() {
    let path = "sample_projects/first-steps.sayso.ron";
    let project = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap()
        .project;
    let all: Vec<_> = project.statements().collect();
    for form in [
        Form::Direct,
        Form::Mixed,
        Form::Indirect,
        Form::FreeIndirect,
        Form::Reported,
    ] {
        assert!(all.iter().any(|s| s.form == Some(form)), "{form:?}");
    }
    for naming in [Naming::Named, Naming::Unnamed, Naming::NoneGiven] {
        assert!(all.iter().any(|s| s.naming == Some(naming)), "{naming:?}");
    }
    assert!(all.iter().any(|s| s.contents.len() == 2));
    assert!(all.iter().any(|s| s.speakers.len() == 2));
    assert!(all.iter().all(|s| s.stance.is_some()));
}

#[test]
fn the_harbour_sample_is_coded_twice_and_reviewed() {
    let path = "sample_projects/harbour-dispute.sayso.ron";
    let project = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap()
        .project;
    assert_eq!(project.articles().len(), 3);
    assert_eq!(project.annotators().len(), 2);
    for annotator in project.annotators().iter() {
        let theirs: Vec<_> = project
            .statements()
            .filter(|s| s.annotator == annotator.id)
            .collect();
        let name = &annotator.name;
        assert!(theirs.len() >= 36, "{name}: {}", theirs.len());
        for form in [
            Form::Direct,
            Form::Mixed,
            Form::Indirect,
            Form::FreeIndirect,
            Form::Reported,
        ] {
            assert!(
                theirs.iter().any(|s| s.form == Some(form)),
                "{name}: {form:?}"
            );
        }
        assert!(theirs.iter().any(|s| s.naming == Some(Naming::NoneGiven)));
        assert!(theirs.iter().any(|s| s.contents.len() == 2));
        assert!(theirs.iter().any(|s| s.speakers.len() == 2));
        assert!(theirs.iter().any(|s| s.parent.is_some()));
        let done = |article: &Article| article.progress_of(&annotator.id);
        let all = project.articles().iter();
        assert!(all.map(|a| done(a)).all(|p| p == Some(ProgressState::Done)));
    }
    let verdicts: Vec<_> = project.reviews().iter().map(|r| r.verdict).collect();
    for verdict in [Verdict::Accepted, Verdict::Rejected, Verdict::Question] {
        assert!(verdicts.contains(&Some(verdict)), "{verdict:?}");
    }
    assert!(project.reviews().iter().any(|r| !r.suggested.is_empty()));
    assert!(project.reviews().iter().any(|r| r.comments.len() > 1));
}

/// The lines that only one of two files has, as a diff without context would show them. Enough
/// where what differs stands together.
fn differing_lines(before: &str, after: &str) -> Vec<String> {
    let (a, b): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same =
        |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let head = same(&mut a.iter().zip(&b));
    let tail = same(&mut a[head..].iter().rev().zip(b[head..].iter().rev()));
    let gone = a[head..a.len() - tail]
        .iter()
        .map(|line| format!("-{line}"));
    let new = b[head..b.len() - tail]
        .iter()
        .map(|line| format!("+{line}"));
    gone.chain(new).collect()
}
