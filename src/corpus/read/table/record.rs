//! The common form in which every kind of file hands over its rows.

use serde_json::{Map, Value};

use crate::corpus::read::table::problem::Fault;

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    /// The line of a text file or the row of a sheet, counted from 1.
    pub line: u64,
    /// The values of the row.
    pub cells: Cells,
}

/// The values of a row, by position or by name.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cells {
    /// Values whose names stand in a header, if anywhere.
    Row(Vec<Value>),
    /// Values with their names, as JSON objects have them.
    Object(Map<String, Value>),
}

/// A row, or the line and the fault of a row that cannot be read.
pub(super) type RecordResult = Result<Record, (u64, Fault)>;

/// The rows of a table or of one sheet, in their order.
pub(super) type Records<'a> = Box<dyn Iterator<Item = RecordResult> + Send + 'a>;
