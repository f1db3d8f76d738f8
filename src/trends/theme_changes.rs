//! What changes of themes between two spans tell, and their trends along a series.

use jiff::civil::Date;

use crate::numeric::median_of_sorted;
use crate::trends::{
    Burst, BurstSettings, ClusteredDifference, Difference, LevelChange, Observation, Period, Series, Trend, bursts,
    false_discovery, false_discovery_of_tested, lasting_trend, tested_levels,
};

/// A span of days, with both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Span {
    /// Whether the span contains a day.
    pub fn holds(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether two spans hold the same months of the year.
    pub fn has_months_of(self, other: Span) -> bool {
        let months = |span: Span| {
            let days = span.first.series(jiff::Span::new().days(1)).take_while(|day| *day <= span.last).take(366);
            days.map(|day| day.month()).collect::<std::collections::BTreeSet<i8>>()
        };
        months(self) == months(other)
    }

    /// Whether a day of a period lies in the span.
    pub fn overlaps(self, period: Period) -> bool {
        period.start <= self.last && self.first <= period.end()
    }

    /// The number of days.
    pub fn days(self) -> i32 {
        self.first.until(self.last).map_or(0, |span| span.get_days()) + 1
    }
}

/// The spans to compare where none are asked for, by the first and the last day read: the last whole years and as many before them,
/// so that both hold the same months of the year; the two halves where less than two years were read, and nothing where less than
/// two days were.
///
/// The days are those that were read, not those of the articles asked for ([`days_read`](crate::trends::days_read)): two regions would
/// otherwise be compared over different spans, and months, which are draws, would be cut where a region happens to have its last article.
pub fn default_spans((first, last): (Date, Date)) -> Option<(Span, Span)> {
    let years_before = |years: i16| last.checked_sub(jiff::Span::new().years(years)).ok();
    let begins_after = |years: i16| years_before(2 * years).and_then(|day| day.tomorrow().ok());
    let years = (1..=50).take_while(|&years| begins_after(years).is_some_and(|day| day >= first)).last();
    if let Some(years) = years {
        let middle = years_before(years)?;
        let before = Span { first: begins_after(years)?, last: middle };
        return Some((before, Span { first: middle.tomorrow().ok()?, last }));
    }
    let length = first.until(last).ok()?.get_days();
    let middle = first.checked_add(jiff::Span::new().days((length - 1) / 2)).ok()?;
    let second = middle.tomorrow().ok()?;
    (length > 0).then_some((Span { first, last: middle }, Span { first: second, last }))
}

/// The change of a theme from one span to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThemeChange {
    /// The theme.
    pub theme: usize,
    /// The shares in both spans and their difference, over the papers that were read in both.
    pub difference: Difference,
    /// Variance of the difference over that of independent articles, at least 1.
    pub design_effect: f64,
    /// The difference over all papers, as counted.
    pub raw: f64,
    /// The number of independent articles that would tell as much as those of each span (see [`ClusteredDifference`]).
    pub effective_totals: [f64; 2],
    /// The share of false positives among all changes with at most this p-value (Benjamini & Hochberg 1995); 1 for a change that is not
    /// shown (see [`shown_changes`]), whatever its p-value.
    pub false_discovery: f64,
}

/// The fewest independent articles on which a share rests that is shown: the effective sample size below which the United States
/// National Center for Health Statistics suppresses proportions (Parker et al. 2017, “National Center for Health Statistics Data
/// Presentation Standards for Proportions”, Vital and Health Statistics 2(175)).
pub const MIN_EFFECTIVE_TOTAL: f64 = 30.0;

/// Findings whose false discovery rate (Benjamini & Hochberg 1995) is below this are called clear.
pub const MAX_FALSE_DISCOVERY_RATE: f64 = 0.05;

impl ThemeChange {
    /// Whether the change is called clear ([`MAX_FALSE_DISCOVERY_RATE`]).
    pub fn is_clear(&self) -> bool {
        self.false_discovery < MAX_FALSE_DISCOVERY_RATE
    }

    /// Whether each span tells at least as much as one independent article would. Of less there is nothing to compare: no paper
    /// was read in both, or a single issue of it.
    pub fn is_known(&self) -> bool {
        self.effective_totals.into_iter().all(|total| total >= 1.0)
    }

    /// Whether either span has an article of the theme.
    fn is_present(&self) -> bool {
        self.difference.before.count + self.difference.after.count > 0
    }
}

/// The changes of all themes from their differences, in the themes' order, tested together. Themes absent from both spans are not
/// tested. A change that is not shown is not called clear either: of few articles only an effect that came out too large is
/// significant (Gelman & Carlin 2014). It counts as a test all the same, with a p-value of 1, so that the number of tests does
/// not depend on what they find.
pub(in crate::trends) fn tested_together(found: Vec<ClusteredDifference>) -> Vec<ThemeChange> {
    let untested = |(theme, found): (usize, ClusteredDifference)| {
        let ClusteredDifference { difference, design_effect, raw, effective_totals } = found;
        ThemeChange { theme, difference, design_effect, raw, effective_totals, false_discovery: 1.0 }
    };
    let mut changes: Vec<ThemeChange> = found.into_iter().enumerate().map(untested).collect();
    let p_value = |(change, is_shown): (&ThemeChange, bool)| {
        change.is_present().then_some(if is_shown { change.difference.p_value } else { 1.0 })
    };
    let p_values: Vec<Option<f64>> = changes.iter().zip(shown_changes(&changes)).map(p_value).collect();
    for (change, rate) in changes.iter_mut().zip(false_discovery_of_tested(&p_values)) {
        change.false_discovery = rate;
    }
    changes
}

/// Which of the changes of all themes are shown with their size: those whose shares both rest on enough independent articles
/// ([`MIN_EFFECTIVE_TOTAL`]), large or small. Those of the median theme must be enough as well: how alike the articles of a rare theme
/// are shows in none or two of them.
pub fn shown_changes(changes: &[ThemeChange]) -> Vec<bool> {
    let are_enough = |totals: [f64; 2]| totals.into_iter().all(|total| total >= MIN_EFFECTIVE_TOTAL);
    let of_median = median_effective_totals(changes).is_some_and(are_enough);
    changes.iter().map(|change| of_median && are_enough(change.effective_totals)).collect()
}

/// The medians of the effective numbers of articles of both spans over the themes that either has; none where neither has any.
pub fn median_effective_totals(changes: &[ThemeChange]) -> Option<[f64; 2]> {
    let median = |side: usize| {
        let present = changes.iter().filter(|change| change.is_present());
        let mut totals: Vec<f64> = present.map(|change| change.effective_totals[side]).collect();
        totals.sort_by(f64::total_cmp);
        median_of_sorted(&totals)
    };
    Some([median(0)?, median(1)?])
}

/// The trends of a theme along a series.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeTrend {
    /// The theme.
    pub theme: usize,
    /// The rise or fall throughout; `None` for fewer than four periods.
    pub trend: Option<Trend>,
    /// The first and the last period that take part in the trend; `None` for none.
    pub span: Option<(Period, Period)>,
    /// The false discovery rate of the trend among all themes.
    pub false_discovery: f64,
    /// Stretches of periods well above the usual level of the theme.
    pub bursts: Vec<Burst>,
    /// Lasting changes of the level.
    pub levels: Vec<LevelChange>,
}

/// Cost of rising by one level: one in a hundred level series shows a burst, with the paper's one in six (`burst.rs`).
const GAMMA: f64 = 2.0;

/// The fewest articles of a period whose share tells something of a trend; charts draw others as open dots.
pub const MIN_ARTICLES_OF_PERIOD: usize = 10;

/// The trends of all themes along a series, in the themes' order. Partial periods and those of fewer than
/// [`MIN_ARTICLES_OF_PERIOD`] articles are left out. Where the series knows its composition (see
/// [`Series::with_composition`]), the share of a period is set against what its papers usually give to the theme, so that papers
/// that are read in some periods only make no trend. A change of level has to show within the papers that were read on both
/// sides of it, by the observations that the series counts.
pub fn theme_trends(series: &Series, observations: &[Observation]) -> Vec<ThemeTrend> {
    let themes = series.counts.first().map_or(0, Vec::len);
    let is_whole = |period: usize| !series.partial[period] && series.totals[period] >= MIN_ARTICLES_OF_PERIOD;
    let periods = 0..series.periods.len();
    let shares = |theme: usize| -> Vec<Option<f64>> {
        periods.clone().map(|p| series.standardised_share(p, theme).filter(|_| is_whole(p))).collect()
    };
    let trends: Vec<Option<Trend>> = (0..themes).map(|theme| lasting_trend(&shares(theme))).collect();
    let rates =
        false_discovery_of_tested(&trends.iter().map(|trend| Some(trend.as_ref()?.p_value)).collect::<Vec<_>>());
    let settings = BurstSettings { gamma: GAMMA, ..BurstSettings::default() };
    let mut found: Vec<ThemeTrend> = (0..themes)
        .zip(trends.into_iter().zip(rates))
        .map(|(theme, (trend, false_discovery))| {
            let shares = shares(theme);
            // A period whose share is not known has no articles here: its zeros say nothing of papers that write of the theme.
            let if_known = |period: usize, articles: usize| if shares[period].is_some() { articles } else { 0 };
            let counts: Vec<usize> = periods.clone().map(|p| if_known(p, series.counts[p][theme])).collect();
            let standardised = |p: usize| (series.totals[p] as f64 * series.composition[p][theme]).round() as usize;
            let totals: Vec<usize> = periods.clone().map(|p| if_known(p, standardised(p).max(counts[p]))).collect();
            let bursts = bursts(&counts, &totals, settings);
            let levels = tested_levels(series, observations, theme, &counts, &totals);
            let first = shares.iter().position(Option::is_some);
            let last = shares.iter().rposition(Option::is_some);
            let span = first.zip(last).map(|(first, last)| (series.periods[first], series.periods[last]));
            ThemeTrend { theme, trend, span, false_discovery, bursts, levels }
        })
        .collect();
    test_levels(&mut found);
    found
}

/// Tests the changes of level of all themes together. A theme in which none was found is a test that found none.
fn test_levels(found: &mut [ThemeTrend]) {
    let p_values = |own: &ThemeTrend| -> Vec<f64> {
        let without = own.trend.filter(|_| own.levels.is_empty()).map(|_| 1.0);
        own.levels.iter().map(|level| level.p_value).chain(without).collect()
    };
    let all: Vec<Vec<f64>> = found.iter().map(p_values).collect();
    let mut rates = false_discovery(&all.concat()).into_iter();
    for (own, tested) in found.iter_mut().zip(&all) {
        let rates: Vec<f64> = rates.by_ref().take(tested.len()).collect();
        own.levels.iter_mut().zip(rates).for_each(|(level, rate)| level.false_discovery = rate);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PeriodKind, changes, days_read};
    use super::*;

    fn month(year: i16, month: i8, themes: &[usize]) -> Vec<Observation> {
        let seen = |(day, &theme): (usize, &usize)| Observation {
            date: format!("{year}-{month:02}-{:02}", day % 28 + 1).parse().ok(),
            theme,
            ..Default::default()
        };
        themes.iter().enumerate().map(seen).collect()
    }

    #[test]
    fn a_theme_that_triples_is_found_and_a_constant_one_is_not() {
        let mut all = Vec::new();
        for number in 0..12i8 {
            let rising = if number < 6 { 10 } else { 30 };
            let themes: Vec<usize> = (0..100).map(|i| if i < rising { 0 } else { 1 + i % 3 }).collect();
            all.extend(month(2024, number + 1, &themes));
        }
        let (before, after) = default_spans(days_read(&[], &all).unwrap()).unwrap();
        assert_eq!(before.last.tomorrow().unwrap(), after.first);
        let found = changes(all.iter(), 5, before, after);
        assert!(found[0].difference.low > 0.1 && found[0].false_discovery < 1e-3, "{found:?}");
        assert_eq!((found[4].difference.value, found[4].false_discovery), (0.0, 1.0));
        let series = Series::count(&all, 5, PeriodKind::Month);
        let moved = theme_trends(&series, &all);
        assert_eq!(moved[0].levels.len(), 1);
        assert_eq!(moved[0].levels[0].change.period, 6);
        assert!(moved[0].levels[0].false_discovery < MAX_FALSE_DISCOVERY_RATE);
        assert!(moved[4].bursts.is_empty() && moved[4].levels.is_empty());
        // A step is a change of level and no rise throughout: periods next to each other are alike.
        assert!(moved[0].trend.unwrap().tau > 0.5 && moved[0].false_discovery > 0.05);
    }

    #[test]
    fn changes_on_few_independent_articles_are_neither_shown_nor_clear() {
        let of = |months: [i8; 2], theme: usize, articles: usize| -> Vec<Observation> {
            months.into_iter().flat_map(|number| month(2024, number, &vec![theme; articles])).collect()
        };
        let changes_with = |articles: usize| {
            let all: Vec<Observation> = of([1, 2], 0, 200).into_iter().chain(of([7, 8], 1, articles)).collect();
            let span = |first: &str, last: &str| Span { first: first.parse().unwrap(), last: last.parse().unwrap() };
            let (before, after) = (span("2024-01-01", "2024-06-30"), span("2024-07-01", "2024-12-31"));
            changes(all.iter(), 2, before, after)
        };
        let few = changes_with(15);
        assert_eq!(shown_changes(&few), [false, false]);
        assert!(few.iter().all(|change| change.difference.p_value < 0.01 && !change.is_clear()), "{few:?}");
        let many = changes_with(200);
        assert_eq!(shown_changes(&many), [true, true]);
        assert!(many.iter().all(ThemeChange::is_clear), "{many:?}");
        assert!(few.iter().all(ThemeChange::is_known));
        // Two months of one article each tell less than one independent article would.
        assert!(!changes_with(1).iter().any(ThemeChange::is_known));
    }

    /// A year of two papers: for each month the articles of the first theme, and all articles, of each.
    fn year(of: impl Fn(usize) -> [(usize, usize); 2]) -> Vec<Observation> {
        let papers = ["兰河日报", "兰河建设报"];
        let months =
            (1..=12i8).flat_map(|number| papers.into_iter().zip(of(number as usize)).map(move |own| (number, own)));
        let articles = |(number, (source, (matching, all))): (i8, (&str, (usize, usize)))| {
            let themes: Vec<usize> = (0..all).map(|at| usize::from(at >= matching)).collect();
            let source: std::sync::Arc<str> = source.into();
            let seen = month(2024, number, &themes).into_iter();
            seen.map(|seen| Observation { source: source.clone(), ..seen }).collect::<Vec<_>>()
        };
        months.flat_map(articles).collect()
    }

    #[test]
    fn papers_that_come_and_go_make_no_trend() {
        let found = |series: &Series, seen: &[Observation]| theme_trends(series, seen)[0].clone();
        // The second paper has the theme five times as often, and more and more of it is read.
        let more_is_read = year(|month| [(10 + month % 3, 100), (5 * month + month % 2, 10 * month)]);
        let series = Series::count(&more_is_read, 2, PeriodKind::Month);
        let as_counted = found(&series, &more_is_read);
        assert!(as_counted.trend.unwrap().tau > 0.9 && as_counted.false_discovery < 0.02, "{as_counted:?}");
        let within = found(&series.clone().with_composition(&more_is_read), &more_is_read);
        assert!(within.false_discovery > 0.05 && within.levels.is_empty(), "{within:?}");
        // With one paper nothing changes.
        let one: Vec<Observation> =
            more_is_read.into_iter().map(|seen| Observation { source: "".into(), ..seen }).collect();
        assert_eq!(series.clone().with_composition(&one), series);
        // A rise in both papers is found.
        let rising = year(|month| [(5 + month, 100), (30 + 3 * month + month % 2, 100)]);
        let within = found(&Series::count(&rising, 2, PeriodKind::Month).with_composition(&rising), &rising);
        assert!(within.trend.unwrap().tau > 0.9 && within.false_discovery < 0.01, "{within:?}");
    }

    #[test]
    fn default_spans_hold_the_same_months() {
        let spans = |first: &str, last: &str| default_spans((first.parse().unwrap(), last.parse().unwrap())).unwrap();
        let (before, after) = spans("2022-09-24", "2025-06-30");
        assert_eq!((before.first.to_string(), before.last.to_string()), ("2023-07-01".into(), "2024-06-30".into()));
        assert_eq!((after.first.to_string(), after.last.to_string()), ("2024-07-01".into(), "2025-06-30".into()));
        assert!(before.has_months_of(after));
        let (before, after) = spans("2020-01-01", "2023-12-31");
        assert_eq!((before.first.to_string(), after.first.to_string()), ("2020-01-01".into(), "2022-01-01".into()));
        let (before, after) = spans("2024-01-10", "2024-12-20");
        assert!(!before.has_months_of(after));
    }

    #[test]
    fn a_single_day_has_no_halves() {
        let spans = |seen: &[Observation]| default_spans(days_read(&[], seen)?);
        assert_eq!(spans(&month(2024, 1, &[0])), None);
        assert_eq!(spans(&[]), None);
        assert!(spans(&month(2024, 1, &[0, 0])).is_some());
    }
}
