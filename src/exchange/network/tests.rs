use crate::exchange::sample::{add_annotator, add_code, add_statement, at, project};
use crate::exchange::{Actors, ExportError, ExportOptions, Ties, Voice, Wanted, export, format};
use crate::model::{Code, Project, Speaker, SpeakerId, SpeakerKind, StanceId, Target, TopicId};

/// Nodes and edges of an export, one a line.
fn lines(project: &Project, name: &str, options: &ExportOptions) -> String {
    let exported = export(project, format(name).unwrap(), options).unwrap();
    let text = String::from_utf8(exported.files[0].1.clone()).unwrap();
    let text = text
        .replace("</data>\n", " ")
        .replace("</attvalues>", "")
        .replace("/>\n", " ");
    let text = text.replace("\n  ", " ").replace(">  <", "> <");
    let kept = text
        .lines()
        .filter(|l| l.starts_with("<node id") || l.starts_with("<edge "));
    let mut kept: Vec<String> = kept.map(str::to_owned).collect();
    kept.extend(exported.notes);
    kept.join("\n")
}

/// Three who support or oppose the ferry, one of whom is for an organisation.
fn debate() -> Project {
    let mut project = project();
    let bo = Speaker::new(SpeakerId::new("sp_3"), "Bo <&> \"Li\"", SpeakerKind::Person);
    add_code(&mut project, Code::Speaker(bo));
    let text = project.articles().at(0).unwrap().text.clone();
    let mut say = |id: &str, who: &str, stance: &str, target| {
        add_statement(&mut project, id, "an_1", vec![at(&text, "doubt")], |s| {
            s.speakers = vec![SpeakerId::new(who)];
            s.topics = vec![TopicId::new("tp_2")];
            s.stance = Some(StanceId::new(stance));
            s.target = target;
        });
    };
    say("st_3", "sp_1", "oppose", Target::Topic);
    say("st_4", "sp_3", "oppose", Target::Topic);
    say("st_5", "sp_3", "oppose", Target::Topic);
    say("st_6", "sp_2", "support", Target::Topic);
    say("st_7", "sp_2", "neutral", Target::Topic);
    say("st_8", "sp_3", "support", Target::Text("him".into()));
    project
}

#[test]
fn an_edge_for_each_stance_has_the_number_of_statements() {
    insta::assert_snapshot!(lines(&debate(), "graphml", &ExportOptions::default()), @r#"
    <node id="n0"> <data key="label">City of Lund, &quot;Harbour&quot;   <data key="kind">actor   <data key="speaker_kind">organisation   <data key="code">sp_2   <data key="statements">3 </node>
    <node id="n1"> <data key="label">Ada Vane   <data key="kind">actor   <data key="speaker_kind">person   <data key="code">sp_1   <data key="statements">2 </node>
    <node id="n2"> <data key="label">Bo &lt;&amp;&gt; &quot;Li&quot;   <data key="kind">actor   <data key="speaker_kind">person   <data key="code">sp_3   <data key="statements">3 </node>
    <node id="n3"> <data key="label">Transport   <data key="kind">topic   <data key="code">tp_1   <data key="statements">1 </node>
    <node id="n4"> <data key="label">Ferry   <data key="kind">topic   <data key="code">tp_2   <data key="statements">7 </node>
    <edge source="n0" target="n3"> <data key="weight">1 </edge>
    <edge source="n0" target="n4"> <data key="weight">1 </edge>
    <edge source="n0" target="n4"> <data key="weight">1   <data key="stance">support   <data key="sign">1 </edge>
    <edge source="n0" target="n4"> <data key="weight">1   <data key="stance">neutral   <data key="sign">0 </edge>
    <edge source="n1" target="n3"> <data key="weight">1 </edge>
    <edge source="n1" target="n4"> <data key="weight">1 </edge>
    <edge source="n1" target="n4"> <data key="weight">1   <data key="stance">oppose   <data key="sign">-1 </edge>
    <edge source="n2" target="n4"> <data key="weight">1 </edge>
    <edge source="n2" target="n4"> <data key="weight">2   <data key="stance">oppose   <data key="sign">-1 </edge>
    1 statement without a topic: not in the network
    2 statements with a stance toward something else than the topic: in the network without that stance
    "#);
    insta::assert_snapshot!(lines(&debate(), "gexf", &ExportOptions::default()), @r#"
    <node id="n0" label="City of Lund, &quot;Harbour&quot;"><attvalues> <attvalue for="kind" value="actor"   <attvalue for="speaker_kind" value="organisation"   <attvalue for="code" value="sp_2"   <attvalue for="statements" value="3" </node>
    <node id="n1" label="Ada Vane"><attvalues> <attvalue for="kind" value="actor"   <attvalue for="speaker_kind" value="person"   <attvalue for="code" value="sp_1"   <attvalue for="statements" value="2" </node>
    <node id="n2" label="Bo &lt;&amp;&gt; &quot;Li&quot;"><attvalues> <attvalue for="kind" value="actor"   <attvalue for="speaker_kind" value="person"   <attvalue for="code" value="sp_3"   <attvalue for="statements" value="3" </node>
    <node id="n3" label="Transport"><attvalues> <attvalue for="kind" value="topic"   <attvalue for="code" value="tp_1"   <attvalue for="statements" value="1" </node>
    <node id="n4" label="Ferry"><attvalues> <attvalue for="kind" value="topic"   <attvalue for="code" value="tp_2"   <attvalue for="statements" value="7" </node>
    <edge id="e0" source="n0" target="n3" weight="1"><attvalues>
    <edge id="e1" source="n0" target="n4" weight="1"><attvalues>
    <edge id="e2" source="n0" target="n4" weight="1"><attvalues> <attvalue for="stance" value="support"   <attvalue for="sign" value="1" </edge>
    <edge id="e3" source="n0" target="n4" weight="1"><attvalues> <attvalue for="stance" value="neutral"   <attvalue for="sign" value="0" </edge>
    <edge id="e4" source="n1" target="n3" weight="1"><attvalues>
    <edge id="e5" source="n1" target="n4" weight="1"><attvalues>
    <edge id="e6" source="n1" target="n4" weight="1"><attvalues> <attvalue for="stance" value="oppose"   <attvalue for="sign" value="-1" </edge>
    <edge id="e7" source="n2" target="n4" weight="1"><attvalues>
    <edge id="e8" source="n2" target="n4" weight="2"><attvalues> <attvalue for="stance" value="oppose"   <attvalue for="sign" value="-1" </edge>
    1 statement without a topic: not in the network
    2 statements with a stance toward something else than the topic: in the network without that stance
    "#);
}

#[test]
fn organisations_stand_for_those_who_speak_for_them() {
    let options = ExportOptions {
        actors: Some(Actors::Organisations),
        ..ExportOptions::default()
    };
    insta::assert_snapshot!(lines(&debate(), "graphml", &options), @r#"
    <node id="n0"> <data key="label">City of Lund, &quot;Harbour&quot;   <data key="kind">actor   <data key="speaker_kind">organisation   <data key="code">sp_2   <data key="statements">4 </node>
    <node id="n1"> <data key="label">Transport   <data key="kind">topic   <data key="code">tp_1   <data key="statements">1 </node>
    <node id="n2"> <data key="label">Ferry   <data key="kind">topic   <data key="code">tp_2   <data key="statements">4 </node>
    <edge source="n0" target="n1"> <data key="weight">1 </edge>
    <edge source="n0" target="n2"> <data key="weight">1 </edge>
    <edge source="n0" target="n2"> <data key="weight">1   <data key="stance">support   <data key="sign">1 </edge>
    <edge source="n0" target="n2"> <data key="weight">1   <data key="stance">oppose   <data key="sign">-1 </edge>
    <edge source="n0" target="n2"> <data key="weight">1   <data key="stance">neutral   <data key="sign">0 </edge>
    1 statement without a topic: not in the network
    3 statements without an organisation: not in the network
    1 statement with a stance toward something else than the topic: in the network without that stance
    "#);
}

#[test]
fn actors_are_tied_by_the_topics_on_which_they_agree_or_do_not() {
    for (ties, weights) in [(Ties::Congruence, "1"), (Ties::Conflict, "1 1")] {
        let options = ExportOptions {
            ties: Some(ties),
            ..ExportOptions::default()
        };
        let exported = export(&debate(), format("gexf").unwrap(), &options).unwrap();
        let text = String::from_utf8(exported.files[0].1.clone()).unwrap();
        let found: Vec<&str> = text
            .split("weight=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert_eq!(found.join(" "), weights, "{text}");
    }
}

#[test]
fn two_codings_do_not_count_twice() {
    let mut project = debate();
    add_annotator(&mut project, "an_2", "C.D.");
    let text = project.articles().at(0).unwrap().text.clone();
    add_statement(
        &mut project,
        "st_9",
        "an_2",
        vec![at(&text, "doubt")],
        |s| {
            s.speakers = vec![SpeakerId::new("sp_3")];
            s.topics = vec![TopicId::new("tp_2")];
            s.stance = Some(StanceId::new("oppose"));
        },
    );
    let asked = export(
        &project,
        format("graphml").unwrap(),
        &ExportOptions::default(),
    );
    assert!(matches!(asked, Err(ExportError::Select(_))));
    let of = |name| ExportOptions {
        wanted: Wanted {
            voice: Some(Voice::named(&project, name).unwrap()),
            ..Wanted::default()
        },
        ..ExportOptions::default()
    };
    assert_eq!(
        lines(&project, "graphml", &of("A.B.")),
        lines(&debate(), "graphml", &ExportOptions::default())
    );
    assert_ne!(
        lines(&project, "graphml", &of("all")),
        lines(&debate(), "graphml", &ExportOptions::default())
    );
}
