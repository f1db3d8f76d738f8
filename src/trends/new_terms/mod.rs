//! New and fading terms: words are stored while articles are read, joined to terms once all are read, and their counts
//! are compared between two spans.

mod candidates;
mod changes;
mod collocations;
mod contexts;
mod frequent_runs;
mod log_odds;
mod newsroom;
mod spelling;
mod word_store;

pub use candidates::TermSettings;
pub use changes::{TermChange, TermCounts, term_changes};
pub use collocations::{TermScratch, Terms};
pub use contexts::Context;
pub use log_odds::{LogOdds, log_odds};
pub use newsroom::{behind_column, is_newsroom_word, without_column};
pub use word_store::{NumberedWords, WordStore};
