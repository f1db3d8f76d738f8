//! Errors of the library as Python exceptions.

use policyvane::corpus::Problem;
use policyvane::{Error, Language, Result};
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

/// More problems than these are counted and not listed in an exception.
const LISTED_PROBLEMS: usize = 5;

/// An outcome with the problems that were found on the way; where nothing could be read, the problems alone, because they
/// say why.
pub fn with_problems<T>(
    outcome: Result<T>,
    problems: Vec<Problem>,
) -> Result<std::result::Result<(T, Vec<Problem>), Vec<Problem>>> {
    match outcome {
        Ok(value) => Ok(Ok((value, problems))),
        Err(Error::NothingRead) => Ok(Err(problems)),
        Err(error) => Err(error),
    }
}

/// That no article could be read, and why: a program prints problems before its last error, but an exception stands alone.
pub fn nothing_read(problems: &[Problem]) -> PyErr {
    let mut lines = vec![Error::NothingRead.message(Language::English)];
    let shown = &problems[..problems.len().min(LISTED_PROBLEMS)];
    lines.extend(listed(shown, Language::English).into_iter().map(|(file, text)| format!("{file}: {text}")));
    if problems.len() > shown.len() {
        lines.push(format!("… and {} more", problems.len() - shown.len()));
    }
    PolicyvaneError::new_err(lines.join("\n"))
}

/// What is wrong, and what to do about it where help is known.
fn text(error: &Error, language: Language) -> String {
    let (message, help) = (error.message(language), error.help(language));
    if help.is_empty() { message } else { format!("{message}\n{help}") }
}
