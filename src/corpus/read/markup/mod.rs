//! What programs and people write into a text that is no part of it: marks of Markdown, of crawlers, of printed pages, numbers of items.

pub(super) mod contents_of_collection;
pub(super) mod contents_of_pages;
mod converted_forms;
pub(super) mod crawler_forms;
pub(super) mod item_number;
pub(super) mod markdown;
pub(super) mod marks_in_text;
mod moved_fields;
pub(super) mod paired_names;
pub(super) mod print_marks;
pub(super) mod running_heads;
pub(super) mod years_of_credits;
