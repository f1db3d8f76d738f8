//! Findings beside the charts as sections of the page, in both languages.

use serde_json::{Value, json};

use crate::Language;
use crate::report::findings::{self, Curve, Finding, Unit};
use crate::report::input::ReportInput;
use crate::report::prose::omitted;

/// Curves on the page have four digits: more are not seen.
const DIGITS: f64 = 1e4;

/// The sections in both languages: heading, sentence, curves, and a table of words. What was left out stands last.
pub(super) fn data(input: &ReportInput<'_>) -> Value {
    let in_language = |language| -> Vec<Value> {
        let findings = findings::all(input, language);
        findings.iter().filter_map(section).chain(omitted::section(input.omitted, language)).collect()
    };
    json!({ "zh": in_language(Language::Chinese), "en": in_language(Language::English) })
}

/// A section; `None` for what stands in the workbook alone.
fn section(finding: &Finding) -> Option<Value> {
    let rows = finding.rows.iter().take(finding.on_page?);
    let rows: Vec<Vec<String>> = rows.map(|row| row.iter().map(findings::Value::shown).collect()).collect();
    let head: Vec<&str> = finding.columns.iter().map(|column| column.name.as_str()).collect();
    Some(json!({
        "title": finding.title,
        "sentence": finding.sentence,
        "head": head,
        "rows": rows,
        "curves": finding.curves.iter().map(curve).collect::<Vec<Value>>(),
    }))
}

/// A curve: for each period its name, the value with its interval (null without articles), what it rests on, and whether
/// that is little.
fn curve(curve: &Curve) -> Value {
    let rounded = |value: f64| (value * DIGITS).round() / DIGITS;
    let points = curve.points.iter().map(|point| {
        let value = point.value.map(|value| value.map(rounded));
        json!([point.period, value, point.rests_on, i32::from(point.is_weak)])
    });
    json!({ "name": curve.name, "percent": curve.unit == Unit::Share, "points": points.collect::<Vec<Value>>() })
}
