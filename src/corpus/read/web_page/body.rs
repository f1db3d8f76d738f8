//! Where the text of an article stands on its page.
//!
//! Systems that mark the text are believed. On other pages every line speaks for or against the elements around it, by
//! its letters, its links and its punctuation, and the element with the largest sum holds the text. This is maximum
//! subsequence segmentation (Pasternack & Roth 2009) on the tree of the page, with the weights of composite text density
//! (Sun, Song & Liao 2011): letters outside links count for, links against.

use std::ops::Range;

use super::beginning;
use super::lines::Line;
use super::names::{AUTHOR_NAMES, BODY_NAMES};
use super::outline::{Content, Outline, block_of, has_word, is_body_mark};
use super::text::{ends_sentence, squeezed};
use super::wording::{
    author_of, fields, is_article_end, is_control_line, is_editor_line, is_file_mark, is_head_line,
    is_numbered_subheading, is_recommendation, names_makers, names_picture, names_support,
};
use crate::corpus::page::is_caption;
use crate::corpus::publication::issue_line;
use crate::corpus::read::web_page::published::dates;
use crate::corpus::read::web_page::published::moments;

/// An article has at least this many letters outside links.
const MIN_LENGTH: usize = 15;

/// The element around the text holds at least this share of its value.
const NEARLY_ALL: f64 = 0.85;

/// A caption that nothing marks has at most this many letters.
const MAX_CAPTION_LENGTH: usize = 70;

/// A headline that a text repeats stands in at most this many lines.
const MAX_TITLE_LINES: usize = 5;

/// A centred line below a picture is its caption up to this many letters.
const MAX_CENTRED_LENGTH: usize = 40;

/// A line that names the author has at most this many letters.
const MAX_AUTHOR: usize = 12;

/// A text with a larger share of links is a list.
const MOST_LINKED: f64 = 0.4;

/// The lines of a page that hold the text of its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    /// The lines, first and last included in the text.
    pub lines: Range<usize>,
    /// Whether the system that made the page marks the text.
    pub marked: bool,
}

/// Finds the text of the article; there is none on a page of links.
pub(super) fn find(outline: &Outline<'_>, lines: &[Line]) -> Option<Body> {
    let marked = marked_ranges(outline)
        .into_iter()
        .map(|nodes| lines_within(lines, nodes))
        .filter(|range| is_text(&lines[range.clone()]))
        .max_by_key(|range| (own_letters(&lines[range.clone()]), std::cmp::Reverse(range.start)));
    if let Some(range) = marked {
        return Some(Body { lines: range, marked: true });
    }
    let range = largest_sum(lines, best_element(outline, lines)?);
    is_text(&lines[range.clone()]).then_some(Body { lines: range, marked: false })
}

/// The body without what stands above the headline or in other parts of the page.
pub(super) fn refined(outline: &Outline<'_>, lines: &[Line], body: Body, title: Option<usize>) -> Body {
    let whole = value(&lines[body.lines.clone()]);
    let begins = |at: &usize| {
        body.lines.contains(at) && at + 1 < body.lines.end && value(&lines[body.lines.start..*at]) * 5 < whole
    };
    let start = title.filter(begins).map_or(body.lines.start, |at| at + 1);
    if body.marked {
        return Body { lines: start..body.lines.end, marked: true };
    }
    let range = largest_sum(lines, start..body.lines.end);
    let range = without_strays(outline, lines, range);
    let least = title.map_or(0, |at| at + 1);
    let range = with_neighbours(outline, lines, range, least);
    Body { lines: beginning::whole(outline, lines, range, least), marked: false }
}

fn value(lines: &[Line]) -> i64 {
    lines.iter().map(|line| line.value).sum()
}

/// Cuts off what little text stands outside the element with nearly all of it, behind lines of another kind.
fn without_strays(outline: &Outline<'_>, lines: &[Line], range: Range<usize>) -> Range<usize> {
    let whole = value(&lines[range.clone()]);
    let mut inner = range.clone();
    let mut node = lines.get(range.start).map_or(0, |line| line.node);
    // The innermost element around the most valuable line that holds enough of the text.
    if let Some(most) = range.clone().max_by_key(|&at| lines[at].value) {
        node = lines[most].node;
    }
    for _ in 0..outline.nodes.len() {
        let held = lines_within(lines, node..outline.nodes[node].end);
        let held = held.start.max(range.start)..held.end.min(range.end).max(held.start.max(range.start));
        if value(&lines[held.clone()]) as f64 >= NEARLY_ALL * whole as f64 {
            inner = held;
            break;
        }
        let parent = outline.nodes[node].parent;
        if parent >= node {
            break;
        }
        node = parent;
    }
    // The border of the element is a gap when a line on one of its sides is no text.
    let gap = |border: usize| {
        lines[border.saturating_sub(1)..(border + 1).min(lines.len())].iter().any(|line| line.value <= 0)
    };
    let start = if inner.start > range.start && gap(inner.start) { inner.start } else { range.start };
    let end = if inner.end < range.end && gap(inner.end) { inner.end } else { range.end };
    start..end
}

/// Adds the short lines before and behind the text that stand in elements side by side with its own: a heading, a name.
fn with_neighbours(outline: &Outline<'_>, lines: &[Line], range: Range<usize>, least: usize) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    let side_by_side = |one: usize, other: usize| {
        let (one, other) = (block_of(outline, lines[one].node), block_of(outline, lines[other].node));
        let name = |at: usize| outline.element(at).map(|element| element.name());
        one == other || (outline.nodes[one].parent == outline.nodes[other].parent && name(one) == name(other))
    };
    let plain = |line: &Line| {
        // The time of an event bears no year: “时间：3月5日19:00”.
        let is_of_event = line.text.starts_with("时间") && dates::first_in(&line.text).is_none();
        let about = !is_of_event
            && (tells_about(line)
                || is_control_line(&line.text)
                || line.is_statement()
                || is_recommendation(&line.text));
        !about && !line.furniture && line.linked == 0 && line.letters >= 2
    };
    let is_author = |at: usize| {
        let around = outline.element(block_of(outline, lines[at].node));
        lines[at].letters <= MAX_AUTHOR && around.is_some_and(|around| has_word(around, AUTHOR_NAMES))
    };
    while start > least && plain(&lines[start - 1]) && side_by_side(start - 1, start) && !is_author(start - 1) {
        start -= 1;
    }
    // An office signs with its name and the day below it.
    let signs = |at: usize| {
        let name = &lines[at - 1];
        is_day_line(&lines[at])
            && lines[at].letters <= 12
            && (2..=24).contains(&name.letters)
            && !ends_sentence(&name.text)
    };
    while end > 0 && end < lines.len() && (plain(&lines[end]) || signs(end)) && side_by_side(end - 1, end) {
        end += 1;
    }
    // The paper, day and page where the article was printed close its text: “《兰河日报》（2024年3月5日 02版）”.
    let tells_issue = |line: &Line| {
        !line.furniture
            && line.linked == 0
            && issue_line::parse(&line.text).is_some_and(|line| line.names_paper() && line.credit.tells_issue())
    };
    let is_closed = end > 0 && end < lines.len() && tells_issue(&lines[end]) && side_by_side(end - 1, end);
    start..end + usize::from(is_closed)
}

/// The parts of the page that a system marks as the text of an article.
fn marked_ranges(outline: &Outline<'_>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut begun = None;
    for (at, node) in outline.nodes.iter().enumerate() {
        match node.content {
            Content::Element(element) if is_body_mark(element) => ranges.push(at..node.end),
            Content::Comment(comment) => match comment.trim() {
                "enpcontent" => begun = Some(at),
                "/enpcontent" => ranges.extend(begun.take().map(|start| start..at)),
                _ => {}
            },
            _ => {}
        }
    }
    ranges
}

/// The lines that begin within a range of nodes.
pub(super) fn lines_within(lines: &[Line], nodes: Range<usize>) -> Range<usize> {
    let start = lines.partition_point(|line| line.node < nodes.start);
    let end = lines.partition_point(|line| line.node < nodes.end);
    start..end.max(start)
}

/// The lines of the element for which its lines speak most.
pub(super) fn best_element(outline: &Outline<'_>, lines: &[Line]) -> Option<Range<usize>> {
    let mut sums = Vec::with_capacity(lines.len() + 1);
    let mut sum = 0;
    sums.push(0);
    for line in lines {
        sum += line.value;
        sums.push(sum);
    }
    let mut best: Option<(f64, Range<usize>)> = None;
    for (at, element) in outline.elements() {
        let node = &outline.nodes[at];
        if node.silent || node.furniture {
            continue;
        }
        let range = lines_within(lines, at..node.end);
        if range.is_empty() {
            continue;
        }
        let named = element.name() == "article" || has_word(element, BODY_NAMES);
        let value = (sums[range.end] - sums[range.start]) as f64 * if named { 1.03 } else { 1.0 };
        // The elements come from the outside in: of equals the innermost is taken, and the first of those side by side.
        let better = best.as_ref().is_none_or(|(most, held)| {
            value > *most || (value >= *most && held.start <= range.start && range.end <= held.end)
        });
        if better && value > 0.0 {
            best = Some((value, range));
        }
    }
    best.map(|(_, range)| range)
}

/// The part of a range of lines with the largest sum of values.
fn largest_sum(lines: &[Line], range: Range<usize>) -> Range<usize> {
    let (mut best, mut best_range) = (0, range.clone());
    let (mut sum, mut start) = (0, range.start);
    for at in range {
        if sum <= 0 {
            (sum, start) = (0, at);
        }
        sum += lines[at].value;
        if sum > best {
            (best, best_range) = (sum, start..at + 1);
        }
    }
    best_range
}

fn own_letters(lines: &[Line]) -> usize {
    let own = |line: &Line| line.letters.saturating_sub(line.linked);
    lines.iter().filter(|line| !line.furniture && !line.is_statement()).map(own).sum()
}

/// Tells whether lines are a text rather than a list of links.
fn is_text(lines: &[Line]) -> bool {
    let linked: usize = lines.iter().filter(|line| !line.furniture).map(|line| line.linked).sum();
    let own = own_letters(lines);
    own >= MIN_LENGTH && (linked as f64) < MOST_LINKED * (own + linked) as f64
}

/// What the lines of an article's text hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    /// The paragraphs in order.
    pub paragraphs: Vec<String>,
    /// The marked captions of pictures.
    pub captions: Vec<String>,
    /// The lines about who edited the article.
    pub editors: Vec<String>,
    /// The first line of the page that is a paragraph.
    pub first: usize,
    /// The first line of the page behind the text.
    pub end: usize,
}

/// What tells the lines of a text that repeat the headline.
#[derive(Clone, Copy)]
pub(super) struct Titles<'t> {
    /// Tells whether a line repeats a line of the headline.
    pub is_title: &'t dyn Fn(&str) -> bool,
    /// The letters of the headline, which a text may repeat in several lines.
    pub headline: &'t str,
}

impl Titles<'_> {
    /// No headline.
    pub const NONE: Titles<'static> = Titles { is_title: &|_| false, headline: "" };

    /// The number of lines that repeat the headline together.
    fn lines(&self, lines: &[Line]) -> usize {
        if self.headline.is_empty() {
            return 0;
        }
        let mut joined = String::new();
        for (at, line) in lines.iter().take(MAX_TITLE_LINES).enumerate() {
            joined += &squeezed(&line.text);
            if !self.headline.starts_with(&joined) {
                return 0;
            }
            if joined == self.headline {
                return at + 1;
            }
        }
        0
    }
}

/// Takes the paragraphs from the lines of the text, without those that repeat the headline.
pub(super) fn text(lines: &[Line], body: &Body, titles: Titles<'_>) -> Text {
    let mut text = Text { first: body.lines.start, end: body.lines.end, ..Text::default() };
    let repeated = body.lines.start + titles.lines(&lines[body.lines.clone()]);
    let mut begun = false;
    let whole = value(&lines[body.lines.clone()]);
    // Suffix sums of the lines' scores, so that every line is scored once.
    let mut worth_from: Vec<i64> = lines[body.lines.clone()]
        .iter()
        .rev()
        .scan(0, |sum, line| {
            *sum += line.value;
            Some(*sum)
        })
        .collect();
    worth_from.reverse();
    let worth_behind = |at: usize| worth_from.get(at + 1 - body.lines.start).copied().unwrap_or_default();
    let last_sentence = lines[body.lines.clone()].iter().rposition(|line| line.value > 0);
    let last_sentence = body.lines.start + last_sentence.unwrap_or_default();
    for at in body.lines.clone() {
        let line = &lines[at];
        if at < repeated {
            continue;
        }
        if is_article_end(&line.text) && at > body.lines.start && worth_behind(at) * 3 < whole {
            break;
        }
        if is_editor_line(&line.text) {
            text.editors.push(line.text.clone());
            // An article ends with its editors: what little stands behind them is no part of it.
            if worth_behind(at) * 3 < whole {
                break;
            }
        } else if names_makers(&line.text) && at >= last_sentence {
            text.editors.push(line.text.clone());
        } else if line.caption || (at < last_sentence || begun && line.is_of_picture()) && is_unmarked_caption(line) {
            text.captions.push(line.text.clone());
        } else if at > last_sentence
            && (is_recommendation(&line.text) || names_support(&line.text, &lines[at - 1].text))
        {
            break;
        } else if !line.furniture && !is_aside(line) && (begun || !((titles.is_title)(&line.text) || tells_about(line)))
        {
            if !begun {
                (begun, text.first) = (true, at);
            }
            text.paragraphs.push(line.text.clone());
        }
    }
    while text.paragraphs.last().is_some_and(|last| is_head_line(last) || is_control_line(last) || names_makers(last)) {
        text.paragraphs.pop();
    }
    text
}

/// Tells whether a line is a caption although nothing marks it as one: it is short, and says what a picture shows or who took
/// it. Below the last sentence it may be the credit of the article.
fn is_unmarked_caption(line: &Line) -> bool {
    let is_below_picture = line.below_picture
        && line.heading == 0
        && !is_numbered_subheading(&line.text)
        && (2..=MAX_CENTRED_LENGTH).contains(&line.letters)
        && !ends_sentence(&line.text)
        // A work that the text quotes is named above it.
        && !line.text.starts_with('《');
    let is_worded = || is_caption(&line.text) || names_picture(&line.text);
    is_below_picture || line.letters <= MAX_CAPTION_LENGTH && line.punctuation <= 3 && is_worded()
}

/// Tells whether a line within the text is not part of it.
fn is_aside(line: &Line) -> bool {
    let link = line.linked * 5 > line.letters * 4 && line.punctuation == 0 && line.linked >= 4;
    link || line.is_statement() || is_recommendation(&line.text)
}

/// Whether a line above the text tells of the article and is no part of it.
fn tells_about(line: &Line) -> bool {
    is_head_line(&line.text)
        || is_day_line(line)
        || is_file_mark(&line.text)
        || line.letters <= 30 && moments::begin(&line.text)
        || fields(&line.text).is_some()
        || author_of(&line.text).is_some()
}

/// Whether a line holds the day of publication and is not part of the text.
fn is_day_line(line: &Line) -> bool {
    line.letters <= 30 && !ends_sentence(&line.text) && dates::tells_day(&line.text)
}
