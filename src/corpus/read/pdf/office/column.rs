//! The one column of a document, and the paragraphs of its rows.

use crate::corpus::read::one_article::append;
use crate::corpus::read::pdf::office::sheet_rows::SheetRow;

/// The column is at least this wide, in sizes of its type; columns of newspapers are narrower.
const MIN_WIDTH: f32 = 22.0;
/// A row ends before the column does if this many sizes are left, and is centred within this distance.
const SHORT: f32 = 2.5;
/// A line that begins at least this many sizes behind the margin is indented, and further than that, centred or at the right.
const INDENT: f32 = 1.2;
const MAX_INDENT: f32 = 3.2;
/// What is signed begins behind this share of the width.
const AT_RIGHT: f32 = 0.45;
/// Rows that are this many times as far apart as the lines of a paragraph begin another.
const MAX_STEP: f32 = 1.4;
/// The lines of a cell are at most this many sizes apart.
const MAX_CELL_STEP: f32 = 1.5;

/// The column of a document, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub left: f32,
    pub right: f32,
    pub body: f32,
}

impl Column {
    /// The column of the rows in the type of the text, where it is wide.
    pub fn of(rows: &[SheetRow], body: f32) -> Option<Self> {
        let own = || rows.iter().filter(|row| (row.size - body).abs() <= 0.05 * body);
        let left = own().map(|row| row.left).fold(f32::MAX, f32::min);
        let right = own().map(|row| row.right).fold(f32::MIN, f32::max);
        (right - left >= MIN_WIDTH * body).then_some(Self { left, right, body })
    }

    pub fn is_short(self, row: &SheetRow) -> bool {
        row.right < self.right - (SHORT * self.body).max(1.2 * row.size)
    }

    pub fn is_centred(self, row: &SheetRow) -> bool {
        let aside = ((row.left + row.right) - (self.left + self.right)).abs() / 2.0;
        row.left > self.left + MAX_INDENT * self.body && self.is_short(row) && aside <= SHORT * self.body
    }

    /// Whether as much space is left before a row as behind it, even if it is long.
    pub fn is_in_middle(self, row: &SheetRow) -> bool {
        let (before, behind) = (row.left - self.left, self.right - row.right);
        before >= INDENT * self.body && (before - behind).abs() <= self.body
    }

    /// Whether a row stands at the right, where offices sign.
    pub fn is_at_right(self, row: &SheetRow) -> bool {
        row.cells == 1 && row.left > self.left + AT_RIGHT * (self.right - self.left)
    }

    /// Whether a row begins at the margin, or near it.
    fn is_at_margin(self, row: &SheetRow) -> bool {
        row.left - self.left < INDENT * self.body
    }

    /// The paragraphs of rows: a row of a table is one, and goes on in the lines of its last cell.
    pub fn paragraphs(self, rows: &[SheetRow]) -> Vec<String> {
        let step = usual_step(rows);
        let mut found: Vec<String> = Vec::new();
        let mut before: Option<&SheetRow> = None;
        let mut cell: Option<f32> = None;
        for row in rows {
            let is_near = |above: &SheetRow, sizes: f32| {
                above.sheet == row.sheet && row.baseline - above.baseline <= sizes * row.size
            };
            let goes_on_in_cell = cell.is_some_and(|left| (row.left - left).abs() <= 1.0)
                && row.cells == 1
                && before.is_some_and(|above| is_near(above, MAX_CELL_STEP));
            let goes_on = goes_on_in_cell || before.is_some_and(|above| self.goes_on(above, row, step));
            match found.last_mut().filter(|_| goes_on) {
                Some(last) => append(last, row.text.trim()),
                None => found.push(row.text.trim().to_owned()),
            }
            cell = if row.is_of_table { Some(row.last_left) } else { cell.filter(|_| goes_on_in_cell) };
            before = Some(row);
        }
        found
    }

    /// Whether a row continues the one above it.
    fn goes_on(self, above: &SheetRow, row: &SheetRow, step: f32) -> bool {
        let is_close = above.sheet != row.sheet || row.baseline - above.baseline <= MAX_STEP * step.max(row.size);
        !above.is_of_table
            && !row.is_of_table
            && (above.size - row.size).abs() <= 0.05 * self.body
            && self.is_at_margin(row)
            && !self.is_short(above)
            && is_close
    }
}

/// How far the lines of a paragraph stand below each other, in points: a quarter of all steps are no larger.
fn usual_step(rows: &[SheetRow]) -> f32 {
    let pairs = rows.windows(2).filter(|pair| pair[0].sheet == pair[1].sheet);
    let mut steps: Vec<f32> = pairs.map(|pair| pair[1].baseline - pair[0].baseline).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 4).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::lines::Line;
    use crate::corpus::read::pdf::office::sheet_rows::rows_of;
    use crate::corpus::read::pdf::test_lines::line;

    const FULL: &str = "昨天，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们";

    fn paragraphs(lines: &[(f32, f32, &str)]) -> Vec<String> {
        let drawn: Vec<Line> = lines.iter().map(|&(left, baseline, text)| line(left, baseline, 12.0, text)).collect();
        let rows = rows_of(&drawn, 0);
        Column::of(&rows, 12.0).map(|column| column.paragraphs(&rows)).unwrap_or_default()
    }

    #[test]
    fn paragraphs_begin_with_an_indent_or_below_a_space() {
        let ended = format!("{FULL}都来了。");
        let found = paragraphs(&[(90.0, 100.0, FULL), (90.0, 116.0, "都来了。"), (114.0, 132.0, "食堂开门。")]);
        assert_eq!(found, [ended.as_str(), "食堂开门。"]);
        let spaced = paragraphs(&[(90.0, 100.0, FULL), (90.0, 116.0, FULL), (90.0, 142.0, FULL)]);
        assert_eq!(spaced.len(), 2);
    }

    #[test]
    fn the_last_cell_of_a_row_may_have_several_lines() {
        let found = paragraphs(&[
            (90.0, 100.0, FULL),
            (90.0, 130.0, "石板路"),
            (250.0, 130.0, "重新铺过"),
            (250.0, 144.0, "两次"),
            (90.0, 160.0, "老街灯"),
            (250.0, 160.0, "换新"),
        ]);
        assert_eq!(found, [FULL, "石板路\u{3000}重新铺过两次", "老街灯\u{3000}换新"]);
    }
}
