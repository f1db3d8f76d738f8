//! `policyvane report`, the main job.

mod common;

use common::{policyvane, repository, shared, status, stderr, text};
use std::path::Path;

const FILES: &[&str] =
    &["classified.csv", "counts.csv", "themes-by-region.png", "themes-over-time.png", "themes-ranked.png"];

fn report(folder: &Path, more: &[&str]) -> std::process::Output {
    let mut arguments = vec!["report", "-o", text(folder)];
    arguments.extend(more);
    policyvane(&arguments)
}

/// Width, height and the number of pixels that are not white.
fn drawn(png: &[u8]) -> (u32, u32, usize) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG file");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a whole picture");
    (info.width, info.height, pixels.chunks(3).filter(|p| p.iter().any(|c| *c < 250)).count())
}

#[test]
fn the_sample_report_is_reproduced_byte_for_byte_with_one_and_two_threads() {
    let sample = repository("data/issues");
    for threads in ["1", "2"] {
        let folder = tempfile::tempdir().unwrap();
        let output = report(folder.path(), &[text(&sample), "--threads", threads]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let mut written: Vec<String> =
            std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        written.sort();
        assert_eq!(written, FILES);
        for file in FILES {
            let made = std::fs::read(folder.path().join(file)).unwrap();
            let kept = std::fs::read(repository("reports").join(file)).unwrap();
            assert!(made == kept, "{file} differs from reports/{file} with {threads} threads");
        }
    }
}

#[test]
fn pictures_are_drawn_at_print_size() {
    for file in FILES.iter().filter(|f| f.ends_with(".png")) {
        let (width, height, ink) = drawn(&std::fs::read(repository("reports").join(file)).unwrap());
        assert_eq!(width, 2008, "{file}");
        assert!((1500..3600).contains(&height), "{file}: {height}");
        let share = ink as f64 / f64::from(width * height);
        assert!((0.03..0.6).contains(&share), "{file}: {share} of the picture is drawn");
    }
}

#[test]
fn english_differs_only_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let sample = repository("data/issues");
    assert_eq!(status(&report(folder.path(), &[text(&sample), "--lang", "en"])), 0);
    let english = std::fs::read_to_string(folder.path().join("counts.csv")).unwrap();
    let chinese = std::fs::read_to_string(repository("reports/counts.csv")).unwrap();
    assert!(english.contains("Petition work") && chinese.contains("信访工作"));
    let numbers = |table: &str| -> Vec<String> {
        csv::Reader::from_reader(table.as_bytes())
            .records()
            .map(|r| r.unwrap().iter().skip(5).take(5).collect::<Vec<_>>().join("|"))
            .collect()
    };
    assert!(numbers(&english) == numbers(&chinese), "numbers differ between languages");
}

#[test]
fn counts_add_up_to_their_totals() {
    let table = std::fs::read(repository("reports/counts.csv")).unwrap();
    let mut sums: std::collections::BTreeMap<(String, String), (usize, usize)> = Default::default();
    for row in csv::Reader::from_reader(&table[..]).records() {
        let row = row.unwrap();
        let entry = sums.entry((row[0].into(), row[1].into())).or_default();
        entry.0 += row[5].parse::<usize>().unwrap();
        entry.1 = row[6].parse().unwrap();
    }
    assert!(sums.len() > 20);
    assert!(sums.values().all(|(counts, total)| counts == total));
}

#[test]
fn filters_and_periods() {
    let folder = tempfile::tempdir().unwrap();
    let sample = repository("data/issues");
    let output = report(folder.path(), &[text(&sample), "--from", "2025", "--to", "2025-03", "--by", "month"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let counts = std::fs::read_to_string(folder.path().join("counts.csv")).unwrap();
    let mut periods: Vec<&str> = counts.lines().skip(1).map(|l| l.split(',').next().unwrap()).collect();
    periods.dedup();
    periods.sort_unstable();
    periods.dedup();
    assert_eq!(periods, ["2025-01", "2025-02", "2025-03"]);
    let none = report(folder.path(), &[text(&sample), "--from", "2030"]);
    assert_eq!(status(&none), 3);
    assert!(stderr(&none).contains("--from"), "{}", stderr(&none));
}

#[test]
fn articles_without_a_date_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.jsonl");
    std::fs::write(
        &file,
        "{\"text\":\"全市信访工作会议召开。\",\"date\":\"2025-03-01\"}\n{\"text\":\"招商推介会举行。\"}\n",
    )
    .unwrap();
    let output = report(&folder.path().join("out"), &[text(&file)]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("1 articles have no date that tells"), "{}", stderr(&output));
}

#[test]
fn nothing_is_counted_twice() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("2025-03-01.txt");
    std::fs::write(&page, "本报讯 全市信访工作会议召开，各部门负责\n人参加。\n").unwrap();
    let made = folder.path().join("articles.jsonl");
    assert_eq!(status(&policyvane(&["ingest", text(&page), "-o", text(&made)])), 0);
    // The report lies inside the folder that is read, and is not read as articles the second time.
    for _ in 0..2 {
        let output = report(&folder.path().join("out"), &[text(folder.path())]);
        assert_eq!(status(&output), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains("was read already"), "{}", stderr(&output));
        assert_eq!(stderr(&output).matches("warning").count(), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains("1 articles from 2 files"), "{}", stderr(&output));
    }
    let again = folder.path().join(".").join("2025-03-01.txt");
    let output = policyvane(&["classify", text(&page), text(&again)]);
    assert_eq!(common::stdout(&output).lines().count(), 2);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "in the way").unwrap();
    let sample = repository("data/issues");
    let output = report(&blocked, &[text(&sample)]);
    assert_eq!(status(&output), 3);
    assert!(stderr(&output).contains("cannot be written"), "{}", stderr(&output));
    assert_eq!(std::fs::read_to_string(&blocked).unwrap(), "in the way");
}

#[test]
fn a_full_disk_leaves_nothing_half_written() {
    // /dev/full takes no byte; it stands for a full disk where there is one.
    if !Path::new("/dev/full").exists() {
        println!("skipped: no /dev/full on this machine");
        return;
    }
    use std::process::{Command, Stdio};
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_policyvane"))
        .args(["classify", text(&repository("data/issues"))])
        .stdout(Stdio::from(full))
        .output()
        .unwrap();
    assert_eq!(status(&output), 3);
    assert!(stderr(&output).contains("standard output: cannot be written"), "{}", stderr(&output));
}

#[test]
fn real_news_of_three_years() {
    let Some(news) = shared("corpus/news-2022-2025.jsonl.gz") else { return };
    let folder = tempfile::tempdir().unwrap();
    let output = report(folder.path(), &[text(&news)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let table = std::fs::read_to_string(folder.path().join("counts.csv")).unwrap();
    assert!(table.contains("2022-09,all") && table.contains("2025-06,all"));
    assert_eq!(std::fs::read_to_string(folder.path().join("classified.csv")).unwrap().lines().count(), 20_814);
}
