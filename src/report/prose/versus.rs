//! Two selections side by side, in words.

use std::fmt::Write;

use crate::Language;
use crate::analysis::VersusFindings;
use crate::corpus::Theme;
use crate::messages;
use crate::report::prose::compared::{can_compare, change_cells, effective_articles, not_shown};
use crate::report::tables::second_name;
use crate::report::words::{percent, points, rounded, thousands};
use crate::trends::{MIN_EFFECTIVE_TOTAL, Pairing, PeriodKind, ThemeChange, shown_changes};

/// A distance of agendas with two digits.
pub(super) fn distance(value: f64) -> String {
    rounded(value, 2)
}

/// The number of stories in each selection, and how they are compared.
pub(in crate::report) fn basis(found: &VersusFindings, language: Language) -> String {
    let second_name = second_name(found, language);
    let (first, second) = (found.first.as_str(), second_name.as_str());
    let comparison = &found.comparison;
    let [in_first, in_second] = found.stories.map(thousands);
    let mut text = messages::versus_stories(language, first, &in_first, second, &in_second);
    let draws = match comparison.clusters {
        PeriodKind::Day => messages::versus_days(language),
        PeriodKind::Week => messages::versus_weeks(language),
        PeriodKind::Quarter => messages::versus_quarters(language),
        _ => messages::versus_months(language),
    };
    text += &match comparison.pairing {
        Pairing::SamePeriods => messages::versus_same_periods(language, draws, comparison.common),
        Pairing::SamePapers => messages::versus_same_papers(language, draws),
        Pairing::Apart => messages::versus_apart(language, draws),
    };
    // Periods or papers that only one of them has are left out.
    if let Some(compared) = comparison.compared().filter(|compared| *compared != found.stories) {
        let [first, second] = compared.map(thousands);
        text += &messages::versus_compared(language, &first, &second);
        let names = [found.first.as_str(), second_name.as_str()];
        for (name, _) in names.into_iter().zip(comparison.are_few(found.stories)).filter(|(_, are_few)| *are_few) {
            text += &messages::versus_small_part(language, name);
        }
    }
    let effective = effective_articles(&comparison.differences, language);
    if !effective.is_empty() {
        text += messages::sentence_space(language);
    }
    text += effective.trim_end();
    if found.in_both > 0 {
        text += &messages::versus_in_both(language, &thousands(found.in_both));
    }
    text
}

/// The section on the selections; `ranking` has the themes in the order of the table.
pub(super) fn markdown(found: &VersusFindings, ranking: &[usize], themes: &[Theme], language: Language) -> String {
    let (first, second) = (found.first.as_str(), second_name(found, language));
    let comparison = &found.comparison;
    let mut text = messages::versus_head(language, first, &second);
    text += &basis(found, language);
    text += &clear_differences(&comparison.differences, themes, language);
    if let Some(found) = found.distance {
        let [value, low, high] = [found.unbiased, found.low, found.high].map(distance);
        let [counted, chance] = [found.value, found.by_chance].map(distance);
        text += &messages::versus_distance(language, &value, &low, &high, &counted, &chance);
    }
    text += "\n\n";
    text += &messages::versus_columns(language, first, &second);
    text += "|---|--:|--:|--:|--:|--:|--:|--:|\n";
    let shown = shown_changes(&comparison.differences);
    for change in ranking.iter().map(|&theme| &comparison.differences[theme]) {
        let found = &change.difference;
        let interval = |low: f64, high: f64| format!("{}–{}", percent(low), percent(high));
        let [size, ends, rate] = change_cells(change, shown[change.theme]);
        // Writing to a String does not fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {size} | {ends} | {rate} |",
            themes[change.theme].name(language),
            percent(found.before.value),
            interval(found.before.low, found.before.high),
            percent(found.after.value),
            interval(found.after.low, found.after.high)
        );
    }
    let note = not_shown(&comparison.differences, "versus.csv", language);
    text + &if note.is_empty() { note } else { format!("\n{}\n", note.trim_end()) }
}

/// The themes that clearly differ, the largest difference first.
fn clear_differences(differences: &[ThemeChange], themes: &[Theme], language: Language) -> String {
    let mut clear: Vec<&ThemeChange> = differences.iter().filter(|change| change.is_clear()).collect();
    clear.sort_by(|a, b| b.difference.value.abs().total_cmp(&a.difference.value.abs()).then(a.theme.cmp(&b.theme)));
    let named = |change: &&ThemeChange| {
        let (before, after) = (percent(change.difference.before.value), percent(change.difference.after.value));
        let is_opposite = change.raw * change.difference.value < 0.0;
        let note = if is_opposite { messages::versus_opposite(language, &points(change.raw)) } else { String::new() };
        messages::versus_clear_theme(language, themes[change.theme].name(language), &before, &after, &note)
    };
    let text = if !can_compare(differences) {
        messages::versus_not_compared(language, MIN_EFFECTIVE_TOTAL as usize)
    } else if clear.is_empty() {
        messages::versus_none_clear(language).to_owned()
    } else {
        let named: Vec<String> = clear.iter().map(named).collect();
        messages::versus_clear(language).to_owned() + &named.join(messages::comma(language))
    };
    text + messages::full_stop(language)
}
