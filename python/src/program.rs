//! The command `policyvane` of the wheel: the program itself, compiled into the package.

use std::ffi::OsString;

use pyo3::prelude::*;

use crate::cli;

/// Runs the program with a command line, whose first word is the program's name; the result is the exit status.
///
/// It is made for a process of its own: it ends the process after `--help`, and handles Ctrl-C itself.
#[pyfunction]
pub fn run_program(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| {
        let (arguments, language) = cli::read_arguments(arguments);
        let status = match cli::Session::begin(&arguments, language) {
            Ok(mut session) => {
                let outcome = cli::run(arguments, &mut session);
                session.end(outcome)
            }
            Err(status) => status,
        };
        status as u8
    })
}
