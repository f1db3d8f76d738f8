//! The lines of a raw page: cleaned, measured, and joined to paragraphs.

use crate::corpus::measure::close_up;
use crate::corpus::page::captions::{shows_picture, signs_picture};
use crate::corpus::page::dateline::byline_paragraph;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The text, trimmed, without letter-spacing.
    pub text: String,
    /// The number of the line among all lines of the page, from 1.
    pub number: usize,
    /// Whether the line began with white space.
    pub indented: bool,
    /// Whether the line before it was blank.
    pub after_blank: bool,
    /// Width in Han characters.
    pub width: f32,
    /// The width of the spaces that were taken out of the line, where they are few: those of a letter-spaced line do not count.
    pub closed_up: f32,
    /// Whether the line is a later part of a printed line that was too wide for a column.
    pub continues: bool,
    /// On rewrapped pages: how far the printed line ends before its column does, in Han characters; infinite where each
    /// paragraph is one line. `None` on pages that are wrapped as papers print them.
    pub unfilled: Option<f32>,
    /// The width of digits and Latin letters, in Han characters.
    pub ascii: f32,
    /// The usual width of full lines around it, in Han characters.
    pub column: f32,
}

/// Marks that end a sentence.
const SENTENCE_ENDS: &[char] = &['。', '！', '？', '…', '!', '?'];
/// The width of a tabulator, the most that paragraphs are indented, and how much further centred headlines begin, in Han characters.
const TAB: f32 = 2.0;
const MAX_INDENT: f32 = 4.0;
const MIN_CENTRED: f32 = 2.0;
/// Spaces up to this width, in Han characters, separate the halves of a headline.
const MAX_CLOSED_UP: f32 = 2.0;
/// A centred headline has at most this many lines.
const MAX_CENTRED_LINES: usize = 3;
/// Marks that may end a line of a headline, but never its last.
pub(super) const BREAKS: &[char] = &['，', '、', '“', '《', '（'];
/// Closing marks that may follow the end of a sentence.
const CLOSING_MARKS: &[char] = &['”', '’', '）', ')', '」', '』', '》'];

impl Line {
    /// How far the line ends before its column does, which has the given width unless the page was rewrapped.
    pub fn unfilled_in(&self, column: f32) -> f32 {
        self.unfilled.unwrap_or(column - self.width)
    }

    /// Whether the line ends with the end of a sentence or with a bracket, so that a paragraph may end with it.
    pub fn ends_sentence(&self) -> bool {
        self.ends_with_full_stop() || self.text.ends_with([')', '）'])
    }

    /// Whether the line ends with a mark that ends a sentence. A bracket alone ends headlines as well: “让集市更热闹（微观）”.
    pub fn ends_with_full_stop(&self) -> bool {
        self.text.trim_end_matches(CLOSING_MARKS).ends_with(SENTENCE_ENDS)
    }
}

/// Width in Han characters; `ascii` is the width of an ASCII character.
fn width(text: &str, ascii: f32) -> f32 {
    text.chars().map(|c| if c.is_ascii() { ascii } else { 1.0 }).sum()
}

/// The width of digits and Latin letters on a page, in Han characters: 0.5, or 1.0 where more lines have the same width
/// when they are counted so.
fn ascii_width(lines: &[Line]) -> f32 {
    let lines_alike = |ascii: f32| {
        let mut widths: Vec<i32> = lines.iter().map(|line| width(&line.text, ascii).round() as i32).collect();
        widths.sort_unstable();
        // The largest group of lines whose widths differ by at most one character.
        (0..widths.len()).map(|i| widths.partition_point(|&w| w <= widths[i] + 1) - i).max().unwrap_or(0)
    };
    if lines_alike(1.0) > lines_alike(0.5) { 1.0 } else { 0.5 }
}

/// The lines of a page that are not blank, cleaned and measured.
pub(super) fn clean(text: &str) -> Vec<Line> {
    let (mut lines, mut indents) = (Vec::new(), Vec::new());
    let mut after_blank = false;
    for (number, raw) in (1..).zip(text.lines()) {
        let trimmed = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c.is_control());
        if trimmed.is_empty() {
            after_blank = true;
            continue;
        }
        let indented = raw.starts_with(|c: char| c.is_whitespace());
        indents.push(indent_width(raw));
        let text = close_up(trimmed);
        let after_blank = std::mem::take(&mut after_blank);
        let (printed, closed) = (width(trimmed, 0.5), width(&text, 0.5));
        lines.push(Line {
            width: closed,
            closed_up: if printed - closed <= MAX_CLOSED_UP { printed - closed } else { 0.0 },
            text,
            number,
            indented,
            after_blank,
            continues: false,
            unfilled: None,
            ascii: 0.5,
            column: 0.0,
        });
    }
    set_centred_apart(&mut lines, &indents);
    let ascii = ascii_width(&lines);
    lines.iter_mut().for_each(|line| (line.ascii, line.width) = (ascii, width(&line.text, ascii)));
    set_columns(&mut lines);
    lines
}

/// The width of the white space before a line, in Han characters.
fn indent_width(raw: &str) -> f32 {
    let width_of = |c: char| match c {
        '\u{3000}' => 1.0,
        '\t' => TAB,
        _ => 0.5,
    };
    raw.chars().take_while(|c| c.is_whitespace()).map(width_of).sum()
}

/// Recognises centred headlines: they stand below a blank line and are indented further than the paragraph below them.
fn set_centred_apart(lines: &mut [Line], indents: &[f32]) {
    for at in 0..lines.len() {
        let is_apart = at == 0 || lines[at].after_blank;
        let is_paragraph = |&line: &usize| indents[line] > 0.0 && indents[line] <= MAX_INDENT;
        let below = (at + 1..lines.len()).take(MAX_CENTRED_LINES).find(is_paragraph);
        let Some(below) = below.filter(|_| is_apart) else { continue };
        let is_centred = |line: usize| {
            let text = &lines[line].text;
            indents[line] >= indents[below] + MIN_CENTRED && !text.contains('。')
        };
        // The writer may stand centred between them.
        let names_writer = |line: &usize| byline_paragraph(&lines[*line].text).is_some();
        let end = (at..below).find(names_writer).unwrap_or(below);
        if (at..below).all(is_centred) {
            lines[at..end].iter_mut().for_each(|line| line.indented = false);
        }
    }
}

/// The usual width of full lines around a line: the third largest width among its neighbours. A single odd line does
/// not change it, and columns of different widths on one page are measured separately.
fn measure_column(lines: &[Line], at: usize) -> f32 {
    // The three largest widths, the largest first.
    let mut widest = [0.0f32; 3];
    let range = at.saturating_sub(5)..(at + 6).min(lines.len());
    let count = range.len().clamp(1, 3);
    for line in &lines[range] {
        let mut width = line.width;
        for other in &mut widest {
            if width > *other {
                std::mem::swap(&mut width, other);
            }
        }
    }
    widest[count - 1]
}

/// Sets the columns of the lines of a page.
pub(super) fn set_columns(lines: &mut [Line]) {
    for at in 0..lines.len() {
        lines[at].column = measure_column(lines, at);
    }
}

/// The usual width of full lines around a line of a page, or around the end of the page.
pub(super) fn column_width(lines: &[Line], at: usize) -> f32 {
    lines.get(at).map_or_else(|| measure_column(lines, at), |line| line.column)
}

/// Whether a line of a page ends clearly before its column does.
pub(super) fn is_short(lines: &[Line], at: usize) -> bool {
    lines[at].unfilled_in(column_width(lines, at)) > SHORT
}

/// A line is short if it is narrower than its column by more than this, in Han characters.
const SHORT: f32 = 1.6;

/// Joins the lines of a text to paragraphs. A paragraph ends where a sentence ends and the line is short or the next
/// line is indented or follows a blank line. Subheads and captions are paragraphs of their own.
pub(super) fn join(lines: &[Line]) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let starts = i == 0
            || !line.continues && {
                let before = &lines[i - 1];
                let ended = before.ends_sentence();
                // Measured within the article, because lines of other articles on the page may be wider.
                let column = measure_column(lines, i - 1);
                let unfilled = before.unfilled_in(column);
                let short = unfilled > SHORT;
                let subhead = !ended && short && unfilled > 0.25 * column;
                let caption = ended && shows_picture(&line.text) || short && signs_picture(&before.text);
                (ended && (short || line.indented || line.after_blank)) || subhead || caption
            };
        match paragraphs.last_mut() {
            Some(paragraph) if line.continues => paragraph.push_str(&line.text),
            Some(paragraph) if !starts => append(paragraph, &line.text),
            _ => paragraphs.push(line.text.clone()),
        }
    }
    paragraphs
}

/// Joins the lines of a headline: wrapped lines directly, separate ones (kicker, subtitle) with a space between them.
pub(super) fn join_headline(lines: &[Line]) -> String {
    let widest = lines.iter().map(|l| l.width).fold(0.0, f32::max);
    let mut title = String::new();
    for (i, line) in lines.iter().enumerate() {
        let wrapped = i > 0
            && (lines[i - 1].unfilled_in(widest) <= 1.0 && line.width <= widest || lines[i - 1].text.ends_with(BREAKS));
        if i > 0 && !wrapped {
            title.push(' ');
        }
        if wrapped { append(&mut title, &line.text) } else { title.push_str(&line.text) }
    }
    title
}

/// Appends the next line to a text, with a space between words in Latin letters.
pub(super) fn append(text: &mut String, line: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(text.chars().last()) && latin(line.chars().next()) {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_of_digits_is_inferred_from_the_lines_of_the_page() {
        let half = clean("全市2024年信访总量下\n降，按期办结率98.5%，\n群众满意。");
        assert_eq!(half[0].width, 8.0 + 2.0);
        let full =
            clean("全市2024年信访总量下\n降，按期办结率达98%，\n群众对办理结果的满意率高\n也有提高，全部回访完成。");
        assert_eq!((full[0].width, full[1].width), (12.0, 12.0));
    }

    #[test]
    fn centred_headlines_are_not_indented() {
        let text = "        河畔小城\n            新增三处公园\n          本报记者 何晓岚\n\n\u{3000}\u{3000}公园昨日开放。\n        何晓岚\n\n    早市搬家\n\u{3000}\u{3000}早市搬进大棚。\n";
        let indented: Vec<bool> = clean(text).iter().map(|line| line.indented).collect();
        assert_eq!(indented, [false, false, true, true, true, true, true]);
    }

    #[test]
    fn blank_lines_inside_sentences_do_not_break_paragraphs() {
        let lines = clean("本次会议强调，要把各项工\n\n作落到实处，做到件件有着\n落。\n各部门负责人参加会议并发\n言。");
        assert_eq!(
            join(&lines),
            ["本次会议强调，要把各项工作落到实处，做到件件有着落。", "各部门负责人参加会议并发言。"]
        );
    }
}
