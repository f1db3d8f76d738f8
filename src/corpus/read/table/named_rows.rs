//! Rows of a table as they stand: the cells by the names in the first row, without roles.

use std::collections::BTreeMap;

use crate::corpus::read::column_roles::names::fold;
use crate::corpus::read::table::cells::values::plain;
use crate::corpus::read::table::forms::source::Source;
use crate::corpus::read::table::forms::spreadsheet;
use crate::corpus::read::table::problem::TableError;
use crate::corpus::read::table::record::{Cells, Record, Records};

/// A row: its line and its cells by the folded names of their columns (small letters without marks and spaces).
pub type NamedRow = (u64, BTreeMap<String, String>);

/// Reads the rows of a CSV file, a file of JSON objects or the first visible sheet of a workbook. Rows that cannot be read are left
/// out.
///
/// # Errors
/// [`TableError`] tells why the table as a whole cannot be read.
pub fn read_named_rows(bytes: &[u8], name: &str) -> Result<Vec<NamedRow>, TableError> {
    let failed = |source| TableError::Read { file: name.into(), source };
    let records: Vec<Record> = if spreadsheet::is_spreadsheet(bytes) {
        let sheets = spreadsheet::sheets(name, bytes)?;
        sheets
            .into_iter()
            .filter(|sheet| !sheet.is_hidden)
            .map(|sheet| sheet.rows)
            .find(|rows| !rows.is_empty())
            .unwrap_or_default()
    } else {
        let source = Source::detect(name, bytes, true)?;
        let records: Records<'_> = source.records(Box::new(bytes)).map_err(failed)?;
        records.flatten().collect()
    };
    let mut header: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    for Record { line, cells } in records {
        match (cells, &header) {
            (Cells::Object(object), _) => {
                rows.push((line, object.iter().map(|(name, value)| (fold(name), plain(value))).collect()));
            }
            (Cells::Row(cells), None) => header = Some(cells.iter().map(|cell| fold(&plain(cell))).collect()),
            (Cells::Row(cells), Some(names)) => {
                rows.push((line, names.iter().cloned().zip(cells.iter().map(plain)).collect()));
            }
        }
    }
    Ok(rows)
}
