//! Expectation–maximisation: shares of themes corrected for the classifier's errors by its probabilities.
//!
//! Counts of predictions are biased as soon as the mix of themes differs from that of the training articles: themes
//! that were rare in training are found too seldom, and articles of common themes spill over to rare ones. The
//! estimates here undo that under one assumption: the articles of a theme look as they did in training (label shift;
//! only the mix changes). News drifts, so this holds only roughly; the intervals therefore give evaluated articles a
//! weight below 1.

use crate::numeric::SplitMix64;
use crate::trends::correction::intervals::{ConfusionRows, Estimate, SEED, Target, percentiles};

/// Shares of themes by expectation–maximisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Prevalence {
    /// The share of each theme; the shares add up to 1.
    pub shares: Vec<f64>,
    /// Number of iterations.
    pub iterations: usize,
    /// Whether the last iteration changed every share by less than 1e-7.
    pub converged: bool,
}

/// Iterations end when every share changes by less than this.
pub const TOLERANCE: f64 = 1e-7;
/// Maximum number of iterations.
pub const MAX_ITERATIONS: usize = 1000;
/// Number of resamples for an interval.
const RESAMPLES: usize = 200;
/// Maximum number of iterations for a resample, which starts from the estimate.
const MAX_RESAMPLE_ITERATIONS: usize = 30;
/// Maximum number of articles in a resample.
const MAX_RESAMPLED: usize = 5000;

/// Shares of themes from calibrated probabilities (Saerens, Latinne & Decaestecker, Neural Computation 14, 2002).
/// `probabilities` is `[article][theme]`, row-major. `prior` contains the shares of themes that the probabilities
/// assume: their means over the articles used for calibration. The maximum of the likelihood is unique, so the start
/// does not matter. Calibration matters more than the choice of method (Alexandari, Kundaje & Shrikumar, ICML 2020).
///
/// A theme with a prior of 0 gets 0. Articles whose probabilities are all 0 carry no information and are left out.
/// Returns `None` if no themes or no articles remain, or if the length is not a multiple of the number of themes.
pub fn expectation_maximisation(probabilities: &[f32], prior: &[f64]) -> Option<Prevalence> {
    let ratios = Ratios::new(probabilities, prior)?;
    let weights = (0..ratios.articles()).map(|article| (article, 1.0));
    let total: f64 = prior.iter().map(|p| p.max(0.0)).sum();
    let start: Vec<f64> = prior.iter().map(|p| p.max(0.0) / total).collect();
    Some(ratios.maximise(weights, start, MAX_ITERATIONS, TOLERANCE))
}

/// [`expectation_maximisation`] with 95% intervals (bootstrap: Efron & Tibshirani 1993) for two sources of uncertainty:
/// - the articles: they are resampled 200 times, and each resample takes at most 30 iterations from the estimate. If
///   there are more than 5000 articles, 5000 are drawn and the deviations scaled by √(5000/articles) (m out of n:
///   Bickel, Götze & van Zwet 1997). For [`Target::Source`], the interval is the middle 95% of the resampled shares.
///   For [`Target::Articles`], each resampled article draws its true theme from its posterior, and the interval is that
///   of the differences between the resampled shares and these true shares.
/// - the classifier's error rates, which an evaluation of limited size gives: `confusion[true · themes + predicted]`
///   are counts on articles not trained on. Each resample draws the rows from their Dirichlet posterior (with
///   [`Target::evaluation_weight`] and a pseudo-count) and shifts the shares by Σₖ pₖ (drawn − mean)ₖⱼ, the resulting
///   error of counting. The error of this method is smaller, so the interval is on the safe side.
///
/// Returns `None` as [`expectation_maximisation`] does, or if `confusion` is not themes × themes.
pub fn expectation_maximisation_intervals(
    probabilities: &[f32],
    prior: &[f64],
    confusion: &[usize],
    target: Target,
) -> Option<(Prevalence, Vec<Estimate>)> {
    let themes = prior.len();
    if confusion.len() != themes * themes {
        return None;
    }
    let estimate = expectation_maximisation(probabilities, prior)?;
    let ratios = Ratios::new(probabilities, prior)?;
    let articles = ratios.articles();
    let size = articles.min(MAX_RESAMPLED);
    let scale = (size as f64 / articles as f64).sqrt();
    let rows = ConfusionRows::new(confusion, themes, target.evaluation_weight());
    let mut random = SplitMix64::new(SEED);
    let (mut resample, mut of_row) = (Vec::with_capacity(size), Vec::new());
    let mut drawn = vec![Vec::with_capacity(RESAMPLES); themes];
    for _ in 0..RESAMPLES {
        resample.clear();
        // The true shares of the resample: the estimate, or the shares of the themes drawn for its articles.
        let mut truth = estimate.shares.clone();
        if target == Target::Articles {
            truth.fill(0.0);
        }
        for _ in 0..size {
            let article = ((random.uniform() * articles as f64) as usize).min(articles - 1);
            resample.push(article);
            if target == Target::Articles {
                truth[ratios.draw_theme(article, &estimate.shares, &mut of_row, &mut random)] += 1.0 / size as f64;
            }
        }
        // An article that was drawn several times counts as often.
        resample.sort_unstable();
        let weights = resample.chunk_by(|a, b| a == b).map(|drawn| (drawn[0], drawn.len() as f64));
        let found = ratios.maximise(weights, estimate.shares.clone(), MAX_RESAMPLE_ITERATIONS, 1e-5).shares;
        let shifts = rows.draw_error(&found, &mut random);
        for (theme, draws) in drawn.iter_mut().enumerate() {
            let deviation = scale * (found[theme] - truth[theme]);
            let share = match target {
                // The true share is the estimate minus its error.
                Target::Articles => estimate.shares[theme] - deviation,
                Target::Source => estimate.shares[theme] + deviation,
            };
            draws.push((share + shifts[theme]).clamp(0.0, 1.0));
        }
    }
    let intervals = percentiles(&estimate.shares, drawn);
    Some((estimate, intervals))
}

/// Maximum distance, beyond what chance explains, between the observed and the expected counts of predictions.
const MAX_UNEXPLAINED: f64 = 0.08;

/// Whether corrected shares explain the counts of predictions. If the shares are true, a classifier with these error
/// rates (`confusion[true · themes + predicted]`) assigns theme j to Σₖ pₖ P(j | k) of the articles. If the counts
/// (`predicted`) are far from that (total variation distance above 0.08 plus 1.2 times its mean by chance), the
/// articles do not look as they did in training, more than the mix has changed, and no correction should be believed.
/// False if the lengths differ.
pub fn explains_counts(shares: &[f64], predicted: &[usize], confusion: &[usize]) -> bool {
    let themes = shares.len();
    let total: usize = predicted.iter().sum();
    if predicted.len() != themes || confusion.len() != themes * themes || total == 0 {
        return false;
    }
    let mut expected = vec![0.0; themes];
    for (row, share) in confusion.chunks_exact(themes).zip(shares) {
        let sum: usize = row.iter().sum();
        expected.iter_mut().zip(row).for_each(|(to, &count)| *to += share * count as f64 / sum.max(1) as f64);
    }
    let n = total as f64;
    let observed = predicted.iter().map(|&count| count as f64 / n);
    let distance: f64 = observed.zip(&expected).map(|(o, e)| (o - e).abs()).sum::<f64>() / 2.0;
    // Mean absolute deviation of a share in the normal approximation: √(2 p (1 − p) / π n).
    let chance: f64 = expected.iter().map(|e| (2.0 * e * (1.0 - e).max(0.0) / (std::f64::consts::PI * n)).sqrt()).sum();
    distance <= MAX_UNEXPLAINED + 1.2 * chance / 2.0
}

/// The probabilities of articles divided by their priors.
struct Ratios<'p> {
    /// The probabilities of the articles that have any.
    rows: Vec<&'p [f32]>,
    prior: &'p [f64],
}

impl<'p> Ratios<'p> {
    fn new(probabilities: &'p [f32], prior: &'p [f64]) -> Option<Self> {
        let themes = prior.len();
        if themes == 0 || !probabilities.len().is_multiple_of(themes) || !prior.iter().any(|p| *p > 0.0) {
            return None;
        }
        let mut ratios = Ratios { rows: Vec::new(), prior };
        let mut of_row = Vec::with_capacity(themes);
        for row in probabilities.chunks_exact(themes) {
            ratios.of_row(row, &mut of_row);
            if of_row.iter().any(|r| *r > 0.0) && of_row.iter().all(|r| r.is_finite()) {
                ratios.rows.push(row);
            }
        }
        (!ratios.rows.is_empty()).then_some(ratios)
    }

    fn articles(&self) -> usize {
        self.rows.len()
    }

    /// The ratios of an article. They are computed when they are needed, because those of millions of articles would take
    /// twice the memory of the probabilities.
    fn of_row(&self, row: &[f32], ratios: &mut Vec<f64>) {
        let ratio = |(p, prior): (&f32, &f64)| if *prior > 0.0 { f64::from(p.max(0.0)) / prior } else { 0.0 };
        ratios.clear();
        ratios.extend(row.iter().zip(self.prior).map(ratio));
    }

    /// Draws a theme from the posterior of an article.
    fn draw_theme(&self, article: usize, shares: &[f64], ratios: &mut Vec<f64>, random: &mut SplitMix64) -> usize {
        self.of_row(self.rows[article], ratios);
        let joint = || ratios.iter().zip(shares).map(|(r, p)| r * p);
        let mut remaining = random.uniform() * joint().sum::<f64>();
        let mut last = 0;
        for (theme, weight) in joint().enumerate().filter(|(_, weight)| *weight > 0.0) {
            last = theme;
            remaining -= weight;
            if remaining < 0.0 {
                break;
            }
        }
        last
    }

    /// E step: P(k | x) ∝ pₖ · ratioₖ(x) (equation 2.4 of Saerens et al.); M step: pₖ = mean of P(k | x) (2.9).
    /// `weights` are the articles that count, with their weights.
    fn maximise(
        &self,
        weights: impl Iterator<Item = (usize, f64)> + Clone,
        mut shares: Vec<f64>,
        max_iterations: usize,
        tolerance: f64,
    ) -> Prevalence {
        let (mut sums, mut ratios) = (vec![0.0; self.prior.len()], Vec::new());
        for iteration in 1..=max_iterations {
            sums.fill(0.0);
            let mut all = 0.0;
            for (article, weight) in weights.clone() {
                self.of_row(self.rows[article], &mut ratios);
                let total: f64 = ratios.iter().zip(&shares).map(|(r, p)| r * p).sum();
                if total > 0.0 {
                    let factor = weight / total;
                    sums.iter_mut().zip(&ratios).for_each(|(s, r)| *s += factor * r);
                    all += weight;
                }
            }
            let mut change: f64 = 0.0;
            for (share, sum) in shares.iter_mut().zip(&sums) {
                let next = if all > 0.0 { *share * sum / all } else { *share };
                change = change.max((next - *share).abs());
                *share = next;
            }
            if change < tolerance {
                return Prevalence { shares, iterations: iteration, converged: true };
            }
        }
        Prevalence { shares, iterations: max_iterations, converged: false }
    }
}

/// The part of the expected errors by which a correction may move the shares. Errors go both ways and partly cancel each
/// other out, so the shares are wrong by less than articles are. With one half no kind of paper is more than a tenth
/// further from the truth than counting is; with 1, newspapers are a fifth further (docs/DECISIONS.md).
const MAX_MOVED: f64 = 0.5;

/// Whether a correction moves the shares no further than the model's errors could have: the total variation distance
/// between corrected and counted shares is at most half of the share of articles that are expected to be wrong, which is
/// 1 minus the mean probability of the assigned themes.
pub fn is_within_expected_errors(corrected: &[f64], predicted: &[usize], mean_probability: f64) -> bool {
    let total = predicted.iter().sum::<usize>().max(1) as f64;
    let differences = corrected.iter().zip(predicted).map(|(share, &count)| (share - count as f64 / total).abs());
    differences.sum::<f64>() / 2.0 <= MAX_MOVED * (1.0 - mean_probability)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_beyond_the_expected_errors_is_refused() {
        let counted = [174, 826];
        // Of 1,000 articles 60 are expected to be wrong, so that no more than 3% can move.
        assert!(is_within_expected_errors(&[0.2, 0.8], &counted, 0.94));
        assert!(!is_within_expected_errors(&[0.21, 0.79], &counted, 0.94));
        assert!(!is_within_expected_errors(&[0.283, 0.717], &counted, 0.94));
        assert!(is_within_expected_errors(&[0.174, 0.826], &counted, 1.0 - 1e-9));
    }
    use proptest::prelude::*;

    #[test]
    fn agrees_with_a_direct_maximum() {
        // scipy 1.17.1: R = P / prior; minimize(lambda p: -log(R@p).sum(), [1/3]*3, bounds=[(0,1)]*3, constraints=sum 1,
        // method="SLSQP", options={"ftol": 1e-16}), the same as 200,000 iterations in numpy to 6 digits
        let probabilities = [
            0.65, 0.35, 0.0, 0.16, 0.52, 0.32, 0.16, 0.8, 0.04, 0.07, 0.23, 0.7, 0.0, 0.12, 0.88, 0.12, 0.5, 0.38,
            0.32, 0.23, 0.45, 0.09, 0.78, 0.13, 0.52, 0.21, 0.27, 0.69, 0.17, 0.14, 0.13, 0.41, 0.46, 0.5, 0.02, 0.48,
        ];
        let found = expectation_maximisation(&probabilities, &[0.5, 0.3, 0.2]).unwrap();
        assert!(found.converged);
        for (a, b) in found.shares.iter().zip([5e-324, 0.3780058990229598, 0.6219941009770402]) {
            assert!((a - b).abs() < 1e-5, "{found:?}");
        }
    }

    /// Articles of three themes with two noisy features: probabilities by Bayes' rule, and predictions.
    fn articles(random: &mut SplitMix64, counts: [usize; 3], prior: [f64; 3]) -> (Vec<f32>, Vec<usize>) {
        let centres = [[0.0, 0.0], [1.6, 0.0], [0.0, 1.6]];
        let (mut rows, mut predicted) = (Vec::new(), Vec::new());
        for (theme, count) in counts.into_iter().enumerate() {
            for _ in 0..count {
                let x = [0, 1].map(|i| centres[theme][i] + random.normal());
                let density = |c: [f64; 2]| libm::exp(-((x[0] - c[0]).powi(2) + (x[1] - c[1]).powi(2)) / 2.0);
                let joint = [0, 1, 2].map(|k| prior[k] * density(centres[k]));
                let best = (0..3).fold(0, |b, k| if joint[k] > joint[b] { k } else { b });
                predicted.push(best);
                rows.extend(joint.map(|j| (j / joint.iter().sum::<f64>()) as f32));
            }
        }
        (rows, predicted)
    }

    #[test]
    fn is_closer_than_counting_and_covers_the_truth() {
        let mut random = SplitMix64::new(21);
        let prior = [0.6, 0.25, 0.15];
        let (_, predicted) = articles(&mut random, [600, 250, 150], prior);
        let mut confusion = vec![0; 9];
        for (at, predicted) in predicted.iter().enumerate() {
            confusion[3
                * (if at < 600 {
                    0
                } else if at < 850 {
                    1
                } else {
                    2
                })
                + predicted] += 1;
        }
        let (mut counting, mut corrected, mut covered) = (0.0, 0.0, [0; 2]);
        for _ in 0..100 {
            let mut mix = [0.0; 3];
            random.dirichlet(&[1.0; 3], &mut mix);
            let mut counts = [0; 3];
            random.multinomial(500, &mix, &mut counts);
            let (rows, predicted) = articles(&mut random, counts, prior);
            for (which, target) in [Target::Articles, Target::Source].into_iter().enumerate() {
                let (estimate, intervals) =
                    expectation_maximisation_intervals(&rows, &prior, &confusion, target).unwrap();
                assert!(estimate.converged);
                for k in 0..3 {
                    let seen = counts[k] as f64 / 500.0;
                    let truth = if target == Target::Articles { seen } else { mix[k] };
                    counting += (predicted.iter().filter(|p| **p == k).count() as f64 / 500.0 - seen).abs();
                    corrected += (estimate.shares[k] - seen).abs();
                    covered[which] += usize::from(intervals[k].low <= truth && truth <= intervals[k].high);
                }
            }
        }
        assert!(corrected < 0.4 * counting, "error {corrected} against {counting} by counting");
        // Even more than 285 are covered: the intervals allow for errors of the matrix, but here the model is exact.
        assert!(covered.iter().all(|c| *c >= 285), "{covered:?} of 300 shares within their intervals");
    }

    #[test]
    fn counts_that_no_mix_explains_are_recognised() {
        let confusion = [90, 10, 20, 80];
        assert!(explains_counts(&[0.5, 0.5], &[550, 450], &confusion));
        assert!(explains_counts(&[0.5, 0.5], &[7, 3], &confusion));
        assert!(!explains_counts(&[0.5, 0.5], &[800, 200], &confusion));
        assert!(!explains_counts(&[1.0], &[1, 2], &confusion));
    }

    #[test]
    fn unusual_input() {
        assert!(expectation_maximisation(&[], &[0.5, 0.5]).is_none());
        assert!(expectation_maximisation(&[0.5], &[]).is_none());
        assert!(expectation_maximisation(&[0.5, 0.5, 1.0], &[0.5, 0.5]).is_none());
        assert!(expectation_maximisation(&[0.0, 0.0], &[0.5, 0.5]).is_none());
        assert!(expectation_maximisation(&[0.5, 0.5], &[0.0, 0.0]).is_none());
        assert!(expectation_maximisation_intervals(&[0.5, 0.5], &[0.5, 0.5], &[1, 2, 3], Target::Source).is_none());
        let sure = expectation_maximisation(&[1.0, 0.0, 1.0, 0.0], &[0.5, 0.5]).unwrap();
        assert_eq!(sure.shares, [1.0, 0.0]);
        let (_, intervals) =
            expectation_maximisation_intervals(&[1.0, 0.0], &[0.5, 0.5], &[0; 4], Target::Articles).unwrap();
        assert!(intervals[0].low < 1.0 && intervals[1].high > 0.0);
    }

    proptest! {
        #[test]
        fn shares_add_up(rows in proptest::collection::vec(proptest::array::uniform4(0.0f32..1.0), 1..30)) {
            let flat: Vec<f32> = rows.concat();
            if let Some(found) = expectation_maximisation(&flat, &[0.4, 0.3, 0.2, 0.1]) {
                prop_assert!((found.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!(found.shares.iter().all(|s| (0.0..=1.0 + 1e-12).contains(s)));
            }
        }
    }
}
