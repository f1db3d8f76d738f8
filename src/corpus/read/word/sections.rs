//! Headings of the parts of one document, which are no headlines: a reader gives them the styles of headings too.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence};
use crate::corpus::publication::credit::credits;
use crate::corpus::publication::head_line;
use crate::corpus::read::one_article::{Emphasis, names_reporters};
use crate::corpus::read::word::paragraph::Paragraph;
use crate::text::pattern;

/// The most characters of the name of a part.
const MAX_PART: usize = 40;
/// As many reports with datelines, or headings with who wrote below them, are articles of their own.
const MIN_REPORTS: usize = 2;

/// Takes the headings of the parts of one document out of what stands apart, so that its title alone does. They are known by their
/// levels, all below that of a title with text of its own, or by their names. `levels` are those of the paragraphs; shorter where
/// they are not known.
pub(super) fn take_sections(paragraphs: &mut [Paragraph], levels: &[Option<u8>]) {
    let is_heading = |paragraph: &Paragraph| {
        paragraph.emphasis == Some(Emphasis::Heading) && paragraph.cell.is_none() && !paragraph.text.trim().is_empty()
    };
    let headings: Vec<usize> = (0..paragraphs.len()).filter(|&at| is_heading(&paragraphs[at])).collect();
    let [title, sections @ ..] = headings.as_slice() else { return };
    let Some(&first) = sections.first() else { return };
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.trim()).collect();
    let between = &texts[title + 1..first];
    let has_text_above = texts[..*title].iter().any(|text| ends_sentence(text));
    if has_text_above || is_part(texts[*title]) || names_collection(texts[*title]) || are_articles(&texts, sections) {
        return;
    }
    let level = |at: &usize| levels.get(*at).copied().flatten();
    let are_lower = || sections.iter().all(|at| level(at).zip(level(title)).is_some_and(|(own, above)| own > above));
    // A preface of a collection says what it holds.
    let is_begun = || between.iter().any(|text| ends_sentence(text)) && !between.iter().any(|text| is_preface(text));
    let are_parts = || {
        let is_either = |at: &usize| is_part(texts[*at]) || is_numbered(texts[*at]);
        sections.iter().all(is_either) && sections.iter().any(|at| is_part(texts[*at]))
    };
    let is_closed = || sections.iter().any(|at| is_of_essay(texts[*at]));
    if are_lower() && (is_begun() || is_closed()) || are_parts() {
        sections.iter().for_each(|&at| paragraphs[at].emphasis = None);
    }
}

/// Whether the headings, or the texts below them, show that they are articles of their own: several tell who wrote them or where they
/// are from.
fn are_articles(texts: &[&str], headings: &[usize]) -> bool {
    const DATELINES: [&str; 5] = ["本报讯", "新华社", "据新华社", "中新社", "中新网"];
    let reports = texts.iter().filter(|text| DATELINES.iter().any(|begin| text.starts_with(begin))).count();
    let is_signed = |at: &&usize| {
        let below = texts[**at + 1..].iter().find(|text| !text.is_empty());
        below.is_some_and(|text| {
            let tells = head_line::parse(text).is_some_and(|head| head.date.is_some() || !head.source.is_empty());
            tells || names_reporters(text)
        })
    };
    let written: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    let signed = headings.iter().filter(is_signed).count();
    // Each essay of a collection has its conclusion.
    let mut parts: Vec<String> =
        headings.iter().filter(|at| is_of_essay(texts[**at])).map(|at| closed_up(texts[*at])).collect();
    let count = parts.len();
    parts.sort_unstable();
    parts.dedup();
    reports >= MIN_REPORTS || signed >= MIN_REPORTS || parts.len() < count || !credits(&written).is_empty()
}

/// Whether a title is that of a collection or of an issue of a paper.
fn names_collection(title: &str) -> bool {
    const NAMES: [&str; 26] = [
        "汇编",
        "选编",
        "摘编",
        "选登",
        "摘抄",
        "剪报",
        "集锦",
        "合集",
        "文集",
        "文摘",
        "资料",
        "学习材料",
        "阅读材料",
        "简报",
        "专报",
        "参考",
        "舆情",
        "日报",
        "晚报",
        "早报",
        "周报",
        "要闻",
        "新闻",
        "时评",
        "动态",
        "一周",
    ];
    let title = closed_up(title);
    NAMES.iter().any(|name| title.contains(name))
}

/// Whether a text above the first heading says that several articles follow.
fn is_preface(text: &str) -> bool {
    ["收录", "选编", "摘编", "汇编", "整理如下", "本期", "选登", "转载", "编者按"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a heading is the name of a part of one document: “结束语”, “附件2”, “1978年”, “案例一 …”, “7月3日 晴”.
fn is_part(heading: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:前言|引言|导言|序言|绪论|导论|结语|结束语|结论|尾声|后记|致谢|鸣谢|参考文献|参考资料|注释|附件|附录|附表|附则|(?:内容)?摘要|abstract|关键词|目录|作者简介|相关链接)[一二三四五六七八九十\dA-Z]{0,2}|(?:19|20)\d{2}年|\d{1,2}月\d{1,2}日(?:星期[一二三四五六日天])?(?:晴|多云|阴|[小中大阵暴]?雨|[小中大]?雪|大风|雾).{0,16}|(?:典型)?案例[一二三四五六七八九十\d]{1,2}(?:[^一二三四五六七八九十百则个例\d].*)?)$",
        )
    });
    at_most(heading, MAX_PART) && FORM.is_match(closed_up(heading).trim_end_matches(['：', ':']))
}

/// Whether a heading is that of a part which reports and essays have and collections have not.
fn is_of_essay(heading: &str) -> bool {
    const NAMES: [&str; 7] = ["结语", "结束语", "结论", "引言", "绪论", "参考文献", "致谢"];
    NAMES.contains(&closed_up(heading).as_str())
}

/// A text without its spaces.
fn closed_up(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a heading has a number of the kind that sections have.
fn is_numbered(heading: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:第[一二三四五六七八九十百\d]{1,4}[章节编部]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}\.\d{1,2}[\s\p{Han}])",
        )
    });
    FORM.is_match(heading.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天，社区食堂在河畔新区开门，老人凭证优惠。";

    /// The texts that still stand out; headings are written with as many signs before them as their level tells.
    fn headings(lines: &[&str]) -> Vec<String> {
        let level = |line: &str| u8::try_from(line.matches('#').count()).ok().filter(|&level| level > 0);
        let levels: Vec<Option<u8>> = lines.iter().map(|line| level(line)).collect();
        let paragraph = |line: &&str| Paragraph {
            text: line.trim_start_matches('#').to_owned(),
            emphasis: level(line).map(|_| Emphasis::Heading),
            ..Paragraph::default()
        };
        let mut paragraphs: Vec<Paragraph> = lines.iter().map(paragraph).collect();
        take_sections(&mut paragraphs, &levels);
        paragraphs.into_iter().filter(|paragraph| paragraph.emphasis.is_some()).map(|found| found.text).collect()
    }

    #[test]
    fn headings_below_a_title_with_text_are_those_of_its_sections() {
        assert_eq!(headings(&["#老街的新门面", TEXT, "##修街", TEXT, "##开张", TEXT]), ["老街的新门面"]);
        assert_eq!(headings(&["##老街的新门面", TEXT, "", "###修街", TEXT, "####开张", TEXT]), ["老街的新门面"]);
        // The same level, no text below the title, a collection, its preface, and articles that say who wrote them.
        let reporters = ["#老街的新门面", TEXT, "##修街", "本报记者 方小舟", TEXT, "##开张", "本报记者 何晓岚", TEXT];
        for lines in [
            ["##老街的新门面", TEXT, "##修街", TEXT, "##开张", TEXT].as_slice(),
            &["#老街的新门面", "##修街", TEXT, "##开张", TEXT],
            &["#报道汇编", TEXT, "##修街", TEXT, "##开张", TEXT],
            &["#老街的新门面", "本册收录两篇报道。", "##修街", TEXT, "##开张", TEXT],
            &reporters,
        ] {
            assert_eq!(headings(lines).len(), 3, "{lines:?}");
        }
    }

    #[test]
    fn parts_of_documents_are_known_by_their_names() {
        let report = ["#社区食堂调查报告", "#前\u{3000}言", TEXT, "#一、现状", TEXT, "#结束语", TEXT];
        assert_eq!(headings(&report), ["社区食堂调查报告"]);
        assert_eq!(headings(&["#兰河大事记", "#1978年", TEXT, "#1982年", TEXT]), ["兰河大事记"]);
        let unnumbered = ["#社区食堂调查报告", "##现状", "###菜价", TEXT, "##结\u{3000}语", TEXT];
        assert_eq!(headings(&unnumbered), ["社区食堂调查报告"]);
        let essays = ["#调研成果", "##现状", TEXT, "###结语", TEXT, "##菜价", TEXT, "###结语", TEXT];
        assert_eq!(headings(&essays).len(), 5);
        // Numbers alone stand before the headlines of a digest as well.
        assert_eq!(headings(&["#兰河一览", "#一、社区食堂开门", TEXT, "#二、早市搬进大棚", TEXT]).len(), 3);
        for part in [
            "附件2",
            "参考文献",
            "1978年",
            "7月3日\u{3000}晴\u{3000}渡口",
            "案例一\u{3000}社区食堂的合同",
            "Abstract",
            "摘 要：",
            "结语",
        ] {
            assert!(is_part(part), "{part}");
        }
        for heading in ["附件丢了怎么办", "2024年春节", "7月3日开门", "案例一百则", "案例三则", "序曲", "结语之后"]
        {
            assert!(!is_part(heading), "{heading}");
        }
    }
}
