//! Changes of themes: between two spans, and along a series.

use jiff::civil::Date;

use crate::trends::{
    Burst, BurstSettings, ChangePoint, Difference, Observation, Series, Trend, bursts, change_points, difference,
    false_discovery, mann_kendall,
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
}

/// The two half_spans, by the calendar, of the days that the observations span; `None` if they span less than two days.
pub fn half_spans(observations: &[Observation]) -> Option<(Span, Span)> {
    let days = || observations.iter().filter_map(|o| o.date?.full());
    let (first, last) = days().min().zip(days().max())?;
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
    /// The shares in both spans and their difference.
    pub difference: Difference,
    /// The share of false positives among all changes with at most this p-value (Benjamini & Hochberg 1995).
    pub false_discovery: f64,
}

/// The changes of all themes between two spans, in the themes' order. Only articles with a full date count.
pub fn changes(observations: &[Observation], themes: usize, before: Span, after: Span) -> Vec<ThemeChange> {
    let count = |span: Span| {
        let mut counts = vec![0; themes];
        let inside = observations.iter().filter(|o| o.date.and_then(|d| d.full()).is_some_and(|day| span.holds(day)));
        inside.for_each(|o| counts[o.theme] += 1);
        let total: usize = counts.iter().sum();
        (counts, total)
    };
    let ((first, first_total), (second, second_total)) = (count(before), count(after));
    let differences: Vec<Difference> =
        (0..themes).map(|t| difference(first[t], first_total, second[t], second_total)).collect();
    // Themes absent from both spans are not tested, so they do not dilute the false-discovery correction.
    let tested: Vec<usize> = (0..themes).filter(|&t| first[t] + second[t] > 0).collect();
    let adjusted = false_discovery(&tested.iter().map(|&t| differences[t].p_value).collect::<Vec<_>>());
    let mut rates = vec![1.0; themes];
    tested.iter().zip(adjusted).for_each(|(&theme, rate)| rates[theme] = rate);
    differences
        .into_iter()
        .zip(rates)
        .enumerate()
        .map(|(theme, (difference, false_discovery))| ThemeChange { theme, difference, false_discovery })
        .collect()
}

/// The theme_trends of a theme along a series.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeTrend {
    /// The theme.
    pub theme: usize,
    /// The rise or fall throughout; `None` for fewer than four periods.
    pub trend: Option<Trend>,
    /// The false discovery rate of the trend among all themes.
    pub false_discovery: f64,
    /// Stretches of periods well above the usual level of the theme.
    pub bursts: Vec<Burst>,
    /// Lasting changes of the level.
    pub levels: Vec<ChangePoint>,
}

/// Cost of rising by one level: one in a hundred level series shows a burst, with the paper's one in six (`burst.rs`).
const GAMMA: f64 = 2.0;

/// The theme_trends of all themes along a series, in the themes' order. Partial periods are left out.
pub fn theme_trends(series: &Series) -> Vec<ThemeTrend> {
    let themes = series.counts.first().map_or(0, Vec::len);
    let is_whole = |period: usize| !series.partial[period];
    let total = |period: usize| if is_whole(period) { series.totals[period] } else { 0 };
    let totals: Vec<usize> = (0..series.periods.len()).map(total).collect();
    let counts = |theme: usize| -> Vec<usize> {
        (0..totals.len()).map(|p| if totals[p] > 0 { series.counts[p][theme] } else { 0 }).collect()
    };
    let trends: Vec<Option<Trend>> = (0..themes)
        .map(|theme| {
            let shares = counts(theme).into_iter().zip(&totals);
            let values: Vec<Option<f64>> = shares.map(|(k, &n)| (n > 0).then(|| k as f64 / n as f64)).collect();
            mann_kendall(&values)
        })
        .collect();
    let rates = false_discovery(&trends.iter().map(|t| t.map_or(1.0, |t| t.p_value)).collect::<Vec<_>>());
    let settings = BurstSettings { gamma: GAMMA, ..BurstSettings::default() };
    (0..themes)
        .zip(trends.into_iter().zip(rates))
        .map(|(theme, (trend, false_discovery))| {
            let counts = counts(theme);
            let (bursts, levels) = (bursts(&counts, &totals, settings), change_points(&counts, &totals));
            ThemeTrend { theme, trend, false_discovery, bursts, levels }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::PeriodKind;
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
        let (before, after) = half_spans(&all).unwrap();
        assert_eq!(before.last.tomorrow().unwrap(), after.first);
        let found = changes(&all, 5, before, after);
        assert!(found[0].difference.low > 0.1 && found[0].false_discovery < 1e-6, "{found:?}");
        assert_eq!((found[4].difference.value, found[4].false_discovery), (0.0, 1.0));
        let series = Series::count(&all, 5, PeriodKind::Month);
        let moved = theme_trends(&series);
        assert_eq!(moved[0].levels.len(), 1);
        assert_eq!(moved[0].levels[0].period, 6);
        assert!(moved[4].bursts.is_empty() && moved[4].levels.is_empty());
        assert!(moved[0].trend.unwrap().tau > 0.5 && moved[0].false_discovery < 0.05);
    }

    #[test]
    fn a_single_day_has_no_halves() {
        assert_eq!(half_spans(&month(2024, 1, &[0])), None);
        assert_eq!(half_spans(&[]), None);
        assert!(half_spans(&month(2024, 1, &[0, 0])).is_some());
    }
}
