//! Recognises the index of an issue: headlines with the pages that they stand on.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::corpus::page::lines::Line;
use crate::corpus::page_number::page_in_line;
use crate::text::pattern;

/// Minimum number of entries of an index without a heading.
const MIN_ENTRIES: usize = 3;
/// Minimum number of pages of an index that names each page above or before the headlines on it.
const MIN_NUMBERED: usize = 2;
/// A line that names a page and its section has at most this many characters, and at most this many headlines below it.
const MAX_PAGE_LINE: usize = 10;
/// A line that names a section and its pages has at most this many characters.
const MAX_SECTIONS_LINE: usize = 18;
const MAX_HEADLINES: usize = 4;

/// The lines of an index that begins at a line: a heading such as “今日导读” with entries that each end with a page, or
/// three such entries.
pub(super) fn index_at(lines: &[Line], at: usize) -> Option<Range<usize>> {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[【\[■●◆▶►▷▲★☆◎◇□»]{0,2}\s*(?:(?:今日|本期|本报|本版|版面|要闻|头条|内容|新闻|重点|明日){0,3}(?:导\s*读|导览|速览|提\s*要|要\s*目|看点|目\s*录|索引|导航)",
            r"|(?:今日|本期|明日)(?:要闻|头条|关注|聚焦|推荐))\s*[】\]◀◄◁■●◆]?[:：]?$"
        ))
    });
    if let Some(end) = end_of_sections(lines, at) {
        return Some(at..end);
    }
    let text = &lines[at].text;
    let headed = text.len() <= 45
        && text.contains(['读', '览', '要', '点', '录', '引', '航', '条', '注', '焦', '荐'])
        && HEADING.is_match(text);
    let first = if headed { at + 1 } else { at };
    let mut end = first;
    let is_certain = |text: &str| is_entry(text) || headed && is_marked_entry(text);
    let is_entry = |text: &str| is_certain(text) || headed && is_numbered_entry(text);
    while end < lines.len() && is_entry(&lines[end].text) {
        end += 1;
    }
    // An entry may fill two lines, of which the second names the page.
    let names_page = |text: &str| is_certain(text) || page_in_line(text).is_some_and(|page| !page.is_empty());
    while headed && end + 1 < lines.len() && !lines[end].ends_sentence() && names_page(&lines[end + 1].text) {
        end += 2;
        while end < lines.len() && is_entry(&lines[end].text) {
            end += 1;
        }
    }
    if headed && end == first {
        end = end_of_pages(lines, first).max(end_of_numbered(lines, first));
    }
    let entries = end - first;
    // A bare number may count something.
    let is_numbered = || lines.get(first).is_some_and(|line| !is_certain(&line.text) && is_numbered_entry(&line.text));
    let minimum = if !headed {
        MIN_ENTRIES
    } else if is_numbered() {
        MIN_NUMBERED
    } else {
        1
    };
    (entries >= minimum).then_some(at..end)
}

/// The end of an index that names the sections and their pages, below the number of the issue's pages or without it: “今日8版”,
/// “要闻 1-2版”, “民生 3版”.
fn end_of_sections(lines: &[Line], at: usize) -> Option<usize> {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:今日|今天|本期|共)\s*\d{1,2}\s*版[:：]?$"));
    static SECTION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\p{Han}{2,6}\s*[:：]?\s*第?\s*[A-D]?\d{1,2}(?:\s*[-—~～至、]\s*[A-D]?\d{1,2}){0,3}\s*版$")
    });
    let text = &lines[at].text;
    if !(text.contains('版') && at_most(text, MAX_SECTIONS_LINE)) {
        return None;
    }
    let is_headed = HEADING.is_match(text);
    let first = at + usize::from(is_headed);
    let is_section = |line: &&Line| at_most(&line.text, MAX_SECTIONS_LINE) && SECTION.is_match(&line.text);
    let sections = lines[first..].iter().take_while(is_section).count();
    (sections >= if is_headed { MIN_NUMBERED } else { MIN_ENTRIES }).then_some(first + sections)
}

/// The end of an index in which each page stands above what is on it: “■2版 要闻”, “夏粮丰收在望”. Below the last page stands one
/// headline, as the next may be that of an article.
fn end_of_pages(lines: &[Line], first: usize) -> usize {
    let is_page = |at: usize| {
        lines.get(at).is_some_and(|line| at_most(&line.text, MAX_PAGE_LINE) && page_in_line(&line.text).is_some())
    };
    let is_headline = |at: usize| lines.get(at).is_some_and(|line| !line.ends_sentence() && !is_page(at));
    let (mut end, mut pages) = (first, 0);
    while is_page(end) && is_headline(end + 1) {
        let next = (end + 2..=end + 1 + MAX_HEADLINES).find(|&at| !is_headline(at)).filter(|&at| is_page(at));
        end = next.unwrap_or(end + 2);
        pages += 1;
    }
    if pages >= MIN_NUMBERED { end } else { first }
}

/// The end of an index in which the number of the page stands before each headline, in rising order: “02 夏粮丰收在望”.
fn end_of_numbered(lines: &[Line], first: usize) -> usize {
    // Behind a number that counts something stands the name of what it counts.
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^([A-D]?\d{2})\s*[:：]?\s*[^\d\s。，.．%％\-—万亿千百多余个名家项年月日时分条岁处所场位人元吨亩][^。]{3,40}$",
        )
    });
    let number = |at: usize| {
        let line = lines.get(at).filter(|line| line.text.len() <= 150 && !line.ends_sentence())?;
        FORM.captures(&line.text).map(|found| found[1].to_owned())
    };
    let mut end = first;
    let mut last = String::new();
    while let Some(page) = number(end).filter(|page| *page > last) {
        last = page;
        end += 1;
    }
    if end - first >= MIN_NUMBERED { end } else { first }
}

/// Whether a line below the heading of an index is an entry with marks: “▶2版 …”, “… >>02”.
fn is_marked_entry(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[▶►▷●◆■·•→*-]+\s*(?:第\s*)?[A-Z]?\d{1,2}\s*版\s*[:：]?\s*[^。]{4,40}$|^[^。]{4,60}?\s*(?:>{1,3}|》{2}|→|P|p)\s*[A-Z]?\d{1,2}\s*版?$",
            r"|^[▶►▷●◆■·•→*-]+\s*[^。]{4,60}?[（(]\s*(?:第\s*)?[A-Z]?\d{1,2}\s*版?\s*[）)]$"
        ))
    });
    at_most(text, 80) && FORM.is_match(text)
}

/// Whether a line below the heading of an index may be an entry that writes the page without 版: “● … A02”, “… /02”, “P2 …”.
fn is_numbered_entry(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[▶►▷●◆■·•→*-]*\s*[^。]{4,60}?(?:\s+|\s*[/／…·.．|｜—-]+\s*)P?[A-D]?\d{1,2}$|^[▶►▷●◆■·•→*-]*\s*[^。]{4,60}?[A-D]\d{1,2}$",
            r"|^[Pp]\s*\d{1,2}\s*[:：]?\s*[^。]{4,40}$"
        ))
    });
    at_most(text, 80) && text.contains(|c: char| c.is_ascii_digit()) && FORM.is_match(text)
}

/// Whether a line is an entry of an index: a headline and the page it stands on.
fn is_entry(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[^。]{4,60}?[\s…·.．\-—>（(【\[]*(?:详见|见|刊|载)?\s*(?:第\s*)?(?:[A-Z]?\d{1,2}(?:[-—~至、]\d{1,2})?|[一二三四五六七八九十]{1,3}|[①-⑳])",
            r"\s*版[）)】\]]?$|^(?:第\s*)?[A-Z]?\d{1,2}\s*版\s*[:：]?\s*[^。，]{4,40}$"
        ))
    });
    text.len() <= 240
        && text.contains('版')
        && !text.contains(['年', '。'])
        && !["下转", "上接", "责编", "编辑"].iter().any(|word| text.contains(word))
        && FORM.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::lines::clean;

    #[test]
    fn an_index_names_pages() {
        for (text, count) in [
            ("今日导读\n慢病长处方可开十二周　2版\n零工市场搬进社区　3版\n", 3),
            ("【本期看点】\n河畔新增三处便民公园（第4版）\n早市搬进新大棚 详见A05版\n", 3),
            ("河畔新增公园　2版\n早市搬进新大棚　3版\n春管正忙　5版\n", 3),
            ("导读\n第2版 河畔新增三处便民公园\n", 2),
            ("▶今日导读\n早市搬进新大棚　03版\n春管正忙　08版\n", 3),
            ("导  读\n河畔新增三处便民公园\n详见第2版\n早市搬进新大棚\n详见第3版\n", 5),
            ("要闻速览\n早市搬进新大棚 02版\n零工市场搬进社区 03版\n", 3),
            ("内容提要\n02 早市搬进新大棚\n03 零工市场搬进社区\n", 3),
            ("导读\n● 早市搬进新大棚　　　A02\n● 春管正忙　　　A05\n", 3),
            ("头条导读\nP2 早市搬进新大棚\nP3 春管正忙\n", 3),
            ("要目\n早市搬进新大棚（见2版）\n春管正忙（见3版）\n", 3),
            ("今日要闻\n早市搬进新大棚  2版\n春管正忙  3版\n", 3),
            ("【导读】\n早市搬进新大棚 /02\n春管正忙 /03\n", 3),
            ("今日8版\n要闻 1-2版\n民生 3版\n副刊 4版\n", 4),
            ("今日导读\n■2版 要闻\n早市搬进新大棚\n老街换上新灯\n■3版 经济\n零工市场搬进社区\n", 6),
        ] {
            let page = format!("{text}\n四十所公办园秋季开门\n　　市教育局介绍，公办园陆续开园。\n");
            assert_eq!(index_at(&clean(&page), 0), Some(0..count), "{text}");
        }
        for text in [
            "导读\n市教育局介绍，公办园陆续开园。\n",
            "河畔新增公园　2版\n早市搬进新大棚\n",
            "要闻速览\n四十所公办园秋季开门\n市教育局介绍，公办园陆续开园。\n",
            "今日关注\n气温降至零下 5\n市气象台介绍，周末回暖。\n",
            "今日8版\n四十所公办园秋季开门\n",
            "内容提要\n12万亩早稻开镰\n20名学生获奖\n市教育局介绍，公办园陆续开园。\n",
        ] {
            assert_eq!(index_at(&clean(text), 0), None, "{text}");
        }
    }
}
