//! Which column plays which role: its header, its name, and what its values look like.

pub(super) mod date_column;
pub(super) mod header;
mod header_of_two_rows;
pub(super) mod roles;
pub(super) mod statistics;
