//! Spreadsheets: xlsx, xlsb, xls and ods.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Cursor};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetVisible, Sheets, Xls, Xlsb, Xlsx, XlsxError,
};
use serde_json::Value;

use crate::corpus::read::format::{PROTECTED, is_protected};
use crate::corpus::read::table::forms::open_document_cells;
use crate::corpus::read::table::problem::TableError;
use crate::corpus::read::table::record::{Cells, Record};

/// No part of a workbook is unpacked beyond this, as no member of an archive is.
pub(super) const MAX_PART_BYTES: u64 = 256 << 20;

/// Cells further to the right than this are not read: tables of articles are not that wide.
const MOST_COLUMNS: u32 = 500;

/// A sheet with its rows.
pub(in crate::corpus::read::table) struct Sheet {
    /// The name of the sheet.
    pub name: String,
    /// The rows that hold anything.
    pub rows: Vec<Record>,
    /// Whether it is hidden, so that who opens the file does not see it.
    pub is_hidden: bool,
    /// The number of cells with a formula whose result was not saved. They are empty.
    pub formulas_without_result: usize,
}

/// Whether the bytes are those of a spreadsheet.
pub(in crate::corpus::read::table) fn is_spreadsheet(bytes: &[u8]) -> bool {
    let contains = |needle: &[u8]| {
        let ends = bytes.len().min(1 << 16);
        let tail = bytes.len().saturating_sub(1 << 16).max(ends);
        [&bytes[..ends], &bytes[tail..]].iter().any(|part| part.windows(needle.len()).any(|window| window == needle))
    };
    if bytes.starts_with(b"PK\x03\x04") {
        return contains(b"xl/workbook") || contains(b"xl/worksheets") || contains(b"opendocument.spreadsheet");
    }
    if is_protected(bytes) {
        return true;
    }
    // The directory of an old Office file names its streams in UTF-16; it may stand anywhere.
    bytes.starts_with(b"\xD0\xCF\x11\xE0") && {
        let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let old: Vec<u8> = "Book\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let entry = |needle: &[u8]| bytes.chunks(128).any(|chunk| chunk.starts_with(needle));
        entry(&name) || entry(&old)
    }
}

/// The sheets of a spreadsheet in their order.
///
/// # Errors
/// [`TableError::Damaged`] with an explanation, and [`TableError::TooLarge`] where a part of it unpacks to more than
/// [`MAX_PART_BYTES`].
pub(in crate::corpus::read::table) fn sheets(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, TableError> {
    if unpacks_to_too_much(bytes) {
        return Err(TableError::TooLarge { file: file.into(), limit: MAX_PART_BYTES });
    }
    // The spreadsheet reader is made for sound files: on damaged ones it may panic instead of returning an error.
    let sheets = catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or_else(|_| Err("the file is damaged".into()));
    sheets.map_err(|problem| TableError::Damaged { file: file.into(), problem })
}

/// Whether a part of a package unpacks to more than [`MAX_PART_BYTES`]. What the package itself says of its sizes may be
/// a lie, so that parts that could be so large are unpacked and counted; the others cannot be.
fn unpacks_to_too_much(bytes: &[u8]) -> bool {
    // Deflate makes at most 1032 bytes of one (RFC 1951).
    const MAX_RATIO: u64 = 1032;
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else { return false };
    (0..package.len()).any(|at| {
        let Ok(part) = package.by_index(at) else { return false };
        let may_be = part.compressed_size().saturating_mul(MAX_RATIO) > MAX_PART_BYTES;
        let unpacked = |part| io::copy(&mut io::Read::take(part, MAX_PART_BYTES + 1), &mut io::sink());
        may_be && unpacked(part).is_ok_and(|size| size > MAX_PART_BYTES)
    })
}

fn read(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut workbook = open(bytes)?;
    let names = workbook.sheet_names();
    let visible: Vec<&str> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.as_str())
        .collect();
    // A workbook without a visible sheet was made by a program that knows of none.
    let is_hidden: Vec<bool> =
        names.iter().map(|name| !visible.is_empty() && !visible.contains(&name.as_str())).collect();
    let mut sheets = Vec::new();
    for (name, is_hidden) in names.into_iter().zip(is_hidden) {
        let mut rows: BTreeMap<u32, Vec<Value>> = BTreeMap::new();
        let mut formulas_without_result = 0;
        let merged = match &mut workbook {
            Sheets::Xlsx(xlsx) => {
                formulas_without_result = read_cells(xlsx, &name, &mut rows).map_err(|error| error.to_string())?;
                xlsx.merge_cells_by_sheet_name(&name).unwrap_or_default()
            }
            other => {
                let range = other.worksheet_range(&name).map_err(|error| error.to_string())?;
                let (top, left) = range.start().unwrap_or((0, 0));
                for (row, column, data) in range.used_cells() {
                    put(&mut rows, (top + row as u32, left + column as u32), value_of(data));
                }
                match other {
                    Sheets::Xls(xls) => xls.merge_cells_by_sheet_name(&name).unwrap_or_default(),
                    Sheets::Ods(_) => open_document_cells::merged(bytes, &name, MAX_PART_BYTES),
                    _ => Vec::new(),
                }
            }
        };
        fill_down(&mut rows, &merged);
        let rows = rows.into_iter().map(|(row, cells)| Record { line: u64::from(row) + 1, cells: Cells::Row(cells) });
        sheets.push(Sheet { name, rows: rows.collect(), is_hidden, formulas_without_result });
    }
    Ok(sheets)
}

/// Reads a sheet cell by cell, for a sheet with one stray cell far below must not fill the memory. Returns the number of
/// formulas without a result, which programs that write workbooks leave to Excel.
fn read_cells(
    xlsx: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    rows: &mut BTreeMap<u32, Vec<Value>>,
) -> Result<usize, XlsxError> {
    let mut empty: HashSet<(u32, u32)> = HashSet::new();
    // Sheets are formatted far below their last row, so that the empty cells of a row count only where it has values.
    let mut of_row: Vec<(u32, u32)> = Vec::new();
    let mut cells = xlsx.worksheet_cells_reader(name)?;
    while let Some(cell) = cells.next_cell()? {
        let (place, value) = (cell.get_position(), cell.get_value());
        if let Some(&(row, _)) = of_row.first().filter(|(row, _)| *row != place.0) {
            let has_values = rows.contains_key(&row);
            empty.extend(of_row.drain(..).filter(|_| has_values));
        }
        if matches!(value, DataRef::Empty | DataRef::Error(_)) && place.1 < MOST_COLUMNS {
            of_row.push(place);
        }
        put(rows, place, value_of_ref(value));
    }
    drop(cells);
    empty.extend(of_row.into_iter().filter(|(row, _)| rows.contains_key(row)));
    if empty.is_empty() {
        return Ok(0);
    }
    let mut formulas = xlsx.worksheet_cells_reader(name)?;
    let mut without_result = 0;
    while let Ok(Some(cell)) = formulas.next_formula() {
        without_result += usize::from(!cell.get_value().is_empty() && empty.contains(&cell.get_position()));
    }
    Ok(without_result)
}

/// Opens a workbook of any kind; the error is that of the kind it looks like.
fn open(bytes: &[u8]) -> Result<Sheets<Cursor<&[u8]>>, String> {
    if is_protected(bytes) {
        return Err(PROTECTED.into());
    }
    let data = Cursor::new(bytes);
    if !bytes.starts_with(b"PK") {
        return Xls::new(data).map(Sheets::Xls).map_err(|error| error.to_string());
    }
    Xlsx::new(data.clone()).map(Sheets::Xlsx).or_else(|error| {
        let other = Xlsb::new(data.clone()).map(Sheets::Xlsb).or_else(|_| Ods::new(data).map(Sheets::Ods));
        other.map_err(|_| error.to_string())
    })
}

fn put(rows: &mut BTreeMap<u32, Vec<Value>>, (row, column): (u32, u32), value: Value) {
    if column >= MOST_COLUMNS || value.is_null() {
        return;
    }
    let cells = rows.entry(row).or_default();
    let column = column as usize;
    cells.resize(cells.len().max(column + 1), Value::Null);
    cells[column] = value;
}

/// Gives the value of cells that are merged down a column to each of the rows that have other values.
fn fill_down(rows: &mut BTreeMap<u32, Vec<Value>>, merged: &[Dimensions]) {
    for area in merged.iter().filter(|area| area.end.0 > area.start.0 && area.start.1 == area.end.1) {
        let column = area.start.1 as usize;
        let Some(value) = rows.get(&area.start.0).and_then(|cells| cells.get(column)).cloned() else { continue };
        let below: Vec<u32> = rows.range(area.start.0 + 1..=area.end.0).map(|(row, _)| *row).collect();
        for row in below {
            put(rows, (row, area.start.1), value.clone());
        }
    }
}

fn value_of_ref(data: &DataRef) -> Value {
    match data {
        DataRef::SharedString(text) => string(text),
        DataRef::String(text) => string(text),
        DataRef::Int(number) => (*number).into(),
        DataRef::Float(number) => (*number).into(),
        DataRef::Bool(truth) => (*truth).into(),
        DataRef::DateTime(date) => day(date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => string(text),
        _ => Value::Null,
    }
}

fn value_of(data: &Data) -> Value {
    match data {
        Data::String(text) => string(text),
        Data::Int(number) => (*number).into(),
        Data::Float(number) => (*number).into(),
        Data::Bool(truth) => (*truth).into(),
        Data::DateTime(date) => day(date),
        Data::DateTimeIso(text) | Data::DurationIso(text) => string(text),
        _ => Value::Null,
    }
}

/// The text of a cell; Excel writes carriage returns as `_x000D_`.
fn string(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.replace("_x000D_", "").into() }
}

/// The day of a date cell; other formatted numbers stay numbers.
fn day(date: &ExcelDateTime) -> Value {
    // Years are printed as dates in cells with a wrong format: 2024 is a year, not a day of July 1905.
    if date.is_duration() || date.as_f64() < 3000.0 {
        return date.as_f64().into();
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::table::{ColumnChoice, read_table};
    use calamine::ExcelDateTimeType;
    use serde_json::json;

    #[test]
    fn date_cells_become_days() {
        let cell = |number, since_1904| day(&ExcelDateTime::new(number, ExcelDateTimeType::DateTime, since_1904));
        assert_eq!(cell(45383.0, false), json!("2024-04-01"));
        assert_eq!(cell(45383.75, false), json!("2024-04-01"));
        assert_eq!(cell(43921.0, true), json!("2024-04-01"));
        assert_eq!(cell(2024.0, false), json!(2024.0));
    }

    #[test]
    fn merged_cells_are_filled_down() {
        let mut rows: BTreeMap<u32, Vec<Value>> = BTreeMap::new();
        for (row, title) in [(1, "甲"), (2, "乙"), (3, "丙")] {
            put(&mut rows, (row, 1), title.into());
        }
        put(&mut rows, (1, 0), "2024-04-01".into());
        fill_down(&mut rows, &[Dimensions::new((1, 0), (2, 0))]);
        assert_eq!(rows[&2], [json!("2024-04-01"), json!("乙")]);
        assert_eq!(rows[&3], [json!(null), json!("丙")]);
    }

    /// A workbook of two sheets, of which the second is hidden; the days of the first are formulas without results.
    fn workbook_with_hidden_sheet(rows_of_first: &str) -> Vec<u8> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
        let sheet = |rows: &str| format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
        let link = |number: usize| {
            format!(
                "<Relationship Id=\"r{number}\" Type=\"{LINKS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            )
        };
        let parts = [
            (
                "_rels/.rels",
                format!(
                    "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r0\" Type=\"{LINKS}/officeDocument\" \
                     Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\"><sheets><sheet name=\"稿件\" sheetId=\"1\" r:id=\"r1\"/>\
                     <sheet name=\"底稿\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!("<Relationships xmlns=\"{PACKAGE}\">{}{}</Relationships>", link(1), link(2)),
            ),
            ("xl/worksheets/sheet1.xml", sheet(rows_of_first)),
            ("xl/worksheets/sheet2.xml", sheet(&row(1, &["标题", "正文"]))),
        ];
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// A row of texts.
    fn row(number: usize, texts: &[&str]) -> String {
        let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
        format!("<row r=\"{number}\">{}</row>", texts.iter().map(cell).collect::<String>())
    }

    #[test]
    fn hidden_sheets_and_formulas_without_results_are_known() {
        let formula = "<row r=\"2\"><c r=\"A2\"><f>TODAY()</f><v></v></c><c r=\"B2\" t=\"inlineStr\"><is><t>社区食堂开门</t></is></c>\
                       <c r=\"C2\" s=\"0\"/></row>";
        let bytes = workbook_with_hidden_sheet(&format!("{}{formula}", row(1, &["日期", "正文"])));
        let sheets = sheets("a.xlsx", &bytes).unwrap();
        let found: Vec<_> =
            sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden, sheet.formulas_without_result)).collect();
        assert_eq!(found, [("稿件", false, 1), ("底稿", true, 0)]);
        assert_eq!(sheets[0].rows.len(), 2);
    }

    #[test]
    fn hidden_sheets_are_left_out_and_named() {
        let rows = format!(
            "{}{}",
            row(1, &["标题", "正文"]),
            row(2, &["社区食堂开门", "青石街道的社区食堂昨天开门，老人们来吃午饭。"])
        );
        let bytes = workbook_with_hidden_sheet(&rows);
        let (description, articles) = read_table(&bytes, "a.xlsx", &ColumnChoice::default()).unwrap();
        assert_eq!((description.hidden_sheets, description.formulas_without_result), (vec!["底稿".to_owned()], 0));
        assert_eq!(articles.filter_map(Result::ok).count(), 1);
        let bytes = workbook_with_hidden_sheet("");
        let Err(error) = read_table(&bytes, "a.xlsx", &ColumnChoice::default()) else {
            panic!("there are no rows to be seen");
        };
        assert!(error.to_string().contains("hidden"), "{error}");
    }

    #[test]
    fn damaged_files_are_an_error() {
        assert!(sheets("a.xlsx", b"PK\x03\x04xl/workbook").is_err());
        assert!(is_spreadsheet(b"PK\x03\x04...xl/workbook.xml"));
        assert!(!is_spreadsheet(b"PK\x03\x04...word/document.xml"));
        assert!(!is_spreadsheet(&[0xD0, 0xCF, 0x11, 0xE0, 0, 0]));
    }

    #[test]
    fn a_part_that_unpacks_to_too_much_is_not_read() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
        io::copy(&mut io::Read::take(io::repeat(b'0'), MAX_PART_BYTES + 1), &mut writer).unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        assert!(matches!(sheets("a.xlsx", &bytes), Err(TableError::TooLarge { limit: MAX_PART_BYTES, .. })));
    }
}
