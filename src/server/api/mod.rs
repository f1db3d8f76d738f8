//! What the paths of the API answer, one file for each part.

pub(super) mod api_page;
pub(super) mod articles;
pub(super) mod audit;
pub(super) mod codebook;
pub(super) mod compare;
pub(super) mod corrections;
pub(super) mod counts;
pub(super) mod digest;
pub(super) mod downloads;
pub(super) mod events;
pub(super) mod files;
pub(super) mod keys;
pub(super) mod labelling;
pub(super) mod learning;
pub(super) mod metrics;
pub(super) mod new_terms;
pub(super) mod overview;
pub(super) mod removal;
pub(super) mod report;
pub(super) mod retraining;
pub(super) mod spans;
pub(super) mod stories;
pub(super) mod themes;
pub(super) mod today;
pub(super) mod uploads;
