//! Text that somebody read in a wrong encoding and saved again: “å…°æ²³” or “鍏版渤” for 兰河.

use encoding_rs::{GB18030, WINDOWS_1252};

use crate::corpus::encoding::detect::{TextEncoding, detect};
use crate::corpus::encoding::plausibility::{plausibility, reads_like_chinese};
use crate::text::is_han;

/// This many characters beyond ASCII show whether a text was misread.
const SAMPLE: usize = 400;
/// Fewer of them show nothing.
const MIN_SAMPLE: usize = 12;
/// In text that reads like Chinese at least this share of the Han characters is frequent; misread text has far fewer.
const MAX_MISREAD_PLAUSIBILITY: f64 = 0.15;

/// A byte that is part of no character takes the place of what was lost.
const LOST: u8 = 0xFF;

/// The text as it was before it was misread; none where it was not, or where too much of it was lost.
pub(super) fn restored(text: &str) -> Option<String> {
    let sample: String = text.chars().filter(|c| !c.is_ascii()).take(SAMPLE).collect();
    let count = sample.chars().count();
    if count < MIN_SAMPLE {
        return None;
    }
    let han = sample.chars().filter(|c| is_han(*c)).count();
    let text = if 2 * han >= count {
        if plausibility(&sample, true) >= MAX_MISREAD_PLAUSIBILITY {
            return None;
        }
        let parts = text.split(char::REPLACEMENT_CHARACTER).map(|part| GB18030.encode(part).0);
        TextEncoding::Utf8.decode(&parts.collect::<Vec<_>>().join(&LOST))
    } else {
        if 10 * sample.chars().filter(|c| western_byte(*c).is_some()).count() < 9 * count {
            return None;
        }
        let bytes: Vec<u8> = text.chars().map(|c| western_byte(c).unwrap_or(LOST)).collect();
        detect(&bytes, true).ok()?.decode(&bytes)
    };
    reads_like_chinese(&text).then_some(text)
}

/// The byte that a character stands for in Latin-1 or in Windows' encoding of Western Europe.
fn western_byte(character: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(character) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, has_none) = WINDOWS_1252.encode(character.encode_utf8(&mut buffer));
    match (&*bytes, has_none) {
        ([byte], false) => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "兰河日报讯：3月5日，全市信访工作会议召开，各县区的负责人参加了会议。";

    #[test]
    fn misread_text_is_restored() {
        let latin = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
        assert_eq!(restored(&latin(TEXT.as_bytes())).as_deref(), Some(TEXT));
        assert_eq!(restored(&latin(&GB18030.encode(TEXT).0)).as_deref(), Some(TEXT));
        let windows = WINDOWS_1252.decode(TEXT.as_bytes()).0;
        assert_eq!(restored(&windows).as_deref(), Some(TEXT));
        // What was read as GB18030 has lost bytes where a run of Chinese has an odd number of characters.
        let long = "全市信访工作会议昨天在兰河召开，各县区的负责人参加了会议。".repeat(4);
        let misread = GB18030.decode(long.as_bytes()).0;
        assert!(restored(&misread).is_some_and(|text| text.starts_with("全市信访工作会议")));
    }

    #[test]
    fn other_text_is_left_as_it_is() {
        for text in [
            TEXT,
            "Le café est fermé à midi, même en été où l’on déjeune tôt, d’où ces rêves.",
            "龘靐齉爩鱻麤龖灪龗鸞籲虋讟",
        ] {
            assert_eq!(restored(text), None, "{text}");
        }
    }
}
