//! The report as one page that works offline: data and program in a single HTML file.
//!
//! The page counts for itself, so that filters change every chart; its rules of counting are those of `trends`. What it
//! reads is described beside [`data`].

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde_json::{Map, Value, json};

use crate::Language;
use crate::corpus::Gazetteer;
use crate::report::input::ReportInput;
use crate::report::prose::{lag, new_terms, vocabulary};
use crate::report::words::{province, provinces, say};
use crate::trends::PeriodKind;

const TEMPLATE: &str = include_str!("report.html");
const STYLE: &str = include_str!("report.css");
const PROGRAM: [&str; 7] = [
    include_str!("words.js"),
    include_str!("statistics.js"),
    include_str!("counts.js"),
    include_str!("charts.js"),
    include_str!("lag.js"),
    include_str!("terms.js"),
    include_str!("page.js"),
];

/// Characters of a headline that are kept.
const LONGEST_TITLE: usize = 60;

/// The page. The template is cut at its marks once: a headline may hold the text of a mark.
pub(super) fn html(input: &ReportInput<'_>) -> String {
    let (head, rest) = TEMPLATE.split_once("/*CSS*/").unwrap_or((TEMPLATE, ""));
    let (body, rest) = rest.split_once("/*DATA*/null/*DATA*/").unwrap_or((rest, ""));
    let (script, end) = rest.split_once("/*JS*/").unwrap_or((rest, ""));
    let program = format!("{}\n{}", province_list(), PROGRAM.join("\n"));
    [head, STYLE, body, &escaped(&data(input).to_string()), script, &program, end].concat()
}

/// The provinces as the page's program expects them: code, Chinese name, English name, letters, column, row.
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

/// JSON within a page: nothing in it may end the element that holds it.
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

/// Each different text once, by its number.
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

/// The page's data: dictionaries, and columns of equal length for articles and missing issues. Dates are days since
/// 1970-01-01, probabilities per mille, weights times 1000.
fn data(input: &ReportInput<'_>) -> Value {
    let analysis = input.analysis;
    let (mut sources, mut pages, mut files, mut terms) =
        (Dictionary::default(), Dictionary::default(), Dictionary::default(), Dictionary::default());
    let mut columns: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let mut regions: BTreeMap<String, Value> = BTreeMap::new();
    let mut add = |name: &'static str, value: Value| columns.entry(name).or_default().push(value);
    for article in input.articles {
        let read = article.classified;
        let seen = &read.observation;
        let first_day =
            seen.date.and_then(|d| Date::new(d.year(), d.month().unwrap_or(1), d.full().map_or(1, |d| d.day())).ok());
        add("date", first_day.map_or(Value::Null, |day| days(day).into()));
        let exact = seen.date.map_or(3, |d| if d.full().is_some() { 0 } else { 2 - i32::from(d.month().is_some()) });
        add("exact", exact.into());
        add("source", sources.number(&seen.source).into());
        add("page", pages.number(&read.page).into());
        add("file", files.number(&read.file).into());
        let code = seen.region.map(|region| region.to_string()).unwrap_or_default();
        add("region", code.parse::<u32>().unwrap_or(0).into());
        if let Some(region) = seen.region.filter(|_| !code.ends_with("0000")) {
            regions.entry(code).or_insert_with(|| json!({ "zh": Gazetteer::shared().full_name(region), "en": "" }));
        }
        add("title", read.display_title().chars().take(LONGEST_TITLE).collect::<String>().into());
        add("theme", seen.theme.into());
        add("probability", ((read.probability * 1000.0).round() as i64).into());
        add("alsoCount", seen.also.len().into());
        seen.also.iter().for_each(|&theme| add("alsoTheme", theme.into()));
        add("evidenceCount", read.evidence.len().into());
        for (term, weight) in &read.evidence {
            add("evidenceTerm", terms.number(term).into());
            add("evidenceWeight", ((weight * 1000.0).round() as i64).into());
        }
        add("story", (article.story - 1).into());
        add("id", read.id.as_str().into());
        add("length", read.length.into());
    }
    let mut missing: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for issue in input.coverage.iter().filter(|issue| issue.missing) {
        let mut add = |name: &'static str, value: Value| missing.entry(name).or_default().push(value);
        add("source", sources.number(&issue.source).into());
        add("day", days(issue.day).into());
        add("articles", 0.into());
        add("pages", 0.into());
        add("missing", 1.into());
    }
    let objects = |columns: BTreeMap<&str, Vec<Value>>| -> Map<String, Value> {
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
        "language": say(input.language, "zh", "en"),
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
        "compare": input.compare.map(|(a, b)| [a.first, a.last, b.first, b.last].map(days)),
        "lag": lag::page(&analysis.lag, input.classifier.themes()),
        "newTerms": new_terms::data(analysis),
        "vocabulary": in_both(|language| vocabulary::facts(&analysis.drift, language)),
        "warning": in_both(|language| vocabulary::warning(&analysis.drift, language).unwrap_or_default()),
    })
}

/// A text in both languages.
fn in_both(text: impl Fn(Language) -> String) -> Value {
    json!({ "zh": text(Language::Chinese), "en": text(Language::English) })
}

/// What the model is and how well it did.
fn model(input: &ReportInput<'_>) -> Value {
    let mut model = json!({ "digest": input.classifier.digest() });
    if let Some(metrics) = input.classifier.metrics() {
        let scores = &metrics.evaluation;
        model["accuracy"] = scores.accuracy.into();
        model["macroF1"] = scores.macro_f1.into();
        model["calibrationError"] = scores.calibration_error.into();
        let articles = scores.articles;
        model["measured"] = json!({
            "zh": format!("在 {articles} 篇有标注的新闻上交叉验证（{}），每篇由未见过它的模型判断。", metrics.method),
            "en": format!("Measured on {articles} labelled articles by {}, each judged by a model that had not seen it.", metrics.method),
        });
    }
    model
}

/// What the run itself has to tell.
fn notes(input: &ReportInput<'_>, language: Language) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let reprints = input.articles.iter().filter(|a| a.reprint).count();
    let missing = input.coverage.iter().filter(|issue| issue.missing).count();
    match language {
        Language::Chinese => {
            if reprints > 0 {
                notes.push(format!("{reprints} 篇是别处先登过的稿件；选“报道”可只计首登。"));
            }
            if missing > 0 {
                notes.push(format!("按各报的出版规律，缺 {missing} 期；缺的报纸不当作零。"));
            }
        }
        Language::English => {
            if reprints > 0 {
                notes.push(format!(
                    "{reprints} articles reprint a story seen before; “stories” counts first printings only."
                ));
            }
            if missing > 0 {
                notes.push(format!(
                    "{missing} issues are missing by the papers' own rhythm; they are not counted as zeros."
                ));
            }
        }
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
