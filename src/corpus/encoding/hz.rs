//! HZ, the encoding of Chinese mails and newsgroups in seven bits (RFC 1843): `~{` and `~}` enclose pairs of GB 2312.

use crate::corpus::encoding::detect::TextEncoding;
use crate::corpus::encoding::plausibility::{MIN_PLAUSIBILITY, plausibility};

/// The text of bytes in HZ; none where they are in another encoding.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    if !bytes.is_ascii() || !bytes.windows(2).any(|pair| pair == b"~{") {
        return None;
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let (mut in_pairs, mut rest) = (false, bytes);
    while let [first, behind @ ..] = rest {
        rest = match (in_pairs, rest) {
            (true, [b'~', b'}', behind @ ..]) => {
                in_pairs = false;
                behind
            }
            (true, [lead @ 0x21..=0x77, trail @ 0x21..=0x7E, behind @ ..]) => {
                plain.extend([*lead | 0x80, *trail | 0x80]);
                behind
            }
            // Pairs end with their line, even where their mark is missing.
            (true, [b'\r' | b'\n', ..]) => {
                in_pairs = false;
                rest
            }
            (true, _) => return None,
            (false, [b'~', b'{', behind @ ..]) => {
                in_pairs = true;
                behind
            }
            (false, [b'~', b'~', behind @ ..]) => {
                plain.push(b'~');
                behind
            }
            (false, [b'~', b'\n', behind @ ..]) => behind,
            (false, _) => {
                plain.push(*first);
                behind
            }
        };
    }
    let text = TextEncoding::Gb18030.decode(&plain);
    (plausibility(&text, true) >= MIN_PLAUSIBILITY).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_between_marks_are_characters() {
        // 中国人民的生活 in two runs, with a tilde and a continued line.
        assert_eq!(decode(b"~{VP9zHKCq~} a~~b ~\n~{5DIz;n~}\n").as_deref(), Some("中国人民 a~b 的生活\n"));
        assert_eq!(decode(b"~{VP9zHKCq\nnews\n").as_deref(), Some("中国人民\nnews\n"));
    }

    #[test]
    fn other_seven_bit_text_is_none() {
        for text in ["let a = ~{b};", "news of the day", "~{abc~}", "~{qTqUqV~}"] {
            assert_eq!(decode(text.as_bytes()), None, "{text}");
        }
    }
}
