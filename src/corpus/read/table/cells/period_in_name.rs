//! The year and the month that names of files and sheets and titles of tables tell.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::corpus::numerals::below_hundred;
use crate::text::pattern;

/// The one year that a name bears, alone or at the beginning of a day or a month in digits. Four digits within a word of Latin letters,
/// `news2016zh`, name a collection, which may hold the news of several years.
pub(in crate::corpus::read::table) fn year_in(name: &str) -> Option<i16> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"([A-Za-z]?)([0-9]+)([A-Za-z]?)"));
    let is_of_word = |found: &Captures| found[2].len() == 4 && !found[1].is_empty() && !found[3].is_empty();
    let numbers = NUMBER.captures_iter(name).filter(|found| !is_of_word(found));
    let numbers = numbers.filter(|found| matches!(found[2].len(), 4 | 6 | 8));
    let mut years: Vec<i16> = numbers.filter_map(|found| found[2].get(..4)?.parse().ok()).collect();
    years.retain(|year| (1900..2100).contains(year));
    years.sort_unstable();
    years.dedup();
    if let [year] = years[..] { Some(year) } else { None }
}

/// The one month that a name bears at its beginning or behind a year: “11月”, “2024年3月报道”, “十一月”; none where it names a span.
pub(in crate::corpus::read::table) fn month_in(name: &str) -> Option<i8> {
    static MONTH: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|年)\s*(?:(1[0-2]|0?[1-9])|(十[一二]?|[一二三四五六七八九]))月"));
    let found = MONTH.captures(name).filter(|_| name.matches('月').count() == 1)?;
    match (found.get(1), found.get(2)) {
        (Some(digits), _) => digits.as_str().parse().ok(),
        (_, Some(numeral)) => below_hundred(numeral.as_str()).and_then(|month| i8::try_from(month).ok()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_tell_the_year() {
        assert_eq!(year_in("兰河日报2025年稿件.xlsx"), Some(2025));
        assert_eq!(year_in("2024-2025年稿件.xlsx"), None);
        assert_eq!(year_in("20250904.csv"), Some(2025));
        assert_eq!(year_in("lhrb2025.csv"), Some(2025));
        assert_eq!(year_in("lhrb20250904v2.csv"), Some(2025));
        assert_eq!(year_in("corpus2016zh.json"), None);
    }

    #[test]
    fn names_may_tell_the_month() {
        for (name, month) in [
            ("11月", Some(11)),
            ("2024年3月报道.xlsx", Some(3)),
            ("十二月", Some(12)),
            ("1-6月", None),
            ("1月至6月", None),
            ("Sheet1", None),
        ] {
            assert_eq!(month_in(name), month, "{name}");
        }
    }
}
