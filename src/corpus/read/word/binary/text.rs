//! The text of a document, put together from its pieces and cut into paragraphs ([MS-DOC] 2.4.1 and 2.4.2).

use std::collections::HashSet;
use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use super::bytes::part;
use super::fields::Fields;
use super::formatted_pages::Runs;
use super::piece_table::{Piece, PieceProperties};
use super::properties::{CharacterProperties, ParagraphProperties};
use super::style_sheet::StyleSheet;
use crate::corpus::read::word::paragraph::{MAX_TEXT_BYTES, ParagraphBuilder, ParagraphFormat, Paragraphs, Problem};

/// Characters that are marks of the layout ([MS-DOC] 2.4.2 and 2.8, Plcfld).
const CELL_OR_ROW_END: u16 = 0x07;
const LINE_BREAK: u16 = 0x0B;
const PAGE_OR_SECTION_END: u16 = 0x0C;
const PARAGRAPH_END: u16 = 0x0D;
const COLUMN_BREAK: u16 = 0x0E;
const FIELD_BEGIN: u16 = 0x13;
const FIELD_SEPARATOR: u16 = 0x14;
const FIELD_END: u16 = 0x15;
const NO_BREAK_HYPHEN: u16 = 0x1E;
/// The character that holds the place of one of a symbol font ([MS-DOC] 2.6.1, sprmCSymbol).
const SYMBOL: u16 = 0x28;

/// Fields nest at most this deep: real documents nest a handful.
const MAX_NESTED_FIELDS: usize = 1000;

/// A document whose structures have been read.
pub(super) struct Text<'a> {
    /// The stream that holds the text.
    pub word_document: &'a [u8],
    /// The pieces of the text, and the formats of its characters and paragraphs.
    pub pieces: Vec<Piece>,
    pub characters: Runs<CharacterProperties>,
    pub paragraphs: Runs<ParagraphProperties>,
    /// The styles of the paragraphs.
    pub style_sheet: StyleSheet,
}

/// A character: its place in the stream, its UTF-16 unit, and what its piece modifies.
#[derive(Clone, Copy)]
struct Character {
    offset: usize,
    unit: u16,
    properties: PieceProperties,
}

impl Text<'_> {
    /// Adds the paragraphs of a range of the text.
    ///
    /// # Errors
    /// [`Problem::TooMuchText`]: pieces may overlap, so that a small file may claim any amount of text.
    pub fn add_paragraphs(&self, positions: &Range<usize>, paragraphs: &mut Paragraphs) -> Result<(), Problem> {
        self.check_size(positions)?;
        let unfinished = self.unfinished_fields(positions)?;
        let mut reading =
            Reading { text: self, builder: ParagraphBuilder::default(), fields: Fields::default(), high: None };
        let mut last = None;
        for (index, character) in self.characters(positions).enumerate() {
            reading.take(character, unfinished.contains(&index), paragraphs)?;
            last = Some(character);
        }
        // The last paragraph of a damaged file may lack its mark.
        match last {
            Some(last) if !reading.builder.is_empty() => reading.finish(last, paragraphs),
            _ => Ok(()),
        }
    }

    fn check_size(&self, positions: &Range<usize>) -> Result<(), Problem> {
        let bytes = self.pieces.iter().map(|piece| self.bytes_of(piece, positions).1.len());
        match bytes.fold(0_usize, usize::saturating_add) > MAX_TEXT_BYTES {
            true => Err(Problem::TooMuchText),
            false => Ok(()),
        }
    }

    /// The bytes of a piece that lie in a range of the text, as far as the stream has them, and where they begin.
    fn bytes_of(&self, piece: &Piece, positions: &Range<usize>) -> (usize, &[u8]) {
        let start = piece.positions.start.max(positions.start);
        let end = piece.positions.end.min(positions.end);
        let width = piece.bytes_per_character();
        let before = start.saturating_sub(piece.positions.start).saturating_mul(width);
        let offset = piece.offset.saturating_add(before);
        (offset, part(self.word_document, offset, end.saturating_sub(start).saturating_mul(width)))
    }

    /// The characters of a range of the text.
    fn characters(&self, positions: &Range<usize>) -> impl Iterator<Item = Character> {
        self.pieces.iter().flat_map(move |piece| {
            let (start, bytes) = self.bytes_of(piece, positions);
            let width = piece.bytes_per_character();
            bytes.chunks_exact(width).enumerate().map(move |(index, character)| Character {
                offset: start + width * index,
                unit: match character {
                    [low, high] => u16::from_le_bytes([*low, *high]),
                    [byte, ..] => windows_1252(*byte),
                    [] => 0,
                },
                properties: piece.properties,
            })
        })
    }

    /// The characters that begin a field without end: were they taken for such, they would hide all text after them.
    fn unfinished_fields(&self, positions: &Range<usize>) -> Result<HashSet<usize>, Problem> {
        let mut open = Vec::new();
        for (index, character) in self.characters(positions).enumerate() {
            match character.unit {
                FIELD_BEGIN if open.len() == MAX_NESTED_FIELDS => {
                    let problem = format!("its fields nest deeper than {MAX_NESTED_FIELDS}; save it as .docx");
                    return Err(Problem::BadDocument(problem));
                }
                FIELD_BEGIN => open.push(index),
                FIELD_END => _ = open.pop(),
                _ => {}
            }
        }
        Ok(open.into_iter().collect())
    }
}

/// A paragraph that is being read.
struct Reading<'a> {
    text: &'a Text<'a>,
    builder: ParagraphBuilder,
    fields: Fields,
    /// The first half of a character beyond U+FFFF.
    high: Option<u16>,
}

impl Reading<'_> {
    /// Takes a character.
    fn take(&mut self, character: Character, is_unfinished: bool, paragraphs: &mut Paragraphs) -> Result<(), Problem> {
        match character.unit {
            FIELD_BEGIN if !is_unfinished => self.fields.begin(),
            FIELD_SEPARATOR => self.fields.separate(),
            FIELD_END => self.fields.end(),
            _ if self.fields.is_instruction() => {}
            PARAGRAPH_END | CELL_OR_ROW_END => return self.finish(character, paragraphs),
            // A page that ends within the text ends its paragraph to the eye; at its end there is nothing to be ended.
            PAGE_OR_SECTION_END if self.builder.is_empty() => {}
            PAGE_OR_SECTION_END => return self.finish(character, paragraphs),
            _ => self.push(character),
        }
        Ok(())
    }

    /// Adds a character of the text if a reader sees it.
    fn push(&mut self, character: Character) {
        let format = character.properties.character.upon(self.text.characters.at(character.offset));
        if format.is_unseen() {
            return;
        }
        let bold = format.bold == Some(true);
        let high = self.high.take();
        match character.unit {
            LINE_BREAK | COLUMN_BREAK => self.builder.push('\n', bold),
            NO_BREAK_HYPHEN => self.builder.push('-', bold),
            SYMBOL if format.symbol == Some(true) => {}
            0x09 => self.builder.push('\t', bold),
            // Hyphens that show only at the end of a line, and the places of pictures, notes and comments.
            0..0x20 => {}
            0xD800..0xDC00 => self.high = Some(character.unit),
            unit => {
                for decoded in char::decode_utf16(high.into_iter().chain([unit])).flatten() {
                    self.builder.push(decoded, bold);
                }
            }
        }
    }

    /// Ends the paragraph; its mark holds its format.
    fn finish(&mut self, mark: Character, paragraphs: &mut Paragraphs) -> Result<(), Problem> {
        self.high = None;
        let format = mark.properties.paragraph.upon(self.text.paragraphs.at(mark.offset));
        // The mark that ends a row follows that of its last cell and ends no paragraph.
        if format.ends_row == Some(true) && self.builder.is_empty() {
            return Ok(());
        }
        paragraphs.add(self.builder.finish(ParagraphFormat {
            heading: format.style.is_some_and(|style| self.text.style_sheet.is_heading(style)),
            centred: format.centred == Some(true),
        }))
    }
}

/// The character of a byte ([MS-DOC] 2.9.73, FcCompressed).
fn windows_1252(byte: u8) -> u16 {
    match byte {
        0x80..0xA0 => {
            let byte = [byte];
            let (character, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
            character.encode_utf16().next().unwrap_or_default()
        }
        _ => u16::from(byte),
    }
}
