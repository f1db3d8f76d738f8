//! The numbers of articles that a comparison rests on.

use crate::Language;
use crate::messages;
use crate::report::words::{p_value, points, thousands};
use crate::trends::{MIN_EFFECTIVE_TOTAL, ThemeChange, median_effective_totals, shown_changes};

/// A comparison with fewer articles than this on one side is marked as a hint only.
const FEW_ARTICLES: usize = 100;
/// The effective number of articles is mentioned where the actual number of one side is at least this many times as large.
const MUCH_FEWER: f64 = 1.5;

/// Whether any change rests on enough articles to be shown. Where none does, to write that no change is clear would say nothing.
pub(in crate::report) fn can_compare(changes: &[ThemeChange]) -> bool {
    shown_changes(changes).contains(&true)
}

/// What a dash in place of a change means, where some of the changes are not shown; nothing where all are. Tables for programs
/// hold all changes that compare anything, with the effective numbers of articles beside them.
pub(in crate::report) fn not_shown(changes: &[ThemeChange], table: &str, language: Language) -> String {
    if !shown_changes(changes).contains(&false) {
        String::new()
    } else if changes.iter().any(ThemeChange::is_known) {
        messages::compared_not_shown(language, MIN_EFFECTIVE_TOTAL as usize, table)
    } else {
        messages::compared_not_known(language).to_owned()
    }
}

/// The size of a change, its interval and its false discovery rate for a table of the report: dashes where it is not shown.
pub(super) fn change_cells(change: &ThemeChange, is_shown: bool) -> [String; 3] {
    if !is_shown {
        return ["—", "—", "—"].map(String::from);
    }
    let found = &change.difference;
    let interval = format!("{} … {}", points(found.low), points(found.high));
    [points(found.value), interval, p_value(change.false_discovery)]
}

/// The numbers of articles that a comparison of spans rests on.
pub(in crate::report) fn compared_articles(changes: &[ThemeChange], language: Language) -> String {
    let Some(first) = changes.first().map(|change| change.difference) else { return String::new() };
    let [before, after] = [first.before.total, first.after.total].map(thousands);
    messages::compared_in_spans(language, &before, &after) + &effective_articles(changes, language)
}

/// How many independent articles would carry as much information as those of a comparison, where that number is far smaller, and a
/// warning where it is small.
pub(super) fn effective_articles(changes: &[ThemeChange], language: Language) -> String {
    let Some(first) = changes.first().map(|change| change.difference) else { return String::new() };
    let totals = [first.before.total, first.after.total];
    let effective = median_effective_totals(changes).unwrap_or(totals.map(|total| total as f64));
    let mut text = String::new();
    // Below one independent article hardly anything is known about chance, so no number is given.
    let is_known = effective.into_iter().all(|effective| effective >= 1.0);
    if is_known && totals.into_iter().zip(effective).any(|(total, effective)| total as f64 >= MUCH_FEWER * effective) {
        let [before, after] = effective.map(|effective| thousands(effective.round() as usize));
        text += &messages::compared_effective(language, &before, &after);
    }
    if can_compare(changes) && effective.into_iter().any(|effective| effective < FEW_ARTICLES as f64) {
        text += messages::compared_few(language);
    }
    text
}
