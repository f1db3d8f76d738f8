//! What a report leaves out is told, by the real program.

mod common;

use std::path::Path;
use std::process::Output;

use common::{policyvane, status, stderr, text};

/// A report in English of what lies in a folder, into its folder `out`.
fn report(folder: &Path, more: &[&str]) -> Output {
    let out = folder.join("out");
    policyvane(&[&["report", text(folder), "-o", text(&out), "--lang", "en", "--dpi", "40"], more].concat())
}

/// A file of the report in a folder.
fn file(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join("out").join(name)).unwrap()
}

/// A row of a table of articles.
fn row(day: &str, number: usize) -> String {
    format!(
        "{day},云岭日报,第{number}场推介会在云岭举行,云岭县召开招商引资推介会，第{number}批六十多家企业参加，现场签约三个项目。\n"
    )
}

#[test]
fn a_wrong_year_does_not_stretch_the_series() {
    let folder = tempfile::tempdir().unwrap();
    let rows = [row("2024-05-06", 1), row("2099-05-06", 2)].concat();
    std::fs::write(folder.path().join("articles.csv"), format!("date,paper,title,text\n{rows}")).unwrap();
    let output = report(folder.path(), &[]);
    let told = stderr(&output);
    assert_eq!(status(&output), 1, "{told}");
    assert!(told.contains("2099-05-06 is too far away"), "{told}");
    assert!(told.contains("1 article from 1 file"), "{told}");
    let counts = file(folder.path(), "counts.csv");
    assert!(counts.lines().skip(1).all(|line| line.starts_with("2024")), "{counts}");
}

#[test]
fn partial_dates_that_might_meet_a_filter_are_told_in_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let days = ["2024-03-06", "2024-03", "2024", "2023-05-06"];
    let rows: String = days.iter().zip(1..).map(|(day, number)| row(day, number)).collect();
    std::fs::write(folder.path().join("articles.csv"), format!("date,paper,title,text\n{rows}")).unwrap();
    let output = report(folder.path(), &["--from", "2024-03-05"]);
    let told = stderr(&output);
    assert!(
        told.contains("3 of 4 articles that were read are excluded") && told.contains("2 articles with only"),
        "{told}"
    );
    let words = file(folder.path(), "report.md");
    assert!(words.contains("meet `--from 2024-03-05`") && words.contains("Of these, 2 may lie"), "{words}");
    assert!(file(folder.path(), "report.html").contains("Of these, 2 may lie"));
    let manifest: serde_json::Value = serde_json::from_str(&file(folder.path(), "manifest.json")).unwrap();
    assert_eq!((&manifest["filtered"], &manifest["filtered_partial_dates"]), (&3.into(), &2.into()));
}

#[test]
fn files_that_were_left_out_are_named_in_the_report() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("articles.csv"), format!("date,paper,title,text\n{}", row("2024-05-06", 1)))
        .unwrap();
    assert_eq!(status(&report(folder.path(), &[])), 0);
    assert!(!file(folder.path(), "report.md").contains("Files left out"));
    assert!(!file(folder.path(), "manifest.json").contains("\"left_out\""));
    std::fs::write(folder.path().join("page.psd"), b"8BPS\0\x01 a picture").unwrap();
    let output = report(folder.path(), &["nowhere.txt"]);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    let words = file(folder.path(), "report.md");
    assert!(words.contains("## Files left out") && words.contains("2 files"), "{words}");
    assert!(words.contains("- nowhere.txt: ") && words.contains("- page.psd: "), "{words}");
    let page = file(folder.path(), "report.html");
    assert!(page.contains("page.psd") && page.contains("isOfFiles"));
    let manifest: serde_json::Value = serde_json::from_str(&file(folder.path(), "manifest.json")).unwrap();
    let names: Vec<&str> =
        manifest["left_out"].as_array().unwrap().iter().filter_map(|file| file["name"].as_str()).collect();
    assert_eq!(names, ["nowhere.txt", "page.psd"]);
}
