//! Days that are written with their year last, as papers of Southeast Asia and Hong Kong and some systems of sites write them: “12-06-2020”,
//! “13/09/2019”, “13 09月 2019”, “九月 13, 2019”.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::text::pattern;

/// The largest number of a month.
const MAX_MONTH: u8 = 12;

/// Which number of a day stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// “13/09/2019”
    DayFirst,
    /// “09/13/2019”
    MonthFirst,
}

/// A day in numbers with its year last.
pub(super) static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<before>^|[^\d./-])(?P<one>\d{1,2})(?P<mark>[-/.])(?P<other>\d{1,2})(?P<again>[-/.])(?P<year>(?:19|20)\d{2})(?P<behind>$|[^\d./年期号號-])",
    )
});

/// A text in half width whose days are written with the year first, where their form alone tells which number is the day.
pub(super) fn with_year_first(text: &str) -> Cow<'_, str> {
    let may_be = text.bytes().filter(u8::is_ascii_digit).count() >= 5 && text.contains(['-', '/', '.', '月']);
    if !may_be {
        return Cow::Borrowed(text);
    }
    match with_named_month(text) {
        Cow::Borrowed(text) => rewritten(text, None),
        Cow::Owned(text) => Cow::Owned(rewritten(&text, None).into_owned()),
    }
}

/// A text whose days with a Chinese month between or before day and year are written with the year first, as systems with English forms of
/// days write them: “13 九月 2019”, “九月 13, 2019”.
fn with_named_month(text: &str) -> Cow<'_, str> {
    static FORMS: LazyLock<[Regex; 2]> = LazyLock::new(|| {
        const MONTH: &str = "(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月";
        const YEAR: &str = r"(?P<year>(?:19|20)\d{2})(?P<behind>$|[^\d\p{Han}])";
        [
            pattern(&format!(r"(?P<before>^|\D)(?P<day>\d{{1,2}})\s+{MONTH},?\s+{YEAR}")),
            pattern(&format!(
                r"(?P<before>^|[^\d一二三四五六七八九十])\s*{MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s*{YEAR}"
            )),
        ]
    });
    if !text.contains('月') {
        return Cow::Borrowed(text);
    }
    let found = FORMS.iter().find(|form| form.is_match(text));
    found.map_or(Cow::Borrowed(text), |form| {
        form.replace_all(text, |found: &Captures<'_>| {
            let month = number_of_month(&found["month"]);
            format!("{}{}-{month:02}-{:0>2}{}", &found["before"], &found["year"], &found["day"], &found["behind"])
        })
    })
}

/// The number of a month that is written in digits or Chinese numerals.
fn number_of_month(month: &str) -> usize {
    const NUMERALS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    NUMERALS.iter().position(|name| *name == month).map_or_else(|| month.parse().unwrap_or_default(), |at| at + 1)
}

/// A text whose days in numbers are written with the year first, in the order that their form tells, else in the one given.
pub(super) fn rewritten(text: &str, order: Option<Order>) -> Cow<'_, str> {
    NUMBERS.replace_all(text, |found: &Captures<'_>| match order_of(found).or(order.filter(|_| is_open(found))) {
        Some(order) => {
            let (day, month) = match order {
                Order::DayFirst => (&found["one"], &found["other"]),
                Order::MonthFirst => (&found["other"], &found["one"]),
            };
            format!("{}{}-{month:0>2}-{day:0>2}{}", &found["before"], &found["year"], &found["behind"])
        }
        None => found[0].to_owned(),
    })
}

/// The two numbers before the year, if the same mark stands around the second.
fn numbers_of(found: &Captures<'_>) -> Option<(u8, u8)> {
    let is_whole = found["mark"] == found["again"] && (&found["mark"] != "." || found["one"].len() == 2);
    let numbers = (found["one"].parse().ok()?, found["other"].parse().ok()?);
    is_whole.then_some(numbers)
}

/// The order that the form of a day tells: no month is larger than twelve, and with hyphens and dots the day stands first.
pub(super) fn order_of(found: &Captures<'_>) -> Option<Order> {
    let (one, other) = numbers_of(found)?;
    match (one > MAX_MONTH, other > MAX_MONTH) {
        (true, true) => None,
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        (false, false) => (one == other || &found["mark"] != "/").then_some(Order::DayFirst),
    }
}

/// Whether a day may be read in both orders.
pub(super) fn is_open(found: &Captures<'_>) -> bool {
    numbers_of(found).is_some() && order_of(found).is_none() && day_in(found, Order::DayFirst).is_some()
}

/// The day that numbers tell in some order.
pub(super) fn day_in(found: &Captures<'_>, order: Order) -> Option<Date> {
    let (one, other) = numbers_of(found)?;
    let (day, month) = if order == Order::DayFirst { (one, other) } else { (other, one) };
    Date::new(found["year"].parse().ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_their_year_last() {
        for text in [
            "最后更新 17:36 13-09-2019",
            "13/09/2019 14:20",
            "09/13/2019 - 10:22",
            "更新于 13.09.2019",
            "发布于 13 09月 2019",
            "星期五, 13 九月 2019 13:49",
            "九月 13, 2019",
            "9月 13th, 2019",
        ] {
            assert!(with_year_first(text).contains("2019-09-13"), "{text}");
        }
        assert_eq!(with_year_first("03-09-2019"), "2019-09-03");
        for text in [
            "03/09/2019",
            "31/13/2019",
            "010-12-2019",
            "3.9.2019",
            "5-6-2019年",
            "2018-12-06-2019",
            "8-9/2019",
            "1月 5,2000人参加",
        ] {
            assert_eq!(with_year_first(text), text);
        }
    }
}
