//! An article as a table gives it, before its paper, day and place are known for certain.

use serde_json::{Map, Value};

/// An article as a table gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawArticle {
    /// The identifier; it is empty where the table has none.
    pub id: String,
    /// The headline.
    pub title: String,
    /// The text, one paragraph a line; where a row has a headline only, the text is the headline.
    pub text: String,
    /// Whether the row has a headline only.
    pub headline_only: bool,
    /// The day of publication as `2011-03-24`; it may be partial (`2011-03`, `2011`) or empty.
    pub date: String,
    /// The newspaper or other medium.
    pub source: String,
    /// The page of the issue, as it is written.
    pub page: String,
    /// The place, as it is written.
    pub region: String,
    /// The address on the web.
    pub url: String,
    /// The author.
    pub byline: String,
    /// The primary theme, as it is written.
    pub theme: String,
    /// Secondary themes, as they are written.
    pub also: Vec<String>,
    /// What no role takes, under its original name.
    pub extra: Map<String, Value>,
    /// The sheet of a spreadsheet with more than one sheet.
    pub sheet: Option<String>,
    /// The line of a text file or the row of a sheet, counted from 1.
    pub line: u64,
}
