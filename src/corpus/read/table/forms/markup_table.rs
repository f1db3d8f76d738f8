//! Tables written as HTML or as “XML Spreadsheet 2003”, which databases export under the name of a spreadsheet.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

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
    static INDEX: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)index\s*=\s*["']([0-9]{1,4})["']"#));
    let mut rows: Vec<Record> = Vec::new();
    let mut row: Vec<Value> = Vec::new();
    let mut cell: Option<usize> = None;
    let mut line = 0;
    let finish = |row: &mut Vec<Value>, rows: &mut Vec<Record>, line: u64| {
        if !row.is_empty() {
            rows.push(Record { line, cells: Cells::Row(std::mem::take(row)) });
        }
    };
    for found in TAG.captures_iter(text) {
        let (Some(whole), closing) = (found.get(0), !found[1].is_empty()) else { continue };
        if let Some(start) = cell.take() {
            row.push(cell_text(&text[start..whole.start()]).into());
        }
        let empty = found[3].ends_with('/');
        match found[2].to_ascii_lowercase().as_str() {
            "td" | "th" | "cell" if !closing => {
                if let Some(index) = INDEX.captures(&found[3]).and_then(|index| index[1].parse::<usize>().ok()) {
                    row.resize(row.len().max(index.saturating_sub(1)), Value::Null);
                }
                if empty { row.push(Value::Null) } else { cell = Some(whole.end()) }
            }
            "tr" | "row" => {
                finish(&mut row, &mut rows, line);
                line += u64::from(!closing);
            }
            "table" | "worksheet" => finish(&mut row, &mut rows, line),
            _ => {}
        }
    }
    finish(&mut row, &mut rows, line);
    rows
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
}
