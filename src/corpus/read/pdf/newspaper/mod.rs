//! A newspaper page is divided into modules: headlines with their columns, captions and boxes, in the order of reading.

pub(super) mod article;
pub(super) mod blocks;
pub(super) mod briefs;
pub(super) mod captions;
pub(super) mod columns;
pub(super) mod continuity;
pub(super) mod drop_initials;
pub(super) mod furniture;
pub(super) mod headlines;
pub(super) mod module;
pub(super) mod modules;
pub(super) mod paragraphs;
pub(super) mod reading_order;
pub(super) mod rubrics;
pub(super) mod spans;
