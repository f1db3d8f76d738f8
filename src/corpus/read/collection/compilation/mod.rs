//! Compilations (摘报, 剪报): documents in which a desk collects articles of several papers, in a table or under headings.

mod articles;
mod headline_marks;
mod paper_lines;
mod rows;
mod signs;
mod tables;

pub(in crate::corpus::read) use articles::{by_paper_lines, closed, read};
pub(in crate::corpus::read) use tables::table_rows;
