//! How often the interval of a change holds a true change of zero, and how often a change is called clear where there is
//! none, for news whose months differ by chance: articles as draws, days, weeks and months as draws, and as reports test.
//!
//! `cargo run --release --example change_coverage` prints the table of docs/DECISIONS.md. The news is simulated: three
//! years of ten articles a day on twenty themes; the share of a theme wanders from day to day, with stories that last for
//! weeks, as in real news.

mod simulation;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use policyvane::trends::{
    ClusterCount, Observation, Period, PeriodKind, Span, ThemeChange, changes, clustered_difference, difference,
    false_discovery,
};
use simulation::Random;

const RUNS: u64 = 100;
const THEMES: usize = 20;
const ARTICLES_A_DAY: usize = 10;

fn main() {
    println!("draws      intervals that hold 0   clear themes a run");
    let runs: Vec<Vec<Observation>> = (0..RUNS).map(news).collect();
    report("articles", &runs, None);
    for (name, kind) in [("days", PeriodKind::Day), ("weeks", PeriodKind::Week), ("months", PeriodKind::Month)] {
        report(name, &runs, Some(kind));
    }
    as_reports(&runs);
}

/// The same for the changes of reports, whose draws are months of which neighbours may be alike.
fn as_reports(runs: &[Vec<Observation>]) {
    let before = Span { first: date(2022, 1, 1), last: date(2023, 7, 1) };
    let after = Span { first: date(2023, 7, 2), last: date(2024, 12, 31) };
    let found: Vec<ThemeChange> = runs.iter().flat_map(|run| changes(run.iter(), THEMES, before, after)).collect();
    let held = found.iter().filter(|change| change.difference.low <= 0.0 && 0.0 <= change.difference.high).count();
    print("as reports", held, found.iter().filter(|change| change.is_clear()).count(), runs.len());
}

fn print(name: &str, held: usize, clear: usize, runs: usize) {
    let intervals = (runs * THEMES) as f64;
    println!("{name:<10} {:>15.3}   {:>24.2}", held as f64 / intervals, clear as f64 / runs as f64);
}

fn report(name: &str, runs: &[Vec<Observation>], clusters: Option<PeriodKind>) {
    let (mut held, mut clear) = (0, 0);
    for run in runs {
        let changes: Vec<_> = (0..THEMES).map(|theme| change(run, theme, clusters)).collect();
        held += changes.iter().filter(|(low, high, _)| *low <= 0.0 && 0.0 <= *high).count();
        let rates = false_discovery(&changes.iter().map(|(_, _, p)| *p).collect::<Vec<_>>());
        clear += rates.iter().filter(|rate| **rate < 0.05).count();
    }
    print(name, held, clear, runs.len());
}

/// The interval and the p value of a theme's change from the first half to the second.
fn change(news: &[Observation], theme: usize, clusters: Option<PeriodKind>) -> (f64, f64, f64) {
    let middle = date(2023, 7, 2);
    let day = |seen: &Observation| seen.date.and_then(|date| date.full()).unwrap_or(middle);
    let found = match clusters {
        None => {
            let count = |late: bool| {
                let inside = || news.iter().filter(move |seen| (day(seen) >= middle) == late);
                (inside().filter(|seen| seen.theme == theme).count(), inside().count())
            };
            let ((a, n), (b, m)) = (count(false), count(true));
            difference(a, n, b, m)
        }
        Some(kind) => {
            let counts = |late: bool| -> Vec<ClusterCount> {
                let mut cells: BTreeMap<Period, (usize, usize)> = BTreeMap::new();
                for seen in news.iter().filter(|seen| (day(seen) >= middle) == late) {
                    let Some(period) = seen.date.and_then(|date| Period::of(date, kind)) else { continue };
                    let cell = cells.entry(period).or_default();
                    cell.0 += usize::from(seen.theme == theme);
                    cell.1 += 1;
                }
                let cells = cells.into_values().enumerate();
                cells.map(|(cluster, (count, total))| ClusterCount { paper: 0, cluster, count, total }).collect()
            };
            clustered_difference(&counts(false), &counts(true)).difference
        }
    };
    (found.low, found.high, found.p_value)
}

/// Three years of news without a lasting change: each theme has its weight, and each day some themes are on everybody's
/// lips because of stories that began on some day and fade over weeks.
fn news(seed: u64) -> Vec<Observation> {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut heat = [0.0f64; THEMES];
    let mut day: Date = date(2022, 1, 1);
    let mut seen = Vec::new();
    while day < date(2025, 1, 1) {
        for (theme, heat) in heat.iter_mut().enumerate() {
            // A story fades by a twelfth a day; a new one begins about every five months, larger for some themes.
            *heat *= 11.0 / 12.0;
            if random.unit() < 1.0 / 150.0 {
                *heat += 2.0 + 4.0 * random.unit() * ((theme % 3) as f64);
            }
        }
        let weights: Vec<f64> =
            heat.iter().enumerate().map(|(t, heat)| (1.0 + t as f64 / 4.0) * (1.0 + heat)).collect();
        for _ in 0..ARTICLES_A_DAY {
            let mut at = random.unit() * weights.iter().sum::<f64>();
            let theme = weights.iter().position(|weight| {
                at -= weight;
                at < 0.0
            });
            let date = day.to_string().parse().ok();
            seen.push(Observation { date, theme: theme.unwrap_or(0), ..Observation::default() });
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    seen
}
