//! The findings in words, as Markdown.

use std::fmt::Write;

use crate::Language;
use crate::analysis::{Analysis, MAX_FALSE_DISCOVERY_RATE, SpanComparison};
use crate::report::input::ReportInput;
use crate::report::prose::methods::methods;
use crate::report::prose::{lag, new_terms, vocabulary};
use crate::report::words::{percent, points, thousands};

/// The findings in words, with methods and limits, in Markdown.
pub(in crate::report) fn markdown(input: &ReportInput<'_>) -> String {
    let analysis = input.analysis;
    let series = &analysis.series;
    let chinese = input.language == Language::Chinese;
    let themes = input.classifier.themes();
    let total = series.total();
    let reprints = input.articles.iter().filter(|a| a.reprint).count();
    let missing = input.coverage.iter().filter(|issue| issue.missing).count();
    let unplaced = input.articles.iter().filter(|a| a.classified.observation.region.is_none()).count();
    let undated = analysis.undated;
    let first = series.periods.first().map(ToString::to_string).unwrap_or_default();
    let last = series.periods.last().map(ToString::to_string).unwrap_or_default();
    let mut text = String::new();
    // Writing to a String does not fail.
    let _ = if chinese {
        write!(
            text,
            "# 政策主题关注度报告\n\n{} 篇文章，{first} 至 {last}；其中转载 {reprints} 篇，地区不能确定 {unplaced} 篇；\
             另有 {undated} 篇日期不详、未计入；按出版规律缺 {missing} 期。\n\n## 各主题占比\n\n\
             | 主题 | 篇数 | 占比 | 95% 区间 | 校正后 | 校正区间 | 变化（百分点） | 错误发现率 |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|\n",
            thousands(total)
        )
    } else {
        write!(
            text,
            "# Attention to policy themes\n\n{} articles, {first} to {last}; {reprints} reprints; {unplaced} of unknown \
             place; {undated} more undated and not counted; {missing} issues missing by the papers' own rhythm.\n\n\
             ## Shares of themes\n\n\
             | theme | articles | share | 95% interval | corrected | its interval | change (points) | false discovery rate |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|\n",
            thousands(total)
        )
    };
    let mut ranking = series.ranking();
    ranking.sort_by_key(|&theme| analysis.none == Some(theme));
    for &theme in &ranking {
        let share = series.overall(theme);
        let corrected = analysis
            .corrected
            .as_ref()
            .map(|corrected| corrected.by_probabilities[theme])
            .map_or_else(Default::default, |c| [percent(c.value), format!("{}–{}", percent(c.low), percent(c.high))]);
        let change = analysis.comparison.as_ref().map_or_else(Default::default, |comparison| {
            let change = &comparison.changes[theme];
            [points(change.difference.value), format!("{:.3}", change.false_discovery)]
        });
        let _ = writeln!(
            text,
            "| {} | {} | {} | {}–{} | {} | {} | {} | {} |",
            themes[theme].name(input.language),
            share.count,
            percent(share.value),
            percent(share.low),
            percent(share.high),
            corrected[0],
            corrected[1],
            change[0],
            change[1]
        );
    }
    text += &changes_in_words(input, analysis);
    // Without two spans there is nothing that came up between them.
    if analysis.comparison.is_some() {
        text += &new_terms::markdown(analysis, themes, input.language);
    }
    text += &vocabulary::markdown(&analysis.drift, input.language);
    text += &lag::markdown(&analysis.lag, themes, input.language);
    text += &methods(input.classifier, chinese, analysis.corrected.is_some());
    text
}

/// The clear changes between the spans, largest first.
fn changes_in_words(input: &ReportInput<'_>, analysis: &Analysis) -> String {
    let Some(SpanComparison { before, after, changes }) = &analysis.comparison else { return String::new() };
    let chinese = input.language == Language::Chinese;
    let (a, b) = (format!("{} — {}", before.first, before.last), format!("{} — {}", after.first, after.last));
    let mut clear: Vec<_> = changes.iter().filter(|change| change.false_discovery < MAX_FALSE_DISCOVERY_RATE).collect();
    clear.sort_by(|x, y| y.difference.value.abs().total_cmp(&x.difference.value.abs()).then(x.theme.cmp(&y.theme)));
    let mut text = if chinese {
        format!("\n## 变化\n\n比较 {a} 与 {b}；错误发现率低于 5% 的变化：\n\n")
    } else {
        format!("\n## Changes\n\n{a} against {b}; changes with a false discovery rate below 5%:\n\n")
    };
    if clear.is_empty() {
        text += if chinese { "没有。\n" } else { "None.\n" };
    }
    for change in clear {
        let found = &change.difference;
        let _ = writeln!(
            text,
            "- {}: {} → {} ({}, 95% {} – {})",
            input.classifier.themes()[change.theme].name(input.language),
            percent(found.before.value),
            percent(found.after.value),
            points(found.value),
            points(found.low),
            points(found.high)
        );
    }
    text
}
