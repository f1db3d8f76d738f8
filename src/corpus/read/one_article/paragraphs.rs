//! Lines that were broken at a measure, joined into the paragraphs they were.

use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::read::one_article::rows::Row;

/// How far a full line may fall short of the measure, in half-width columns: punctuation may not begin a line.
const SLACK: usize = 9;
/// How far a line that ends a sentence may fall short of the measure without ending its paragraph.
const SLACK_OF_SENTENCE: usize = 4;
/// Lines wider than this are paragraphs that nobody broke.
const WIDEST: usize = 150;
/// The longest line that may be a subheading drawn twice, in letters.
const MAX_SUBHEADING_LENGTH: usize = 40;

/// The width at which the lines of a text were broken; nothing where each line is a paragraph.
pub(crate) fn measure(rows: &[Row]) -> Option<usize> {
    let mut widths: Vec<usize> = rows.iter().map(|row| row.width + row.indent).filter(|&width| width >= 20).collect();
    widths.sort_unstable();
    let measure = *widths.get(widths.len().saturating_sub(1 + widths.len() / 50))?;
    let full = widths.iter().filter(|&&width| width + SLACK >= measure && width <= measure + SLACK).count();
    (measure <= WIDEST && full >= 3 && full * 5 >= widths.len() * 2).then_some(measure)
}

/// Joins lines into paragraphs. Where they were broken at a measure, a line that is short of it ends a paragraph, and so does an indent after it.
pub(crate) fn join(rows: &[Row], measure: Option<usize>) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    let mut last: Option<&Row> = None;
    for row in rows {
        if last.is_some_and(|last| drawn_twice(&last.text, &row.text)) {
            continue;
        }
        let continues = open
            && row.indent < 2
            && !begins_item(&row.text)
            && last.is_some_and(|last| !row.gap || !ends_sentence(&last.text));
        match paragraphs.last_mut() {
            Some(paragraph) if continues => append(paragraph, &row.text),
            _ => paragraphs.push(row.text.clone()),
        }
        open = measure.is_some_and(|measure| is_open(row, measure));
        last = Some(row);
    }
    paragraphs
}

/// Whether the paragraph of a row may go on in the next: the row is full, or it is long and breaks off within a sentence.
fn is_open(row: &Row, measure: usize) -> bool {
    let width = row.width + row.indent;
    if ends_sentence(&row.text) { width + SLACK_OF_SENTENCE >= measure } else { width * 5 >= measure * 4 }
}

/// Whether a short line is the same as the line before it, as bold type that is drawn twice yields.
fn drawn_twice(before: &str, text: &str) -> bool {
    before == text
        && at_most(text, 2 * MAX_SUBHEADING_LENGTH)
        && letter_count(text) <= MAX_SUBHEADING_LENGTH
        && !ends_sentence(text)
}

/// Whether a line begins an item of a list, which never continues a paragraph.
fn begins_item(text: &str) -> bool {
    text.starts_with(['●', '■', '◆', '▲', '★', '※'])
}

/// Appends a line, with a space between Latin words.
pub(in crate::corpus::read) fn append(paragraph: &mut String, text: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(paragraph.chars().next_back()) && latin(text.chars().next()) {
        paragraph.push(' ');
    }
    paragraph.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::head::printed_frame::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    fn joined(text: &str) -> Vec<String> {
        let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
        let rows = prepare(&lines, SourceKind::Text).rows;
        join(&rows, measure(&rows))
    }

    #[test]
    fn short_lines_end_paragraphs() {
        let text = "云岭县今年把老街修缮列为民生实事，沿街六十户人家\n的木门窗都按旧样补齐，电线全部改走地下，石板路也\n重新铺过。\n修街留人\n镇上的手艺人陆续回来开店，第一家是做竹编的老师傅\n开的。他说，街修好了，客人自然会来，手艺也就有人\n愿意学了。";
        let paragraphs = joined(text);
        assert_eq!(paragraphs.len(), 3);
        assert_eq!(paragraphs.get(1).map(String::as_str), Some("修街留人"));
        assert!(paragraphs.first().is_some_and(|paragraph| paragraph.ends_with("也重新铺过。")));
    }

    #[test]
    fn page_breaks_do_not_end_sentences() {
        let text = "云岭县今年把老街修缮列为民生实事，沿街六十户人家\n的木门窗都按旧样补齐，电线全部改走地下，石板路也\n\n重新铺过，还在街口种下十二棵香樟树，供游人歇脚。\n\n下一步。";
        assert_eq!(joined(text).len(), 2);
    }

    #[test]
    fn unbroken_lines_are_paragraphs() {
        let text =
            "　　云岭县修好老街。\n　　街上开了十二家新店，客人比去年多了三成。\n　　修街留人\n　　老师傅回来了。";
        assert_eq!(joined(text).len(), 4);
    }

    #[test]
    fn subheadings_drawn_twice_stand_once() {
        assert_eq!(joined("修街留人\n修街留人\n老师傅回来了。").len(), 2);
    }
}
