//! Who is meant.

use super::{english, proposals};
use crate::model::{Codebook, Naming, Role, Speaker, SpeakerId, SpeakerKind};
use crate::suggest::{Names, Proposed, Who, propose};
use crate::text::Text;

fn codebook() -> Codebook {
    let mut book = Codebook::default();
    let role = |title: &str| Role {
        title: title.into(),
        organisation: None,
        from: None,
        until: None,
    };
    let mut add = |id: &str, name: &str, kind, aliases: &[&str], title: Option<&str>| {
        let mut speaker = Speaker::new(SpeakerId::new(id), name, kind);
        speaker.aliases = aliases.iter().map(|&alias| alias.into()).collect();
        speaker.roles = title.into_iter().map(role).collect();
        book.speakers.insert(usize::MAX, speaker.into()).unwrap();
    };
    add(
        "sp_holm",
        "Ines Holm",
        SpeakerKind::Person,
        &[],
        Some("mayor"),
    );
    add(
        "sp_trust",
        "Harbour Trust",
        SpeakerKind::Organisation,
        &["the trust"],
        None,
    );
    book
}

fn known(text: &str) -> Vec<Proposed> {
    propose(&Text::new(text), &Names::of(&codebook(), None), english())
}

fn id(found: &Proposed) -> Option<&str> {
    use crate::model::Id as _;
    match found.speakers.first()? {
        Who::Known { id, .. } => Some(id.as_str()),
        Who::New(_) => None,
    }
}

fn names(text: &str) -> Vec<String> {
    let found = proposals(text);
    let speakers = found.iter().flat_map(|p| &p.speakers);
    speakers.map(|who| who.name().to_owned()).collect()
}

#[test]
fn the_codebook_knows_names_aliases_and_roles() {
    for text in [
        "Ines Holm said the ferry was lost.",
        "Mayor Ines Holm said the ferry was lost.",
        "Holm said the ferry was lost.",
        "Mrs. Holm said the ferry was lost.",
        "The mayor said the ferry was lost.",
        "The mayor, Ines Holm, said the ferry was lost.",
    ] {
        assert_eq!(id(&known(text)[0]), Some("sp_holm"), "{text}");
    }
    for text in [
        "The trust said the ferry was lost.",
        "The Harbour Trust said the ferry was lost.",
    ] {
        assert_eq!(id(&known(text)[0]), Some("sp_trust"), "{text}");
    }
    let other = known("Bo Holm-Lind said the ferry was lost.");
    assert_eq!(id(&other[0]), None);
}

#[test]
fn a_new_speaker_comes_with_the_title() {
    let found = proposals("Foreign Minister Bo Lind said the ferry was lost.");
    let Who::New(new) = &found[0].speakers[0] else {
        panic!("{found:?}");
    };
    assert_eq!(new.name, "Bo Lind");
    assert_eq!(new.title.as_deref(), Some("Foreign Minister"));
    let speaker = new.speaker(SpeakerId::new("sp_1"));
    assert_eq!(speaker.roles[0].title, "Foreign Minister");
    let found = proposals(
        "Bo Lind, the harbour master and chairman of the board, said the ferry was lost.",
    );
    let Who::New(new) = &found[0].speakers[0] else {
        panic!("{found:?}");
    };
    assert_eq!(
        new.title.as_deref(),
        Some("harbour master and chairman of the board")
    );
}

#[test]
fn short_forms_and_pronouns_are_who_was_mentioned() {
    let text = "Foreign Minister Bo Lind met Anna Roth, the director of the port. Lind said the ferry was lost. \
        He said it had burned. The minister said it was old. Ms. Roth said nobody was hurt. She said she was glad.";
    assert_eq!(
        names(text),
        ["Bo Lind", "Bo Lind", "Bo Lind", "Anna Roth", "Anna Roth"]
    );
}

#[test]
fn several_speak_together() {
    assert_eq!(
        names("Anna Roth and Bo Lind said the ferry was lost."),
        ["Anna Roth", "Bo Lind"]
    );
    assert_eq!(
        names("The Department of Trade and Industry said the ferry was lost."),
        ["Department of Trade and Industry"]
    );
}

#[test]
fn people_without_a_name_are_unnamed() {
    let found = proposals("Two officials said the ferry was lost.");
    assert_eq!(found[0].naming, Naming::Unnamed);
    let found = proposals("The report says the ferry was lost.");
    let Who::New(new) = &found[0].speakers[0] else {
        panic!("{found:?}");
    };
    assert_eq!(new.kind, SpeakerKind::Document);
}

#[test]
fn a_statement_remembers_that_it_was_proposed() {
    use crate::model::{AnnotatorId, ArticleId, Provenance, StatementId, Timestamp};
    let found = &proposals("Ines Holm said the ferry was lost.")[0];
    let statement = found.statement(
        StatementId::new("st_1"),
        ArticleId::new("ar_1"),
        AnnotatorId::new("an_1"),
        vec![SpeakerId::new("sp_1")],
        Timestamp::from_unix_seconds(0),
    );
    assert_eq!(statement.naming, Some(Naming::Named));
    assert_eq!(statement.stance, None);
    let Provenance::Proposed(proposal) = statement.provenance else {
        panic!("no proposal");
    };
    assert_eq!(proposal.rule, "clause");
    assert_eq!(proposal.confidence, found.percent());
}

#[test]
fn what_a_sentence_says_of_somebody_is_no_title() {
    let text =
        "Her opponent, Cal Brooks, has tried to tie her to the governor. Brooks said he would win.";
    let Who::New(new) = &proposals(text)[0].speakers[0] else {
        panic!("{text}");
    };
    assert_eq!(
        (new.name.as_str(), new.title.as_deref()),
        ("Cal Brooks", None)
    );
}

/// Who speaks, statement by statement.
fn speakers(text: &str) -> Vec<String> {
    let found = propose(&Text::new(text), &Names::default(), english());
    let names = |p: &Proposed| -> Vec<String> {
        p.speakers.iter().map(|who| who.name().to_owned()).collect()
    };
    found.iter().map(|p| names(p).join("; ")).collect()
}

#[test]
fn organisations_have_short_names() {
    assert_eq!(
        speakers("The World Food Programme (WFP) said it was late. WFP said it was sorry."),
        ["World Food Programme", "World Food Programme"]
    );
    assert_eq!(
        speakers("The United Nations said it was late. The UN said it was sorry."),
        ["United Nations", "United Nations"]
    );
    assert_eq!(
        speakers("Acme Holdings opened a plant. The company said it was proud."),
        ["Acme Holdings"]
    );
}

#[test]
fn first_names_and_titles_say_who_is_meant() {
    assert_eq!(
        speakers("Sarah Webb met Tom Budd. Tom Budd said it was late. She said it was early."),
        ["Tom Budd", "Sarah Webb"]
    );
    assert_eq!(
        speakers("Gov. Rita Salas signed the bill. The governor said it was time."),
        ["Rita Salas"]
    );
    assert_eq!(
        speakers("Prime Minister Tom Ward arrived. The PM said it was time."),
        ["Tom Ward"]
    );
    assert_eq!(
        speakers(
            "The mayor, Ed Lund, and the governor, Amy Rice, met. The governor said it was time."
        ),
        ["Amy Rice"]
    );
}

#[test]
fn a_list_of_names_is_several() {
    assert_eq!(
        speakers("Smith, Jones and Brown said the vote was rigged."),
        ["Smith; Jones; Brown"]
    );
}
