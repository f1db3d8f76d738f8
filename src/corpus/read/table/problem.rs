//! Errors as values: what makes a whole table unusable, and what is wrong with one of its rows.

use std::fmt;

/// A reason why a table as a whole cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum TableError {
    /// The input could not be read.
    Read {
        /// The file.
        file: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The file holds no rows.
    Empty {
        /// The file.
        file: String,
    },
    /// The file is neither text nor a spreadsheet.
    NotText {
        /// The file.
        file: String,
    },
    /// The bytes are text in none of the supported encodings.
    UnknownEncoding {
        /// The file.
        file: String,
        /// The offset of the first byte that is not UTF-8.
        offset: usize,
    },
    /// The spreadsheet or binary table is damaged, encrypted or of an unsupported kind.
    Damaged {
        /// The file.
        file: String,
        /// The explanation of its reader.
        problem: String,
    },
    /// A part of the spreadsheet unpacks to more bytes than is read.
    TooLarge {
        /// The file.
        file: String,
        /// The most bytes that are read.
        limit: u64,
    },
    /// No column can be recognised as the text or the headline of articles.
    NoText {
        /// The file.
        file: String,
        /// The names of the columns that were found.
        columns: Vec<String>,
    },
    /// The user named a column that the table does not have.
    UnknownColumn {
        /// The file.
        file: String,
        /// The column as the user wrote it.
        column: String,
        /// The names of the columns that were found.
        columns: Vec<String>,
    },
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableError::Read { file, source } => write!(f, "{file}: cannot be read: {source}"),
            TableError::Empty { file } => write!(f, "{file}: the table has no rows"),
            TableError::NotText { file } => write!(f, "{file}: neither text nor a spreadsheet"),
            TableError::UnknownEncoding { file, offset } => {
                write!(f, "{file}: the text is in none of UTF-8, UTF-16, GB18030 and Big5 (byte {offset} is not UTF-8)")
            }
            TableError::Damaged { file, problem } => {
                write!(f, "{file}: the table cannot be read: {problem}")
            }
            TableError::TooLarge { file, limit } => {
                write!(f, "{file}: a part of the workbook unpacks to more than {limit} bytes")
            }
            TableError::NoText { file, columns } => {
                write!(f, "{file}: no column is recognised as text or headline; columns found: {}", columns.join(", "))
            }
            TableError::UnknownColumn { file, column, columns } => {
                write!(f, "{file}: there is no column `{column}`; columns found: {}", columns.join(", "))
            }
        }
    }
}

impl std::error::Error for TableError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            TableError::Read { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// A problem with one row; reading goes on with the next row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The file.
    pub file: String,
    /// The sheet of a spreadsheet with more than one sheet.
    pub sheet: Option<String>,
    /// The line of a text file or the row of a sheet, counted from 1.
    pub line: u64,
    /// The role whose value is concerned, such as `date`; it is empty where the whole row is concerned.
    pub field: &'static str,
    /// The fault itself.
    pub fault: Fault,
    /// Whether the article of the row is nevertheless returned, as the next item.
    pub article_kept: bool,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The row has neither text nor headline.
    NoText,
    /// The row has no headline and no day and hardly any text: a sum, or a note below the table.
    Note {
        /// The text.
        value: String,
    },
    /// Rows below belong to a table without headlines, which stands below that of the articles.
    OtherTable {
        /// The number of its rows.
        rows: usize,
    },
    /// The row is not valid JSON.
    BadJson {
        /// The explanation of the parser.
        problem: String,
    },
    /// The JSON value is not an object or a list of cells.
    NotAnObject,
    /// The row has more fields than the header and the surplus cannot be assigned.
    TooManyFields {
        /// The number of fields in the row.
        fields: usize,
        /// The number of columns in the table.
        columns: usize,
    },
    /// The row has more fields than the header; the surplus was joined to the text.
    FieldsJoined {
        /// The number of fields in the row.
        fields: usize,
        /// The number of columns in the table.
        columns: usize,
    },
    /// A quotation mark is never closed; the rows it swallowed were separated again.
    OpenQuote {
        /// The number of lines that stood behind the quotation mark.
        lines: usize,
    },
    /// The value of the date column is not a date.
    NotADate {
        /// The value.
        value: String,
    },
    /// The value names a day that does not exist.
    NoSuchDay {
        /// The value.
        value: String,
    },
    /// The value is relative to an unknown day, such as “yesterday”.
    RelativeDate {
        /// The value.
        value: String,
    },
    /// The value gives a month and a day without a year.
    DateWithoutYear {
        /// The value.
        value: String,
    },
    /// The column does not show whether the day or the month comes first; only the year is kept.
    DayMonthOrder {
        /// The value.
        value: String,
    },
    /// The column does not show which of the numbers of a day is its year.
    ShortYearOrder {
        /// The value.
        value: String,
    },
    /// Some characters are unreadable: U+FFFD stands for them, because they cannot be decoded here or could not be before.
    Unreadable {
        /// The number of unreadable characters.
        count: usize,
    },
    /// The text was read in a wrong encoding before and saved so that it cannot be restored.
    Garbled,
    /// Reading stopped because of an input error.
    InputError {
        /// The error of the operating system.
        problem: String,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NoText => write!(f, "the row has neither text nor headline"),
            Fault::Note { value } => write!(f, "`{value}` is a note or a sum and no article"),
            Fault::OtherTable { rows } => {
                write!(f, "the {rows} rows below this header are those of a table without headlines; they are not read")
            }
            Fault::BadJson { problem } => write!(f, "not valid JSON ({problem})"),
            Fault::NotAnObject => write!(f, "not a JSON object"),
            Fault::TooManyFields { fields, columns } => write!(f, "{fields} fields for {columns} columns"),
            Fault::FieldsJoined { fields, columns } => {
                write!(f, "{fields} fields for {columns} columns; the surplus is joined to the text")
            }
            Fault::OpenQuote { lines } => {
                write!(f, "a quotation mark is not closed within {lines} lines; they are read without quotes")
            }
            Fault::NotADate { value } => write!(f, "`{value}` is not a date"),
            Fault::NoSuchDay { value } => write!(f, "`{value}` is a day that does not exist"),
            Fault::RelativeDate { value } => write!(f, "`{value}` is relative to an unknown day"),
            Fault::DateWithoutYear { value } => write!(f, "`{value}` has no year"),
            Fault::DayMonthOrder { value } => {
                write!(f, "`{value}` may be day/month or month/day; only the year is kept")
            }
            Fault::ShortYearOrder { value } => {
                write!(f, "`{value}` has a year of two digits; the order of year, month and day is unknown")
            }
            Fault::Unreadable { count } => write!(f, "{count} characters are unreadable (\u{FFFD})"),
            Fault::Garbled => write!(f, "the text is garbled: it was saved in a wrong encoding before"),
            Fault::InputError { problem } => write!(f, "reading stops here: {problem}"),
        }
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, " [{sheet}]")?;
        }
        write!(f, ":{}: ", self.line)?;
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        write!(f, "{}", self.fault)
    }
}

impl std::error::Error for RowProblem {}
