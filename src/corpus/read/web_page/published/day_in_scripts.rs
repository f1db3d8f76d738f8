//! The day of publication that the scripts of a page hold.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use regex::Regex;

use super::dates::first_in;
use crate::corpus::read::web_page::outline::Outline;
use crate::text::pattern;

/// The day of publication that a script of the page holds, as a date or as seconds since 1970.
pub(super) fn in_scripts(outline: &Outline<'_>) -> Option<Date> {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?i)\b(?:publish_?(?:ed)?_?(?:time|date|at)|pub_?(?:time|date)|datePublished|ptime|ct|var\s+(?:ori)?createTime)["']?\s*[:=]\s*["']?(\d{4}-\d{1,2}-\d{1,2}|1\d{9})(?:\d{3})?\b"#,
        )
    });
    static NEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"["']((?:19|20)\d{2}-\d{2}-\d{2})["'][^"']{0,200}["']publish_time["']"#));
    let scripts = || outline.elements().filter(|(_, element)| element.name() == "script");
    let text = |at: usize| outline.raw_text(at, outline.nodes[at].end);
    let field = |form: &Regex| {
        scripts().find_map(|(at, _)| {
            let text = text(at);
            form.captures_iter(&text).find_map(|found| in_field(&found[1]))
        })
    };
    field(&FIELD).or_else(|| field(&NEAR))
}

/// The day in a field of a script.
fn in_field(value: &str) -> Option<Date> {
    match value.parse::<i64>() {
        // Chinese time is eight hours ahead.
        Ok(seconds) => date(1970, 1, 1).checked_add(((seconds + 8 * 3600) / 86_400).days()).ok(),
        Err(_) => first_in(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_told_in_chinese_time() {
        assert_eq!(in_field("1711929600"), Some(date(2024, 4, 1)));
        assert_eq!(in_field("1711900800"), Some(date(2024, 4, 1)));
    }
}
