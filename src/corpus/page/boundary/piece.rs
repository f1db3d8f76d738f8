//! An article of a page as a part of its lines.

use std::ops::Range;

/// One article of a page, as ranges of its lines.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::corpus::page) struct Piece {
    pub headline: Range<usize>,
    pub body: Range<usize>,
    /// The probability that an article begins here.
    pub certainty: f64,
}
