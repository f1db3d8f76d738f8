//! How long the texts of a collection's articles are: between two headlines stands text, not only the lines of a head.

use crate::corpus::measure::{ends_sentence, letter_count};

/// The letters of a line of a headline; a shorter or longer line belongs to a text.
pub(super) const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=50;
/// The text below a head line has at least this many letters.
pub(super) const MIN_TEXT: usize = 60;
/// Short news among longer articles has at least this many letters, and such files have at least so many articles.
const MIN_SHORT_TEXT: usize = 25;
const MIN_WITH_SHORT: usize = 3;
/// A line of a text that was broken at a measure has at least this many letters.
const MIN_BROKEN_LINE: usize = 25;

/// Whether texts of these lengths are those of a collection: all of some length, or short news among as many longer articles.
pub(super) fn have_texts(lengths: &[usize]) -> bool {
    let long = lengths.iter().filter(|&&length| length >= MIN_TEXT).count();
    let may_be_short = lengths.len() >= MIN_WITH_SHORT && 2 * long >= lengths.len();
    long == lengths.len() || may_be_short && lengths.iter().all(|&length| length >= MIN_SHORT_TEXT)
}

/// The letters of the text among the lines of an article; none where no sentence ends there.
pub(super) fn length_of_text(lines: &[&str]) -> usize {
    // Lines that were broken at a measure end nowhere.
    let is_broken = |line: &str| letter_count(line) >= MIN_BROKEN_LINE && line.contains(['，', '。']);
    let is_text =
        |line: &&&str| ends_sentence(line) || is_broken(line) || !HEADLINE_LENGTHS.contains(&letter_count(line));
    let ends = lines.iter().skip(1).any(|line| ends_sentence(line));
    if ends { lines.iter().skip(1).filter(is_text).map(|line| letter_count(line)).sum() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_news_stands_among_longer_articles() {
        assert!(have_texts(&[60, 80]) && have_texts(&[60, 25, 80]) && have_texts(&[60, 25, 80, 30]));
        assert!(!have_texts(&[60, 25]) && !have_texts(&[60, 25, 30]) && !have_texts(&[60, 80, 5]));
    }

    #[test]
    fn lines_of_heads_are_no_text() {
        let lines = ["老街换灯", "兰河日报 2024-03-05", "昨晚，老街换上了新灯。"];
        assert_eq!(length_of_text(&lines), 9);
        assert_eq!(length_of_text(&lines[..2]), 0);
    }
}
