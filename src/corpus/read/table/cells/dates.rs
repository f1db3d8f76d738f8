//! Days in all the forms in which tables write them.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::corpus::date::month_of_english_name;
use crate::corpus::publication::dates::BEFORE_REPUBLIC;
use crate::corpus::read::table::cells::common_form::in_common_form;
use crate::text::half_width;
use crate::text::pattern;

/// A date of which the month or the day may be unknown, with the page that stands behind it in the same value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus::read::table) struct ReadDate {
    /// `2011`, `2011-03` or `2011-03-24`.
    pub date: String,
    /// The page in `2018年7月10日第13版`; otherwise it is empty.
    pub page: String,
}

/// Why a value is not a whole date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus::read::table) enum Unread {
    /// The value is not a date in any known form.
    NotADate,
    /// The value names a day that does not exist.
    NoSuchDay,
    /// The value counts back from an unknown day.
    Relative,
    /// The year is missing.
    WithoutYear,
    /// The day and the month cannot be distinguished; the year is known.
    DayMonthOrder(i16),
    /// The year has two digits, and several orders of its parts are days.
    ShortYearOrder,
}

/// What the values of a column say together about the way they are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::corpus::read::table) struct ColumnForm {
    /// Whether the day stands first in `4/1/2024`, where that is known.
    pub day_first: Option<bool>,
    /// The order of the parts of `24-4-1`, where that is known.
    pub short_order: Option<ShortOrder>,
    /// Whether bare numbers may count seconds or milliseconds since 1970.
    pub unix: bool,
    /// Whether six digits are a day, whose year has two of them: 240401. Otherwise they are a month, 202404.
    pub six_are_days: bool,
    /// The month that `2024.1` means, where that is known: a spreadsheet drops the nought of `2024.10`.
    pub month_of_one: Option<i16>,
    /// Whether years are counted from the first of the Republic, as Taiwan does: 98/4/1 beside 110/4/1.
    pub republic: bool,
    /// The year of days that are written without one, as the name of the file tells it.
    pub year: Option<i16>,
    /// The month of days that are written alone, as the name of the sheet tells it.
    pub month: Option<i8>,
}

/// The order of year, month and day in a date whose year has two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus::read::table) enum ShortOrder {
    /// Year, month, day.
    YearMonthDay,
    /// Day, month, year.
    DayMonthYear,
    /// Month, day, year.
    MonthDayYear,
}

impl ShortOrder {
    /// All orders.
    pub(in crate::corpus::read::table) const ALL: [ShortOrder; 3] =
        [ShortOrder::YearMonthDay, ShortOrder::DayMonthYear, ShortOrder::MonthDayYear];

    /// The day that three numbers name in this order.
    pub(in crate::corpus::read::table) fn day(self, parts: [i16; 3]) -> Option<Date> {
        let [year, month, day] = match self {
            ShortOrder::YearMonthDay => parts,
            ShortOrder::DayMonthYear => [parts[2], parts[1], parts[0]],
            ShortOrder::MonthDayYear => [parts[2], parts[0], parts[1]],
        };
        Date::new(whole_year(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

/// The year that two digits stand for: the years from 1950 to 2049.
fn whole_year(short: i16) -> i16 {
    if short < 50 { 2000 + short } else { 1900 + short }
}

/// Values longer than this are not dates.
const MAX_LENGTH: usize = 80;

/// Years in which newspapers and their tables were written.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

macro_rules! patterns {
    ($($name:ident = $text:expr;)*) => { $(static $name: LazyLock<Regex> = LazyLock::new(|| pattern($text));)* };
}

patterns! {
    YEAR_MONTH_DAY = r"(?:^|[^0-9])([0-9]{4})\s*(?:[-/.\\_—–~,]|年|\s)\s*([0-9]{1,2})\s*(?:[-/.\\_—–~,]|月|\s)\s*([0-9]{1,2})(?:$|[^0-9])";
    YEAR_MONTH = r"^([0-9]{4})\s*(?:[-/.\\_]|年)\s*([0-9]{1,2})\s*(?:月(?:份|初|中|底|末|[上中下]旬)?)?$";
    YEAR = r"^([0-9]{4})\s*(?:年?$|年?\s*第?\(?[0-9]{1,3}期?\)?$|年[^0-9]|-?Q[1-4]$)";
    MONTH_NAME_FIRST = r"(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?\b(?:.*[\s,+0-9:])?\b((?:1[89]|2[01])[0-9]{2})\b";
    DAY_FIRST_MONTH_NAME = r"(?i)\b([0-9]{1,2})(?:st|nd|rd|th)?[\s\-/]*(?:of\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[\s\-/]*'?([0-9]{4}|[0-9]{2})\b";
    YEAR_FIRST_MONTH_NAME = r"(?i)\b([0-9]{4})[\s\-/,]*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s\-/,]*([0-9]{1,2})?\b";
    MONTH_NAME_YEAR = r"(?i)^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[\s\-]*([0-9]{4})$";
    YEAR_LAST = r"^([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})\s*[-/.]\s*([0-9]{4})(?:$|[\sT,])";
    SHORT = r"^'?([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:$|[\sT])";
    SHORT_YEAR = r"^'?([0-9]{2})年([0-9]{1,2})月(?:([0-9]{1,2})日)?";
    WITHOUT_YEAR = r"^([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})(?:日?(?:\s.*|\(?(?:星期|周)[一二三四五六日天]\)?)?|[日号]\s*(?:凌晨|清晨|早[上晨]?|[上中下]午|傍晚|晚上?)?\s*[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?|[时時点點](?:[0-9]{1,2}分?|半|许)?))$";
    DAY_ALONE = r"^([0-9]{1,2})[日号]?$";
    RELATIVE = r"(?i)昨|今[天日晨晚早]|前[天日]|刚刚|刚才|[前内]$|分钟|小时|\bago\b|yesterday|today|just now|\bhours?\b|\bminutes?\b|(?:上|本|这)周|星期.$|^周.";
    UTC = r"[T\s]([0-9]{2}):[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:Z|\+00:?00|UTC|GMT)$";
    PAGE = r"第?\s*([A-Za-z]?[0-9]{1,3})\s*版";
    NUMBER = r"^([0-9]{4,19})(?:\.([0-9]+))?$";
}

/// Reads a value as a date.
pub(in crate::corpus::read::table) fn read(value: &str, form: &ColumnForm) -> Result<ReadDate, Unread> {
    let text: String = value.chars().map(half_width).collect();
    // JSON of .NET has milliseconds since 1970: “/Date(1704686400000)/”.
    let milliseconds = text.trim().strip_prefix("/Date(").and_then(|rest| rest.split([')', '+']).next());
    if let Some(count) = milliseconds.and_then(|digits| digits.parse::<i64>().ok()) {
        return unix(count / 1000).map(|date| ReadDate { date, page: String::new() });
    }
    let text = text.trim().trim_matches(['"', '\'', '[', ']', '(', ')', '【', '】']);
    if text.is_empty() || text.chars().count() > MAX_LENGTH {
        return Err(Unread::NotADate);
    }
    let bare = |date: String| ReadDate { date, page: String::new() };
    if let Some(found) = NUMBER.captures(text) {
        if let Some(date) = dotted_month(&found, form) {
            return Ok(bare(date));
        }
        // Programs that know numbers only with a fraction write one to whole numbers: 20240401.0.
        let has_fraction = found.get(2).is_some_and(|fraction| fraction.as_str().contains(|c| c != '0'));
        return number(&found[1], has_fraction, form).map(bare);
    }
    let text = in_common_form(text);
    if let Some(found) = YEAR_MONTH_DAY.captures(&text) {
        return year_month_day(&text, &found);
    }
    month_name(&text)
        .or_else(|| by_year(&text))
        .or_else(|| by_order(&text, form))
        .or_else(|| without_year(&text, form.year?))
        .or_else(|| day_alone(&text, form.year?, form.month?))
        .unwrap_or_else(|| {
            Err(match () {
                () if WITHOUT_YEAR.is_match(&text) => Unread::WithoutYear,
                () if RELATIVE.is_match(&text) => Unread::Relative,
                () => Unread::NotADate,
            })
        })
        .map(bare)
}

/// A month and a day of a known year.
fn without_year(text: &str, year: i16) -> Option<Result<String, Unread>> {
    let found = WITHOUT_YEAR.captures(text)?;
    let date = Date::new(year, found[1].parse().ok()?, found[2].parse().ok()?);
    Some(date.map(|date| date.to_string()).map_err(|_| Unread::NoSuchDay))
}

/// A day of a known month.
fn day_alone(text: &str, year: i16, month: i8) -> Option<Result<String, Unread>> {
    let date = Date::new(year, month, DAY_ALONE.captures(text)?[1].parse().ok()?);
    Some(date.map(|date| date.to_string()).map_err(|_| Unread::NoSuchDay))
}

/// A whole date with what stands behind it: the time of day in another zone, or the page.
fn year_month_day(text: &str, found: &Captures) -> Result<ReadDate, Unread> {
    let parts = [1, 2, 3].map(|i| found[i].parse::<i16>().unwrap_or(0));
    let date = day(parts[0], parts[1], parts[2])?;
    let rest = &text[found.get(3).map_or(text.len(), |last| last.end())..];
    if let Some(second) = YEAR_MONTH_DAY.captures(rest) {
        let other = [1, 2, 3].map(|i| second[i].parse::<i16>().unwrap_or(0));
        // A span of days is not the day of an issue.
        if other != parts {
            return Err(Unread::NotADate);
        }
    }
    let date = in_beijing(date, rest)?;
    let page = PAGE.captures(rest).map_or("", |page| page.get(1).map_or("", |number| number.as_str()));
    Ok(ReadDate { date: date.to_string(), page: page.into() })
}

/// The day in Beijing, which newspapers of China print, of a day at whose end a time of day may stand. Beijing is eight hours ahead of
/// universal time.
fn in_beijing(date: Date, text: &str) -> Result<Date, Unread> {
    let hour = UTC.captures(text).and_then(|time| time[1].parse::<i8>().ok());
    let is_tomorrow = hour.is_some_and(|hour| hour >= 16);
    if is_tomorrow { date.tomorrow().map_err(|_| Unread::NoSuchDay) } else { Ok(date) }
}

fn day(year: i16, month: i16, day: i16) -> Result<Date, Unread> {
    if !YEARS.contains(&year) {
        return Err(Unread::NotADate);
    }
    let narrow = |number: i16| i8::try_from(number).map_err(|_| Unread::NoSuchDay);
    Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| Unread::NoSuchDay)
}

/// A year with a month, as `2024-04`.
fn month(year: i16, month: i16) -> Result<String, Unread> {
    day(year, month, 1).map(|date| format!("{:04}-{:02}", date.year(), date.month()))
}

/// A year and a month with a dot between them: `2024.08`.
fn dotted_month(found: &Captures, form: &ColumnForm) -> Option<String> {
    let year = found[1].parse::<i16>().ok().filter(|_| found[1].len() == 4)?;
    let number = match found.get(2)?.as_str() {
        "1" => form.month_of_one?,
        digits if digits.len() <= 2 => digits.parse().ok()?,
        _ => return None,
    };
    month(year, number).ok()
}

/// The digits of the month in `2024.8`.
pub(in crate::corpus::read::table) fn dotted_digits(text: &str) -> Option<&str> {
    let found = NUMBER.captures(text)?;
    let digits = found.get(2).filter(|digits| found[1].len() == 4 && digits.len() <= 2);
    digits.map(|digits| digits.as_str())
}

/// A bare number: digits of a date, a serial number of a spreadsheet, or a count since 1970.
fn number(digits: &str, fraction: bool, form: &ColumnForm) -> Result<String, Unread> {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|text| text.parse::<i16>().ok()).unwrap_or(0);
    let whole: i64 = digits.parse().map_err(|_| Unread::NotADate)?;
    if let Some(day) = day_with_hour(digits).filter(|_| !fraction) {
        return Ok(day);
    }
    match digits.len() {
        4 if YEARS.contains(&part(0..4)) => Ok(digits.into()),
        5 => serial(whole, false).ok_or(Unread::NotADate),
        6 if !fraction => match day_of_six(digits).filter(|_| form.six_are_days) {
            Some(day) => Ok(day.to_string()),
            None => month(part(0..4), part(4..6)).map_err(|_| Unread::NotADate),
        },
        8 | 12 | 14 if !fraction => day(part(0..4), part(4..6), part(6..8)).map(|date| date.to_string()),
        _ if form.unix => seconds(digits).ok_or(Unread::NotADate).and_then(unix),
        _ => Err(Unread::NotADate),
    }
}

/// The day of `2024040108`, whose last two digits are an hour.
fn day_with_hour(digits: &str) -> Option<String> {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    part(8..10).filter(|hour| *hour < 24 && digits.len() == 10)?;
    day(part(0..4)?, part(4..6)?, part(6..8)?).ok().map(|date| date.to_string())
}

/// The day of six digits, of which the first two are the year.
pub(in crate::corpus::read::table) fn day_of_six(digits: &str) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let is_six = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_six.then_some(())?;
    ShortOrder::YearMonthDay.day([part(0..2)?, part(2..4)?, part(4..6)?])
}

/// The seconds since 1970 of a number that counts them or parts of them, from 1980 to 2100.
pub(in crate::corpus::read::table) fn seconds(digits: &str) -> Option<i64> {
    let unit = match digits.len() {
        10 => 1,
        13 => 1000,
        16 => 1_000_000,
        19 => 1_000_000_000,
        _ => return None,
    };
    let seconds = digits.parse::<i64>().ok()? / unit;
    (315_532_800..4_102_444_800).contains(&seconds).then_some(seconds)
}

/// The day of a spreadsheet's serial number; only days from 1954 to 2064 are recognised in bare numbers.
pub(super) fn serial(days: i64, since_1904: bool) -> Option<String> {
    if !(20_000..=60_000).contains(&days) {
        return None;
    }
    let first = if since_1904 { Date::constant(1904, 1, 1) } else { Date::constant(1899, 12, 30) };
    first.checked_add(days.days()).ok().map(|date| date.to_string())
}

/// The day in Beijing of a count of seconds since 1970.
fn unix(seconds: i64) -> Result<String, Unread> {
    const BEIJING: i64 = 8 * 3600;
    let days = (seconds + BEIJING).div_euclid(86_400);
    let date = Date::constant(1970, 1, 1).checked_add(days.days()).map_err(|_| Unread::NotADate)?;
    if YEARS.contains(&date.year()) { Ok(date.to_string()) } else { Err(Unread::NotADate) }
}

/// Dates with English names of months.
fn month_name(text: &str) -> Option<Result<String, Unread>> {
    // Browsers name the time zone in brackets, each in its own language.
    let text = text.split_once(" (").map_or(text, |(moment, _)| moment);
    if !text.is_ascii() {
        return None;
    }
    let numbers = |year: &str, name: &str, date: &str| {
        let whole = year.parse().ok().map(|number| if year.len() == 2 { whole_year(number) } else { number });
        let month = month_of_english_name(name).map_or(0, i16::from);
        let date = day(whole.unwrap_or(0), month, date.parse().unwrap_or(0))?;
        in_beijing(date, text).map(|date| date.to_string())
    };
    let partial = |year: &str, name: &str| numbers(year, name, "1").map(|date| date[..7].to_owned());
    if let Some(found) = DAY_FIRST_MONTH_NAME.captures(text) {
        return Some(numbers(&found[3], &found[2], &found[1]));
    }
    if let Some(found) = MONTH_NAME_FIRST.captures(text) {
        return Some(numbers(&found[3], &found[1], &found[2]));
    }
    if let Some(found) = YEAR_FIRST_MONTH_NAME.captures(text) {
        return Some(match found.get(3) {
            Some(date) => numbers(&found[1], &found[2], date.as_str()),
            None => partial(&found[1], &found[2]),
        });
    }
    MONTH_NAME_YEAR.captures(text).map(|found| partial(&found[2], &found[1]))
}

/// Dates that begin with the year and lack the day or more.
fn by_year(text: &str) -> Option<Result<String, Unread>> {
    let part = |found: &Captures, i: usize| found.get(i).and_then(|m| m.as_str().parse::<i16>().ok());
    if let Some(found) = YEAR_MONTH.captures(text) {
        return Some(month(part(&found, 1)?, part(&found, 2)?));
    }
    if let Some(found) = SHORT_YEAR.captures(text) {
        let (year, number) = (whole_year(part(&found, 1)?), part(&found, 2)?);
        return Some(match part(&found, 3) {
            Some(date) => day(year, number, date).map(|date| date.to_string()),
            None => month(year, number),
        });
    }
    let year = part(&YEAR.captures(text)?, 1)?;
    Some(if YEARS.contains(&year) { Ok(year.to_string()) } else { Err(Unread::NotADate) })
}

/// Dates whose order of day and month is decided by the whole column.
fn by_order(text: &str, form: &ColumnForm) -> Option<Result<String, Unread>> {
    if let Some([first, second, year]) = year_last(text) {
        if first > 12 || form.day_first == Some(true) && second <= 12 {
            return Some(day(year, second, first).map(|date| date.to_string()));
        }
        if second > 12 || form.day_first == Some(false) || first == second {
            return Some(day(year, first, second).map(|date| date.to_string()));
        }
        let plausible = YEARS.contains(&year);
        return Some(Err(if plausible { Unread::DayMonthOrder(year) } else { Unread::NotADate }));
    }
    let parts = short(text)?;
    if form.republic {
        return Some(day(parts[0] + BEFORE_REPUBLIC, parts[1], parts[2]).map(|date| date.to_string()));
    }
    let Some(order) = form.short_order else {
        let days = ShortOrder::ALL.into_iter().filter(|order| order.day(parts).is_some()).count();
        return Some(Err(if days > 1 { Unread::ShortYearOrder } else { Unread::NotADate }));
    };
    Some(order.day(parts).map(|date| date.to_string()).ok_or(Unread::NotADate))
}

/// The parts of `4/1/2024`.
pub(in crate::corpus::read::table) fn year_last(text: &str) -> Option<[i16; 3]> {
    three(&YEAR_LAST.captures(text)?)
}

/// The parts of `24-4-1`.
pub(in crate::corpus::read::table) fn short(text: &str) -> Option<[i16; 3]> {
    three(&SHORT.captures(text)?)
}

fn three(found: &Captures) -> Option<[i16; 3]> {
    let part = |i: usize| found.get(i).and_then(|m| m.as_str().parse().ok());
    Some([part(1)?, part(2)?, part(3)?])
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
