//! Where the words of a text stand, in about one byte a word, so that a stored text need not be segmented again.

/// Bits of the length of a word in its byte; the bits above hold the gap before it.
const LENGTH_BITS: u32 = 5;
/// The largest value that the bits of the length hold; it says that a number with the rest follows.
const MAX_LENGTH: usize = (1 << LENGTH_BITS) - 1;
/// The same for the gap.
const MAX_GAP: usize = (1 << (8 - LENGTH_BITS)) - 1;

/// The words of one text as gaps and lengths in characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordSpans(Vec<u8>);

impl WordSpans {
    /// The places of words, which must be slices of the text in its order. Words that are not are left out.
    pub fn of(text: &str, words: &[&str]) -> Self {
        let mut bytes = Vec::with_capacity(words.len());
        let mut end = 0;
        for word in words {
            let start = (word.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
            let Some(between) = text.get(end..start).filter(|_| text.get(start..start + word.len()) == Some(*word))
            else {
                continue;
            };
            let (gap, length) = (between.chars().count(), word.chars().count());
            bytes.push(((gap.min(MAX_GAP) as u8) << LENGTH_BITS) | length.min(MAX_LENGTH) as u8);
            for (value, maximum) in [(gap, MAX_GAP), (length, MAX_LENGTH)] {
                if value >= maximum {
                    push_number(&mut bytes, value - maximum);
                }
            }
            end = start + word.len();
        }
        WordSpans(bytes)
    }

    /// The words of the text. Spans that lead beyond the text end the list.
    pub fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut words = Vec::with_capacity(self.0.len());
        let (mut bytes, mut rest) = (self.0.iter(), text);
        while let Some(&byte) = bytes.next() {
            let (mut gap, mut length) = ((byte >> LENGTH_BITS) as usize, byte as usize & MAX_LENGTH);
            for (value, maximum) in [(&mut gap, MAX_GAP), (&mut length, MAX_LENGTH)] {
                if *value == maximum {
                    *value = value.saturating_add(take_number(&mut bytes));
                }
            }
            let Some(behind) = after(rest, gap) else { break };
            let Some(left) = after(behind, length) else { break };
            words.push(&behind[..behind.len() - left.len()]);
            rest = left;
        }
        words
    }

    /// The spans as they are stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Spans that were stored.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        WordSpans(bytes)
    }
}

/// What stands after a number of characters; `None` where there are fewer.
fn after(text: &str, characters: usize) -> Option<&str> {
    if characters == 0 {
        return Some(text);
    }
    text.char_indices().nth(characters - 1).map(|(at, c)| &text[at + c.len_utf8()..])
}

/// A number in bytes of seven bits; all but the last have the high bit set.
fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> usize {
    let (mut number, mut shift) = (0usize, 0u32);
    for &byte in bytes.by_ref() {
        number |= usize::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte < 0x80 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn damaged_spans_end_the_list() {
        assert_eq!(WordSpans::from_bytes(vec![2, 0xFF, 0xFF, 0xFF]).words("信访工作"), ["信访"]);
        assert!(WordSpans::from_bytes(vec![31; 40]).words("信访").is_empty());
    }

    proptest! {
        #[test]
        fn words_come_back(parts in proptest::collection::vec(("\\PC{0,40}", "\\PC{1,40}"), 0..20)) {
            let text: String = parts.iter().map(|(gap, word)| format!("{gap}{word}")).collect();
            let (mut at, mut words) = (0, Vec::new());
            for (gap, word) in &parts {
                at += gap.len();
                words.push(&text[at..at + word.len()]);
                at += word.len();
            }
            let spans = WordSpans::of(&text, &words);
            prop_assert_eq!(spans.words(&text), words);
        }

        #[test]
        fn stored_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60), text in "\\PC{0,60}") {
            let _ = WordSpans::from_bytes(bytes).words(&text);
        }
    }
}
