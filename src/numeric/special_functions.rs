//! Normal tail probability, log-binomial coefficients, quantiles and other small numeric functions.

/// Two-sided tail probability of the standard normal distribution, P(|Z| > |z|) = erfc(|z|/√2).
pub fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / core::f64::consts::SQRT_2).clamp(0.0, 1.0)
}

/// Logarithm of the binomial coefficient, ln C(n, k); −∞ if k > n.
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

/// x·ln(y), or 0 if x is 0; `y` is clamped to the smallest positive number.
pub fn x_ln_y(x: f64, y: f64) -> f64 {
    if x == 0.0 { 0.0 } else { x * libm::log(y.max(f64::MIN_POSITIVE)) }
}

/// Median of sorted values; `None` if there are none.
pub fn median_of_sorted(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n % 2 == 1 => Some(sorted[middle]),
        _ => Some((sorted[middle - 1] + sorted[middle]) / 2.0),
    }
}

/// Quantile of sorted values at `probability` (0 to 1), linear between order statistics (definition 7 of Hyndman & Fan
/// 1996, the default of numpy and R); `None` if there are no values.
pub fn quantile_of_sorted(sorted: &[f64], probability: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = probability.clamp(0.0, 1.0) * last as f64;
    let below = (position as usize).min(last);
    let above = (below + 1).min(last);
    Some(sorted[below] + (position - below as f64) * (sorted[above] - sorted[below]))
}

/// Divides values by their sum; they become equal shares if the sum is not positive and finite.
pub fn normalise(values: &mut [f64]) {
    let total: f64 = values.iter().sum();
    let equal = 1.0 / values.len().max(1) as f64;
    let valid = total > 0.0 && total.is_finite();
    values.iter_mut().for_each(|v| *v = if valid { *v / total } else { equal });
}

/// Index of the first largest value; 0 if there are no values.
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
        for (probability, value) in [(0.025, 1.075), (0.5, 3.0), (0.975, 7.7)] {
            assert!((quantile_of_sorted(&sorted, probability).unwrap() - value).abs() < 1e-12);
        }
    }
}
