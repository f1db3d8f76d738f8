//! Days that are written in other ways, in the common one: with Chinese numerals, in years of the Republic, or as moments whose digits
//! stand without marks between them.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::corpus::numerals::{below_hundred, digit_by_digit};
use crate::corpus::publication::dates::BEFORE_REPUBLIC;
use crate::text::pattern;

static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([〇○Ｏ零一二三四五六七八九]{4}|[0-9]{4})年(?:([一二三四五六七八九十]{1,3})月)?(?:([一二三四五六七八九十廿卅]{1,4})[日号號])?",
    )
});
static REPUBLIC: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:中[华華])?民[国國]\s*([0-9]{2,3})\s*年"));

/// A value with its day in the common form.
pub(super) fn in_common_form(text: &str) -> String {
    in_digits(&with_common_year(&with_marks(text)))
}

/// The basic form of ISO 8601, `20240401T081500Z`, with its marks.
fn with_marks(text: &str) -> Cow<'_, str> {
    static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^([0-9]{4})([0-9]{2})([0-9]{2})[T ]([0-9]{2}):?([0-9]{2})(?::?[0-9]{2}(?:\.[0-9]+)?)?")
    });
    MOMENT.replace(text, "${1}-${2}-${3}T${4}:${5}")
}

/// A day whose year has three digits, `110/09/22`, with the common year: only those of the Republic have so few, or so many.
fn with_common_year(text: &str) -> Cow<'_, str> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(1[0-4][0-9])\s*[-/.年]\s*(0?[1-9]|1[0-2])\s*[-/.月]\s*(0?[1-9]|[12][0-9]|3[01])日?(?P<end>$|[\sT])")
    });
    DAY.replace(text, |found: &Captures<'_>| {
        let year = BEFORE_REPUBLIC + found[1].parse::<i16>().unwrap_or_default();
        format!("{year}-{}-{}{}", &found[2], &found[3], &found["end"])
    })
}

/// Whether a day is written with a year of the Republic of three digits.
pub(in crate::corpus::read::table) fn is_day_of_republic(text: &str) -> bool {
    matches!(with_common_year(text), Cow::Owned(_))
}

/// A text with its year, month and day in digits. The years of the Republic, as Taiwan counts them, become common ones: the
/// first was 1912.
fn in_digits(text: &str) -> String {
    if let Some(found) = REPUBLIC.captures(text) {
        let year = BEFORE_REPUBLIC + found[1].parse::<i16>().unwrap_or_default();
        return in_digits(&text.replacen(&found[0], &format!("{year}年"), 1));
    }
    let Some(found) = CHINESE.captures(text) else { return text.to_owned() };
    let year = found[1].parse().ok().or_else(|| digit_by_digit(&found[1])).unwrap_or_default();
    let number = |i: usize| found.get(i).and_then(|numeral| below_hundred(numeral.as_str()));
    let month = number(2).map_or(String::new(), |month| format!("{month}月"));
    let day = number(3).map_or(String::new(), |day| format!("{day}日"));
    let whole = found.get(0).map_or(0..0, |m| m.range());
    format!("{}{year:04}年{month}{day}{}", &text[..whole.start], &text[whole.end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_without_marks_and_years_of_the_republic_become_common() {
        for (value, expected) in [
            ("20240401T201500Z", "2024-04-01T20:15Z"),
            ("20240401T201500.000Z", "2024-04-01T20:15Z"),
            ("20240401 08:15:00", "2024-04-01T08:15"),
            ("113/04/01", "2024-04-01"),
            ("113.4.1 08:15", "2024-4-1 08:15"),
            ("113年4月1日", "2024-4-1"),
            ("民國113年4月1日", "2024年4月1日"),
            // Other numbers with marks between them are no days.
            ("113/24/01", "113/24/01"),
            ("113.4.1.7", "113.4.1.7"),
            ("98/04/01", "98/04/01"),
        ] {
            assert_eq!(in_common_form(value), expected, "{value}");
        }
        assert!(is_day_of_republic("113/04/01") && !is_day_of_republic("2024/04/01"));
    }
}
