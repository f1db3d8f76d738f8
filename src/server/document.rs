//! What is on the screen as a Word document: the page sends its title, the picture of its chart, the table as it stands there and
//! the notes.

use std::io::Cursor;

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use docx_rs::{
    BreakType, Docx, PageMargin, PageOrientationType, Paragraph, Pic, Run, RunFonts, Style, StyleType, Table,
    TableCell, TableLayoutType, TableRow, WidthType,
};
use serde::Deserialize;

use crate::server::parameters::Body;
use crate::server::problem::Problem;

/// At most this many rows and columns: nobody reads more on paper.
const MAX_ROWS: usize = 2000;
const MAX_COLUMNS: usize = 60;
/// A table of more columns is printed on a page that is wider than high.
const MAX_COLUMNS_UPRIGHT: usize = 7;
/// The longest text of a title, a note or a cell, in characters.
const MAX_TEXT: usize = 5000;
/// The most pixels of a picture in either direction.
const MAX_PIXELS: u32 = 20_000;
/// Width and height of A4 and its margins, in millimetres.
const PAPER: (f64, f64) = (210.0, 297.0);
const MARGIN: f64 = 20.0;
/// Twentieths of a point, and English Metric Units, in a millimetre.
const TWIPS: f64 = 56.6929;
const EMU: f64 = 36_000.0;
/// Grey of notes.
const GREY: &str = "555555";

/// What is on the screen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Screen {
    title: String,
    /// What stands below the title, and below the rest.
    #[serde(default)]
    summary: String,
    #[serde(default)]
    note: String,
    /// A picture in PNG, as Base64 (RFC 4648).
    #[serde(default)]
    picture: Option<String>,
    /// The rows of the table; the first is its header.
    #[serde(default)]
    rows: Vec<Vec<String>>,
}

/// A picture, and its size in pixels.
struct Picture {
    bytes: Vec<u8>,
    width: u32,
    height: u32,
}

pub(super) async fn document(Body(screen): Body<Screen>) -> Result<Response, Problem> {
    let texts = [&screen.title, &screen.summary, &screen.note].into_iter().chain(screen.rows.iter().flatten());
    let is_long = texts.into_iter().any(|text| text.chars().nth(MAX_TEXT).is_some());
    let is_large = screen.rows.len() > MAX_ROWS || screen.rows.iter().any(|row| row.len() > MAX_COLUMNS);
    if is_long || is_large {
        return Err(Problem::too_large());
    }
    // Word opens no table with a row that has no cell.
    let has_empty_row = screen.rows.iter().any(Vec::is_empty);
    if has_empty_row || screen.rows.is_empty() && screen.picture.is_none() {
        return Err(Problem::bad_body());
    }
    let picture = screen.picture.as_deref().map(picture).transpose()?;
    let built = tokio::task::spawn_blocking(move || written(&screen, picture)).await;
    let bytes = built.map_err(|_| Problem::internal())?.ok_or_else(Problem::internal)?;
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, "attachment; filename=\"screen.docx\"")], bytes).into_response())
}

/// The picture of a text in Base64.
fn picture(text: &str) -> Result<Picture, Problem> {
    let bytes = BASE64.decode(text.as_bytes()).map_err(|_| Problem::bad_body())?;
    let mut reader = png::Decoder::new(Cursor::new(&bytes)).read_info().map_err(|_| Problem::bad_body())?;
    let (width, height) = reader.info().size();
    let is_fit = |pixels: u32| (1..=MAX_PIXELS).contains(&pixels);
    if !is_fit(width) || !is_fit(height) {
        return Err(Problem::bad_body());
    }
    // Word shows a broken picture as an empty frame, so every row is decoded once.
    while reader.next_row().map_err(|_| Problem::bad_body())?.is_some() {}
    Ok(Picture { bytes, width, height })
}

/// The document; none where it cannot be packed.
fn written(screen: &Screen, picture: Option<Picture>) -> Option<Vec<u8>> {
    let is_wide = screen.rows.first().is_some_and(|row| row.len() > MAX_COLUMNS_UPRIGHT);
    let (width, height) = if is_wide { (PAPER.1, PAPER.0) } else { PAPER };
    let twips = |millimetres: f64| (millimetres * TWIPS).round() as u32;
    let side = twips(MARGIN) as i32;
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("SimSun");
    let heading = Style::new("Heading1", StyleType::Paragraph)
        .name("heading 1")
        .size(32)
        .bold()
        .based_on("Normal")
        .next("Normal");
    let mut document = Docx::new()
        .page_size(twips(width), twips(height))
        .page_margin(PageMargin::new().top(side).bottom(side).left(side).right(side))
        .default_fonts(fonts)
        .default_size(21)
        .add_style(heading);
    if is_wide {
        document = document.page_orient(PageOrientationType::Landscape);
    }
    let small = |text: &str| Paragraph::new().add_run(run(text).size(18).color(GREY));
    document = document.add_paragraph(Paragraph::new().style("Heading1").add_run(run(&screen.title)));
    if !screen.summary.is_empty() {
        document = document.add_paragraph(small(&screen.summary));
    }
    if let Some(picture) = picture {
        document =
            document.add_paragraph(Paragraph::new().add_run(Run::new().add_image(fitted(picture, width, height))));
    }
    if !screen.rows.is_empty() {
        document = document.add_table(table(&screen.rows, twips(width - 2.0 * MARGIN)));
    }
    if !screen.note.is_empty() {
        document = document.add_paragraph(small(&screen.note));
    }
    let mut bytes = Cursor::new(Vec::new());
    let mut package = document.build();
    package.document = with_repeated_header(package.document);
    package.pack(&mut bytes).ok()?;
    Some(bytes.into_inner())
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
fn fitted(picture: Picture, page_width: f64, page_height: f64) -> Pic {
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

    fn screen(picture: Option<&str>) -> Screen {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        Screen {
            title: "主题走势".into(),
            summary: "264 篇\n2024\u{1} 年".into(),
            note: "区间为 95%。".into(),
            picture: picture.map(str::to_owned),
            rows: vec![row(&["主题", "占比"]), row(&["信访工作", "4.5%"])],
        }
    }

    #[test]
    fn a_document_holds_title_picture_and_table() {
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, 4, 2);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&[0; 8]).unwrap();
        let encoded = BASE64.encode(&png);
        let bytes = written(&screen(None), picture(&encoded).ok()).unwrap();
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = package.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert!(names.iter().any(|name| name.starts_with("word/media/")), "{names:?}");
        let text = std::io::read_to_string(package.by_name("word/document.xml").unwrap()).unwrap();
        for part in ["主题走势", "264 篇", "信访工作", "4.5%", "区间为 95%。", "<w:br", "<w:gridCol", "<w:tblHeader />"]
        {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains(|c: char| c.is_control() && !c.is_whitespace()), "Word could not open it");
        let broken = BASE64.encode(&png[..png.len() - 30]);
        assert!(picture(&broken).is_err(), "a picture without its rows");
        assert!(picture("no Base64!").is_err() && picture(&BASE64.encode(b"GIF89a")).is_err());
    }
}
