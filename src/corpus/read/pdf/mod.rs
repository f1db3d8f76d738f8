//! Reads PDF newspaper pages as lines of text in reading order.
//!
//! A PDF may draw its text in any order: on a newspaper page often the first line of every column, then the second.
//! [`pages`] therefore uses positions alone: glyphs become printed lines, lines become blocks (headlines, columns,
//! boxes), and blocks are put in the order in which a reader takes them. Where headlines, columns and boxes show it
//! clearly, the page is divided into its articles as well.

mod browser_print;
mod flow;
mod glyphs;
mod large_type;
mod lines;
mod newspaper;
mod office;
mod pictures;
mod readable;
mod rows;
mod source;
#[cfg(test)]
mod test_lines;
#[cfg(test)]
mod tests;

use std::cell::Cell;

use pdfboss_core::{Document, Error as ReadError, OcState, block_on};
use pdfboss_text::{FontCache, ReadingOrder, extract_spans_and_rulings_reporting_cached_with};
use thiserror::Error;

pub use self::flow::FlowParagraph;
pub use self::newspaper::article::PdfArticle;
pub use self::office::OfficeDocument;
pub use self::pictures::scans::{ImageProblem, PageImage};

use self::browser_print::{overprinted, print_frame, sidebar, web_rows};
use self::newspaper::{briefs, captions, columns, furniture, modules};
use self::pictures::{recognised, scans};
use crate::corpus::read::pdf::browser_print::sidebar::TextEdges;
use crate::corpus::read::pdf::flow::Column;
use crate::corpus::read::pdf::glyphs::Ruling;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::Measure;
use crate::corpus::read::pdf::office::Sheet;
use crate::corpus::read::pdf::source::Budgeted;
use crate::corpus::read::recognition::TextBox;

/// Maximum number of pages of a document.
pub const MAX_PAGES: usize = 500;
/// Maximum size of a document in bytes.
pub const MAX_BYTES: usize = 256 << 20;
/// Maximum number of bytes unpacked to read one page. Drawing instructions count each time they are used, fonts once.
const MAX_UNPACKED: usize = 16 << 20;
/// Maximum number of characters of one page; a broadsheet full of small print has about 20 000.
const MAX_CHARACTERS: usize = 100_000;

/// A page with more printed lines than this is no newspaper page and is not divided into articles.
const MAX_LINES: usize = 8_000;

/// One page of a PDF as lines of text in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfPage {
    /// The number of the page in the document, from 1.
    pub number: usize,
    /// The text: one printed line per line, headlines before their article, blank lines between blocks. The indent of a
    /// paragraph's first line is two ideographic spaces.
    pub text: String,
    /// Number of runs of text that the page draws; 0 for a scanned or an empty page.
    pub spans: usize,
    /// Whether the page is empty: it draws neither text nor anything that may show some.
    pub blank: bool,
    /// The articles that the layout shows, in the order of reading; empty where the layout is not clear.
    pub articles: Vec<PdfArticle>,
    /// The paragraphs, where the text runs in one wide column as in a printed document; empty on other pages.
    pub paragraphs: Vec<FlowParagraph>,
    /// The paragraphs of a page of a document, which may hold tables and two columns; empty on other pages.
    pub laid_out: Vec<FlowParagraph>,
    /// The lines in larger type than the text, from top to bottom.
    pub large_lines: Vec<String>,
    /// The mastheads and folios at the edges of the page.
    pub furniture: Vec<String>,
    /// What a browser printed above the page of a web site: the moment and the title. It is not in the text.
    pub printed_above: Vec<String>,
    /// What a browser printed below the page of a web site: the address and the number of the sheet. It is not in the text.
    pub printed_below: Vec<String>,
    /// Whether too many characters of the page cannot be read, so that it has no text worth keeping.
    pub unreadable: bool,
}

/// Why a PDF could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PdfProblem {
    /// The document needs a password or is encrypted in an unknown way.
    #[error("the PDF is encrypted and asks for a password; save it without one first")]
    Encrypted,
    /// The document is not a PDF or is damaged beyond reading.
    #[error("not a readable PDF: {0}")]
    Damaged(String),
    /// The document has more pages than are read from one file.
    #[error("the PDF has {found} pages, more than the {limit} that are read from one file; split it first")]
    TooManyPages {
        /// Number of pages of the document.
        found: usize,
        /// Maximum number of pages.
        limit: usize,
    },
    /// The document has more bytes than are read from one file.
    #[error("the PDF has {found} bytes, more than the {limit} that are read from one file")]
    TooManyBytes {
        /// Size of the document in bytes.
        found: usize,
        /// Maximum size in bytes.
        limit: usize,
    },
    /// One page draws more than any newspaper page does.
    #[error("page {page} of the PDF draws more than any newspaper page does")]
    TooMuchOnPage {
        /// The number of the page in the document, from 1.
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

/// A PDF as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedFile {
    /// The pages in the order of the document.
    pub pages: Vec<PdfPage>,
    /// The title of the web page that a browser printed; empty in any other PDF.
    pub web_title: String,
    /// The one text of a document of an office, where the pages show that they hold one.
    pub office: Option<OfficeDocument>,
}

/// Reads every page of a PDF.
///
/// # Errors
/// Those of [`read`].
pub fn pages(bytes: &[u8]) -> Result<Vec<PdfPage>, PdfProblem> {
    read(bytes).map(|file| file.pages)
}

/// Reads every page of a PDF, and what it tells of the web page that a browser printed.
///
/// Pages are returned in the order of the document; a page without text (a scan, a picture) has an empty text and no
/// spans.
///
/// # Errors
/// [`PdfProblem::Encrypted`] if a password is needed, [`PdfProblem::Damaged`] if no page can be found,
/// [`PdfProblem::TooManyPages`] beyond [`MAX_PAGES`], [`PdfProblem::TooManyBytes`] beyond [`MAX_BYTES`], and
/// [`PdfProblem::TooMuchOnPage`] if a page has more text than a newspaper page can have.
pub fn read(bytes: &[u8]) -> Result<PrintedFile, PdfProblem> {
    if bytes.len() > MAX_BYTES {
        return Err(PdfProblem::TooManyBytes { found: bytes.len(), limit: MAX_BYTES });
    }
    // The reader repairs damaged files by searching for objects anywhere, so other kinds of file are rejected here.
    if !bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Err(PdfProblem::Damaged("it does not start as a PDF does".to_owned()));
    }
    let document = Document::load(bytes.to_vec())?;
    // The stated count is checked first: it costs nothing, while the tree of pages may be huge.
    for count in [Document::page_count, Document::flattened_page_count] {
        let found = count(&document);
        if found > MAX_PAGES {
            return Err(PdfProblem::TooManyPages { found, limit: MAX_PAGES });
        }
    }
    let count = document.flattened_page_count();
    if count == 0 {
        return Err(PdfProblem::Damaged("it has no pages".to_owned()));
    }
    let (fonts, layers) = (FontCache::default(), document.oc_state());
    let (mut edges, mut column, mut sheets) = (None, None, Vec::new());
    let pages: Vec<PdfPage> = (0..count)
        .map(|index| page(&document, index, &fonts, layers.as_ref(), (&mut edges, &mut column, &mut sheets)))
        .collect::<Result<_, _>>()?;
    // Of a text with a scanned page a part is missing.
    let is_whole = pages.iter().all(|page| page.blank || page.spans > 0);
    let office = if is_whole { office::read(&sheets) } else { None };
    Ok(PrintedFile { pages, web_title: web_title(&document), office })
}

/// The title of the web page that a browser printed, which it writes into the PDF (ISO 32000-1, 14.3.3); empty in any other PDF. Word
/// processors write a title, too, but often that of the template.
fn web_title(document: &Document) -> String {
    const BROWSERS: [&str; 6] = ["Skia", "Mozilla", "wkhtmltopdf", "Qt ", "WebKit", "Safari"];
    let about = document.metadata();
    let made_by = [about.creator, about.producer].map(Option::unwrap_or_default).join(" ");
    let is_web_page = BROWSERS.iter().any(|browser| made_by.contains(browser));
    about.title.filter(|_| is_web_page).unwrap_or_default()
}

/// Whether the end of a PDF is missing (ISO 32000-1, 7.5.5): the reader finds what it can all the same.
pub fn is_broken_off(bytes: &[u8]) -> bool {
    // Some writers add bytes behind the end, so more than the last line is searched.
    let end = &bytes[bytes.len().saturating_sub(4096)..];
    !end.windows(5).any(|window| window == b"%%EOF") && !end.windows(9).any(|window| window == b"startxref")
}

/// Whether more than one in fifty characters of a text stands for one that could not be read.
pub fn has_replaced(text: &str) -> bool {
    let written = text.chars().filter(|c| !c.is_whitespace());
    let (all, replaced) = written.fold((0, 0), |(all, replaced), c| (all + 1, replaced + usize::from(c == '\u{FFFD}')));
    replaced * 50 > all
}

/// Takes the pictures out of scanned pages, given by their numbers from 1, in that order.
///
/// # Errors
/// [`PdfProblem::Encrypted`] and [`PdfProblem::Damaged`], where the document cannot be read at all.
pub fn page_images(bytes: &[u8], numbers: &[usize]) -> Result<Vec<Result<PageImage, ImageProblem>>, PdfProblem> {
    let document = Document::load(bytes.to_vec())?;
    let image = |number: &usize| {
        let page =
            document.page(number.saturating_sub(1)).map_err(|error| ImageProblem::Unusable(error.to_string()))?;
        scans::page_image(&document, &page)
    };
    Ok(numbers.iter().map(image).collect())
}

/// A page of recognised lines with their places, in reading order, as if a PDF had drawn them.
pub fn page_of_boxes(number: usize, boxes: &[TextBox]) -> PdfPage {
    let lines = recognised::lines(boxes);
    let measure = Measure::of(&lines);
    let mut page = PdfPage { number, spans: lines.len(), ..PdfPage::default() };
    divide(&mut page, &lines, &[], measure);
    page.text = columns::text(columns::page_blocks(lines, &[], measure), measure);
    page
}

/// Reads the page at an index from 0. `edges` are those of the text of a web page on the sheet before, `column` is the last column of
/// a document, and `sheets` are the lines of the pages before.
fn page(
    document: &Document,
    index: usize,
    fonts: &FontCache,
    layers: Option<&OcState>,
    (edges, column, sheets): (&mut Option<TextEdges>, &mut Option<Column>, &mut Vec<Sheet>),
) -> Result<PdfPage, PdfProblem> {
    let number = index + 1;
    let page = document.page(index)?;
    let source = Budgeted { document, left: Cell::new(Some(MAX_UNPACKED)) };
    let order = ReadingOrder::Content;
    let (spans, rulings, _) =
        block_on(extract_spans_and_rulings_reporting_cached_with(&source, &page, fonts, layers, None, order))?;
    let characters: usize = spans.iter().map(|span| span.text.chars().count()).sum();
    if source.left.get().is_none() || characters > MAX_CHARACTERS {
        return Err(PdfProblem::TooMuchOnPage { page: number });
    }
    let unreadable = readable::is_unreadable(spans.iter().flat_map(|span| span.text.chars()));
    let drawn = spans.iter().filter(|span| !span.text.trim().is_empty()).count();
    let blank = drawn == 0 && scans::is_blank(document, &page, !spans.is_empty());
    let mut page = PdfPage { number, spans: drawn, blank, unreadable, ..PdfPage::default() };
    let mut sheet = Sheet::of(&[], !unreadable);
    for (place, direction) in glyphs::by_direction(&spans, &rulings).into_iter().enumerate() {
        let lines = lines::lines(direction.glyphs, &direction.rulings);
        let is_browser_print = print_frame::is_browser_print(&lines);
        let (frame, lines) = print_frame::take(lines);
        let lines = if is_browser_print { overprinted::without_menu(lines) } else { lines };
        page.printed_above.extend(frame.lines_above());
        page.printed_below.extend(frame.below.iter().cloned());
        let measure = Measure::of(&lines);
        let lines = sidebar::without(lines, is_browser_print, measure, edges);
        if place == 0 {
            let is_framed = is_browser_print || !frame.above.is_empty() || !frame.below.is_empty();
            sheet = Sheet::of(&lines, !unreadable && !is_framed);
        } else {
            sheet.add_turned(&lines);
        }
        if place == 0 && !unreadable {
            divide(&mut page, &lines, &direction.rulings, measure);
            page.paragraphs = flow::paragraphs(&lines, measure);
            page.laid_out = flow::laid_out(&lines, measure, column);
            page.large_lines = large_type::large_lines(&lines, measure);
        }
        let is_flow = place == 0 && !page.paragraphs.is_empty();
        if (is_flow || !frame.above.is_empty())
            && let Some(text) = web_rows::text(&lines)
        {
            append(&mut page.text, &text);
            continue;
        }
        // The head and the foot of the page stand above its text, so that they are in no headline.
        let (furniture, lines) = furniture::furniture(lines, &direction.rulings, measure);
        let head: String = furniture.iter().map(|line| format!("{}\n", line.text)).collect();
        let blocks = columns::page_blocks(lines, &direction.rulings, measure);
        // In a page of one column nothing stands beside the text that could be read before it.
        let text = if is_flow { columns::text_downwards(blocks) } else { columns::text(blocks, measure) };
        let part = if head.is_empty() || text.is_empty() { head + &text } else { format!("{head}\n{text}") };
        append(&mut page.text, &part);
    }
    sheets.push(sheet);
    Ok(page)
}

/// Adds a part of a page to its text, below a blank line.
fn append(text: &mut String, part: &str) {
    if !text.is_empty() && !part.is_empty() {
        text.push('\n');
    }
    text.push_str(part);
}

/// Finds the furniture and the articles of a page.
fn divide(page: &mut PdfPage, lines: &[Line], rulings: &[Ruling], measure: Measure) {
    if lines.len() > MAX_LINES {
        return;
    }
    let (furniture, lines) = furniture::furniture(lines.to_vec(), rulings, measure);
    let (captions, lines) = captions::captions(lines, measure);
    let blocks = captions::without_rules_of_pictures(columns::page_blocks(lines, rulings, measure), &captions);
    let upright: Vec<Ruling> = rulings.iter().copied().filter(|rule| !rule.level()).collect();
    let articles = modules::articles(&blocks, &upright, captions, measure).unwrap_or_default();
    let (added, articles): (Vec<_>, Vec<_>) =
        articles.into_iter().flat_map(briefs::parted).partition(PdfArticle::is_furniture);
    page.furniture = furniture.into_iter().map(|line| line.text).collect();
    // A page of which nothing is left is not divided.
    if !articles.is_empty() {
        page.furniture.extend(added.into_iter().flat_map(PdfArticle::into_lines));
        page.articles = articles;
    }
}
