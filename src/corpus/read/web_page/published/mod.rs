//! When and by whom an article was published, as its page tells it.

pub(super) mod beside_day;
pub(super) mod byline;
pub(super) mod dates;
pub(super) mod day;
pub(super) mod day_in_scripts;
pub(super) mod day_order;
pub(super) mod linked_lines;
pub(super) mod masthead;
pub(super) mod moments;
pub(super) mod runs;
pub(super) mod source;
pub(super) mod source_lines;
pub(super) mod year_last;
