//! What people change in an archive: labels that are taken back, corrected issues, another model.

mod common;
#[path = "common/issues.rs"]
mod issues;

use std::path::{Path, PathBuf};

use common::{policyvane, repository, status, stderr, stdout, text};
use issues::write_issues;
use tempfile::TempDir;

/// Runs the program and returns what it printed, notes behind results; it must end with status 0.
fn done(arguments: &[&str]) -> String {
    let output = policyvane(arguments);
    assert_eq!(status(&output), 0, "{arguments:?}: {}", stderr(&output));
    stdout(&output) + &stderr(&output)
}

/// An archive of fictional issues, and their folder.
fn archive(issues: usize) -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (papers, db) = (folder.path().join("issues"), folder.path().join("papers.db"));
    write_issues(&papers, issues);
    done(&["archive", "add", "--db", text(&db), text(&papers)]);
    (folder, db, papers)
}

fn export(db: &Path) -> String {
    let output = policyvane(&["archive", "export", "--db", text(db)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    stdout(&output)
}

/// The identifier of an article that contains a phrase, and the theme that it is exported with.
fn exported(db: &Path, id: Option<&str>) -> (String, String) {
    let articles = export(db);
    let articles = articles.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let value = articles.into_iter().find(|article| id.is_none_or(|id| article["id"] == id)).unwrap();
    (value["id"].as_str().unwrap().to_owned(), value["theme"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_coder_takes_back_only_labels_of_their_own() {
    let (_folder, db, _papers) = archive(2);
    let (id, _) = exported(&db, None);
    let give = |more: &[&str]| {
        let mut arguments = vec!["archive", "correct", "--label", "--db", text(&db), &id];
        arguments.extend(more);
        done(&arguments);
        exported(&db, Some(&id)).1
    };
    assert_eq!(give(&["--theme", "health", "--who", "甲"]), "health");
    assert_eq!(
        give(&["--theme", "energy", "--who", "乙"]),
        "health",
        "one coder against one: the first one's label counts"
    );
    assert_eq!(give(&["--theme", "energy", "--who", "丙"]), "energy", "most coders decide");
    assert_eq!(give(&["--undo", "--who", "丙"]), "health");
    assert_eq!(give(&["--undo", "--who", "乙"]), "health", "that of the other coder is there still");
    assert!(done(&["archive", "stats", "--db", text(&db)]).contains("labelled\t1\n"));
    assert_eq!(give(&["--undo", "--who", "甲"]), "");
    assert!(done(&["archive", "stats", "--db", text(&db)]).contains("labelled\t0\n"));
    // A correction is one for all: whoever takes it back, the model's theme counts again.
    done(&["archive", "correct", "--db", text(&db), &id, "--theme", "health", "--who", "甲"]);
    let found = |theme: &str| done(&["archive", "search", "--db", text(&db), "--theme", theme]);
    assert!(found("health").contains(&id));
    done(&["archive", "correct", "--db", text(&db), &id, "--undo", "--who", "乙"]);
    assert!(!found("health").contains(&id));
    assert!(done(&["archive", "check", "--db", text(&db)]).contains("sound"));
}

#[test]
fn a_corrected_issue_from_another_place_replaces_the_earlier_one() {
    let (folder, db, papers) = archive(8);
    let before = export(&db);
    let page = papers.join("lanhe-ribao/2024-01-01-01.txt");
    let earlier = std::fs::read_to_string(&page).unwrap();
    let other = folder.path().join("again/lanhe-ribao");
    std::fs::create_dir_all(&other).unwrap();
    let corrected = other.join("2024-01-01-01.txt");
    std::fs::write(&corrected, earlier.replace("压实责任", "扛牢责任")).unwrap();
    // Both lie on the disk: which one is right is not for the program to say.
    let both = policyvane(&["archive", "add", "--db", text(&db), text(&folder.path().join("again"))]);
    assert!(stderr(&both).contains("1 new files, 0 replaced"), "{}", stderr(&both));
    assert!(stderr(&both).contains("another version of the same paper, day and page"), "{}", stderr(&both));
    assert_eq!(status(&both), 1);
    done(&["archive", "remove", "--db", text(&db), text(&corrected.canonicalize().unwrap())]);
    assert_eq!(export(&db), before);
    // The earlier one is gone.
    std::fs::remove_file(&page).unwrap();
    let told = done(&["archive", "add", "--db", text(&db), text(&folder.path().join("again"))]);
    assert!(told.contains("0 new files, 1 replaced") && told.contains("as its corrected version"), "{told}");
    let after = export(&db);
    assert!(after.contains("扛牢责任") && after.lines().count() == before.lines().count());
    // Where the earlier version lies in another folder still, it does not come back.
    std::fs::write(&page, &earlier).unwrap();
    assert!(done(&["archive", "add", "--db", text(&db), text(&papers)]).contains("0 replaced"));
    assert_eq!(export(&db), after);
    // Another page, day or paper is another issue.
    std::fs::write(other.join("2024-01-09-01.txt"), earlier.replace("1月1日", "1月9日")).unwrap();
    assert!(done(&["archive", "add", "--db", text(&db), text(&other)]).contains("1 new files, 0 replaced"));
    assert!(done(&["archive", "check", "--db", text(&db)]).contains("sound"));
}

#[test]
fn a_correction_goes_over_to_the_article_whose_figure_was_corrected() {
    let (_folder, db, papers) = archive(4);
    let page = papers.join("lanhe-ribao/2024-01-01-01.txt");
    let articles = export(&db);
    let articles = articles.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let of_page = articles.into_iter().find(|article| article["file"] == "lanhe-ribao/2024-01-01-01.txt").unwrap();
    let id = of_page["id"].as_str().unwrap();
    done(&["archive", "correct", "--db", text(&db), id, "--theme", "health", "--who", "甲"]);
    let corrected = |db: &Path| {
        let stats = done(&["archive", "stats", "--db", text(db)]);
        stats.lines().find(|line| line.starts_with("corrected by hand")).unwrap().to_owned()
    };
    assert!(corrected(&db).ends_with("\t1"), "{}", corrected(&db));
    let text_of_page = std::fs::read_to_string(&page).unwrap();
    let changed = text_of_page.replace("个乡镇推广经验", "0个乡镇推广经验");
    assert_ne!(changed, text_of_page);
    std::fs::write(&page, changed).unwrap();
    let told = done(&["archive", "add", "--db", text(&db), text(&papers)]);
    assert!(told.contains("1 replaced") && told.contains("corrected a little: 1 article"), "{told}");
    assert!(corrected(&db).ends_with("\t1"), "{}", corrected(&db));
    assert!(done(&["archive", "check", "--db", text(&db)]).contains("sound"));
    // Where another text stands in its place, the correction is named.
    let replaced = "大棚蔬菜喜获丰收\n    本报讯 云溪县三座泵站同时开机，沿线二十六个村的麦田可以按时浇上返青水，水管站的技术员每天沿渠巡查。\n";
    std::fs::write(&page, replaced).unwrap();
    let told = done(&["archive", "add", "--db", text(&db), text(&papers)]);
    assert!(told.contains("no longer holds the article") && told.contains("labelled Health ("), "{told}");
    assert!(corrected(&db).ends_with("\t0"), "{}", corrected(&db));
}

#[test]
fn a_page_counts_once_under_whatever_name_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let (issues, db) = (folder.path().join("issues"), folder.path().join("papers.db"));
    std::fs::create_dir_all(issues.join("再次下载")).unwrap();
    let page = |number: usize, subject: &str| {
        format!(
            "兰河日报\n2024年3月5日 第{number}版\n{subject}座谈会召开\n    本报讯 3月4日，全市{subject}座谈会召开，会议听取各县区意见，研究下一步安排，要求压实责任，年内见到成效。（记者 何晓岚）\n"
        )
    };
    let pages = [page(2, "信访工作"), page(3, "招商引资")];
    for (name, text) in ["兰河日报20240305第02版.txt", "兰河日报20240305第03版.txt"].iter().zip(&pages) {
        std::fs::write(issues.join(name), text).unwrap();
        // What a browser makes of a second download, in a folder of its own.
        std::fs::write(issues.join("再次下载").join(name.replace(".txt", "(1).txt")), text).unwrap();
    }
    let add = |path: &Path| {
        let output = policyvane(&["archive", "add", "--db", text(&db), text(path)]);
        assert!(status(&output) < 2, "{}", stderr(&output));
        stderr(&output)
    };
    let told = add(&issues);
    assert!(told.contains("2 articles added: 2 new files") && told.contains("2 in the archive already"), "{told}");
    assert!(told.contains("has the same content, paper and day"), "{told}");
    assert_eq!(export(&db).lines().count(), 2);
    // Each copy alone, later.
    let told = add(&issues.join("再次下载"));
    assert!(told.contains("0 articles added: 0 new files") && told.contains("2 in the archive already"), "{told}");
    // Both pages in a packed file, with one more.
    let packed = folder.path().join("兰河日报20240305.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&packed).unwrap());
    let third = page(4, "河湖治理");
    for (number, text) in [(2, &pages[0]), (3, &pages[1]), (4, &third)] {
        let name = format!("兰河日报20240305第0{number}版.txt");
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let told = add(&packed);
    assert!(told.contains("1 article added: 1 new files") && told.contains("2 articles more were in"), "{told}");
    assert_eq!(export(&db).lines().count(), 3);
    // What the packed file shares with a file that is removed comes back with it.
    done(&["archive", "remove", "--db", text(&db), "兰河日报20240305第02版.txt"]);
    assert_eq!(export(&db).lines().count(), 2);
    add(&packed);
    assert_eq!(export(&db).lines().count(), 3);
    // What an earlier version of the program doubled is found.
    let connection = rusqlite::Connection::open(&db).unwrap();
    let check = || done(&["archive", "check", "--db", text(&db)]);
    assert!(!check().contains("a second time"), "{}", check());
    let key: String = connection.query_row("SELECT key FROM article WHERE page = '2'", [], |row| row.get(0)).unwrap();
    let double = "UPDATE article SET page = '3', key = (SELECT key FROM article WHERE page = '3') WHERE page = '2'";
    let row: i64 = connection.query_row("SELECT id FROM article WHERE page = '2'", [], |row| row.get(0)).unwrap();
    connection.execute(double, []).unwrap();
    assert!(check().contains("same paper, day, page and text: 1 article"), "{}", check());
    connection.execute("UPDATE article SET page = '2', key = ?1 WHERE id = ?2", rusqlite::params![key, row]).unwrap();
    // A report of the folder counts each page once, as one of the archive does.
    let table = |arguments: &[&str]| -> usize {
        let output = folder.path().join("report");
        let mut all = vec!["report", "-o", text(&output)];
        all.extend(arguments);
        let made = policyvane(&all);
        assert!(status(&made) < 2, "{}", stderr(&made));
        csv::Reader::from_path(output.join("classified.csv")).unwrap().records().count()
    };
    assert_eq!((table(&[text(&issues)]), table(&[text(&issues), text(&packed)])), (2, 3));
    assert_eq!(table(&["--db", text(&db)]), 3);
    assert!(done(&["archive", "check", "--db", text(&db)]).contains("sound"));
}

#[test]
fn a_day_without_articles_is_named() {
    let (folder, db, papers) = archive(4);
    let output = folder.path().join("digest.md");
    for origin in [vec!["--db", text(&db)], vec![text(&papers)]] {
        let mut arguments = vec!["digest", "--date", "2031-05-06", "-o", text(&output)];
        arguments.extend(origin);
        let output = policyvane(&arguments);
        assert_eq!(status(&output), 3);
        let told = stderr(&output);
        assert!(told.contains("no article of 2031-05-06") && told.contains("Choose another day"), "{told}");
    }
    assert!(!output.exists());
}

#[test]
fn another_model_classifies_what_the_first_one_did() {
    let (folder, db, papers) = archive(8);
    let model = folder.path().join("my.pvm");
    done(&["train", text(&repository("data/sample-labels.jsonl")), "-o", text(&model)]);
    let (id, _) = exported(&db, None);
    done(&["archive", "correct", "--db", text(&db), &id, "--theme", "health", "--who", "甲"]);
    let told = done(&["archive", "reclassify", "--db", text(&db), "--model", text(&model)]);
    assert!(told.contains("16 articles classified again"), "{told}");
    let again = done(&["archive", "reclassify", "--db", text(&db), "--model", text(&model)]);
    assert!(again.contains("0 articles classified again"), "{again}");
    // The themes are those that the model gives to the files; the correction is kept apart.
    let table = |arguments: &[&str]| -> Vec<(String, String)> {
        let path = folder.path().join("table.csv");
        let mut all = vec!["classify", "--model", text(&model), "-o", text(&path)];
        all.extend(arguments);
        done(&all);
        let mut rows = csv::Reader::from_path(&path).unwrap();
        let at = rows.headers().unwrap().iter().position(|name| name == "theme").unwrap();
        rows.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row[at].to_owned())).collect()
    };
    let (files, stored) = (table(&[text(&papers)]), table(&["--db", text(&db)]));
    assert_eq!(files.len(), 16);
    assert_eq!(files, stored);
    assert!(done(&["archive", "search", "--db", text(&db), "--theme", "health"]).contains(&id));
    let stats = done(&["archive", "stats", "--db", text(&db)]);
    assert_eq!(stats.matches("by model").count(), 1, "{stats}");
    assert!(done(&["archive", "check", "--db", text(&db)]).contains("sound"));
}

#[test]
fn an_archive_of_the_first_format_is_brought_up_to_date() {
    let (_folder, db, _papers) = archive(8);
    let queue = |connection: &rusqlite::Connection| -> Vec<(i64, String, f64)> {
        let sql = "SELECT facet.article, coalesce(facet.theme, ''), margin FROM facet \
                   JOIN assignment ON assignment.article = facet.article ORDER BY 1";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        rows.map(|row| row.unwrap()).collect()
    };
    let (id, _) = exported(&db, None);
    done(&["archive", "correct", "--label", "--db", text(&db), &id, "--theme", "health", "--note", "random: 拿不准"]);
    let connection = rusqlite::Connection::open(&db).unwrap();
    let before = queue(&connection);
    let back = "DROP VIEW events; DROP TABLE event; ALTER TABLE input DROP COLUMN copies; DROP VIEW labels; ALTER TABLE label DROP COLUMN queue; DROP TABLE audit; DROP TABLE audit_article; \
                DROP TRIGGER facet_of_article; DROP TRIGGER facet_without_article; DROP TRIGGER facet_of_assignment; DROP TRIGGER facet_of_correction; DROP TABLE facet; \
                DROP TABLE superseded; DROP INDEX assignment_by_margin; DROP INDEX assignment_by_model; \
                DROP INDEX assignment_undetermined; ALTER TABLE assignment DROP COLUMN margin; \
                ALTER TABLE assignment DROP COLUMN rival; DROP TABLE model; \
                DROP TRIGGER article_number_kept; DROP TABLE article_number; PRAGMA user_version = 1;";
    connection.execute_batch(back).unwrap();
    assert!(done(&["archive", "check", "--db", text(&db)]).contains("sound"));
    assert_eq!(queue(&connection), before);
    // Before, the queue of a label stood at the beginning of its note.
    let label: (String, String) =
        connection.query_row("SELECT queue, note FROM labels", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(label, ("random".to_owned(), "拿不准".to_owned()));
}

#[test]
fn numbers_of_rows_are_no_identifiers_of_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    let texts = [
        "　　3月4日，兰河市新建的三处便民公园向市民开放，公园沿河而建，附近居民步行十分钟就能走到。",
        "　　3月4日，云溪县三座泵站同时开机，沿线二十六个村的麦田可以按时浇上返青水。",
    ];
    for (name, body) in ["a.csv", "b.csv"].iter().zip(texts) {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("序号,标题,日期,正文\n1,兰河要闻{name},2024-03-05,{body}\n")).unwrap();
        done(&["archive", "add", "--db", text(&db), text(&path)]);
    }
    let corrected = |id: &str| policyvane(&["archive", "correct", "--db", text(&db), id, "--theme", "health"]);
    let refused = corrected("1");
    assert_eq!(status(&refused), 3, "{}", stderr(&refused));
    assert!(stderr(&refused).contains("a.csv") && stderr(&refused).contains("FILE#ID"), "{}", stderr(&refused));
    assert!(!export(&db).contains("\"health\""));
    assert_eq!(status(&corrected("b.csv#1")), 0);
    let themes: Vec<bool> = export(&db).lines().map(|line| line.contains("\"health\"")).collect();
    assert_eq!(themes, [false, true]);
    // Labels from elsewhere find their article by its text, where they bring it along.
    let labels = folder.path().join("labels.csv");
    std::fs::write(&labels, "id,theme\n1,energy\n").unwrap();
    let unclear = policyvane(&["archive", "import-labels", "--db", text(&db), text(&labels)]);
    assert!(stderr(&unclear).contains("FILE#ID"), "{}", stderr(&unclear));
    std::fs::write(&labels, "id,theme\na.csv#1,energy\n").unwrap();
    done(&["archive", "import-labels", "--db", text(&db), text(&labels)]);
}
