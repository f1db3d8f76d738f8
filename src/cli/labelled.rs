//! Articles with their themes: what `classify` and `report` share.

use policyvane::corpus::{Adcode, Article, Gazetteer};
use policyvane::features::{Document, Scratch};
use policyvane::model::{Assignment, Classifier};
use rayon::prelude::*;

/// Assigns themes to many articles in parallel; the order stays.
pub fn assign_all(classifier: &Classifier, articles: &[Article]) -> Vec<Assignment> {
    articles
        .par_iter()
        .with_min_len(8)
        .map_init(Scratch::default, |scratch, article| {
            classifier.assign_with(&Document { headline: &article.title, body: &article.text }, scratch)
        })
        .collect()
}

/// The full name of an article's region; empty where it is unknown.
pub fn region_name(article: &Article) -> String {
    match article.region.parse::<Adcode>() {
        Ok(adcode) => Gazetteer::shared().full_name(adcode),
        Err(()) => String::new(),
    }
}
