//! What a browser prints around the pages of a web site: the moment and the title of the page above, its address and the number of the sheet
//! below.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, half_width};
use crate::text::pattern;

/// The longest line that a browser prints around a page, in characters.
const MAX_LENGTH: usize = 400;
/// The longest title behind the moment, in characters.
const MAX_TITLE: usize = 120;

/// A line that a browser printed around a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus::read) enum PrintMark {
    /// The moment of printing, and the title of the page where it stands on the same line.
    Moment {
        /// The title; empty where it stands elsewhere.
        title: String,
    },
    /// The address of the page, perhaps with the number of the sheet.
    Address,
    /// The number of the sheet.
    SheetNumber,
}

impl PrintMark {
    /// What a browser printed on a line; `None` where the line is one of the page.
    pub(in crate::corpus::read) fn of(text: &str) -> Option<Self> {
        static ADDRESS: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^(?:https?://|file:///|www\.)[!-~]+(?:\s+\d{1,4}\s*/\s*\d{1,4})?$"));
        static SHEET_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?i)^(?:\d{1,4}\s*/\s*\d{1,4}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—])$",
            )
        });
        // Addresses, numbers of sheets and moments begin like this; nearly all lines of text do not.
        let may_be =
            text.starts_with(|c: char| c.is_ascii_alphanumeric() || ('０'..='９').contains(&c) || "第-–—".contains(c));
        if !may_be || !at_most(text, MAX_LENGTH) {
            return None;
        }
        let text = half_width(text);
        if ADDRESS.is_match(&text) {
            return Some(Self::Address);
        }
        if SHEET_NUMBER.is_match(&text) {
            return Some(Self::SheetNumber);
        }
        let (day, behind) = moment(&text)?;
        let title = behind.trim_start();
        let has_title = title.len() < behind.len() && title.chars().nth(1).is_some() && at_most(title, MAX_TITLE);
        // A head line tells more behind the moment: “2024/4/1 10:23 来源:云岭日报”. Sites write days with dots and hyphens above their texts.
        let is_title = behind.is_empty() || has_title && !title.contains(':');
        (is_title && !day.contains(['.', '-'])).then(|| Self::Moment { title: title.to_owned() })
    }

    /// The title of the page on the line of the moment; empty on other lines.
    pub(in crate::corpus::read) fn title(&self) -> &str {
        match self {
            Self::Moment { title } => title,
            Self::Address | Self::SheetNumber => "",
        }
    }
}

/// Whether a line begins with a moment. At the top of a page a browser printed it, whatever stands behind it and however its day is written.
pub(in crate::corpus::read) fn begins_with_moment(text: &str) -> bool {
    moment(text).is_some()
}

/// The day of the moment with which a line begins, and what stands behind the moment.
fn moment(text: &str) -> Option<(&str, &str)> {
    static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})[,，]?\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M\b)?",
        )
    });
    let found = MOMENT.captures(text)?;
    Some((found.get(1)?.as_str(), &text[found.get(0)?.end()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_addresses_and_numbers_of_sheets_are_marks() {
        let moment = |title: &str| Some(PrintMark::Moment { title: title.to_owned() });
        for (line, expected) in [
            ("2024/4/1 10:23", moment("")),
            ("11/27/26, 2:18 PM", moment("")),
            ("3/7/26, 8:07 AM", moment("")),
            ("2024/4/1 10:23 PMI连升三月_云岭在线", moment("PMI连升三月_云岭在线")),
            ("2024-04-01 10:23", None),
            ("2024/4/1 上午10:23 云岭县风雨桥通车_云岭在线", moment("云岭县风雨桥通车_云岭在线")),
            ("2024/4/1 10:23 来源：云岭日报", None),
            ("https://example.org/a/1.html 2/3", Some(PrintMark::Address)),
            ("file:///C:/Users/a.html", Some(PrintMark::Address)),
            ("1/3", Some(PrintMark::SheetNumber)),
            ("第1页 共3页", Some(PrintMark::SheetNumber)),
            ("3月底前完成", None),
            ("云岭县风雨桥通车", None),
        ] {
            assert_eq!(PrintMark::of(line), expected, "{line}");
        }
    }

    #[test]
    fn at_the_top_of_a_page_a_moment_may_be_written_in_other_ways() {
        for line in ["2024-04-01 10:23", "1.4.2024, 10:23", "2024/4/1 10:23 来源：云岭日报"] {
            assert!(begins_with_moment(line), "{line}");
        }
        assert!(!begins_with_moment("2024-04-01") && !begins_with_moment("云岭县 2024-04-01 10:23"));
    }
}
