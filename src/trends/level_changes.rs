//! Changes of level that show within papers, and how sure they are.
//!
//! The share of a period is set against what its papers usually give to a theme, which of a paper that was read little is hardly
//! known. A paper that is read in full from some day on would therefore still make a change of level of its habits. A change that was
//! found is looked at once more within the papers that were read on both sides of it, as changes between two spans are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::trends::{
    ChangePoint, ClusterCount, Observation, Period, Series, change_p_value, change_points, clustered_difference,
};

/// A change of level has at most this p-value within papers. It is one that was found, not one of many that are looked for.
const MAX_P_VALUE: f64 = 0.05;

/// A change of level, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LevelChange {
    /// The change.
    pub change: ChangePoint,
    /// The first period of the level before, and the last of the level after (indices into the series).
    pub ends: (usize, usize),
    /// The p-value of the change among the periods of both levels in random order (see [`change_p_value`]).
    pub p_value: f64,
    /// The share of false positives among all changes of level with at most this p-value, over all themes.
    pub false_discovery: f64,
}

/// The changes of a theme's level that show within papers, each tested by itself: its false discovery rate is 1 until all themes are
/// tested together. `totals` are 0 in the periods that are left out.
pub(in crate::trends) fn tested_levels(
    series: &Series,
    observations: &[Observation],
    theme: usize,
    counts: &[usize],
    totals: &[usize],
) -> Vec<LevelChange> {
    let found = change_points(counts, totals);
    let kept = within_papers(found.clone(), series, observations, theme, totals);
    let bounds: Vec<usize> =
        [0].into_iter().chain(found.iter().map(|change| change.period)).chain([totals.len()]).collect();
    let tested = |(change, bounds): (&ChangePoint, &[usize])| {
        let both = bounds[0]..bounds[2];
        let is_read = |period: &usize| totals[*period] > 0;
        let ends = both.clone().find(is_read).zip(both.clone().rfind(is_read)).unwrap_or((both.start, both.start));
        let p_value = change_p_value(&counts[both.clone()], &totals[both.clone()], change.period - both.start);
        LevelChange { change: *change, ends, p_value, false_discovery: 1.0 }
    };
    found.iter().zip(bounds.windows(3)).filter(|(change, _)| kept.contains(change)).map(tested).collect()
}

/// The changes of a theme's level that the papers read on both sides show as well, with periods as draws; all changes where there is
/// but one paper. `totals` are 0 in the periods that are left out.
fn within_papers(
    levels: Vec<ChangePoint>,
    series: &Series,
    observations: &[Observation],
    theme: usize,
    totals: &[usize],
) -> Vec<ChangePoint> {
    let Some(kind) = series.periods.first().map(|period| period.kind).filter(|_| !levels.is_empty()) else {
        return levels;
    };
    let places: BTreeMap<Period, usize> = series.periods.iter().copied().zip(0..).collect();
    // Articles of the theme and all articles, by paper and period.
    let mut cells: BTreeMap<(&str, usize), (usize, usize)> = BTreeMap::new();
    for seen in observations {
        let period = seen.date.and_then(|date| Period::of(date, kind));
        let Some(&place) = period.and_then(|period| places.get(&period)) else { continue };
        let (count, total) = cells.entry((&*seen.source, place)).or_default();
        *count += usize::from(seen.theme == theme);
        *total += 1;
    }
    let papers: BTreeSet<&str> = cells.keys().map(|(paper, _)| *paper).collect();
    if papers.len() < 2 {
        return levels;
    }
    let numbers: BTreeMap<&str, usize> = papers.into_iter().zip(0..).collect();
    let read_in = |periods: Range<usize>| -> Vec<ClusterCount> {
        let inside = cells.iter().filter(|((_, place), _)| periods.contains(place) && totals[*place] > 0);
        let counted = |(&(paper, cluster), &(count, total)): (&(&str, usize), &(usize, usize))| ClusterCount {
            paper: numbers[paper],
            cluster,
            count,
            total,
        };
        inside.map(counted).collect()
    };
    let changes = levels.iter().map(|change| change.period);
    let bounds: Vec<usize> = std::iter::once(0).chain(changes).chain([totals.len()]).collect();
    let shows = |(change, bounds): &(ChangePoint, &[usize])| {
        let found = clustered_difference(&read_in(bounds[0]..bounds[1]), &read_in(bounds[1]..bounds[2])).difference;
        let is_rise = change.after.value > change.before.value;
        found.p_value < MAX_P_VALUE && (found.value > 0.0) == is_rise
    };
    levels.into_iter().zip(bounds.windows(3)).filter(shows).map(|(change, _)| change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::PeriodKind;

    /// The changes of level of theme 0 in a year, and those of them within papers: for each month the articles of the theme, and all
    /// articles, of two papers.
    fn levels(of: impl Fn(usize) -> [(usize, usize); 2]) -> [Vec<usize>; 2] {
        let mut observations = Vec::new();
        for month in 1..=12 {
            for (source, (matching, all)) in ["兰河日报", "兰河建设报"].into_iter().zip(of(month)) {
                observations.extend((0..all).map(|article| Observation {
                    date: format!("2024-{month:02}-{:02}", article % 28 + 1).parse().ok(),
                    source: source.into(),
                    theme: usize::from(article >= matching),
                    ..Default::default()
                }));
            }
        }
        let series = Series::count(&observations, 2, PeriodKind::Month);
        let counts: Vec<usize> = series.counts.iter().map(|counts| counts[0]).collect();
        let found = change_points(&counts, &series.totals);
        let within = within_papers(found.clone(), &series, &observations, 0, &series.totals);
        [found, within].map(|changes| changes.iter().map(|change| change.period).collect())
    }

    #[test]
    fn a_paper_that_is_no_longer_read_changes_no_level() {
        // The second paper hardly has the theme and is read until June.
        let read = levels(|month| [(10, 50), if month <= 6 { (2, 100) } else { (0, 0) }]);
        assert_eq!(read, [vec![6], vec![]]);
        // No paper is read on both sides.
        let read = levels(|month| if month <= 6 { [(2, 100), (0, 0)] } else { [(0, 0), (10, 50)] });
        assert_eq!(read, [vec![6], vec![]]);
    }

    #[test]
    fn a_change_is_tested_among_the_periods_of_its_levels() {
        let seen = |month: i8, theme: usize| Observation {
            date: format!("2024-{month:02}-03").parse().ok(),
            theme,
            ..Default::default()
        };
        let of_month =
            |month: i8| (0..100).map(move |at| seen(month, usize::from(at >= if month <= 6 { 8 } else { 30 })));
        let observations: Vec<Observation> = (1..=12).flat_map(of_month).collect();
        let series = Series::count(&observations, 2, PeriodKind::Month);
        let counts: Vec<usize> = series.counts.iter().map(|counts| counts[0]).collect();
        let mut totals = series.totals.clone();
        // The first month was read in part and is left out.
        totals[0] = 0;
        let found = tested_levels(&series, &observations, 0, &counts, &totals);
        let [LevelChange { change, ends, p_value, .. }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((change.period, *ends), (6, (1, 11)));
        assert!(*p_value < 0.02, "{p_value}");
    }

    #[test]
    fn a_rise_within_papers_and_that_of_a_single_paper_stay() {
        let rises = |month: usize| if month <= 6 { 1 } else { 3 };
        assert_eq!(levels(|month| [(5 * rises(month), 50), (10 * rises(month), 100)]), [[6], [6]]);
        assert_eq!(levels(|month| [(5 * rises(month), 50), (0, 0)]), [[6], [6]]);
    }
}
