//! Files of other programs, with articles or labels, read in a process of their own: whatever a file
//! does to its reader, the window lives.
//!
//! [`Worker`] starts this program once more (`sayso worker`), which takes rights and room from
//! itself ([`limit`]) and reads what it is given ([`serve`]): it opens no file and knows no name.
//! Both sides talk through pipes: a line of JSON, then the bytes that it counts.

mod frame;
mod labels;
mod limits;
mod worker;

pub use labels::Labelled;
pub use limits::limit;
pub use worker::{ForeignError, Program, Worker};

use std::io::{self, BufRead, Read as _, Write};

use self::frame::{About, Answer, Asked};
use crate::exchange::articles::read;

/// Reads one file after another from `input` and answers each on `output`, until there are no more.
pub fn serve(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    while let Some(asked) = frame::get::<Asked>(input)? {
        let mut file = Vec::new();
        input.take(asked.bytes).read_to_end(&mut file)?;
        if file.len() as u64 != asked.bytes {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match (asked.labels, asked.kind) {
            (Some(labels), _) => match labels::read(&labels, &file) {
                Ok(labelled) => {
                    let known = serde_json::to_vec(&labelled)?;
                    frame::put(output, &Answer::read(known.len() as u64, 0))?;
                    output.write_all(&known)?;
                }
                Err(error) => frame::put(output, &Answer::refused(error))?,
            },
            (None, Some(kind)) => match read(kind, file, &asked.how) {
                Ok(drafted) => answer(About::of(drafted), output)?,
                Err(error) => frame::put(output, &Answer::refused(error.to_string()))?,
            },
            (None, None) => return Err(io::ErrorKind::InvalidData.into()),
        }
        output.flush()?;
    }
    Ok(())
}

/// What is known of the articles, then their texts as they are: escaped they would take more room.
fn answer((about, texts): (About, Vec<String>), output: &mut dyn Write) -> io::Result<()> {
    let text: u64 = texts.iter().map(|text| text.len() as u64).sum();
    let known = if about.is_text_alone() {
        Vec::new()
    } else {
        serde_json::to_vec(&about)?
    };
    let about = known.len() as u64;
    frame::put(output, &Answer::read(about, text))?;
    output.write_all(&known)?;
    for text in texts {
        output.write_all(text.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::exchange::articles::{How, Kind};

    #[test]
    fn one_file_after_another_is_answered() {
        let mut asked = Vec::new();
        for file in [b"One.\r\n\0".as_slice(), b"", b"text\nTwo.\n", b"Three."] {
            let bytes = file.len() as u64;
            let name = if file.starts_with(b"text") {
                "a.csv"
            } else {
                "a.txt"
            };
            let kind = Kind::of(Path::new(name));
            let head = Asked {
                kind: Some(kind),
                how: How::default(),
                labels: None,
                bytes,
            };
            frame::put(&mut asked, &head).unwrap();
            asked.extend(file);
        }
        let mut said = Vec::new();
        serve(&mut asked.as_slice(), &mut said).unwrap();
        let said = String::from_utf8(said).unwrap();
        let (text, rest) = said.split_at(19);
        assert_eq!(text, "{\"text\":8}\nOne.\n\u{fffd}");
        let (error, rest) = rest.split_once('\n').unwrap();
        assert_eq!(error, "{\"error\":\"it is empty\"}");
        if cfg!(feature = "exchange") {
            assert!(rest.starts_with("{\"about\":"), "{rest}");
            assert!(rest.contains("\"lengths\":[4]}Two."), "{rest}");
        }
        assert!(rest.ends_with("{\"text\":6}\nThree."), "{rest}");
        asked.pop();
        let cut = serve(&mut asked.as_slice(), &mut Vec::new());
        assert_eq!(cut.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        let cut = serve(&mut b"no head".as_slice(), &mut Vec::new());
        assert_eq!(cut.unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
