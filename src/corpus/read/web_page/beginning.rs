//! What belongs to the beginning of a text although it stands in other elements than the rest: the subheading of the first part, the lead
//! above a list of moments.

use std::ops::Range;

use super::lines::Line;
use super::outline::{Outline, block_of, has_word};
use super::text::ends_sentence;
use super::wording::{fields, is_control_line, is_recommendation, is_statement};
use crate::corpus::read::web_page::published::dates;

/// A lead has at least this many letters.
const MIN_LEAD: usize = 20;
/// What marks an item of a list, such as its time of day, has at most this many letters.
const MAX_MARK: usize = 12;
/// Words in the class of an element that sums an article up and is no part of it.
const SUMMARY_NAMES: &[&str] = &["summary", "abstract", "digest", "desc", "description", "zhaiyao", "daodu"];

/// The lines of a text from its lead or its first subheading on. `least` is the line below the headline, 0 where none is shown.
pub(super) fn whole(outline: &Outline<'_>, lines: &[Line], range: Range<usize>, least: usize) -> Range<usize> {
    if least == 0 || range.start <= least || range.is_empty() {
        return range;
    }
    let lead = lead_above_list(outline, lines, &range, least);
    let subheading = || Some(range.start - 1).filter(|&at| is_subheading(outline, lines, at, &range));
    let start = lead.or_else(subheading).unwrap_or(range.start);
    start..range.end
}

/// Whether a line above a text is the subheading of its first part: another heading of its level stands alike within the text.
fn is_subheading(outline: &Outline<'_>, lines: &[Line], at: usize, range: &Range<usize>) -> bool {
    let line = &lines[at];
    let is_about = || {
        is_control_line(&line.text)
            || is_recommendation(&line.text)
            || is_statement(&line.text)
            || fields(&line.text).is_some()
            || dates::first_in(&line.text).is_some()
    };
    let is_alike =
        |other: &Line| other.heading == line.heading && !other.furniture && stand_alike(outline, line.node, other.node);
    let is_heading = line.heading > 1 && !line.furniture && line.linked == 0 && line.letters >= 2;
    is_heading && !is_about() && lines[range.clone()].iter().any(is_alike)
}

/// Whether the blocks around two runs of text stand in the same element, or each in one of its own of the same kind.
fn stand_alike(outline: &Outline<'_>, one: usize, other: usize) -> bool {
    let parent = |at: usize| outline.nodes[at].parent;
    let kind = |at: usize| outline.element(at).map(|element| (element.name(), element.attr("class")));
    let (one, other) = (parent(block_of(outline, one)), parent(block_of(outline, other)));
    one == other || parent(one) == parent(other) && kind(one) == kind(other)
}

/// The first line of the lead right above a list that holds the rest of the text.
fn lead_above_list(outline: &Outline<'_>, lines: &[Line], range: &Range<usize>, least: usize) -> Option<usize> {
    let (first, last) = (lines.get(range.start)?.node, lines.get(range.end.checked_sub(1)?)?.node);
    let mut around =
        std::iter::successors(Some(first), |at| Some(outline.nodes[*at].parent).filter(|parent| parent < at));
    let is_list = |at: &usize| {
        let list = outline.element(*at).is_some_and(|element| matches!(element.name(), "ul" | "ol" | "dl"));
        list && outline.nodes[*at].end > last
    };
    let list = around.find(is_list)?;
    let top = lines.partition_point(|line| line.node < list);
    let is_lead = |at: &usize| {
        let line = &lines[*at];
        let block = block_of(outline, line.node);
        let sums_up = |at: usize| outline.element(at).is_some_and(|element| has_word(element, SUMMARY_NAMES));
        let is_plain = line.heading == 0 && !line.furniture && !line.caption && line.linked == 0;
        is_plain
            && line.value > 0
            && line.letters >= MIN_LEAD
            && ends_sentence(&line.text)
            && !sums_up(block)
            && !sums_up(outline.nodes[block].parent)
    };
    let are_marks = lines.get(top..range.start)?.iter().all(|line| line.letters <= MAX_MARK && !line.furniture);
    (least..top).rev().take_while(is_lead).last().filter(|_| are_marks)
}

#[cfg(test)]
mod tests {
    use super::super::{WebPage, read_web_page};

    const FIRST: &str = "本项目已由市发展和改革委员会批准建设，资金来自财政，现对该项目的施工进行公开招标。";
    const SECOND: &str = "建设地点为河畔街道的十一个小区，工期为二百七十天，投标人须具备相应的资质和业绩。";

    fn paragraphs(text: &str) -> Vec<String> {
        let html = format!(
            "<title>老街雨水管道改造公告_兰河网</title><h1>老街雨水管道改造公告</h1><p>2024-03-05 来源：兰河网</p>{text}"
        );
        match read_web_page(&html, "1.html") {
            WebPage::Article(article) => article.paragraphs,
            other => panic!("no article but {other:?}"),
        }
    }

    #[test]
    fn the_first_subheading_stands_below_the_head() {
        let text = |first: &str, second: &str| format!("<div>{first}<p>{FIRST}</p>{second}<p>{SECOND}</p></div>");
        let series = text("<h4>招标的条件</h4>", "<h4>工程的概况</h4>");
        assert_eq!(paragraphs(&series), ["招标的条件", FIRST, "工程的概况", SECOND]);
        // Nothing tells that a heading of another kind belongs to the text.
        assert_eq!(paragraphs(&text("<h3>招标的条件</h3>", "<h4>工程的概况</h4>")), [FIRST, "工程的概况", SECOND]);
    }

    #[test]
    fn the_lead_stands_above_a_list() {
        let lead = "马拉松今天在滨湖广场鸣枪开跑，本报记者在现场为您带来直播。";
        let item = |time: &str, text: &str| format!("<li><span class=time>{time}</span><div><p>{text}</p></div></li>");
        let items: String = (1..5).map(|hour| item(&format!("0{hour}:20"), FIRST) + &item("06:30", SECOND)).collect();
        let list = format!("<ul>{items}</ul>");
        let told = paragraphs(&format!("<div class=lead><p>{lead}</p></div>{list}"));
        assert_eq!(told.first().map(String::as_str), Some(lead));
        let told = paragraphs(&format!("<div class=summary><p>{lead}</p></div>{list}"));
        assert!(!told.iter().any(|line| line == lead));
    }
}
