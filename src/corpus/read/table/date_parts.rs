//! The parts of days that stand in columns of their own.

use serde_json::{Map, Value};

use crate::corpus::read::table::cells::values::plain;

/// Columns that hold the parts of a date.
#[derive(Debug, Clone, Default)]
pub(super) struct DateParts {
    /// The column of the year; empty where the name of the table tells it.
    pub year: String,
    /// The year that the name of the table tells.
    pub known_year: Option<u16>,
    /// The column of the month.
    pub month: String,
    /// The column of the day, if there is one.
    pub day: Option<String>,
}

impl DateParts {
    /// The column of the year and the date in one, where year and month are given.
    pub(super) fn value(&self, object: &Map<String, Value>) -> Option<(String, String)> {
        let part = |column: &str| {
            let text = plain(object.get(column)?);
            let digits = text.trim_end_matches(['年', '月', '日', '号']).trim();
            digits.parse::<u16>().ok()
        };
        let (year, month) = (part(&self.year).or(self.known_year)?, part(&self.month)?);
        let day = self.day.as_ref().and_then(|day| part(day));
        let date = day.map_or_else(|| format!("{year}-{month}"), |day| format!("{year}-{month}-{day}"));
        Some((self.year.clone(), date))
    }
}
