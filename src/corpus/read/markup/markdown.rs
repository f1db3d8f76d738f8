//! The marks of Markdown: headings, emphasis, links, pictures, what is struck out.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::text::pattern;

/// The deepest level of headings.
pub(in crate::corpus::read) const LEVELS: usize = 6;

/// The level and text of a heading: `### 全市信访工作会议召开`.
pub(in crate::corpus::read) fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    // Chinese writers leave the space out.
    ((1..=LEVELS).contains(&level) && !text.trim().is_empty())
        .then(|| (level, text.trim().trim_end_matches('#').trim()))
}

/// A line without Markdown's marks: emphasis, links, pictures, quotes, list marks and rules.
pub(in crate::corpus::read) fn plain(line: &str) -> String {
    let mut line = line.trim_start_matches(['>', ' ']).trim();
    if line.starts_with("<!--") && line.ends_with("-->") {
        return String::new();
    }
    for mark in ["- ", "* ", "+ "] {
        line = line.strip_prefix(mark).unwrap_or(line);
    }
    if line.len() >= 3 && ['-', '*', '_', '='].iter().any(|&mark| line.chars().all(|c| c == mark)) {
        return String::new();
    }
    let line = without_linked_pictures(line);
    let mut text = String::with_capacity(line.len());
    let mut rest = &*line;
    while let Some(at) = rest.find('[') {
        let link = rest[at..].find("](").and_then(|end| Some((at + end, end_of_address(rest, at + end)?)));
        let Some((end, close)) = link else { break };
        let picture = rest[..at].ends_with('!');
        text.push_str(if picture { &rest[..at - 1] } else { &rest[..at] });
        if !picture {
            text.push_str(&rest[at + 1..end]);
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let text = text.replace("**", "").replace("__", "").replace('`', "");
    // A line set in italics as a whole.
    let text = text.trim();
    let inner = ['*', '_'].iter().find_map(|&mark| text.strip_prefix(mark)?.strip_suffix(mark));
    inner.filter(|inner| !inner.contains(['*', '_'])).unwrap_or(text).trim().to_owned()
}

/// The text and the address of a link that is all of a text, which may be bold and tell a title: `**[河畔新增公园](https://a.example "原文")**`.
pub(in crate::corpus::read) fn whole_link(text: &str) -> Option<(&str, &str)> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"^(?:\*\*|__)?\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(\s*<?([!-'*-;=?-~]*/(?:[!-'*-;=?-~]|\([!-'*-~]*\))*)>?(?:\s+"[^"]*")?\s*\)(?:\*\*|__)?$"#,
        )
    });
    let found = text.contains("](").then(|| LINK.captures(text.trim())).flatten()?;
    let (linked, address) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    Some((linked.trim().trim_matches('*'), address))
}

/// A line without the pictures that lead elsewhere: `[![](a.png)](https://…)`.
fn without_linked_pictures(line: &str) -> Cow<'_, str> {
    static PICTURE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\[!\[[^\[\]]*\]\((?:\\.|[^()\\]|\([^()]*\))*\)([^\[\]]*)\]\((?:\\.|[^()\\]|\([^()]*\))*\)")
    });
    if line.contains("[![") { PICTURE.replace_all(line, "$1") } else { Cow::Borrowed(line) }
}

/// Longer addresses of links are no addresses, in bytes.
const MAX_ADDRESS: usize = 4_000;

/// Where the address of a link ends, which may hold brackets of its own: `[放大](javascript:void(0);)`. `from` is where `](` stands.
fn end_of_address(line: &str, from: usize) -> Option<usize> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, c) in line[from..].char_indices().take_while(|(at, _)| *at < MAX_ADDRESS) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' if depth <= 1 => return Some(from + at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    // A bracket that is never closed does not belong to the address.
    line[from..].find(')').map(|at| from + at)
}

/// A text in Markdown whose links between notes are the words that they show: “[[兰河日报]]”, “[[papers/lanhe|兰河日报]]”.
pub(in crate::corpus::read) fn without_links_of_notes(text: &str) -> Cow<'_, str> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(!?)\[\[(?:[^\[\]|\n]{1,80}\|)?([^\[\]|\n]{1,80})\]\]"));
    // An embedded file is a picture as a rule.
    let words = |found: &Captures<'_>| if found[1].is_empty() { found[2].to_owned() } else { String::new() };
    if text.contains("[[") { LINK.replace_all(text, words) } else { Cow::Borrowed(text) }
}

/// A text in Markdown without the marks of what is struck out, which is text; between numbers they mean a range.
pub(in crate::corpus::read) fn without_strikes(text: &str) -> Cow<'_, str> {
    static STRUCK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?m)(?:(?P<before>^|[^~\d])~~(?P<words>[^~\d\s][^~\n]*)|(?P<gap>^|[\s，。、：；（(>])~~(?P<number>\d[^~\n]*))~~",
            r"(?P<behind>[^~\d]|$)"
        ))
    });
    STRUCK.replace_all(text, "$before$gap$words$number$behind")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_their_words_and_pictures_nothing() {
        assert_eq!(plain("[放大](javascript:void(0);) [缩小](javascript:void\\(0\\);)"), "放大 缩小");
        assert_eq!(plain("来源：[![](a.png)](javascript:share();)[兰河日报](b_(1).html)"), "来源：兰河日报");
        assert_eq!(plain("[兰河（一](a.html(1) 讯"), "兰河（一 讯");
    }

    #[test]
    fn strikes_are_taken_off_words_and_not_ranges() {
        assert_eq!(without_strikes("原文来自 ~~[兰河日报](x)~~。"), "原文来自 [兰河日报](x)。");
        assert_eq!(without_strikes("会期：~~3月5日~~，已延期。"), "会期：3月5日，已延期。");
        for text in ["票价10元~~20元，30元~~40元", "票价500~~600元，6:00~~22:00", "~~~\n代码\n~~~"] {
            assert_eq!(without_strikes(text), text);
        }
    }

    #[test]
    fn links_between_notes_are_their_words() {
        let text = "来源: [[兰河日报]]，见 [[papers/lanhe|兰河]] ![[photo.png]]";
        assert_eq!(without_links_of_notes(text), "来源: 兰河日报，见 兰河 ");
    }
}
