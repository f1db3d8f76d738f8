//! Newspaper issues and articles: reading, cutting pages, dates, places, themes and labels.

mod article;
pub mod date;
mod encoding;
pub mod page;
mod read;
mod region;
pub mod reprints;
mod source;
mod theme;
mod write;

pub use article::{Article, Dateline};
pub use date::PartialDate;
pub use encoding::{Decoded, decode, decode_with};
pub use read::{Articles, Format, Input, PageRecord, ReadOptions, format_of, open, pdf};
pub use region::{Adcode, Gazetteer, Level, PlaceClues, Places, Region};
pub use source::{Source, Sources, Tier};
pub use theme::{Language, NONE, Theme, ThemeSet};
pub use write::{EXCEL_MARK, write_csv, write_fasttext, write_jsonl};
