//! The language of what users read.

/// The language a user reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Chinese, the default in charts.
    #[default]
    Chinese,
    /// English.
    English,
}
