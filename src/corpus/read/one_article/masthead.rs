//! The masthead of an issue above a single article: name of the paper, day, page.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::page_number::page_number;
use crate::corpus::read::one_article::dates::find_date;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::text::{at_most, half_width, letter_count};
use crate::text::pattern;

/// What a masthead tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Masthead {
    /// The name of the paper.
    pub paper: String,
    /// The day of the issue.
    pub date: Option<Date>,
    /// The page of the issue.
    pub page: String,
    /// The number of rows it takes.
    pub rows: usize,
}

static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:星期|周)[一二三四五六日天]|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|公元|农历\S*|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?\S{0,8}",
    )
});
static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:总?第\s*\d+\s*期|今日\s*\d+\s*版|国内统一\S*|刊号\S*|CN\s*[\d-]+|(?:责编|编辑|主编|校对|美编|版式|值班)\s*[:：]?\s*\p{Han}{2,3}(?:\s|$))",
    )
});
static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"第?\s*([A-D]?\d{1,3})\s*版(?:\s*[:：]?\s*\p{Han}{2,6})?"));
static PAPER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}{1,12}[报報](?:（[^）]{1,8}）)?$"));

/// Reads the masthead at the top of a file; one without a day is none.
pub(crate) fn read(rows: &[Row]) -> Option<Masthead> {
    let mut masthead = Masthead::default();
    for row in rows.iter().take(6) {
        if !at_most(&row.text, 120) || !add(&row.text, &mut masthead) {
            break;
        }
        masthead.rows += 1;
    }
    masthead.date.is_some().then_some(masthead)
}

/// Takes one line into the masthead, unless the line tells anything else.
fn add(text: &str, masthead: &mut Masthead) -> bool {
    let mut rest = half_width(text);
    if let Some(found) = find_date(&rest) {
        masthead.date.get_or_insert(found.date);
        rest.replace_range(found.start..found.end, " ");
    }
    for pattern in [&*WEEKDAY, &*ISSUE] {
        rest = pattern.replace_all(&rest, " ").into_owned();
    }
    if let Some(captures) = PAGE.captures(&rest) {
        if let (Some(page), true) = (captures.get(1), masthead.page.is_empty()) {
            masthead.page = page_number(page.as_str());
        }
        rest = PAGE.replace_all(&rest, " ").into_owned();
    }
    let name: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    if letter_count(&name) == 0 {
        return true;
    }
    if masthead.paper.is_empty() && PAPER.is_match(&name) {
        masthead.paper = name;
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::rows::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    fn masthead(text: &str) -> Option<(String, String, String, usize)> {
        let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
        let found = read(&prepare(&lines, SourceKind::Text).rows)?;
        Some((found.paper, found.date?.to_string(), found.page, found.rows))
    }

    #[test]
    fn mastheads_on_one_line_and_on_several() {
        let expected =
            |page: &str, rows| Some(("云岭日报".to_string(), "2024-04-01".to_string(), page.to_string(), rows));
        assert_eq!(masthead("云岭日报　2024年4月1日　星期一　第2版\n\n风雨桥通车"), expected("2", 1));
        assert_eq!(masthead("云 岭 日 报\n公元２０２４年４月１日 星期一\n风雨桥通车"), expected("", 2));
        assert_eq!(masthead("2024.04.01 星期一 云岭日报 A02版\n风雨桥通车"), expected("A02", 1));
    }

    #[test]
    fn headlines_are_no_mastheads() {
        assert_eq!(masthead("风雨桥通车\n2024年4月1日"), None);
        assert_eq!(masthead("云岭日报\n风雨桥通车"), None);
    }
}
