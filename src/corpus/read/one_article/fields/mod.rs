//! Facts about an article that a file gives as fields: the front matter of a Markdown file, the head of a clipping sheet, the box of facts
//! above the documents of offices.

pub(super) mod clipping_sheet;
pub(super) mod front_matter;
pub(super) mod info_box;
