//! Search terms along the periods.

use crate::analysis::TermSeries;
use crate::report::tables::row::table_row;

table_row! {
    /// A search term in one period.
    pub struct TermSeriesRow {
        /// The term as typed.
        pub term: String,
        /// The period.
        pub period: String,
        /// The articles that name the term.
        pub count: usize,
        /// All articles of the period.
        pub total: usize,
        /// The share of the former, 0 to 1; empty for a period without articles.
        pub share: Option<f64>,
        /// The lower end of its 95% interval (Wilson 1927, for n/deff articles).
        pub share_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub share_high: Option<f64>,
        /// `yes` for a period that was read only in part.
        pub partial: &'static str,
    }
}

/// One row per term and period, those without articles included.
pub fn term_series_rows(terms: &[TermSeries]) -> Vec<TermSeriesRow> {
    let mut rows = Vec::new();
    for found in terms {
        let series = &found.series;
        rows.extend((0..series.periods.len()).map(|period| {
            let share = found.share(period);
            TermSeriesRow {
                term: found.term.clone(),
                period: series.periods[period].to_string(),
                count: series.counts[period][TermSeries::NAMED],
                total: series.totals[period],
                share: share.map(|share| share.value),
                share_low: share.map(|share| share.low),
                share_high: share.map(|share| share.high),
                partial: if series.partial[period] { "yes" } else { "no" },
            }
        }));
    }
    rows
}
