//! Text files that hold many articles in a form that shows where each begins.

use crate::corpus::read::text_lines::{Collected, TextLines};
use crate::corpus::read::{headline_list, labelled, lists, press_summary};

/// The articles of a text of such a form; none where the text has none of these forms.
pub(super) fn collected(text: &str) -> Option<Collected> {
    let lines = TextLines::of(text);
    labelled::exported(&lines)
        .or_else(|| labelled::citations(&lines))
        .or_else(|| labelled::records(&lines))
        .or_else(|| labelled::tagged(&lines))
        .or_else(|| labelled::tagged_words(&lines))
        .or_else(|| labelled::page_and_column(&lines))
        .or_else(|| press_summary::read(&lines))
        .or_else(|| lists::read(&lines))
        .or_else(|| headline_list::read(&lines))
}
