//! The lag between national papers and provinces in words: a section of the report and of its page.

use std::fmt::Write;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::Language;
use crate::analysis::{LagFindings, NoLag};
use crate::corpus::Theme;
use crate::messages;
use crate::report::words::{p_value, province, rounded, signed_days};
use crate::trends::{Appearance, Lag, MAX_SHIFT, MedianWaiting, TermLag};

/// A table with its title and the sentences above it.
struct Table {
    title: String,
    above: String,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

/// The section: sentences, then tables.
struct Section {
    sentences: Vec<String>,
    tables: Vec<Table>,
}

fn section(found: &LagFindings, themes: &[Theme], language: Language) -> Section {
    let mut section = Section { sentences: Vec::new(), tables: Vec::new() };
    if let Some(none) = found.none {
        section.sentences.push(no_lag(none, language).into());
        return section;
    }
    section.tables.extend(found.terms.iter().map(|(term, lag)| term_table(term, lag, language)));
    section.tables.extend(theme_table(found, themes, language));
    let (pairs, enough) = found.pairs();
    let clear = found.clear_themes().iter().map(|&theme| found.clear(theme).len()).sum::<usize>();
    let (unclear, few) = (enough - clear, pairs - enough);
    section.sentences.push(match enough {
        0 => messages::lag_no_pair(language, pairs),
        _ => messages::lag_pairs(language, pairs, clear, unclear, few),
    });
    if found.terms.is_empty() {
        section.sentences.push(messages::lag_no_terms(language).into());
    }
    let left_out = [
        (found.unknown_tier > 0).then(|| messages::lag_unknown_level(language, found.unknown_tier)),
        (found.undated > 0).then(|| messages::lag_undated(language, found.undated)),
    ];
    let left_out: Vec<String> = left_out.into_iter().flatten().collect();
    if !left_out.is_empty() {
        section.sentences.push(messages::lag_left_out(language, &left_out.join(messages::comma(language))));
    }
    section
}

fn term_table(term: &str, lag: &TermLag, language: Language) -> Table {
    let head = vec![
        messages::lag_column_province(language),
        messages::lag_column_first(language),
        messages::lag_column_days(language),
        messages::lag_column_third(language),
        messages::lag_column_articles(language),
        messages::lag_column_remark(language),
    ];
    // Where the national papers have not named the term, only provinces that have are listed.
    let is_listed = |days: &Lag, first: Option<Date>| *days != Lag::Unknown || first.is_some();
    let listed = lag.provinces.iter().filter(|(_, own, days)| is_listed(days, own.first));
    let date = |day: Option<Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let rows = listed.map(|(region, own, days)| {
        vec![
            province(Some(*region), language),
            date(own.first),
            days_shown(*days, lag.centre_open),
            date(own.robust_day),
            format!("{} / {}", own.naming, own.articles),
            remarks(*days, own, language).join(messages::semicolon(language)),
        ]
    });
    Table { title: format!("“{term}”"), above: centre_shown(lag, language), head, rows: rows.collect() }
}

/// When the national papers first named the term, and the median of the provinces.
fn centre_shown(lag: &TermLag, language: Language) -> String {
    let centre = &lag.centre;
    let Some(first) = centre.first else {
        let named = lag.provinces.iter().filter(|(_, own, _)| own.first.is_some()).count();
        return messages::lag_centre_never(language, centre.read.1, centre.articles, lag.provinces.len(), named);
    };
    let median = median_shown(lag.median, language);
    if let Some((before, after)) = centre.unread.filter(|_| first != centre.read.0) {
        messages::lag_centre_first_or_unread(language, first, centre.naming, before, after, &median)
    } else if lag.centre_open {
        messages::lag_centre_first_or_earlier(language, first, centre.naming, &median)
    } else {
        messages::lag_centre_first(language, first, centre.naming, &median)
    }
}

/// The remarks on a province.
fn remarks(days: Lag, own: &Appearance, language: Language) -> Vec<String> {
    let (from, last) = own.read;
    let bound = match (days, own.unread) {
        (Lag::AtMost(_), Some((before, after))) => Some(messages::lag_unread(language, before, after)),
        (Lag::AtMost(_), None) => Some(messages::lag_read_from(language, from)),
        (Lag::NotSeen, Some((before, after))) => Some(messages::lag_not_seen_unread(language, before, after)),
        (Lag::NotSeen, None) if from == last => Some(messages::lag_not_seen_on(language, from)),
        (Lag::NotSeen, None) => Some(messages::lag_not_seen(language, from, last)),
        (Lag::NotYet(_), Some((before, after))) => Some(messages::lag_not_yet_before_unread(language, before, after)),
        (Lag::NotYet(_), None) => Some(messages::lag_not_yet(language, last)),
        (Lag::Days(_) | Lag::Unknown, _) => None,
    };
    let reprint = own.reprint.then(|| messages::lag_first_is_reprint(language).to_owned());
    bound.into_iter().chain(reprint).collect()
}

/// The clear pairs of themes and provinces.
fn theme_table(found: &LagFindings, themes: &[Theme], language: Language) -> Option<Table> {
    let mut rows = Vec::new();
    for theme in found.clear_themes() {
        for (region, days, following) in found.clear(theme) {
            let Some(shift) = following.shift else { continue };
            let bins = match shift.bin {
                1 => messages::lag_bin_day(language, shift.bins),
                _ => messages::lag_bin_week(language, shift.bins),
            };
            rows.push(vec![
                themes[theme].name(language).to_owned(),
                province(Some(region), language),
                signed_days(days),
                bins,
                rounded(shift.correlation, 2),
                p_value(following.false_discovery),
            ]);
        }
    }
    let head = vec![
        messages::lag_column_theme(language),
        messages::lag_column_province(language),
        messages::lag_column_days(language),
        messages::lag_column_bins(language),
        messages::lag_column_correlation(language),
        messages::lag_column_false_discovery(language),
    ];
    let (title, above) = (messages::lag_themes_title(language).into(), messages::lag_themes_note(language).into());
    (!rows.is_empty()).then_some(Table { title, above, head, rows })
}

/// How the numbers were computed.
fn methods(language: Language) -> String {
    let themes = messages::methods_lag_themes(language, MAX_SHIFT);
    let sentences = [
        messages::methods_lag_days(language),
        messages::methods_lag_bounds(language),
        messages::methods_lag_median(language),
        &themes,
    ];
    sentences.join(messages::sentence_space(language))
}

/// The section in Markdown.
pub(super) fn markdown(found: &LagFindings, themes: &[Theme], language: Language) -> String {
    let section = section(found, themes, language);
    let mut text = format!("\n## {}\n\n", messages::lag_title(language));
    text += &(section.sentences.join(messages::sentence_space(language)) + "\n");
    for table in &section.tables {
        // Writing to a String does not fail.
        let _ = write!(text, "\n### {}\n\n{}\n", table.title, table.above);
        if table.rows.is_empty() {
            continue;
        }
        let cell = |text: &str| text.replace('|', "\\|");
        let _ = writeln!(text, "\n| {} |", table.head.join(" | "));
        let _ = writeln!(text, "|{}", "---|".repeat(table.head.len()));
        for row in &table.rows {
            let _ = writeln!(text, "| {} |", row.iter().map(|c| cell(c)).collect::<Vec<_>>().join(" | "));
        }
    }
    if found.none.is_none() {
        let _ = write!(text, "\n{}\n", methods(language));
    }
    text
}

/// The section for the page, in both languages.
pub(in crate::report) fn page(found: &LagFindings, themes: &[Theme]) -> Value {
    let sentences = |language: Language| {
        let section = section(found, themes, language);
        let tables: Vec<Value> = section
            .tables
            .iter()
            .map(|t| json!({ "title": t.title, "above": t.above, "head": t.head, "rows": t.rows }))
            .collect();
        let methods = if found.none.is_none() { methods(language) } else { String::new() };
        json!({ "sentences": section.sentences, "tables": tables, "methods": methods })
    };
    json!({ "zh": sentences(Language::Chinese), "en": sentences(Language::English) })
}

/// Why nothing can be compared, in a sentence.
pub(crate) fn no_lag(reason: NoLag, language: Language) -> &'static str {
    match reason {
        NoLag::OneSource => messages::lag_one_source(language),
        NoLag::NoNationalPaper => messages::lag_no_national_paper(language),
        NoLag::NoProvincialPaper => messages::lag_no_provincial_paper(language),
    }
}

/// The days of a province as people read them: “≤ +6” for an upper bound, “≥ +6” for a lower bound (`centre_open`: the
/// national papers named the term on the first day read), “? +6” where both hold and nothing is bounded.
pub(crate) fn days_shown(lag: Lag, centre_open: bool) -> String {
    match lag {
        Lag::Days(days) if centre_open => format!("≥ {}", signed_days(days)),
        Lag::AtMost(days) if !centre_open => format!("≤ {}", signed_days(days)),
        Lag::Days(days) => signed_days(days),
        Lag::AtMost(days) => format!("? {}", signed_days(days)),
        Lag::NotYet(days) => format!("> {}", signed_days(days)),
        Lag::NotSeen => "?".into(),
        Lag::Unknown => String::new(),
    }
}

/// An end of an interval of days; “?” where it is open.
pub(crate) fn bound_days(days: Option<i64>) -> String {
    days.map_or_else(|| "?".into(), signed_days)
}

/// The median in words.
fn median_shown(median: Option<MedianWaiting>, language: Language) -> String {
    let Some(median) = median else { return messages::lag_median_unknown(language).into() };
    let (total, observed) = (median.total, median.observed);
    match median.quoted() {
        Some((days, low, high)) => {
            let (low, high) = (bound_days(low), bound_days(high));
            messages::lag_median(language, &signed_days(days), &low, &high, total, observed)
        }
        None if median.days.is_some() => messages::lag_median_few(language, total, observed),
        None => messages::lag_median_not_yet(language, total, observed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_carry_their_sign() {
        let shown = |lag| [days_shown(lag, false), days_shown(lag, true)];
        assert_eq!(shown(Lag::Days(2)), ["+2", "≥ +2"]);
        assert_eq!(shown(Lag::AtMost(2)), ["≤ +2", "? +2"]);
        assert_eq!(shown(Lag::NotSeen), ["?", "?"]);
        assert_eq!(shown(Lag::NotYet(2)), ["> +2", "> +2"]);
    }

    #[test]
    fn medians_are_shown_with_their_numbers_of_provinces() {
        let median = MedianWaiting { days: Some(7), low: Some(-2), high: None, total: 9, observed: 6 };
        assert_eq!(
            median_shown(Some(median), Language::Chinese),
            "各省中位数 +7 天（95% 区间 −2 至 ?；9 省中 6 省已提及）"
        );
        let not_yet = MedianWaiting { days: None, low: None, ..median };
        assert!(
            median_shown(Some(not_yet), Language::English)
                .contains("fewer than half of the provinces have mentioned it (6 of 9)")
        );
        let few = MedianWaiting { total: 7, observed: 1, ..median };
        assert_eq!(median_shown(Some(few), Language::Chinese), "可推算的省份过少，无法计算中位数（7 省中 1 省已提及）");
    }
}
