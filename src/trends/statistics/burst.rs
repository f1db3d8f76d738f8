//! Bursts: stretches of periods in which a theme's share is well above its usual level.

use crate::numeric::{ln_choose, x_ln_y};

/// Which stretches count as bursts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BurstSettings {
    /// Ratio of the share of a level to that of the level below it (s in the paper); above 1.
    pub scale: f64,
    /// The cost of rising by one level (γ in the paper), 0 or more; higher values give fewer and longer bursts.
    pub gamma: f64,
    /// Number of levels including the usual one, 2 or more.
    pub levels: usize,
}

impl Default for BurstSettings {
    /// The values of the paper: shares double, γ = 1, two levels.
    fn default() -> Self {
        BurstSettings { scale: 2.0, gamma: 1.0, levels: 2 }
    }
}

/// A stretch of periods at a certain level or above.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Burst {
    /// The first period (index into the series), which has articles.
    pub first: usize,
    /// The last period, which has articles.
    pub last: usize,
    /// 1 for a share of about `scale` times the usual one, 2 for `scale`² times, and so on.
    pub level: usize,
    /// How much better the level explains the periods than the level below: a difference of log-likelihoods, for
    /// ranking bursts.
    pub weight: f64,
}

/// Maximum number of levels, enough for shares from 1 in 2^64 on that double.
const MAX_LEVELS: usize = 64;

/// The bursts of a series of counts out of totals by period, in order of their first period, outer bursts before inner
/// ones. They are the states of Kleinberg's automaton for batched arrivals ("Bursty and hierarchical structure in
/// streams", KDD 2002, section 4), found by the Viterbi algorithm. Periods with a total of 0 are left out and cost
/// nothing. A count above its total is taken as the total. If the lengths differ, the rest of the longer series is
/// ignored. There are no bursts if the settings are out of range.
///
/// Limits: the usual level is the share over all periods, so a burst that fills much of the series hides itself, and a
/// steady rise is one burst at its end. Levels whose share would reach 1 do not exist: a theme with more than 1/`scale`
/// of all articles never bursts. With large totals a small excess is enough for a burst, with small totals it must be
/// large. Of level series of 36 months with 200 articles, 4% on the theme, 17% show a burst with γ = 1 and 1% do with
/// γ = 2 (see the tests); if counts vary more than independent articles do, more series do. Rank by weight, or raise γ.
pub fn bursts(counts: &[usize], totals: &[usize], settings: BurstSettings) -> Vec<Burst> {
    let valid = settings.scale > 1.0 && settings.scale.is_finite() && settings.gamma >= 0.0 && settings.levels >= 2;
    let periods: Vec<(usize, usize, usize)> = counts
        .iter()
        .zip(totals)
        .enumerate()
        .filter(|(_, (_, total))| **total > 0)
        .map(|(at, (&count, &total))| (at, count.min(total), total))
        .collect();
    let matched: f64 = periods.iter().map(|(_, count, _)| *count as f64).sum();
    let all: f64 = periods.iter().map(|(_, _, total)| *total as f64).sum();
    if !valid || matched <= 0.0 {
        return Vec::new();
    }
    // p₀ = R / D, pᵢ = p₀·sⁱ
    let mut shares = vec![matched / all];
    while shares.len() < settings.levels.min(MAX_LEVELS) {
        let next = shares[shares.len() - 1] * settings.scale;
        if next >= 1.0 {
            break;
        }
        shares.push(next);
    }
    let costs: Vec<Vec<f64>> = periods
        .iter()
        .map(|&(_, count, total)| shares.iter().map(|share| cost(count, total, *share)).collect())
        .collect();
    let states = cheapest(&costs, settings.gamma * libm::log(periods.len() as f64));
    let mut found = Vec::new();
    for level in 1..shares.len() {
        let mut at = 0;
        for stretch in states.chunk_by(|a, b| (*a >= level) == (*b >= level)) {
            let (from, to) = (at, at + stretch.len());
            at = to;
            if stretch[0] >= level {
                // The weight is Σ (σ(lower) − σ(level)); the paper defines it for two states.
                let weight = costs[from..to].iter().map(|c| c[level - 1] - c[level]).sum();
                found.push(Burst { first: periods[from].0, last: periods[to - 1].0, level, weight });
            }
        }
    }
    found.sort_by_key(|burst| (burst.first, burst.level));
    found
}

/// σ = −ln( C(d, r) pʳ (1−p)^(d−r) )
fn cost(count: usize, total: usize, share: f64) -> f64 {
    -(ln_choose(total, count) + x_ln_y(count as f64, share) + x_ln_y((total - count) as f64, 1.0 - share))
}

/// The cheapest sequence of states, starting from state 0 before the first period. Each level up costs `rise`, levels
/// down cost nothing; of equally cheap states the lower one is taken.
fn cheapest(costs: &[Vec<f64>], rise: f64) -> Vec<usize> {
    let states = costs.first().map_or(0, Vec::len);
    let climb = |from: usize, to: usize| rise * to.saturating_sub(from) as f64;
    let mut best: Vec<f64> = (0..states).map(|to| climb(0, to)).collect();
    let mut previous: Vec<Vec<usize>> = Vec::with_capacity(costs.len());
    for (at, cost) in costs.iter().enumerate() {
        let mut from = vec![0; states];
        if at > 0 {
            let mut next = vec![f64::INFINITY; states];
            for to in 0..states {
                for (before, cost) in best.iter().enumerate() {
                    let through = cost + climb(before, to);
                    if through < next[to] {
                        next[to] = through;
                        from[to] = before;
                    }
                }
            }
            best = next;
        }
        best.iter_mut().zip(cost).for_each(|(b, c)| *b += c);
        previous.push(from);
    }
    let mut state = (1..states).fold(0, |lowest, s| if best[s] < best[lowest] { s } else { lowest });
    let mut path = vec![0; costs.len()];
    for at in (0..costs.len()).rev() {
        path[at] = state;
        state = previous[at][state];
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;
    use proptest::prelude::*;

    #[test]
    fn a_clear_burst_is_found() {
        let counts = [2, 2, 2, 9, 0, 11, 8, 2, 2, 2, 2, 2];
        let totals = [50, 50, 50, 50, 0, 50, 50, 50, 50, 50, 50, 50];
        let found = bursts(&counts, &totals, BurstSettings::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].first, found[0].last, found[0].level), (3, 6, 1));
        // scipy 1.17.1, binom.logpmf: p0 = 44/550; sum(logpmf(r, 50, 2*p0) - logpmf(r, 50, p0) for r in (9, 11, 8))
        let reference = 8.309564114579812;
        assert!((found[0].weight - reference).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn the_path_is_the_cheapest_of_all() {
        let (counts, totals) = ([1, 4, 9, 3, 0, 6, 1], [30, 28, 31, 30, 29, 30, 33]);
        let share = counts.iter().sum::<usize>() as f64 / totals.iter().sum::<usize>() as f64;
        let costs: Vec<Vec<f64>> = counts
            .iter()
            .zip(&totals)
            .map(|(&r, &d)| [share, 1.5 * share, 2.25 * share].map(|p| cost(r, d, p)).to_vec())
            .collect();
        let rise = 0.4 * libm::log(7.0);
        let price = |path: &[usize]| {
            let mut before = 0;
            path.iter().zip(&costs).fold(0.0, |sum, (&s, c)| {
                let climb = rise * s.saturating_sub(before) as f64;
                before = s;
                sum + c[s] + climb
            })
        };
        let all = (0..3usize.pow(7)).map(|code| (0..7).map(|at| code / 3usize.pow(at) % 3).collect::<Vec<_>>());
        let minimum = all.map(|path| price(&path)).fold(f64::INFINITY, f64::min);
        assert!((price(&cheapest(&costs, rise)) - minimum).abs() < 1e-12);
    }

    #[test]
    fn levels_nest() {
        let counts = [1, 1, 1, 1, 1, 5, 20, 22, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        let found = bursts(&counts, &[100; 20], BurstSettings { levels: 3, ..Default::default() });
        let seen: Vec<_> = found.iter().map(|b| (b.first, b.last, b.level)).collect();
        assert_eq!(seen, [(5, 8, 1), (6, 7, 2)]);
    }

    #[test]
    fn finds_bursts_at_known_rates() {
        for (gamma, false_at_most, found_at_least, exact_at_least) in [(1.0, 100, 495, 350), (2.0, 10, 490, 430)] {
            let settings = BurstSettings { gamma, ..Default::default() };
            let mut random = SplitMix64::new(3);
            let (mut false_alarms, mut found, mut exact) = (0, 0, 0);
            for _ in 0..500 {
                // Three years of months with 200 articles: 4% on the theme, and 10% in months 14 to 17.
                let mut series = |burst: f64| -> Vec<Burst> {
                    let share = |t| if (14..18).contains(&t) { burst } else { 0.04 };
                    let counts: Vec<usize> = (0..36).map(|t| random.binomial(200, share(t))).collect();
                    bursts(&counts, &[200; 36], settings)
                };
                false_alarms += usize::from(!series(0.04).is_empty());
                let seen = series(0.10);
                found += usize::from(seen.iter().any(|b| b.first <= 17 && b.last >= 14));
                let near = |b: &Burst| b.first.abs_diff(14) <= 1 && b.last.abs_diff(17) <= 1;
                exact += usize::from(seen.len() == 1 && near(&seen[0]));
            }
            assert!(false_alarms <= false_at_most, "{false_alarms} of 500 level series burst");
            assert!(found >= found_at_least, "{found} of 500 bursts found");
            assert!(exact >= exact_at_least, "{exact} of 500 found to a month, with nothing else");
        }
    }

    #[test]
    fn series_without_bursts_and_invalid_settings() {
        let usual = BurstSettings::default();
        assert!(bursts(&[], &[], usual).is_empty());
        assert!(bursts(&[0, 0], &[5, 0], usual).is_empty());
        assert!(bursts(&[9, 9], &[9, 9], usual).is_empty());
        assert!(bursts(&[1, 9], &[20, 20], BurstSettings { scale: 1.0, ..usual }).is_empty());
    }

    proptest! {
        #[test]
        fn bursts_lie_within_the_series(
            series in proptest::collection::vec((0usize..30, 0usize..60), 0..40),
            scale in 0.5f64..4.0, gamma in -0.5f64..3.0, levels in 0usize..5,
        ) {
            let (counts, totals): (Vec<usize>, Vec<usize>) = series.into_iter().unzip();
            for burst in bursts(&counts, &totals, BurstSettings { scale, gamma, levels }) {
                prop_assert!(burst.first <= burst.last && burst.last < counts.len() && burst.weight.is_finite());
                prop_assert!(totals[burst.first] > 0 && totals[burst.last] > 0 && (1..levels).contains(&burst.level));
            }
        }
    }
}
