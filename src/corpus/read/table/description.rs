//! What was found out about a table.

use crate::corpus::encoding::TextEncoding;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::columns::roles::RoleColumn;
use crate::corpus::read::table::forms::source::TableFormat;

/// What was found out about a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableDescription {
    /// The file.
    pub file: String,
    /// The form of the file.
    pub format: TableFormat,
    /// The encoding of a text file.
    pub encoding: Option<TextEncoding>,
    /// The table of a text file, or the sheets that hold tables of articles.
    pub parts: Vec<PartDescription>,
    /// The sheets that hold no table of articles.
    pub skipped_sheets: Vec<String>,
    /// The hidden sheets, which are not read.
    pub hidden_sheets: Vec<String>,
    /// The number of cells with a formula whose result was not saved; they count as empty.
    pub formulas_without_result: usize,
}

/// What was found out about one table or sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct PartDescription {
    /// The name of the sheet; text files have none.
    pub sheet: Option<String>,
    /// The line of the header; `None` where the table has none or every row names its own fields.
    pub header_line: Option<u64>,
    /// The names of all columns.
    pub columns: Vec<String>,
    /// The columns in their roles, the best of each role first.
    pub roles: Vec<RoleColumn>,
    /// Whether the day or the month stands first in dates such as `4/1/2024`, where the column has any and shows it.
    pub day_first: Option<bool>,
    /// A column of other days than those of publication, such as that on which a crawler found the article, where no column tells those.
    pub other_days: Option<String>,
    /// The number of rows below the header, where it is known: a table that is read from a stream may have more.
    pub rows: Option<u64>,
}

impl PartDescription {
    /// The columns that play no role.
    pub fn other_columns(&self) -> impl Iterator<Item = &str> {
        let plays = |name: &str| self.roles.iter().any(|role| role.column == name);
        self.columns.iter().map(String::as_str).filter(move |name| !plays(name))
    }
}

impl TableDescription {
    /// Whether the table is an article file in the program's own form, whose columns need no mention, and nothing of it is
    /// left out.
    pub fn is_article_file(&self) -> bool {
        let is_whole = self.hidden_sheets.is_empty() && self.formulas_without_result == 0;
        is_whole
            && self.parts.iter().all(|part| {
                part.roles.iter().all(|column| column.column == column.role.name())
                    && part.roles.iter().any(|column| column.role == Role::Text)
            })
    }
}
