//! States: classified articles on disk, so that several machines classify one part each and one report is made of all.
//!
//! A state holds the articles with their texts and classifications, and what the report needs besides them: the files and
//! their digests, the pages, the tables of papers, and what was left out. Nothing is counted in it yet, so that the report
//! of several states is that of one run over all files, byte for byte, with whatever period, filter or term is asked for.
//!
//! It is one stream of lines packed with Zstandard (RFC 8878): a head as JSON, one line an article (the number of its file
//! in the head, a tab, its place among all articles, a tab, and the article as JSON), and an end as JSON.

mod doubles;
mod merge;
mod record;
mod write;

pub use merge::States;
pub use write::{ShardedRun, write_state};
