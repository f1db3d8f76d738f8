//! The first pass over a page: learned weights add up what each candidate shows. The weights come from a logistic
//! regression on pages composed of other texts (`training/`), never on the pages that the result is tested on.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::corpus::page::boundary::evidence::Evidence;
use crate::corpus::page::boundary::features::{FIRST_PASS_FEATURE_NAMES, FirstPassFeatures};

/// The learned weights, a CSV table with the columns `feature,weight`.
const WEIGHTS: &str = include_str!("../../../../models/boundary-weights.csv");
/// The same for pages that were rewrapped ([`rewrap`](crate::corpus::page::rewrap)), where layout means something else.
const WEIGHTS_REWRAPPED: &str = include_str!("../../../../models/boundary-weights-rewrapped.csv");

/// The result of the first pass, one entry per candidate in each list.
#[derive(Debug, Default)]
pub(super) struct FirstPass {
    pub features: Vec<FirstPassFeatures>,
    /// The probability that an article begins at each candidate, given the beginnings found before it.
    pub probabilities: Vec<f64>,
    /// The natural logarithms of the odds of these probabilities.
    pub log_odds: Vec<f64>,
}

impl FirstPass {
    /// Measures all candidates of a page in order; an article is taken to begin where the probability reaches the
    /// threshold.
    pub(super) fn new(evidence: &Evidence<'_>, threshold: f64) -> Self {
        let mut article_start = 0;
        let mut pass = FirstPass::default();
        for candidate in evidence.candidates() {
            let features = evidence.features(candidate, article_start);
            let p = probability(&features, evidence.is_rewrapped);
            if p >= threshold {
                article_start = candidate.line;
            }
            pass.features.push(features);
            pass.probabilities.push(p);
            pass.log_odds.push(libm::log(p.max(1e-6) / (1.0 - p).max(1e-6)));
        }
        pass
    }
}

/// The probability that an article begins at a candidate (logistic regression).
fn probability(features: &FirstPassFeatures, is_rewrapped: bool) -> f64 {
    let sum: f64 = features.values().iter().zip(weights(is_rewrapped)).map(|(feature, weight)| feature * weight).sum();
    1.0 / (1.0 + libm::exp(-sum))
}

/// The learned weights, in the order of [`FIRST_PASS_FEATURE_NAMES`]; a feature that is not in the table has weight 0.
fn weights(is_rewrapped: bool) -> &'static [f64; FIRST_PASS_FEATURE_NAMES.len()] {
    static READ: OnceLock<[[f64; FIRST_PASS_FEATURE_NAMES.len()]; 2]> = OnceLock::new();
    let read = |table: &str| {
        let table: BTreeMap<&str, f64> = table
            .lines()
            .filter_map(|line| line.split_once(','))
            .filter_map(|(f, w)| Some((f, w.parse().ok()?)))
            .collect();
        FIRST_PASS_FEATURE_NAMES.map(|feature| table.get(feature).copied().unwrap_or_default())
    };
    &READ.get_or_init(|| [WEIGHTS, WEIGHTS_REWRAPPED].map(read))[usize::from(is_rewrapped)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_name_every_feature_and_no_other() {
        for table in [WEIGHTS, WEIGHTS_REWRAPPED] {
            let named: Vec<&str> =
                table.lines().skip(1).filter_map(|line| line.split_once(',')).map(|(f, _)| f).collect();
            assert_eq!(named, FIRST_PASS_FEATURE_NAMES);
        }
    }
}
