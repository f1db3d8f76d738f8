//! How fast each step is on the sample: `cargo bench`. Rates are told in bytes of UTF-8 text.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use policyvane::corpus::reprints::{Printing, SketchStore, THRESHOLD, sketch, stories};
use policyvane::corpus::{Article, Input, ReadOptions, Sources, ThemeSet, open, page};
use policyvane::features::{Document, FeatureConfig, FeatureSpace};
use policyvane::model::{Classifier, SHIPPED, TrainSettings, train};
use policyvane::text::{Segmenter, TextConfig, normalise};

fn sample() -> Vec<Article> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample-labels.jsonl");
    let input = Input { path: path.into(), name: "sample-labels.jsonl".into() };
    open(&input, &ReadOptions::default()).expect("the sample").flatten().collect()
}

fn pipeline(criterion: &mut Criterion) {
    let articles = sample();
    let documents: Vec<Document<'_>> =
        articles.iter().map(|a| Document { headline: &a.title, body: &a.text }).collect();
    let bytes: u64 = articles.iter().map(|a| (a.title.len() + a.text.len()) as u64).sum();
    let segmenter = Segmenter::new(&TextConfig::default()).expect("the dictionary");
    let classifier = Classifier::from_bytes("built-in", SHIPPED).expect("the model");

    let mut group = criterion.benchmark_group("sample");
    group.throughput(Throughput::Bytes(bytes)).sample_size(20);
    group.bench_function("segmentation by jieba-rs alone", |b| {
        let jieba = jieba_rs::Jieba::new();
        let texts: Vec<String> = articles.iter().map(|a| normalise(&a.text).into_owned()).collect();
        b.iter(|| texts.iter().map(|text| black_box(jieba.cut(text, false)).len()).sum::<usize>());
    });
    group.bench_function("features", |b| {
        let (space, _) = FeatureSpace::fit(&FeatureConfig::default(), &segmenter, &documents);
        b.iter(|| documents.iter().map(|d| black_box(space.row(&segmenter, d)).columns.len()).sum::<usize>());
    });
    group.bench_function("classification", |b| {
        b.iter(|| documents.iter().map(|d| black_box(classifier.assign(d)).theme).sum::<usize>());
    });
    group.bench_function("training", |b| {
        let settings = TrainSettings { folds: 0, ..Default::default() };
        b.iter(|| train(&articles, &[], &ThemeSet::default(), &settings, &|_| true).expect("a model"));
    });
    group.finish();

    let text: String = articles.iter().map(|a| format!(" {}\n", a.text)).collect();
    let mut group = criterion.benchmark_group("pages");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
    group.bench_function("one long page to articles", |b| {
        let (context, sources) =
            (page::PageContext { file: "2025-01-01.txt", ..Default::default() }, Sources::default());
        b.iter(|| page::read(black_box(&text), &context, &sources).expect("a page").articles.len());
    });
    group.finish();
}

/// Reprints: sketches of texts, and stories of ten thousand printings.
fn reprints(criterion: &mut Criterion) {
    let articles = sample();
    let bytes: u64 = articles.iter().map(|a| a.text.len() as u64).sum();
    let mut group = criterion.benchmark_group("reprints");
    group.throughput(Throughput::Bytes(bytes)).sample_size(10);
    group.bench_function("sketches", |b| {
        b.iter(|| articles.iter().for_each(|a| drop(black_box(sketch(&a.title, &a.text)))));
    });
    let mut sketches = SketchStore::default();
    let printings: Vec<Printing> = (0..10_000)
        .map(|number| {
            let article = &articles[number % articles.len()];
            // Every printing is cut at another place.
            let kept = article.text.chars().count() * (60 + number * 7 % 41) / 100;
            let text: String = article.text.chars().take(kept).collect();
            Printing {
                sketch: sketches.add(&sketch("", &text)),
                day: Some((number % 5) as i32),
                paper: Some(number as u32),
            }
        })
        .collect();
    group.throughput(Throughput::Elements(printings.len() as u64));
    group.bench_function("stories of 10,000 printings", |b| {
        b.iter(|| stories(&printings, &sketches, THRESHOLD).unwrap().len())
    });
    group.finish();
}

criterion_group!(benches, pipeline, reprints);
criterion_main!(benches);
