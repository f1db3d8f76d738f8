//! Shares from a random sample of articles that a person has coded, helped by the model's choices on all articles.
//!
//! A sample is [drawn](draw_sample) with known probabilities. Its labels alone would give valid shares; the model's
//! probabilities make them narrower without making them wrong, however poor the model is (prediction-powered inference,
//! Angelopoulos, Bates, Fannjiang, Jordan & Zrnic, Science 382, 2023; PPI++, Angelopoulos, Duchi & Zrnic 2023).
//! The target is the share among the articles at hand; chance in what the papers printed is not part of the intervals.

mod allocation;
mod audited;
mod draw;
mod estimator;
mod interval;
mod prediction_powered;
mod quality;
#[cfg(test)]
mod tests;

pub use allocation::{Allocation, allocate};
pub use audited::{AuditedChange, AuditedShare, audited_changes, audited_shares};
pub use draw::{DrawUnit, Drawn, draw_sample, shuffle_key};
pub use estimator::{AuditPopulation, CodedArticle, PredictedArticle};
pub use interval::{AuditEstimate, labels_needed};
pub use prediction_powered::{PredictionPowered, prediction_powered_mean};
pub use quality::{AuditedQuality, ThemeQuality, audited_quality};

/// With fewer labels than this nothing is inferred from them: intervals would tell nothing.
pub const MIN_LABELS: usize = 30;
