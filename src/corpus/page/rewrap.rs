//! Rewraps pages whose lines are wider than the columns of a paper, as crawlers, websites and Word documents have
//! them: each paragraph is one long line, or lines of 30 to 50 characters.
//!
//! The measurements that find article boundaries count in lines of a newspaper column. Long lines are therefore cut into
//! virtual lines of about that width, of which only the first may begin an article.

use crate::corpus::page::lines::{Line, set_columns};

/// Texts of more characters than this are no pages; they are cut as they are.
const MAX_TOTAL_WIDTH: f32 = 400_000.0;
/// Usual width of a newspaper column, in Han characters.
const COLUMN: f32 = 20.0;
/// Pages are rewrapped where the usual width of their lines exceeds this, in Han characters.
const MAX_COLUMN: f32 = 28.5;
/// Lines wider than this are paragraphs that were never wrapped.
const MAX_WRAPPED: f32 = 56.0;
/// Lines up to this width are not cut.
const MAX_UNCUT: f32 = 30.0;
/// Maximum width of a headline's line on a page that is not wrapped, in Han characters.
const MAX_HEADLINE_WIDTH: f32 = 64.0;

/// Rewraps the lines of a page where they are much wider than a newspaper column.
pub(super) fn rewrap(lines: &mut Vec<Line>) {
    let usual = usual_width(lines);
    let total: f32 = lines.iter().map(|line| line.width).sum();
    if usual <= MAX_COLUMN || total > MAX_TOTAL_WIDTH {
        return;
    }
    // Without wrapping every line ends its paragraph.
    let column = if usual > MAX_WRAPPED { f32::INFINITY } else { full_width(lines) };
    let mut cut = Vec::with_capacity(lines.len() * 2);
    for mut line in lines.drain(..) {
        let unfilled = column - line.width;
        line.unfilled = Some(unfilled);
        let may_be_headline = unfilled > 3.0
            && line.width <= MAX_HEADLINE_WIDTH
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
fn usual_width(lines: &[Line]) -> f32 {
    let mut widths: Vec<f32> = lines.iter().map(|line| line.width).collect();
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

/// The width of full lines on a page that is wrapped at one width: the tenth widest of a hundred lines.
fn full_width(lines: &[Line]) -> f32 {
    let mut widths: Vec<f32> = lines.iter().map(|line| line.width).collect();
    widths.sort_by(f32::total_cmp);
    widths[(widths.len() * 9 / 10).min(widths.len() - 1)]
}

/// Cuts a line into virtual lines of equal width.
fn parts(line: Line) -> Vec<Line> {
    let count = (line.width / COLUMN).round().max(1.0);
    let size = line.width / count;
    let width_of = |c: char| if c.is_ascii() { line.ascii } else { 1.0 };
    let mut texts = vec![String::new()];
    let mut used = 0.0;
    for c in line.text.chars() {
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
    fn lines_of_forty_characters_are_halved() {
        let chars: Vec<char> = PARAGRAPH.repeat(3).chars().collect();
        let text: Vec<String> = chars.chunks(40).map(|line| line.iter().collect()).collect();
        let lines = rewrapped(&text.join("\n"));
        assert!(lines[..8].iter().all(|line| (line.width - 20.0).abs() < 0.6), "{lines:?}");
        assert_eq!(join(&lines), [PARAGRAPH.repeat(3)]);
    }

    #[test]
    fn newspaper_columns_stay_as_they_are() {
        let lines = rewrapped("全市新建的三处公园昨日向市民开放，公园\n沿河而建，种了六百多棵乔木。\n");
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.unfilled.is_none()));
    }
}
