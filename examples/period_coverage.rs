//! How often the interval of a share holds the true share, for single months and for all months together, where events
//! bring several articles at once: Wilson's interval for independent articles, and for n/deff articles with the design
//! effect from days and weeks as clusters.
//!
//! `cargo run --release --example period_coverage` prints the table of docs/DECISIONS.md, and for spans of a few days to a year how often the
//! interval of all days together holds the truth, with the design effects of reports. The news is simulated: three
//! years of ten articles a day on twenty themes. Each theme has a level that wanders from month to month (the true share)
//! and events that begin on some days and fade within a day, within days, or not at all.

mod simulation;

use jiff::civil::{Date, date};
use policyvane::trends::{
    Observation, PeriodKind, PrintedStory, Series, design_effects, design_effects_of_periods, share_of_clustered,
};
use simulation::Random;

const RUNS: u64 = 100;
const THEMES: usize = 20;

fn main() {
    println!("events                     clusters                  months   all   width of months (Wilson 1)");
    for (events, fading, size) in [
        ("none", 0.0, 0.0),
        ("of a day", 0.0, 2.0),
        ("fade by half a day", 0.5, 1.5),
        ("fade by a quarter a day", 0.75, 1.0),
    ] {
        for articles in [3, 10] {
            let runs: Vec<News> = (0..RUNS).map(|seed| news(seed, articles, fading, size)).collect();
            for (name, clusters) in [
                ("articles (Wilson)", None),
                ("days in months", Some((PeriodKind::Day, Some(PeriodKind::Month)))),
                ("weeks in months", Some((PeriodKind::Week, Some(PeriodKind::Month)))),
                ("weeks in quarters", Some((PeriodKind::Week, Some(PeriodKind::Quarter)))),
                ("weeks", Some((PeriodKind::Week, None))),
                ("months", Some((PeriodKind::Month, None))),
            ] {
                let [months, all, width] = coverage(&runs, clusters);
                println!("{events:<24} {articles:>2} {name:<22} {months:>8.3} {all:>8.3} {width:>8.2}");
            }
            for days in [7, 14, 28, 42, 60, 84, 95, 180, 365] {
                let [reports, wilson, width] = coverage_of_span(&runs, days);
                println!(
                    "{events:<24} {articles:>2} {days:>3} days: as reports {reports:.3}, Wilson {wilson:.3}, width {width:.2}"
                );
            }
        }
    }
}

/// Simulated news: articles, and the true share of each theme by month and in all.
struct News {
    seen: Vec<Observation>,
    months: Vec<Vec<f64>>,
    all: Vec<f64>,
}

/// The shares of intervals that hold the truth, of months and of all months together, and the mean width of the
/// intervals of months over that of Wilson's.
fn coverage(runs: &[News], clusters: Option<(PeriodKind, Option<PeriodKind>)>) -> [f64; 3] {
    let (mut months, mut all, mut width, mut wilson) = ((0, 0), (0, 0), 0.0, 0.0);
    for news in runs {
        let effects = match clusters {
            Some((clusters, strata)) => design_effects_of_periods(news.seen.iter(), THEMES, clusters, strata),
            None => vec![1.0; THEMES],
        };
        let series = Series::count(&news.seen, THEMES, PeriodKind::Month);
        for (theme, &effect) in effects.iter().enumerate() {
            let overall = share_of_clustered(series.overall(theme).count, series.total(), effect);
            all.0 += usize::from((overall.low..=overall.high).contains(&news.all[theme]));
            all.1 += 1;
            for (month, truth) in news.months.iter().enumerate() {
                let share = share_of_clustered(series.counts[month][theme], series.totals[month], effect);
                let alone = share_of_clustered(series.counts[month][theme], series.totals[month], 1.0);
                months.0 += usize::from((share.low..=share.high).contains(&truth[theme]));
                months.1 += 1;
                width += share.high - share.low;
                wilson += alone.high - alone.low;
            }
        }
    }
    [months.0 as f64 / months.1 as f64, all.0 as f64 / all.1 as f64, width / wilson]
}

/// The first of January of each year of the news.
const YEARS: [i16; 3] = [2022, 2023, 2024];

/// The shares of intervals of the first days of a year, all together, that hold the truth: with the design effects of reports, and Wilson's; and
/// the mean width of the former over the latter.
fn coverage_of_span(runs: &[News], days: i64) -> [f64; 3] {
    let (mut reports, mut alone, mut tests) = (0, 0, 0);
    let (mut width, mut wilson) = (0.0, 0.0);
    for (news, year) in runs.iter().flat_map(|news| YEARS.map(|year| (news, year))) {
        let first = date(year, 1, 1);
        let Ok(end) = first.checked_add(jiff::Span::new().days(days)) else { continue };
        let is_inside =
            |seen: &&Observation| seen.date.and_then(|date| date.full()).is_some_and(|day| (first..end).contains(&day));
        let seen: Vec<&Observation> = news.seen.iter().filter(is_inside).collect();
        let printed: Vec<PrintedStory<'_>> =
            seen.iter().enumerate().map(|(story, seen)| PrintedStory { seen, story, prominence: 1.0 }).collect();
        let effects = design_effects(&printed, THEMES);
        let all_days = first.series(jiff::Span::new().days(1)).take_while(|day| *day < end);
        let months: Vec<usize> =
            all_days.map(|day| (day.year() - YEARS[0]) as usize * 12 + day.month() as usize - 1).collect();
        for (theme, &effect) in effects.iter().enumerate() {
            let truth = months.iter().map(|&month| news.months[month][theme]).sum::<f64>() / months.len() as f64;
            let count = seen.iter().filter(|seen| seen.theme == theme).count();
            let [share, independent] = [effect, 1.0].map(|effect| share_of_clustered(count, seen.len(), effect));
            reports += usize::from((share.low..=share.high).contains(&truth));
            alone += usize::from((independent.low..=independent.high).contains(&truth));
            tests += 1;
            width += share.high - share.low;
            wilson += independent.high - independent.low;
        }
    }
    [reports as f64 / tests as f64, alone as f64 / tests as f64, width / wilson]
}

/// Three years of news. The weight of a theme is that of its month times 1 + heat, and heat comes with events: one in
/// twelve days on average, of a random size, fading by `fading` a day. The true share is that of the average heat.
fn news(seed: u64, articles_a_day: usize, fading: f64, size: f64) -> News {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut day: Date = date(2022, 1, 1);
    let mut news = News { seen: Vec::new(), months: Vec::new(), all: vec![0.0; THEMES] };
    let (mut heat, mut levels) = ([0.0f64; THEMES], [0.0f64; THEMES]);
    let mut days = 0.0;
    // Shares of months and of all days, by simulation of the same process without articles: the truth that a month
    // approaches is that of its level with the average heat of events.
    while day < date(2025, 1, 1) {
        if day.day() == 1 {
            for (theme, level) in levels.iter_mut().enumerate() {
                *level = (1.0 + theme as f64 / 4.0) * (0.6 + 0.8 * random.unit());
            }
            news.months.push(average_shares(&levels, fading, size, &mut random));
        }
        let weights = step(&levels, &mut heat, fading, size, &mut random);
        let all: f64 = weights.iter().sum();
        for _ in 0..articles_a_day {
            let mut at = random.unit() * all;
            let theme = weights.iter().position(|weight| {
                at -= weight;
                at < 0.0
            });
            let date = day.to_string().parse().ok();
            news.seen.push(Observation { date, theme: theme.unwrap_or(0), ..Observation::default() });
        }
        if let Some(month) = news.months.last() {
            news.all.iter_mut().zip(month).for_each(|(all, share)| *all += share);
        }
        days += 1.0;
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    news.all.iter_mut().for_each(|share| *share /= days);
    news
}

/// One day: events fade and begin; the result is the weights of all themes.
fn step(levels: &[f64], heat: &mut [f64; THEMES], fading: f64, size: f64, random: &mut Random) -> Vec<f64> {
    for heat in heat.iter_mut() {
        *heat *= fading;
        if random.unit() < 1.0 / 12.0 {
            *heat += size * 2.0 * random.unit() * 2.0;
        }
    }
    levels.iter().zip(heat.iter()).map(|(level, heat)| level * (1.0 + heat)).collect()
}

/// The mean share of each theme under a month's levels, over many simulated days.
fn average_shares(levels: &[f64], fading: f64, size: f64, random: &mut Random) -> Vec<f64> {
    const DAYS: usize = 4000;
    let (mut shares, mut heat) = (vec![0.0; THEMES], [0.0f64; THEMES]);
    for _ in 0..DAYS {
        let weights = step(levels, &mut heat, fading, size, random);
        let all: f64 = weights.iter().sum();
        shares.iter_mut().zip(&weights).for_each(|(share, weight)| *share += weight / all / DAYS as f64);
    }
    shares
}
