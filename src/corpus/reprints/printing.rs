//! One appearance of a story, and how like a longer one it must be to belong to its story.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::PartialDate;
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

/// The printings of articles, given as sketch, date and the name of the paper, which is empty where it is unknown; the order
/// stays.
pub fn printings<'n>(
    articles: impl Iterator<Item = (StoredSketch, Option<PartialDate>, &'n str)> + Clone,
) -> Vec<Printing> {
    // Numbered by their names, so that nothing depends on the order of the articles.
    let names: BTreeSet<&str> = articles.clone().map(|(_, _, paper)| paper).filter(|paper| !paper.is_empty()).collect();
    let papers: BTreeMap<&str, u32> = names.into_iter().zip(0..).collect();
    let epoch = jiff::civil::date(1970, 1, 1);
    articles
        .map(|(sketch, date, paper)| {
            let day = date.and_then(|date| date.full()).and_then(|day| epoch.until(day).ok());
            Printing { sketch, day: day.map(|span| span.get_days()), paper: papers.get(paper).copied() }
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_told_apart_by_name_and_days_are_counted() {
        let articles = [("2024-03-05", "松江晨报"), ("2024-03-07", "兰河日报"), ("2024-03", ""), ("", "松江晨报")];
        let articles = articles.map(|(date, paper)| (StoredSketch::default(), date.parse::<PartialDate>().ok(), paper));
        let found = printings(articles.into_iter());
        assert_eq!(found[0].day.map(|day| day + 2), found[1].day);
        assert_eq!((found[2].day, found[2].paper, found[3].day), (None, None, None));
        assert!(found[0].paper == found[3].paper && found[0].paper != found[1].paper && found[1].paper.is_some());
    }
}
