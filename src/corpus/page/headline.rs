//! Recognises the lines that form a headline.

use std::ops::Range;

use crate::corpus::page::captions::ends_with_photographer;
use crate::corpus::page::continuation_marks::is_continuation;
use crate::corpus::page::cue_phrases::begins_report;
use crate::corpus::page::dateline;
use crate::corpus::page::lines::{BREAKS, Line, column_width};

/// Maximum number of lines of a headline.
const MAX_HEADLINE_LINES: usize = 4;
/// Maximum width of a headline's line, in Han characters.
const MAX_HEADLINE_WIDTH: f32 = 34.0;
/// Maximum width of a headline's line where lines are not wrapped.
const MAX_UNWRAPPED_WIDTH: f32 = 64.0;

/// Maximum width of a headline's line that breaks off, and of a line of a poem.
const MAX_BROKEN_WIDTH: f32 = 18.0;

/// The lines from `at` on that form a headline: no sentence ends in them, and the line behind them begins a text. The
/// range is empty where there is no headline.
pub(super) fn headline_at(lines: &[Line], at: usize) -> Range<usize> {
    let after_text = at == 0
        || lines[at - 1].ends_sentence()
        || dateline::closing_byline(&lines[at - 1].text).is_some()
        || dateline::byline_paragraph(&lines[at - 1].text).is_some()
        || ends_with_photographer(&lines[at - 1].text)
        || lines[at].after_blank
        || ends_unwrapped(&lines[at - 1]);
    if !after_text || lines[at].indented && at > 0 && !lines[at].after_blank {
        return at..at;
    }
    // Lines of a poem break off as well, but stand above others.
    let mut broken = false;
    for length in 1..=MAX_HEADLINE_LINES {
        let Some(next) = lines.get(at + length) else { break };
        let last = &lines[at + length - 1];
        // A headline does not end within a printed line.
        if next.continues {
            break;
        }
        // A wrapped headline may end with a single character.
        let leftover = length > 1 && last.width < 2.0 && !last.ends_sentence();
        if breaks_off(last) && !next.after_blank {
            broken = true;
            continue;
        }
        if !looks_like_headline(last) && !leftover {
            break;
        }
        // Either the text below begins visibly, or the headline's last line is clearly shorter than the column.
        let begins = next.indented || begins_report(&next.text) || dateline::byline_paragraph(&next.text).is_some();
        let column = column_width(lines, at + length + 3);
        // On rewrapped pages kicker, headline and subtitle are lines of their own.
        let rewrapped = last.unfilled.is_some();
        let wrapped = length == 1 || rewrapped || lines[at].unfilled_in(column) <= 3.0 || next.text.starts_with('—');
        let short = last.unfilled_in(column) > 3.0 && wrapped;
        let next_is_full = !rewrapped && next.width >= column - 1.6 && length <= 2;
        if broken && !next.indented && next.width <= MAX_BROKEN_WIDTH {
            break;
        }
        // A paragraph that was cut is text, whatever its first part looks like.
        let is_text = !looks_like_headline(next) || lines.get(at + length + 1).is_some_and(|part| part.continues);
        if begins || (short && is_text) || (short && next_is_full) {
            return at..at + length;
        }
    }
    at..at
}

/// Whether a line is the first of a headline that is broken within its sentence, behind a comma or a quotation mark. This is known only
/// where no line of a text is wrapped and the line itself does not begin within a sentence.
fn breaks_off(line: &Line) -> bool {
    line.unfilled == Some(f32::INFINITY)
        && !line.continues
        && !line.indented
        && (2.0..=MAX_BROKEN_WIDTH).contains(&line.width)
        && line.text.ends_with(BREAKS)
        && !line.text.contains('。')
        && dateline::opening(&line.text).length == 0
}

/// Whether a line is the whole of an indented paragraph on a page that is not wrapped, as a signature or the last line
/// of a poem is.
fn ends_unwrapped(line: &Line) -> bool {
    line.unfilled == Some(f32::INFINITY) && line.indented
}

/// Whether a headline's line ends with the name of its column in brackets or with a question or a call: “……（人民论坛）”.
/// This is known only where filled lines cannot be mistaken for it.
fn ends_as_headline(line: &Line) -> bool {
    if line.unfilled.is_none_or(|unfilled| unfilled <= 3.0) || line.indented || line.text.starts_with(['（', '(']) {
        return false;
    }
    match line.text.rsplit_once(['（', '(']) {
        Some((title, column)) if line.text.ends_with(['）', ')']) => {
            title.chars().count() >= 2
                && (is_column_of_reporters(column)
                    || !["记者", "通讯员", "作者", "摄", "上接", "下转"].iter().any(|word| column.contains(word)))
        }
        _ => line.text.trim_end_matches(['”', '》', '’']).ends_with(['！', '？', '!', '?']),
    }
}

/// Whether the text in brackets behind a headline is a column in which reporters tell what they saw: “记者手记）”, no name of a reporter.
pub(super) fn is_column_of_reporters(text: &str) -> bool {
    const KINDS: [&str; 13] =
        ["手记", "日记", "札记", "笔记", "观察", "调查", "走基层", "来信", "述评", "感言", "见闻", "随笔", "在现场"];
    let text = text.trim_end_matches(['）', ')']);
    text.strip_prefix("本报").unwrap_or(text).strip_prefix("记者").is_some_and(|kind| KINDS.contains(&kind))
}

/// Whether a line may be part of a headline: it is short, ends neither with a sentence nor with a comma, and does more than say that a
/// text is continued: “上接第一版”.
pub(super) fn looks_like_headline(line: &Line) -> bool {
    let text = &line.text;
    let max_width = if line.unfilled == Some(f32::INFINITY) { MAX_UNWRAPPED_WIDTH } else { MAX_HEADLINE_WIDTH };
    line.width >= 2.0
        && line.width <= max_width
        && !line.continues
        && (!line.ends_sentence() || ends_as_headline(line))
        && !text.contains('。')
        && !text.ends_with(['，', '、', '；', '：', ',', '（', '“'])
        && dateline::opening(text).length == 0
        && dateline::byline_paragraph(text).is_none()
        && !is_continuation(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::lines::clean;

    /// The first headline of a page on which no line is wrapped.
    fn headline(text: &str) -> Range<usize> {
        let mut lines = clean(text);
        lines.iter_mut().for_each(|line| line.unfilled = Some(f32::INFINITY));
        headline_at(&lines, 0)
    }

    #[test]
    fn reporters_have_columns() {
        let text = "\u{3000}\u{3000}城郊三个村把厨余垃圾倒进堆肥桶，村里每天少运两车垃圾。\n";
        assert_eq!(headline(&format!("堆肥桶进村（记者手记）\n{text}")), 0..1);
        assert_eq!(headline(&format!("堆肥桶进村（记者何晓岚）\n{text}")), 0..0);
    }

    #[test]
    fn headlines_are_told_from_text() {
        let text = "\u{3000}\u{3000}城郊三个村把厨余垃圾倒进堆肥桶，村里每天少运两车垃圾。\n";
        assert_eq!(headline(&format!("堆肥桶进村，\n垃圾少两车\n{text}")), 0..2);
        assert_eq!(headline(&format!("堆肥桶进村，\n\n垃圾少两车\n{text}")), 0..0);
        // A text at the margin, cut to the width of a column.
        let mut at_margin = clean("堆肥桶进村\n城郊三个村把厨余垃圾倒进堆肥桶\n村里每天少运两车垃圾。\n");
        at_margin.iter_mut().for_each(|line| line.unfilled = Some(f32::INFINITY));
        assert_eq!(headline_at(&at_margin, 0), 0..2);
        (at_margin[1].unfilled, at_margin[2].continues) = (Some(0.0), true);
        assert_eq!(headline_at(&at_margin, 0), 0..1);
        // A poem.
        assert_eq!(headline("月色落在河面，\n风从对岸吹来\n桥上没有行人，\n灯火亮了一夜\n"), 0..0);
    }
}
