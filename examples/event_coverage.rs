//! How often the interval of a share of some days to two years holds the truth where events bring several articles that last for days or weeks:
//! with the design effects of reports, and Wilson's for independent articles.
//!
//! `cargo run --release --example event_coverage` prints, for each kind of news and span, the share of intervals of all themes that hold the
//! truth, that of the theme with the fewest, and the mean width over Wilson's; then the same of the only theme that has such events among calm ones.

#[path = "simulation/news.rs"]
mod news;
mod simulation;

use jiff::civil::date;
use news::{CALM, Events, KINDS, SHARES, THEMES, observations, theme};
use policyvane::trends::{PrintedStory, design_effects, share_of_clustered};
use simulation::Random;

const RUNS: usize = 100;
const ARTICLES_A_DAY: f64 = 10.0;
const SPANS: [usize; 8] = [14, 28, 60, 84, 91, 182, 364, 728];
/// The theme that is the only one with events, of a tenth of the articles.
const ALONE: usize = 3;

fn main() {
    println!("events                          days  intervals  lowest theme  width   Wilson's intervals");
    for (name, events) in KINDS {
        for days in SPANS {
            let [held, lowest, width, wilson] = coverage(events, days, 0..THEMES, |_| true);
            println!("{name:<30} {days:>5} {held:>10.3} {lowest:>13.2} {width:>6.2} {wilson:>20.3}");
        }
    }
    for (name, events) in KINDS.into_iter().skip(4) {
        for days in SPANS {
            let [held, _, width, wilson] = coverage(events, days, ALONE..ALONE + 1, |theme| theme == ALONE);
            println!("one theme: {name:<22} {days:>2} {held:>10.3} {:>13} {width:>6.2} {wilson:>20.3}", "");
        }
    }
}

/// The share of intervals of the asked themes that hold the truth, the smallest one of a single theme, their mean width over Wilson's, and
/// the share of Wilson's that hold it.
fn coverage(
    events: Events,
    days: usize,
    asked: std::ops::Range<usize>,
    has_events: impl Fn(usize) -> bool,
) -> [f64; 4] {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut held, mut held_by_wilson) = ([0_usize; THEMES], 0_usize);
    let mut width = 0.0;
    for _ in 0..RUNS {
        let counts: Vec<Vec<usize>> = SHARES
            .iter()
            .enumerate()
            .map(|(at, share)| {
                let events = if has_events(at) { events } else { CALM };
                theme(&mut random, days, ARTICLES_A_DAY * share, events)
            })
            .collect();
        let seen = observations(date(2024, 1, 1), &counts, "");
        let printed: Vec<PrintedStory<'_>> =
            seen.iter().enumerate().map(|(story, seen)| PrintedStory { seen, story, prominence: 1.0 }).collect();
        let effects = design_effects(&printed, THEMES);
        for at in asked.clone() {
            let count: usize = counts[at].iter().sum();
            let [share, wilson] = [effects[at], 1.0].map(|effect| share_of_clustered(count, seen.len(), effect));
            held[at] += usize::from((share.low..=share.high).contains(&SHARES[at]));
            held_by_wilson += usize::from((wilson.low..=wilson.high).contains(&SHARES[at]));
            width += (share.high - share.low) / (wilson.high - wilson.low);
        }
    }
    let tests = (RUNS * asked.len()) as f64;
    let all: usize = held[asked.clone()].iter().sum();
    let lowest = held[asked].iter().min().copied().unwrap_or(0);
    [all as f64 / tests, lowest as f64 / RUNS as f64, width / tests, held_by_wilson as f64 / tests]
}
