//! What stands at the first or the last line of a text and is no part of it: the summary of a box above the text, a call to the reader below a
//! drawn line, the bare name of the author.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::names::AUTHOR_NAMES;
use super::outline::{Outline, block_of, has_word};
use super::text::ends_sentence;
use crate::corpus::publication::person::are_persons;
use crate::text::pattern;

/// What a summary sums up has at least this many times its letters.
const MIN_TIMES_SUMMARY: usize = 2;

/// Behind a drawn line stand at most this many lines of calls, each with at most so many letters.
const MAX_CALLS: usize = 3;
const MAX_CALL: usize = 60;

/// A line that names the author has at most this many letters.
const MAX_AUTHOR: usize = 12;

/// The lines of a text without those at its edges that are no part of it.
pub(super) fn trimmed(outline: &Outline<'_>, lines: &[Line], range: Range<usize>) -> Range<usize> {
    let Some(text) = lines.get(range.clone()) else { return range };
    let labelled = range.start + usize::from(begins_with_summary(outline, text));
    let start = behind_box(outline, lines, &range).unwrap_or(labelled);
    let mut end = below_drawn_line(text).map_or(range.end, |at| range.start + at).max(start);
    while end > start + 1 && names_author(outline, &lines[end - 1]) {
        end -= 1;
    }
    start..end
}

/// Whether the first line is the summary of the text, by its label, in a box of its own: “[摘要]三个项目昨日签约。”
fn begins_with_summary(outline: &Outline<'_>, text: &[Line]) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\[【（(]?\s*(?:内容|內容|新闻|新聞|本文|文章|AI|智能)?\s*(?:摘要|导读|導讀|提要|核心提示|速[读讀览覽])\s*(?:[\]】）)]\s*[:：]?|[:：])\s*\S",
        )
    });
    let [first, second, ..] = text else { return false };
    let whole: usize = text.iter().map(|line| line.letters).sum();
    let (own, other) = (block_of(outline, first.node), block_of(outline, second.node));
    LABEL.is_match(first.text.trim())
        && first.letters * (MIN_TIMES_SUMMARY + 1) <= whole
        && outline.nodes[own].parent != outline.nodes[other].parent
        && !(own..outline.nodes[own].end).contains(&second.node)
}

/// The first line of a text behind a box that bears the label of a summary as its heading: “快速閱讀”. It holds no other line of the text.
fn behind_box(outline: &Outline<'_>, lines: &[Line], range: &Range<usize>) -> Option<usize> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\[【]?(?:(?:AI|智能|新闻|新聞|本文|文章|内容|內容)?\s*(?:摘要|导读|導讀|提要|速[读讀览覽看])|快速[阅閱][读讀]|核心提示|重[点點](?:整理|速[读讀看])|本文重[点點])[\]】]?\s*[:：]?$",
        )
    });
    let is_label = |at: &usize| lines.get(*at).is_some_and(|line| LABEL.is_match(line.text.trim()));
    let label = [range.start.checked_sub(1), Some(range.start)].into_iter().flatten().find(is_label)?;
    let (label, next) = (lines.get(label)?.node, lines.get(label + 1)?.node);
    let around = std::iter::successors(Some(label), |at| Some(outline.nodes[*at].parent).filter(|parent| parent < at));
    let end = around.map(|at| outline.nodes[at].end).find(|end| *end > next)?;
    let start = range.clone().find(|&at| lines[at].node >= end)?;
    let letters = |range: Range<usize>| lines[range].iter().map(|line| line.letters).sum::<usize>();
    (letters(range.start..start) * MIN_TIMES_SUMMARY <= letters(start..range.end)).then_some(start)
}

/// The line of a text that is nothing but dashes and has only calls to the reader below it.
fn below_drawn_line(lines: &[Line]) -> Option<usize> {
    const CALLS: [&str; 19] = [
        "邀", "欢迎", "歡迎", "投稿", "下载", "下載", "订阅", "訂閱", "追蹤", "关注", "關注", "扫码", "报料", "報料",
        "爆料", "热线", "熱線", "详情", "詳情",
    ];
    let is_drawn = |line: &Line| {
        let marks = line.text.trim();
        marks.chars().count() >= 4 && marks.chars().all(|c| "-—–─━=_*＊－".contains(c))
    };
    let at = lines.iter().rposition(is_drawn).filter(|&at| at > 1)?;
    let below = &lines[at + 1..];
    let are_short =
        below.len() <= MAX_CALLS && below.iter().all(|line| line.letters <= MAX_CALL && !ends_sentence(&line.text));
    let calls = below.iter().any(|line| CALLS.iter().any(|word| line.text.contains(word)));
    (are_short && (calls || below.is_empty())).then_some(at)
}

/// Whether a line is nothing but names, in an element that is named as the author's.
fn names_author(outline: &Outline<'_>, line: &Line) -> bool {
    let around = outline.element(block_of(outline, line.node));
    line.letters <= MAX_AUTHOR
        && around.is_some_and(|around| has_word(around, AUTHOR_NAMES))
        && are_persons(line.text.trim_matches(['(', ')', '（', '）', ' ']))
}

#[cfg(test)]
mod tests {
    use super::super::{WebPage, read_web_page};

    /// The sentences of an article.
    const FIRST: &str = "昨日，兰河市图书馆新馆向市民开放，设阅览座位一千二百个，藏书六十万册，儿童区另有绘本三万册。";
    const SECOND: &str = "馆长介绍，开放时间延长到晚上九点，周末照常开放，读者凭身份证即可借书，不收押金。";

    fn paragraphs(above: &str, inside: &str) -> Vec<String> {
        let html = format!(
            "<title>新图书馆开放_兰河网</title><h1>新图书馆开放</h1><p>2024-03-05 来源：兰河晚报</p>{above}\
             <div class=con><p>{FIRST}</p><p>{SECOND}</p>{inside}</div>"
        );
        match read_web_page(&html, "1.html") {
            WebPage::Article(article) => article.paragraphs,
            other => panic!("no article but {other:?}"),
        }
    }

    #[test]
    fn a_labelled_summary_in_a_box_of_its_own_is_no_text() {
        for label in ["[摘要]", "导读：", "核心提示：", "【内容提要】"] {
            let above = format!("<div class=simple><p>{label}图书馆新馆昨日开放，座位一千二百个。</p></div>");
            assert_eq!(paragraphs(&above, ""), [FIRST, SECOND], "{label}");
        }
        let points = "<ul><li>新馆昨日开放。</li><li>座位一千二百个。</li></ul>";
        assert_eq!(paragraphs(&format!("<div class=quick><h3>快速阅读</h3>{points}</div>"), ""), [FIRST, SECOND]);
        let own = "<p>核心提示：图书馆新馆昨日开放，座位一千二百个。</p>";
        assert_eq!(paragraphs("", own).len(), 3);
    }

    #[test]
    fn calls_below_a_drawn_line_and_the_bare_author_are_no_text() {
        assert_eq!(paragraphs("", "<p>------</p><p>“区区有申诉”栏目现诚邀市民投稿</p>"), [FIRST, SECOND]);
        assert_eq!(paragraphs("", "<p class=author>何晓岚</p>"), [FIRST, SECOND]);
        assert_eq!(
            paragraphs("", "<p>------</p><p>读者何晓岚来信说，她每周都来。</p>").last().map(String::len),
            Some(45)
        );
    }
}
