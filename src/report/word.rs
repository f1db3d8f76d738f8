//! What the Word documents of the program have in common: lengths, fonts and colours.

use std::io::Cursor;

use docx_rs::{Docx, PageMargin, RunFonts, Style, StyleType};

use crate::error::{Error, Result};

/// Twentieths of a point in a millimetre, the unit of lengths in Word.
const MILLIMETRE: f64 = 56.6929;
/// Grey of notes and facts.
pub(in crate::report) const GREY: &str = "555555";
/// The size of texts, in half points.
const TEXT_SIZE: usize = 21;

/// A length in Word's unit.
pub(in crate::report) fn twips(millimetres: f64) -> u32 {
    (millimetres * MILLIMETRE).round() as u32
}

/// An empty document with the program's fonts on pages of this size and margin, in millimetres.
pub(in crate::report) fn empty_document(width: f64, height: f64, margin: f64) -> Docx {
    let side = twips(margin) as i32;
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("SimSun");
    Docx::new()
        .page_size(twips(width), twips(height))
        .page_margin(PageMargin::new().top(side).bottom(side).left(side).right(side))
        .default_fonts(fonts)
        .default_size(TEXT_SIZE)
}

/// The style of a heading, by its id, its name in Word and its size in half points.
pub(in crate::report) fn heading_style(id: &str, name: &str, size: usize) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).size(size).bold().based_on("Normal").next("Normal")
}

/// The bytes of a document whose text was changed by a function.
///
/// # Errors
/// [`Error::Format`] where it cannot be packed.
pub(in crate::report) fn packed(document: Docx, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    let mut package = document.build();
    package.document = change(package.document);
    package.pack(&mut bytes).map_err(|error| Error::Format { format: "docx", problem: error.to_string() })?;
    Ok(bytes.into_inner())
}
