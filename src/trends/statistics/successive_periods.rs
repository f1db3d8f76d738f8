//! How much the articles of weeks or months that follow each other tell, inside spans or longer periods that may have their own level.
//!
//! As for days (`successive.rs`), a sum over periods varies by their own variance and by twice their products. Quarters hold too few weeks, and
//! spans too few months, for the products of more than neighbours.

use std::collections::BTreeMap;

use crate::trends::Period;
use crate::trends::statistics::successive::{Spread, WEIGHT_OF_MEAN};

/// So much of what periods tell has to be left to neighbours; of three periods, a third of it, nobody can tell how alike neighbours are.
const MIN_LEFT: f64 = 0.4;
/// How long events last is drawn towards not at all, as if so many themes of independent articles were there besides: of two themes, of
/// which one is what the other is not, half a year says little, and of twenty enough.
const INDEPENDENT_THEMES: f64 = 4.0;
/// Neighbours are taken to be at most so alike.
const MAX_LIKENESS: f64 = 0.8;

/// The periods of one span or longer period in the order of time.
struct Stratum {
    /// The numbers of articles of each period, by theme.
    counts: Vec<Vec<usize>>,
    /// The numbers of all articles of each period.
    totals: Vec<f64>,
    /// The places of the periods whose next one has articles, too.
    followed: Vec<usize>,
}

impl Stratum {
    fn of(periods: BTreeMap<Period, Vec<usize>>) -> Self {
        let order: Vec<Period> = periods.keys().copied().collect();
        let is_followed = |pair: &[Period]| pair[0].next() == Some(pair[1]);
        let followed = order.windows(2).enumerate().filter(|(_, pair)| is_followed(pair)).map(|(at, _)| at).collect();
        let counts: Vec<Vec<usize>> = periods.into_values().collect();
        let totals = counts.iter().map(|period| period.iter().sum::<usize>() as f64).collect();
        Stratum { counts, totals, followed }
    }

    /// Σ x² over the periods, and with twice the products of neighbours.
    fn products(&self, of: &[f64]) -> [f64; 2] {
        let squares: f64 = of.iter().map(|value| value * value).sum();
        let neighbours: f64 = self.followed.iter().map(|&at| of[at] * of[at + 1]).sum();
        [squares, squares + 2.0 * neighbours]
    }

    /// For periods as independent draws, and with neighbours: what is found of a theme, and what independent articles would give on average.
    fn sums(&self, theme: usize) -> [[f64; 2]; 2] {
        let all: f64 = self.totals.iter().sum();
        if all <= 1.0 {
            return [[0.0; 2]; 2];
        }
        let share = self.counts.iter().map(|period| period[theme]).sum::<usize>() as f64 / all;
        let variance = share * (1.0 - share) * all / (all - 1.0);
        let rest: Vec<f64> =
            self.counts.iter().zip(&self.totals).map(|(period, total)| period[theme] as f64 - share * total).collect();
        let (found, of_totals) = (self.products(&rest), self.products(&self.totals));
        [0, 1].map(|at| [found[at], variance * (all - of_totals[at] / all)])
    }
}

/// The spreads of all themes over weeks or months, from articles given by their span or longer period, the week or month, the theme and
/// their number; none for a theme that is in no article or in all, and where each span has one period.
pub(in crate::trends) fn spreads_of_periods<S: Ord>(
    articles: impl Iterator<Item = (S, Period, usize, usize)>,
    themes: usize,
) -> Vec<Option<Spread>> {
    let mut strata: BTreeMap<S, BTreeMap<Period, Vec<usize>>> = BTreeMap::new();
    for (stratum, period, theme, number) in articles {
        let counts = strata.entry(stratum).or_default().entry(period).or_insert_with(|| vec![0; themes]);
        if let Some(count) = counts.get_mut(theme) {
            *count += number;
        }
    }
    let strata: Vec<Stratum> = strata.into_values().map(Stratum::of).collect();
    let spread = |theme: usize| {
        let mut sums = [[0.0; 2]; 2];
        for stratum in &strata {
            for (sum, own) in sums.iter_mut().flatten().zip(stratum.sums(theme).into_iter().flatten()) {
                *sum += own;
            }
        }
        let [[found, independent], [found_in_a_row, independent_in_a_row]] = sums;
        let apart = (independent > 0.0).then(|| found / independent)?;
        let in_a_row =
            if independent_in_a_row >= MIN_LEFT * independent { found_in_a_row / independent_in_a_row } else { apart };
        Some(Spread { apart, in_a_row })
    };
    (0..themes).map(spread).collect()
}

/// By what the variance of a sum over weeks or months grows since events last beyond one, over all themes together; at least 1. What neighbours
/// add is 1 + 2ρ; where events fade, those further apart are alike, too, and all together add (1 + ρ)/(1 − ρ) (Bayley & Hammersley, Supplement
/// to the Journal of the Royal Statistical Society 8, 1946).
pub(in crate::trends) fn lasting_periods(spreads: &[Option<Spread>]) -> f64 {
    let sum = |of: fn(&Spread) -> f64| spreads.iter().flatten().map(of).sum::<f64>() + INDEPENDENT_THEMES;
    let likeness = (sum(|spread| spread.in_a_row) / sum(|spread| spread.apart) - 1.0) / 2.0;
    let likeness = likeness.clamp(0.0, MAX_LIKENESS);
    (1.0 + likeness) / (1.0 - likeness)
}

/// The design effects of themes from their spreads over weeks, at least 1: the variance between them, or what it is when drawn towards its
/// mean over all themes where that is more, times how events last; or the theme's own with neighbours where that is more, since one theme may
/// have events that last among others that have none.
pub(in crate::trends) fn effects_of_periods(spreads: &[Option<Spread>], lasting: f64) -> Vec<f64> {
    let present = spreads.iter().flatten().count().max(1) as f64;
    let mean = spreads.iter().flatten().map(|spread| spread.apart).sum::<f64>() / present;
    let effect = |spread: &Option<Spread>| {
        let Spread { apart, in_a_row } = spread.unwrap_or(Spread { apart: 0.0, in_a_row: 0.0 });
        let drawn = (apart + WEIGHT_OF_MEAN * mean) / (1.0 + WEIGHT_OF_MEAN);
        (apart.max(drawn).max(1.0) * lasting).max(in_a_row)
    };
    spreads.iter().map(effect).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::PeriodKind;

    /// Articles of weeks in a row, all of one span, from the numbers of theme 0 and of theme 1.
    fn weeks(counts: &[[usize; 2]]) -> Vec<((), Period, usize, usize)> {
        let first = Period { start: jiff::civil::date(2024, 1, 1), kind: PeriodKind::Week };
        std::iter::successors(Some(first), |week| week.next())
            .zip(counts)
            .flat_map(|(week, counts)| [0, 1].map(|theme| ((), week, theme, counts[theme])))
            .filter(|(.., number)| *number > 0)
            .collect()
    }

    #[test]
    fn the_sums_are_those_of_the_formula() {
        let found = spreads_of_periods(weeks(&[[2, 0], [2, 0], [0, 2], [0, 2]]).into_iter(), 2);
        // Variance 1/4 · 8/7; n − Σ n²/n = 8 − 16/8, and 8 − (16 + 2 · 12)/8 with neighbours. Σ e² = 4, and 4 + 2 · (1 − 1 + 1) with neighbours.
        for Spread { apart, in_a_row } in found.iter().map(|spread| spread.unwrap()) {
            assert!((apart - 7.0 / 3.0).abs() < 1e-12 && (in_a_row - 7.0).abs() < 1e-12, "{apart} {in_a_row}");
        }
        // (2 · 7 + 4)/(2 · 7/3 + 4) = 27/13 = 1 + 2 · 7/13, and (1 + 7/13)/(1 − 7/13).
        let lasting = lasting_periods(&found);
        assert!((lasting - 10.0 / 3.0).abs() < 1e-12, "{lasting}");
        assert!(effects_of_periods(&found, lasting).iter().all(|effect| (effect - 70.0 / 9.0).abs() < 1e-12));
    }

    #[test]
    fn of_few_weeks_nobody_can_tell_how_alike_neighbours_are() {
        let found = spreads_of_periods(weeks(&[[2, 0], [2, 0], [0, 2]]).into_iter(), 2);
        assert!(found.iter().flatten().all(|spread| spread.in_a_row == spread.apart), "{found:?}");
        // Weeks with a week between them that was not read are no neighbours.
        let apart = weeks(&[[2, 0], [0, 0], [2, 0], [0, 0], [0, 2], [0, 0], [0, 2]]);
        let found = spreads_of_periods(apart.into_iter(), 2);
        assert!(found.iter().flatten().all(|spread| (spread.in_a_row - spread.apart).abs() < 1e-12), "{found:?}");
        for few in [vec![], weeks(&[[1, 0]]), weeks(&[[3, 5]]), weeks(&[[4, 0], [4, 0]])] {
            let found = spreads_of_periods(few.into_iter(), 2);
            assert_eq!((lasting_periods(&found), effects_of_periods(&found, 1.0)), (1.0, vec![1.0; 2]), "{found:?}");
        }
    }

    #[test]
    fn one_theme_whose_events_last_has_its_own_effect() {
        let calm = Some(Spread { apart: 1.0, in_a_row: 1.0 });
        let spreads = [calm, calm, calm, Some(Spread { apart: 3.0, in_a_row: 8.0 })];
        let lasting = lasting_periods(&spreads);
        // (11 + 4)/(6 + 4) = 1 + 2/4; the mean of the variances between weeks is 1.5.
        assert!((lasting - 5.0 / 3.0).abs() < 1e-12, "{lasting}");
        let effects = effects_of_periods(&spreads, lasting);
        assert_eq!(effects[3], 8.0);
        assert!((effects[0] - 1.75 / 1.5 * 5.0 / 3.0).abs() < 1e-12, "{effects:?}");
        assert_eq!(effects_of_periods(&[None, calm], 1.0), [1.0; 2]);
    }
}
