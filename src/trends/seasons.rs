//! Seasons: how each month of the year differs from the others, and trends without seasons.

use statrs::distribution::{ContinuousCDF, FisherSnedecor, StudentsT};

use crate::trends::{
    MIN_ARTICLES_OF_PERIOD, Period, PeriodKind, Series, Trend, false_discovery_of_tested, lasting_trend,
};

/// How a month of the year differs from the average of all months.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct MonthEffect {
    /// The mean share in this month of the year, 0 to 1.
    pub mean: f64,
    /// The mean share less that of all months.
    pub effect: f64,
    /// Lower end of its 95% interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// The seasons of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeSeasons {
    /// The theme.
    pub theme: usize,
    /// The effects of January to December; `None` where the shares of too many months are not known.
    pub months: Option<[MonthEffect; 12]>,
    /// The probability that chance makes the months of the year differ so much; `None` where the effects are not known.
    pub p_value: Option<f64>,
    /// Its false discovery rate over all themes (Benjamini & Hochberg 1995); 1 where there is no p-value.
    pub false_discovery: f64,
    /// The share of each month of the series, as if all papers had been read in it, less the effect of its month of the year; none for gaps, partial
    /// months, and effects that are not known.
    pub adjusted: Vec<Option<f64>>,
    /// The trend of the shares by month as counted.
    pub raw_trend: Option<Trend>,
    /// The false discovery rate of that trend over all themes.
    pub raw_false_discovery: f64,
    /// The trend of the shares without seasons.
    pub trend: Option<Trend>,
    /// The false discovery rate of this trend over all themes.
    pub trend_false_discovery: f64,
}

/// The seasons of all themes.
#[derive(Debug, Clone, PartialEq)]
pub struct Seasons {
    /// The first month of the whole years.
    pub first: Period,
    /// The number of whole years.
    pub years: usize,
    /// The themes, in the theme set's order.
    pub themes: Vec<ThemeSeasons>,
}

/// Minimum number of whole years: in one year, seasons and chance are the same.
const MIN_YEARS: usize = 2;
const MONTHS: usize = 12;
/// The iteration for missing values ends when none changes by more than this share, or after this many rounds.
const TOLERANCE: f64 = 1e-9;
const MAX_ITERATIONS: usize = 500;

/// The seasons of a series of months; `None` where no two whole years of it were read without a gap.
///
/// Years (twelve months in a row, whichever the first) and months of the year are the two ways of a layout without interaction
/// (Fisher 1925; Scheffé 1959, 4.2): the effect of a month is its mean over the years less the mean of all, and what neither
/// years nor months explain is chance. The longest run of whole months ends with the last month of the years.
pub fn seasons(months: &Series) -> Option<Seasons> {
    let (first, years) = whole_years(months)?;
    let themes = months.counts.first().map_or(0, Vec::len);
    let known = |period: usize, theme: usize| {
        let is_whole = months.totals[period] >= MIN_ARTICLES_OF_PERIOD && !months.partial[period];
        months.standardised_share(period, theme).filter(|_| is_whole)
    };
    let calendar_month = |period: usize| months.periods[period].start.month() as usize - 1;
    let mut found: Vec<ThemeSeasons> = (0..themes)
        .map(|theme| {
            let whole = first..first + MONTHS * years;
            let values: Vec<Option<f64>> = whole.map(|period| months.standardised_share(period, theme)).collect();
            let (effects, p_value) = month_effects(&values, calendar_month(first)).unzip();
            let raw: Vec<Option<f64>> = (0..months.periods.len()).map(|period| known(period, theme)).collect();
            let season = |period: usize| effects.map(|effects| effects[calendar_month(period)].effect);
            let without_season = |(period, share): (usize, &Option<f64>)| Some((*share)? - season(period)?);
            let adjusted: Vec<Option<f64>> = raw.iter().enumerate().map(without_season).collect();
            ThemeSeasons {
                theme,
                months: effects,
                p_value,
                false_discovery: 1.0,
                raw_trend: lasting_trend(&raw),
                raw_false_discovery: 1.0,
                trend: lasting_trend(&adjusted),
                trend_false_discovery: 1.0,
                adjusted,
            }
        })
        .collect();
    let rates = |p_value: &dyn Fn(&ThemeSeasons) -> Option<f64>| {
        false_discovery_of_tested(&found.iter().map(p_value).collect::<Vec<_>>())
    };
    let of = |trend: Option<Trend>| trend.map(|trend| trend.p_value);
    let all = [rates(&|f| f.p_value), rates(&|f| of(f.raw_trend)), rates(&|f| of(f.trend))];
    for (number, theme) in found.iter_mut().enumerate() {
        [theme.false_discovery, theme.raw_false_discovery, theme.trend_false_discovery] =
            all.each_ref().map(|rates| rates[number]);
    }
    Some(Seasons { first: months.periods[first], years, themes: found })
}

/// The first month and the number of the whole years at the end of the longest run of months that were read; the later one of
/// runs that are equally long.
fn whole_years(months: &Series) -> Option<(usize, usize)> {
    debug_assert!(months.periods.iter().all(|period| period.kind == PeriodKind::Month));
    let (mut best, mut length) = ((0, 0), 0);
    for period in 0..months.periods.len() {
        length = if months.totals[period] > 0 && !months.partial[period] { length + 1 } else { 0 };
        if length / MONTHS > 0 && length / MONTHS >= best.1 {
            let years = length / MONTHS;
            best = (period + 1 - MONTHS * years, years);
        }
    }
    (best.1 >= MIN_YEARS).then_some(best)
}

/// The means of a layout of years and months: of all values, of each month of the year from the first on, and of each year.
fn means(values: &[f64]) -> (f64, Vec<f64>, Vec<f64>) {
    let years = values.len() / MONTHS;
    let mean = |values: &mut dyn Iterator<Item = f64>, n: usize| values.sum::<f64>() / n as f64;
    let all = mean(&mut values.iter().copied(), values.len());
    let by_month = (0..MONTHS).map(|m| mean(&mut values.iter().skip(m).step_by(MONTHS).copied(), years)).collect();
    let by_year = values.chunks(MONTHS).map(|year| mean(&mut year.iter().copied(), MONTHS)).collect();
    (all, by_month, by_year)
}

/// The values with what years and months lead to expect in the place of those that are not known, and the number of these; `None`
/// where more than a quarter are not known, or all of a year or of a month of the year.
///
/// Each missing value is its year's mean and its month's mean less that of all, found by iteration (Yates 1933), so that it adds
/// nothing to what is left to chance; it takes one degree of freedom.
fn with_missing_values(values: &[Option<f64>]) -> Option<(Vec<f64>, usize)> {
    let missing: Vec<usize> = (0..values.len()).filter(|&at| values[at].is_none()).collect();
    let is_empty_month = |month: usize| values.iter().skip(month).step_by(MONTHS).all(Option::is_none);
    let is_empty_year = |year: &[Option<f64>]| year.iter().all(Option::is_none);
    if 4 * missing.len() > values.len() || (0..MONTHS).any(is_empty_month) || values.chunks(MONTHS).any(is_empty_year) {
        return None;
    }
    let known = (values.len() - missing.len()) as f64;
    let all = values.iter().flatten().sum::<f64>() / known;
    let mut filled: Vec<f64> = values.iter().map(|value| value.unwrap_or(all)).collect();
    for _ in 0..MAX_ITERATIONS {
        let (all, by_month, by_year) = means(&filled);
        let mut change = 0.0_f64;
        for &at in &missing {
            let expected = by_month[at % MONTHS] + by_year[at / MONTHS] - all;
            change = change.max((expected - filled[at]).abs());
            filled[at] = expected;
        }
        if change < TOLERANCE {
            break;
        }
    }
    Some((filled, missing.len()))
}

/// The effects of January to December from whole years of values, the first of which is of the month `begin` (0 to 11), and the
/// p-value of “no seasons”; `None` where too many values are not known.
fn month_effects(values: &[Option<f64>], begin: usize) -> Option<([MonthEffect; 12], f64)> {
    let years = values.len() / MONTHS;
    let (values, missing) = with_missing_values(values)?;
    let (all, by_month, by_year) = means(&values);
    let residual = |(at, value): (usize, &f64)| value - by_month[at % MONTHS] - by_year[at / MONTHS] + all;
    let degrees_of_freedom = ((years - 1) * (MONTHS - 1)).saturating_sub(missing).max(1) as f64;
    let chance = values.iter().enumerate().map(residual).map(|r| r * r).sum::<f64>() / degrees_of_freedom;
    let between = years as f64 * by_month.iter().map(|m| (m - all).powi(2)).sum::<f64>() / (MONTHS - 1) as f64;
    let f = FisherSnedecor::new((MONTHS - 1) as f64, degrees_of_freedom);
    let p_value = match f {
        Ok(f) if chance > 0.0 => f.sf(between / chance).clamp(0.0, 1.0),
        _ => 1.0,
    };
    // Var(mean of a month − mean of all) = σ²/years · 11/12.
    let error = (chance / years as f64 * (MONTHS - 1) as f64 / MONTHS as f64).sqrt();
    let t = StudentsT::new(0.0, 1.0, degrees_of_freedom).map_or(0.0, |t| t.inverse_cdf(0.975));
    let effect = |month: usize| {
        let mean = by_month[(month + MONTHS - begin) % MONTHS];
        let effect = mean - all;
        MonthEffect { mean, effect, low: effect - t * error, high: effect + t * error }
    };
    Some((std::array::from_fn(effect), p_value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;
    use crate::trends::Observation;
    use jiff::civil::date;

    /// Months from October 2022 on with 100 articles each; `share` gives that of theme 0 by month of the year and number.
    fn series(months: usize, skipped: Option<usize>, share: impl Fn(i8, usize) -> f64) -> Series {
        let mut random = SplitMix64::new(8);
        let mut observations = Vec::new();
        for number in (0..months).filter(|number| skipped != Some(*number)) {
            let first = date(2022, 10, 1).checked_add(jiff::Span::new().months(number as i64)).unwrap();
            let count = random.binomial(100, share(first.month(), number));
            let day = |i: usize| first.checked_add(jiff::Span::new().days((i % 28) as i64)).unwrap();
            let last = first.last_of_month();
            observations.extend((0..100).map(|i| Observation {
                date: Some(if i == 99 { last } else { day(i) }.into()),
                theme: usize::from(i >= count),
                ..Default::default()
            }));
        }
        Series::count(&observations, 2, PeriodKind::Month)
    }

    #[test]
    fn a_month_that_stands_out_every_year_is_found() {
        let found = seasons(&series(38, None, |month, _| if month == 3 { 0.4 } else { 0.1 })).unwrap();
        assert_eq!((found.years, found.first.to_string().as_str()), (3, "2022-12"));
        let theme = &found.themes[0];
        let months = theme.months.unwrap();
        assert!(months[2].low > 0.15 && months[2].high < 0.4, "{:?}", months[2]);
        assert!(theme.false_discovery < 1e-6 && (months[2].mean - 0.4).abs() < 0.05);
        assert!(months.iter().map(|m| m.effect).sum::<f64>().abs() < 1e-12);
        let (march, adjusted) = (5, theme.adjusted[5].unwrap());
        assert!(adjusted < 0.2, "month {march} without its season: {adjusted}");
    }

    #[test]
    fn chance_is_no_season() {
        let found = seasons(&series(36, None, |_, _| 0.1)).unwrap();
        assert!(found.themes[0].p_value.unwrap() > 0.05, "{:?}", found.themes[0].p_value);
    }

    #[test]
    fn a_rise_is_seen_through_the_seasons() {
        let share =
            |month: i8, number: usize| 0.1 + 0.002 * number as f64 + 0.03 * f64::from((month - 1).rem_euclid(12));
        let found = seasons(&series(36, None, share)).unwrap();
        let theme = &found.themes[0];
        let (raw, without) = (theme.raw_trend.unwrap(), theme.trend.unwrap());
        assert!(without.tau > raw.tau && theme.trend_false_discovery < 0.05, "{} {}", raw.tau, without.tau);
    }

    #[test]
    fn without_two_whole_years_there_are_no_seasons() {
        assert_eq!(seasons(&series(23, None, |_, _| 0.1)), None);
        assert_eq!(seasons(&series(30, Some(12), |_, _| 0.1)), None);
        assert!(seasons(&series(24, None, |_, _| 0.1)).is_some());
        assert_eq!(seasons(&Series::count(&[], 2, PeriodKind::Month)), None);
    }

    #[test]
    fn months_that_are_not_known_are_no_zeros() {
        // Years differ by 0.02 and months by 0.01, and two months are not known.
        let complete: Vec<Option<f64>> =
            (0..36).map(|at| Some(0.1 + 0.02 * (at / MONTHS) as f64 + 0.01 * (at % MONTHS) as f64)).collect();
        let mut values = complete.clone();
        (values[3], values[20]) = (None, None);
        let (filled, missing) = with_missing_values(&values).expect("two of 36 are missing");
        assert_eq!(missing, 2);
        for at in [3, 20] {
            assert!((filled[at] - complete[at].unwrap_or_default()).abs() < 1e-6, "{}", filled[at]);
        }
        let of_april = |values: &[Option<f64>]| month_effects(values, 0).unwrap().0[3].mean;
        assert!((of_april(&values) - of_april(&complete)).abs() < 1e-6);
        // Where a month of the year is never known, nothing is said of seasons.
        for year in 0..3 {
            values[3 + MONTHS * year] = None;
        }
        assert_eq!(month_effects(&values, 0), None);
    }

    #[test]
    fn a_theme_that_is_seldom_to_be_expected_has_no_seasons_rather_than_none_at_all() {
        // The paper that is read throughout never has the theme; the other one is read in two months.
        let mut observations = Vec::new();
        for number in 0..24 {
            let first = date(2023, 1, 1).checked_add(jiff::Span::new().months(number)).unwrap();
            let mut read = |source: &str, theme: usize| {
                let day = |at: i64| first.checked_add(jiff::Span::new().days(at)).unwrap();
                let days = (0..99).map(|at| day(at % 28)).chain([first.last_of_month()]);
                observations.extend(days.map(|day| Observation {
                    date: Some(day.into()),
                    source: source.into(),
                    theme,
                    ..Default::default()
                }));
            };
            read("兰河建设报", 1);
            if number == 12 || number == 13 {
                read("兰河日报", 0);
            }
        }
        let series = Series::count(&observations, 2, PeriodKind::Month).with_composition(&observations);
        let found = seasons(&series).unwrap();
        let theme = &found.themes[0];
        assert_eq!((theme.months, theme.p_value, theme.false_discovery), (None, None, 1.0));
        assert!(theme.trend.is_none() && theme.adjusted.iter().all(Option::is_none));
    }
}
