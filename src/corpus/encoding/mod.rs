//! Decodes bytes to text: UTF-8, UTF-16, GB18030 (with GBK and GB 2312), Big5, or the declared encoding of a web page.

mod detect;
mod hz;
mod misread;
mod plausibility;
mod radicals;
mod utf8;
mod zero_bytes;

pub use detect::TextEncoding;
pub(super) use detect::{NotDecodable, decode_row, detect};
pub(super) use misread::is_garbled;
pub use radicals::fold_radicals;
pub(super) use radicals::folded;

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::corpus::encoding::zero_bytes::without_zeros;
use crate::error::{Error, Result};

/// The first bytes of binary formats, with their names.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive, or a .docx or .xlsx"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"\x1F\x8B", "gzip; name it .gz"),
    (b"\xD0\xCF\x11\xE0", "an old Office file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PVMODEL", "a policyvane model"),
];

/// Whether a file begins as one of a known binary format.
pub(super) fn is_binary(start: &[u8]) -> bool {
    SIGNATURES.iter().any(|(signature, _)| start.starts_with(signature))
}

/// What a file with zero bytes looks like, apart from a text with a few of them.
const ZERO_BYTES: &str = "it contains zero bytes";

/// Decodes a file's bytes; `file` is named in errors. Radicals become the characters they look like ([`fold_radicals`]). Bytes that
/// cannot be decoded are an error.
///
/// # Errors
/// [`Error::NotText`] for binary files; [`Error::UnknownEncoding`] for bytes that are neither UTF-8 nor GB18030, or
/// that GB18030 would turn into characters no newspaper prints.
pub fn decode(file: &str, bytes: &[u8]) -> Result<String> {
    let decoded = decode_lossy(file, bytes, None)?;
    match std::str::from_utf8(bytes) {
        _ if decoded.replaced == 0 => Ok(decoded.text),
        Ok(text) if text.contains('\0') => Err(Error::NotText { file: file.into(), looks_like: ZERO_BYTES }),
        Ok(text) => Err(Error::UnknownEncoding { file: file.into(), offset: text.len() }),
        Err(error) => Err(Error::UnknownEncoding { file: file.into(), offset: error.valid_up_to() }),
    }
}

/// Decodes a file's bytes and replaces a few that cannot be decoded, or are zero; `label` is the encoding that the file declares, as
/// web pages write it. A declaration counts only where the text reads better by it than by the detected encoding.
///
/// # Errors
/// As [`decode`], but only if more than one place in twenty characters cannot be decoded, or one character in two hundred of a text
/// that does not read like Chinese.
pub fn decode_lossy(file: &str, bytes: &[u8], label: Option<&[u8]>) -> Result<Decoded> {
    if let Some((_, looks_like)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Error::NotText { file: file.into(), looks_like });
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        return Ok(match hz::decode(text.as_bytes()).or_else(|| misread::restored(text)) {
            Some(restored) => Decoded::of(restored),
            None => Decoded { text: fold_radicals(text).into_owned(), replaced: 0, first_replaced: None },
        });
    }
    let detected = detect(bytes, true).map(TextEncoding::codec);
    let mended = without_zeros(bytes);
    let declared = label.and_then(Encoding::for_label).map(|e| if e == encoding_rs::GBK { GB18030 } else { e });
    let candidates = declared.into_iter().chain(detected.ok());
    let decoded = candidates
        .map(|encoding| {
            if encoding == UTF_8 {
                detect::decode_utf8(&mended)
            } else if [UTF_16LE, UTF_16BE].contains(&encoding) {
                encoding.decode_with_bom_removal(bytes).0.into_owned()
            } else {
                encoding.decode_with_bom_removal(&mended).0.into_owned()
            }
        })
        .map(|text| (plausibility::plausibility(&text, true), text))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let unknown = |offset| Error::UnknownEncoding { file: file.into(), offset };
    match (decoded, detected) {
        (Some((plausibility, text)), _) if is_readable(&text, plausibility) => Ok(Decoded::of(text)),
        (_, Err(NotDecodable::Binary)) => Err(Error::NotText { file: file.into(), looks_like: ZERO_BYTES }),
        (None, Err(NotDecodable::Unknown(offset))) => Err(unknown(offset)),
        (None, Ok(_)) => Err(unknown(0)),
        (Some((_, text)), _) => Err(unknown(text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default())),
    }
}

/// Whether so little of a text could not be decoded that the rest is worth reading.
fn is_readable(text: &str, plausibility: f64) -> bool {
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    replaced * MIN_CHARACTERS_PER_REPLACED <= text.chars().count()
        || replaced <= MAX_ACCIDENTS && plausibility >= plausibility::MIN_PLAUSIBILITY
        || plausibility::reads_like_chinese(text)
}

/// Decoded text, with the number of places that could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, with U+FFFD for whatever could not be decoded.
    pub text: String,
    /// Number of U+FFFD characters in the text.
    pub replaced: usize,
    /// The line of the first of them, from 1.
    pub first_replaced: Option<usize>,
}

impl Decoded {
    /// A text that was decoded with U+FFFD for whatever could not be, with its radicals folded.
    fn of(text: String) -> Decoded {
        let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
        let first_replaced = text.find(char::REPLACEMENT_CHARACTER).map(|at| text[..at].matches('\n').count() + 1);
        let text = if let Cow::Owned(folded) = fold_radicals(&text) { folded } else { text };
        Decoded { text, replaced, first_replaced }
    }
}

/// One undecodable character is accepted per this many characters of any text.
const MIN_CHARACTERS_PER_REPLACED: usize = 200;
/// In a short text that reads like Chinese, this many undecodable characters are accepted whatever its length.
const MAX_ACCIDENTS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_bad_bytes_are_replaced_and_counted() {
        let long = TEXT.repeat(20);
        for (bytes, encoding) in
            [(long.clone().into_bytes(), None), (GB18030.encode(&long).0.into_owned(), Some(b"gb2312"))]
        {
            let mut bytes = bytes;
            bytes.insert(28, 0xFF);
            let decoded = decode_lossy("a", &bytes, encoding.map(|label| &label[..])).unwrap();
            assert!((1..=3).contains(&decoded.replaced), "{decoded:?}");
            assert!(decoded.text.ends_with(TEXT));
            assert!(decode("a", &bytes).is_err());
        }
        let beyond_repair = [TEXT.as_bytes(), b"\xFF,\xFE,\xFD,\xFC,\xFB,\xFA,\xF9,"].concat();
        assert!(decode_lossy("a", &beyond_repair, None).is_err());
    }

    #[test]
    fn a_few_zero_bytes_are_replaced_and_counted() {
        for (bytes, label) in [
            (TEXT.as_bytes().to_vec(), None),
            (TEXT.as_bytes().to_vec(), Some(&b"utf-8"[..])),
            (GB18030.encode(&TEXT.repeat(20)).0.into_owned(), None),
        ] {
            let mut bytes = bytes;
            bytes.insert(0, 0);
            let decoded = decode_lossy("a", &bytes, label).unwrap();
            assert_eq!((decoded.replaced, decoded.first_replaced), (1, Some(1)), "{decoded:?}");
            assert!(decoded.text.starts_with("\u{FFFD}本报讯"), "{decoded:?}");
            assert!(decode("a", &bytes).is_err());
        }
        // The sector at the end of a file that was never written is one place.
        let broken_off = [TEXT.as_bytes(), &[0; 512]].concat();
        assert_eq!(decode_lossy("a", &broken_off, None).unwrap().text, format!("{TEXT}\u{FFFD}"));
        let many: Vec<u8> = TEXT.chars().flat_map(|c| format!("{c}\0").into_bytes()).collect();
        assert!(matches!(decode_lossy("a", &many, None), Err(Error::NotText { .. })));
    }

    #[test]
    fn the_share_of_damaged_characters_decides_and_not_their_number() {
        let long = TEXT.repeat(40);
        let damaged = |every: usize| {
            let mut bytes = long.clone().into_bytes();
            bytes.iter_mut().step_by(every).for_each(|byte| *byte = 0xFF);
            decode_lossy("a", &bytes, None)
        };
        let decoded = damaged(149).unwrap();
        assert!(decoded.replaced > 10 && decoded.first_replaced == Some(1), "{decoded:?}");
        assert!(damaged(20).is_err());
    }

    #[test]
    fn old_mails_surrogates_and_misread_text_are_read() {
        let hz = b"~{@<:SHU1(~}2025~{Dj~}4~{TB~}27~{HU!#VP9zHKCq5DIz;n~}\n";
        assert_eq!(decode("a", hz).unwrap(), "兰河日报2025年4月27日。中国人民的生活\n");
        let surrogates = TEXT.as_bytes().iter().chain(b"\xED\xA1\x82\xED\xBE\xB7").copied().collect::<Vec<u8>>();
        assert_eq!(decode("a", &surrogates).unwrap(), format!("{TEXT}\u{20BB7}"));
        let misread: String = TEXT.bytes().map(char::from).collect();
        assert_eq!(decode("a", misread.as_bytes()).unwrap(), TEXT);
    }

    const TEXT: &str = "本报讯（记者 何晓岚）3月5日，全市信访工作会议召开。";

    #[test]
    fn reads_utf8_gb18030_and_utf16() {
        assert_eq!(decode("a", TEXT.as_bytes()).unwrap(), TEXT);
        assert_eq!(decode("a", &[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat()).unwrap(), TEXT);
        assert_eq!(decode("a", &GB18030.encode(TEXT).0).unwrap(), TEXT);
        let wide: Vec<u8> = [0xFEFF].into_iter().chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode("a", &wide).unwrap(), TEXT);
    }

    #[test]
    fn radicals_are_folded_in_every_encoding() {
        let copied = "兰河⽇报讯：3⽉5⽇，全市信访⼯作会议召开。";
        let wide: Vec<u8> = [0xFEFF].into_iter().chain(copied.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [copied.as_bytes().to_vec(), GB18030.encode(copied).0.into_owned(), wide] {
            assert_eq!(decode("a", &bytes).unwrap(), "兰河日报讯：3月5日，全市信访工作会议召开。");
        }
    }

    #[test]
    fn refuses_binary_files() {
        assert!(matches!(decode("a", b"%PDF-1.7 \xE2\xE3"), Err(Error::NotText { looks_like: "a PDF", .. })));
        assert!(matches!(decode("a", b"ab\0cd"), Err(Error::NotText { .. })));
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2654435761) >> 13) as u8 | 1).collect();
        assert!(matches!(decode("a", &noise), Err(Error::UnknownEncoding { .. })));
        assert!(matches!(decode("a", b"caf\xE9 \xFF\xFF"), Err(Error::UnknownEncoding { offset: 3, .. })));
    }
}
