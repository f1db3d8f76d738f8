//! Regular expressions that are part of the program.

use regex::Regex;

/// Compiles a regular expression of the program.
///
/// # Panics
/// If the expression is not valid, which the tests would show because they use every one.
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("every pattern of the program is used by a test")
}
