//! UTF-8 with accidents: bytes that were lost, lines of another encoding, and characters written as two surrogates (CESU-8).

use std::borrow::Cow;

use crate::text::is_han;

/// Whether nearly all characters that are not ASCII are valid UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (good, bad) = characters_and_faults(bytes);
    good > 20 * bad
}

/// Whether nearly all lines that are not ASCII, or nearly all characters, are UTF-8, so that the others are accidents.
pub(super) fn mostly_utf8_lines(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        if std::str::from_utf8(line).is_ok() { good += 1 } else { bad += 1 }
    }
    good > 2 * bad || mostly_utf8(bytes)
}

/// The number of Chinese characters and marks that are valid UTF-8, and of the places between them where bytes are not valid.
pub(super) fn characters_and_faults(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0usize, 0usize);
    let mut is_first = true;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| is_han(*c) || ('\u{3000}'..'\u{FFFF}').contains(c)).count();
        // One damaged character may leave several bytes that are not valid.
        bad += usize::from(!chunk.invalid().is_empty() && (is_first || !chunk.valid().is_empty()));
        is_first = false;
    }
    (good, bad)
}

/// The bytes with each pair of surrogates, as programs with UTF-16 inside write characters beyond U+FFFF, made one character.
pub(super) fn with_joined_surrogates(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut joined = Vec::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(0xED, bytes) {
        let Some(character) = surrogate_pair(&bytes[at..]) else { continue };
        joined.extend_from_slice(&bytes[copied..at]);
        joined.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        copied = at + PAIR;
    }
    if copied == 0 {
        return Cow::Borrowed(bytes);
    }
    joined.extend_from_slice(&bytes[copied..]);
    Cow::Owned(joined)
}

/// The number of bytes of two surrogates in UTF-8.
const PAIR: usize = 6;

/// The character whose surrogates stand at the beginning of the bytes.
fn surrogate_pair(bytes: &[u8]) -> Option<char> {
    let &[0xED, high @ 0xA0..=0xAF, high_rest @ 0x80..=0xBF, 0xED, low @ 0xB0..=0xBF, low_rest @ 0x80..=0xBF, ..] =
        bytes
    else {
        return None;
    };
    let ten_bits = |first: u8, second: u8| u32::from(first & 0x0F) << 6 | u32::from(second & 0x3F);
    char::from_u32(0x10000 + (ten_bits(high, high_rest) << 10) + ten_bits(low, low_rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_are_joined() {
        let bytes = [b"a".as_slice(), b"\xED\xA1\x82\xED\xBE\xB7", "水".as_bytes()].concat();
        assert_eq!(&*with_joined_surrogates(&bytes), "a\u{20BB7}水".as_bytes());
        // One surrogate alone is no character, and 한 begins with the same byte.
        for bytes in [b"\xED\xA1\x82a".as_slice(), "한국 兰河".as_bytes()] {
            assert!(matches!(with_joined_surrogates(bytes), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn damaged_characters_are_counted_once() {
        let bytes = [b"\xFF\xFE".as_slice(), "兰河，a".as_bytes(), b"\x85\xAD\xC0"].concat();
        assert_eq!(characters_and_faults(&bytes), (3, 2));
    }
}
