//! Days as they are printed in head lines, mastheads, paths and datelines.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::corpus::read::one_article::compiled;
use crate::corpus::read::one_article::text::half_width;

/// A day found in a text, with the bytes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// The day.
    pub date: Date,
    /// The first byte of the day.
    pub start: usize,
    /// The first byte after the day.
    pub end: usize,
}

static DIGITS: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(\d{4})\s*(?:年|[./\-－–])\s*(\d{1,2})\s*(?:月|[./\-－–])\s*(\d{1,2})(?:\s*[日号])?"));
static NUMERALS: LazyLock<Regex> = LazyLock::new(|| {
    compiled("([一二三四五六七八九〇○零O]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})日")
});
static COMPACT: LazyLock<Regex> = LazyLock::new(|| compiled(r"((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)"));
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b",
    )
});
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(\d{4})\b",
    )
});
static MONTH_AND_DAY: LazyLock<Regex> = LazyLock::new(|| compiled(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:电|讯|专电)"));

/// The first whole day of a text in any form; the text must be half-width already.
pub(crate) fn find_date(text: &str) -> Option<FoundDate> {
    [&DIGITS, &NUMERALS, &COMPACT, &MONTH_FIRST, &DAY_FIRST]
        .into_iter()
        .enumerate()
        .filter_map(|(form, pattern)| first_match(text, pattern, form))
        .min_by_key(|found| found.start)
}

/// The first match of one form that is a real day and no part of a longer number.
fn first_match(text: &str, pattern: &Regex, form: usize) -> Option<FoundDate> {
    pattern.captures_iter(text).find_map(|captures| {
        let whole = captures.get(0)?;
        let before = text.get(..whole.start())?.chars().next_back();
        let after = text.get(whole.end()..)?.chars().next();
        if form < 3 && (before.is_some_and(|c| c.is_ascii_digit()) || after.is_some_and(|c| c.is_ascii_digit())) {
            return None;
        }
        let (year, month, day) = match form {
            0 | 2 => (number(&captures, 1)?, number(&captures, 2)?, number(&captures, 3)?),
            1 => (numeral_year(captures.get(1)?.as_str())?, numeral(&captures, 2)?, numeral(&captures, 3)?),
            3 => (number(&captures, 3)?, month_of(captures.get(1)?.as_str())?, number(&captures, 2)?),
            _ => (number(&captures, 3)?, month_of(captures.get(2)?.as_str())?, number(&captures, 1)?),
        };
        let date = day_of(year, month, day)?;
        Some(FoundDate { date, start: whole.start(), end: whole.end() })
    })
}

/// A day of the years newspapers are read from.
fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1900..=2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(captures: &Captures, group: usize) -> Option<i16> {
    captures.get(group)?.as_str().parse().ok()
}

fn digit(c: char) -> Option<i16> {
    "零一二三四五六七八九".chars().position(|numeral| numeral == c).and_then(|value| i16::try_from(value).ok())
}

fn numeral_year(text: &str) -> Option<i16> {
    text.chars().try_fold(0, |year: i16, c| {
        let value = if matches!(c, '〇' | '○' | 'O') { 0 } else { digit(c)? };
        year.checked_mul(10)?.checked_add(value)
    })
}

/// A Chinese numeral below one hundred.
fn numeral(captures: &Captures, group: usize) -> Option<i16> {
    let text = captures.get(group)?.as_str();
    let (mut tens, mut units) = (0, 0);
    for c in text.chars() {
        match c {
            '十' => (tens, units) = (units.max(1), 0),
            '廿' => tens = 2,
            '卅' => tens = 3,
            _ => units = digit(c)?,
        }
    }
    Some(tens * 10 + units)
}

fn month_of(name: &str) -> Option<i16> {
    let name = name.to_ascii_lowercase();
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        .iter()
        .position(|&month| month == name)
        .and_then(|index| i16::try_from(index + 1).ok())
}

/// The day a file's name or one of its folders bears: `20230702`, `2023-07/02`, `202307/02`, a name that begins or ends with a day.
pub(crate) fn date_of_path(stem: &str, folders: &[&str]) -> Option<Date> {
    let stem = half_width(stem);
    if let Some(found) = find_date(&stem) {
        let prose = stem.get(found.start..found.end).is_some_and(|text| text.contains('年'));
        if !prose || found.start == 0 || found.end == stem.len() {
            return Some(found.date);
        }
    }
    let folders: Vec<String> = folders.iter().rev().take(4).map(|folder| half_width(folder)).collect();
    if let Some(found) = folders.iter().find_map(|folder| find_date(folder)) {
        return Some(found.date);
    }
    folders.windows(2).find_map(|pair| split_folders(pair.get(1)?, pair.first()?)).or_else(|| {
        folders.windows(3).find_map(|three| {
            let month = format!("{}-{}", three.get(2)?, three.get(1)?);
            split_folders(&month, three.first()?)
        })
    })
}

/// The day of a folder of the month (`2023-07`, `202307`) and a folder of the day (`02`) inside it.
fn split_folders(month: &str, day: &str) -> Option<Date> {
    let month: String = month.chars().filter(char::is_ascii_digit).collect();
    let day: String = day.chars().filter(char::is_ascii_digit).collect();
    if !(5..=6).contains(&month.len()) || !(1..=2).contains(&day.len()) {
        return None;
    }
    day_of(month.get(..4)?.parse().ok()?, month.get(4..)?.parse().ok()?, day.parse().ok()?)
}

/// The day of a dateline (“9月15日电”), its year taken from elsewhere.
pub(crate) fn date_of_dateline(paragraph: &str, year: i16) -> Option<Date> {
    let opening: String = half_width(&paragraph.chars().take(60).collect::<String>());
    let captures = MONTH_AND_DAY.captures(&opening)?;
    day_of(year, number(&captures, 1)?, number(&captures, 2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> String {
        find_date(&half_width(text)).map(|found| found.date.to_string()).unwrap_or_default()
    }

    #[test]
    fn days_in_every_form() {
        for text in [
            "2024/4/1",
            "2024年4月1日",
            "2024-04-01 08:00",
            "二〇二四年四月一日",
            "２０２４年４月１日",
            "2024.4.1",
            "发布于20240401",
            "2024 年 4 月 1 日",
            "Monday April 1, 2024",
            "1 Apr 2024",
            "2024－04－01",
        ] {
            assert_eq!(day(text), "2024-04-01", "{text}");
        }
        assert_eq!(day("二〇二四年十二月二十三日"), "2024-12-23");
        assert_eq!(day("2024年13月1日"), "");
        assert_eq!(day("编号1202404013"), "");
        assert_eq!(day("5月12日"), "");
    }

    #[test]
    fn days_of_paths() {
        let of =
            |stem: &str, folders: &[&str]| date_of_path(stem, folders).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(of("20240603-01-02", &[]), "2024-06-03");
        assert_eq!(of("下载-1a2b3c", &["day", "20240603"]), "2024-06-03");
        assert_eq!(of("文章", &["papers", "2024-06", "03"]), "2024-06-03");
        assert_eq!(of("文章", &["2024", "06", "03"]), "2024-06-03");
        assert_eq!(of("《新规》2024年6月3日起施行", &[]), "");
        assert_eq!(of("新桥通车2024年6月3日", &[]), "2024-06-03");
    }

    #[test]
    fn datelines_take_their_year_from_elsewhere() {
        let date = date_of_dateline("新华社云岭9月15日电 市里", 2022).map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2022-09-15"));
        assert_eq!(date_of_dateline("市里9月15日开会", 2022), None);
    }
}
