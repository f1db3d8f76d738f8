//! Shares of themes and their changes, from coded articles.

use crate::numeric::two_sided;
use crate::trends::audit::estimator::{AuditPopulation, Moments, Strata, scale_of};
use crate::trends::audit::interval::{AuditEstimate, labels_needed, share_interval};
use crate::trends::statistics::false_discovery;
use crate::trends::statistics::share::Z;

/// A theme's share of all articles, as coders would find it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AuditedShare {
    /// The share with its interval.
    pub audited: AuditEstimate,
    /// The share of articles for which the model chose the theme.
    pub counted: f64,
    /// The number of coded articles that have the theme.
    pub labels: usize,
    /// How much the model's probabilities count, 0 to 1 (λ of PPI++).
    pub power: f64,
    /// The part of the variance that the finite number of articles takes off.
    pub finite: f64,
}

impl AuditedShare {
    /// How many more labels make the half-width of the interval at most `half_width`, of `labels` so far and `articles`
    /// in all.
    pub fn more_labels(&self, half_width: f64, labels: usize, articles: usize) -> usize {
        let error = self.audited.standard_error;
        labels_needed(error * error, self.finite, labels, articles, half_width)
    }
}

/// The change of a theme's share from one span to another, as coders would find it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AuditedChange {
    /// The share in the earlier span.
    pub before: AuditEstimate,
    /// The share in the later span.
    pub after: AuditEstimate,
    /// The later share minus the earlier one.
    pub change: AuditEstimate,
    /// The change of the shares of articles for which the model chose the theme.
    pub counted: f64,
    /// The p value of no change among the articles at hand.
    pub p_value: f64,
    /// Its false discovery rate over all themes (Benjamini & Hochberg 1995).
    pub false_discovery: f64,
}

/// Each theme's share in the order of the themes; none where no article is coded.
pub fn audited_shares(population: &AuditPopulation<'_>) -> Option<Vec<AuditedShare>> {
    shares(population, None)
}

fn shares(population: &AuditPopulation<'_>, powers: Option<&[f64]>) -> Option<Vec<AuditedShare>> {
    let strata = Strata::of(population)?;
    let moments = strata.theme_moments(powers);
    let scale = scale_of(moments.iter());
    let share = |(theme, moments): (usize, &Moments)| {
        let (variance, finite) = moments.variance(scale);
        AuditedShare {
            audited: share_interval(moments.value, variance, moments.spread()),
            counted: population.counted(theme),
            labels: population.coded.iter().filter(|coded| coded.theme == theme).count(),
            power: moments.power,
            finite,
        }
    };
    Some(moments.iter().enumerate().map(share).collect())
}

/// The change of each theme's share between two spans; none where one of them has no coded article.
///
/// Each span's share is the mean of the pseudo-outcomes λ·f + (Y − λ·f)/π of its articles, the second part only where an
/// article is coded, and the change is the coefficient of the span in their regression (design-based supervised learning;
/// Egami, Hinck, Stewart & Wei 2023, there with λ = 1). Where a choice of the model has no coded article in a span, its count stands, with
/// the variance of a single label. The powers λ are those of all articles, `powers`. The interval joins those of the two shares (MOVER; Newcombe
/// 1998, method 10).
pub fn audited_changes(
    before: &AuditPopulation<'_>,
    after: &AuditPopulation<'_>,
    powers: &[f64],
) -> Option<Vec<AuditedChange>> {
    let (before, after) = (shares(before, Some(powers))?, shares(after, Some(powers))?);
    let mut changes: Vec<AuditedChange> = before
        .iter()
        .zip(&after)
        .map(|(before, after)| {
            let (a, b) = (before.audited, after.audited);
            let value = b.value - a.value;
            let standard_error = a.standard_error.hypot(b.standard_error);
            let low = value - (b.value - b.low).hypot(a.high - a.value);
            let high = value + (b.high - b.value).hypot(a.value - a.low);
            AuditedChange {
                before: a,
                after: b,
                change: AuditEstimate { value, low, high, standard_error },
                counted: after.counted - before.counted,
                p_value: p_value(value, low, high),
                false_discovery: 1.0,
            }
        })
        .collect();
    let rates = false_discovery(&changes.iter().map(|change| change.p_value).collect::<Vec<_>>());
    changes.iter_mut().zip(rates).for_each(|(change, rate)| change.false_discovery = rate);
    Some(changes)
}

/// The p-value of no change that agrees with a 95% interval: it is below 0.05 where 0 lies outside. The distance of the change from the
/// end of its interval on the side of 0 is 1.96 standard errors. An interval without width, where no label differs from the others of its
/// kind, tells nothing of chance: p is 1.
fn p_value(value: f64, low: f64, high: f64) -> f64 {
    let to_end = if value > 0.0 { value - low } else { high - value };
    if to_end > 0.0 { two_sided(Z * value / to_end) } else { 1.0 }
}
