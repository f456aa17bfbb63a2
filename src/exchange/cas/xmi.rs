//! XMI 1.0 of UIMA, and the type system that goes with it.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::structures::{SOFA, Structure, Value, structures};
use super::taken::{Found, Structures, is_segment};
use super::{range_of, types};
use crate::exchange::places::FileNames;
use crate::exchange::xml::{Element, Piece, Pieces, decoded, put_attribute};
use crate::exchange::{ExportError, Exported, Selection};

const SEGMENTATION: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.";

pub(super) fn write(selection: &Selection<'_>) -> Result<Exported, ExportError> {
    let mut names = FileNames::default();
    let mut exported = Exported {
        files: vec![("TypeSystem.xml".to_owned(), type_system().into_bytes())],
        notes: Vec::new(),
    };
    for article in selection.articles() {
        let all = structures(selection, article, &mut exported.notes)?;
        let mut out = String::with_capacity(article.text.len() * 16);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" xmlns:type=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\" xmlns:custom=\"http:///custom.ecore\" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n");
        for structure in &all {
            put(structure, &mut out);
        }
        let _ = write!(
            out,
            "<cas:Sofa xmi:id=\"{SOFA}\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text/plain\""
        );
        // As an attribute: line breaks must be written as numbers, or they become spaces.
        put_attribute(&mut out, "sofaString", article.text.as_str());
        let _ = write!(out, "/>\n<cas:View sofa=\"{SOFA}\" members=\"");
        for (structure, number) in all.iter().zip(0..) {
            let space = if number > 0 { " " } else { "" };
            let _ = write!(out, "{space}{}", structure.id);
        }
        out.push_str("\"/>\n</xmi:XMI>\n");
        let name = names.name(crate::model::Id::as_str(&article.id));
        exported
            .files
            .push((format!("{name}.xmi"), out.into_bytes()));
    }
    Ok(exported)
}

fn put(structure: &Structure, out: &mut String) {
    let Structure {
        id,
        kind,
        begin,
        end,
        features,
    } = structure;
    let name = match kind.strip_prefix(SEGMENTATION) {
        Some(name) => format!("type:{name}"),
        None => kind.replacen('.', ":", 1),
    };
    let _ = write!(
        out,
        "<{name} xmi:id=\"{id}\" sofa=\"{SOFA}\" begin=\"{begin}\" end=\"{end}\""
    );
    for (name, value) in features {
        match value {
            Value::Text(text) => put_attribute(out, name, text),
            Value::Of(id) => put_attribute(out, name, &id.to_string()),
        }
    }
    out.push_str("/>\n");
}

fn type_system() -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\"><types>\n",
    );
    for (name, features) in types() {
        let _ = writeln!(
            out,
            "<typeDescription><name>{name}</name><description/><supertypeName>uima.tcas.Annotation</supertypeName>"
        );
        if !features.is_empty() {
            out.push_str("<features>\n");
            for feature in features {
                let range = range_of(feature);
                let _ = writeln!(
                    out,
                    "<featureDescription><name>{feature}</name><description/><rangeTypeName>{range}</rangeTypeName></featureDescription>"
                );
            }
            out.push_str("</features>");
        }
        out.push_str("</typeDescription>\n");
    }
    out.push_str("</types></typeSystemDescription>\n");
    out
}

pub(super) fn parse(bytes: &[u8]) -> Result<Structures, String> {
    let text = decoded(bytes)?;
    let mut pieces = Pieces::new(&text);
    let mut structures = Structures::default();
    let mut packages: HashMap<String, String> = HashMap::new();
    let mut open: Vec<Found> = Vec::new();
    let mut inside = String::new();
    let mut depth = 0_usize;
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Start(element) => {
                if depth == 0 && element.local() != "XMI" {
                    return Err(format!(
                        "it is no XMI: it begins with “{}”, not “XMI”",
                        element.local()
                    ));
                }
                for (name, value) in element.attributes() {
                    if let Some(prefix) = name.strip_prefix("xmlns:") {
                        packages.insert(prefix.to_owned(), package(value));
                    }
                }
                depth += 1;
                inside.clear();
                if depth == 2 {
                    open.push(found(&element, &packages));
                }
            }
            Piece::End(name) => {
                // A feature may also stand as an element inside of its annotation.
                if depth == 3
                    && let Some(found) = open.last_mut()
                    && found.get(&name).is_none()
                {
                    found.features.push((name, std::mem::take(&mut inside)));
                }
                if depth == 2
                    && let Some(found) = open.pop()
                {
                    structures.take(found)?;
                }
                depth = depth.saturating_sub(1);
                inside.clear();
            }
            Piece::Text(text) if depth == 3 => inside.push_str(&text),
            Piece::Text(_) | Piece::Instruction { .. } => {}
        }
    }
    Ok(structures)
}

/// `http:///custom.ecore` is the package `custom`.
fn package(uri: &str) -> String {
    let path = uri.strip_prefix("http:///").unwrap_or_default();
    let path = path.strip_suffix(".ecore").unwrap_or_default();
    if path == "uima/noNamespace" {
        String::new()
    } else {
        path.replace('/', ".")
    }
}

fn found(element: &Element<'_>, packages: &HashMap<String, String>) -> Found {
    let prefix = element
        .name
        .split_once(':')
        .map_or("", |(prefix, _)| prefix);
    let package = packages.get(prefix).map(String::as_str).unwrap_or_default();
    let kind = match package {
        "" => element.local().to_owned(),
        package => format!("{package}.{}", element.local()),
    };
    let mut found = Found {
        kind,
        ..Found::default()
    };
    if is_segment(&found.kind) {
        return found;
    }
    found.id = element.number("xmi:id");
    found.sofa = element.number("sofa");
    found.begin = element.number("begin");
    found.end = element.number("end");
    let known = ["xmi:id", "sofa", "begin", "end"];
    let features = element
        .attributes()
        .filter(|(name, _)| !known.contains(name));
    found.features = features
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    found
}
