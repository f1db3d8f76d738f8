//! What a browser prints around, over and beside the article of a web page.

pub(super) mod overprinted;
pub(super) mod print_frame;
pub(super) mod sidebar;
pub(super) mod web_rows;
