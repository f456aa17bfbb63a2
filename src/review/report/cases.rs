//! Two codings side by side, as a page.

use std::fmt::Write as _;

use super::{begin, end, escaped};
use crate::model::{AnnotatorId, Project, StatementId};
use crate::review::{Case, Comparison, Kind, Part};

/// A comparison as HTML: what there is of each kind, then case by case what each made of it.
pub fn comparison_html(
    title: &str,
    project: &Project,
    pair: &[AnnotatorId; 2],
    found: &Comparison,
) -> String {
    let names = pair.each_ref().map(|id| {
        let annotator = project.annotators().get(id);
        escaped(annotator.map_or("?", |annotator| &annotator.name))
    });
    let [a, b] = &names;
    let mut out = begin(
        title,
        &format!("{a} and {b}, {} passages", found.cases.len()),
    );
    let heading = |kind: Kind| kind.words([a, b]);
    out.push_str("<div class=\"cards\">");
    for kind in Kind::ALL {
        let _ = write!(
            out,
            "<div class=\"card\"><b>{}</b><span class=\"figure\">{}</span></div>",
            heading(kind),
            found.count(kind)
        );
    }
    out.push_str("</div>\n");
    let differ = found.by_kind().into_iter();
    for (kind, cases) in differ.filter(|(kind, _)| *kind != Kind::Same) {
        let _ = write!(
            out,
            "<h2>{}</h2>\n<div class=\"wide\"><table><thead><tr><th scope=\"col\">Article</th>\
             <th scope=\"col\">{a}</th><th scope=\"col\">{b}</th></tr></thead><tbody>\n",
            heading(kind)
        );
        for case in cases {
            let article = project.articles().get(&case.article);
            let article = article.map_or("", |article| article.title.as_str());
            let _ = writeln!(
                out,
                "<tr><td dir=\"auto\">{}</td><td>{}</td><td>{}</td></tr>",
                escaped(article),
                side(project, case, &case.a),
                side(project, case, &case.b)
            );
        }
        out.push_str("</tbody></table></div>\n");
    }
    end(&mut out);
    out
}

/// The words of one side, and how what differs is coded.
fn side(project: &Project, case: &Case, ids: &[StatementId]) -> String {
    let mut out = String::new();
    for statement in ids.iter().filter_map(|id| project.statement(id)) {
        let Some(article) = project.articles().get(&statement.article) else {
            continue;
        };
        let quotes: Vec<&str> = statement
            .contents
            .iter()
            .map(|anchor| anchor.quote(&article.text))
            .collect();
        let _ = write!(
            out,
            "<p dir=\"auto\" class=\"quote\">{}</p>",
            escaped(&quotes.join(" … "))
        );
        for part in Part::ALL
            .into_iter()
            .filter(|part| case.differs.contains(part))
        {
            let value = part.words(project, statement);
            let value = if value.is_empty() {
                "not coded"
            } else {
                &value
            };
            let name = part.word().replace('_', " ");
            let _ = write!(
                out,
                "<p><span class=\"soft\">{name}</span> <b>{}</b></p>",
                escaped(value)
            );
        }
    }
    out
}
