//! Gradient-boosted regression trees for yes or no (Friedman 2001), by histograms of at most 64 bins.

use policyvane::corpus::page::boundary::{Node, Trees};

/// How trees are grown.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub trees: usize,
    pub leaves: usize,
    pub rate: f64,
    /// The least sum of second derivatives in a leaf.
    pub least: f64,
    /// Added to that sum: the larger, the smaller the leaves' values.
    pub calm: f64,
}

const BINS: usize = 64;

struct Leaf {
    node: usize,
    rows: Vec<u32>,
    best: Option<(f64, usize, usize)>,
}

/// Learns from rows of features.
pub fn boost(rows: &[Vec<f64>], targets: &[bool], settings: Settings) -> Trees {
    let width = rows[0].len();
    let limits: Vec<Vec<f64>> = (0..width).map(|f| limits_of(rows.iter().map(|r| r[f]).collect())).collect();
    // Column by column.
    let bins: Vec<Vec<u8>> = (0..width)
        .map(|f| rows.iter().map(|r| limits[f].partition_point(|limit| *limit < r[f]) as u8).collect())
        .collect();
    let positive = targets.iter().filter(|t| **t).count() as f64;
    let start = (positive / (targets.len() as f64 - positive)).ln();
    let mut scores = vec![start; rows.len()];
    let mut model = Trees { start, trees: Vec::new() };
    for _ in 0..settings.trees {
        let derivatives: Vec<[f64; 2]> = scores
            .iter()
            .zip(targets)
            .map(|(score, target)| {
                let p = 1.0 / (1.0 + (-score).exp());
                [f64::from(u8::from(*target)) - p, p * (1.0 - p)]
            })
            .collect();
        let tree = grow(&bins, &limits, &derivatives, settings);
        for (row, score) in scores.iter_mut().enumerate() {
            let mut at = 0;
            while tree[at].below != [0, 0] {
                let right = rows[row][tree[at].feature as usize] > tree[at].limit;
                at = tree[at].below[usize::from(right)] as usize;
            }
            *score += tree[at].value;
        }
        model.trees.push(tree);
    }
    model
}

/// Between the values of a feature, so that about as many rows lie in each bin.
fn limits_of(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let mut limits: Vec<f64> = Vec::new();
    for bin in 1..BINS {
        let at = values.len() * bin / BINS;
        let value = values[at];
        let next = values[at..].partition_point(|v| *v <= value) + at;
        if let Some(above) = values.get(next) {
            limits.push((f64::midpoint(value, *above) * 1e4).floor() / 1e4);
        }
        let under = values.partition_point(|v| *v < value);
        if under > 0 {
            limits.push((f64::midpoint(values[under - 1], value) * 1e4).floor() / 1e4);
        }
    }
    limits.sort_by(f64::total_cmp);
    limits.dedup();
    limits
}

fn grow(bins: &[Vec<u8>], limits: &[Vec<f64>], derivatives: &[[f64; 2]], settings: Settings) -> Vec<Node> {
    let value = |sums: [f64; 2]| settings.rate * sums[0] / (sums[1] + settings.calm);
    let gain = |[g, h]: [f64; 2]| g * g / (h + settings.calm);
    let find = |rows: &[u32], sums: [f64; 2]| {
        let each = |feature: usize| {
            let mut histogram = [[0.0; 2]; 2 * BINS + 2];
            for &row in rows {
                let [g, h] = derivatives[row as usize];
                let bin = &mut histogram[bins[feature][row as usize] as usize];
                bin[0] += g;
                bin[1] += h;
            }
            let mut left = [0.0; 2];
            let mut best: Option<(f64, usize, usize)> = None;
            for (bin, held) in histogram.iter().enumerate().take(limits[feature].len()) {
                left = [left[0] + held[0], left[1] + held[1]];
                let right = [sums[0] - left[0], sums[1] - left[1]];
                if left[1] < settings.least || right[1] < settings.least {
                    continue;
                }
                let gained = gain(left) + gain(right) - gain(sums);
                if gained > 1e-6 && best.is_none_or(|(most, ..)| gained > most) {
                    best = Some((gained, feature, bin));
                }
            }
            best
        };
        let features: Vec<usize> = (0..bins.len()).collect();
        let found = crate::each_in_parallel(&features, &|f: &usize| each(*f));
        found.into_iter().flatten().reduce(|a, b| if b.0 > a.0 { b } else { a })
    };
    let all: Vec<u32> = (0..derivatives.len() as u32).collect();
    let sum = |rows: &[u32]| {
        rows.iter().fold([0.0; 2], |s, &r| [s[0] + derivatives[r as usize][0], s[1] + derivatives[r as usize][1]])
    };
    let leaf = |sums| Node { feature: 0, limit: 0.0, below: [0, 0], value: (value(sums) * 1e4).round() / 1e4 };
    let sums = sum(&all);
    let mut tree = vec![leaf(sums)];
    let mut leaves = vec![Leaf { node: 0, best: find(&all, sums), rows: all }];
    while leaves.len() < settings.leaves {
        let Some(next) = (0..leaves.len())
            .filter(|&l| leaves[l].best.is_some())
            .max_by(|&a, &b| leaves[a].best.map(|b| b.0).partial_cmp(&leaves[b].best.map(|b| b.0)).expect("numbers"))
        else {
            break;
        };
        let Leaf { node, rows, best, .. } = leaves.swap_remove(next);
        let (_, feature, bin) = best.expect("it was filtered for one");
        let (left, right): (Vec<u32>, Vec<u32>) =
            rows.into_iter().partition(|&row| bins[feature][row as usize] as usize <= bin);
        let first = tree.len() as u32;
        tree[node] =
            Node { feature: feature as u32, limit: limits[feature][bin], below: [first, first + 1], value: 0.0 };
        for (at, rows) in [left, right].into_iter().enumerate() {
            let sums = sum(&rows);
            tree.push(leaf(sums));
            leaves.push(Leaf { node: first as usize + at, best: find(&rows, sums), rows });
        }
    }
    tree
}
