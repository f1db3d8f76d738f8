//! Groups printed lines into blocks (headlines, columns down to the next headline, boxes), and writes the ordered
//! blocks as text.

use crate::corpus::read::pdf::glyphs::Ruling;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::{Block, Kind, MAX_BLOCKS, Measure, overlap};
use crate::corpus::read::pdf::newspaper::reading_order::ordered;

/// More horizontal or vertical rules than this are a picture, so no frames are looked for.
const MAX_RULES: usize = 800;

/// The blocks of a page in no order: headlines, columns, boxes with their parts, and the rules across columns.
pub(in crate::corpus::read::pdf) fn page_blocks(lines: Vec<Line>, rulings: &[Ruling], measure: Measure) -> Vec<Block> {
    let lines = with_spaced_names(lines, measure);
    let (mut level, upright): (Vec<Ruling>, Vec<Ruling>) = rulings.iter().copied().partition(|ruling| ruling.level());
    let frames = frames(&level, &upright, &lines);
    // The sides of a frame separate nothing but the frame.
    level.retain(|rule| !frames.iter().any(|frame| frame.has_side(rule)));
    let mut loose = Vec::new();
    let mut framed: Vec<Vec<Line>> = vec![Vec::new(); frames.len()];
    for line in lines {
        match frames.iter().position(|frame| frame.has_line(&line)) {
            Some(at) => framed[at].push(line),
            None => loose.push(line),
        }
    }
    let mut all = blocks(loose, &level, measure);
    for (frame, lines) in frames.iter().zip(framed) {
        let inside: Vec<Ruling> = level.iter().copied().filter(|rule| frame.contains(rule)).collect();
        level.retain(|rule| !frame.contains(rule));
        let parts = ordered(blocks(lines, &inside, measure), measure);
        if !parts.is_empty() {
            let Ruling { left, right, top, bottom } = frame.0;
            let kind = Kind::Boxed(parts);
            all.push(Block { kind, lines: Vec::new(), left, right, top, bottom, size: measure.body, goes_on: false });
        }
    }
    let rules = level.iter().filter(|rule| rule.right - rule.left >= measure.column * 1.5);
    all.extend(rules.map(|rule| Block::rule(rule, measure)));
    all
}

/// Joins single letters in large type that stand side by side, wide apart, as the names of columns do: “简　讯”.
fn with_spaced_names(mut lines: Vec<Line>, measure: Measure) -> Vec<Line> {
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let is_letter =
        |line: &Line| line.text.trim().chars().count() == 1 && !line.downwards && line.size >= measure.body * 1.15;
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let is_next = |last: &&mut Line| {
            let letters = last.text.trim().chars().count();
            let gap = line.left - last.right;
            (letters < 5 && is_letter_run(last))
                && is_letter(&line)
                && !last.downwards
                && last.size >= measure.body * 1.15
                && (line.baseline - last.baseline).abs() <= line.size * 0.1
                && (line.size - last.size).abs() <= line.size * 0.05
                && (0.0..=line.size * 3.5).contains(&gap)
        };
        match joined.last_mut().filter(is_next) {
            Some(last) => {
                last.text = format!("{}{}", last.text.trim(), line.text.trim());
                last.count += line.count;
                last.right = line.right;
            }
            None => joined.push(line),
        }
    }
    joined
}

/// Whether a line is one letter, or several that were joined: letters as wide apart as no word's.
fn is_letter_run(line: &Line) -> bool {
    let letters = line.text.trim().chars().count();
    letters == 1 || (line.right - line.left) > line.size * (letters as f32) * 1.3
}

/// A rectangle drawn with rules.
struct Frame(Ruling);

impl Frame {
    fn has_line(&self, line: &Line) -> bool {
        let (x, y) = ((line.left + line.right) / 2.0, (line.top + line.bottom) / 2.0);
        x >= self.0.left && x <= self.0.right && y >= self.0.top && y <= self.0.bottom
    }

    fn contains(&self, rule: &Ruling) -> bool {
        rule.left >= self.0.left - 2.0
            && rule.right <= self.0.right + 2.0
            && rule.top >= self.0.top - 2.0
            && rule.bottom <= self.0.bottom + 2.0
    }

    fn has_side(&self, rule: &Ruling) -> bool {
        self.contains(rule) && ((rule.top - self.0.top).abs() <= 2.0 || (rule.bottom - self.0.bottom).abs() <= 2.0)
    }
}

/// The outermost rectangles drawn around some of the page's text, but not around most of it.
fn frames(level: &[Ruling], upright: &[Ruling], lines: &[Line]) -> Vec<Frame> {
    const CLOSE: f32 = 2.5;
    let mut found: Vec<Frame> = Vec::new();
    if level.len() > MAX_RULES || upright.len() > MAX_RULES {
        return found;
    }
    let close = |a: f32, b: f32| (a - b).abs() <= CLOSE;
    let total: usize = lines.iter().map(|line| line.count).sum();
    let mut level: Vec<&Ruling> = level.iter().collect();
    level.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    for (at, top) in level.iter().enumerate() {
        let side = |x: f32, bottom: f32| {
            upright
                .iter()
                .any(|rule| close(rule.left, x) && rule.top <= top.top + CLOSE && rule.bottom >= bottom - CLOSE)
        };
        let same = level[at + 1..].iter().filter(|rule| close(rule.left, top.left) && close(rule.right, top.right));
        // The rows of a table make one frame, so the lowest rule that closes a rectangle counts.
        let closing = same
            .rev()
            .find(|rule| rule.top - top.top > CLOSE * 4.0 && side(top.left, rule.top) && side(top.right, rule.top));
        let Some(bottom) = closing else { continue };
        let frame = Frame(Ruling { left: top.left, right: top.right, top: top.top, bottom: bottom.bottom });
        let inside: usize = lines.iter().filter(|line| frame.has_line(line)).map(|line| line.count).sum();
        let within_another = found.iter().any(|other| other.contains(&frame.0));
        if inside > 0 && inside * 10 <= total * 6 && !within_another {
            found.retain(|other| !frame.contains(&other.0));
            found.push(frame);
        }
    }
    found
}

/// Groups lines into blocks.
fn blocks(mut lines: Vec<Line>, level: &[Ruling], measure: Measure) -> Vec<Block> {
    // Lines that run down the page are read from the right, so they are sorted that way.
    lines.sort_by(|a, b| {
        let down = a.downwards.cmp(&b.downwards);
        let place = if a.downwards && b.downwards {
            b.left.total_cmp(&a.left).then(a.top.total_cmp(&b.top))
        } else {
            a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left))
        };
        down.then(place)
    });
    let mut level: Vec<&Ruling> = level.iter().collect();
    level.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut done: Vec<Block> = Vec::new();
    let mut open: Vec<Block> = Vec::new();
    for line in lines {
        let (still_open, closed) = open.into_iter().partition(|block| may_continue(block, &line));
        open = still_open;
        done.extend::<Vec<Block>>(closed);
        let mut takers = (0..open.len()).filter(|&at| takes(&open[at], &line, &level, measure));
        // A line below two columns belongs to neither.
        match (takers.next(), takers.next()) {
            (Some(at), None) => open[at].push(line),
            _ => open.push(Block::new(line)),
        }
    }
    done.extend(open);
    for block in &mut done {
        let ratio = block.size / measure.body;
        let wide = block.width() >= measure.column * 1.35;
        let headline = (ratio >= 1.28 && block.count() <= 150)
            || (ratio >= 1.12 && wide && block.count() <= 100)
            || (ratio >= 1.2 && block.downwards());
        block.kind = if headline { Kind::Headline } else { Kind::Body };
    }
    inset(done, measure)
}

/// Whether a line is near enough to a block to belong to it. Lines come from the top down (or from the right).
fn may_continue(block: &Block, line: &Line) -> bool {
    let Some(last) = block.lines.last() else { return false };
    if last.downwards != line.downwards {
        return false;
    }
    if line.downwards {
        last.left - line.right <= last.size * 1.2
    } else {
        line.baseline - last.baseline <= last.size * 2.3
    }
}

/// Whether a line is the next line of a block.
fn takes(block: &Block, line: &Line, level: &[&Ruling], measure: Measure) -> bool {
    let Some(last) = block.lines.last() else { return false };
    let size = last.size;
    if line.downwards != last.downwards || line.size.max(size) > line.size.min(size) * 1.15 {
        return false;
    }
    // The bold headline of a brief stands above its text in hardly larger type.
    if line.bold != last.bold && line.size.max(size) > line.size.min(size) * 1.07 {
        return false;
    }
    if line.downwards {
        let shared = overlap(line.top, line.bottom, block.top, block.bottom);
        return last.left - line.right <= size * 1.2 && shared >= (line.bottom - line.top) * 0.5;
    }
    let step = line.baseline - last.baseline;
    let before = block.lines.len().checked_sub(2).map(|at| last.baseline - block.lines[at].baseline);
    if step < size * 0.6 || step > before.map_or(size * 2.1, |usual| usual * 1.45 + size * 0.05) {
        return false;
    }
    let begin = level.partition_point(|rule| rule.top < last.baseline - size * 0.1);
    let ruled = level[begin..].iter().take_while(|rule| rule.top <= line.baseline - size * 0.6).any(|rule| {
        overlap(rule.left, rule.right, line.left, line.right) > (line.right - line.left).min(block.width()) * 0.3
    });
    if ruled {
        return false;
    }
    let width = line.right - line.left;
    if overlap(line.left, line.right, block.left, block.right) < width.min(block.width()) * 0.4 {
        return false;
    }
    if size >= measure.body * 1.2 {
        // The lines of a headline may be set from the left, centred or stepped.
        return true;
    }
    if block.lines.len() == 1 {
        // A single line says little about the column: it may be indented or short.
        return line.left >= block.left - size * 4.5
            && (width <= measure.column * 1.15 || line.right <= block.right + size * 1.2);
    }
    line.left >= block.left - size && line.right <= block.right + size * 1.2
}

/// Makes boxes of blocks that interrupt a column and are set in on both sides.
fn inset(blocks: Vec<Block>, measure: Measure) -> Vec<Block> {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by(|&a, &b| blocks[a].top.total_cmp(&blocks[b].top).then(blocks[a].left.total_cmp(&blocks[b].left)));
    let min_inset = measure.body * 0.7;
    let column = |block: &Block| {
        block.kind == Kind::Body
            && block.lines.len() >= 2
            && block.width() >= measure.column * 0.8
            && !block.downwards()
    };
    let mut owner: Vec<Option<usize>> = vec![None; blocks.len()];
    if blocks.len() <= MAX_BLOCKS {
        for (place, &above) in order.iter().enumerate().filter(|(_, at)| column(&blocks[**at])) {
            let upper = &blocks[above];
            let mut within = Vec::new();
            for &at in &order[place + 1..] {
                let block = &blocks[at];
                if !upper.shares_width(block) {
                    continue;
                }
                let goes_on = (block.left - upper.left).abs() < measure.body * 0.5
                    && (block.right - upper.right).abs() < measure.body * 0.9;
                if column(block) && goes_on {
                    within.iter().for_each(|&inner: &usize| owner[inner] = Some(above));
                    break;
                }
                if block.left < upper.left + min_inset || block.right > upper.right - min_inset {
                    break;
                }
                within.push(at);
            }
            // A single line, such as a centred heading between sections, is no box, nor is the headline of the text below.
            let has_text = within.iter().any(|&at| blocks[at].kind == Kind::Body);
            if !has_text || within.iter().map(|&at| blocks[at].lines.len()).sum::<usize>() < 3 {
                within.iter().for_each(|&at| owner[at] = None);
            }
        }
    }
    let mut kept: Vec<Block> = Vec::new();
    let mut boxes: Vec<(usize, Block)> = Vec::new();
    for at in order {
        let block = blocks[at].clone();
        match owner[at] {
            None => kept.push(block),
            Some(above) => match boxes.iter_mut().find(|(of, _)| *of == above) {
                Some((_, whole)) => {
                    whole.left = whole.left.min(block.left);
                    whole.right = whole.right.max(block.right);
                    whole.bottom = whole.bottom.max(block.bottom);
                    if let Kind::Boxed(parts) = &mut whole.kind {
                        parts.push(block);
                    }
                }
                None => {
                    boxes.push((above, Block { kind: Kind::Boxed(vec![block.clone()]), lines: Vec::new(), ..block }))
                }
            },
        }
    }
    kept.extend(boxes.into_iter().map(|(_, block)| block));
    kept
}

/// Puts the blocks of a page in the order of reading and writes them as text, with blank lines between blocks.
pub(in crate::corpus::read::pdf) fn text(blocks: Vec<Block>, measure: Measure) -> String {
    written(&ordered(blocks, measure))
}

/// Writes the blocks of a page of one column as text, from the top down.
pub(in crate::corpus::read::pdf) fn text_downwards(mut blocks: Vec<Block>) -> String {
    blocks.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    written(&blocks)
}

/// Writes ordered blocks as text.
fn written(blocks: &[Block]) -> String {
    let mut flat: Vec<&Block> = Vec::new();
    flatten(blocks, &mut flat);
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in &flat {
        if before.is_some_and(|before| !one_headline(before, block) && !block.goes_on) {
            text.push('\n');
        }
        // Lines of one glyph each are a caption that runs down the page.
        if block.lines.len() >= 3 && block.lines.iter().all(|line| line.count == 1) {
            block.lines.iter().for_each(|line| text.push_str(&line.text));
            text.push('\n');
        } else {
            let edge = column_edge(block, &flat);
            for line in &block.lines {
                let indent = line.left - edge;
                if block.kind == Kind::Body && !line.downwards && indent >= line.size * 1.2 && indent <= line.size * 3.2
                {
                    text.push_str("\u{3000}\u{3000}");
                }
                text.push_str(&line.text);
                text.push('\n');
            }
        }
        before = Some(block);
    }
    text
}

fn flatten<'a>(blocks: &'a [Block], flat: &mut Vec<&'a Block>) {
    for block in blocks {
        match &block.kind {
            Kind::Boxed(parts) => flatten(parts, flat),
            Kind::Rule => {}
            Kind::Headline | Kind::Body => flat.push(block),
        }
    }
}

/// Whether two consecutive blocks are decks of one headline.
fn one_headline(above: &Block, below: &Block) -> bool {
    above.kind == Kind::Headline
        && below.kind == Kind::Headline
        && above.shares_width(below)
        && below.top >= above.top
        && below.top - above.bottom <= above.size.max(below.size) * 0.9
}

/// The left edge of the column that a block is in: its own left edge if it has enough lines to show it.
fn column_edge(block: &Block, all: &[&Block]) -> f32 {
    let indented = block.lines.iter().filter(|line| line.left > block.left + block.size).count();
    if block.lines.len() >= 3 && indented < block.lines.len() {
        return block.left;
    }
    let same = |other: &&&Block| {
        other.kind == Kind::Body
            && other.lines.len() >= 3
            && (other.size - block.size).abs() <= block.size * 0.1
            && block.left >= other.left - block.size * 0.5
            && block.left <= other.left + block.size * 4.0
            && block.right <= other.right + block.size
    };
    all.iter().filter(same).map(|other| other.left).fold(block.left, f32::min)
}
