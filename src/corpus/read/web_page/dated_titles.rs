//! Titles of other articles below a text, each with its day and none with a link, as pages that were saved without their links show them.

use std::ops::Range;

use super::lines::Line;
use super::outline::Outline;
use super::text::ends_sentence;
use super::wording::is_recommendation;
use crate::corpus::read::web_page::published::dates;

/// The heading of such a list has at most this many letters, and a title with its day so many.
const MAX_HEADING: usize = 10;
const MAX_TITLE: usize = 60;
/// The list has at least this many titles; an article may tell of two days at its end.
const MIN_TITLES: usize = 3;
/// The sentences above the list have at least this many letters.
const MIN_ABOVE: usize = 100;

/// Marks such lists as furniture of the page.
pub(super) fn mark(outline: &Outline<'_>, lines: &mut [Line]) {
    let Some(list) = find(outline, lines) else { return };
    for line in &mut lines[list] {
        line.furniture = true;
        line.value = 0;
    }
}

/// The lines from the heading of the first such list to its end.
fn find(outline: &Outline<'_>, lines: &[Line]) -> Option<Range<usize>> {
    let mut above = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.furniture) {
        if above >= MIN_ABOVE
            && line.letters <= MAX_HEADING
            && is_recommendation(&line.text)
            && let Some(end) = end_of_list(outline, lines, at)
        {
            return Some(at..end);
        }
        if line.value > 0 && ends_sentence(&line.text) {
            above += line.letters;
        }
    }
    None
}

/// Where the list below a heading ends: with the innermost element around the heading that holds more than it. All of its lines are titles.
fn end_of_list(outline: &Outline<'_>, lines: &[Line], at: usize) -> Option<usize> {
    let parents = |node: &usize| Some(outline.nodes[*node].parent).filter(|parent| parent < node);
    let around = std::iter::successors(Some(lines[at].node), parents).skip(1);
    let mut ends = around.map(|node| lines.partition_point(|line| line.node < outline.nodes[node].end));
    let end = ends.find(|&end| end > at + 1)?;
    let is_title =
        |line: &Line| line.letters <= MAX_TITLE && !ends_sentence(&line.text) && dates::first_in(&line.text).is_some();
    let below = &lines[at + 1..end];
    (below.len() >= MIN_TITLES && below.iter().all(is_title)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::super::{WebPage, read_web_page};

    #[test]
    fn titles_with_days_below_a_heading_are_no_text() {
        let texts = [
            "昨日，兰河市图书馆新馆向市民开放，设阅览座位一千二百个，藏书六十万册，儿童区另有绘本三万册。",
            "馆长介绍，开放时间延长到晚上九点，周末照常开放，读者凭身份证即可借书，不收押金。",
            "新馆的屋顶花园也向读者开放，种着本地的草木，天气好的时候，可以坐在那里看书喝茶。",
        ];
        let titles =
            ["三条公交线路明起调整，途经老街", "渡口今天恢复通航，班次比往年多", "早市搬进新建大棚，摊主都说好"];
        let list: String =
            titles.iter().enumerate().map(|(at, title)| format!("<li>{title} 2024-03-0{}</li>", at + 1)).collect();
        let text: String = texts.iter().map(|text| format!("<p>{text}</p>")).collect();
        let html = format!(
            "<title>新图书馆开放</title><h1>新图书馆开放</h1><p>2024-03-05 来源：兰河晚报</p><div>{text}\
             <div><h3>相关新闻</h3><ul>{list}</ul></div></div>"
        );
        let WebPage::Article(article) = read_web_page(&html, "1.html") else { panic!("no article") };
        assert_eq!(article.paragraphs, texts);
    }
}
