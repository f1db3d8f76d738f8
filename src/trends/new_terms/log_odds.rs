//! Which terms distinguish two sets of articles: log-odds ratios with an informative Dirichlet prior.

/// How much more common a term is in the first set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// Log-odds ratio (natural logarithm), above 0 if the term is more common in the first set.
    pub delta: f64,
    /// The log-odds ratio in standard errors. ±1.96 is the usual limit for one term; of thousands, many pass by chance.
    pub z: f64,
}

/// Log-odds ratios of terms between two sets (Monroe, Colaresi & Quinn, Political Analysis 16, 2008). `first[w]` and
/// `second[w]` are the occurrences of term w in each set. `prior[w]` is its pseudo-count, commonly its count in a large
/// background (negative values count as 0); the larger their sum, the more rare terms are drawn to the background.
///
/// Returns `None` if the lengths differ. A term without counts and prior, or one that is the only term, gets 0.
/// Occurrences are assumed to be independent. Words come in clusters, so counts of articles are often the better input.
pub fn log_odds(first: &[usize], second: &[usize], prior: &[f64]) -> Option<Vec<LogOdds>> {
    if first.len() != second.len() || first.len() != prior.len() {
        return None;
    }
    let prior_total: f64 = prior.iter().map(|a| a.max(0.0)).sum();
    let total = |counts: &[usize]| counts.iter().map(|c| *c as f64).sum::<f64>() + prior_total;
    let (all_first, all_second) = (total(first), total(second));
    let terms = first.iter().zip(second).zip(prior);
    Some(
        terms
            .map(|((&y1, &y2), &alpha)| {
                let (a, b) = (y1 as f64 + alpha.max(0.0), y2 as f64 + alpha.max(0.0));
                if a <= 0.0 && b <= 0.0 {
                    return LogOdds { delta: 0.0, z: 0.0 };
                }
                // Without a prior, a term missing on one side has infinite odds: add half an occurrence (Haldane 1956).
                let (a, b, half) = if a <= 0.0 || b <= 0.0 { (a + 0.5, b + 0.5, 0.5) } else { (a, b, 0.0) };
                let (rest_a, rest_b) = (all_first + half - a, all_second + half - b);
                if rest_a <= 0.0 || rest_b <= 0.0 {
                    return LogOdds { delta: 0.0, z: 0.0 };
                }
                // Equation 16: δ = ln((y₁+α)/(n₁+α₀−y₁−α)) − ln((y₂+α)/(n₂+α₀−y₂−α))
                let delta = libm::log(a / rest_a) - libm::log(b / rest_b);
                // Equations 20 and 22: variance ≈ 1/(y₁+α) + 1/(y₂+α), z = δ/√variance
                LogOdds { delta, z: delta / (1.0 / a + 1.0 / b).sqrt() }
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agrees_with_numpy() {
        // numpy 2: d = log((y1+a)/(n1-y1-a)) - log((y2+a)/(n2-y2-a)); z = d/sqrt(1/(y1+a)+1/(y2+a)), n1 = sum(y1+a)
        let found = log_odds(&[30, 4, 0, 120, 7], &[12, 9, 3, 130, 0], &[2.0, 1.5, 0.5, 20.0, 0.8]).unwrap();
        let reference = [
            (0.8957581335882956, 2.7954443528811495),
            (-0.7155011939375635, -1.3593345822699672),
            (-2.001387490419438, -1.3237933941813749),
            (-0.5329015754651905, -4.5347949319863075),
            (2.2772672850097555, 1.939800542168752),
        ];
        for (found, (delta, z)) in found.iter().zip(reference) {
            assert!((found.delta - delta).abs() < 1e-12 && (found.z - z).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn unusual_input() {
        assert!(log_odds(&[1], &[], &[1.0]).is_none());
        assert!(log_odds(&[], &[], &[]).unwrap().is_empty());
        let odd = log_odds(&[0, 5, 3], &[0, 0, 3], &[0.0, 0.0, -1.0]).unwrap();
        assert_eq!(odd[0], LogOdds { delta: 0.0, z: 0.0 });
        assert!(odd[1].delta > 0.0 && odd[1].z.is_finite());
        assert_eq!(log_odds(&[7], &[9], &[2.0]).unwrap()[0], LogOdds { delta: 0.0, z: 0.0 });
    }

    proptest! {
        #[test]
        fn exchanging_the_sets_changes_the_sign(
            counts in proptest::collection::vec((0usize..50, 0usize..50, 0.0f64..5.0), 0..30),
        ) {
            let first: Vec<usize> = counts.iter().map(|c| c.0).collect();
            let second: Vec<usize> = counts.iter().map(|c| c.1).collect();
            let prior: Vec<f64> = counts.iter().map(|c| c.2).collect();
            let (there, back) = (log_odds(&first, &second, &prior).unwrap(), log_odds(&second, &first, &prior).unwrap());
            for (a, b) in there.iter().zip(&back) {
                prop_assert!(a.delta.is_finite() && a.z.is_finite());
                prop_assert!((a.delta + b.delta).abs() < 1e-12 && (a.z + b.z).abs() < 1e-12);
            }
        }
    }
}
