//! Blocks in the order of reading.
//!
//! Blocks are read greedily: the leftmost block with nothing unread above it comes next, but a headline keeps hold of
//! the columns below it (or beside it, where it runs down the page) until they are read.

use crate::corpus::read::pdf::blocks::{Block, Kind, MOST_BLOCKS, Measure};

/// Where a headline's article stands.
#[derive(Debug, Clone, Copy)]
struct Reach {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl Reach {
    fn holds(&self, block: &Block) -> bool {
        let middle = block.middle();
        middle >= self.left && middle <= self.right && block.top >= self.top && block.top <= self.bottom
    }
}

/// The width of the page a block has to itself, left and right edge.
///
/// A headline is often narrower than the columns of its article, so it has the white space beside it as well, up to
/// the next text on its height; with another headline there it shares the space between them.
fn own_width(block: &Block, all: &[Block], measure: Measure) -> (f32, f32) {
    if block.kind != Kind::Headline || block.downwards() {
        return (block.left, block.right);
    }
    let (mut left, mut right) = (f32::MIN, f32::MAX);
    for other in all {
        let edge = |near: f32, far: f32| if other.kind == Kind::Headline { (near + far) / 2.0 } else { far };
        let height = (block.bottom - block.top).min(other.bottom - other.top);
        if other.kind == Kind::Rule || block.height_shared(other) <= height * 0.2 {
            continue;
        }
        if other.right <= block.left {
            left = left.max(edge(block.left, other.right));
        } else if other.left >= block.right {
            right = right.min(edge(block.right, other.left));
        }
    }
    // The columns of its article begin on one height: those right below it show where, the others beside them show how
    // far it reaches. Without any it may be as wide as the page.
    let depth = block.bottom + (block.size * 4.0).max(measure.body * 8.0);
    let below = |other: &&Block| other.kind == Kind::Body && (block.bottom - measure.body..=depth).contains(&other.top);
    // A byline or a lead is no column.
    let column = |other: &&Block| other.lines.len() >= 2 && other.width() <= measure.column * 1.3;
    let tops = |wanted: &dyn Fn(&&Block) -> bool| {
        let under = all.iter().filter(below).filter(|other| block.shares_width(other)).filter(wanted);
        under.map(|other| other.top).min_by(f32::total_cmp)
    };
    let begins = tops(&column).or_else(|| tops(&|_| true)).unwrap_or(f32::MAX);
    let heads = |other: &&Block| {
        below(other) && (left..=right).contains(&other.middle()) && (other.top - begins).abs() <= measure.body * 1.2
    };
    let outermost = all.iter().filter(heads).map(|other| other.left).fold(f32::MAX, f32::min);
    let last = all.iter().filter(heads).map(|other| other.right).fold(f32::MIN, f32::max);
    if outermost > last {
        return (left, right);
    }
    (outermost.min(block.left), last.max(block.right))
}

/// Blocks in the order of reading.
pub(super) fn ordered(mut blocks: Vec<Block>, measure: Measure) -> Vec<Block> {
    blocks.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.top.total_cmp(&b.top)));
    if blocks.len() > MOST_BLOCKS {
        return blocks;
    }
    Reading::new(blocks, measure).read()
}

/// The blocks of a page while they are being read.
struct Reading {
    blocks: Vec<Block>,
    measure: Measure,
    /// The width each block has to itself.
    widths: Vec<(f32, f32)>,
    /// Where the article of each headline stands.
    reaches: Vec<Option<Reach>>,
    /// Blocks above each block that are not read yet.
    waits: Vec<usize>,
    read: Vec<bool>,
    /// Where the article being read stands, as long as it has a headline.
    reach: Option<Reach>,
    last: Option<usize>,
    /// The blocks of the article being read.
    article: Vec<usize>,
    /// Whether the block read next takes up the text of the one before it.
    goes_on: bool,
}

impl Reading {
    fn new(blocks: Vec<Block>, measure: Measure) -> Self {
        let widths = blocks.iter().map(|block| own_width(block, &blocks, measure)).collect();
        let read = vec![false; blocks.len()];
        let reaches = vec![None; blocks.len()];
        let mut reading = Self {
            blocks,
            measure,
            widths,
            reaches,
            waits: Vec::new(),
            read,
            reach: None,
            last: None,
            article: Vec::new(),
            goes_on: false,
        };
        let count = reading.blocks.len();
        reading.reaches = (0..count)
            .map(|at| (reading.blocks[at].kind == Kind::Headline).then(|| reading.headline_reach(at)))
            .collect();
        reading.waits = (0..count).map(|at| (0..count).filter(|&other| reading.before(other, at)).count()).collect();
        reading
    }

    /// Whether a block is of the article of a headline that runs down the page beside it.
    fn beside_headline(&self, headline: usize, at: usize) -> bool {
        let block = &self.blocks[at];
        headline != at
            && self.blocks[headline].downwards()
            && block.kind == Kind::Body
            && self.reaches[headline].is_some_and(|reach| reach.holds(block))
    }

    /// Whether one block must be read before another, as it stands above it.
    fn before(&self, above: usize, below: usize) -> bool {
        if self.beside_headline(above, below) {
            return true;
        }
        let (a, b) = (&self.blocks[above], &self.blocks[below]);
        let height = |block: &Block| (block.top + block.bottom) / 2.0;
        if matches!(a.kind, Kind::Boxed(_)) || height(a) >= height(b) || self.beside_headline(below, above) {
            return false;
        }
        let holds = |(left, right): (f32, f32), block: &Block| block.middle() >= left && block.middle() <= right;
        a.shares_width(b) || holds(self.widths[above], b) || holds(self.widths[below], a) || {
            // What is above an article with its headline beside it comes before the whole of it.
            b.downwards() && self.reaches[below].is_some_and(|reach| holds((reach.left, reach.right), a))
        }
    }

    fn read(mut self) -> Vec<Block> {
        let mut order = Vec::with_capacity(self.blocks.len());
        while let Some(next) = self.next() {
            self.take(next);
            order.push(next);
        }
        let mut blocks: Vec<Option<Block>> = self.blocks.into_iter().map(Some).collect();
        order.into_iter().filter_map(|at| blocks[at].take()).collect()
    }

    /// Reads a block.
    fn take(&mut self, at: usize) {
        self.read[at] = true;
        self.blocks[at].goes_on = self.goes_on
            && self.blocks[at].kind == Kind::Body
            && self.last.is_some_and(|last| self.blocks[last].kind == Kind::Body);
        for other in 0..self.blocks.len() {
            if self.before(at, other) {
                self.waits[other] = self.waits[other].saturating_sub(1);
            }
        }
        let block = &self.blocks[at];
        match block.kind {
            Kind::Headline => {
                let stacked = self.last.is_some_and(|last| self.blocks[last].kind == Kind::Headline);
                let Some(new) = self.reaches[at] else { return };
                // A kicker and its headline, a headline and its second deck reach as far as the wider of them.
                self.reach = match self.reach {
                    Some(old)
                        if stacked
                            && !block.downwards()
                            && self.last.is_some_and(|last| self.one_headline(last, at)) =>
                    {
                        Some(Reach { left: old.left.min(new.left), right: old.right.max(new.right), ..new })
                    }
                    _ => Some(new),
                };
                if !stacked {
                    self.article.clear();
                }
            }
            Kind::Rule => {
                let (left, right) = (block.left, block.right);
                let under_headline = self.last.is_some_and(|last| self.blocks[last].kind == Kind::Headline)
                    && self.reach.is_some_and(|reach| {
                        left >= reach.left - self.measure.column && right <= reach.right + self.measure.column
                    });
                if !under_headline {
                    self.reach = Some(Reach { left, right, top: block.top, bottom: f32::MAX });
                    self.article.clear();
                    self.last = None;
                }
                return;
            }
            Kind::Body | Kind::Boxed(_) => {}
        }
        self.article.push(at);
        self.last = Some(at);
    }

    /// Whether two headline blocks are parts of one headline, the second right below the first.
    fn one_headline(&self, above: usize, below: usize) -> bool {
        let (a, b) = (&self.blocks[above], &self.blocks[below]);
        b.top - a.bottom <= a.size.max(b.size) * 0.9 && a.shares_width(b)
    }

    /// Where the article of a headline stands: the columns below, or beside it where it runs down the page.
    fn headline_reach(&self, at: usize) -> Reach {
        let block = &self.blocks[at];
        let slack = self.measure.body;
        if !block.downwards() {
            let (left, right) = self.widths[at];
            return Reach { left, right, top: block.top, bottom: f32::MAX };
        }
        let (top, bottom) = (block.top - block.size, block.bottom + slack);
        let beside = |other: &&Block| {
            matches!(other.kind, Kind::Headline) && **other != *block && block.height_shared(other) > 0.0
        };
        let right = self.blocks.iter().filter(beside).filter(|other| other.left >= block.right - slack);
        let right = right.map(|other| other.left).fold(f32::MAX, f32::min);
        let has_text = self.blocks.iter().any(|other| {
            other.kind == Kind::Body
                && other.left >= block.right - slack
                && other.middle() < right
                && other.top >= top
                && other.top <= bottom
        });
        if has_text {
            return Reach { left: block.right - slack, right, top, bottom };
        }
        let left = self.blocks.iter().filter(beside).filter(|other| other.right <= block.left + slack);
        let left = left.map(|other| other.right).fold(f32::MIN, f32::max);
        Reach { left, right: block.left + slack, top, bottom }
    }

    /// The block to read next.
    fn next(&mut self) -> Option<usize> {
        self.goes_on = true;
        let free: Vec<usize> = (0..self.blocks.len()).filter(|&at| !self.read[at] && self.waits[at] == 0).collect();
        let kind = |at: &usize| &self.blocks[*at].kind;
        if let Some(reach) = self.reach {
            let here: Vec<usize> = free.iter().copied().filter(|&at| reach.holds(&self.blocks[at])).collect();
            let text: Vec<usize> = here.iter().copied().filter(|at| *kind(at) == Kind::Body).collect();
            let rule = here.iter().copied().find(|at| *kind(at) == Kind::Rule);
            let fresh = self.last.is_some_and(|last| self.blocks[last].kind == Kind::Headline);
            if let (true, Some(rule), Some(last)) = (fresh, rule, self.last)
                && self.blocks[rule].top - self.blocks[last].bottom <= self.measure.body * 2.5
            {
                return Some(rule);
            }
            if let Some(next) = self.across(&text).or_else(|| text.first().copied()) {
                let block = &self.blocks[next];
                let first = here.iter().copied().filter(|at| *kind(at) == Kind::Headline).find(|&at| {
                    let headline = &self.blocks[at];
                    headline.left < block.left - self.measure.body && headline.top <= block.top + block.size * 1.5
                });
                return Some(first.unwrap_or(next));
            }
        }
        // The text goes on below, or in the next column that has no headline of its own.
        if let Some(last) = self.last {
            let last = &self.blocks[last];
            let bodies = || free.iter().copied().filter(|at| *kind(at) == Kind::Body);
            // No headline over several columns, and one over this column below: the column is read on first.
            let narrow = |(left, right): (f32, f32)| right - left <= self.measure.column * 1.5;
            let single = self.reach.is_none_or(|reach| narrow((reach.left, reach.right)));
            let headline_below = single
                && free.iter().any(|&at| {
                    let block = &self.blocks[at];
                    block.kind == Kind::Headline
                        && narrow(self.widths[at])
                        && block.top >= last.bottom
                        && block.shares_width(last)
                });
            if last.kind != Kind::Headline {
                let below = bodies().find(|&at| {
                    let block = &self.blocks[at];
                    block.shares_width(last)
                        && block.top >= last.top
                        && self.reach.is_none_or(|reach| reach.holds(block))
                });
                let beside = || {
                    bodies().filter(|_| !headline_below).find(|&at| {
                        let block = &self.blocks[at];
                        block.left >= last.right - self.measure.body
                            && block.left <= last.right + self.measure.column
                            && block.height_shared(last) > 0.0
                    })
                };
                if let Some(next) = below.or_else(beside) {
                    return Some(next);
                }
            }
        }
        self.reach = None;
        self.goes_on = false;
        if let Some(at) = free.iter().copied().find(|at| matches!(kind(at), Kind::Boxed(_)) && self.in_article(*at)) {
            return Some(at);
        }
        free.first().copied().or_else(|| self.highest())
    }

    /// Of blocks that wait for each other in a circle the highest.
    fn highest(&self) -> Option<usize> {
        let unread = (0..self.blocks.len()).filter(|&at| !self.read[at]);
        unread.min_by(|&a, &b| self.blocks[a].top.total_cmp(&self.blocks[b].top).then(a.cmp(&b)))
    }

    /// A byline or a lead across columns: what stands wholly above all other text there is.
    fn across(&self, text: &[usize]) -> Option<usize> {
        text.iter().copied().find(|&at| {
            let block = &self.blocks[at];
            let mut others = text.iter().filter(|&&other| other != at).peekable();
            others.peek().is_some() && others.all(|&other| block.bottom <= self.blocks[other].top + block.size * 0.4)
        })
    }

    /// Whether a box stands amid the article being read.
    fn in_article(&self, at: usize) -> bool {
        let edge = |value: fn(&Block) -> f32, start: f32, pick: fn(f32, f32) -> f32| {
            self.article.iter().map(|&part| value(&self.blocks[part])).fold(start, pick)
        };
        let (left, right) = (edge(|b| b.left, f32::MAX, f32::min), edge(|b| b.right, f32::MIN, f32::max));
        let (top, bottom) = (edge(|b| b.top, f32::MAX, f32::min), edge(|b| b.bottom, f32::MIN, f32::max));
        let block = &self.blocks[at];
        let height = (block.top + block.bottom) / 2.0;
        block.middle() > left && block.middle() < right && height > top && height < bottom
    }
}
