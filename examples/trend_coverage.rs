//! How often a trend or a change of level is told of series whose neighbouring periods are alike, and of which none rises or changes: with tests
//! that take periods for independent, and with those of reports.
//!
//! `cargo run --release --example trend_coverage` prints the share of simulated series with p < 0.05. Periods have 300 articles; the usual share of the
//! theme is 8%, and its swings on the logistic scale have the standard deviation 0.3, of which each period keeps a part. The last two
//! columns are of series with a rise, by a third of the share each way, and with a step from 8 to 17% at half-time.

mod simulation;

use policyvane::trends::{Trend, change_p_value, lasting_trend, mann_kendall};
use simulation::Random;

const SERIES: usize = 400;
const ARTICLES: usize = 300;
/// The usual share on the logistic scale.
const USUAL: f64 = -2.4;

fn main() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    println!("periods  kept  Mann–Kendall  of reports  change of level of reports  a rise found  a step found");
    for periods in [12, 24, 34, 60] {
        for kept in [0.0, 0.3, 0.5, 0.7] {
            let mut found = [0_usize; 5];
            for _ in 0..SERIES {
                let level = series(&mut random, periods, kept, |_| 0.0);
                let rise = series(&mut random, periods, kept, |at| 0.6 * at as f64 / (periods - 1) as f64 - 0.3);
                let step = series(&mut random, periods, kept, |at| if 2 * at < periods { 0.0 } else { 0.8 });
                let p_values = [
                    p_value(mann_kendall(&shares(&level))),
                    p_value(lasting_trend(&shares(&level))),
                    of_best_place(&level),
                    p_value(lasting_trend(&shares(&rise))),
                    of_best_place(&step),
                ];
                found.iter_mut().zip(p_values).for_each(|(found, p_value)| *found += usize::from(p_value < 0.05));
            }
            let [independent, reports, levels, rises, steps] = found.map(|found| found as f64 / SERIES as f64);
            println!(
                "{periods:>7} {kept:>5} {independent:>13.2} {reports:>11.2} {levels:>27.2} {rises:>13.2} {steps:>13.2}"
            );
        }
    }
}

/// The numbers of articles of the theme, where each period keeps a part of what the one before it has above or below its level.
fn series(random: &mut Random, periods: usize, kept: f64, above: impl Fn(usize) -> f64) -> Vec<usize> {
    let mut swing = normal(random);
    (0..periods)
        .map(|at| {
            swing = kept * swing + (1.0 - kept * kept).sqrt() * normal(random);
            let share = 1.0 / (1.0 + libm::exp(-(USUAL + 0.3 * swing + above(at))));
            (0..ARTICLES).filter(|_| random.unit() < share).count()
        })
        .collect()
}

/// A number drawn from the standard normal distribution, nearly: the sum of twelve uniform ones.
fn normal(random: &mut Random) -> f64 {
    (0..12).map(|_| random.unit()).sum::<f64>() - 6.0
}

fn shares(counts: &[usize]) -> Vec<Option<f64>> {
    counts.iter().map(|count| Some(*count as f64 / ARTICLES as f64)).collect()
}

fn p_value(trend: Option<Trend>) -> f64 {
    trend.map_or(1.0, |trend| trend.p_value)
}

/// The p-value of a change at the place that parts the series best.
fn of_best_place(counts: &[usize]) -> f64 {
    let log_likelihood = |part: &[usize]| {
        let (matching, all) = (part.iter().sum::<usize>() as f64, (part.len() * ARTICLES) as f64);
        let part_of = |count: f64| if count > 0.0 { count * libm::log(count / all) } else { 0.0 };
        part_of(matching) + part_of(all - matching)
    };
    let gain = |place: usize| log_likelihood(&counts[..place]) + log_likelihood(&counts[place..]);
    let best = (2..counts.len() - 1).max_by(|a, b| gain(*a).total_cmp(&gain(*b)));
    best.map_or(1.0, |place| change_p_value(counts, &vec![ARTICLES; counts.len()], place))
}
