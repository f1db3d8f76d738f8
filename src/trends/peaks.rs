//! Peaks of themes: weeks in which a theme had clearly more attention than in the half years around.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::trends::event_chance::EventChance;
use crate::trends::statistics::share::score_interval;
use crate::trends::statistics::{Chance, DayCount, ScanSettings, Share, Stretch, counts_of_days, scan, stands_out};
use crate::trends::{Observation, Period, PeriodKind, Span, relative_shares};

/// Peaks are reported if chance produces one in less than this share of all series, over all themes and lengths.
const MAX_P_VALUE: f64 = 0.05;
/// The half year on each side that tells what is usual, in weeks.
const AROUND: usize = 26;
/// Lengths of stretches in weeks: first short ones, then those of about a month, in what the short ones leave.
const LENGTHS: [(usize, usize); 2] = [(1, 2), (3, 8)];
/// Number of random permutations of the days of a series of up to [`LONG`] weeks.
const PERMUTATIONS: usize = 300;
/// A series of more weeks has fewer permutations, so that decades take no more than a few seconds.
const LONG: usize = 520;
const PERMUTATIONS_OF_LONG: usize = 60;
/// Minimum number of weeks of a series: shorter ones have no half years to compare with.
const MIN_WEEKS: usize = 12;
/// A peak has at least this many articles of its theme: fewer are single stories.
const MIN_ARTICLES: usize = 5;
/// A peak has at least this many times the usual share: less is clear in large collections but of no interest.
const MIN_RATIO: f64 = 1.5;
/// The seed of the permutations. It is fixed, so that the same articles give the same peaks.
const SEED: u64 = 2025;

/// A peak of a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// The theme.
    pub theme: usize,
    /// Its weeks, from a Monday to a Sunday, as far as they were read.
    pub span: Span,
    /// The theme's share of the articles in it. The interval counts n/deff articles, with days as draws and the quantile
    /// of t; it does not know that the peak was chosen because it is high.
    pub share: Share,
    /// The theme's share in the half years around, without its peaks, with an interval of the same kind. Where other papers were read
    /// then, it is the share that those of the peak would have had: each wrote as much more or less of the theme as it usually does.
    pub usual: Share,
    /// The number of weeks in the half years around that were read, without its peaks; up to 52.
    pub usual_weeks: usize,
    /// The Monday of the week with the largest share, which tells more only where the peak has several weeks.
    pub top_week: Date,
    /// The theme's articles and all articles in that week.
    pub top: (usize, usize),
    /// The probability that chance gives such a peak in any theme, at any time and length, where events last as long as they do here. It is
    /// nominal: where events last for days, more reports tell of a peak by chance (see `examples/peak_coverage.rs`).
    pub p_value: f64,
}

impl Peak {
    /// The number of weeks.
    pub fn weeks(&self) -> i32 {
        (self.span.days() + 6) / 7
    }
}

/// The articles by week and day.
struct Calendar {
    /// All weeks from the first to the last, by their Mondays.
    weeks: Vec<Date>,
    /// The first and the last day with articles.
    read: Span,
    /// The days with articles, in the order of time.
    days: Vec<Day>,
    /// The number of articles of each paper.
    totals: Vec<usize>,
}

/// The articles of one day.
struct Day {
    date: Date,
    /// The number of its week.
    week: usize,
    /// For each paper with articles its number and its articles by theme.
    papers: Vec<(usize, Vec<u32>)>,
    /// Which of the main papers were read, as a number.
    kind: usize,
}

impl Day {
    fn count(&self, theme: usize) -> usize {
        self.papers.iter().map(|(_, counts)| counts[theme] as usize).sum()
    }
}

/// The stretches of a theme that stand out if days are independent.
struct ScannedTheme {
    theme: usize,
    days: Vec<DayCount>,
    /// Stretches that touch are one.
    stretches: Vec<Stretch>,
    /// What chance gives to stretches of each of the [`LENGTHS`].
    chances: [Option<Chance>; LENGTHS.len()],
}

/// A paper with at least this share of all articles is a main paper.
const MAIN_SHARE: f64 = 0.1;
/// Peaks of the themes but `left_out`, in the order of time. Only articles with a full date count, also those of the theme
/// that is left out; a story that several papers print should be given once.
pub fn peaks<'o>(
    observations: impl Iterator<Item = &'o Observation>,
    themes: usize,
    left_out: Option<usize>,
) -> Vec<Peak> {
    let Some(calendar) = Calendar::of(observations, themes).filter(|calendar| calendar.weeks.len() >= MIN_WEEKS) else {
        return Vec::new();
    };
    let is_present = |theme: &usize| calendar.days.iter().map(|day| day.count(*theme)).sum::<usize>() >= MIN_ARTICLES;
    let tested: Vec<usize> = (0..themes).filter(|theme| left_out != Some(*theme) && is_present(theme)).collect();
    let tests = tested.len() * LENGTHS.len();
    let scanned: Vec<ScannedTheme> = tested.into_par_iter().map(|theme| calendar.scanned(theme, tests)).collect();
    let days = calendar.counts_of_days(themes);
    let chances: [EventChance<'_>; LENGTHS.len()] = std::array::from_fn(|number| {
        let of_themes: Vec<Chance> = scanned.iter().filter_map(|theme| theme.chances[number]).collect();
        EventChance::of(&days, themes, &of_themes)
    });
    let mut found: Vec<Peak> =
        scanned.into_par_iter().flat_map_iter(|theme| calendar.peaks_of(theme, &chances, tests)).collect();
    found.sort_by_key(|peak| (peak.span.first, peak.theme));
    found
}

impl Calendar {
    fn of<'o>(observations: impl Iterator<Item = &'o Observation>, themes: usize) -> Option<Calendar> {
        let mut by_day: BTreeMap<Date, BTreeMap<&str, Vec<u32>>> = BTreeMap::new();
        let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
        for observation in observations {
            let Some(day) = observation.date.and_then(|date| date.full()) else { continue };
            let papers = by_day.entry(day).or_default();
            papers.entry(&observation.source).or_insert_with(|| vec![0; themes])[observation.theme] += 1;
            *totals.entry(&observation.source).or_default() += 1;
        }
        // Papers are numbered by their names, so that the order of articles changes nothing.
        let numbers: BTreeMap<&str, usize> = totals.keys().copied().zip(0..).collect();
        let all = totals.values().sum::<usize>() as f64;
        let main: Vec<&str> =
            totals.iter().filter(|(_, n)| **n as f64 >= MAIN_SHARE * all).map(|(paper, _)| *paper).collect();
        let read = Span { first: *by_day.keys().next()?, last: *by_day.keys().next_back()? };
        let monday = |day: Date| Period::of(day.into(), PeriodKind::Week).map(|week| week.start);
        let (first, last) = (monday(read.first)?, monday(read.last)?);
        let weeks: Vec<Date> =
            first.series(jiff::Span::new().weeks(1)).take_while(|week| *week <= last).take(MAX_WEEKS).collect();
        let week_of = |day: Date| first.until(day).map_or(0, |span| span.get_days() as usize / 7);
        let days = by_day.into_iter().map(|(day, papers)| Day {
            date: day,
            week: week_of(day),
            kind: main.iter().enumerate().filter(|(_, paper)| papers.contains_key(*paper)).map(|(at, _)| 1 << at).sum(),
            papers: papers.into_iter().map(|(paper, counts)| (numbers[paper], counts)).collect(),
        });
        let days = days.take_while(|day| day.week < weeks.len()).collect();
        Some(Calendar { weeks, read, days, totals: totals.into_values().collect() })
    }

    /// The share of a theme that each paper is likely to have, over its share in all; 1 where there is one paper.
    fn relative_shares(&self, theme: usize) -> Vec<f64> {
        let mut counts = vec![0; self.totals.len()];
        for (paper, own) in self.days.iter().flat_map(|day| &day.papers) {
            counts[*paper] += own[theme] as usize;
        }
        relative_shares(&counts, &self.totals)
    }

    /// The numbers of articles by theme of each day from the Monday of the first week.
    fn counts_of_days(&self, themes: usize) -> Vec<Vec<usize>> {
        let parts = self.days.iter().flat_map(|day| {
            day.papers.iter().flat_map(move |(_, counts)| {
                counts.iter().enumerate().map(move |(theme, count)| (day.date, theme, *count as usize))
            })
        });
        let monday = self.weeks.first().map(|monday| (*monday, 0, 0));
        counts_of_days(monday.into_iter().chain(parts), themes)
    }

    fn scanned(&self, theme: usize, tests: usize) -> ScannedTheme {
        let relative = self.relative_shares(theme);
        let total = |counts: &[u32]| counts.iter().map(|count| *count as usize).sum::<usize>();
        let day_count = |day: &Day| DayCount {
            period: day.week,
            count: day.count(theme),
            total: day.papers.iter().map(|(_, counts)| total(counts)).sum(),
            exposure: day.papers.iter().map(|(paper, counts)| relative[*paper] * total(counts) as f64).sum(),
            kind: day.kind,
        };
        let days: Vec<DayCount> = self.days.iter().map(day_count).collect();
        let mut set_apart = vec![false; self.weeks.len()];
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut chances = [None; LENGTHS.len()];
        for (number, (min_length, max_length)) in LENGTHS.into_iter().enumerate() {
            let settings = ScanSettings {
                min_length,
                max_length,
                around: AROUND,
                permutations: if self.weeks.len() > LONG { PERMUTATIONS_OF_LONG } else { PERMUTATIONS },
                max_p_value: MAX_P_VALUE / tests as f64,
            };
            let found = scan(&days, &mut set_apart, settings, SEED + (LENGTHS.len() * theme + number) as u64);
            stretches.extend(found.stretches);
            chances[number] = found.chance;
        }
        ScannedTheme { theme, days, stretches: joined(stretches), chances }
    }

    /// The stretches of a theme that stand out also if events last for days.
    fn peaks_of(&self, scanned: ScannedTheme, chances: &[EventChance<'_>], tests: usize) -> Vec<Peak> {
        let ScannedTheme { theme, days, stretches, .. } = scanned;
        let is_beside =
            |stretch: &Stretch, week: usize| (stretch.first.saturating_sub(1)..=stretch.last + 1).contains(&week);
        let mut reported: Vec<Stretch> = Vec::new();
        for stretch in &stretches {
            let within: Vec<DayCount> =
                days.iter().copied().filter(|day| (stretch.first..=stretch.last).contains(&day.period)).collect();
            let near = stretch.first.saturating_sub(AROUND)..=stretch.last + AROUND;
            // The weeks beside a stretch often belong to it; other stretches that stand out do not tell what is usual.
            let is_in_other = |week: usize| stretches.iter().any(|other| (other.first..=other.last).contains(&week));
            let is_usual = |day: &DayCount| {
                near.contains(&day.period) && !is_beside(stretch, day.period) && !is_in_other(day.period)
            };
            let around: Vec<DayCount> = days.iter().copied().filter(is_usual).collect();
            let weeks = stretch.last + 1 - stretch.first;
            let number = LENGTHS.iter().position(|(_, longest)| weeks <= *longest).unwrap_or(LENGTHS.len() - 1);
            let of_events = chances[number].p_value(stretch, stands_out(&within, &around));
            if of_events <= MAX_P_VALUE / tests as f64 {
                reported.push(Stretch { p_value: stretch.p_value.max(of_events), ..*stretch });
            }
        }
        let mut in_peak = vec![false; self.weeks.len()];
        reported.iter().for_each(|stretch| in_peak[stretch.first..=stretch.last].fill(true));
        let peaks = reported.into_iter().map(|stretch| self.peak(theme, stretch, &days, &in_peak, tests));
        peaks
            .filter(|peak| peak.share.count >= MIN_ARTICLES && peak.share.value >= MIN_RATIO * peak.usual.value)
            .collect()
    }

    fn peak(&self, theme: usize, stretch: Stretch, days: &[DayCount], in_peak: &[bool], tests: usize) -> Peak {
        let Stretch { first, last, p_value, .. } = stretch;
        let within: Vec<DayCount> = days.iter().copied().filter(|day| (first..=last).contains(&day.period)).collect();
        let near = first.saturating_sub(AROUND)..=last + AROUND;
        let is_usual = |day: &&DayCount| near.contains(&day.period) && !in_peak[day.period];
        let around: Vec<DayCount> = days.iter().filter(is_usual).copied().collect();
        let mut weeks: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for day in &within {
            let week = weeks.entry(day.period).or_default();
            *week = (week.0 + day.count, week.1 + day.total);
        }
        let share = |(count, total): (usize, usize)| count as f64 / total.max(1) as f64;
        // Of equal weeks the first one counts.
        let top = weeks.into_iter().rev().max_by(|a, b| share(a.1).total_cmp(&share(b.1)));
        let (top_week, top) = top.unwrap_or((first, (0, 0)));
        let usual_effect = design_effect(&around);
        // How much more of the theme the papers read within usually have than those around.
        let exposure = |days: &[DayCount]| {
            let total = sums(days).1.max(1) as f64;
            days.iter().map(|day| day.exposure).sum::<f64>() / total
        };
        let of_papers = if exposure(&around) > 0.0 { exposure(&within) / exposure(&around) } else { 1.0 };
        let mut usual = clustered_share(&around, usual_effect);
        for value in [&mut usual.value, &mut usual.low, &mut usual.high] {
            *value = (*value * of_papers).min(1.0);
        }
        Peak {
            theme,
            span: Span {
                first: self.weeks[first].max(self.read.first),
                last: Period { start: self.weeks[last], kind: PeriodKind::Week }.end().min(self.read.last),
            },
            share: clustered_share(&within, design_effect(&within).max(usual_effect)),
            usual,
            usual_weeks: around.iter().map(|day| day.period).collect::<BTreeSet<_>>().len(),
            top_week: self.weeks[top_week],
            top,
            p_value: (p_value * tests as f64).min(1.0),
        }
    }
}

/// Maximum number of weeks of a series; dates beyond them come from misread years.
const MAX_WEEKS: usize = 20_000;

/// Stretches that touch each other are one, as clear as the clearest of them; chance gives it as much as to any of them.
fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_by_key(|stretch| (stretch.first, stretch.last));
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match joined.last_mut().filter(|before| stretch.first <= before.last + 1) {
            Some(before) => {
                before.last = before.last.max(stretch.last);
                before.p_value = before.p_value.min(stretch.p_value);
                before.chance.mean = before.chance.mean.max(stretch.chance.mean);
                before.chance.deviation = before.chance.deviation.max(stretch.chance.deviation);
            }
            None => joined.push(stretch),
        }
    }
    joined
}

fn sums(days: &[DayCount]) -> (usize, usize) {
    days.iter().fold((0, 0), |(count, total), day| (count + day.count, total + day.total))
}

/// The variance of a share between days over that of independent articles (Kish 1965), at least 1.
fn design_effect(days: &[DayCount]) -> f64 {
    let (count, total) = sums(days);
    let share = count as f64 / total.max(1) as f64;
    let independent = share * (1.0 - share) * total as f64;
    if days.len() < 2 || independent <= 0.0 {
        return 1.0;
    }
    let residuals = days.iter().map(|day| day.count as f64 - share * day.total as f64);
    let between = residuals.map(|e| e * e).sum::<f64>() * days.len() as f64 / (days.len() - 1) as f64;
    (between / independent).max(1.0)
}

/// A share with the score interval of n/deff articles and the quantile of t with one degree of freedom less than days.
fn clustered_share(days: &[DayCount], design_effect: f64) -> Share {
    let (count, total) = sums(days);
    let value = count as f64 / total.max(1) as f64;
    let t = StudentsT::new(0.0, 1.0, days.len().saturating_sub(1) as f64);
    let (low, high) = match t {
        Ok(t) if total > 0 => score_interval(value, total as f64 / design_effect, t.inverse_cdf(0.975)),
        _ => (0.0, 1.0),
    };
    Share { count, total, value, low, high }
}

#[cfg(test)]
#[path = "peaks_tests.rs"]
mod tests;
