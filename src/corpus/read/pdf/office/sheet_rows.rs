//! The rows of the sheets of a document: what stands at one height is one row, whether it is a line of text or the cells of a table.

use crate::corpus::read::pdf::flow::is_page_number;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::rows::{is_row, side_by_side};

/// Lines of at least this many characters that stand side by side are those of columns.
const MIN_LINE_OF_COLUMN: usize = 12;
/// What stands at the edge of several sheets has the same baseline on each, in points.
const SAME_HEIGHT: f32 = 2.5;
/// It is set in smaller type than the text, by at least this share.
const SMALL: f32 = 0.95;
/// It has at most this many lines at each edge.
const MAX_LINES: usize = 2;
/// It is looked for on this many sheets before and behind, as left and right sheets have their own.
const REACH: usize = 2;

/// What stands at one height of a sheet. Lengths are in points.
#[derive(Debug, Clone)]
pub(super) struct SheetRow {
    pub text: String,
    pub count: usize,
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    pub size: f32,
    pub bold: bool,
    /// The number of the sheet, from 0.
    pub sheet: usize,
    /// How many lines stand side by side in it.
    pub cells: usize,
    /// Where the last of them begins.
    pub last_left: f32,
    /// Whether its lines are short, as the cells of a table are.
    pub is_of_table: bool,
    /// Whether several of its lines are as long as those of columns.
    pub is_of_columns: bool,
}

impl SheetRow {
    fn of(mut group: Vec<&Line>, sheet: usize) -> Self {
        group.sort_by(|a, b| a.left.total_cmp(&b.left));
        let edge = |value: fn(&Line) -> f32, start: f32, pick: fn(f32, f32) -> f32| {
            group.iter().map(|line| value(line)).fold(start, pick)
        };
        let texts: Vec<&str> = group.iter().map(|line| line.text.trim()).collect();
        Self {
            text: texts.join("\u{3000}"),
            count: group.iter().map(|line| line.count).sum(),
            left: edge(|line| line.left, f32::MAX, f32::min),
            right: edge(|line| line.right, f32::MIN, f32::max),
            baseline: edge(|line| line.baseline, f32::MIN, f32::max),
            size: edge(|line| line.size, f32::MIN, f32::max),
            bold: group.iter().all(|line| line.bold),
            sheet,
            cells: group.len(),
            last_left: edge(|line| line.left, f32::MIN, f32::max),
            is_of_table: is_row(&group),
            is_of_columns: group.iter().filter(|line| line.count >= MIN_LINE_OF_COLUMN).nth(1).is_some(),
        }
    }
}

/// The rows of a sheet from top to bottom.
pub(super) fn rows_of(lines: &[Line], sheet: usize) -> Vec<SheetRow> {
    let mut lines: Vec<&Line> = lines.iter().filter(|line| line.count > 0).collect();
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    side_by_side(&lines).into_iter().map(|group| SheetRow::of(group, sheet)).collect()
}

/// Takes off the sheets what stands at the edge of several of them, the numbers of pages too. Returns its texts, each once.
pub(super) fn take_running(sheets: &mut [Vec<SheetRow>], body: f32) -> Vec<String> {
    let mut running: Vec<String> = Vec::new();
    for is_head in [true, false] {
        for _ in 0..MAX_LINES {
            for sheet in sheets.iter_mut() {
                if edge(sheet, is_head).is_some_and(|row| is_page_number(&row.text)) {
                    take(sheet, is_head);
                }
            }
            let marked: Vec<bool> = (0..sheets.len()).map(|at| is_running(sheets, at, is_head, body)).collect();
            for (sheet, _) in sheets.iter_mut().zip(marked).filter(|(_, marked)| *marked) {
                let text = take(sheet, is_head).text;
                if !running.contains(&text) {
                    running.push(text);
                }
            }
        }
    }
    running
}

fn edge(sheet: &[SheetRow], is_head: bool) -> Option<&SheetRow> {
    if is_head { sheet.first() } else { sheet.last() }
}

/// Takes the row at an edge of a sheet that has one.
fn take(sheet: &mut Vec<SheetRow>, is_head: bool) -> SheetRow {
    sheet.remove(if is_head { 0 } else { sheet.len() - 1 })
}

/// Whether the row at the edge of a sheet stands there on another sheet as well: in small type, or else on all of them.
fn is_running(sheets: &[Vec<SheetRow>], at: usize, is_head: bool, body: f32) -> bool {
    let Some(own) = edge(&sheets[at], is_head) else { return false };
    let is_small = own.size <= SMALL * body;
    let is_again = |other: usize| {
        edge(&sheets[other], is_head).is_some_and(|row| {
            let difference = other as i64 - at as i64;
            (row.baseline - own.baseline).abs() <= SAME_HEIGHT
                && (row.size - own.size).abs() <= 0.5
                && (row.text == own.text || is_small && is_same_but_for_number(&own.text, &row.text, difference))
        })
    };
    let mut near = at.saturating_sub(REACH)..(at + REACH + 1).min(sheets.len());
    match is_small {
        true => near.any(|other| other != at && is_again(other)),
        false => sheets.len() > 1 && own.cells == 1 && (0..sheets.len()).all(is_again),
    }
}

/// Whether two lines differ at most in the numbers of their sheets.
fn is_same_but_for_number(one: &str, other: &str, difference: i64) -> bool {
    let words = |text: &str| -> String { text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect() };
    let numbers = |text: &str| -> Vec<i64> {
        let parts = text.split(|c: char| !c.is_ascii_digit());
        parts.filter(|part| !part.is_empty()).filter_map(|part| part.parse().ok()).collect()
    };
    let (own, others) = (numbers(one), numbers(other));
    words(one) == words(other)
        && own.len() == others.len()
        && own.iter().zip(&others).all(|(own, other)| own == other || other - own == difference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::test_lines::line;

    fn taken(sheets: &[&[(f32, f32, &str)]]) -> (Vec<String>, Vec<Vec<String>>) {
        let rows = |(at, own): (usize, &&[(f32, f32, &str)])| {
            let lines: Vec<Line> = own.iter().map(|&(baseline, size, text)| line(90.0, baseline, size, text)).collect();
            rows_of(&lines, at)
        };
        let mut sheets: Vec<Vec<SheetRow>> = sheets.iter().enumerate().map(rows).collect();
        let running = take_running(&mut sheets, 12.0);
        let texts = |rows: Vec<SheetRow>| rows.into_iter().map(|row| row.text).collect();
        (running, sheets.into_iter().map(texts).collect())
    }

    #[test]
    fn what_stands_at_the_edge_of_the_sheets_is_taken_off() {
        let first: &[(f32, f32, &str)] =
            &[(44.0, 9.0, "云岭县档案馆"), (90.0, 12.0, "老街修好了。"), (750.0, 9.0, "—1—")];
        let second: &[(f32, f32, &str)] =
            &[(44.0, 9.0, "云岭县档案馆"), (90.0, 12.0, "渡口通了。"), (750.0, 9.0, "—2—")];
        let (running, left) = taken(&[first, second]);
        assert_eq!(running, ["云岭县档案馆"]);
        assert_eq!(left, [["老街修好了。"], ["渡口通了。"]]);
        let first: &[(f32, f32, &str)] = &[(44.0, 9.0, "老街 第1页"), (90.0, 12.0, "老街修好了。")];
        let second: &[(f32, f32, &str)] = &[(44.0, 9.0, "老街 第2页"), (90.0, 12.0, "渡口通了。")];
        let (running, _) = taken(&[first, second]);
        assert_eq!(running, ["老街 第1页", "老街 第2页"]);
    }

    #[test]
    fn the_first_lines_of_the_text_stay() {
        let years: [&[(f32, f32, &str)]; 2] =
            [&[(90.0, 15.0, "1991年"), (120.0, 12.0, "修桥。")], &[(90.0, 15.0, "1992年"), (120.0, 12.0, "修路。")]];
        assert!(taken(&years).0.is_empty(), "years that follow each other");
        let alone: [&[(f32, f32, &str)]; 2] =
            [&[(44.0, 9.0, "云岭县档案馆"), (120.0, 12.0, "修桥。")], &[(90.0, 12.0, "修路。")]];
        assert!(taken(&alone).0.is_empty(), "a line of one sheet");
    }
}
