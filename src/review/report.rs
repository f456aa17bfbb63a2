//! The figures as one page for a browser that needs no script, no network and no other file.

mod cases;

use std::collections::BTreeMap;
use std::fmt::Write as _;

pub use self::cases::comparison_html;
use super::agreement::{Agreement, ArticleAgreement};
use super::attribute::Attribute;
use super::bootstrap::Interval;
use super::{LEAST, RELIABLE, TENTATIVE};
use crate::model::ArticleId;

/// What each measure means, in plain words.
pub const EXPLAINED: [(&str, &str); 11] = [
    (
        "Same passages (F1)",
        "Of the statements that the two marked, how many mark the same passage: at least half of what either covers is covered by both. 1 is all of them, 0 none. It is the same from both sides.",
    ),
    (
        "Raw agreement",
        "The share of pairs that are coded alike. Easy to read, but with few values, or one that is frequent, much of it is chance.",
    ),
    (
        "Krippendorff’s alpha",
        "Agreement beyond chance: 1 is perfect, 0 is what chance gives, below 0 is worse than chance. From .80 on a coding is called reliable, from .667 on good enough for tentative conclusions (Krippendorff).",
    ),
    (
        "Alpha of stances",
        "Ordinal: support against oppose weighs more than support against neutral. Stances without a value on the scale (mixed, unclear, none expressed) are left out.",
    ),
    (
        "Alpha of topics",
        "A statement may have several topics: two sets are the closer the more they share (Jaccard).",
    ),
    (
        "Cohen’s kappa",
        "Agreement beyond chance of two people, where chance comes from how often each of the two gives a value. With weights, near misses count less.",
    ),
    (
        "Fleiss’ kappa",
        "The same of two or more people, where chance comes from all of them together.",
    ),
    (
        "Characters",
        "Each character is one unit: what covers it, or nothing. Long statements weigh more than short ones, and text that nobody marks counts as agreement.",
    ),
    (
        "u-alpha",
        "Agreement on where statements begin and end and what they are labelled, without cutting the text into units before. |u-alpha asks only whether text is marked, cu-alpha only for the labels where both marked. Not defined where statements of one person overlap.",
    ),
    (
        "alpha_U",
        "The older measure of the same. It punishes one statement against two halves hard.",
    ),
    (
        "Interval",
        "The figure in 95 of 100 samples drawn from these articles, with repetition: how much it hangs on which articles were coded.",
    ),
];

/// The articles that were last coded in one month, together.
#[derive(Clone, Debug, PartialEq)]
struct Month {
    /// `2026-11`.
    name: String,
    articles: usize,
    /// Means over its articles.
    iou50_f1: Option<f64>,
    speaker: Option<f64>,
    stance: Option<f64>,
    topic: Option<f64>,
}

/// Month by month.
fn by_month(found: &Agreement) -> Vec<Month> {
    let mut months: BTreeMap<&str, Vec<&ArticleAgreement>> = BTreeMap::new();
    for article in found
        .by_article
        .iter()
        .filter(|article| !article.month.is_empty())
    {
        months.entry(&article.month).or_default().push(article);
    }
    let of = |(month, articles): (&str, Vec<&ArticleAgreement>)| {
        let mean = |of: fn(&ArticleAgreement) -> Option<f64>| {
            let values: Vec<f64> = articles.iter().filter_map(|article| of(article)).collect();
            let n = super::coefficients::number(values.len() as u64);
            super::coefficients::share(values.iter().sum(), n)
        };
        Month {
            name: month.to_owned(),
            articles: articles.len(),
            iou50_f1: mean(|a| a.iou50_f1),
            speaker: mean(|a| a.speaker),
            stance: mean(|a| a.stance),
            topic: mean(|a| a.topic),
        }
    };
    months.into_iter().map(of).collect()
}

/// Rows of words under a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
    /// Of the table by article: which one each row is of.
    pub articles: Vec<ArticleId>,
}

impl Table {
    fn new<T>(
        name: &'static str,
        head: &[&'static str],
        of: &[T],
        row: impl Fn(&T) -> Vec<String>,
    ) -> Self {
        Self {
            name,
            head: head.to_vec(),
            rows: of.iter().map(row).collect(),
            articles: Vec::new(),
        }
    }
}

/// All measures, then by pair where there are several, by code, over time where there are several
/// months, and by article.
pub fn tables(found: &Agreement) -> Vec<Table> {
    const BY_PAIR: [&str; 6] = [
        "Pair",
        "Articles",
        "Same passages, F1",
        "Speaker, alpha",
        "Stance, alpha",
        "Topic, alpha",
    ];
    const OVER_TIME: [&str; 6] = [
        "Month",
        "Articles",
        "Same passages, F1",
        "Speaker, equal",
        "Stance, equal",
        "Topic, equal",
    ];
    const BY_ARTICLE: [&str; 6] = [
        "Article",
        "Same passages, F1",
        "Speaker, equal",
        "Stance, equal",
        "Topic, equal",
        "n",
    ];
    let mut all = vec![Table::new(
        "All measures",
        &["Measure", "Value", "n", "of"],
        &found.measures,
        |m| {
            vec![
                m.name.to_owned(),
                three(m.value),
                m.n.to_string(),
                m.unit.to_owned(),
            ]
        },
    )];
    if found.pairs.len() > 1 {
        all.push(Table::new(
            "By pair of annotators",
            &BY_PAIR,
            &found.pairs,
            |p| {
                let alpha = |attribute| three(p.attributes.of(attribute).alpha);
                vec![
                    p.annotators.join(" and "),
                    p.articles.to_string(),
                    three(p.spans.iou50_f1),
                    alpha(Attribute::Speaker),
                    alpha(Attribute::Stance),
                    alpha(Attribute::Topic),
                ]
            },
        ));
    }
    let head = ["Label", "Statements of both", "F1 of same passages with it"];
    all.push(Table::new("By code", &head, &found.by_label, |l| {
        let name = if l.label.is_empty() {
            "not coded"
        } else {
            &l.label
        };
        vec![name.to_owned(), l.n.to_string(), three(l.iou50_label_f1)]
    }));
    let months = by_month(found);
    if months.len() > 1 {
        all.push(Table::new("Over time", &OVER_TIME, &months, |m| {
            vec![
                m.name.clone(),
                m.articles.to_string(),
                three(m.iou50_f1),
                percent(m.speaker),
                percent(m.stance),
                percent(m.topic),
            ]
        }));
    }
    all.push(Table {
        articles: found.by_article.iter().map(|a| a.id.clone()).collect(),
        ..Table::new("By article", &BY_ARTICLE, &found.by_article, |a| {
            vec![
                a.title.clone(),
                three(a.iou50_f1),
                percent(a.speaker),
                percent(a.stance),
                percent(a.topic),
                a.n.to_string(),
            ]
        })
    });
    all
}

/// All measures as CSV (RFC 4180, UTF-8): measure, unit, n, value.
pub fn csv(found: &Agreement) -> String {
    let mut out = String::from("measure,unit,n,value\r\n");
    for measure in &found.measures {
        let value = measure
            .value
            .map_or_else(String::new, |value| value.to_string());
        let name = measure.name.replace('"', "\"\"");
        let _ = write!(
            out,
            "\"{name}\",\"{}\",{},{value}\r\n",
            measure.unit, measure.n
        );
    }
    out
}

/// The report as HTML.
pub fn html(title: &str, found: &Agreement) -> String {
    let who = escaped(&found.annotators.join(", "));
    let mut out = begin(
        title,
        &format!("Agreement of {who} on {} articles", found.articles),
    );
    out.push_str("<div class=\"cards\">");
    let spans = &found.spans;
    let detail = format!("F1 of {} and {} statements", spans.n_a, spans.n_b);
    card(
        &mut out,
        "Same passages",
        spans.iou50_f1,
        spans.iou50_f1_interval,
        &detail,
        u64::MAX,
    );
    for (name, attribute) in [
        ("Speaker", Attribute::Speaker),
        ("Stance", Attribute::Stance),
        ("Topic", Attribute::Topic),
    ] {
        let figures = found.attributes.of(attribute);
        let detail = format!("alpha; {} raw, n {}", three(figures.observed), figures.n);
        card(
            &mut out,
            name,
            figures.alpha,
            figures.alpha_interval,
            &detail,
            figures.alpha_n,
        );
    }
    out.push_str("</div>\n");
    if !found.notes.is_empty() {
        out.push_str("<ul class=\"soft\">");
        for note in &found.notes {
            let _ = write!(out, "<li>{}</li>", escaped(note));
        }
        out.push_str("</ul>\n");
    }
    over_articles(&mut out, found);
    for of in tables(found) {
        table(&mut out, &of);
    }
    out.push_str("<h2>What the figures mean</h2>\n<dl>");
    for (name, words) in EXPLAINED {
        let _ = write!(out, "<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(words));
    }
    out.push_str("</dl>\n");
    end(&mut out);
    out
}

/// The head of a page; what stands below the title is HTML already.
fn begin(title: &str, below: &str) -> String {
    let title = escaped(if title.is_empty() { "Untitled" } else { title });
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main>\n<h1 dir=\"auto\">{title}</h1>\n\
         <p class=\"soft\">{below}</p>\n"
    )
}

fn end(out: &mut String) {
    out.push_str("<p class=\"soft\">Made by Sayso</p></main></body></html>\n");
}

const STYLE: &str = "\
:root{--paper:#fcfbf8;--ink:#1f1e1b;--soft:#55514a;--line:#dfdad0;--accent:#2f5d8a}\
@media(prefers-color-scheme:dark){:root{--paper:#1b1a18;--ink:#ece8df;--soft:#b3ada2;--line:#3b3934;--accent:#8cb8e2}}\
body{background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;margin:0}\
main{max-width:60rem;margin:0 auto;padding:2rem 1.5rem}\
h1{font:600 1.7rem/1.3 Georgia,serif;margin:0}h2{font-size:1.1rem;margin:2.2rem 0 .5rem}\
.soft{color:var(--soft)}.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1rem;margin:1.2rem 0}\
.card{border:1px solid var(--line);border-radius:8px;padding:.8rem 1rem}\
.card b{display:block}.figure{font:600 2rem/1.2 Georgia,serif}.card svg{width:100%;height:12px}\
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}\
th,td{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}\
th{color:var(--soft);font-weight:500}td:not(:first-child){font-variant-numeric:tabular-nums}\
p{margin:.2rem 0}.quote{font-family:Georgia,serif}\
dt{font-weight:600;margin-top:.8rem}dd{margin:0}svg text{fill:var(--soft);font:11px system-ui,sans-serif}\
@page{margin:16mm}\
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#ccc;--accent:#2f5d8a}body{font-size:11px}\
main{max-width:none;padding:0}.cards{grid-template-columns:repeat(4,1fr)}thead{display:table-header-group}\
h2,dt{break-after:avoid}.card,tr,dd{break-inside:avoid}}";

fn card(
    out: &mut String,
    name: &str,
    value: Option<f64>,
    interval: Option<Interval>,
    detail: &str,
    n: u64,
) {
    let between = interval.map_or_else(String::new, |i| format!("{:.2} to {:.2}", i.low, i.high));
    let figure = value.map_or_else(|| "n/a".to_owned(), |value| format!("{value:.2}"));
    let few = if n < LEAST && value.is_some() {
        " Few pairs: it says little."
    } else {
        ""
    };
    let _ = write!(
        out,
        "<div class=\"card\"><b>{name}</b><span class=\"figure\">{figure}</span> \
         <span class=\"soft\">{between}</span><div class=\"soft\">{}{few}</div>",
        escaped(detail)
    );
    out.push_str("<svg viewBox=\"0 0 200 12\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"from 0 to 1\"><line x1=\"0\" y1=\"6\" x2=\"200\" y2=\"6\" stroke=\"var(--line)\"/>");
    for mark in [TENTATIVE, RELIABLE] {
        let x = place(mark, 200.0);
        let _ = write!(
            out,
            "<line x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"12\" stroke=\"var(--soft)\"/>"
        );
    }
    if let Some(Interval { low, high, .. }) = interval {
        let (low, high) = (place(low, 200.0), place(high, 200.0));
        let _ = write!(
            out,
            "<line x1=\"{low}\" y1=\"6\" x2=\"{high}\" y2=\"6\" stroke=\"var(--accent)\" stroke-width=\"4\" opacity=\".4\"/>"
        );
    }
    if let Some(value) = value {
        let x = place(value, 200.0);
        let _ = write!(
            out,
            "<circle cx=\"{x}\" cy=\"6\" r=\"4\" fill=\"var(--accent)\"/>"
        );
    }
    out.push_str("</svg></div>");
}

fn place(value: f64, width: f64) -> String {
    format!("{:.1}", value.clamp(0.0, 1.0) * width)
}

/// Each article as a dot: which are coded alike, and which are not.
fn over_articles(out: &mut String, found: &Agreement) {
    let figures: Vec<f64> = found.by_article.iter().filter_map(|a| a.iou50_f1).collect();
    if figures.len() < 2 {
        return;
    }
    let mut bins = [0_u32; 20];
    for figure in &figures {
        let at = ((figure * 20.0).floor().clamp(0.0, 19.0) * 2.0).round() / 2.0;
        if let Some(bin) = (0..20_u8)
            .position(|bin| f64::from(bin) >= at)
            .and_then(|bin| bins.get_mut(bin))
        {
            *bin += 1;
        }
    }
    let most = f64::from(bins.iter().copied().max().unwrap_or(1).max(1));
    out.push_str("<h2>Same passages, article by article</h2>\n<svg viewBox=\"0 0 640 140\" role=\"img\" aria-label=\"how many articles have which F1\">");
    for (bin, &count) in (0_u8..).zip(&bins) {
        let height = f64::from(count) / most * 100.0;
        let x = 20.0 + f64::from(bin) * 30.0;
        let _ = write!(
            out,
            "<rect x=\"{x:.0}\" y=\"{:.1}\" width=\"26\" height=\"{height:.1}\" fill=\"var(--accent)\" opacity=\".7\"><title>{count} articles from {:.2} to {:.2}</title></rect>",
            112.0 - height,
            f64::from(bin) / 20.0,
            f64::from(bin + 1) / 20.0
        );
    }
    out.push_str("<line x1=\"20\" y1=\"112\" x2=\"620\" y2=\"112\" stroke=\"var(--line)\"/><text x=\"18\" y=\"130\">0</text><text x=\"310\" y=\"130\">.5</text><text x=\"612\" y=\"130\">1</text></svg>\n");
}

fn table(out: &mut String, table: &Table) {
    let _ = write!(
        out,
        "<h2>{}</h2>\n<div class=\"wide\"><table><thead><tr>",
        escaped(table.name)
    );
    for cell in &table.head {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(cell));
    }
    out.push_str("</tr></thead><tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            let _ = write!(out, "<td dir=\"auto\">{}</td>", escaped(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

fn three(value: Option<f64>) -> String {
    value.map_or_else(|| "n/a".to_owned(), |value| format!("{value:.3}"))
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(
        || "n/a".to_owned(),
        |value| format!("{:.0} %", value * 100.0),
    )
}

/// Text that stands for itself.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
