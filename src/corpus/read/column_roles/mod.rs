//! The roles of columns and fields, and the names by which they are known in Chinese and English: of tables, and of the fields
//! above a text.

pub(in crate::corpus::read) mod names;
pub mod role;
pub(in crate::corpus::read) mod synonyms;
