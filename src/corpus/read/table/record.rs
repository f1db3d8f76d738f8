//! The common form in which every kind of file hands over its rows.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::corpus::encoding::fold_radicals;
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

/// The same rows with radicals folded to the characters they look like, in values and in names.
pub(super) fn with_folded_radicals(records: Records<'_>) -> Records<'_> {
    Box::new(records.map(|record| {
        record.map(|Record { line, cells }| {
            let cells = match cells {
                Cells::Row(values) => Cells::Row(values.into_iter().map(folded_value).collect()),
                Cells::Object(fields) => Cells::Object(folded_fields(fields)),
            };
            Record { line, cells }
        })
    }))
}

fn folded_value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(folded_text(text)),
        Value::Array(values) => Value::Array(values.into_iter().map(folded_value).collect()),
        Value::Object(fields) => Value::Object(folded_fields(fields)),
        other => other,
    }
}

fn folded_fields(fields: Map<String, Value>) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (folded_text(name), folded_value(value))).collect()
}

fn folded_text(text: String) -> String {
    if let Cow::Owned(folded) = fold_radicals(&text) { folded } else { text }
}
