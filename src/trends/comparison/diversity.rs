//! How evenly attention is spread over themes, period by period: normalised Shannon entropy.

use std::collections::BTreeMap;

use jiff::civil::Date;
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::trends::{Observation, Period, PeriodKind, relative_shares};

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
    /// What the value would be if each paper wrote in every period as it does in all together, as far as this is known of papers of few
    /// articles: it moves with the mix of papers alone. With one paper it is the same in all periods.
    pub by_mix: f64,
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
    let mut papers = Papers::default();
    for observation in observations.filter(|observation| left_out != Some(observation.theme)) {
        let Some((date, period)) = observation.date.and_then(|date| Some((date, Period::of(date, kind)?))) else {
            continue;
        };
        papers.add(observation, period, themes);
        let days = periods.entry(period).or_default();
        days.entry(date.full()).or_insert_with(|| vec![0; themes])[observation.theme] += 1;
    }
    let counted = themes - usize::from(left_out.is_some_and(|theme| theme < themes));
    if counted < 2 {
        return Vec::new();
    }
    let most = libm::log(counted as f64);
    let profiles = papers.profiles(themes);
    let found = |(period, days): (Period, BTreeMap<Option<Date>, Vec<usize>>)| {
        let by_mix = (entropy_of_shares(papers.mix(period, &profiles, themes)) / most).clamp(0.0, 1.0);
        of_period(period, &days.into_values().collect::<Vec<_>>(), most, by_mix)
    };
    periods.into_iter().map(found).collect()
}

/// The papers with the numbers of their articles.
#[derive(Debug, Default)]
struct Papers<'o> {
    /// The articles of each paper by theme.
    themes: BTreeMap<&'o str, Vec<usize>>,
    /// The articles of each period by paper.
    periods: BTreeMap<Period, BTreeMap<&'o str, usize>>,
}

impl<'o> Papers<'o> {
    fn add(&mut self, observation: &'o Observation, period: Period, themes: usize) {
        self.themes.entry(&observation.source).or_insert_with(|| vec![0; themes])[observation.theme] += 1;
        *self.periods.entry(period).or_default().entry(&observation.source).or_default() += 1;
    }

    /// The shares of themes that each paper is likely to have over all periods: its own ones, drawn towards those of all the more the
    /// fewer its articles are (empirical Bayes; Marshall, Applied Statistics 40, 1991). The own shares of a paper that was read in one
    /// period only would repeat the entropy of that period with all the bias of few articles, which shrinks as papers grow thicker.
    fn profiles(&self, themes: usize) -> BTreeMap<&'o str, Vec<f64>> {
        let totals: Vec<usize> = self.themes.values().map(|counts| counts.iter().sum()).collect();
        let all = totals.iter().sum::<usize>() as f64;
        let mut profiles: Vec<Vec<f64>> = vec![Vec::new(); totals.len()];
        for theme in 0..themes {
            let counts: Vec<usize> = self.themes.values().map(|counts| counts[theme]).collect();
            let overall = counts.iter().sum::<usize>() as f64 / all;
            for (profile, relative) in profiles.iter_mut().zip(relative_shares(&counts, &totals)) {
                profile.push(overall * relative);
            }
        }
        for profile in &mut profiles {
            let sum: f64 = profile.iter().sum();
            profile.iter_mut().for_each(|share| *share /= sum);
        }
        self.themes.keys().copied().zip(profiles).collect()
    }

    /// The shares of themes that the papers of a period would give if each wrote as it does over all periods.
    fn mix(&self, period: Period, profiles: &BTreeMap<&'o str, Vec<f64>>, themes: usize) -> Vec<f64> {
        let mut shares = vec![0.0; themes];
        let Some(read) = self.periods.get(&period) else { return shares };
        let articles: usize = read.values().sum();
        for (paper, &number) in read {
            let part = number as f64 / articles as f64;
            shares.iter_mut().zip(&profiles[paper]).for_each(|(share, &usual)| *share += part * usual);
        }
        shares
    }
}

/// The diversity of one period from its days; `most` is the largest entropy.
fn of_period(period: Period, days: &[Vec<usize>], most: f64, by_mix: f64) -> Diversity {
    let themes = days.first().map_or(0, Vec::len);
    let all: Vec<usize> = (0..themes).map(|theme| days.iter().map(|day| day[theme]).sum()).collect();
    let articles: usize = all.iter().sum();
    let found = entropy(&all);
    let diversity = |value: f64, interval: Option<(f64, f64)>| {
        let part = |entropy: f64| (entropy / most).clamp(0.0, 1.0);
        let interval = interval.map(|(low, high)| (part(low), part(high)));
        Diversity { period, articles, days: days.len(), value: part(value), interval, by_mix }
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
    entropy_of_shares(counts.iter().map(|&count| count as f64 / total))
}

/// The entropy of shares in nats.
fn entropy_of_shares(shares: impl IntoIterator<Item = f64>) -> f64 {
    shares.into_iter().filter(|share| *share > 0.0).map(|share| -share * libm::log(share)).sum()
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
    fn a_paper_that_enters_moves_the_mix_and_not_what_is_left_of_it() {
        // One paper writes of four themes alike, the other one, read from July on, of the first alone.
        let days = date(2024, 1, 1).series(jiff::Span::new().days(1)).take(366);
        let articles: Vec<Observation> = days
            .flat_map(|day| {
                let other = (day.month() > 6).then_some((0, "乙报"));
                (0..4)
                    .map(|theme| (theme, "甲报"))
                    .chain(std::iter::repeat_n(other, 4).flatten())
                    .map(move |(theme, paper): (usize, &str)| Observation { source: paper.into(), ..seen(day, theme) })
            })
            .collect();
        let found = diversity(articles.iter(), 4, None, PeriodKind::Month);
        assert!(found[5].value > 0.99 && found[6].value < 0.8, "{found:?}");
        // Papers of so many articles are hardly drawn to the shares of all.
        assert!(found.iter().all(|month| (month.value - month.by_mix).abs() < 0.01), "{found:?}");
        let one = diversity(articles.iter().filter(|seen| &*seen.source == "甲报"), 4, None, PeriodKind::Month);
        assert!(one.iter().all(|month| month.by_mix == one[0].by_mix));
    }

    #[test]
    fn sources_of_one_article_each_make_no_mix() {
        // The themes stay the same and ever more articles are read, each of a source of its own.
        let mut random = SplitMix64::new(23);
        let mut articles = Vec::new();
        for month in 1..=12 {
            let mut counts = vec![0; 4];
            random.multinomial(20 * month, &[0.4, 0.3, 0.2, 0.1], &mut counts);
            let themes = counts.iter().enumerate().flat_map(|(theme, count)| std::iter::repeat_n(theme, *count));
            articles.extend(themes.enumerate().map(|(number, theme)| Observation {
                source: format!("第{month}月第{number}辑").into(),
                ..seen(date(2024, month as i8, (number % 28) as i8 + 1), theme)
            }));
        }
        let found = diversity(articles.iter(), 4, None, PeriodKind::Month);
        assert!(found.iter().all(|month| (month.by_mix - found[0].by_mix).abs() < 1e-9), "{found:?}");
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
