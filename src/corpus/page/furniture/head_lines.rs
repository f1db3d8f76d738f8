//! Recognises what stands at the top of a page where no masthead in a known form does: the paper with its page, the day above or beside
//! the editors, the name of a section between the number of the page and the name of the paper.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, letter_count};
use crate::corpus::page::lines::Line;
use crate::corpus::publication::masthead;
use crate::text::{is_han, pattern};

/// The head of a page takes at most this many lines.
pub(super) const HEAD_LINES: usize = 6;
/// The name of a section has at most this many letters.
const MAX_SECTION: usize = 6;
/// Maximum number of characters of a line with paper and page, and of one with the day.
const MAX_PAGE_LINE: usize = 24;
const MAX_DAY_LINE: usize = 90;

/// The lines at the top of a page that belong to its head, besides lines that are furniture anywhere (`is_known`). No other line
/// stands between them. `is_imprint` tells whether a text only names editors.
pub(super) fn head_lines(
    lines: &[Line],
    is_known: impl Fn(usize) -> bool,
    is_imprint: impl Fn(&str) -> bool,
) -> Vec<usize> {
    let is_day_at = |at: usize| lines.get(at).is_some_and(|line| is_day(&line.text, &is_imprint));
    let is_paper_at = |at: usize| lines.get(at).is_some_and(|line| is_paper(&line.text));
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().take(HEAD_LINES) {
        if is_known(at) {
            continue;
        }
        let text = &line.text;
        // A day alone may be that of an article, unless a line of the head stands above it.
        let is_alone = || !text.contains(['期', '周', '编', '校']);
        let is_below_head = || {
            is_paper_at(at)
                || is_day_at(at) && (!found.is_empty() || !is_alone())
                || is_section(text) && is_paper_at(at + 1)
        };
        let is_paper_with_day = || is_paper_with_page(text) && (is_day_at(at + 1) || is_day_at(at + 2));
        if !(at > 0 && is_below_head() || is_paper_with_day()) {
            break;
        }
        found.push(at);
    }
    found
}

/// Whether a line consists only of the name of a paper.
pub(super) fn is_paper(text: &str) -> bool {
    masthead::paper(text).as_deref() == Some(text.trim())
}

/// Whether a line may be the name of a section, whatever it is.
fn is_section(text: &str) -> bool {
    (2..=MAX_SECTION).contains(&letter_count(text)) && text.chars().all(is_han)
}

/// Whether a line has a name and the number of a page: “云溪时讯 第2版 综合新闻”.
fn is_paper_with_page(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\p{Han}{2,8}[\s|｜·]*(?:\s\p{Han}{2,6}\s*)?第?\s*[A-D]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*版(?:[\s:：·|｜]+\p{Han}{2,6})?$",
        )
    });
    at_most(text, MAX_PAGE_LINE) && text.contains('版') && FORM.is_match(text)
}

/// Whether a line gives the day, with at most the day of the week and the editors beside it: “2024年3月5日 责任编辑：何晓岚”.
fn is_day(text: &str, is_imprint: impl Fn(&str) -> bool) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:19|20)\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?\s*(?:(?:星期|周)[一二三四五六日天])?(?P<rest>.*)$",
        )
    });
    let found = at_most(text, MAX_DAY_LINE).then(|| FORM.captures(text)).flatten();
    found.is_some_and(|found| {
        let rest = found["rest"].trim_matches(|c: char| c.is_whitespace() || "|｜".contains(c));
        rest.is_empty() || is_imprint(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::Furniture;
    use crate::corpus::page::lines::clean;

    #[test]
    fn the_head_of_a_page_ends_above_the_first_headline() {
        let found = |head: &str| {
            let lines = clean(&format!("{head}河畔新增公园\n　　本报讯（记者 何晓岚）公园开放了。\n"));
            let is_known = |at: usize| lines[at].text == "03" || Furniture::is_imprint(&lines[at].text);
            head_lines(&lines, is_known, Furniture::is_imprint)
        };
        assert_eq!(found("云溪时讯  第2版  综合新闻\n2024年3月5日 责任编辑：何晓岚 校对：方舟\n"), [0, 1]);
        assert_eq!(found("03\n本地要闻\n云溪晚报\n2024年3月5日 星期二\n编辑：何晓岚 美编：方舟\n"), [1, 2, 3]);
        // Without a day the line may just as well be a headline.
        for head in
            ["", "老街新版图 第2版\n", "老街换灯\n2024年3月5日\n", "03\n老街换灯\n2024年3月5日\n", "03\n2024-03-05\n"]
        {
            assert!(found(head).is_empty(), "{head}");
        }
    }
}
