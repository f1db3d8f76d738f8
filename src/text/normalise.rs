//! Normalisation that preserves the position of every character.
//!
//! Each original character becomes exactly one normalised character, so that the n-th character of one is the
//! n-th of the other and evidence found in the normalised text can be marked in the printed text.
//! Full NFKC is not used because it turns the ideographic full stop into an ASCII one and “㎡” into two characters.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use ferrous_opencc::{OpenCC, config::BuiltinConfig};

/// Frequent characters that occur only in traditional text; their share decides whether a text is converted.
const TRADITIONAL_ONLY: &str = "這個們國時來會為說對開關發經過還後點學實現車門馬語見長問間動業務產電機設計總書記與並從眾華區縣黨應當將給讓認識議論際質體頭處個無義進運達選舉雙義務農業環護績創產權團隊結構線網絡緊題類願預領導標準樣樹檢測濟濱灣滿漢當劃劉劇據擔損搶換撥擴數斷舊顯曉極構槍權歡歲歷殺氣決況沒淚準溝溫滅滾漁潔";

/// A text counts as traditional if at least this share (0 to 1) of its Han characters is traditional only.
const TRADITIONAL_SHARE: f64 = 0.05;

/// Returns true for CJK unified ideographs (with extensions A to G and the compatibility block) and 〇.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}' | '〇')
}

/// The half-width form of a full-width character, and an ordinary space for spaces of other widths; any other character
/// stays as it is.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' => ' ',
        _ => c,
    }
}

/// Returns true for the characters of words: letters, digits and Han characters.
#[inline]
pub fn is_word_character(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => true,
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        // The commonest punctuation of Chinese text needs no look into the tables of Unicode.
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Folds full-width forms (U+FF01–FF5E, U+3000) to ASCII and ASCII letters to lower case, and turns traditional
/// characters into simplified ones if the text is traditional. Each character maps to exactly one character, so their
/// number never changes.
pub fn normalise(text: &str) -> Cow<'_, str> {
    let folded = fold_width_and_case(text);
    match simplified(&folded) {
        Cow::Borrowed(_) => folded,
        Cow::Owned(simplified) => Cow::Owned(simplified),
    }
}

/// Turns traditional characters into simplified ones, character for character, if the text is traditional.
pub(crate) fn simplified(text: &str) -> Cow<'_, str> {
    if !is_traditional(text) {
        return Cow::Borrowed(text);
    }
    let table = simplification_table();
    Cow::Owned(text.chars().map(|c| table.get(&c).copied().unwrap_or(c)).collect())
}

/// Folds full-width forms to ASCII, ASCII letters to lower case, and every traditional character to its simplified one,
/// character for character. Unlike [`normalise`] it looks at each character alone, so that a part of a text folds as
/// the whole does: searching needs that.
pub fn fold_for_search(text: &str) -> String {
    let table = simplification_table();
    fold_width_and_case(text).chars().map(|c| table.get(&c).copied().unwrap_or(c)).collect()
}

/// Folds full-width forms to ASCII, wide and non-breaking spaces to ordinary ones, and ASCII letters to lower case.
fn fold_width_and_case(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut folded = String::new();
    let mut copied = 0;
    // Only characters that begin with one of these bytes are folded to other characters; all text between them is
    // copied at once.
    for at in memchr::memchr3_iter(0xEF, 0xE3, 0xC2, bytes) {
        let replacement = match bytes[at..] {
            [0xE3, 0x80, 0x80, ..] | [0xC2, 0xA0, ..] => ' ',
            // U+FF01 to U+FF3F, and U+FF40 to U+FF5E.
            [0xEF, 0xBC, last @ 0x81..=0xBF, ..] => (last - 0x60).to_ascii_lowercase() as char,
            [0xEF, 0xBD, last @ 0x80..=0x9E, ..] => (last - 0x20) as char,
            _ => continue,
        };
        if folded.is_empty() {
            folded.reserve(text.len());
        }
        folded.push_str(&text[copied..at]);
        folded.push(replacement);
        copied = at + if bytes[at] == 0xC2 { 2 } else { 3 };
    }
    if copied == 0 {
        let has_capitals = bytes.iter().any(u8::is_ascii_uppercase);
        return if has_capitals { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) };
    }
    folded.push_str(&text[copied..]);
    folded.make_ascii_lowercase();
    Cow::Owned(folded)
}

fn is_traditional(text: &str) -> bool {
    // Bitmap with one bit per unified ideograph.
    const FIRST: u32 = 0x4E00;
    static BITMAP: OnceLock<Vec<u64>> = OnceLock::new();
    let bitmap = BITMAP.get_or_init(|| {
        let mut bits = vec![0u64; (0xA000 - FIRST as usize) / 64];
        TRADITIONAL_ONLY.chars().map(|c| c as u32 - FIRST).for_each(|i| bits[i as usize / 64] |= 1 << (i % 64));
        bits
    });
    // The first 600 characters are enough to decide and keep long texts cheap.
    let (mut han, mut traditional) = (0u32, 0u32);
    for c in text.chars().take(600) {
        let i = (c as u32).wrapping_sub(FIRST);
        if let Some(bits) = bitmap.get(i as usize / 64) {
            han += 1;
            traditional += (bits >> (i % 64) & 1) as u32;
        }
    }
    traditional >= 2 && f64::from(traditional) >= TRADITIONAL_SHARE * f64::from(han)
}

/// OpenCC's traditional-to-simplified table for single characters, built on first use.
fn simplification_table() -> &'static HashMap<char, char> {
    static TABLE: OnceLock<HashMap<char, char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let Ok(converter) = OpenCC::from_config(BuiltinConfig::T2s) else { return HashMap::new() };
        let mut table = HashMap::new();
        for c in ('\u{3400}'..='\u{4DBF}').chain('\u{4E00}'..='\u{9FFF}') {
            let mut buffer = [0u8; 4];
            let converted = converter.convert(c.encode_utf8(&mut buffer));
            let mut chars = converted.chars();
            if let (Some(to), None) = (chars.next(), chars.next())
                && to != c
            {
                table.insert(c, to);
            }
        }
        table
    })
}

/// Maps byte offsets in a normalised text to byte offsets in the original.
pub struct OffsetMap {
    /// Byte offset of each character of the original, and its length.
    original: Vec<u32>,
    /// Byte offset of each character of the normalised text, and its length.
    normalised: Vec<u32>,
}

impl OffsetMap {
    /// Builds the map from a text and its [`normalise`]d form.
    pub fn new(original: &str, normalised: &str) -> Self {
        let character_starts =
            |text: &str| text.char_indices().map(|(i, _)| i as u32).chain(std::iter::once(text.len() as u32)).collect();
        OffsetMap { original: character_starts(original), normalised: character_starts(normalised) }
    }

    /// Returns the byte range of the original text that corresponds to a byte range of the normalised text.
    pub fn original_range(&self, normalised: Range<usize>) -> Range<usize> {
        let to_original = |byte: usize| {
            let at = self.normalised.partition_point(|&start| (start as usize) < byte);
            self.original[at.min(self.original.len() - 1)] as usize
        };
        to_original(normalised.start)..to_original(normalised.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_width_but_keeps_the_ideographic_full_stop() {
        assert_eq!(normalise("ＡＢＣ１２３（）。　“引”"), "abc123()。 “引”");
    }

    #[test]
    fn word_characters_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_word_character(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn simplifies_traditional_text_only() {
        assert_eq!(normalise("經濟發展與環境保護"), "经济发展与环境保护");
        assert_eq!(normalise("乾隆年间的著作"), "乾隆年间的著作");
    }

    #[test]
    fn offsets_map_back_to_the_printed_text() {
        let original = "投资１２亿元，建设人工智能中心";
        let normalised = normalise(original);
        let map = OffsetMap::new(original, &normalised);
        let at = normalised.find("12亿").unwrap();
        assert_eq!(&original[map.original_range(at..at + "12亿".len())], "１２亿");
    }

    /// As [`fold_width_and_case`] says, one character after the other.
    fn folded(c: char) -> char {
        match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap().to_ascii_lowercase(),
            '\u{3000}' | '\u{00A0}' => ' ',
            _ => c.to_ascii_lowercase(),
        }
    }

    proptest! {
        #[test]
        fn folds_each_character_by_itself(text in "[ -~\u{80}-\u{FF}\u{3000}-\u{303F}一-丁\u{FEF0}-\u{FFEF}𠀀é]{0,60}") {
            let expected: String = text.chars().map(folded).collect();
            prop_assert_eq!(fold_width_and_case(&text), expected);
        }

        #[test]
        fn a_part_folds_as_the_whole_does(text in "[信訪工作經濟国務ＡbＣ１２，。]{0,30}", start in 0usize..30, length in 0usize..8) {
            let whole: Vec<char> = fold_for_search(&text).chars().collect();
            let part: String = text.chars().skip(start).take(length).collect();
            let expected: String = whole.iter().skip(start).take(length).collect();
            prop_assert_eq!(fold_for_search(&part), expected);
        }

        #[test]
        fn never_changes_the_number_of_characters(text in "\\PC{0,80}") {
            prop_assert_eq!(normalise(&text).chars().count(), text.chars().count());
        }
    }
}
