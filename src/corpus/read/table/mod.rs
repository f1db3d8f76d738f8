//! Tables of newspaper articles of any shape: separated values, JSON, spreadsheets.
//!
//! The form, the encoding, the separator and the header of a file are recognised by its content. Columns are given roles by
//! the user's choice, by their names, then by what their values look like. Whatever cannot be read is returned as a value
//! with its file, row and field; nothing is printed.

mod article;
mod article_date;
mod cells;
mod columns;
mod date_parts;
mod description;
mod first_table;
mod form_sheets;
mod forms;
mod listed_headlines;
mod media_columns;
mod month_above;
mod named_rows;
mod open_table;
mod paragraph_rows;
mod parts_of_sheet;
mod problem;
mod raw_article;
mod record;
mod sections;
mod several_fields;

use std::collections::VecDeque;
use std::io::{BufRead, Cursor, Read};

pub(in crate::corpus::read) use self::cells::markup::{without_entities, without_markup};
pub use self::columns::header::is_header_of_articles;
pub use self::columns::roles::{Recognition, RoleColumn};
pub use self::description::{PartDescription, TableDescription};
pub(in crate::corpus::read) use self::forms::known_articles::holds_articles;
pub(in crate::corpus::read) use self::forms::markup_table::markup_rows;
pub use self::forms::recognise::is_table;
pub(in crate::corpus::read) use self::forms::script::script_rows;
pub use self::forms::separators::Separator;
pub use self::forms::source::TableFormat;
pub use self::named_rows::{NamedRow, read_named_rows};
pub use self::problem::{Fault, RowProblem, TableError};
pub use self::raw_article::RawArticle;
pub(in crate::corpus::read) use self::several_fields::{headlines_above_texts, names_headline_and_text};
pub use crate::corpus::read::column_roles::role::{ChoiceError, ColumnChoice, Role};

use self::forms::spreadsheet;
use crate::corpus::read::table::forms::source::{SAMPLE, Source};
use crate::corpus::read::table::forms::spreadsheet::Sheet;
use crate::corpus::read::table::open_table::Table;
use crate::corpus::read::table::paragraph_rows::JoinedParagraphs;
use crate::corpus::read::table::record::Records;

/// How sheets are named that explain the others or sum them up.
const NOTE_SHEETS: [&str; 6] = ["说明", "备注", "目录", "统计", "汇总", "字段"];

/// What is wrong with a workbook whose rows stand on hidden sheets alone.
const ONLY_HIDDEN: &str = "all sheets with rows are hidden; show them in Excel or WPS and save the file anew";

/// The articles of a table, in the order of its rows.
///
/// A [`RowProblem`] with `article_kept` precedes the article that it concerns.
pub struct Articles<'a> {
    tables: VecDeque<JoinedParagraphs<Table<'a>>>,
}

impl Iterator for Articles<'_> {
    type Item = Result<RawArticle, RowProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.tables.front_mut()?.next() {
                return Some(item);
            }
            self.tables.pop_front();
        }
    }
}

/// Reads a table whose bytes are in memory.
///
/// The order of day and month in dates such as `4/1/2024` is decided over the whole column.
///
/// # Errors
/// [`TableError`] tells why the table as a whole cannot be read.
pub fn read_table<'a>(
    bytes: &'a [u8],
    name: &str,
    choice: &ColumnChoice,
) -> Result<(TableDescription, Articles<'a>), TableError> {
    let start = &bytes[..bytes.len().min(SAMPLE)];
    if spreadsheet::is_spreadsheet(bytes) {
        return read_spreadsheet(bytes, name, choice);
    }
    #[cfg(feature = "parquet")]
    if forms::parquet::is_parquet(bytes) {
        let rows = forms::parquet::rows(bytes).map_err(|problem| TableError::Damaged { file: name.into(), problem })?;
        let source = Source::parquet();
        let again = rows.clone();
        let reopen = || -> Option<Records<'_>> { Some(Box::new(again.clone().into_iter().map(Ok))) };
        return read_text(name, &source, Box::new(rows.into_iter().map(Ok)), choice, &reopen);
    }
    let source = Source::detect(name, start, start.len() == bytes.len())?;
    let records = source.records(Box::new(bytes)).map_err(|source| TableError::Read { file: name.into(), source })?;
    let again = source.clone();
    read_text(name, &source, records, choice, &move || again.records(Box::new(bytes)).ok())
}

/// Reads a table from a stream: separated values and JSON are never held in memory as a whole.
///
/// The order of day and month in dates such as `4/1/2024` is decided over the first rows.
///
/// # Errors
/// [`TableError`] tells why the table as a whole cannot be read.
pub fn read_table_from<'a>(
    mut reader: impl BufRead + Send + 'a,
    name: &str,
    choice: &ColumnChoice,
) -> Result<(TableDescription, Articles<'a>), TableError> {
    let failed = |source| TableError::Read { file: name.into(), source };
    let mut start = Vec::new();
    reader.by_ref().take(SAMPLE as u64).read_to_end(&mut start).map_err(failed)?;
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xD0\xCF\x11\xE0") {
        reader.read_to_end(&mut start).map_err(failed)?;
        if spreadsheet::is_spreadsheet(&start) {
            return read_spreadsheet(&start, name, choice);
        }
    }
    let source = Source::detect(name, &start, start.len() < SAMPLE)?;
    let records = source.records(Box::new(Cursor::new(start).chain(reader))).map_err(failed)?;
    read_text(name, &source, records, choice, &|| None)
}

fn read_text<'a>(
    name: &str,
    source: &Source,
    records: Records<'a>,
    choice: &ColumnChoice,
    reopen: open_table::Reopen<'_>,
) -> Result<(TableDescription, Articles<'a>), TableError> {
    let table = Table::open(name, None, records, choice, reopen)?;
    let description = TableDescription {
        file: name.into(),
        format: source.format.clone(),
        encoding: source.encoding,
        parts: vec![table.description.clone()],
        skipped_sheets: Vec::new(),
        hidden_sheets: Vec::new(),
        formulas_without_result: 0,
    };
    Ok((description, Articles { tables: VecDeque::from([JoinedParagraphs::new(table)]) }))
}

/// Reads all sheets of a spreadsheet that hold tables of articles.
fn read_spreadsheet<'a>(
    bytes: &[u8],
    name: &str,
    choice: &ColumnChoice,
) -> Result<(TableDescription, Articles<'a>), TableError> {
    let (hidden, sheets): (Vec<Sheet>, Vec<Sheet>) =
        spreadsheet::sheets(name, bytes)?.into_iter().partition(|sheet| sheet.is_hidden);
    let hidden = hidden.into_iter().filter(|sheet| !sheet.rows.is_empty());
    let hidden_sheets: Vec<String> = hidden.map(|sheet| sheet.name).collect();
    let formulas_without_result = sheets.iter().map(|sheet| sheet.formulas_without_result).sum();
    let several = sheets.iter().filter(|sheet| !sheet.rows.is_empty()).count() > 1;
    let (mut tables, mut skipped_sheets, mut refusal) = (VecDeque::new(), Vec::new(), None);
    for sheet in sheets {
        let label = several.then(|| sheet.name.clone());
        let mut unread = Vec::new();
        for rows in parts_of_sheet::parts(sheet.rows) {
            let again = rows.clone();
            let records: Records<'a> = Box::new(rows.into_iter().map(Ok));
            let reopen = || Some(Box::new(again.clone().into_iter().map(Ok)) as Records<'_>);
            match Table::open(name, label.clone(), records, choice, &reopen) {
                Ok(table) => tables.push_back(table),
                Err(error) => unread.push(error),
            }
        }
        if let Some(error) = unread.into_iter().next() {
            skipped_sheets.push(sheet.name);
            if refusal.is_none() || matches!(refusal, Some(TableError::Empty { .. })) {
                refusal = Some(error);
            }
        }
    }
    // Beside sheets with texts, a sheet that explains them holds no articles.
    let has_text = |table: &Table| table.description.roles.iter().any(|column| column.role == Role::Text);
    if tables.iter().any(has_text) {
        let is_note = |table: &Table| {
            let sheet = table.description.sheet.as_deref().unwrap_or_default();
            !has_text(table) && NOTE_SHEETS.iter().any(|name| sheet.contains(name))
        };
        let (notes, articles): (VecDeque<Table>, VecDeque<Table>) = tables.into_iter().partition(is_note);
        skipped_sheets.extend(notes.into_iter().filter_map(|note| note.description.sheet));
        tables = articles;
    }
    if tables.is_empty() {
        let refusal = refusal.unwrap_or(TableError::Empty { file: name.into() });
        return Err(match hidden_sheets.is_empty() || !matches!(refusal, TableError::Empty { .. }) {
            true => refusal,
            false => TableError::Damaged { file: name.into(), problem: ONLY_HIDDEN.into() },
        });
    }
    let parts = tables.iter().map(|table: &Table| table.description.clone()).collect();
    let description = TableDescription {
        file: name.into(),
        format: TableFormat::Spreadsheet,
        encoding: None,
        parts,
        skipped_sheets,
        hidden_sheets,
        formulas_without_result,
    };
    Ok((description, Articles { tables: tables.into_iter().map(JoinedParagraphs::new).collect() }))
}
