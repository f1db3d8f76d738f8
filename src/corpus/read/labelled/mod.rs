//! Text files whose articles bear their fields by name: one article below its fields, or many that a crawler or a database
//! wrote one below the other.

mod bibliography;
mod citations;
mod drawn;
mod exports;
mod field;
mod head;
mod names;
mod one_line;
mod page_and_column;
mod records;
mod spaced_names;
mod tagged;
mod tagged_words;
mod wisers;

pub(super) use bibliography::bibliography;
pub(super) use citations::citations;
pub(super) use drawn::drawn;
pub(super) use exports::exported;
pub(super) use field::{field, page_mark, set_field, take_fields};
pub(super) use head::{LabelledHead, head};
pub(super) use names::{Field, named};
pub(super) use one_line::unfolded;
pub(super) use page_and_column::page_and_column;
pub(super) use records::{is_rule, records};
pub(super) use spaced_names::with_joined_names;
pub(super) use tagged::tagged;
pub(super) use tagged_words::tagged_words;
