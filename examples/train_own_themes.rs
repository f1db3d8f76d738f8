//! From labelled articles to a model of your own themes, evaluated on articles that it has not seen.
//!
//! Run it with `cargo run --release --example train_own_themes`.

use policyvane::corpus::{Inputs, Problem, ThemeSet};
use policyvane::model::{TrainSettings, train};
use policyvane::{Article, Classifier, ReadOptions};

/// Labelled articles: JSON Lines with the fields `text` and `theme`, and others that help (`title`, `date`, `also`).
/// Any ids can stand in `theme`; the model learns the themes that it finds there.
const LABELLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample-labels.jsonl");

fn main() -> Result<(), policyvane::Error> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut articles: Vec<Article> = Vec::new();
    let inputs = Inputs::find(&[LABELLED], ReadOptions::default(), None, None, &mut problems)?;
    inputs.read(&mut problems, 256, |portion, _| {
        articles.extend(portion);
        Ok(())
    })?;

    // Learn from earlier articles and test on later ones, as the model will be used.
    articles.sort_by_key(|article| article.date);
    let (earlier, later) = articles.split_at(articles.len() * 3 / 4);

    // The theme set gives names to the ids that it knows. The second argument takes unlabelled articles, thousands of
    // which make a model better. The last argument is called after each step and can stop the training.
    let known = ThemeSet::default();
    let bundle = train(earlier, &[], &known, &TrainSettings::default(), &|_| true)?;

    // These bytes are a model file: write them to disk, and use them later with `--model` or as here.
    let bytes = bundle.to_bytes()?;
    let classifier = Classifier::from_bytes("my-themes.pvm", &bytes)?;
    println!("{} themes learned from {} articles, {} bytes", classifier.themes().len(), earlier.len(), bytes.len());

    let scores = classifier.evaluate(later);
    println!("on {} later articles: accuracy {:.3}, macro-F1 {:.3}", scores.articles, scores.accuracy, scores.macro_f1);
    for theme in scores.themes.iter().filter(|theme| theme.support > 0) {
        println!("  {:30} F1 {:.3}  ({} articles)", theme.theme, theme.f1, theme.support);
    }
    Ok(())
}
