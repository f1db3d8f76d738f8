//! The table of counts as columns of Arrow.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, StringArray, UInt64Array};
use policyvane::report::tables::CountRow;
use pyo3::prelude::*;

use crate::table::ArrowTable;

/// Counts by period, province and theme, with the names that `CountRow` gives them.
pub fn counts_table(rows: &[CountRow]) -> PyResult<ArrowTable> {
    let texts =
        |field: fn(&CountRow) -> &str| -> ArrayRef { Arc::new(StringArray::from_iter_values(rows.iter().map(field))) };
    let counts = |field: fn(&CountRow) -> usize| -> ArrayRef {
        Arc::new(UInt64Array::from_iter_values(rows.iter().map(|row| field(row) as u64)))
    };
    let shares = |field: fn(&CountRow) -> Option<f64>| -> ArrayRef {
        Arc::new(rows.iter().map(field).collect::<Float64Array>())
    };
    ArrowTable::of_columns(vec![
        ("period", texts(|row| &row.period)),
        ("region", texts(|row| &row.region)),
        ("region_name", texts(|row| &row.region_name)),
        ("theme", texts(|row| &row.theme)),
        ("theme_name", texts(|row| &row.theme_name)),
        ("count", counts(|row| row.count)),
        ("total", counts(|row| row.total)),
        ("undetermined", counts(|row| row.undetermined)),
        ("share", shares(|row| row.share)),
        ("share_low", shares(|row| row.share_low)),
        ("share_high", shares(|row| row.share_high)),
        ("carried", counts(|row| row.carried)),
        ("partial", Arc::new(rows.iter().map(|row| Some(row.partial)).collect::<BooleanArray>())),
    ])
}
