//! Rows of tables: a struct whose fields are the columns.

use serde::{Serialize, Serializer};

use crate::corpus::{BYTE_ORDER_MARK, ByteStore};
use crate::error::Result;
use crate::report::words::rounded;

/// A row of a table. Its columns are declared once, as the fields of a struct, by the macro `table_row!`.
pub trait TableRow {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// The cells of the row as text, in the order of the columns.
    fn cells(&self) -> Vec<String>;
}

/// A value that can be written into a cell.
pub trait Cell {
    /// The text of the cell; empty where there is no value.
    fn cell(&self) -> String;
}

/// A probability or score that is rounded to four decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rounded(pub f64);

impl Serialize for Rounded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.cell().parse().unwrap_or(self.0))
    }
}

/// Several values in one cell, separated by semicolons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct List(pub Vec<String>);

impl Cell for Rounded {
    fn cell(&self) -> String {
        rounded(self.0, 4)
    }
}

impl Cell for List {
    fn cell(&self) -> String {
        self.0.join(";")
    }
}

/// Numbers that are no counts are written with six decimals.
impl Cell for f64 {
    fn cell(&self) -> String {
        rounded(*self, 6)
    }
}

impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> String {
        self.as_ref().map(Cell::cell).unwrap_or_default()
    }
}

macro_rules! cells_by_display {
    ($($type:ty),*) => { $(impl Cell for $type { fn cell(&self) -> String { self.to_string() } })* };
}

cells_by_display!(String, &str, usize, u64, i64, bool);

/// Declares a row: a public struct with serde's `Serialize`, whose fields are the columns of a [`TableRow`].
macro_rules! table_row {
    ($(#[$attribute:meta])* pub struct $name:ident $(<$lifetime:lifetime>)? {
        $($(#[$field_attribute:meta])* pub $field:ident: $type:ty),* $(,)?
    }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct $name $(<$lifetime>)? { $($(#[$field_attribute])* pub $field: $type),* }

        impl $(<$lifetime>)? $crate::report::tables::row::TableRow for $name $(<$lifetime>)? {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn cells(&self) -> Vec<String> {
                use $crate::report::tables::row::Cell;
                vec![$(self.$field.cell()),*]
            }
        }
    };
}

pub(in crate::report) use table_row;

/// Rows as CSV (RFC 4180, lines end with a line feed) with a header line.
pub fn to_csv<R: TableRow>(rows: impl IntoIterator<Item = R>) -> String {
    csv_of(R::COLUMNS, rows.into_iter().map(|row| row.cells()))
}

/// A header line and rows of cells as CSV.
fn csv_of(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail, and cells are text.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A header line and rows of cells as CSV, for tables with a row for each article: there may be millions.
///
/// # Errors
/// Those of the rows.
pub(in crate::report) fn long_csv_of(
    header: &[&str],
    rows: impl Iterator<Item = Result<Vec<String>>>,
) -> Result<ByteStore> {
    let mut writer = csv::Writer::from_writer(ByteStore::default());
    // Writing to a store does not fail, and cells are text.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row?);
    }
    Ok(writer.into_inner().unwrap_or_default())
}

/// One line of CSV.
pub(super) fn csv_line<T: AsRef<[u8]>>(fields: impl IntoIterator<Item = T>) -> String {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(512).from_writer(Vec::new());
    let _ = writer.write_record(fields);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A table in CSV with tabs in the place of its commas. A byte order mark at its beginning stays.
pub fn tab_separated(table: &[u8]) -> Vec<u8> {
    let mark = BYTE_ORDER_MARK.as_bytes();
    let start = if table.starts_with(mark) { mark.to_vec() } else { Vec::new() };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table);
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').flexible(true).from_writer(start);
    for record in reader.byte_records().flatten() {
        // Reading from memory and writing to it do not fail.
        let _ = writer.write_byte_record(&record);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_with_tabs_has_the_same_cells() {
        let table = "标题,正文\n\"春耕,开始\",\"甲\n乙\tc\"\n";
        assert_eq!(tab_separated(table.as_bytes()), "标题\t正文\n春耕,开始\t\"甲\n乙\tc\"\n".as_bytes());
        let marked = [BYTE_ORDER_MARK, table].concat();
        assert!(tab_separated(marked.as_bytes()).starts_with("\u{FEFF}标题\t".as_bytes()));
    }
}
