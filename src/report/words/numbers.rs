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

/// What a number may lack of a half and still be rounded up. Few decimal halves are binary numbers, and ratios of counts that are
/// no halves are farther away from them.
const HAIR: f64 = 1e-9;

/// A number with this many decimals, halves away from zero, as on paper and on the page (`words.js`): 1 of 16 is 6.3%.
pub(crate) fn rounded(value: f64, decimals: usize) -> String {
    let scale = f64::powi(10.0, decimals as i32);
    let size = libm::floor(value.abs() * scale + 0.5 + HAIR) / scale;
    let sign = if value < 0.0 && size > 0.0 { "-" } else { "" };
    format!("{sign}{size:.decimals$}")
}

/// A share in per cent with one digit, or two where one digit would show 0: “12.3%”, “0.04%”; “<0.01%” for some share that two
/// digits would write as none.
pub(crate) fn percent(share: f64) -> String {
    let decimals = if share > 0.0 && share < 0.0005 { 2 } else { 1 };
    let text = rounded(100.0 * share, decimals);
    if text == "0.00" { "<0.01%".into() } else { text + "%" }
}

/// A share in whole per cents, for cells with little room: “12”, “0” for none, “<1” for some that would be written as 0.
pub(crate) fn whole_percent(count: usize, total: usize) -> String {
    let text = rounded(100.0 * count as f64 / total.max(1) as f64, 0);
    if text == "0" && count > 0 { "<1".into() } else { text }
}

/// A difference of shares in percentage points with its sign: “+1.2”, “−0.4”; no sign where it rounds to 0.
pub(crate) fn points(difference: f64) -> String {
    let size = rounded(100.0 * difference.abs(), 1);
    let sign = if size == "0.0" {
        ""
    } else if difference > 0.0 {
        "+"
    } else {
        "−"
    };
    format!("{sign}{size}")
}

/// A p value or a false discovery rate with three digits; what they cannot show is no zero and no certainty: “0.048”, “<0.001”,
/// “>0.999”.
pub fn p_value(value: f64) -> String {
    match value {
        _ if value < 0.001 => String::from("<0.001"),
        _ if value >= 0.9995 => String::from(">0.999"),
        _ => rounded(value, 3),
    }
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
        assert_eq!([whole_percent(0, 9), whole_percent(1, 900), whole_percent(1, 8)], ["0", "<1", "13"]);
        assert_eq!([0.0004, 0.00005, 0.000049, 1e-12].map(percent), ["0.04%", "0.01%", "<0.01%", "<0.01%"]);
        // Halves of counts, whether binary numbers hold them or not.
        assert_eq!([1.0 / 16.0, 23.0 / 80.0, 1.0 / 80.0, 0.0].map(percent), ["6.3%", "28.8%", "1.3%", "0.0%"]);
        assert_eq!([points(-1.0 / 16.0), points(0.0004999)], ["−6.3", "0.0"]);
        assert_eq!([rounded(-1.005, 2), rounded(-0.0001, 2), rounded(1.0 / 128.0, 6)], ["-1.01", "0.00", "0.007813"]);
        assert_eq!([0.0, 0.00099, 0.048, 0.9994, 1.0].map(p_value), ["<0.001", "<0.001", "0.048", "0.999", ">0.999"]);
        assert_eq!([signed_days(6), signed_days(0), signed_days(-17)], ["+6", "0", "−17"]);
    }
}
