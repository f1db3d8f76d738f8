//! The day of publication that the scripts of a page hold.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use regex::{Captures, Regex};

use super::dates::first_in;
use crate::corpus::date::from_digits;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::outline::Outline;
use crate::corpus::read::web_page::text::folded;
use crate::text::pattern;

/// Seconds of a day, and those by which Chinese time is ahead of universal time.
const DAY: i64 = 86_400;
const AHEAD: i64 = 8 * 3600;

/// A line that shows a moment has at most this many letters.
const MAX_SHOWN: usize = 40;

/// The day of publication that a script of the page holds, as a date, in digits without marks or as seconds since 1970.
pub(super) fn in_scripts(outline: &Outline<'_>) -> Option<Date> {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?i)\b(?:publish_?(?:ed)?_?(?:time|date|at)|pub_?(?:time|date)|datePublished|ptime|ct|var\s+(?:ori)?createTime)["']?\s*[:=]\s*["']?(\d{4}-\d{1,2}-\d{1,2}|20\d{6}(?:\d{4}(?:\d{2})?)?\b|1\d{9})(?:\d{3})?\b"#,
        )
    });
    static NEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"["']((?:19|20)\d{2}-\d{2}-\d{2})["'][^"']{0,200}["']publish_time["']"#));
    let scripts = || outline.elements().filter(|(_, element)| element.name() == "script");
    let text = |at: usize| outline.raw_text(at, outline.nodes[at].end);
    let field = |form: &Regex| {
        scripts().find_map(|(at, _)| {
            let text = text(at);
            // Digits without marks in so short a field may be those of anything.
            let is_bare = |name: &str, value: &str| name[..2].eq_ignore_ascii_case("ct") && value.len() == 8;
            form.captures_iter(&text).find_map(|found| in_field(&found[1]).filter(|_| !is_bare(&found[0], &found[1])))
        })
    };
    field(&FIELD).or_else(|| field(&NEAR))
}

/// The day of which the head of the article shows month, day and time of day, and the scripts of the page hold the year as well: “03-05 18:28”
/// beside `"date": "2024-03-05 18:28"`, beside the same digits without marks, or beside the seconds since 1970.
pub(super) fn of_moment(outline: &Outline<'_>, head: &[Line]) -> Option<Date> {
    static SHOWN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:^|[^\d./年-])(?P<month>\d{1,2})[-/月](?P<day>\d{1,2})日?",
            r"\s*(?:[(]?(?:(?:星期|[周週])[一二三四五六日天]|[(][一二三四五六日])[)]?)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})"
        ))
    });
    static HELD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?P<year>20\d{2})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})",
            r"|\b(?P<seconds>1\d{9})(?:\d{3})?\b"
        ))
    });
    static COMPACT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})(?P<hour>\d{2})(?P<minute>\d{2})(?:\d{2})?\b")
    });
    let moment = |found: &Captures<'_>| {
        ["month", "day", "hour", "minute"]
            .map(|part| found.name(part).and_then(|part| part.as_str().parse::<i64>().ok()))
    };
    let mut short = head.iter().filter(|line| line.letters <= MAX_SHOWN);
    let shown = short.find_map(|line| SHOWN.captures(&folded(&line.text)).map(|found| moment(&found)))?;
    let year = |found: &Captures<'_>| -> Option<Date> {
        let Some(seconds) = found.name("seconds") else {
            let is_shown = moment(found) == shown;
            return is_shown.then(|| from_digits(&found["year"], &found["month"], &found["day"])).flatten();
        };
        let seconds = seconds.as_str().parse::<i64>().ok()? + AHEAD;
        let day = day_of_seconds(seconds)?;
        let time = (seconds.rem_euclid(DAY) / 3600, seconds.rem_euclid(3600) / 60);
        let held = [i64::from(day.month()), i64::from(day.day()), time.0, time.1].map(Some);
        (held == shown).then_some(day)
    };
    let mut scripts = outline.elements().filter(|(_, element)| element.name() == "script");
    scripts.find_map(|(at, _)| {
        let text = outline.raw_text(at, outline.nodes[at].end);
        let compact = || COMPACT.captures_iter(&text).find_map(|found| year(&found));
        HELD.captures_iter(&text).find_map(|found| year(&found)).or_else(compact)
    })
}

/// The day in a field of a script. Digits without marks that begin as a year does are no seconds.
fn in_field(value: &str) -> Option<Date> {
    match value.parse::<i64>() {
        Ok(seconds) if !value.starts_with("20") => day_of_seconds(seconds + AHEAD),
        _ => first_in(value),
    }
}

/// The day of a moment in seconds since the beginning of 1970 of the same zone.
fn day_of_seconds(seconds: i64) -> Option<Date> {
    date(1970, 1, 1).checked_add(seconds.div_euclid(DAY).days()).ok()
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::corpus::read::web_page::lines::lines;

    #[test]
    fn the_year_of_a_moment_may_stand_in_a_script() {
        let found = |shown: &str, script: &str| {
            let page = Html::parse_document(&format!("<p>{shown}</p><script>{script}</script>"));
            let outline = Outline::new(&page);
            of_moment(&outline, &lines(&outline))
        };
        let day = Some(date(2024, 3, 5));
        assert_eq!(found("03-05 18:28云岭发布", r#"a={"date": "2024-03-05 18:28", "src": "x"}"#), day);
        assert_eq!(found("3月5日 18:28", r#"{"shown":"2023-03-05 09:10:00","t":1709634480000}"#), day);
        assert_eq!(found("03月05日(二) 18:28", r#"var pubDate="20240305182841";"#), day);
        assert_eq!(found("3月5日 星期二 18:28", r#"{"t": 202403051828}"#), day);
        assert_eq!(found("03-05 18:28", r#"{"id": "20240306182841"}"#), None);
        assert_eq!(found("03-05 18:28", r#"{"other": "2024-03-06 18:28"}"#), None);
        assert_eq!(found("03-05", r#"{"date": "2024-03-05 18:28"}"#), None);
    }

    #[test]
    fn fields_of_scripts_hold_days_in_several_forms() {
        let found = |script: &str| {
            let page = Html::parse_document(&format!("<script>{script}</script>"));
            in_scripts(&Outline::new(&page))
        };
        for script in [
            r#"var pubDate="20240305182841";"#,
            r#"{"publishTime":"20240305"}"#,
            r#"{"publish_time": 202403051828}"#,
            r#"{"ptime":"2024-03-05 18:28"}"#,
            r#"{"pubTime":1709634480000}"#,
        ] {
            assert_eq!(found(script), Some(date(2024, 3, 5)), "{script}");
        }
        assert_eq!((found(r#"{"pubDate":"20249905"}"#), found(r#"{"pubDate":"202403051"}"#)), (None, None));
    }

    #[test]
    fn seconds_are_told_in_chinese_time() {
        assert_eq!(in_field("1711929600"), Some(date(2024, 4, 1)));
        assert_eq!(in_field("1711900800"), Some(date(2024, 4, 1)));
    }
}
