//! Where the paragraphs of RTF stand in its tables (RTF 1.9.1, "Table Definitions"): a word ends each cell and each row, and the paragraphs of
//! a table say that they are in one.

use crate::corpus::read::word::paragraph::Cell;

/// The cell that is being read, and whether the last paragraph stood in a table.
#[derive(Debug, Default)]
pub(super) struct TablePlace {
    cell: Cell,
    is_within: bool,
}

impl TablePlace {
    /// The cell of the paragraph that ends here, if it is in a table. A paragraph outside ends the table above it.
    pub fn cell_of(&mut self, is_in_table: bool) -> Option<Cell> {
        if self.is_within && !is_in_table {
            self.cell = Cell { table: self.cell.table + 1, row: 0, column: 0 };
        }
        self.is_within = is_in_table;
        is_in_table.then_some(self.cell)
    }

    /// Ends a cell.
    pub fn end_cell(&mut self) {
        self.cell.column += 1;
    }

    /// Ends a row.
    pub fn end_row(&mut self) {
        self.cell = Cell { table: self.cell.table, row: self.cell.row + 1, column: 0 };
    }
}
