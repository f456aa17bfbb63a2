//! Mails (RFC 5322), and web pages saved as one (`.mhtml`): the plain text, else the page.

use mailparse::{MailHeaderMap as _, ParsedMail};

use super::dates::date;
use super::{Refused, html, one_line};
use crate::exchange::{ArticleDraft, Drafted};

const WHAT: &str = "a mail";

pub(super) fn read(bytes: &[u8], into: &mut Drafted) -> Result<(), Refused> {
    let mail = mailparse::parse_mail(bytes).map_err(|error| damaged(&error))?;
    if mail.headers.is_empty() {
        return Err(Refused::Misnamed(WHAT));
    }
    let parts: Vec<&ParsedMail<'_>> = mail.parts().collect();
    let of_kind = |kind: &str| -> Option<&ParsedMail<'_>> {
        let mut parts = parts.iter();
        let fits = |part: &&&ParsedMail<'_>| part.ctype.mimetype == kind && !is_attached(part);
        parts.find(fits).copied()
    };
    let header = |name: &str| one_line(&mail.headers.get_first_value(name).unwrap_or_default());
    let plain = match of_kind("text/plain") {
        Some(part) => Some(body(part)?).filter(|text| !text.trim().is_empty()),
        None => None,
    };
    let mut article = match (plain, of_kind("text/html")) {
        (Some(text), _) => ArticleDraft {
            text: Some(text),
            ..ArticleDraft::default()
        },
        (None, Some(part)) => html::article(&body(part)?, into)?,
        (None, None) => return Err(Refused::NoText),
    };
    // A browser that saves a page writes itself as the sender.
    let from = header("From");
    let page = header("Snapshot-Content-Location");
    if !page.is_empty() || from.starts_with("<Saved by") {
        if article.url.is_empty() {
            article.url = page;
        }
    } else {
        let subject = header("Subject");
        if !subject.is_empty() {
            article.title = subject;
        }
        let sender = sender(&mail).unwrap_or(from);
        if !sender.is_empty() {
            article.author = sender;
        }
        let sent = header("Date");
        match date(&sent) {
            Some(date) => article.published = Some(date),
            None if sent.is_empty() => {}
            None => into.report.note(
                0,
                format!("its date was left out: “{sent}” is none that can be read"),
            ),
        }
        let attached = parts.iter().filter(|part| is_attached(part)).count();
        if attached > 0 {
            into.report
                .note(0, format!("attachments were left out: {attached}"));
        }
    }
    into.put(0, article);
    Ok(())
}

/// The name of whoever sent it, else the address.
fn sender(mail: &ParsedMail<'_>) -> Option<String> {
    let from = mail.headers.get_first_header("From")?;
    let one = mailparse::addrparse_header(from)
        .ok()?
        .extract_single_info()?;
    let name = one.display_name.map(|name| one_line(&name));
    name.filter(|name| !name.is_empty()).or(Some(one.addr))
}

fn is_attached(part: &ParsedMail<'_>) -> bool {
    let how = part.get_content_disposition();
    how.disposition == mailparse::DispositionType::Attachment
}

/// The text of a part. Lines that only their length broke (RFC 3676) are one again.
fn body(part: &ParsedMail<'_>) -> Result<String, Refused> {
    let text = part.get_body().map_err(|error| damaged(&error))?;
    let format = part.ctype.params.get("format");
    if !format.is_some_and(|format| format.eq_ignore_ascii_case("flowed")) {
        return Ok(text);
    }
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        whole.push_str(line);
        // The line before a signature ends in a space and is whole all the same.
        if !line.ends_with(' ') || line == "-- " {
            whole.push('\n');
        }
    }
    Ok(whole)
}

fn damaged(error: &mailparse::MailParseError) -> Refused {
    Refused::Damaged {
        what: WHAT,
        why: error.to_string(),
    }
}
