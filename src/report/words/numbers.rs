//! Numbers and periods as people read them.

use crate::Language;
use crate::messages;
use crate::trends::PeriodKind;

/// The adverb of a period's length: 每月, monthly.
pub(crate) fn every(kind: PeriodKind, language: Language) -> &'static str {
    match kind {
        PeriodKind::Day => messages::daily(language),
        PeriodKind::Week => messages::weekly(language),
        PeriodKind::Month => messages::monthly(language),
        PeriodKind::Quarter => messages::quarterly(language),
        PeriodKind::Year => messages::yearly(language),
    }
}

/// One period of a length, as what a cell stands for: 一周, a week.
pub(crate) fn one(kind: PeriodKind, language: Language) -> &'static str {
    match kind {
        PeriodKind::Day => messages::one_day(language),
        PeriodKind::Week => messages::one_week(language),
        PeriodKind::Month => messages::one_month(language),
        PeriodKind::Quarter => messages::one_quarter(language),
        PeriodKind::Year => messages::one_year(language),
    }
}

/// A whole number with separators between thousands.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share in per cent with one digit, or two where one digit would show 0: “12.3%”, “0.04%”.
pub(crate) fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.0005 { format!("{:.2}%", 100.0 * share) } else { format!("{:.1}%", 100.0 * share) }
}

/// A share in whole per cents, for cells with little room: “12”, “0” for none, “<1” for some that would be written as 0.
pub(crate) fn whole_percent(count: usize, total: usize) -> String {
    let text = format!("{:.0}", 100.0 * count as f64 / total.max(1) as f64);
    if text == "0" && count > 0 { "<1".into() } else { text }
}

/// A difference of shares in percentage points with its sign: “+1.2”, “−0.4”; no sign where it rounds to 0.
pub(crate) fn points(difference: f64) -> String {
    let size = format!("{:.1}", (100.0 * difference).abs());
    let sign = if size == "0.0" {
        ""
    } else if difference > 0.0 {
        "+"
    } else {
        "−"
    };
    format!("{sign}{size}")
}

/// A p value or a false discovery rate with three digits; a smaller one than they can show is no zero: “0.048”, “<0.001”.
pub fn p_value(value: f64) -> String {
    if value < 0.001 { String::from("<0.001") } else { format!("{value:.3}") }
}

/// Days with their sign: “+6”, “−2”, “0”.
pub(crate) fn signed_days(days: i64) -> String {
    match days {
        0 => "0".into(),
        1.. => format!("+{days}"),
        _ => format!("−{}", -days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        assert_eq!(
            (points(0.0123).as_str(), points(-0.004).as_str(), points(-0.0001).as_str()),
            ("+1.2", "−0.4", "0.0")
        );
        assert_eq!((thousands(20813).as_str(), thousands(7).as_str()), ("20,813", "7"));
        assert_eq!(percent(0.1234), "12.3%");
        assert_eq!([whole_percent(0, 9), whole_percent(1, 900), whole_percent(1, 8)], ["0", "<1", "12"]);
        assert_eq!([p_value(0.0), p_value(0.00099), p_value(0.048)], ["<0.001", "<0.001", "0.048"]);
        assert_eq!([signed_days(6), signed_days(0), signed_days(-17)], ["+6", "0", "−17"]);
    }
}
