//! Simulated news whose attention does not change, with events that bring several articles.
#![allow(dead_code)] // Each study needs a part of it.

use std::sync::Arc;

use jiff::civil::Date;
use policyvane::trends::Observation;

use crate::simulation::Random;

/// The shares of twenty themes.
pub const SHARES: [f64; 20] = [
    0.2, 0.15, 0.12, 0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.03, 0.02, 0.02, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01,
    0.01,
];
/// Their number.
pub const THEMES: usize = SHARES.len();

/// How the articles of a theme come.
#[derive(Debug, Clone, Copy)]
pub struct Events {
    /// The share of articles that are of events.
    pub share: f64,
    /// The mean number of articles of an event.
    pub size: f64,
    /// Of the articles of an event that have not come before some day, the share that comes later than that day.
    pub later: f64,
}

/// News without events.
pub const CALM: Events = Events { share: 0.0, size: 1.0, later: 0.0 };

/// Kinds of news by their names.
pub const KINDS: [(&str, Events); 6] = [
    ("no events", CALM),
    ("half in events of 4, of a day", Events { share: 0.5, size: 4.0, later: 0.0 }),
    ("half of 4, fade by half a day", Events { share: 0.5, size: 4.0, later: 0.5 }),
    ("half of 4, by a quarter a day", Events { share: 0.5, size: 4.0, later: 0.75 }),
    ("70% of 8, by 0.4 a day", Events { share: 0.7, size: 8.0, later: 0.6 }),
    ("half of 8, by a tenth a day", Events { share: 0.5, size: 8.0, later: 0.9 }),
];

/// Days before the first one, so that events which began earlier are there.
const BEFORE: usize = 60;

/// The numbers of articles of one theme on each of some days, `usual` on average; half as many come at weekends, the first day being a Monday.
pub fn theme(random: &mut Random, days: usize, usual: f64, events: Events) -> Vec<usize> {
    let mut counts = vec![0; BEFORE + days];
    let mut come = |day: usize, number: usize| {
        if let Some(count) = counts.get_mut(day) {
            *count += number;
        }
    };
    for day in 0..BEFORE + days {
        come(day, poisson(random, usual * (1.0 - events.share)));
        for _ in 0..poisson(random, usual * events.share / events.size) {
            // A geometric number of articles, each of which comes a geometric number of days later.
            loop {
                let mut at = day;
                while random.unit() < events.later {
                    at += 1;
                }
                come(at, 1);
                if random.unit() < 1.0 / events.size {
                    break;
                }
            }
        }
    }
    let mut counts = counts.split_off(BEFORE);
    for count in counts.iter_mut().enumerate().filter(|(day, _)| day % 7 >= 5).map(|(_, count)| count) {
        *count = (0..*count).filter(|_| random.unit() < 0.5).count();
    }
    counts
}

/// The numbers of articles of all themes, `articles` a day.
pub fn themes(random: &mut Random, days: usize, articles: f64, events: Events) -> Vec<Vec<usize>> {
    SHARES.iter().map(|share| theme(random, days, articles * share, events)).collect()
}

/// The articles of some days in a row, from the numbers of each theme.
pub fn observations(first: Date, themes: &[Vec<usize>], source: &str) -> Vec<Observation> {
    let source: Arc<str> = source.into();
    let days = first.series(jiff::Span::new().days(1)).take(themes.first().map_or(0, Vec::len));
    let mut seen = Vec::new();
    for (number, day) in days.enumerate() {
        for (theme, counts) in themes.iter().enumerate() {
            let article =
                Observation { date: Some(day.into()), source: source.clone(), theme, ..Observation::default() };
            seen.extend(std::iter::repeat_n(article, counts[number]));
        }
    }
    seen
}

/// A number drawn from the Poisson distribution (Knuth 1969).
fn poisson(random: &mut Random, mean: f64) -> usize {
    let limit = libm::exp(-mean);
    let (mut product, mut number) = (random.unit(), 0);
    while product > limit {
        product *= random.unit();
        number += 1;
    }
    number
}
