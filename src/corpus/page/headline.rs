//! Recognises the lines that form a headline.

use std::ops::Range;

use crate::corpus::page::cue_phrases::begins_report;
use crate::corpus::page::dateline;
use crate::corpus::page::lines::{Line, column_width};

/// Maximum number of lines of a headline.
const MAX_HEADLINE_LINES: usize = 4;
/// Maximum width of a headline's line, in Han characters.
const MAX_HEADLINE_WIDTH: f32 = 34.0;

/// The lines from `at` on that form a headline: no sentence ends in them, and the line behind them begins a text. The
/// range is empty where there is no headline.
pub(super) fn headline_at(lines: &[Line], at: usize) -> Range<usize> {
    let after_text = at == 0
        || lines[at - 1].ends_sentence()
        || dateline::closing_byline(&lines[at - 1].text).is_some()
        || dateline::byline_paragraph(&lines[at - 1].text).is_some()
        || lines[at].after_blank;
    if !after_text || lines[at].indented && at > 0 && !lines[at].after_blank {
        return at..at;
    }
    for length in 1..=MAX_HEADLINE_LINES {
        let Some(next) = lines.get(at + length) else { break };
        let last = &lines[at + length - 1];
        // A wrapped headline may end with a single character.
        let leftover = length > 1 && last.width < 2.0 && !last.ends_sentence();
        if !looks_like_headline(last) && !leftover {
            break;
        }
        // Either the text below begins visibly, or the headline's last line is clearly shorter than the column.
        let begins = next.indented || begins_report(&next.text) || dateline::byline_paragraph(&next.text).is_some();
        let column = column_width(lines, at + length + 3);
        let wrapped = length == 1 || lines[at].width >= column - 3.0 || next.text.starts_with('—');
        let short = last.width < column - 3.0 && wrapped;
        if begins || (short && !looks_like_headline(next)) || (short && next.width >= column - 1.6 && length <= 2) {
            return at..at + length;
        }
    }
    at..at
}

/// Whether a line may be part of a headline: it is short and ends neither a sentence nor with a comma.
pub(super) fn looks_like_headline(line: &Line) -> bool {
    let text = &line.text;
    line.width >= 2.0
        && line.width <= MAX_HEADLINE_WIDTH
        && !line.ends_sentence()
        && !text.contains('。')
        && !text.ends_with(['，', '、', '；', '：', ',', '（', '“'])
        && dateline::opening(text).length == 0
        && dateline::byline_paragraph(text).is_none()
}
