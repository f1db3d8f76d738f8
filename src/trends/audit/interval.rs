//! Intervals of audited shares.

use crate::trends::statistics::share::{Z, score_interval};

/// An estimate from coded articles with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AuditEstimate {
    /// The estimate.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// The interval of a share with a variance: Wilson's, for as many independent articles as give that variance
/// (Korn & Graubard 1998; Franco, Little, Louis & Slud 2019). A normal interval would have no width where no label has the
/// theme, and would reach below 0 for rare themes.
///
/// `spread` is the variance of one article. It has to hold as much of what is taken for known without the labels as `variance` does:
/// else a share of 0 or 1 seems to rest on few articles, or on very many.
pub(super) fn share_interval(value: f64, variance: f64, spread: f64) -> AuditEstimate {
    let share = value.clamp(0.0, 1.0);
    if variance <= 0.0 {
        return AuditEstimate { value: share, low: share, high: share, standard_error: 0.0 };
    }
    let (low, high) = score_interval(share, spread / variance, Z);
    AuditEstimate { value: share, low, high, standard_error: variance.sqrt() }
}

/// How many more labels, drawn like the first, make the half-width of an interval at most `half_width`, for an estimate
/// with this variance from `labels` of `articles`: 0 where it is narrow enough.
///
/// `finite` is what the variance would be larger by if the articles at hand were without number.
pub fn labels_needed(variance: f64, finite: f64, labels: usize, articles: usize, half_width: f64) -> usize {
    let wanted = (half_width / Z) * (half_width / Z);
    if variance <= wanted || labels == 0 {
        return 0;
    }
    let all = labels as f64 * (variance + finite) / (wanted + finite);
    (all.ceil() as usize).min(articles).saturating_sub(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_shares_have_intervals_within_bounds() {
        let rare = share_interval(0.01, 0.01 * 0.99 / 200.0, 0.01 * 0.99);
        assert!(rare.low > 0.0 && rare.low < 0.01 && rare.high > 0.03 && rare.high < 0.06, "{rare:?}");
        let none = share_interval(-0.001, 1e-5, 0.002);
        assert!(none.value == 0.0 && none.low == 0.0 && none.high > 0.005, "{none:?}");
        assert_eq!(share_interval(0.2, 0.0, 0.1).low, 0.2);
    }

    #[test]
    fn labels_for_a_width_follow_the_square_root() {
        // 200 labels with a standard error of 2 points: 3.92 points; a half of it needs four times as many.
        assert_eq!(labels_needed(4e-4, 0.0, 200, 100_000, 0.0196), 600);
        assert_eq!(labels_needed(4e-4, 0.0, 200, 700, 0.0196), 500);
        assert_eq!(labels_needed(4e-4, 0.0, 200, 100_000, 0.05), 0);
        assert!(labels_needed(4e-4, 1e-4, 200, 1000, 0.0196) < 600);
    }
}
