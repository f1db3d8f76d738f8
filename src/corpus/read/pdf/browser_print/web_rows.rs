//! Writes a printed page of a web site row by row: where nothing stands beside its text, what stands at one height is read from left to right,
//! as the fields of a box and the words of a menu are.

use crate::corpus::read::pdf::browser_print::sidebar::Column;
use crate::corpus::read::pdf::lines::Line;

/// Lines that share at least this part of the height of the lower one stand in one row.
const MIN_SHARED: f32 = 0.5;
/// The type of lines in one row differs by at most this factor; beside a headline in larger type other parts of the site may stand.
const MAX_SIZE_RATIO: f32 = 1.2;
/// A row that stands this many times as far below the one before as the lines of the text do begins a new part; the lines of headlines in
/// large type stand further apart.
const MIN_GAP: f32 = 1.25;
/// The first line of a paragraph begins between these numbers of type sizes behind the edge of the text.
const INDENT: std::ops::RangeInclusive<f32> = 1.2..=3.2;

/// The text of the page; `None` where no column of text takes most of its width, or where something stands beside it.
pub(in crate::corpus::read::pdf) fn text(lines: &[Line]) -> Option<String> {
    let column = Column::of(lines)?;
    let is_beside = |line: &&Line| line.downwards || column.is_beside(line) && column.is_at_text(line);
    if lines.iter().any(|line| is_beside(&line)) {
        return None;
    }
    let step = column.step();
    let mut text = String::new();
    let mut before: Option<(f32, f32)> = None;
    for row in rows(lines) {
        let largest = |value: fn(&Line) -> f32| row.iter().map(|line| value(line)).fold(f32::MIN, f32::max);
        let (baseline, size) = (largest(|line| line.baseline), largest(|line| line.size));
        let is_apart = |(above, size_above): (f32, f32)| {
            baseline - above > MIN_GAP * step * column.size_ratio(size.min(size_above)).max(1.0)
        };
        if before.is_some_and(is_apart) {
            text.push('\n');
        }
        before = Some((baseline, size));
        let first = row[0];
        let indent = (first.left - column.left()) / first.size;
        if row.len() == 1 && column.is_in_its_type(first) && INDENT.contains(&indent) {
            text.push_str("\u{3000}\u{3000}");
        }
        let words: Vec<&str> = row.iter().map(|line| line.text.trim()).collect();
        text.push_str(&words.join(" "));
        text.push('\n');
    }
    Some(text)
}

/// The lines by rows from the top down, each from left to right.
fn rows(lines: &[Line]) -> Vec<Vec<&Line>> {
    let mut lines: Vec<&Line> = lines.iter().filter(|line| line.count > 0).collect();
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Vec<&Line>> = Vec::new();
    for line in lines {
        let is_in_row = |row: &Vec<&Line>| {
            row.iter().any(|other| {
                let shared = other.bottom.min(line.bottom) - other.top.max(line.top);
                let fits = other.size.max(line.size) <= MAX_SIZE_RATIO * other.size.min(line.size);
                fits && shared >= MIN_SHARED * (other.bottom - other.top).min(line.bottom - line.top)
                    && (line.left >= other.right || line.right <= other.left)
            })
        };
        match rows.last_mut().filter(|row| is_in_row(row)) {
            Some(row) => row.push(line),
            None => rows.push(vec![line]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::test_lines::line;

    #[test]
    fn what_stands_at_one_height_is_read_from_left_to_right() {
        let body = [
            line(50.0, 150.0, 10.0, "昨日，河畔新增的三处公园向市民开放，园内步道全部接通，"),
            line(30.0, 168.0, 10.0, "附近居民步行十分钟就能走到，周末有志愿者讲解，很是热闹。"),
            line(50.0, 200.0, 10.0, "园林部门介绍，今年还将再建五处小游园，选址已定，即将开工。"),
        ];
        let head = [
            line(200.0, 30.0, 10.0, "发布日期："),
            line(30.0, 30.0, 10.0, "发布机构："),
            line(100.0, 30.0, 10.0, "园林局"),
            line(30.0, 80.0, 22.0, "河畔新增三处"),
            line(30.0, 113.0, 22.0, "公园"),
            line(250.0, 70.0, 9.0, "热门"),
        ];
        let page = [&head[..], &body].concat();
        let expected = "发布机构： 园林局 发布日期：\n\n热门\n河畔新增三处\n公园\n\n　　昨日，河畔新增的三处公园向市民开放，园内步道全部接通，\n\
            附近居民步行十分钟就能走到，周末有志愿者讲解，很是热闹。\n\n　　园林部门介绍，今年还将再建五处小游园，选址已定，即将开工。\n";
        assert_eq!(text(&page).as_deref(), Some(expected));
        // A column beside the text is read by the page's geometry.
        let side = line(500.0, 168.0, 10.0, "热门推荐");
        assert_eq!(text(&[&page[..], &[side]].concat()), None);
    }
}
