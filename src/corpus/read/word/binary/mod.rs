//! Microsoft's binary Word files (.doc), which Kingsoft's WPS writes as well (.wps): paragraphs as a reader sees them, and
//! how they are set apart.
//!
//! Word 97 to 2007 is read after [MS-DOC], the older Word 6 and 95 as far as their text lies in one place. What is deleted
//! or hidden is left out, of fields the result is read, and text boxes follow the text.

mod bytes;
mod fib;
mod fields;
mod formatted_pages;
mod piece_table;
mod properties;
mod style_sheet;
mod text;
mod word_95;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::corpus::read::format::PROTECTED;
use crate::corpus::read::word::paragraph::Paragraph;
use crate::corpus::read::word::paragraph::{Paragraphs, Problem};
use crate::error::Result;
use fib::{Fib, FibBase, structure};
use formatted_pages::Runs;
use style_sheet::StyleSheet;
use text::Text;

/// The stream that holds the text ([MS-DOC] 2.1.1).
const WORD_DOCUMENT: &str = "/WordDocument";

/// The stream that holds a document that is protected by a password ([MS-OFFCRYPTO] 1.3.2).
const ENCRYPTED_PACKAGE: &str = "/EncryptedPackage";

/// Maximum number of streams that are named for a file of another kind.
const MAX_NAMES: usize = 8;

/// The paragraphs of a document, in its order.
///
/// # Errors
/// [`Error::BadDocument`](crate::error::Error::BadDocument) for what is no Word file, is protected or is damaged,
/// [`Error::TooLarge`](crate::error::Error::TooLarge), and [`Error::EmptyFile`](crate::error::Error::EmptyFile) where there
/// is no text.
pub(super) fn paragraphs(file: &str, bytes: &[u8]) -> Result<Vec<Paragraph>> {
    let mut paragraphs = Paragraphs::default();
    read(bytes, &mut paragraphs).map_err(|problem| problem.of_file(file))?;
    paragraphs.of_file(file)
}

fn read(bytes: &[u8], paragraphs: &mut Paragraphs) -> Result<(), Problem> {
    let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(|error| bad(&error.to_string()))?;
    if !container.is_stream(WORD_DOCUMENT) {
        return Err(other_kind(&container));
    }
    let word_document = stream(&mut container, WORD_DOCUMENT, bytes.len())?;
    let base = FibBase::read(&word_document).ok_or_else(|| bad("its stream WordDocument is not of Word"))?;
    if base.is_encrypted() {
        return Err(protected());
    }
    if base.is_older_than_word_97() {
        return word_95::add_paragraphs(&word_document, base, paragraphs);
    }
    let cut_off = || bad("its header is cut off");
    let fib = Fib::read(&word_document).ok_or_else(cut_off)?;
    let table = stream(&mut container, base.table_stream(), bytes.len())?;
    let pieces = piece_table::read(structure(&table, fib.clx)).ok_or_else(|| bad("its table of pieces is damaged"))?;
    let text = Text {
        word_document: &word_document,
        pieces,
        characters: Runs::of_characters(&word_document, structure(&table, fib.character_pages)),
        paragraphs: Runs::of_paragraphs(&word_document, structure(&table, fib.paragraph_pages)),
        style_sheet: StyleSheet::read(structure(&table, fib.style_sheet)),
    };
    text.add_paragraphs(&fib.main_text, paragraphs)?;
    text.add_paragraphs(&fib.text_boxes, paragraphs)
}

/// Reads a stream; it is no longer than the file that holds it, whatever it claims.
fn stream(container: &mut CompoundFile<Cursor<&[u8]>>, name: &str, limit: usize) -> Result<Vec<u8>, Problem> {
    let unreadable =
        |error: std::io::Error| bad(&format!("its stream {} cannot be read: {error}", name.trim_start_matches('/')));
    let stream = container.open_stream(name).map_err(unreadable)?;
    let mut content = Vec::new();
    stream.take(limit as u64).read_to_end(&mut content).map_err(unreadable)?;
    Ok(content)
}

fn bad(problem: &str) -> Problem {
    Problem::BadDocument(format!("{problem}; save it as .docx"))
}

fn protected() -> Problem {
    Problem::BadDocument(PROTECTED.into())
}

/// The problem of a container of another kind, which its streams identify.
fn other_kind(container: &CompoundFile<Cursor<&[u8]>>) -> Problem {
    if container.is_stream(ENCRYPTED_PACKAGE) {
        return protected();
    }
    let streams = container.walk().filter(cfb::Entry::is_stream).take(MAX_NAMES);
    // Names may begin with a control character ([MS-CFB] 2.6.1 allows it).
    let names: Vec<String> = streams.map(|entry| entry.name().replace(char::is_control, "")).collect();
    bad(&format!("it holds no text of Word but {}", if names.is_empty() { "nothing".into() } else { names.join(", ") }))
}

#[cfg(test)]
mod test_writer;
#[cfg(test)]
mod tests;
