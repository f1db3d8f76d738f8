//! Rich Text Format: paragraphs as a reader sees them, and how they are set apart.
//!
//! Read after the RTF specification 1.9.1. What is deleted, moved away or hidden is left out, as are headers, notes and
//! pictures; of fields the result is read, and text boxes are read where they are anchored.

mod encodings;
mod group;
mod reader;
mod table_place;
mod tokenizer;

use crate::corpus::read::word::paragraph::Paragraph;
use crate::corpus::read::word::paragraph::{Paragraphs, Problem};
use crate::error::Result;
use reader::Reader;

/// What every file begins with (RTF 1.9.1, "File").
const SIGNATURE: &[u8] = b"{\\rtf";

/// The paragraphs of a document, in its order.
///
/// # Errors
/// [`Error::BadDocument`](crate::error::Error::BadDocument) for what is no RTF,
/// [`Error::TooLarge`](crate::error::Error::TooLarge), and [`Error::EmptyFile`](crate::error::Error::EmptyFile) where there
/// is no text.
pub(super) fn paragraphs(file: &str, bytes: &[u8]) -> Result<Vec<Paragraph>> {
    let mut paragraphs = Paragraphs::default();
    read(bytes, &mut paragraphs).map_err(|problem| problem.of_file(file))?;
    paragraphs.of_file(file)
}

fn read(bytes: &[u8], paragraphs: &mut Paragraphs) -> Result<(), Problem> {
    if !bytes.starts_with(SIGNATURE) {
        return Err(Problem::BadDocument("it does not begin like RTF".into()));
    }
    Reader::new(bytes, paragraphs).read()
}

#[cfg(test)]
mod tests;
