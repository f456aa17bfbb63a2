//! `GraphML` (graphml.graphdrawing.org), which Gephi, igraph, visone and networkx read. Edges have no
//! direction; between an actor and a topic there may be several, one for each stance.

use std::fmt::Write as _;

use super::markup::escaped;
use super::{ExportOptions, Exported, Format, Selection, Shape, network};

pub(super) const FORMAT: Format = Format {
    name: "graphml",
    about: "a network of speakers and topics, or of speakers who agree or disagree",
    shape: Shape::File { ending: ".graphml" },
    many_voices: false,
    has_rows: false,
    carries: network::CARRIES,
    write: Some(|selection, options| Ok(write(selection, options))),
    read: None,
};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="speaker_kind" for="node" attr.name="speaker_kind" attr.type="string"/>
<key id="code" for="node" attr.name="code" attr.type="string"/>
<key id="statements" for="node" attr.name="statements" attr.type="int"/>
<key id="weight" for="edge" attr.name="weight" attr.type="int"/>
<key id="stance" for="edge" attr.name="stance" attr.type="string"/>
<key id="sign" for="edge" attr.name="sign" attr.type="int"/>
<graph edgedefault="undirected">
"#;

fn write(selection: &Selection<'_>, options: &ExportOptions) -> Exported {
    let (network, notes) = network::of(selection, options);
    let mut out = String::from(HEAD);
    for (at, node) in network.nodes.iter().enumerate() {
        let _ = writeln!(out, "<node id=\"n{at}\">");
        data(&mut out, "label", &node.name);
        data(&mut out, "kind", network::kind(node.kind));
        data(&mut out, "speaker_kind", network::speaker_kind(node.kind));
        data(&mut out, "code", &node.id);
        data(&mut out, "statements", &node.statements.to_string());
        out.push_str("</node>\n");
    }
    for tie in &network.ties {
        let _ = writeln!(
            out,
            "<edge source=\"n{}\" target=\"n{}\">",
            tie.from, tie.to
        );
        data(&mut out, "weight", &tie.weight.to_string());
        let stance = tie.stance.as_ref().map_or("", crate::model::Id::as_str);
        data(&mut out, "stance", stance);
        let sign = tie.sign.map_or_else(String::new, |sign| sign.to_string());
        data(&mut out, "sign", &sign);
        out.push_str("</edge>\n");
    }
    out.push_str("</graph>\n</graphml>\n");
    Exported {
        files: vec![("network.graphml".to_owned(), out.into_bytes())],
        notes,
    }
}

/// One value; nothing where there is none.
fn data(out: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "  <data key=\"{key}\">{}</data>", escaped(value));
    }
}
