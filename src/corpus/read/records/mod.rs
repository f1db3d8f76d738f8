//! Articles as records in files that are no tables by themselves: feeds, XML, dumps of databases, tables within texts.

mod bookmarks;
pub(super) mod chat_export;
pub(super) mod data_in_text;
pub(super) mod drawn_table;
pub(super) mod expanded_records;
pub(super) mod feed;
mod joined_tables;
pub(super) mod sql_dump;
pub(super) mod table_in_text;
pub(super) mod xml_records;
