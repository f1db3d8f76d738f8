//! How many themes, terms and changes of level reports call clear where nothing lasts: the months of real news dealt at random.
//!
//! `cargo run --release --example dealt_months -- NEWS [RUNS]` moves each month of the news, with its days and articles, to
//! the place of another month drawn at random, and makes the analysis of a report of it, with its default spans. What is
//! clear then is chance. One row is printed per run, and the means below.

mod simulation;

use std::collections::BTreeMap;

use jiff::civil::Date;
use policyvane::analysis::AnalysisSettings;
use policyvane::corpus::{Article, Inputs, Problem};
use policyvane::survey::Survey;
use policyvane::trends::MAX_FALSE_DISCOVERY_RATE;
use policyvane::{Classifier, ReadOptions, Result};
use simulation::Random;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(path) = arguments.next() else {
        println!("usage: dealt_months NEWS [RUNS]");
        return Ok(());
    };
    let runs: usize = arguments.next().and_then(|runs| runs.parse().ok()).unwrap_or(20);
    let months = by_month(read(&path)?);
    let classifier = Classifier::shipped()?;
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut sums = [0; 5];
    println!("run  clear themes  clear terms  peaks  levels  clear levels");
    for run in 1..=runs {
        let dealt = deal(&months, &mut random);
        let mut survey = Survey::new(&classifier);
        survey.add(dealt);
        let analysis = survey.analyse(&survey.surveyed()?, &AnalysisSettings::default())?;
        let changes = analysis.comparison.iter().flat_map(|comparison| &comparison.changes);
        let themes = changes.filter(|change| change.is_clear()).count();
        let terms: usize = analysis.new_terms.iter().map(|theme| theme.found.len()).sum();
        let peaks = analysis.peaks.len();
        let levels = || analysis.theme_trends.iter().flat_map(|theme| &theme.levels);
        let clear = levels().filter(|level| level.false_discovery < MAX_FALSE_DISCOVERY_RATE).count();
        let levels = levels().count();
        println!("{run:>3}  {themes:>12}  {terms:>11}  {peaks:>5}  {levels:>6}  {clear:>12}");
        sums.iter_mut().zip([themes, terms, peaks, levels, clear]).for_each(|(sum, found)| *sum += found);
    }
    let [themes, terms, peaks, levels, clear] = sums.map(|sum: usize| sum as f64 / runs.max(1) as f64);
    println!("mean {themes:>11.2}  {terms:>11.2}  {peaks:>5.2}  {levels:>6.2}  {clear:>12.2}");
    Ok(())
}

/// The articles of a file or folder.
fn read(path: &str) -> Result<Vec<Article>> {
    let mut problems: Vec<Problem> = Vec::new();
    let inputs = Inputs::find(&[path], ReadOptions::default(), None, None, &mut problems)?;
    let mut all = Vec::new();
    inputs.read(&mut problems, 256, |articles, _| {
        all.extend(articles);
        Ok(())
    })?;
    Ok(all)
}

/// The articles with a full date by the first days of their months.
fn by_month(articles: Vec<Article>) -> BTreeMap<Date, Vec<Article>> {
    let mut months: BTreeMap<Date, Vec<Article>> = BTreeMap::new();
    for article in articles {
        if let Some(day) = article.date.and_then(|date| date.full()) {
            months.entry(day.first_of_month()).or_default().push(article);
        }
    }
    months
}

/// The articles with their months in random order. The day within the month stays, or becomes the last of a shorter month.
fn deal(months: &BTreeMap<Date, Vec<Article>>, random: &mut Random) -> Vec<Article> {
    let places: Vec<Date> = months.keys().copied().collect();
    let mut order: Vec<&Vec<Article>> = months.values().collect();
    for i in (1..order.len()).rev() {
        order.swap(i, (random.unit() * (i + 1) as f64) as usize);
    }
    let moved = |article: &Article, place: Date| {
        let day = article.date.and_then(|date| date.full()).map_or(1, |day| day.day());
        let day = place.with().day(day.min(place.last_of_month().day())).build().unwrap_or(place);
        Article { date: Some(day.into()), ..article.clone() }
    };
    order.iter().zip(&places).flat_map(|(articles, &place)| articles.iter().map(move |a| moved(a, place))).collect()
}
