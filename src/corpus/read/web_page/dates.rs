//! Days written in digits in the texts of web pages.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;

use super::text::folded;
use crate::corpus::date::from_digits;
use crate::text::pattern;

/// The form in which a line of a page tells a day.
pub(super) fn day_form() -> &'static Regex {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日|[^\d]|$)"));
    &FORM
}

/// A text in half width in which every day is whole: systems set the year apart from month and day, with nothing between
/// them in the text (“2022” “09/16”), and the time of day likewise (“2022” “09/16” “09:15”).
pub(super) fn with_whole_days(text: &str) -> String {
    static PARTED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(^|\D)((?:19|20)\d{2})\s*(\d{2})[/-](\d{2})(\D|\d{2}:\d{2}|$)"));
    let text = folded(text);
    if text.contains(['/', '-']) { PARTED.replace_all(&text, "$1$2/$3/$4 $5").into_owned() } else { text }
}

/// The first day, with its year, in a text. A day with an offset from universal time is given in Chinese time.
pub(super) fn first_in(text: &str) -> Option<Date> {
    static ZONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"T(\d{2}):\d{2}[\d:.]*(?:Z|[+-]00:?00)"));
    static COMPACT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?)?\s*$"));
    let text = with_whole_days(text);
    let day = day_form().captures_iter(&text).find_map(|found| from_digits(&found[1], &found[2], &found[3]));
    let day = day.or_else(|| COMPACT.captures(&text).and_then(|found| from_digits(&found[1], &found[2], &found[3])))?;
    let late = ZONE.captures(&text).and_then(|found| found[1].parse::<u8>().ok()).is_some_and(|hour| hour >= 16);
    if late { day.checked_add(1.day()).ok() } else { Some(day) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_in_texts() {
        assert_eq!(first_in("2024-04-01T23:30:00Z"), Some(date(2024, 4, 2)));
        assert_eq!(first_in("2024-04-01T23:30:00+08:00"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("２０２４年４月１日"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("20240401083000"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("202404/0109:15:33"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("2024 04/01"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("202404/01093"), None);
        assert_eq!(first_in("2024-13-01"), None);
    }
}
