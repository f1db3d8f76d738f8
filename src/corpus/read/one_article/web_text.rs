//! The text of an article as tables of crawlers hold it: with what the web page around it added.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::at_most;
use crate::corpus::read::one_article::marks::tail_forms::{EDITOR, WEB_PAGE};
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::tail::{Tail, above_credits};
use crate::text::pattern;

/// The text of an article that was taken out of a web page, without what such pages add around it.
pub(crate) struct WebText<'a> {
    /// The text without its editors.
    pub text: &'a str,
    /// The headline under which it first appeared, where it stood above the text.
    pub earlier_headline: &'a str,
    /// The paper or site that a line at its end tells; the line stays.
    pub source: String,
    /// The day that this line tells.
    pub date: Option<Date>,
}

/// Parts the text of an article from the headline under which it first appeared, above, and from its editors, below.
pub(crate) fn part_text(text: &str) -> WebText<'_> {
    static EARLIER_HEADLINE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[（(【]?原标题\s*[:：]\s*(.*?)[）)】]?$"));
    static EDITOR_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\s*[（(【\[]\s*(?:责任编辑|责编|编辑)\s*[:：][^（）()【】\[\]。，]{1,24}[）)】\]]$")
    });
    let mut lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut earlier_headline = "";
    if lines.len() > 1
        && at_most(lines[0], 80)
        && let Some(headline) = EARLIER_HEADLINE.captures(lines[0]).and_then(|found| found.get(1))
    {
        earlier_headline = headline.as_str();
        lines.remove(0);
    }
    // A sentence may begin as such a line does: “关闭小煤矿十二座。”
    let is_added = |line: &str| {
        let is_sentence = line.contains(['，', '。', '？', '！', '；']) || !at_most(line, 40);
        !is_sentence && (EDITOR.is_match(line) || WEB_PAGE.is_match(line))
    };
    // The first line is the text, whatever it looks like.
    let end = lines.iter().rposition(|line| !is_added(line)).unwrap_or(0) + 1;
    let (Some(first), Some(last)) = (lines.first(), lines.get(end - 1)) else {
        return WebText { text, earlier_headline, source: String::new(), date: None };
    };
    let row = |text: &&str| Row { text: (*text).to_owned(), indent: 0, width: 0, emphasis: None, gap: false };
    let rows: Vec<Row> = lines[..end].iter().map(row).collect();
    let mut tail = Tail::default();
    above_credits(&rows, rows.len(), &mut tail);
    // A line that only looks like the line of an issue may be content.
    let (source, date) = if tail.credits.is_empty() { (String::new(), None) } else { (tail.source, tail.date) };
    let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let last_end = EDITOR_BEHIND.find(last).filter(|found| found.start() > 0).map_or(last.len(), |found| found.start());
    WebText { text: &text[place(first)..place(last) + last_end], earlier_headline, source, date }
}
