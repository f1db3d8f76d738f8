//! Compressed sparse rows (CSR) that linfa accepts as records.

use linfa::dataset::Records;

/// One sparse row: columns with their values, block by block and in text order within a block.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The columns.
    pub columns: Vec<u32>,
    /// The value at each column.
    pub values: Vec<f32>,
}

impl Row {
    /// Borrows the row.
    pub fn view(&self) -> RowView<'_> {
        RowView { columns: &self.columns, values: &self.values }
    }
}

/// A borrowed sparse row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RowView<'a> {
    /// The columns.
    pub columns: &'a [u32],
    /// The value at each column.
    pub values: &'a [f32],
}

impl RowView<'_> {
    /// Iterates over the columns with their values.
    pub fn iter(&self) -> impl Iterator<Item = (usize, f32)> {
        self.columns.iter().map(|&c| c as usize).zip(self.values.iter().copied())
    }
}

/// Many sparse rows in contiguous memory, usable as the `records` of linfa's `DatasetBase`.
#[derive(Debug, Clone, Default)]
pub struct SparseRows {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
    width: usize,
}

impl SparseRows {
    /// Creates a matrix with `width` columns and no rows.
    pub fn new(width: usize) -> Self {
        SparseRows { starts: vec![0], columns: Vec::new(), values: Vec::new(), width }
    }

    /// Appends a row.
    pub fn push(&mut self, row: RowView<'_>) {
        self.columns.extend_from_slice(row.columns);
        self.values.extend_from_slice(row.values);
        self.starts.push(self.columns.len());
    }

    /// Appends all rows of another matrix with the same columns.
    pub fn append(&mut self, rows: &SparseRows) {
        let offset = self.columns.len();
        self.columns.extend_from_slice(&rows.columns);
        self.values.extend_from_slice(&rows.values);
        self.starts.extend(rows.starts[1..].iter().map(|start| start + offset));
    }

    /// Returns the row at `index`.
    ///
    /// # Panics
    /// Panics if `index` is out of range.
    pub fn row(&self, index: usize) -> RowView<'_> {
        let range = self.starts[index]..self.starts[index + 1];
        RowView { columns: &self.columns[range.clone()], values: &self.values[range] }
    }

    /// Returns the rows with the given indices, in the given order.
    pub fn select(&self, rows: &[usize]) -> SparseRows {
        let mut chosen = SparseRows::new(self.width);
        for &row in rows {
            chosen.push(self.row(row));
        }
        chosen
    }
}

impl Records for SparseRows {
    type Elem = f32;

    fn nsamples(&self) -> usize {
        self.starts.len() - 1
    }

    fn nfeatures(&self) -> usize {
        self.width
    }
}
