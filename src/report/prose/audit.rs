//! What the labels of a random sample show, in words.

use crate::Language;
use crate::analysis::{Audit, MAX_UNCOVERED};
use crate::corpus::Theme;
use crate::messages;
use crate::report::words::{padded, padded_left, percent, places, points, rounded, thousands};
use crate::trends::MAX_FALSE_DISCOVERY_RATE;
use crate::trends::audit::{AuditEstimate, MIN_LABELS};

/// Maximum number of identifiers that a note names.
const MAX_NAMED: usize = 5;
/// Number of themes that the page names.
const PAGE_THEMES: usize = 3;

/// The result of an audit for a terminal; `half_width` is the wished half-width of intervals, 0 to 1.
pub fn audit_text(audit: &Audit, themes: &[Theme], language: Language, half_width: Option<f64>) -> String {
    let mut header = header(language).to_vec();
    if half_width.is_some() {
        header.push(messages::audit_column_more(language));
    }
    let mut rows: Vec<Vec<String>> = vec![header.into_iter().map(str::to_owned).collect()];
    rows.extend(by_share(audit).into_iter().map(|theme| cells(audit, theme, themes, language, half_width)));
    let width = |column: usize| rows.iter().map(|row| places(&row[column])).max().unwrap_or_default();
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let mut text = head(audit, themes, language) + "\n";
    for row in &rows {
        let cells = row.iter().enumerate().map(|(column, cell)| match column {
            0 => padded(cell, widths[0]),
            _ => format!("  {}", padded_left(cell, widths[column])),
        });
        text += &(cells.collect::<String>() + "\n");
    }
    text += "\n";
    text + &outside(audit, themes, language)
        + &changes(audit, themes, language)
        + &needed(audit, language, half_width)
        + messages::audit_scope(language)
}

/// The names of the columns.
fn header(language: Language) -> [&'static str; 7] {
    [
        messages::audit_column_theme(language),
        messages::audit_column_counted(language),
        messages::audit_column_audited(language),
        messages::audit_column_interval(language),
        messages::audit_column_labels(language),
        messages::audit_column_precision(language),
        messages::audit_column_recall(language),
    ]
}

/// The section of a report.
pub(in crate::report) fn markdown(audit: &Audit, themes: &[Theme], language: Language) -> String {
    let mut text = format!("{}{}\n", messages::report_audit_title(language), head(audit, themes, language));
    text += &format!("| {} |\n|---|--:|--:|--:|--:|--:|--:|\n", header(language).join(" | "));
    for theme in by_share(audit) {
        text += &format!("| {} |\n", cells(audit, theme, themes, language, None).join(" | "));
    }
    format!(
        "{text}\n{}\n{}\n{}",
        outside(audit, themes, language),
        changes(audit, themes, language),
        messages::audit_scope(language)
    )
}

/// A sentence for the report's page.
pub(in crate::report) fn page_note(audit: &Audit, themes: &[Theme], language: Language) -> String {
    let named = |theme: &usize| {
        let share = audit.shares[*theme];
        let found = share.audited;
        messages::page_audit_theme(
            language,
            themes[*theme].name(language),
            &percent(share.counted),
            &percent(found.value),
            &percent(found.low),
            &percent(found.high),
        )
    };
    let listed: Vec<String> = by_share(audit).iter().take(PAGE_THEMES).map(named).collect();
    let accuracy = percent(audit.quality.accuracy.value);
    messages::page_audit(language, audit.labels, &accuracy, &listed.join(messages::semicolon(language)))
}

/// Notes on labels that are not used or not there.
pub fn audit_notes(audit: &Audit, language: Language) -> Vec<String> {
    let named = |ids: &[String]| {
        let names = ids.iter().take(MAX_NAMED).cloned().collect::<Vec<_>>().join(messages::comma(language));
        if ids.len() > MAX_NAMED { messages::audit_and_others(language, &names) } else { names }
    };
    let mut notes = Vec::new();
    for (ids, note) in [
        (&audit.uncoded, messages::audit_uncoded as fn(Language, usize, &str) -> String),
        (&audit.absent, messages::audit_absent),
        (&audit.contradicting, messages::audit_contradicting),
    ] {
        if !ids.is_empty() {
            notes.push(note(language, ids.len(), &named(ids)));
        }
    }
    if !audit.unknown.is_empty() {
        let listed: Vec<String> = audit.unknown.iter().map(|(label, count)| format!("{label} ({count})")).collect();
        notes.push(messages::audit_unknown(language, &listed.join(messages::comma(language))));
    }
    if !audit.has_design {
        notes.push(messages::audit_without_design(language).to_owned());
    }
    notes
}

/// Themes by their audited share, the largest first. Themes without counted articles and without labels are left out.
fn by_share(audit: &Audit) -> Vec<usize> {
    let share = |theme: usize| audit.shares[theme].audited.value;
    let is_there = |theme: &usize| audit.shares[*theme].counted > 0.0 || audit.shares[*theme].labels > 0;
    let mut order: Vec<usize> = (0..audit.shares.len()).filter(is_there).collect();
    order.sort_by(|&a, &b| share(b).total_cmp(&share(a)).then(a.cmp(&b)));
    order
}

fn head(audit: &Audit, themes: &[Theme], language: Language) -> String {
    let accuracy = audit.quality.accuracy;
    let head = messages::audit_head(
        language,
        audit.labels,
        &thousands(audit.articles),
        &percent(accuracy.value),
        &percent(accuracy.low),
        &percent(accuracy.high),
    );
    if audit.uncovered_share <= MAX_UNCOVERED {
        return head;
    }
    let names: Vec<&str> = audit.uncovered.iter().map(|&theme| themes[theme].name(language)).collect();
    let names = names.join(messages::comma(language));
    format!("{head}\n{}", messages::audit_uncovered(language, &percent(audit.uncovered_share), &names))
}

fn cells(audit: &Audit, theme: usize, themes: &[Theme], language: Language, half_width: Option<f64>) -> Vec<String> {
    let (share, quality) = (audit.shares[theme], audit.quality.themes[theme]);
    // Where every article was coded nothing is uncertain.
    let is_certain = |found: AuditEstimate| percent(found.low) == percent(found.high);
    let range = |found: AuditEstimate| match is_certain(found) {
        true => percent(found.value),
        false => format!("{}–{}", percent(found.low), percent(found.high)),
    };
    let with_range = |found: Option<AuditEstimate>| match found {
        Some(found) if is_certain(found) => percent(found.value),
        Some(found) => format!("{} ({})", percent(found.value), range(found)),
        None => "–".into(),
    };
    let mut cells = vec![
        themes[theme].name(language).to_owned(),
        percent(share.counted),
        percent(share.audited.value),
        range(share.audited),
        share.labels.to_string(),
        with_range(quality.precision),
        with_range(quality.recall),
    ];
    cells.extend(half_width.map(|width| thousands(share.more_labels(width, audit.labels, audit.articles))));
    cells
}

/// The themes whose counts the audit contradicts.
fn outside(audit: &Audit, themes: &[Theme], language: Language) -> String {
    let is_outside = |theme: &usize| {
        let share = audit.shares[*theme];
        share.counted < share.audited.low || share.counted > share.audited.high
    };
    let listed: Vec<&str> = by_share(audit)
        .into_iter()
        .filter(|theme| is_outside(theme))
        .map(|theme| themes[theme].name(language))
        .collect();
    match listed.is_empty() {
        true => messages::audit_none_outside(language).to_owned(),
        false => messages::audit_outside(language, &listed.join(messages::comma(language))),
    }
}

fn changes(audit: &Audit, themes: &[Theme], language: Language) -> String {
    let Some(comparison) = &audit.comparison else { return String::new() };
    let [first, second] = comparison.labels;
    let span = |span: crate::trends::Span| format!("{} — {}", span.first, span.last);
    let (before, after) = (span(comparison.before), span(comparison.after));
    let Some(changes) = &comparison.changes else {
        return messages::audit_change_few(language, &before, &after, first, second, MIN_LABELS);
    };
    let mut text = messages::audit_change_head(language, &before, &after, first, second);
    let mut clear: Vec<usize> =
        (0..changes.len()).filter(|&theme| changes[theme].false_discovery < MAX_FALSE_DISCOVERY_RATE).collect();
    let size = |theme: usize| changes[theme].change.value.abs();
    clear.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
    for &theme in &clear {
        let change = changes[theme];
        text += &messages::audit_change(
            language,
            themes[theme].name(language),
            &points(change.change.value),
            &points(change.change.low),
            &points(change.change.high),
            &points(change.counted),
        );
    }
    if clear.is_empty() {
        text += messages::none_found(language);
    }
    text + messages::audit_change_scope(language)
}

fn needed(audit: &Audit, language: Language, half_width: Option<f64>) -> String {
    let Some(width) = half_width else { return String::new() };
    let more = audit.shares.iter().map(|share| share.more_labels(width, audit.labels, audit.articles)).max();
    let shown = rounded(100.0 * width, 1);
    match more.unwrap_or_default() {
        0 => messages::audit_enough(language, &shown),
        labels => messages::audit_needed(language, &shown, labels),
    }
}
