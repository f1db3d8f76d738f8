//! `policyvane ingest` on real pages and places, scored by the independent scorers beside the repository.

mod common;

use std::path::Path;
use std::process::Command;

use common::{policyvane, shared, status, stderr, text};

/// The number behind a word in a scorer's last line; `None`, with a printed reason, where the scorer cannot run.
fn score(scorer: &Path, gold: &Path, found: &Path, line: &str, word: &str) -> Option<f64> {
    let output = Command::new("python3").args([scorer, gold, found]).output();
    let Ok(output) = output.map_err(|e| println!("skipped: python3 does not run ({e})")) else { return None };
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = shown.lines().find(|l| l.starts_with(line)).unwrap_or_else(|| panic!("no {line} in {shown}"));
    line.split_whitespace().skip_while(|w| *w != word).nth(1).and_then(|number| number.parse().ok())
}

#[test]
fn articles_of_real_pages_are_told_apart() {
    let (Some(scorer), Some(pages)) = (shared("bin/score_pages.py"), shared("pages")) else { return };
    let folder = tempfile::tempdir().unwrap();
    for (issue, gold, least) in
        [("dev/*.txt", "dev/gold.jsonl", 0.85), ("guiyang-daily-2025-04-27.txt", "gold-guiyang.jsonl", 1.0)]
    {
        let found = folder.path().join("articles.jsonl");
        let output = policyvane(&["ingest", text(&pages.join(issue)), "-o", text(&found)]);
        assert!(status(&output) <= 1, "{}", stderr(&output));
        if let Some(f1) = score(&scorer, &pages.join(gold), &found, "articles", "F1") {
            assert!(f1 >= least, "{issue}: F1 {f1}");
        }
    }
}

#[test]
fn places_are_told_from_the_article_alone() {
    let (Some(scorer), Some(dev)) = (shared("bin/score_themes.py"), shared("corpus/dev.jsonl")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let (articles, table) = (folder.path().join("articles.jsonl"), folder.path().join("table.csv"));
    // What the labels say of the place is taken out first.
    let without: String = std::fs::read_to_string(&dev)
        .unwrap()
        .lines()
        .map(|line| {
            let mut article: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
            article.remove("region");
            serde_json::Value::Object(article).to_string() + "\n"
        })
        .collect();
    std::fs::write(&articles, without).unwrap();
    let output = policyvane(&["classify", text(&articles), "-o", text(&table)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    for (level, least) in [("province", 0.94), ("prefecture", 0.86), ("exact", 0.78)] {
        if let Some(share) = score(&scorer, &dev, &table, "regions", level) {
            assert!(share >= least, "{level}: {share}");
        }
    }
}
