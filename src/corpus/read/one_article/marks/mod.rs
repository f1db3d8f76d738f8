//! Lines that belong to the page an article was copied from and not to the article, each known by its words alone: what leads through a
//! site, buttons, calls to share, editors, receivers of a bulletin, comments of readers.

pub(super) mod comments;
pub(super) mod event_fields;
pub(super) mod navigation;
pub(super) mod page_marks;
pub(super) mod receivers;
pub(super) mod sharing;
pub(super) mod tail_forms;
