//! What the user typed about inputs, to inputs of the library.

use std::path::Path;

use policyvane::corpus::{Article, ColumnChoice, Inputs, PageRecord, PartialDate, ReadOptions};
use policyvane::messages::command_line as messages;
use policyvane::{Error, Expected, Result};

use super::arguments::{self, TableFormat};
use super::session::Session;

/// What the user says about the inputs, checked.
///
/// # Errors
/// [`Error::BadDate`] where the date is no whole day.
pub fn read_options(typed: &arguments::Inputs) -> Result<ReadOptions> {
    let day = |text: &String| -> Result<_> {
        let date: PartialDate = text.parse()?;
        date.full().ok_or_else(|| Error::BadDate { value: text.clone() })
    };
    let date = typed.date.as_ref().map(day).transpose()?;
    let columns = match &typed.columns {
        None => ColumnChoice::default(),
        Some(text) => text.parse().map_err(|_| Error::BadSetting {
            setting: "--columns",
            value: text.clone(),
            expected: Expected::Columns,
        })?,
    };
    let recognizer = match &typed.ocr_command {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| Error::BadSetting {
            setting: "--ocr-command",
            value: text.clone(),
            expected: Expected::RecognitionCommand,
        })?),
    };
    Ok(ReadOptions { date, source: typed.source.clone(), columns, recognizer, ..ReadOptions::default() })
}

/// Finds the files.
///
/// # Errors
/// As [`Inputs::find`], and where an option cannot be used.
pub fn find(typed: &arguments::Inputs, session: &mut Session) -> Result<Inputs> {
    Inputs::find(&typed.paths, read_options(typed)?, typed.sources.as_deref(), None, session)
}

/// The format of a table: as asked for, else by the ending of the output's name, else the usual one.
///
/// # Errors
/// [`Error::BadSetting`] where the ending contradicts the format asked for, or names a format that is not written.
pub fn table_format(typed: Option<TableFormat>, output: Option<&Path>, usual: TableFormat) -> Result<TableFormat> {
    let name = output.map(|path| path.to_string_lossy().to_lowercase()).unwrap_or_default();
    let stem = name.strip_suffix(".gz").unwrap_or(&name);
    let by_ending = match stem.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "csv" => Some(TableFormat::Csv),
        // A workbook is made of the table when it is whole.
        "xlsx" if !name.ends_with(".gz") => Some(TableFormat::Csv),
        "jsonl" | "ndjson" => Some(TableFormat::Jsonl),
        "xlsx" | "xls" | "parquet" | "json" => {
            return Err(Error::BadSetting { setting: "--output", value: name, expected: Expected::OutputEnding });
        }
        _ => None,
    };
    let is_text = |format: TableFormat| matches!(format, TableFormat::Fasttext | TableFormat::Cap);
    match (typed, by_ending) {
        (Some(typed), Some(ending)) if typed != ending && !(is_text(typed) && ending == TableFormat::Csv) => {
            Err(Error::BadSetting { setting: "--format", value: name, expected: Expected::OutputEnding })
        }
        (Some(typed), _) => Ok(typed),
        (None, ending) => Ok(ending.unwrap_or(usual)),
    }
}

/// Reads all articles, with a progress bar, and the pages they were cut from.
///
/// # Errors
/// As [`Inputs::read`].
pub fn read_all(inputs: &Inputs, session: &mut Session) -> Result<(Vec<Article>, Vec<PageRecord>)> {
    let bar = session.progress(messages::reading(session.language), None);
    let mut all = Vec::new();
    let pages = inputs.read(session, 1024, |articles, _| {
        bar.inc(articles.len() as u64);
        all.extend(articles);
        Ok(())
    });
    bar.finish_and_clear();
    Ok((all, pages?))
}
