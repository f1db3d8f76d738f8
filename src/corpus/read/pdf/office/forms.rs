//! The forms of the lines by which a document of an office is divided: they begin its parts and no articles.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::text::pattern;

/// The line of a letterhead has at most this many characters.
const MAX_LETTERHEAD: usize = 24;
/// The contents of a document have at least this many entries.
pub(super) const MIN_ENTRIES: usize = 3;

/// Whether a line begins with the number of a part, or is the name of one: “第一章 总则”, “（二）主要做法”, “1.1 背景”, “参考文献”, “1992年”.
pub(super) fn is_part(text: &str) -> bool {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:第\s*[一二三四五六七八九十百\d]{1,4}\s*(?:章|节|条|部分|编|讲)|[一二三四五六七八九十]{1,4}\s*[、．.，,]|[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|\d{1,2}\s*[、．.]\s*(?:\D|$)|\d{1,2}(?:[.．]\d{1,2}){1,3}(?:[^\d.．%％]|$)|[①-⑳]|(?:案例|附件|附录|附表|专栏|问题|表|图)\s*[一二三四五六七八九十\d]{1,3})",
        )
    });
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[12]\d{3}\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)$")
    });
    let text = text.trim();
    COUNTED.is_match(text) || YEAR.is_match(text) || is_name_of_part(text)
}

/// Whether a line shows that one text goes on in parts: it begins one, or with the day of an entry or the name of a speaker.
pub(super) fn shows_parts(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:\d{1,2}\s*月\s*\d{1,2}\s*日\s+\S|(?:记者|本报记者|本刊记者|主持人|问|答)\s*[:：])")
    });
    is_part(text) || FORM.is_match(text.trim())
}

/// Whether a line is the name of a part that documents have beside their chapters.
fn is_name_of_part(text: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:目[录錄次]|前言|序言?|引言|导[言语]|摘要|内容提要|关键词|结语|结束语|结论|后记|(?:主要)?参考文献|致谢|附[件录则表]|总则|(?:编制)?说明|注释)$",
        )
    });
    let name: String = text.chars().filter(|c| !c.is_whitespace() && !"：:".contains(*c)).collect();
    NAME.is_match(&name)
}

/// Whether a line heads the contents.
pub(super) fn heads_contents(text: &str) -> bool {
    let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(name.as_str(), "目录" | "目次" | "目錄")
}

/// Whether a line may be an entry of the contents: it ends with the number of a page.
pub(super) fn is_entry(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_ascii_digit()) && !text.contains('。')
}

/// Whether a line belongs to the letterhead of an office, which is set in larger type than the title: “云岭县人民政府文件”, “云政发〔2024〕3号”.
pub(super) fn is_letterhead(text: &str) -> bool {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[〔\[［（(]\s*[12]\d{3}\s*[〕\]］）)]\s*(?:第\s*)?\d{1,4}\s*[号期]$"));
    let text = text.trim();
    at_most(text, MAX_LETTERHEAD) && (text.ends_with("文件") || NUMBER.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_of_parts_are_told_from_headlines() {
        for part in [
            "第一章 总则",
            "第3部分　结论",
            "一、修街的背景",
            "（二）怎样修",
            "1.1老街现状",
            "2. 石板路",
            "③电线入地",
            "案例一 渡口",
            "附件2",
            "目　录",
            "参考文献",
            "1992年",
            "10月1日",
        ] {
            assert!(is_part(part), "{part}");
        }
        for other in ["老街昨晚换上新路灯", "5.9%的增长从哪里来", "三家食堂一起开门", "1992年的渡口", "前言不搭后语"]
        {
            assert!(!is_part(other), "{other}");
        }
        assert!(shows_parts("7月3日 晴 白沙渡") && shows_parts("记者：后来呢？"));
        assert!(!shows_parts("7月3日，老街换上新灯") && !is_part("7月3日 晴 白沙渡"));
        assert!(is_letterhead("云岭县人民政府文件") && is_letterhead("云政发〔2024〕3号"));
        assert!(!is_letterhead("关于修缮老街的通知"));
    }
}
