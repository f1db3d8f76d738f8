//! What a browser prints around the pages of a web site: the moment and the title of the page above, its address and the number of the sheet
//! below.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, half_width};
use crate::text::pattern;

/// The longest line that a browser prints around a page, in characters.
const MAX_LENGTH: usize = 400;

/// A line that a browser printed around a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PrintMark {
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
    pub(super) fn of(text: &str) -> Option<Self> {
        static ADDRESS: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^(?:https?://|file:///|www\.)[!-~]+(?:\s+\d{1,4}\s*/\s*\d{1,4})?$"));
        static SHEET_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?i)^(?:\d{1,4}\s*/\s*\d{1,4}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—])$",
            )
        });
        static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?i)^\d{2,4}/\d{1,2}/\d{1,4}[,，]?\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?:\s+(.{2,120}))?$",
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
        let title = MOMENT.captures(&text)?.get(1).map_or("", |title| title.as_str());
        // A head line tells more behind the moment: “2024/4/1 10:23 来源:云岭日报”.
        (!title.contains(':')).then(|| Self::Moment { title: title.to_owned() })
    }

    /// The title of the page on the line of the moment; empty on other lines.
    pub(super) fn title(&self) -> &str {
        match self {
            Self::Moment { title } => title,
            Self::Address | Self::SheetNumber => "",
        }
    }
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
}
