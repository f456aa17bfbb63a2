//! Proposals, as a script meets them.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::Desk;

const HARBOUR: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/sample_projects/harbour-dispute.sayso.ron"
);

/// The code points of a content, of an article.
type Place = (String, HashSet<u64>);

fn place(article: &str, statement: &Value) -> Place {
    let spans = statement["contents"].as_array().unwrap();
    let chars = spans.iter().flat_map(|span| {
        let at = |i: usize| span[i].as_u64().unwrap();
        at(0)..at(1)
    });
    (article.to_owned(), chars.collect())
}

/// Whether two contents share at least half of what both have.
fn meets(a: &Place, b: &Place) -> bool {
    let shared = a.1.intersection(&b.1).count();
    a.0 == b.0 && shared * 2 >= a.1.union(&b.1).count()
}

#[test]
fn the_harbour_sample_is_proposed_as_two_people_coded_it() {
    let desk = Desk::new();
    let listed = desk.args(&["list", HARBOUR, "--json"]).ok().out;
    let coded: Value = serde_json::from_str(&listed).unwrap();
    let mut by_annotator: BTreeMap<String, Vec<(Place, Value)>> = BTreeMap::new();
    for statement in coded.as_array().unwrap() {
        let place = place(statement["article"].as_str().unwrap(), statement);
        let annotator = statement["annotator"].as_str().unwrap().to_owned();
        let coded = by_annotator.entry(annotator).or_default();
        coded.push((place, statement.clone()));
    }
    let out = desk.args(&["suggest", HARBOUR, "--json"]).ok().out;
    let mut proposed: Vec<(Place, Value)> = Vec::new();
    for line in out.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        for statement in line["statements"].as_array().unwrap() {
            proposed.push((
                place(line["id"].as_str().unwrap(), statement),
                statement.clone(),
            ));
        }
    }
    let all = || by_annotator.values().flatten();
    let right = proposed
        .iter()
        .filter(|(p, _)| all().any(|(c, _)| meets(p, c)));
    let precision = right.count() * 100 / proposed.len();
    println!(
        "{} proposals, {precision} % are of one of them",
        proposed.len()
    );
    assert!(precision >= 85, "{precision}");
    for (annotator, coded) in &by_annotator {
        let (mut found, mut speaker) = (0, 0);
        for (place, statement) in coded {
            let mut near = proposed.iter().filter(|(p, _)| meets(p, place));
            let Some(first) = near.next() else { continue };
            found += 1;
            let same = |p: &Value| {
                let coded = statement["speakers"].as_array().unwrap();
                let proposed = p["speakers"].as_array().unwrap();
                coded.iter().any(|name| proposed.contains(name)) || coded == proposed
            };
            speaker += usize::from(same(&first.1) || near.any(|(_, p)| same(p)));
        }
        let (recall, speakers) = (found * 100 / coded.len(), speaker * 100 / found);
        println!(
            "{annotator}: {recall} % of {} found, {speakers} % of these with the speaker",
            coded.len()
        );
        assert!(recall >= 70, "{annotator}: {recall}");
        assert!(speakers >= 80, "{annotator}: {speakers}");
    }
}

#[test]
fn an_article_is_proposed_in_words_and_as_json() {
    let desk = Desk::new();
    desk.write(
        "ferry.txt",
        "Ines Holm said the ferry was lost.\r\n\r\n“We will buy another,” she said.\r\n",
    );
    let words = desk.run("suggest ferry.txt").ok().out;
    assert!(words.starts_with("ferry.txt: 2 proposals\n"), "{words}");
    assert!(words.contains("“We will buy another,”"), "{words}");
    let json: Value =
        serde_json::from_str(&desk.run("suggest ferry.txt --json --lang en").ok().out).unwrap();
    assert_eq!(json["statements"][1]["speaker"], "Ines Holm");
    assert_eq!(json["statements"][0]["contents"][0][0], 15);
    let sure = desk.run("suggest ferry.txt --min-confidence 0.99").ok().out;
    assert_eq!(sure, "ferry.txt: 0 proposals\n");
    let unknown = desk.run("suggest ferry.txt --lang tlh");
    assert_eq!(unknown.code, 2);
    let missing = desk.run("suggest no.txt");
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("no.txt"), "{}", missing.err);
}
