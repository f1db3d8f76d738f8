//! What comes more than once: copies, corrected pages, articles that were added twice.

pub(super) mod copies;
pub(super) mod corrected;
pub(super) mod doubles;
pub(super) mod page_versions;
