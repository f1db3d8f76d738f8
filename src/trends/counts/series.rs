//! Counts of articles by period, theme and region.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::corpus::{Adcode, PartialDate};
use crate::trends::{Period, PeriodKind, Share, relative_shares, share_of_clustered};

/// Where the papers of a period give less to a theme than others, its share there is known from this many expected articles on.
const MIN_EXPECTED: f64 = 1.0;

/// The properties of one article that are counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Observation {
    /// The day of publication.
    pub date: Option<PartialDate>,
    /// The paper.
    pub source: Arc<str>,
    /// The place the article is about.
    pub region: Option<Adcode>,
    /// The primary theme.
    pub theme: usize,
    /// Secondary themes.
    pub also: Box<[usize]>,
}

impl Observation {
    /// The period that it counts in; none where its date is not precise enough.
    pub fn period(&self, kind: PeriodKind) -> Option<Period> {
        Period::of(self.date?, kind)
    }
}

/// Counts by period and theme. The periods follow each other without gaps; a period without articles has a total of 0
/// and no share.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The periods, in order.
    pub periods: Vec<Period>,
    /// Number of articles in each period.
    pub totals: Vec<usize>,
    /// `[period][theme]`: number of articles with this primary theme.
    pub counts: Vec<Vec<usize>>,
    /// `[period][theme]`: number of articles with this primary or secondary theme.
    pub carried: Vec<Vec<usize>>,
    /// For each period, whether it was read only in part: the days read miss more than a tenth of it, which can happen to the
    /// first and the last, or most of its issues are missing. The days read are those of the articles counted where nothing is
    /// known of issues (see [`Series::with_coverage`]).
    pub partial: Vec<bool>,
    /// Number of articles whose date is not precise enough for a period.
    pub undated: usize,
    /// The design effect of each theme, by which intervals of shares are widened; 1 where it is not set.
    pub design_effects: Vec<f64>,
    /// `[period][theme]`: the share that the papers read in the period usually give to the theme, over that of all articles;
    /// 1 where it is not set (see [`Series::with_composition`]).
    pub composition: Vec<Vec<f64>>,
}

/// Maximum number of periods of a series; dates beyond them come from misread years.
const MAX_PERIODS: usize = 80_000;

impl Series {
    /// Counts observations of `themes` themes.
    pub fn count(observations: &[Observation], themes: usize, kind: PeriodKind) -> Series {
        let mut by_period: BTreeMap<Period, (usize, Vec<usize>, Vec<usize>)> = BTreeMap::new();
        let mut undated = 0;
        let mut days: Option<(Date, Date)> = None;
        for observation in observations {
            let Some(period) = observation.period(kind) else {
                undated += 1;
                continue;
            };
            if let Some(day) = observation.date.and_then(|d| d.full()) {
                days = Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            }
            let (total, counts, carried) =
                by_period.entry(period).or_insert_with(|| (0, vec![0; themes], vec![0; themes]));
            *total += 1;
            counts[observation.theme] += 1;
            carried[observation.theme] += 1;
            for &theme in observation.also.iter().filter(|t| **t != observation.theme) {
                carried[theme] += 1;
            }
        }
        let mut series = Series {
            periods: Vec::new(),
            totals: Vec::new(),
            counts: Vec::new(),
            carried: Vec::new(),
            partial: Vec::new(),
            undated,
            design_effects: vec![1.0; themes],
            composition: Vec::new(),
        };
        let mut next = by_period.keys().next().copied();
        let last = by_period.keys().next_back().copied();
        while let Some(period) = next.filter(|p| Some(*p) <= last && series.periods.len() < MAX_PERIODS) {
            let (total, counts, carried) =
                by_period.remove(&period).unwrap_or_else(|| (0, vec![0; themes], vec![0; themes]));
            series.periods.push(period);
            series.totals.push(total);
            series.counts.push(counts);
            series.carried.push(carried);
            series.composition.push(vec![1.0; themes]);
            series.partial.push(days.is_some_and(|(first, last)| cut_short(period, first, last)));
            next = period.next();
        }
        // Dates beyond the last possible period are misread years.
        series.undated += by_period.values().map(|(total, _, _)| total).sum::<usize>();
        series
    }

    /// The same series with the design effects of the themes (see [`design_effects`](crate::trends::design_effects)).
    #[must_use]
    pub fn with_design_effects(mut self, design_effects: &[f64]) -> Series {
        self.design_effects = design_effects.to_vec();
        self
    }

    /// The same counts over the periods of another series of the same kind and themes, which hold its own ones, with what that one knows
    /// of them: which are partial, and the design effects. Periods that only the other one has are without articles.
    #[must_use]
    pub fn over_periods_of(self, other: &Series) -> Series {
        let themes = other.design_effects.len();
        let places: BTreeMap<Period, usize> = self.periods.iter().copied().zip(0..).collect();
        let mut over = Series {
            totals: vec![0; other.periods.len()],
            counts: vec![vec![0; themes]; other.periods.len()],
            carried: vec![vec![0; themes]; other.periods.len()],
            composition: vec![vec![1.0; themes]; other.periods.len()],
            undated: self.undated,
            ..other.clone()
        };
        for (place, period) in other.periods.iter().enumerate() {
            let Some(&own) = places.get(period) else { continue };
            over.totals[place] = self.totals[own];
            over.counts[place].clone_from(&self.counts[own]);
            over.carried[place].clone_from(&self.carried[own]);
            over.composition[place].clone_from(&self.composition[own]);
        }
        over
    }

    /// The same series with what the papers read in each period usually give to each theme, from the observations that it counts.
    #[must_use]
    pub fn with_composition(mut self, observations: &[Observation]) -> Series {
        let themes = self.design_effects.len();
        let Some(kind) = self.periods.first().map(|period| period.kind) else { return self };
        let mut papers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        // Articles of each paper by period.
        let mut read: BTreeMap<Period, BTreeMap<&str, usize>> = BTreeMap::new();
        for observation in observations {
            let Some(period) = observation.period(kind) else { continue };
            papers.entry(&observation.source).or_insert_with(|| vec![0; themes])[observation.theme] += 1;
            *read.entry(period).or_default().entry(&observation.source).or_default() += 1;
        }
        // Papers are numbered by their names, so that the order of articles changes nothing.
        let totals: Vec<usize> = papers.values().map(|counts| counts.iter().sum()).collect();
        let numbers: BTreeMap<&str, usize> = papers.keys().copied().zip(0..).collect();
        for theme in 0..themes {
            let counts: Vec<usize> = papers.values().map(|counts| counts[theme]).collect();
            let relative = relative_shares(&counts, &totals);
            for (period, usual) in self.periods.iter().zip(&mut self.composition) {
                let Some(articles) = read.get(period) else { continue };
                let weighted: f64 = articles.iter().map(|(paper, &n)| n as f64 * relative[numbers[paper]]).sum();
                usual[theme] = weighted / articles.values().sum::<usize>() as f64;
            }
        }
        self
    }

    /// The share that a theme would have in a period if all papers had been read in it: the share as counted over what the
    /// papers of the period usually give to the theme (indirect standardisation). `None` if the period has no articles, or none
    /// is to be expected of papers that give less to the theme than others: their zeros say nothing of the other papers.
    pub fn standardised_share(&self, period: usize, theme: usize) -> Option<f64> {
        let composition = self.composition[period][theme];
        let articles = self.totals[period] as f64 * composition;
        let count = |period: usize| self.counts[period][theme];
        let expected = || articles * (0..self.periods.len()).map(count).sum::<usize>() as f64 / self.total() as f64;
        if self.totals[period] == 0 || composition < 1.0 && expected() < MIN_EXPECTED {
            return None;
        }
        Some(if articles > 0.0 { self.counts[period][theme] as f64 / articles } else { 0.0 })
    }

    /// The share of a theme among some articles, with its interval.
    fn share_of(&self, theme: usize, count: usize, total: usize) -> Share {
        share_of_clustered(count, total, self.design_effects.get(theme).copied().unwrap_or(1.0))
    }

    /// The share of a theme in a period; `None` if the period has no articles.
    pub fn share(&self, period: usize, theme: usize) -> Option<Share> {
        (self.totals[period] > 0).then(|| self.share_of(theme, self.counts[period][theme], self.totals[period]))
    }

    /// The number of articles in all periods.
    pub fn total(&self) -> usize {
        self.totals.iter().sum()
    }

    /// The share of a theme over all periods.
    pub fn overall(&self, theme: usize) -> Share {
        self.share_of(theme, self.counts.iter().map(|c| c[theme]).sum(), self.total())
    }

    /// The number of periods without articles.
    pub fn missing(&self) -> usize {
        self.totals.iter().filter(|total| **total == 0).count()
    }

    /// The themes by overall share, the largest first; equal ones are in the theme set's order.
    pub fn ranking(&self) -> Vec<usize> {
        let themes = self.counts.first().map_or(0, Vec::len);
        let mut ranked: Vec<(usize, usize)> = (0..themes).map(|t| (self.overall(t).count, t)).collect();
        ranked.sort_by_key(|&(count, theme)| (std::cmp::Reverse(count), theme));
        ranked.into_iter().map(|(_, theme)| theme).collect()
    }
}

/// Whether the days from `first` to `last` miss more than a tenth of a period at its beginning or end; never for a day.
pub(super) fn cut_short(period: Period, first: Date, last: Date) -> bool {
    if period.kind == PeriodKind::Day {
        return false;
    }
    let days = |a: Date, b: Date| a.until(b).map_or(0, |span| span.get_days());
    let length = days(period.start, period.end()) + 1;
    10 * days(period.start, first) > length || 10 * days(last, period.end()) > length
}

/// Counts of one region.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionCounts {
    /// The province; `None` for articles whose place is unknown.
    pub region: Option<Adcode>,
    /// Number of articles.
    pub total: usize,
    /// Number of articles by primary theme.
    pub counts: Vec<usize>,
}

/// Counts by province, the one with most articles first, the unknown province last.
pub fn by_province(observations: &[Observation], themes: usize) -> Vec<RegionCounts> {
    let mut counts: BTreeMap<Option<Adcode>, Vec<usize>> = BTreeMap::new();
    for observation in observations {
        let region = observation.region.map(Adcode::province);
        counts.entry(region).or_insert_with(|| vec![0; themes])[observation.theme] += 1;
    }
    let mut regions: Vec<RegionCounts> = counts
        .into_iter()
        .map(|(region, counts)| RegionCounts { region, total: counts.iter().sum(), counts })
        .collect();
    regions.sort_by_key(|r| (r.region.is_none(), std::cmp::Reverse(r.total), r.region));
    regions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(date: &str, theme: usize) -> Observation {
        Observation { date: date.parse().ok(), theme, ..Default::default() }
    }

    #[test]
    fn missing_periods_are_gaps_and_partial_periods_are_marked() {
        let series = Series::count(
            &[seen("2024-01-20", 0), seen("2024-03-01", 0), seen("2024-03-31", 1), seen("2024", 1)],
            2,
            PeriodKind::Month,
        );
        assert_eq!(series.totals, [1, 0, 2]);
        assert_eq!(series.partial, [true, false, false]);
        assert_eq!((series.undated, series.missing(), series.total()), (1, 1, 3));
        assert_eq!(series.ranking(), [0, 1]);
    }

    #[test]
    fn a_series_may_have_the_periods_of_a_longer_one() {
        let longer = [seen("2024-01-20", 0), seen("2024-02-03", 1), seen("2024-04-30", 0)];
        let all = Series::count(&longer, 2, PeriodKind::Month).with_design_effects(&[2.0, 3.0]);
        let found = Series::count(&longer[1..2], 2, PeriodKind::Month).over_periods_of(&all);
        assert_eq!(
            (&found.periods, &found.partial, &found.design_effects),
            (&all.periods, &all.partial, &all.design_effects)
        );
        assert_eq!(
            (found.totals, found.counts[1].as_slice(), found.counts[3].as_slice()),
            (vec![0, 1, 0, 0], &[0, 1][..], &[0, 0][..])
        );
        assert_eq!(Series::count(&longer, 2, PeriodKind::Month).over_periods_of(&all), all);
    }

    #[test]
    fn counties_count_for_their_province() {
        let at = |code: &str| Observation { region: code.parse().ok(), ..Default::default() };
        let regions = by_province(&[at("520103"), at("520100"), at("430000"), at("")], 1);
        let summary: Vec<_> = regions.iter().map(|r| (r.region.map(|a| a.to_string()), r.total)).collect();
        assert_eq!(summary, [(Some("520000".into()), 2), (Some("430000".into()), 1), (None, 1)]);
    }
}
