//! The share of words that the model does not know, by period.

use crate::report::tables::row::table_row;
use crate::trends::Drift;

table_row! {
    /// The share of unknown words in one period.
    pub struct VocabularyRow {
        /// The period.
        pub period: String,
        /// Its first day.
        pub start: String,
        /// The number of its articles.
        pub articles: usize,
        /// The mean share of unknown words of its articles, 0 to 1.
        pub unknown_share: f64,
        /// The lower end of its 95% interval; none for a single article.
        pub unknown_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub unknown_high: Option<f64>,
        /// The share that it is compared with; none where there is no reference.
        pub expected: Option<f64>,
        /// `yes` where it is clearly above the expected share.
        pub drifted: &'static str,
    }
}

/// One row per period that has articles.
pub fn vocabulary_rows(drift: &Drift) -> Vec<VocabularyRow> {
    drift
        .periods
        .iter()
        .map(|period| {
            let interval = (period.unknown.count > 1).then_some(period.unknown);
            VocabularyRow {
                period: period.period.to_string(),
                start: period.period.start.to_string(),
                articles: period.unknown.count,
                unknown_share: period.unknown.value,
                unknown_low: interval.map(|mean| mean.low),
                unknown_high: interval.map(|mean| mean.high),
                expected: period.expected,
                drifted: if period.drifted { "yes" } else { "no" },
            }
        })
        .collect()
}
