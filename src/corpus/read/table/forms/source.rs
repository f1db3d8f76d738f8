//! The kind of a file, and the stream of its rows.

use std::io::{self, BufRead, Read};

use crate::corpus::encoding::{NotDecodable, TextEncoding, decode_row, detect, is_binary};
use crate::corpus::read::table::forms::database_dump::is_beside_articles;
use crate::corpus::read::table::forms::json_shape;
use crate::corpus::read::table::forms::json_text;
use crate::corpus::read::table::forms::json_text::Values;
use crate::corpus::read::table::forms::separators;
use crate::corpus::read::table::forms::separators::Separator;
use crate::corpus::read::table::forms::{delimited, markup_table, spreadsheet};
use crate::corpus::read::table::problem::TableError;
use crate::corpus::read::table::record::{Record, Records};

/// The form in which a file holds a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFormat {
    /// Separated values: CSV and the like.
    Separated(Separator),
    /// JSON objects, one a line.
    JsonLines,
    /// JSON in any other layout.
    Json,
    /// A spreadsheet.
    Spreadsheet,
    /// A table in HTML or XML.
    Markup,
    /// Records of a file of another form, such as a feed, a dump of a database or a script.
    Records,
    /// A table of Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// A file whose beginning has been looked at.
#[derive(Debug, Clone)]
pub(in crate::corpus::read::table) struct Source {
    /// The form of the file.
    pub format: TableFormat,
    /// The encoding of a text.
    pub encoding: Option<TextEncoding>,
    layout: Option<json_text::Layout>,
}

/// Number of bytes from which encoding and separator are recognised.
pub(in crate::corpus::read::table) const SAMPLE: usize = 1 << 20;

impl Source {
    /// A table of Apache Parquet, whose names and types stand in it.
    #[cfg(feature = "parquet")]
    pub(in crate::corpus::read::table) fn parquet() -> Source {
        Source { format: TableFormat::Parquet, encoding: None, layout: None }
    }

    /// Recognises a file by its beginning; `whole` tells whether nothing follows.
    pub(in crate::corpus::read::table) fn detect(file: &str, start: &[u8], whole: bool) -> Result<Source, TableError> {
        if spreadsheet::is_spreadsheet(start) {
            return Ok(Source { format: TableFormat::Spreadsheet, encoding: None, layout: None });
        }
        if is_binary(start) {
            return Err(TableError::NotText { file: file.into() });
        }
        let encoding = detect(start, whole).map_err(|why| match why {
            NotDecodable::Binary => TableError::NotText { file: file.into() },
            NotDecodable::Unknown(offset) => TableError::UnknownEncoding { file: file.into(), offset },
        })?;
        let text = encoding.decode(start);
        let text = text.trim_start_matches('\u{FEFF}');
        if text.trim().is_empty() {
            return Err(TableError::Empty { file: file.into() });
        }
        let layout = json_text::layout(text, whole);
        let format = match layout {
            Some(json_text::Layout::Lines) => TableFormat::JsonLines,
            Some(_) => TableFormat::Json,
            None if markup_table::is_markup_table(text) => TableFormat::Markup,
            None => TableFormat::Separated(separators::detect(text, whole)),
        };
        Ok(Source { format, encoding: Some(encoding), layout })
    }

    /// The rows of a text file.
    pub(in crate::corpus::read::table) fn records<'a>(
        &self,
        reader: Box<dyn BufRead + Send + 'a>,
    ) -> io::Result<Records<'a>> {
        let mut reader = self.encoding.unwrap_or(TextEncoding::Utf8).reader(reader)?;
        match (&self.format, self.layout) {
            (TableFormat::Separated(separator), _) => delimited::records(reader, separator),
            (_, Some(layout)) => Ok(Box::new(Values::new(reader, layout).flat_map(|found| {
                let (found, line) = match found {
                    Ok((_, value)) if is_beside_articles(&value) => return Vec::new(),
                    Ok((line, value)) => (Ok(json_shape::rows(value)), line),
                    Err((line, fault)) => (Err(fault), line),
                };
                let rows: Vec<_> = match found {
                    Ok(cells) if cells.is_empty() => {
                        vec![Err((line, crate::corpus::read::table::problem::Fault::NotAnObject))]
                    }
                    Ok(cells) => cells.into_iter().map(|cells| Ok(Record { line, cells })).collect(),
                    Err(fault) => vec![Err((line, fault))],
                };
                rows
            }))),
            _ => {
                let mut bytes = Vec::new();
                reader.read_to_end(&mut bytes)?;
                let rows = markup_table::rows(&decode_row(&bytes));
                Ok(Box::new(rows.into_iter().map(Ok)))
            }
        }
    }
}
