//! Blocks of printed lines that belong together, and the typical sizes of a page.

use crate::corpus::read::pdf::glyphs::Ruling;
use crate::corpus::read::pdf::lines::{Line, body_size};

/// The kinds of block that the order of reading distinguishes.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::corpus::read::pdf) enum Kind {
    Headline,
    Body,
    /// A horizontal rule across columns, which separates the text above from the text below. It has no text itself.
    Rule,
    /// A framed or inset part of the page whose blocks are already in order. It is read after the article around it.
    Boxed(Vec<Block>),
}

/// Lines that belong together, with their bounding box in points (y down the page).
#[derive(Debug, Clone, PartialEq)]
pub(in crate::corpus::read::pdf) struct Block {
    pub kind: Kind,
    pub lines: Vec<Line>,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    /// Type size in points.
    pub size: f32,
    /// Whether it continues the text of the block before it in the order of reading, as one column continues another.
    pub goes_on: bool,
}

/// A page with more blocks than this is no newspaper page; it is read by column and height alone.
pub(super) const MAX_BLOCKS: usize = 2_500;

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.left == other.left && self.baseline == other.baseline
    }
}

impl Block {
    pub fn new(line: Line) -> Self {
        let Line { left, right, top, bottom, size, .. } = line;
        Self { kind: Kind::Body, lines: vec![line], left, right, top, bottom, size, goes_on: false }
    }

    /// A rule as a block without text.
    pub fn rule(rule: &Ruling, measure: Measure) -> Self {
        let Ruling { left, right, top, bottom } = *rule;
        Self { kind: Kind::Rule, lines: Vec::new(), left, right, top, bottom, size: measure.body, goes_on: false }
    }

    pub fn push(&mut self, line: Line) {
        self.left = self.left.min(line.left);
        self.right = self.right.max(line.right);
        self.top = self.top.min(line.top);
        self.bottom = self.bottom.max(line.bottom);
        self.lines.push(line);
    }

    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    pub fn downwards(&self) -> bool {
        self.lines.first().is_some_and(|line| line.downwards)
    }

    pub fn count(&self) -> usize {
        self.lines.iter().map(|line| line.count).sum()
    }

    /// Whether the two overlap horizontally by a good part of the narrower one, so that one is above the other.
    pub fn shares_width(&self, other: &Self) -> bool {
        overlap(self.left, self.right, other.left, other.right) > self.width().min(other.width()) * 0.15
    }

    pub fn height_shared(&self, other: &Self) -> f32 {
        overlap(self.top, self.bottom, other.top, other.bottom)
    }
}

/// The length that the intervals `a` to `b` and `c` to `d` have in common.
pub(in crate::corpus::read::pdf) fn overlap(a: f32, b: f32, c: f32, d: f32) -> f32 {
    (b.min(d) - a.max(c)).max(0.0)
}

/// The typical sizes of a page, in points.
#[derive(Debug, Clone, Copy)]
pub(in crate::corpus::read::pdf) struct Measure {
    /// Type size of the body text.
    pub body: f32,
    /// Width of a usual column.
    pub column: f32,
}

impl Measure {
    pub fn of(lines: &[Line]) -> Self {
        let body = body_size(lines.iter().map(|line| (line.size, line.count)));
        let usual = |line: &&Line| !line.downwards && line.count >= 6 && (line.size - body).abs() <= body * 0.1;
        let mut widths: Vec<f32> = lines.iter().filter(usual).map(|line| line.right - line.left).collect();
        widths.sort_by(f32::total_cmp);
        Self { body, column: widths.get(widths.len() * 3 / 5).copied().unwrap_or(body * 16.0) }
    }
}
