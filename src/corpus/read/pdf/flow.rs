//! Recognises pages whose text runs in one wide column from top to bottom, as a word processor prints its documents, and
//! reads them as paragraphs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::one_article::Emphasis;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::{Measure, overlap};
use crate::text::pattern;

/// A page with fewer lines is too short to tell.
const MIN_LINES: usize = 4;
/// The column is at least this wide, in body sizes; columns of newspapers are narrower.
const MIN_WIDTH: f32 = 24.0;
/// At most this share of the lines may stand beside others, or one line: the day beside the issuer of a bulletin.
const MAX_BESIDE: f32 = 0.04;
/// At least this share of the lines begins at the margin or is indented.
const MIN_AT_MARGIN: f32 = 0.4;
/// The type of a heading is at least this much larger than that of the text.
const HEADING: f32 = 1.2;
/// A line ends before the column does if this many body sizes are left, and is centred within this distance.
const SHORT: f32 = 2.5;

/// A paragraph of a page that is printed in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowParagraph {
    /// The text.
    pub text: String,
    /// How it is set apart.
    pub emphasis: Option<Emphasis>,
    /// Whether it begins here: the first of a page may continue the last of the page before.
    pub begins: bool,
}

/// The paragraphs of a page in one column; none where the page is no such page.
pub(super) fn paragraphs(lines: &[Line], measure: Measure) -> Vec<FlowParagraph> {
    let mut lines: Vec<&Line> = lines.iter().filter(|line| line.count > 0).collect();
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    without_page_numbers(&mut lines);
    let Some(column) = Column::of(&lines, measure) else { return Vec::new() };
    let mut found: Vec<FlowParagraph> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let emphasis = column.emphasis(line);
        let begins = before.is_none_or(|before| {
            // A line that is set apart stands alone, as does a signature at the right.
            let alone = [before, line].iter().any(|line| column.emphasis(line).is_some() || column.is_at_right(line));
            alone || column.is_indented(line) || column.is_short(before)
        });
        let starts_page_anew = before.is_some() || emphasis.is_some() || column.is_indented(line);
        match found.last_mut().filter(|_| !begins) {
            Some(paragraph) => paragraph.text.push_str(line.text.trim()),
            None => found.push(FlowParagraph { text: line.text.trim().to_owned(), emphasis, begins: starts_page_anew }),
        }
        before = Some(line);
    }
    found
}

/// Takes the numbers of pages off the edges of the page.
fn without_page_numbers(lines: &mut Vec<&Line>) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[-–—]?\s*\d{1,4}\s*(?:[-–—]|/\s*\d{1,4})?|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)$")
    });
    let is_number = |line: Option<&&Line>| line.is_some_and(|line| NUMBER.is_match(line.text.trim()));
    if is_number(lines.first()) {
        lines.remove(0);
    }
    if is_number(lines.last()) {
        lines.pop();
    }
}

/// The one column of a page, in points.
struct Column {
    left: f32,
    right: f32,
    body: f32,
}

impl Column {
    /// The column of the lines, which are in order from top to bottom.
    fn of(lines: &[&Line], measure: Measure) -> Option<Self> {
        if lines.len() < MIN_LINES || lines.iter().any(|line| line.downwards) {
            return None;
        }
        let are_beside = |pair: &&[&Line]| {
            let height = (pair[0].bottom - pair[0].top).min(pair[1].bottom - pair[1].top);
            overlap(pair[0].top, pair[0].bottom, pair[1].top, pair[1].bottom) > height * 0.5
        };
        let beside: Vec<&[&Line]> = lines.windows(2).filter(are_beside).collect();
        // A line of text beside another is that of a second column.
        let has_text = beside.iter().any(|pair| pair.iter().any(|line| line.text.contains(['，', '。'])));
        let most = (MAX_BESIDE * lines.len() as f32).max(if has_text { 0.0 } else { 1.0 });
        if beside.len() as f32 > most {
            return None;
        }
        let mut lefts: BTreeMap<i32, usize> = BTreeMap::new();
        for line in lines {
            *lefts.entry((line.left / 2.0).round() as i32).or_default() += 1;
        }
        let (left, _) = lefts.into_iter().max_by_key(|(left, count)| (*count, -left))?;
        let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
        let column = Self { left: left as f32 * 2.0, right, body: measure.body };
        let at_margin =
            lines.iter().filter(|line| (line.left - column.left).abs() <= column.body || column.is_indented(line));
        let is_wide = column.right - column.left >= MIN_WIDTH * column.body;
        (is_wide && at_margin.count() as f32 >= MIN_AT_MARGIN * lines.len() as f32).then_some(column)
    }

    /// Whether the first line of a paragraph begins here: by two characters behind the margin.
    fn is_indented(&self, line: &Line) -> bool {
        let indent = line.left - self.left;
        (1.2 * self.body..=3.2 * self.body).contains(&indent)
    }

    fn is_at_right(&self, line: &Line) -> bool {
        line.left - self.left > 3.2 * self.body
    }

    fn is_short(&self, line: &Line) -> bool {
        line.right < self.right - SHORT * self.body
    }

    fn emphasis(&self, line: &Line) -> Option<Emphasis> {
        let aside = ((line.left + line.right) - (self.left + self.right)).abs() / 2.0;
        let is_centred = line.left > self.left + SHORT * self.body && self.is_short(line) && aside <= SHORT * self.body;
        if line.size >= HEADING * self.body {
            Some(Emphasis::Heading)
        } else if is_centred {
            Some(Emphasis::Centred)
        } else {
            (line.bold && self.is_short(line)).then_some(Emphasis::Bold)
        }
    }
}
