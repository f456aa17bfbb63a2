//! GEXF 1.2 (gexf.net), which Gephi and networkx read. Nothing in it says when it was made.

use std::fmt::Write as _;

use super::markup::escaped;
use super::{ExportOptions, Exported, Format, Selection, Shape, network};

pub(super) const FORMAT: Format = Format {
    name: "gexf",
    about: "the same network, as Gephi writes it itself",
    shape: Shape::File { ending: ".gexf" },
    many_voices: false,
    has_rows: false,
    carries: network::CARRIES,
    write: Some(|selection, options| Ok(write(selection, options))),
    read: None,
};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<meta><creator>Sayso</creator></meta>
<graph defaultedgetype="undirected" mode="static">
<attributes class="node" mode="static">
<attribute id="kind" title="kind" type="string"/>
<attribute id="speaker_kind" title="speaker_kind" type="string"/>
<attribute id="code" title="code" type="string"/>
<attribute id="statements" title="statements" type="integer"/>
</attributes>
<attributes class="edge" mode="static">
<attribute id="stance" title="stance" type="string"/>
<attribute id="sign" title="sign" type="integer"/>
</attributes>
<nodes>
"#;

fn write(selection: &Selection<'_>, options: &ExportOptions) -> Exported {
    let (network, notes) = network::of(selection, options);
    let mut out = String::from(HEAD);
    for (at, node) in network.nodes.iter().enumerate() {
        let label = escaped(&node.name);
        let _ = writeln!(out, "<node id=\"n{at}\" label=\"{label}\"><attvalues>");
        value(&mut out, "kind", network::kind(node.kind));
        value(&mut out, "speaker_kind", network::speaker_kind(node.kind));
        value(&mut out, "code", &node.id);
        value(&mut out, "statements", &node.statements.to_string());
        out.push_str("</attvalues></node>\n");
    }
    out.push_str("</nodes>\n<edges>\n");
    for (at, tie) in network.ties.iter().enumerate() {
        let (from, to, weight) = (tie.from, tie.to, tie.weight);
        let _ = writeln!(
            out,
            "<edge id=\"e{at}\" source=\"n{from}\" target=\"n{to}\" weight=\"{weight}\"><attvalues>"
        );
        let stance = tie.stance.as_ref().map_or("", crate::model::Id::as_str);
        value(&mut out, "stance", stance);
        let sign = tie.sign.map_or_else(String::new, |sign| sign.to_string());
        value(&mut out, "sign", &sign);
        out.push_str("</attvalues></edge>\n");
    }
    out.push_str("</edges>\n</graph>\n</gexf>\n");
    Exported {
        files: vec![("network.gexf".to_owned(), out.into_bytes())],
        notes,
    }
}

/// One value; nothing where there is none.
fn value(out: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(
            out,
            "  <attvalue for=\"{key}\" value=\"{}\"/>",
            escaped(value)
        );
    }
}
