//! The issues that were read and those that are missing.

use crate::report::tables::row::table_row;
use crate::trends::Issue;

table_row! {
    /// One issue of a paper.
    pub struct IssueRow {
        /// The paper.
        pub source: String,
        /// Its day.
        pub date: String,
        /// The day of the week.
        pub weekday: String,
        /// The number of pages read.
        pub pages: usize,
        /// The number of articles read.
        pub articles: usize,
        /// `seen` or `missing`.
        pub status: &'static str,
    }
}

/// One row per issue, read or missing.
pub fn issue_rows(coverage: &[Issue]) -> Vec<IssueRow> {
    coverage
        .iter()
        .map(|issue| IssueRow {
            source: issue.source.clone(),
            date: issue.day.to_string(),
            weekday: format!("{:?}", issue.day.weekday()),
            pages: issue.pages,
            articles: issue.articles,
            status: if issue.missing { "missing" } else { "seen" },
        })
        .collect()
}
