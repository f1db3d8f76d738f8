//! Trains the models that find where articles begin, from articles whose beginnings are known:
//!
//! ```sh
//! python3 training/compose_pages.py train.jsonl -o pages
//! cargo run --release -p policyvane-training -- wording train.jsonl models/boundary-wording.csv
//! cargo run --release -p policyvane-training -- weights pages models/boundary-weights.csv
//! cargo run --release -p policyvane-training -- trees pages models/boundary-trees.csv
//! cargo run --release -p policyvane-training -- all-wording train.jsonl models/boundary-wording.csv
//! ```
//!
//! Pages whose lines are wider than a column are rewrapped and have tables of their own, learned from pages that are
//! composed as files have them (`earlier.jsonl`: television news before July 2023; `issues.jsonl`: the pages of one paper in
//! July and August 2023; `--without`: the pages that the result is tested on):
//!
//! ```sh
//! python3 training/compose_pages.py train-papers.jsonl train.jsonl earlier.jsonl -o files -n 3000 --seed 3 \
//!     --as-files 1.0 --without scored/*.txt
//! cargo run --release -p policyvane-training -- weights files models/boundary-weights-rewrapped.csv
//! python3 training/compose_pages.py train-papers.jsonl train.jsonl earlier.jsonl -o files -n 3000 --seed 3 \
//!     --as-files 1.0 --issues issues.jsonl --layouts 2 --without scored/*.txt
//! cargo run --release -p policyvane-training -- trees files models/boundary-trees-rewrapped.csv
//! ```
//!
//! The dictionary of the segmenter is jieba's (`dict.txt` of jieba-rs 0.11) as a trie:
//!
//! ```sh
//! cargo run --release -p policyvane-training -- dictionary dict.txt data/jieba-dictionary.trie.zst
//! ```
//!
//! The first command learns which words open and close articles, by ridge regression on the half of the articles that
//! is not used in the composed pages. The second, rebuilt with the output of the first, learns the weights of the first
//! pass over a page by logistic regression on four fifths of the pages, and prints scores on the last fifth. The third,
//! rebuilt again, learns the trees of the second pass on the same split. The last relearns the wording from all
//! articles.

mod boost;

use std::collections::BTreeMap;

use linfa::ParamGuard;
use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};
use policyvane::corpus::page::boundary::{ArticleEnd, Example, FIRST_PASS_FEATURE_NAMES, second_pass_feature_names};
use policyvane::corpus::page::{boundary_examples, opening};
use policyvane::features::{Row, SparseRows};
use policyvane::model::LinearParams;
use policyvane::text::WordTrie;
use rayon::prelude::*;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["wording", articles, output] => wording(articles, output, &|id| half(id) == 0),
        ["all-wording", articles, output] => wording(articles, output, &|_| true),
        ["weights", folder, output] => weights(folder, output),
        ["trees", folder, output] => trees(folder, output),
        ["dictionary", words, output] => dictionary(words, output),
        _ => panic!(
            "usage: policyvane-training wording|all-wording ARTICLES.jsonl TABLE.csv | weights|trees PAGES TABLE.csv | dictionary dict.txt TRIE"
        ),
    }
}

/// Makes the segmenter's dictionary from jieba's `dict.txt` (`word frequency tag` on each line).
fn dictionary(words: &str, output: &str) {
    let text = std::fs::read_to_string(words).expect("the dictionary");
    fn entry(line: &str) -> Option<(&str, u64)> {
        let mut fields = line.split_ascii_whitespace();
        Some((fields.next()?, fields.next()?.parse().expect("a frequency")))
    }
    let trie = WordTrie::build(text.lines().filter_map(entry)).expect("a trie");
    let compressed = zstd::encode_all(&trie.to_bytes()[..], 19).expect("compressed bytes");
    println!("{} bytes, compressed {}", trie.to_bytes().len(), compressed.len());
    std::fs::write(output, compressed).expect("the output");
}

/// Terms that occur fewer times than this get no weight.
const MIN_FREQUENCY: usize = 8;
/// At most this many terms are kept for each end, those with the largest absolute weights.
const MAX_TERMS: usize = 6000;

/// Learns the wording of article ends from the articles whose id `include` accepts.
fn wording(articles: &str, output: &str, include: &dyn Fn(&str) -> bool) {
    let text = std::fs::read_to_string(articles).expect("a file of articles");
    let mut table = String::from("end,term,weight\n");
    for end in [ArticleEnd::Open, ArticleEnd::Close] {
        // Terms, whether the paragraph is at this end, and weight; local papers are few, so they weigh more.
        let mut examples: Vec<(Vec<String>, usize, f32)> = Vec::new();
        for line in text.lines() {
            let article: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let field = |name: &str| article[name].as_str().unwrap_or_default();
            if !include(field("id")) {
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
                // A long paragraph also has sentences that are at neither end.
                if let Some((before, after)) = paragraph.split_once('。').filter(|(a, b)| a.len() > 60 && b.len() > 60)
                {
                    let inner = if end == ArticleEnd::Open { after } else { before };
                    examples.push((end.terms(inner), 0, weight));
                }
            }
        }
        let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
        examples.iter().flat_map(|(terms, ..)| terms).for_each(|term| *frequency.entry(term).or_default() += 1);
        let terms: Vec<&str> =
            frequency.into_iter().filter(|(_, n)| *n >= MIN_FREQUENCY).map(|(term, _)| term).collect();
        let column: BTreeMap<&str, u32> = (0..).zip(&terms).map(|(c, term)| (*term, c)).collect();
        let mut rows = SparseRows::new(terms.len());
        for (present, ..) in &examples {
            let columns: Vec<u32> = present.iter().filter_map(|term| column.get(term.as_str()).copied()).collect();
            let value = 1.0 / (present.len().max(1) as f32).sqrt();
            rows.push(Row { values: vec![value; columns.len()], columns }.view());
        }
        let data = DatasetBase::new(rows, examples.iter().map(|e| e.1).collect::<Array1<usize>>())
            .with_weights(examples.iter().map(|e| e.2).collect::<Array1<f32>>());
        let model =
            LinearParams::default().cost(0.3).balance(1.0).check().expect("settings").fit(&data).expect("a model");
        let mut weighted: Vec<(&str, f32)> = terms
            .iter()
            .enumerate()
            .map(|(c, term)| (*term, model.weights_of(c)[1] - model.weights_of(c)[0]))
            .collect();
        weighted.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
        weighted.truncate(MAX_TERMS);
        weighted.sort_by(|a, b| a.0.cmp(b.0));
        println!("{}: {} paragraphs, {} terms", end.name(), examples.len(), weighted.len());
        weighted.iter().for_each(|(term, weight)| table += &format!("{},{term},{weight:.3}\n", end.name()));
    }
    std::fs::write(output, table).expect("the table is written");
}

/// Assigns an article to one of two half_spans, as in `compose_pages.py`.
fn half(id: &str) -> u8 {
    md5::compute(id.as_bytes())[0] % 2
}

/// Applies a function to each item in parallel and returns the results in order.
fn each_in_parallel<T: Sync, R: Send>(items: &[T], function: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
    items.par_iter().map(function).collect()
}

/// Returns the boundary candidates of each page in a folder.
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

/// Prints precision, recall and F1 of the predicted beginnings on held-out pages at several thresholds.
fn print_scores(held_out: &[Example], score: &dyn Fn(&Example) -> f64) {
    for threshold in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6f64] {
        let limit = (threshold / (1.0 - threshold)).ln();
        let (mut true_positives, mut predicted, mut actual) = (0u32, 0u32, 0u32);
        for example in held_out {
            let is_predicted = score(example) > limit;
            predicted += u32::from(is_predicted);
            actual += u32::from(example.begins);
            true_positives += u32::from(is_predicted && example.begins);
        }
        let share = |of: u32| f64::from(true_positives) / f64::from(of.max(1));
        let f1 = f64::from(2 * true_positives) / f64::from(predicted + actual);
        println!("threshold {threshold}: precision {:.4}, recall {:.4}, F1 {f1:.4}", share(predicted), share(actual));
    }
}

/// Trains the trees of the second pass.
fn trees(folder: &str, output: &str) {
    let pages = examples(folder);
    let training_pages = pages.len() * 4 / 5;
    let held_out = pages[training_pages..].concat();
    let (rows, targets): (Vec<Vec<f64>>, Vec<bool>) =
        pages.into_iter().take(training_pages).flatten().map(|e| (e.second, e.begins)).unzip();
    println!("{} candidates learned from", rows.len());
    let settings = boost::Settings { trees: 200, leaves: 16, learning_rate: 0.08, min_child_weight: 5.0, l2: 5.0 };
    let model = boost::boost(&rows, &targets, settings);
    let scorer = model.compact();
    print_scores(&held_out, &|example| scorer.score(&example.second));
    std::fs::write(output, model.write(&second_pass_feature_names())).expect("the table is written");
}

/// Trains the weights of the first pass.
fn weights(folder: &str, output: &str) {
    let pages = examples(folder);
    let training_pages = pages.len() * 4 / 5;
    let (training, held_out) = (pages[..training_pages].concat(), pages[training_pages..].concat());
    // The first feature is the constant, which the intercept of the model replaces.
    let width = FIRST_PASS_FEATURE_NAMES.len() - 1;
    let rows = Array2::from_shape_fn((training.len(), width), |(r, c)| training[r].first[c + 1]);
    let targets = Array1::from_shape_fn(training.len(), |r| training[r].begins);
    let model = LogisticRegression::default()
        .alpha(1.0)
        .max_iterations(500)
        .fit(&DatasetBase::new(rows, targets))
        .expect("the regression converges");
    // linfa may treat either class as the positive one.
    let sign = if model.labels().pos.class { 1.0 } else { -1.0 };
    let weights: Vec<f64> =
        std::iter::once(model.intercept()).chain(model.params().iter().copied()).map(|w| w * sign).collect();
    println!("{} candidates learned from", training.len());
    print_scores(&held_out, &|example| example.first.iter().zip(&weights).map(|(f, w)| f * w).sum());
    let table: String = FIRST_PASS_FEATURE_NAMES.iter().zip(&weights).map(|(f, w)| format!("{f},{w:.4}\n")).collect();
    std::fs::write(output, format!("feature,weight\n{table}")).expect("the table is written");
    print!("{table}");
}
