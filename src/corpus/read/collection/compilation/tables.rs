//! Tables of documents that hold articles: one in each row, or one in each table of fields.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::corpus::date::full_date;
use crate::corpus::page::Furniture;
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::read::collection::compilation::signs::{NUMBER, is_headline};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::table::{headlines_above_texts, is_header_of_articles, names_headline_and_text};
use crate::corpus::read::word::{Cell, Paragraph};

/// A cell with at least this many characters holds an article.
const MIN_ARTICLE_LENGTH: usize = 60;

/// A cell with at most this many characters may name the paper.
const MAX_SOURCE_LENGTH: usize = 15;

/// A table holds at least this share of the characters of its document.
const MIN_TABLE_SHARE: f64 = 0.8;

/// The rows of a table of articles that is nearly the whole document, the head line first: texts by row and column, as JSON. The fields of
/// each article may stand one below the other, with their names before them.
pub(in crate::corpus::read) fn table_rows(paragraphs: &[Paragraph]) -> Option<Value> {
    let headed = || {
        let rows = main_table(paragraphs)?;
        let texts: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell.join("\n")).collect()).collect();
        let texts = with_texts_apart(texts);
        is_header_of_articles(texts.first()?).then_some(texts)
    };
    headed().or_else(|| rows_of_fields(paragraphs)).map(Value::from)
}

/// The rows with headline and text in columns of their own where one column holds both: “标题及内容”.
fn with_texts_apart(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let column = rows.first().and_then(|names| names.iter().position(|name| names_headline_and_text(name)));
    let Some(column) = column else { return rows };
    let cells: Vec<String> = rows[1..].iter().map(|row| row.get(column).cloned().unwrap_or_default()).collect();
    let Some(below) = headlines_above_texts(&cells) else { return rows };
    let names = Some(["标题", "正文"].map(str::to_owned));
    for (row, fields) in rows.iter_mut().zip(std::iter::once(names).chain(below)) {
        let [headline, text] = fields.unwrap_or_default();
        row.resize(row.len().max(column + 1), String::new());
        row[column] = headline;
        row.insert(column + 1, text);
    }
    rows
}

/// The articles of tables in which the name of a field stands before its value, as rows below the names. A row of a form may hold two
/// short fields side by side.
fn rows_of_fields(paragraphs: &[Paragraph]) -> Option<Vec<Vec<String>>> {
    let length = |paragraph: &Paragraph| paragraph.text.trim().chars().count();
    let mut rows: BTreeMap<(usize, usize), BTreeMap<usize, Vec<&str>>> = BTreeMap::new();
    let (mut inside, mut all) = (0, 0);
    for paragraph in paragraphs {
        all += length(paragraph);
        let Some(Cell { table, row, column }) = paragraph.cell else { continue };
        inside += length(paragraph);
        let lines = paragraph.text.lines().map(str::trim).filter(|line| !line.is_empty());
        rows.entry((table, row)).or_default().entry(column).or_default().extend(lines);
    }
    let named = |pair: &[&Vec<&str>]| -> Option<(String, String)> {
        let [name, value] = pair else { return None };
        let name: String = name.concat().chars().filter(|c| c.is_alphanumeric()).collect();
        (!name.is_empty()).then(|| (name, value.join("\n")))
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    for cells in rows.values() {
        let cells: Vec<&Vec<&str>> = cells.values().collect();
        for pair in cells.chunks(2) {
            fields.push(named(pair)?);
        }
    }
    if (inside as f64) < MIN_TABLE_SHARE * all as f64 {
        return None;
    }
    // The name of the first field begins each article.
    let first = &fields.first()?.0;
    let begins: Vec<usize> = (0..fields.len()).filter(|&at| fields[at].0 == *first).collect();
    let ends = begins.iter().skip(1).copied().chain([fields.len()]);
    let records: Vec<&[(String, String)]> = begins.iter().zip(ends).map(|(&begin, end)| &fields[begin..end]).collect();
    let names: Vec<String> =
        records.iter().max_by_key(|record| record.len())?.iter().map(|(name, _)| name.clone()).collect();
    let is_known = |record: &&[(String, String)]| record.iter().all(|(name, _)| names.contains(name));
    if records.len() < 2 || !is_header_of_articles(&names) || !records.iter().all(is_known) {
        return None;
    }
    let value = |record: &[(String, String)], name: &String| {
        record.iter().find(|(own, _)| own == name).map_or_else(String::new, |(_, value)| value.clone())
    };
    let rows: Vec<Vec<String>> =
        records.iter().map(|record| names.iter().map(|name| value(record, name)).collect()).collect();
    Some(std::iter::once(names.clone()).chain(rows).collect())
}

/// The cells of the table that is nearly the whole document: the paragraphs of each, by row and column.
fn main_table(paragraphs: &[Paragraph]) -> Option<Vec<Vec<Vec<String>>>> {
    let length = |paragraph: &Paragraph| paragraph.text.trim().chars().count();
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for paragraph in paragraphs {
        if let Some(cell) = paragraph.cell {
            *sizes.entry(cell.table).or_default() += length(paragraph);
        }
    }
    let (table, size) = sizes.into_iter().max_by_key(|(_, size)| *size)?;
    if (size as f64) < MIN_TABLE_SHARE * paragraphs.iter().map(length).sum::<usize>() as f64 {
        return None;
    }
    let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
    for paragraph in paragraphs {
        let Some(Cell { row, column, .. }) = paragraph.cell.filter(|cell| cell.table == table) else { continue };
        rows.resize(rows.len().max(row + 1), Vec::new());
        let cells = &mut rows[row];
        cells.resize(cells.len().max(column + 1), Vec::new());
        let lines = paragraph.text.lines().map(str::trim).filter(|line| !line.is_empty());
        cells[column].extend(lines.map(str::to_owned));
    }
    (rows.len() >= 2 && rows.iter().any(|row| row.len() >= 2)).then_some(rows)
}

/// A table without a head line in which each row holds an article in one cell: number, article, paper.
pub(super) fn of_table(paragraphs: &[Paragraph]) -> Option<Collected> {
    let rows = main_table(paragraphs)?;
    let outside: Vec<&str> =
        paragraphs.iter().filter(|p| p.cell.is_none()).map(|p| p.text.trim()).filter(|text| !text.is_empty()).collect();
    let day = outside.iter().find_map(|text| full_date(text));
    let mut articles = Vec::new();
    for row in &rows {
        let length = |cell: &Vec<String>| cell.iter().map(|line| line.chars().count()).sum::<usize>();
        let main = row.iter().max_by_key(|cell| length(cell)).filter(|cell| length(cell) >= MIN_ARTICLE_LENGTH)?;
        let (title, text) = main.split_first().filter(|(title, text)| is_headline(title) && !text.is_empty())?;
        let title = NUMBER.replace(title, "").trim().to_owned();
        let mut parts = ArticleParts { title, paragraphs: text.to_vec(), ..ArticleParts::default() };
        for cell in row.iter().filter(|cell| *cell != main) {
            // Paper and day may stand in one cell.
            if let Some(Credit { source, date: Some(date), page, .. }) =
                issue_line::parse(&cell.join(" ")).filter(|line| line.names_paper()).map(|line| line.credit)
            {
                (parts.source, parts.date, parts.page) = (source, Some(date.into()), page);
                continue;
            }
            let cell = cell.concat();
            match full_date(&cell) {
                Some(date) => parts.date = Some(date.into()),
                None if cell.chars().all(|c| c.is_ascii_digit()) => {}
                None if cell.chars().count() <= MAX_SOURCE_LENGTH && parts.source.is_empty() => parts.source = cell,
                None => return None,
            }
        }
        parts.date = parts.date.or(day.map(Into::into));
        articles.push(parts);
    }
    Some((articles, outside.into_iter().map(Furniture::of).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天，三家社区食堂在河畔新区开门，老人凭证优惠，一顿饭只要八元钱，送餐上门不另收钱，街坊都说方便，周末也不关门，门口装了坡道和扶手，厨房对街坊开放。";

    /// The paragraphs of tables, each cell with its table, row and column.
    fn paragraphs(cells: &[(usize, usize, usize, &str)]) -> Vec<Paragraph> {
        let paragraph = |&(table, row, column, text): &(usize, usize, usize, &str)| Paragraph {
            text: text.to_owned(),
            emphasis: None,
            cell: Some(Cell { table, row, column }),
        };
        cells.iter().map(paragraph).collect()
    }

    #[test]
    fn fields_stand_below_their_names() {
        let article = |table: usize, title: &'static str| {
            [(table, 0, 0, "标 题"), (table, 0, 1, title), (table, 1, 0, "来源："), (table, 1, 1, "兰河日报")]
                .into_iter()
                .chain([(table, 2, 0, "正文"), (table, 2, 1, TEXT)])
        };
        let cells: Vec<_> = article(0, "社区食堂开门").chain(article(1, "早市搬家")).collect();
        let rows = table_rows(&paragraphs(&cells)).expect("rows");
        let row = |cells: [&str; 3]| Value::from(cells.map(str::to_owned).to_vec());
        let expected = [
            row(["标题", "来源", "正文"]),
            row(["社区食堂开门", "兰河日报", TEXT]),
            row(["早市搬家", "兰河日报", TEXT]),
        ];
        assert_eq!(rows, Value::from(expected.to_vec()));
        assert!(table_rows(&paragraphs(&cells[..6])).is_none(), "one article");
    }

    #[test]
    fn a_row_of_a_form_may_hold_two_fields() {
        let article = |table: usize, title: &'static str| {
            [(table, 0, 0, "标题"), (table, 0, 1, title), (table, 1, 0, "报刊名称"), (table, 1, 1, "兰河日报")]
                .into_iter()
                .chain([(table, 1, 2, "日期"), (table, 1, 3, "2024-03-05"), (table, 2, 0, "内容"), (table, 2, 1, TEXT)])
        };
        let cells: Vec<_> = article(0, "社区食堂开门").chain(article(1, "早市搬家")).collect();
        let rows = table_rows(&paragraphs(&cells)).expect("rows");
        let row = |cells: [&str; 4]| Value::from(cells.map(str::to_owned).to_vec());
        let expected = [
            row(["标题", "报刊名称", "日期", "内容"]),
            row(["社区食堂开门", "兰河日报", "2024-03-05", TEXT]),
            row(["早市搬家", "兰河日报", "2024-03-05", TEXT]),
        ];
        assert_eq!(rows, Value::from(expected.to_vec()));
    }

    #[test]
    fn paper_and_day_may_stand_in_one_cell() {
        let cells = [
            (0, 0, 0, "兰河日报\n2024-03-05"),
            (0, 0, 1, "社区食堂开门"),
            (0, 0, 1, TEXT),
            (0, 1, 0, "云岭日报\n2024-03-06"),
            (0, 1, 1, "早市搬家"),
            (0, 1, 1, TEXT),
        ];
        let (articles, _) = of_table(&paragraphs(&cells)).expect("articles");
        let told = |article: &ArticleParts| (article.source.clone(), article.date.map(|date| date.to_string()));
        let expected = [("兰河日报", "2024-03-05"), ("云岭日报", "2024-03-06")];
        let expected = expected.map(|(paper, day)| (paper.to_owned(), Some(day.to_owned())));
        assert_eq!(articles.iter().map(told).collect::<Vec<_>>(), expected);
    }
}
