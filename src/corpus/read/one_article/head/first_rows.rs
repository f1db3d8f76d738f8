//! What the first rows of a file hold beside headline and head line: an agency's service, the beginning of the text as a clipper
//! repeats it, the names above the bar of a digital paper's reader.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::date::date_in_path;
use crate::corpus::measure::{at_most, letter_count, width};
use crate::corpus::page_number::page_in_line;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line;
use crate::corpus::publication::masthead::{self, Masthead};
use crate::corpus::read::markup::markdown::plain;
use crate::corpus::read::one_article::head::headline::is_outlet;
use crate::corpus::read::one_article::marks::receivers::is_foot_of_bulletin;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::site_page::awaits_source;
use crate::text::pattern;

/// The name of a bulletin, and the line of who issued it, have at most this many letters.
const MAX_BULLETIN: usize = 14;
const MAX_ISSUER: usize = 40;
/// The most lines that tell who issued it and when.
const MAX_ISSUED: usize = 2;
/// The line of the address stands within this many rows.
const MAX_ADDRESS: usize = 4;
/// The source stands within this many rows.
const MAX_SOURCE: usize = 40;
/// The writer stands within this many rows, and what they are has at most this many letters.
const MAX_WRITER: usize = 16;
const MAX_OFFICE: usize = 20;
/// The rule behind an excerpt stands within this many rows.
const MAX_EXCERPT: usize = 8;

/// Parts the first row where headline, moment and source stand on it together.
pub(in crate::corpus::read::one_article) fn part_first(rows: &mut Vec<Row>) {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(\S.{7,60}?)\s+((?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s+(?:来源|稿源|出处)\s*[:：]\s*\S{2,20})$",
        )
    });
    let Some(first) = rows.first_mut().filter(|row| at_most(&row.text, 120)) else { return };
    let Some((headline, head)) = FORM.captures(&first.text).map(|found| (found[1].to_owned(), found[2].to_owned()))
    else {
        return;
    };
    let row = Row { text: head, gap: false, emphasis: None, ..first.clone() };
    first.text = headline;
    rows.insert(1, row);
}

/// Takes out the beginning of the text that a clipper repeats below the headline, up to the rule behind it.
pub(in crate::corpus::read::one_article) fn take_excerpt(rows: &mut Vec<Row>) {
    let is_label = |row: &Row| row.text.trim_start_matches(['>', '#', ' ']) == "Excerpt";
    let Some(start) = rows.iter().position(is_label) else { return };
    if let Some(length) = rows[start..].iter().take(MAX_EXCERPT).position(|row| row.text.trim() == "---") {
        rows.drain(start..=start + length);
    }
}

/// Takes the link off a source that stands alone below its label or the moment: “[兰河日报](https://…)”.
pub(in crate::corpus::read::one_article) fn unlink_source(rows: &mut [Row]) {
    for at in 1..rows.len().min(MAX_SOURCE) {
        if rows[at].text.starts_with('[') && awaits_source(&rows[at - 1].text) {
            let name = plain(&rows[at].text);
            if is_outlet(&name) {
                (rows[at].width, rows[at].text) = (width(&name), name);
            }
        }
    }
}

/// Takes out the line in which a reader that saves pages names the address of the page, and gives the day in it:
/// “本文由 简悦 SimpRead 转码， 原文地址 https://…/2024-03/05/c_1.htm”.
pub(in crate::corpus::read::one_article) fn take_address(rows: &mut Vec<Row>) -> Option<Date> {
    let is_line = |row: &Row| row.text.contains("原文地址") && row.text.contains("转码");
    let at = rows.iter().take(MAX_ADDRESS).position(is_line)?;
    let mut address = rows[at].text.split_once("原文地址")?.1.trim_start_matches([':', '：', ' ']).to_owned();
    let is_rest = |row: &Row| row.text.chars().all(|c| c.is_ascii_graphic());
    let broken = usize::from(rows.get(at + 1).is_some_and(is_rest));
    if broken > 0 {
        address.push_str(&rows[at + 1].text);
    }
    rows.drain(at..=at + broken);
    date_in_path(address.split_once('/').map_or("", |(_, path)| path))
}

/// Takes the head of an office's bulletin off the top, and gives its day: “工 作 简 报”, “第17期”, “兰河市优化办　2024年3月5日”, a rule.
pub(in crate::corpus::read::one_article) fn take_bulletin(rows: &mut Vec<Row>) -> Option<Date> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[（(]?\s*(?:(?:19|20)\d{2}\s*年\s*)?第\s*\d{1,4}\s*期.{0,20}$"));
    const NAMES: [&str; 8] = ["简报", "专报", "快报", "信息", "动态", "通讯", "要情", "参阅"];
    let day_of = |row: &Row| find_date(&row.text).map(|found| found.date);
    // The day, which stands beside the issuer, may come first in the order of lines.
    let start = usize::from(rows.first().and_then(day_of).is_some());
    let name: String = rows.get(start)?.text.split_whitespace().collect();
    let is_numbered = rows.get(start + 1).is_some_and(|row| NUMBER.is_match(&row.text));
    if letter_count(&name) > MAX_BULLETIN || !is_numbered {
        return None;
    }
    // Who issued it, and the day, stand above a rule.
    let names_issuer =
        |text: &str| ["编", "办", "主办", "室", "局", "委", "部", "中心"].iter().any(|end| text.ends_with(end));
    let is_issuer = |row: &&Row| {
        letter_count(&row.text) <= MAX_ISSUER && (day_of(row).is_some() || names_issuer(row.text.trim_end()))
    };
    let issued = rows[start + 2..].iter().take(MAX_ISSUED).take_while(is_issuer).count();
    let has_rule = rows.get(start + 2 + issued).is_some_and(Row::is_rule);
    // The line of the issuer between number and rule shows a bulletin of any name: “媒体看兰河”.
    if !(has_rule && issued > 0 || NAMES.iter().any(|word| name.ends_with(word))) {
        return None;
    }
    // Without a rule below it the day ends the head, or the issuer, where the day came first.
    let issued = if has_rule || start > 0 {
        issued
    } else {
        let is_day = |row: &Row| day_of(row).is_some();
        rows[start + 2..].iter().take(issued).position(is_day).map_or(0, |at| at + 1)
    };
    let end = start + 2 + issued;
    let day = rows[..end].iter().find_map(day_of);
    rows.drain(..end + usize::from(has_rule));
    // To whom it is sent, and in how many copies.
    while rows.pop_if(|row| is_foot_of_bulletin(&row.text) || row.is_rule()).is_some() {}
    day
}

/// Takes the line of an agency's service off the top, and gives the agency: “新华社新媒体专线”.
pub(in crate::corpus::read::one_article) fn take_wire(rows: &mut Vec<Row>) -> String {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(新华社|中新社|中国新闻社)\p{Han}{0,6}专线$"));
    let agency = rows.first().and_then(|row| FORM.captures(&row.text).map(|found| found[1].to_owned()));
    if agency.is_some() {
        rows.remove(0);
    }
    agency.unwrap_or_default()
}

/// Takes the writer with what they are, and the credit of the picture above, out of the rows between headline and day, as the sites of
/// broadcasters set them with commas for colons: “图像来源，Getty Images”, “作者，方舟”, “兰河中文网记者”. Gives the writer.
pub(in crate::corpus::read::one_article) fn take_writer(rows: &mut Vec<Row>) -> String {
    static WRITER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:[-*•·]\s*)?作者\s*[，,]\s*(\p{Han}[^，。,]{1,30})$"));
    static PICTURE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:[-*•·]\s*)?(?:图[像片]来源|圖[像片]來源)\s*[，,]\s*[^。]{2,60}$"));
    let name = |row: &Row| WRITER.captures(&row.text).map(|found| found[1].trim_end().to_owned());
    let written = rows.iter().take(MAX_WRITER).enumerate().find_map(|(at, row)| Some((at, name(row)?)));
    let Some((at, writer)) = written else { return String::new() };
    let is_day = |row: &Row| head_line::parse(&row.text).is_some_and(|head| head.date.is_some());
    // What the writer is stands on a line of its own.
    let Some(length) = rows[at + 1..].iter().take(2).position(is_day) else { return String::new() };
    if length == 1 && letter_count(&rows[at + 1].text) > MAX_OFFICE {
        return String::new();
    }
    rows.drain(at..=at + length);
    let mut above = at;
    while above > 0 {
        above -= 1;
        if PICTURE.is_match(&rows[above].text) {
            rows.remove(above);
        }
    }
    writer
}

/// Completes a masthead by the rows above the bar of a digital paper's reader, which name paper, day and page among their buttons.
pub(in crate::corpus::read::one_article) fn complete_masthead(masthead: &mut Masthead, above: &[Row]) {
    for row in above {
        if masthead.paper.is_empty() {
            masthead.paper = masthead::paper(&row.text).filter(|paper| row.text.trim() == *paper).unwrap_or_default();
        }
        masthead.date = masthead.date.or_else(|| find_date(&row.text).map(|found| found.date));
    }
    complete_page(masthead, above);
}

/// Completes a masthead by the first of the rows above the headline that tells the number of the page.
pub(in crate::corpus::read::one_article) fn complete_page(masthead: &mut Masthead, above: &[Row]) {
    if masthead.page.is_empty() {
        masthead.page = above.iter().find_map(|row| page_in_line(&row.text)).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::head::printed_frame::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    #[test]
    fn the_source_below_the_moment_may_be_a_link() {
        let source = |above: &str| {
            let lines =
                ["# 老街换新颜", above, "[云岭日报](https://a.example/1)"].map(|text| Line { text, emphasis: None });
            let mut rows = prepare(&lines, SourceKind::Markdown).rows;
            unlink_source(&mut rows);
            rows[2].text.clone()
        };
        assert_eq!(
            (source("2024-03-05 08:12").as_str(), source("2024-03-05 来源：").as_str()),
            ("云岭日报", "云岭日报")
        );
        assert!(source("来源：云岭网 2024-03-05 08:12").starts_with('['));
    }

    #[test]
    fn the_writer_behind_a_comma_stands_above_the_day() {
        let taken = |lines: &[&str]| {
            let lines: Vec<Line> = lines.iter().map(|&text| Line { text, emphasis: None }).collect();
            let mut rows = prepare(&lines, SourceKind::Text).rows;
            (take_writer(&mut rows), rows.len())
        };
        let text = "昨天，社区食堂开门，老人凭证优惠。";
        let head = ["社区食堂开门", "图像来源，Getty Images", "-   作者， 方舟", "-   云岭中文网记者"];
        let below = ["2024年3月5日", text];
        assert_eq!(taken(&[head.as_slice(), below.as_slice()].concat()), ("方舟".to_owned(), 3));
        assert_eq!(taken(&["社区食堂开门", "作者，何晓岚", "2024年3月5日", text]), ("何晓岚".to_owned(), 3));
        assert_eq!(taken(&[head.as_slice(), [text].as_slice()].concat()), (String::new(), 5));
    }
}
