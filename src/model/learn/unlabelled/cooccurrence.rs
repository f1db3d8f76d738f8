//! Word co-occurrence: positive pointwise mutual information (Church & Hanks 1990; Levy & Goldberg 2014).

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::features::{Row, SparseRows};

/// Maximum distance of co-occurring words, in words.
const WINDOW: usize = 15;
/// Words that occur fewer times than this are left out.
const MIN_FREQUENCY: u32 = 5;

/// Returns the sufficiently frequent words of the texts, and their positive pointwise mutual information as a symmetric
/// matrix, `[word][word]`, in the same order.
pub fn positive_mutual_information(texts: &[Vec<&str>]) -> (Vec<String>, SparseRows) {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for word in texts.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let words: Vec<&str> = counts.into_iter().filter(|(_, n)| *n >= MIN_FREQUENCY).map(|(word, _)| word).collect();
    let index: rustc_hash::FxHashMap<&str, u32> = words.iter().enumerate().map(|(i, w)| (*w, i as u32)).collect();
    // All texts form one sequence of word indices; rare words and the gaps between texts have none.
    const NO_WORD: u32 = u32::MAX;
    let mut sequence: Vec<u32> = vec![NO_WORD; WINDOW];
    let mut positions: Vec<Vec<u32>> = vec![Vec::new(); words.len()];
    for text in texts {
        for word in text {
            let word_index = index.get(word).copied().unwrap_or(NO_WORD);
            if word_index != NO_WORD {
                positions[word_index as usize].push(sequence.len() as u32);
            }
            sequence.push(word_index);
        }
        sequence.extend([NO_WORD; WINDOW]);
    }
    // A neighbour at distance d counts (16 − d) / 15.
    let distance_weights: Vec<f32> = (1..=WINDOW).map(|d| (WINDOW + 1 - d) as f32 / WINDOW as f32).collect();
    let rows: Vec<Row> = positions
        .par_iter()
        .map_init(
            || vec![0.0f32; words.len()],
            |sums, positions| {
                let mut row = Row::default();
                for &position in positions {
                    for (d, weight) in distance_weights.iter().enumerate() {
                        for neighbour in [sequence[position as usize - d - 1], sequence[position as usize + d + 1]] {
                            if neighbour != NO_WORD {
                                let sum = &mut sums[neighbour as usize];
                                if *sum == 0.0 {
                                    row.columns.push(neighbour);
                                }
                                *sum += weight;
                            }
                        }
                    }
                }
                row.columns.sort_unstable();
                row.values = row.columns.iter().map(|&c| std::mem::take(&mut sums[c as usize])).collect();
                row
            },
        )
        .collect();
    let totals: Vec<f64> = rows.iter().map(|row| row.values.iter().map(|v| f64::from(*v)).sum()).collect();
    let all: f64 = totals.iter().sum();
    let informative: Vec<Row> = rows
        .into_par_iter()
        .enumerate()
        .map(|(word, row)| {
            let mut kept = Row::default();
            for (column, value) in row.view().iter() {
                // max(0, ln (p(a, b) / p(a) p(b)))
                let information = libm::log(f64::from(value) * all / (totals[word] * totals[column]));
                if information > 0.0 {
                    kept.columns.push(column as u32);
                    kept.values.push(information as f32);
                }
            }
            kept
        })
        .collect();
    let mut matrix = SparseRows::new(words.len());
    informative.iter().for_each(|row| matrix.push(row.view()));
    (words.into_iter().map(str::to_owned).collect(), matrix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn information_is_symmetric_and_above_chance() {
        let mut texts: Vec<Vec<&str>> = Vec::new();
        for i in 0..20 {
            texts.push(if i % 2 == 0 {
                vec!["信访", "接访", "会议"]
            } else {
                vec!["招商", "签约", "会议"]
            });
        }
        let (words, matrix) = positive_mutual_information(&texts);
        let at = |word: &str| words.iter().position(|w| w == word).unwrap();
        let value = |a: &str, b: &str| {
            let found = matrix.row(at(a)).iter().find(|(c, _)| *c == at(b)).map(|(_, v)| v);
            found.unwrap_or_default()
        };
        assert!(value("信访", "接访") > 0.3);
        assert_eq!(value("信访", "接访"), value("接访", "信访"));
        assert_eq!(value("信访", "签约"), 0.0);
    }
}
