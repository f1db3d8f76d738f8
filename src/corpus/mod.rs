//! Newspaper issues and articles: reading, cutting pages, dates, places, themes and labels.

mod article;
mod byte_store;
mod continuations;
mod copies;
pub mod date;
mod encoding;
mod far_day;
mod identifier;
mod inputs;
mod labels;
mod measure;
mod numerals;
mod observer;
pub mod page;
mod page_number;
pub mod place;
mod publication;
mod read;
mod read_ahead;
pub mod reprints;
mod results;
mod shard;
mod source;
mod theme;
mod walk;
mod write;

pub use article::{Article, Dateline};
pub(crate) use byte_store::unreadable;
pub use byte_store::{ByteStore, StoredBytes};
pub(crate) use continuations::headless_continuation;
pub(crate) use copies::Copies;
pub use date::PartialDate;
pub use encoding::{Decoded, decode, decode_lossy, fold_radicals};
pub(crate) use far_day::is_far;
pub(crate) use identifier::content_hash;
pub use inputs::{Inputs, read_bytes, read_text};
pub use labels::resolve_labels;
pub use observer::{Observer, Problem};
pub use place::{Adcode, Gazetteer, Level, PlaceClues, Placed, Places, Region};
pub use read::table::{
    ChoiceError, ColumnChoice, PartDescription, Recognition, Role, RoleColumn, Separator, TableDescription, TableFormat,
};
pub use read::{
    Articles, AuditLabel, Format, ID_PREFIX, Input, NamedFormat, PageRecord, ReadOptions, format_of, open, pdf,
    read_audit_design, read_audit_labels, read_rows, web_page,
};
pub use read::{CommandError, Recognised, RecognisedPage, RecognitionProblem, TextBox, TextRecognizer};
pub use read_ahead::Batch;
pub(crate) use read_ahead::identity;
pub(crate) use results::{MANIFEST, outputs_of_manifest};
pub use shard::{Shard, ShardError};
pub use source::{Source, Sources, Tier, similar_papers};
pub use theme::{NONE, Theme, ThemeSet};
pub(crate) use walk::ZSTANDARD;
pub use write::{BYTE_ORDER_MARK, write_csv, write_fasttext, write_jsonl};
