//! Shards classified one by one and merged into one report, by the real program.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::{policyvane, repository, status, stderr, stdout, text};

/// The files of a report by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap())).collect()
}

/// Makes the states of all shards of some inputs, and returns their paths and exit statuses.
fn states(inputs: &str, count: usize, folder: &Path, more: &[&str]) -> Vec<(PathBuf, i32)> {
    let make = |number: usize| {
        let path = folder.join(format!("{number}.state"));
        let shard = format!("{number}/{count}");
        let output = policyvane(&[&["classify", inputs, "--shard", &shard, "-o", text(&path)], more].concat());
        (path, status(&output))
    };
    (1..=count).map(make).collect()
}

/// Merges states into a folder.
fn merge(states: &[(PathBuf, i32)], folder: &Path, more: &[&str]) -> std::process::Output {
    let paths: Vec<&str> = states.iter().map(|(path, _)| text(path)).collect();
    policyvane(&[&["merge"], &paths[..], &["-o", text(folder), "--dpi", "40"], more].concat())
}

#[test]
fn states_may_be_written_into_the_folder_that_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for day in 1..=3 {
        let text = format!(
            "id,date,title,text\n{day},2024-05-0{day},招商推介会第{day}场,云溪县举行招商推介会，签约项目{day}个。\n"
        );
        std::fs::write(folder.path().join(format!("2024-05-0{day}.csv")), text).unwrap();
    }
    let states = states(text(folder.path()), 3, folder.path(), &[]);
    assert!(states.iter().all(|(_, status)| *status == 0), "{states:?}");
    let output = merge(&states, &folder.path().join("out"), &[]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
}

/// Asserts that the reports of one run and of merged shards are the same bytes and end alike.
fn assert_equal_reports(inputs: &str, count: usize, reading: &[&str], options: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let (one, merged) = (folder.path().join("one"), folder.path().join("merged"));
    let of_one = policyvane(&[&["report", inputs, "-o", text(&one), "--dpi", "40"], reading, options].concat());
    let mut states = states(inputs, count, folder.path(), reading);
    // The order in which states are given does not matter.
    states.rotate_left(1);
    let of_states = merge(&states, &merged, options);
    assert_eq!(status(&of_states), status(&of_one), "{}", stderr(&of_states));
    let (one, merged) = (files(&one), files(&merged));
    assert!(one.keys().eq(merged.keys()), "{:?} {:?}", one.keys(), merged.keys());
    for (name, bytes) in &one {
        assert!(*bytes == merged[name], "{name} differs");
    }
}

#[test]
fn shards_of_files_give_the_report_of_one_run() {
    assert_equal_reports(text(&repository("data/issues")), 4, &[], &["--term", "低空经济", "--excel"]);
}

#[test]
fn shards_of_one_table_give_the_report_of_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("articles.jsonl");
    let output = policyvane(&["ingest", text(&repository("data/issues")), "-o", text(&table)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let options = ["--lang", "zh", "--by", "week", "--from", "2024-03", "--no-events"];
    assert_equal_reports(text(&table), 3, &["--source", "云溪日报"], &options);
}

#[test]
fn what_shards_leave_out_is_named_once_more() {
    let folder = tempfile::tempdir().unwrap();
    let issues = folder.path().join("issues");
    std::fs::create_dir(&issues).unwrap();
    for day in 1..=4 {
        let article = format!(
            "{{\"id\":\"{day}\",\"date\":\"2024-05-0{day}\",\"source\":\"云溪日报\",\"title\":\"招商推介会第{day}场\",\"text\":\
             \"云溪县举行招商推介会，签约项目{day}个，投资落户开发区。\"}}\n"
        );
        std::fs::write(issues.join(format!("2024-05-0{day}.jsonl")), article).unwrap();
    }
    std::fs::write(issues.join("2024-05-05.psd"), b"8BPS\0\x01 a picture").unwrap();
    assert_equal_reports(text(&issues), 5, &[], &[]);
    let states = states(text(&issues), 5, folder.path(), &[]);
    let statuses: Vec<i32> = states.iter().map(|(_, status)| *status).collect();
    assert_eq!(statuses.iter().sum::<i32>(), 1, "one shard holds the picture: {statuses:?}");
    let output = merge(&states, &folder.path().join("out"), &[]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("2024-05-05.psd"), "{}", stderr(&output));
}

#[test]
fn articles_that_come_twice_in_different_shards_count_once() {
    let folder = tempfile::tempdir().unwrap();
    let row = |number: usize| {
        format!(
            "{{\"id\":\"{number}\",\"date\":\"2024-05-{:02}\",\"source\":\"云溪日报\",\"title\":\"招商推介会第{number}场\",\"text\":\
             \"云溪县举行招商推介会，签约项目{number}个，投资落户开发区。\"}}\n",
            number % 28 + 1
        )
    };
    // Folders for two days, so that each file is a shard of its own.
    for (day, numbers) in [("2024-06-01", 1..41), ("2024-06-02", 21..61)] {
        let issue = folder.path().join(day);
        std::fs::create_dir(&issue).unwrap();
        std::fs::write(issue.join("articles.jsonl"), numbers.map(row).collect::<String>()).unwrap();
    }
    assert_equal_reports(text(folder.path()), 2, &[], &[]);
}

#[test]
fn copies_of_issues_in_different_shards_count_once() {
    let folder = tempfile::tempdir().unwrap();
    for copy in ["a", "b", "b/again"] {
        let issues = folder.path().join(copy).join("lanhe-ribao");
        std::fs::create_dir_all(&issues).unwrap();
        for page in std::fs::read_dir(repository("data/issues/lanhe-ribao")).unwrap() {
            let page = page.unwrap();
            std::fs::copy(page.path(), issues.join(page.file_name())).unwrap();
        }
    }
    // Of two shards the second has two copies of the first one's files, and knows only the first of them.
    assert_equal_reports(text(folder.path()), 2, &[], &[]);
    assert_equal_reports(text(folder.path()), 4, &[], &[]);
}

#[test]
fn states_that_do_not_belong_together_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = repository("data/issues/lanhe-ribao");
    let states = states(text(&inputs), 2, folder.path(), &[]);
    let out = folder.path().join("out");
    let refused = |states: &[(PathBuf, i32)], reason: &str| {
        let output = merge(states, &out, &[]);
        assert_eq!(status(&output), 3, "{reason}");
        assert!(stderr(&output).contains(reason), "{reason}: {}", stderr(&output));
        assert!(!out.join("report.html").exists());
    };
    refused(&states[..1], "other shards of the same run are missing: 2/2");
    refused(&[states[0].clone(), states[1].clone(), states[1].clone()], "is the same shard as");
    let foreign = (repository("Cargo.toml"), 0);
    refused(&[foreign], "is not a state");
    let whole = self::states(text(&inputs), 1, &folder.path().join("whole"), &[]);
    refused(&[states[0].clone(), states[1].clone(), whole[0].clone()], "and so does");
    let cut = folder.path().join("cut.state");
    let bytes = std::fs::read(&whole[0].0).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    refused(&[(cut, 0)], "ends too early");
    let other = repository("tests/models");
    let other = std::fs::read_dir(other)
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "pvm"));
    let other = other.expect("a model of an earlier format");
    let output = merge(&whole, &out, &["--model", text(&other)]);
    assert!(status(&output) == 3 && stderr(&output).contains("by another model"), "{}", stderr(&output));
}

#[test]
fn files_that_changed_between_shards_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("articles.jsonl");
    let row = |text: &str| format!("{{\"date\":\"2024-05-01\",\"title\":\"招商推介会\",\"text\":\"{text}\"}}\n");
    let state = |number: usize| {
        let path = folder.path().join(format!("{number}.state"));
        let shard = format!("{number}/2");
        let output = policyvane(&["classify", text(&table), "--shard", &shard, "-o", text(&path)]);
        (path, status(&output))
    };
    std::fs::write(&table, row("云溪县举行招商推介会，签约项目三个。")).unwrap();
    let first = state(1);
    std::fs::write(&table, row("云溪县举行招商推介会，签约项目五个。")).unwrap();
    let output = merge(&[first, state(2)], &folder.path().join("out"), &[]);
    assert_eq!(status(&output), 3);
    assert!(stderr(&output).contains("had another content"), "{}", stderr(&output));
}

#[test]
fn a_path_that_leads_nowhere_is_named_once_more() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = repository("data/issues/lanhe-ribao");
    let states: Vec<(PathBuf, i32)> = (1..=2)
        .map(|number| {
            let path = folder.path().join(format!("{number}.state"));
            let shard = format!("{number}/2");
            let output = policyvane(&["classify", text(&inputs), "nowhere.txt", "--shard", &shard, "-o", text(&path)]);
            (path, status(&output))
        })
        .collect();
    assert!(states.iter().all(|(_, status)| *status == 1), "{states:?}");
    let output = merge(&states, &folder.path().join("out"), &[]);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("nowhere.txt").count(), 1, "{}", stderr(&output));
}

#[test]
fn tables_of_shards_make_the_whole_table() {
    let inputs = repository("data/issues");
    let classify = |more: &[&str]| {
        let output = policyvane(&[&["classify", text(&inputs)], more].concat());
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        stdout(&output).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let mut parts = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        parts.extend(classify(&["--shard", shard]).into_iter().skip(1));
    }
    let mut whole = classify(&[])[1..].to_vec();
    parts.sort();
    whole.sort();
    assert!(parts == whole, "{} rows instead of {}", parts.len(), whole.len());
    let output = policyvane(&["classify", text(&inputs), "--shard", "4/3"]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("2/4"), "{}", stderr(&output));
}
