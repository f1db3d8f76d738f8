//! The encoding of a text file, and a reader that turns every encoding into UTF-8.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::corpus::encoding::plausibility::{MIN_PLAUSIBILITY, has_few_accidents, plausibility};
use crate::corpus::encoding::utf8::{characters_and_faults, mostly_utf8_lines, with_joined_surrogates};
use crate::corpus::encoding::zero_bytes::{WithoutZeros, without_zeros};

/// The encoding of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8; single rows in GB18030 are decoded as such.
    Utf8,
    /// UTF-16, least significant byte first, as Excel's “Unicode text”.
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// GB18030, which contains GBK and GB 2312.
    Gb18030,
    /// Big5.
    Big5,
}

impl TextEncoding {
    /// The decoder's name of the encoding.
    pub(in crate::corpus) fn codec(self) -> &'static Encoding {
        match self {
            TextEncoding::Utf8 => UTF_8,
            TextEncoding::Utf16Le => UTF_16LE,
            TextEncoding::Utf16Be => UTF_16BE,
            TextEncoding::Gb18030 => GB18030,
            TextEncoding::Big5 => BIG5,
        }
    }

    /// Whether a zero byte may be a part of a character.
    pub(super) fn is_wide(self) -> bool {
        matches!(self, TextEncoding::Utf16Le | TextEncoding::Utf16Be)
    }

    /// The bytes in UTF-8, with U+FFFD for what cannot be decoded.
    pub(in crate::corpus) fn decode(self, bytes: &[u8]) -> String {
        let bytes = if self.is_wide() { Cow::Borrowed(bytes) } else { without_zeros(bytes) };
        self.codec().decode_with_bom_removal(&bytes).0.into_owned()
    }

    /// A reader of UTF-8 text without byte order mark and without zero bytes.
    pub(in crate::corpus) fn reader<'a>(
        self,
        inner: Box<dyn BufRead + Send + 'a>,
    ) -> io::Result<Box<dyn BufRead + Send + 'a>> {
        let mut inner: Box<dyn BufRead + Send + 'a> =
            if self.is_wide() { inner } else { Box::new(WithoutZeros::new(inner)) };
        if self == TextEncoding::Utf8 {
            if inner.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
                inner.consume(3);
            }
            return Ok(inner);
        }
        let decoder = self.codec().new_decoder_with_bom_removal();
        Ok(Box::new(BufReader::new(Transcoder { inner, decoder, pending: Vec::new(), position: 0, ended: false })))
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TextEncoding::Utf8 => "UTF-8",
            TextEncoding::Utf16Le | TextEncoding::Utf16Be => "UTF-16",
            TextEncoding::Gb18030 => "GB18030",
            TextEncoding::Big5 => "Big5",
        })
    }
}

/// Reads any encoding as UTF-8.
struct Transcoder<'a> {
    inner: Box<dyn BufRead + Send + 'a>,
    decoder: Decoder,
    pending: Vec<u8>,
    position: usize,
    ended: bool,
}

impl Read for Transcoder<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.position == self.pending.len() && !self.ended {
            let bytes = self.inner.fill_buf()?;
            self.ended = bytes.is_empty();
            let space = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len().saturating_mul(4) + 16);
            self.pending.resize(space, 0);
            let (_, read, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.pending, self.ended);
            self.pending.truncate(written);
            self.position = 0;
            self.inner.consume(read);
        }
        let ready = &self.pending[self.position..];
        let count = ready.len().min(out.len());
        out[..count].copy_from_slice(&ready[..count]);
        self.position += count;
        Ok(count)
    }
}

/// Why the beginning of a file is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus) enum NotDecodable {
    /// The file is binary.
    Binary,
    /// The text is in no known encoding; the offset is that of the first byte that is not UTF-8.
    Unknown(usize),
}

/// The encoding of a text whose beginning is given; `whole` tells whether nothing follows.
pub(in crate::corpus) fn detect(start: &[u8], whole: bool) -> Result<TextEncoding, NotDecodable> {
    match start {
        [0xFF, 0xFE, ..] => return Ok(TextEncoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Ok(TextEncoding::Utf16Be),
        _ => {}
    }
    if start.contains(&0) {
        let found = utf8_with_zeros(start, whole).or_else(|| utf16_without_mark(start));
        return found.or_else(|| other_with_zeros(start, whole)).ok_or(NotDecodable::Binary);
    }
    let error = match std::str::from_utf8(start) {
        Ok(_) => return Ok(TextEncoding::Utf8),
        // The last character may only be cut off by the end of the sample.
        Err(error) if !whole && error.error_len().is_none() => return Ok(TextEncoding::Utf8),
        Err(error) => error,
    };
    if mostly_utf8_lines(&with_joined_surrogates(start)) {
        return Ok(TextEncoding::Utf8);
    }
    let hint = hint(start, whole);
    let scored = [TextEncoding::Gb18030, TextEncoding::Big5].map(|encoding| {
        let text = encoding.decode(start);
        let bonus = if hint == encoding.codec() { 0.02 } else { 0.0 };
        (encoding, plausibility(&text, whole) + bonus)
    });
    let (best, score) = if scored[1].1 > scored[0].1 { scored[1] } else { scored[0] };
    if score >= MIN_PLAUSIBILITY {
        return Ok(best);
    }
    let is_list_of_words = whole && start.len() <= MAX_SHORT_BYTES && hint == GB18030 && is_common(start);
    if is_list_of_words { Ok(TextEncoding::Gb18030) } else { Err(NotDecodable::Unknown(error.valid_up_to())) }
}

/// UTF-8 in which a few zero bytes are an accident.
fn utf8_with_zeros(start: &[u8], whole: bool) -> Option<TextEncoding> {
    let is_utf8 = std::str::from_utf8(start).map_or_else(|error| !whole && error.error_len().is_none(), |_| true);
    (is_utf8 && has_few_accidents(&TextEncoding::Utf8.decode(start), whole)).then_some(TextEncoding::Utf8)
}

/// Another encoding, or damaged UTF-8, in which a few zero bytes are an accident.
fn other_with_zeros(start: &[u8], whole: bool) -> Option<TextEncoding> {
    let encoding = detect(&without_zeros(start), whole).ok()?;
    has_few_accidents(&encoding.decode(start), whole).then_some(encoding)
}

/// A text of at most this many bytes is too short to count on frequent characters.
const MAX_SHORT_BYTES: usize = 2000;

/// Whether all bytes are ASCII or pairs of GB 2312, nearly all of them characters of its first level, the 3,755 in common
/// use (GB 2312-80): rows 16 to 55.
fn is_common(bytes: &[u8]) -> bool {
    let (mut first, mut other) = (0usize, 0usize);
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return first >= 2 && first >= 9 * other,
            [ascii, rest @ ..] if ascii.is_ascii() => rest,
            [0xB0..=0xD7, 0xA1..=0xFE, rest @ ..] => {
                first += 1;
                rest
            }
            [0xA1..=0xF7, 0xA1..=0xFE, rest @ ..] => {
                other += 1;
                rest
            }
            _ => return false,
        };
    }
}

/// The text of a row or line of a file in UTF-8; one whose bytes are not UTF-8 may be in GB18030.
pub(in crate::corpus) fn decode_row(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let bytes = with_joined_surrogates(bytes);
    let text = TextEncoding::Gb18030.decode(&bytes);
    let (characters, faults) = characters_and_faults(&bytes);
    if characters <= faults && plausibility(&text, true) >= MIN_PLAUSIBILITY {
        text
    } else {
        TextEncoding::Utf8.decode(&bytes)
    }
}

/// The text of a file in UTF-8, some of whose lines may be damaged or in GB18030.
pub(super) fn decode_utf8(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.split_inclusive(|byte| *byte == b'\n').map(decode_row).collect()
}

/// What a detector made for web pages takes the bytes for.
fn hint(start: &[u8], whole: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(start, whole);
    let guess = detector.guess(None, Utf8Detection::Allow);
    if guess == encoding_rs::GBK { GB18030 } else { guess }
}

/// UTF-16 without byte order mark: line ends, digits and separators have a zero byte always on the same side.
fn utf16_without_mark(bytes: &[u8]) -> Option<TextEncoding> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, little) if little * 200 >= bytes.len() => TextEncoding::Utf16Le,
        (big, 0) if big * 200 >= bytes.len() => TextEncoding::Utf16Be,
        // 一, 开 and the ideographic space have a zero byte of their own; the text that reads like Chinese is right.
        _ => return likelier_utf16(bytes),
    };
    let text = encoding.decode(bytes);
    let strange =
        text.chars().filter(|c| c.is_control() && !c.is_whitespace() || *c == char::REPLACEMENT_CHARACTER).count();
    (strange * 100 <= text.chars().count()).then_some(encoding)
}

/// The byte order in which a text in UTF-16 reads like Chinese.
fn likelier_utf16(bytes: &[u8]) -> Option<TextEncoding> {
    let scored = [TextEncoding::Utf16Le, TextEncoding::Utf16Be].map(|encoding| {
        let text = encoding.decode(bytes);
        let is_strange = |c: char| c.is_control() && !c.is_whitespace() || c == char::REPLACEMENT_CHARACTER;
        let strange = text.chars().filter(|c| is_strange(*c)).count();
        let score = if strange * 100 > text.chars().count() { 0.0 } else { plausibility(&text, true) };
        (encoding, score)
    });
    let best = scored.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    best.filter(|(_, score)| *score >= MIN_PLAUSIBILITY).map(|(encoding, _)| encoding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::encoding::plausibility::fault_count;

    const SIMPLIFIED: &str = "标题,正文\n柳河两岸春耕忙,全县的农业部门组织技术人员到田间地头，对农民进行指导。\n";
    const TRADITIONAL: &str = "標題,內文\n柳河兩岸春耕忙,全縣的農業部門組織技術人員到田間地頭，對農民進行指導。\n";

    fn read_all(encoding: TextEncoding, bytes: &[u8]) -> String {
        let mut text = String::new();
        encoding.reader(Box::new(bytes)).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn encodings_are_told_apart() {
        for (encoding, codec, text) in [
            (TextEncoding::Gb18030, GB18030, SIMPLIFIED),
            (TextEncoding::Gb18030, GB18030, TRADITIONAL),
            (TextEncoding::Big5, BIG5, TRADITIONAL),
            (TextEncoding::Utf8, UTF_8, SIMPLIFIED),
        ] {
            let bytes = codec.encode(text).0;
            assert_eq!(detect(&bytes, true), Ok(encoding), "{}", codec.name());
            assert_eq!(read_all(encoding, &bytes), text);
        }
        for (encoding, wide) in [
            (TextEncoding::Utf16Le, SIMPLIFIED.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
            (TextEncoding::Utf16Be, SIMPLIFIED.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ] {
            assert_eq!(detect(&wide, true), Ok(encoding));
            assert_eq!(read_all(encoding, &wide), SIMPLIFIED);
        }
        let marked = ["\u{FEFF}", SIMPLIFIED].concat();
        assert_eq!(read_all(TextEncoding::Utf8, marked.as_bytes()), SIMPLIFIED);
    }

    #[test]
    fn one_bad_byte_changes_nothing() {
        let mut bytes = SIMPLIFIED.repeat(10).into_bytes();
        bytes.insert(30, 0xFF);
        assert_eq!(detect(&bytes, true), Ok(TextEncoding::Utf8));
        assert!((1..=4).contains(&decode_row(&bytes).matches('\u{FFFD}').count()));
        let mut bytes = GB18030.encode(&SIMPLIFIED.repeat(10)).0.into_owned();
        bytes.insert(30, 0xFF);
        assert_eq!(detect(&bytes, true), Ok(TextEncoding::Gb18030));
        assert_eq!(decode_row(&GB18030.encode(SIMPLIFIED).0), SIMPLIFIED);
    }

    #[test]
    fn a_few_zero_bytes_change_nothing() {
        let text = SIMPLIFIED.repeat(10);
        for encoding in [TextEncoding::Utf8, TextEncoding::Gb18030] {
            let mut bytes = encoding.codec().encode(&text).0.into_owned();
            let second_line = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
            drop(bytes.splice(second_line..second_line, [0, 0]));
            assert_eq!(detect(&bytes, true), Ok(encoding), "{encoding}");
            let read = if encoding == TextEncoding::Utf8 {
                decode_row(&without_zeros(&bytes))
            } else {
                read_all(encoding, &bytes)
            };
            assert!((1..=3).contains(&fault_count(&read)) && read.ends_with("进行指导。\n"), "{encoding}: {read}");
        }
        // English has no frequent characters of Chinese, and is text by the share of what is damaged.
        let english = ["word ".repeat(100).as_bytes(), b"\0"].concat();
        assert_eq!(detect(&english, true), Ok(TextEncoding::Utf8));
        let wide: Vec<u8> = SIMPLIFIED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&wide, true), Ok(TextEncoding::Utf16Le));
        // Fields of a database: text between zero bytes and other control characters.
        let database: Vec<u8> = SIMPLIFIED.repeat(4).chars().flat_map(|c| format!("{c}\0\u{3}").into_bytes()).collect();
        assert_eq!(detect(&database, true), Err(NotDecodable::Binary));
    }

    #[test]
    fn single_lines_may_be_in_gb18030() {
        let joined = [SIMPLIFIED.as_bytes(), &*GB18030.encode(SIMPLIFIED).0, SIMPLIFIED.as_bytes()].concat();
        assert_eq!(decode_utf8(&joined), SIMPLIFIED.repeat(3));
        // A short line of which a character is damaged stays UTF-8.
        let damaged = [b"\xE6\xFF\x85".as_slice(), "晨六点，早市".as_bytes()].concat();
        let text = decode_utf8(&damaged);
        assert!(text.ends_with("晨六点，早市"), "{text}");
        assert_eq!(fault_count(&text), 1);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(detect(b"ab\0\0cd", true), Err(NotDecodable::Binary));
        assert!(matches!(detect(b"caf\xE9 cr\xE8me", true), Err(NotDecodable::Unknown(3))));
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
        assert!(detect(&noise, true).is_err());
    }
}
