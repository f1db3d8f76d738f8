//! How news texts begin, go on and end.

use std::sync::LazyLock;

use regex::Regex;

use super::dateline;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("patterns of the program are tested")
}

/// How news texts begin.
pub(super) fn begins_report(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:(?:20\d{2}年)?\d{1,2}月\d{1,2}日|(?:\d{1,2}日)(?:[上下]午|，|晚)|近日|日前|连日来|近期|昨日|昨天|昨晚|今天|今日|前日|",
            r"“?(?:记者|笔者).{0,12}(?:获悉|了解到)|[\p{Han}]{2,12}(?:近日|日前|昨日))"
        ))
    });
    dateline::opening(text).length > 0 || FORM.is_match(text)
}

/// A day or a word for one near the beginning.
pub(super) fn names_a_day(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^.{0,14}?(?:\d{1,2}月\d{1,2}日|\d{1,2}日(?:[上下]午|，|晚|在)|近日|日前|昨天|昨日|今天|今日|今年|近年来|上午)",
        )
    });
    FORM.is_match(text)
}

/// How paragraphs within a text begin.
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

/// How the last line of a report ends.
pub(super) fn closes_report(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:参加|出席|陪同|参加会议|参加活动|主持会议|列席|[）)]|完|[\p{Han}]摄)[。]?[）)]?$")
    });
    FORM.is_match(text)
}

/// An item of a list: “3、”, “（二）”, “第三，”.
pub(super) fn list_item(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]|第[一二三四五六七八九十]{1,2}[，、是]|[一二三四五六七八九十]是|[①-⑳●▲◆■])",
        )
    });
    FORM.is_match(text)
}

/// A line that tells who took a picture, or begins to tell what it shows.
pub(super) fn captions(text: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[\p{Han}]摄[）)。]?$|^(?:图为|上图|下图|左图|右图|[\p{Han}]图[：:])"));
    FORM.is_match(text)
}
