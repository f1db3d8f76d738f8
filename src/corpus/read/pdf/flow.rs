//! Recognises pages whose text runs in one wide column from top to bottom, as a word processor prints its documents, and
//! reads them as paragraphs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::ends_sentence;
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
/// That of a lesser heading is this much larger, as browsers print them and offices set them; it is then as good as bold.
const LESSER_HEADING: f32 = 1.14;
/// A line ends before the column does if this many body sizes are left, and is centred within this distance.
const SHORT: f32 = 2.5;
/// The baselines of two lines of a headline are at most this many of their sizes apart.
const MAX_LINE_HEIGHT: f32 = 2.2;

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
        // A headline may be longer than the column is wide.
        if let (Some(last), Some(above)) = (found.last_mut(), before)
            && column.is_further_line_of_headline(above, line)
        {
            last.text.push_str(line.text.trim());
            last.emphasis = last.emphasis.or(emphasis);
            before = Some(line);
            continue;
        }
        let begins = before.is_none_or(|before| {
            // A line that is set apart stands alone, as does a signature at the right.
            let alone = [before, line].iter().any(|line| column.emphasis(line).is_some() || column.is_at_right(line));
            let is_other_type = (line.size - before.size).abs() >= (LESSER_HEADING - 1.0) * column.body;
            alone || is_other_type || column.is_indented(line) || column.is_short(before)
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

/// The margin of a page on which lines begin mostly at `left`: short paragraphs have more first lines than others, which then begin two
/// characters further left, right below them.
fn margin_beside_indent(lines: &[&Line], left: f32, body: f32) -> f32 {
    let is_indented = |line: &Line| (line.left - left).abs() <= 1.0;
    let is_at_margin = |line: &Line| (1.2 * body..=3.2 * body).contains(&(left - line.left));
    let further: Vec<f32> = lines
        .windows(2)
        .filter(|pair| is_indented(pair[0]) && is_at_margin(pair[1]))
        .map(|pair| pair[1].left)
        .collect();
    let indented = lines.iter().filter(|line| is_indented(line)).count();
    let margin = further.iter().copied().fold(f32::MAX, f32::min);
    let are_alike = further.iter().all(|own| own - margin <= 0.5 * body);
    if further.len() >= 2 && 3 * further.len() >= indented && are_alike { margin } else { left }
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
        let left = margin_beside_indent(lines, left as f32 * 2.0, measure.body);
        let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
        let column = Self { left, right, body: measure.body };
        let at_margin =
            lines.iter().filter(|line| (line.left - column.left).abs() <= column.body || column.is_indented(line));
        let is_wide = column.right - column.left >= MIN_WIDTH * column.body;
        (is_wide && at_margin.count() as f32 >= MIN_AT_MARGIN * lines.len() as f32).then_some(column)
    }

    /// Whether a line continues the headline above it, which fills the column in type of the same size.
    fn is_further_line_of_headline(&self, above: &Line, line: &Line) -> bool {
        let is_set_apart = |line: &Line| line.bold || line.size >= LESSER_HEADING * self.body;
        let is_full = above.right >= self.right - (SHORT * self.body).max(1.2 * above.size);
        let is_close = line.baseline - above.baseline <= MAX_LINE_HEIGHT * above.size;
        is_set_apart(above)
            && is_set_apart(line)
            && above.bold == line.bold
            && (above.size - line.size).abs() <= 0.5
            && is_full
            && is_close
            && !ends_sentence(&above.text)
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
            let is_larger = line.size >= LESSER_HEADING * self.body && !ends_sentence(&line.text);
            ((line.bold || is_larger) && self.is_short(line)).then_some(Emphasis::Bold)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::test_lines::line;

    const FULL: &str = "昨天早上八点三家社区食堂在河畔新区同时开门老人凭证优惠一顿饭只要八元钱送";

    fn read(lines: &[Line]) -> Vec<(String, Option<Emphasis>)> {
        let found = paragraphs(lines, Measure::of(lines));
        found.into_iter().map(|paragraph| (paragraph.text, paragraph.emphasis)).collect()
    }

    #[test]
    fn the_margin_is_known_where_most_lines_begin_paragraphs() {
        let mut lines = Vec::new();
        for at in 0..6 {
            let top = 100.0 + at as f32 * 60.0;
            lines.push(line(120.0, top, 10.0, &FULL[..34 * 3]));
            if at < 4 {
                lines.push(line(100.0, top + 20.0, 10.0, "餐上门不另收钱。"));
            }
        }
        let found = read(&lines);
        assert_eq!(found.len(), 6);
        assert!(found[0].0.ends_with("不另收钱。") && found.iter().all(|(_, emphasis)| emphasis.is_none()));
    }

    #[test]
    fn a_headline_may_be_longer_than_the_column_is_wide() {
        let mut lines = vec![line(100.0, 60.0, 20.0, &FULL[..18 * 3]), line(270.0, 90.0, 20.0, "开门")];
        for at in 0..4 {
            lines.push(line(100.0, 130.0 + at as f32 * 20.0, 10.0, FULL));
        }
        assert_eq!(read(&lines)[0], (format!("{}开门", &FULL[..18 * 3]), Some(Emphasis::Heading)));
        let mut bold = vec![line(100.0, 60.0, 10.0, FULL), line(100.0, 80.0, 10.0, "惠民见闻")];
        bold.iter_mut().for_each(|line| line.bold = true);
        bold.extend(lines.drain(2..));
        assert_eq!(read(&bold)[0], (format!("{FULL}惠民见闻"), Some(Emphasis::Bold)));
        bold.splice(..2, [line(100.0, 60.0, 11.7, "社区食堂开门了")]);
        assert_eq!(read(&bold)[0], ("社区食堂开门了".to_owned(), Some(Emphasis::Bold)));
    }
}
