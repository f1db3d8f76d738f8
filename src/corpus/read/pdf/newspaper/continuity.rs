//! Where the text of a block goes on, as the ends of its lines tell: a column that breaks off in the middle of a sentence
//! goes on in one that begins without an indent.

use crate::corpus::read::pdf::newspaper::blocks::{Block, Measure, overlap};
use crate::corpus::read::pdf::newspaper::headlines::Headline;
use crate::corpus::read::pdf::newspaper::spans::Above;

/// The most characters of a line that is pulled out of the text to be read first.
const MAX_QUOTE: usize = 60;

/// Whether a block breaks off in the middle of a sentence, at the end of a full line.
pub(super) fn breaks_off(block: &Block) -> bool {
    let Some(last) = block.lines.last().filter(|_| block.lines.len() >= 2 && !block.downwards()) else { return false };
    let text = last.text.trim_end();
    let is_full = block.right - last.right <= last.size * 1.3;
    is_full
        && !text
            .ends_with(['。', '！', '？', '；', '!', '?', '.', '”', '’', '」', '』', '）', ')', '】', '…', '：', '》'])
}

/// Whether a block begins without an indent although its lines or those of the page have some, so that it goes on with
/// what another began.
pub(in crate::corpus::read::pdf) fn goes_on(block: &Block) -> bool {
    let Some(first) = block.lines.first().filter(|_| block.lines.len() >= 2 && !block.downwards()) else {
        return false;
    };
    let is_flush = first.left - block.left <= first.size * 0.5;
    let is_mark = first.text.trim_start().starts_with(['●', '■', '◆', '▲', '□', '★', '（', '【', '《']);
    let begins = ["本报", "新华社", "记者", "据"].iter().any(|word| first.text.trim_start().starts_with(word));
    is_flush && !is_mark && !begins && !first.bold
}

/// Whether a headline is a line pulled out of the text around it, to be read first: it stands in one column, whose text
/// breaks off above it and goes on below.
pub(super) fn is_pulled_quote(headline: &Headline, bodies: &[Block], rules: &[Block], measure: Measure) -> bool {
    let letters: usize =
        [&headline.kicker, &headline.title, &headline.subtitle].iter().map(|part| part.chars().count()).sum();
    if headline.downwards || letters > MAX_QUOTE || headline.right - headline.left > measure.column * 1.15 {
        return false;
    }
    let in_column = |block: &&Block| {
        let width = block.width().min(headline.right - headline.left);
        overlap(block.left, block.right, headline.left, headline.right) > width * 0.6
            && block.width() <= measure.column * 1.3
    };
    let reach = measure.body * 5.0;
    let above = bodies
        .iter()
        .filter(in_column)
        .filter(|block| block.bottom <= headline.top + measure.body && headline.top - block.bottom <= reach);
    let below = bodies
        .iter()
        .filter(in_column)
        .filter(|block| block.top >= headline.bottom - measure.body && block.top - headline.bottom <= reach);
    let above = above.max_by(|a, b| a.bottom.total_cmp(&b.bottom));
    let below = below.min_by(|a, b| a.top.total_cmp(&b.top));
    above.zip(below).is_some_and(|(above, below)| {
        let is_one_column = (above.left - below.left).abs() < measure.body * 0.7;
        // A rule across columns parts articles.
        let is_ruled = rules.iter().any(|rule| {
            rule.top >= above.bottom - measure.body
                && rule.bottom <= below.top + measure.body
                && overlap(rule.left, rule.right, above.left, above.right) > 0.0
        });
        breaks_off(above) && goes_on(below) && is_one_column && !is_ruled
    })
}

/// Gives columns that begin at one height, side by side, to one article: a column above which neither a headline nor text stands
/// belongs to the one that holds the column to its left. A rule that parts articles reaches higher than both.
pub(in crate::corpus::read::pdf) fn level(
    bodies: &[Block],
    above: &[Above],
    owners: &mut [Option<usize>],
    rules: &[Block],
    measure: Measure,
) {
    let body = measure.body;
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by(|&a, &b| bodies[a].left.total_cmp(&bodies[b].left).then(bodies[a].top.total_cmp(&bodies[b].top)));
    let is_column = |block: &Block| block.lines.len() >= 2 && block.width() <= measure.column * 1.3;
    for at in order {
        let block = &bodies[at];
        if !is_column(block) || !above[at].is_open() || block.downwards() {
            continue;
        }
        let is_level = |&other: &usize| {
            let left = &bodies[other];
            is_column(left)
                && (left.top - block.top).abs() <= body * 0.6
                && (-body..=body * 3.0).contains(&(block.left - left.right))
                && (left.width() - block.width()).abs() <= body * 2.0
        };
        let Some(left) = (0..bodies.len()).find(is_level) else { continue };
        let edge = (bodies[left].right - body, block.left + body);
        let is_parted = rules.iter().any(|rule| {
            (edge.0..=edge.1).contains(&rule.middle()) && rule.top < block.top - body * 2.0 && rule.bottom > block.top
        });
        if owners[left].is_some() && !is_parted {
            owners[at] = owners[left];
        }
    }
}

/// Gives a block that goes on with another's text the owner of that other one: the block to its left that breaks off,
/// with no upright rule between if there is such a block, where what stands above it in its own article is complete.
pub(super) fn follow(bodies: &[Block], owners: &mut [Option<usize>], rules: &[Block], measure: Measure) {
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by(|&a, &b| bodies[a].left.total_cmp(&bodies[b].left).then(bodies[a].top.total_cmp(&bodies[b].top)));
    for at in order {
        let block = &bodies[at];
        if block.width() > measure.column * 1.3 || !goes_on(block) {
            continue;
        }
        // The text above it in its column may go on in it.
        let above = (0..bodies.len())
            .filter(|&other| bodies[other].bottom <= block.top + block.size * 0.5 && bodies[other].shares_width(block));
        let above = above.max_by(|&a, &b| bodies[a].bottom.total_cmp(&bodies[b].bottom));
        let is_kept = |above: usize| {
            let is_close = block.top - bodies[above].bottom <= measure.body * 2.0;
            owners[above] == owners[at] && (is_close || breaks_off(&bodies[above]))
        };
        if above.is_some_and(is_kept) {
            continue;
        }
        // So may a column of its own article.
        let left_of = |&other: &usize| {
            let left = &bodies[other];
            let gap = block.left - left.right;
            (-measure.body..=measure.body * 3.0).contains(&gap) && left.bottom > block.top && left.top < block.bottom
        };
        let ends_column = |&other: &usize| {
            !bodies.iter().enumerate().any(|(below, block)| {
                below != other
                    && owners[below] == owners[other]
                    && block.top >= bodies[other].bottom - block.size
                    && block.shares_width(&bodies[other])
            })
        };
        let neighbours: Vec<usize> = (0..bodies.len()).filter(left_of).filter(ends_column).collect();
        if neighbours.iter().any(|&other| owners[other].is_some() && owners[other] == owners[at]) {
            continue;
        }
        let is_ruled = |other: usize| {
            let (left, right) = (bodies[other].right - measure.body, block.left + measure.body);
            rules.iter().any(|rule| {
                rule.bottom - rule.top > measure.body * 2.0
                    && (left..=right).contains(&rule.middle())
                    && overlap(rule.top, rule.bottom, block.top, block.bottom) > 0.0
            })
        };
        let broken_off = |other: &usize| owners[*other].is_some() && breaks_off(&bodies[*other]);
        let before = neighbours.iter().copied().find(|other| broken_off(other) && !is_ruled(*other));
        // Between the columns of one article a rule may stand as well.
        let before = before.or_else(|| neighbours.iter().copied().find(broken_off));
        if let Some(before) = before {
            owners[at] = owners[before];
        }
    }
}
