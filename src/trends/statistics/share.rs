//! Shares with their confidence intervals.

/// A share with its denominator and its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Number of matching articles.
    pub count: usize,
    /// Number of all articles.
    pub total: usize,
    /// `count / total`, 0 to 1; 0 if there are no articles.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// The 97.5% point of the normal distribution.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// A share with the score interval of Wilson (JASA 22, 1927), which is reliable for small counts and for shares near 0
/// and 1. If `total` is 0, the interval is 0 to 1.
pub fn wilson(count: usize, total: usize) -> Share {
    share_of_clustered(count, total, 1.0)
}

/// A share with Wilson's interval for `total / design_effect` articles: articles that come in clusters tell less than
/// independent ones (Kish 1965). A design effect below 1 counts as 1, so that the interval is never narrower than
/// [`wilson`]'s.
pub fn share_of_clustered(count: usize, total: usize, design_effect: f64) -> Share {
    if total == 0 {
        return Share { count, total, value: 0.0, low: 0.0, high: 1.0 };
    }
    let value = count as f64 / total as f64;
    let (low, high) = score_interval(value, total as f64 / design_effect.max(1.0), Z);
    Share { count, total, value, low, high }
}

/// Wilson's score interval of a share of `articles` articles, which need not be a whole number, for the critical value of
/// a distribution.
pub(in crate::trends) fn score_interval(share: f64, articles: f64, critical: f64) -> (f64, f64) {
    // A weighted share of all articles may come out a hair above 1.
    let (n, p, z2) = (articles, share.clamp(0.0, 1.0), critical * critical);
    // (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
    let centre = p + z2 / (2.0 * n);
    let spread = critical * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    (((centre - spread) / scale).clamp(0.0, p), ((centre + spread) / scale).clamp(p, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_share_a_hair_above_1_has_an_interval() {
        let (low, high) = score_interval(1.0 + f64::EPSILON, 5.0, Z);
        assert!(low > 0.5 && high == 1.0, "{low} {high}");
    }

    #[test]
    fn agrees_with_published_values() {
        // Newcombe (1998), table I: 81/263 gives 0.2553–0.3662, 15/148 gives 0.0624–0.1605, 0/20 gives 0–0.1611.
        for (count, total, low, high) in [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)] {
            let share = wilson(count, total);
            assert!((share.low - low).abs() < 5e-5 && (share.high - high).abs() < 5e-5, "{share:?}");
        }
    }

    proptest! {
        #[test]
        fn the_interval_contains_the_share(total in 1usize..10_000, part in 0.0f64..=1.0) {
            let share = wilson((total as f64 * part) as usize, total);
            prop_assert!(0.0 <= share.low && share.low <= share.value && share.value <= share.high && share.high <= 1.0);
        }
    }
}
