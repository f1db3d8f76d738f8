//! The lines of a file as rows: blank lines become gaps, indents are measured, marks of Markdown become emphasis.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, width};
use crate::corpus::read::one_article::{Emphasis, Line, SourceKind};
use crate::text::pattern;

/// One line that holds text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The text without the space around it.
    pub text: String,
    /// The space before the text, in half-width columns.
    pub indent: usize,
    /// The width of the text, in half-width columns.
    pub width: usize,
    /// How the line is set apart from the text.
    pub emphasis: Option<Emphasis>,
    /// Whether a blank line stands before it.
    pub gap: bool,
}

impl Row {
    /// Whether the row is drawn of marks.
    pub fn is_rule(&self) -> bool {
        !self.text.chars().any(char::is_alphanumeric)
    }
}

/// The name of an account beside a button has at most this many characters.
const MAX_ACCOUNT: usize = 20;
/// Buttons between the headline and the text of saved web pages.
const BUTTONS: [&str; 5] = ["关注", "已关注", "播报", "播报文本", "暂停播报"];

/// The lines of a file that hold text, as rows: blank lines become gaps.
pub(super) fn rows(lines: &[Line], kind: SourceKind) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::with_capacity(lines.len());
    let mut gap = false;
    for line in lines {
        for part in line.text.split(['\n', '\r', '\u{c}', '\u{b}', '\u{2028}', '\u{2029}']) {
            match row(part, line.emphasis, gap, kind) {
                Some(row) => {
                    rows.push(row);
                    gap = false;
                }
                None => gap = true,
            }
        }
    }
    with_joined_bars(with_whole_moments(rows))
}

/// Rows in which the name of a series and its headline, with the bar between them on a line of its own, stand on one line.
fn with_joined_bars(rows: Vec<Row>) -> Vec<Row> {
    let is_bar = |row: &Row| matches!(row.text.as_str(), "︱" | "丨");
    if !rows.iter().any(is_bar) {
        return rows;
    }
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let is_between = is_bar(&row)
            && joined.last().zip(rows.peek()).is_some_and(|(above, below)| {
                above.emphasis == below.emphasis && !ends_sentence(&above.text) && !ends_sentence(&below.text)
            });
        if is_between
            && let Some(above) = joined.last_mut()
            && let Some(below) = rows.next()
        {
            above.text = format!("{} {} {}", above.text, row.text, below.text);
            above.width = width(&above.text);
        } else {
            joined.push(row);
        }
    }
    joined
}

/// Rows in which a moment that a site sets on several lines stands on one: “2024”, “05/06”, “09:21:33”.
fn with_whole_moments(rows: Vec<Row>) -> Vec<Row> {
    let is_digits = |text: &str, marks: &[char], length: std::ops::RangeInclusive<usize>| {
        length.contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit() || marks.contains(&c))
    };
    let is_year = |text: &str| text.len() == 4 && text.starts_with(['1', '2']) && is_digits(text, &[], 4..=4);
    let is_day = |text: &str| is_digits(text, &['/', '-'], 3..=5) && text.contains(['/', '-']);
    let is_date = |text: &str| {
        is_digits(text, &['/', '-', '.'], 8..=10) && text.starts_with("20") && text.contains(['/', '-', '.'])
    };
    let is_time = |text: &str| is_digits(text, &[':'], 4..=8) && text.contains(':');
    let is_day_with_time = |text: &str| match text.split_once(' ') {
        Some((day, time)) => is_day(day) && is_time(time.trim()),
        None => is_day(text),
    };
    let mut whole: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let joint = whole.last().and_then(|before| match (before.text.as_str(), row.text.as_str()) {
            (year, day) if is_year(year) && is_day_with_time(day) => Some('-'),
            (date, time) if is_date(date) && is_time(time) => Some(' '),
            _ => None,
        });
        match (joint, whole.last_mut()) {
            (Some(joint), Some(before)) => {
                before.text = format!("{}{joint}{}", before.text, row.text.replace('/', "-"));
                before.width = width(&before.text);
            }
            _ => whole.push(row),
        }
    }
    whole
}

/// A short line of a printed page without the button that stands beside the name of an account: “云岭发布 关注”.
fn without_button(text: &str) -> &str {
    let button = text.rsplit_once(char::is_whitespace);
    match button.filter(|(_, button)| BUTTONS.contains(&button.trim_start_matches('+'))) {
        Some((account, _)) if at_most(account, MAX_ACCOUNT) && !account.contains(['，', '。']) => account.trim_end(),
        _ => text,
    }
}

/// One line as a row, unless it is blank.
fn row(text: &str, emphasis: Option<Emphasis>, gap: bool, kind: SourceKind) -> Option<Row> {
    let text = text.trim_end();
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
    if trimmed.is_empty() || BUTTONS.contains(&trimmed) {
        return None;
    }
    let before = text.get(..text.len() - trimmed.len()).unwrap_or_default();
    let trimmed = if kind == SourceKind::PrintedWebPage { without_button(trimmed) } else { trimmed };
    let (trimmed, emphasis) =
        if kind == SourceKind::Markdown { markdown(trimmed, emphasis) } else { (trimmed, emphasis) };
    // The value of a field may be a link: “来源：[兰河新闻网](https://…)”.
    let is_field = kind == SourceKind::Markdown && at_most(trimmed, 300) && LINKED_FIELD.is_match(trimmed);
    let unlinked = if is_field {
        EMPHASISED.replace_all(&LINK.replace_all(trimmed, "$1"), "$1").replace("\\[", "[").replace("\\]", "]")
    } else {
        trimmed.to_owned()
    };
    let trimmed = unlinked.as_str();
    let is_invisible = |c: char| c.is_control() || c == '\u{feff}' || c == '\u{200b}';
    let text = if trimmed.contains(is_invisible) { trimmed.replace(is_invisible, "") } else { trimmed.to_owned() };
    let width = if at_most(&text, 4_000) { width(&text) } else { text.len() };
    (!text.is_empty()).then(|| Row { width, indent: crate::corpus::measure::width(before), text, emphasis, gap })
}

/// A Markdown line without the marks of headings, bold type and quotations.
fn markdown(text: &str, emphasis: Option<Emphasis>) -> (&str, Option<Emphasis>) {
    // Converters keep the item of the list in which a page sets its headline: “* ### 老街换新颜”.
    let item = text.strip_prefix("* ").map(str::trim_start).filter(|item| item.starts_with("##"));
    let text = item.unwrap_or(text);
    let heading = text.trim_start_matches('#');
    if heading.len() < text.len() && heading.starts_with(' ') {
        return (link_text(heading.trim()), Some(Emphasis::Heading));
    }
    // The line below a heading that is underlined.
    if text.len() >= 3 && text.bytes().all(|byte| byte == b'=') {
        return ("", emphasis);
    }
    let text = text.strip_prefix("> ").unwrap_or(text).trim();
    if PICTURES.is_match(text) {
        return ("", emphasis);
    }
    // Clippers say that they took the page apart.
    if text.starts_with("本文由") && text.contains("转码") && text.contains("原文地址") {
        return ("", emphasis);
    }
    // Calls of a template of the site: `{{< video … >}}`, `{% raw %}`.
    if [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")]
        .iter()
        .any(|(open, close)| text.starts_with(open) && text.ends_with(close))
    {
        return ("", emphasis);
    }
    // A link to the account of the author, or to where the article was taken from, is no part of the text.
    if ACCOUNT.is_match(text) || ORIGINAL.is_match(text) {
        return ("", emphasis);
    }
    match text.strip_prefix("**").and_then(|inner| inner.strip_suffix("**")) {
        Some(inner) if !inner.contains("**") => (inner.trim(), Some(Emphasis::Bold)),
        _ => (text, emphasis),
    }
}

/// A field above the text, with links in its value, or the line of the moment with the links of its account.
static LINKED_FIELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^\[\]：:]{2,8}[：:].*\]\(|^(?:\[[^\[\]]+\]\([^()\s]*\)\s*[>›»/|]\s*)+\[[^\[\]]+\]\([^()\s]*\)$|^原创\s.*\]\(|^(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}.*\]\(|\]\([^)]*\)\)?\s*_?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}",
    )
});
static LINK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\[\s*([^\[\]]+?)\s*\]\((?:https?://[^()\s]*|javascript:[^()\s]*(?:\(\d*\\?\);?)?)\)"));
/// Words in italics.
static EMPHASISED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b_([^_]+)_\b"));

/// A line of pictures, which may be links.
static PICTURES: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?\s*)+$"));

/// A line that links to the page of an account.
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\[[^\[\]]{1,20}\]\(https?://(?:author\.|[^()\s/]+/(?:author|user|u|home|space)\b)[^()\s]*\)$")
});

/// A line that links to where the article was taken from.
static ORIGINAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\[(?:[🔗👉]\s*)?(?:(?:阅读|查看|打开|访问)?原文(?:链接|地址|网页)?|原始链接|网页链接)\]\(\S+\)$")
});

/// The text of a link, where a line is one: “[集市开张](https://…)”.
fn link_text(text: &str) -> &str {
    let link = || text.strip_prefix('[')?.strip_suffix(')')?.split_once("](");
    link().map_or(text, |(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_alone_joins_the_lines_around_it() {
        let texts = |lines: [&str; 3]| {
            let lines = lines.map(|text| Line { text, emphasis: None });
            rows(&lines, SourceKind::Document).into_iter().map(|row| row.text).collect::<Vec<String>>()
        };
        assert_eq!(texts(["山地新事②", "︱", "老街留住手艺人"]), ["山地新事② ︱ 老街留住手艺人"]);
        assert_eq!(texts(["老街修好了。", "︱", "风雨桥通车"]).len(), 3);
        assert_eq!(texts(["山地新事②", "老街留住手艺人", "︱"]).len(), 3);
    }

    #[test]
    fn the_button_beside_an_account_is_no_part_of_its_name() {
        for (line, expected) in [
            ("云岭发布 关注", "云岭发布"),
            ("云岭发布　+关注", "云岭发布"),
            ("老街换新颜，引来八方游客和媒体的持续 关注", "老街换新颜，引来八方游客和媒体的持续 关注"),
        ] {
            let line = Line { text: line, emphasis: None };
            assert_eq!(rows(&[line], SourceKind::PrintedWebPage)[0].text, expected);
        }
    }

    #[test]
    fn a_headline_may_be_the_item_of_a_list() {
        let row = |text| rows(&[Line { text, emphasis: None }], SourceKind::Markdown).remove(0);
        let headline = row("  * ### 老街换新颜");
        assert_eq!((headline.text.as_str(), headline.emphasis), ("老街换新颜", Some(Emphasis::Heading)));
        assert_eq!(row("* 老街换新颜").text, "* 老街换新颜");
    }

    #[test]
    fn links_to_the_original_are_no_rows() {
        let count = |text| rows(&[Line { text, emphasis: None }], SourceKind::Markdown).len();
        assert_eq!(count("[阅读原文](https://a.example/1)"), 0);
        assert_eq!(count("[老街换新颜](https://a.example/1)"), 1);
    }
}
