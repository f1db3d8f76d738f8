//! How evenly attention is spread over themes, period by period: normalised Shannon entropy.

use std::collections::BTreeMap;

use jiff::civil::Date;
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::trends::{Observation, Period, PeriodKind};

/// The diversity of attention in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Diversity {
    /// The period.
    pub period: Period,
    /// Number of articles of the themes that count.
    pub articles: usize,
    /// Number of days with such articles.
    pub days: usize,
    /// The entropy of the themes' shares over its maximum, 0 (one theme) to 1 (all alike), corrected for its bias.
    pub value: f64,
    /// The 95% interval; none where there are too few days to tell.
    pub interval: Option<(f64, f64)>,
}

/// Minimum number of days of a period for an interval.
const MIN_DAYS: usize = 5;

/// The diversity of attention over the themes but `left_out`, for each period with articles, in the order of time. A story that
/// several papers print should be given once.
///
/// Entropy from few articles is too small. Where a period has enough days, leaving out each day in turn gives the bias and the
/// variance (jackknife; Efron & Stein, Annals of Statistics 9, 1981; for entropy Zahl, Ecology 58, 1977), since articles of a day
/// go together. Else the bias is that of Miller (1955), (themes seen − 1)/(2 articles).
pub fn diversity<'o>(
    observations: impl Iterator<Item = &'o Observation>,
    themes: usize,
    left_out: Option<usize>,
    kind: PeriodKind,
) -> Vec<Diversity> {
    let mut periods: BTreeMap<Period, BTreeMap<Option<Date>, Vec<usize>>> = BTreeMap::new();
    for observation in observations.filter(|observation| left_out != Some(observation.theme)) {
        let Some((date, period)) = observation.date.and_then(|date| Some((date, Period::of(date, kind)?))) else {
            continue;
        };
        let days = periods.entry(period).or_default();
        days.entry(date.full()).or_insert_with(|| vec![0; themes])[observation.theme] += 1;
    }
    let counted = themes - usize::from(left_out.is_some_and(|theme| theme < themes));
    if counted < 2 {
        return Vec::new();
    }
    let most = libm::log(counted as f64);
    periods.into_iter().map(|(period, days)| of_period(period, &days.into_values().collect::<Vec<_>>(), most)).collect()
}

/// The diversity of one period from its days; `most` is the largest entropy.
fn of_period(period: Period, days: &[Vec<usize>], most: f64) -> Diversity {
    let themes = days.first().map_or(0, Vec::len);
    let all: Vec<usize> = (0..themes).map(|theme| days.iter().map(|day| day[theme]).sum()).collect();
    let articles: usize = all.iter().sum();
    let found = entropy(&all);
    let diversity = |value: f64, interval: Option<(f64, f64)>| {
        let part = |entropy: f64| (entropy / most).clamp(0.0, 1.0);
        let interval = interval.map(|(low, high)| (part(low), part(high)));
        Diversity { period, articles, days: days.len(), value: part(value), interval }
    };
    let t = StudentsT::new(0.0, 1.0, days.len() as f64 - 1.0).ok().filter(|_| days.len() >= MIN_DAYS);
    let Some(t) = t else {
        let seen = all.iter().filter(|count| **count > 0).count();
        let bias = seen.saturating_sub(1) as f64 / (2.0 * articles.max(1) as f64);
        return diversity(found + bias, None);
    };
    let g = days.len() as f64;
    let without: Vec<f64> = days
        .iter()
        .map(|day| entropy(&all.iter().zip(day).map(|(all, own)| all - own).collect::<Vec<usize>>()))
        .collect();
    let mean = without.iter().sum::<f64>() / g;
    let variance = (g - 1.0) / g * without.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
    let value = g * found - (g - 1.0) * mean;
    let half = t.inverse_cdf(0.975) * variance.sqrt();
    diversity(value, Some((value - half, value + half)))
}

/// The entropy of shares, given as counts, in nats.
fn entropy(counts: &[usize]) -> f64 {
    let total = counts.iter().sum::<usize>() as f64;
    let part = |count: &&usize| **count > 0;
    counts.iter().filter(part).map(|&count| -(count as f64 / total) * libm::log(count as f64 / total)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;
    use jiff::civil::date;

    fn seen(day: Date, theme: usize) -> Observation {
        Observation { date: Some(day.into()), theme, ..Default::default() }
    }

    #[test]
    fn one_theme_has_none_and_even_themes_have_all() {
        let days = || date(2024, 1, 1).series(jiff::Span::new().days(1)).take(31);
        let of = |themes: &dyn Fn(usize) -> usize| {
            let articles: Vec<Observation> =
                days().flat_map(|day| (0..8).map(move |i| (day, i))).map(|(day, i)| seen(day, themes(i))).collect();
            diversity(articles.iter(), 5, Some(4), PeriodKind::Month)
        };
        let one = of(&|_| 2);
        assert_eq!((one.len(), one[0].articles, one[0].days, one[0].value), (1, 248, 31, 0.0));
        let even = of(&|i| i % 4);
        assert!((even[0].value - 1.0).abs() < 1e-9 && even[0].interval.is_some(), "{even:?}");
        // The theme that is left out counts neither as an article nor as a theme.
        assert_eq!(of(&|i| if i % 2 == 0 { 4 } else { 0 })[0].value, 0.0);
    }

    #[test]
    fn a_single_day_has_no_interval() {
        let found = diversity([seen(date(2024, 1, 1), 0), seen(date(2024, 1, 1), 1)].iter(), 3, None, PeriodKind::Day);
        assert_eq!((found[0].days, found[0].interval), (1, None));
        assert!(diversity([].iter(), 1, None, PeriodKind::Day).is_empty());
    }

    #[test]
    fn intervals_hold_the_true_entropy() {
        let shares = [0.3, 0.2, 0.15, 0.1, 0.08, 0.07, 0.04, 0.03, 0.02, 0.01];
        let truth = shares.iter().map(|p: &f64| -p * libm::log(*p)).sum::<f64>() / libm::log(10.0);
        let mut random = SplitMix64::new(4);
        let mut held = 0;
        for _ in 0..300 {
            let mut articles = Vec::new();
            for day in date(2024, 1, 1).series(jiff::Span::new().days(1)).take(31) {
                let mut counts = vec![0; 10];
                random.multinomial(5, &shares, &mut counts);
                let drawn = counts.iter().enumerate().flat_map(|(theme, count)| std::iter::repeat_n(theme, *count));
                articles.extend(drawn.map(|theme| seen(day, theme)));
            }
            let (low, high) = diversity(articles.iter(), 10, None, PeriodKind::Month)[0].interval.unwrap();
            held += usize::from(low <= truth && truth <= high);
        }
        assert!((276..=296).contains(&held), "{held} of 300 intervals hold the entropy");
    }
}
