//! The rows of a printed page: its lines, and the rows of its tables, whose cells stand side by side.

use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::overlap;

/// A cell of a table has at most this many characters; longer ones are lines of columns.
const MAX_CELL: usize = 14;

/// A line of a page, or a row of a table as one line.
pub(super) struct Row {
    pub line: Line,
    pub is_of_table: bool,
}

/// The lines of a page, those of each row of a table joined to one: rows with short cells stand one below the other.
pub(super) fn table_rows(lines: &[&Line]) -> Vec<Row> {
    let groups = side_by_side(lines);
    let may_be: Vec<bool> = groups.iter().map(|group| is_row(group)).collect();
    // A page of nothing else is a list, or the contents of what follows.
    let is_list =
        2 * may_be.iter().filter(|is| **is).count() > groups.len() && !groups.iter().any(|group| holds_text(group));
    let is_table = |at: usize| may_be.get(at) == Some(&true) && !is_list;
    let mut rows = Vec::new();
    for (at, mut group) in groups.into_iter().enumerate() {
        if is_table(at) && (is_table(at + 1) || at.checked_sub(1).is_some_and(is_table)) {
            group.sort_by(|a, b| a.left.total_cmp(&b.left));
            rows.push(Row { line: joined(&group), is_of_table: true });
        } else {
            rows.extend(group.into_iter().map(|line| Row { line: line.clone(), is_of_table: false }));
        }
    }
    rows
}

/// The lines of a page, those that stand side by side together.
pub(super) fn side_by_side<'l>(lines: &[&'l Line]) -> Vec<Vec<&'l Line>> {
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for &line in lines {
        match groups.last_mut().filter(|group| group.last().is_some_and(|last| are_beside(last, line))) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    groups
}

/// Whether two lines stand side by side.
pub(super) fn are_beside(one: &Line, other: &Line) -> bool {
    let height = (one.bottom - one.top).min(other.bottom - other.top);
    overlap(one.top, one.bottom, other.top, other.bottom) > height * 0.5
}

/// Whether lines side by side may be the cells of a row of a table: they are short and hold no sentence.
pub(super) fn is_row(group: &[&Line]) -> bool {
    let is_cell = |line: &&Line| {
        line.count <= MAX_CELL && !line.downwards && !line.text.contains(['，', '。', '！', '？', '；', '“', '”'])
    };
    group.len() >= 2 && group.iter().all(is_cell)
}

/// Whether lines side by side hold a part of a sentence.
pub(super) fn holds_text(group: &[&Line]) -> bool {
    group.iter().any(|line| line.text.contains(['，', '。']))
}

/// The cells of a row as one line.
fn joined(cells: &[&Line]) -> Line {
    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.trim()).collect();
    let mut row = Line { text: texts.join("\u{3000}"), ..cells[0].clone() };
    for cell in &cells[1..] {
        row.count += cell.count;
        row.left = row.left.min(cell.left);
        row.right = row.right.max(cell.right);
        row.top = row.top.min(cell.top);
        row.bottom = row.bottom.max(cell.bottom);
        row.bold &= cell.bold;
    }
    row
}
