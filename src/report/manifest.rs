//! What a reviewer needs to repeat a report.

use std::collections::BTreeSet;

use serde_json::json;

use crate::Language;
use crate::report::input::{Filtering, OmittedFile};
use crate::report::prose::vocabulary;
use crate::trends::{Drift, Period, PeriodKind, Span};

/// What a manifest holds.
#[derive(Debug, Clone, Copy)]
pub struct ManifestFacts<'a> {
    /// The options that shaped the report.
    pub command: &'a str,
    /// The model's name: the beginning of its digest.
    pub model: &'a str,
    /// The SHA-256 of the model's payload.
    pub model_digest: &'a str,
    /// The length of periods.
    pub period: PeriodKind,
    /// The spans compared.
    pub spans: Option<(Span, Span)>,
    /// The periods that tests left out because most of their issues are missing.
    pub left_out: &'a BTreeSet<Period>,
    /// The conditions that articles had to meet, and the number of those that did not.
    pub filtering: &'a Filtering,
    /// The files that were left out, wholly or in part.
    pub omitted: &'a [OmittedFile],
    /// The language of their reasons.
    pub language: Language,
    /// Name, SHA-256 and size in bytes of each input.
    pub inputs: &'a [(String, String, u64)],
    /// Articles classified.
    pub articles: usize,
    /// The articles among them whose date is unknown or not exact enough for a period.
    pub undated: usize,
    /// Articles that say too little for a theme; they are not counted.
    pub undetermined: usize,
    /// How far their language has moved away from what the model learned.
    pub drift: &'a Drift,
    /// Name and SHA-256 of each file of the report.
    pub outputs: &'a [(String, String)],
}

/// What a reviewer needs to repeat a report bit for bit, as JSON: program, model, options, and the inputs with their
/// digests. There is no clock in it.
pub fn manifest(input: &ManifestFacts<'_>) -> String {
    let inputs: Vec<serde_json::Value> = input
        .inputs
        .iter()
        .map(|(name, digest, size)| json!({ "name": name, "sha256": digest, "bytes": size }))
        .collect();
    let outputs: Vec<serde_json::Value> =
        input.outputs.iter().map(|(name, digest)| json!({ "name": name, "sha256": digest })).collect();
    let period = input.period.name();
    let span = |span: Span| json!([span.first.to_string(), span.last.to_string()]);
    let filters: serde_json::Map<String, serde_json::Value> =
        input.filtering.conditions.iter().map(|(name, values)| ((*name).to_owned(), json!(values))).collect();
    let mut manifest = json!({
        "program": concat!("policyvane ", env!("CARGO_PKG_VERSION")),
        // Who packs the program sets the variable (see build.rs); other builds do not know their commit.
        "commit": option_env!("POLICYVANE_COMMIT"),
        "command": input.command,
        "model": input.model,
        "model_sha256": input.model_digest,
        "period": period,
        "compared_spans": input.spans.map(|(before, after)| [span(before), span(after)]),
        "left_out_of_tests": input.left_out.iter().map(ToString::to_string).collect::<Vec<String>>(),
        "filters": filters,
        "filtered": input.filtering.excluded,
        "filtered_partial_dates": input.filtering.partial,
        "articles": input.articles,
        "undated": input.undated,
        "undetermined": input.undetermined,
        "vocabulary": vocabulary::data(input.drift),
        "inputs": inputs,
        "outputs": outputs,
    });
    // It stands last, and where nothing was left out not at all.
    if !input.omitted.is_empty() {
        let omitted = input.omitted.iter();
        let omitted = omitted.map(|file| json!({ "name": file.file, "reason": file.reason(input.language) }));
        manifest["left_out"] = omitted.collect();
    }
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}
