//! Stretches of time in which a share stands out from the time around them: a scan statistic whose draws are days.
//!
//! All stretches of some lengths are compared with the time around them (Kulldorff, Communications in Statistics 26, 1997).
//! What chance does is measured, not assumed: the days are dealt to the calendar at random, with their articles, and the
//! largest value of each deal is kept. Articles of one day stay together, so that a day with one great story counts as
//! one day, and days on which other papers were read stay in the place of each other. The distribution of the largest values is Gumbel's (Abrams, Kulldorff & Kleinman, International Journal of
//! Health Geographics 9, 2010, for scans), which gives small p-values from few permutations.

use crate::numeric::{SplitMix64, x_ln_y};

/// The articles of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayCount {
    /// The period that holds the day, by number from 0.
    pub period: usize,
    /// The number of matching articles, at most `total`.
    pub count: usize,
    /// The number of all articles.
    pub total: usize,
    /// The number of all articles, each weighted by how much more of its paper's articles match than of all (indirect
    /// standardisation; Breslow & Day, IARC Scientific Publications 82, 1987, chapter 2): with one paper it is `total`. Where other
    /// papers are read within a stretch than around it, this tells how much of the difference is theirs.
    pub exposure: f64,
    /// The kind of day, by number from 0: only days of one kind change places where chance is measured.
    pub kind: usize,
}

/// Which stretches are compared, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScanSettings {
    /// The smallest number of periods of a stretch, from 1.
    pub min_length: usize,
    /// The largest number of periods of a stretch.
    pub max_length: usize,
    /// The number of periods on each side that tell what is usual.
    pub around: usize,
    /// Number of random permutations of the days.
    pub permutations: usize,
    /// Stretches with a larger p-value are not found.
    pub max_p_value: f64,
}

/// A stretch of periods that stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// The first period.
    pub first: usize,
    /// The last period.
    pub last: usize,
    /// The probability that chance gives a stretch that stands out as much anywhere in the series.
    pub p_value: f64,
    /// What chance gave when it was found.
    pub chance: Chance,
}

/// The largest log-likelihood ratios that chance gives, one of each deal of the days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// The number of deals.
    pub deals: usize,
}

impl Chance {
    fn of(largest: &[f64]) -> Self {
        let n = largest.len() as f64;
        let mean = largest.iter().sum::<f64>() / n;
        let variance = largest.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
        Chance { mean, deviation: variance.sqrt(), deals: largest.len() }
    }

    /// The probability of a value or a larger one under the Gumbel distribution with these moments.
    pub fn p_value(self, value: f64) -> f64 {
        /// Euler's constant, the mean of the standard Gumbel distribution.
        const EULER: f64 = 0.577_215_664_901_532_9;
        // Standard deviation π·β/√6, mean μ + γ·β
        let beta = 6.0_f64.sqrt() * self.deviation / core::f64::consts::PI;
        if beta <= 0.0 {
            return if value > self.mean { 1.0 / (self.deals as f64 + 1.0) } else { 1.0 };
        }
        let mu = self.mean - EULER * beta;
        -libm::expm1(-libm::exp(-(value - mu) / beta))
    }
}

/// What a scan finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// The stretches that stand out, most clearly first.
    pub stretches: Vec<Stretch>,
    /// What chance gives with all days that were not set apart from the beginning; none where nothing stands out at all.
    pub chance: Option<Chance>,
}

/// At most this many stretches are found, so that the time is bounded.
const MAX_FOUND: usize = 24;

/// The stretches of the series that stand out, most clearly first. `days` must be in the order of time.
///
/// The days of a stretch that was found are set apart, and the scan is repeated without them (Zhang, Assunção &
/// Kulldorff, Statistics in Medicine 29, 2010): a great event hides no smaller one. A stretch holds no period without days,
/// because nothing is known of what was not read. `set_apart` tells for each period
/// whether it is set apart from the beginning; the periods of found stretches are marked in it.
pub fn scan(days: &[DayCount], set_apart: &mut [bool], settings: ScanSettings, seed: u64) -> Scan {
    let mut found = Scan { stretches: Vec::new(), chance: None };
    let mut random = SplitMix64::new(seed);
    let mut unread = vec![1; set_apart.len()];
    days.iter().for_each(|day| unread[day.period] = 0);
    while found.stretches.len() < MAX_FOUND {
        let left: Vec<DayCount> = days.iter().copied().filter(|day| !set_apart[day.period]).collect();
        let Some(stretch) = clearest(&left, &unread, settings, &mut random) else { break };
        found.chance = found.chance.or(Some(stretch.chance));
        if stretch.p_value > settings.max_p_value {
            break;
        }
        set_apart[stretch.first..=stretch.last].fill(true);
        found.stretches.push(stretch);
    }
    found
}

/// The clearest stretch, however clear it is; none where nothing stands out. `unread` is 1 for a period without days, else 0.
fn clearest(days: &[DayCount], unread: &[usize], settings: ScanSettings, random: &mut SplitMix64) -> Option<Stretch> {
    let mut sums = Sums::new(unread);
    sums.fill(days.iter().map(|day| (day.period, *day)));
    let (value, first, length) = sums.largest(&settings);
    if value <= 0.0 || settings.permutations < 2 {
        return None;
    }
    let kinds = days.iter().map(|day| day.kind + 1).max().unwrap_or_default();
    let places: Vec<Vec<usize>> =
        (0..kinds).map(|kind| (0..days.len()).filter(|&day| days[day].kind == kind).collect()).collect();
    let mut orders = places.clone();
    let largest: Vec<f64> = (0..settings.permutations)
        .map(|_| {
            orders.iter_mut().for_each(|order| random.shuffle(order));
            let dealt = places.iter().flatten().zip(orders.iter().flatten());
            sums.fill(dealt.map(|(&place, &dealt)| (days[place].period, days[dealt])));
            sums.largest(&settings).0
        })
        .collect();
    let chance = Chance::of(&largest);
    Some(Stretch { first, last: first + length - 1, p_value: chance.p_value(value), chance })
}

/// How much the days within a stretch stand out from those around: the log-likelihood ratio of two shares against one.
pub fn stands_out(within: &[DayCount], around: &[DayCount]) -> f64 {
    let sums = |days: &[DayCount]| {
        days.iter().fold((0, 0, 0.0), |(count, total, exposure), day| {
            (count + day.count.min(day.total), total + day.total, exposure + day.exposure)
        })
    };
    let (within, around) = (sums(within), sums(around));
    if within.1 == 0 || around.1 == 0 { 0.0 } else { log_likelihood_ratio(within, around) }
}

/// Running sums of counts and totals by period: entry `t` holds what lies before period `t`.
struct Sums {
    count: Vec<usize>,
    total: Vec<usize>,
    exposure: Vec<f64>,
    /// The number of periods without days.
    unread: Vec<usize>,
}

impl Sums {
    fn new(unread: &[usize]) -> Self {
        let before = unread.iter().scan(0, |sum, period| {
            *sum += period;
            Some(*sum)
        });
        let before: Vec<usize> = std::iter::once(0).chain(before).collect();
        let length = before.len();
        Sums { count: vec![0; length], total: vec![0; length], exposure: vec![0.0; length], unread: before }
    }

    fn fill(&mut self, days: impl Iterator<Item = (usize, DayCount)>) {
        self.count.fill(0);
        self.total.fill(0);
        self.exposure.fill(0.0);
        for (period, day) in days {
            self.count[period + 1] += day.count.min(day.total);
            self.total[period + 1] += day.total;
            self.exposure[period + 1] += day.exposure;
        }
        for period in 1..self.count.len() {
            self.count[period] += self.count[period - 1];
            self.total[period] += self.total[period - 1];
            self.exposure[period] += self.exposure[period - 1];
        }
    }

    /// Count, total and exposure of the periods from `from` to before `to`.
    fn between(&self, from: usize, to: usize) -> (usize, usize, f64) {
        (self.count[to] - self.count[from], self.total[to] - self.total[from], self.exposure[to] - self.exposure[from])
    }

    /// The largest log-likelihood ratio with the first period and the length of its stretch.
    fn largest(&self, settings: &ScanSettings) -> (f64, usize, usize) {
        let periods = self.count.len() - 1;
        let mut best = (0.0, 0, settings.min_length);
        for length in settings.min_length..=settings.max_length.min(periods) {
            for first in 0..=periods - length {
                let end = first + length;
                let (count, total, exposure) = self.between(first, end);
                // The periods beside a stretch often belong to it, so they do not tell what is usual.
                let before = self.between(first.saturating_sub(settings.around), first.saturating_sub(1));
                let behind = self.between((end + 1).min(periods), (end + settings.around).min(periods));
                let around = (before.0 + behind.0, before.1 + behind.1, before.2 + behind.2);
                if count == 0 || around.1 == 0 || self.unread[end] > self.unread[first] {
                    continue;
                }
                let ratio = log_likelihood_ratio((count, total, exposure), around);
                if ratio > best.0 {
                    best = (ratio, first, length);
                }
            }
        }
        best
    }
}

/// How much likelier two shares are than one share of both, where the share within is above that around; else 0. Counts, totals
/// and exposures are given within and around.
///
/// The share around is estimated as that within is (Kulldorff 1997, section 2): where little was read around, little is known of what
/// is usual, and no stretch stands out.
fn log_likelihood_ratio(within: (usize, usize, f64), around: (usize, usize, f64)) -> f64 {
    let common = (within.0 + around.0) as f64 / (within.2 + around.2);
    // k·ln(k/(n·p)) + (n−k)·ln((n−k)/(n·(1−p)))
    let binomial = |(count, total, exposure): (usize, usize, f64)| {
        let (count, total, expected) = (count as f64, total as f64, common * exposure);
        let others = total - expected;
        if others <= 0.0 {
            0.0
        } else {
            x_ln_y(count, count / expected) + x_ln_y(total - count, (total - count) / others)
        }
    };
    let is_above = within.0 as f64 > common * within.2;
    if is_above { binomial(within) + binomial(around) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: ScanSettings =
        ScanSettings { min_length: 1, max_length: 2, around: 26, permutations: 200, max_p_value: 0.05 };

    /// A day of the only paper.
    fn day(period: usize, count: usize, total: usize) -> DayCount {
        DayCount { period, count, total, exposure: total as f64, kind: 0 }
    }

    /// Days of 100 weeks: twenty articles each, one in twenty of the theme.
    fn level(random: &mut SplitMix64) -> Vec<DayCount> {
        (0..700).map(|number| day(number / 7, random.binomial(20, 0.05), 20)).collect()
    }

    #[test]
    fn planted_stretches_are_found_the_small_one_beside_the_great_one() {
        let mut days = level(&mut SplitMix64::new(1));
        days[210..217].iter_mut().for_each(|day| day.count = 12);
        days[490..504].iter_mut().for_each(|day| day.count += 2);
        let mut set_apart = vec![false; 100];
        let found = scan(&days, &mut set_apart, SETTINGS, 7).stretches;
        let spans: Vec<(usize, usize)> = found.iter().map(|stretch| (stretch.first, stretch.last)).collect();
        assert_eq!(spans, [(30, 30), (70, 71)]);
        assert!(found[0].p_value < 1e-6 && found[1].p_value < 0.01, "{found:?}");
        assert_eq!(set_apart.iter().filter(|apart| **apart).count(), 3);
    }

    #[test]
    fn chance_is_seldom_a_peak_even_where_single_days_are_full_of_one_story() {
        let mut random = SplitMix64::new(2);
        let found: usize = (0..100)
            .map(|_| {
                let mut days = level(&mut random);
                (0..20).for_each(|_| days[(random.uniform() * 700.0) as usize].count = 12);
                scan(&days, &mut [false; 100], SETTINGS, random.next_u64()).stretches.len()
            })
            .sum();
        assert!(found <= 10, "{found} peaks in 100 series, of which 5 are expected");
    }

    #[test]
    fn no_stretch_reaches_over_what_was_not_read() {
        let mut days = level(&mut SplitMix64::new(3));
        days[203..231].iter_mut().for_each(|day| day.count = 8);
        let settings = ScanSettings { min_length: 3, max_length: 8, ..SETTINGS };
        let spans = |days: &[DayCount]| -> Vec<(usize, usize)> {
            let found = scan(days, &mut [false; 100], settings, 7).stretches;
            found.iter().map(|stretch| (stretch.first, stretch.last)).collect()
        };
        assert_eq!(spans(&days).first(), Some(&(29, 32)));
        // Of the four weeks the second one was not read, so that none of three weeks is left.
        days.drain(210..217);
        assert!(spans(&days).iter().all(|&(first, last)| last < 30 || first > 30), "{:?}", spans(&days));
    }

    #[test]
    fn what_chance_gives_is_told_though_nothing_is_found() {
        let settings = ScanSettings { max_p_value: 0.0, ..SETTINGS };
        let found = scan(&level(&mut SplitMix64::new(4)), &mut [false; 100], settings, 7);
        assert!(found.stretches.is_empty(), "{found:?}");
        let chance = found.chance.unwrap();
        assert!(chance.mean > 1.0 && chance.deviation > 0.1 && chance.deals == 200, "{chance:?}");
        assert!(chance.p_value(chance.mean + 10.0 * chance.deviation) < 1e-4 && chance.p_value(0.0) > 0.9);
        assert_eq!(Chance { deviation: 0.0, ..chance }.p_value(chance.mean), 1.0);
    }

    #[test]
    fn only_a_share_above_that_around_stands_out() {
        let (low, high) = ([day(0, 1, 20), day(1, 1, 20)], [day(2, 8, 20)]);
        assert!(stands_out(&high, &low) > 5.0);
        assert_eq!([stands_out(&low, &high), stands_out(&high, &[]), stands_out(&[], &low)], [0.0; 3]);
    }

    #[test]
    fn unusual_input() {
        assert!(scan(&[], &mut [], SETTINGS, 1).stretches.is_empty());
        assert!(scan(&[], &mut [false; 3], SETTINGS, 1).stretches.is_empty());
        let all = [day(0, 9, 4), day(2, 4, 4)];
        assert!(scan(&all, &mut [false; 3], SETTINGS, 1).stretches.is_empty());
        let one = [day(1, 4, 4)];
        assert!(scan(&one, &mut [false; 3], SETTINGS, 1).stretches.is_empty());
    }
}
