//! Divides a page into modules: a headline with the columns, captions and boxes that belong to it.
//!
//! Boxes are divided by themselves. Elsewhere a block of text belongs to the lowest headline above it whose columns it
//! stands in. The columns of a headline begin at one height right below it, and other text at its height bounds them.

use crate::corpus::read::pdf::article::PdfArticle;
use crate::corpus::read::pdf::blocks::{Block, Kind, MAX_BLOCKS, Measure, overlap};
use crate::corpus::read::pdf::headlines::{Headline, headlines};
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::module::{Area, Module};

/// Maximum number of headlines of a page; more of them are no newspaper page.
const MAX_HEADLINES: usize = 80;
/// The layout is clear where at most one in so many characters belongs to no headline.
const MAX_UNCLEAR: usize = 5;
/// The articles of a page, in the order of reading; `None` where the layout is not clear.
pub(super) fn articles(blocks: &[Block], captions: Vec<Vec<Line>>, measure: Measure) -> Option<Vec<PdfArticle>> {
    if blocks.len() > MAX_BLOCKS || !has_columns(blocks) {
        return None;
    }
    let mut page = Page { modules: Vec::new(), unclear: Vec::new(), total: 0 };
    page.divide(blocks.to_vec(), measure);
    page.attach_unclear(measure);
    // A headline without any text is clear only beside others.
    page.modules.retain(|module| !module.blocks.is_empty());
    let unclear: usize = page.unclear.iter().map(Block::count).sum();
    if page.modules.is_empty() || unclear * MAX_UNCLEAR > page.total {
        return None;
    }
    page.add_captions(captions);
    page.add_unclear(measure);
    page.modules.sort_by(|a, b| a.area.top.total_cmp(&b.area.top).then(a.area.left.total_cmp(&b.area.left)));
    Some(page.modules.into_iter().map(|module| module.into_article(measure)).collect())
}

/// Whether half of the text stands in columns side by side, as on a newspaper page.
fn has_columns(blocks: &[Block]) -> bool {
    let mut flat: Vec<&Block> = Vec::new();
    flatten(blocks, &mut flat);
    let bodies: Vec<&Block> = flat.into_iter().filter(|block| block.kind == Kind::Body).collect();
    let beside = |block: &&&Block| {
        bodies.iter().any(|other| {
            let shared = block.height_shared(other);
            shared > 0.0 && !block.shares_width(other) && other.lines.len() >= 2
        })
    };
    let count = |blocks: &mut dyn Iterator<Item = &&Block>| blocks.map(|block| block.count()).sum::<usize>();
    let total = count(&mut bodies.iter());
    total > 0 && count(&mut bodies.iter().filter(beside)) * 2 >= total
}

fn flatten<'a>(blocks: &'a [Block], flat: &mut Vec<&'a Block>) {
    for block in blocks {
        match &block.kind {
            Kind::Boxed(parts) => flatten(parts, flat),
            _ => flat.push(block),
        }
    }
}

/// A page while it is divided.
struct Page {
    modules: Vec<Module>,
    /// The blocks that belong to no headline.
    unclear: Vec<Block>,
    /// Number of characters of the text.
    total: usize,
}

impl Page {
    /// Divides a part of the page: the whole page or a box.
    fn divide(&mut self, blocks: Vec<Block>, measure: Measure) {
        let (boxes, blocks): (Vec<Block>, Vec<Block>) =
            blocks.into_iter().partition(|block| matches!(block.kind, Kind::Boxed(_)));
        let (rules, blocks): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(|block| block.kind == Kind::Rule);
        let (found, mut bodies) = headlines(blocks, &rules, measure);
        bodies.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
        if found.len() > MAX_HEADLINES {
            self.total += bodies.iter().map(Block::count).sum::<usize>();
            self.unclear.extend(bodies);
            return;
        }
        let above: Vec<Above> = bodies.iter().map(|block| Above::of(block, &found, &bodies, &boxes, &rules)).collect();
        let field = Field { headlines: &found, bodies: &bodies, above: &above, boxes: &boxes, measure };
        let mut spans: Vec<Span> = (0..found.len()).map(|at| Span::of(at, &field)).collect();
        let first = self.modules.len();
        let mut owners: Vec<Option<usize>> = Vec::with_capacity(bodies.len());
        for (block, above) in bodies.iter().zip(&above) {
            let begins_beside = || {
                let at = above.is_open().then(|| headline_beside(block, &found, &spans, &rules, measure)).flatten()?;
                // What follows in the column belongs to the headline as well.
                spans[at].right = spans[at].right.max(block.right);
                Some(at)
            };
            let owner = above
                .headline
                .or_else(|| above.text.and_then(|text| owners.get(text).copied().flatten()))
                .or_else(begins_beside)
                .or_else(|| owner(block, &spans, &rules, measure, false))
                .or_else(|| owner(block, &spans, &rules, measure, true));
            owners.push(owner);
        }
        self.modules.extend(found.into_iter().map(Module::new));
        for (block, owner) in bodies.into_iter().zip(owners) {
            self.total += block.count();
            match owner {
                Some(at) => self.modules[first + at].push(block),
                None => self.unclear.push(block),
            }
        }
        let last = self.modules.len();
        for block in boxes {
            self.add_box(block, &spans, &rules, measure, first..last);
        }
    }

    /// Adds a box: it holds articles of its own if it has a headline, else it belongs to the article around it.
    fn add_box(
        &mut self,
        block: Block,
        spans: &[Span],
        rules: &[Block],
        measure: Measure,
        around: std::ops::Range<usize>,
    ) {
        let owner = owner(&block, spans, rules, measure, false);
        let Kind::Boxed(parts) = block.kind else { return };
        let (found, bodies) = headlines(parts.clone(), &[], measure);
        if !found.is_empty() {
            return self.divide(parts, measure);
        }
        let count: usize = bodies.iter().map(Block::count).sum();
        self.total += count;
        match owner {
            Some(at) if around.contains(&(around.start + at)) => {
                bodies.into_iter().for_each(|body| self.modules[around.start + at].push(body));
            }
            _ => self.unclear.extend(bodies),
        }
    }

    /// Gives blocks that belong to no headline to the article beside them: to a headline without text that stands to their left,
    /// or to the article whose columns begin at the same height right beside them.
    fn attach_unclear(&mut self, measure: Measure) {
        let body = measure.body;
        let mut blocks = std::mem::take(&mut self.unclear);
        blocks.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.top.total_cmp(&b.top)));
        loop {
            let count = blocks.len();
            blocks.retain(|block| {
                let gap = |area: &Area| (block.left - area.right).max(area.left - block.right);
                // A headline beside its text may be set ragged.
                let is_beside = |module: &Module| {
                    let reach = if module.has_no_text() { 8.0 } else { 3.0 };
                    (-1.0..=body * reach).contains(&gap(&module.area))
                };
                let is_level = |module: &Module| {
                    let columns = module.blocks.iter().any(|column| (column.top - block.top).abs() <= body * 1.2);
                    // The headline beside its text begins about where the text does.
                    let headline = &module.headline;
                    // A headline over the first columns leaves the others to begin at its own height; they end alike.
                    let ends_alike = (module.area.bottom - block.bottom).abs() <= body * 3.5;
                    let beside = headline.right <= block.left + body && (module.has_no_text() || ends_alike);
                    columns || beside && (headline.top - block.top).abs() <= headline.size.max(body * 2.0)
                };
                let near = self.modules.iter_mut().filter(|module| is_beside(module) && is_level(module));
                let nearest = near.min_by(|a, b| gap(&a.area).total_cmp(&gap(&b.area)));
                match nearest {
                    Some(module) => module.push(block.clone()),
                    None => return true,
                }
                false
            });
            if blocks.len() == count {
                break;
            }
        }
        self.unclear = blocks;
    }

    /// Makes texts without a headline of the blocks that belong to none: those that stand in one column, close to each other,
    /// are one text.
    fn add_unclear(&mut self, measure: Measure) {
        let mut blocks = std::mem::take(&mut self.unclear);
        blocks.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
        let mut texts: Vec<Module> = Vec::new();
        for block in blocks {
            let goes_on = |text: &&mut Module| {
                text.blocks
                    .last()
                    .is_some_and(|last| last.shares_width(&block) && block.top - last.bottom <= measure.body * 2.0)
            };
            match texts.iter_mut().find(goes_on) {
                Some(text) => text.push(block),
                None => texts.push(Module::without_headline(block)),
            }
        }
        self.modules.extend(texts);
    }

    /// Adds each caption to the article that it stands in, or else to the nearest one.
    fn add_captions(&mut self, captions: Vec<Vec<Line>>) {
        for caption in captions {
            let Some(line) = caption.first() else { continue };
            let (x, y) = ((line.left + line.right) / 2.0, line.baseline);
            let distance = |area: &Area| {
                let across = (area.left - x).max(x - area.right).max(0.0);
                let down = (area.top - y).max(y - area.bottom).max(0.0);
                (across + down, area.bottom - area.top)
            };
            let nearest = self.modules.iter_mut().min_by(|a, b| {
                let ((a, height), (b, other)) = (distance(&a.area), distance(&b.area));
                a.total_cmp(&b).then(height.total_cmp(&other))
            });
            if let Some(module) = nearest {
                module.captions.push(caption);
            }
        }
    }
}

/// What stands nearest above a block of text in its column.
struct Above {
    /// The headline, if that is what stands there.
    headline: Option<usize>,
    /// The text, if it stands so close that it goes on in this block.
    text: Option<usize>,
    /// The lower edge of what stands there.
    bottom: f32,
}

impl Above {
    /// Whether neither a headline nor text that goes on stands above.
    fn is_open(&self) -> bool {
        self.headline.is_none() && self.text.is_none()
    }

    fn of(block: &Block, headlines: &[Headline], bodies: &[Block], boxes: &[Block], rules: &[Block]) -> Self {
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
struct Field<'a> {
    headlines: &'a [Headline],
    bodies: &'a [Block],
    /// What stands above each of the bodies.
    above: &'a [Above],
    boxes: &'a [Block],
    measure: Measure,
}

/// The part of the page in which the columns of a headline can stand.
struct Span {
    /// Where the columns begin, and how far down they can go.
    top: f32,
    bottom: f32,
    /// The width of the columns that begin right below the headline.
    left: f32,
    right: f32,
    /// The width up to the nearest other text at the height of the headline.
    free_left: f32,
    free_right: f32,
}

impl Span {
    fn of(at: usize, field: &Field<'_>) -> Self {
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
/// the headline, right beside the columns below it, with no rule between.
fn headline_beside(
    block: &Block,
    headlines: &[Headline],
    spans: &[Span],
    rules: &[Block],
    measure: Measure,
) -> Option<usize> {
    let body = measure.body;
    if block.lines.len() < 2 || block.width() > measure.column * 1.3 {
        return None;
    }
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
            && !is_ruled
            && has_columns
            && block.left >= headline.right - body
            && block.left - right <= body * 3.0
    };
    let found = headlines.iter().enumerate().filter(begins);
    found.max_by(|(_, a), (_, b)| a.right.total_cmp(&b.right)).map(|(at, _)| at)
}

/// The headline that a block belongs to: the lowest above it whose columns it stands in, with no rule between. With
/// `free`, the columns may stand anywhere in the width that is free at the height of the headline.
fn owner(block: &Block, spans: &[Span], rules: &[Block], measure: Measure, free: bool) -> Option<usize> {
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
