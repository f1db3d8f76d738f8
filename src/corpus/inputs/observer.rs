//! The interface by which a caller receives problems while files are read.

use crate::corpus::TableDescription;
use crate::error::Error;

/// A part of the input that was left out, or needs the user's attention.
#[derive(Debug)]
pub struct Problem {
    /// The file, as results name it.
    pub file: String,
    /// What is wrong.
    pub error: Error,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.error.fmt(f)
    }
}

/// What a caller wants to know while files are read. A vector of problems is the simplest one: it collects them.
pub trait Observer {
    /// Takes a problem; reading goes on with the rest.
    fn problem(&mut self, problem: Problem);

    /// Takes what was found out about the columns of a table, in one line.
    fn columns(&mut self, _description: &TableDescription) {}

    /// Whether to go on; asked about five times a second and after each portion.
    fn goes_on(&self) -> bool {
        true
    }
}

impl Observer for Vec<Problem> {
    fn problem(&mut self, problem: Problem) {
        self.push(problem);
    }
}
