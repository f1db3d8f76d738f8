//! `policyvane archive`: adding, searching, exporting, correcting, and reports from an archive.

mod common;
#[path = "common/issues.rs"]
mod issues;

use std::path::{Path, PathBuf};

use common::{policyvane, repository, status, stderr, stdout, text};
use issues::write_issues;
use tempfile::TempDir;

/// Runs the program and returns what it printed; it must end with status 0.
fn done(arguments: &[&str]) -> String {
    let output = policyvane(arguments);
    assert_eq!(status(&output), 0, "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// An archive of the sample issues.
fn sample() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    done(&["archive", "add", "--db", text(&db), text(&repository("data/issues"))]);
    (folder, db)
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[test]
fn a_report_from_the_archive_is_the_report_from_the_folder() {
    let (folder, db) = sample();
    let report = folder.path().join("report");
    done(&["report", "--db", text(&db), "-o", text(&report), "--lang", "zh"]);
    let mut files = 0;
    for entry in std::fs::read_dir(&report).unwrap() {
        let name = entry.unwrap().file_name();
        let kept = repository("reports").join(&name);
        assert!(read(&report.join(&name)) == read(&kept), "{name:?} differs");
        files += 1;
    }
    assert!(files > 15, "{files} files");
    // So are the table of themes, and the articles themselves.
    let issues = repository("data/issues");
    let tables = [folder.path().join("a.csv"), folder.path().join("b.csv")];
    done(&["classify", "--db", text(&db), "-o", text(&tables[0])]);
    done(&["classify", text(&issues), "-o", text(&tables[1])]);
    assert!(read(&tables[0]) == read(&tables[1]));
    let exported = done(&["archive", "export", "--db", text(&db)]);
    assert_eq!(exported, done(&["ingest", text(&issues)]));
    // What is exported reads back: the same themes.
    let jsonl = folder.path().join("export.jsonl");
    std::fs::write(&jsonl, exported).unwrap();
    let themes = |table: &str| -> Vec<String> {
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        rows.records().map(|row| row.unwrap()).map(|row| format!("{} {}", &row[0], &row[10])).collect()
    };
    let again = done(&["classify", text(&jsonl)]);
    assert_eq!(themes(&again), themes(&String::from_utf8(read(&tables[1])).unwrap()));
}

#[test]
fn adding_twice_changes_nothing_and_a_changed_file_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let (issues, db) = (folder.path().join("issues"), folder.path().join("papers.db"));
    write_issues(&issues, 8);
    let add = |more: &[&str]| {
        let mut arguments = vec!["archive", "add", "--db", text(&db), text(&issues)];
        arguments.extend(more);
        let output = policyvane(&arguments);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        stderr(&output)
    };
    let export = || done(&["archive", "export", "--db", text(&db)]);
    assert!(add(&[]).contains("16 articles added: 8 new files, 0 replaced because they changed, 0 in the archive"));
    let first = export();
    assert!(add(&[]).contains("0 articles added: 0 new files, 0 replaced because they changed, 8 in the archive"));
    assert_eq!(export(), first);
    assert!(add(&["--again"]).contains("8 replaced"));
    assert_eq!(export(), first);
    // Moved folders hold the same issues.
    let moved = folder.path().join("moved");
    std::fs::rename(&issues, &moved).unwrap();
    let output = policyvane(&["archive", "add", "--db", text(&db), text(&moved)]);
    assert!(stderr(&output).contains("8 in the archive already"), "{}", stderr(&output));
    assert_eq!(export(), first);
    // A page that was corrected by the paper.
    let page = moved.join("lanhe-ribao/2024-01-01-01.txt");
    let changed = std::fs::read_to_string(&page).unwrap().replace("压实责任", "扛牢责任");
    std::fs::write(&page, changed).unwrap();
    let output = policyvane(&["archive", "add", "--db", text(&db), text(&moved)]);
    assert!(stderr(&output).contains("1 replaced"), "{}", stderr(&output));
    let exported = export();
    assert!(exported.contains("扛牢责任") && exported.lines().count() == first.lines().count());
    assert!(done(&["archive", "search", "--db", text(&db), "扛牢"]).contains("1 article found"));
    assert!(done(&["archive", "check", "--db", text(&db)]).contains("sound"));
    // Removed articles come back when their file is added again.
    assert!(
        stderr(&policyvane(&["archive", "remove", "--db", text(&db), "lanhe-ribao"])).contains("4 articles removed")
    );
    assert_eq!(status(&policyvane(&["archive", "remove", "--db", text(&db)])), 2);
    assert!(done(&["archive", "check", "--db", text(&db)]).contains("sound"));
    done(&["archive", "add", "--db", text(&db), text(&moved)]);
    assert_eq!(export(), exported);
    let copy = folder.path().join("copy.db");
    done(&["archive", "backup", "--db", text(&db), "-o", text(&copy)]);
    assert_eq!(done(&["archive", "export", "--db", text(&copy)]), exported);
    assert_eq!(status(&policyvane(&["archive", "backup", "--db", text(&db), "-o", text(&copy)])), 3);
}

#[test]
fn corrections_are_kept_apart_and_change_reports_and_labels() {
    let (folder, db) = sample();
    let found = done(&["archive", "search", "--db", text(&db), "--limit", "1", "-q"]);
    let id = found.lines().nth(2).unwrap().rsplit("  ").next().unwrap().to_owned();
    let correct = |more: &[&str]| {
        let mut arguments = vec!["archive", "correct", "--db", text(&db), &id];
        arguments.extend(more);
        policyvane(&arguments)
    };
    let output = correct(&["--theme", "信访工作", "--who", "何晓岚"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let table = folder.path().join("hits.csv");
    done(&["archive", "search", "--db", text(&db), "--theme", "petition-work", "-o", text(&table)]);
    assert!(String::from_utf8(read(&table)).unwrap().contains(&id));
    let labelled = |exported: &str| {
        let line = exported.lines().find(|line| line.contains(&id)).unwrap();
        serde_json::from_str::<serde_json::Value>(line).unwrap()["theme"].as_str().map(str::to_owned)
    };
    assert_eq!(labelled(&done(&["archive", "export", "--db", text(&db)])).as_deref(), Some("petition-work"));
    let report = folder.path().join("report");
    let output = policyvane(&["report", "--db", text(&db), "-o", text(&report)]);
    assert!(stderr(&output).contains("corrected: 1 article"), "{}", stderr(&output));
    let classified = String::from_utf8(read(&report.join("classified.csv"))).unwrap();
    let row = classified.lines().find(|line| line.starts_with(&id)).unwrap();
    assert!(row.contains("petition-work"), "{row}");
    // Without the archive nobody can repeat it: its files do not hold the correction.
    let manifest: serde_json::Value = serde_json::from_slice(&read(&report.join("manifest.json"))).unwrap();
    assert_eq!(manifest["command"], "policyvane report --db papers.db --lang en");
    // Reading the file again does not lose the correction, taking it back does.
    done(&["archive", "add", "--again", "--db", text(&db), text(&repository("data/issues"))]);
    assert_eq!(labelled(&done(&["archive", "export", "--db", text(&db)])).as_deref(), Some("petition-work"));
    assert_eq!(status(&correct(&["--undo"])), 0);
    assert_eq!(labelled(&done(&["archive", "export", "--db", text(&db)])), None);
    assert_eq!(status(&policyvane(&["archive", "correct", "--db", text(&db), "nothing", "--theme", "none"])), 3);
}

#[test]
fn other_programs_read_the_views() {
    let (_folder, db) = sample();
    let connection = rusqlite::Connection::open(&db).unwrap();
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let articles = count("SELECT count(*) FROM articles");
    assert!(articles > 50, "{articles}");
    assert_eq!(count("SELECT count(*) FROM article"), articles);
    assert!(count("SELECT count(*) FROM articles WHERE theme_name IS NOT NULL AND length(model) > 0") > 50);
    let counted = "SELECT count(*) FROM articles WHERE theme IS NOT NULL AND length(date) >= 7";
    assert_eq!(count("SELECT sum(articles) FROM series"), count(counted));
    let shares = "SELECT count(*) FROM (SELECT sum(share) AS s FROM series GROUP BY month) WHERE abs(s - 1) > 1e-9";
    assert_eq!(count(shares), 0);
}

#[test]
fn other_files_are_no_archives() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.db");
    let other = folder.path().join("text.db");
    std::fs::write(&other, "This is a text and no database at all.\n".repeat(50)).unwrap();
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    for (path, message) in
        [(&missing, "no such file"), (&other, "not a policyvane archive"), (&foreign, "not a policyvane archive")]
    {
        let output = policyvane(&["archive", "stats", "--db", text(path)]);
        assert_eq!(status(&output), 3);
        assert!(stderr(&output).to_lowercase().contains(message), "{}", stderr(&output));
    }
    assert!(!missing.exists());
    let newer = folder.path().join("newer.db");
    write_issues(&folder.path().join("issues"), 1);
    done(&["archive", "add", "--db", text(&newer), text(&folder.path().join("issues"))]);
    rusqlite::Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    let output = policyvane(&["archive", "stats", "--db", text(&newer)]);
    assert!(stderr(&output).contains("archive of format 99"), "{}", stderr(&output));
    let output = policyvane(&["archive", "add", "--db", text(&folder.path().join("a.db")), "-"]);
    assert_eq!(status(&output), 2, "{}", stderr(&output));
}

#[test]
fn a_watched_folder_is_added_once_it_stands_still() {
    let folder = tempfile::tempdir().unwrap();
    let (issues, db) = (folder.path().join("issues"), folder.path().join("papers.db"));
    write_issues(&issues, 4);
    let output = policyvane(&["archive", "watch", "--once", "--who", "何晓岚", "--db", text(&db), text(&issues)]);
    assert!(stderr(&output).contains("8 articles added"), "{}", stderr(&output));
    // The log has the name that was given, of every kind of change.
    done(&["archive", "add", "--again", "--who", "王敏", "--db", text(&db), text(&issues)]);
    done(&["archive", "reclassify", "--adopt", "--who", "李青", "--db", text(&db)]);
    let log = done(&["archive", "stats", "--db", text(&db)]);
    assert!(["何晓岚", "王敏", "李青"].iter().all(|name| log.contains(name)), "{log}");
    let added = done(&["archive", "export", "--db", text(&db)]);
    let whole = folder.path().join("whole.db");
    done(&["archive", "add", "--db", text(&whole), text(&issues)]);
    assert_eq!(added, done(&["archive", "export", "--db", text(&whole)]));
}

#[test]
fn damage_is_found() {
    let (_folder, db) = sample();
    let connection = rusqlite::Connection::open(&db).unwrap();
    connection.execute_batch("UPDATE article_text SET text = text || '改' WHERE article = 3").unwrap();
    let output = policyvane(&["archive", "check", "--db", text(&db)]);
    assert_eq!(status(&output), 3);
    assert!(stdout(&output).contains("differs from the text of 1 article"), "{}", stdout(&output));
    connection.execute_batch("DELETE FROM assignment WHERE article = 4").unwrap();
    let output = policyvane(&["archive", "check", "--quick", "--db", text(&db)]);
    assert!(stdout(&output).contains("without what they belong to"), "{}", stdout(&output));
}

#[test]
fn the_digest_of_a_day_is_the_same_from_files_and_from_an_archive() {
    let folder = tempfile::tempdir().unwrap();
    let (issues, db) = (folder.path().join("issues"), folder.path().join("papers.db"));
    write_issues(&issues, 60);
    done(&["archive", "add", "--db", text(&db), text(&issues)]);
    for ending in ["md", "html", "docx", "xlsx"] {
        let (a, b) = (folder.path().join(format!("a.{ending}")), folder.path().join(format!("b.{ending}")));
        done(&["digest", "--db", text(&db), "--date", "2024-01-14", "-o", text(&a)]);
        done(&["digest", text(&issues), "--date", "2024-01-14", "-o", text(&b)]);
        assert!(read(&a) == read(&b), "{ending}");
    }
    let markdown = String::from_utf8(read(&folder.path().join("a.md"))).unwrap();
    assert!(markdown.starts_with("# Daily digest, 2024-01-14"), "{markdown}");
    assert!(markdown.contains("of 13 earlier days") && markdown.contains("信访"), "{markdown}");
    let output = policyvane(&["digest", "--db", text(&db), "-o", "digest.pdf"]);
    assert_eq!(status(&output), 2);
    let output =
        policyvane(&["digest", "--db", text(&db), "--date", "1999-01-01", "-o", text(&folder.path().join("c.md"))]);
    assert_eq!(status(&output), 3);
}

#[test]
fn days_that_must_be_wrong_are_named_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    let table = folder.path().join("articles.csv");
    let text_of = |number: usize| format!("云岭县召开招商引资推介会，第{number}批六十多家企业参加，现场签约三个项目。");
    let row = |day: &str, number: usize| format!("{day},云岭日报,第{number}场推介会在云岭举行,{}\n", text_of(number));
    std::fs::write(&table, format!("date,paper,title,text\n{}{}", row("2024-05-06", 1), row("2099-05-06", 2))).unwrap();
    let page = folder.path().join("云岭日报-2098-01-02-01.txt");
    std::fs::write(&page, format!("第三场推介会在云岭举行\n　　本报讯 {}\n", text_of(3))).unwrap();
    let add = || policyvane(&["archive", "add", "--lang", "en", "--db", text(&db), text(&table), text(&page)]);
    let output = add();
    let told = stderr(&output);
    assert_eq!(status(&output), 1, "{told}");
    assert!(told.contains("2099-05-06 is too far away") && told.contains("2098-01-02 is too far"), "{told}");
    let exported = done(&["archive", "export", "--db", text(&db)]);
    assert!(exported.lines().count() == 1 && exported.contains("2024-05-06"), "{exported}");
    // The page that holds nothing else is read again, so that it is named until it is mended.
    assert!(stderr(&add()).contains("2098-01-02 is too far"));
    done(&["archive", "add", "--db", text(&db), "--date", "2024-05-07", text(&page)]);
    assert_eq!(done(&["archive", "export", "--db", text(&db)]).lines().count(), 2);
}

#[test]
fn an_archive_without_labels_is_named() {
    let (folder, db) = sample();
    let model = folder.path().join("own.pvm");
    for more in [&["train", "-o", text(&model)][..], &["train", "--adapt", "-o", text(&model)], &["evaluate"]] {
        let output = policyvane(&[more, &["--db", text(&db), "--lang", "en"]].concat());
        assert_ne!(status(&output), 0);
        assert!(stderr(&output).contains(text(&db)), "{more:?}: {}", stderr(&output));
    }
    assert!(!model.exists());
}
