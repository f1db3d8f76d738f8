//! What tells where and when an article was published: the masthead of its issue, the head line below its headline, or a
//! credit at its end.

pub(super) mod credit;
pub(super) mod dates;
pub(super) mod head_line;
mod head_line_counters;
mod head_line_databases;
mod head_line_fields;
mod head_line_forms;
pub(super) mod headline_fields;
pub(super) mod issue_line;
pub(super) mod masthead;
mod masthead_parts;
pub(super) mod outlet;
pub(super) mod person;
pub(super) mod sections;
pub(super) mod source_name;
