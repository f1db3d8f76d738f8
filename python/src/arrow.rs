//! Arrow's PyCapsule interface: columns come in and go out without a copy.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>. An object hands over its data as capsules
//! with pointers to structs of C. Whoever takes the data moves it out of the capsule and marks the capsule's own struct as
//! released, so that each is released once. This is the only file with unsafe code.

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, make_array};
use arrow_data::transform::{Capacities, MutableArrayData};
use arrow_schema::{ArrowError, Field};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods};

const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";
const STREAM: &CStr = c"arrow_array_stream";

/// The schema and the data of a column, as Python hands them on.
pub type ColumnCapsules<'py> = (Bound<'py, PyCapsule>, Bound<'py, PyCapsule>);

/// An error of Arrow as an exception.
pub fn failed(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Whether an object hands over Arrow data.
pub fn is_arrow(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(object.hasattr("__arrow_c_array__")? || object.hasattr("__arrow_c_stream__")?)
}

/// The data of an object that [`is_arrow`], in one part or several.
pub fn imported(object: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    if object.hasattr("__arrow_c_array__")? {
        let (schema, array): ColumnCapsules<'_> = object.call_method0("__arrow_c_array__")?.extract()?;
        let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
        // SAFETY: capsules of these names hold pointers to valid structs of these types, by the definition of the
        // interface. `from_raw` moves the structs out and leaves released ones behind, and the data fit their schema.
        let data = unsafe {
            let schema = FFI_ArrowSchema::from_raw(schema.as_ptr());
            from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), &schema)
        };
        return Ok(vec![make_array(data.map_err(failed)?)]);
    }
    let stream: Bound<'_, PyCapsule> = object.call_method0("__arrow_c_stream__")?.extract()?;
    let stream = stream.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: as above.
    parts(unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) })
}

/// All arrays of a stream. Arrow's own reader takes streams of tables only, and a Series is a stream of plain columns.
fn parts(mut stream: FFI_ArrowArrayStream) -> PyResult<Vec<ArrayRef>> {
    let (Some(get_schema), Some(get_next)) = (stream.get_schema, stream.get_next) else {
        return Err(PyValueError::new_err("the Arrow stream was read before"));
    };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: the stream is not released, so its functions may be called with it and an empty struct to fill.
    let status = unsafe { get_schema(&mut stream, &mut schema) };
    let mut arrays = Vec::new();
    if status != 0 {
        return Err(stream_failed(&mut stream, status));
    }
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: as above.
        let status = unsafe { get_next(&mut stream, &mut array) };
        if status != 0 {
            return Err(stream_failed(&mut stream, status));
        }
        // A released array is the end.
        if array.is_released() {
            return Ok(arrays);
        }
        // SAFETY: all arrays of a stream fit its schema.
        let data = unsafe { from_ffi(array, &schema) };
        arrays.push(make_array(data.map_err(failed)?));
    }
}

fn stream_failed(stream: &mut FFI_ArrowArrayStream, status: i32) -> PyErr {
    // SAFETY: the stream is not released; the text, if there is one, lives until the next call.
    let text = stream.get_last_error.map(|get| unsafe { get(stream) }).filter(|text| !text.is_null());
    let text = text.map(|text| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned());
    PyValueError::new_err(text.unwrap_or_else(|| format!("the Arrow stream failed with error {status}")))
}

/// A table as a stream of one batch.
pub fn exported_table<'py>(py: Python<'py>, batch: &RecordBatch) -> PyResult<Bound<'py, PyCapsule>> {
    let reader = RecordBatchIterator::new([Ok(batch.clone())], batch.schema());
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
}

/// The names and types of a table's columns.
pub fn exported_schema<'py>(py: Python<'py>, batch: &RecordBatch) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(batch.schema().as_ref()).map_err(failed)?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// A column with its name and type.
pub fn exported_column<'py>(py: Python<'py>, field: &Field, array: &ArrayRef) -> PyResult<ColumnCapsules<'py>> {
    let schema = FFI_ArrowSchema::try_from(field).map_err(failed)?;
    let array = FFI_ArrowArray::new(&array.to_data());
    Ok((PyCapsule::new_with_value(py, schema, SCHEMA)?, PyCapsule::new_with_value(py, array, ARRAY)?))
}

/// Batches with the same columns as one, in which each column is in one piece.
pub fn joined(batches: &[RecordBatch]) -> Result<RecordBatch, ArrowError> {
    let [first, ..] = batches else { return Err(ArrowError::InvalidArgumentError("no batches".into())) };
    let column = |number: usize| -> Result<ArrayRef, ArrowError> {
        let parts: Vec<_> = batches.iter().map(|batch| batch.column(number).to_data()).collect();
        let length = parts.iter().map(|part| part.len()).sum();
        let mut whole = MutableArrayData::with_capacities(parts.iter().collect(), true, Capacities::Array(length));
        for (number, part) in parts.iter().enumerate() {
            whole.try_extend(number, 0, part.len())?;
        }
        Ok(make_array(whole.freeze()))
    };
    RecordBatch::try_new(first.schema(), (0..first.num_columns()).map(column).collect::<Result<_, _>>()?)
}
