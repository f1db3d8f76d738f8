//! Puts blocks in the order of reading.
//!
//! Blocks are read greedily: the leftmost block with nothing unread above it comes next. After a headline, the columns
//! below it (or beside it, if it runs down the page) come first.

use crate::corpus::read::pdf::newspaper::blocks::{Block, Kind, MAX_BLOCKS, Measure};

/// The share of the width of a page that the column of a web page takes at least.
const MIN_MAIN: f32 = 0.55;
/// The type of that column is at most this much larger than the usual one, which may be that of a list below a short text.
const MAX_TYPE: f32 = 1.25;

/// The area of the page in which a headline's article is.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl Area {
    fn contains(&self, block: &Block) -> bool {
        let middle = block.middle();
        middle >= self.left && middle <= self.right && block.top >= self.top && block.top <= self.bottom
    }
}

/// The left and right edge of the part of the page's width that belongs to a block alone.
///
/// A headline is often narrower than the columns of its article, so the white space beside it belongs to it as well, up
/// to the next text at its height; the space between two headlines is divided between them.
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
    // The columns of its article begin at one height: those right below the headline show the height, and the others at
    // that height show how wide the article is. Without any columns it may be as wide as the page.
    let depth = block.bottom + (block.size * 4.0).max(measure.body * 8.0);
    let below = |other: &&Block| other.kind == Kind::Body && (block.bottom - measure.body..=depth).contains(&other.top);
    // A byline or a lead across columns is no column.
    let column = |other: &&Block| other.lines.len() >= 2 && other.width() <= measure.column * 1.3;
    let highest_top = |accepted: &dyn Fn(&&Block) -> bool| {
        let under = all.iter().filter(below).filter(|other| block.shares_width(other)).filter(accepted);
        under.map(|other| other.top).min_by(f32::total_cmp)
    };
    let columns_top = highest_top(&column).or_else(|| highest_top(&|_| true)).unwrap_or(f32::MAX);
    let in_article = |other: &&Block| {
        below(other)
            && (left..=right).contains(&other.middle())
            && (other.top - columns_top).abs() <= measure.body * 1.2
    };
    let leftmost = all.iter().filter(in_article).map(|other| other.left).fold(f32::MAX, f32::min);
    let rightmost = all.iter().filter(in_article).map(|other| other.right).fold(f32::MIN, f32::max);
    if leftmost > rightmost {
        return (left, right);
    }
    (leftmost.min(block.left), rightmost.max(block.right))
}

/// Where the text of the one column ends that takes most of the width of the page; none where it does not hold most of the letters.
fn bottom_of_main_text(blocks: &[Block], measure: Measure) -> Option<f32> {
    let left = blocks.iter().map(|block| block.left).fold(f32::MAX, f32::min);
    let right = blocks.iter().map(|block| block.right).fold(f32::MIN, f32::max);
    let is_main = |block: &&Block| {
        matches!(block.kind, Kind::Body | Kind::Headline)
            && !block.downwards()
            && block.size <= MAX_TYPE * measure.body
            && block.lines.len() > 1
            && block.width() >= MIN_MAIN * (right - left)
    };
    let main = || blocks.iter().filter(is_main);
    let letters = |blocks: &mut dyn Iterator<Item = &Block>| blocks.map(Block::count).sum::<usize>();
    let is_most = 2 * letters(&mut main()) > letters(&mut blocks.iter());
    main().map(|block| block.bottom).max_by(f32::total_cmp).filter(|_| is_most)
}

/// Puts the blocks of a page in the order of reading.
pub(super) fn ordered(mut blocks: Vec<Block>, measure: Measure) -> Vec<Block> {
    blocks.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.top.total_cmp(&b.top)));
    if blocks.len() > MAX_BLOCKS {
        return blocks;
    }
    Reading::new(blocks, measure).read()
}

/// The blocks of a page while they are being read.
struct Reading {
    blocks: Vec<Block>,
    measure: Measure,
    /// The left and right edge that [`own_width`] gives each block.
    widths: Vec<(f32, f32)>,
    /// The area of each headline's article; `None` for other blocks.
    areas: Vec<Option<Area>>,
    /// Where the text of the one column ends that takes most of the width of the page, as web pages have it.
    main_bottom: Option<f32>,
    /// Number of unread blocks that must be read before each block.
    waits: Vec<usize>,
    /// Whether each block has been read.
    read: Vec<bool>,
    /// The area of the article being read, as long as it has a headline.
    area: Option<Area>,
    /// The block read last.
    last: Option<usize>,
    /// The blocks of the article being read.
    article: Vec<usize>,
    /// Whether the block read next continues the text of the one before it.
    goes_on: bool,
}

impl Reading {
    fn new(blocks: Vec<Block>, measure: Measure) -> Self {
        let widths = blocks.iter().map(|block| own_width(block, &blocks, measure)).collect();
        let main_bottom = bottom_of_main_text(&blocks, measure);
        let read = vec![false; blocks.len()];
        let areas = vec![None; blocks.len()];
        let mut reading = Self {
            blocks,
            measure,
            widths,
            areas,
            main_bottom,
            waits: Vec::new(),
            read,
            area: None,
            last: None,
            article: Vec::new(),
            goes_on: false,
        };
        let count = reading.blocks.len();
        reading.areas = (0..count)
            .map(|at| (reading.blocks[at].kind == Kind::Headline).then(|| reading.headline_area(at)))
            .collect();
        reading.waits = (0..count).map(|at| (0..count).filter(|&other| reading.before(other, at)).count()).collect();
        reading
    }

    /// Whether a block belongs to the article of a headline that runs down the page beside it.
    fn beside_headline(&self, headline: usize, at: usize) -> bool {
        let block = &self.blocks[at];
        headline != at
            && self.blocks[headline].downwards()
            && block.kind == Kind::Body
            && self.areas[headline].is_some_and(|area| area.contains(block))
    }

    /// Whether one block must be read before another because it is above it.
    fn before(&self, above: usize, below: usize) -> bool {
        if self.beside_headline(above, below) {
            return true;
        }
        let (a, b) = (&self.blocks[above], &self.blocks[below]);
        let height = |block: &Block| (block.top + block.bottom) / 2.0;
        if matches!(a.kind, Kind::Boxed(_)) || height(a) >= height(b) || self.beside_headline(below, above) {
            return false;
        }
        // What stands below the text of a web page belongs to its foot, however far at the side.
        if self.main_bottom.is_some_and(|bottom| a.bottom <= bottom && bottom <= b.top) {
            return true;
        }
        let spans = |(left, right): (f32, f32), block: &Block| block.middle() >= left && block.middle() <= right;
        a.shares_width(b) || spans(self.widths[above], b) || spans(self.widths[below], a) || {
            // A block above an article whose headline runs down beside it comes before the whole article.
            b.downwards() && self.areas[below].is_some_and(|area| spans((area.left, area.right), a))
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

    /// Marks a block as read and updates the state of reading.
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
                let Some(new) = self.areas[at] else { return };
                // The decks of one headline (kicker, headline, subtitle) have the area of the widest of them.
                self.area = match self.area {
                    Some(old)
                        if stacked
                            && !block.downwards()
                            && self.last.is_some_and(|last| self.one_headline(last, at)) =>
                    {
                        Some(Area { left: old.left.min(new.left), right: old.right.max(new.right), ..new })
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
                    && self.area.is_some_and(|area| {
                        left >= area.left - self.measure.column && right <= area.right + self.measure.column
                    });
                if !under_headline {
                    self.area = Some(Area { left, right, top: block.top, bottom: f32::MAX });
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

    /// Whether the page has one headline, of one block or several right below each other.
    fn is_only_headline(&self) -> bool {
        let mut headlines: Vec<&Block> = self.blocks.iter().filter(|block| block.kind == Kind::Headline).collect();
        headlines.sort_by(|a, b| a.top.total_cmp(&b.top));
        headlines.windows(2).all(|pair| pair[1].top - pair[0].bottom <= pair[0].size.max(pair[1].size) * 1.5)
    }

    /// The area of a headline's article: below the headline, or beside it if it runs down the page.
    fn headline_area(&self, at: usize) -> Area {
        let block = &self.blocks[at];
        let slack = self.measure.body;
        if !block.downwards() {
            // A clipping holds one article: a picture may stand between its headline and one of its columns.
            let (left, right) = if self.is_only_headline() { (f32::MIN, f32::MAX) } else { self.widths[at] };
            return Area { left, right, top: block.top, bottom: f32::MAX };
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
            return Area { left: block.right - slack, right, top, bottom };
        }
        let left = self.blocks.iter().filter(beside).filter(|other| other.right <= block.left + slack);
        let left = left.map(|other| other.right).fold(f32::MIN, f32::max);
        Area { left, right: block.left + slack, top, bottom }
    }

    /// The block to read next.
    fn next(&mut self) -> Option<usize> {
        self.goes_on = true;
        let free: Vec<usize> = (0..self.blocks.len()).filter(|&at| !self.read[at] && self.waits[at] == 0).collect();
        let kind = |at: &usize| &self.blocks[*at].kind;
        if let Some(area) = self.area {
            let here: Vec<usize> = free.iter().copied().filter(|&at| area.contains(&self.blocks[at])).collect();
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
        // The text continues below, or in the next column if that has no headline of its own.
        if let Some(last) = self.last {
            let last = &self.blocks[last];
            let bodies = || free.iter().copied().filter(|at| *kind(at) == Kind::Body);
            // If the article has one column and a headline follows in that column, reading stays in the column.
            let narrow = |(left, right): (f32, f32)| right - left <= self.measure.column * 1.5;
            let single = self.area.is_none_or(|area| narrow((area.left, area.right)));
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
                        && self.area.is_none_or(|area| area.contains(block))
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
        self.area = None;
        self.goes_on = false;
        if let Some(at) = free.iter().copied().find(|at| matches!(kind(at), Kind::Boxed(_)) && self.in_article(*at)) {
            return Some(at);
        }
        free.first().copied().or_else(|| self.highest())
    }

    /// The highest unread block: the next one where blocks wait for each other in a circle.
    fn highest(&self) -> Option<usize> {
        let unread = (0..self.blocks.len()).filter(|&at| !self.read[at]);
        unread.min_by(|&a, &b| self.blocks[a].top.total_cmp(&self.blocks[b].top).then(a.cmp(&b)))
    }

    /// The byline or lead across columns: a block wholly above all others of the text.
    fn across(&self, text: &[usize]) -> Option<usize> {
        text.iter().copied().find(|&at| {
            let block = &self.blocks[at];
            let mut others = text.iter().filter(|&&other| other != at).peekable();
            others.peek().is_some() && others.all(|&other| block.bottom <= self.blocks[other].top + block.size * 0.4)
        })
    }

    /// Whether a box lies within the article being read.
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
