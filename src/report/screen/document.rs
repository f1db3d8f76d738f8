//! What is on the screen as a Word document: its title, the picture of its chart, the table as it is shown there, and the notes.

use std::io::Cursor;

use docx_rs::{
    BreakType, PageOrientationType, Paragraph, Pic, Run, Table, TableCell, TableLayoutType, TableRow, WidthType,
};

use crate::error::Result;
use crate::report::word::{GREY, empty_document, heading_style, packed, twips};

/// A table of more columns is printed on a page that is wider than high.
const MAX_COLUMNS_UPRIGHT: usize = 7;
/// The most pixels of a picture in either direction.
const MAX_PIXELS: u32 = 20_000;
/// Width and height of A4 and its margins, in millimetres.
const PAPER: (f64, f64) = (210.0, 297.0);
const MARGIN: f64 = 20.0;
/// English Metric Units in a millimetre.
const EMU: f64 = 36_000.0;

/// What is on the screen.
#[derive(Debug, Clone, Default)]
pub struct Screen {
    /// The title.
    pub title: String,
    /// What stands below the title; may be empty.
    pub summary: String,
    /// The chart.
    pub picture: Option<ScreenPicture>,
    /// The rows of the table, none of them empty; the first is its header.
    pub rows: Vec<Vec<String>>,
    /// What stands below the rest; may be empty.
    pub note: String,
}

/// A picture in PNG.
#[derive(Debug, Clone)]
pub struct ScreenPicture {
    bytes: Vec<u8>,
    width: u32,
    height: u32,
}

impl ScreenPicture {
    /// The picture of a PNG file; none where it cannot be decoded to its last row, because Word would show an empty frame, or is
    /// larger than 20,000 pixels in a direction.
    pub fn from_png(bytes: Vec<u8>) -> Option<Self> {
        let mut reader = png::Decoder::new(Cursor::new(&bytes)).read_info().ok()?;
        let (width, height) = reader.info().size();
        let is_fit = |pixels: u32| (1..=MAX_PIXELS).contains(&pixels);
        if !is_fit(width) || !is_fit(height) {
            return None;
        }
        while reader.next_row().ok()?.is_some() {}
        Some(ScreenPicture { bytes, width, height })
    }
}

/// The document as the bytes of a `.docx` file. It holds no clock: the same screen gives the same bytes.
///
/// # Errors
/// [`Error::Format`](crate::Error::Format) where the document cannot be packed.
pub fn screen_document(screen: Screen) -> Result<Vec<u8>> {
    let is_wide = screen.rows.first().is_some_and(|row| row.len() > MAX_COLUMNS_UPRIGHT);
    let (width, height) = if is_wide { (PAPER.1, PAPER.0) } else { PAPER };
    let mut document = empty_document(width, height, MARGIN).add_style(heading_style("Heading1", "heading 1", 32));
    if is_wide {
        document = document.page_orient(PageOrientationType::Landscape);
    }
    let small = |text: &str| Paragraph::new().add_run(run(text).size(18).color(GREY));
    document = document.add_paragraph(Paragraph::new().style("Heading1").add_run(run(&screen.title)));
    if !screen.summary.is_empty() {
        document = document.add_paragraph(small(&screen.summary));
    }
    if let Some(picture) = screen.picture {
        document =
            document.add_paragraph(Paragraph::new().add_run(Run::new().add_image(fitted(picture, width, height))));
    }
    if !screen.rows.is_empty() {
        document = document.add_table(table(&screen.rows, twips(width - 2.0 * MARGIN)));
    }
    if !screen.note.is_empty() {
        document = document.add_paragraph(small(&screen.note));
    }
    packed(document, with_repeated_header)
}

/// The text of a document whose table repeats its first row on every page (ECMA-376, section 17.4.78), for which docx-rs has no
/// method.
fn with_repeated_header(document: Vec<u8>) -> Vec<u8> {
    const WHOLE_ROW: &str = "<w:cantSplit />";
    match String::from_utf8(document) {
        Ok(text) => text.replacen(WHOLE_ROW, &format!("{WHOLE_ROW}<w:tblHeader />"), 1).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// A picture as wide as the text, unless it would be higher than three quarters of the page.
fn fitted(picture: ScreenPicture, page_width: f64, page_height: f64) -> Pic {
    let ratio = f64::from(picture.height) / f64::from(picture.width);
    let width = (page_width - 2.0 * MARGIN).min(0.75 * (page_height - 2.0 * MARGIN) / ratio);
    let size = [width, width * ratio].map(|millimetres| (millimetres * EMU).round() as u32);
    Pic::new_with_dimensions(picture.bytes, picture.width, picture.height).size(size[0], size[1])
}

/// A text as a run, its lines one below the other. Word opens no document with control characters, which XML 1.0 forbids
/// (section 2.2).
fn run(text: &str) -> Run {
    let is_allowed = |c: &char| !matches!(*c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.lines().enumerate().fold(Run::new(), |run, (at, line)| {
        let run = if at > 0 { run.add_break(BreakType::TextWrapping) } else { run };
        run.add_text(line.chars().filter(is_allowed).collect::<String>())
    })
}

/// A table of columns of equal width, in twentieths of a point, which Word fits to their texts; its header is bold.
fn table(rows: &[Vec<String>], width: u32) -> Table {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default().max(1);
    let grid = vec![width as usize / columns; columns];
    let cell = |(at, text): (usize, &String)| {
        let run = run(text).size(18);
        TableCell::new().add_paragraph(Paragraph::new().add_run(if at == 0 { run.bold() } else { run }))
    };
    let row = |(at, cells): (usize, &Vec<String>)| {
        TableRow::new(cells.iter().map(|text| cell((at, text))).collect()).cant_split()
    };
    Table::new(rows.iter().enumerate().map(row).collect())
        .set_grid(grid)
        .layout(TableLayoutType::Autofit)
        .width(5000, WidthType::Pct)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png() -> Vec<u8> {
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, 4, 2);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&[0; 8]).unwrap();
        png
    }

    #[test]
    fn a_document_holds_title_picture_and_table() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let screen = Screen {
            title: "主题走势".into(),
            summary: "264 篇\n2024\u{1} 年".into(),
            note: "区间为 95%。".into(),
            picture: ScreenPicture::from_png(png()),
            rows: vec![row(&["主题", "占比"]), row(&["信访工作", "4.5%"])],
        };
        let bytes = screen_document(screen).unwrap();
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = package.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert!(names.iter().any(|name| name.starts_with("word/media/")), "{names:?}");
        let text = std::io::read_to_string(package.by_name("word/document.xml").unwrap()).unwrap();
        for part in ["主题走势", "264 篇", "信访工作", "4.5%", "区间为 95%。", "<w:br", "<w:gridCol", "<w:tblHeader />"]
        {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains(|c: char| c.is_control() && !c.is_whitespace()), "Word could not open it");
    }

    #[test]
    fn pictures_that_are_broken_or_none_are_refused() {
        let whole = png();
        assert!(ScreenPicture::from_png(whole[..whole.len() - 30].to_vec()).is_none(), "a picture without its rows");
        assert!(ScreenPicture::from_png(b"GIF89a".to_vec()).is_none());
    }
}
