//! Days as they are printed in head lines, mastheads, paths and datelines.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::corpus::date::month_of_english_name;
use crate::corpus::measure::half_width;
use crate::corpus::numerals::{below_hundred, digit_by_digit};
use crate::text::pattern;

/// A day found in a text, with the bytes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus) struct FoundDate {
    /// The day.
    pub date: Date,
    /// The first byte of the day.
    pub start: usize,
    /// The first byte after the day.
    pub end: usize,
}

static DIGITS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(\d{4})\s*(?:年|[./·\-－–—])\s*(\d{1,2})\s*(?:月|[./·\-－–—])\s*(\d{1,2})(?:\s*[日号])?")
});
static NUMERALS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([一二三四五六七八九〇○零ＯO]{4}|\d{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})日",
    )
});
static COMPACT: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)"));
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?-u:\b)",
    )
});
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)(\d{1,2})(?:st|nd|rd|th)?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(\d{4})(?-u:\b)",
    )
});
/// “2022 12/14 11:37”, as pages that set the year above the day are copied.
static YEAR_APART: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)(\d{4})\s*(\d{1,2})/\s?(\d{1,2})\s*\d{1,2}:\d{2}"));
/// “2022-12-1411:37”, as programs copy the day and the time of a printed page that is set without a space between them.
static TIME_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)((?:19|20)\d{2})[-/.](\d{2})[-/.](\d{2})[012]\d:[0-5]\d"));
/// “民國113年4月1日”: the years of the Republic, as Taiwan counts them.
static REPUBLIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"民\s*[國国]\s*(1[0-4]\d|[1-9]\d?)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*[日号號])?")
});
static MONTH_AND_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:电|讯|专电)"));

/// What is added to a year of the Republic, as Taiwan counts them, for the common one: the first was 1912.
pub(in crate::corpus) const BEFORE_REPUBLIC: i16 = 1911;

/// A day at the beginning of a text whose year is one of the Republic without its name, as papers in Taiwan write it: “113/04/01”. Other
/// numbers have this form as well: only what stands around it shows that it is a day.
pub(in crate::corpus) fn day_of_republic(text: &str) -> Option<FoundDate> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:^|[^\d./-]|\D[/-])((1[0-4]\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?)(?:[^\d./-]|$)")
    });
    let found = FORM.captures(text)?;
    let date = day_of(BEFORE_REPUBLIC + number(&found, 2)?, number(&found, 3)?, number(&found, 4)?)?;
    let whole = found.get(1)?;
    Some(FoundDate { date, start: whole.start(), end: whole.end() })
}

/// The first whole day of a text in any form; the text must be half-width already.
pub(in crate::corpus) fn find_date(text: &str) -> Option<FoundDate> {
    // Quick checks spare nearly all lines the regular expressions: a day is written with digits, or with 年 and 月.
    let digits = text.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let numerals = text.contains('年') && text.contains('月');
    let letters = digits && text.bytes().any(|byte| byte.is_ascii_alphabetic());
    [
        (digits, &DIGITS),
        (numerals, &NUMERALS),
        (digits, &COMPACT),
        (letters, &MONTH_FIRST),
        (letters, &DAY_FIRST),
        (digits, &YEAR_APART),
        (digits, &TIME_BEHIND),
        (text.contains('民'), &REPUBLIC),
    ]
    .into_iter()
    .enumerate()
    .filter(|(_, (may_be, _))| *may_be)
    .filter_map(|(form, (_, pattern))| first_match(text, pattern, form))
    .min_by_key(|found| found.start)
}

/// The first match of one form that is a real day and no part of a longer number.
fn first_match(text: &str, pattern: &Regex, form: usize) -> Option<FoundDate> {
    pattern.captures_iter(text).find_map(|captures| {
        let whole = captures.get(0)?;
        let before = text.get(..whole.start())?.chars().next_back();
        // Months are no day: “2023年1-9月”. Behind 日 a number of its own may stand: “2024年3月5日2版”.
        let after = text.get(whole.end()..)?.chars().next().filter(|_| !whole.as_str().ends_with(['日', '号']));
        if form < 3
            && (before.is_some_and(|c| c.is_ascii_digit()) || after.is_some_and(|c| c.is_ascii_digit() || c == '月'))
        {
            return None;
        }
        let (year, month, day) = match form {
            0 | 2 | 5 | 6 => (number(&captures, 1)?, number(&captures, 2)?, number(&captures, 3)?),
            1 => (
                number(&captures, 1).or_else(|| numeral(&captures, 1, digit_by_digit))?,
                numeral(&captures, 2, below_hundred)?,
                numeral(&captures, 3, below_hundred)?,
            ),
            7 => (BEFORE_REPUBLIC + number(&captures, 1)?, number(&captures, 2)?, number(&captures, 3)?),
            3 => (number(&captures, 3)?, month_of(&captures, 1)?, number(&captures, 2)?),
            _ => (number(&captures, 3)?, month_of(&captures, 2)?, number(&captures, 1)?),
        };
        let date = day_of(year, month, day)?;
        // The time behind it is for the caller to read.
        let end = if matches!(form, 5 | 6) { captures.get(3)?.end() } else { whole.end() };
        Some(FoundDate { date, start: whole.start(), end })
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

/// A number in Chinese numerals, by the reading of its form.
fn numeral(captures: &Captures, group: usize, read: fn(&str) -> Option<u32>) -> Option<i16> {
    read(captures.get(group)?.as_str()).and_then(|number| i16::try_from(number).ok())
}

fn month_of(captures: &Captures, group: usize) -> Option<i16> {
    month_of_english_name(captures.get(group)?.as_str()).map(i16::from)
}

/// The day a file's name or one of its folders bears: `20230702`, `2023-07/02`, `202307/02`, a name that begins or ends with a day.
pub(in crate::corpus) fn date_of_path(stem: &str, folders: &[&str]) -> Option<Date> {
    let stem = half_width(stem);
    // Archives write day and page without a mark: “rmrb2023090705”.
    static WITH_PAGE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[A-Za-z]{2,8}((?:19|20)\d{2})(\d{2})(\d{2})\d{2}(?:\D|$)"));
    let with_page = || {
        let found = WITH_PAGE.captures(&stem)?;
        day_of(number(&found, 1)?, number(&found, 2)?, number(&found, 3)?)
    };
    if let Some(date) = with_page() {
        return Some(date);
    }
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
pub(in crate::corpus) fn date_of_dateline(paragraph: &str, year: i16) -> Option<Date> {
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
            "2024年四月一日",
            "２０２４年４月１日",
            "2024.4.1",
            "发布于20240401",
            "2024 年 4 月 1 日",
            "Monday April 1, 2024",
            "1 Apr 2024",
            "2024－04－01",
            "2024·04·01",
            "2024—04—01",
            "2024-04-0108:00",
            "2024/04/0118:30来源",
        ] {
            assert_eq!(day(text), "2024-04-01", "{text}");
        }
        assert_eq!(day("二〇二四年十二月二十三日"), "2024-12-23");
        assert_eq!(day("2024年13月1日"), "");
        assert_eq!(day("编号1202404013"), "");
        assert_eq!(day("5月12日"), "");
        assert_eq!(day("编号2024-04-0199:99"), "");
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
