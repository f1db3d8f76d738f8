//! How alike neighbouring values of a series are that follow each other in time.

/// Fewer values do not tell how alike neighbours are.
const MIN_VALUES: usize = 10;
/// Neighbours are taken to be at most so alike.
const MAX_LIKENESS: f64 = 0.95;
/// What a fit leaves by rounding is at most this part of the largest value.
const ROUNDING: f64 = 1e-12;

/// The first-order autocorrelation of what a fit leaves of a series, 0 where it is negative or cannot be told. `largest` is the size of
/// the largest value before the fit. Such an autocorrelation is too small by `bias` · (1 + 2ρ)/n on average, which is put right: a mean
/// costs (1 + 3ρ)/n (Marriott & Pope, Biometrika 41, 1954), and two parameters, such as a mean and a slope, (2 + 4ρ)/n.
pub(super) fn likeness(rest: &[Option<f64>], largest: f64, bias: f64) -> f64 {
    let values = rest.iter().flatten().count();
    let n = values as f64;
    let mean = rest.iter().flatten().sum::<f64>() / n;
    let squares: f64 = rest.iter().flatten().map(|value| (value - mean).powi(2)).sum();
    if values < MIN_VALUES || squares <= n * (ROUNDING * largest).powi(2) {
        return 0.0;
    }
    let products: Vec<f64> = rest.windows(2).filter_map(|pair| Some((pair[0]? - mean) * (pair[1]? - mean))).collect();
    if products.is_empty() {
        return 0.0;
    }
    let found = products.iter().sum::<f64>() / products.len() as f64 / (squares / n);
    ((n * found + bias) / (n - 2.0 * bias)).clamp(0.0, MAX_LIKENESS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;

    #[test]
    fn the_bias_of_short_series_is_put_right() {
        let mut random = SplitMix64::new(12);
        let mut mean = 0.0;
        for _ in 0..2000 {
            // Each value keeps half of the one before it; levels of the two halves are taken off.
            let mut value = random.normal() / 0.75_f64.sqrt();
            let mut half = || -> Vec<f64> {
                let values: Vec<f64> = (0..15)
                    .map(|_| {
                        value = 0.5 * value + random.normal();
                        value
                    })
                    .collect();
                let level = values.iter().sum::<f64>() / 15.0;
                values.into_iter().map(|value| value - level).collect()
            };
            let rest: Vec<Option<f64>> = [half(), half()].concat().into_iter().map(Some).collect();
            mean += likeness(&rest, 1.0, 2.0) / 2000.0;
        }
        assert!((0.44..0.56).contains(&mean), "{mean}");
    }

    #[test]
    fn few_values_gaps_and_exact_fits_tell_nothing() {
        let wave: Vec<Option<f64>> = (0..24).map(|at| Some(libm::sin(f64::from(at) / 3.0))).collect();
        assert!(likeness(&wave, 1.0, 2.0) > 0.8);
        assert_eq!(likeness(&wave[..9], 1.0, 2.0), 0.0);
        let alternating: Vec<Option<f64>> = (0..24).map(|at| Some(f64::from(at % 2))).collect();
        assert_eq!(likeness(&alternating, 1.0, 2.0), 0.0);
        let apart: Vec<Option<f64>> = wave.iter().flat_map(|value| [*value, None]).collect();
        assert_eq!(likeness(&apart, 1.0, 2.0), 0.0);
        assert_eq!(likeness(&[Some(1e-16); 12], 1.0, 2.0), 0.0);
        assert_eq!(likeness(&[], 1.0, 2.0), 0.0);
    }
}
