//! The findings in words, as Markdown.

use std::fmt::Write;

use crate::analysis::{Analysis, SpanComparison};
use crate::messages;
use crate::report::chart::LeftOut;
use crate::report::input::ReportInput;
use crate::report::prose::compared::change_cells;
use crate::report::prose::methods::methods;
use crate::report::prose::opening::opening;
use crate::report::prose::{
    attention, audit, can_compare, compared_articles, coverage, lag, levels, new_terms, not_shown, omitted, peaks,
    term_series, versus, vocabulary,
};
use crate::report::words::{percent, points, thousands};
use crate::trends::{MAX_FALSE_DISCOVERY_RATE, MIN_EFFECTIVE_TOTAL, ThemeChange, shown_changes};

/// The findings in words, with methods and limits, in Markdown. `left_out` are the charts that would say nothing.
pub(in crate::report) fn markdown(input: &ReportInput<'_>, left_out: &[LeftOut]) -> String {
    let analysis = input.analysis;
    let series = &analysis.series;
    let language = input.language;
    let themes = input.classifier.themes();
    let mut text = opening(input);
    text += &input.limits().map_or_else(String::new, |names| messages::report_limits(language, &names));
    text += &coverage::papers(input.coverage, language);
    text += messages::report_shares(language);
    text += messages::report_columns(language);
    text += "|---|--:|--:|--:|--:|--:|--:|\n";
    let mut ranking = series.ranking();
    ranking.sort_by_key(|&theme| analysis.none == Some(theme));
    let shown = analysis.comparison.as_ref().map_or_else(Vec::new, |comparison| shown_changes(&comparison.changes));
    for &theme in &ranking {
        let share = series.overall(theme);
        let comparison = analysis.comparison.as_ref();
        let change = comparison.map(|found| change_cells(&found.changes[theme], shown[theme])).unwrap_or_default();
        // Writing to a String does not fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {}–{} | {} | {} | {} |",
            themes[theme].name(language),
            thousands(share.count),
            percent(share.value),
            percent(share.low),
            percent(share.high),
            change[0],
            change[1],
            change[2]
        );
    }
    if let Some(comparison) = &analysis.comparison {
        let note = not_shown(&comparison.changes, "changes.csv", language);
        text += &if note.is_empty() { note } else { format!("\n{}\n", note.trim_end()) };
    }
    text += &corrected_shares(input, &ranking);
    if let Some(found) = input.audit {
        text += &audit::markdown(found, themes, language);
    }
    text += &changes_in_words(input, analysis);
    if let Some(found) = &analysis.versus {
        text += &versus::markdown(found, &ranking, themes, language);
    }
    text += &attention::markdown(analysis, themes, language);
    text += &attention::seasons(analysis.seasons.as_ref(), themes, language);
    text += &levels::markdown(input);
    text += &peaks::markdown(input);
    // Without two spans that can be compared there is nothing to compare terms between.
    if analysis.comparison.as_ref().is_some_and(|found| found.changes.iter().any(ThemeChange::is_known)) {
        text += &new_terms::markdown(analysis, themes, language);
    }
    text += &term_series::markdown(&analysis.term_series, language);
    text += &vocabulary::markdown(&analysis.drift, language);
    text += &lag::markdown(&analysis.lag, themes, language);
    if !left_out.is_empty() {
        let named: Vec<String> =
            left_out.iter().map(|(name, reason)| messages::chart_left_out(language, name, reason)).collect();
        text += &messages::charts_left_out(language, &named.join(messages::semicolon(language)));
    }
    text += &omitted::markdown(input.omitted, language);
    text += &methods(input);
    text
}

/// The corrected shares, where the correction is trusted. They stand below the counts and not beside them, because they
/// rest on an assumption that counts do not need.
fn corrected_shares(input: &ReportInput<'_>, ranking: &[usize]) -> String {
    let Some(corrected) = &input.analysis.corrected else { return String::new() };
    let mut text = messages::report_corrected(input.language).to_owned();
    text += "|---|--:|--:|--:|\n";
    for &theme in ranking {
        let share = corrected.by_probabilities[theme];
        let _ = writeln!(
            text,
            "| {} | {} | {} | {}–{} |",
            input.classifier.themes()[theme].name(input.language),
            percent(input.analysis.series.overall(theme).value),
            percent(share.value),
            percent(share.low),
            percent(share.high)
        );
    }
    text
}

/// The clear changes between the spans, largest first.
fn changes_in_words(input: &ReportInput<'_>, analysis: &Analysis) -> String {
    let Some(SpanComparison { before, after, changes }) = &analysis.comparison else { return String::new() };
    let language = input.language;
    let (a, b) = (format!("{} — {}", before.first, before.last), format!("{} — {}", after.first, after.last));
    let mut clear: Vec<_> = changes.iter().filter(|change| change.is_clear()).collect();
    clear.sort_by(|x, y| y.difference.value.abs().total_cmp(&x.difference.value.abs()).then(x.theme.cmp(&y.theme)));
    let is_comparable = can_compare(changes);
    let mut text = if is_comparable {
        messages::report_changes(language, &a, &b)
    } else {
        messages::report_not_compared(language, &a, &b, MIN_EFFECTIVE_TOTAL as usize)
    };
    let trends = &analysis.theme_trends;
    let has_trend =
        |theme: usize| trends[theme].trend.is_some() && trends[theme].false_discovery < MAX_FALSE_DISCOVERY_RATE;
    let compared = compared_articles(changes, language);
    if is_comparable && clear.is_empty() {
        text += messages::none_found(language);
    }
    for change in &clear {
        let found = &change.difference;
        let without_trend = trends[change.theme].trend.is_some() && !has_trend(change.theme);
        let note = if without_trend { messages::change_without_trend(language) } else { "" };
        let _ = writeln!(
            text,
            "- {}: {} → {} ({}, 95% {} … {}){note}",
            input.classifier.themes()[change.theme].name(language),
            percent(found.before.value),
            percent(found.after.value),
            points(found.value),
            points(found.low),
            points(found.high)
        );
    }
    let is_clear = |theme: usize| clear.iter().any(|change| change.theme == theme);
    let only_trends = |is_rising: bool| {
        let goes_so = |theme: usize| trends[theme].trend.is_some_and(|trend| (trend.tau > 0.0) == is_rising);
        let themes = (0..trends.len()).filter(|&theme| has_trend(theme) && !is_clear(theme) && goes_so(theme));
        let ends = (analysis.series.periods.first(), analysis.series.periods.last());
        let name = |theme: usize| {
            let name = input.classifier.themes()[theme].name(language);
            // A theme that some papers seldom write of may have a trend over a part of the time only.
            match trends[theme].span {
                Some((first, last)) if (Some(&first), Some(&last)) != ends => {
                    messages::trend_within(language, name, &first.to_string(), &last.to_string())
                }
                _ => name.to_owned(),
            }
        };
        let names: Vec<String> = themes.map(name).collect();
        names.join(messages::comma(language))
    };
    let [rising, falling] = [only_trends(true), only_trends(false)];
    let named = [
        (!rising.is_empty()).then(|| messages::rising_themes(language, &rising)),
        (!falling.is_empty()).then(|| messages::falling_themes(language, &falling)),
    ];
    let named: Vec<String> = named.into_iter().flatten().collect();
    if !named.is_empty() {
        text += &messages::trends_without_change(language, &named.join(messages::semicolon(language)));
    }
    let _ = writeln!(text, "\n{}", compared.trim_end());
    if is_comparable {
        text += &raw_changes(input, changes);
    }
    text += &coverage::left_out(&analysis.left_out, language);
    if !before.has_months_of(*after) {
        text += messages::report_seasons(language);
    }
    text
}

/// Minimum distance between the raw change and the change within papers for a theme to be listed.
const MIN_APART: f64 = 0.02;
/// Maximum number of such themes that are listed.
const MAX_APART: usize = 5;

/// The differences over all papers that are far from those within the papers read in both spans, the farthest first.
fn raw_changes(input: &ReportInput<'_>, changes: &[ThemeChange]) -> String {
    let apart = |change: &ThemeChange| (change.raw - change.difference.value).abs();
    let mut far_apart: Vec<&ThemeChange> = changes.iter().filter(|change| apart(change) >= MIN_APART).collect();
    far_apart.sort_by(|x, y| apart(y).total_cmp(&apart(x)).then(x.theme.cmp(&y.theme)));
    let more = far_apart.len().saturating_sub(MAX_APART);
    far_apart.truncate(MAX_APART);
    if far_apart.is_empty() {
        return String::new();
    }
    let language = input.language;
    let name = |theme: usize| input.classifier.themes()[theme].name(language);
    let named: Vec<String> =
        far_apart.iter().map(|change| format!("{} {}", name(change.theme), points(change.raw))).collect();
    let more = if more > 0 { messages::report_raw_more(language, more) } else { String::new() };
    messages::report_raw(language, &named.join(messages::comma(language)), &more)
}
