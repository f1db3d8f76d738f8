//! The lines of a file made ready: blank lines become gaps, and what a browser prints around a page is taken out.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, half_width, width};
use crate::corpus::read::one_article::navigation::is_bar;
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

/// The lines of a file, and what the browser's header and footer say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Prepared {
    /// The lines that hold text.
    pub rows: Vec<Row>,
    /// The title of the web page, where a browser printed it around every page.
    pub printed_title: String,
    /// Whether a browser printed the file.
    pub printed: bool,
    /// Whether the moment and the address that a browser prints around its pages stand there both.
    pub framed: bool,
}

static PRINT_ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:https?://|file:///|www\.)[!-~]+(?:\s+\d{1,4}\s*/\s*\d{1,4})?$"));
static PRINT_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\d{1,4}\s*/\s*\d{1,4}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—])$",
    )
});
static PRINT_MOMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\d{2,4}/\d{1,2}/\d{1,4}[,，]?\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?:\s+(.{2,120}))?$",
    )
});

/// Buttons between the headline and the text of saved web pages.
const BUTTONS: [&str; 4] = ["关注", "已关注", "播报", "暂停播报"];

/// The last row on which a head line stands that tells nothing but the moment.
const MAX_HEAD_ROW: usize = 3;

/// The text of a file without what a browser printed around its pages; nothing where it is not framed by that.
pub(in crate::corpus::read) fn without_frame(lines: &[Line]) -> Option<String> {
    let prepared = prepare(lines, SourceKind::PrintedWebPage);
    let line = |row: &Row| {
        let blank = if row.gap { "\n" } else { "" };
        format!("{blank}{}{}\n", " ".repeat(row.indent), row.text)
    };
    // The bars of the site's menu are no text.
    prepared.framed.then(|| prepared.rows.iter().filter(|row| !is_bar(&row.text)).map(line).collect())
}

/// Splits the lines of a file into rows, and takes out what a browser printed around its pages.
pub(crate) fn prepare(lines: &[Line], kind: SourceKind) -> Prepared {
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
    without_print(with_whole_moments(rows))
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

/// One line as a row, unless it is blank.
fn row(text: &str, emphasis: Option<Emphasis>, gap: bool, kind: SourceKind) -> Option<Row> {
    let text = text.trim_end();
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
    if trimmed.is_empty() || BUTTONS.contains(&trimmed) {
        return None;
    }
    let before = text.get(..text.len() - trimmed.len()).unwrap_or_default();
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
    // A link to the account of the author is no part of the text.
    if ACCOUNT.is_match(text) {
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
    LazyLock::new(|| pattern(r"\[\s*([^\[\]]+?)\s*\]\((?:https?://[^()\s]*|javascript:[^()\s]*(?:\(\d*\);?)?)\)"));
/// Words in italics.
static EMPHASISED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b_([^_]+)_\b"));

/// A line of pictures, which may be links.
static PICTURES: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?\s*)+$"));

/// A line that links to the page of an account.
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\[[^\[\]]{1,20}\]\(https?://(?:author\.|[^()\s/]+/(?:author|user|u|home|space)\b)[^()\s]*\)$")
});

/// The text of a link, where a line is one: “[集市开张](https://…)”.
fn link_text(text: &str) -> &str {
    let link = || text.strip_prefix('[')?.strip_suffix(')')?.split_once("](");
    link().map_or(text, |(text, _)| text)
}

/// Takes out the address, page number, time and title that a browser prints on every page.
fn without_print(rows: Vec<Row>) -> Prepared {
    let matched: Vec<(bool, String)> = rows.iter().map(|row| print_mark(&row.text)).collect();
    let may_be_address = |row: &&Row| row.text.starts_with(['h', 'f', 'w']);
    let addresses = rows.iter().filter(may_be_address).filter(|row| PRINT_ADDRESS.is_match(&row.text)).count();
    let moments = matched.iter().filter(|(_, title)| !title.is_empty()).count();
    let at_top = matched.first().is_some_and(|(mark, _)| *mark);
    if !at_top && addresses == 0 && moments < 2 && !matched.iter().any(|(mark, _)| *mark) {
        return Prepared { rows, ..Prepared::default() };
    }
    let framed = addresses > 0 && rows.iter().zip(&matched).any(|(row, (mark, _))| *mark && is_moment(&row.text));
    let mut prepared = Prepared { printed: at_top || addresses > 0, framed, ..Prepared::default() };
    prepared.printed_title =
        matched.iter().map(|(_, title)| title).find(|title| !title.is_empty()).cloned().unwrap_or_default();
    let running = running_titles(&rows, &matched);
    // One moment below a headline, without an address anywhere, tells when the article was published.
    let alone = (addresses == 0 && !at_top && matched.iter().filter(|(mark, _)| *mark).count() == 1)
        .then(|| matched.iter().position(|(mark, _)| *mark).filter(|index| *index <= MAX_HEAD_ROW))
        .flatten();
    // The title with the name of the site, where the headline without it stands in the file, too.
    let headline = without_site(&prepared.printed_title);
    let begins_headline = |row: &Row| row.text.chars().nth(5).is_some() && headline.starts_with(&row.text);
    let is_there = headline.len() < prepared.printed_title.len() && rows.iter().any(begins_headline);
    let title_with_site = if is_there { prepared.printed_title.clone() } else { String::new() };
    let mut gap = false;
    for (index, row) in rows.into_iter().enumerate() {
        let mark = alone != Some(index)
            && matched.get(index).is_some_and(|(mark, title)| *mark && (title.is_empty() || moments > 1 || index == 0));
        // The title of the page with the name of the site stands on each sheet; the headline is without that name.
        let is_title_again = row.text == title_with_site;
        if mark || is_title_again || running.contains(&index) {
            if !mark && prepared.printed_title.is_empty() {
                prepared.printed_title = row.text;
            }
            gap = true;
            continue;
        }
        prepared.rows.push(Row { gap: row.gap || gap, ..row });
        gap = false;
    }
    prepared
}

/// The title of a page without the name of the site at its end: “云岭县风雨桥通车_云岭在线”. A double dash stands before a
/// subtitle.
fn without_site(title: &str) -> &str {
    let Some((headline, site)) = title.rsplit_once(['-', '_', '|', '｜']) else { return title };
    if (2..=12).contains(&site.trim().chars().count()) {
        headline.trim_end_matches(['-', '_', '|', ' '])
    } else {
        title
    }
}

/// Whether a browser printed the line, and the title of the web page where it stands on the same line.
fn print_mark(text: &str) -> (bool, String) {
    // Addresses, numbers of pages and times begin like this; nearly all lines of text do not.
    let may_be =
        text.starts_with(|c: char| c.is_ascii_alphanumeric() || ('０'..='９').contains(&c) || "第-–—".contains(c));
    if !may_be || !at_most(text, 400) {
        return (false, String::new());
    }
    let text = half_width(text);
    if PRINT_ADDRESS.is_match(&text) || PRINT_PAGE.is_match(&text) {
        return (true, String::new());
    }
    match PRINT_MOMENT.captures(&text) {
        Some(captures) => match captures.get(1).map(|title| title.as_str()) {
            Some(title) if title.contains(':') => (false, String::new()),
            title => (true, title.unwrap_or_default().to_string()),
        },
        None => (false, String::new()),
    }
}

/// Whether a row is the moment at which a browser printed the page.
fn is_moment(text: &str) -> bool {
    at_most(text, 160) && PRINT_MOMENT.is_match(&half_width(text))
}

/// The rows that repeat the title of the web page beside what a browser printed.
fn running_titles(rows: &[Row], matched: &[(bool, String)]) -> Vec<usize> {
    let mark = |index: Option<usize>| index.and_then(|index| matched.get(index)).is_some_and(|(mark, _)| *mark);
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        if !mark(Some(index)) && (mark(index.checked_sub(1)) || mark(Some(index + 1))) && at_most(&row.text, 120) {
            places.entry(row.text.as_str()).or_default().push(index);
        }
    }
    let mut running: Vec<usize> = places.into_values().filter(|places| places.len() > 1).flatten().collect();
    if mark(Some(0)) {
        running.extend(title_with_site(rows));
    }
    // The title beside the moment is the headline with the site behind or before it, wherever the frame stands in the order of the page.
    const SEPARATORS: [char; 6] = ['-', '_', '|', '–', '—', '｜'];
    let is_title = |at: &usize| {
        let title = rows[*at].text.as_str();
        let is_headline = |row: &Row| {
            let headline = row.text.as_str();
            let behind = || title.strip_prefix(headline).is_some_and(|site| site.trim_start().starts_with(SEPARATORS));
            let before = || title.strip_suffix(headline).is_some_and(|site| site.trim_end().ends_with(SEPARATORS));
            headline.chars().nth(5).is_some() && (behind() || before())
        };
        !mark(Some(*at)) && at_most(title, 160) && rows.iter().any(is_headline)
    };
    let moments = (0..rows.len()).filter(|&at| mark(Some(at)) && is_moment(&rows[at].text));
    running.extend(
        moments
            .flat_map(|at| [at.checked_sub(1), Some(at + 1).filter(|&at| at < rows.len())])
            .flatten()
            .filter(is_title),
    );
    running.sort_unstable();
    running.dedup();
    running
}

/// The row near the top that holds a headline which stands below it as well, and behind it the name of the site: the
/// title of the web page. A menu may stand between both.
fn title_with_site(rows: &[Row]) -> Option<usize> {
    let names_site = |title: &str, at: usize| {
        let mut headline = String::new();
        rows.iter().skip(at).take(3).any(|row| {
            headline.push_str(&row.text);
            let rest = title.strip_prefix(headline.as_str()).unwrap_or_default().trim_start();
            headline.chars().nth(5).is_some() && rest.starts_with(['-', '_', '|', '–', '—', '｜'])
        })
    };
    let is_title = |&at: &usize| {
        rows.get(at).is_some_and(|row| {
            at_most(&row.text, 160) && (at + 1..(at + 25).min(rows.len())).any(|below| names_site(&row.text, below))
        })
    };
    (1..6).find(is_title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, kind: SourceKind) -> Prepared {
        let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
        prepare(&lines, kind)
    }

    #[test]
    fn browser_headers_and_footers_are_taken_out() {
        let page = "2024/4/1 10:23\n\n云岭县风雨桥通车_云岭在线\n\n云岭县风雨桥通车\n来源：云岭日报\n桥长八十米，\n\nhttps://example.org/a/1.html\n\n1/2\n\n\
            2024/4/1 10:23\n\n云岭县风雨桥通车_云岭在线\n\n由村民合力修成。\n\nhttps://example.org/a/1.html 2/2";
        let prepared = rows(page, SourceKind::PrintedWebPage);
        let texts: Vec<&str> = prepared.rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(texts, ["云岭县风雨桥通车", "来源：云岭日报", "桥长八十米，", "由村民合力修成。"]);
        assert!(prepared.printed);
        assert_eq!(prepared.printed_title, "云岭县风雨桥通车_云岭在线");
    }

    #[test]
    fn the_title_of_the_page_may_stand_behind_its_menu() {
        let page = "11/27/26, 2:18 PM\n首页时政社会\n云岭县风雨桥通车，两岸村民过河_云岭在线\n云岭县风雨桥通车，两岸\n村民过河\n来源：云岭日报";
        let prepared = rows(page, SourceKind::PrintedWebPage);
        assert_eq!(prepared.printed_title, "云岭县风雨桥通车，两岸村民过河_云岭在线");
        assert_eq!(prepared.rows.len(), 4);
    }

    #[test]
    fn blank_lines_become_gaps_and_indents_are_measured() {
        let prepared = rows("老街换新颜\n\n　　近日，云岭县修好老街。\n\u{a0}\n　　街上开了新店。", SourceKind::Text);
        let shape: Vec<(usize, bool)> = prepared.rows.iter().map(|row| (row.indent, row.gap)).collect();
        assert_eq!(shape, [(0, false), (4, true), (4, true)]);
        assert!(!prepared.printed);
    }

    #[test]
    fn markdown_headings_are_emphasis() {
        let prepared = rows("## 老街换新颜\n**修街**", SourceKind::Markdown);
        let marks: Vec<(&str, Option<Emphasis>)> =
            prepared.rows.iter().map(|row| (row.text.as_str(), row.emphasis)).collect();
        assert_eq!(marks, [("老街换新颜", Some(Emphasis::Heading)), ("修街", Some(Emphasis::Bold))]);
    }
}
