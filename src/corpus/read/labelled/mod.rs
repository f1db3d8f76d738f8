//! Text files whose articles bear their fields by name: one article below its fields, or many that a crawler or a database
//! wrote one below the other.

mod field;
mod form;
mod head;
mod records;

pub(super) use field::{Field, named};
pub(super) use form::form;
pub(super) use head::{LabelledHead, head};
pub(super) use records::records;
