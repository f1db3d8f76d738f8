//! Newspaper issues and articles: reading, cutting pages, dates, places, themes and labels.

mod article;
mod byte_store;
mod continuations;
pub mod date;
mod encoding;
mod far_day;
mod identifier;
mod inputs;
mod labels;
mod measure;
mod numerals;
pub mod page;
mod page_number;
pub mod place;
mod publication;
mod read;
pub mod reprints;
mod source;
mod theme;
mod write;

pub use article::{Article, Dateline};
pub(crate) use byte_store::unreadable;
pub use byte_store::{ByteStore, StoredBytes};
pub(crate) use continuations::headless_continuation;
pub use date::PartialDate;
pub use encoding::{Decoded, decode, decode_lossy, fold_radicals};
pub(crate) use far_day::is_far;
pub(crate) use identifier::content_hash;
pub use inputs::{Batch, Inputs, Observer, Problem, Shard, ShardError, read_bytes, read_text};
pub(crate) use inputs::{Copies, MANIFEST, ZSTANDARD, identity, outputs_of_manifest};
pub use labels::resolve_labels;
pub use place::{Adcode, Gazetteer, Level, PlaceClues, Placed, Places, Region};
pub use read::table::{
    ChoiceError, ColumnChoice, PartDescription, Recognition, Role, RoleColumn, Separator, TableDescription, TableFormat,
};
pub use read::{
    Articles, AuditLabel, Format, ID_PREFIX, Input, NamedFormat, PageRecord, ReadOptions, format_of, open, pdf,
    read_audit_design, read_audit_labels, read_rows, web_page,
};
pub use read::{CommandError, Recognised, RecognisedPage, RecognitionProblem, TextBox, TextRecognizer};
pub use source::{Source, Sources, Tier, similar_papers};
pub use theme::{NONE, Theme, ThemeSet};
pub use write::{BYTE_ORDER_MARK, write_csv, write_fasttext, write_jsonl};
