//! Blocks: printed lines that hang together, and the sizes that a page is measured by.

use crate::corpus::read::pdf::lines::{Line, body_size};

/// What a block is to the order of reading.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Headline,
    Body,
    /// A level rule across columns: it parts what is above from what is below, and has no text.
    Rule,
    /// A framed or inset part of the page, already in order; it is read after the article it stands in.
    Boxed(Vec<Block>),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub kind: Kind,
    pub lines: Vec<Line>,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    pub size: f32,
    /// Takes up the text of the block before it in the order of reading, as one column that of another.
    pub goes_on: bool,
}

/// More blocks than this are no newspaper page: they are read by column and height alone.
pub(super) const MOST_BLOCKS: usize = 2_500;
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

    /// Whether a good part of the narrower of the two has the other above or below it.
    pub fn shares_width(&self, other: &Self) -> bool {
        overlap(self.left, self.right, other.left, other.right) > self.width().min(other.width()) * 0.15
    }

    pub fn height_shared(&self, other: &Self) -> f32 {
        overlap(self.top, self.bottom, other.top, other.bottom)
    }
}

/// How much two stretches have in common.
pub(super) fn overlap(a: f32, b: f32, c: f32, d: f32) -> f32 {
    (b.min(d) - a.max(c)).max(0.0)
}

/// What the sizes on a page are measured by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// Size of the body type.
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
