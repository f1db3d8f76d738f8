//! Groups the blocks of large or bold type into headline groups: kicker, title and subtitle.

use crate::corpus::read::pdf::newspaper::blocks::{Block, Kind, Measure, overlap};
use crate::corpus::read::pdf::newspaper::briefs;
use crate::corpus::read::pdf::newspaper::paragraphs::is_byline;
use crate::corpus::read::pdf::newspaper::rubrics::is_rubric;

/// Minimum type size of a title, as a multiple of the body size.
const TITLE: f32 = 1.28;
/// Minimum type size of a kicker or a subtitle, as a multiple of the body size.
const DECK: f32 = 1.08;
/// Maximum number of characters of a kicker or a subtitle.
const MAX_DECK: usize = 90;

/// A headline with what belongs to it, and its bounding box in points.
#[derive(Debug, Clone)]
pub(in crate::corpus::read::pdf) struct Headline {
    /// The name of the column above all the rest.
    pub column: String,
    pub kicker: String,
    pub title: String,
    pub subtitle: String,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    /// Type size of the title.
    pub size: f32,
    pub downwards: bool,
    /// The line of the reporters between the headline and its columns.
    pub byline: Option<Block>,
}

/// Separates the headlines of a part of a page from its other blocks.
///
/// Nothing on the other side of one of the `rules` belongs to a headline.
pub(super) fn headlines(blocks: Vec<Block>, rules: &[Block], measure: Measure) -> (Vec<Headline>, Vec<Block>) {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by(|&a, &b| blocks[a].top.total_cmp(&blocks[b].top).then(blocks[a].left.total_cmp(&blocks[b].left)));
    // Below the name of a column of briefs their headlines are hardly larger than the text.
    let has_briefs = blocks.iter().any(|block| block.kind == Kind::Headline && is_name_of_briefs(block));
    let is_brief = |block: &Block| {
        let bold = block.lines.iter().all(|line| line.bold);
        has_briefs && is_text(block) && bold && block.size >= measure.body * DECK && (5..=45).contains(&block.count())
    };
    let is_title = |at: &usize| is_title(&blocks[*at], measure) || is_brief(&blocks[*at]);
    let mut titles: Vec<usize> = order.iter().copied().filter(is_title).collect();
    // The largest type is the title; smaller display type next to it is its kicker or subtitle.
    titles.sort_by(|&a, &b| blocks[b].size.total_cmp(&blocks[a].size).then(a.cmp(&b)));
    let mut owner: Vec<Option<usize>> = vec![None; blocks.len()];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in titles {
        if owner[at].is_some() {
            continue;
        }
        owner[at] = Some(groups.len());
        let mut group = vec![at];
        let mut grown = true;
        while grown {
            let next = order.iter().copied().find(|&other| {
                owner[other].is_none() && is_deck(&blocks[other], measure) && belongs(&blocks, &group, other, rules)
            });
            grown = next.is_some();
            if let Some(next) = next {
                owner[next] = Some(groups.len());
                group.push(next);
            }
        }
        groups.push(group);
    }
    let mut found: Vec<Headline> = groups.iter().map(|group| headline(&blocks, group)).collect();
    let mut rest = blocks.into_iter().zip(owner).filter(|(_, owner)| owner.is_none()).map(|(block, _)| block).collect();
    found.iter_mut().for_each(|headline| take_byline(headline, &mut rest, measure));
    (found, rest)
}

/// Joins the line of the reporters to the headline that it stands below, so that the columns begin right below both. A line beside
/// which other text stands is part of a column.
fn take_byline(headline: &mut Headline, bodies: &mut Vec<Block>, measure: Measure) {
    let body = measure.body;
    let is_below = |block: &Block| {
        let gap = block.top - headline.bottom;
        block.lines.len() == 1
            && !headline.downwards
            && is_byline(&block.lines[0])
            && (-body * 0.5..=body * 2.5).contains(&gap)
            && overlap(block.left, block.right, headline.left, headline.right) > 0.0
    };
    let Some(at) = bodies.iter().position(is_below) else { return };
    let line = &bodies[at];
    let reach = (headline.left - measure.column, headline.right + measure.column);
    let is_beside = |(other, block): (usize, &Block)| {
        other != at && block.height_shared(line) > 0.0 && overlap(block.left, block.right, reach.0, reach.1) > 0.0
    };
    if bodies.iter().enumerate().any(is_beside) {
        return;
    }
    headline.bottom = headline.bottom.max(line.bottom);
    headline.byline = Some(bodies.remove(at));
}

/// Whether a block is the name of a column of briefs.
fn is_name_of_briefs(block: &Block) -> bool {
    let text: String = block.lines.iter().map(|line| line.text.as_str()).collect();
    briefs::is_name(&text)
}

fn is_text(block: &Block) -> bool {
    matches!(block.kind, Kind::Headline | Kind::Body)
}

fn is_title(block: &Block, measure: Measure) -> bool {
    let ratio = block.size / measure.body;
    let bold = block.lines.iter().all(|line| line.bold);
    let wide = block.width() >= measure.column * 1.2;
    let large =
        ratio >= TITLE || (bold && ratio >= 1.15 && (wide || ratio >= 1.18)) || (block.downwards() && ratio >= 1.2);
    is_text(block) && large && block.count() <= 150
}

fn is_deck(block: &Block, measure: Measure) -> bool {
    let ratio = block.size / measure.body;
    let bold = block.lines.iter().all(|line| line.bold);
    is_text(block) && (ratio >= DECK || (bold && ratio >= 0.95)) && block.lines.len() <= 4 && block.count() <= MAX_DECK
}

/// Whether a block stands right above or below a group of headline blocks, or beside those that run down the page.
fn belongs(blocks: &[Block], group: &[usize], at: usize, rules: &[Block]) -> bool {
    let block = &blocks[at];
    let title = &blocks[group[0]];
    group.iter().any(|&part| {
        let part = &blocks[part];
        if title.downwards() != block.downwards() {
            return false;
        }
        if block.downwards() {
            let gap = (block.left - part.right).max(part.left - block.right);
            return gap <= title.size * 1.2 && block.height_shared(part) > 0.0;
        }
        let gap = (block.top - part.bottom).max(part.top - block.bottom);
        // A second headline of the same size further below is a headline of its own.
        let most = if block.size >= title.size * 0.87 { 0.7 } else { 0.9 };
        let over = block.left <= title.right && block.right >= title.left;
        let (upper, lower) = (block.bottom.min(part.bottom), block.top.max(part.top));
        let ruled = rules.iter().any(|rule| {
            rule.top >= upper - 1.0 && rule.top <= lower + 1.0 && rule.left <= block.right && rule.right >= block.left
        });
        !ruled && gap <= title.size * most && gap >= -title.size * 0.5 && over
    })
}

fn headline(blocks: &[Block], group: &[usize]) -> Headline {
    let title = &blocks[group[0]];
    let mut parts: Vec<&Block> = group.iter().map(|&at| &blocks[at]).collect();
    if title.downwards() {
        parts.sort_by(|a, b| b.left.total_cmp(&a.left).then(a.top.total_cmp(&b.top)));
    } else {
        parts.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    }
    let (mut above, mut main, mut below) = (Vec::new(), Vec::new(), Vec::new());
    for part in &parts {
        let text: String = part.lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join("");
        if part.size >= title.size * 0.87 {
            main.push(text);
        } else if main.is_empty() {
            above.push(text);
        } else {
            below.push(text);
        }
    }
    let column = take_rubric(&parts, &mut above);
    let edge = |value: fn(&Block) -> f32, start: f32, pick: fn(f32, f32) -> f32| {
        parts.iter().map(|part| value(part)).fold(start, pick)
    };
    Headline {
        column,
        kicker: above.join(" "),
        title: main.join(" "),
        subtitle: below.join(" "),
        left: edge(|part| part.left, f32::MAX, f32::min),
        right: edge(|part| part.right, f32::MIN, f32::max),
        top: edge(|part| part.top, f32::MAX, f32::min),
        bottom: edge(|part| part.bottom, f32::MIN, f32::max),
        size: title.size,
        downwards: title.downwards(),
        byline: None,
    }
}

/// Takes the name of the column off the texts above a title, the first of which may have it as its first line: in the type of the
/// kicker below it, but much shorter.
fn take_rubric(parts: &[&Block], above: &mut Vec<String>) -> String {
    let Some(first) = above.first_mut() else { return String::new() };
    if is_rubric(first) {
        return above.remove(0);
    }
    let Some([name, next, ..]) = parts.first().map(|part| part.lines.as_slice()) else { return String::new() };
    let is_short = !name.downwards && (name.right - name.left) * 2.0 <= next.right - next.left;
    match first.strip_prefix(name.text.trim()).filter(|_| is_short && is_rubric(&name.text)) {
        Some(kicker) => {
            *first = kicker.to_owned();
            name.text.trim().to_owned()
        }
        None => String::new(),
    }
}
