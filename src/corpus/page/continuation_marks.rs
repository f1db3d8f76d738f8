//! The marks of articles that are continued on another page, or that continue one: “（下转第二版）”, “（上接第一版）”.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::numerals::below_hundred;
use crate::corpus::page_number::page_number;
use crate::text::pattern;

/// Whether a text begins with a mark that it continues a text of another page: “（上接第一版）”.
pub(super) fn is_continuation(text: &str) -> bool {
    continued_from(text).is_some()
}

/// The number of the page that a text continues, by the mark at its beginning: “（上接第一版）” continues page 1. Without 上 the
/// mark stands in brackets: “（紧接第一版）”.
pub(in crate::corpus) fn continued_from(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[^\p{Han}]*紧?上接\s*(?:今日|本报)?\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版",
            r"|[（(【\[〔]\s*紧?接\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版\s*[①-⑳]?\s*[）)】\]〕《])"
        ))
    });
    // Arrows, brackets and other signs stand before the mark.
    let is_sign = |c: char| !c.is_alphanumeric();
    let found =
        text.trim_start_matches(is_sign).starts_with(['上', '紧', '接']).then(|| FORM.captures(text)).flatten()?;
    found.get(1).or(found.get(2)).map(|page| marked_page(page.as_str()))
}

/// Whether a text ends with the mark that it is continued on another page: “（下转第二版）”.
pub(super) fn is_continued(text: &str) -> bool {
    continued_on(text).is_some()
}

/// The number of the page on which a text is continued, by the mark at its end: “（下转第二版）” is continued on page 2.
pub(in crate::corpus) fn continued_on(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:紧?下转\s*(?:今日)?\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版\s*[①-⑳]?[\s▶►→↓>]*[）)】\]〕]?[\s▶►→↓>]*",
            r"|[（(【\[〔]\s*紧?转\s*第?\s*([A-Z]?[\d一二三四五六七八九十]{1,3})\s*版\s*[①-⑳]?\s*[）)】\]〕])\s*$"
        ))
    });
    let found = (text.contains('转') && text.contains('版')).then(|| FORM.captures(text)).flatten()?;
    found.get(1).or(found.get(2)).map(|page| marked_page(page.as_str()))
}

/// The number of a page as a mark writes it, in digits: 十二 is 12, A02 stays.
fn marked_page(text: &str) -> String {
    below_hundred(text).map_or_else(|| page_number(text), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_continuation() {
        assert!(is_continuation("（上接第一版）幼儿园建成后") && is_continuation("(上接A1版)"));
        assert!(is_continued("托位增加。（下转第二版）") && is_continued("……》下转第4版"));
        assert!(!is_continuation("上接天光，下接地气") && !is_continued("（下转第二版）此后"));
        for text in [
            "（紧接第一版）园子",
            "（接1版）园子",
            "■上接01版 园子",
            "◀◀上接第一版 园子",
            "（上接第一版①）园子",
            "↑↑↑上接1版 园子",
            "〔上接第1版〕园子",
        ] {
            assert_eq!(continued_from(text).as_deref(), Some("1"), "{text}");
        }
        for text in [
            "园子（紧转第四版）",
            "园子（转4版）",
            "园子，▶▶下转第四版",
            "园子（下转第四版①）",
            "园子。下转4版▶",
            "园子〔下转第4版〕",
        ] {
            assert_eq!(continued_on(text).as_deref(), Some("4"), "{text}");
        }
        assert_eq!((continued_from("接一版样书要等三天"), continued_on("老版画转第四版")), (None, None));
    }
}
