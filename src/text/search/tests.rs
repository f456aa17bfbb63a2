use std::ops::{Range, RangeInclusive};

use proptest::prelude::*;

use super::{Finder, Options, Query, QueryError, stretches};
use crate::testing::marked;
use crate::text::is_grapheme_border;

const EXACT: Options = Options {
    ignore_case: false,
    ignore_accents: false,
    whole_word: false,
    regex: false,
};

fn found(words: &str, options: Options, text: &str) -> Vec<Range<usize>> {
    let query = Query {
        words: words.to_owned(),
        options,
    };
    Finder::new(&query).unwrap().hits(text).collect()
}

/// Looks for words in a text in which what is to be found is marked.
fn check(words: &str, options: Options, literal: &str) {
    let (text, hits) = marked(literal);
    assert_eq!(found(words, options, &text), hits, "“{words}” in {literal}");
}

fn wrong(expression: &str) -> String {
    let options = Options {
        regex: true,
        ..EXACT
    };
    let query = Query {
        words: expression.to_owned(),
        options,
    };
    Finder::new(&query).unwrap_err().to_string()
}

#[test]
fn words_are_found_as_they_are_written() {
    check("tax", EXACT, "[1 tax] Tax [2 tax]es");
    check("aa", EXACT, "[1 aa][2 aa]a");
    check("a.c*", EXACT, "abc [1 a.c*] aacc");
    check("", EXACT, "nothing");
}

#[test]
fn case_is_ignored_in_all_scripts() {
    let options = Options {
        ignore_case: true,
        ..EXACT
    };
    check("tax", options, "[1 TAX] [2 Tax]");
    check("їжак", options, "[1 ЇЖАК] їжа");
    check("ΣΟΦΟΣ", options, "ο [1 σοφος] και [2 σοφοσ]");
}

#[test]
fn accents_are_ignored_composed_or_not() {
    let options = Options {
        ignore_accents: true,
        ..EXACT
    };
    check("café", options, "[1 cafe] [2 café] [3 cafe\u{301}] Café");
    check("cafe", options, "[1 cafe] [2 café]s [3 cafe\u{301}].");
    check("Walesa", options, "Lech [1 Wałęsa]");
    check("ως", options, "[1 ὥς] κα[2 ως]");
    check("محمد", options, "[1 مُحَمَّد]");
    check("e\u{301}", EXACT, "é [1 e\u{301}]");
    check("e", EXACT, "é e\u{301} [1 e]");
}

#[test]
fn letters_of_an_alphabet_are_no_accented_ones() {
    let options = Options {
        ignore_accents: true,
        ..EXACT
    };
    check("мои", options, "мой мо\u{438}\u{306} [1 мои]");
    check("мой", options, "[1 мой] [2 мо\u{438}\u{306}] мои");
    check("їх", options, "[1 їх] іх [2 і\u{308}х]");
    check("берёза", options, "[1 береза] [2 берёза]");
    check("замок", options, "[1 за\u{301}мок] [2 замо\u{301}к]");
    check("か", options, "[1 か] が");
    check("가", options, "[1 가] 간");
    check("दन", options, "दिन");
}

#[test]
fn whole_words_are_whole_in_all_scripts() {
    let options = Options {
        whole_word: true,
        ..EXACT
    };
    check("cat", options, "[1 cat] cats, concat “[2 cat]” cat’s");
    check("міст", options, "[1 міст] містах «[2 міст]»");
    check("北京", options, "我爱[1 北京]。");
    check("the old", options, "[1 the old] the older");
    let options = Options {
        regex: true,
        ..options
    };
    check("teach|teacher", options, "[1 teacher] teachers [2 teach]");
    check("міст.?", options, "[1 міст] [2 місто] містах");
    check("北.", options, "我爱[1 北京]。");
}

#[test]
fn expressions_stay_in_their_line_and_find_nothing_empty() {
    let options = Options {
        regex: true,
        ignore_accents: true,
        ..EXACT
    };
    check(r"^\w+|\w+$", options, "[1 One] is [2 two]\n[3 Drei]");
    check("x*", options, "a[1 xx]b");
    check(r"s\s+T", options, "is\nTwo");
    check("caf[é-ë]s?", options, "[1 cafés]");
    let folded = Query {
        words: "[z-é]".into(),
        options,
    };
    assert!(matches!(
        Finder::new(&folded),
        Err(QueryError::Wrong { .. })
    ));
}

#[test]
fn a_bad_expression_explains_itself() {
    for (expression, words) in [
        (
            "the (old",
            r"character 5: “(” is never closed: add “)”, or write “\(” for a bracket",
        ),
        (
            "їжак)",
            r"character 5: “)” closes nothing: add “(”, or write “\)” for a bracket",
        ),
        (
            "[a-",
            r"character 1: “[” is never closed: add “]”, or write “\[” for a bracket",
        ),
        (
            "*",
            r"character 1: “*” has nothing before it to repeat: write “\*” for the sign itself",
        ),
        ("[z-a]", "character 2: “z-a” ends before it begins"),
        (
            r"a\",
            r"character 2: “\” stands alone: write “\\” for the sign itself",
        ),
        (
            r"\y",
            r"character 1: “\y” means nothing: write “\\” for a backslash",
        ),
        (
            "a(?=b)",
            "character 2: “(?=” looks ahead or back, which is not possible here",
        ),
        (
            r"\p{Nowhere}",
            r"character 1: “\p{Nowhere}” is no class of characters; “\p{Cyrillic}” and “\p{Lu}” are",
        ),
    ] {
        assert_eq!(wrong(expression), words);
    }
}

#[test]
fn an_expression_that_would_eat_memory_is_refused() {
    let large = "the expression is too large: repeat less often, or search for a part of it";
    assert_eq!(wrong(r"(\w{100}){100}"), large);
    assert_eq!(wrong("a{999999}{999999}"), large);
    let deep = "(".repeat(400) + &")".repeat(400);
    assert!(wrong(&deep).ends_with("more than 50 brackets stand in one another"));
}

#[test]
fn stretches_hold_whole_lines() {
    let text = "one\ntwo\nthree\n\nfour";
    let all: Vec<&str> = stretches(text, 4).map(|range| &text[range]).collect();
    assert_eq!(all, ["one\ntwo\n", "three\n", "\nfour"]);
    assert_eq!(stretches("", 4).count(), 0);
}

/// Letters among which the odd cases stand: accents, scripts, line ends, what an expression means.
const LETTERS: &str = "[aAbeéйиїіё .*(\\\\\\[$\u{301}\u{306}\u{308}łがか\n]";

fn letters(count: RangeInclusive<usize>) -> impl Strategy<Value = String> {
    let (least, most) = count.into_inner();
    proptest::string::string_regex(&format!("{LETTERS}{{{least},{most}}}")).unwrap()
}

/// What plain words find, told in the simplest way.
fn naively(words: &str, text: &str) -> Vec<Range<usize>> {
    let mut hits = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = at + words.len();
        let is_here = text[at..].starts_with(words) && !words.is_empty() && !words.contains('\n');
        if is_here && is_grapheme_border(text, at) && is_grapheme_border(text, end) {
            hits.push(at..end);
            at = end;
        } else {
            at += text[at..].chars().next().unwrap().len_utf8();
        }
    }
    hits
}

fn any_options() -> impl Strategy<Value = Options> {
    any::<(bool, bool, bool, bool)>().prop_map(|(case, accents, word, regex)| Options {
        ignore_case: case,
        ignore_accents: accents,
        whole_word: word,
        regex,
    })
}

proptest! {
    #![proptest_config(crate::testing::cases(512))]

    #[test]
    fn plain_words_find_what_a_naive_search_finds(
        text in letters(0..=60),
        words in letters(0..=3),
    ) {
        prop_assert_eq!(found(&words, EXACT, &text), naively(&words, &text));
    }

    #[test]
    fn every_hit_is_a_place_and_what_stands_there_finds_itself(
        text in "(\\PC|[aeéй .\u{301}\n]){0,60}",
        words in letters(1..=3),
        options in any_options(),
    ) {
        let query = Query { words, options };
        let Ok(finder) = Finder::new(&query) else {
            return Ok(());
        };
        let mut end = 0;
        for hit in finder.hits(&text) {
            prop_assert!(hit.start >= end && hit.start < hit.end);
            end = hit.end;
            prop_assert!(is_grapheme_border(&text, hit.start));
            prop_assert!(is_grapheme_border(&text, hit.end));
            let again = Options { regex: false, whole_word: false, ..options };
            let same = found(&text[hit.clone()], again, &text);
            prop_assert!(same.iter().any(|other| other.contains(&hit.start)));
        }
    }

    #[test]
    fn stretches_find_what_the_whole_does(
        text in letters(0..=80),
        bytes in 1usize..20,
        options in any_options(),
    ) {
        let query = Query { words: "e".into(), options };
        let finder = Finder::new(&query).unwrap();
        let parts: Vec<_> = stretches(&text, bytes)
            .flat_map(|stretch| finder.hits_in(&text, stretch).collect::<Vec<_>>())
            .collect();
        prop_assert_eq!(parts, finder.hits(&text).collect::<Vec<_>>());
    }
}
