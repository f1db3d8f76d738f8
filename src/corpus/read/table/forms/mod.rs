//! The kinds of files that hold tables, each to rows of cells: separated values, JSON, scripts, spreadsheets.

pub(super) mod database_dump;
pub(super) mod delimited;
pub(super) mod json_columns;
pub(super) mod json_kinds;
pub(super) mod json_shape;
pub(super) mod json_strings;
pub(super) mod json_text;
pub(super) mod known_articles;
pub(super) mod markup_table;
pub(super) mod open_document_cells;
#[cfg(feature = "parquet")]
pub(super) mod parquet;
pub(super) mod python_literal;
pub(super) mod recognise;
pub(super) mod script;
pub(super) mod script_value;
pub(super) mod separators;
pub(super) mod source;
pub(super) mod spreadsheet;
