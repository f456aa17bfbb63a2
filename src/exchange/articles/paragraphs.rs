//! Paragraphs of a document, in tables and boxes too, put together to a text.

/// Between paragraphs: an empty line.
const BREAK: &str = "\n\n";

#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    done: Vec<String>,
    /// Those that are begun: a box stands inside of one.
    open: Vec<String>,
    /// Rows that are begun, with their cells and the paragraphs of each.
    rows: Vec<Vec<Vec<String>>>,
}

impl Paragraphs {
    pub(super) fn begin(&mut self) {
        self.open.push(String::new());
    }

    /// Ends the paragraph that was begun last.
    pub(super) fn end(&mut self) {
        if let Some(paragraph) = self.open.pop() {
            self.put(&paragraph);
        }
    }

    /// Adds to the paragraph that is begun; outside of one it is no text.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.push_str(text);
        }
    }

    /// Adds words between which any white space is one space, and none at the beginning.
    pub(super) fn push_loosely(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r') {
                open.push(c);
            } else if !(open.is_empty() || open.ends_with([' ', '\n'])) {
                open.push(' ');
            }
        }
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn begin_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Vec::new());
        }
    }

    /// A row of short cells is one line with tabs; where the table only arranges the page, its
    /// paragraphs stay what they are.
    pub(super) fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else {
            return;
        };
        if row.iter().all(|cell| cell.len() <= 1) {
            let cells: Vec<String> = row.into_iter().map(|cell| cell.concat()).collect();
            self.put(&cells.join("\t"));
        } else {
            row.into_iter()
                .flatten()
                .for_each(|paragraph| self.put(&paragraph));
        }
    }

    fn put(&mut self, paragraph: &str) {
        if paragraph.trim().is_empty() {
            return;
        }
        let paragraph = paragraph.trim_end().trim_start_matches('\n').to_owned();
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push(paragraph),
            None => self.done.push(paragraph),
        }
    }

    /// How many paragraphs there are so far.
    pub(super) fn len(&self) -> usize {
        self.done.len()
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.done.last().map(String::as_str)
    }

    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        while !self.rows.is_empty() {
            self.end_row();
        }
        self.done.join(BREAK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_lines_and_boxes_stand_before_their_paragraph() {
        let mut all = Paragraphs::default();
        let paragraph = |all: &mut Paragraphs, text: &str| {
            all.begin();
            all.push(text);
            all.end();
        };
        paragraph(&mut all, "One. ");
        paragraph(&mut all, " ");
        all.begin();
        all.push("Around");
        paragraph(&mut all, "Box");
        all.push(" it.");
        all.end();
        for cells in [&["a", "b"][..], &["c"]] {
            all.begin_row();
            for cell in cells {
                all.begin_cell();
                paragraph(&mut all, cell);
            }
            all.end_row();
        }
        all.begin_row();
        all.begin_cell();
        paragraph(&mut all, "Long.");
        paragraph(&mut all, "Longer.");
        assert_eq!(all.len(), 5);
        assert_eq!(
            all.finish(),
            "One.\n\nBox\n\nAround it.\n\na\tb\n\nc\n\nLong.\n\nLonger."
        );
    }

    #[test]
    fn white_space_of_markup_is_one_space() {
        let mut all = Paragraphs::default();
        all.begin();
        all.push_loosely("\n  One \n");
        all.push_loosely(" two\u{a0} ");
        assert_eq!(all.finish(), "One two\u{a0}".trim_end());
    }
}
