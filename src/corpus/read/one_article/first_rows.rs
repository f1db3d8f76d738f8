//! What the first rows of a file hold beside headline and head line: an agency's service, the beginning of the text as a clipper
//! repeats it, the names above the bar of a digital paper's reader.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, letter_count};
use crate::corpus::page_number::page_in_line;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::masthead::{self, Masthead};
use crate::corpus::read::one_article::rows::Row;
use crate::text::pattern;

/// The name of a bulletin, and the line of who issued it, have at most this many letters.
const MAX_BULLETIN: usize = 14;
const MAX_ISSUER: usize = 40;
/// The rule behind an excerpt stands within this many rows.
const MAX_EXCERPT: usize = 8;

/// Parts the first row where headline, moment and source stand on it together.
pub(super) fn part_first(rows: &mut Vec<Row>) {
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
pub(super) fn take_excerpt(rows: &mut Vec<Row>) {
    let is_label = |row: &Row| row.text.trim_start_matches(['>', '#', ' ']) == "Excerpt";
    let Some(start) = rows.iter().position(is_label) else { return };
    if let Some(length) = rows[start..].iter().take(MAX_EXCERPT).position(|row| row.text.trim() == "---") {
        rows.drain(start..=start + length);
    }
}

/// Takes the head of an office's bulletin off the top, and gives its day: “工 作 简 报”, “第17期”, “兰河市优化办　2024年3月5日”, a rule.
pub(super) fn take_bulletin(rows: &mut Vec<Row>) -> Option<Date> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[（(]?\s*(?:(?:19|20)\d{2}\s*年\s*)?第\s*\d{1,4}\s*期.{0,20}$"));
    const NAMES: [&str; 8] = ["简报", "专报", "快报", "信息", "动态", "通讯", "要情", "参阅"];
    let name: String = rows.first()?.text.split_whitespace().collect();
    let is_head = letter_count(&name) <= MAX_BULLETIN
        && NAMES.iter().any(|word| name.ends_with(word))
        && rows.get(1).is_some_and(|row| NUMBER.is_match(&row.text));
    if !is_head {
        return None;
    }
    // Who issued it, and the day, stand above a rule.
    let is_rule = |row: &Row| row.text.chars().all(|c| "━—─_═-＿".contains(c));
    let issued = rows.get(2).filter(|row| letter_count(&row.text) <= MAX_ISSUER && find_date(&row.text).is_some());
    let day = issued.and_then(|row| find_date(&row.text)).map(|found| found.date);
    let mut end = 2 + usize::from(day.is_some());
    end += usize::from(rows.get(end).is_some_and(is_rule));
    rows.drain(..end);
    day
}

/// Takes the line of an agency's service off the top, and gives the agency: “新华社新媒体专线”.
pub(super) fn take_wire(rows: &mut Vec<Row>) -> String {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(新华社|中新社|中国新闻社)\p{Han}{0,6}专线$"));
    let agency = rows.first().and_then(|row| FORM.captures(&row.text).map(|found| found[1].to_owned()));
    if agency.is_some() {
        rows.remove(0);
    }
    agency.unwrap_or_default()
}
/// Completes a masthead by the rows above the bar of a digital paper's reader, which name paper, day and page among their buttons.
pub(super) fn complete_masthead(masthead: &mut Masthead, above: &[Row]) {
    for row in above {
        if masthead.paper.is_empty() {
            masthead.paper = masthead::paper(&row.text).filter(|paper| row.text.trim() == *paper).unwrap_or_default();
        }
        masthead.date = masthead.date.or_else(|| find_date(&row.text).map(|found| found.date));
        if masthead.page.is_empty() {
            masthead.page = page_in_line(&row.text).unwrap_or_default();
        }
    }
}
