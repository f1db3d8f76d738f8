//! The rows of a document as a reader sees them, and those among them that tell the paper and the day of an article.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence};
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::read::labelled::{Field, named};
use crate::corpus::read::one_article::Emphasis;
use crate::corpus::read::word::{Cell, Paragraph};
use crate::text::pattern;

/// A row of fields has at most this many characters.
const MAX_FIELDS: usize = 60;

/// The value of a field below its name has at most this many characters.
const MAX_VALUE: usize = 24;

/// The cover of a collection has at most this many rows.
const MAX_ROWS_OF_COVER: usize = 8;

/// A row of a document: a line of a paragraph, or the cells of a row of a table side by side.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// The text.
    pub text: String,
    /// How it is set apart; cells are not.
    pub emphasis: Option<Emphasis>,
    /// Whether it is a row of a table.
    pub is_cell: bool,
}

/// Rows that tell paper and day.
#[derive(Debug, Clone)]
pub(super) struct PaperLine {
    /// The rows.
    pub rows: Range<usize>,
    /// What they tell.
    pub credit: Credit,
}

/// The rows of a document that are not blank.
pub(super) fn rows(paragraphs: &[Paragraph]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut before: Option<Cell> = None;
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.text.trim().is_empty()) {
        let cell = paragraph.cell;
        let is_beside =
            cell.is_some_and(|cell| before.is_some_and(|last| (last.table, last.row) == (cell.table, cell.row)));
        before = cell;
        if let Some(row) = rows.last_mut().filter(|_| is_beside) {
            row.text.push('\u{3000}');
            row.text.push_str(paragraph.text.trim());
            continue;
        }
        let lines = paragraph.text.lines().map(str::trim).filter(|line| !line.is_empty());
        let is_cell = cell.is_some();
        let emphasis = paragraph.emphasis.filter(|_| !is_cell);
        rows.extend(lines.map(|line| Row { text: line.to_owned(), emphasis, is_cell }));
    }
    rows
}

/// The rows that tell paper and day, in order; none where fields beside them tell headlines as well.
pub(super) fn paper_lines(rows: &[Row]) -> Option<Vec<PaperLine>> {
    let mut paper_lines: Vec<PaperLine> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        if let Some(found) = told_by_line(&rows[at].text).filter(|_| !is_below_number(rows, at)) {
            paper_lines.push(PaperLine { rows: at..at + 1, credit: found });
            at += 1;
            continue;
        }
        let start = at;
        let mut credit = Credit::default();
        while let Some((found, end)) = fields_at(rows, at) {
            if found.iter().any(|(field, _)| matches!(field, Field::Title | Field::MainTitle | Field::Text)) {
                return None;
            }
            found.iter().for_each(|(field, value)| set(&mut credit, *field, value));
            at = end;
        }
        if at > start && !credit.source.is_empty() && credit.date.is_some() {
            paper_lines.push(PaperLine { rows: start..at, credit });
        }
        at = at.max(start + 1);
    }
    Some(paper_lines)
}

/// Whether a row stands below the number of the collection, where its issuer and its day stand: “云岭县委办公室　2024年3月5日”.
fn is_below_number(rows: &[Row], at: usize) -> bool {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"第\s*\d{1,5}\s*期|[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*第?\s*\d{1,4}\s*号"));
    let is_number = |row: &Row| at_most(&row.text, MAX_FIELDS) && NUMBER.is_match(&row.text);
    at <= MAX_ROWS_OF_COVER && rows[at.saturating_sub(2)..at].iter().any(is_number)
}

/// What a line tells that names paper and day and nothing else.
fn told_by_line(text: &str) -> Option<Credit> {
    issue_line::parse(text).filter(|line| line.names_paper() && line.credit.date.is_some()).map(|line| line.credit)
}

/// The fields that begin at a row, and the row below them: those of the row, or the one whose name stands above its value, as the cells
/// of a table do where a document tells nothing of its rows.
fn fields_at(rows: &[Row], at: usize) -> Option<(Vec<(Field, String)>, usize)> {
    let text = rows.get(at)?.text.as_str();
    if let Some(found) = fields(text) {
        return Some((found, at + 1));
    }
    let name = text.trim_end_matches(['：', ':']);
    let value = rows.get(at + 1).map(|row| row.text.as_str());
    let value = value.filter(|value| at_most(value, MAX_VALUE) && !ends_sentence(value))?;
    let field = named(name).filter(|field| name.chars().nth(1).is_some() && tells(*field))?;
    Some((vec![(field, value.to_owned())], at + 2))
}

/// Whether a field tells where and when an article was printed, or who wrote it.
fn tells(field: Field) -> bool {
    matches!(field, Field::Source | Field::Date | Field::Page | Field::Byline)
}

/// The fields of a row that holds nothing else, each name before its value: “媒体　兰河日报　日期　2024-03-05”.
fn fields(text: &str) -> Option<Vec<(Field, String)>> {
    if !at_most(text, MAX_FIELDS) || text.contains(['。', '，']) {
        return None;
    }
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '：' | '|' | '｜'));
    let mut fields: Vec<(Field, String)> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        let is_value_awaited = fields.last().is_some_and(|(_, value)| value.is_empty());
        // “06 版”: a single letter is no name.
        let name = named(word).filter(|_| !is_value_awaited && word.chars().nth(1).is_some());
        match (name, fields.last_mut()) {
            (Some(field), _) => fields.push((field, String::new())),
            (None, Some((_, value))) if is_value_awaited => value.push_str(word),
            // Spaces stand within values as well: “06 版”.
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(word);
            }
            (None, None) => return None,
        }
    }
    // The last cell may be empty.
    if fields.len() > 1 {
        fields.pop_if(|(_, value)| value.is_empty());
    }
    (fields.iter().any(|(field, _)| tells(*field)) && fields.iter().all(|(_, value)| !value.is_empty()))
        .then_some(fields)
}

/// Sets what a field tells.
fn set(credit: &mut Credit, field: Field, value: &str) {
    match field {
        Field::Source if credit.source.is_empty() => value.trim_matches(['《', '》']).clone_into(&mut credit.source),
        Field::Date => credit.date = credit.date.or_else(|| find_date(value).map(|found| found.date)),
        Field::Page if credit.page.is_empty() => credit.page = page_number(&value.replace(' ', "")),
        Field::Byline if credit.byline.is_empty() => value.clone_into(&mut credit.byline),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a line that tells paper and day, the paper, the day and the page.
    type SeenLine = (Range<usize>, String, String, String);

    fn seen(paragraphs: &[Paragraph]) -> Option<Vec<SeenLine>> {
        let tell = |line: PaperLine| {
            let Credit { source, date, page, .. } = line.credit;
            (line.rows, source, date.map(|day| day.to_string()).unwrap_or_default(), page)
        };
        paper_lines(&rows(paragraphs)).map(|found| found.into_iter().map(tell).collect())
    }

    #[test]
    fn lines_and_tables_tell_paper_and_day() {
        let line = |text: &str| Paragraph { text: text.to_owned(), ..Paragraph::default() };
        let cell = |row: usize, column: usize, text: &str| Paragraph {
            cell: Some(Cell { table: 0, row, column }),
            ..line(text)
        };
        let expected = |rows: Range<usize>, page: &str| {
            Some(vec![(rows, "兰河日报".to_owned(), "2024-03-05".to_owned(), page.to_owned())])
        };
        let document = [line("社区食堂开门"), line("兰河日报\u{3000}2024年3月5日\u{3000}第2版"), line("昨天开门。")];
        assert_eq!(seen(&document), expected(1..2, "2"));
        let table = [
            cell(0, 0, "媒体"),
            cell(0, 1, "兰河日报"),
            cell(0, 2, "日期"),
            cell(0, 3, "2024-03-05"),
            cell(1, 0, "版面"),
            cell(1, 1, "02 版"),
            cell(1, 2, "作者"),
            cell(1, 3, "方舟"),
            line("社区食堂开门"),
        ];
        assert_eq!(seen(&table), expected(0..2, "2"));
        let loose = ["媒体", "兰河日报", "日期", "2024-03-05", "版面", "02版", "社区食堂开门"].map(line);
        assert_eq!(seen(&loose), expected(0..6, "2"));
        let numbers = [cell(0, 0, "县区"), cell(0, 1, "增速（%）"), cell(1, 0, "兰河"), cell(1, 1, "3.4")];
        assert_eq!(seen(&numbers), Some(Vec::new()));
        let cover = [line("兰河专报"), line("〔2024〕18号"), line("兰河县委办公室 2024年3月5日"), line("三件事。")];
        assert_eq!(seen(&cover), Some(Vec::new()), "the issuer of the collection");
        assert_eq!(seen(&[line("标题：社区食堂开门 来源：兰河日报")]), None, "fields that name the headline");
    }
}
