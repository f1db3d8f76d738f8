//! Sheets with a column for each paper: the headlines stand below the names of the papers, or marks show which of them printed what.

use serde_json::Value;

use crate::corpus::measure::at_most;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::cells::values::{is_tick, plain};
use crate::corpus::read::table::columns::header::known_roles;
use crate::corpus::read::table::record::{Cells, Record};
use crate::corpus::read::table::sections::PAPERS;
use crate::corpus::source::is_known_publisher;

/// The header stands among this many rows.
const ROWS_LOOKED_AT: usize = 12;
/// The longest name of a paper.
const MAX_NAME: usize = 12;
/// Headlines have at least this many characters on average.
const MIN_HEADLINE: usize = 8;

/// The rows with a column for the paper in place of those that bear the names of papers; as they are where there are none.
pub(super) fn with_column_of_papers(rows: Vec<Record>) -> Vec<Record> {
    let Some((header, papers)) = columns_of_papers(&rows) else { return rows };
    let names = texts(&rows[header]);
    let known = known_roles(&names);
    let below = || rows[header + 1..].iter().map(texts);
    let cells: Vec<String> =
        below().flat_map(|row| papers.iter().filter_map(|&at| row.get(at).cloned()).collect::<Vec<_>>()).collect();
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let length: usize = filled.iter().map(|cell| cell.chars().count()).sum();
    let has_text = known.contains(&Role::Title) || known.contains(&Role::Text);
    if filled.is_empty() || known.contains(&Role::Source) {
        rows
    } else if !has_text && length >= MIN_HEADLINE * filled.len() {
        rows.iter().enumerate().flat_map(|(at, row)| one_row_a_headline(row, at, header, &papers, &names)).collect()
    } else if has_text && filled.iter().all(|cell| is_tick(cell) || is_page(cell)) {
        rows.into_iter().enumerate().map(|(at, row)| with_ticked_papers(row, at, header, &papers, &names)).collect()
    } else {
        rows
    }
}

/// The row of the header, and the columns in it that bear the names of papers: at least two.
fn columns_of_papers(rows: &[Record]) -> Option<(usize, Vec<usize>)> {
    let is_paper = |name: &String| {
        at_most(name, MAX_NAME) && (is_known_publisher(name) || PAPERS.iter().any(|ending| name.ends_with(ending)))
    };
    rows.iter().take(ROWS_LOOKED_AT).enumerate().find_map(|(at, row)| {
        let names = texts(row);
        let papers: Vec<usize> = (0..names.len()).filter(|&column| is_paper(&names[column])).collect();
        let has_others = names.iter().filter(|name| !name.is_empty()).count() > papers.len();
        // In a row of a table of another form, papers may stand in two cells as well.
        let is_header =
            !known_roles(&names).is_empty() && rows[..at].iter().all(|row| known_roles(&texts(row)).is_empty());
        (papers.len() >= 2 && has_others && is_header).then_some((at, papers))
    })
}

fn texts(record: &Record) -> Vec<String> {
    match &record.cells {
        Cells::Row(cells) => cells.iter().map(plain).collect(),
        Cells::Object(_) => Vec::new(),
    }
}

/// Whether a cell tells the page on which a paper printed something: “3版”, “头版”.
fn is_page(cell: &str) -> bool {
    at_most(cell, 6) && cell.ends_with('版')
}

/// Whether a cell marks that a paper printed the article.
fn printed(cell: &str) -> bool {
    !cell.is_empty() && !["×", "否", "无"].contains(&cell)
}

/// The cells of a row that stand in no column of a paper, and all columns' places filled up.
fn others(row: &Record, papers: &[usize], width: usize) -> Vec<Value> {
    let Cells::Row(cells) = &row.cells else { return Vec::new() };
    let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
    (0..width).filter(|at| !papers.contains(at)).map(cell).collect()
}

/// The rows that a row with a headline for each paper becomes. What stands across the sheet stays as it is.
fn one_row_a_headline(row: &Record, at: usize, header: usize, papers: &[usize], names: &[String]) -> Vec<Record> {
    let own = texts(row);
    let record = |paper: Value, title: Value| {
        let mut cells = others(row, papers, names.len());
        cells.extend([paper, title]);
        Record { line: row.line, cells: Cells::Row(cells) }
    };
    if at == header {
        return vec![record("媒体".into(), "标题".into())];
    }
    if at < header || own.iter().filter(|cell| !cell.is_empty()).nth(1).is_none() {
        return vec![row.clone()];
    }
    let headline = |column: usize| own.get(column).filter(|cell| !cell.is_empty()).cloned();
    let found = papers.iter().filter_map(|&column| Some((names[column].clone(), headline(column)?)));
    let mut rows: Vec<Record> = found.map(|(paper, title)| record(paper.into(), title.into())).collect();
    if rows.is_empty() {
        // A row without a headline is named, and not left out unseen.
        rows.push(record(Value::Null, Value::Null));
    }
    rows
}

/// A row with the papers whose columns are marked, and the page that the first of them tells.
fn with_ticked_papers(row: Record, at: usize, header: usize, papers: &[usize], names: &[String]) -> Record {
    let own = texts(&row);
    if at < header || own.iter().filter(|cell| !cell.is_empty()).nth(1).is_none() {
        return row;
    }
    let mut cells = others(&row, papers, names.len());
    if at == header {
        cells.extend(["媒体".into(), "版面".into()]);
    } else {
        let marked: Vec<usize> =
            papers.iter().copied().filter(|&column| own.get(column).is_some_and(|cell| printed(cell))).collect();
        let all: Vec<&str> = marked.iter().map(|&column| names[column].as_str()).collect();
        let page = marked.first().map(|&column| own[column].clone()).filter(|cell| is_page(cell));
        let paper = if all.is_empty() { Value::Null } else { all.join("、").into() };
        cells.extend([paper, page.map_or(Value::Null, Value::from)]);
    }
    Record { line: row.line, cells: Cells::Row(cells) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
        let value = |cell: &&str| if cell.is_empty() { Value::Null } else { Value::from(*cell) };
        let record =
            |(cells, line): (&&[&str], u64)| Record { line, cells: Cells::Row(cells.iter().map(value).collect()) };
        with_column_of_papers(rows.iter().zip(1..).map(record).collect()).iter().map(texts).collect()
    }

    #[test]
    fn headlines_below_the_names_of_papers_become_rows() {
        let rows = table(&[
            &["日期", "兰河日报", "云溪晚报"],
            &["2024-03-05", "河畔新增三处公园", "老街昨晚换上新灯"],
            &["2024-03-06", "", "渡口今天通了公交"],
            &["2024-03-07", "", "", "两报休刊"],
        ]);
        let expected = [
            ["日期", "媒体", "标题"],
            ["2024-03-05", "兰河日报", "河畔新增三处公园"],
            ["2024-03-05", "云溪晚报", "老街昨晚换上新灯"],
            ["2024-03-06", "云溪晚报", "渡口今天通了公交"],
            ["2024-03-07", "", ""],
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn marks_name_the_paper_of_a_row() {
        let rows = table(&[
            &["标题", "兰河日报", "云溪晚报"],
            &["河畔新增三处公园", "√", ""],
            &["老街昨晚换上新灯", "√", "3版"],
        ]);
        let expected = [
            ["标题", "媒体", "版面"],
            ["河畔新增三处公园", "兰河日报", ""],
            ["老街昨晚换上新灯", "兰河日报、云溪晚报", ""],
        ];
        assert_eq!(rows, expected);
        // Numbers below papers are counts.
        let counts: [&[&str]; 2] = [&["标题", "兰河日报", "云溪晚报"], &["河畔新增三处公园", "12", "3"]];
        assert_eq!(table(&counts), counts);
    }
}
