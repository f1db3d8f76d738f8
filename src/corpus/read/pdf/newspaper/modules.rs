//! Divides a page into modules: a headline with the columns, captions and boxes that belong to it.
//!
//! Boxes are divided by themselves. Elsewhere a block of text belongs to the lowest headline above it whose columns it
//! stands in. The columns of a headline begin at one height right below it, and other text at its height bounds them.

use crate::corpus::read::pdf::glyphs::Ruling;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::article::PdfArticle;
use crate::corpus::read::pdf::newspaper::blocks::{Block, Kind, MAX_BLOCKS, Measure};
use crate::corpus::read::pdf::newspaper::continuity;
use crate::corpus::read::pdf::newspaper::headlines::{Headline, headlines};
use crate::corpus::read::pdf::newspaper::module::{Area, Module};
use crate::corpus::read::pdf::newspaper::spans::{Above, Field, Span, headline_beside, owner};

/// Maximum number of headlines of a page; more of them are no newspaper page.
const MAX_HEADLINES: usize = 80;
/// The layout is clear where at most one in this many characters belongs to no headline.
const MAX_UNCLEAR: usize = 5;

/// The articles of a page, in the order of reading; `None` where the layout is not clear.
///
/// `upright` holds the rules that run down the page.
pub(in crate::corpus::read::pdf) fn articles(
    blocks: &[Block],
    upright: &[Ruling],
    captions: Vec<Vec<Line>>,
    measure: Measure,
) -> Option<Vec<PdfArticle>> {
    if blocks.len() > MAX_BLOCKS || !has_columns(blocks) {
        return None;
    }
    let upright = upright.iter().map(|rule| Block::rule(rule, measure)).collect();
    let mut page = Page { modules: Vec::new(), unclear: Vec::new(), upright, total: 0 };
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
    /// The rules that run down the page.
    upright: Vec<Block>,
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
        let (pulled, found): (Vec<Headline>, Vec<Headline>) =
            found.into_iter().partition(|headline| continuity::is_pulled_quote(headline, &bodies, &rules, measure));
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
                let at = above
                    .is_open()
                    .then(|| headline_beside(block, above, &found, &spans, &self.upright, measure))
                    .flatten()?;
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
        continuity::follow(&bodies, &mut owners, &self.upright, measure);
        continuity::level(&bodies, &above, &mut owners, &self.upright, measure);
        self.modules.extend(found.into_iter().map(Module::new));
        for (block, owner) in bodies.into_iter().zip(owners) {
            self.total += block.count();
            match owner {
                Some(at) => self.modules[first + at].push(block),
                None => self.unclear.push(block),
            }
        }
        let last = self.modules.len();
        for quote in pulled {
            let holds = |module: &&mut Module| module.area.holds(&quote);
            if let Some(module) = self.modules[first..last].iter_mut().find(holds) {
                module.quotes.push([quote.column, quote.kicker, quote.title, quote.subtitle].concat());
            }
        }
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
