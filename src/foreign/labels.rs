//! Files of labels, read in the process that reads articles.

use serde::{Deserialize, Serialize};

use crate::exchange::{self, Drafted, Format, Input, Mapping, TableColumn};

/// What stands before files of labels: their format, and how long the [`List`] of them is, in bytes.
#[derive(Serialize, Deserialize)]
pub(super) struct Labels {
    format: String,
    list: u64,
}

#[derive(Serialize, Deserialize)]
struct List {
    mapping: Mapping,
    /// Names and lengths in bytes; the files follow in this order.
    files: Vec<(String, u64)>,
}

/// What files of labels say, and the columns of those that are tables.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Labelled {
    pub drafted: Drafted,
    pub columns: Vec<TableColumn>,
}

/// The files as they go to the process that reads them.
pub(super) fn packed(
    format: &Format,
    files: &[Input<'_>],
    mapping: &Mapping,
) -> serde_json::Result<(Labels, Vec<u8>)> {
    let list = List {
        mapping: mapping.clone(),
        files: (files.iter())
            .map(|file| (file.name.to_owned(), file.bytes.len() as u64))
            .collect(),
    };
    let mut body = serde_json::to_vec(&list)?;
    let labels = Labels {
        format: format.name.to_owned(),
        list: body.len() as u64,
    };
    for file in files {
        body.extend_from_slice(file.bytes);
    }
    Ok((labels, body))
}

/// Reads them; an error in words.
pub(super) fn read(labels: &Labels, body: &[u8]) -> Result<Labelled, String> {
    const SENSELESS: &str = "the files of labels were not handed over whole";
    let senseless = || format!("{SENSELESS}: try again");
    let format = exchange::format(&labels.format).map_err(|error| error.to_string())?;
    let (list, mut rest) = usize::try_from(labels.list)
        .ok()
        .and_then(|length| body.split_at_checked(length))
        .ok_or_else(senseless)?;
    let list: List = serde_json::from_slice(list)
        .map_err(|error| format!("{SENSELESS} ({error}): try again"))?;
    let mut files = Vec::with_capacity(list.files.len());
    for (name, length) in &list.files {
        let split = usize::try_from(*length)
            .ok()
            .and_then(|length| rest.split_at_checked(length));
        let (bytes, after) = split.ok_or_else(senseless)?;
        files.push(Input { name, bytes });
        rest = after;
    }
    let columns = exchange::columns(format, &files, &list.mapping);
    let drafted = exchange::draft(format, &files, &list.mapping)
        .ok_or_else(|| format!("the format {} is only written, not read", format.name))?;
    Ok(Labelled { drafted, columns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_as_they_were_handed_over() {
        let format = exchange::format("jsonl").unwrap();
        let files = [
            Input {
                name: "a.jsonl",
                bytes: b"{\"text\":\"One.\"}\n",
            },
            Input {
                name: "b.jsonl",
                bytes: b"{}\n",
            },
        ];
        let mapping = Mapping::default();
        let (labels, body) = packed(format, &files, &mapping).unwrap();
        let read_back = read(&labels, &body).unwrap();
        assert_eq!(
            Some(read_back.drafted),
            exchange::draft(format, &files, &mapping)
        );
        let short = &body[..body.len() - 1];
        assert!(
            read(&labels, short)
                .unwrap_err()
                .contains("not handed over whole")
        );
    }
}
