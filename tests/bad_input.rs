//! Bad input: one clear message, the right exit status, nothing lost.

mod common;

use common::{policyvane, repository, run, status, stderr, stdout, text};
use std::path::PathBuf;

const GOOD: &str = "{\"id\":\"good\",\"text\":\"全市信访工作会议召开。\",\"date\":\"2025-03-01\"}\n";

/// A folder with a good file and a bad one.
fn folder(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.jsonl"), GOOD).unwrap();
    let bad = folder.path().join(name);
    std::fs::write(&bad, bytes).unwrap();
    (folder, bad)
}

/// Beside a good file the bad one is named and left out; alone it ends the run.
fn left_out(name: &str, bytes: &[u8], message: &str) {
    let (folder, bad) = folder(name, bytes);
    let both = policyvane(&["classify", text(folder.path())]);
    assert_eq!(status(&both), 1, "{name}: {}", stderr(&both));
    assert!(stderr(&both).contains(message), "{name}: {}", stderr(&both));
    assert!(stderr(&both).contains(name), "{name}: {}", stderr(&both));
    assert_eq!(stderr(&both).matches("warning:").count(), 1, "{name}: {}", stderr(&both));
    assert!(stdout(&both).contains("good,2025-03-01"), "{name}");
    let alone = policyvane(&["classify", text(&bad)]);
    assert_eq!(status(&alone), 3, "{name}: {}", stderr(&alone));
    assert!(stderr(&alone).contains("help:"));
}

#[test]
fn empty_files() {
    left_out("empty.txt", b"", "is empty");
    left_out("empty.jsonl", b"", "is empty");
    left_out("blank.txt", "\n".repeat(10_000).as_bytes(), "is empty");
    left_out("blank.jsonl", "\n".repeat(10_000).as_bytes(), "is empty");
    left_out("empty.csv", b"", "is empty");
}

#[test]
fn files_that_are_no_text() {
    left_out("scan.txt", b"%PDF-1.7\n\xE2\xE3\xCF\xD3", "not a readable PDF");
    left_out("picture.txt", b"\x89PNG\r\n\x1A\n\0\0", "picture files are not supported");
    left_out("binary.jsonl", &[0u8, 1, 2, 3, 0, 255], "is not text");
    left_out("latin.txt", b"caf\xE9 \xFF\xFE\xFD na\xEFve", "text encoding not recognised");
}

#[test]
fn tables_and_lines_that_do_not_parse() {
    left_out("headless.csv", b"id,n\n1,2\n", "no column is recognised");
    left_out("cut.jsonl", b"{\"id\":\"x\",\"text\":\"\xE5\x85\xA8\xE5\xB8\x82", "cut.jsonl:1");
    left_out("list.jsonl", b"[1,2]\n", "no column is recognised");
    left_out("notext.jsonl", b"{\"id\":\"x\"}\n", "no column is recognised");
}

#[test]
fn a_truncated_line_loses_only_itself() {
    let input = format!("{GOOD}{{\"id\":\"x\",\"te\n{}", GOOD.replace("good", "later"));
    let output = run(&["classify", "-"], input.as_bytes());
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("stdin:2:"), "{}", stderr(&output));
    assert!(stdout(&output).contains("good,") && stdout(&output).contains("later,"));
}

#[test]
fn unusable_fields_are_told_and_the_article_kept() {
    let input = "{\"id\":\"a\",\"text\":\"招商推介会举行。\",\"date\":\"下周\",\"region\":\"火星\"}\n";
    let output = run(&["classify", "-", "-f", "jsonl"], input.as_bytes());
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("field `date`") && stderr(&output).contains("field `region`"));
    let row: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((row["date"].as_str(), row["region"].as_str()), (Some(""), Some("")));
}

#[test]
fn a_page_without_a_date_is_classified_and_not_charted() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.txt");
    std::fs::write(&page, "本报讯 全市信访工作会议召开，各部门负责\n人参加。\n").unwrap();
    let output = policyvane(&["classify", text(&page)]);
    assert_eq!(status(&output), 0);
    assert!(stdout(&output).contains("\n#1-"), "{}", stdout(&output));
    let output = policyvane(&["report", text(&page), "-o", text(&folder.path().join("out"))]);
    assert_eq!(status(&output), 3);
    assert!(
        stderr(&output).contains("no article has a date") && stderr(&output).contains("--date"),
        "{}",
        stderr(&output)
    );
    let dated = policyvane(&["classify", text(&page), "--date", "2025-03-01"]);
    assert!(
        stdout(&dated).contains("\n2025-03-01#1-") && stdout(&dated).contains(",2025-03-01,"),
        "{}",
        stdout(&dated)
    );
    assert_eq!(status(&policyvane(&["classify", text(&page), "--date", "soon"])), 2);
}

#[test]
fn missing_paths_and_bad_usage() {
    let missing = policyvane(&["classify", "/no/such/file.txt"]);
    assert_eq!(status(&missing), 3);
    assert!(stderr(&missing).contains("/no/such/file.txt"));
    let (folder, _) = folder("b.txt", "本报讯 会议召开。".as_bytes());
    let partly = policyvane(&["classify", text(folder.path()), "/no/such/file.txt"]);
    assert_eq!(status(&partly), 1);
    assert_eq!(status(&policyvane(&["classify"])), 2);
    assert_eq!(status(&policyvane(&["frobnicate"])), 2);
    let nothing = tempfile::tempdir().unwrap();
    assert_eq!(status(&policyvane(&["classify", text(nothing.path())])), 3);
}

#[test]
fn models_that_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let good = std::fs::read(repository("models/policy-themes-zh.pvm")).unwrap();
    let mut newer = good.clone();
    newer[8..10].copy_from_slice(&999u16.to_le_bytes());
    let mut damaged = good.clone();
    *damaged.last_mut().unwrap() ^= 1;
    for (name, bytes, message) in [
        ("cut.pvm", &good[..good.len() / 2], "cut short"),
        ("stub.pvm", &good[..20], "cut short"),
        ("newer.pvm", &newer[..], "format 999"),
        ("damaged.pvm", &damaged[..], "damaged"),
        ("text.pvm", &b"not a model"[..], "not a policyvane model"),
        ("empty.pvm", &b""[..], "not a policyvane model"),
    ] {
        let model = folder.path().join(name);
        std::fs::write(&model, bytes).unwrap();
        let output = run(&["classify", "-", "--model", text(&model)], GOOD.as_bytes());
        assert_eq!(status(&output), 3, "{name}");
        assert!(stderr(&output).contains(message) && stderr(&output).contains(name), "{name}: {}", stderr(&output));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn one_line_of_fifty_megabytes() {
    let folder = tempfile::tempdir().unwrap();
    let long = "全市信访工作会议召开要求化解积案".repeat(50_000_000 / 48);
    let page = folder.path().join("2025-03-01-long.txt");
    std::fs::write(&page, &long).unwrap();
    let output = policyvane(&["classify", text(&page)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("petition-work"));
}

#[test]
fn an_output_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "in the way").unwrap();
    let output = run(&["classify", "-", "-o", text(&blocked.join("table.csv"))], GOOD.as_bytes());
    assert_eq!(status(&output), 3);
    assert!(stderr(&output).contains("cannot be written"), "{}", stderr(&output));
}
