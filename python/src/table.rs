//! A table of Arrow for Python, handed over through the Arrow PyCapsule interface without a copy.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema};
use pyo3::exceptions::{PyIndexError, PyKeyError, PyRuntimeError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use crate::arrow::{ColumnCapsules, exported_column, exported_schema, exported_table, failed, joined};

/// Rows and columns with names.
#[pyclass(frozen, module = "policyvane._policyvane")]
pub struct ArrowTable {
    batch: RecordBatch,
}

impl ArrowTable {
    /// A table of batches with the same columns, of which there is at least one.
    pub fn of_batches(batches: &[RecordBatch]) -> PyResult<Self> {
        Ok(ArrowTable { batch: joined(batches).map_err(failed)? })
    }

    /// A table of columns with their names.
    pub fn of_columns(columns: Vec<(&str, ArrayRef)>) -> PyResult<Self> {
        Ok(ArrowTable { batch: batch_of(columns).map_err(failed)? })
    }
}

/// A batch of columns with their names, all of which may have missing values.
pub fn batch_of(columns: Vec<(&str, ArrayRef)>) -> Result<RecordBatch, ArrowError> {
    let field = |(name, array): &(&str, ArrayRef)| Field::new(*name, array.data_type().clone(), true);
    let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
    RecordBatch::try_new(schema, columns.into_iter().map(|(_, array)| array).collect())
}

#[pymethods]
impl ArrowTable {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        exported_schema(py, &self.batch)
    }

    /// Another schema may be asked for; by the interface, the data's own will do.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        exported_table(py, &self.batch)
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// A column by its name.
    fn column(&self, name: &str) -> PyResult<ArrowColumn> {
        let schema = self.batch.schema();
        let (number, field) = schema.fields().find(name).ok_or_else(|| PyKeyError::new_err(name.to_owned()))?;
        Ok(ArrowColumn { field: field.clone(), array: self.batch.column(number).clone() })
    }

    /// One row as a dictionary.
    fn row<'py>(&self, py: Python<'py>, number: usize) -> PyResult<Bound<'py, PyDict>> {
        if number >= self.batch.num_rows() {
            return Err(PyIndexError::new_err(format!("there is no row {number}")));
        }
        let cells = PyDict::new(py);
        for (field, column) in self.batch.schema().fields().iter().zip(self.batch.columns()) {
            cells.set_item(field.name(), value(py, column, number)?)?;
        }
        Ok(cells)
    }
}

/// One column of a table.
#[pyclass(frozen, module = "policyvane._policyvane")]
pub struct ArrowColumn {
    field: FieldRef,
    array: ArrayRef,
}

#[pymethods]
impl ArrowColumn {
    /// Another schema may be asked for; by the interface, the data's own will do.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<ColumnCapsules<'py>> {
        drop(requested_schema);
        exported_column(py, &self.field, &self.array)
    }

    fn __len__(&self) -> usize {
        self.array.len()
    }

    /// The values as Python objects.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let values = PyList::empty(py);
        for row in 0..self.array.len() {
            values.append(value(py, &self.array, row)?)?;
        }
        Ok(values)
    }
}

/// A cell as a Python object. Only the types of our own tables occur.
fn value<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Utf8 => Ok(column.as_string::<i32>().value(row).into_pyobject(py)?.into_any()),
        DataType::LargeUtf8 => Ok(column.as_string::<i64>().value(row).into_pyobject(py)?.into_any()),
        DataType::Float32 => Ok(column.as_primitive::<Float32Type>().value(row).into_pyobject(py)?.into_any()),
        DataType::Float64 => Ok(column.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any()),
        DataType::UInt64 => Ok(column.as_primitive::<UInt64Type>().value(row).into_pyobject(py)?.into_any()),
        DataType::Boolean => Ok(column.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any()),
        DataType::List(_) => {
            let values = column.as_list::<i32>().value(row);
            let items = PyList::empty(py);
            for item in 0..values.len() {
                items.append(value(py, &values, item)?)?;
            }
            Ok(items.into_any())
        }
        DataType::Struct(fields) => {
            let cells = PyDict::new(py);
            for (field, part) in fields.iter().zip(column.as_struct().columns()) {
                cells.set_item(field.name(), value(py, part, row)?)?;
            }
            Ok(cells.into_any())
        }
        other => Err(PyRuntimeError::new_err(format!("no cells of type {other}"))),
    }
}
