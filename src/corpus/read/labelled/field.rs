//! Lines that hold a field of an article behind its name: “标题：社区食堂开门”, “【来源】兰河日报”, “Title-题名: 社区食堂开门”.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::PartialDate;
use crate::corpus::date::full_date;
use crate::corpus::measure::{at_most, ends_sentence, has_digits, letter_count};
use crate::corpus::page_number::{page_in_line, page_number};
use crate::corpus::publication::dates::{day_of_republic, find_date};
use crate::corpus::publication::issue_line;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::sections::sections;
use crate::corpus::read::labelled::names::{Field, named};
use crate::corpus::read::parts::ArticleParts;
use crate::text::{is_han, pattern};

/// Names of what clippers note below a headline.
const CLIPPERS: [&str; 6] = ["原文链接", "链接", "网址", "字数", "批注", "阅读批注"];
/// The fewest letters of a headline between the lines above and below it.
const MIN_TITLE: usize = 6;
/// A title of at least this many letters is a whole headline and no line above one.
const MIN_WHOLE_TITLE: usize = 8;
/// The longest line of a field below a headline, in characters.
const MAX_LINE: usize = 120;

/// The field that a line holds, and its value.
pub(in crate::corpus::read) fn field(line: &str) -> Option<(Field, &str)> {
    let (name, value) = parts(line)?;
    Some((named(name)?, value))
}

/// The name and the value of a line that has the form of a field, whatever its name.
pub(super) fn parts(line: &str) -> Option<(&str, &str)> {
    const BRACKETS: [(char, char); 3] = [('【', '】'), ('[', ']'), ('〖', '〗')];
    let line = line.trim().trim_start_matches(['-', '*', '>', ' ', '\u{3000}']).trim();
    let bracketed = BRACKETS.iter().find_map(|(open, close)| line.strip_prefix(*open)?.split_once(*close));
    let (name, value) = bracketed.or_else(|| line.split_once(['：', ':', '=', '\t']))?;
    let value = if bracketed.is_some() { value.trim_start_matches(['：', ':']) } else { value };
    Some((name, value.trim_matches(['*', ' ', '\u{3000}', '\t'])))
}

/// The fields of a line: one, or several with bars or wide spaces between them, of which a day needs no name:
/// “来源：兰河日报 | 2024-03-05”.
pub(super) fn fields(line: &str) -> Vec<(Field, &str)> {
    let Some(whole) = field(line) else { return Vec::new() };
    if matches!(whole.0, Field::Title | Field::MainTitle | Field::Kicker | Field::Subtitle | Field::Text) {
        return vec![whole];
    }
    for marks in [['|', '｜'].as_slice(), &['\u{3000}', '\t', ' ']] {
        let pieces = line.trim().split(marks).map(str::trim).filter(|piece| !piece.is_empty());
        let found: Vec<_> = pieces.clone().filter_map(named_or_day).collect();
        if found.len() > 1 && (marks.contains(&'|') || found.len() == pieces.count()) {
            return found;
        }
    }
    vec![whole]
}

/// The field that a part of a line holds; a whole day is a field without a name.
fn named_or_day(part: &str) -> Option<(Field, &str)> {
    field(part).or_else(|| day(part)?.full().map(|_| (Field::Date, part)))
}

/// The day that a value names.
pub(super) fn day(value: &str) -> Option<PartialDate> {
    let found = || find_date(value).map(|found| found.date);
    let of_republic = || day_of_republic(value).filter(|day| day.start == 0).map(|found| found.date);
    value.parse().ok().or_else(|| full_date(value).or_else(found).or_else(of_republic).map(Into::into))
}

/// The page of a line that tells nothing else, such as “【第01版：要闻】”, “02版 法治”, “□第二版·综合□” or “A01 头版”.
pub(in crate::corpus::read) fn page_mark(line: &str) -> Option<String> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[【\[〖□■◆◇●▲★☆◎※•◦▪\s]{0,3}(?:(?:第?\s*[A-Za-z]?\d{1,3}|第?\s*[一二三四五六七八九十]{1,3})\s*版",
            r"\s*(?:[：:].{0,12}|(?:\s|\s?[·—\-（(|｜/]\s?)\p{Han}[\p{Han}·]{1,7}[）)]?|",
            sections!(),
            r")?|[A-D]\d{2}(?:[\s:：·|｜]{0,3}\p{Han}{2,5})?)[】\]〗□■◆◇●▲★☆◎※\s]{0,3}$"
        ))
    });
    // A quick check spares nearly all lines the regular expression.
    let may_be = at_most(line, MAX_PAGE_MARK) && line.contains(['版', 'A', 'B', 'C', 'D']);
    let is_mark = may_be && MARK.is_match(line.trim());
    // The number may be written in letters: “第二版”, “【二版 综合】”.
    let ordinal = || {
        let numeral = line.trim_start_matches(|c: char| !"一二三四五六七八九十".contains(c));
        page_in_line(&format!("第{numeral}"))
    };
    let number = || Some(page_number(line)).filter(|number| !number.is_empty());
    if is_mark { number().or_else(|| page_in_line(line)).or_else(ordinal) } else { None }
}

/// The mark of a page has at most this many characters.
const MAX_PAGE_MARK: usize = 40;

/// Takes what clippers write below a headline off the beginning of an article: the author, the address, their own notes. Gives
/// the author, and the lines.
pub(in crate::corpus::read) fn take_fields(paragraphs: &mut Vec<String>) -> (String, Vec<String>) {
    let (mut author, mut taken) = (String::new(), Vec::new());
    while let [first, _, ..] = paragraphs.as_slice() {
        let found = parts(first).filter(|_| at_most(first, MAX_LINE) && !first.starts_with(['【', '[']));
        let Some((name, value)) = found else { break };
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        match named(&name) {
            Some(Field::Byline) if are_persons(value) || name == "作者" && is_short_name(value) => {
                value.clone_into(&mut author);
            }
            Some(field) if field.is_note() && is_note(&name, value) => {}
            _ => break,
        }
        taken.push(paragraphs.remove(0));
    }
    (author, taken)
}

/// Whether a field is a clipper's own: an address, or a note.
fn is_note(name: &str, value: &str) -> bool {
    let is_address = value.contains("://") || value.contains("www.");
    CLIPPERS.contains(&name) && !ends_sentence(value) && (is_address || !matches!(name, "原文链接" | "链接" | "网址"))
}

/// Whether a value has the length of a name and no marks.
fn is_short_name(value: &str) -> bool {
    (2..=8).contains(&value.chars().count()) && value.chars().all(|c| is_han(c) || c.is_whitespace())
}

/// Sets the paper, and the day and the page that stand behind it: “兰河日报 , 2024.03.05 , 第3版”, “兰河日报. 3/5/2024, p3.” as American
/// databases write it.
fn set_source(parts: &mut ArticleParts, value: &str) {
    static AMERICAN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(\p{Han}{2,16})[.,，]\s*(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})(?:,\s*p{1,2}\.?\s*([A-Z]?\d{1,3}))?[.,]?$",
        )
    });
    let reordered = AMERICAN.captures(value).filter(|_| value.contains('/')).map(|found| {
        let page = found.get(5).map(|page| format!(" 第{}版", page.as_str())).unwrap_or_default();
        format!("{} {}-{}-{}{page}", &found[1], &found[4], &found[2], &found[3])
    });
    let value = reordered.as_deref().unwrap_or(value);
    let line = Some(value).filter(|value| has_digits(value)).and_then(issue_line::parse);
    let Some(credit) = line.map(|line| line.credit).filter(|credit| !credit.source.is_empty() && credit.tells_issue())
    else {
        value.clone_into(&mut parts.source);
        return;
    };
    parts.source = credit.source;
    parts.date = parts.date.or(credit.date.map(Into::into));
    if parts.page.is_empty() {
        parts.page = credit.page;
    }
}

/// Sets what a field tells about an article; returns whether it is such a field.
pub(in crate::corpus::read) fn set_field(parts: &mut ArticleParts, kind: Field, value: &str) -> bool {
    // Databases write that a field has no value.
    let value = if matches!(value, "无" | "暂无" | "none" | "None" | "null" | "NULL" | "-") { "" } else { value };
    let headline = |before: &str, behind: &str| [before, behind].map(str::trim).join(" ").trim().to_owned();
    match kind {
        // Below a headline 主题 names what the article is about.
        Field::MainTitle if letter_count(value) < MIN_TITLE && letter_count(&parts.title) >= MIN_WHOLE_TITLE => {
            return false;
        }
        Field::Title | Field::MainTitle => parts.title = headline(&parts.title, value),
        Field::Kicker => parts.title = headline(value, &parts.title),
        Field::Subtitle => parts.title = headline(&parts.title, value),
        Field::Date => parts.date = parts.date.or(day(value)),
        Field::Source => set_source(parts, value),
        Field::Office if parts.source.is_empty() => set_source(parts, value),
        Field::Page => parts.page = page_mark(value).unwrap_or_else(|| page_number(value)),
        Field::Byline => value.clone_into(&mut parts.byline),
        // A document is published later than it is written.
        Field::Office | Field::WrittenDate => {}
        Field::DocumentRecord | Field::Other | Field::Summary | Field::Text => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_many_forms() {
        for (line, expected) in [
            ("标题：社区食堂开门", Field::Title),
            ("【标题】社区食堂开门", Field::Title),
            ("[题名]: 社区食堂开门", Field::Title),
            ("标题=社区食堂开门", Field::Title),
            ("新闻标题：社区食堂开门", Field::Title),
            ("来源\t兰河日报", Field::Source),
            ("【報別】兰河日报", Field::Source),
            ("Source-文献来源: 兰河日报", Field::Source),
            ("报纸日期：2024-03-05", Field::Date),
            ("**公众号**：兰河发布", Field::Source),
            ("版号：01", Field::Page),
            ("副标题: 无", Field::Subtitle),
            ("正文快照：随着", Field::Text),
            ("责任编辑：金禾", Field::Other),
        ] {
            assert_eq!(field(line).map(|(field, _)| field), Some(expected), "{line}");
        }
        for line in ["会议要求：化解积案。", "2024-03-05", "三个项目签约", "地点：云溪县"] {
            assert_eq!(field(line), None, "{line}");
        }
    }

    #[test]
    fn pages_bear_a_number_and_perhaps_a_name() {
        for (line, page) in
            [("【第01版：要闻】", "1"), ("02版 法治", "2"), ("第A03版·要闻·综合", "A03"), ("4版（乡村）", "4")]
        {
            assert_eq!(page_mark(line).as_deref(), Some(page), "{line}");
        }
        for (line, page) in
            [("□第二版·综合□", "2"), ("第十二版", "12"), ("A01 头版", "A01"), ("第01版要闻", "1"), ("■第3版 社会", "3")]
        {
            assert_eq!(page_mark(line).as_deref(), Some(page), "{line}");
        }
        for (line, page) in [("【一版 要闻】", "1"), ("二版：综合", "2"), ("十二版", "12"), ("□三版·社会□", "3")]
        {
            assert_eq!(page_mark(line).as_deref(), Some(page), "{line}");
        }
        for line in
            ["2版新书上市", "第3版 修订后的养犬管理办法昨天公布", "两版方案", "1版 社区食堂，开门了", "A4纸降价"]
        {
            assert_eq!(page_mark(line), None, "{line}");
        }
    }

    #[test]
    fn clippers_write_below_the_headline() {
        let taken = |lines: &[&str]| {
            let mut paragraphs: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            let (author, fields) = take_fields(&mut paragraphs);
            (author, fields.len(), paragraphs.len())
        };
        let clipped = ["作    者：何晓岚", "原文链接：https://a.example/1", "阅读批注：", "公园昨天开放。"];
        assert_eq!(taken(&clipped), ("何晓岚".into(), 3, 1));
        for first in [
            "记者：请您介绍一下公园",
            "编辑：读者来信说公园好",
            "【评论】一盏灯照见的温度",
            "地址：河畔路18号",
            "故事：一盏灯",
        ] {
            assert_eq!(taken(&[first, "公园昨天开放。"]), (String::new(), 0, 2), "{first}");
        }
    }

    #[test]
    fn a_line_may_hold_several() {
        let found = fields("见报日期：2024.3.5　见报版面：3版　报纸：云溪日报");
        let values: Vec<_> = found.iter().map(|(field, value)| (*field, *value)).collect();
        assert_eq!(values, [(Field::Date, "2024.3.5"), (Field::Page, "3版"), (Field::Source, "云溪日报")]);
        assert_eq!(fields("来源：兰河日报 | 2024-03-05").len(), 2);
        assert_eq!(fields("作者：何晓岚 陈一舟"), [(Field::Byline, "何晓岚 陈一舟")]);
    }
}
