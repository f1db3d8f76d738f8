//! Fills the place fields of an article.

use crate::corpus::page::dateline::opening;
use crate::corpus::place::locate::PlaceClues;
use crate::corpus::place::names::gazetteer::Gazetteer;
use crate::corpus::{Article, Sources};

/// Fills the empty fields [`Article::region`] and [`Article::regions`] from the words of the article.
pub fn fill_region(article: &mut Article, sources: &Sources) {
    let gazetteer = Gazetteer::shared();
    if !article.region.is_empty() && !article.regions.is_empty() {
        return;
    }
    let opening = opening(&article.text);
    let text = &article.text[opening.length..];
    let dateline = article
        .dateline
        .as_ref()
        .or(opening.dateline.as_ref())
        .map(|d| format!("{} {}", d.agency, d.place))
        .unwrap_or_default();
    let home = sources.home(&article.source);
    let found = gazetteer.places(&PlaceClues { title: &article.title, text, dateline: &dateline, home });
    if article.region.is_empty() {
        article.region = found.about.map(|about| about.place.to_string()).unwrap_or_default();
        article.region_confidence = found.about.map(|about| (about.confidence * 100.0).round() / 100.0);
    }
    if article.regions.is_empty() {
        article.regions = found.mentioned.iter().map(|named| named.place.to_string()).collect();
    }
}
