//! What a reviewer needs to repeat a report.

use serde_json::json;

use crate::report::prose::vocabulary;
use crate::trends::Drift;

/// What a manifest holds.
#[derive(Debug, Clone, Copy)]
pub struct ManifestFacts<'a> {
    /// The options that shaped the report.
    pub command: &'a str,
    /// The model's digest.
    pub model: &'a str,
    /// Name, SHA-256 and size in bytes of each input.
    pub inputs: &'a [(String, String, u64)],
    /// Articles classified.
    pub articles: usize,
    /// Of them, those whose date does not tell their period.
    pub undated: usize,
    /// Articles that tell too little for a theme; they are not counted.
    pub undetermined: usize,
    /// How far their language moved away from what the model learned.
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
    let manifest = json!({
        "program": concat!("policyvane ", env!("CARGO_PKG_VERSION")),
        "command": input.command,
        "model": input.model,
        "articles": input.articles,
        "undated": input.undated,
        "undetermined": input.undetermined,
        "vocabulary": vocabulary::data(input.drift),
        "inputs": inputs,
        "outputs": outputs,
    });
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}
