//! Every model format ever shipped stays readable.

mod common;

use common::{policyvane, repository, status, stderr, stdout, text};

#[test]
fn models_of_every_format_still_open() {
    let mut formats = Vec::new();
    for entry in std::fs::read_dir(repository("tests/models")).unwrap() {
        let model = entry.unwrap().path();
        let bytes = std::fs::read(&model).unwrap();
        formats.push(u16::from_le_bytes([bytes[8], bytes[9]]));
        let sample = repository("data/sample-labels.jsonl");
        let scores = policyvane(&["evaluate", text(&sample), "--model", text(&model), "--json"]);
        assert_eq!(status(&scores), 0, "{}: {}", model.display(), stderr(&scores));
        let scores: serde_json::Value = serde_json::from_str(&stdout(&scores)).unwrap();
        // Made from the sample itself: it must know its own articles.
        assert!(scores["accuracy"].as_f64().unwrap() > 0.95, "{}", model.display());
    }
    formats.sort_unstable();
    let all: Vec<u16> = (1..=policyvane::model::FORMAT).collect();
    assert_eq!(formats, all, "one model of each format lies in tests/models");
}
