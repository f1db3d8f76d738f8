//! One appearance of a story, and how like a longer one it must be to belong to its story.

use crate::corpus::reprints::sketch_store::StoredSketch;

/// The default share of the shorter text that the longer one must contain, chosen on composed reprints.
pub const THRESHOLD: f64 = 0.5;

/// What is added to the threshold from this many days between two printings on (days, addition): the more days, the
/// more likely a similar text is the next notice of its kind and not a reprint.
const LATER: (u32, f64) = (8, 0.15);
/// What is added to the threshold within one paper, which seldom reprints itself but follows its stories up.
const SAME_PAPER: f64 = 0.35;

/// The smallest likeness of a text of less than 40 characters, a caption or a brief.
const SHORT_LIKENESS: f64 = 0.7;
/// Maximum number of days between two printings of such a text.
const SHORT_DAYS: u32 = 3;

/// One appearance of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printing {
    /// The sketch of the text.
    pub sketch: StoredSketch,
    /// The day, counted from any fixed day; `None` if unknown.
    pub day: Option<i32>,
    /// The paper, by any numbering of the caller; `None` if unknown.
    pub paper: Option<u32>,
}

impl Printing {
    /// The likeness from which on this article is a printing of the story that `leader`, the longer one, begins.
    pub(super) fn needed_likeness(&self, leader: &Printing, threshold: f64) -> f64 {
        let days = self.day.zip(leader.day).map(|(a, b)| a.abs_diff(b));
        let same_paper = self.paper.is_some() && self.paper == leader.paper;
        if self.sketch.is_short() {
            let is_near = days.is_some_and(|days| days <= SHORT_DAYS);
            return if is_near && !same_paper { threshold.max(SHORT_LIKENESS) } else { f64::INFINITY };
        }
        let is_later = days.is_some_and(|days| days >= LATER.0);
        threshold + f64::max(if is_later { LATER.1 } else { 0.0 }, if same_paper { SAME_PAPER } else { 0.0 })
    }
}
