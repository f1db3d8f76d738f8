//! How much the articles of weeks that follow each other tell, inside longer periods that may have their own level.
//!
//! As for days (`successive.rs`), a sum over weeks varies by the weeks' own variance and by twice the products of weeks. An event of several
//! weeks is hardly longer than that of neighbours, and quarters hold too few weeks for more, so that products of neighbours are all that counts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::trends::statistics::successive::{Spread, WEIGHT_OF_MEAN};

/// So much of what weeks tell has to be left to neighbours; of three weeks, a third of it, nobody can tell how alike neighbours are.
const MIN_LEFT: f64 = 0.4;
/// How long events last is drawn towards not at all, as if so many themes of independent articles were there besides: of two themes, of
/// which one is what the other is not, half a year says little, and of twenty enough.
const INDEPENDENT_THEMES: f64 = 4.0;

/// The weeks of one longer period in the order of time.
struct Stratum {
    /// The numbers of articles of each week, by theme.
    counts: Vec<Vec<usize>>,
    /// The numbers of all articles of each week.
    totals: Vec<f64>,
    /// The places of the weeks whose next week has articles, too.
    followed: Vec<usize>,
}

impl Stratum {
    fn of(weeks: BTreeMap<Date, Vec<usize>>) -> Self {
        let starts: Vec<Date> = weeks.keys().copied().collect();
        let is_next = |pair: &[Date]| pair[0].until(pair[1]).is_ok_and(|span| span.get_days() == 7);
        let followed = starts.windows(2).enumerate().filter(|(_, pair)| is_next(pair)).map(|(at, _)| at).collect();
        let counts: Vec<Vec<usize>> = weeks.into_values().collect();
        let totals = counts.iter().map(|week| week.iter().sum::<usize>() as f64).collect();
        Stratum { counts, totals, followed }
    }

    /// Σ x² over the weeks, and with twice the products of neighbours.
    fn products(&self, of: &[f64]) -> [f64; 2] {
        let squares: f64 = of.iter().map(|value| value * value).sum();
        let neighbours: f64 = self.followed.iter().map(|&week| of[week] * of[week + 1]).sum();
        [squares, squares + 2.0 * neighbours]
    }

    /// For weeks as independent draws, and with neighbours: what is found of a theme, and what independent articles would give on average.
    fn sums(&self, theme: usize) -> [[f64; 2]; 2] {
        let all: f64 = self.totals.iter().sum();
        if all <= 1.0 {
            return [[0.0; 2]; 2];
        }
        let share = self.counts.iter().map(|week| week[theme]).sum::<usize>() as f64 / all;
        let variance = share * (1.0 - share) * all / (all - 1.0);
        let rest: Vec<f64> =
            self.counts.iter().zip(&self.totals).map(|(week, total)| week[theme] as f64 - share * total).collect();
        let (found, of_totals) = (self.products(&rest), self.products(&self.totals));
        [0, 1].map(|at| [found[at], variance * (all - of_totals[at] / all)])
    }
}

/// The spreads of all themes over weeks inside longer periods, from articles given by the longer period, the Monday of the week, the theme
/// and their number; none for a theme that is in no article or in all, and where each longer period has one week.
pub(in crate::trends) fn spreads_of_weeks<S: Ord>(
    articles: impl Iterator<Item = (S, Date, usize, usize)>,
    themes: usize,
) -> Vec<Option<Spread>> {
    let mut strata: BTreeMap<S, BTreeMap<Date, Vec<usize>>> = BTreeMap::new();
    for (stratum, week, theme, number) in articles {
        let counts = strata.entry(stratum).or_default().entry(week).or_insert_with(|| vec![0; themes]);
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

/// By what the variance of a sum over weeks grows since events last beyond a week, over all themes together; at least 1.
pub(in crate::trends) fn lasting_weeks(spreads: &[Option<Spread>]) -> f64 {
    let sum = |of: fn(&Spread) -> f64| spreads.iter().flatten().map(of).sum::<f64>() + INDEPENDENT_THEMES;
    (sum(|spread| spread.in_a_row) / sum(|spread| spread.apart)).max(1.0)
}

/// The design effects of themes from their spreads over weeks, at least 1: the variance between weeks, or what it is when drawn towards its
/// mean over all themes where that is more, times how events last; or the theme's own with neighbours where that is more, since one theme may
/// have events that last among others that have none.
pub(in crate::trends) fn effects_of_weeks(spreads: &[Option<Spread>], lasting: f64) -> Vec<f64> {
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

    /// Articles of weeks in a row, all of one stratum, from the numbers of theme 0 and of theme 1.
    fn weeks(counts: &[[usize; 2]]) -> Vec<((), Date, usize, usize)> {
        let first = jiff::civil::date(2024, 1, 1);
        let mondays = first.series(jiff::Span::new().weeks(1));
        mondays
            .zip(counts)
            .flat_map(|(week, counts)| [0, 1].map(|theme| ((), week, theme, counts[theme])))
            .filter(|(.., number)| *number > 0)
            .collect()
    }

    #[test]
    fn the_sums_are_those_of_the_formula() {
        let found = spreads_of_weeks(weeks(&[[2, 0], [2, 0], [0, 2], [0, 2]]).into_iter(), 2);
        // Variance 1/4 · 8/7; n − Σ n²/n = 8 − 16/8, and 8 − (16 + 2 · 12)/8 with neighbours. Σ e² = 4, and 4 + 2 · (1 − 1 + 1) with neighbours.
        for Spread { apart, in_a_row } in found.iter().map(|spread| spread.unwrap()) {
            assert!((apart - 7.0 / 3.0).abs() < 1e-12 && (in_a_row - 7.0).abs() < 1e-12, "{apart} {in_a_row}");
        }
        // (2 · 7 + 4)/(2 · 7/3 + 4).
        let lasting = lasting_weeks(&found);
        assert!((lasting - 18.0 / (14.0 / 3.0 + 4.0)).abs() < 1e-12, "{lasting}");
        assert!(effects_of_weeks(&found, lasting).iter().all(|effect| (effect - 7.0).abs() < 1e-12));
    }

    #[test]
    fn of_few_weeks_nobody_can_tell_how_alike_neighbours_are() {
        let found = spreads_of_weeks(weeks(&[[2, 0], [2, 0], [0, 2]]).into_iter(), 2);
        assert!(found.iter().flatten().all(|spread| spread.in_a_row == spread.apart), "{found:?}");
        // Weeks with a week between them that was not read are no neighbours.
        let apart = weeks(&[[2, 0], [0, 0], [2, 0], [0, 0], [0, 2], [0, 0], [0, 2]]);
        let found = spreads_of_weeks(apart.into_iter(), 2);
        assert!(found.iter().flatten().all(|spread| (spread.in_a_row - spread.apart).abs() < 1e-12), "{found:?}");
        for few in [vec![], weeks(&[[1, 0]]), weeks(&[[3, 5]]), weeks(&[[4, 0], [4, 0]])] {
            let found = spreads_of_weeks(few.into_iter(), 2);
            assert_eq!((lasting_weeks(&found), effects_of_weeks(&found, 1.0)), (1.0, vec![1.0; 2]), "{found:?}");
        }
    }

    #[test]
    fn one_theme_whose_events_last_has_its_own_effect() {
        let calm = Some(Spread { apart: 1.0, in_a_row: 1.0 });
        let spreads = [calm, calm, calm, Some(Spread { apart: 3.0, in_a_row: 8.0 })];
        let lasting = lasting_weeks(&spreads);
        // (11 + 4)/(6 + 4); the mean of the variances between weeks is 1.5.
        assert_eq!(lasting, 1.5);
        let effects = effects_of_weeks(&spreads, lasting);
        assert_eq!(effects[3], 8.0);
        assert!((effects[0] - 1.75 / 1.5 * 1.5).abs() < 1e-12, "{effects:?}");
        assert_eq!(effects_of_weeks(&[None, calm], 1.0), [1.0; 2]);
    }
}
