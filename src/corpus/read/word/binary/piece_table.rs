//! The pieces that the text of a document is put together from ([MS-DOC] 2.4.1, retrieving text).

use std::ops::Range;

use super::bytes::{offset_at, part, u16_at, u32_at};
use super::properties::{CharacterProperties, ParagraphProperties};

/// The kinds of parts of the table ([MS-DOC] 2.9, Prc and Pcdt).
const PROPERTIES: u8 = 1;
const PIECES: u8 = 2;

/// The size of the description of a piece ([MS-DOC] 2.9, Pcd).
const DESCRIPTION_BYTES: usize = 8;

/// Maximum number of pieces that are read; documents that were saved in pieces have some thousands.
const MAX_PIECES: usize = 1 << 20;

/// Whether a piece holds a byte for each character ([MS-DOC] 2.9.73, FcCompressed).
const IS_COMPRESSED: u32 = 1 << 30;

/// The modification numbers of properties that matter here, and what they are short for ([MS-DOC] 2.9.215, Prm0).
const SHORT_MODIFICATIONS: &[(u16, u16)] =
    &[(0x05, 0x2403), (0x19, 0x2417), (0x41, 0x0800), (0x50, 0x0811), (0x53, 0x2A33), (0x55, 0x0835), (0x5C, 0x083C)];

/// What a piece modifies at all of its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PieceProperties {
    pub character: CharacterProperties,
    pub paragraph: ParagraphProperties,
}

impl PieceProperties {
    fn read(modifications: &[u8]) -> Self {
        Self {
            character: CharacterProperties::read(modifications),
            paragraph: ParagraphProperties::read(modifications),
        }
    }

    /// The properties that a description names: one modification with its operand, or the number of a list ([MS-DOC]
    /// 2.9, Prm, Prm0 and Prm1).
    fn of(modifier: u16, lists: &[Self]) -> Self {
        if modifier & 1 == 1 {
            return lists.get(usize::from(modifier >> 1)).copied().unwrap_or_default();
        }
        let (short, operand) = ((modifier >> 1) & 0x7F, modifier >> 8);
        let mut properties = Self::default();
        if let Some((_, sprm)) = SHORT_MODIFICATIONS.iter().find(|(number, _)| *number == short) {
            let operand = operand.to_le_bytes();
            properties.character.modify(*sprm, &operand);
            properties.paragraph.modify(*sprm, &operand);
        }
        properties
    }
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The positions of its characters in the text.
    pub positions: Range<usize>,
    /// Where its text begins in the stream.
    pub offset: usize,
    /// Whether each character takes one byte, or two.
    pub is_compressed: bool,
    /// What it modifies at its text.
    pub properties: PieceProperties,
}

impl Piece {
    /// How many bytes each of its characters takes.
    pub fn bytes_per_character(&self) -> usize {
        if self.is_compressed { 1 } else { 2 }
    }
}

/// Reads the pieces: lists of properties, which pieces may name, stand before them ([MS-DOC] 2.9, Clx).
pub(super) fn read(clx: &[u8]) -> Option<Vec<Piece>> {
    let mut lists = Vec::new();
    let mut offset = 0_usize;
    loop {
        match *clx.get(offset)? {
            PROPERTIES => {
                let length = usize::from(u16_at(clx, offset.checked_add(1)?)?);
                let start = offset.checked_add(3)?;
                lists.push(PieceProperties::read(part(clx, start, length)));
                offset = start.checked_add(length)?;
            }
            PIECES => {
                let length = offset_at(clx, offset.checked_add(1)?)?;
                return read_pieces(part(clx, offset.checked_add(5)?, length), &lists);
            }
            _ => return None,
        }
    }
}

/// Reads the positions of the pieces, one more than there are pieces, and their descriptions ([MS-DOC] 2.8, PlcPcd).
fn read_pieces(table: &[u8], lists: &[PieceProperties]) -> Option<Vec<Piece>> {
    let count = table.len().checked_sub(4)? / (4 + DESCRIPTION_BYTES);
    if count > MAX_PIECES {
        return None;
    }
    let descriptions = 4 * (count + 1);
    let mut pieces = Vec::new();
    for index in 0..count {
        let positions = offset_at(table, 4 * index)?..offset_at(table, 4 * index + 4)?;
        let description = part(table, descriptions + DESCRIPTION_BYTES * index, DESCRIPTION_BYTES);
        let place = u32_at(description, 2)?;
        let is_compressed = place & IS_COMPRESSED != 0;
        let offset = usize::try_from(place & (IS_COMPRESSED - 1)).ok()?;
        // Positions that run backwards are those of no text.
        if positions.is_empty() {
            continue;
        }
        pieces.push(Piece {
            positions,
            offset: if is_compressed { offset / 2 } else { offset },
            is_compressed,
            properties: PieceProperties::of(u16_at(description, 6)?, lists),
        });
    }
    Some(pieces)
}
