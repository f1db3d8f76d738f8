//! What stands above the text: the frame that a browser prints, the menus and tools of a site, the first rows of bulletins and agencies,
//! the moment among its fields, the headline with its lines, and what surrounds the head line.

pub(super) mod around_head;
pub(super) mod first_rows;
pub(super) mod headline;
pub(super) mod joined_headline;
pub(super) mod menus;
pub(super) mod place_of_head;
pub(super) mod printed_frame;
pub(super) mod published_moment;
pub(super) mod tools;
