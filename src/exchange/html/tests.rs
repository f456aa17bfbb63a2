use crate::exchange::sample::{add_annotator, add_article, add_code, add_statement, at, project};
use crate::exchange::{ExportError, ExportOptions, Wanted, export, format};
use crate::model::{Article, ArticleId, Code, Project, Speaker, SpeakerId, SpeakerKind, StanceId};
use crate::text::Text;

fn pages(project: &Project, options: &ExportOptions) -> Vec<(String, String)> {
    let exported = export(project, format("html").unwrap(), options).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let files = exported.files.into_iter();
    files.map(|(name, bytes)| (name, text(bytes))).collect()
}

fn one() -> ExportOptions {
    ExportOptions {
        one_file: true,
        ..ExportOptions::default()
    }
}

/// What a reader sees of some HTML, without tags.
fn seen(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    let out = out
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    out.replace("&#39;", "'")
        .replace("&#9;", "\t")
        .replace("&amp;", "&")
}

fn text_of(page: &str) -> String {
    let (_, rest) = page.split_once("<div class=\"text\"").unwrap();
    let (_, rest) = rest.split_once(">\n").unwrap();
    let text = rest.split_once("</div>").unwrap().0;
    // Numbers are no words of the text.
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<sup>") {
        out.push_str(before);
        rest = after.split_once("</sup>").unwrap().1;
    }
    out + rest
}

#[test]
fn a_page_has_text_marks_and_statements() {
    let page = pages(&project(), &one()).swap_remove(0).1;
    let (_, body) = page.split_once("<body>").unwrap();
    insta::assert_snapshot!(body, @r##"

    <main>
    <article>
    <h1 dir="auto">Ferry to stay</h1>
    <p class="about"><bdi>Example Post</bdi> · <bdi>2025-12-03</bdi></p>
    <div class="text" style="--lanes:1">
    <p dir="auto">Ferry to stay</p>
    <p dir="auto">“<sup><a id="t1" href="#s1">1</a></sup><span class="s l0 k1">We keep the ferry 🚢</span>,” <span class="source">Mayor Ada Vane</span> <span class="cue">said</span>, “<span class="s l0 k1">and, yes, the pier</span>.” Critics <sup><a id="t2" href="#s2">2</a></sup><span class="s l0 uncoded">doubt it</span>.</p>
    <p dir="auto">Harbour Line declined to comment.</p>
    </div>
    </article>
    <aside lang="en" dir="ltr">
    <h2>Statements</h2>
    <p class="legend"><span class="s l0 k1">Oppose</span> <span class="s l0 uncoded">not coded</span> <span class="source">source</span> <span class="cue">words of saying</span></p>
    <ol>
    <li id="s1" class="k1"><a class="number" href="#t1">1</a>
    <p class="said"><b><bdi>Ada Vane</bdi>, <bdi>City of Lund, &quot;Harbour&quot;</bdi></b> — <span class="stance">oppose</span> — <bdi>closing it</bdi></p>
    <blockquote dir="auto">We keep the ferry 🚢 … and, yes, the pier</blockquote>
    <p class="more">on behalf of <bdi>City of Lund, &quot;Harbour&quot;</bdi> · topic: <bdi>Ferry</bdi>; <bdi>Transport</bdi> · direct · named · coded by <bdi>A.B.</bdi> · accepted</p>
    <p class="note" dir="auto">two&#10;lines</p>
    </li>
    <li id="s2" class="uncoded"><a class="number" href="#t2">2</a>
    <p class="said"><b><i>no speaker</i></b> — <span class="stance">stance not coded</span> — <i>no topic</i></p>
    <blockquote dir="auto">doubt it</blockquote>
    <p class="more">coded by <bdi>A.B.</bdi></p>
    </li>
    </ol>
    </aside>
    </main>
    </body>
    </html>
    "##);
    assert!(!page.contains("<script") && !page.contains("src="));
}

#[test]
fn marks_take_nothing_from_the_text_and_names_are_only_words() {
    let mut project = project();
    let evil = "</style><script>alert(1)</script>\"' &amp; ";
    let words = format!("He said\t“{evil}”.\n\nقال «لا» اليوم 🚢.\n 界、言った。\u{202e}x");
    let text = Text::new(words);
    let mut article = Article::new(ArticleId::new("<b>/.."), evil, text.clone());
    article.url = "javascript:alert(1)".into();
    article.outlet = evil.into();
    add_article(&mut project, article);
    add_annotator(&mut project, "an_2", evil);
    let speaker = Speaker::new(SpeakerId::new("sp_9"), evil, SpeakerKind::Person);
    add_code(&mut project, Code::Speaker(speaker));
    let spans = [
        "He said\t“</style>",
        "said\t“</style><scr",
        "script>alert(1)</script>\"' &amp; ”.\n\nقال",
        "«لا» اليوم",
        "界",
    ];
    for (n, span) in spans.iter().enumerate() {
        let contents = vec![at(&text, span)];
        add_statement(&mut project, &format!("st_9{n}"), "an_2", contents, |s| {
            s.article = ArticleId::new("<b>/..");
            s.speakers = vec![SpeakerId::new("sp_9")];
            s.stance = Some(StanceId::new("oppose"));
            s.note = evil.into();
        });
    }
    let files = pages(&project, &ExportOptions::default());
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["index.html", "ar_1.html", "_b____-.html"].map(|n| if n == "_b____-.html" {
            names[2]
        } else {
            n
        })
    );
    let page = &files[2].1;
    assert!(!page.contains("<script") && !page.contains("href=\"javascript"));
    assert_eq!(page.matches("<style").count(), 1);
    let lines: Vec<&str> = text
        .as_str()
        .split('\n')
        .filter(|l| !l.trim().is_empty())
        .collect();
    assert_eq!(seen(&text_of(page)).trim_end(), lines.join("\n"));
    // Every opened mark is closed in its paragraph, and three lines stand over one another.
    for paragraph in text_of(page).lines() {
        assert_eq!(
            paragraph.matches("<span").count(),
            paragraph.matches("</span>").count()
        );
    }
    assert!(page.contains("l0 ") && page.contains("l1 "));
    assert!(files[0].1.contains(&format!("href=\"{}\"", names[2])));
}

#[test]
fn several_articles_are_a_folder() {
    let mut project = project();
    add_article(
        &mut project,
        Article::new(ArticleId::new("ar_2"), "", Text::new("Two.")),
    );
    let refused = export(&project, format("html").unwrap(), &one());
    assert!(matches!(
        refused,
        Err(ExportError::SeveralPages { articles: 2 })
    ));
    let options = ExportOptions {
        wanted: Wanted {
            articles: vec![ArticleId::new("ar_2")],
            ..Wanted::default()
        },
        ..one()
    };
    let page = pages(&project, &options).swap_remove(0).1;
    assert!(page.contains("Untitled article") && page.contains("No statement of this article"));
}
