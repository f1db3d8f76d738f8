//! Comments of readers below an article, where nothing but a heading of their own and the moment of each tells them from its text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::outline::Outline;
use super::text::ends_sentence;
use crate::corpus::read::web_page::published::{dates, moments};
use crate::text::pattern;

/// The heading has at most this many letters, and the line of a moment, which may name the reader, so many.
const MAX_HEADING: usize = 16;
const MAX_MOMENT: usize = 40;
/// The sentences above the comments have at least this many letters; a button with the same words stands above the text.
const MIN_ABOVE: usize = 100;
/// The fewest comments that are known as such, and the most lines of text that belong to one.
const MIN_COMMENTS: usize = 2;
const MAX_LINES: usize = 4;

/// Marks the comments as furniture of the page.
pub(super) fn mark(outline: &Outline<'_>, lines: &mut [Line]) {
    let Some(comments) = find(outline, lines) else { return };
    for line in &mut lines[comments] {
        line.furniture = true;
        line.value = 0;
    }
}

/// The lines from the heading of the comments to the last of them.
fn find(outline: &Outline<'_>, lines: &[Line]) -> Option<Range<usize>> {
    let mut above = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.furniture) {
        if above >= MIN_ABOVE
            && is_heading(line)
            && let Some(end) = end_of_comments(outline, lines, at)
        {
            return Some(at..end);
        }
        if line.value > 0 && ends_sentence(&line.text) {
            above += line.letters;
        }
    }
    None
}

/// Whether a line is the heading of comments, perhaps with their number: “全部评论（5）”, “5条留言”.
fn is_heading(line: &Line) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^(?:(?:(?:全部|所有|最新|最热|热门|精选|精彩|网友|網友|读者|用户|文章)?(?:评论|評論|留言|跟帖|跟貼)(?:区|區|列表|板)?",
            r"|(?:全部|最新|网友)回复|发表评论|comments?)\s*[（(:：]?\s*(?:共\s*)?\d*\s*[条條则則]?\s*[)）]?",
            r"|(?:共\s*)?\d+\s*[条條则則个]?\s*(?:评论|評論|留言|跟帖|回复|comments?))$"
        ))
    });
    line.letters <= MAX_HEADING && FORM.is_match(line.text.trim())
}

/// Where the comments below a heading end: with the innermost element around it that holds at least two of them.
fn end_of_comments(outline: &Outline<'_>, lines: &[Line], at: usize) -> Option<usize> {
    let parents = |node: &usize| Some(outline.nodes[*node].parent).filter(|parent| parent < node);
    let around = std::iter::successors(Some(lines[at].node), parents).skip(1);
    let mut ends = around.map(|node| lines.partition_point(|line| line.node < outline.nodes[node].end));
    let count = |end: usize| lines[at + 1..end.max(at + 1)].iter().filter(|line| is_moment(line)).count();
    ends.find(|&end| count(end) >= MIN_COMMENTS).filter(|&end| are_comments(&lines[at + 1..end]))
}

/// Whether each few lines of text have a moment above or below them.
fn are_comments(lines: &[Line]) -> bool {
    let mut since = 0;
    lines.iter().all(|line| {
        since = if is_moment(line) { 0 } else { since + usize::from(line.value > 0) };
        since <= MAX_LINES
    })
}

/// Whether a line tells when a comment was written. The days of a chronicle are headings.
fn is_moment(line: &Line) -> bool {
    line.letters <= MAX_MOMENT
        && line.heading == 0
        && !ends_sentence(&line.text)
        && (dates::first_in(&line.text).is_some() || moments::begin(&line.text))
}

#[cfg(test)]
mod tests {
    use super::super::{WebPage, read_web_page};

    const TEXTS: [&str; 3] = [
        "昨日，兰河市图书馆新馆向市民开放，设阅览座位一千二百个，藏书六十万册，儿童区另有绘本三万册。",
        "馆长介绍，开放时间延长到晚上九点，周末照常开放，读者凭身份证即可借书，不收押金。",
        "新馆的屋顶花园也向读者开放，种着本地的草木，天气好的时候，可以坐在那里看书喝茶。",
    ];

    fn paragraphs(below: &str) -> Vec<String> {
        let text: String = TEXTS.iter().map(|text| format!("<p>{text}</p>")).collect();
        let html =
            format!("<title>新图书馆开放</title><h1>新图书馆开放</h1><p>2024-03-05 来源：兰河晚报</p>{text}{below}");
        match read_web_page(&html, "1.html") {
            WebPage::Article(article) => article.paragraphs,
            other => panic!("no article but {other:?}"),
        }
    }

    #[test]
    fn comments_with_moments_are_no_text() {
        let comments = [
            ("一叶舟", "2024-03-06 09:40", "终于等到新馆开放了，周末就带孩子去看看。"),
            ("小满", "2024-03-07 14:10", "座位真不少，希望晚上也能多开几个窗口。"),
        ];
        for heading in ["<h3>全部评论（2）</h3>", "<div>2条留言</div>", "<p>网友评论</p>"] {
            let parted: String = comments
                .iter()
                .map(|(name, time, text)| format!("<div><p>{name}</p><p>{time}</p><p>{text}</p></div>"))
                .collect();
            assert_eq!(paragraphs(&format!("{heading}{parted}")), TEXTS, "{heading}");
            let listed: String = comments
                .iter()
                .map(|(name, time, text)| format!("<li><b>{name}</b> <i>{time}</i><div>{text}</div></li>"))
                .collect();
            assert_eq!(paragraphs(&format!("<div>{heading}<ul>{listed}</ul></div>")), TEXTS, "{heading}");
        }
    }

    #[test]
    fn what_an_article_tells_of_comments_stays() {
        let quoted = ["网友“小满”说，座位真不少，希望晚上也能多开几个窗口。", "网友“一叶舟”说，周末就带孩子去看看。"];
        let told = paragraphs(&format!("<p>网友评论</p><p>{}</p><p>{}</p>", quoted[0], quoted[1]));
        assert!(quoted.iter().all(|quote| told.iter().any(|line| line == quote)), "{told:?}");
    }
}
