//! Tables written as HTML or as “XML Spreadsheet 2003”, which databases export under the name of a spreadsheet.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::corpus::measure::at_most;
use crate::corpus::read::table::cells::markup::{decode_entities, without_markup};
use crate::corpus::read::table::record::{Cells, Record};
use crate::text::pattern;

/// Whether a text is a table in markup.
pub(super) fn is_markup_table(start: &str) -> bool {
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    let head: String = start.chars().take(20_000).collect::<String>().to_ascii_lowercase();
    let markup = ["<html", "<!doctype", "<table", "<meta", "<head", "<?xml", "<style", "<body", "<div"];
    let table = head.contains("<table") && (head.contains("<tr") || head.contains("<row"));
    markup.iter().any(|tag| head.starts_with(tag)) && table
}

/// The rows of all tables in a text.
pub(in crate::corpus::read::table) fn rows(text: &str) -> Vec<Record> {
    static TAG: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)<(/?)(?:[a-z]+:)?(tr|row|td|th|cell|table|worksheet)\b([^<>]*)>"));
    let mut grid = Grid::default();
    let mut cell: Option<(usize, &str)> = None;
    for found in TAG.captures_iter(text) {
        let (Some(whole), Some(attributes)) = (found.get(0), found.get(3)) else { continue };
        let closing = !found[1].is_empty();
        if let Some((start, attributes)) = cell.take() {
            grid.put(cell_text(&text[start..whole.start()]).into(), attributes);
        }
        match found[2].to_ascii_lowercase().as_str() {
            "td" | "th" | "cell" if !closing => match attributes.as_str() {
                attributes if attributes.ends_with('/') => grid.put(Value::Null, attributes),
                attributes => cell = Some((whole.end(), attributes)),
            },
            "tr" | "row" => {
                grid.finish_row();
                grid.in_row = !closing;
                grid.line += u64::from(!closing);
            }
            "table" | "worksheet" => {
                grid.finish_row();
                grid.reaching.clear();
            }
            _ => {}
        }
    }
    grid.finish_row();
    grid.rows
}

/// A text longer than this is not repeated in the rows that its cell reaches down to.
const MAX_REPEATED: usize = 200;

/// The rows of tables whose cells may reach over several columns and rows. As in spreadsheets, each row gets the value of a cell that
/// reaches down to it: the day that stands once beside all articles of that day.
#[derive(Default)]
struct Grid {
    rows: Vec<Record>,
    row: Vec<Value>,
    line: u64,
    in_row: bool,
    /// The columns that the last cell covers beside its own.
    covered: usize,
    /// The cells that reach down, by their columns: the number of rows that are left to them, this one too, and the value.
    reaching: BTreeMap<usize, (usize, Value)>,
}

impl Grid {
    /// Puts the next cell into the row.
    fn put(&mut self, value: Value, attributes: &str) {
        static INDEX: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)\bindex\s*=\s*["']([0-9]{1,4})["']"#));
        self.row.resize(self.row.len() + std::mem::take(&mut self.covered), Value::Null);
        while let Some((_, above)) = self.reaching.get(&self.row.len()) {
            self.row.push(above.clone());
        }
        if let Some(index) = INDEX.captures(attributes).and_then(|index| index[1].parse::<usize>().ok()) {
            self.fill_to(index.saturating_sub(1));
        }
        let (columns, rows) = spans(attributes);
        if rows > 1 {
            let is_short = value.as_str().is_none_or(|text| at_most(text, MAX_REPEATED));
            let repeated = if is_short { value.clone() } else { Value::Null };
            let column = self.row.len();
            self.reaching.insert(column, (rows, repeated));
            self.reaching.extend((column + 1..column + columns).map(|column| (column, (rows, Value::Null))));
        }
        self.row.push(value);
        self.covered = columns - 1;
    }

    /// Fills the row up to a column with the cells that reach down to it.
    fn fill_to(&mut self, column: usize) {
        while self.row.len() < column {
            let above = self.reaching.get(&self.row.len()).map(|(_, above)| above.clone());
            self.row.push(above.unwrap_or_default());
        }
    }

    /// Ends the row, where it has cells.
    fn finish_row(&mut self) {
        if !self.row.is_empty() {
            let width = self.reaching.last_key_value().map_or(0, |(column, _)| column + 1);
            if width > self.row.len() {
                self.row.resize(self.row.len() + self.covered, Value::Null);
                self.fill_to(width);
            }
            self.rows.push(Record { line: self.line, cells: Cells::Row(std::mem::take(&mut self.row)) });
        } else if !self.in_row {
            return;
        }
        (self.covered, self.in_row) = (0, false);
        self.reaching.retain(|_, (left, _)| {
            *left -= 1;
            *left > 0
        });
    }
}

/// The numbers of columns and of rows over which a cell reaches, by its attributes.
fn spans(attributes: &str) -> (usize, usize) {
    static SPAN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"(?i)\b(colspan|rowspan|mergeacross|mergedown)\s*=\s*["']?\s*([0-9]{1,3})\b"#));
    let (mut columns, mut rows) = (1, 1);
    for found in SPAN.captures_iter(attributes) {
        let Ok(number) = found[2].parse::<usize>() else { continue };
        // Workbooks in XML count the further cells alone.
        match found[1].to_ascii_lowercase().as_str() {
            "colspan" => columns = number.max(1),
            "rowspan" => rows = number.max(1),
            "mergeacross" => columns = number + 1,
            _ => rows = number + 1,
        }
    }
    (columns, rows)
}

/// The texts of the rows of all tables in a text.
pub(in crate::corpus::read) fn markup_rows(text: &str) -> Vec<Vec<String>> {
    let cells = |record: Record| match record.cells {
        Cells::Row(cells) => cells.iter().map(|cell| cell.as_str().unwrap_or_default().trim().to_owned()).collect(),
        Cells::Object(_) => Vec::new(),
    };
    rows(text).into_iter().map(cells).collect()
}

/// The text of a cell; cells of XML spreadsheets hold a `Data` element.
fn cell_text(inner: &str) -> String {
    static DATA: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?is)^\s*<(?:ss:)?data\b[^<>]*>(.*?)</(?:ss:)?data>"));
    static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"</?[A-Za-z][^<>]*>"));
    match DATA.captures(inner) {
        Some(data) => decode_entities(&TAG.replace_all(&data[1], "")),
        None if inner.contains('<') => decode_entities(&TAG.replace_all(&without_markup(inner), "")),
        None => decode_entities(inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let text_of = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        rows(text)
            .into_iter()
            .map(|record| match record.cells {
                Cells::Row(cells) => cells.iter().map(text_of).collect(),
                Cells::Object(_) => Vec::new(),
            })
            .collect()
    }

    #[test]
    fn html_tables_are_read() {
        let text =
            "<html><table><tr><th>标题</th><th>正文</th></tr><tr><td>春耕<td>甲&amp;乙<br>丙</tr></table></html>";
        assert!(is_markup_table(text));
        assert_eq!(cells(text), [vec!["标题", "正文"], vec!["春耕", "甲&乙\n丙"]]);
        assert!(!is_markup_table("标题,正文\n"));
    }

    #[test]
    fn xml_spreadsheets_are_read() {
        let text = "<?xml version=\"1.0\"?><Workbook><Worksheet><Table><Row><Cell><Data ss:Type=\"String\">标题</Data></Cell>\
                    <Cell ss:Index=\"3\"><Data ss:Type=\"String\">正文</Data></Cell></Row></Table></Worksheet></Workbook>";
        assert!(is_markup_table(text));
        assert_eq!(cells(text), [vec!["标题", "-", "正文"]]);
    }

    #[test]
    fn cells_that_reach_over_rows_and_columns_keep_the_others_in_their_places() {
        let row = |cells: &str| format!("<tr>{cells}</tr>");
        let table = [
            row("<th rowspan=2>日期</th><th colspan=\"2\">刊发情况</th><th rowspan='2'>标题</th>"),
            row("<th>媒体</th><th>版面</th>"),
            row("<td rowspan=2>3月5日</td><td>兰河日报</td><td>2</td><td>春耕</td>"),
            row("<td>云溪晚报</td><td>3</td><td>秋收</td>"),
            row("<td colspan=3>合计</td><td>2</td>"),
        ];
        assert_eq!(
            cells(&format!("<table>{}</table><table>{}</table>", table.concat(), row("<td>注</td>"))),
            [
                vec!["日期", "刊发情况", "-", "标题"],
                vec!["日期", "媒体", "版面", "标题"],
                vec!["3月5日", "兰河日报", "2", "春耕"],
                vec!["3月5日", "云溪晚报", "3", "秋收"],
                vec!["合计", "-", "-", "2"],
                vec!["注"],
            ]
        );
        let text = "<Table><Row><Cell ss:MergeDown=\"1\"><Data>3月5日</Data></Cell><Cell><Data>春耕</Data></Cell></Row>\
                    <Row><Cell ss:Index=\"2\"><Data>秋收</Data></Cell></Row></Table>";
        assert_eq!(cells(text), [vec!["3月5日", "春耕"], vec!["3月5日", "秋收"]]);
    }
}
