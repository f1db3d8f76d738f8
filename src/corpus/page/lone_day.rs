//! Days that stand by themselves, in a line of their own or beside the number of a page.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::letter_count;
use crate::corpus::publication::issue_line::{self, Credit};
use crate::text::pattern;

/// The day that a text consists of: “2024-03-05”, “2024年3月5日”.
pub(super) fn lone_day(text: &str) -> Option<Date> {
    let text = without_hour(text.trim());
    let is_short = text.len() <= 30 && text.starts_with(|c: char| c.is_ascii_digit() || "〔[（(二一".contains(c));
    if is_short { issue_line::day_of_issue(text).filter(|_| letter_count(text) <= 12) } else { None }
}

/// The day that a text consists of, and the page beside it in brackets: “（2024年3月5日 第03版）”.
pub(super) fn day_and_page(text: &str) -> Option<Credit> {
    let day = lone_day(text).map(|date| Credit { date: Some(date), ..Credit::default() });
    day.or_else(|| {
        let line = issue_line::parse(text).filter(|line| line.bracketed && !line.label)?;
        let credit = line.credit;
        let is_bare = credit.source.is_empty() && credit.byline.is_empty() && !credit.page.is_empty();
        (is_bare && credit.date.is_some()).then_some(credit)
    })
}

/// A text without the hour at its end: “2024-03-05 09:10”.
pub(super) fn without_hour(text: &str) -> &str {
    static HOUR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<day>\d日?)\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?$"));
    if !text.ends_with(|c: char| c.is_ascii_digit()) {
        return text;
    }
    HOUR.captures(text).and_then(|found| found.name("day")).map_or(text, |day| &text[..day.end()])
}
