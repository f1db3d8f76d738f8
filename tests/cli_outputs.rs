//! Where results go: never in the place of what is read, nor under a name of another format; and what happens where nobody
//! reads the messages.

mod common;

use common::{policyvane, repository, run, status, stderr, text};

const LABELS: &str = "{\"id\":\"1\",\"theme\":\"甲\",\"text\":\"县领导接访群众化解信访积案。\"}\n\
                      {\"id\":\"2\",\"theme\":\"乙\",\"text\":\"招商推介会举行项目签约落户。\"}\n";

/// Runs a command that must be refused with a word, and checks that a file stays as it is.
fn is_refused(arguments: &[&str], path: &std::path::Path) {
    let before = std::fs::read(path).unwrap();
    let output = policyvane(arguments);
    assert!(status(&output) >= 2, "{arguments:?}: {}", stderr(&output));
    assert!(stderr(&output).contains("not overwritten"), "{arguments:?}: {}", stderr(&output));
    assert!(std::fs::read(path).unwrap() == before, "{arguments:?} changed {}", path.display());
}

#[test]
fn no_command_writes_over_what_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let [labels, themes, model, sample, words] =
        ["labels.jsonl", "themes.toml", "base.pvm", "s.csv", "words.txt"].map(path);
    std::fs::write(&labels, LABELS).unwrap();
    std::fs::copy(repository("data/themes.toml"), &themes).unwrap();
    std::fs::copy(repository("models/policy-themes-zh.pvm"), &model).unwrap();
    std::fs::write(&sample, "id,label\n1,education\n").unwrap();
    std::fs::write(&words, "云溪县 100 ns\n").unwrap();
    let labels_file = text(&labels);
    is_refused(&["train", labels_file, "-o", labels_file], &labels);
    is_refused(&["train", labels_file, "--themes", text(&themes), "-o", text(&themes)], &themes);
    is_refused(&["train", labels_file, "--dictionary", text(&words), "-o", text(&words)], &words);
    is_refused(&["train", "--adapt", labels_file, "--model", text(&model), "-o", text(&model)], &model);
    is_refused(&["audit", "estimate", labels_file, "--labels", text(&sample), "-o", text(&sample)], &sample);
    is_refused(&["ingest", labels_file, "-o", labels_file], &labels);
    is_refused(&["classify", labels_file, "-f", "jsonl", "-o", labels_file], &labels);
}

#[test]
fn a_card_replaces_nothing_but_a_card() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let [labels, card, model] = ["labels.jsonl", "own.md", "own.pvm"].map(path);
    let line = |number: usize| {
        let (theme, text) = [("甲", "县领导接访群众"), ("乙", "招商推介会举行")][number % 2];
        format!("{{\"id\":\"{number}\",\"theme\":\"{theme}\",\"text\":\"{text}第{number}次\"}}\n")
    };
    std::fs::write(&labels, (0..24).map(line).collect::<String>()).unwrap();
    std::fs::write(&card, "# Notes on our labels\n").unwrap();
    is_refused(&["train", text(&labels), "-o", text(&model)], &card);
    // The notes are an input, which no card may replace either.
    is_refused(&["train", text(&labels), "--notes", text(&card), "-o", text(&model)], &card);
    std::fs::write(&card, "# Model card `0a1b2c3d`\n").unwrap();
    let output = policyvane(&["train", text(&labels), "-o", text(&model)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(std::fs::read_to_string(&card).unwrap().len() > 100);
    let same = policyvane(&["train", text(&labels), "-o", text(&card)]);
    assert!(status(&same) == 2 && stderr(&same).contains(".pvm"), "{}", stderr(&same));
}

#[test]
fn no_archive_is_lost_to_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let [db, labels] = ["papers", "labels.jsonl"].map(path);
    std::fs::write(&labels, LABELS).unwrap();
    let db_file = text(&db);
    assert_eq!(status(&policyvane(&["archive", "add", "--db", db_file, text(&labels)])), 0);
    for command in [&["archive", "export"][..], &["archive", "export", "--labels", "csv"], &["archive", "search"]] {
        is_refused(&[command, &["--db", db_file, "-o", db_file]].concat(), &db);
    }
    is_refused(&["classify", text(&labels), "-o", db_file], &db);
    is_refused(&["train", text(&labels), "-o", db_file], &db);
}

#[test]
fn a_report_replaces_none_of_its_inputs() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let [series, events] = ["series.csv", "peaks.csv"].map(path);
    std::fs::write(&series, "title,text,date\n春耕,全县春耕开始，农机下田。,2024-03-05\n").unwrap();
    std::fs::write(&events, "2024-03-05,春耕\n").unwrap();
    let folder_name = text(folder.path());
    is_refused(&["report", text(&series), "-o", folder_name], &series);
    let issues = repository("data/issues");
    is_refused(&["report", text(&issues), "--events", text(&events), "-o", folder_name], &events);
}

#[test]
fn all_tables_of_a_report_are_known_by_name() {
    let files = std::fs::read_dir(repository("reports")).unwrap().map(|entry| entry.unwrap().file_name());
    let names: Vec<String> = files.map(|name| name.into_string().unwrap()).collect();
    let is_table = |name: &&String| [".csv", ".html", ".md", ".json", ".xlsx"].iter().any(|end| name.ends_with(end));
    let tables: Vec<&String> = names.iter().filter(is_table).collect();
    assert!(tables.len() > 10, "{tables:?}");
    assert!(tables.iter().all(|name| policyvane::report::FILE_NAMES.contains(&name.as_str())), "{tables:?}");
}

#[test]
fn a_name_of_another_format_is_refused_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for (name, format) in [("a.ods", None), ("a.txt", None), ("a.xlsx", Some("csv")), ("a.csv", Some("fasttext"))] {
        let path = folder.path().join(name);
        let mut arguments = vec!["ingest", "-", "-o", text(&path)];
        arguments.extend(format.iter().flat_map(|format| ["-f", *format]));
        for (language, words) in [("en", ".tsv, .jsonl"), ("zh", ".tsv、.jsonl")] {
            let output = run(&[&arguments[..], &["--lang", language]].concat(), LABELS.as_bytes());
            assert!(status(&output) == 2 && stderr(&output).contains(words), "{name}: {}", stderr(&output));
            assert!(!path.exists(), "{name}");
        }
    }
}

/// A pipe that nobody reads.
fn closed_pipe() -> std::process::Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn results_are_written_where_nobody_reads_the_messages() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let [labels, articles, report] = ["labels.jsonl", "articles.jsonl", "report"].map(path);
    std::fs::write(&labels, format!("{LABELS}no article\n")).unwrap();
    std::fs::write(path("dated.csv"), "title,text,date\n春耕,全县春耕开始，农机下田。,2024-03-05\n").unwrap();
    let dated = path("dated.csv");
    let program = || std::process::Command::new(env!("CARGO_BIN_EXE_policyvane"));
    let mut outputs = vec![closed_pipe()];
    if cfg!(target_os = "linux") {
        // A disk without space.
        outputs.push(std::fs::File::options().write(true).open("/dev/full").unwrap().into());
    }
    for messages in outputs {
        let ended = program().args(["ingest", text(&labels), "-o", text(&articles)]).stderr(messages).status().unwrap();
        assert_eq!(ended.code(), Some(1), "a line was left out");
        assert_eq!(std::fs::read_to_string(&articles).unwrap().lines().count(), 2);
    }
    let arguments = ["report", text(&dated), "-o", text(&report), "--dpi", "40"];
    let ended = program().args(arguments).stderr(closed_pipe()).status().unwrap();
    assert!(matches!(ended.code(), Some(0 | 1)) && report.join("report.html").exists(), "{ended}");
    // Errors, and mistakes on the command line, keep their exit status.
    let ended = program().args(["ingest", "nowhere.txt"]).stderr(closed_pipe()).status().unwrap();
    assert_eq!(ended.code(), Some(3));
    let ended = program().args(["ingest", "--nonsense"]).stderr(closed_pipe()).status().unwrap();
    assert_eq!(ended.code(), Some(2));
}

#[test]
fn a_closed_standard_output_ends_a_run_quietly() {
    for arguments in [&["ingest"][..], &["classify"], &["ingest", "--check"]] {
        let labels = repository("data/sample-labels.jsonl");
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_policyvane"));
        let output = program.args(arguments).args([text(&labels), "-q"]).stdout(closed_pipe()).output().unwrap();
        assert_eq!((status(&output), stderr(&output)), (0, String::new()), "{arguments:?}");
    }
}
