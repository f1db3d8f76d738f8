//! Tables of Apache Parquet, as pandas, polars, Spark and DuckDB write them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use parquet::basic::{LogicalType, TimeUnit, TimestampType};
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;

use crate::corpus::read::table::forms::json_shape;
use crate::corpus::read::table::record::Record;

/// Whether the bytes are those of a Parquet file.
pub(in crate::corpus::read::table) fn is_parquet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1")
}

/// The rows of a Parquet file in their order; damaged and encrypted files are an error with an explanation.
pub(in crate::corpus::read::table) fn rows(bytes: &[u8]) -> Result<Vec<Record>, String> {
    // The reader is made for sound files: on damaged ones it may panic instead of returning an error.
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or_else(|_| Err("the file is damaged".into()))
}

fn read(bytes: &[u8]) -> Result<Vec<Record>, String> {
    let reader = SerializedFileReader::new(Bytes::from(bytes.to_vec())).map_err(|error| error.to_string())?;
    let nanoseconds = nanosecond_columns(&reader);
    let mut records = Vec::new();
    for (number, row) in reader.get_row_iter(None).map_err(|error| error.to_string())?.enumerate() {
        let mut row = row.map_err(|error| error.to_string())?.to_json_value();
        for column in &nanoseconds {
            if let Some(value) = row.get_mut(column) {
                *value = time_of(value);
            }
        }
        let line = number as u64 + 1;
        records.extend(json_shape::rows(row).into_iter().map(|cells| Record { line, cells }));
    }
    Ok(records)
}

/// The columns that hold times in nanoseconds, the form that pandas writes: rows give them as bare numbers.
fn nanosecond_columns(reader: &impl FileReader) -> Vec<String> {
    let is_nanoseconds = |logical: Option<&LogicalType>| {
        matches!(logical, Some(LogicalType::Timestamp(TimestampType { unit: TimeUnit::NANOS, .. })))
    };
    let schema = reader.metadata().file_metadata().schema();
    let fields = schema.get_fields().iter().map(|field| field.get_basic_info());
    fields.filter(|info| is_nanoseconds(info.logical_type_ref())).map(|info| info.name().to_owned()).collect()
}

/// The time that a number of nanoseconds since 1970 stands for; times without a zone are kept as they were written.
fn time_of(value: &Value) -> Value {
    let time = value.as_i64().and_then(|number| Timestamp::from_nanosecond(number.into()).ok());
    time.map_or(Value::Null, |time| TimeZone::UTC.to_datetime(time).to_string().into())
}
