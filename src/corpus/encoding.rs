//! Decodes bytes to text: UTF-8 with or without byte order mark, UTF-16 with one, GB18030, or the declared encoding of
//! a web page.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{Error, Result};
use crate::text::is_han;

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

/// Decodes a file's bytes; `file` is named in errors. Bytes that cannot be decoded are an error.
///
/// # Errors
/// [`Error::NotText`] for binary files; [`Error::UnknownEncoding`] for bytes that are neither UTF-8 nor GB18030, or
/// that GB18030 would turn into characters no newspaper prints.
pub fn decode(file: &str, bytes: &[u8]) -> Result<String> {
    let decoded = decode_lossy(file, bytes, None)?;
    if decoded.replaced > 0 {
        let offset = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        return Err(Error::UnknownEncoding { file: file.into(), offset });
    }
    Ok(decoded.text)
}

/// Decodes a file's bytes and replaces a few that cannot be decoded; `label` is the encoding that the file declares, as
/// web pages write it.
///
/// # Errors
/// As [`decode`], but only if more than one in two hundred characters cannot be decoded.
pub fn decode_lossy(file: &str, bytes: &[u8], label: Option<&[u8]>) -> Result<Decoded> {
    let whole = |text: String| Decoded { text, replaced: 0 };
    if let Some((_, looks_like)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Error::NotText { file: file.into(), looks_like });
    }
    for (mark, encoding) in [(&[0xFF, 0xFE], UTF_16LE), (&[0xFE, 0xFF], UTF_16BE)] {
        if bytes.starts_with(mark)
            && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes[2..])
        {
            return Ok(whole(text.into_owned()));
        }
    }
    if bytes.contains(&0) {
        return Err(Error::NotText { file: file.into(), looks_like: "it contains zero bytes" });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let offset = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(whole(text.to_owned())),
        Err(error) => error.valid_up_to(),
    };
    let declared = label.and_then(Encoding::for_label).map(|e| if e == encoding_rs::GBK { GB18030 } else { e });
    // A few bad bytes, such as a character cut in two where files were joined, do not make a page unreadable.
    for encoding in declared.into_iter().chain([GB18030, UTF_8]) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
        if replaced * MIN_CHARACTERS_PER_REPLACED <= text.chars().count() && reads_like_chinese(&text) {
            return Ok(Decoded { text: text.into_owned(), replaced });
        }
    }
    Err(Error::UnknownEncoding { file: file.into(), offset })
}

/// Decoded text, with the number of places that could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, with U+FFFD for whatever could not be decoded.
    pub text: String,
    /// Number of U+FFFD characters in the text.
    pub replaced: usize,
}

/// One undecodable character is accepted per this many characters.
const MIN_CHARACTERS_PER_REPLACED: usize = 200;

/// Whether decoded text is plausible Chinese. GB18030 has a character for nearly every pair of bytes, but real texts
/// consist almost only of the Han characters and marks of GB 2312, so text with many others was decoded wrongly.
fn reads_like_chinese(text: &str) -> bool {
    let (mut usual, mut strange) = (0u32, 0u32);
    for c in text.chars().filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER) {
        let common = matches!(c, '\u{2010}'..='\u{2030}' | '\u{3000}'..='\u{3017}' | '\u{FF01}'..='\u{FF5E}' | '·' | '×' | '°' | '①'..='⑳')
            || (is_han(c) && in_gb2312(c));
        if common {
            usual += 1;
        } else {
            strange += 1;
        }
    }
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{0C}')) && usual >= 4 * strange
}

fn in_gb2312(c: char) -> bool {
    let mut buffer = [0u8; 4];
    let (bytes, _, _) = encoding_rs::GBK.encode(c.encode_utf8(&mut buffer));
    matches!(*bytes, [first @ 0xB0..=0xF7, second] if first >= 0xB0 && second >= 0xA1)
}

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
        assert!(decode_lossy("a", &[TEXT.as_bytes(), b"\xFF\xFE\xFD"].concat(), None).is_err());
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
    fn refuses_binary_files() {
        assert!(matches!(decode("a", b"%PDF-1.7 \xE2\xE3"), Err(Error::NotText { looks_like: "a PDF", .. })));
        assert!(matches!(decode("a", b"ab\0cd"), Err(Error::NotText { .. })));
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2654435761) >> 13) as u8 | 1).collect();
        assert!(matches!(decode("a", &noise), Err(Error::UnknownEncoding { .. })));
        assert!(matches!(decode("a", b"caf\xE9 \xFF\xFF"), Err(Error::UnknownEncoding { offset: 3, .. })));
    }
}
