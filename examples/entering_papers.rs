//! How often a theme has a trend where papers enter one after the other, each with its own share of the theme, which does not change.
//!
//! `cargo run --release --example entering_papers` prints the share of runs with p < 0.05: as counted, and within papers as reports test it; and how
//! often reports find a rise by half. Of 24 months, twenty papers enter in the first twenty, and have larger shares the later they do.

mod simulation;

use std::sync::Arc;

use jiff::civil::date;
use policyvane::trends::{Observation, PeriodKind, Series, theme_trends};
use simulation::Random;

const RUNS: usize = 300;
const MONTHS: usize = 24;
const PAPERS: usize = 20;

fn main() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    println!("articles a month of each  shares       as counted  within papers  a rise by half");
    for articles in [10, 20, 50] {
        for (least, most) in [(0.05, 0.15), (0.02, 0.2)] {
            let mut found = [0_usize; 3];
            for _ in 0..RUNS {
                let level = news(&mut random, articles, (least, most), 0.0);
                let rising = news(&mut random, articles, (least, most), 0.5);
                let tests = [has_trend(&level, false), has_trend(&level, true), has_trend(&rising, true)];
                found.iter_mut().zip(tests).for_each(|(found, is_found)| *found += usize::from(is_found));
            }
            let [counted, within, rises] = found.map(|found| found as f64 / RUNS as f64);
            println!("{articles:>24}  {least:.2} – {most:.2}  {counted:>10.2} {within:>14.2} {rises:>15.2}");
        }
    }
}

/// The articles of all papers, of theme 0 or 1; the share of theme 0 grows by `rise` from the first month to the last.
fn news(random: &mut Random, articles: usize, (least, most): (f64, f64), rise: f64) -> Vec<Observation> {
    let mut seen = Vec::new();
    for paper in 0..PAPERS {
        let source: Arc<str> = format!("paper {paper:02}").into();
        let usual = least + (most - least) * paper as f64 / (PAPERS - 1) as f64;
        for month in paper..MONTHS {
            let share = usual * (1.0 + rise * month as f64 / (MONTHS - 1) as f64);
            let first = date(2023 + (month / 12) as i16, (month % 12 + 1) as i8, 1);
            // From the first day of the month to the 28th, so that no month is read in part.
            seen.extend((0..articles).map(|number| {
                Observation {
                    date: first
                        .checked_add(jiff::Span::new().days((27 * number / (articles - 1)) as i64))
                        .ok()
                        .map(Into::into),
                    source: source.clone(),
                    theme: usize::from(random.unit() >= share),
                    ..Observation::default()
                }
            }));
        }
    }
    seen
}

/// Whether theme 0 has a trend, within papers or as counted.
fn has_trend(seen: &[Observation], within_papers: bool) -> bool {
    let series = Series::count(seen, 2, PeriodKind::Month);
    let series = if within_papers { series.with_composition(seen) } else { series };
    theme_trends(&series, seen)[0].trend.is_some_and(|trend| trend.p_value < 0.05)
}
