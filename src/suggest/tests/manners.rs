//! How outlets of many kinds attribute, in invented sentences.

use super::{expect, nothing, proposals};
use crate::suggest::Rule;

#[test]
fn agencies_begin_with_a_place_and_end_with_a_source() {
    expect(
        "CEDAR FALLS, Mont. (AP) — [3 The fire was started by a power line], [1 investigators] [2 said] Tuesday.",
        Rule::Parenthesis,
    );
    expect(
        "GENEVA – [3 More than 2 million people need aid], [1 the agency] [2 warned] on Friday.",
        Rule::Parenthesis,
    );
    expect(
        "WASHINGTON — [1 The court] [2 ruled] on Monday [3 that the tax was lawful].",
        Rule::Clause,
    );
    expect(
        "[3 The ferry was sold], [1 a source] [2 told] the Mercury on Monday.",
        Rule::Parenthesis,
    );
    expect(
        "[3 The ferry was sold], [1 two people briefed on the talks] [2 said].",
        Rule::Parenthesis,
    );
}

#[test]
fn a_name_may_have_small_letters_in_front_of_it() {
    expect(
        "[3 “It is a disgrace,”] [2 said] [1 harbour master Ada Lund].",
        Rule::Quotation,
    );
    expect(
        "[3 “It was unexpected,”] [2 says] [1 lead author Priya Raman, a biologist at Otago].",
        Rule::Quotation,
    );
}

#[test]
fn tabloids_quote_in_straight_single_marks() {
    expect(
        "[1 A friend of the couple] [2 claimed]: [3 'They are in love. It has been quick.']",
        Rule::Quotation,
    );
    expect("[3 'We stay,'] [1 the widow] [2 said].", Rule::Quotation);
    nothing("The workers' club and Holm's boat are 'old' now.");
}

#[test]
fn verbs_say_something_with_another_word() {
    expect(
        "[1 Holm] [2 shot back] [3 that the plan was dead].",
        Rule::Clause,
    );
    expect(
        "[1 Holm] [2 made clear] [3 that the plan was dead].",
        Rule::Clause,
    );
    expect(
        "[1 The port] [2 made it clear] [3 that the plan was dead].",
        Rule::Clause,
    );
    nothing("Holm shot at the birds that came back.");
}

#[test]
fn a_participle_or_a_relative_clause_belongs_to_the_subject() {
    expect(
        "[1 A poll conducted last week] [2 found] [3 that few would sail again].",
        Rule::Clause,
    );
    expect(
        "[3 “He is tired,”] [1 an official who asked not to be named] [2 said].",
        Rule::Quotation,
    );
    expect(
        "[1 The lawsuit, filed in Austin], [2 claims] [3 the company discriminated against women].",
        Rule::Clause,
    );
    expect(
        "[1 Stein, who has seen many trials], [2 said] [3 her client was calm].",
        Rule::Clause,
    );
}

#[test]
fn the_day_beside_a_name_is_no_part_of_it() {
    expect(
        "[1 Ines Holm] on Monday [2 said] [3 the ferry was lost].",
        Rule::Clause,
    );
}

#[test]
fn some_subjects_are_a_single_word() {
    expect("[1 Another] [2 said] [3 the mood was bad].", Rule::Clause);
    expect(
        "[1 The Italian] [2 said] [3 the mood was bad].",
        Rule::Clause,
    );
    expect("[1 Critics] [2 say] [3 that is generous].", Rule::Clause);
}

#[test]
fn what_a_speaker_goes_on_to_do_is_not_said() {
    expect(
        "[1 A spokeswoman] [2 said] [3 the ferry would sail] and thanked the passengers.",
        Rule::Clause,
    );
    expect(
        "[1 The lawyers] [2 argued] [3 that the tax was lawful], pointing to a statute.",
        Rule::Clause,
    );
    expect(
        "[1 The mayor] [2 said] [3 that the ferry would sail] but did not elaborate.",
        Rule::Clause,
    );
    expect(
        "[1 The mayor] [2 announced] [3 that the plant would close], a decision that many had feared.",
        Rule::Clause,
    );
    expect(
        "[1 State television] [2 reported] [3 that sirens had sounded], and residents described loud blasts.",
        Rule::Clause,
    );
}

#[test]
fn a_sentence_goes_on_around_its_cue() {
    expect(
        "[3 It would], [1 the port] [2 added], [4 publish its report in autumn].",
        Rule::Parenthesis,
    );
    expect(
        "[3 The blast killed two people], [1 the ministry] [2 said], [4 and wounded ten].",
        Rule::Parenthesis,
    );
}

#[test]
fn attitudes_and_views() {
    expect(
        "[1 The senator] [2 is adamant] [3 that she will not run again].",
        Rule::Attitude,
    );
    expect(
        "[2 In [1 her] view], [3 the city eats people].",
        Rule::According,
    );
    expect(
        "There is a [2 belief] among [1 members] [3 that the leader must go].",
        Rule::Noun,
    );
    expect(
        "[1 Her husband] [2 has long been of the opinion] [3 that the city is no place for children].",
        Rule::Noun,
    );
}

#[test]
fn a_noun_that_is_the_subject_ends_before_its_verb() {
    expect(
        "[1 Lisa Tran]’s [2 claim] [3 that she was punished] could not be verified.",
        Rule::Noun,
    );
}

#[test]
fn quantities_and_plurals_open_a_clause() {
    expect(
        "[1 The agency] [2 said] [3 at least three people were hurt].",
        Rule::Clause,
    );
    expect(
        "[1 The report] [2 recommends] [3 that supervisors review every warrant].",
        Rule::Clause,
    );
    expect(
        "[1 The institute] [2 has calculated] [3 that costs will rise].",
        Rule::Clause,
    );
    expect(
        "[1 Some] [2 argue] [3 they discourage building].",
        Rule::Clause,
    );
}

#[test]
fn infinitives_may_say_something() {
    expect(
        "[3 “I was never brave,”] [1 Walter Hames] [2 liked to say].",
        Rule::Quotation,
    );
    expect(
        "[1 Mako] [2 is reported to have told] envoys [3 that all options were open].",
        Rule::Clause,
    );
}

#[test]
fn a_transcript_is_read_by_its_names() {
    let text = "Q: What changed?\n\nFENWICK: A storm did.\n\nFENWICK: It found me.";
    let found = proposals(text);
    let said: Vec<&str> = found.iter().map(|p| &text[p.contents[0].range()]).collect();
    assert_eq!(said, ["What changed?", "A storm did", "It found me"]);
    nothing("NOTE: The ferry does not sail on Sundays.");
}

#[test]
fn no_is_no_abbreviation_at_the_end() {
    let text = "Holm said no. The port, for its part, said it might accept.";
    let found = proposals(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(&text[found[0].contents[0].range()], "it might accept");
}

#[test]
fn words_of_saying_that_say_nothing() {
    nothing("The company makes claims software. The ruling is due on Friday.");
    nothing("Residents feared for their lives. Prices showed signs of recovery.");
    nothing("He wore a shirt with the words \"Free Hugs\".");
}
