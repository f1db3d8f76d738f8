//! How often two spans, or two papers of the same days, are said to differ where nothing does, by how long events last.
//!
//! `cargo run --release --example difference_coverage` prints the share of tests with p < 0.05 and the share of runs in which a theme clearly differs: of
//! two spans that follow each other, and of two papers side by side which have their events each for itself. The draws are days below
//! six weeks, and weeks below six months.

#[path = "simulation/news.rs"]
mod news;
mod simulation;

use jiff::civil::date;
use news::{KINDS, THEMES, observations, themes};
use policyvane::trends::{Observation, Span, ThemeChange, changes, compare_selections};
use simulation::Random;

const RUNS: usize = 100;
const ARTICLES_A_DAY: f64 = 10.0;

fn main() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    println!("events                           days  spans: p < 0.05  clear runs  papers: p < 0.05  clear runs");
    for (name, events) in KINDS {
        for days in [14, 30, 41, 60, 91, 175] {
            let first = date(2024, 1, 1);
            let day = |number: usize| first.checked_add(jiff::Span::new().days(number as i64));
            let (Ok(end), Ok(second), Ok(last)) = (day(days - 1), day(days), day(2 * days - 1)) else { continue };
            let (before, after) = (Span { first, last: end }, Span { first: second, last });
            let (mut spans, mut papers) = ([0; 2], [0; 2]);
            for _ in 0..RUNS {
                let seen = observations(first, &themes(&mut random, 2 * days, ARTICLES_A_DAY, events), "");
                count(&mut spans, &changes(seen.iter(), THEMES, before, after));
                let sides = ["one", "other"]
                    .map(|paper| observations(first, &themes(&mut random, days, ARTICLES_A_DAY, events), paper));
                let sides = sides.each_ref().map(|side| side.iter().collect::<Vec<&Observation>>());
                count(&mut papers, &compare_selections([&sides[0], &sides[1]], THEMES).differences);
            }
            let [tests, clear, tests_of_papers, clear_papers] = [
                spans[0] as f64 / (RUNS * THEMES) as f64,
                spans[1] as f64 / RUNS as f64,
                papers[0] as f64 / (RUNS * THEMES) as f64,
                papers[1] as f64 / RUNS as f64,
            ];
            println!("{name:<30} {days:>6} {tests:>16.3} {clear:>11.2} {tests_of_papers:>17.3} {clear_papers:>11.2}");
        }
    }
}

/// Counts the tests with p < 0.05, and whether any theme clearly differs.
fn count(found: &mut [usize; 2], differences: &[ThemeChange]) {
    found[0] += differences.iter().filter(|change| change.difference.p_value < 0.05).count();
    found[1] += usize::from(differences.iter().any(ThemeChange::is_clear));
}
