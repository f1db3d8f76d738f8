//! How much the words of two parts of a page belong together: the cosine of their character pairs, each weighed by how
//! rare it is on the page.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::is_han;

/// The character pairs of a page's lines.
pub(super) struct Cohesion {
    /// The pairs of each line, numbered.
    pairs: Vec<Vec<u32>>,
    /// The weight of each pair: ln(lines / lines with the pair).
    weights: Vec<f64>,
    /// How much of each pair the two sides hold; zero between calls.
    scratch: RefCell<Vec<[f64; 2]>>,
}

impl Cohesion {
    pub(super) fn new<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut numbers: FxHashMap<(char, char), u32> = FxHashMap::default();
        // In how many lines each pair stands, and the last of them.
        let mut frequency: Vec<(u32, usize)> = Vec::new();
        let mut pairs = Vec::new();
        for (line, text) in lines.enumerate() {
            let mut found = Vec::new();
            let mut last = None;
            for c in text.chars() {
                let han = is_han(c);
                if let (Some(last), true) = (last, han) {
                    let next = frequency.len() as u32;
                    let pair = *numbers.entry((last, c)).or_insert(next);
                    if pair == next {
                        frequency.push((0, usize::MAX));
                    }
                    let (count, seen) = &mut frequency[pair as usize];
                    if *seen != line {
                        (*count, *seen) = (*count + 1, line);
                    }
                    found.push(pair);
                }
                last = han.then_some(c);
            }
            pairs.push(found);
        }
        let count = pairs.len() as f64;
        let weights: Vec<f64> = frequency.iter().map(|(n, _)| libm::log((1.0 + count) / f64::from(*n))).collect();
        let scratch = RefCell::new(vec![[0.0; 2]; weights.len()]);
        Cohesion { pairs, weights, scratch }
    }

    /// The cosine of two ranges of lines.
    pub(super) fn between(&self, left: Range<usize>, right: Range<usize>) -> f64 {
        let mut scratch = self.scratch.borrow_mut();
        let sides = [left, right];
        let each = |side: usize| self.pairs[sides[side].clone()].iter().flatten().map(|&pair| pair as usize);
        for side in [0, 1] {
            each(side).for_each(|pair| scratch[pair][side] += self.weights[pair]);
        }
        let (mut dot, mut lengths) = (0.0, [0.0, 0.0]);
        for side in [0, 1] {
            for pair in each(side) {
                let [left, right] = std::mem::take(&mut scratch[pair]);
                dot += left * right;
                lengths[0] += left * left;
                lengths[1] += right * right;
            }
        }
        let length = lengths[0].sqrt() * lengths[1].sqrt();
        if length > 0.0 { dot / length } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_on_one_matter_cohere() {
        let lines = ["信访积案化解", "化解信访矛盾", "水稻插秧", "插秧机下田"];
        let cohesion = Cohesion::new(lines.into_iter());
        assert!((cohesion.between(0..1, 0..1) - 1.0).abs() < 1e-9);
        assert!(cohesion.between(0..1, 1..2) > cohesion.between(0..2, 2..4));
        assert_eq!(cohesion.between(0..0, 1..4), 0.0);
    }
}
