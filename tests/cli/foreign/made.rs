//! Files of other programs, made here: small ones that are sound, with one article each.

#![expect(
    clippy::format_push_string,
    reason = "this is a test throughout; short files are put together piece by piece"
)]

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) const TITLE: &str = "Ferry to stay";
pub(crate) const PARAGRAPHS: [&str; 4] = [
    "The council of Old Harbour voted on Monday to keep the “Heron” — for €4.5m a year.",
    "“We cannot do without it,” Mayor Zoë Dvořák said. Her rival, John O’Neill, called it “a hole in the water”.",
    "Union head Ana Müller told reporters that the crew “were never asked”, and added: “But we are glad.”",
    "The naïve façade of unity, one councillor said, hid a coöperation problem; the office of the mayor declined to comment.",
];

/// An archive of parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A Word document whose body is this.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"
    );
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"cp\" xmlns:dc=\"dc\"><dc:creator>Jane Roe</dc:creator><dc:title>{TITLE}</dc:title></cp:coreProperties>"
    );
    let custom = "<Properties xmlns:vt=\"vt\"><property name=\"Publication date\"><vt:lpwstr>3 March 2026</vt:lpwstr></property><property name=\"Source\"><vt:lpwstr>The Daily Test</vt:lpwstr></property></Properties>";
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
        ("docProps/custom.xml", custom.as_bytes()),
    ])
}

/// With runs, fields, changes and what else Word writes between words.
pub(crate) fn docx_article() -> Vec<u8> {
    let run = |text: &str| {
        format!(
            "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escaped(text)
        )
    };
    let mut body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p>",
        run(TITLE)
    );
    let (first, rest) = PARAGRAPHS[0].split_at(12);
    body += &format!(
        "<w:p>{}<w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del><w:ins>{}</w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        run(first),
        run(rest)
    );
    body += &format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r></w:p><w:p/>",
        run(PARAGRAPHS[1])
    );
    let (first, rest) = PARAGRAPHS[2].split_at(20);
    body += &format!(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>",
        run(first),
        run(rest)
    );
    body += &format!("<w:p>{}</w:p>", run(PARAGRAPHS[3]));
    body += "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>";
    docx(&body)
}

pub(crate) fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"ta\"><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let meta = format!(
        "<office:document-meta xmlns:office=\"o\" xmlns:dc=\"dc\" xmlns:meta=\"m\"><office:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>Jane Roe</meta:initial-creator><dc:date>2011-11-11T11:11:11</dc:date><meta:user-defined meta:name=\"Published\">2026-03-03</meta:user-defined></office:meta></office:document-meta>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ])
}

pub(crate) fn odt_article() -> Vec<u8> {
    let mut body = format!(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:h text:outline-level=\"1\">{TITLE}</text:h>"
    );
    for paragraph in PARAGRAPHS {
        let (first, rest) = paragraph.split_at(4);
        body += &format!(
            "\n  <text:p>\n    <text:span>{}</text:span>{}<office:annotation><text:p>note</text:p></office:annotation></text:p>",
            escaped(first),
            escaped(rest)
        );
    }
    body += "<text:p>a<text:tab/>b<text:line-break/>c<text:s text:c=\"2\"/>d</text:p>";
    odt(&body)
}

pub(crate) fn html_article() -> String {
    let json = format!(
        r#"{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Other"}},{{"@type":["NewsArticle"],"headline":"{TITLE}","datePublished":"2026-03-03T23:15:00-05:00","author":[{{"@type":"Person","name":"Jane Roe"}}],"publisher":{{"name":"The Daily Test"}}}}]}}"#
    );
    let paragraphs: Vec<String> = PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>")).collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{TITLE} | The Daily Test</title><link rel=\"canonical\" href=\"https://news.example.org/ferry\"><script type=\"application/ld+json\">{json}</script></head><body><nav><a href=\"/\">Home</a> <a href=\"/x\">Sport</a></nav><main><article><h1>{TITLE}</h1>{}<div class=\"ad\">Buy now!</div></article></main><footer>Imprint and other words.</footer></body></html>",
        paragraphs.join("\n")
    )
}

pub(crate) fn rtf_article() -> String {
    let coded = |text: &str| -> String {
        let one = |unit: u16| match u8::try_from(unit).ok().filter(u8::is_ascii) {
            Some(byte) => char::from(byte).to_string(),
            None => format!("\\u{}?", unit.cast_signed()),
        };
        text.encode_utf16().map(one).collect()
    };
    let paragraphs: Vec<String> = PARAGRAPHS.iter().map(|p| coded(p)).collect();
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}{{\\info{{\\title {TITLE}}}{{\\author Jane Roe}}}}\n{TITLE}\\par\n{}\\par}}",
        paragraphs.join("\\par\n")
    )
}

pub(crate) fn eml_article() -> String {
    let coded = |text: &str| -> String {
        let one = |byte: u8| match byte {
            b'=' | 128.. => format!("={byte:02X}"),
            byte => char::from(byte).to_string(),
        };
        text.bytes().map(one).collect()
    };
    format!(
        "From: =?utf-8?q?Jane_Roe?= <news@example.org>\r\nSubject: {TITLE}\r\nDate: Tue, 03 Mar 2026 09:15:00 +0100\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Other</p>\r\n--b--\r\n",
        coded(&PARAGRAPHS.join("\r\n\r\n"))
    )
}

pub(crate) fn markdown_article() -> String {
    format!(
        "---\ntitle: \"{TITLE}\"\nauthor: Jane Roe\ndate: 2026-03-03\n---\n\n# {TITLE}\n\n{}\n",
        PARAGRAPHS.join("\n\n")
    )
}

/// A table with an article and a row without one.
pub(crate) fn csv_articles(between: char) -> String {
    let cells = |cells: [&str; 5]| cells.join(&between.to_string()) + "\r\n";
    let text = format!("\"{}\"", PARAGRAPHS.join("\n\n"));
    cells(["story_id", "publish_date", "title", "media_name", "text"])
        + &cells(["7", "2026-03-03 09:15:00", TITLE, "The Daily Test", &text])
        + &cells(["8", "", "Nothing", "", ""])
}

pub(crate) fn xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    let strings = format!("<sst>{strings}</sst>");
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ("xl/workbook.xml", b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Corpus\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

pub(crate) fn xlsx_articles() -> Vec<u8> {
    let text = |cell: &str, text: &str| {
        format!(
            "<c r=\"{cell}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
            escaped(text)
        )
    };
    let sheet = format!(
        "<row r=\"1\">{}{}{}{}</row><row r=\"2\"><c r=\"A2\"><v>7</v></c><c r=\"B2\" s=\"1\"><v>46084.38</v></c><c r=\"C2\" t=\"s\"><v>0</v></c>{}</row>",
        text("A1", "id"),
        text("B1", "Date"),
        text("C1", "Headline"),
        text("D1", "Full text"),
        text("D2", &PARAGRAPHS.join("\n\n"))
    );
    xlsx(&sheet, &format!("<si><t>{TITLE}</t></si>"))
}

/// A PDF of these objects, numbered from 1; the first is its catalog.
pub(crate) fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(
        format!(
            "trailer\n<</Size {} /Root 1 0 R /Info 6 0 R>>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    file
}

/// Objects of a PDF with one page that says this.
pub(crate) fn pdf_page(content: &str) -> Vec<String> {
    vec![
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>".to_owned(),
        format!("<</Title ({TITLE}) /Author (Jane Roe) /CreationDate (D:20111111111111)>>"),
    ]
}

/// Words of the paragraphs that are plain letters, in lines as a page has them.
pub(crate) fn pdf_article() -> (Vec<u8>, Vec<String>) {
    let mut content = format!("BT\n/F1 20 Tf\n50 780 Td\n({TITLE}) Tj\n/F1 10 Tf\n0 -18 Td\n");
    let mut paragraphs = Vec::new();
    for paragraph in PARAGRAPHS {
        let plain: String = paragraph.chars().filter(char::is_ascii).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        paragraphs.push(words.join(" "));
        content += "0 -8 Td\n";
        for line in words.chunks(8) {
            content += &format!("0 -12 Td\n({}) Tj\n", line.join(" "));
        }
    }
    content += "ET";
    (pdf(&pdf_page(&content)), paragraphs)
}
