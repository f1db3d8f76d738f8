//! Random numbers that are identical on every machine.

use crate::numeric::special_functions::normalise;

/// SplitMix64 (Steele, Lea & Flood 2014): a small generator of random numbers with one word of state.
#[derive(Debug, Clone)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// Creates a generator whose sequence is determined by the seed.
    pub fn new(seed: u64) -> Self {
        SplitMix64 { state: seed }
    }

    /// Returns 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Shuffles items (Fisher & Yates 1938; Durstenfeld 1964).
    pub fn shuffle(&mut self, items: &mut [usize]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next_u64() % (i as u64 + 1)) as usize);
        }
    }

    /// Returns a uniform variate in [0, 1).
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Returns a standard normal variate by the polar method (Marsaglia & Bray 1964).
    pub fn normal(&mut self) -> f64 {
        loop {
            let (a, b) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let s = a * a + b * b;
            if s > 0.0 && s < 1.0 {
                return a * (-2.0 * libm::log(s) / s).sqrt();
            }
        }
    }

    /// Returns a gamma variate with scale 1 (Marsaglia & Tsang 2000, with their boost U^(1/shape) for shapes below 1),
    /// or 0 if the shape is not positive and finite.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape <= 0.0 || !shape.is_finite() {
            return 0.0;
        }
        if shape < 1.0 {
            let boost = libm::exp(libm::log((1.0 - self.uniform()).max(f64::MIN_POSITIVE)) / shape);
            return self.gamma(shape + 1.0) * boost;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = 1.0 + c * x;
            if v <= 0.0 {
                continue;
            }
            let v = v * v * v;
            if libm::log(1.0 - self.uniform()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }

    /// Returns a binomial variate for `n` trials with success probability `p`. It uses waiting times (Devroye 1986,
    /// X.4.3) if few successes are expected, and splits at a beta-distributed order statistic (Ahrens & Dieter 1974)
    /// while many are.
    pub fn binomial(&mut self, n: usize, p: f64) -> usize {
        let (mut remaining, mut p, mut successes) = (n, p.clamp(0.0, 1.0), 0);
        while remaining > 0 && p > 0.0 {
            if p >= 1.0 {
                return successes + remaining;
            }
            if remaining as f64 * p.min(1.0 - p) < 15.0 {
                let (rare, complemented) = if p > 0.5 { (1.0 - p, true) } else { (p, false) };
                let rare = self.binomial_waiting(remaining, rare);
                return successes + if complemented { remaining - rare } else { rare };
            }
            // The middle one of `remaining` sorted uniform variates follows Beta(middle, remaining + 1 − middle).
            let middle = remaining / 2 + 1;
            let (a, b) = (self.gamma(middle as f64), self.gamma((remaining + 1 - middle) as f64));
            let x = a / (a + b);
            if x <= p {
                successes += middle;
                p = (p - x) / (1.0 - x);
                remaining -= middle;
            } else {
                p /= x;
                remaining = middle - 1;
            }
        }
        successes
    }

    fn binomial_waiting(&mut self, n: usize, p: f64) -> usize {
        let scale = libm::log1p(-p);
        let (mut trial, mut successes) = (0.0, 0);
        loop {
            trial += (libm::log(1.0 - self.uniform()) / scale).floor() + 1.0;
            if trial > n as f64 || trial.is_nan() {
                return successes;
            }
            successes += 1;
        }
    }

    /// Draws multinomial counts: distributes `n` draws over cells in proportion to their weights, one conditional
    /// binomial per cell (Devroye 1986, XI.1.4). All counts are 0 if no weight is positive.
    pub fn multinomial(&mut self, n: usize, weights: &[f64], out: &mut [usize]) {
        out.fill(0);
        // Weights are summed from the end, so that the last cell with weight gets exactly the probability 1.
        let mut weight_from = vec![0.0; weights.len() + 1];
        for (k, weight) in weights.iter().enumerate().rev() {
            weight_from[k] = weight_from[k + 1] + weight.max(0.0);
        }
        let mut remaining = n;
        for (k, cell) in out.iter_mut().enumerate().take(weights.len()) {
            if remaining == 0 || weight_from[k] <= 0.0 {
                return;
            }
            *cell = self.binomial(remaining, weights[k].max(0.0) / weight_from[k]);
            remaining -= *cell;
        }
    }

    /// Draws shares that sum to 1 from the Dirichlet distribution with parameters `alpha`; they are equal if no gamma
    /// variate is positive.
    pub fn dirichlet(&mut self, alpha: &[f64], out: &mut [f64]) {
        for (share, a) in out.iter_mut().zip(alpha) {
            *share = self.gamma(*a);
        }
        normalise(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agrees_with_the_published_generator() {
        // The first outputs of splitmix64.c by Vigna (public domain) for seed 1234567.
        let mut random = SplitMix64::new(1_234_567);
        assert_eq!([random.next_u64(), random.next_u64()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn draws_have_their_means_and_variances() {
        let mut random = SplitMix64::new(7);
        let moments = |values: &[f64]| {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            (mean, values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64)
        };
        for shape in [0.3, 1.0, 4.5] {
            let draws: Vec<f64> = (0..20_000).map(|_| random.gamma(shape)).collect();
            let (mean, variance) = moments(&draws);
            assert!(
                (mean / shape - 1.0).abs() < 0.05 && (variance / shape - 1.0).abs() < 0.12,
                "{shape} {mean} {variance}"
            );
        }
        for (n, p) in [(10, 0.3), (400, 0.5), (1000, 0.01), (5000, 0.9), (3000, 0.2)] {
            let draws: Vec<f64> = (0..20_000).map(|_| random.binomial(n, p) as f64).collect();
            let (mean, variance) = moments(&draws);
            let (m, v) = (n as f64 * p, n as f64 * p * (1.0 - p));
            assert!(
                (mean - m).abs() < 4.0 * (v / 20_000.0).sqrt() && (variance / v - 1.0).abs() < 0.05,
                "{n} {p} {mean} {variance}"
            );
        }
    }

    proptest! {
        #[test]
        fn counts_sum_to_draws(n in 0usize..5000, weights in proptest::collection::vec(0.0f64..5.0, 0..9), seed: u64) {
            let mut out = vec![0; weights.len()];
            SplitMix64::new(seed).multinomial(n, &weights, &mut out);
            let expected = if weights.iter().any(|w| *w > 0.0) { n } else { 0 };
            prop_assert_eq!(out.iter().sum::<usize>(), expected);
        }
    }
}
