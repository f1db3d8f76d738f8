//! Which column plays which role: its header, its name, and what its values look like.

pub(super) mod date_column;
pub(super) mod header;
pub(super) mod roles;
pub(super) mod statistics;
