//! Which stretches stand out more than events make that last for days.
//!
//! A scan deals days one by one, so that what it takes for chance holds an event of one day, but none that lasts for several. The
//! variance of a sum over days tells how much more such events give, and all themes together tell the variance.

use crate::numeric::median_of_sorted;
use crate::trends::statistics::{Chance, Stretch, lasting_above_chance, spreads_of_sums};

/// How long events last is told by spans of about half a year, so that a level that slowly changes is no event.
const SPAN: usize = 182;
/// The days of a theme are dealt with its own events, and a few great ones make chance so wild that none of them stands out. At most so
/// many times what is usual among the themes is taken for chance.
const MOST: f64 = 3.0;
/// Days of a week.
const WEEK: usize = 7;

/// What chance gives to stretches of some lengths where events last for days.
pub(super) struct EventChance<'d> {
    /// The numbers of articles by theme of each day from the Monday of the first week.
    days: &'d [Vec<usize>],
    themes: usize,
    /// What scans find by chance in the middle of the themes: the mean and the deviation.
    usual: Option<(f64, f64)>,
}

impl<'d> EventChance<'d> {
    /// From all days, and from what chance gives to scans of the single themes.
    pub(super) fn of(days: &'d [Vec<usize>], themes: usize, chances: &[Chance]) -> Self {
        let median = |of: fn(&Chance) -> f64| {
            let mut values: Vec<f64> = chances.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            median_of_sorted(&values)
        };
        let usual = median(|chance| chance.mean).zip(median(|chance| chance.deviation));
        EventChance { days, themes, usual }
    }

    /// By what the variance of a sum over the weeks of a stretch grows since events last for days. The stretch itself does not count: where
    /// there are few themes, it would make most of what it is to be compared with.
    fn lasting(&self, stretch: &Stretch) -> f64 {
        let weeks = stretch.first..stretch.last + 1;
        let spans = (self.days.len() / SPAN).max(1);
        let size = self.days.len().div_ceil(spans).max(1);
        let days_elsewhere = |(number, span): (usize, &[Vec<usize>])| -> Vec<Vec<usize>> {
            let numbered = span.iter().zip(number * size..);
            let elsewhere = |(day, at): (&Vec<usize>, usize)| {
                if weeks.contains(&(at / WEEK)) { vec![0; self.themes] } else { day.clone() }
            };
            numbered.map(elsewhere).collect()
        };
        let length = (WEEK * weeks.len()) as f64;
        let spans = self.days.chunks(size).enumerate().map(days_elsewhere);
        let spreads: Vec<_> = spans.flat_map(|span| spreads_of_sums(&span, self.themes, length)).collect();
        lasting_above_chance(spreads.iter())
    }

    /// The probability that events that last give a stretch that stands out as much, by its log-likelihood ratio against the time around it.
    pub(super) fn p_value(&self, stretch: &Stretch, ratio: f64) -> f64 {
        let (mean, deviation) = self.usual.unwrap_or((f64::INFINITY, f64::INFINITY));
        let chance = Chance {
            mean: stretch.chance.mean.min(MOST * mean),
            deviation: stretch.chance.deviation.min(MOST * deviation),
            ..stretch.chance
        };
        chance.p_value(ratio / self.lasting(stretch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANCE: Chance = Chance { mean: 5.0, deviation: 1.5, deals: 300 };

    fn stretch(first: usize, last: usize, chance: Chance) -> Stretch {
        Stretch { first, last, p_value: 1e-6, chance }
    }

    /// Twenty weeks of two themes with ten articles a day, of which the first has eight on `of_each` days in a row, then two on as many.
    fn days(of_each: usize) -> Vec<Vec<usize>> {
        (0..140).map(|day| if (day / of_each).is_multiple_of(2) { vec![8, 2] } else { vec![2, 8] }).collect()
    }

    #[test]
    fn what_stands_out_among_events_of_a_day_does_not_among_those_of_several() {
        let p_value = |of_each| {
            let days = days(of_each);
            EventChance::of(&days, 2, &[CHANCE; 2]).p_value(&stretch(3, 4, CHANCE), 20.0)
        };
        assert!(p_value(1) < 1e-4 && p_value(14) > 0.05, "{} {}", p_value(1), p_value(14));
        assert_eq!(EventChance::of(&[], 2, &[]).p_value(&stretch(3, 4, CHANCE), 20.0), CHANCE.p_value(20.0));
    }

    #[test]
    fn a_stretch_is_not_compared_with_itself() {
        // One article of ten on each day, but nine in one week.
        let of_week = |week: usize| if week == 9 { vec![9, 1] } else { vec![1, 9] };
        let days: Vec<Vec<usize>> = (0..140).map(|day| of_week(day / 7)).collect();
        let chance = EventChance::of(&days, 2, &[CHANCE; 2]);
        assert_eq!(chance.lasting(&stretch(9, 9, CHANCE)), 1.0);
        assert!(chance.lasting(&stretch(5, 5, CHANCE)) > 3.0);
    }

    #[test]
    fn great_events_of_a_theme_do_not_hide_each_other() {
        let wild = Chance { mean: 30.0, deviation: 30.0, deals: 300 };
        let days = days(1);
        let chance = EventChance::of(&days, 2, &[CHANCE, wild, CHANCE]);
        let p_value = |own: Chance, ratio: f64| chance.p_value(&stretch(3, 3, own), ratio);
        assert!(wild.p_value(70.0) > 0.05 && p_value(wild, 70.0) < 1e-6);
        assert!(p_value(wild, 15.0) > p_value(CHANCE, 15.0));
    }
}
