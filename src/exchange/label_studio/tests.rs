//! What Label Studio exports, and what is none of it.

use crate::exchange::Mapping;
use crate::exchange::laws::{Files, empty, out, said, take_files};
use crate::exchange::sample::project;
use crate::model::Project;

fn take(json: &str, mapping: &str) -> (Project, String) {
    let mut project = empty();
    let files: Files = vec![("a.json".to_owned(), json.as_bytes().to_vec())];
    let report = take_files(
        &mut project,
        "label-studio",
        &files,
        &Mapping::parse(mapping).unwrap(),
    );
    let said = said(&report);
    (project, said)
}

fn shown(project: &Project) -> String {
    let lines = project.statements_in_order().into_iter().map(|statement| {
        let text = &project.articles().get(&statement.article).unwrap().text;
        let quotes = |anchors: &[crate::model::Anchor]| {
            let quotes: Vec<&str> = anchors.iter().map(|anchor| anchor.quote(text)).collect();
            quotes.join(" + ")
        };
        let who = &project.annotators().get(&statement.annotator).unwrap().name;
        let speakers: Vec<&str> = (statement.speakers.iter())
            .map(|id| project.codebook().speakers().get(id).unwrap().name.as_str())
            .collect();
        format!(
            "{} by {who}: {} | source {} | {speakers:?} {:?} {:?}",
            statement.id,
            quotes(&statement.contents),
            quotes(&statement.source),
            statement.stance.as_ref().map(ToString::to_string),
            statement.note
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn tasks_and_configuration_are_as_label_studio_wants_them() {
    let files = out(&project(), "label-studio");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["tasks.json", "label_config.xml"]);
    let file = |at: usize| String::from_utf8(files[at].1.clone()).unwrap();
    insta::assert_snapshot!(file(0), @r#"
    [
    {"data":{"text":"Ferry to stay\n\n“We keep the ferry 🚢,” Mayor Ada Vane said, “and, yes, the pier.” Critics doubt it.\nHarbour Line declined to comment.","doc_id":"ar_1","title":"Ferry to stay","source":"Example Post","date":"2025-12-03","url":"","language":"en"},"annotations":[{"result":[{"id":"st_1","from_name":"label","to_name":"text","type":"labels","value":{"start":16,"end":35,"text":"We keep the ferry 🚢","labels":["Statement"]}},{"id":"st_1","from_name":"stance","to_name":"text","type":"choices","value":{"start":16,"end":35,"text":"We keep the ferry 🚢","choices":["oppose"]}},{"id":"st_1","from_name":"form","to_name":"text","type":"choices","value":{"start":16,"end":35,"text":"We keep the ferry 🚢","choices":["direct"]}},{"id":"st_1","from_name":"naming","to_name":"text","type":"choices","value":{"start":16,"end":35,"text":"We keep the ferry 🚢","choices":["named"]}},{"id":"st_1","from_name":"review","to_name":"text","type":"choices","value":{"start":16,"end":35,"text":"We keep the ferry 🚢","choices":["accepted"]}},{"id":"st_1","from_name":"speaker","to_name":"text","type":"textarea","value":{"start":16,"end":35,"text":["Ada Vane","City of Lund, \"Harbour\""]}},{"id":"st_1","from_name":"on_behalf_of","to_name":"text","type":"textarea","value":{"start":16,"end":35,"text":["City of Lund, \"Harbour\""]}},{"id":"st_1","from_name":"topic","to_name":"text","type":"textarea","value":{"start":16,"end":35,"text":["Ferry","Transport"]}},{"id":"st_1","from_name":"target","to_name":"text","type":"textarea","value":{"start":16,"end":35,"text":["text:closing it"]}},{"id":"st_1","from_name":"comment","to_name":"text","type":"textarea","value":{"start":16,"end":35,"text":["two\nlines"]}},{"id":"st_1","from_name":"annotator","to_name":"text","type":"textarea","value":{"start":16,"end":35,"text":["A.B."]}},{"id":"st_1:continuation1","from_name":"label","to_name":"text","type":"labels","value":{"start":60,"end":78,"text":"and, yes, the pier","labels":["Continuation"]}},{"id":"st_1:source1","from_name":"label","to_name":"text","type":"labels","value":{"start":38,"end":52,"text":"Mayor Ada Vane","labels":["Source"]}},{"id":"st_1:cue1","from_name":"label","to_name":"text","type":"labels","value":{"start":53,"end":57,"text":"said","labels":["Cue"]}},{"type":"relation","from_id":"st_1","to_id":"st_1:continuation1","direction":"right","labels":["continued_by"]},{"type":"relation","from_id":"st_1","to_id":"st_1:source1","direction":"right","labels":["said_by"]},{"type":"relation","from_id":"st_1","to_id":"st_1:cue1","direction":"right","labels":["cued_by"]},{"id":"st_2","from_name":"label","to_name":"text","type":"labels","value":{"start":89,"end":97,"text":"doubt it","labels":["Statement"]}},{"id":"st_2","from_name":"review","to_name":"text","type":"choices","value":{"start":89,"end":97,"text":"doubt it","choices":["unreviewed"]}},{"id":"st_2","from_name":"annotator","to_name":"text","type":"textarea","value":{"start":89,"end":97,"text":["A.B."]}}]}]}
    ]
    "#);
    insta::assert_snapshot!(file(1), @r#"
    <View>
      <Relations><Relation value="said_by"/><Relation value="cued_by"/><Relation value="continued_by"/></Relations>
      <Labels name="label" toName="text"><Label value="Statement"/><Label value="Source"/><Label value="Cue"/><Label value="Continuation"/></Labels>
      <Text name="text" value="$text" granularity="symbol"/>
      <Choices name="stance" toName="text" perRegion="true" choice="single" required="false"><Choice value="support"/><Choice value="oppose"/><Choice value="neutral"/><Choice value="mixed"/><Choice value="unclear"/><Choice value="none"/></Choices>
      <Choices name="form" toName="text" perRegion="true" choice="single" required="false"><Choice value="direct"/><Choice value="mixed"/><Choice value="indirect"/><Choice value="free_indirect"/><Choice value="reported"/></Choices>
      <Choices name="naming" toName="text" perRegion="true" choice="single" required="false"><Choice value="named"/><Choice value="unnamed"/><Choice value="none_given"/></Choices>
      <Choices name="polarity" toName="text" perRegion="true" choice="single" required="false"><Choice value="affirmed"/><Choice value="negated"/></Choices>
      <Choices name="layer" toName="text" perRegion="true" choice="single" required="false"><Choice value="independent"/><Choice value="adjudicated"/></Choices>
      <Choices name="review" toName="text" perRegion="true" choice="single" required="false"><Choice value="unreviewed"/><Choice value="accepted"/><Choice value="rejected"/><Choice value="question"/></Choices>
      <TextArea name="speaker" toName="text" perRegion="true"/>
      <TextArea name="on_behalf_of" toName="text" perRegion="true"/>
      <TextArea name="topic" toName="text" perRegion="true"/>
      <TextArea name="target" toName="text" perRegion="true"/>
      <TextArea name="comment" toName="text" perRegion="true"/>
      <TextArea name="annotator" toName="text" perRegion="true"/>
    </View>
    "#);
}

const EXPORT: &str = r#"[{"id":7,"annotations":[
  {"id":11,"completed_by":1,"was_cancelled":false,"result":[
    {"id":"s1","from_name":"label","to_name":"text","type":"labels","value":{"start":2,"end":5,"text":"One","labels":["Statement"]},"meta":{"text":["a note"]}},
    {"id":"s1","from_name":"stance","to_name":"text","type":"choices","value":{"start":2,"end":5,"text":"One","choices":["support"]}},
    {"id":"s1","from_name":"speaker","to_name":"text","type":"textarea","value":{"start":2,"end":5,"text":["Ada Vane"]}},
    {"id":"s1","from_name":"mood","to_name":"text","type":"textarea","value":{"start":2,"end":5,"text":["sour"]}},
    {"id":"s1","from_name":"form","to_name":"text","type":"choices","value":{"start":2,"end":5,"text":"One","choices":["loud"]}},
    {"id":"sp","from_name":"label","to_name":"text","type":"labels","value":{"start":6,"end":9,"text":"two","labels":["Speaker"]}},
    {"id":"pl","from_name":"label","to_name":"text","type":"labels","value":{"start":6,"end":9,"text":"two","labels":["Place"]}},
    {"type":"relation","from_id":"s1","to_id":"sp","direction":"right","labels":["said_by"]},
    {"type":"relation","from_id":"pl","to_id":"sp","direction":"right","labels":["in"]},
    {"from_name":"rating","to_name":"text","type":"choices","value":{"choices":["good"]}},
    {"id":"s9","from_name":"label","to_name":"text","type":"labels","value":{"start":6,"end":99,"labels":["Statement"]}}
  ]},
  {"id":12,"completed_by":{"id":2,"email":"ben@example.org"},"result":[
    {"id":"s2","from_name":"label","to_name":"text","type":"labels","value":{"start":6,"end":9,"text":"two","labels":["Statement"]}}
  ]},
  {"id":13,"completed_by":2,"was_cancelled":true,"result":[]}
],"drafts":[{}],"predictions":[7],"data":{"text":"🚢 One two.","doc_id":"a","source":"Post","date":"2026-03","mood":1}},
{"data":{"body":"x"}},
5]"#;

#[test]
fn an_export_is_read_region_by_region() {
    let (project, said) = take(EXPORT, "user 1 = Ada");
    insta::assert_snapshot!(shown(&project), @r#"
    s1 by Ada: One | source two | ["Ada Vane"] Some("support") "a note"
    s2 by ben@example.org: two | source  | [] None ""
    "#);
    insta::assert_snapshot!(said, @"
    task 1: predictions, which nobody has submitted and which were left out: 1
    task 1: drafts, which nobody has submitted and which were left out: 1
    task 1: the result rating of region “” stands at no place in the text and was left out
    task 1: the relation in from region “pl” to “sp” says nothing of a statement and was left out
    task 1: regions with the label “Place”, which are in no statement and were left out: 1; a mapping names the label of statements, such as “statement = Place”
    task 1: an annotation that was cancelled was left out
    task 1: the key “data: mood” is not known and was left out
    task 1: the key “from_name: mood” is not known and was left out
    FAILED task 1: region “s1”: “form” must be direct, mixed, indirect, free_indirect or reported, not “loud”
    FAILED task 1: statement “s9”: its content 6–99 is no place in the text, which has 10 characters: it goes past the end of the text
    FAILED task 2: its “data” has no “text”; a mapping names the key that it has, such as “text = body”
    FAILED task 3: the task must be an object in braces, not the number 5
    ");
}

#[test]
fn other_labels_are_statements_where_the_user_says_so() {
    let (project, said) = take(EXPORT, "statement = Place\nspeaker = mood\ntext = body");
    insta::assert_snapshot!(shown(&project), @"");
    insta::assert_snapshot!(said, @"
    FAILED task 1: its “data” has no “text”; a mapping names the key that it has, such as “text = body”
    FAILED task 3: the task must be an object in braces, not the number 5
    ");
}

#[test]
fn what_holds_no_regions_is_refused_in_words() {
    let min = r#"[{"text":"One.","id":7,"label":[{"start":0,"end":3,"labels":["Statement"]}],"annotator":2,"annotation_id":12}]"#;
    let csv = "\"annotation_id\",\"annotator\",\"comment\"\n12,\"2\",\"x\"\n";
    let cut = "[{\"data\":{\"text\":\"One";
    let said: Vec<String> = [min, csv, cut, "5", "[{\"a\":1}]"]
        .iter()
        .map(|file| take(file, "").1)
        .collect();
    insta::assert_snapshot!(said.join("\n"), @"
    FAILED it is an export “JSON-MIN” of Label Studio, which does not hold which answers belong to which region: export “JSON”
    FAILED it is no JSON; of what Label Studio exports, only “JSON” holds which answers belong to which region: CSV, TSV and CoNLL do not
    FAILED it is no JSON: EOF while parsing a string at line 1 column 21
    FAILED it is no list of tasks, as Label Studio’s export “JSON” is
    FAILED it has no task with “data”, as Label Studio’s export “JSON” has
    ");
    assert_eq!(take("[]", "").1, "");
}

#[test]
fn offsets_of_old_versions_are_found_out() {
    let old = EXPORT
        .replace("\"start\":2,\"end\":5", "\"start\":3,\"end\":6")
        .replace("\"start\":6,\"end\":9", "\"start\":7,\"end\":10");
    let (project, said) = take(&old, "user 1 = Ada");
    assert!(
        shown(&project).contains("s1 by Ada: One | source two"),
        "{}",
        shown(&project)
    );
    assert!(said.contains("UTF-16"), "{said}");
}
