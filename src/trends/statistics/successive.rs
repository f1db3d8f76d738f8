//! How much the articles of days that follow each other tell: an event lasts for days, so that days are not independent draws.
//!
//! The variance of a sum over days is that of the days and twice all products of different days. Of the few days of a short span nobody can
//! tell the products of one theme, but those of all themes together tell how long events last.

use jiff::civil::Date;

/// At most so many days apart are days compared, this one not among them.
pub(super) const MAX_DISTANCE: usize = 14;
/// How much the mean over all themes weighs beside a theme's own variance between days, which a single event makes or leaves out.
pub(super) const WEIGHT_OF_MEAN: f64 = 0.5;

/// The variances of a theme's number of articles over some days or weeks, each over that of independent articles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::trends) struct Spread {
    /// With days or weeks as independent draws.
    pub(super) apart: f64,
    /// With the products of different ones. It may be below 0 by chance.
    pub(super) in_a_row: f64,
}

impl Spread {
    /// What is found, apart and in a row, over what independent articles would give; none where that is nothing.
    pub(super) fn of(found: [f64; 2], independent: [f64; 2]) -> Option<Self> {
        let over = |at: usize| (independent[at] > 0.0).then(|| found[at] / independent[at]);
        Some(Spread { apart: over(0)?, in_a_row: over(1)? })
    }
}

/// The numbers of articles by theme of each day from the first to the last one, from parts given as day, theme and number.
pub(in crate::trends) fn counts_of_days(
    parts: impl Iterator<Item = (Date, usize, usize)> + Clone,
    themes: usize,
) -> Vec<Vec<usize>> {
    let mut days: Vec<Vec<usize>> = Vec::new();
    let Some(first) = parts.clone().map(|(day, ..)| day).min() else { return days };
    for (day, theme, number) in parts {
        let Some(at) = first.until(day).ok().and_then(|span| usize::try_from(span.get_days()).ok()) else { continue };
        if days.len() <= at {
            days.resize_with(at + 1, || vec![0; themes]);
        }
        if let Some(count) = days[at].get_mut(theme) {
            *count += number;
        }
    }
    days
}

/// The spreads of all themes over days in a row, given by their numbers of articles; none for a theme that is in no article or in all, and
/// where all articles are of one day.
///
/// Products are weighted by a trapezium, which leaves them whole up to half of the largest distance (Politis & Romano, “Bias-corrected
/// nonparametric spectral estimation”, Journal of Time Series Analysis 16, 1995). The variance of independent articles is what the same
/// weights give for them on average: p (1 − p) n/(n − 1) · (n − B/n), where B = Σ w n n' over pairs of days.
pub(in crate::trends) fn spreads(days: &[Vec<usize>], themes: usize) -> Vec<Option<Spread>> {
    spreads_of_sums(days, themes, f64::INFINITY)
}

/// [`spreads`] as far as they are within sums over so many days in a row: days further apart are in no such sum, and of those `d` apart a sum
/// over `length` days has `length − d` pairs.
pub(in crate::trends) fn spreads_of_sums(days: &[Vec<usize>], themes: usize, length: f64) -> Vec<Option<Spread>> {
    let totals: Vec<f64> = days.iter().map(|day| day.iter().sum::<usize>() as f64).collect();
    let all: f64 = totals.iter().sum();
    let distances = (days.len() / 2).clamp(1, MAX_DISTANCE);
    if all <= 1.0 {
        return vec![None; themes];
    }
    let left = products(&totals, distances, length).map(|sum| all - sum / all);
    let spread = |theme: usize| {
        let share = days.iter().map(|day| day[theme]).sum::<usize>() as f64 / all;
        let variance = share * (1.0 - share) * all / (all - 1.0);
        let rest: Vec<f64> = days.iter().zip(&totals).map(|(day, total)| day[theme] as f64 - share * total).collect();
        Spread::of(products(&rest, distances, length), left.map(|left| variance * left))
    };
    (0..themes).map(spread).collect()
}

/// Σ x² over days or weeks in a row, and with twice the products of those less than `distances` apart, as [`spreads_of_sums`] weighs them.
pub(super) fn products(of: &[f64], distances: usize, length: f64) -> [f64; 2] {
    let product = |distance: usize| of.iter().zip(of.iter().skip(distance)).map(|(a, b)| a * b).sum::<f64>();
    let weight = |distance: usize| {
        let trapezium = 2.0 * (1.0 - distance as f64 / distances as f64);
        2.0 * trapezium.min(1.0 - distance as f64 / length).max(0.0)
    };
    let squares = product(0);
    [squares, squares + (1..distances).map(|distance| weight(distance) * product(distance)).sum::<f64>()]
}

/// By what the variance of a sum over days grows since events last for days, over all themes together; at least 1.
pub(in crate::trends) fn lasting<'s>(spreads: impl Iterator<Item = &'s Option<Spread>>) -> f64 {
    let (apart, in_a_row) =
        spreads.flatten().fold((0.0, 0.0), |sums, spread| (sums.0 + spread.apart, sums.1 + spread.in_a_row));
    if apart > 0.0 { (in_a_row / apart).max(1.0) } else { 1.0 }
}

/// [`lasting`] against days as they are, or against independent articles where days are more alike than these: there, what little days
/// differ would make any week a great event.
pub(in crate::trends) fn lasting_above_chance<'s>(spreads: impl Iterator<Item = &'s Option<Spread>>) -> f64 {
    let (apart, in_a_row, number) = spreads
        .flatten()
        .fold((0.0, 0.0, 0.0), |sums, spread| (sums.0 + spread.apart, sums.1 + spread.in_a_row, sums.2 + 1.0));
    if number > 0.0 { (in_a_row / f64::max(apart, number)).max(1.0) } else { 1.0 }
}

/// The design effects of themes from their spreads, at least 1: the variance between days, drawn towards its mean over all themes and
/// multiplied by how events last; or that of days in a row, the theme's own or halfway towards the mean of all, if it is larger. One theme
/// may have events that last among others that have none.
pub(in crate::trends) fn effects_in_a_row(spreads: &[Option<Spread>]) -> Vec<f64> {
    let present = spreads.iter().flatten().count().max(1) as f64;
    let mean = |of: fn(&Spread) -> f64| spreads.iter().flatten().map(of).sum::<f64>() / present;
    let (mean_of_days, mean_in_a_row) = (mean(|spread| spread.apart), mean(|spread| spread.in_a_row));
    let lasting = lasting(spreads.iter());
    let effect = |spread: &Option<Spread>| {
        let Spread { apart, in_a_row } = spread.unwrap_or(Spread { apart: 0.0, in_a_row: 0.0 });
        let apart = (apart + WEIGHT_OF_MEAN * mean_of_days) / (1.0 + WEIGHT_OF_MEAN);
        (apart.max(1.0) * lasting).max((in_a_row + mean_in_a_row) / 2.0).max(in_a_row)
    };
    spreads.iter().map(effect).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;

    #[test]
    fn days_are_counted_from_the_first_to_the_last() {
        let day = |day: i8| jiff::civil::date(2024, 2, day);
        let parts = [(day(28), 1, 2), (day(26), 0, 1), (day(28), 1, 1), (day(26), 9, 4)];
        assert_eq!(counts_of_days(parts.into_iter(), 2), [vec![1, 0], vec![0, 0], vec![0, 3]]);
        assert!(counts_of_days(std::iter::empty(), 2).is_empty());
    }

    #[test]
    fn the_sums_are_those_of_the_formula() {
        // Four days of two articles, of which theme 0 has 2, 2, 0, 0: residuals 1, 1, −1, −1; days one apart have weight 1.
        let days = [[2, 0], [2, 0], [0, 2], [0, 2]].map(Vec::from);
        let found = spreads(&days, 2);
        // Variance 1/4 · 8/7; n − Σ n²/n = 8 − 16/8, and 8 − (16 + 2 · 12)/8 with neighbours. Σ e² = 4, and 4 + 2 · (1 − 1 + 1) with neighbours.
        let wanted = Spread { apart: 4.0 / (2.0 / 7.0 * 6.0), in_a_row: 6.0 / (2.0 / 7.0 * 3.0) };
        for spread in found.iter().map(|spread| spread.unwrap()) {
            assert!((spread.apart - wanted.apart).abs() < 1e-12 && (spread.in_a_row - wanted.in_a_row).abs() < 1e-12);
        }
        // 7/3 and 7.
        assert!((lasting(found.iter()) - 3.0).abs() < 1e-12);
        assert!(effects_in_a_row(&found).iter().all(|effect| (effect - 7.0).abs() < 1e-12));
    }

    #[test]
    fn short_sums_hold_less_of_an_event() {
        let days = [[2, 0], [2, 0], [0, 2], [0, 2]].map(Vec::from);
        let of_sums = |length: f64| lasting(spreads_of_sums(&days, 2, length).iter());
        // Of two days: neighbours have weight 1/2, so Σ e² + 1 = 5 over 8 − (16 + 12)/8 = 4.5, against 4 over 6.
        assert!((of_sums(2.0) - 5.0 / 4.5 / (4.0 / 6.0)).abs() < 1e-12);
        assert_eq!(of_sums(1.0), 1.0);
        assert!((of_sums(f64::INFINITY) - 3.0).abs() < 1e-12);
        // Half of what independent articles have counts as what these have.
        let half = Some(Spread { apart: 0.5, in_a_row: 1.5 });
        assert!((lasting_above_chance(spreads(&days, 2).iter()) - 3.0).abs() < 1e-12);
        assert_eq!([lasting([half].iter()), lasting_above_chance([half].iter())], [3.0, 1.5]);
        assert_eq!(lasting_above_chance([None].iter()), 1.0);
    }

    #[test]
    fn of_one_day_or_none_nothing_is_told() {
        for days in [vec![], vec![vec![3, 5]], vec![vec![1, 0]], vec![vec![4, 0], vec![4, 0]]] {
            let found = spreads(&days, 2);
            assert_eq!(found, [None; 2], "{days:?}");
            assert_eq!((lasting(found.iter()), effects_in_a_row(&found)), (1.0, vec![1.0; 2]));
        }
    }

    /// Four weeks of eight themes with two articles of each a day on average; what a day has of a theme is moved to the day after with `kept`.
    fn weeks(random: &mut SplitMix64, kept: f64) -> Vec<Vec<usize>> {
        let mut heat = [0.0_f64; 8];
        (0..28)
            .map(|_| {
                heat.iter_mut()
                    .map(|heat| {
                        let new = if random.uniform() < 0.1 { 0.8 } else { 0.0 };
                        *heat = (*heat * kept + new).min(0.9);
                        random.binomial(10, 0.05 + *heat)
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn events_that_last_are_told_from_those_of_a_day() {
        let mut random = SplitMix64::new(17);
        let mut mean =
            |kept: f64| (0..40).map(|_| lasting(spreads(&weeks(&mut random, kept), 8).iter())).sum::<f64>() / 40.0;
        let (of_a_day, for_days) = (mean(0.0), mean(0.7));
        assert!(of_a_day < 1.5 && for_days > of_a_day + 0.5, "{of_a_day} {for_days}");
    }
}
