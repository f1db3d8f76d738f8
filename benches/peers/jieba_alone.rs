//! How fast jieba-rs alone cuts the texts of an article file, on all cores: the yardstick of `benches/peers/run.py`.
//!
//! usage: cargo bench --bench jieba_alone -- NEWS.jsonl[.gz]
//!
//! It prints the seconds of cutting alone, and those of reading and cutting.

use std::time::Instant;

use policyvane::corpus::{Input, ReadOptions, open};
use rayon::prelude::*;

fn main() {
    // Cargo adds `--bench` to the arguments; without a file there is nothing to measure.
    let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else { return };
    let start = Instant::now();
    let input = Input { path: path.clone().into(), name: path };
    let options = ReadOptions::default();
    let articles: Vec<_> = open(&input, &options).expect("a file of articles").flatten().collect();
    let jieba = jieba_rs::Jieba::new();
    let cutting = Instant::now();
    let words: usize = articles
        .par_iter()
        .map(|article| jieba.cut(&article.title, false).len() + jieba.cut(&article.text, false).len())
        .sum();
    println!("{:.3} {:.3} {words}", cutting.elapsed().as_secs_f64(), start.elapsed().as_secs_f64());
}
