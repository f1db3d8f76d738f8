//! How large a lasting rise of a theme must be to be found, and how often a change is called clear where there is none.
//!
//! `cargo run --release --example power_curve` uses simulated news that everybody has; with a path (files or tables of
//! articles) it uses that news, and the ids of themes may follow: `power_curve news.jsonl.gz health diplomacy`.
//!
//! The months of the last whole years are dealt at random to two halves, so that nothing lasting is left between them.
//! For the power a rise of 1 to 6 points is planted: as many articles of other themes as needed, chosen at random in the
//! later half, count for the theme.

mod simulation;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use policyvane::survey::Survey;
use policyvane::trends::{Observation, Span, changes, days_read, default_spans};
use policyvane::{Classifier, Result};
use simulation::Random;

const FALSE_RUNS: usize = 20;
const POWER_RUNS: usize = 50;
/// Changes whose false discovery rate is below this are called clear.
const CLEAR: f64 = 0.05;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (news, names, asked) = match arguments.split_first() {
        None => {
            let names = (0..THEMES).map(|theme| format!("theme {theme}")).collect();
            (simulated(7), names, vec![0, 1, THEMES - 1])
        }
        Some((path, themes)) => {
            let classifier = Classifier::shipped()?;
            let mut survey = Survey::new(&classifier);
            survey.read(path)?;
            let first = |article: &policyvane::analysis::SurveyedArticle<'_>| !article.reprint;
            let articles = survey.surveyed()?;
            let news = articles.iter().filter(|a| first(a)).map(|a| a.classified.observation.clone()).collect();
            let names: Vec<String> = classifier.themes().iter().map(|theme| theme.id.clone()).collect();
            let asked = themes.iter().map(|theme| classifier.theme_index(theme)).collect::<Result<_>>()?;
            (news, names, asked)
        }
    };
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let Some(dealer) = Dealer::new(news) else {
        println!("fewer than two years of news: there are no months to deal");
        return Ok(());
    };

    let (mut clear, mut covered) = (0, 0);
    for _ in 0..FALSE_RUNS {
        let found = dealer.changes(&mut random, names.len(), None);
        clear += found.iter().filter(|change| change.false_discovery < CLEAR).count();
        covered += found.iter().filter(|c| c.difference.low <= 0.0 && 0.0 <= c.difference.high).count();
    }
    println!("months dealt at random, {FALSE_RUNS} runs:");
    println!("  intervals that hold 0: {:.3}", covered as f64 / (FALSE_RUNS * names.len()) as f64);
    println!("  clear themes a run:    {:.2}", clear as f64 / FALSE_RUNS as f64);
    println!("planted rise, share of {POWER_RUNS} runs in which it is clear:");
    println!("  points                 1     2     3     4     5     6");
    for theme in asked {
        let mut line = format!("  {:<18}", names[theme]);
        for points in 1..=6 {
            let is_found = |_: &usize| {
                let change = dealer.changes(&mut random, names.len(), Some((theme, f64::from(points) / 100.0)))[theme];
                change.false_discovery < CLEAR && change.difference.value > 0.0
            };
            line += &format!("{:>6.2}", (0..POWER_RUNS).filter(is_found).count() as f64 / POWER_RUNS as f64);
        }
        println!("{line}");
    }
    Ok(())
}

/// News by month, to be dealt to two halves.
struct Dealer {
    months: Vec<Vec<Observation>>,
    /// The first days of the months.
    places: Vec<Date>,
    spans: (Span, Span),
}

impl Dealer {
    /// Keeps the whole months of the last whole years; none where there are fewer than two years.
    fn new(news: Vec<Observation>) -> Option<Self> {
        let (before, after) = default_spans(days_read(&[], &news)?)?;
        let mut months: BTreeMap<Date, Vec<Observation>> = BTreeMap::new();
        for seen in news {
            let Some(day) = seen.date.and_then(|date| date.full()) else { continue };
            if before.holds(day) || after.holds(day) {
                months.entry(day.first_of_month()).or_default().push(seen);
            }
        }
        // A span may begin within a month.
        months.retain(|first, _| *first >= before.first && first.last_of_month() <= after.last);
        let (places, months): (Vec<Date>, Vec<Vec<Observation>>) = months.into_iter().unzip();
        let middle = *places.get(places.len() / 2)?;
        let spans = (
            Span { first: *places.first()?, last: middle.yesterday().ok()? },
            Span { first: middle, last: places.last()?.last_of_month() },
        );
        (places.len() >= 24).then_some(Dealer { months, places, spans })
    }

    /// The changes between two halves of the months in random order; `planted` is a theme and its rise.
    fn changes(
        &self,
        random: &mut Random,
        themes: usize,
        planted: Option<(usize, f64)>,
    ) -> Vec<policyvane::trends::ThemeChange> {
        let mut order: Vec<usize> = (0..self.months.len()).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, (random.unit() * (i + 1) as f64) as usize);
        }
        let all = || self.months.iter().flatten();
        let share = |theme| all().filter(|seen| seen.theme == theme).count() as f64 / all().count() as f64;
        // The chance of an article of another theme to count for the planted one.
        let chance = planted.map_or(0.0, |(theme, rise)| rise / (1.0 - share(theme)));
        let mut dealt = Vec::new();
        for (&month, &place) in order.iter().zip(&self.places) {
            for seen in &self.months[month] {
                let day = seen.date.and_then(|date| date.full()).map_or(1, |day| day.day());
                let moved = place.with().day(day.min(place.last_of_month().day())).build().unwrap_or(place);
                let mut seen = Observation { date: Some(moved.into()), ..seen.clone() };
                if let Some((theme, _)) = planted
                    && self.spans.1.holds(moved)
                    && seen.theme != theme
                    && random.unit() < chance
                {
                    seen.theme = theme;
                }
                dealt.push(seen);
            }
        }
        changes(dealt.iter(), themes, self.spans.0, self.spans.1)
    }
}

const THEMES: usize = 20;

/// Three years of twenty articles a day. The share of a theme wanders from day to day, with stories that last for weeks
/// (as in `change_coverage`); the third of the themes whose number leaves 2 when divided by 3 is jumpier than the others.
fn simulated(seed: u64) -> Vec<Observation> {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut heat = [0.0f64; THEMES];
    let mut seen = Vec::new();
    for day in date(2022, 1, 1).series(jiff::Span::new().days(1)).take_while(|day| *day < date(2025, 1, 1)) {
        for (theme, heat) in heat.iter_mut().enumerate() {
            *heat *= 11.0 / 12.0;
            if random.unit() < 1.0 / 150.0 {
                *heat += 2.0 + 4.0 * random.unit() * ((theme % 3) as f64);
            }
        }
        let weights: Vec<f64> =
            heat.iter().enumerate().map(|(theme, heat)| (1.0 + theme as f64 / 4.0) * (1.0 + heat)).collect();
        for _ in 0..20 {
            let mut at = random.unit() * weights.iter().sum::<f64>();
            let theme = weights.iter().position(|weight| {
                at -= weight;
                at < 0.0
            });
            seen.push(Observation { date: Some(day.into()), theme: theme.unwrap_or(0), ..Observation::default() });
        }
    }
    seen
}
