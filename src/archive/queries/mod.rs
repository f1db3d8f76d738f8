//! What an archive answers: searches, selections, single articles, numbers.

pub(super) mod browse;
pub(super) mod hit_rows;
pub(super) mod margins;
pub(super) mod overview;
pub(super) mod search;
pub(super) mod selection;
pub(super) mod statistics;
pub(super) mod tokens;
pub(super) mod words;
