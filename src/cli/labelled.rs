//! Articles with their themes: what `classify` and `report` share.

use policyvane::corpus::{Adcode, Article, Gazetteer};
use policyvane::features::{Document, KnownWords, Scratch};
use policyvane::model::{Assignment, Classifier};
use policyvane::trends::{KeptWords, NumberedWords};
use rayon::prelude::*;

/// Assigns themes to many articles in parallel; the order stays.
pub fn assign_all(classifier: &Classifier, articles: &[Article]) -> Vec<Assignment> {
    articles
        .par_iter()
        .with_min_len(8)
        .map_init(Scratch::default, |scratch, article| classifier.assign_with(&document(article), scratch))
        .collect()
}

/// Assigns themes to many articles in parallel, and numbers their words, which are cut on the way.
pub fn assign_reading(
    classifier: &Classifier,
    articles: &[Article],
    kept: &KeptWords,
) -> (Vec<Assignment>, Vec<(KnownWords, NumberedWords)>) {
    articles
        .par_iter()
        .with_min_len(8)
        .map_init(Scratch::default, |scratch, article| {
            let (document, mut words) = (document(article), NumberedWords::default());
            let (assignment, known) = classifier.assign_reading(&document, scratch, |cut| kept.number(cut, &mut words));
            (assignment, (known, words))
        })
        .unzip()
}

fn document(article: &Article) -> Document<'_> {
    Document { headline: &article.title, body: &article.text }
}

/// The full name of an article's region; empty where it is unknown.
pub fn region_name(article: &Article) -> String {
    match article.region.parse::<Adcode>() {
        Ok(adcode) => Gazetteer::shared().full_name(adcode),
        Err(()) => String::new(),
    }
}
