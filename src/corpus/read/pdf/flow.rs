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
            match found.last_mut().filter(|_| !begins) {
                Some(paragraph) => paragraph.text.push_str(line.text.trim()),
                None => found.push(FlowParagraph {
                    text: line.text.trim().to_owned(),
                    emphasis,
                    begins: before.is_some() || starts_page_anew,
                    is_set_apart: starts_page_anew || self.is_at_right(line),
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
        (lines[1].text, lines[1].bold) = ("5.2%".to_owned(), true);
        assert_eq!(read(&lines)[0], (format!("{}5.2%", &FULL[..18 * 3]), Some(Emphasis::Heading)));
        let mut bold = vec![line(100.0, 60.0, 10.0, FULL), line(100.0, 80.0, 10.0, "惠民见闻")];
        bold.iter_mut().for_each(|line| line.bold = true);
        bold.extend(lines.drain(2..));
        assert_eq!(read(&bold)[0], (format!("{FULL}惠民见闻"), Some(Emphasis::Bold)));
        bold.splice(..2, [line(100.0, 60.0, 11.7, "社区食堂开门了")]);
        assert_eq!(read(&bold)[0], ("社区食堂开门了".to_owned(), Some(Emphasis::Bold)));
    }

    /// The type size of the text, and the line that fills a column of thirty characters.
    const BODY: f32 = 10.0;
    const TEXT: &str = "昨天一早，兰河边的三家社区食堂一起开了门，老人凭证优惠，街坊";

    fn laid(lines: &[Line], known: &mut Option<Column>) -> Vec<(String, bool)> {
        let found = laid_out(lines, Measure::of(lines), known);
        found.into_iter().map(|paragraph| (paragraph.text, paragraph.begins)).collect()
    }

    fn column(left: f32, top: f32) -> Vec<Line> {
        let row = |at: usize| {
            let (left, text) =
                if at.is_multiple_of(2) { (left + 20.0, &TEXT[..TEXT.len() - 6]) } else { (left, "都说方便。") };
            line(left, top + 14.0 * at as f32, BODY, text)
        };
        (0..6).map(row).collect()
    }

    #[test]
    fn the_cells_of_a_row_are_one_paragraph() {
        let mut lines = column(40.0, 40.0);
        for (at, cells) in [["县区", "增速", "收入"], ["兰河", "3.4", "12.5"]].iter().enumerate() {
            let place = |column: usize| 40.0 + 100.0 * column as f32;
            lines.extend(
                cells
                    .iter()
                    .enumerate()
                    .map(|(column, cell)| line(place(column), 130.0 + 14.0 * at as f32, BODY, cell)),
            );
        }
        let found = laid(&lines, &mut None);
        let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts[3..], ["县区\u{3000}增速\u{3000}收入", "兰河\u{3000}3.4\u{3000}12.5"]);
        assert!(paragraphs(&lines, Measure::of(&lines)).is_empty());
    }

    #[test]
    fn a_page_with_few_lines_stands_in_the_column_of_the_page_before() {
        let rest =
            [line(60.0, 40.0, BODY, "食堂每天开门，送餐上门不另收钱。"), line(40.0, 54.0, BODY, "街坊都说方便。")];
        assert!(laid(&rest, &mut None).is_empty());
        let mut known = None;
        laid(&column(40.0, 40.0), &mut known);
        let found = laid(&rest, &mut known);
        assert_eq!(found.iter().map(|(_, begins)| *begins).collect::<Vec<_>>(), [true, true]);
        // Where each paragraph has one line, the margin is that of the page before.
        let lines: Vec<Line> =
            (0..5).map(|at| line(60.0, 40.0 + 14.0 * at as f32, BODY, &TEXT[..TEXT.len() - 6])).collect();
        assert_eq!(laid(&lines, &mut known).len(), 5);
    }

    #[test]
    fn two_wide_columns_are_read_one_after_the_other() {
        let title = line(300.0, 20.0, 20.0, "兰河剪报");
        let both = [column(40.0, 60.0), column(380.0, 60.0)].concat();
        let found = laid(&[vec![title], both].concat(), &mut None);
        assert_eq!(found.len(), 7, "{found:?}");
        assert_eq!(found[0].0, "兰河剪报");
        assert!(found[1..].iter().all(|(text, _)| text.starts_with("昨天") && text.ends_with("方便。")), "{found:?}");
    }
}
