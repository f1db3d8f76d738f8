//! Sheets that hold several tables of articles, side by side or one below the other with a header of its own, and sheets whose names
//! stand in the first column, with a column for each article. Forms, columns for each paper and lists within cells are made rows as well.

use std::ops::Range;

use serde_json::Value;

use crate::corpus::measure::at_most;
use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::cells::dates::{ColumnForm, read};
use crate::corpus::read::table::cells::values::{is_empty, plain};
use crate::corpus::read::table::columns::header::{is_header_of_articles, known_roles};
use crate::corpus::read::table::form_sheets;
use crate::corpus::read::table::listed_headlines::one_row_each;
use crate::corpus::read::table::media_columns::with_column_of_papers;
use crate::corpus::read::table::record::{Cells, Record};
use crate::corpus::read::table::several_fields::with_column_each;

/// The header stands among this many rows.
const ROWS_LOOKED_AT: usize = 12;
/// A sheet holds no more tables one below the other than this, in which each may be opened on its own.
const MAX_TABLES: usize = 200;
/// The longest name of a column of a further table.
const MAX_NAME_LENGTH: usize = 12;

/// The rows of each table of a sheet; one for most sheets, of which nothing is divided.
pub(super) fn parts(rows: Vec<Record>) -> Vec<Vec<Record>> {
    if let Some(rows) = turned(&rows).or_else(|| form_sheets::as_table(&rows)) {
        return vec![rows];
    }
    let parts = side_by_side(rows).into_iter().flat_map(one_below_the_other);
    parts.map(with_column_each).map(with_column_of_papers).map(one_row_each).collect()
}

/// The texts of a row.
fn texts(record: &Record) -> Vec<String> {
    match &record.cells {
        Cells::Row(cells) => cells.iter().map(plain).collect(),
        Cells::Object(_) => Vec::new(),
    }
}

/// The rows of a sheet whose first column holds the names: its columns. The days show that it is no list of names with what they mean.
fn turned(rows: &[Record]) -> Option<Vec<Record>> {
    /// A sheet has no more fields than this.
    const MOST_FIELDS: usize = 30;
    if !(3..=MOST_FIELDS).contains(&rows.len()) {
        return None;
    }
    let cells: Vec<Vec<String>> = rows.iter().map(texts).collect();
    let names: Vec<String> = cells.iter().map(|row| row.first().cloned().unwrap_or_default()).collect();
    let role = |name: &String| role_of_name(name).map(|(role, _)| role);
    if !names.iter().all(|name| role(name).is_some()) || !known_roles(&names).contains(&Role::Title) {
        return None;
    }
    let is_date = |name: &String| role(name) == Some(Role::Date);
    let mut days = cells.iter().zip(&names).filter(|(_, name)| is_date(name)).flat_map(|(row, _)| &row[1..]);
    let form = ColumnForm { year: Some(2000), ..ColumnForm::default() };
    let is_day = |cell: &String| read(cell, &form).is_ok_and(|read| read.date.len() == 10);
    if !days.clone().any(is_day) || !days.all(|cell| cell.is_empty() || is_day(cell)) {
        return None;
    }
    let width = cells.iter().map(Vec::len).max().unwrap_or_default();
    let value = |column: usize, row: &Record| match &row.cells {
        Cells::Row(cells) => cells.get(column).cloned().unwrap_or_default(),
        Cells::Object(_) => Value::Null,
    };
    let column = |column: usize| Cells::Row(rows.iter().map(|row| value(column, row)).collect());
    Some((0..width).map(|at| Record { line: at as u64 + 1, cells: column(at) }).collect())
}

/// Tables that stand side by side below headers in one row, with an empty column between them or with the same names.
fn side_by_side(rows: Vec<Record>) -> Vec<Vec<Record>> {
    let found = rows.iter().take(ROWS_LOOKED_AT).enumerate().find_map(|(at, row)| {
        let is_blank = |column: usize| {
            let cell = |row: &Record| match &row.cells {
                Cells::Row(cells) => cells.get(column).is_some_and(|cell| !is_empty(cell)),
                Cells::Object(_) => true,
            };
            !rows[at..].iter().any(cell)
        };
        let ranges = column_ranges(&texts(row), &is_blank);
        (ranges.len() > 1).then_some((at, ranges))
    });
    let Some((header, ranges)) = found else { return vec![rows] };
    let part = |columns: &Range<usize>| -> Vec<Record> {
        let of_part = |(at, row): (usize, &Record)| {
            let Cells::Row(cells) = &row.cells else { return None };
            let mut filled = cells.iter().filter(|cell| !is_empty(cell));
            // A title above all tables belongs to each of them.
            let cells = match (filled.next(), filled.next()) {
                (Some(title), None) if at < header => vec![title.clone()],
                _ => cells.get(columns.start..columns.end.min(cells.len())).unwrap_or_default().to_vec(),
            };
            (!cells.iter().all(is_empty)).then_some(Record { line: row.line, cells: Cells::Row(cells) })
        };
        rows.iter().enumerate().filter_map(of_part).collect()
    };
    ranges.iter().map(part).collect()
}

/// The columns of each table whose names stand in one row.
fn column_ranges(names: &[String], is_blank: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
    let (mut ranges, mut start) = (Vec::new(), 0);
    for at in 1..names.len() {
        if at <= start {
            continue;
        }
        let (left, right) = (&names[start..at], &names[at..]);
        let is_apart = names[at - 1].is_empty() && is_blank(at - 1) && !names[at].is_empty();
        if (is_apart || right.starts_with(left)) && are_headers_of_tables(left, right) {
            ranges.push(start..at - usize::from(is_apart));
            start = at;
        }
    }
    ranges.push(start..usize::MAX);
    ranges
}

/// Whether names on both sides are those of articles, and both name the headline or the text alike.
fn are_headers_of_tables(left: &[String], right: &[String]) -> bool {
    let is_main = |name: &String| matches!(role_of_name(name), Some((Role::Title | Role::Text, _)));
    is_header_of_articles(left)
        && is_header_of_articles(right)
        && left.iter().any(|name| is_main(name) && right.contains(name))
}

/// Tables that stand one below the other, each with a header of other names.
fn one_below_the_other(rows: Vec<Record>) -> Vec<Vec<Record>> {
    let (mut lengths, mut start) = (Vec::new(), 0);
    while lengths.len() < MAX_TABLES
        && let Some(length) = start_of_second(&rows[start..])
    {
        lengths.push(length);
        start += length;
    }
    let mut rows = rows.into_iter();
    let mut parts: Vec<Vec<Record>> = lengths.into_iter().map(|length| rows.by_ref().take(length).collect()).collect();
    parts.push(rows.collect());
    parts
}

/// The row with which a second table begins: its header, or the title above that.
fn start_of_second(rows: &[Record]) -> Option<usize> {
    let is_header = |names: &[String]| is_header_of_articles(names) && known_roles(names).contains(&Role::Title);
    let first = rows.iter().take(ROWS_LOOKED_AT).position(|row| is_header(&texts(row)))?;
    let names = texts(&rows[first]);
    // A header of two rows is one.
    let mut further = rows.iter().enumerate().skip(first + 2);
    let (at, _) = further.find(|(at, row)| {
        if !has_short_cells(row) {
            return false;
        }
        let cells = texts(row);
        cells != names && at + 1 < rows.len() && is_header(&cells) && are_all_names(&cells)
    })?;
    let is_title = |row: &Record| texts(row).iter().filter(|cell| !cell.is_empty()).nth(1).is_none();
    Some(if at > first + 2 && is_title(&rows[at - 1]) { at - 1 } else { at })
}

/// Whether no cell of a row is longer than a name: nearly all rows show by that alone that they are no header.
fn has_short_cells(row: &Record) -> bool {
    let is_short = |cell: &Value| is_empty(cell) || cell.as_str().is_some_and(|text| at_most(text, MAX_NAME_LENGTH));
    matches!(&row.cells, Cells::Row(cells) if cells.iter().all(is_short))
}

/// Whether the cells of a row are short names, most of them of columns that tables of articles have.
fn are_all_names(cells: &[String]) -> bool {
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let known = filled.iter().filter(|cell| role_of_name(cell).is_some()).count();
    known >= 3
        && known * 3 >= filled.len() * 2
        && !filled.iter().any(|cell| cell.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &[&[&str]]) -> Vec<Record> {
        let row = |(cells, line): (&&[&str], u64)| Record {
            line,
            cells: Cells::Row(cells.iter().map(|cell| (*cell).into()).collect()),
        };
        table.iter().zip(1..).map(row).collect()
    }

    fn found(table: &[&[&str]]) -> Vec<Vec<String>> {
        parts(rows(table)).iter().map(|part| part.iter().map(|row| texts(row).join(" ")).collect()).collect()
    }

    #[test]
    fn tables_side_by_side_are_divided() {
        let table: [&[&str]; 4] = [
            &["2024年报道"],
            &["标题", "媒体", "日期", "", "标题", "账号", "日期"],
            &["春耕", "柳河日报", "4月1日", "", "秋收", "柳河发布", "10月1日"],
            &["", "", "", "", "冬修", "柳河发布", "12月1日"],
        ];
        assert_eq!(
            found(&table),
            [
                vec!["2024年报道", "标题 媒体 日期", "春耕 柳河日报 4月1日"],
                vec!["2024年报道", "标题 账号 日期", "秋收 柳河发布 10月1日", "冬修 柳河发布 12月1日"]
            ]
        );
        let table: [&[&str]; 2] = [&["标题", "媒体", "标题", "媒体"], &["春耕", "柳河日报", "秋收", "青川晚报"]];
        assert_eq!(found(&table)[1], ["标题 媒体", "秋收 青川晚报"]);
        // Another column of the same name, and one without a name, divide nothing.
        let table: [&[&str]; 2] = [&["标题", "媒体", "正文", "正文"], &["春耕", "柳河日报", "甲", "乙"]];
        assert_eq!(found(&table).len(), 1);
        let table: [&[&str]; 2] = [&["标题", "媒体", "", "日期"], &["春耕", "柳河日报", "", "4月1日"]];
        assert_eq!(found(&table).len(), 1);
    }

    #[test]
    fn tables_one_below_the_other_are_divided() {
        let table: [&[&str]; 6] = [
            &["标题", "报纸", "日期", "版面"],
            &["春耕", "柳河日报", "4月1日", "2"],
            &["网络报道"],
            &["标题", "网站", "发布时间", "网址"],
            &["秋收", "柳河网", "10月1日", "a"],
            &["标题", "网站", "发布时间", "网址"],
        ];
        let found = found(&table);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(found[1][0], "网络报道");
    }

    #[test]
    fn names_may_stand_in_the_first_column() {
        let table: [&[&str]; 3] =
            [&["标题", "春耕", "秋收"], &["日期", "2024-04-01", "2024-10-01"], &["媒体", "柳河日报", ""]];
        assert_eq!(found(&table), [["标题 日期 媒体", "春耕 2024-04-01 柳河日报", "秋收 2024-10-01 "]]);
        let meanings: [&[&str]; 3] = [&["标题", "文章的标题"], &["日期", "发布的日期"], &["媒体", "报纸的名称"]];
        assert_eq!(found(&meanings)[0].len(), 3);
        assert_eq!(found(&meanings)[0][0], "标题 文章的标题");
    }

    #[test]
    fn one_table_stays_whole() {
        let table: [&[&str]; 3] =
            [&["标题", "媒体", "日期"], &["春耕", "柳河日报", "4月1日"], &["标题", "媒体", "日期"]];
        assert_eq!(found(&table).len(), 1);
        assert_eq!(parts(Vec::new()), [Vec::<Record>::new()]);
    }
}
