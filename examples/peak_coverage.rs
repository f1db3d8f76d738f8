//! How many reports tell of a peak where attention does not change, by the number of articles a day and by how events last; and how many bursts of
//! one week are found.
//!
//! `cargo run --release --example peak_coverage` takes some minutes. The news are 240 days of twenty themes of 1 to 20%.

#[path = "simulation/news.rs"]
mod news;
mod simulation;

use jiff::civil::date;
use news::{Events, SHARES, THEMES, observations, themes};
use policyvane::trends::{Peak, peaks};
use simulation::Random;

const REPORTS: usize = 100;
const BURSTS: usize = 30;
const DAYS: usize = 240;
/// The days of the week of a burst.
const WEEK: std::ops::Range<usize> = 119..126;
/// Themes of 2, 5 and 15% of the articles.
const THEMES_WITH_BURST: [usize; 3] = [10, 6, 1];

fn main() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let events = |share: f64, size: f64, later: f64| Events { share, size, later };
    let kinds = [
        ("no events", events(0.0, 1.0, 0.0)),
        ("half in events of 4, fade by half a day", events(0.5, 4.0, 0.5)),
        ("half of 4, by a quarter a day", events(0.5, 4.0, 0.75)),
        ("half of 8, by half", events(0.5, 8.0, 0.5)),
        ("half of 8, by a quarter", events(0.5, 8.0, 0.75)),
    ];
    println!("events                                   articles a day  reports with a peak  peaks a report");
    for (name, events) in kinds {
        for articles in [10.0, 30.0] {
            let found: Vec<usize> =
                (0..REPORTS).map(|_| peaks_of(&themes(&mut random, DAYS, articles, events)).len()).collect();
            let any = found.iter().filter(|peaks| **peaks > 0).count() as f64 / REPORTS as f64;
            let mean = found.iter().sum::<usize>() as f64 / REPORTS as f64;
            println!("{name:<40} {articles:>14} {any:>20.2} {mean:>15.2}");
        }
    }
    println!("\nevents                                   articles a day  usual share  times  bursts told");
    for (name, events) in kinds {
        for articles in [10.0, 30.0] {
            for (theme, times) in THEMES_WITH_BURST.into_iter().flat_map(|theme| [3, 6].map(|times| (theme, times))) {
                let told = (0..BURSTS).filter(|_| is_told(&mut random, articles, events, theme, times)).count();
                let (share, told) = (100.0 * SHARES[theme], told as f64 / BURSTS as f64);
                println!("{name:<40} {articles:>14} {share:>11.0}% {times:>6} {told:>12.2}");
            }
        }
    }
}

fn peaks_of(counts: &[Vec<usize>]) -> Vec<Peak> {
    peaks(observations(date(2024, 1, 1), counts, "").iter(), THEMES, None)
}

/// Whether a report tells of a week in which a theme has so many times its usual articles.
fn is_told(random: &mut Random, articles: f64, events: Events, theme: usize, times: usize) -> bool {
    let mut counts = themes(random, DAYS, articles, events);
    let usual: usize = counts[theme].iter().sum();
    let more = (times - 1) * usual * WEEK.len() / DAYS;
    (0..more).for_each(|number| counts[theme][WEEK.start + number % WEEK.len()] += 1);
    let day = date(2024, 1, 1).checked_add(jiff::Span::new().days(WEEK.start as i64));
    day.is_ok_and(|day| peaks_of(&counts).iter().any(|peak| peak.theme == theme && peak.span.holds(day)))
}
