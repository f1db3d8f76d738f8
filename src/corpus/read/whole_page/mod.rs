//! Whole pages, as people save, copy, print and scan them, to the articles that they show.

mod chat_page;
pub(super) mod cut_page;
mod headline_parts;
pub(super) mod html_document;
pub(super) mod issue_pages;
mod laid_out;
mod office_document;
pub(super) mod page_of_site;
mod parts_of_one;
pub(super) mod printed_pages;
pub(super) mod scanned;
pub(super) mod styled_text;
pub(super) mod title_of_page;
