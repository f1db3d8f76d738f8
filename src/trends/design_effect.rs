//! One design effect for each theme: the factor by which its articles carry less information than independent ones.
//!
//! An event brings several articles in one week, and one text is printed by several papers. Wilson's interval takes each
//! of these articles for a draw of its own and is too narrow. The variance of a theme's articles between clusters, over
//! that of independent articles, is the design effect (Kish 1965); a share counts as if it rested on n/deff articles.
//! Clusters are weeks inside quarters, so that a quarter may have its own level, and stories with all their printings. The
//! larger of both effects counts, at least 1. Events last beyond a week, which all themes together tell. `examples/period_coverage.rs`
//! measures what this gives. Less than three months have too few weeks for that: there days are the draws. From few weeks or days the effect
//! is hardly known itself, and grows by what Student's t is above the normal distribution.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use statrs::distribution::StudentsT;

use crate::trends::statistics::{
    counts_of_days, effects_in_a_row, effects_of_periods, independent_articles, lasting, lasting_periods, spreads,
    spreads_of_periods,
};
use crate::trends::{Observation, Period, PeriodKind, PrintedStory};

/// Minimum number of days from the first to the last article for weeks inside quarters as clusters: three months. Days that follow each
/// other are the draws where articles span less.
const MIN_DAYS_FOR_WEEKS: i32 = 90;
/// Where fewer clusters than five are left of which anything can be told, the quantile of five serves: with that of two days, 12.7, two
/// hundred articles would say nothing at all.
const MIN_FREEDOM: f64 = 4.0;

/// The periods that are clusters where the articles lie between these days, and the longer periods that are their strata: weeks in
/// quarters, and days where the span is short or unknown.
fn clusters_for(span: Option<(Date, Date)>) -> (PeriodKind, Option<PeriodKind>) {
    let length = |(first, last): (Date, Date)| first.until(last).map_or(0, |span| span.get_days()) + 1;
    match span.map_or(0, length) {
        MIN_DAYS_FOR_WEEKS.. => (PeriodKind::Week, Some(PeriodKind::Quarter)),
        _ => (PeriodKind::Day, None),
    }
}

/// The clusters of articles by their dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clusters {
    kind: PeriodKind,
    strata: Option<PeriodKind>,
    /// The number of clusters with articles.
    number: usize,
    /// That of their strata; 1 where there are none.
    number_of_strata: usize,
}

impl Clusters {
    /// The clusters that [`clusters_for`] has for the articles' days. Strata of hardly more than one cluster each would take all that
    /// clusters tell: where so few issues were read there are none.
    fn of<'o>(observations: impl Iterator<Item = &'o Observation> + Clone) -> Self {
        let days = || observations.clone().filter_map(|seen| seen.date?.full());
        let (kind, strata) = clusters_for(days().min().zip(days().max()));
        let placed: BTreeSet<(Option<Period>, Period)> =
            observations.clone().filter_map(|seen| place(seen, kind, strata)).collect();
        let number_of_strata = placed.iter().map(|(stratum, _)| *stratum).collect::<BTreeSet<_>>().len();
        if strata.is_some() && placed.len() < 2 * number_of_strata {
            // A week that lies in two quarters is one cluster again.
            let number = placed.iter().map(|(_, cluster)| *cluster).collect::<BTreeSet<_>>().len();
            return Clusters { kind, strata: None, number, number_of_strata: 1 };
        }
        Clusters { kind, strata, number: placed.len(), number_of_strata }
    }

    /// By what a design effect grows since it is an estimate from few clusters, of which `lasting` tell as much as an independent one: (t/z)²
    /// (Korn & Graubard 1998). 1 where there is one cluster only, of which nothing is known: the articles of a single day tell of that day.
    fn widening(self, lasting: f64) -> f64 {
        let freedom = self.number as f64 / lasting - self.number_of_strata as f64;
        let t = StudentsT::new(0.0, 1.0, freedom.max(MIN_FREEDOM));
        t.ok().filter(|_| self.number > self.number_of_strata).map_or(1.0, |t| 1.0 / independent_articles(1.0, &t))
    }
}

/// The stratum and the cluster of an article; none where its date does not tell them.
fn place(seen: &Observation, clusters: PeriodKind, strata: Option<PeriodKind>) -> Option<(Option<Period>, Period)> {
    let date = seen.date?;
    Some((strata.and_then(|kind| Period::of(date, kind)), Period::of(date, clusters)?))
}

/// The design effects of all themes, in the themes' order, from all articles that are counted together, with their stories.
/// Every interval of a share rests on these: those of reports and those of the page in the browser.
pub fn design_effects(articles: &[PrintedStory<'_>], themes: usize) -> Vec<f64> {
    design_effects_of_part(articles.iter().map(|article| article.seen), articles, themes)
}

/// [`design_effects`] of so many articles that their stories are known of a part only: the articles of some time, in which a story has all
/// its printings. How many a story has does not depend on how many articles are counted.
pub fn design_effects_of_part<'o>(
    observations: impl Iterator<Item = &'o Observation> + Clone,
    part: &[PrintedStory<'_>],
    themes: usize,
) -> Vec<f64> {
    let clusters = Clusters::of(observations.clone());
    let (by_period, lasting) = match clusters.kind {
        PeriodKind::Day => effects_of_days(observations, themes),
        _ => effects_within(observations, themes, clusters.strata),
    };
    let by_story = effects(part.iter().map(|article| ((), article.story, article.seen.theme)), themes);
    // The printings of one story are of an event that lasts as long as others.
    let larger = by_period.into_iter().zip(by_story).map(|(by_period, by_story)| by_period.max(by_story * lasting));
    larger.map(|effect| clusters.widening(lasting) * effect).collect()
}

/// The design effects of all themes for days that follow each other, and how many days tell as much as an independent one.
fn effects_of_days<'o>(observations: impl Iterator<Item = &'o Observation> + Clone, themes: usize) -> (Vec<f64>, f64) {
    let days = observations.filter_map(|seen| Some((seen.date?.full()?, seen.theme, 1)));
    let spreads = spreads(&counts_of_days(days, themes), themes);
    (effects_in_a_row(&spreads), lasting(spreads.iter()))
}

/// The design effects of all themes for weeks inside longer periods, and how many weeks tell as much as an independent one. How long events
/// last is told by weeks inside months: what makes months of a quarter differ may be their level.
fn effects_within<'o>(
    observations: impl Iterator<Item = &'o Observation> + Clone,
    themes: usize,
    strata: Option<PeriodKind>,
) -> (Vec<f64>, f64) {
    let spreads_within = |strata: Option<PeriodKind>| {
        let placed = observations.clone().filter_map(|seen| {
            let (stratum, week) = place(seen, PeriodKind::Week, strata)?;
            Some((stratum, week, seen.theme, 1))
        });
        spreads_of_periods(placed, themes)
    };
    let lasting = lasting_periods(&spreads_within(strata.map(|_| PeriodKind::Month)));
    (effects_of_periods(&spreads_within(strata), lasting), lasting)
}

/// The design effects of all themes for periods as clusters, inside longer periods as strata where these are given; at
/// least 1, and 1 where there are too few clusters to tell. Articles whose date does not tell their cluster are passed
/// over.
pub fn design_effects_of_periods<'o>(
    observations: impl Iterator<Item = &'o Observation>,
    themes: usize,
    clusters: PeriodKind,
    strata: Option<PeriodKind>,
) -> Vec<f64> {
    let placed = observations.filter_map(|observation| {
        let (stratum, cluster) = place(observation, clusters, strata)?;
        Some((stratum, cluster, observation.theme))
    });
    effects(placed, themes)
}

/// Sums over the clusters of a stratum. Whole numbers, so that the order of articles changes nothing.
#[derive(Debug, Clone, Default)]
struct Sums {
    /// Σ n, the number of articles.
    total: usize,
    /// Σ n² over clusters.
    total_squares: usize,
    /// For each theme Σ k, Σ k² and Σ k n over clusters.
    themes: BTreeMap<usize, (usize, usize, usize)>,
}

/// The design effects of articles given as stratum, cluster and theme.
fn effects<S: Ord + Copy, C: Ord>(articles: impl Iterator<Item = (S, C, usize)>, themes: usize) -> Vec<f64> {
    let mut clusters: BTreeMap<(S, C), BTreeMap<usize, usize>> = BTreeMap::new();
    for (stratum, cluster, theme) in articles {
        *clusters.entry((stratum, cluster)).or_default().entry(theme).or_default() += 1;
    }
    let mut strata: BTreeMap<S, Sums> = BTreeMap::new();
    for ((stratum, _), counts) in &clusters {
        let sums = strata.entry(*stratum).or_default();
        let total: usize = counts.values().sum();
        sums.total += total;
        sums.total_squares += total * total;
        for (theme, count) in counts {
            let theme = sums.themes.entry(*theme).or_default();
            *theme = (theme.0 + count, theme.1 + count * count, theme.2 + count * total);
        }
    }
    (0..themes).map(|theme| effect(strata.values(), theme)).collect()
}

/// The design effect of a theme over all strata.
fn effect<'s>(strata: impl Iterator<Item = &'s Sums>, theme: usize) -> f64 {
    let (mut between, mut independent) = (0.0, 0.0);
    for Sums { total, total_squares, themes } in strata {
        let Some(&(count, squares, products)) = themes.get(&theme).filter(|_| *total > 1) else { continue };
        let n = *total as f64;
        let share = count as f64 / n;
        // Squares of the residuals e = k − p n of the clusters: Σ e² = Σ k² − 2 p Σ k n + p² Σ n².
        between += squares as f64 - 2.0 * share * products as f64 + share * share * *total_squares as f64;
        // Were articles independent, Σ e² would be σ² (n − Σ n²/n) on average, with σ² = p (1 − p) n/(n − 1).
        let variance = share * (1.0 - share) * n / (n - 1.0);
        independent += variance * (n - *total_squares as f64 / n);
    }
    if independent > 0.0 { (between / independent).max(1.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;

    /// A year of news with six articles a day. On most days each article is of theme 0 with a chance of one in ten, and on
    /// one day in `rare` four fifths of them are.
    fn year(rare: u64) -> Vec<Observation> {
        let mut random = SplitMix64::new(5);
        let days = jiff::civil::date(2024, 1, 1).series(jiff::Span::new().days(1)).take(366);
        days.flat_map(|day| {
            let share = if random.next_u64().is_multiple_of(rare) { 0.8 } else { 0.1 };
            let themes: Vec<usize> = (0..6).map(|_| usize::from(random.uniform() >= share)).collect();
            themes.into_iter().map(move |theme| Observation { date: Some(day.into()), theme, ..Default::default() })
        })
        .collect()
    }

    fn each_its_own_story(observations: &[Observation]) -> Vec<PrintedStory<'_>> {
        observations.iter().enumerate().map(|(story, seen)| PrintedStory { seen, story, prominence: 1.0 }).collect()
    }

    #[test]
    fn independent_articles_have_none_and_events_have_some() {
        let none = year(u64::MAX);
        let effects = design_effects(&each_its_own_story(&none), 2);
        assert!(effects.iter().all(|effect| (1.0..1.4).contains(effect)), "{effects:?}");
        let events = year(10);
        let effects = design_effects(&each_its_own_story(&events), 2);
        assert!(effects.iter().all(|effect| (1.5..4.0).contains(effect)), "{effects:?}");
    }

    #[test]
    fn few_clusters_leave_the_effect_itself_open() {
        // Ten articles a day, of which every tenth is of theme 0: all days are alike.
        let of_days = |days: i8| -> f64 {
            let news: Vec<Observation> = (0..days)
                .flat_map(|day| (0..10).map(move |at| (day, at)))
                .map(|(day, at)| Observation {
                    date: jiff::civil::date(2024, 1, 1).checked_add(jiff::Span::new().days(day)).ok().map(Into::into),
                    theme: usize::from(at > 0),
                    ..Default::default()
                })
                .collect();
            design_effects(&each_its_own_story(&news), 2)[0]
        };
        // The 97.5% quantiles of Student's t with 4, 6 and 41 degrees of freedom: five days and fewer, seven days, six weeks.
        for (days, quantile) in [(1, 1.959_964), (2, 2.776_445), (5, 2.776_445), (7, 2.446_912), (42, 2.019_541)] {
            let wanted = (quantile / 1.959_964_f64).powi(2);
            assert!((of_days(days) - wanted).abs() < 1e-4, "{days} days: {} and not {wanted}", of_days(days));
        }
    }

    #[test]
    fn events_that_last_for_days_are_not_taken_for_draws_of_their_days() {
        // Four weeks of ten articles a day. Theme 0 has five of them on each of five days in a row, or on each of five days that lie apart, and
        // else none; what theme 1 has not of the rest has theme 2, by turns.
        let effect = |is_event: fn(i8) -> bool| -> f64 {
            let news: Vec<Observation> = (0..28)
                .flat_map(|day| (0..10).map(move |at| (day, at)))
                .map(|(day, at): (i8, usize)| Observation {
                    date: jiff::civil::date(2024, 1, 1).checked_add(jiff::Span::new().days(day)).ok().map(Into::into),
                    theme: if is_event(day) && at < 5 { 0 } else { 1 + at % 2 },
                    ..Default::default()
                })
                .collect();
            design_effects(&each_its_own_story(&news), 3)[0]
        };
        let (in_a_row, apart) = (effect(|day| (10..15).contains(&day)), effect(|day| day % 6 == 2));
        assert!(in_a_row > 1.5 * apart && apart > 2.0, "{in_a_row} {apart}");
    }

    #[test]
    fn events_of_a_fortnight_are_not_taken_for_two_draws() {
        // A year of six articles a day. Theme 0 has four of them on a quarter of the days, which lie in fortnights, weeks or apart.
        let effect = |is_event: fn(i16) -> bool| -> f64 {
            let news: Vec<Observation> = (0..364)
                .flat_map(|day| (0..6).map(move |at| (day, at)))
                .map(|(day, at): (i16, usize)| Observation {
                    date: jiff::civil::date(2024, 1, 1).checked_add(jiff::Span::new().days(day)).ok().map(Into::into),
                    theme: if is_event(day) && at < 4 { 0 } else { 1 + at % 2 },
                    ..Default::default()
                })
                .collect();
            design_effects(&each_its_own_story(&news), 3)[0]
        };
        let in_fortnights = effect(|day| day / 14 % 4 == 0);
        let (in_weeks, apart) = (effect(|day| day / 7 % 4 == 0), effect(|day| day % 4 == 0));
        assert!(in_fortnights > 1.4 * in_weeks && in_weeks > 5.0 * apart, "{in_fortnights} {in_weeks} {apart}");
    }

    #[test]
    fn a_day_a_quarter_is_no_stratum() {
        // Half of the articles of every second quarter's only day are of theme 0, and none of the others.
        let news: Vec<Observation> = (0..8)
            .flat_map(|quarter| (0..10).map(move |at| (quarter, at)))
            .map(|(quarter, at): (i16, usize)| Observation {
                date: format!("{}-{:02}-15", 2022 + quarter / 4, 1 + quarter % 4 * 3).parse().ok(),
                theme: usize::from(quarter % 2 == 1 || at % 2 == 1),
                ..Default::default()
            })
            .collect();
        let effect = design_effects(&each_its_own_story(&news), 2)[0];
        assert!(effect > 3.0, "{effect}");
        let clusters = Clusters { kind: PeriodKind::Week, strata: None, number: 8, number_of_strata: 1 };
        assert_eq!(Clusters::of(news.iter()), clusters);
        // With a second week in each quarter there are strata.
        let second = |seen: &Observation| {
            let day = seen.date?.full()?.checked_add(jiff::Span::new().days(14)).ok()?;
            Some(Observation { date: Some(day.into()), ..seen.clone() })
        };
        let twice: Vec<Observation> = news.iter().cloned().chain(news.iter().filter_map(second)).collect();
        let clusters =
            Clusters { kind: PeriodKind::Week, strata: Some(PeriodKind::Quarter), number: 16, number_of_strata: 8 };
        assert_eq!(Clusters::of(twice.iter()), clusters);
    }

    #[test]
    fn copies_of_the_same_news_count_once() {
        for news in [year(10), year(10)[..40].to_vec(), vec![Observation::default(), Observation::default()]] {
            let once = design_effects(&each_its_own_story(&news), 2);
            let tenfold: Vec<PrintedStory<'_>> =
                each_its_own_story(&news).into_iter().flat_map(|article| [article; 10]).collect();
            for (once, copied) in once.into_iter().zip(design_effects(&tenfold, 2)) {
                assert!(copied == 1.0 || copied > 9.9 * once, "{once} {copied}");
            }
        }
    }

    #[test]
    fn many_printings_on_one_day_tell_as_much_as_one() {
        let day = jiff::civil::date(2024, 3, 5);
        let seen: Vec<Observation> =
            (0..12).map(|at| Observation { date: Some(day.into()), theme: at / 6, ..Default::default() }).collect();
        // A single day is a single cluster, of which nothing can be told.
        assert_eq!(design_effects_of_part(seen.iter(), &[], 2), [1.0; 2]);
        let mut articles = each_its_own_story(&seen);
        articles.iter_mut().take(6).for_each(|article| article.story = 0);
        let effects = design_effects(&articles, 2);
        assert!(effects.iter().all(|effect| *effect > 2.0), "{effects:?}");
    }

    #[test]
    fn the_stories_of_a_part_tell_those_of_all() {
        let day = jiff::civil::date(2024, 3, 5);
        let news: Vec<Observation> =
            (0..600).map(|at| Observation { date: Some(day.into()), theme: at % 2, ..Default::default() }).collect();
        // Each article has four printings.
        let printed: Vec<PrintedStory<'_>> =
            each_its_own_story(&news).into_iter().flat_map(|article| [article; 4]).collect();
        let seen = || printed.iter().map(|article| article.seen);
        let all = design_effects(&printed, 2);
        let of_part = design_effects_of_part(seen(), &printed[2000..], 2);
        for (all, of_part) in all.into_iter().zip(of_part) {
            assert!((all - 4.0).abs() < 0.1 && (all - of_part).abs() < 0.1, "{all} {of_part}");
        }
        assert_eq!(design_effects_of_part(seen(), &[], 2), [1.0; 2]);
    }

    #[test]
    fn the_order_of_articles_changes_nothing() {
        let news = year(10);
        let articles = each_its_own_story(&news);
        let reversed: Vec<PrintedStory<'_>> = articles.iter().rev().copied().collect();
        assert_eq!(design_effects(&articles, 2), design_effects(&reversed, 2));
        assert_eq!(design_effects(&[], 3), [1.0; 3]);
    }
}
