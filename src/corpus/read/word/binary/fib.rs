//! The file information block, which tells where everything else is ([MS-DOC] 2.5.1).

use std::ops::Range;

use super::bytes::{offset_at, part, u16_at};

/// The version of Word 97; files of lower versions are laid out otherwise. One release of Word 97 wrote 0x00C0, which
/// is to be read as 0x00C1 ([MS-DOC] 2.5.1, nFib).
const WORD_97: u16 = 0x00C0;

/// The flags of the base ([MS-DOC] 2.5.2).
const FLAG_COMPLEX: u16 = 1 << 2;
const FLAG_ENCRYPTED: u16 = 1 << 8;
const FLAG_WHICH_TABLE_STREAM: u16 = 1 << 9;

/// Where the counts of 16-bit numbers begin ([MS-DOC] 2.5.1: csw follows the 32 bytes of the base).
const COUNT_OF_WORDS: usize = 32;

/// Positions of the lengths of the parts of a document among the 32-bit numbers ([MS-DOC] 2.5.4, FibRgLw97).
const CCP_TEXT: usize = 3;
const CCP_FOOTNOTES: usize = 4;
const CCP_HEADERS: usize = 5;
const CCP_MACROS: usize = 6;
const CCP_COMMENTS: usize = 7;
const CCP_ENDNOTES: usize = 8;
const CCP_TEXT_BOXES: usize = 9;

/// Positions of structures among the pairs of offset and length ([MS-DOC] 2.5.6, FibRgFcLcb97).
const STYLE_SHEET: usize = 1;
const CHARACTER_PAGES: usize = 12;
const PARAGRAPH_PAGES: usize = 13;
const CLX: usize = 33;

/// The first part of the block, which is the same in Word 6 to 2007 ([MS-DOC] 2.5.2, FibBase).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FibBase {
    version: u16,
    flags: u16,
    /// The language of the program that wrote the file.
    pub language: u16,
}

impl FibBase {
    /// Reads the base where the stream begins like one of Word: 0xA5DC is Word 6 and 95, 0xA5EC is Word 97, and 0xA697
    /// to 0xA699 are their East Asian editions.
    pub fn read(word_document: &[u8]) -> Option<Self> {
        if !matches!(u16_at(word_document, 0)?, 0xA5DC | 0xA5EC | 0xA697..=0xA699) {
            return None;
        }
        Some(Self {
            version: u16_at(word_document, 2)?,
            language: u16_at(word_document, 6)?,
            flags: u16_at(word_document, 10)?,
        })
    }

    /// Whether the text is protected by a password.
    pub fn is_encrypted(self) -> bool {
        self.flags & FLAG_ENCRYPTED != 0
    }

    /// Whether the file was saved in pieces.
    pub fn is_complex(self) -> bool {
        self.flags & FLAG_COMPLEX != 0
    }

    /// Whether the file is older than Word 97.
    pub fn is_older_than_word_97(self) -> bool {
        self.version < WORD_97
    }

    /// The name of the stream that holds the tables.
    pub fn table_stream(self) -> &'static str {
        if self.flags & FLAG_WHICH_TABLE_STREAM != 0 { "1Table" } else { "0Table" }
    }
}

/// What the block of Word 97 and later tells. Ranges of text count characters, those of tables count bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fib {
    /// The main text.
    pub main_text: Range<usize>,
    /// The text of the text boxes.
    pub text_boxes: Range<usize>,
    /// Where the table stream holds the styles.
    pub style_sheet: (usize, usize),
    /// Where the table stream tells the pages of formatted characters.
    pub character_pages: (usize, usize),
    /// Where the table stream tells the pages of formatted paragraphs.
    pub paragraph_pages: (usize, usize),
    /// Where the table stream tells the pieces of the text.
    pub clx: (usize, usize),
}

impl Fib {
    /// Reads the block; its arrays tell their own lengths ([MS-DOC] 2.5.1).
    pub fn read(word_document: &[u8]) -> Option<Self> {
        let words = usize::from(u16_at(word_document, COUNT_OF_WORDS)?);
        let long_words_at = COUNT_OF_WORDS + 2 + 2 * words + 2;
        let long_words = usize::from(u16_at(word_document, long_words_at - 2)?);
        let pairs_at = long_words_at + 4 * long_words + 2;
        let length_of = |position: usize| match position < long_words {
            true => offset_at(word_document, long_words_at + 4 * position),
            false => Some(0),
        };
        let pair = |position: usize| {
            let at = pairs_at + 8 * position;
            Some((offset_at(word_document, at)?, offset_at(word_document, at + 4)?))
        };
        let main_text = 0..length_of(CCP_TEXT)?;
        let mut boxes_start = main_text.end;
        for position in [CCP_FOOTNOTES, CCP_HEADERS, CCP_MACROS, CCP_COMMENTS, CCP_ENDNOTES] {
            boxes_start = boxes_start.checked_add(length_of(position)?)?;
        }
        let text_boxes = boxes_start..boxes_start.checked_add(length_of(CCP_TEXT_BOXES)?)?;
        Some(Self {
            main_text,
            text_boxes,
            style_sheet: pair(STYLE_SHEET)?,
            character_pages: pair(CHARACTER_PAGES)?,
            paragraph_pages: pair(PARAGRAPH_PAGES)?,
            clx: pair(CLX)?,
        })
    }
}

/// A structure of the table stream, or as much of it as there is.
pub(super) fn structure(table: &[u8], (offset, length): (usize, usize)) -> &[u8] {
    part(table, offset, length)
}
