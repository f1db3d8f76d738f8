//! Shares of themes, corrected for the classifier's known errors.

mod adjusted_count;
mod expectation_maximisation;
mod intervals;

pub use adjusted_count::{adjusted_count, adjusted_count_intervals};
pub use expectation_maximisation::{
    Prevalence, expectation_maximisation, expectation_maximisation_intervals, explains_counts,
    is_within_expected_errors,
};
pub use intervals::{Estimate, Target};
