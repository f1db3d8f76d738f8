//! The numbers of articles that a comparison rests on.

use crate::Language;
use crate::messages;
use crate::report::words::thousands;
use crate::trends::ThemeChange;

/// A comparison with fewer articles on one side tells little.
const FEW_ARTICLES: usize = 100;

/// The numbers of articles that a comparison of spans rests on.
pub(in crate::report) fn compared_articles(changes: &[ThemeChange], language: Language) -> String {
    let Some(first) = changes.first().map(|change| change.difference) else { return String::new() };
    let totals = [first.before.total, first.after.total];
    let [before, after] = totals.map(thousands);
    messages::compared_in_spans(language, &before, &after) + few_articles(totals, language)
}

/// A warning where one side of a comparison has few articles.
pub(super) fn few_articles(totals: [usize; 2], language: Language) -> &'static str {
    if totals.into_iter().any(|total| total < FEW_ARTICLES) { messages::compared_few(language) } else { "" }
}
