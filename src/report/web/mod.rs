//! The report as one page that works offline: data and program in a single HTML file.
//!
//! The page counts by itself, so that filters change every chart; its rules of counting are those of `trends`. Its data
//! is described at [`data`].

mod sections;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde_json::{Map, Value, json};

use crate::Language;
use crate::analysis::SurveyedArticle;
use crate::corpus::Gazetteer;
use crate::messages;
use crate::report::input::ReportInput;
use crate::report::prose::{audit, lag, new_terms, peaks, vocabulary};
use crate::report::words::{province, provinces};
use crate::trends::{Issue, PeriodKind, incomplete_periods};

const TEMPLATE: &str = include_str!("report.html");
const STYLE: &str = include_str!("report.css");
const PROGRAM: [&str; 13] = [
    include_str!("../../messages/page.js"),
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

/// Maximum number of characters of a headline.
const MAX_TITLE_LENGTH: usize = 60;

/// The page. The template is cut at its marks before anything is filled in, because a headline may contain a mark.
pub(super) fn html(input: &ReportInput<'_>) -> String {
    let (head, rest) = TEMPLATE.split_once("/*CSS*/").unwrap_or((TEMPLATE, ""));
    let (body, rest) = rest.split_once("/*DATA*/null/*DATA*/").unwrap_or((rest, ""));
    let (script, end) = rest.split_once("/*JS*/").unwrap_or((rest, ""));
    let program = format!("{}\n{}", province_list(), PROGRAM.join("\n"));
    [head, STYLE, body, &escaped(&data(input).to_string()), script, &program, end].concat()
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

/// Different texts, each with a number.
#[derive(Default)]
struct Dictionary<'a> {
    numbers: BTreeMap<&'a str, i64>,
    texts: Vec<&'a str>,
}

impl<'a> Dictionary<'a> {
    /// The number of a text; −1 for none.
    fn number(&mut self, text: &'a str) -> i64 {
        if text.is_empty() {
            return -1;
        }
        let next = self.texts.len() as i64;
        let number = *self.numbers.entry(text).or_insert(next);
        if number == next {
            self.texts.push(text);
        }
        number
    }
}

fn days(day: Date) -> i64 {
    date(1970, 1, 1).until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// Columns of equal length, by name.
type Columns = BTreeMap<&'static str, Vec<Value>>;

/// The articles as columns, with the dictionaries that the columns refer to.
#[derive(Default)]
struct ArticleData<'a> {
    sources: Dictionary<'a>,
    pages: Dictionary<'a>,
    files: Dictionary<'a>,
    terms: Dictionary<'a>,
    /// Names of prefectures and counties, by code.
    regions: BTreeMap<String, Value>,
    columns: Columns,
}

impl<'a> ArticleData<'a> {
    fn add(&mut self, article: &SurveyedArticle<'a>) {
        let mut add = |name: &'static str, value: Value| self.columns.entry(name).or_default().push(value);
        let read = article.classified;
        let seen = &read.observation;
        let first_day =
            seen.date.and_then(|d| Date::new(d.year(), d.month().unwrap_or(1), d.full().map_or(1, |d| d.day())).ok());
        add("date", first_day.map_or(Value::Null, |day| days(day).into()));
        let exact = seen.date.map_or(3, |d| if d.full().is_some() { 0 } else { 2 - i32::from(d.month().is_some()) });
        add("exact", exact.into());
        add("source", self.sources.number(&seen.source).into());
        add("page", self.pages.number(&read.page).into());
        add("file", self.files.number(&read.file).into());
        let code = seen.region.map(|region| region.to_string()).unwrap_or_default();
        add("region", code.parse::<u32>().unwrap_or(0).into());
        if let Some(region) = seen.region.filter(|_| !code.ends_with("0000")) {
            let names = || json!({ "zh": Gazetteer::shared().full_name(region), "en": "" });
            self.regions.entry(code).or_insert_with(names);
        }
        add("title", read.display_title().chars().take(MAX_TITLE_LENGTH).collect::<String>().into());
        add("theme", seen.theme.into());
        add("probability", ((read.probability * 1000.0).round() as i64).into());
        add("alsoCount", seen.also.len().into());
        seen.also.iter().for_each(|&theme| add("alsoTheme", theme.into()));
        add("evidenceCount", read.evidence.len().into());
        for (term, weight) in &read.evidence {
            add("evidenceTerm", self.terms.number(term).into());
            add("evidenceWeight", ((weight * 1000.0).round() as i64).into());
        }
        add("story", (article.story - 1).into());
        add("id", read.id.as_str().into());
        add("length", read.length.into());
    }

    /// The missing issues as columns.
    fn missing(&mut self, coverage: &'a [Issue]) -> Columns {
        let mut columns = Columns::new();
        for issue in coverage.iter().filter(|issue| issue.missing) {
            let mut add = |name: &'static str, value: Value| columns.entry(name).or_default().push(value);
            add("source", self.sources.number(&issue.source).into());
            add("day", days(issue.day).into());
            add("articles", 0.into());
            add("pages", 0.into());
            add("missing", 1.into());
        }
        columns
    }
}

/// The page's data: dictionaries, and columns of equal length for articles and missing issues. Dates are days since
/// 1970-01-01, probabilities per mille, weights times 1000.
fn data(input: &ReportInput<'_>) -> Value {
    let analysis = input.analysis;
    let mut articles = ArticleData::default();
    input.articles.iter().for_each(|article| articles.add(article));
    let missing = articles.missing(input.coverage);
    let ArticleData { sources, pages, files, terms, regions, columns } = articles;
    let objects = |columns: Columns| -> Map<String, Value> {
        columns.into_iter().map(|(name, values)| (name.to_owned(), values.into())).collect()
    };
    let themes = input.classifier.themes().iter();
    let themes: Vec<Value> = themes.map(|t| json!({ "id": t.id, "zh": t.zh, "en": t.en })).collect();
    let corrected = analysis.corrected.iter().flat_map(|corrected| &corrected.by_probabilities).zip(&analysis.shares);
    let corrected: Vec<Value> = corrected
        .map(|(share, counted)| {
            json!({ "estimate": share.value, "low": share.low, "high": share.high, "raw": counted.counted.value })
        })
        .collect();
    let kind = match analysis.period {
        PeriodKind::Day => "day",
        PeriodKind::Week => "week",
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Year => "year",
    };
    json!({
        "schema": 1,
        "version": env!("CARGO_PKG_VERSION"),
        "language": if input.language == Language::Chinese { "zh" } else { "en" },
        "period": kind,
        "command": input.command,
        "model": model(input),
        "notes": { "zh": notes(input, Language::Chinese), "en": notes(input, Language::English) },
        "themes": themes,
        "regions": regions,
        "sources": sources.texts,
        "pages": pages.texts,
        "files": files.texts,
        "terms": terms.texts,
        "articles": objects(columns),
        "coverage": if missing.is_empty() { Value::Null } else { objects(missing).into() },
        "corrected": corrected,
        "designEffects": analysis.design_effects,
        "incomplete": incomplete(input.coverage),
        "compare": input.compare.map(|(a, b)| [a.first, a.last, b.first, b.last].map(days)),
        "lag": lag::page(&analysis.lag, input.classifier.themes()),
        "newTerms": new_terms::data(analysis),
        "peaks": peaks::data(input),
        "sections": sections::data(input),
        "vocabulary": in_both(|language| vocabulary::facts(&analysis.drift, language)),
        "warning": in_both(|language| vocabulary::warning(&analysis.drift, language).unwrap_or_default()),
    })
}

/// The first days of the periods of each kind of which most issues are missing.
fn incomplete(coverage: &[Issue]) -> Value {
    let kinds = [
        ("day", PeriodKind::Day),
        ("week", PeriodKind::Week),
        ("month", PeriodKind::Month),
        ("quarter", PeriodKind::Quarter),
        ("year", PeriodKind::Year),
    ];
    let first_days = |kind| -> Vec<Value> {
        incomplete_periods(coverage, kind).into_iter().map(|period| days(period.start).into()).collect()
    };
    let columns = kinds.map(|(name, kind)| (name.to_owned(), Value::from(first_days(kind))));
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
        model["measured"] =
            in_both(|language| messages::page_measured(language, articles, &metrics.method.to_string()));
    }
    model
}

/// Notes on the articles of this report.
fn notes(input: &ReportInput<'_>, language: Language) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
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
    use super::*;

    #[test]
    fn nothing_in_the_data_ends_its_element() {
        assert_eq!(escaped("</script>&\u{2028}"), "\\u003c/script\\u003e\\u0026\\u2028");
        assert!(["/*CSS*/", "/*DATA*/null/*DATA*/", "/*JS*/"].iter().all(|mark| TEMPLATE.matches(mark).count() == 1));
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!((days(date(1970, 1, 2)), days(date(2024, 3, 5)), days(date(1969, 12, 31))), (1, 19787, -1));
    }
}
