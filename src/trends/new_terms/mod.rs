//! Terms that came up or faded: words are stored while articles are read, put together to terms once all are read, and
//! compared between two spans.

mod changes;
mod collocations;
mod contexts;
mod log_odds;
mod word_store;

pub use changes::{TermChange, TermCounts, term_changes};
pub use collocations::{TermScratch, TermSettings, Terms};
pub use contexts::Context;
pub use log_odds::{LogOdds, log_odds};
pub use word_store::{KeptWords, NumberedWords};
