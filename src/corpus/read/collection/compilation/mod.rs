//! Compilations (摘报, 剪报): documents in which a desk collects articles of several papers, in a table or under headings.

mod articles;
mod signs;

pub(in crate::corpus::read) use articles::{closed, read, table_rows};
