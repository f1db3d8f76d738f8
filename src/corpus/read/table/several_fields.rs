//! Columns whose cells hold several fields: a headline with its paper and its day, “稿件（标题、媒体、时间）”, or above its text, “标题及内容”.

use serde_json::Value;

use crate::corpus::measure::{at_most, letter_count};
use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::cells::values::plain;
use crate::corpus::read::table::record::{Cells, Record};
use crate::corpus::read::table::sections::PAPERS;
use crate::corpus::source::is_known_publisher;

/// The header stands among this many rows.
const ROWS_LOOKED_AT: usize = 12;
/// The longest name of such a column.
const MAX_NAME: usize = 24;
/// A headline has at least this many letters.
const MIN_HEADLINE: usize = 4;
/// What stands between the names of fields in the name of a column.
const MARKS: [char; 15] = ['（', '）', '(', ')', '、', '/', '／', '，', ',', '及', '和', '与', '+', ' ', '\n'];
/// The names of the columns that take the place of one.
const NAMES: [&str; 4] = ["标题", "媒体", "日期", "版面"];

/// The rows with a column for each field in place of one that holds headline, paper and day; as they are where there is none.
pub(super) fn with_column_each(rows: Vec<Record>) -> Vec<Record> {
    let rows = with_texts_apart(rows);
    let found = rows.iter().take(ROWS_LOOKED_AT).enumerate().find_map(|(at, row)| {
        let Cells::Row(cells) = &row.cells else { return None };
        let column = cells.iter().map(plain).position(|name| names_several(&name))?;
        Some((at, column))
    });
    let Some((header, column)) = found else { return rows };
    let length = |row: &Record| match &row.cells {
        Cells::Row(cells) => cells.len(),
        Cells::Object(_) => 0,
    };
    let width = rows.iter().map(length).max().unwrap_or_default();
    let below: Vec<String> = rows[header + 1..].iter().map(|row| text(row, column)).collect();
    let filled = below.iter().filter(|cell| !cell.is_empty()).count();
    let read = below.iter().filter(|cell| fields(cell).is_some()).count();
    if read == 0 || read * 10 < filled * 8 {
        return rows;
    }
    let divided = |(at, mut row): (usize, Record)| {
        let found = if at == header { Some(NAMES.map(str::to_owned)) } else { fields(&text(&row, column)) };
        if let (Some([title, others @ ..]), Cells::Row(cells)) = (found.filter(|_| at >= header), &mut row.cells) {
            cells.resize(width, Value::Null);
            cells[column] = title.into();
            cells.extend(others.map(|field| if field.is_empty() { Value::Null } else { field.into() }));
        }
        row
    };
    rows.into_iter().enumerate().map(divided).collect()
}

/// The rows with a column for headlines and one for texts in place of one that holds both; as they are where there is none, or where its
/// cells are lines.
fn with_texts_apart(rows: Vec<Record>) -> Vec<Record> {
    let found = rows.iter().take(ROWS_LOOKED_AT).enumerate().find_map(|(at, row)| {
        let Cells::Row(cells) = &row.cells else { return None };
        Some((at, cells.iter().map(plain).position(|name| names_headline_and_text(&name))?))
    });
    let Some((header, column)) = found else { return rows };
    let cells: Vec<String> = rows[header + 1..].iter().map(|row| text(row, column)).collect();
    let Some(below) = headlines_above_texts(&cells) else { return rows };
    let names = Some(["标题", "正文"].map(str::to_owned));
    let mut fields = std::iter::repeat_n(None, header).chain([names]).chain(below);
    let divided = |mut row: Record| {
        if let (Some(Some([headline, text])), Cells::Row(cells)) = (fields.next(), &mut row.cells) {
            cells[column] = headline.into();
            cells.insert(column + 1, text.into());
        } else if let Cells::Row(cells) = &mut row.cells
            && cells.len() > column
        {
            cells.insert(column + 1, Value::Null);
        }
        row
    };
    rows.into_iter().map(divided).collect()
}

/// The headline and the text of each cell of such a column, the first line being the headline; none where a cell is one line.
pub(in crate::corpus::read) fn headlines_above_texts(cells: &[String]) -> Option<Vec<Option<[String; 2]>>> {
    let parted = |cell: &str| {
        let (headline, text) = cell.trim().split_once('\n')?;
        let is_whole = letter_count(headline) >= MIN_HEADLINE && !text.trim().is_empty();
        is_whole.then(|| [headline.trim().to_owned(), text.trim().to_owned()])
    };
    let found: Vec<Option<[String; 2]>> = cells.iter().map(|cell| parted(cell)).collect();
    let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    (filled > 0 && found.iter().flatten().count() == filled).then_some(found)
}

/// Whether the name of a column names the headline and the text, and nothing else.
pub(in crate::corpus::read) fn names_headline_and_text(name: &str) -> bool {
    let parts: Vec<&str> = name.split(MARKS).filter(|part| !part.trim().is_empty()).collect();
    let roles = parts.iter().map(|part| role_of_name(part).map(|(role, _)| role));
    at_most(name, MAX_NAME) && roles.eq([Some(Role::Title), Some(Role::Text)])
}

fn text(row: &Record, column: usize) -> String {
    match &row.cells {
        Cells::Row(cells) => cells.get(column).map(plain).unwrap_or_default(),
        Cells::Object(_) => String::new(),
    }
}

/// Whether the name of a column names the headline, the paper and the day.
fn names_several(name: &str) -> bool {
    if !at_most(name, MAX_NAME) {
        return false;
    }
    let roles: Vec<Role> = name.split(MARKS).filter_map(|part| role_of_name(part).map(|(role, _)| role)).collect();
    [Role::Title, Role::Source, Role::Date].iter().all(|role| roles.contains(role))
}

/// The headline, the paper, the day and the page of a cell, of which all but the headline stand in brackets at its end or on its last
/// line: “河畔新增公园（兰河日报 2024-03-05 第2版）”.
fn fields(cell: &str) -> Option<[String; 4]> {
    let cell = cell.trim();
    let (headline, issue) = match cell.strip_suffix(['）', ')']) {
        Some(inner) => inner.rsplit_once(['（', '('])?,
        None => cell.rsplit_once('\n')?,
    };
    let (mut paper, mut day, mut page) = (String::new(), String::new(), String::new());
    for piece in issue.split([' ', '\u{3000}', '，', ',', '、', '；', ';', '|', '\n']).map(str::trim) {
        let (before, digits) = piece.split_at(piece.find(|c: char| c.is_ascii_digit()).unwrap_or(piece.len()));
        let before = before.trim_matches(['《', '》', '：', ':']);
        let is_paper = is_known_publisher(before) || PAPERS.iter().any(|ending| before.ends_with(ending));
        match () {
            () if piece.is_empty() => {}
            () if piece.ends_with('版') && page.is_empty() => piece.clone_into(&mut page),
            () if !(before.is_empty() || is_paper && paper.is_empty()) => return None,
            () if !digits.is_empty() && !day.is_empty() => return None,
            () => {
                paper += before;
                day += digits;
            }
        }
    }
    let headline = headline.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_whole = !paper.is_empty() && !day.is_empty() && letter_count(&headline) >= MIN_HEADLINE;
    is_whole.then_some([headline, paper, day, page])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(rows: &[[&str; 3]]) -> Vec<Vec<String>> {
        let row = |cells: &[&str; 3]| Record { line: 1, cells: Cells::Row(cells.map(Value::from).to_vec()) };
        let texts = |row: Record| -> Vec<String> {
            match row.cells {
                Cells::Row(cells) => cells.iter().map(plain).collect(),
                Cells::Object(_) => Vec::new(),
            }
        };
        with_column_each(rows.iter().map(row).collect()).into_iter().map(texts).collect()
    }

    #[test]
    fn a_cell_may_hold_headline_paper_and_day() {
        let rows = [
            ["外宣稿件", "", ""],
            ["序号", "稿件（标题、媒体、时间）", "责任人"],
            ["1", "河畔新增三处公园\n（兰河日报 2024-03-05）", "方舟"],
            ["2", "老街换上新灯 夜市开张（云溪晚报，3月6日，第2版）", "方舟"],
        ];
        assert_eq!(
            divided(&rows)[1..],
            [
                ["序号", "标题", "责任人", "媒体", "日期", "版面"],
                ["1", "河畔新增三处公园", "方舟", "兰河日报", "2024-03-05", ""],
                ["2", "老街换上新灯 夜市开张", "方舟", "云溪晚报", "3月6日", "第2版"],
            ]
        );
        // Other columns and other cells stay.
        let rows = [["序号", "标题（必填）", "日期"], ["1", "河畔新增三处公园（组图）", "3月5日"]];
        assert_eq!(divided(&rows), rows);
        let rows = [["序号", "稿件（标题、媒体、时间）", "责任人"], ["1", "河畔新增三处公园（组图）", "方舟"]];
        assert_eq!(divided(&rows), rows);
    }

    #[test]
    fn a_cell_may_hold_headline_and_text() {
        let rows = [
            ["序号", "媒体", "标题及内容"],
            ["1", "兰河日报", "河畔新增三处公园\n昨天，三处公园开放。\n孩子们去放风筝。"],
            ["2", "云溪晚报", "老街换上新灯\n昨晚，老街换了灯。"],
        ];
        assert_eq!(
            divided(&rows),
            [
                ["序号", "媒体", "标题", "正文"],
                ["1", "兰河日报", "河畔新增三处公园", "昨天，三处公园开放。\n孩子们去放风筝。"],
                ["2", "云溪晚报", "老街换上新灯", "昨晚，老街换了灯。"],
            ]
        );
        let rows = [["序号", "媒体", "标题及内容"], ["1", "兰河日报", "河畔新增三处公园"]];
        assert_eq!(divided(&rows), rows, "a cell of one line");
    }
}
