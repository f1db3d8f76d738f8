//! The headline of an article: where it stands on its page, and what the page's titles add to it.

pub(super) mod document_title;
pub(super) mod headline_place;
pub(super) mod page_title;
pub(super) mod ranked_lines;
pub(super) mod title;
