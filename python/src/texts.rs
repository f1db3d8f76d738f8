//! Texts from Python: lists, Series of pandas and polars, and columns of Arrow.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeStringArray};
use arrow_schema::DataType;
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyString};

use crate::arrow::{imported, is_arrow};

/// Texts in memory that Python does not touch, in parts that follow one another. A missing text is an empty one.
#[derive(Default)]
pub struct Texts {
    parts: Vec<Part>,
    /// The number of the first text of each part.
    starts: Vec<usize>,
    length: usize,
}

/// One part, in whatever form Arrow has it; reading from it copies nothing.
enum Part {
    Short(arrow_array::StringArray),
    Long(LargeStringArray),
    View(arrow_array::StringViewArray),
    /// All texts are missing.
    Missing,
}

impl Texts {
    /// The number of texts.
    pub fn len(&self) -> usize {
        self.length
    }

    /// A text by its number.
    pub fn get(&self, number: usize) -> &str {
        let part = self.starts.partition_point(|&start| start <= number) - 1;
        let row = number - self.starts[part];
        match &self.parts[part] {
            Part::Short(texts) if texts.is_valid(row) => texts.value(row),
            Part::Long(texts) if texts.is_valid(row) => texts.value(row),
            Part::View(texts) if texts.is_valid(row) => texts.value(row),
            _ => "",
        }
    }

    /// Texts of any Python object that holds texts; `name` is what errors call them.
    pub fn extract(texts: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if texts.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err(format!("{name} must be several texts, such as a list, not one text")));
        }
        if is_arrow(texts)? {
            let mut own = Texts::default();
            for array in imported(texts)? {
                own.push(&array, name)?;
            }
            return Ok(own);
        }
        Self::of_objects(texts, name)
    }

    /// Strings of Python, None and NaN; each is copied once, and Python's own objects stay as they are.
    fn of_objects(texts: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        let mut own = arrow_array::builder::LargeStringBuilder::new();
        for (number, text) in texts.try_iter()?.enumerate() {
            let text = text?;
            if let Ok(text) = text.cast::<PyString>() {
                match text.encode_utf8() {
                    Ok(bytes) => own.append_value(String::from_utf8_lossy(bytes.as_bytes())),
                    // Half a surrogate pair has no UTF-8; it becomes an unreadable character.
                    Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(texts.py()) => {
                        own.append_value(text.to_string_lossy());
                    }
                    Err(error) => return Err(error),
                }
            } else if is_missing(&text)? {
                own.append_null();
            } else {
                let kind = text.get_type().name()?;
                return Err(PyTypeError::new_err(format!("{name}[{number}] is no text but {kind}")));
            }
        }
        let mut texts = Texts::default();
        texts.add(Part::Long(own.finish()), None);
        Ok(texts)
    }

    fn push(&mut self, array: &ArrayRef, name: &str) -> PyResult<()> {
        let part = match array.data_type() {
            DataType::Utf8 => Part::Short(array.as_string::<i32>().clone()),
            DataType::LargeUtf8 => Part::Long(array.as_string::<i64>().clone()),
            DataType::Utf8View => Part::View(array.as_string_view().clone()),
            DataType::Null => Part::Missing,
            // Categories of pandas and polars.
            DataType::Dictionary(_, values) if values.is_string() || values.as_ref() == &DataType::Utf8View => {
                self.push_categories(array, name)?;
                return Ok(());
            }
            other => return Err(PyTypeError::new_err(format!("{name} must be texts, but the column holds {other}"))),
        };
        self.add(part, Some(array.len()));
        Ok(())
    }

    /// Adds texts that are numbers of other texts.
    fn push_categories(&mut self, array: &ArrayRef, name: &str) -> PyResult<()> {
        let categories = array.as_any_dictionary();
        let mut values = Texts::default();
        values.push(categories.values(), name)?;
        let keys = categories.normalized_keys();
        let text = |row: usize| (array.is_valid(row) && values.len() > 0).then(|| values.get(keys[row]));
        let plain: LargeStringArray = (0..array.len()).map(text).collect();
        self.add(Part::Long(plain), None);
        Ok(())
    }

    fn add(&mut self, part: Part, length: Option<usize>) {
        let length = match (&part, length) {
            (_, Some(length)) => length,
            (Part::Long(texts), None) => texts.len(),
            _ => 0,
        };
        // An empty part would share its start with the next one.
        if length > 0 {
            self.starts.push(self.length);
            self.parts.push(part);
            self.length += length;
        }
    }
}

/// None, and the NaN of pandas and its NA.
fn is_missing(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    let is_nan = value.cast::<PyFloat>().is_ok_and(|number| number.extract::<f64>().is_ok_and(f64::is_nan));
    Ok(value.is_none() || is_nan || value.get_type().name()? == "NAType")
}
