//! Lexical cohesion of two parts of a page: the cosine of their Han character pairs, each weighted by how rare it is on
//! the page.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::is_han;

/// For each line, the products with this many lines are stored: itself and the lines right before it.
const BAND: usize = 128;

/// Pages with more lines than this store no products, which would take more memory than a laptop can spare.
const MAX_LINES: usize = 50_000;

/// The character pairs of a page's lines.
pub(super) struct Cohesion {
    /// The pairs of each line, as indices into `weights`.
    pairs: Vec<Vec<u32>>,
    /// The weight of each pair: ln((1 + lines) / lines with the pair).
    weights: Vec<f64>,
    /// Prefix sums of the products of line i with the lines i − 127 to i. The sum over a range of lines is a difference
    /// of two entries, so two ranges are compared in as many steps as they have lines, however long their text is.
    products: Vec<[f64; BAND + 1]>,
    /// The weight of each pair on the two sides being compared; all zero between calls.
    scratch: RefCell<Vec<[f64; 2]>>,
}

/// The prefix sums of [`Cohesion::products`].
fn products(pairs: &[Vec<u32>], weights: &[f64]) -> Vec<[f64; BAND + 1]> {
    // The weight of one pair in one line. The entries of a pair form a chain from its last line back to its first.
    struct Entry {
        line: usize,
        value: f64,
        before: Option<usize>,
    }
    let mut entries: Vec<Entry> = Vec::with_capacity(pairs.iter().map(Vec::len).sum());
    let mut last: Vec<Option<usize>> = vec![None; weights.len()];
    let mut rows = Vec::with_capacity(pairs.len());
    for (line, found) in pairs.iter().enumerate() {
        let first = entries.len();
        for &pair in found {
            let pair = pair as usize;
            match last[pair].filter(|&at| at >= first) {
                Some(at) => entries[at].value += weights[pair],
                None => {
                    let before = last[pair].replace(entries.len());
                    entries.push(Entry { line, value: weights[pair], before });
                }
            }
        }
        let mut row = [0.0; BAND + 1];
        for here in first..entries.len() {
            let mut next = Some(here);
            while let Some(at) = next.filter(|&at| entries[at].line + BAND > line) {
                let other = &entries[at];
                row[other.line + BAND - line] += entries[here].value * other.value;
                next = other.before;
            }
        }
        for at in 0..BAND {
            row[at + 1] += row[at];
        }
        rows.push(row);
    }
    rows
}

impl Cohesion {
    pub(super) fn new<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        // Both characters of a pair as one number, which is hashed faster than two.
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        // The number of lines each pair occurs in, and the last of these lines.
        let mut frequency: Vec<(u32, usize)> = Vec::new();
        let mut pairs = Vec::new();
        for (line, text) in lines.enumerate() {
            // A Han character takes three bytes.
            let mut found = Vec::with_capacity(text.len() / 3);
            numbers.reserve(text.len() / 6);
            let mut last = None;
            for c in text.chars() {
                let han = is_han(c);
                if let (Some(last), true) = (last, han) {
                    let next = frequency.len() as u32;
                    let pair = *numbers.entry(u64::from(last) << 32 | u64::from(c)).or_insert(next);
                    if pair == next {
                        frequency.push((0, usize::MAX));
                    }
                    let (count, last_line) = &mut frequency[pair as usize];
                    if *last_line != line {
                        (*count, *last_line) = (*count + 1, line);
                    }
                    found.push(pair);
                }
                last = han.then_some(c);
            }
            pairs.push(found);
        }
        let count = pairs.len() as f64;
        // Few pairs stand in many lines, so that few logarithms serve all.
        let mut logarithms: Vec<f64> = Vec::new();
        let mut weight = |lines: u32| {
            let known = logarithms.len() as u32 + 1..=lines;
            logarithms.extend(known.map(|lines| libm::log((1.0 + count) / f64::from(lines))));
            logarithms[lines as usize - 1]
        };
        let weights: Vec<f64> = frequency.iter().map(|&(lines, _)| weight(lines)).collect();
        let scratch = RefCell::new(vec![[0.0; 2]; weights.len()]);
        let products = if pairs.len() > MAX_LINES { Vec::new() } else { products(&pairs, &weights) };
        Cohesion { pairs, weights, products, scratch }
    }

    /// The cosine of two ranges of lines; 0 where either is empty.
    pub(super) fn between(&self, left: Range<usize>, right: Range<usize>) -> f64 {
        let (above, below) = if left.start <= right.start { (left, right) } else { (right, left) };
        if above.is_empty() || below.is_empty() {
            return 0.0;
        }
        if self.products.is_empty() || above.end > below.start || below.end > above.start + BAND {
            return self.cosine_by_counting(above, below);
        }
        let dot: f64 = below.clone().map(|line| self.product(line, &above)).sum();
        let length = (self.squares(above) * self.squares(below)).sqrt();
        if length > 0.0 { dot / length } else { 0.0 }
    }

    /// The sum of the products of a line with a range of lines before it.
    fn product(&self, line: usize, range: &Range<usize>) -> f64 {
        let row = &self.products[line];
        let at = |other: usize| other + BAND - 1 - line;
        row[at(range.end)] - row[at(range.start)]
    }

    /// The squared length of a range of lines.
    fn squares(&self, range: Range<usize>) -> f64 {
        let with_lines_before =
            |line| 2.0 * self.product(line, &(range.start..line)) + self.product(line, &(line..line + 1));
        range.clone().map(with_lines_before).sum()
    }

    /// The cosine of any two ranges, without the stored products.
    fn cosine_by_counting(&self, left: Range<usize>, right: Range<usize>) -> f64 {
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
    fn texts_on_the_same_subject_cohere() {
        let lines = ["信访积案化解", "化解信访矛盾", "水稻插秧", "插秧机下田"];
        let cohesion = Cohesion::new(lines.into_iter());
        assert!((cohesion.between(0..1, 0..1) - 1.0).abs() < 1e-9);
        assert!(cohesion.between(0..1, 1..2) > cohesion.between(0..2, 2..4));
        assert_eq!(cohesion.between(0..0, 1..4), 0.0);
    }

    #[test]
    fn stored_products_give_the_same_cosine_as_counting() {
        let words = ["信访", "积案", "化解", "水稻", "插秧", "招商", "引资", "人才", "政策", "落户"];
        let lines: Vec<String> =
            (0..300).map(|i| (0..6).map(|j| words[(i * 7 + j * (i % 5 + 1) + i / 9) % 10]).collect()).collect();
        let cohesion = Cohesion::new(lines.iter().map(String::as_str));
        for (left, right) in
            [(0..6, 6..12), (150..250, 253..270), (3..4, 4..5), (200..216, 180..200), (290..300, 270..285)]
        {
            let stored = cohesion.between(left.clone(), right.clone());
            let counted = cohesion.cosine_by_counting(left, right);
            assert!(stored > 0.0 && (stored - counted).abs() < 1e-9, "{stored} {counted}");
        }
    }
}
