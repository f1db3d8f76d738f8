//! Tables of Apache Parquet from rows of JSON, for pandas, polars, Arrow, Spark and DuckDB.

use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as PhysicalType, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};
use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// Rows of a row group, which a reader must hold in memory together.
const ROWS_IN_GROUP: usize = 32_768;

/// Rows of JSON, one object a line, as a table of Apache Parquet (compressed by Zstandard).
///
/// Columns stand in the order in which they first appear. Text is text, whole numbers are 64-bit integers, other numbers are
/// doubles, lists of texts are lists, and the fields of an object become columns of their own (`dateline_place`). A column that
/// holds several kinds of values is text. What a row lacks is null. The same rows give the same bytes.
///
/// # Errors
/// [`Error::Format`] where the table cannot be written.
pub fn parquet_table(json_lines: &[u8]) -> Result<Vec<u8>> {
    let rows: Vec<Map<String, Value>> = json_lines
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Map<String, Value>>(line).ok())
        .map(flat)
        .collect();
    written(&rows).map_err(|error| Error::Format { format: "parquet", problem: error.to_string() })
}

/// A row in which the fields of objects stand beside the others.
fn flat(row: Map<String, Value>) -> Map<String, Value> {
    let mut flattened = Map::new();
    for (name, value) in row {
        match value {
            Value::Object(fields) => {
                flattened.extend(fields.into_iter().map(|(field, value)| (format!("{name}_{field}"), value)));
            }
            value => {
                flattened.insert(name, value);
            }
        }
    }
    flattened
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Truth,
    Whole,
    Number,
    Text,
    Texts,
}

/// The kind of a value; nothing for null and for an empty list, which go with any kind.
fn kind_of(value: &Value) -> Option<Kind> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some(Kind::Truth),
        Value::Number(number) if number.is_i64() => Some(Kind::Whole),
        Value::Number(_) => Some(Kind::Number),
        Value::Array(items) if items.is_empty() => Some(Kind::Texts),
        Value::Array(items) if items.iter().all(Value::is_string) => Some(Kind::Texts),
        _ => Some(Kind::Text),
    }
}

/// The columns with their kinds, in the order in which they first appear.
fn columns(rows: &[Map<String, Value>]) -> Vec<(String, Kind)> {
    let mut found: Map<String, Value> = Map::new();
    let mut kinds: Vec<Option<Kind>> = Vec::new();
    for (name, value) in rows.iter().flatten() {
        let place = match found.get(name).and_then(Value::as_u64) {
            Some(place) => place as usize,
            None => {
                found.insert(name.clone(), kinds.len().into());
                kinds.push(None);
                kinds.len() - 1
            }
        };
        kinds[place] = match (kinds[place], kind_of(value)) {
            (kind, None) | (None, kind) => kind,
            (Some(Kind::Whole | Kind::Number), Some(Kind::Number)) | (Some(Kind::Number), Some(Kind::Whole)) => {
                Some(Kind::Number)
            }
            (Some(before), Some(kind)) => Some(if before == kind { kind } else { Kind::Text }),
        };
    }
    found.into_iter().map(|(name, _)| name).zip(kinds.into_iter().map(|kind| kind.unwrap_or(Kind::Text))).collect()
}

fn schema(columns: &[(String, Kind)]) -> std::result::Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(|(name, kind)| field(name, *kind).map(Arc::new));
    let fields = fields.collect::<std::result::Result<Vec<_>, _>>()?;
    Type::group_type_builder("articles").with_fields(fields).build().map(Arc::new)
}

fn field(name: &str, kind: Kind) -> std::result::Result<Type, ParquetError> {
    let text = |name: &str| {
        Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(Some(LogicalType::String))
            .build()
    };
    let plain = |physical| Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).build();
    match kind {
        Kind::Truth => plain(PhysicalType::BOOLEAN),
        Kind::Whole => plain(PhysicalType::INT64),
        Kind::Number => plain(PhysicalType::DOUBLE),
        Kind::Text => text(name),
        // A list has three levels (Apache Parquet, LogicalTypes.md, "Lists").
        Kind::Texts => {
            let list = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![Arc::new(text("element")?)])
                .build()?;
            Type::group_type_builder(name)
                .with_repetition(Repetition::OPTIONAL)
                .with_converted_type(ConvertedType::LIST)
                .with_logical_type(Some(LogicalType::List))
                .with_fields(vec![Arc::new(list)])
                .build()
        }
    }
}

fn written(rows: &[Map<String, Value>]) -> std::result::Result<Vec<u8>, ParquetError> {
    let columns = columns(rows);
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema(&columns)?, Arc::new(properties))?;
    for rows in rows.chunks(ROWS_IN_GROUP) {
        let mut group = file.next_row_group()?;
        for (name, kind) in &columns {
            let values: Vec<Option<&Value>> = rows.iter().map(|row| row.get(name).filter(|v| !v.is_null())).collect();
            let Some(mut column) = group.next_column()? else { break };
            write_column(column.untyped(), &values, *kind)?;
            column.close()?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(bytes)
}

/// Writes one column of a row group. The levels are those of Dremel (Melnik et al. 2010): for a plain column 1 where there
/// is a value; for a list 0 without a list, 1 for an empty one, 3 for a text, which repeats (1) behind the first.
fn write_column(
    column: &mut ColumnWriter<'_>,
    values: &[Option<&Value>],
    kind: Kind,
) -> std::result::Result<(), ParquetError> {
    let present = || values.iter().flatten();
    let mut levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    match column {
        ColumnWriter::BoolColumnWriter(writer) => {
            let truths: Vec<bool> = present().filter_map(|value| value.as_bool()).collect();
            writer.write_batch(&truths, Some(&levels), None)?;
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let numbers: Vec<i64> = present().filter_map(|value| value.as_i64()).collect();
            writer.write_batch(&numbers, Some(&levels), None)?;
        }
        ColumnWriter::DoubleColumnWriter(writer) => {
            let numbers: Vec<f64> = present().filter_map(|value| value.as_f64()).collect();
            writer.write_batch(&numbers, Some(&levels), None)?;
        }
        ColumnWriter::ByteArrayColumnWriter(writer) if kind == Kind::Texts => {
            let (mut texts, mut repetitions) = (Vec::new(), Vec::new());
            levels.clear();
            for value in values {
                let items = value.and_then(Value::as_array);
                if items.is_none_or(Vec::is_empty) {
                    levels.push(i16::from(items.is_some()));
                    repetitions.push(0);
                }
                for (place, item) in items.into_iter().flatten().enumerate() {
                    texts.push(text_of(item));
                    levels.push(3);
                    repetitions.push(i16::from(place > 0));
                }
            }
            writer.write_batch(&texts, Some(&levels), Some(&repetitions))?;
        }
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let texts: Vec<ByteArray> = present().map(|value| text_of(value)).collect();
            writer.write_batch(&texts, Some(&levels), None)?;
        }
        // The schema has no other kinds of columns.
        _ => {}
    }
    Ok(())
}

fn text_of(value: &Value) -> ByteArray {
    match value {
        Value::String(text) => text.as_str().into(),
        other => other.to_string().as_str().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use serde_json::json;

    fn rows_of(bytes: Vec<u8>) -> Vec<Value> {
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_json_value()).collect()
    }

    #[test]
    fn values_keep_their_kinds() {
        let rows = [
            json!({"title": "春耕", "story": 1, "probability": 0.5, "also": ["agriculture", "talent"], "first": true}),
            json!({"title": "", "story": null, "probability": 1, "also": [], "dateline": {"place": "兰河", "date": ""}}),
        ];
        let lines: String = rows.iter().map(|row| format!("{row}\n")).collect();
        let bytes = parquet_table(lines.as_bytes()).unwrap();
        assert_eq!(bytes, parquet_table(lines.as_bytes()).unwrap());
        let expected = [
            json!({"title": "春耕", "story": 1, "probability": 0.5, "also": ["agriculture", "talent"], "first": true,
                "dateline_place": null, "dateline_date": null}),
            json!({"title": "", "story": null, "probability": 1.0, "also": [], "first": null,
                "dateline_place": "兰河", "dateline_date": ""}),
        ];
        assert_eq!(rows_of(bytes), expected);
    }

    #[test]
    fn mixed_columns_are_text_and_nothing_is_a_table() {
        let rows = rows_of(parquet_table(b"{\"page\": 1}\n{\"page\": \"A02\"}\n").unwrap());
        assert_eq!(rows, [json!({"page": "1"}), json!({"page": "A02"})]);
        assert_eq!(rows_of(parquet_table(b"").unwrap()), Vec::<Value>::new());
    }
}
