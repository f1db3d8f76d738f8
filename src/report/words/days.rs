//! Days and spans of days as people write them.

use jiff::civil::Date;

use crate::Language;
use crate::messages;
use crate::trends::{Period, PeriodKind, Span};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(day: Date) -> &'static str {
    MONTHS[day.month() as usize - 1]
}

/// A month of the year, from 1: 3月, March.
pub(crate) fn month_of_year(month: usize, language: Language) -> String {
    messages::month_of_year(language, month, MONTHS[(month - 1) % MONTHS.len()])
}

/// A month of the year, from 1, for the head of a narrow column: 3月, Mar.
pub(crate) fn short_month(month: usize, language: Language) -> String {
    messages::month_of_year(language, month, &MONTHS[(month - 1) % MONTHS.len()][..3])
}

/// A day with its year: 2025年3月4日, 4 March 2025.
fn whole_day(day: Date, language: Language) -> String {
    messages::whole_day(language, day.year(), day.month(), day.day(), month_name(day))
}

/// A period as people write it: 2024年第一季度, 2024-Q1; 2024年3月, March 2024. Tables keep the codes of [`Period`]'s `Display`.
pub(crate) fn period_name(period: Period, language: Language) -> String {
    let (day, code) = (period.start, period.to_string());
    match period.kind {
        PeriodKind::Day => whole_day(day, language),
        PeriodKind::Week => {
            let week = day.iso_week_date();
            messages::week_of_year(language, week.year(), week.week(), &code)
        }
        PeriodKind::Month => messages::month_with_year(language, day.year(), day.month(), month_name(day)),
        PeriodKind::Quarter => messages::quarter_of_year(
            language,
            day.year(),
            ["一", "二", "三", "四"][(day.month() as usize - 1) / 3],
            &code,
        ),
        PeriodKind::Year => messages::whole_year(language, day.year()),
    }
}

/// A day whose year is known from elsewhere: 3月4日, 4 March.
pub(crate) fn day_of_year(day: Date, language: Language) -> String {
    messages::day_of_year(language, day.month(), day.day(), month_name(day))
}

/// A span of days whose year is known from elsewhere: 3月3日至9日, 3 to 9 March.
pub(crate) fn days_of_year(span: Span, language: Language) -> String {
    let is_same_month = span.first.month() == span.last.month();
    let number = |day: Date| messages::day_of_month(language, day.day());
    let (first, last) = match language {
        Language::Chinese if is_same_month => (day_of_year(span.first, language), number(span.last)),
        Language::English if is_same_month => (number(span.first), day_of_year(span.last, language)),
        _ => (day_of_year(span.first, language), day_of_year(span.last, language)),
    };
    messages::from_to(language, &first, &last)
}

/// A span of days, with what both days share written once: 2025年3月3日至9日, 3 to 9 March 2025.
pub(crate) fn day_span(span: Span, language: Language) -> String {
    let (first, last) = (span.first, span.last);
    if first == last {
        return whole_day(first, language);
    }
    let is_same_year = first.year() == last.year();
    let is_same_month = is_same_year && first.month() == last.month();
    let number = |day: Date| messages::day_of_month(language, day.day());
    let (first, last) = match language {
        // The year stands first in Chinese and last in English.
        Language::Chinese if is_same_month => (whole_day(first, language), number(last)),
        Language::Chinese if is_same_year => (whole_day(first, language), day_of_year(last, language)),
        Language::English if is_same_month => (number(first), whole_day(last, language)),
        Language::English if is_same_year => (day_of_year(first, language), whole_day(last, language)),
        _ => (whole_day(first, language), whole_day(last, language)),
    };
    messages::from_to(language, &first, &last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_written_as_people_write_them() {
        let name = |kind, language| period_name(Period { start: date(2024, 4, 1), kind }, language);
        for (kind, chinese, english) in [
            (PeriodKind::Day, "2024年4月1日", "1 April 2024"),
            (PeriodKind::Week, "2024年第14周", "2024-W14"),
            (PeriodKind::Month, "2024年4月", "April 2024"),
            (PeriodKind::Quarter, "2024年第二季度", "2024-Q2"),
            (PeriodKind::Year, "2024年", "2024"),
        ] {
            assert_eq!(name(kind, Language::Chinese), chinese);
            assert_eq!(name(kind, Language::English), english);
        }
    }

    #[test]
    fn what_both_days_share_is_written_once() {
        let span = |last| Span { first: date(2024, 12, 9), last };
        let text = |last, language| day_span(span(last), language);
        assert_eq!(text(date(2024, 12, 9), Language::Chinese), "2024年12月9日");
        assert_eq!(text(date(2024, 12, 15), Language::Chinese), "2024年12月9日至15日");
        assert_eq!(text(date(2025, 1, 5), Language::Chinese), "2024年12月9日至2025年1月5日");
        assert_eq!(text(date(2024, 12, 15), Language::English), "9 to 15 December 2024");
        assert_eq!(text(date(2025, 1, 5), Language::English), "9 December 2024 to 5 January 2025");
        let week = span(date(2024, 12, 15));
        assert_eq!(days_of_year(week, Language::Chinese), "12月9日至15日");
        assert_eq!(days_of_year(week, Language::English), "9 to 15 December");
        let across = Span { first: date(2024, 7, 29), last: date(2024, 8, 4) };
        assert_eq!(day_span(across, Language::Chinese), "2024年7月29日至8月4日");
        assert_eq!(day_span(across, Language::English), "29 July to 4 August 2024");
    }
}
