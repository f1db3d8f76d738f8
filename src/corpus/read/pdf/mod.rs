//! PDF newspaper pages as lines of text in reading order.
//!
//! A PDF draws its text in any order it likes: of a newspaper page often the first line of every column, then the
//! second. [`pages`] therefore goes by position alone: glyphs become printed lines, lines become blocks (headlines,
//! columns, boxes), blocks are put in the order a reader takes them.

mod blocks;
mod columns;
mod glyphs;
mod lines;
mod reading_order;

use std::cell::Cell;
use std::future::ready;

use pdfboss_core::{
    AsyncObjectSource, BoxFuture, Document, Error as ReadError, ObjRef, Object, OcState, Stream, block_on,
};
use pdfboss_text::{FontCache, ReadingOrder, extract_spans_and_rulings_reporting_cached_with};
use thiserror::Error;

/// Most pages a document may have.
pub const MOST_PAGES: usize = 500;
/// Most bytes a document may have.
pub const MOST_BYTES: usize = 256 << 20;
/// Most bytes that are unpacked to read the text of one page: drawing instructions each time they are used, fonts once.
const MOST_INSTRUCTIONS: usize = 16 << 20;
/// Most characters of one page; a broadsheet full of small print has about 20 000.
const MOST_CHARACTERS: usize = 100_000;

/// One page of a PDF as lines of text in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfPage {
    /// The page's place in the document, from 1.
    pub number: usize,
    /// One printed line a line, headlines before their article, a blank line between blocks; the indent of a
    /// paragraph's first line as two ideographic spaces.
    pub text: String,
    /// How many runs of text the page draws. 0: a scanned or an empty page.
    pub spans: usize,
}

/// Why a PDF could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PdfProblem {
    /// The document asks for a password, or is locked in a way that is not known.
    #[error("the PDF is encrypted and asks for a password; save it without one first")]
    Encrypted,
    /// The document is not a PDF or is damaged beyond reading.
    #[error("not a readable PDF: {0}")]
    Damaged(String),
    /// The document has more pages than are read from one file.
    #[error("the PDF has {found} pages, more than the {most} that are read from one file; split it first")]
    TooManyPages {
        /// Pages of the document.
        found: usize,
        /// Pages that are read at most.
        most: usize,
    },
    /// The document has more bytes than are read from one file.
    #[error("the PDF has {found} bytes, more than the {most} that are read from one file")]
    TooManyBytes {
        /// Bytes of the document.
        found: usize,
        /// Bytes that are read at most.
        most: usize,
    },
    /// One page draws more than any newspaper page does.
    #[error("page {page} of the PDF draws more than any newspaper page does")]
    TooMuchOnPage {
        /// The page's place in the document, from 1.
        page: usize,
    },
}

impl From<ReadError> for PdfProblem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Encrypted => Self::Encrypted,
            other => Self::Damaged(other.to_string()),
        }
    }
}

/// Reads every page of a PDF.
///
/// Pages come in the order of the document; a page without text (a scan, a picture) has an empty text and no spans.
///
/// # Errors
/// [`PdfProblem::Encrypted`] where a password is needed, [`PdfProblem::Damaged`] where no page can be found,
/// [`PdfProblem::TooManyPages`] beyond [`MOST_PAGES`], [`PdfProblem::TooManyBytes`] beyond [`MOST_BYTES`] and
/// [`PdfProblem::TooMuchOnPage`] where one page has more text than a newspaper page can.
pub fn pages(bytes: &[u8]) -> Result<Vec<PdfPage>, PdfProblem> {
    if bytes.len() > MOST_BYTES {
        return Err(PdfProblem::TooManyBytes { found: bytes.len(), most: MOST_BYTES });
    }
    // The reader mends damaged files by looking for objects anywhere: other kinds of file are turned away here.
    if !bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Err(PdfProblem::Damaged("it does not start as a PDF does".to_owned()));
    }
    let document = Document::load(bytes.to_vec())?;
    // The count the document states comes first: it costs nothing, and the tree of pages may be huge.
    for count in [Document::page_count, Document::flattened_page_count] {
        let found = count(&document);
        if found > MOST_PAGES {
            return Err(PdfProblem::TooManyPages { found, most: MOST_PAGES });
        }
    }
    let count = document.flattened_page_count();
    if count == 0 {
        return Err(PdfProblem::Damaged("it has no pages".to_owned()));
    }
    let (fonts, layers) = (FontCache::default(), document.oc_state());
    (0..count).map(|index| page(&document, index, &fonts, layers.as_ref())).collect()
}

/// Reads the page at `index`, from 0.
fn page(document: &Document, index: usize, fonts: &FontCache, layers: Option<&OcState>) -> Result<PdfPage, PdfProblem> {
    let number = index + 1;
    let page = document.page(index)?;
    let source = Weighed { document, left: Cell::new(Some(MOST_INSTRUCTIONS)) };
    let order = ReadingOrder::Content;
    let (spans, rulings, _) =
        block_on(extract_spans_and_rulings_reporting_cached_with(&source, &page, fonts, layers, None, order))?;
    let characters: usize = spans.iter().map(|span| span.text.chars().count()).sum();
    if source.left.get().is_none() || characters > MOST_CHARACTERS {
        return Err(PdfProblem::TooMuchOnPage { page: number });
    }
    let mut text = String::new();
    for direction in glyphs::by_direction(&spans, &rulings) {
        let rulings = direction.rulings;
        let part = columns::text(lines::lines(direction.glyphs, &rulings), &rulings);
        if !text.is_empty() && !part.is_empty() {
            text.push('\n');
        }
        text.push_str(&part);
    }
    Ok(PdfPage { number, text, spans: spans.iter().filter(|span| !span.text.trim().is_empty()).count() })
}

/// A document that unpacks only so many drawing instructions: every one costs a hundred times its size when read, and
/// a small file can ask for gigabytes of them.
struct Weighed<'a> {
    document: &'a Document,
    /// Bytes that may still be unpacked; nothing once there were too many.
    left: Cell<Option<usize>>,
}

impl Weighed<'_> {
    fn unpacked(&self, stream: &Stream) -> Result<Vec<u8>, ReadError> {
        let left = self.left.get().ok_or_else(|| ReadError::Decode("too many drawing instructions".to_owned()))?;
        let data = self.document.stream_data(stream)?;
        self.left.set(left.checked_sub(data.len()));
        match self.left.get() {
            Some(_) => Ok(data),
            None => Err(ReadError::Decode("too many drawing instructions".to_owned())),
        }
    }
}

impl AsyncObjectSource for Weighed<'_> {
    fn get(&self, reference: ObjRef) -> BoxFuture<'_, Result<Object, ReadError>> {
        Box::pin(ready(self.document.get(reference)))
    }

    fn stream_data<'a>(&'a self, stream: &'a Stream) -> BoxFuture<'a, Result<Vec<u8>, ReadError>> {
        Box::pin(ready(self.unpacked(stream)))
    }

    fn resolve<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, Result<Object, ReadError>> {
        Box::pin(ready(self.document.resolve(object)))
    }
}
