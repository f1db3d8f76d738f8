//! Text that somebody read in a wrong encoding and saved again: “å…°æ²³” or “鍏版渤” for 兰河.

use encoding_rs::{GB18030, WINDOWS_1252};

use crate::corpus::encoding::detect::{TextEncoding, detect};
use crate::corpus::encoding::plausibility::{MIN_PLAUSIBILITY, plausibility, reads_like_chinese};
use crate::text::is_han;

/// This many characters beyond ASCII show whether a text was misread.
const SAMPLE: usize = 400;
/// Fewer of them show nothing.
const MIN_SAMPLE: usize = 12;
/// In text that reads like Chinese at least this share of the Han characters is frequent; misread text has far fewer.
const MAX_MISREAD_PLAUSIBILITY: f64 = 0.15;

/// A text that begins with this many characters as Chinese has them is not looked at further.
const BEGINNING: usize = 40;
/// Text is garbled where more than this share of its characters stands for bytes that were lost.
const MAX_LOST_SHARE: f64 = 0.1;
/// What GB18030 makes of U+FFFD in UTF-8.
const LOST_TWICE: &str = "锟斤拷";
/// Text in UTF-8 that was read as GB18030 still has at least this share of its bytes in whole Han characters. Chinese text that was not
/// misread has hardly any: its bytes in GB18030 are no UTF-8.
const MIN_SHARE_OF_UTF8: f64 = 0.4;

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

/// Whether a text was read in a wrong encoding and saved so that too much was lost to restore it: 鍏版渤 for 兰河, 锟斤拷, or U+FFFD.
pub(in crate::corpus) fn is_garbled(text: &str) -> bool {
    let beyond_ascii = || text.chars().filter(|c| !c.is_ascii());
    let beginning: String = beyond_ascii().take(BEGINNING).collect();
    if plausibility(&beginning, true) >= MIN_PLAUSIBILITY {
        return false;
    }
    let sample: String = beyond_ascii().take(SAMPLE).collect();
    let count = sample.chars().count();
    if count < MIN_SAMPLE {
        return false;
    }
    let lost = sample.matches(char::REPLACEMENT_CHARACTER).count();
    let lost = lost + LOST_TWICE.chars().count() * sample.matches(LOST_TWICE).count();
    if lost as f64 > MAX_LOST_SHARE * count as f64 {
        return true;
    }
    let han = sample.chars().filter(|c| is_han(*c)).count();
    if 2 * han >= count {
        let bytes = GB18030.encode(&sample).0;
        let in_utf8 = String::from_utf8_lossy(&bytes).chars().filter(|c| is_han(*c)).map(char::len_utf8).sum::<usize>();
        return plausibility(&sample, true) < MAX_MISREAD_PLAUSIBILITY
            && in_utf8 as f64 >= MIN_SHARE_OF_UTF8 * bytes.len() as f64;
    }
    // Texts in languages of Western Europe have a few such letters among many others.
    let western = sample.chars().filter(|c| western_byte(*c).is_some()).count();
    let plain = text.chars().take(SAMPLE).filter(char::is_ascii_alphabetic).count();
    10 * western >= 9 * count && count > 2 * plain
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
            "阿卜杜热依木·买买提、古丽巴哈尔、艾尔肯、努尔麦麦提、吐尔逊",
            "蘭河日報訊：縣區負責人參加會議",
            "网页上的“锟斤拷”从何而来？兰河市图书馆开讲编码的故事。",
            "",
        ] {
            assert_eq!((restored(text), is_garbled(text)), (None, false), "{text}");
        }
    }

    #[test]
    fn text_that_cannot_be_restored_is_known_as_garbled() {
        let long = TEXT.repeat(4);
        let (misread, _) = GB18030.decode_without_bom_handling(long.as_bytes());
        // Both ways to save it: with the mark for what was lost, and without.
        for text in [misread.clone().into_owned(), misread.replace(char::REPLACEMENT_CHARACTER, "")] {
            assert!(is_garbled(&text), "{text}");
        }
        let replaced = String::from_utf8_lossy(&GB18030.encode(&long).0).into_owned();
        assert!(is_garbled(&replaced), "{replaced}");
        assert!(is_garbled(&GB18030.decode_without_bom_handling(replaced.as_bytes()).0), "锟斤拷");
    }
}
