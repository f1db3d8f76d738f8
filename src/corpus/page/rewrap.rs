//! Rewraps pages whose lines are wider than the columns of a paper, as crawlers, websites and Word documents have
//! them: each paragraph is one long line, or lines of 30 to 50 characters.
//!
//! The measurements that find article boundaries count in lines of a newspaper column. Long lines are therefore cut into
//! virtual lines of about that width, of which only the first may begin an article. Paragraphs that a program wrapped at one width,
//! however narrow, are joined first: `wrapping` tells where they begin.

use crate::corpus::measure::letter_count;
use crate::corpus::page::captions::ends_with_photographer;
use crate::corpus::page::dateline::{byline_paragraph, opening};
use crate::corpus::page::lines::{Line, append, set_columns};
use crate::corpus::page::wrapping::{even_width, fills_with_spaces, is_unwrapped, stands_apart, width_with_indent};
use crate::corpus::publication::person::are_persons;
use crate::text::Segmenter;

/// Longer texts, in characters, are cut as they are, which takes less time; files with the reports of a year are shorter.
const MAX_TOTAL_WIDTH: f32 = 2_000_000.0;
/// Usual width of a newspaper column, in Han characters.
const COLUMN: f32 = 20.0;
/// Pages are rewrapped where the usual width of their lines exceeds this, in Han characters.
const MAX_COLUMN: f32 = 28.5;
/// Lines up to this width are not cut.
const MAX_UNCUT: f32 = 30.0;
/// A line that is short only because of what follows it fills at least this share of the column.
const MIN_FILLED: f32 = 0.75;
/// Marks that never begin a line of their own.
const NEVER_FIRST: &[char] = &['，', '。', '、', '；', '：', '？', '！', '）', '》', '】', '”', '’'];
/// The rest of a headline has at most this many letters, and the line above it ends at most this far before its column, in Han characters.
const MAX_REST: usize = 4;
const MAX_GAP: f32 = 2.5;
/// A headline has at most this many lines.
const MAX_HEADLINE_LINES: usize = 3;
/// Maximum width of a headline's line on a page that is not wrapped, in Han characters, and of one that stands at the margin above
/// indented text.
const MAX_HEADLINE_WIDTH: f32 = 64.0;
const MAX_WIDTH_AT_MARGIN: f32 = 120.0;

/// Rewraps the lines of a page where they are much wider than a newspaper column.
pub(super) fn rewrap(lines: &mut Vec<Line>) {
    let usual = usual_width(lines.iter().map(|line| line.width));
    let total: f32 = lines.iter().map(|line| line.width).sum();
    if total > MAX_TOTAL_WIDTH {
        return;
    }
    let even = even_width(lines, usual);
    let is_unwrapped = is_unwrapped(lines, usual, MAX_COLUMN);
    if usual <= MAX_COLUMN && even.is_none() && !is_unwrapped {
        return;
    }
    if let Some(column) = even {
        join_wrapped(lines, column);
    }
    // Without wrapping every line ends its paragraph.
    let column = if even.is_some() || is_unwrapped { f32::INFINITY } else { full_width(lines) };
    let mut cut = Vec::with_capacity(lines.len() * 2);
    let is_indented: Vec<bool> = lines.iter().map(|line| line.indented).collect();
    for (at, mut line) in lines.drain(..).enumerate() {
        let is_at_margin =
            !is_indented[at] && is_indented.iter().skip(at + 1).take(MAX_HEADLINE_LINES).any(|&below| below);
        let max_width = if is_at_margin { MAX_WIDTH_AT_MARGIN } else { MAX_HEADLINE_WIDTH };
        let unfilled = column - line.width;
        line.unfilled = Some(unfilled);
        let may_be_headline = unfilled > 3.0
            && line.width <= max_width
            && !line.text.contains('。')
            && !line.text.ends_with(['，', '、', '；', '：']);
        if line.width <= MAX_UNCUT || may_be_headline {
            cut.push(line);
        } else {
            cut.extend(parts(line));
        }
    }
    *lines = cut;
    set_columns(lines);
}

/// The width of the line that the middle character of a page stands in: half the text is in lines as wide or wider.
fn usual_width(widths: impl Iterator<Item = f32>) -> f32 {
    let mut widths: Vec<f32> = widths.collect();
    widths.sort_by(f32::total_cmp);
    let half = widths.iter().sum::<f32>() / 2.0;
    let mut sum = 0.0;
    widths
        .into_iter()
        .find(|width| {
            sum += width;
            sum >= half
        })
        .unwrap_or(0.0)
}

/// Joins the lines of each paragraph.
fn join_wrapped(lines: &mut Vec<Line>, column: f32) {
    let is_beginning: Vec<bool> = (0..lines.len()).map(|at| begins_anew(lines, at, column)).collect();
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len() / 2);
    for (line, begins) in lines.drain(..).zip(is_beginning) {
        match joined.last_mut().filter(|_| !begins) {
            Some(last) => {
                append(&mut last.text, &line.text);
                last.width += line.width;
            }
            None => joined.push(line),
        }
    }
    *lines = joined;
}

/// Whether a line does not continue the paragraph of the line before it.
fn begins_anew(lines: &[Line], at: usize, column: f32) -> bool {
    let line = &lines[at];
    let Some(before) = at.checked_sub(1).map(|before| &lines[before]) else { return true };
    // What cannot be parted, such as a number or a Latin word, leaves the line before it short.
    let is_full = fills_with_spaces(before, column)
        || !before.ends_with_full_stop()
            && width_with_indent(before) >= MIN_FILLED * column
            && !stands_apart(lines, at - 1);
    if line.indented || line.after_blank {
        return true;
    }
    if line.text.starts_with(NEVER_FIRST) || ends_headline(lines, at, column) {
        return false;
    }
    let is_below_headline = || stands_apart(lines, at - 1) && !before.ends_with_full_stop();
    let begins_text = || names_persons(&line.text) || opening(&line.text).length > 0;
    let is_first_of_text = || byline_paragraph(&line.text).is_some() || is_below_headline() && begins_text();
    // Below a caption stands a headline or the next paragraph, however full its line is.
    let is_below_caption = || ends_with_photographer(&before.text);
    if !is_full || is_first_of_text() || is_below_caption() {
        return true;
    }
    // A paragraph may end in a full line: what follows is then a headline, if it neither fills its line nor ends a sentence, or is all
    // that stands above the next indent.
    if before.ends_with_full_stop() && !line.ends_with_full_stop() && width_with_indent(line) < MIN_FILLED * column {
        return true;
    }
    let rest = lines[at..].iter().take_while(|line| !line.indented).take(MAX_HEADLINE_LINES + 1);
    before.ends_with_full_stop()
        && rest.clone().count() <= MAX_HEADLINE_LINES
        && !rest.clone().any(Line::ends_with_full_stop)
}

/// Whether a line is the rest of a headline that nearly fills the line above it, a few letters that stand above the text: “老街昨夜换上新”,
/// “灯”. The name of a person there is that of the writer.
fn ends_headline(lines: &[Line], at: usize, column: f32) -> bool {
    let (line, before) = (&lines[at], &lines[at - 1]);
    letter_count(&line.text) <= MAX_REST
        && lines.get(at + 1).is_some_and(|next| next.indented || next.after_blank)
        && stands_apart(lines, at - 1)
        && !before.ends_with_full_stop()
        && !line.ends_with_full_stop()
        && !line.text.starts_with('—')
        && width_with_indent(before) + before.closed_up >= column - MAX_GAP
        && !names_persons(&line.text)
}

/// Whether a line consists only of names of persons. Words, too, may begin with a character that is a surname: “高效”.
fn names_persons(text: &str) -> bool {
    are_persons(text) && !Segmenter::base().has_word(text)
}

/// The width of full lines on a page that is wrapped at one width: the tenth widest of a hundred lines.
fn full_width(lines: &[Line]) -> f32 {
    let mut widths: Vec<f32> = lines.iter().map(|line| line.width).collect();
    widths.sort_by(f32::total_cmp);
    widths[(widths.len() * 9 / 10).min(widths.len() - 1)]
}

/// Cuts a line into virtual lines of equal width.
fn parts(mut line: Line) -> Vec<Line> {
    // Each part is made like the line, which may be the whole text.
    let whole = std::mem::take(&mut line.text);
    let count = (line.width / COLUMN).round().max(1.0);
    let size = line.width / count;
    let width_of = |c: char| if c.is_ascii() { line.ascii } else { 1.0 };
    let mut texts = vec![String::new()];
    let mut used = 0.0;
    for c in whole.chars() {
        if used >= size * texts.len() as f32 - 0.01 && texts.len() < count as usize {
            texts.push(String::new());
        }
        used += width_of(c);
        let last = texts.len() - 1;
        texts[last].push(c);
    }
    let last = texts.len() - 1;
    let part = |(at, text): (usize, String)| Line {
        width: text.chars().map(width_of).sum(),
        text,
        continues: at > 0,
        indented: at == 0 && line.indented,
        after_blank: at == 0 && line.after_blank,
        unfilled: if at < last { Some(0.0) } else { line.unfilled },
        ..line.clone()
    };
    texts.into_iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lines::{clean, join};
    use super::*;

    fn rewrapped(text: &str) -> Vec<Line> {
        let mut lines = clean(text);
        rewrap(&mut lines);
        lines
    }

    /// The paragraphs of lines that are wrapped at 14 characters.
    fn joined(text: &str) -> Vec<String> {
        let mut lines = clean(text);
        join_wrapped(&mut lines, 14.0);
        lines.into_iter().map(|line| line.text).collect()
    }

    const PARAGRAPH: &str = "全市新建的三处公园昨日向市民开放，公园沿河而建，种了六百多棵乔木，每处都有健身步道和儿童游乐场，\
                             附近居民步行十分钟就能走到。";

    #[test]
    fn unwrapped_paragraphs_become_lines_of_a_column_and_are_joined_again() {
        let text = format!("河畔新增三处便民公园\n　　{PARAGRAPH}\n　　{PARAGRAPH}\n");
        let lines = rewrapped(&text);
        assert!(lines.iter().all(|line| line.width <= 28.0), "{lines:?}");
        assert_eq!(lines.iter().filter(|line| !line.continues).count(), 3);
        assert_eq!(join(&lines), ["河畔新增三处便民公园", PARAGRAPH, PARAGRAPH]);
    }

    #[test]
    fn the_reports_of_a_year_are_rewrapped_as_pages_are() {
        let lines = rewrapped(&format!("　　{PARAGRAPH}\n").repeat(7_000));
        assert!(lines.iter().all(|line| line.width <= 28.0));
    }

    #[test]
    fn lines_of_forty_characters_are_halved() {
        let chars: Vec<char> = PARAGRAPH.repeat(3).chars().collect();
        let text: Vec<String> = chars.chunks(40).map(|line| line.iter().collect()).collect();
        let lines = rewrapped(&text.join("\n"));
        assert!(lines[..8].iter().all(|line| (line.width - 20.0).abs() < 0.6), "{lines:?}");
        assert_eq!(join(&lines), [PARAGRAPH.repeat(3)]);
    }

    #[test]
    fn paragraphs_that_a_program_wrapped_are_joined_whatever_the_width() {
        let wrap = |text: &str, width: usize| -> String {
            let chars: Vec<char> = text.chars().collect();
            chars.chunks(width).map(|line| line.iter().collect::<String>() + "\n").collect()
        };
        for width in [14, 18, 24, 31, 40] {
            let body = wrap(&format!("　　{PARAGRAPH}"), width);
            let text = format!("河畔新增公园\n{body}{body}{body}老街换上新灯\n{body}{body}{body}");
            let mut lines = clean(&text);
            rewrap(&mut lines);
            let begun: Vec<&str> = lines.iter().filter(|line| !line.continues).map(|line| line.text.as_str()).collect();
            assert_eq!(begun.len(), 8, "{width}: {begun:?}");
            assert_eq!((begun[0], begun[4]), ("河畔新增公园", "老街换上新灯"), "{width}");
        }
        // Where paragraphs begin at the margin, a full line may be the last of one.
        let text = wrap(&PARAGRAPH.repeat(4), 18);
        assert_eq!(rewrapped(&text).len(), text.lines().count());
    }

    #[test]
    fn a_line_that_a_long_word_left_short_goes_on_and_brackets_end_headlines() {
        let text = [
            "　　市里新建三处公园，引进了",
            "international公司，种下",
            "六百多棵树，园内有步道也有灯。",
            "让公园离家更近（市民来信）",
            "　　街灯昨夜点亮，共两百盏，",
            "比旧灯省电一半。",
        ]
        .join("\n");
        let texts = joined(&text);
        assert_eq!((texts.len(), texts[1].as_str()), (3, "让公园离家更近（市民来信）"), "{texts:?}");
    }

    #[test]
    fn a_headline_below_a_full_last_line_begins_anew() {
        let text = [
            "　　市里新建三处公园，种了树。",
            "　　园内有步道，也有儿童游乐",
            "场，居民走到这里只要几分钟。",
            "老街换上新灯 河边修好步道",
            "　　街灯昨夜点亮，共两百盏，",
            "比旧灯省电一半。",
        ]
        .join("\n");
        let texts = joined(&text);
        assert_eq!(texts[2], "老街换上新灯 河边修好步道", "{texts:?}");
        assert_eq!(texts.len(), 4, "{texts:?}");
    }

    #[test]
    fn the_last_letters_of_a_headline_belong_to_it() {
        let first = |headline: &str| joined(&format!("{headline}\n　　街灯昨夜点亮，共两百盏。\n")).swap_remove(0);
        assert_eq!(first("老街昨夜换上新灯  河边修好\n长步道"), "老街昨夜换上新灯 河边修好长步道");
        assert_eq!(first("老街昨夜换上新灯  河边修路\n，修好了步道"), "老街昨夜换上新灯 河边修路，修好了步道");
        for headline in [
            "老街昨夜换上新灯  河边修路\n何晓岚",
            "老街昨夜换上新灯  河边修路\n本报兰河3月5日电 街灯点亮",
            "老街换灯\n长步道",
        ] {
            assert_eq!(first(headline).lines().next(), headline.replace("  ", " ").lines().next(), "{headline}");
        }
    }

    #[test]
    fn a_caption_that_fills_its_line_ends_its_paragraph() {
        let text = |last: &str| {
            let lines = ["　　市里种了树。", "公园一角。", last, "老街换上新灯", "　　街灯昨夜点亮。"];
            joined(&lines.join("\n"))
        };
        assert_eq!(text("新园一角。本报记者 何晓岚摄")[3], "老街换上新灯");
        assert_eq!(text("园里有步道，也有儿童游乐场和")[2], "园里有步道，也有儿童游乐场和老街换上新灯");
    }

    #[test]
    fn two_short_articles_show_how_they_are_wrapped() {
        let paragraph: Vec<char> = format!("　　{PARAGRAPH}").chars().collect();
        for width in [18, 26, 99] {
            let body: String = paragraph.chunks(width).map(|line| line.iter().collect::<String>() + "\n").collect();
            let lines = rewrapped(&format!("河畔新增公园\n{body}老街换上新灯\n{body}"));
            assert_eq!(lines.iter().filter(|line| !line.continues).count(), 4, "{width}");
            assert!(lines.iter().all(|line| line.unfilled.is_some()), "{width}");
        }
    }

    #[test]
    fn newspaper_columns_stay_as_they_are() {
        let lines = rewrapped("全市新建的三处公园昨日向市民开放，公园\n沿河而建，种了六百多棵乔木。\n");
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.unfilled.is_none()));
    }
}
