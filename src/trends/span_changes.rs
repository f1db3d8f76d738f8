//! The changes of all themes between two spans of days.

use std::collections::{BTreeMap, BTreeSet};

use crate::trends::statistics::{counts_of_days, lasting, lasting_periods, spreads, spreads_of_periods};
use crate::trends::{
    ClusterCount, Observation, Period, PeriodKind, Span, ThemeChange, difference_of_successive_clusters,
    tested_together,
};

/// The articles of one span by theme, for each paper and cluster of days.
pub(in crate::trends) type Cells = BTreeMap<(usize, Period), Vec<usize>>;

/// Minimum number of clusters in the shorter span for clusters of months, and of weeks.
const MIN_CLUSTERS: i32 = 6;

/// The length of the clusters of days within which articles are not independent: months, weeks in spans that hold fewer
/// than six months, and days in spans of fewer than six weeks.
pub fn cluster_kind(before: Span, after: Span) -> PeriodKind {
    let days = before.days().min(after.days());
    if days >= MIN_CLUSTERS * 30 {
        PeriodKind::Month
    } else if days >= MIN_CLUSTERS * 7 {
        PeriodKind::Week
    } else {
        PeriodKind::Day
    }
}

/// The changes of all themes between two spans, in the themes' order. Only articles with a full date count. A story that
/// several papers print should be given once.
pub fn changes<'o>(
    observations: impl Iterator<Item = &'o Observation>,
    themes: usize,
    before: Span,
    after: Span,
) -> Vec<ThemeChange> {
    let kind = cluster_kind(before, after);
    let cells = cells_of(observations, themes, [before, after], kind);
    let clusters = cells.each_ref().map(|cells| {
        let periods: BTreeSet<Period> = cells.keys().map(|(_, period)| *period).collect();
        periods.into_iter().zip(0..).collect::<BTreeMap<Period, usize>>()
    });
    let counts = |span: usize, theme: usize| -> Vec<ClusterCount> {
        cells[span]
            .iter()
            .map(|((paper, period), counts)| ClusterCount {
                paper: *paper,
                cluster: clusters[span][period],
                count: counts[theme],
                total: counts.iter().sum(),
            })
            .collect()
    };
    let lasting = lasting_clusters(cells.each_ref(), themes, kind);
    let change = |theme: usize| difference_of_successive_clusters(&counts(0, theme), &counts(1, theme), lasting);
    tested_together((0..themes).map(change).collect())
}

/// How many of the clusters of two spans (see [`cluster_kind`]) tell as much as an independent one, since events last; at least 1.
pub fn lasting_between<'o>(
    observations: impl Iterator<Item = &'o Observation>,
    themes: usize,
    before: Span,
    after: Span,
) -> f64 {
    let kind = cluster_kind(before, after);
    lasting_clusters(cells_of(observations, themes, [before, after], kind).each_ref(), themes, kind)
}

/// The articles of both spans by paper and cluster, with the number of each theme.
fn cells_of<'o>(
    observations: impl Iterator<Item = &'o Observation>,
    themes: usize,
    spans: [Span; 2],
    kind: PeriodKind,
) -> [Cells; 2] {
    let mut papers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut cells: [Cells; 2] = Default::default();
    for observation in observations {
        let Some((day, date)) = observation.date.and_then(|date| Some((date.full()?, date))) else { continue };
        let Some(period) = Period::of(date, kind) else { continue };
        let number = papers.len();
        let paper = *papers.entry(&observation.source).or_insert(number);
        for (span, cells) in spans.into_iter().zip(&mut cells) {
            if span.holds(day) {
                cells.entry((paper, period)).or_insert_with(|| vec![0; themes])[observation.theme] += 1;
            }
        }
    }
    cells
}

/// How many clusters in a row tell as much as an independent one: events last for some of them, of which all themes in both spans tell together.
pub(in crate::trends) fn lasting_clusters(spans: [&Cells; 2], themes: usize, kind: PeriodKind) -> f64 {
    let parts = |cells: &Cells| -> Vec<(Period, usize, usize)> {
        let of_cell = |((_, period), counts): (&(usize, Period), &Vec<usize>)| {
            let period = *period;
            counts.iter().enumerate().map(move |(theme, count)| (period, theme, *count)).collect::<Vec<_>>()
        };
        cells.iter().flat_map(of_cell).collect()
    };
    match kind {
        PeriodKind::Day => {
            let of_span = |cells: &Cells| {
                let days = parts(cells).into_iter().map(|(day, theme, number)| (day.start, theme, number));
                spreads(&counts_of_days(days, themes), themes)
            };
            lasting(spans.map(of_span).concat().iter())
        }
        _ => {
            let of_span = |(span, cells): (usize, &Cells)| {
                parts(cells).into_iter().map(move |(period, theme, number)| (span, period, theme, number))
            };
            lasting_periods(&spreads_of_periods(spans.into_iter().enumerate().flat_map(of_span), themes))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;

    /// Eight weeks of twenty articles a day on ten themes that do not change. Events bring further articles; they come on one day in ten and
    /// fade by half a day.
    fn news(random: &mut SplitMix64) -> Vec<Observation> {
        let mut heat = [0.0_f64; 10];
        let mut seen = Vec::new();
        for day in 0..56_i8 {
            let date = jiff::civil::date(2024, 1, 1).checked_add(jiff::Span::new().days(day)).ok();
            for (theme, heat) in heat.iter_mut().enumerate() {
                *heat = *heat / 2.0 + if random.uniform() < 0.1 { 0.3 } else { 0.0 };
                let articles = random.binomial(20, (0.1 + *heat).min(1.0));
                seen.extend((0..articles).map(|_| Observation {
                    date: date.map(Into::into),
                    theme,
                    ..Default::default()
                }));
            }
        }
        seen
    }

    #[test]
    fn events_of_several_days_make_no_change_between_weeks() {
        let mut random = SplitMix64::new(29);
        let span = |first: &str, last: &str| Span { first: first.parse().unwrap(), last: last.parse().unwrap() };
        let (before, after) = (span("2024-01-01", "2024-01-28"), span("2024-01-29", "2024-02-25"));
        assert_eq!(cluster_kind(before, after), PeriodKind::Day);
        let (mut below, mut clear) = (0, 0);
        for _ in 0..60 {
            let found = changes(news(&mut random).iter(), 10, before, after);
            below += found.iter().filter(|change| change.difference.p_value < 0.05).count();
            clear += found.iter().filter(|change| change.is_clear()).count();
        }
        assert!(below <= 60 && clear <= 20, "of 600 tests {below} have p below 0.05, and {clear} are clear");
    }
}
