//! Gradient-boosted regression trees for binary classification (Friedman 2001), with histograms of at most 64 bins.

use policyvane::corpus::page::boundary::{Node, Trees};

/// Settings for growing trees.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Number of trees.
    pub trees: usize,
    /// Maximum number of leaves per tree.
    pub leaves: usize,
    pub learning_rate: f64,
    /// Minimum sum of second derivatives in a leaf.
    pub min_child_weight: f64,
    /// L2 regularisation of the leaf values, added to that sum.
    pub l2: f64,
}

const MAX_BINS: usize = 64;

/// A leaf of the tree being grown.
struct Leaf {
    node: usize,
    rows: Vec<u32>,
    /// Gain, feature and bin of its best split.
    best: Option<(f64, usize, usize)>,
}

/// Fits boosted trees with logistic loss to rows of features.
///
/// # Panics
/// Panics if there are no rows.
pub fn boost(rows: &[Vec<f64>], targets: &[bool], settings: Settings) -> Trees {
    let width = rows[0].len();
    let thresholds: Vec<Vec<f64>> = (0..width).map(|f| bin_thresholds(rows.iter().map(|r| r[f]).collect())).collect();
    // `[feature][row]`.
    let bins: Vec<Vec<u8>> = (0..width)
        .map(|f| rows.iter().map(|r| thresholds[f].partition_point(|limit| *limit < r[f]) as u8).collect())
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
        let tree = grow(&bins, &thresholds, &derivatives, settings);
        for (row, score) in scores.iter_mut().enumerate() {
            let mut index = 0;
            while tree[index].below != [0, 0] {
                let right = rows[row][tree[index].feature as usize] > tree[index].limit;
                index = tree[index].below[usize::from(right)] as usize;
            }
            *score += tree[index].value;
        }
        model.trees.push(tree);
    }
    model
}

/// Thresholds between the values of a feature that put about equally many rows into each bin.
fn bin_thresholds(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let mut thresholds: Vec<f64> = Vec::new();
    for bin in 1..MAX_BINS {
        let index = values.len() * bin / MAX_BINS;
        let value = values[index];
        let next = values[index..].partition_point(|v| *v <= value) + index;
        if let Some(above) = values.get(next) {
            thresholds.push((f64::midpoint(value, *above) * 1e4).floor() / 1e4);
        }
        let below_count = values.partition_point(|v| *v < value);
        if below_count > 0 {
            thresholds.push((f64::midpoint(values[below_count - 1], value) * 1e4).floor() / 1e4);
        }
    }
    thresholds.sort_by(f64::total_cmp);
    thresholds.dedup();
    thresholds
}

/// Grows one tree leaf by leaf, always at the leaf whose best split gains most.
fn grow(bins: &[Vec<u8>], thresholds: &[Vec<f64>], derivatives: &[[f64; 2]], settings: Settings) -> Vec<Node> {
    let value = |sums: [f64; 2]| settings.learning_rate * sums[0] / (sums[1] + settings.l2);
    let gain = |[g, h]: [f64; 2]| g * g / (h + settings.l2);
    let best_split = |rows: &[u32], sums: [f64; 2]| {
        let best_split_of = |feature: usize| {
            let mut histogram = [[0.0; 2]; 2 * MAX_BINS + 2];
            for &row in rows {
                let [g, h] = derivatives[row as usize];
                let bin = &mut histogram[bins[feature][row as usize] as usize];
                bin[0] += g;
                bin[1] += h;
            }
            let mut left = [0.0; 2];
            let mut best: Option<(f64, usize, usize)> = None;
            for (bin, bin_sums) in histogram.iter().enumerate().take(thresholds[feature].len()) {
                left = [left[0] + bin_sums[0], left[1] + bin_sums[1]];
                let right = [sums[0] - left[0], sums[1] - left[1]];
                if left[1] < settings.min_child_weight || right[1] < settings.min_child_weight {
                    continue;
                }
                let split_gain = gain(left) + gain(right) - gain(sums);
                if split_gain > 1e-6 && best.is_none_or(|(best_gain, ..)| split_gain > best_gain) {
                    best = Some((split_gain, feature, bin));
                }
            }
            best
        };
        let features: Vec<usize> = (0..bins.len()).collect();
        let splits = crate::each_in_parallel(&features, &|f: &usize| best_split_of(*f));
        splits.into_iter().flatten().reduce(|a, b| if b.0 > a.0 { b } else { a })
    };
    let all: Vec<u32> = (0..derivatives.len() as u32).collect();
    let sum = |rows: &[u32]| {
        rows.iter().fold([0.0; 2], |s, &r| [s[0] + derivatives[r as usize][0], s[1] + derivatives[r as usize][1]])
    };
    let leaf = |sums| Node { feature: 0, limit: 0.0, below: [0, 0], value: (value(sums) * 1e4).round() / 1e4 };
    let sums = sum(&all);
    let mut tree = vec![leaf(sums)];
    let mut leaves = vec![Leaf { node: 0, best: best_split(&all, sums), rows: all }];
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
            Node { feature: feature as u32, limit: thresholds[feature][bin], below: [first, first + 1], value: 0.0 };
        for (index, rows) in [left, right].into_iter().enumerate() {
            let sums = sum(&rows);
            tree.push(leaf(sums));
            leaves.push(Leaf { node: first as usize + index, best: best_split(&rows, sums), rows });
        }
    }
    tree
}
