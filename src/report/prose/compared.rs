//! The numbers of articles that a comparison rests on.

use crate::Language;
use crate::messages;
use crate::numeric::median_of_sorted;
use crate::report::words::thousands;
use crate::trends::ThemeChange;

/// A comparison with fewer articles on one side tells little.
const FEW_ARTICLES: usize = 100;
/// The articles that a comparison effectively rests on are told if those of one side are this many times as many.
const MUCH_FEWER: f64 = 1.5;

/// The numbers of articles that a comparison of spans rests on.
pub(in crate::report) fn compared_articles(changes: &[ThemeChange], language: Language) -> String {
    let Some(first) = changes.first().map(|change| change.difference) else { return String::new() };
    let [before, after] = [first.before.total, first.after.total].map(thousands);
    messages::compared_in_spans(language, &before, &after) + &what_they_tell(changes, language)
}

/// As how many independent articles those of a comparison count, where these are far fewer, and a warning where they are few.
pub(super) fn what_they_tell(changes: &[ThemeChange], language: Language) -> String {
    let Some(first) = changes.first().map(|change| change.difference) else { return String::new() };
    let totals = [first.before.total, first.after.total];
    let effective = [0, 1].map(|side| median_effective_total(changes, side).unwrap_or(totals[side] as f64));
    let mut text = String::new();
    if totals.into_iter().zip(effective).any(|(total, effective)| total as f64 >= MUCH_FEWER * effective) {
        let [before, after] = effective.map(|effective| thousands(effective.round() as usize));
        text += &messages::compared_effective(language, &before, &after);
    }
    if effective.into_iter().any(|effective| effective < FEW_ARTICLES as f64) {
        text += messages::compared_few(language);
    }
    text
}

/// The median of the effective numbers of articles of one side over the themes that it or the other has.
fn median_effective_total(changes: &[ThemeChange], side: usize) -> Option<f64> {
    let is_present = |change: &&ThemeChange| change.difference.before.count + change.difference.after.count > 0;
    let mut totals: Vec<f64> = changes.iter().filter(is_present).map(|change| change.effective_totals[side]).collect();
    totals.sort_by(f64::total_cmp);
    median_of_sorted(&totals)
}
