//! The part of a page in which the columns of a headline can stand, and the headline that a block of text belongs to.

use crate::corpus::read::pdf::newspaper::blocks::{Block, Measure, overlap};
use crate::corpus::read::pdf::newspaper::headlines::Headline;

/// What stands nearest above a block of text in its column.
pub(in crate::corpus::read::pdf) struct Above {
    /// The headline, if that is what stands there.
    pub headline: Option<usize>,
    /// The text, if it stands so close that it goes on in this block.
    pub text: Option<usize>,
    /// The lower edge of what stands there.
    pub bottom: f32,
}

impl Above {
    /// Whether neither a headline nor text that goes on stands above.
    pub fn is_open(&self) -> bool {
        self.headline.is_none() && self.text.is_none()
    }

    pub fn of(block: &Block, headlines: &[Headline], bodies: &[Block], boxes: &[Block], rules: &[Block]) -> Self {
        let over = |left: f32, right: f32| {
            overlap(left, right, block.left, block.right) > (right - left).min(block.width()) * 0.15
        };
        let is_above = |other: &Block| other.bottom <= block.top + block.size * 0.5 && over(other.left, other.right);
        let mut found = Self { headline: None, text: None, bottom: f32::MIN };
        for other in boxes.iter().chain(rules).filter(|other| is_above(other)) {
            found.bottom = found.bottom.max(other.bottom);
        }
        for (at, other) in bodies.iter().enumerate().filter(|(_, other)| is_above(other)) {
            // A block that is higher in the order of the page has been given its headline before.
            if other.bottom > found.bottom && other.top < block.top {
                let close = block.top - other.bottom <= block.size * 1.2;
                let alike = (other.size - block.size).abs() <= block.size * 0.05;
                found = Self { headline: None, text: (close && alike).then_some(at), bottom: other.bottom };
            }
        }
        for (at, headline) in headlines.iter().enumerate().filter(|(_, headline)| !headline.downwards) {
            let over = over(headline.left, headline.right) && headline.bottom <= block.top + block.size * 0.5;
            // A rule may stand right below the headline that it belongs to.
            if over && headline.bottom + block.size * 2.5 >= found.bottom {
                found = Self { headline: Some(at), text: None, bottom: headline.bottom.max(found.bottom) };
            }
        }
        found
    }
}

/// The parts of the page, or of a box, that are divided together.
pub(in crate::corpus::read::pdf) struct Field<'a> {
    pub headlines: &'a [Headline],
    pub bodies: &'a [Block],
    /// What stands above each of the bodies.
    pub above: &'a [Above],
    pub boxes: &'a [Block],
    pub measure: Measure,
}

/// The part of the page in which the columns of a headline can stand.
pub(in crate::corpus::read::pdf) struct Span {
    /// Where the columns begin, and how far down they can go.
    pub top: f32,
    pub bottom: f32,
    /// The width of the columns that begin right below the headline.
    pub left: f32,
    pub right: f32,
    /// The width up to the nearest other text at the height of the headline.
    pub free_left: f32,
    pub free_right: f32,
}

impl Span {
    pub fn of(at: usize, field: &Field<'_>) -> Self {
        let &Field { headlines: all, bodies, boxes, measure, .. } = field;
        let headline = &all[at];
        if headline.downwards {
            return Self::beside(headline, all, bodies, measure);
        }
        let (mut free_left, mut free_right) = (f32::MIN, f32::MAX);
        // The space between two headlines is divided where the columns of the right one begin.
        let boundary = |left: f32, right: f32| {
            let aligned = bodies.iter().any(|body| (body.left - right).abs() <= measure.body * 0.5);
            if aligned { right - measure.body * 0.1 } else { (left + right) / 2.0 }
        };
        let same_height = |top: f32, bottom: f32| {
            let least = (headline.bottom - headline.top).min(bottom - top);
            overlap(headline.top, headline.bottom, top, bottom) > least * 0.2
        };
        for other in all.iter().filter(|other| same_height(other.top, other.bottom)) {
            if other.right <= headline.left {
                free_left = free_left.max(boundary(other.right, headline.left));
            } else if other.left >= headline.right {
                free_right = free_right.min(boundary(headline.right, other.left));
            }
        }
        for other in bodies.iter().chain(boxes).filter(|other| same_height(other.top, other.bottom)) {
            if other.right <= headline.left + measure.body {
                free_left = free_left.max(other.right);
            } else if other.left >= headline.right - measure.body {
                free_right = free_right.min(other.left);
            }
        }
        let (left, right) = columns_below(at, field, (free_left, free_right));
        Self { top: headline.bottom - measure.body, bottom: f32::MAX, left, right, free_left, free_right }
    }

    /// The part beside a headline that runs down the page: to its right, or to its left if there is no text.
    fn beside(headline: &Headline, all: &[Headline], bodies: &[Block], measure: Measure) -> Self {
        let slack = measure.body;
        let (top, bottom) = (headline.top - headline.size, headline.bottom + slack);
        let beside = |other: &&Headline| overlap(headline.top, headline.bottom, other.top, other.bottom) > 0.0;
        let right = all.iter().filter(beside).filter(|other| other.left >= headline.right - slack);
        let right = right.map(|other| other.left).fold(f32::MAX, f32::min);
        let has_text = bodies.iter().any(|body| {
            body.left >= headline.right - slack && body.middle() < right && body.top >= top && body.top <= bottom
        });
        let left = all.iter().filter(beside).filter(|other| other.right <= headline.left + slack);
        let left = left.map(|other| other.right).fold(f32::MIN, f32::max);
        let (left, right) = if has_text { (headline.right - slack, right) } else { (left, headline.left + slack) };
        Self { top, bottom, left, right, free_left: left, free_right: right }
    }
}

/// The left and right edge of the columns that begin right below a headline, within the width that is free.
fn columns_below(at: usize, field: &Field<'_>, free: (f32, f32)) -> (f32, f32) {
    let (headline, body) = (&field.headlines[at], field.measure.body);
    // A block right below another headline belongs to that one.
    let mut blocks: Vec<(&Block, &Above)> = field.bodies.iter().zip(field.above).collect();
    blocks.retain(|(block, above)| {
        let other = above.headline.is_some_and(|headline| headline != at);
        !other && block.top >= headline.bottom - body && (free.0..=free.1).contains(&block.middle())
    });
    let depth = headline.bottom + (headline.size * 4.0).max(body * 8.0);
    let column = |block: &Block| block.lines.len() >= 2 && block.width() <= field.measure.column * 1.3;
    // The column below the headline may begin with a picture; then the others show where the columns begin.
    let near = headline.bottom + headline.size.max(body * 2.5);
    let shows = |(block, above): &&(&Block, &Above)| {
        column(block) && block.top <= if above.headline == Some(at) { depth } else { near }
    };
    let top = blocks.iter().filter(shows).map(|(block, _)| block.top).fold(f32::MAX, f32::min);
    let mut edges = (headline.left, headline.right);
    for (block, above) in &blocks {
        if block.top <= depth && ((block.top - top).abs() <= body * 1.2 || above.headline == Some(at)) {
            edges = (edges.0.min(block.left), edges.1.max(block.right));
        }
    }
    // A column beside these may begin with a picture: white space from about the top of the headline.
    let highest = field.headlines.iter().map(|other| other.top).fold(f32::MAX, f32::min);
    blocks.retain(|(_, above)| {
        let from = if above.bottom == f32::MIN { highest } else { above.bottom };
        above.headline.is_none() && from <= headline.bottom + body * 0.5 && from >= headline.top - body * 4.0
    });
    blocks.sort_by(|(a, _), (b, _)| a.left.total_cmp(&b.left).then(a.top.total_cmp(&b.top)));
    for (block, _) in blocks.iter().filter(|(block, _)| block.left > edges.0) {
        if block.left - edges.1 <= body * 3.0 {
            edges.1 = edges.1.max(block.right);
        }
    }
    for (block, _) in blocks.iter().rev().filter(|(block, _)| block.right < edges.1) {
        if edges.0 - block.right <= body * 3.0 {
            edges.0 = edges.0.min(block.left);
        }
    }
    edges
}

/// The headline over the first columns of an article beside which a further column begins: that column begins at the height of
/// the headline, right beside the columns below it. A rule between parts it from the headline, unless there is white space above it,
/// below which an article of its own would have a headline.
pub(super) fn headline_beside(
    block: &Block,
    above: &Above,
    headlines: &[Headline],
    spans: &[Span],
    rules: &[Block],
    measure: Measure,
) -> Option<usize> {
    let body = measure.body;
    if block.lines.len() < 2 || block.width() > measure.column * 1.3 {
        return None;
    }
    let is_below_white = block.top - above.bottom >= body * 3.0;
    let begins = |(at, headline): &(usize, &Headline)| {
        let right = headline.right.max(spans[*at].right.min(block.left));
        let is_level = (block.top - headline.top).abs() <= headline.size.max(body * 2.0);
        let is_ruled = rules.iter().any(|rule| {
            let middle = (rule.left + rule.right) / 2.0;
            rule.bottom - rule.top > body * 2.0
                && (right - body..=block.left + body).contains(&middle)
                && overlap(rule.top, rule.bottom, block.top, block.bottom) > 0.0
        });
        let has_columns = spans[*at].right > headline.left + measure.column * 0.5;
        !headline.downwards
            && is_level
            && (!is_ruled || is_below_white)
            && has_columns
            && block.left >= headline.right - body
            && block.left - right <= body * 3.0
    };
    let found = headlines.iter().enumerate().filter(begins);
    found.max_by(|(_, a), (_, b)| a.right.total_cmp(&b.right)).map(|(at, _)| at)
}

/// The headline that a block belongs to: the lowest above it whose columns it stands in, with no rule between. With
/// `free`, the columns may stand anywhere in the width that is free at the height of the headline.
pub(super) fn owner(block: &Block, spans: &[Span], rules: &[Block], measure: Measure, free: bool) -> Option<usize> {
    let middle = block.middle();
    let within = |span: &Span| {
        let (left, right) = if free { (span.free_left, span.free_right) } else { (span.left, span.right) };
        middle >= left && middle <= right && block.top >= span.top && block.top <= span.bottom
    };
    let ruled = |span: &Span| {
        rules.iter().any(|rule| {
            // A rule right below a headline belongs to it.
            rule.top > span.top + measure.body * 3.5
                && rule.bottom <= block.top + measure.body * 0.5
                && rule.left <= middle
                && rule.right >= middle
        })
    };
    let found = spans.iter().enumerate().filter(|(_, span)| within(span) && !ruled(span));
    found.max_by(|(a, left), (b, right)| left.top.total_cmp(&right.top).then(b.cmp(a))).map(|(at, _)| at)
}
