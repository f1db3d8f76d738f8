//! The Python package `policyvane`: a thin layer over the library.
//!
//! This crate holds what needs Rust: texts come in and tables go out as Arrow, threads belong to the process, and Python's
//! lock is released while there is work. What users see (names, defaults, documentation, types) is Python, in
//! `python/package/policyvane`.

mod arrow;
mod assign;
mod classifier;
// The program's own source, so that the wheel's command is the same program.
#[path = "../../src/cli/mod.rs"]
mod cli;
mod counts;
mod errors;
mod marks;
mod pool;
mod program;
mod read;
mod survey;
mod table;
mod texts;
mod train;

use pyo3::prelude::*;

/// What the Python files of the package call.
#[pymodule]
mod _policyvane {
    #[pymodule_export]
    use crate::classifier::Classifier;
    #[pymodule_export]
    use crate::errors::PolicyvaneError;
    #[pymodule_export]
    use crate::program::run_program;
    #[pymodule_export]
    use crate::read::read;
    #[pymodule_export]
    use crate::survey::Survey;
    #[pymodule_export]
    use crate::table::{ArrowColumn, ArrowTable};
    #[pymodule_export]
    use crate::train::{train, train_files};
}
