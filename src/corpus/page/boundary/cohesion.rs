//! How much the words of two parts of a page belong together: the cosine of their character pairs, each weighed by how
//! rare it is on the page.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::is_han;

/// Products are kept of each line with so many lines before it, itself among them.
const BAND: usize = 128;

/// Of pages with more lines than this none are kept: they would take more memory than a laptop can spare.
const MOST_LINES: usize = 50_000;

/// The character pairs of a page's lines.
pub(super) struct Cohesion {
    /// The pairs of each line, numbered.
    pairs: Vec<Vec<u32>>,
    /// The weight of each pair: ln(lines / lines with the pair).
    weights: Vec<f64>,
    /// Line i's products with the lines i − 127 to i, added up from the first on: differences are sums over a range, so that
    /// two ranges are compared by as many steps as they have lines, whatever their text.
    products: Vec<[f64; BAND + 1]>,
    /// How much of each pair the two sides hold; zero between calls.
    scratch: RefCell<Vec<[f64; 2]>>,
}

/// Products of lines with those shortly before them, see [`Cohesion::products`].
fn products(pairs: &[Vec<u32>], weights: &[f64]) -> Vec<[f64; BAND + 1]> {
    // What lines hold of pairs, in a chain a pair from its last line back.
    struct Holding {
        line: usize,
        value: f64,
        before: Option<usize>,
    }
    let mut holdings: Vec<Holding> = Vec::new();
    let mut last: Vec<Option<usize>> = vec![None; weights.len()];
    let mut rows = Vec::with_capacity(pairs.len());
    for (line, found) in pairs.iter().enumerate() {
        let first = holdings.len();
        for &pair in found {
            let pair = pair as usize;
            match last[pair].filter(|&at| at >= first) {
                Some(at) => holdings[at].value += weights[pair],
                None => {
                    let before = last[pair].replace(holdings.len());
                    holdings.push(Holding { line, value: weights[pair], before });
                }
            }
        }
        let mut row = [0.0; BAND + 1];
        for here in first..holdings.len() {
            let mut next = Some(here);
            while let Some(at) = next.filter(|&at| holdings[at].line + BAND > line) {
                let other = &holdings[at];
                row[other.line + BAND - line] += holdings[here].value * other.value;
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
        let products = if pairs.len() > MOST_LINES { Vec::new() } else { products(&pairs, &weights) };
        Cohesion { pairs, weights, products, scratch }
    }

    /// The cosine of two ranges of lines.
    pub(super) fn between(&self, left: Range<usize>, right: Range<usize>) -> f64 {
        let (above, below) = if left.start <= right.start { (left, right) } else { (right, left) };
        if above.is_empty() || below.is_empty() {
            return 0.0;
        }
        if self.products.is_empty() || above.end > below.start || below.end > above.start + BAND {
            return self.counted(above, below);
        }
        let dot: f64 = below.clone().map(|line| self.product(line, &above)).sum();
        let length = (self.squares(above) * self.squares(below)).sqrt();
        if length > 0.0 { dot / length } else { 0.0 }
    }

    /// The products of a line with a range of lines before it, added up.
    fn product(&self, line: usize, range: &Range<usize>) -> f64 {
        let row = &self.products[line];
        let at = |other: usize| other + BAND - 1 - line;
        row[at(range.end)] - row[at(range.start)]
    }

    /// The squared length of a range of lines.
    fn squares(&self, range: Range<usize>) -> f64 {
        let with_those_before =
            |line| 2.0 * self.product(line, &(range.start..line)) + self.product(line, &(line..line + 1));
        range.clone().map(with_those_before).sum()
    }

    /// The cosine of any two ranges.
    fn counted(&self, left: Range<usize>, right: Range<usize>) -> f64 {
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

    #[test]
    fn kept_products_tell_what_counting_tells() {
        let words = ["信访", "积案", "化解", "水稻", "插秧", "招商", "引资", "人才", "政策", "落户"];
        let lines: Vec<String> =
            (0..300).map(|i| (0..6).map(|j| words[(i * 7 + j * (i % 5 + 1) + i / 9) % 10]).collect()).collect();
        let cohesion = Cohesion::new(lines.iter().map(String::as_str));
        for (left, right) in
            [(0..6, 6..12), (150..250, 253..270), (3..4, 4..5), (200..216, 180..200), (290..300, 270..285)]
        {
            let (kept, counted) = (cohesion.between(left.clone(), right.clone()), cohesion.counted(left, right));
            assert!(kept > 0.0 && (kept - counted).abs() < 1e-9, "{kept} {counted}");
        }
    }
}
