//! Packages: zip files of XML, as .docx and .odt are. What their readers share.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesRef, BytesStart};

use crate::corpus::read::word::paragraph::{Cell, MAX_TEXT_BYTES, Paragraph};
use crate::error::{Error, Result};

/// The text of a part of a package.
///
/// # Errors
/// [`Error::BadDocument`] for what is no package or lacks the part, and [`Error::TooLarge`].
pub(super) fn text_of_part(file: &str, bytes: &[u8], name: &str) -> Result<String> {
    let bad = |problem: String| Error::BadDocument { file: file.into(), problem };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| bad(e.to_string()))?;
    let part = archive.by_name(name).map_err(|_| bad(format!("it has no {name}")))?;
    let mut xml = Vec::new();
    part.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut xml).map_err(|e| bad(e.to_string()))?;
    if xml.len() > MAX_TEXT_BYTES {
        return Err(Error::TooLarge { file: file.into(), limit: MAX_TEXT_BYTES as u64 });
    }
    String::from_utf8(xml).map_err(|_| bad("its text is not UTF-8".into()))
}

/// The paragraphs that were read, if there is text in them.
///
/// # Errors
/// [`Error::BadDocument`] where the XML could not be read, and [`Error::EmptyFile`].
pub(super) fn checked(file: &str, read: Result<Vec<Paragraph>, quick_xml::Error>) -> Result<Vec<Paragraph>> {
    let paragraphs = read.map_err(|e| Error::BadDocument { file: file.into(), problem: e.to_string() })?;
    if paragraphs.iter().all(|p| p.text.trim().is_empty()) {
        return Err(Error::EmptyFile { file: file.into() });
    }
    Ok(paragraphs)
}

/// The value of an attribute; empty where the tag has none of this name.
pub(in crate::corpus::read) fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    tag.try_get_attribute(name).ok().flatten().map(|value| value.value.to_string()).unwrap_or_default()
}

/// The attribute `w:val` of a property in Word's XML.
pub(super) fn value_of(tag: &BytesStart<'_>) -> String {
    attribute(tag, "w:val")
}

/// Whether a property that is on or off is on; without a value it is (ECMA-376, part 1, 17.17.4).
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

/// The character that a reference such as `&amp;` or `&#8212;` stands for.
pub(in crate::corpus::read) fn character_of(reference: &BytesRef<'_>) -> Option<char> {
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// A part of a table that begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TablePart {
    Table,
    Row,
    Cell,
}

/// Where in the tables of the document the reader is. A table within a cell belongs to that cell.
#[derive(Default)]
pub(super) struct TablePlace {
    /// The number of tables that are open.
    depth: usize,
    /// The numbers of the tables, rows and cells that have begun.
    next: Cell,
}

impl TablePlace {
    pub(super) fn begin(&mut self, part: TablePart) {
        match (part, self.depth) {
            (TablePart::Table, depth) => {
                self.depth = depth + 1;
                if depth == 0 {
                    self.next = Cell { table: self.next.table + 1, row: 0, column: 0 };
                }
            }
            (TablePart::Row, 1) => self.next = Cell { row: self.next.row + 1, column: 0, ..self.next },
            (TablePart::Cell, 1) => self.next.column += 1,
            _ => {}
        }
    }

    pub(super) fn end_table(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn cell(&self) -> Option<Cell> {
        let Cell { table, row, column } = self.next;
        let index = |number: usize| number.saturating_sub(1);
        (self.depth > 0).then_some(Cell { table: index(table), row: index(row), column: index(column) })
    }
}
