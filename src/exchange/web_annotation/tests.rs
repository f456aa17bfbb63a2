//! A page of annotations.

use serde_json::Value;

use super::in_iri;
use crate::exchange::laws::out;
use crate::exchange::sample::project;

#[test]
fn a_page_says_where_and_what() {
    let files = out(&project(), "web-annotation");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["ar_1.txt", "ar_1.jsonld"]);
    let page: Value = serde_json::from_slice(&files[1].1).unwrap();
    let text: Vec<char> = str::from_utf8(&files[0].1).unwrap().chars().collect();
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0]["target"].as_array().unwrap().len(), 2);
    let target = &items[1]["target"];
    let [quote, position] = target["selector"].as_array().unwrap().as_slice() else {
        panic!("two selectors");
    };
    let number = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
    let words = |from: usize, to: usize| text[from..to].iter().collect::<String>();
    let (start, end) = (number("start"), number("end"));
    assert_eq!(quote["exact"], words(start, end));
    assert_eq!(quote["prefix"], words(start - 32, start));
    assert_eq!(quote["suffix"], words(end, end + 32));
    insta::assert_snapshot!(serde_json::to_string(&items[0]).unwrap(), @r#"{"body":[{"dimension":"stance","purpose":"tagging","type":"TextualBody","value":"oppose"},{"dimension":"speaker","purpose":"identifying","type":"TextualBody","value":"Ada Vane"},{"dimension":"speaker","purpose":"identifying","type":"TextualBody","value":"City of Lund, \"Harbour\""},{"dimension":"on_behalf_of","purpose":"identifying","type":"TextualBody","value":"City of Lund, \"Harbour\""},{"dimension":"topic","purpose":"tagging","type":"TextualBody","value":"Ferry"},{"dimension":"topic","purpose":"tagging","type":"TextualBody","value":"Transport"},{"dimension":"target","purpose":"tagging","type":"TextualBody","value":"text:closing it"},{"dimension":"form","purpose":"tagging","type":"TextualBody","value":"direct"},{"dimension":"naming","purpose":"tagging","type":"TextualBody","value":"named"},{"dimension":"review","purpose":"moderating","type":"TextualBody","value":"accepted"},{"format":"text/plain","purpose":"commenting","type":"TextualBody","value":"two\nlines"},{"dimension":"source","purpose":"identifying","selector":[{"exact":"Mayor Ada Vane","prefix":"to stay\n\n“We keep the ferry 🚢,” ","suffix":" said, “and, yes, the pier.” Cri","type":"TextQuoteSelector"},{"end":52,"start":38,"type":"TextPositionSelector"}],"source":"ar_1.txt","type":"SpecificResource"},{"dimension":"cue","purpose":"identifying","selector":[{"exact":"said","prefix":"ep the ferry 🚢,” Mayor Ada Vane ","suffix":", “and, yes, the pier.” Critics ","type":"TextQuoteSelector"},{"end":57,"start":53,"type":"TextPositionSelector"}],"source":"ar_1.txt","type":"SpecificResource"}],"created":"2026-11-24T09:30:00Z","creator":{"nickname":"A.B.","type":"Person"},"id":"ar_1.jsonld#st_1","motivation":"classifying","target":[{"selector":[{"exact":"We keep the ferry 🚢","prefix":"Ferry to stay\n\n“","suffix":",” Mayor Ada Vane said, “and, ye","type":"TextQuoteSelector"},{"end":35,"start":16,"type":"TextPositionSelector"}],"source":"ar_1.txt"},{"selector":[{"exact":"and, yes, the pier","prefix":"ferry 🚢,” Mayor Ada Vane said, “","suffix":".” Critics doubt it.\nHarbour Lin","type":"TextQuoteSelector"},{"end":78,"start":60,"type":"TextPositionSelector"}],"source":"ar_1.txt"}],"type":"Annotation"}"#);
    insta::assert_snapshot!(serde_json::to_string(&page["article"]).unwrap(), @r#"{"dcterms:identifier":"ar_1","dcterms:issued":"2025-12-03","dcterms:language":"en","dcterms:publisher":"Example Post","dcterms:title":"Ferry to stay","id":"ar_1.txt"}"#);
}

#[test]
fn addresses_hold_no_character_that_means_something() {
    assert_eq!(in_iri("a/b c#首相%é"), "a%2Fb%20c%23首相%25é");
}
