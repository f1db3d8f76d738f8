//! What the program says beside its results.
//!
//! Nobody may be listening: the reader of a pipe has what it wanted and closed it (`2>&1 | head`), or a disk that keeps the
//! messages is full. That is no reason to give up the results, so failures to write are passed over here, and only here.

use std::fmt::Display;
use std::io::Write;

/// Writes a line for the user to standard error.
pub fn write_stderr(text: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Writes a line for another program to standard output, although it is not a result.
pub fn write_stdout(text: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}
