//! The report as one page that works offline: data and program in a single HTML file.
//!
//! The page counts by itself, so that filters change every chart; its rules of counting are those of `trends`. Its data
//! is described at [`data`].

mod articles;
mod issues;
mod packed;
mod sections;

use jiff::civil::{Date, date};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::Language;
use crate::error::Result;
use crate::messages;
use crate::report::input::ReportInput;
use crate::report::prose::{audit, filters, lag, new_terms, peaks, vocabulary};
use crate::report::words::{province, provinces, thousands};
use crate::trends::{Issue, PeriodKind, Span, default_spans, incomplete_periods};

use self::articles::{ArticleData, Columns};
use self::issues::issues_beside;

const TEMPLATE: &str = include_str!("report.html");
const STYLE: &str = include_str!("report.css");
const PROGRAM: [&str; 13] = [
    include_str!("../../messages/report/page.js"),
    include_str!("words.js"),
    include_str!("statistics.js"),
    include_str!("counts.js"),
    include_str!("drawing.js"),
    include_str!("charts.js"),
    include_str!("region_charts.js"),
    include_str!("lag.js"),
    include_str!("peaks.js"),
    include_str!("terms.js"),
    include_str!("sections.js"),
    include_str!("controls.js"),
    include_str!("page.js"),
];

/// The page. The template is cut at its marks before anything is filled in, because a headline may contain a mark.
///
/// # Errors
/// Where the store of the articles cannot be read.
pub(super) fn html(input: &ReportInput<'_>) -> Result<String> {
    let (head, rest) = TEMPLATE.split_once("/*CSS*/").unwrap_or((TEMPLATE, ""));
    let (body, rest) = rest.split_once("/*DATA*/null/*DATA*/").unwrap_or((rest, ""));
    let (script, end) = rest.split_once("/*JS*/").unwrap_or((rest, ""));
    let data = escaped(&serde_json::to_string(&data(input)?).unwrap_or_default());
    Ok([head, STYLE, body, &data, script, &program(), end].concat())
}

/// The page's program: the scripts, one behind the other in a single scope.
fn program() -> String {
    format!("{}\n{}", province_list(), PROGRAM.join("\n"))
}

/// The provinces as a constant of the page's program: code, Chinese name, English name, letters, column, row.
fn province_list() -> String {
    let rows: Vec<Value> = provinces()
        .iter()
        .map(|tile| {
            let name = |language| province(tile.adcode(), language);
            let (chinese, english) = (name(Language::Chinese), name(Language::English));
            json!([tile.code, chinese, english, tile.letters, tile.column, tile.row])
        })
        .collect();
    format!("const PROVINCES = {};", Value::from(rows))
}

/// JSON for an element of a page: nothing in it may end that element.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

fn days(day: Date) -> i64 {
    date(1970, 1, 1).until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// The page's data: the short fields, and the articles as columns, of which there may be millions of cells.
struct PageData {
    /// The fields before the articles, in their order.
    before: Value,
    articles: Columns,
    /// The fields behind the articles.
    after: Value,
}

impl Serialize for PageData {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let fields = |value: &Value| value.as_object().cloned().unwrap_or_default();
        let (before, after) = (fields(&self.before), fields(&self.after));
        let articles = std::iter::once(("articles", Field::Articles(&self.articles)));
        let before = before.iter().map(|(name, value)| (name.as_str(), Field::Value(value)));
        let after = after.iter().map(|(name, value)| (name.as_str(), Field::Value(value)));
        serializer.collect_map(before.chain(articles).chain(after))
    }
}

/// One field of the page's data.
#[derive(Serialize)]
#[serde(untagged)]
enum Field<'a> {
    Value(&'a Value),
    Articles(&'a Columns),
}

/// The page's data: dictionaries, and columns of equal length for articles and for issues that no counted article tells of. Dates are days since
/// 1970-01-01, probabilities per mille, weights times 1000.
fn data(input: &ReportInput<'_>) -> Result<PageData> {
    let analysis = input.analysis;
    let mut articles = ArticleData::of(input.articles, input.store)?;
    let counted = input.counted().map(|article| (&article.classified.observation, article.classified.published));
    let issues = issues_beside(&mut articles, counted, input.coverage);
    let sampled = articles.listed();
    let (dictionaries, columns) = articles.finished();
    let themes = input.classifier.themes().iter();
    let themes: Vec<Value> = themes.map(|t| json!({ "id": t.id, "zh": t.zh, "en": t.en })).collect();
    let corrected = analysis.corrected.iter().flat_map(|corrected| &corrected.by_probabilities).zip(&analysis.shares);
    let corrected: Vec<Value> = corrected
        .map(|(share, counted)| {
            json!({ "estimate": share.value, "low": share.low, "high": share.high, "raw": counted.counted.value })
        })
        .collect();
    let before = json!({
        "schema": 1,
        "version": env!("CARGO_PKG_VERSION"),
        "language": if input.language == Language::Chinese { "zh" } else { "en" },
        "period": analysis.period.name(),
        "command": input.command,
        "model": model(input),
        "notes": { "zh": notes(input, sampled, Language::Chinese), "en": notes(input, sampled, Language::English) },
        "themes": themes,
        "regions": dictionaries.regions,
        "sources": dictionaries.sources,
        "pages": dictionaries.pages,
        "files": dictionaries.files,
        "terms": dictionaries.terms,
    });
    let after = json!({
        "coverage": issues,
        "corrected": corrected,
        "incomplete": incomplete(input.coverage),
        "compare": spans(input).map(|(a, b)| [a.first, a.last, b.first, b.last].map(days)),
        "lag": lag::page(&analysis.lag, input.classifier.themes()),
        "newTerms": new_terms::data(analysis),
        "peaks": peaks::data(input),
        "sections": sections::data(input),
        "vocabulary": in_both(|language| vocabulary::facts(&analysis.drift, language)),
        "warning": in_both(|language| vocabulary::warning(&analysis.drift, language).unwrap_or_default()),
    });
    Ok(PageData { before, articles: columns, after })
}

/// The spans that the page compares until its reader chooses days: those that were asked for, or the report's own where the page would
/// find others, because the page knows its articles but not what else was read.
fn spans(input: &ReportInput<'_>) -> Option<(Span, Span)> {
    let found = || input.analysis.comparison.as_ref().map(|found| (found.before, found.after));
    input
        .compare
        .or_else(|| found().filter(|found| input.analysis.counted.days.and_then(default_spans) != Some(*found)))
}

/// The first days of the periods of each kind of which most issues are missing.
fn incomplete(coverage: &[Issue]) -> Value {
    let first_days = |kind| -> Vec<Value> {
        incomplete_periods(coverage, kind).into_iter().map(|period| days(period.start).into()).collect()
    };
    let columns = PeriodKind::ALL.map(|kind| (kind.name().to_owned(), Value::from(first_days(kind))));
    Value::Object(columns.into_iter().collect())
}

/// A text in both languages.
fn in_both(text: impl Fn(Language) -> String) -> Value {
    json!({ "zh": text(Language::Chinese), "en": text(Language::English) })
}

/// The model's digest and scores.
fn model(input: &ReportInput<'_>) -> Value {
    let mut model = json!({ "digest": input.classifier.digest() });
    if let Some(metrics) = input.classifier.metrics() {
        let scores = &metrics.evaluation;
        model["accuracy"] = scores.accuracy.into();
        model["macroF1"] = scores.macro_f1.into();
        model["calibrationError"] = scores.calibration_error.into();
        let articles = scores.articles;
        model["measured"] = in_both(|language| {
            messages::page_measured(language, articles, &messages::in_language(language, &metrics.method))
        });
    }
    model
}

/// Notes on the articles of this report.
fn notes(input: &ReportInput<'_>, listed: Option<usize>, language: Language) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    if let Some(listed) = listed {
        notes.push(messages::page_sampled(language, &thousands(listed), &thousands(input.articles.len())));
    }
    notes.extend(new_terms::sample_note(input.analysis, language));
    notes.extend(filters(input.filtering, language));
    let reprints = input.counted().filter(|article| article.reprint).count();
    let missing = input.coverage.iter().filter(|issue| issue.missing).count();
    if reprints > 0 {
        notes.push(messages::page_reprints(language, reprints));
    }
    if missing > 0 {
        notes.push(messages::page_missing(language, missing));
    }
    if let Some(found) = input.audit {
        notes.push(audit::page_note(found, input.classifier.themes(), language));
    }
    notes
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nothing_in_the_data_ends_its_element() {
        assert_eq!(escaped("</script>&\u{2028}"), "\\u003c/script\\u003e\\u0026\\u2028");
        assert!(["/*CSS*/", "/*DATA*/null/*DATA*/", "/*JS*/"].iter().all(|mark| TEMPLATE.matches(mark).count() == 1));
    }

    /// The first word of a text.
    fn name(text: &str) -> &str {
        text.trim_start().split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()
    }

    /// The names that a line declares for all scripts: such a line begins at the margin.
    fn declared(line: &str) -> Vec<&str> {
        let line = line.strip_prefix("async ").unwrap_or(line);
        if let Some(rest) = line.strip_prefix("function ").or_else(|| line.strip_prefix("class ")) {
            return vec![name(rest)];
        }
        let Some(rest) = line.strip_prefix("const ").or_else(|| line.strip_prefix("let ")) else { return Vec::new() };
        let mut depth = 0;
        let is_between_names = |c: char| {
            depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
            c == ',' && depth == 0
        };
        rest.split(';')
            .next()
            .unwrap_or_default()
            .split(is_between_names)
            .map(name)
            .filter(|name| !name.is_empty())
            .collect()
    }

    #[test]
    fn names_that_a_line_declares_are_found() {
        assert_eq!(declared("async function read(a, b) {"), ["read"]);
        assert_eq!(declared("const shade = (value, to = [0, 1]) => value, DARK = 0.5; // one, two"), ["shade", "DARK"]);
        assert_eq!(declared("let data, view;"), ["data", "view"]);
        assert_eq!(declared("class DayRange {"), ["DayRange"]);
        assert!(declared("  const inner = 1;").is_empty());
    }

    /// The later of two functions of one name silently replaces the earlier one in all scripts.
    #[test]
    fn no_name_is_declared_twice_in_the_scripts() {
        let program = program();
        let names: Vec<&str> = program.lines().flat_map(declared).collect();
        let mut met = HashSet::new();
        let repeated: Vec<&&str> = names.iter().filter(|name| !met.insert(**name)).collect();
        assert!(names.contains(&"PROVINCES") && names.len() > 100, "the names are found");
        assert!(repeated.is_empty(), "declared twice: {repeated:?}");
    }

    #[test]
    fn the_page_says_of_leads_what_reports_say() {
        for language in [Language::Chinese, Language::English] {
            let said = messages::new_terms_leads(language).trim_matches(['；', '：', ';', ':', ' ']);
            assert!(program().contains(said), "{said}");
            assert!(said.contains("半数以上") || said.contains("half of them or more"), "{said}");
        }
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!((days(date(1970, 1, 2)), days(date(2024, 3, 5)), days(date(1969, 12, 31))), (1, 19787, -1));
    }
}
