//! How much the differences between two selections tell on days or weeks that follow each other.
//!
//! What both selections tell of falls out of their differences, but an event that one of them has for itself lasts for days there, too.

use jiff::civil::Date;

use crate::trends::PeriodKind;
use crate::trends::statistics::successive::{MAX_DISTANCE, Spread, lasting, products};
use crate::trends::statistics::successive_periods::lasting_periods;

/// How many days or weeks tell as much as an independent one of the differences between two selections, over all themes together; at least 1.
/// Given are the periods in the order of time, with the numbers of articles of both selections by theme. Longer periods are taken as they are.
pub(in crate::trends) fn lasting_pairs<'p>(
    periods: impl Iterator<Item = (Date, &'p [Vec<usize>; 2])>,
    themes: usize,
    kind: PeriodKind,
) -> f64 {
    let length = match kind {
        PeriodKind::Day => 1,
        PeriodKind::Week => 7,
        _ => return 1.0,
    };
    let total = |counts: &[usize]| counts.iter().sum::<usize>() as f64;
    let mut pairs = periods.filter(|(_, sides)| sides.iter().all(|side| total(side) > 0.0)).peekable();
    let Some(first) = pairs.peek().map(|(start, _)| *start) else { return 1.0 };
    // The weights of Mantel and Haenszel, and of each theme the weighted shares of both; 0 for a period in which one of them has no article.
    let (mut weights, mut shares): (Vec<f64>, Vec<Vec<[f64; 2]>>) = (Vec::new(), vec![Vec::new(); themes]);
    for (start, sides) in pairs {
        let at = first.until(start).map_or(0, |span| span.get_days().unsigned_abs() as usize / length);
        let totals = sides.each_ref().map(|side| total(side));
        let weight = totals[0] * totals[1] / (totals[0] + totals[1]);
        weights.resize(at, 0.0);
        weights.push(weight);
        for (theme, shares) in shares.iter_mut().enumerate() {
            shares.resize(at, [0.0; 2]);
            shares.push([0, 1].map(|side| weight * sides[side][theme] as f64 / totals[side]));
        }
    }
    let distances = if length == 1 { (weights.len() / 2).clamp(1, MAX_DISTANCE) } else { 2 };
    let spreads: Vec<Option<Spread>> = shares.iter().map(|shares| spread(&weights, shares, distances)).collect();
    if length == 1 { lasting(spreads.iter()) } else { lasting_periods(&spreads) }
}

/// The spread of the differences of one theme, from the weights of the periods and the weighted shares of both selections. Of independent
/// articles, a difference times its weight w = nm/(n+m) has the variance p (1 − p) w.
fn spread(weights: &[f64], shares: &[[f64; 2]], distances: usize) -> Option<Spread> {
    let all: f64 = weights.iter().sum();
    let mean = |side: usize| shares.iter().map(|of| of[side]).sum::<f64>() / all;
    let (first, second) = (mean(0), mean(1));
    let rest: Vec<f64> =
        weights.iter().zip(shares).map(|(weight, of)| of[1] - of[0] - weight * (second - first)).collect();
    let share = (first + second) / 2.0;
    let left = products(weights, distances, f64::INFINITY).map(|sum| all - sum / all);
    Spread::of(products(&rest, distances, f64::INFINITY), left.map(|left| share * (1.0 - share) * left))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days or weeks of ten articles in each selection: the first has `of(number)` of them on theme 0, the second five.
    fn lasting_of(length: i32, of: impl Fn(usize) -> usize) -> f64 {
        let sides: Vec<[Vec<usize>; 2]> = (0..28).map(|at| [vec![of(at), 10 - of(at)], vec![5, 5]]).collect();
        let first = jiff::civil::date(2024, 1, 1);
        let starts = first.series(jiff::Span::new().days(length));
        let kind = if length == 1 { PeriodKind::Day } else { PeriodKind::Week };
        lasting_pairs(starts.zip(&sides), 2, kind)
    }

    #[test]
    fn an_event_of_one_selection_lasts_in_its_differences() {
        for length in [1, 7] {
            let in_a_row = lasting_of(length, |at| if (10..16).contains(&at) { 9 } else { 5 });
            let by_turns = lasting_of(length, |at| if at % 2 == 0 { 9 } else { 5 });
            assert!(in_a_row > 1.2 && by_turns == 1.0, "{length}: {in_a_row} {by_turns}");
        }
    }

    #[test]
    fn what_tells_nothing_lasts_no_time() {
        assert_eq!(lasting_of(1, |_| 5), 1.0);
        let sides = [[vec![3, 0], vec![0, 0]], [vec![2, 2], vec![1, 3]]];
        let start = jiff::civil::date(2024, 1, 1);
        for kind in PeriodKind::ALL {
            assert_eq!(lasting_pairs([].into_iter(), 2, kind), 1.0);
            assert_eq!(lasting_pairs(sides.iter().map(|sides| (start, sides)), 2, kind), 1.0);
        }
    }
}
