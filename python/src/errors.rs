//! Errors of the library as Python exceptions.

use policyvane::corpus::Problem;
use policyvane::{Error, Language};
use pyo3::exceptions::{PyKeyboardInterrupt, PyValueError};
use pyo3::prelude::*;

pyo3::create_exception!(
    policyvane,
    PolicyvaneError,
    PyValueError,
    "What policyvane cannot do, with what to do about it."
);

/// The language of a name, `zh` or `en`.
pub fn language_of(name: &str) -> PyResult<Language> {
    match name {
        "zh" => Ok(Language::Chinese),
        "en" => Ok(Language::English),
        _ => Err(PyValueError::new_err(format!("language must be \"zh\" or \"en\", not {name:?}"))),
    }
}

/// An error as an exception, in English like the rest of a traceback.
pub fn raised(error: Error) -> PyErr {
    match error {
        Error::Interrupted => PyKeyboardInterrupt::new_err(()),
        _ => PolicyvaneError::new_err(text(&error, Language::English)),
    }
}

/// The problems of some files, each as the file's name and what is wrong.
pub fn listed(problems: &[Problem], language: Language) -> Vec<(String, String)> {
    problems.iter().map(|problem| (problem.file.clone(), text(&problem.error, language))).collect()
}

/// What is wrong, and what to do about it where help is known.
fn text(error: &Error, language: Language) -> String {
    let (message, help) = (error.message(language), error.help(language));
    if help.is_empty() { message } else { format!("{message}\n{help}") }
}
