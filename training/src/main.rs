//! Learns where articles begin, from articles whose beginnings are known:
//!
//! ```sh
//! python3 training/compose_pages.py train.jsonl -o pages
//! cargo run --release -p policyvane-training -- wording train.jsonl models/boundary-wording.csv
//! cargo run --release -p policyvane-training -- weights pages models/boundary-weights.csv
//! cargo run --release -p policyvane-training -- trees pages models/boundary-trees.csv
//! cargo run --release -p policyvane-training -- all-wording train.jsonl models/boundary-wording.csv
//! ```
//!
//! The first learns which words open and close articles, by ridge regression on the half of the articles that no page was
//! composed of; the second, built again with what the first wrote, the weights of the first look at a page, by logistic
//! regression on four fifths of the pages, and tells how well it does on the last fifth; the third, built again, the trees of
//! the second look likewise; the last learns the wording once more from all articles.

mod boost;

use std::collections::BTreeMap;

use linfa::ParamGuard;
use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};
use policyvane::corpus::page::boundary::{ArticleEnd, Example, FEATURES, judged};
use policyvane::corpus::page::{boundary_examples, opening};
use policyvane::features::{Row, SparseRows};
use policyvane::model::LinearParams;
use rayon::prelude::*;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["wording", articles, output] => wording(articles, output, &|id| half(id) == 0),
        ["all-wording", articles, output] => wording(articles, output, &|_| true),
        ["weights", folder, output] => weights(folder, output),
        ["trees", folder, output] => trees(folder, output),
        _ => panic!("usage: boundaries wording|all-wording ARTICLES.jsonl TABLE.csv | weights|trees PAGES TABLE.csv"),
    }
}

/// Terms in fewer paragraphs are not weighed.
const FEWEST: usize = 8;
/// So many terms of each end are kept, those of the largest weight.
const KEPT: usize = 6000;

fn wording(articles: &str, output: &str, wanted: &dyn Fn(&str) -> bool) {
    let text = std::fs::read_to_string(articles).expect("a file of articles");
    let mut table = String::from("end,term,weight\n");
    for end in [ArticleEnd::Open, ArticleEnd::Close] {
        // Paragraphs at this end of an article, and others; local papers are few and count more.
        let mut examples: Vec<(Vec<String>, usize, f32)> = Vec::new();
        for line in text.lines() {
            let article: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let field = |name: &str| article[name].as_str().unwrap_or_default();
            if !wanted(field("id")) {
                continue;
            }
            let weight = if field("source") == "新闻联播" { 1.0 } else { 12.0 };
            let paragraphs: Vec<&str> =
                field("text").lines().map(str::trim).filter(|p| p.chars().count() >= 12).collect();
            for (i, paragraph) in paragraphs.iter().enumerate() {
                let at_end = match end {
                    ArticleEnd::Open => i == 0,
                    ArticleEnd::Close => i + 1 == paragraphs.len(),
                };
                let words = &paragraph[opening(paragraph).length..];
                examples.push((end.terms(words), usize::from(at_end), weight));
                // A long paragraph holds sentences that are at neither end.
                if let Some((before, after)) = paragraph.split_once('。').filter(|(a, b)| a.len() > 60 && b.len() > 60)
                {
                    let within = if end == ArticleEnd::Open { after } else { before };
                    examples.push((end.terms(within), 0, weight));
                }
            }
        }
        let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
        examples.iter().flat_map(|(terms, ..)| terms).for_each(|term| *frequency.entry(term).or_default() += 1);
        let terms: Vec<&str> = frequency.into_iter().filter(|(_, n)| *n >= FEWEST).map(|(term, _)| term).collect();
        let column: BTreeMap<&str, u32> = (0..).zip(&terms).map(|(c, term)| (*term, c)).collect();
        let mut rows = SparseRows::new(terms.len());
        for (found, ..) in &examples {
            let columns: Vec<u32> = found.iter().filter_map(|term| column.get(term.as_str()).copied()).collect();
            let value = 1.0 / (found.len().max(1) as f32).sqrt();
            rows.push(Row { values: vec![value; columns.len()], columns }.view());
        }
        let data = DatasetBase::new(rows, examples.iter().map(|e| e.1).collect::<Array1<usize>>())
            .with_weights(examples.iter().map(|e| e.2).collect::<Array1<f32>>());
        let model =
            LinearParams::default().cost(0.3).balance(1.0).check().expect("settings").fit(&data).expect("a model");
        let mut weighed: Vec<(&str, f32)> = terms
            .iter()
            .enumerate()
            .map(|(c, term)| (*term, model.weights_of(c)[1] - model.weights_of(c)[0]))
            .collect();
        weighed.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
        weighed.truncate(KEPT);
        weighed.sort_by(|a, b| a.0.cmp(b.0));
        println!("{}: {} paragraphs, {} terms", end.name(), examples.len(), weighed.len());
        weighed.iter().for_each(|(term, weight)| table += &format!("{},{term},{weight:.3}\n", end.name()));
    }
    std::fs::write(output, table).expect("the table is written");
}

/// Which half of the articles an article belongs to, as in `compose_pages.py`.
fn half(id: &str) -> u8 {
    md5::compute(id.as_bytes())[0] % 2
}

/// What a function tells of each item, in order.
fn each_in_parallel<T: Sync, R: Send>(items: &[T], told: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
    items.par_iter().map(told).collect()
}

/// The candidates of each page of a folder.
fn examples(folder: &str) -> Vec<Vec<Example>> {
    let gold = std::fs::read_to_string(format!("{folder}/gold.jsonl")).expect("gold.jsonl in the folder");
    each_in_parallel(&gold.lines().collect::<Vec<_>>(), &|line| {
        let truth: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let text = std::fs::read_to_string(format!("{folder}/{}", truth["file"].as_str().expect("a file")));
        let offsets = |field: &str| -> Vec<usize> {
            let articles = truth["articles"].as_array().expect("articles");
            articles.iter().map(|a| a[field].as_u64().expect("an offset") as usize).collect()
        };
        boundary_examples(&text.expect("a page"), &offsets("start"), &offsets("body"))
    })
}

/// Tells how well beginnings are told at several thresholds, on pages not learned from.
fn tell(held: &[Example], score: &dyn Fn(&Example) -> f64) {
    for threshold in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6f64] {
        let limit = (threshold / (1.0 - threshold)).ln();
        let (mut hits, mut said, mut meant) = (0u32, 0u32, 0u32);
        for example in held {
            let says = score(example) > limit;
            said += u32::from(says);
            meant += u32::from(example.begins);
            hits += u32::from(says && example.begins);
        }
        let share = |of: u32| f64::from(hits) / f64::from(of.max(1));
        let f1 = f64::from(2 * hits) / f64::from(said + meant);
        println!("threshold {threshold}: precision {:.4}, recall {:.4}, F1 {f1:.4}", share(said), share(meant));
    }
}

fn trees(folder: &str, output: &str) {
    let pages = examples(folder);
    let kept = pages.len() * 4 / 5;
    let held = pages[kept..].concat();
    let (rows, targets): (Vec<Vec<f64>>, Vec<bool>) =
        pages.into_iter().take(kept).flatten().map(|e| (e.second, e.begins)).unzip();
    println!("{} candidates learned from", rows.len());
    let settings = boost::Settings { trees: 200, leaves: 16, rate: 0.08, least: 5.0, calm: 5.0 };
    let model = boost::boost(&rows, &targets, settings);
    let scorer = model.compact();
    tell(&held, &|example| scorer.score(&example.second));
    std::fs::write(output, model.write(&judged())).expect("the table is written");
}

fn weights(folder: &str, output: &str) {
    let pages = examples(folder);
    let kept = pages.len() * 4 / 5;
    let (learned, held) = (pages[..kept].concat(), pages[kept..].concat());
    // The constant is the model's intercept.
    let width = FEATURES.len() - 1;
    let rows = Array2::from_shape_fn((learned.len(), width), |(r, c)| learned[r].first[c + 1]);
    let targets = Array1::from_shape_fn(learned.len(), |r| learned[r].begins);
    let model = LogisticRegression::default()
        .alpha(1.0)
        .max_iterations(500)
        .fit(&DatasetBase::new(rows, targets))
        .expect("the regression converges");
    // linfa calls either class positive.
    let sign = if model.labels().pos.class { 1.0 } else { -1.0 };
    let weights: Vec<f64> =
        std::iter::once(model.intercept()).chain(model.params().iter().copied()).map(|w| w * sign).collect();
    println!("{} candidates learned from", learned.len());
    tell(&held, &|example| example.first.iter().zip(&weights).map(|(f, w)| f * w).sum());
    let table: String = FEATURES.iter().zip(&weights).map(|(f, w)| format!("{f},{w:.4}\n")).collect();
    std::fs::write(output, format!("feature,weight\n{table}")).expect("the table is written");
    print!("{table}");
}
