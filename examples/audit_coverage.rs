//! How often the intervals of an audit hold the true shares, and how far its estimates are from them: 200 labels, 500 draws.
//!
//! `cargo run --release --example audit_coverage` prints the table of docs/DECISIONS.md on simulated corpora with models
//! that are good, overconfident and poor. With the name of a file written by `policyvane classify --probabilities -o x.jsonl`
//! whose articles have their true theme in a further field `gold`, the draws are from that file:
//! `cargo run --release --example audit_coverage x.jsonl`.

mod simulation;

use std::collections::BTreeMap;

use policyvane::trends::audit::{
    AuditEstimate, AuditPopulation, CodedArticle, DrawUnit, PredictedArticle, audited_changes, audited_quality,
    audited_shares, draw_sample, prediction_powered_mean,
};
use rayon::prelude::*;
use simulation::Random;

const DRAWS: u64 = 500;
const LABELS: usize = 200;

/// Articles with the model's view and the truth; the later half of them is the later span.
struct Corpus {
    name: String,
    probabilities: Vec<Vec<f32>>,
    chosen: Vec<usize>,
    actual: Vec<usize>,
    themes: usize,
}

/// Intervals counted by the size of the true value, and squared errors.
#[derive(Default)]
struct Held {
    by_size: BTreeMap<&'static str, (usize, usize)>,
    squared_error: f64,
    width: f64,
    intervals: usize,
}

impl Held {
    fn add(&mut self, size: &'static str, truth: f64, found: AuditEstimate) {
        let cell = self.by_size.entry(size).or_default();
        let holds = found.low - 1e-9 <= truth && truth <= found.high + 1e-9;
        *cell = (cell.0 + usize::from(holds), cell.1 + 1);
        self.squared_error += (found.value - truth) * (found.value - truth);
        self.width += found.high - found.low;
        self.intervals += 1;
    }

    fn join(mut self, other: Held) -> Held {
        for (size, (held, all)) in other.by_size {
            let cell = self.by_size.entry(size).or_default();
            *cell = (cell.0 + held, cell.1 + all);
        }
        self.squared_error += other.squared_error;
        self.width += other.width;
        self.intervals += other.intervals;
        self
    }

    fn print(&self, what: &str) {
        let (held, all) = self.by_size.values().fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
        let share = |(held, all): (usize, usize)| format!("{:.3}", held as f64 / all.max(1) as f64);
        let sizes: Vec<String> = self.by_size.iter().map(|(size, cell)| format!("{size} {}", share(*cell))).collect();
        let n = self.intervals.max(1) as f64;
        println!(
            "  {what:<24} held {} ({})  error {:.2}  half-width {:.2} points",
            share((held, all)),
            sizes.join(", "),
            100.0 * (self.squared_error / n).sqrt(),
            50.0 * self.width / n
        );
    }
}

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let corpora: Vec<Corpus> = if files.is_empty() {
        [("good model", 4.2, 1.0), ("overconfident model", 3.4, 2.2), ("poor model", 1.6, 1.0)]
            .map(|(name, sharpness, confidence)| simulated(name, sharpness, confidence))
            .into()
    } else {
        files.iter().map(|file| classified(file)).collect()
    };
    corpora.iter().for_each(measure);
}

fn measure(corpus: &Corpus) {
    let all: Vec<usize> = (0..corpus.actual.len()).collect();
    let (early, late) = all.split_at(all.len() / 2);
    let right = all.iter().filter(|&&i| corpus.actual[i] == corpus.chosen[i]).count() as f64 / all.len() as f64;
    let share = |of: &[usize], themes: &[usize], theme: usize| {
        of.iter().filter(|&&i| themes[i] == theme).count() as f64 / of.len() as f64
    };
    let themes = 0..corpus.themes;
    let truth: Vec<f64> = themes.clone().map(|t| share(&all, &corpus.actual, t)).collect();
    let change: Vec<f64> =
        themes.clone().map(|t| share(late, &corpus.actual, t) - share(early, &corpus.actual, t)).collect();
    let counts = themes.clone().map(|t| (share(&all, &corpus.chosen, t) - truth[t]).powi(2)).sum::<f64>();
    println!(
        "{}: {} articles, accuracy {right:.3}; error of counts {:.2} points",
        corpus.name,
        all.len(),
        100.0 * (counts / corpus.themes as f64).sqrt()
    );
    let held = (0..DRAWS).into_par_iter().map(|seed| one_draw(corpus, seed, &truth, &change, right)).reduce(
        || std::array::from_fn(|_| Held::default()),
        |a: [Held; 5], b| {
            let mut b = b.into_iter();
            a.map(|held| held.join(b.next().unwrap_or_default()))
        },
    );
    let names = ["shares", "PPI++, random sample", "changes", "accuracy", "precision and recall"];
    names.iter().zip(&held).for_each(|(name, held)| held.print(name));
}

fn one_draw(corpus: &Corpus, seed: u64, truth: &[f64], change: &[f64], right: f64) -> [Held; 5] {
    let mut held: [Held; 5] = std::array::from_fn(|_| Held::default());
    let units: Vec<DrawUnit<usize>> = (0..corpus.actual.len())
        .map(|i| DrawUnit { id: i.to_string(), theme: corpus.chosen[i], order: i * 20 / corpus.actual.len() })
        .collect();
    let drawn = draw_sample(&units, corpus.themes, LABELS, seed);
    let coded: Vec<(usize, f64)> = drawn.iter().map(|drawn| (drawn.unit, 1.0 / drawn.probability)).collect();
    let population = part(corpus, 0..corpus.actual.len(), &coded);
    let Some(shares) = audited_shares(&population) else { return held };
    for (share, &truth) in shares.iter().zip(truth) {
        held[0].add(size(truth), truth, share.audited);
    }
    let middle = corpus.actual.len() / 2;
    let (early, late) = (part(corpus, 0..middle, &coded), part(corpus, middle..corpus.actual.len(), &coded));
    let powers: Vec<f64> = shares.iter().map(|share| share.power).collect();
    for (theme, found) in audited_changes(&early, &late, &powers).unwrap_or_default().iter().enumerate() {
        held[2].add(size(truth[theme]), change[theme], found.change);
    }
    if let Some(quality) = audited_quality(&population) {
        held[3].add("all", right, quality.accuracy);
        for (theme, quality) in quality.themes.iter().enumerate() {
            let count = |themes: &[usize]| themes.iter().filter(|t| **t == theme).count() as f64;
            let both = (0..corpus.actual.len()).filter(|&i| corpus.actual[i] == theme && corpus.chosen[i] == theme);
            let both = both.count() as f64;
            if let Some(found) = quality.precision {
                held[4].add("precision", both / count(&corpus.chosen), found);
            }
            if let Some(found) = quality.recall.filter(|_| truth[theme] > 0.0) {
                held[4].add("recall", both / count(&corpus.actual), found);
            }
        }
    }
    // The published estimator on a simple random sample of the same size.
    let all: Vec<DrawUnit<usize>> = units.into_iter().map(|unit| DrawUnit { theme: 0, order: 0, ..unit }).collect();
    let drawn: Vec<usize> = draw_sample(&all, 1, LABELS, seed).iter().map(|drawn| drawn.unit).collect();
    for (theme, &truth) in truth.iter().enumerate() {
        let labels: Vec<f64> = drawn.iter().map(|&i| f64::from(u8::from(corpus.actual[i] == theme))).collect();
        let predictions: Vec<f64> = drawn.iter().map(|&i| f64::from(corpus.probabilities[i][theme])).collect();
        let others: Vec<f64> = corpus.probabilities.iter().map(|p| f64::from(p[theme])).collect();
        if let Some(found) = prediction_powered_mean(&labels, &predictions, &others) {
            let (value, low, high) = (found.value, found.low, found.high);
            held[1].add(size(truth), truth, AuditEstimate { value, low, high, standard_error: 0.0 });
        }
    }
    held
}

fn size(share: f64) -> &'static str {
    match share {
        share if share < 0.02 => "below 2%",
        share if share < 0.05 => "2–5%",
        _ => "above 5%",
    }
}

/// A range of the corpus with the coded articles in it.
fn part<'c>(corpus: &'c Corpus, range: std::ops::Range<usize>, coded: &[(usize, f64)]) -> AuditPopulation<'c> {
    let article =
        |i: usize| PredictedArticle { theme: corpus.chosen[i], probabilities: &corpus.probabilities[i], weight: 1.0 };
    let label =
        |&(i, weight): &(usize, f64)| CodedArticle { article: i - range.start, theme: corpus.actual[i], weight };
    AuditPopulation {
        articles: range.clone().map(article).collect(),
        coded: coded.iter().filter(|(i, _)| range.contains(i)).map(label).collect(),
        themes: corpus.themes,
    }
}

/// Six thousand articles on sixteen themes, from 20% to 1%, some of which change at half-time. A model scores the themes with
/// noise; `sharpness` is by how much the true theme is ahead, and `confidence` above 1 makes its probabilities too sure.
fn simulated(name: &str, sharpness: f64, confidence: f64) -> Corpus {
    let weights = [20.0, 15.0, 12.0, 10.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 3.0, 2.0, 1.5, 1.5, 1.0, 1.0];
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut corpus = Corpus {
        name: name.into(),
        probabilities: Vec::new(),
        chosen: Vec::new(),
        actual: Vec::new(),
        themes: weights.len(),
    };
    for article in 0..6000 {
        let grows = |theme: usize| if article >= 3000 && theme % 4 == 1 { 1.4 } else { 1.0 };
        let total: f64 = weights.iter().enumerate().map(|(t, w)| w * grows(t)).sum();
        let mut at = random.unit() * total;
        let actual = weights.iter().enumerate().position(|(theme, weight)| {
            at -= weight * grows(theme);
            at < 0.0
        });
        let actual = actual.unwrap_or(0);
        let noise = 1.5;
        let scores: Vec<f64> = weights
            .iter()
            .enumerate()
            .map(|(t, weight)| {
                let ahead = if t == actual { sharpness } else { 0.0 };
                confidence * ((ahead + noise * normal(&mut random)) * sharpness / (noise * noise) + weight.ln())
            })
            .collect();
        let largest = scores.iter().copied().fold(f64::MIN, f64::max);
        let sum: f64 = scores.iter().map(|score| (score - largest).exp()).sum();
        corpus.chosen.push(scores.iter().position(|score| *score == largest).unwrap_or(0));
        corpus.probabilities.push(scores.iter().map(|score| ((score - largest).exp() / sum) as f32).collect());
        corpus.actual.push(actual);
    }
    corpus
}

/// A file of classified articles with `probability_…` of each theme and the true theme in `gold`.
fn classified(file: &str) -> Corpus {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let rows: Vec<serde_json::Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let fields = rows.first().and_then(|row| row.as_object()).expect("articles");
    let themes: Vec<String> =
        fields.keys().filter_map(|name| name.strip_prefix("probability_")).map(str::to_owned).collect();
    let mut corpus = Corpus {
        name: file.into(),
        probabilities: Vec::new(),
        chosen: Vec::new(),
        actual: Vec::new(),
        themes: themes.len(),
    };
    for row in &rows {
        let number = |field: &str| themes.iter().position(|theme| row[field] == theme.as_str());
        let (Some(chosen), Some(actual)) = (number("theme"), number("gold")) else { continue };
        corpus.chosen.push(chosen);
        corpus.actual.push(actual);
        let probability = |theme: &String| row[format!("probability_{theme}")].as_f64().unwrap_or(0.0) as f32;
        corpus.probabilities.push(themes.iter().map(probability).collect());
    }
    corpus
}

/// A normal variate by Box & Muller (1958).
fn normal(random: &mut Random) -> f64 {
    (-2.0 * (1.0 - random.unit()).ln()).sqrt() * (2.0 * std::f64::consts::PI * random.unit()).cos()
}
