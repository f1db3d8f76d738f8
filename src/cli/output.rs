//! Where a table goes: a file, a workbook, or standard output.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use policyvane::report::tables::excel_workbook;
use policyvane::survey::WholeFile;
use policyvane::{Error, Result};

/// A file that appears when it is finished, or standard output.
pub enum Output {
    File(WholeFile),
    /// A workbook, and its table as CSV so far.
    Workbook(WholeFile, Vec<u8>),
    Standard(BufWriter<std::io::Stdout>),
}

impl Output {
    /// Opens the place.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        match path {
            None => Ok(Output::Standard(BufWriter::new(std::io::stdout()))),
            Some(path) => {
                let file = WholeFile::create(path)?;
                let is_workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
                Ok(if is_workbook { Output::Workbook(file, Vec::new()) } else { Output::File(file) })
            }
        }
    }

    /// Writes a part.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Output::File(file) => file.write(bytes),
            Output::Workbook(_, table) => {
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
            Output::Workbook(mut file, table) => {
                file.write(&excel_workbook(&String::from_utf8_lossy(&table))?)?;
                file.finish()
            }
            Output::Standard(mut out) => out.flush().map_err(standard_output_failed),
        }
    }

    /// Keeps what was written before an interruption beside the file that was asked for; the result is where.
    pub fn keep_part(self) -> Option<PathBuf> {
        match self {
            Output::File(file) => file.keep_part(),
            // The rows so far make a whole workbook.
            Output::Workbook(mut file, table) => {
                let written = excel_workbook(&String::from_utf8_lossy(&table)).and_then(|bytes| file.write(&bytes));
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
