//! Articles that a search found.

use crate::report::tables::row::{Rounded, table_row};

table_row! {
    /// One article that was found.
    pub struct HitRow {
        /// The article's id.
        pub id: String,
        /// The day of its publication; empty where it is unknown.
        pub date: String,
        /// The day of the event that it reports; empty where it names none.
        pub event_date: String,
        /// The paper.
        pub source: String,
        /// The page of the issue.
        pub page: String,
        /// The adcode of the place it is about; empty where that is unknown.
        pub region: String,
        /// The full name of that place.
        pub region_name: String,
        /// The headline.
        pub title: String,
        /// The id of its theme; empty where it is undetermined.
        pub theme: String,
        /// The name of its theme.
        pub theme_name: String,
        /// The probability of its theme; 1 where a person corrected it.
        pub probability: Rounded,
        /// The id of the theme that the model chose.
        pub model_theme: String,
        /// The name of that theme.
        pub model_theme_name: String,
        /// Whether a person corrected the theme.
        pub corrected: bool,
        /// What stands around the first place that was found.
        pub snippet: String,
    }
}
