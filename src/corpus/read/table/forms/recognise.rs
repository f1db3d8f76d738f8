//! Whether a file is a table at all.

use std::io::Cursor;

use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::{ColumnChoice, Role};
use crate::corpus::read::table::cells::values::plain;
use crate::corpus::read::table::columns::header::known_roles;
use crate::corpus::read::table::forms::json_text::FIRST_DOCUMENT;
use crate::corpus::read::table::forms::source::{SAMPLE, Source, TableFormat};
use crate::corpus::read::table::forms::spreadsheet;
use crate::corpus::read::table::open_table::Table;
use crate::corpus::read::table::record::{Cells, Records};

/// Names of files that are always meant as tables.
const TABLE_ENDINGS: &[&str] =
    &["csv", "tsv", "tab", "psv", "jsonl", "ndjson", "json", "xlsx", "xlsm", "xlsb", "xls", "ods", "et"];

/// Names of files that are never meant as tables, whatever they contain.
const OTHER_ENDINGS: &[&str] =
    &["html", "htm", "mhtml", "xml", "md", "docx", "doc", "wps", "pdf", "zip", "gz", "ofd", "rtf"];

/// Number of rows that are examined in a file whose name does not say that it is a table.
const ROWS: usize = 60;

/// Whether a file is a table of articles, by its name and its content.
///
/// A file whose name says that it is a table counts as one unless it is binary, so that reading it can tell what is wrong.
/// A `.txt` file must have a header that is understood, or tabs that divide every line alike: a page of prose is never a table.
/// A spreadsheet is only recognised where `bytes` are the whole file.
pub fn is_table(bytes: &[u8], name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    if OTHER_ENDINGS.contains(&ending.as_str()) {
        return false;
    }
    if spreadsheet::is_spreadsheet(bytes) {
        return true;
    }
    let start = &bytes[..bytes.len().min(SAMPLE)];
    let whole = start.len() == bytes.len();
    if !TABLE_ENDINGS.contains(&ending.as_str()) && std::str::from_utf8(start).is_ok_and(|text| !may_be_table(text)) {
        return false;
    }
    let Ok(source) = Source::detect(name, start, whole) else { return false };
    if TABLE_ENDINGS.contains(&ending.as_str()) {
        return !matches!(source.format, TableFormat::Markup) || matches!(ending.as_str(), "xls" | "et");
    }
    match &source.format {
        TableFormat::Spreadsheet => true,
        #[cfg(feature = "parquet")]
        TableFormat::Parquet => true,
        TableFormat::Markup | TableFormat::Records => false,
        TableFormat::JsonLines | TableFormat::Json => is_articles(name, &source, start, whole),
        TableFormat::Separated(separator) if separator.characters.is_empty() => false,
        TableFormat::Separated(separator) => {
            let even = evenness(&source, start, whole);
            let articles = is_articles(name, &source, start, whole);
            let by_header = even.known >= 2 && even.rows >= 2 && even.share >= 0.9;
            // Tabs, and marks of several characters, stand in no prose.
            let divides = separator.characters == "\t" || separator.characters.len() > 1;
            let by_form = divides && even.rows >= 3 && even.share == 1.0;
            articles && (by_header || by_form)
        }
    }
}

/// Whether the first line of a text may be that of a table or of JSON. This quick test rules pages out before any parsing.
fn may_be_table(text: &str) -> bool {
    let first = text.trim_start_matches('\u{FEFF}').trim_start().lines().next().unwrap_or_default();
    let names = || first.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| role_of_name(name).is_some());
    first.contains(['\t'])
        || ["|||", "_!_", "@@@", "||"].iter().any(|separator| first.contains(separator))
        || first.starts_with(['{', '[', '"', '<'])
        || first.to_lowercase().starts_with("sep=")
        || first.starts_with(FIRST_DOCUMENT)
        || names().nth(1).is_some()
}

/// The rows of the beginning of a file, without the last one, which may be cut off.
fn first_rows<'a>(source: &Source, start: &'a [u8], whole: bool) -> Option<Records<'a>> {
    let end = if whole { start.len() } else { start.iter().rposition(|byte| *byte == b'\n').unwrap_or(start.len()) };
    source.records(Box::new(Cursor::new(&start[..end]))).ok()
}

/// Whether the beginning of a file reads as articles.
fn is_articles(name: &str, source: &Source, start: &[u8], whole: bool) -> bool {
    let Some(records) = first_rows(source, start, whole) else { return false };
    Table::open(name, None, records, &ColumnChoice::default(), &|| None).is_ok()
}

/// How evenly the lines of a file are divided.
struct Evenness {
    rows: usize,
    share: f64,
    known: usize,
}

fn evenness(source: &Source, start: &[u8], whole: bool) -> Evenness {
    let Some(records) = first_rows(source, start, whole) else { return Evenness { rows: 0, share: 0.0, known: 0 } };
    let rows: Vec<Vec<String>> = records
        .flatten()
        .take(ROWS)
        .map(|record| match record.cells {
            Cells::Row(cells) => cells.iter().map(plain).collect(),
            Cells::Object(_) => Vec::new(),
        })
        .filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    let width = rows.first().map_or(0, Vec::len);
    let even = rows.iter().filter(|row| row.len() == width && width >= 2).count();
    let header = rows.first().map(|row| known_roles(row)).unwrap_or_default();
    let known = if header.contains(&Role::Text) || header.contains(&Role::Title) { header.len() } else { 0 };
    Evenness { rows: rows.len(), share: even as f64 / rows.len().max(1) as f64, known }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_files_are_tables() {
        let table = "标题\t日期\t正文\n春耕\t2024-04-01\t柳河两岸一片繁忙。\n";
        assert!(is_table(table.as_bytes(), "a.txt"));
        let wide: Vec<u8> = [0xFEFF].into_iter().chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert!(is_table(&wide, "a.txt"));
        let labelled: String =
            (1..7).map(|number| format!("农业\t柳河两岸春耕正忙，技术人员下到田间地头{number}次\n")).collect();
        assert!(is_table(labelled.as_bytes(), "a.txt"));
        assert!(is_table("{\"title\": \"春耕\", \"text\": \"甲\"}\n".as_bytes(), "a.txt"));
    }

    #[test]
    fn prose_is_no_table() {
        for page in [
            "柳河日报\t2024年4月1日\n\n春耕正忙\n\n　　本报讯 柳河两岸，春耕正忙。\n",
            "标题，正文，日期，来源，都要齐全。\n内容要真实，来源要可靠，时间要准确。\n",
            "A report, with commas, in every line,\nand another one, with commas, and more,\nand a third, with commas, and more.\n",
            "",
            "[1] 柳河志\n",
        ] {
            assert!(!is_table(page.as_bytes(), "a.txt"), "{page}");
        }
        assert!(!is_table(b"<html><table><tr><td>a</td></tr></table></html>", "a.html"));
        assert!(!is_table(&[0xD0, 0xCF, 0x11, 0xE0, 0, 0], "a.wps"));
    }

    #[test]
    fn named_tables_are_tables() {
        assert!(is_table("甲,乙\n1,2\n".as_bytes(), "a.csv"));
        assert!(!is_table(b"", "a.csv"));
        assert!(!is_table(&[0, 1, 2, 3, 0, 0], "a.csv"));
    }
}
