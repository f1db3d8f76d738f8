//! Phrases with which news texts begin, continue and end.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page::dateline;
use crate::text::is_han;
use crate::text::pattern;

/// The day of an event, as reports write it: “3月5日”, “5日上午”, “近日”.
macro_rules! days {
    () => {
        r"\d{1,2}月\d{1,2}日|\d{1,2}日(?:[上下]午|，|晚)|近日|日前|昨日|昨天"
    };
}

/// Whether a text begins like a news report: with a dateline, a day or “记者获悉”.
pub(super) fn begins_report(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:20\d{2}年\d{1,2}月\d{1,2}日|",
            days!(),
            r"|连日来|近期|昨晚|今天|今日|前日|",
            r"“?(?:记者|笔者).{0,12}(?:获悉|了解到)|[\p{Han}]{2,12}(?:近日|日前|昨日))"
        ))
    });
    dateline::opening(text).length > 0 || FORM.is_match(text)
}

/// Whether a text names a day (“3月5日”, “近日”) near its beginning.
pub(super) fn names_a_day(text: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(concat!("^.{0,14}?(?:", days!(), r"|\d{1,2}日在|今天|今日|今年|近年来|上午)")));
    FORM.is_match(text)
}

/// Whether a text names, near its beginning, the day of an event or who announced it: “市水务局近日”, “市生态环境局通报”. Background, such as
/// “今年以来”, does not count.
pub(super) fn names_day_or_announcer(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            "^(?:.{0,14}?(?:",
            days!(),
            r"|\d{1,2}日在|昨晚)|",
            r"(?:记者)?从?[\p{Han}、“”·]{2,20}?(?:通报|发布|宣布|获悉|印发|发文|召开|举行|举办|启动|公布|介绍))"
        ))
    });
    FORM.is_match(text)
}

/// Whether a text begins like a later paragraph of a report.
pub(super) fn continues_report(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[他她它]|会议(?:要求|指出|强调|认为|还)|会上|会前|会后|此外|同时|另外|据了解|据介绍|据悉|其中|对此|因此|为此|当前|目前|",
            r"下一步|接下来|随后|截至目前|与此同时|一是|二是|三是|第[一二三四五]|要[^\p{Han}]?|在.{2,12}(?:后|时)，|就.{2,14}，|",
            r"[\p{Han}·]{2,6}(?:强调|指出|表示|说|要求|介绍|认为)|活动(?:中|现场)|座谈会上|这(?:次|是|些|一|种)|该|本次|",
            r"记者在|“.{2,40}”[\p{Han}]{2,12}说|双方|有关部门负责|以上|相关|得知|但|而|不过|不仅|如今|现在|随着|通过)"
        ))
    });
    FORM.is_match(text)
}

/// Whether a text ends like the last line of a report.
pub(super) fn closes_report(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:参加|出席|陪同|参加会议|参加活动|主持会议|列席|[）)]|完|[\p{Han}]摄)[。]?[）)]?$")
    });
    // The longest match has six characters, so the rest of the text need not be searched.
    let last = text.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    FORM.is_match(&text[last..])
}

/// Whether a text begins like an item of a list: “3、”, “（二）”, “第三，”.
pub(super) fn list_item(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]|第[一二三四五六七八九十]{1,2}[，、是]|[一二三四五六七八九十]是|[①-⑳●▲◆■])",
        )
    });
    FORM.is_match(text)
}

/// Whether a line ends with a photographer (“何晓岚 摄”) or begins like a caption (“图为”, “上图：”). This is wider than
/// the rule by which `captions.rs` sets captions apart, because the boundary trees were learned with it.
pub(super) fn captions(text: &str) -> bool {
    let signed = text.strip_suffix(['）', ')', '。']).unwrap_or(text).strip_suffix('摄');
    if signed.is_some_and(|who| who.ends_with(is_han)) {
        return true;
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('图'), Some('为'), _) | (Some('上' | '下' | '左' | '右'), Some('图'), _) => true,
        (Some(which), Some('图'), Some('：' | ':')) => is_han(which),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_name_the_photographer_or_say_what_the_picture_shows() {
        for text in ["何晓岚摄", "市民在公园散步。（何晓岚摄）", "图为会议现场", "上图", "大图：新建的公园"]
        {
            assert!(captions(text), "{text}");
        }
        for text in ["摄", "图书馆开放", "（记者何晓岚）", ""] {
            assert!(!captions(text), "{text}");
        }
    }

    #[test]
    fn news_name_a_day_or_who_announced_them() {
        for text in ["市水务局、市农业农村局联合发文，灌溉用水降价", "南山水库工程近日完工", "市水务局3月5日通报，"]
        {
            assert!(names_day_or_announcer(text), "{text}");
        }
        for text in ["麦苗返青，水务局通报了灌溉用水的安排", "今年以来，南山水库水位上涨", "近年来，村里变了样"]
        {
            assert!(!names_day_or_announcer(text), "{text}");
        }
    }

    #[test]
    fn reports_close_with_the_participants_or_the_reporter() {
        for text in ["市直有关部门负责人参加会议。", "何晓岚主持会议", "（记者何晓岚）", "（完）"]
        {
            assert!(closes_report(text), "{text}");
        }
        assert!(!closes_report("会议要求参加活动的各单位，"));
    }
}
