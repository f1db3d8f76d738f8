//! Adjusted classify-and-count: shares of themes corrected for the classifier's errors by its confusion matrix.

use crate::numeric::{SplitMix64, normalise};
use crate::trends::correction::intervals::{ConfusionRows, Estimate, SEED, Target, percentiles};

/// Maximum number of resamples for an interval.
const MAX_RESAMPLES: usize = 1000;
/// Limit of resamples times the cube of the number of themes, which the time of a resample grows with.
const MAX_WORK: usize = 40_000_000;
/// Minimum number of resamples, however many themes there are.
const MIN_RESAMPLES: usize = 100;
/// Maximum number of steps of the solver for the estimate.
const MAX_STEPS: usize = 5000;
/// Maximum number of steps for a resample, which starts from the estimate.
const MAX_RESAMPLE_STEPS: usize = 200;

/// Shares of themes from counts of predictions: `predicted[j]` articles were assigned theme j, and in an evaluation on
/// articles not trained on, `confusion[i · themes + j]` articles of true theme i were assigned theme j. The result is
/// the shares p ≥ 0, Σp = 1 that minimise |Mᵀp − observed|², Mᵢⱼ = P(predicted j | true i) (Forman, Data Mining and
/// Knowledge Discovery 17, 2008, for two classes; Bunse 2022 for more, in this form).
///
/// Each row of the matrix gets one additional article, spread like all predictions, so that themes that were never
/// evaluated have a row too. Like [`expectation_maximisation`](super::expectation_maximisation), this assumes that the
/// articles of a theme look as they did in the evaluation. It uses less information from the classifier, and our study
/// found its error larger. Returns `None` if there are no themes, the lengths do not match, or nothing was counted.
pub fn adjusted_count(predicted: &[usize], confusion: &[usize]) -> Option<Vec<f64>> {
    let (observed, matrix) = prepare(predicted, confusion)?;
    Some(solve(&matrix, &observed, vec![1.0 / observed.len() as f64; observed.len()], MAX_STEPS))
}

/// [`adjusted_count`] with 95% percentile intervals from 1000 resamples (fewer from 35 themes on). Each resample draws
/// new counts of predictions (multinomial) and new rows of the confusion matrix (from their Dirichlet posterior, with
/// [`Target::evaluation_weight`] of the source), so the limited size of the evaluation is part of the uncertainty. The
/// intervals are for the shares of the source.
pub fn adjusted_count_intervals(predicted: &[usize], confusion: &[usize]) -> Option<Vec<Estimate>> {
    let (observed, matrix) = prepare(predicted, confusion)?;
    let themes = observed.len();
    let estimate = solve(&matrix, &observed, vec![1.0 / themes as f64; themes], MAX_STEPS);
    let rows = ConfusionRows::new(confusion, themes, Target::Source.evaluation_weight());
    let total: usize = predicted.iter().sum();
    let mut random = SplitMix64::new(SEED);
    let mut counts = vec![0; themes];
    let mut drawn = vec![Vec::with_capacity(MAX_RESAMPLES); themes];
    for _ in 0..(MAX_WORK / themes.pow(3)).clamp(MIN_RESAMPLES, MAX_RESAMPLES) {
        random.multinomial(total, &observed, &mut counts);
        let shares: Vec<f64> = counts.iter().map(|c| *c as f64 / total as f64).collect();
        let solved = solve(&rows.draw(&mut random), &shares, estimate.clone(), MAX_RESAMPLE_STEPS);
        drawn.iter_mut().zip(solved).for_each(|(draws, share)| draws.push(share));
    }
    Some(percentiles(&estimate, drawn))
}

/// The observed shares of predictions, and the matrix P(predicted | true) by rows.
fn prepare(predicted: &[usize], confusion: &[usize]) -> Option<(Vec<f64>, Vec<Vec<f64>>)> {
    let themes = predicted.len();
    let total: f64 = predicted.iter().map(|c| *c as f64).sum();
    if themes == 0 || confusion.len() != themes * themes || total <= 0.0 {
        return None;
    }
    let mut marginal: Vec<f64> =
        (0..themes).map(|j| confusion.iter().skip(j).step_by(themes).map(|c| *c as f64).sum()).collect();
    normalise(&mut marginal);
    let matrix = confusion.chunks_exact(themes).map(|row| {
        let mut row: Vec<f64> = row.iter().zip(&marginal).map(|(c, m)| *c as f64 + m).collect();
        normalise(&mut row);
        row
    });
    Some((predicted.iter().map(|c| *c as f64 / total).collect(), matrix.collect()))
}

/// Minimises |Mᵀp − o|² over the simplex by accelerated projected gradient (Beck & Teboulle 2009).
fn solve(matrix: &[Vec<f64>], observed: &[f64], start: Vec<f64>, steps: usize) -> Vec<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let gram: Vec<Vec<f64>> = matrix.iter().map(|a| matrix.iter().map(|b| dot(a, b)).collect()).collect();
    let target: Vec<f64> = matrix.iter().map(|row| dot(row, observed)).collect();
    // No eigenvalue of MMᵀ exceeds its largest row sum, so steps of 1 / bound converge.
    let bound = gram.iter().map(|row| row.iter().sum::<f64>()).fold(f64::MIN_POSITIVE, f64::max);
    let (mut shares, mut extrapolated, mut momentum) = (start.clone(), start, 1.0_f64);
    for _ in 0..steps {
        let stepped =
            extrapolated.iter().zip(&gram).zip(&target).map(|((y, row), b)| y - (dot(row, &extrapolated) - b) / bound);
        let next = onto_simplex(stepped.collect());
        let next_momentum = (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt()) / 2.0;
        let change = next.iter().zip(&shares).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        extrapolated = next.iter().zip(&shares).map(|(a, b)| a + (momentum - 1.0) / next_momentum * (a - b)).collect();
        (shares, momentum) = (next, next_momentum);
        if change < 1e-12 {
            break;
        }
    }
    shares
}

/// The nearest point with coordinates ≥ 0 and a sum of 1 (Held, Wolfe & Crowder 1974; Duchi et al., ICML 2008).
fn onto_simplex(mut point: Vec<f64>) -> Vec<f64> {
    let mut sorted = point.clone();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let (mut sum, mut shift) = (0.0, 0.0);
    for (at, value) in sorted.iter().enumerate() {
        sum += value;
        let candidate = (sum - 1.0) / (at + 1) as f64;
        if *value > candidate {
            shift = candidate;
        }
    }
    point.iter_mut().for_each(|p| *p = (*p - shift).max(0.0));
    point
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CONFUSION: [usize; 9] = [40, 6, 4, 5, 50, 5, 2, 8, 20];

    #[test]
    fn agrees_with_scipy() {
        // scipy 1.17.1: C = the matrix + its column shares, M = C by row sums, o = the counts / 100,
        // minimize(lambda p: ((M.T@p-o)**2).sum(), [1/3]*3, jac=..., bounds=[(0,1)]*3, constraints=sum 1, method="SLSQP")
        for (predicted, reference) in [
            ([30, 50, 20], [0.305_649_613_900_167_7, 0.490_434_711_551_552_2, 0.203_915_674_548_280_13]),
            ([5, 10, 85], [0.0, 0.0, 1.0]),
            ([90, 5, 5], [1.0, 0.0, 0.0]),
        ] {
            let found = adjusted_count(&predicted, &CONFUSION).unwrap();
            for (a, b) in found.iter().zip(reference) {
                assert!((a - b).abs() < 1e-6, "{found:?}");
            }
        }
    }

    #[test]
    fn corrects_the_errors_and_covers_the_truth() {
        let mut random = SplitMix64::new(9);
        let truth_rows = [[0.8, 0.12, 0.08], [0.1, 0.82, 0.08], [0.08, 0.27, 0.65]];
        let (mut counting, mut corrected, mut covered) = (0.0, 0.0, 0);
        for _ in 0..60 {
            let mut confusion = [0; 9];
            for (row, out) in truth_rows.iter().zip(confusion.chunks_exact_mut(3)) {
                random.multinomial(120, row, out);
            }
            let mut mix = [0.0; 3];
            random.dirichlet(&[1.0; 3], &mut mix);
            let observed = [0, 1, 2].map(|j| (0..3).map(|k| mix[k] * truth_rows[k][j]).sum::<f64>());
            let mut predicted = [0; 3];
            random.multinomial(1000, &observed, &mut predicted);
            for (k, found) in adjusted_count_intervals(&predicted, &confusion).unwrap().iter().enumerate() {
                counting += (predicted[k] as f64 / 1000.0 - mix[k]).abs();
                corrected += (found.value - mix[k]).abs();
                covered += usize::from(found.low <= mix[k] && mix[k] <= found.high);
            }
        }
        assert!(corrected < 0.6 * counting, "error {corrected} against {counting} by counting");
        assert!(covered >= 168, "{covered} of 180 shares within their intervals");
    }

    #[test]
    fn unusual_input() {
        assert!(adjusted_count(&[], &[]).is_none());
        assert!(adjusted_count(&[0, 0], &[1, 0, 0, 1]).is_none());
        assert!(adjusted_count(&[1, 2], &[1, 0, 0]).is_none());
        // Without any evaluated article, all shares are equal.
        assert!(adjusted_count(&[3, 1], &[0; 4]).unwrap().iter().all(|s| (s - 0.5).abs() < 1e-9));
        assert_eq!(adjusted_count(&[7], &[3]).unwrap(), [1.0]);
    }

    proptest! {
        #[test]
        fn shares_add_up(
            predicted in proptest::array::uniform4(0usize..200), confusion in proptest::array::uniform16(0usize..60),
        ) {
            if let Some(shares) = adjusted_count(&predicted, &confusion) {
                prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9 && shares.iter().all(|s| *s >= 0.0));
            }
        }
    }
}
