//! Text files that hold many articles in a form that shows where each begins.

use crate::corpus::read::collection::papers_behind::with_papers_behind;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::collection::{
    addressed, alerts, clippings, compilation, dated_lines, headline_lines, headline_list, issue, joined_files, lists,
    marked_contents, messages, paper_sections, press_reprints, press_summary, ruled_articles, short_news,
};
use crate::corpus::read::labelled;

/// The articles of a text of such a form; none where the text has none of these forms.
pub(in crate::corpus::read) fn collected(text: &str) -> Option<Collected> {
    let lines = TextLines::of(text);
    joined_files::read(&lines)
        .or_else(|| labelled::exported(&lines))
        .or_else(|| labelled::citations(&lines))
        .or_else(|| labelled::records(&lines))
        .or_else(|| alerts::read(&lines))
        .or_else(|| clippings::read(&lines))
        .or_else(|| messages::read(&lines))
        .or_else(|| dated_lines::read(&lines))
        .or_else(|| labelled::drawn(&lines))
        .or_else(|| labelled::tagged(&lines))
        .or_else(|| labelled::tagged_words(&lines))
        .or_else(|| labelled::page_and_column(&lines))
        .or_else(|| press_summary::read(&lines))
        .or_else(|| press_reprints::read(&lines))
        .or_else(|| paper_sections::read(&lines))
        .or_else(|| compilation::closed(&lines))
        .or_else(|| short_news::read(&lines))
        .or_else(|| lists::read(&lines).map(with_papers_behind))
        .or_else(|| headline_list::read(&lines))
        .or_else(|| headline_lines::read(&lines))
        .or_else(|| ruled_articles::read(&lines))
        .or_else(|| issue::read(&lines))
        .or_else(|| addressed::read(&lines))
        .or_else(|| marked_contents::read(&lines))
}
