//! `policyvane audit` with the real program: drawing, coding, estimating, and the report that uses an audit.

mod common;

use std::path::Path;

use common::{policyvane, repository, status, stderr, stdout, text};

/// The rows of a CSV file, with or without a byte order mark.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let content = std::fs::read_to_string(path).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(content.trim_start_matches('\u{FEFF}').as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Draws a sample of the shipped issues.
fn draw(sample: &Path, more: &[&str]) -> std::process::Output {
    let issues = repository("data/issues");
    let mut arguments = vec!["audit", "draw", text(&issues), "-o", text(sample)];
    arguments.extend(more);
    policyvane(&arguments)
}

/// Codes a sample: the model's choice by its Chinese name or its id in capitals, the first five articles as `none`, the
/// last two not at all, and one with a word that is no theme.
fn code(sample: &Path) -> String {
    let themes: std::collections::BTreeMap<String, String> = rows(&sample.with_extension("design.csv"))
        .into_iter()
        .skip(1)
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    let names = policyvane::corpus::ThemeSet::default();
    let drawn = rows(sample);
    let mut text = String::from("编号;标注\r\n");
    for (number, row) in drawn.iter().skip(1).enumerate() {
        let theme = &themes[&row[0]];
        let label = match number {
            0..5 => "非政策",
            5 => "胡说",
            _ if number + 3 > drawn.len() - 1 => "",
            _ if number % 2 == 0 => &names.get(theme).unwrap().zh,
            _ => &theme.to_uppercase(),
        };
        text += &format!("{};{label}\r\n", row[0]);
    }
    text
}

#[test]
fn a_draw_is_blind_and_the_same_for_the_same_seed() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    let output = draw(&first, &["--size", "60"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("60 of"), "{}", stderr(&output));
    assert_eq!(status(&draw(&second, &["--size", "60", "--threads", "1"])), 0);
    assert_eq!(std::fs::read(&first).unwrap(), std::fs::read(&second).unwrap());
    let drawn = rows(&first);
    assert_eq!(drawn[0], ["id", "date", "source", "page", "title", "text", "label"]);
    assert_eq!(drawn.len(), 61);
    assert!(drawn[1..].iter().all(|row| row[0].starts_with("id:") && !row[5].is_empty() && row[6].is_empty()));
    let design = rows(&folder.path().join("a.design.csv"));
    assert_eq!(design[0], ["id", "theme", "stratum", "inclusion_probability"]);
    let expected: f64 = design[1..].iter().map(|row| 1.0 / row[3].parse::<f64>().unwrap()).sum();
    let total = 257.0..=270.0;
    assert!(total.contains(&expected), "the sample stands for {expected} articles");
    assert_eq!(status(&draw(&second, &["--size", "60", "--seed", "2"])), 0);
    assert_ne!(std::fs::read(&first).unwrap(), std::fs::read(&second).unwrap());

    // A sample that somebody has begun to code is not drawn over.
    let coded = std::fs::read_to_string(&first).unwrap().replacen(",\n", ",教育\n", 2);
    std::fs::write(&first, &coded).unwrap();
    assert_eq!(status(&draw(&first, &[])), 3);
    assert_eq!(std::fs::read_to_string(&first).unwrap(), coded);
}

#[test]
fn labels_give_shares_accuracy_and_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let (sample, result) = (folder.path().join("sample.csv"), folder.path().join("result.json"));
    assert_eq!(status(&draw(&sample, &["--size", "120"])), 0);
    // The coder's file takes the place of the sample, beside its design.
    std::fs::write(&sample, code(&sample)).unwrap();
    let issues = repository("data/issues");
    let estimate = |more: &[&str]| {
        let mut arguments = vec!["audit", "estimate", text(&issues), "--labels", text(&sample)];
        arguments.extend(more);
        policyvane(&arguments)
    };
    let output = estimate(&["--half-width", "2", "-o", text(&result)]);
    let (shown, notes) = (stdout(&output), stderr(&output));
    assert_eq!(status(&output), 0, "{notes}");
    assert!(notes.contains("articles not coded yet: 2") && notes.contains("胡说 (1)"), "{notes}");
    assert!(!notes.contains(".design.csv"), "{notes}");
    assert!(shown.contains("of which 117"), "{shown}");
    assert!(shown.contains("more labels are needed"), "{shown}");
    let found: serde_json::Value = serde_json::from_slice(&std::fs::read(&result).unwrap()).unwrap();
    assert_eq!(found["labels"], 117);
    let accuracy = found["accuracy"]["value"].as_f64().unwrap();
    assert!((0.8..0.99).contains(&accuracy), "{accuracy}");
    let themes = found["themes"].as_array().unwrap();
    let sum: f64 = themes.iter().map(|theme| theme["audited"].as_f64().unwrap()).sum();
    assert!((0.95..1.05).contains(&sum), "{sum}");
    for theme in themes {
        let number = |name: &str| theme[name].as_f64().unwrap();
        assert!(number("audited_low") <= number("audited") && number("audited") <= number("audited_high"), "{theme}");
    }

    // Where whole themes of the model are not coded at all, the result says so and infers no changes.
    let coded = std::fs::read_to_string(&sample).unwrap();
    let begun: Vec<&str> = coded.lines().take(12).collect();
    std::fs::write(&sample, begun.join("\n")).unwrap();
    let output = estimate(&[]);
    assert!(stdout(&output).contains("cannot be relied on"), "{}", stdout(&output));
    assert!(!stdout(&output).contains("Changes from"), "{}", stdout(&output));
    std::fs::write(&sample, &coded).unwrap();
    let whole = stdout(&estimate(&[]));
    assert!(!whole.contains("cannot be relied on") && !whole.contains("too few labels"), "{whole}");
    assert!(whole.contains("Changes from") && whole.contains("differences between the articles read"), "{whole}");
    // Two months hold too few labels of a change.
    let short = stdout(&estimate(&["--compare", "2024-01..2024-02", "2024-03..2025-08"]));
    assert!(short.contains("too few labels") && !short.contains("differences between"), "{short}");

    // Without its design the sample is still understood, and the user is told.
    std::fs::remove_file(sample.with_extension("design.csv")).unwrap();
    let output = estimate(&["--lang", "zh"]);
    assert!(stdout(&output).contains("人工核定") && stderr(&output).contains("抽样设计文件"), "{}", stderr(&output));
    let unlabelled = folder.path().join("empty.csv");
    std::fs::write(&unlabelled, "id,label\na,\n").unwrap();
    let output = policyvane(&["audit", "estimate", text(&issues), "--labels", text(&unlabelled)]);
    assert_eq!(status(&output), 3, "{}", stderr(&output));
}

#[test]
fn a_report_tells_what_an_audit_found() {
    let folder = tempfile::tempdir().unwrap();
    let (sample, reports) = (folder.path().join("sample.csv"), folder.path().join("reports"));
    assert_eq!(status(&draw(&sample, &["--size", "80"])), 0);
    std::fs::write(&sample, code(&sample)).unwrap();
    let issues = repository("data/issues");
    let arguments =
        ["report", text(&issues), "-o", text(&reports), "--audit", text(&sample), "--chart", "themes-ranked"];
    let output = policyvane(&arguments);
    assert!(status(&output) <= 1, "{}", stderr(&output));
    let words = std::fs::read_to_string(reports.join("report.md")).unwrap();
    assert!(words.contains("## Audit\n"), "{words}");
    assert_eq!(rows(&reports.join("audit.csv")).len(), 25);
    assert!(std::fs::read_to_string(reports.join("report.html")).unwrap().contains("audit.csv"));
}

#[test]
fn an_archive_is_audited_as_its_files_are() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    let added = policyvane(&["archive", "add", "-q", "--db", text(&db), text(&repository("data/issues"))]);
    assert_eq!(status(&added), 0, "{}", stderr(&added));
    let (of_files, of_archive) = (folder.path().join("files.csv"), folder.path().join("archive.csv"));
    assert_eq!(status(&draw(&of_files, &[])), 0);
    let drawn = policyvane(&["audit", "draw", "--db", text(&db), "-o", text(&of_archive)]);
    assert_eq!(status(&drawn), 0, "{}", stderr(&drawn));
    assert_eq!(rows(&of_archive), rows(&of_files));
    std::fs::write(&of_archive, code(&of_archive)).unwrap();
    let estimated = policyvane(&["audit", "estimate", "--db", text(&db), "--labels", text(&of_archive)]);
    assert_eq!(status(&estimated), 0, "{}", stderr(&estimated));
    assert!(!stdout(&estimated).is_empty());
}
