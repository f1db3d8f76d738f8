//! Puts the columns of one article in order and joins their lines to paragraphs.

use crate::corpus::measure::ends_sentence;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::{Block, Measure};

/// Maximum number of characters of a byline.
const MAX_BYLINE: usize = 40;
/// Maximum number of lines of a heading within a text.
const MAX_HEADING_LINES: usize = 3;

/// Puts the blocks of one article in the order of reading: down each column, the columns from the left. A block across
/// columns divides those above it from those below it, and so does the line of the reporters in the middle between them.
pub(super) fn reading_order(mut blocks: Vec<Block>, measure: Measure) -> Vec<Block> {
    blocks.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    let mut ordered = Vec::with_capacity(blocks.len());
    let mut band: Vec<Block> = Vec::new();
    for at in 0..blocks.len() {
        let block = &blocks[at];
        let crossed = blocks.iter().filter(|other| {
            other.lines.len() >= 2 && other.width() <= measure.column * 1.3 && block.shares_width(other)
        });
        let mut lefts: Vec<f32> = crossed.map(|other| other.left).collect();
        lefts.sort_by(f32::total_cmp);
        let across = lefts.first().zip(lefts.last()).is_some_and(|(first, last)| last - first > measure.column * 0.5);
        let is_byline_alone = matches!(block.lines.as_slice(), [line] if is_byline(line));
        if across && (block.width() > measure.column * 1.35 || is_byline_alone) {
            ordered.extend(by_column(std::mem::take(&mut band)));
            ordered.push(block.clone());
        } else {
            band.push(block.clone());
        }
    }
    ordered.extend(by_column(band));
    ordered
}

/// Puts blocks in order column by column.
fn by_column(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.top.total_cmp(&b.top)));
    let mut columns: Vec<(f32, f32, Vec<Block>)> = Vec::new();
    for block in blocks {
        let middle = block.middle();
        match columns.iter_mut().find(|(_, right, _)| middle <= *right || block.left < *right - block.size * 2.0) {
            Some((_, right, column)) => {
                *right = right.max(block.right);
                column.push(block);
            }
            None => columns.push((block.left, block.right, vec![block])),
        }
    }
    for (.., column) in &mut columns {
        column.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    }
    columns.into_iter().flat_map(|(.., column)| column).collect()
}

/// Whether a line names reporters and is no sentence.
pub(super) fn is_byline(line: &Line) -> bool {
    let text = line.text.trim();
    let named = ["本报记者", "记者", "□", "■", "●", "◎", "◇", "◆", "文/", "通讯员", "作者"];
    let sentence = text.contains(['。', '，', '；', '！', '？', '：', '”', '）', '（']);
    !sentence && line.count <= MAX_BYLINE && named.iter().any(|name| text.starts_with(name))
}

/// Takes the byline off the beginning of an article: a short line that names reporters and is no sentence.
pub(in crate::corpus::read::pdf) fn byline(blocks: &mut Vec<Block>) -> String {
    let Some(line) = blocks.first().and_then(|block| block.lines.first()) else { return String::new() };
    let alone = blocks.first().is_some_and(|block| block.lines.len() == 1 || line.left > block.left + line.size * 1.2);
    if !alone || !is_byline(line) {
        return String::new();
    }
    let text = line.text.trim().to_owned();
    if let Some(block) = blocks.first_mut() {
        block.lines.remove(0);
    }
    blocks.retain(|block| !block.lines.is_empty());
    text
}

/// Joins lines to one text; only words in Latin letters are separated.
pub(in crate::corpus::read::pdf) fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    lines.iter().for_each(|line| append(&mut text, line.text.trim()));
    text
}

fn append(text: &mut String, line: &str) {
    let word = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphabetic());
    if word(text.chars().next_back()) && word(line.chars().next()) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Joins the lines of an article, in order, to paragraphs: one begins at each indented line. If no line is indented,
/// one begins after each line that ends a sentence short of the edge of the column. A heading in the type of the text begins one
/// as well.
pub(in crate::corpus::read::pdf) fn paragraphs(blocks: &[Block], measure: Measure) -> Vec<String> {
    let edges: Vec<(f32, f32)> = blocks.iter().map(|block| column_edges(block, blocks, measure)).collect();
    let indent = |block: usize, line: &Line| (line.left - edges[block].0) / line.size;
    let indented = |block: usize, line: &Line| (1.2..=4.2).contains(&indent(block, line));
    let lines: Vec<(usize, &Line)> =
        blocks.iter().enumerate().flat_map(|(at, block)| block.lines.iter().map(move |line| (at, line))).collect();
    let indents: Vec<bool> = lines.iter().map(|&(at, line)| indented(at, line)).collect();
    let has_indents = indents.contains(&true);
    let mut found: Vec<String> = Vec::new();
    let (mut ended, mut breaks_off) = (true, false);
    for (place, &(at, line)) in lines.iter().enumerate() {
        let text = line.text.trim();
        // The lines beside a large initial are indented as well, and mostly by more than two characters.
        let is_beside_initial = breaks_off && indent(at, line) > 2.3;
        let begins = if has_indents {
            indents[place] && !is_beside_initial || begins_heading(&lines, &indents, place)
        } else {
            ended
        };
        match found.last_mut() {
            Some(paragraph) if !begins => append(paragraph, text),
            _ => found.push(text.to_owned()),
        }
        let short = edges[at].1 - line.right > line.size * 1.5;
        ended = short && text.ends_with(['。', '！', '？', '”', '）', '…']);
        breaks_off = !short && !text.ends_with(['。', '！', '？', '”', '’', '）', '…', '：', '；', '》']);
    }
    found
}

/// Whether a heading begins at a line: flush lines without the mark of a sentence, between the end of a sentence and an indented
/// line. The last line of a paragraph would end a sentence.
fn begins_heading(lines: &[(usize, &Line)], indents: &[bool], place: usize) -> bool {
    let text = |place: usize| lines[place].1.text.trim();
    if indents[place] || place.checked_sub(1).is_none_or(|before| !ends_sentence(text(before))) {
        return false;
    }
    let flush = indents[place..].iter().take(MAX_HEADING_LINES + 1).take_while(|indented| !**indented).count();
    let end = place + flush;
    let last = text(end - 1);
    flush <= MAX_HEADING_LINES
        && end < lines.len()
        && (place..end).all(|at| !text(at).contains(['。', '；']))
        && !ends_sentence(last)
        && !last.ends_with(['，', '、'])
}

/// The left and right edge of the column that a block is in, inferred from the blocks of the same article.
fn column_edges(block: &Block, all: &[Block], measure: Measure) -> (f32, f32) {
    let same = |other: &&Block| {
        block.left >= other.left - block.size * 0.5
            && block.left <= other.left + block.size * 4.3
            && other.width() <= measure.column * 1.3
            && block.shares_width(other)
    };
    let left = all.iter().filter(same).map(|other| other.left).fold(block.left, f32::min);
    let right = all.iter().filter(same).map(|other| other.right).fold(block.right, f32::max);
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::test_lines::line;

    fn read(texts: &[(f32, &str)]) -> Vec<String> {
        let mut lines = texts.iter().enumerate().map(|(row, (left, text))| line(*left, row as f32 * 15.0, 10.0, text));
        let Some(first) = lines.next() else { return Vec::new() };
        let mut block = Block::new(first);
        lines.for_each(|line| block.push(line));
        paragraphs(&[block], Measure { body: 10.0, column: 160.0 })
    }

    #[test]
    fn reporters_may_stand_in_the_middle_between_columns() {
        let block = |left: f32, rows: &[(f32, &str)]| {
            let mut lines = rows.iter().map(|(baseline, text)| line(left, *baseline, 10.0, text));
            let mut block = Block::new(lines.next().expect("a line"));
            lines.for_each(|line| block.push(line));
            block
        };
        let text = "夜间集市昨晚开张，一百二十个摊位摆满了整条街";
        let first = block(0.0, &[(30.0, text), (45.0, text)]);
        let second = block(260.0, &[(29.0, text), (44.0, text)]);
        let reporter = block(205.0, &[(14.0, "本报记者 何晓")]);
        let order = reading_order(vec![second, first, reporter], Measure { body: 10.0, column: 220.0 });
        assert_eq!(order.iter().map(|block| block.left).collect::<Vec<f32>>(), [205.0, 0.0, 260.0]);
    }

    #[test]
    fn a_flush_heading_in_the_type_of_the_text_begins_a_paragraph() {
        let texts = [
            (20.0, "本报讯 夜间集市昨晚开张，一百"),
            (0.0, "二十个摊位摆满了街。"),
            (0.0, "老街换上四百盏新灯，夜里的石板"),
            (0.0, "路亮了"),
            (20.0, "本报讯 老街昨晚亮灯，游人比平"),
            (0.0, "日多了一倍。"),
        ];
        assert_eq!(read(&texts)[1], "老街换上四百盏新灯，夜里的石板路亮了");
        assert_eq!(read(&texts).len(), 3);
        // What ends a sentence goes on with the paragraph, even below the end of another.
        let texts = [(20.0, "夜间集市昨晚开张，摊位摆满街。"), (0.0, "游人很多。"), (20.0, "老街昨晚亮灯。")];
        assert_eq!(read(&texts), ["夜间集市昨晚开张，摊位摆满街。游人很多。", "老街昨晚亮灯。"]);
    }
}
