//! Cells that list several headlines of one paper and day, numbered or on lines of their own: each is an article.

use std::collections::HashSet;

use crate::corpus::measure::letter_count;
use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::cells::values::plain;
use crate::corpus::read::table::columns::header::{is_header_of_articles, known_roles};
use crate::corpus::read::table::record::{Cells, Record};

/// The header stands among this many rows.
const ROWS_LOOKED_AT: usize = 12;
/// A headline on a line of its own has at least this many letters: a shorter line is a part of one.
const MIN_HEADLINE: usize = 8;
/// Lines without numbers are several headlines where some cell has at least this many.
const MIN_LINES: usize = 4;

/// The rows with one headline each; as they are where no cell lists several.
pub(super) fn one_row_each(rows: Vec<Record>) -> Vec<Record> {
    let Some((header, column, names)) = header(&rows) else { return rows };
    let cells: Vec<String> = rows[header + 1..].iter().map(|row| text(row, column)).collect();
    let is_numbered = cells.iter().any(|cell| numbered(cell).is_some());
    let by_lines = !is_numbered && are_lists(&rows[header + 1..], &cells, &names);
    if !is_numbered && !by_lines {
        return rows;
    }
    let parts = |cell: &str| -> Vec<String> {
        let only = || first_of_list(cell).map_or_else(Vec::new, |headline| vec![headline.to_owned()]);
        if by_lines { lines(cell).map(str::to_owned).collect() } else { numbered(cell).unwrap_or_else(only) }
    };
    let divided = |(at, row): (usize, Record)| -> Vec<Record> {
        let parts = if at > header { parts(&text(&row, column)) } else { Vec::new() };
        if let Cells::Row(cells) = &row.cells
            && !parts.is_empty()
        {
            let with = |headline: String| {
                let mut cells = cells.clone();
                cells[column] = headline.into();
                Record { line: row.line, cells: Cells::Row(cells) }
            };
            return parts.into_iter().map(with).collect();
        }
        vec![row]
    };
    rows.into_iter().enumerate().flat_map(divided).collect()
}

/// The row of the header, the column of the headlines, and the names. A table with texts has a headline for each.
fn header(rows: &[Record]) -> Option<(usize, usize, Vec<String>)> {
    rows.iter().take(ROWS_LOOKED_AT).enumerate().find_map(|(at, row)| {
        let Cells::Row(cells) = &row.cells else { return None };
        let names: Vec<String> = cells.iter().map(plain).collect();
        let is_title = |name: &String| matches!(role_of_name(name), Some((Role::Title, _)));
        let is_header = is_header_of_articles(&names) && !known_roles(&names).contains(&Role::Text);
        let column = names.iter().position(is_title).filter(|_| is_header)?;
        Some((at, column, names))
    })
}

fn text(row: &Record, column: usize) -> String {
    match &row.cells {
        Cells::Row(cells) => cells.get(column).map(plain).unwrap_or_default(),
        Cells::Object(_) => String::new(),
    }
}

fn lines(cell: &str) -> impl Iterator<Item = &str> {
    cell.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The mark of an item of a list at the beginning of a text, and what stands behind it.
fn behind_number(text: &str, number: usize) -> Option<&str> {
    const CIRCLED: [char; 10] = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩'];
    let text = text.trim_start();
    if let Some(rest) = CIRCLED.get(number.checked_sub(1)?).and_then(|mark| text.strip_prefix(*mark)) {
        return Some(rest.trim_start());
    }
    let (bracketed, rest) = text.strip_prefix(['（', '(']).map_or((false, text), |rest| (true, rest));
    let rest = rest.strip_prefix(number.to_string().as_str())?;
    let marks: &[char] = if bracketed { &['）', ')'] } else { &['.', '．', '、', ')', '）'] };
    let rest = rest.strip_prefix(marks)?;
    // “3.5亿元” is an amount.
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest.trim_start())
}

/// The one headline of a cell that bears the number 1.
fn first_of_list(cell: &str) -> Option<&str> {
    behind_number(cell, 1).filter(|headline| !headline.is_empty() && !headline.contains('\n'))
}

/// The headlines of a cell that are numbered from 1 on: on lines of their own, or with blanks or semicolons before the numbers.
fn numbered(cell: &str) -> Option<Vec<String>> {
    let mut rest = behind_number(cell, 1)?;
    let mut items = Vec::new();
    for number in 2.. {
        let next = rest.char_indices().find_map(|(at, c)| {
            let behind = rest.get(at + c.len_utf8()..).filter(|_| c.is_whitespace() || matches!(c, ';' | '；'))?;
            Some((at, behind_number(behind, number)?))
        });
        let item = next.map_or(rest, |(at, _)| &rest[..at]);
        items.push(item.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(['；', ';']).to_owned());
        match next {
            Some((_, behind)) => rest = behind,
            None => break,
        }
    }
    let are_headlines = items.iter().all(|item| letter_count(item) >= MIN_HEADLINE / 2);
    (items.len() >= 2 && are_headlines).then_some(items)
}

/// Whether the lines of cells are headlines each, rather than the lines of one: the table has a row for each paper and day, some cells
/// have several lines of the length of headlines, and nothing else in the row belongs to one headline alone.
fn are_lists(rows: &[Record], cells: &[String], names: &[String]) -> bool {
    let known = known_roles(names);
    let of_one = [Role::Url, Role::Byline, Role::Page];
    if !known.contains(&Role::Source) || !known.contains(&Role::Date) || of_one.iter().any(|role| known.contains(role))
    {
        return false;
    }
    let has_several = cells.iter().any(|cell| lines(cell).count() >= MIN_LINES);
    let several = || cells.iter().filter(|cell| lines(cell).nth(1).is_some());
    // A kicker, a headline and a subhead are three lines of one article.
    let are_most_lists = 2 * several().count() > cells.iter().filter(|cell| !cell.is_empty()).count();
    let is_headline = |line: &str| letter_count(line) >= MIN_HEADLINE && !line.starts_with(['—', '-', '─']);
    if !has_several || !are_most_lists || !several().all(|cell| lines(cell).all(is_headline)) {
        return false;
    }
    let place = |role: Role| names.iter().position(|name| role_of_name(name).is_some_and(|(own, _)| own == role));
    let (Some(source), Some(date)) = (place(Role::Source), place(Role::Date)) else { return false };
    let mut seen = HashSet::new();
    let filled = rows.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    let mut issues = filled.map(|(row, _)| (text(row, source), text(row, date)));
    issues.all(|(source, date)| !source.is_empty() && !date.is_empty() && seen.insert((source, date)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(rows: &[[&str; 3]]) -> Vec<String> {
        let record = |cells: &[&str; 3]| Record {
            line: 1,
            cells: Cells::Row(cells.iter().map(|cell| (*cell).into()).collect()),
        };
        let rows: Vec<Record> = [["日期", "报纸", "标题"]].iter().chain(rows).map(record).collect();
        one_row_each(rows).iter().skip(1).map(|row| text(row, 2)).collect()
    }

    #[test]
    fn numbered_headlines_are_articles() {
        let rows = [
            ["2024-03-05", "兰河日报", "1.河畔新增公园\n2.老街换上新灯；3.渡口通了公交"],
            ["2024-03-06", "兰河日报", "1、书馆周末开放"],
        ];
        assert_eq!(titles(&rows), ["河畔新增公园", "老街换上新灯", "渡口通了公交", "书馆周末开放"]);
        let amount = [["2024-03-05", "兰河日报", "1.5亿元项目开工 2.3万人受益"]];
        assert_eq!(titles(&amount), [amount[0][2]]);
    }

    #[test]
    fn lines_of_a_row_for_each_paper_are_articles() {
        let several = "河畔新增三处公园\n老街昨晚换上新灯\n渡口今天通了公交\n早市搬进了新大棚";
        let two = "书馆周末开到晚上九点\n街角添了口袋公园";
        let rows = [["2024-03-05", "兰河日报", several], ["2024-03-05", "云溪晚报", two]];
        assert_eq!(titles(&rows).len(), 6);
        // A lead story with its kicker and its subhead.
        let lead = "全市经济工作会议召开\n因地制宜发展新产业\n何晓岚出席并讲话";
        let rows = [["2024-03-05", "兰河日报", lead], ["2024-03-06", "兰河日报", "全市会议开幕\n听取工作报告"]];
        assert_eq!(titles(&rows).len(), 2);
        // Two articles of one paper and day: the lines are those of one headline.
        let rows = [["2024-03-05", "兰河日报", several], ["2024-03-05", "兰河日报", "书馆周末开到晚上九点"]];
        assert_eq!(titles(&rows).len(), 2);
    }
}
