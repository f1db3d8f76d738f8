//! Normal and log-factorial functions, quantiles, and what is counted or compared everywhere.

/// The probability that a standard normal variable is farther from 0 than `z` (either way): erfc(|z|/√2).
pub fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / core::f64::consts::SQRT_2).clamp(0.0, 1.0)
}

/// ln C(n, k); −∞ where k > n.
pub fn ln_choose(n: usize, k: usize) -> f64 {
    if k > n {
        return f64::NEG_INFINITY;
    }
    if k == 0 || k == n {
        return 0.0;
    }
    let ln_factorial = |m: usize| libm::lgamma(m as f64 + 1.0);
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// x·ln(y), 0 where x is 0 (whatever y); `y` is kept above 0.
pub fn x_ln_y(x: f64, y: f64) -> f64 {
    if x == 0.0 { 0.0 } else { x * libm::log(y.max(f64::MIN_POSITIVE)) }
}

/// The middle of sorted values; `None` where there are none.
pub fn median_of_sorted(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n % 2 == 1 => Some(sorted[middle]),
        _ => Some((sorted[middle - 1] + sorted[middle]) / 2.0),
    }
}

/// The quantile at `part` (0 to 1) of sorted values, linear between order statistics (definition 7 of Hyndman & Fan
/// 1996, that of numpy and R); `None` where there are none.
pub fn quantile_of_sorted(sorted: &[f64], part: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = part.clamp(0.0, 1.0) * last as f64;
    let below = (at as usize).min(last);
    let above = (below + 1).min(last);
    Some(sorted[below] + (at - below as f64) * (sorted[above] - sorted[below]))
}

/// Divides by the sum; equal shares where it is not above 0.
pub fn normalise(values: &mut [f64]) {
    let total: f64 = values.iter().sum();
    let equal = 1.0 / values.len().max(1) as f64;
    let regular = total > 0.0 && total.is_finite();
    values.iter_mut().for_each(|v| *v = if regular { *v / total } else { equal });
}

/// The index of the first of the largest values; 0 where there are none.
pub fn argmax<T: PartialOrd + Copy>(values: &[T]) -> usize {
    let mut best = 0;
    for (i, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_published_values() {
        // scipy.stats.norm.sf(1.96) * 2 = 0.04999579029644087
        assert!((two_sided(-1.96) - 0.049_995_790_296_440_87).abs() < 1e-15);
        // math.log(math.comb(50, 7)) = 18.419524075268985
        assert!((ln_choose(50, 7) - 18.419524075268985).abs() < 1e-12);
        // numpy.quantile([1, 2, 4, 8], [0.025, 0.5, 0.975]) = [1.075, 3.0, 7.7]
        let sorted = [1.0, 2.0, 4.0, 8.0];
        for (part, value) in [(0.025, 1.075), (0.5, 3.0), (0.975, 7.7)] {
            assert!((quantile_of_sorted(&sorted, part).unwrap() - value).abs() < 1e-12);
        }
    }
}
