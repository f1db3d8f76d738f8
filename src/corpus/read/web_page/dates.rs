//! Days written in digits, in texts and in paths.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;

use super::text::{folded, pattern};

/// The form in which a line of a page tells a day.
pub(super) fn day_form() -> &'static Regex {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日|[^\d]|$)"));
    &FORM
}

/// The first day, with its year, in a text. A day with an offset from universal time is told in Chinese time.
pub(super) fn first_in(text: &str) -> Option<Date> {
    static ZONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"T(\d{2}):\d{2}[\d:.]*(?:Z|[+-]00:?00)"));
    static COMPACT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?)?\s*$"));
    let text = folded(text);
    let day = day_form().captures_iter(&text).find_map(|found| civil(&found[1], &found[2], &found[3]));
    let day = day.or_else(|| COMPACT.captures(&text).and_then(|found| civil(&found[1], &found[2], &found[3])))?;
    let late = ZONE.captures(&text).and_then(|found| found[1].parse::<u8>().ok()).is_some_and(|hour| hour >= 16);
    if late { day.checked_add(1.day()).ok() } else { Some(day) }
}

/// A day from the digits of its parts, if there is such a day.
pub(super) fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The last day in a path, whose parts may be spread over folders: `202507/18/`, `2025-07/18/`, `2025/0718/`,
/// `t20250718_123.html`, `art_2025_7_18_1.html`.
pub(super) fn in_path(path: &str) -> Option<Date> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|\D)((?:19|20)\d{2})(?:[-_.年/]?(\d{2})[-_.月/]?(\d{2})|[-_.年/](\d{1,2})[-_.月/](\d{1,2}))(?:\D|$)",
        )
    });
    let (mut last, mut at) = (None, 0);
    while let Some(found) = FORM.captures_at(path, at) {
        let part = |one: usize, other: usize| found.get(one).or(found.get(other)).map_or("", |part| part.as_str());
        last = civil(&found[1], part(2, 4), part(3, 5)).or(last);
        at = found.get(1).map_or(path.len(), |year| year.end());
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_in_paths() {
        for path in [
            "pc/content/202507/18/content_1.html",
            "html/2025-07/18/nw.D110000lhrb_20250718_1-02.htm",
            "20250718/content_1.htm",
            "2025/0718/c1003-1.html",
            "2025/07/18/1.html",
            "t20250718_123.html",
            "2025-7-18/1.html",
            "art_2025_7_18_1.html",
        ] {
            assert_eq!(in_path(path), Some(date(2025, 7, 18)), "{path}");
        }
        assert_eq!(in_path("content_30169468.html"), None);
        assert_eq!(in_path("a/20259999/1.html"), None);
    }

    #[test]
    fn days_in_texts() {
        assert_eq!(first_in("2024-04-01T23:30:00Z"), Some(date(2024, 4, 2)));
        assert_eq!(first_in("2024-04-01T23:30:00+08:00"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("２０２４年４月１日"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("20240401083000"), Some(date(2024, 4, 1)));
        assert_eq!(first_in("2024-13-01"), None);
    }
}
