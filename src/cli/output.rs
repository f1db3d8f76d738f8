//! Where a table goes: a file, a workbook, or standard output.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

#[cfg(feature = "parquet")]
use policyvane::report::tables::parquet_table;
use policyvane::report::tables::{excel_workbook, tab_separated};
use policyvane::survey::{WholeFile, remove_left_over};
use policyvane::{Error, Expected, Result};

use crate::cli::arguments::TableFormat;

/// Makes the bytes of a file of those of a table.
type Conversion = fn(&[u8]) -> Result<Vec<u8>>;

/// The conversion that the ending of a file asks for.
fn conversion(path: &Path) -> Option<Conversion> {
    let (ending, is_packed) = ending(path);
    match (ending.as_str(), is_packed) {
        // A workbook is made of CSV, and so is a table with tabs.
        ("xlsx", false) => Some(|csv| excel_workbook(&String::from_utf8_lossy(csv))),
        ("tsv", _) => Some(|csv| Ok(tab_separated(csv))),
        #[cfg(feature = "parquet")]
        ("parquet", false) => Some(parquet_table),
        _ => None,
    }
}

/// The ending of a file's name in lower case, less that of packed files (`.gz`), and whether it had the latter.
fn ending(path: &Path) -> (String, bool) {
    let last = |path: &Path| path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let ending = last(path);
    if ending == "gz" { (last(Path::new(path.file_stem().unwrap_or_default())), true) } else { (ending, false) }
}

/// Endings of files whose lines are values in JSON.
pub const JSON_LINES: &[&str] =
    if cfg!(feature = "parquet") { &["jsonl", "ndjson", "parquet"] } else { &["jsonl", "ndjson"] };
/// Endings of tables of separated values, and of workbooks made of them.
pub const TABLES: &[&str] = &["csv", "tsv", "xlsx"];
/// Endings of files in the form of fastText, which has none of its own.
pub const FASTTEXT: &[&str] = &["txt", "fasttext", "train", "valid", "test"];
/// Endings of files that are made as a whole and are packed already.
const WHOLE: &[&str] = &["xlsx", "parquet"];

/// The format of a table: as asked for, else by the ending of the output's name, else the usual one.
///
/// # Errors
/// [`Error::BadSetting`] where the ending contradicts the format asked for, or names a format that is not written.
pub fn table_format(typed: Option<TableFormat>, output: Option<&Path>, usual: TableFormat) -> Result<TableFormat> {
    use TableFormat::{Cap, Csv, Fasttext, Jsonl};
    let Some(path) = output else { return Ok(typed.unwrap_or(usual)) };
    let (ending, is_packed) = ending(path);
    let ending = ending.as_str();
    let format = match typed {
        _ if ending.is_empty() => Some(typed.unwrap_or(usual)),
        _ if is_packed && WHOLE.contains(&ending) => None,
        None if TABLES.contains(&ending) => Some(Csv),
        None if JSON_LINES.contains(&ending) => Some(Jsonl),
        // A workbook is no CSV; the columns of the Comparative Agendas Project may stand in either.
        Some(Csv) if TABLES.contains(&ending) && !WHOLE.contains(&ending) => Some(Csv),
        Some(Cap) if TABLES.contains(&ending) => Some(Cap),
        Some(Jsonl) if JSON_LINES.contains(&ending) && !WHOLE.contains(&ending) => Some(Jsonl),
        Some(Fasttext) if FASTTEXT.contains(&ending) => Some(Fasttext),
        _ => None,
    };
    format.ok_or_else(|| bad_name(path, Expected::OutputEnding))
}

/// Refuses a name with another ending than these; a name without an ending says nothing about the format.
///
/// # Errors
/// [`Error::BadSetting`].
pub fn refuse_other_endings(output: Option<&Path>, endings: &'static [&'static str]) -> Result<()> {
    let Some(path) = output else { return Ok(()) };
    let (ending, is_packed) = ending(path);
    let fits = endings.contains(&ending.as_str()) && !(is_packed && WHOLE.contains(&ending.as_str()));
    if fits || ending.is_empty() { Ok(()) } else { Err(bad_name(path, Expected::Ending(endings))) }
}

/// The ending of an output's name, which must be one of some.
///
/// # Errors
/// [`Error::BadSetting`].
pub fn ending_of(path: &Path, endings: &'static [&'static str]) -> Result<&'static str> {
    let (ending, is_packed) = ending(path);
    let known = endings.iter().find(|known| !is_packed && **known == ending).copied();
    known.ok_or_else(|| bad_name(path, Expected::Ending(endings)))
}

fn bad_name(path: &Path, expected: Expected) -> Error {
    Error::BadSetting { setting: "--output", value: path.display().to_string(), expected }
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
                remove_left_over(path);
                let file = WholeFile::create(path)?;
                Ok(match conversion(path) {
                    Some(convert) => Output::Converted(file, Vec::new(), convert),
                    None => Output::File(file),
                })
            }
        }
    }

    /// Whether a workbook or a similar file is made of the table, so that its texts stay texts; a table with tabs is not such a file.
    pub fn is_workbook(&self) -> bool {
        matches!(self, Output::Converted(file, ..) if ending(file.path()).0 != "tsv")
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

#[cfg(test)]
mod tests {
    use super::TableFormat::{Cap, Csv, Fasttext, Jsonl};
    use super::*;

    fn format(typed: Option<TableFormat>, name: &str) -> Option<TableFormat> {
        table_format(typed, Some(Path::new(name)), Jsonl).ok()
    }

    #[test]
    fn the_ending_tells_the_format() {
        for (name, expected) in [
            ("a.csv", Csv),
            ("A.CSV.gz", Csv),
            ("a.tsv", Csv),
            ("a.tsv.gz", Csv),
            ("a.xlsx", Csv),
            ("a.jsonl", Jsonl),
            ("a.ndjson.gz", Jsonl),
            ("a", Jsonl),
            ("a.gz", Jsonl),
            ("folder.csv/a", Jsonl),
        ] {
            assert_eq!(format(None, name), Some(expected), "{name}");
        }
        assert_eq!(table_format(None, None, Csv).ok(), Some(Csv));
        for name in ["a.ods", "a.xls", "a.json", "a.txt", "a.db", "a.state", "a.pvm", "a.xlsx.gz", "a.docx"] {
            assert_eq!(format(None, name), None, "{name}");
        }
    }

    #[test]
    fn a_format_that_was_asked_for_must_fit_the_ending() {
        for (typed, name) in
            [(Csv, "a.csv"), (Csv, "a.tsv"), (Csv, "a"), (Cap, "a.csv"), (Cap, "a.xlsx"), (Jsonl, "a.jsonl")]
        {
            assert_eq!(format(Some(typed), name), Some(typed), "{name}");
        }
        for name in ["a.txt", "a.txt.gz", "a.train", "a"] {
            assert_eq!(format(Some(Fasttext), name), Some(Fasttext), "{name}");
        }
        for (typed, name) in [
            (Csv, "a.xlsx"),
            (Csv, "a.jsonl"),
            (Csv, "a.txt"),
            (Jsonl, "a.csv"),
            (Jsonl, "a.txt"),
            (Fasttext, "a.csv"),
            (Fasttext, "a.xlsx"),
            (Fasttext, "a.db"),
            (Cap, "a.jsonl"),
        ] {
            assert_eq!(format(Some(typed), name), None, "{typed:?} {name}");
        }
    }

    #[test]
    fn names_without_an_ending_are_free_and_other_endings_are_not() {
        let fits = |name: &str, endings| refuse_other_endings(Some(Path::new(name)), endings).is_ok();
        assert!(fits("labels", FASTTEXT) && fits("labels.txt", FASTTEXT) && fits("a.csv.gz", TABLES));
        assert!(!fits("labels.csv", FASTTEXT) && !fits("a.xlsx.gz", TABLES) && !fits("a.csv", JSON_LINES));
        assert!(refuse_other_endings(None, TABLES).is_ok());
        assert_eq!(ending_of(Path::new("a.XLSX"), TABLES).ok(), Some("xlsx"));
        assert!(ending_of(Path::new("a"), TABLES).is_err() && ending_of(Path::new("a.csv.gz"), TABLES).is_err());
    }

    #[test]
    fn a_table_with_tabs_is_written_packed_and_plain() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            let path = folder.path().join(name);
            let mut output = Output::open(Some(&path)).unwrap();
            output.write("标题,正文\n".as_bytes()).unwrap();
            output.write("\"春耕,开始\",甲\n".as_bytes()).unwrap();
            output.finish().unwrap();
            std::fs::read(path).unwrap()
        };
        assert_eq!(write("a.tsv"), "标题\t正文\n春耕,开始\t甲\n".as_bytes());
        assert!(write("a.tsv.gz").starts_with(&[0x1F, 0x8B]));
        assert!(write("a.csv").starts_with("标题,".as_bytes()));
    }
}
