//! How fast jieba-rs alone cuts the texts of an article file, on all cores: the yardstick of `benches/peers/run.py`.
//!
//! usage: jieba_alone NEWS.jsonl[.gz]      prints seconds, of cutting alone and with reading

use std::time::Instant;

use policyvane::corpus::{Input, ReadOptions, open};
use rayon::prelude::*;

fn main() {
    let path = std::env::args().nth(1).expect("usage: jieba_alone NEWS.jsonl");
    let start = Instant::now();
    let input = Input { path: path.clone().into(), name: path };
    let options = ReadOptions { places_later: true, ..Default::default() };
    let articles: Vec<_> = open(&input, &options).expect("a file of articles").flatten().collect();
    let jieba = jieba_rs::Jieba::new();
    let cutting = Instant::now();
    let words: usize = articles
        .par_iter()
        .map(|article| jieba.cut(&article.title, false).len() + jieba.cut(&article.text, false).len())
        .sum();
    println!("{:.3} {:.3} {words}", cutting.elapsed().as_secs_f64(), start.elapsed().as_secs_f64());
}
