//! Word 6 and Word 95, whose text lies in one place, in the encoding of the language of the program. How it is formatted
//! is not read.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};

use super::bytes::{offset_at, part};
use super::fib::FibBase;
use super::fields::Fields;
use crate::corpus::read::word::paragraph::{MAX_TEXT_BYTES, ParagraphBuilder, ParagraphFormat, Paragraphs, Problem};

/// Where the block tells where the text begins, and its length without notes and headers (Word 6 FIB: fcMin, ccpText).
const TEXT_OFFSET: usize = 0x18;
const TEXT_LENGTH: usize = 0x34;

/// Adds the paragraphs of the main text.
///
/// # Errors
/// Where the text does not lie in one place, or is too large.
pub(super) fn add_paragraphs(word_document: &[u8], base: FibBase, paragraphs: &mut Paragraphs) -> Result<(), Problem> {
    if base.is_complex() {
        let problem = "it was saved in pieces by Word 95 or older; save it as .docx";
        return Err(Problem::BadDocument(problem.into()));
    }
    let place = offset_at(word_document, TEXT_OFFSET).zip(offset_at(word_document, TEXT_LENGTH));
    let Some((offset, length)) = place else {
        return Err(Problem::BadDocument("its header is cut off; save it as .docx".into()));
    };
    let bytes = part(word_document, offset, length);
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(Problem::TooMuchText);
    }
    // Fields are few, and an instruction ends within its line; only what follows the separator is seen.
    let mut fields = Fields::default();
    let mut builder = ParagraphBuilder::default();
    for character in decode(bytes, base.language).chars() {
        match character {
            '\u{13}' => fields.begin(),
            '\u{14}' => fields.separate(),
            '\u{15}' => fields.end(),
            '\r' | '\u{7}' | '\u{C}' => {
                fields = Fields::default();
                paragraphs.add(builder.finish(ParagraphFormat::default()))?;
            }
            _ if fields.is_instruction() => {}
            '\u{B}' | '\u{E}' => builder.push('\n', false),
            '\u{1E}' => builder.push('-', false),
            '\t' => builder.push('\t', false),
            '\0'..' ' => {}
            _ => builder.push(character, false),
        }
    }
    if builder.is_empty() { Ok(()) } else { paragraphs.add(builder.finish(ParagraphFormat::default())) }
}

/// The text in the encoding of a language ([MS-LCID] 2.2). Chinese editions also wrote that their language was English,
/// so text that is without fault in the Chinese encoding is taken for such.
fn decode(bytes: &[u8], language: u16) -> String {
    let encoding: &Encoding = match language {
        0x0804 | 0x1004 => GBK,
        0x0404 | 0x0C04 | 0x1404 => BIG5,
        0x0411 => SHIFT_JIS,
        0x0412 => EUC_KR,
        _ if GBK.decode_without_bom_handling_and_without_replacement(bytes).is_some() => GBK,
        _ => WINDOWS_1252,
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}
