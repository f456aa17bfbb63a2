//! Files that would do harm to whatever reads them: each is refused in words or read for what is
//! sound in it, within the time and the memory that there is, and the next one is read.

#![expect(
    clippy::format_collect,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "this is a test throughout; what each file came to is its table"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use sayso::exchange::articles::{How, Kind};
use sayso::foreign::{ForeignError, Program, Worker};

use super::PROGRAM;
use super::made::{self, docx, odt, pdf, pdf_page, xlsx, zipped};

type Harmful = (&'static str, Vec<u8>);

/// Reads all of them with one worker, and a sound file after each.
fn survives(name: &str, files: Vec<Harmful>) {
    assert!(files.len() >= 10, "{name}: {}", files.len());
    let mut worker = Worker::new(Program::new(PROGRAM));
    let how = How::default();
    for (what, bytes) in files {
        assert!(bytes.len() < 4 << 20, "{name}: {what} is no small file");
        let start = Instant::now();
        let answer = worker.read(Kind::of(Path::new(name)), &bytes, &how);
        let took = start.elapsed();
        let said = match &answer {
            Ok(drafted) => format!("{} articles", drafted.articles.len()),
            Err(error) => error.to_string(),
        };
        println!(
            "{name}: {what}: {took:.1?}: {}",
            said.chars().take(120).collect::<String>()
        );
        if let Err(error) = &answer {
            assert!(
                !matches!(error, ForeignError::Senseless | ForeignError::Start(_)),
                "{what}: {said}"
            );
            assert!(said.len() < 600, "{what}: {said}");
        }
        // Five seconds are what it has; the machine may be busy.
        assert!(took < Duration::from_secs(9), "{name}: {what}: {took:?}");
        let next = worker.read(Kind::Text, b"Ferry.", &how).unwrap();
        assert_eq!(
            next.articles[0].article.text.as_deref(),
            Some("Ferry."),
            "{what}"
        );
    }
}

fn cut(mut bytes: Vec<u8>, share: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() * share / 100);
    bytes
}

/// The bytes with one of ten turned over, the same in every run.
fn dirty(mut bytes: Vec<u8>, from: usize) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(7);
    for byte in bytes.iter_mut().skip(from) {
        if random.u8(..) < 25 {
            *byte = random.u8(..);
        }
    }
    bytes
}

fn nested(open: &str, inside: &str, close: &str, times: usize) -> String {
    open.repeat(times) + inside + &close.repeat(times)
}

/// Ten names for a billion laughs.
fn laughs(root: &str) -> String {
    let mut all = format!("<!DOCTYPE {root} [<!ENTITY a0 \"ha\">");
    for n in 1..10 {
        all += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    all + "]>"
}

#[test]
fn word_and_opendocument_files() {
    let paragraph = |inside: &str| format!("<w:p><w:r><w:t>{inside}</w:t></w:r></w:p>");
    let part = |xml: String| zipped(&[("word/document.xml", xml.as_bytes())]);
    let body = |xml: &str| format!("<w:document xmlns:w=\"w\"><w:body>{xml}</w:body></w:document>");
    let blanks = " ".repeat(64 << 20);
    let many: Vec<String> = (0..12_000).map(|n| format!("word/{n}.xml")).collect();
    let mut many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    many.push(("word/document.xml", b"<a/>"));
    let mut lying = docx(&paragraph("Ferry."));
    // The size that the directory tells.
    let place = lying
        .windows(4)
        .rposition(|four| four == b"PK\x01\x02")
        .unwrap();
    lying[place + 24..place + 28].copy_from_slice(&u32::MAX.to_le_bytes());
    let files: Vec<Harmful> = vec![
        (
            "a bomb of spaces",
            part(body(&format!("<w:p>{blanks}</w:p>"))),
        ),
        (
            "a bomb of paragraphs",
            part(body(&"<w:p/>".repeat(9 << 20))),
        ),
        (
            "elements in one another",
            part(body(&nested("<w:p>", "x", "</w:p>", 100_000))),
        ),
        (
            "tables in one another",
            part(body(&nested(
                "<w:tbl><w:tr><w:tc>",
                &paragraph("x"),
                "</w:tc></w:tr></w:tbl>",
                60,
            ))),
        ),
        (
            "laughs",
            part(laughs("w:document") + &body(&paragraph("&a9;"))),
        ),
        (
            "an entity of another file",
            part(format!(
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
                body(&paragraph("&x;"))
            )),
        ),
        (
            "an undeclared entity",
            part(body(&paragraph("a &nothing; b &#0; c &#xFFFFFFFF; d"))),
        ),
        (
            "a giant attribute",
            docx(&format!("<w:p w:x=\"{}\"/>", "a".repeat(3 << 20))),
        ),
        (
            "a million attributes",
            part(body(&format!(
                "<w:p {}/>",
                (0..300_000)
                    .map(|n| format!("a{n}=\"\" "))
                    .collect::<String>()
            ))),
        ),
        ("many parts", zipped(&many)),
        ("cut off", cut(docx(&paragraph("Ferry.")), 60)),
        (
            "XML cut off",
            part("<w:document><w:body><w:p><w:r><w:t>Ferry".to_owned()),
        ),
        ("a wrong length", lying),
        ("dirt", dirty(docx(&paragraph("Ferry.")), 4)),
        (
            "no UTF-8",
            zipped(&[("word/document.xml", b"<a>\xff\xfe\xfa</a>")]),
        ),
        ("no body", zipped(&[("word/document.xml", b"")])),
        (
            "ends that nothing began",
            part("</w:p></w:tr></w:tc>".to_owned()),
        ),
        (
            "open alternatives",
            part(body(&"<mc:AlternateContent><mc:Choice><w:p>".repeat(80))),
        ),
    ];
    survives("a.docx", files);
    let files: Vec<Harmful> = vec![
        (
            "repeated spaces",
            odt("<text:p>a<text:s text:c=\"4000000000\"/>b</text:p>"),
        ),
        (
            "many repeated spaces",
            odt(&format!(
                "<text:p>{}</text:p>",
                "<text:s text:c=\"4000000000\"/>".repeat(200_000)
            )),
        ),
        (
            "elements in one another",
            odt(&nested("<text:span>", "x", "</text:span>", 100_000)),
        ),
        (
            "laughs",
            zipped(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", (laughs("a") + "<a>&a9;</a>").as_bytes()),
            ]),
        ),
        (
            "no content",
            zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text")]),
        ),
        (
            "a long mimetype",
            zipped(&[("mimetype", "a".repeat(1 << 20).as_bytes())]),
        ),
        (
            "boxes in one another",
            odt(&nested("<text:p>", "x", "</text:p>", 200)),
        ),
        ("ends that nothing began", odt("</text:p>")),
        ("cut off", cut(odt("<text:p>Ferry.</text:p>"), 70)),
        ("dirt", dirty(odt("<text:p>Ferry.</text:p>"), 4)),
    ];
    survives("a.odt", files);
}

#[test]
fn excel_workbooks() {
    let cell = |place: &str, text: &str| {
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let head = format!("<row r=\"1\">{}</row>", cell("A1", "text"));
    let row = |inside: &str| format!("{head}<row r=\"2\">{inside}</row>");
    let files: Vec<Harmful> = vec![
        (
            "cells far apart",
            xlsx(
                &row(&(cell("A2", "Ferry.")
                    + "</row><row r=\"1048576\">"
                    + &cell("XFD1048576", "x"))),
                "",
            ),
        ),
        (
            "a cell beyond all",
            xlsx(&row(&cell("ZZZZZZ99999999999", "x")), ""),
        ),
        (
            "a bomb of strings",
            xlsx(
                &row(&cell("A2", "x")),
                &"<si><t>aaaaaaaaaaaaaaaaaaaa</t></si>".repeat(8 << 20),
            ),
        ),
        ("a bomb of spaces", xlsx(&" ".repeat(64 << 20), "")),
        ("a number of strings", {
            let book = xlsx(&row(&cell("A2", "x")), "");
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
            let names: Vec<String> = zip
                .file_names()
                .map(|name| name.unwrap().into_owned())
                .collect();
            let mut parts = Vec::new();
            for name in names {
                let mut bytes = Vec::new();
                std::io::copy(&mut zip.by_name(&name).unwrap(), &mut bytes).unwrap();
                if name.ends_with("sharedStrings.xml") {
                    bytes = b"<sst uniqueCount=\"18446744073709551615\"></sst>".to_vec();
                }
                parts.push((name, bytes));
            }
            let parts: Vec<(&str, &[u8])> = parts
                .iter()
                .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
                .collect();
            zipped(&parts)
        }),
        (
            "a million columns",
            xlsx(
                &format!(
                    "<row r=\"1\">{}</row>",
                    (0..200_000)
                        .map(|_| "<c t=\"inlineStr\"><is><t>a</t></is></c>")
                        .collect::<String>()
                ),
                "",
            ),
        ),
        (
            "a string that is not there",
            xlsx(&row("<c r=\"A2\" t=\"s\"><v>4000000000</v></c>"), ""),
        ),
        (
            "numbers that are none",
            xlsx(
                &row("<c r=\"A2\" s=\"1\"><v>1e999</v></c><c r=\"B2\" s=\"99999\"><v>nan</v></c>"),
                "",
            ),
        ),
        (
            "elements in one another",
            xlsx(&row(&nested("<c><is>", "x", "</is></c>", 100_000)), ""),
        ),
        (
            "a giant attribute",
            xlsx(&row(&format!("<c r=\"{}\"/>", "A".repeat(3 << 20))), ""),
        ),
        ("cut off", cut(xlsx(&row(&cell("A2", "Ferry.")), ""), 80)),
        (
            "a sheet cut off",
            xlsx("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text", ""),
        ),
        ("dirt", dirty(xlsx(&row(&cell("A2", "Ferry.")), ""), 4)),
        ("nothing of a book", zipped(&[("xl/workbook.xml", b"")])),
    ];
    survives("a.xlsx", files);
}

#[test]
fn web_pages() {
    let page = |body: &str| format!("<html><body>{body}</body></html>").into_bytes();
    let files: Vec<Harmful> = vec![
        (
            "elements in one another",
            page(&nested("<div>", "Ferry.", "</div>", 100_000)),
        ),
        (
            "elements nearly too deep",
            page(&nested("<div>", "Ferry.", "</div>", 1_990)),
        ),
        (
            "forms that are never closed",
            page(&"<b><p>Ferry ".repeat(3_000)),
        ),
        (
            "fonts that are never closed",
            page(&"<font color=a><i><a href=x>".repeat(600)),
        ),
        (
            "tables in one another",
            page(&"<table><tr><td>".repeat(600)),
        ),
        (
            "a giant attribute",
            page(&format!("<p title=\"{}\">Ferry.", "a".repeat(3 << 20))),
        ),
        (
            "a million attributes",
            page(&format!(
                "<p {}>Ferry.",
                (0..40_000).map(|n| format!("a{n}=b ")).collect::<String>()
            )),
        ),
        (
            "many entities",
            page(&"&amp;&#x10FFFF;&#0;&nothing;&CounterClockwiseContourIntegral;".repeat(20_000)),
        ),
        (
            "a comment without an end",
            page(&format!("<p>Ferry.<!--{}", "-".repeat(2 << 20))),
        ),
        (
            "a script without an end",
            page("<p>Ferry.<script>while(1){}"),
        ),
        (
            "JSON in itself",
            page(&format!(
                "<p>Ferry.<script type=\"application/ld+json\">{}</script>",
                "[".repeat(1 << 20)
            )),
        ),
        (
            "many dates that are none",
            page(&"<time datetime=\"9999-99-99\">x</time><p>Ferry.</p>".repeat(10_000)),
        ),
        (
            "invalid UTF-8",
            b"<html><body><p>\xff\xfe\xc3\x28\xed\xa0\x80 Ferry.".to_vec(),
        ),
        (
            "a charset that is none",
            b"<html><meta charset=\"\xff\xff\"><p>Ferry \xe9.".to_vec(),
        ),
        (
            "paragraphs without end",
            page(&"<p>Ferry, and so on. ".repeat(20_000)),
        ),
        ("one line without end", page(&"a".repeat(3 << 20))),
        (
            "angles alone",
            b"<html>"
                .iter()
                .copied()
                .chain(std::iter::repeat_n(b'<', 1 << 20))
                .collect(),
        ),
        (
            "controls",
            b"<html><title>a\x1b[31m\0b</title><body><p>Ferry\0\x1b[31m".to_vec(),
        ),
    ];
    survives("a.html", files);
}

#[test]
fn pdfs() {
    let with = |place: usize, object: &str| {
        let mut objects = pdf_page("BT /F1 12 Tf 50 700 Td (Ferry.) Tj ET");
        objects[place - 1] = object.to_owned();
        pdf(&objects)
    };
    let content = |content: &str| pdf(&pdf_page(content));
    let sound = content("BT /F1 12 Tf 50 700 Td (Ferry.) Tj ET");
    let mut form = pdf_page("/X Do");
    form[2] = form[2].replace("<</Font", "<</XObject <</X 7 0 R>> /Font");
    form.push("<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 7 0 R>>>> /Length 5>>\nstream\n/X Do\nendstream".to_owned());
    let files: Vec<Harmful> = vec![
        (
            "pages that hold themselves",
            with(2, "<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9>>"),
        ),
        (
            "a parent that is itself",
            with(3, "<</Type /Page /Parent 3 0 R /Contents 4 0 R>>"),
        ),
        ("a form that draws itself", pdf(&form)),
        ("an object that is itself", with(3, "3 0 R")),
        (
            "a page without size",
            with(3, "<</Type /Page /Parent 2 0 R /Contents 4 0 R>>"),
        ),
        (
            "a page of two numbers",
            with(
                3,
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0] /Contents 4 0 R>>",
            ),
        ),
        (
            "a font that is none",
            with(
                5,
                "<</Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] /Encoding /Nothing>>",
            ),
        ),
        (
            "a wrong length",
            with(
                4,
                "<</Length 99999999>>\nstream\nBT (Ferry.) Tj ET\nendstream",
            ),
        ),
        (
            "lists in one another",
            with(3, &nested("[", "1", "]", 100_000)),
        ),
        (
            "dictionaries in one another",
            with(3, &nested("<</A ", "1", ">>", 100_000)),
        ),
        (
            "words in one another",
            content(&format!(
                "BT /F1 12 Tf {} Tj ET",
                nested("(", "Ferry", ")", 50_000)
            )),
        ),
        (
            "operators without numbers",
            content("BT Tf Td Tj TJ cm Do q Q Q Q Tm T* ' \" ET ET EMC BMC gs cs sc scn re W n"),
        ),
        ("states without end", content(&"q ".repeat(200_000))),
        (
            "numbers that are none",
            content(
                "BT /F1 1e39 Tf 99999999999999999999999 -99999999999999999999999 Td (Ferry.) Tj 0 0 0 0 0 0 Tm (a) Tj ET",
            ),
        ),
        ("no font", content("BT /F9 12 Tf 50 700 Td (Ferry.) Tj ET")),
        (
            "a filter of filters",
            with(
                4,
                &format!(
                    "<</Length 9 /Filter [{}]>>\nstream\n123456789\nendstream",
                    "/FlateDecode /ASCII85Decode /LZWDecode ".repeat(2_000)
                ),
            ),
        ),
        ("a bomb", {
            let spaces = zipped(&[("a", &vec![b' '; 256 << 20])]);
            let mut spaces = zip::ZipArchive::new(std::io::Cursor::new(&spaces)).unwrap();
            let mut packed = b"\x78\x9c".to_vec();
            std::io::copy(&mut spaces.by_index_raw(0).unwrap(), &mut packed).unwrap();
            let mut objects = pdf_page("");
            objects[3] = "<</Length 4444444 /Filter /FlateDecode>>\nstream\nHERE\nendstream"
                .replace("4444444", &packed.len().to_string());
            let whole = pdf(&objects);
            let at = whole.windows(4).position(|four| four == b"HERE").unwrap();
            [&whole[..at], &packed, &whole[at + 4..]].concat()
        }),
        ("cut off", cut(sound.clone(), 50)),
        ("dirt", dirty(sound.clone(), 9)),
        ("no table of objects", cut(sound, 80)),
        ("nothing but its name", b"%PDF-1.7\n".to_vec()),
        (
            "a million pages",
            with(
                2,
                &format!(
                    "<</Type /Pages /Kids [{}] /Count 300000>>",
                    "3 0 R ".repeat(300_000)
                ),
            ),
        ),
    ];
    survives("a.pdf", files);
}

#[test]
fn rtf_documents() {
    let rtf = |inside: &str| format!("{{\\rtf1\\ansi {inside}}}").into_bytes();
    let files: Vec<Harmful> = vec![
        (
            "groups in one another",
            rtf(&nested("{", "Ferry", "}", 1_000_000)),
        ),
        (
            "groups that are never closed",
            b"{\\rtf1"
                .iter()
                .copied()
                .chain(std::iter::repeat_n(b'{', 1_000))
                .collect(),
        ),
        ("more ends than groups", rtf(&"}".repeat(1_000_000))),
        (
            "a word without end",
            rtf(&format!("\\{} Ferry", "a".repeat(1 << 20))),
        ),
        (
            "a number without end",
            rtf(&format!("\\u{} Ferry", "9".repeat(1 << 20))),
        ),
        ("bytes that are not there", rtf("\\bin999999999 Ferry")),
        (
            "a negative number of bytes",
            rtf("\\bin-5 Ferry\\uc-7\\u-99999999?\\f-3\\ansicpg-1"),
        ),
        ("letters to leave out", rtf("\\uc2000000000 \\u8364 Ferry")),
        (
            "letters that are none",
            rtf("\\'zz\\'f\\u55357 \\u56834?\\u-1?Ferry"),
        ),
        (
            "many fonts",
            rtf(&format!(
                "{{\\fonttbl{}}}Ferry",
                (0..100_000)
                    .map(|n| format!("{{\\f{n}\\fcharset204 a;}}"))
                    .collect::<String>()
            )),
        ),
        ("paragraphs without end", rtf(&"\\par a".repeat(500_000))),
        (
            "a picture without end",
            b"{\\rtf1 Ferry{\\pict "
                .iter()
                .copied()
                .chain(std::iter::repeat_n(b'f', 3 << 20))
                .collect(),
        ),
        ("cut off", b"{\\rtf1 Ferry\\".to_vec()),
        (
            "zeros",
            b"{\\rtf1 "
                .iter()
                .copied()
                .chain(std::iter::repeat_n(0, 1 << 20))
                .collect(),
        ),
        ("dirt", dirty(made::rtf_article().into_bytes(), 6)),
    ];
    survives("a.rtf", files);
}

#[test]
fn mails() {
    let mail = |head: &str, body: &str| format!("From: a@b\r\n{head}\r\n\r\n{body}").into_bytes();
    let mut inside = "Ferry.".to_owned();
    for n in 0..150 {
        inside = format!(
            "Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n{inside}\r\n--b{n}--\r\n"
        );
    }
    let files: Vec<Harmful> = vec![
        ("mails in one another", inside.into_bytes()),
        (
            "parts without end",
            mail(
                "Content-Type: multipart/mixed; boundary=b",
                &"--b\r\n\r\nFerry.\r\n".repeat(60_000),
            ),
        ),
        (
            "a boundary that is empty",
            mail(
                "Content-Type: multipart/mixed; boundary=\"\"",
                &"--\r\nFerry.\r\n".repeat(50_000),
            ),
        ),
        (
            "a header without end",
            mail(&format!("Subject: {}", "a".repeat(3 << 20)), "Ferry."),
        ),
        (
            "headers without end",
            mail(&"X: y\r\n".repeat(200_000), "Ferry."),
        ),
        (
            "words coded again and again",
            mail(
                &format!("Subject: {}", "=?utf-8?q?=41?= ".repeat(50_000)),
                "Ferry.",
            ),
        ),
        (
            "a wrong transfer encoding",
            mail("Content-Transfer-Encoding: base64", "!!!!not base64!!!!"),
        ),
        (
            "a charset that is none",
            mail("Content-Type: text/plain; charset=klingon", "Ferry."),
        ),
        (
            "a date that is none",
            mail("Date: 99 Foo 99999 99:99:99 +9999", "Ferry."),
        ),
        (
            "a sender that is none",
            mail("From: <<<>>>,,;:\"\"\"", "Ferry."),
        ),
        (
            "invalid UTF-8",
            b"From: \xff\xfe\r\nSubject: \xc3\x28\r\n\r\n\xed\xa0\x80Ferry.".to_vec(),
        ),
        (
            "a page in it that is deep",
            mail(
                "Content-Type: text/html",
                &nested("<div>", "Ferry.", "</div>", 100_000),
            ),
        ),
        ("no body", b"From: a@b\r\n".to_vec()),
        ("no mail", b"\0\0\0\0\0\0".to_vec()),
        (
            "parameters without end",
            mail(
                &format!("Content-Type: text/plain{}", "; a*0=b".repeat(50_000)),
                "Ferry.",
            ),
        ),
        ("dirt", dirty(made::eml_article().into_bytes(), 0)),
    ];
    survives("a.eml", files);
}

#[test]
fn tables() {
    let files: Vec<Harmful> = vec![
        (
            "a million columns",
            ("text,".repeat(500_000) + "\nFerry.").into_bytes(),
        ),
        (
            "a row of a million columns",
            ("text\n".to_owned() + &"a,".repeat(500_000)).into_bytes(),
        ),
        (
            "a cell without end",
            ("text\n\"".to_owned() + &"a,\n".repeat(500_000)).into_bytes(),
        ),
        (
            "quotes alone",
            ("text\n".to_owned() + &"\"".repeat(1_000_001)).into_bytes(),
        ),
        ("one line without end", "a".repeat(3 << 20).into_bytes()),
        (
            "rows without texts",
            ("text,a\n".to_owned() + &",x\n".repeat(100_000)).into_bytes(),
        ),
        (
            "rows of any length",
            b"text,title\na\na,b,c,d\n\n,\n\"a\"b,c\n".to_vec(),
        ),
        (
            "invalid UTF-8",
            b"text\n\xff\xfe\xc3\x28,\xed\xa0\x80\n".to_vec(),
        ),
        (
            "zeros",
            b"text\n"
                .iter()
                .copied()
                .chain(std::iter::repeat_n(0, 1 << 20))
                .collect(),
        ),
        (
            "a separator that is none",
            b"sep=\xff\xff\xff\ntext\nFerry.".to_vec(),
        ),
        (
            "a long name of a column",
            ("text,".to_owned() + &"b".repeat(2 << 20) + "\nFerry.,x").into_bytes(),
        ),
        (
            "formulas",
            b"text,title\n\"=HYPERLINK(\"\"http://x\"\")\",=1+1\n".to_vec(),
        ),
        (
            "many short rows",
            ("text\n".to_owned() + &"a\n".repeat(300_000)).into_bytes(),
        ),
        (
            "carriage returns",
            ("text\r".to_owned() + &"Ferry.\r".repeat(1_000)).into_bytes(),
        ),
    ];
    survives("a.csv", files);
    let files: Vec<Harmful> = vec![
        ("lists in one another", "[".repeat(1 << 20).into_bytes()),
        (
            "objects in one another",
            "{\"a\":".repeat(300_000).into_bytes(),
        ),
        (
            "a text that is none",
            br#"{"text":{"a":[[[[]]]]}}"#.to_vec(),
        ),
        (
            "a number without end",
            format!("{{\"text\":{}}}", "9".repeat(1 << 20)).into_bytes(),
        ),
        (
            "keys without end",
            format!(
                "{{{}\"text\":\"a\"}}",
                (0..100_000)
                    .map(|n| format!("\"k{n}\":1,"))
                    .collect::<String>()
            )
            .into_bytes(),
        ),
        ("bad lines", "{\"text\":1\n".repeat(50_000).into_bytes()),
        ("cut off", br#"{"text":"Ferry"#.to_vec()),
        (
            "escapes",
            br#"{"text":"\u0000\ud800\u001b[31m","title":"\u001b[31m\u0000"}"#.to_vec(),
        ),
        ("invalid UTF-8", b"{\"text\":\"\xff\xfe\"}".to_vec()),
        ("no object", b"1\n\"a\"\nnull\n[]\n".to_vec()),
    ];
    survives("a.jsonl", files);
}
