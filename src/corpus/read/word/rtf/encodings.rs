//! The encodings of text in RTF: by the code page of the document and by the fonts (RTF 1.9.1, "Character Set" and "Font
//! Table").

use std::borrow::Cow;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// Code pages and their encodings.
const CODE_PAGES: &[(i32, &Encoding)] = &[
    (866, IBM866),
    (874, WINDOWS_874),
    (932, SHIFT_JIS),
    (936, GBK),
    (949, EUC_KR),
    (950, BIG5),
    (1250, WINDOWS_1250),
    (1251, WINDOWS_1251),
    (1252, WINDOWS_1252),
    (1253, WINDOWS_1253),
    (1254, WINDOWS_1254),
    (1255, WINDOWS_1255),
    (1256, WINDOWS_1256),
    (1257, WINDOWS_1257),
    (1258, WINDOWS_1258),
    (10000, MACINTOSH),
    (10001, SHIFT_JIS),
    (10002, BIG5),
    (10003, EUC_KR),
    (10008, GBK),
    (54936, GB18030),
    (65001, UTF_8),
];

/// Character sets of fonts and their encodings. Those of the default (1) and of Western text (0) are not among them: fonts
/// of Chinese documents often claim them without right.
const CHARACTER_SETS: &[(i32, &Encoding)] = &[
    (2, WINDOWS_1252),
    (77, MACINTOSH),
    (78, SHIFT_JIS),
    (79, EUC_KR),
    (80, GBK),
    (81, BIG5),
    (128, SHIFT_JIS),
    (129, EUC_KR),
    (130, EUC_KR),
    (134, GBK),
    (136, BIG5),
    (161, WINDOWS_1253),
    (162, WINDOWS_1254),
    (163, WINDOWS_1258),
    (177, WINDOWS_1255),
    (178, WINDOWS_1256),
    (186, WINDOWS_1257),
    (204, WINDOWS_1251),
    (222, WINDOWS_874),
    (238, WINDOWS_1250),
];

/// With more bytes than these beyond ASCII, text that is not without fault is in the encoding of its document all the same.
const MAX_WESTERN_BYTES: usize = 3;

/// The encoding of a code page.
pub(super) fn of_code_page(number: i32) -> Option<&'static Encoding> {
    CODE_PAGES.iter().find(|(known, _)| *known == number).map(|(_, encoding)| *encoding)
}

/// The encoding of a character set, where it tells one.
pub(super) fn of_character_set(number: i32) -> Option<&'static Encoding> {
    CHARACTER_SETS.iter().find(|(known, _)| *known == number).map(|(_, encoding)| *encoding)
}

/// Whether some characters take two bytes, of which the second may be one of ASCII.
pub(super) fn is_double_byte(encoding: &'static Encoding) -> bool {
    [GBK, GB18030, BIG5, SHIFT_JIS, EUC_KR].contains(&encoding)
}

/// The text of bytes in the encoding of their font or, where that tells none, of the document, unless they are plainly
/// Western.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    font: Option<&'static Encoding>,
    document: &'static Encoding,
) -> Cow<'a, str> {
    let encoding = font.unwrap_or(document);
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return text;
    }
    let is_western = font.is_none() && bytes.iter().filter(|byte| !byte.is_ascii()).count() <= MAX_WESTERN_BYTES;
    let encoding = if is_western { WINDOWS_1252 } else { encoding };
    encoding.decode_without_bom_handling(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_tells_the_encoding_and_else_the_document() {
        assert_eq!(decode(b"\xD6\xD0", Some(GBK), WINDOWS_1252), "中");
        assert_eq!(decode(b"\xD6\xD0", None, GBK), "中");
        assert_eq!(decode(b"\xD6\xD0", None, WINDOWS_1252), "ÖÐ");
        assert_eq!(decode(b"caf\xE9 ", None, GBK), "café ");
        assert_eq!(decode(b"\xD6\xD0\xB9\xFA\xFF", None, GBK), "中国\u{FFFD}");
    }

    #[test]
    fn code_pages_and_character_sets_are_known() {
        assert_eq!(of_code_page(936), Some(GBK));
        assert_eq!(of_character_set(134), Some(GBK));
        assert_eq!(of_character_set(136), Some(BIG5));
        assert_eq!((of_character_set(0), of_code_page(437)), (None, None));
        assert!(is_double_byte(GBK) && !is_double_byte(UTF_8));
    }
}
