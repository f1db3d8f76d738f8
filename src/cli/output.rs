//! Where a table goes: a file, a workbook, or standard output.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use policyvane::report::tables::excel_workbook;
#[cfg(feature = "parquet")]
use policyvane::report::tables::parquet_table;
use policyvane::survey::WholeFile;
use policyvane::{Error, Result};

/// Makes the bytes of a file of those of a table.
type Conversion = fn(&[u8]) -> Result<Vec<u8>>;

/// The conversion that the ending of a file asks for.
fn conversion(path: &Path) -> Option<Conversion> {
    match path.extension()?.to_ascii_lowercase().to_str()? {
        // A workbook is made of CSV.
        "xlsx" => Some(|csv| excel_workbook(&String::from_utf8_lossy(csv))),
        #[cfg(feature = "parquet")]
        "parquet" => Some(parquet_table),
        _ => None,
    }
}

/// A file that appears when it is finished, or standard output.
pub enum Output {
    File(WholeFile),
    /// A file of another form, which is made of the whole table when it is finished.
    Converted(WholeFile, Vec<u8>, Conversion),
    Standard(BufWriter<std::io::Stdout>),
}

impl Output {
    /// Opens the place.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        match path {
            None => Ok(Output::Standard(BufWriter::new(std::io::stdout()))),
            Some(path) => {
                let file = WholeFile::create(path)?;
                Ok(match conversion(path) {
                    Some(convert) => Output::Converted(file, Vec::new(), convert),
                    None => Output::File(file),
                })
            }
        }
    }

    /// Whether a file of another form is made of the table, such as a workbook, whose texts are texts in any case.
    pub fn is_converted(&self) -> bool {
        matches!(self, Output::Converted(..))
    }

    /// Writes a part.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Output::File(file) => file.write(bytes),
            Output::Converted(_, table, _) => {
                table.extend_from_slice(bytes);
                Ok(())
            }
            Output::Standard(out) => out.write_all(bytes).map_err(standard_output_failed),
        }
    }

    /// Finishes: the file gets its name.
    pub fn finish(self) -> Result<()> {
        match self {
            Output::File(file) => file.finish(),
            Output::Converted(mut file, table, convert) => {
                file.write(&convert(&table)?)?;
                file.finish()
            }
            Output::Standard(mut out) => out.flush().map_err(standard_output_failed),
        }
    }

    /// Keeps what was written before an interruption beside the file that was asked for; the result is where.
    pub fn keep_part(self) -> Option<PathBuf> {
        match self {
            Output::File(file) => file.keep_part(),
            // The rows so far make a whole file.
            Output::Converted(mut file, table, convert) => {
                let written = convert(&table).and_then(|bytes| file.write(&bytes));
                written.ok().and_then(|()| file.keep_part())
            }
            Output::Standard(mut out) => {
                // Where standard output is closed there is nobody to keep it for.
                let _ = out.flush();
                None
            }
        }
    }
}

fn standard_output_failed(source: std::io::Error) -> Error {
    Error::Write { path: "standard output".into(), source }
}
