//! Correction of shares for the model's errors, on real labelled articles whose mix of themes is shifted on purpose.
//!
//! `MIXES=200 cargo test --release --test correction -- --ignored --nocapture` is the full study; a few mixes are enough to notice
//! that something broke.

mod common;

use common::shared;
use policyvane::corpus::{Article, Input, ReadOptions, ThemeSet, open};
use policyvane::features::Document;
use policyvane::model::{Classifier, TrainSettings, train};
use policyvane::trends::{Target, expectation_maximisation_intervals, explains_counts};

fn articles(path: std::path::PathBuf) -> Vec<Article> {
    let options = ReadOptions::default();
    open(&Input { path, name: "articles".into() }, &options).unwrap().filter_map(Result::ok).collect()
}

/// SplitMix64 (Steele, Lea & Flood 2014), as numbers from 0 to 1.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[test]
#[ignore = "needs the real news beside the repository (../shared)"]
fn corrected_shares_are_nearer_to_the_truth_and_their_intervals_hold_it() {
    let (learned, judged) = (shared("corpus/train.jsonl"), shared("corpus/dev.jsonl"));
    let mixes: usize = std::env::var("MIXES").ok().and_then(|text| text.parse().ok()).unwrap_or(25);
    let settings = TrainSettings::default();
    let bundle = train(&articles(learned), &[], &ThemeSet::default(), &settings, &|_| true).unwrap();
    let classifier = Classifier::new(bundle).unwrap();
    let themes = classifier.themes().len();
    let prior = classifier.calibration().means();
    let confusion = classifier.metrics().unwrap().evaluation.confusion.concat();

    // Each dev article: its true theme, the predicted one, and the probabilities of all.
    let mut by_theme: Vec<Vec<(usize, Vec<f32>)>> = vec![Vec::new(); themes];
    for article in articles(judged) {
        let Ok(truth) = classifier.theme_index(&article.theme) else { continue };
        let predicted = classifier.assign(&Document { headline: &article.title, body: &article.text });
        by_theme[truth].push((predicted.theme, predicted.probabilities.iter().map(|p| *p as f32).collect()));
    }

    let mut random = Random(2026);
    let (mut counting, mut correcting, mut held, mut all, mut refused) = (0.0, 0.0, 0usize, 0usize, 0usize);
    for _ in 0..mixes {
        // A mix drawn evenly from all mixes (Dirichlet with all ones), and a thousand articles of it.
        let weights: Vec<f64> = by_theme.iter().map(|t| if t.is_empty() { 0.0 } else { -random.next().ln() }).collect();
        let sum: f64 = weights.iter().sum();
        let (mut truth, mut predicted, mut probabilities) = (vec![0.0; themes], vec![0.0; themes], Vec::new());
        for _ in 0..1000 {
            let mut left = random.next() * sum;
            let theme = weights
                .iter()
                .position(|w| {
                    left -= w;
                    left < 0.0
                })
                .unwrap_or(0);
            let pool = &by_theme[theme];
            let (assigned, row) = &pool[(random.next() * pool.len() as f64) as usize];
            truth[theme] += 0.001;
            predicted[*assigned] += 0.001;
            probabilities.extend_from_slice(row);
        }
        let (found, intervals) =
            expectation_maximisation_intervals(&probabilities, prior, &confusion, Target::Articles).unwrap();
        let counts: Vec<usize> = predicted.iter().map(|share: &f64| (share * 1000.0).round() as usize).collect();
        refused += usize::from(!explains_counts(&found.shares, &counts, &confusion));
        for theme in 0..themes {
            counting += f64::abs(predicted[theme] - truth[theme]);
            correcting += f64::abs(found.shares[theme] - truth[theme]);
            held += usize::from(
                intervals[theme].low - 1e-9 <= truth[theme] && truth[theme] <= intervals[theme].high + 1e-9,
            );
            all += 1;
        }
    }
    let cells = all as f64;
    let (gain, coverage) = (1.0 - correcting / counting, held as f64 / cells);
    println!(
        "{mixes} mixes: mean absolute error {:.5} by counting, {:.5} corrected ({:.0}% less); intervals hold {:.1}%; {refused} refused",
        counting / cells,
        correcting / cells,
        100.0 * gain,
        100.0 * coverage
    );
    assert!(gain >= 0.3, "error only {gain:.3} less than by counting");
    assert!(20 * refused <= mixes, "{refused} of {mixes} corrections refused");
    assert!((0.9..=0.98).contains(&coverage), "intervals hold {coverage:.3} of the shares");
}
