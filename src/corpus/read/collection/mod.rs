//! Texts that hold many articles one below the other, each in one of the forms in which people and programs collect them.

mod addressed;
mod alerts;
mod clippings;
pub(super) mod collected;
mod collection_words;
mod common_marks;
pub(super) mod compilation;
pub(super) mod credited;
mod dated_lines;
pub(super) mod headed_articles;
mod headline_lines;
pub(super) mod headline_list;
pub(super) mod issue;
mod joined_files;
mod lengths_of_texts;
pub(super) mod lists;
mod marked_contents;
pub(super) mod messages;
pub(super) mod parted;
pub(super) mod press_summary;
pub(super) mod programs;
mod ruled_articles;
pub(super) mod short_news;
pub(super) mod text_lines;
pub(super) mod transcript;
pub(super) mod transcript_lines;
pub(super) mod wrapped;
