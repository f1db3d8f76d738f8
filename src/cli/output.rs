//! Where a table goes: a file, or standard output.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use policyvane::survey::WholeFile;
use policyvane::{Error, Result};

/// A file that appears when it is finished, or standard output.
pub enum Output {
    File(WholeFile),
    Standard(BufWriter<std::io::Stdout>),
}

impl Output {
    /// Opens the place.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        match path {
            None => Ok(Output::Standard(BufWriter::new(std::io::stdout()))),
            Some(path) => WholeFile::create(path).map(Output::File),
        }
    }

    /// Writes a part.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Output::File(file) => file.write(bytes),
            Output::Standard(out) => out.write_all(bytes).map_err(standard_output_failed),
        }
    }

    /// Finishes: the file gets its name.
    pub fn finish(self) -> Result<()> {
        match self {
            Output::File(file) => file.finish(),
            Output::Standard(mut out) => out.flush().map_err(standard_output_failed),
        }
    }

    /// Keeps what was written before an interruption beside the file that was asked for; the result is where.
    pub fn keep_part(self) -> Option<PathBuf> {
        match self {
            Output::File(file) => file.keep_part(),
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
