//! The styles of a document ([MS-DOC] 2.9, STSH).

use super::bytes::{part, u16_at};
use crate::corpus::read::word::paragraph::is_heading_style;

/// The part of the number of a style that tells which of the styles built into Word it is ([MS-DOC] 2.9,
/// StdfBase.sti).
const BUILT_IN: u16 = 0x0FFF;

/// The numbers of the built-in styles of headings and titles (ECMA-376, part 1, 17.7.4.9).
const HEADING_1: u16 = 1;
const HEADING_9: u16 = 9;
const TITLE: u16 = 62;

/// Which styles are those of headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct StyleSheet {
    /// Whether the styles are such, in their order; none are known where the sheet cannot be read.
    headings: Vec<bool>,
}

impl StyleSheet {
    /// Reads the styles up to the first that is cut off.
    pub fn read(sheet: &[u8]) -> Self {
        Self { headings: read_headings(sheet).unwrap_or_default() }
    }

    /// Whether the style with an index is that of headings. Those with the indexes 1 to 9 always are ([MS-DOC] 2.9,
    /// STSH).
    pub fn is_heading(&self, index: u16) -> bool {
        (HEADING_1..=HEADING_9).contains(&index) || self.headings.get(usize::from(index)).copied().unwrap_or(false)
    }
}

/// The sheet begins with information of its own ([MS-DOC] 2.9, LPStshi; 2.9.274, Stshif).
fn read_headings(sheet: &[u8]) -> Option<Vec<bool>> {
    let information = usize::from(u16_at(sheet, 0)?);
    let base_bytes = usize::from(u16_at(sheet, 4)?);
    let mut headings = Vec::new();
    let mut offset = 2 + information;
    // The length of each style stands before it; an unused style has none ([MS-DOC] 2.9, LPStd).
    while let Some(length) = u16_at(sheet, offset).map(usize::from) {
        let style = part(sheet, offset + 2, length);
        headings.push(is_heading(style, base_bytes).unwrap_or(false));
        // Styles begin at even offsets.
        offset += 2 + length.next_multiple_of(2);
    }
    Some(headings)
}

/// Whether a style is that of headings, by its number or by its name, which has its length before it ([MS-DOC] 2.9,
/// STD and Xstz).
fn is_heading(style: &[u8], base_bytes: usize) -> Option<bool> {
    let built_in = u16_at(style, 0)? & BUILT_IN;
    if matches!(built_in, HEADING_1..=HEADING_9 | TITLE) {
        return Some(true);
    }
    let length = 2 * usize::from(u16_at(style, base_bytes)?);
    let name = part(style, base_bytes + 2, length).chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    Some(is_heading_style(
        &char::decode_utf16(name).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>(),
    ))
}
