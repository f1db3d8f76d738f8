//! Recognises pages whose text runs in one wide column from top to bottom, as a word processor prints its documents, and
//! reads them as paragraphs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::ends_sentence;
use crate::corpus::read::one_article::Emphasis;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::Measure;
use crate::corpus::read::pdf::rows::{Row, are_beside, holds_text, table_rows};
use crate::text::{is_han, pattern};

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
/// At most this many lines stand above two columns.
const MAX_LINES_ABOVE: usize = 3;

/// A paragraph of a page that is printed in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowParagraph {
    /// The text.
    pub text: String,
    /// How it is set apart.
    pub emphasis: Option<Emphasis>,
    /// Whether it begins here: the first of a page may continue the last of the page before.
    pub begins: bool,
    /// Whether its first line is indented or set apart, so that it begins here wherever it stands.
    pub is_set_apart: bool,
    /// Whether its last line fills the column, so that it may go on at the top of the next page.
    pub may_go_on: bool,
}

/// The paragraphs of a page in one column; none where the page is no such page.
pub(super) fn paragraphs(lines: &[Line], measure: Measure) -> Vec<FlowParagraph> {
    let alone = |line: &Line| Row { line: line.clone(), is_of_table: false };
    let rows: Vec<Row> = downwards(lines).into_iter().map(alone).collect();
    Column::of(&rows, measure).map(|column| column.paragraphs(&rows)).unwrap_or_default()
}

/// The paragraphs of a page of a document with the rows of tables as one paragraph each, in one column or two; none of any other page.
/// `known` is the column of the last page that had one: on a page with few lines they stand in the same column.
pub(super) fn laid_out(lines: &[Line], measure: Measure, known: &mut Option<Column>) -> Vec<FlowParagraph> {
    let rows = table_rows(&downwards(lines));
    let found = Column::of(&rows, measure).map(|column| column.beside_margin(*known));
    *known = found.or(*known);
    match found.or_else(|| known.filter(|column| column.holds(&rows))) {
        Some(column) => column.paragraphs(&rows),
        None => of_two_columns(lines, measure),
    }
}

/// The paragraphs of a page with two wide columns side by side, as browsers print pages in columns; none of any other page. Only a
/// title stands above both.
fn of_two_columns(lines: &[Line], measure: Measure) -> Vec<FlowParagraph> {
    let lines = downwards(lines);
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let middle = (left + right) / 2.0;
    let crosses = |line: &&&Line| line.left < middle && line.right > middle;
    let above = lines.iter().take_while(crosses).count();
    let (above, below) = lines.split_at(above);
    if above.len() > MAX_LINES_ABOVE || below.iter().any(|line| crosses(&line)) {
        return Vec::new();
    }
    let (first, second): (Vec<&Line>, Vec<&Line>) = below.iter().copied().partition(|line| line.right <= middle);
    let of_column = |lines: Vec<&Line>| {
        let rows = table_rows(&lines);
        Column::of(&rows, measure).map(|column| (column, column.paragraphs(&rows)))
    };
    let (Some((one, paragraphs)), Some((two, more))) = (of_column(first), of_column(second)) else { return Vec::new() };
    if (one.width() - two.width()).abs() > SHORT * measure.body {
        return Vec::new();
    }
    let title = |line: &&Line| FlowParagraph {
        text: line.text.trim().to_owned(),
        emphasis: Some(if line.size >= HEADING * measure.body { Emphasis::Heading } else { Emphasis::Centred }),
        begins: true,
        is_set_apart: true,
        may_go_on: false,
    };
    above.iter().map(title).chain(paragraphs).chain(more).collect()
}

/// The lines of a page from top to bottom, without the numbers of pages.
fn downwards(lines: &[Line]) -> Vec<&Line> {
    let mut lines: Vec<&Line> = lines.iter().filter(|line| line.count > 0).collect();
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    without_page_numbers(&mut lines);
    lines
}

/// Takes the numbers of pages off the edges of the page.
fn without_page_numbers(lines: &mut Vec<&Line>) {
    let is_number = |line: Option<&&Line>| line.is_some_and(|line| is_page_number(&line.text));
    if is_number(lines.first()) {
        lines.remove(0);
    }
    if is_number(lines.last()) {
        lines.pop();
    }
}

/// Whether a line is the number of a page.
pub(super) fn is_page_number(text: &str) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[-–—]?\s*\d{1,4}\s*(?:[-–—]|/\s*\d{1,4})?|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)$")
    });
    NUMBER.is_match(text.trim())
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
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    left: f32,
    right: f32,
    body: f32,
}

impl Column {
    /// The column of the rows, which are in order from top to bottom.
    fn of(rows: &[Row], measure: Measure) -> Option<Self> {
        let lines: Vec<&Line> = rows.iter().map(|row| &row.line).collect();
        if lines.len() < MIN_LINES || lines.iter().any(|line| line.downwards) {
            return None;
        }
        let beside: Vec<&[&Line]> = lines.windows(2).filter(|pair| are_beside(pair[0], pair[1])).collect();
        // A line of text beside another is that of a second column.
        let has_text = beside.iter().any(|pair| holds_text(pair));
        let most = (MAX_BESIDE * lines.len() as f32).max(if has_text { 0.0 } else { 1.0 });
        if beside.len() as f32 > most {
            return None;
        }
        // Tables have margins of their own.
        let of_text: Vec<&Line> = rows.iter().filter(|row| !row.is_of_table).map(|row| &row.line).collect();
        let mut lefts: BTreeMap<i32, usize> = BTreeMap::new();
        for line in &of_text {
            *lefts.entry((line.left / 2.0).round() as i32).or_default() += 1;
        }
        let (left, _) = lefts.into_iter().max_by_key(|(left, count)| (*count, -left))?;
        let left = margin_beside_indent(&of_text, left as f32 * 2.0, measure.body);
        let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
        let column = Self { left, right, body: measure.body };
        let at_margin =
            of_text.iter().filter(|line| (line.left - column.left).abs() <= column.body || column.is_indented(line));
        let is_wide = column.width() >= MIN_WIDTH * column.body;
        (is_wide && at_margin.count() as f32 >= MIN_AT_MARGIN * of_text.len() as f32).then_some(column)
    }

    fn width(&self) -> f32 {
        self.right - self.left
    }

    /// The column with the margin of a page before: on a page whose paragraphs have one line each, all lines begin behind the margin.
    fn beside_margin(self, known: Option<Column>) -> Self {
        let is_same = |known: &Column| {
            let indent = self.left - known.left;
            (self.body - known.body).abs() < 0.5
                && (self.right - known.right).abs() <= SHORT * self.body
                && (1.2 * self.body..=3.2 * self.body).contains(&indent)
        };
        known.filter(is_same).map_or(self, |known| Self { left: known.left, ..self })
    }

    /// Whether the rows of a page with few of them stand in this column, one below the other.
    fn holds(&self, rows: &[Row]) -> bool {
        let is_within = |row: &Row| {
            let line = &row.line;
            !line.downwards && line.left >= self.left - self.body && line.right <= self.right + self.body
        };
        (1..MIN_LINES).contains(&rows.len())
            && rows.iter().all(is_within)
            && !rows.windows(2).any(|pair| are_beside(&pair[0].line, &pair[1].line))
    }

    /// The paragraphs of the rows of this column.
    fn paragraphs(&self, rows: &[Row]) -> Vec<FlowParagraph> {
        let mut found: Vec<FlowParagraph> = Vec::new();
        let mut before: Option<&Row> = None;
        for row in rows {
            let (line, emphasis) = (&row.line, self.emphasis_of(row));
            // A headline may be longer than the column is wide.
            if let (Some(last), Some(above)) = (found.last_mut(), before)
                && !(above.is_of_table || row.is_of_table)
                && self.is_further_line_of_headline(&above.line, line)
            {
                last.text.push_str(line.text.trim());
                last.emphasis = last.emphasis.or(emphasis);
                before = Some(row);
                continue;
            }
            let begins = before.is_none_or(|before| {
                // A line that is set apart stands alone, as do a signature at the right and a row of a table.
                let alone = [before, row]
                    .into_iter()
                    .any(|row| row.is_of_table || self.emphasis_of(row).is_some() || self.is_at_right(&row.line));
                let is_other_type = (line.size - before.line.size).abs() >= (LESSER_HEADING - 1.0) * self.body;
                alone || is_other_type || self.is_indented(line) || self.is_short(&before.line)
            });
            let starts_page_anew = emphasis.is_some() || row.is_of_table || self.is_indented(line);
            let may_go_on = !row.is_of_table && !self.is_short(line);
            match found.last_mut().filter(|_| !begins) {
                Some(paragraph) => {
                    paragraph.text.push_str(line.text.trim());
                    paragraph.may_go_on = may_go_on;
                }
                None => found.push(FlowParagraph {
                    text: line.text.trim().to_owned(),
                    emphasis,
                    begins: before.is_some() || starts_page_anew,
                    is_set_apart: starts_page_anew || self.is_at_right(line),
                    may_go_on,
                }),
            }
            before = Some(row);
        }
        found
    }

    /// How a row is set apart; a row of a table is not.
    fn emphasis_of(&self, row: &Row) -> Option<Emphasis> {
        self.emphasis(&row.line).filter(|_| !row.is_of_table)
    }

    /// Whether a line continues the headline above it, which fills the column in type of the same size.
    fn is_further_line_of_headline(&self, above: &Line, line: &Line) -> bool {
        let is_set_apart = |line: &Line| line.bold || line.size >= LESSER_HEADING * self.body;
        let is_full = above.right >= self.right - (SHORT * self.body).max(1.2 * above.size);
        let is_close = line.baseline - above.baseline <= MAX_LINE_HEIGHT * above.size;
        // Figures stand in a font of their own, which may be bold where that of the characters is not.
        let has_han = |line: &Line| line.text.chars().any(is_han);
        let is_as_bold = above.bold == line.bold || !has_han(above) || !has_han(line);
        is_set_apart(above)
            && is_set_apart(line)
            && is_as_bold
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
#[path = "flow_tests.rs"]
mod tests;
