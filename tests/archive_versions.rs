//! Versions of one page, as files and within packed files: the archive has one of them at a time.

mod common;
#[path = "common/server.rs"]
mod server;

use std::path::Path;

use common::{policyvane, status, stderr, stdout, text};
use serde_json::Value;
use server::Server;

const SECOND_PAGE: &str = "兰河日报20240305第02版.txt";
const THIRD_PAGE: &str = "兰河日报20240305第03版.txt";

/// A page of two articles that end as given.
fn page(number: usize, subject: &str, ending: &str) -> String {
    format!(
        "兰河日报\n2024年3月5日 第{number}版\n{subject}座谈会召开\n    本报讯 3月4日，全市{subject}座谈会召开，会议听取各县区意见，研究下一步安排，要求压实责任，{ending}。（记者 何晓岚）\n\
         {subject}现场会\n    本报讯 3月3日，全市{subject}现场会在东岸举行，与会人员实地观摩了六个点位，交流了做法和体会，{ending}。（记者 何晓岚）\n"
    )
}

fn second_page(ending: &str) -> String {
    page(2, "信访工作", ending)
}

/// A packed file of these members.
fn packed(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What the archive has, and how often a phrase stands in it.
fn held(db: &Path, phrase: &str) -> (usize, usize) {
    let output = policyvane(&["archive", "export", "--db", text(db)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let articles = stdout(&output);
    (articles.lines().count(), articles.lines().filter(|line| line.contains(phrase)).count())
}

#[test]
fn a_page_within_a_packed_file_is_known_as_a_version_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let (db, issues) = (folder.path().join("papers.db"), folder.path().join("issues"));
    std::fs::create_dir_all(&issues).unwrap();
    let add = |path: &Path| {
        let output = policyvane(&["archive", "add", "--db", text(&db), text(path)]);
        assert!(status(&output) < 2, "{}", stderr(&output));
        stderr(&output)
    };
    let write = |name: &str, bytes: &[u8]| {
        let path = issues.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    // A page, and its corrected version from elsewhere.
    let loose = write(SECOND_PAGE, second_page("年内见到成效").as_bytes());
    add(&loose);
    std::fs::remove_file(&loose).unwrap();
    std::fs::create_dir_all(issues.join("更正")).unwrap();
    let corrected = write(&format!("更正/{SECOND_PAGE}"), second_page("半年内见到成效").as_bytes());
    assert!(add(&corrected).contains("as its corrected version"));
    // The whole day with the page as it was: the other page is new.
    let third = page(3, "招商引资", "力争早日投产");
    let members = [(SECOND_PAGE, second_page("年内见到成效")), (THIRD_PAGE, third)];
    let day = write("全天.zip", &packed(&members.each_ref().map(|(name, text)| (*name, text.as_str()))));
    let told = add(&day);
    assert!(told.contains("2 articles added") && told.contains("before it was corrected"), "{told}");
    assert_eq!(held(&db, "半年内见到成效"), (4, 2));
    // A packed file with another version, while the loose one still lies there: both are kept and named.
    let newer = second_page("一季度见到成效");
    let other = write("更正稿.zip", &packed(&[(SECOND_PAGE, &newer)]));
    let told = add(&other);
    assert!(told.contains("another version of the same paper, day and page"), "{told}");
    assert_eq!(held(&db, "一季度见到成效"), (6, 2));
    let removal = format!("更正稿.zip/{SECOND_PAGE}");
    let output = policyvane(&["archive", "remove", "--db", text(&db), &removal]);
    assert_eq!((status(&output), held(&db, "一季度见到成效")), (0, (4, 0)), "{}", stderr(&output));
    // It is gone: the packed one takes its place.
    std::fs::remove_file(&corrected).unwrap();
    let told = add(&other);
    assert!(told.contains("as its corrected version") && told.contains("1 replaced"), "{told}");
    assert_eq!(held(&db, "一季度见到成效"), (4, 2));
    // A loose page takes the place of the one in the packed file, and the rest of that stays.
    std::fs::remove_file(&other).unwrap();
    let told = add(&write(SECOND_PAGE, second_page("本月见到成效").as_bytes()));
    assert!(told.contains("as its corrected version"), "{told}");
    assert_eq!((held(&db, "本月见到成效"), held(&db, "力争早日投产")), ((4, 2), (4, 2)));
    let check = policyvane(&["archive", "check", "--db", text(&db)]);
    assert_eq!(status(&check), 0, "{}", stderr(&check));
}

#[test]
fn what_a_packed_file_held_before_it_changed_does_not_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let (db, issues) = (folder.path().join("papers.db"), folder.path().join("issues"));
    std::fs::create_dir_all(&issues).unwrap();
    let third = page(3, "招商引资", "力争早日投产");
    let add = |name: &str, ending: &str| {
        let path = issues.join(name);
        std::fs::write(&path, packed(&[(SECOND_PAGE, &second_page(ending)), (THIRD_PAGE, &third)])).unwrap();
        let output = policyvane(&["archive", "add", "--db", text(&db), text(&path)]);
        assert!(status(&output) < 2, "{}", stderr(&output));
        stderr(&output)
    };
    add("全天.zip", "年内见到成效");
    assert!(add("全天.zip", "半年内见到成效").contains("1 replaced"));
    let told = add("旧稿.zip", "年内见到成效");
    assert!(told.contains("before it was corrected") && !told.contains("another version"), "{told}");
    assert_eq!(held(&db, "半年内见到成效"), (4, 2));
    // It is changed back, and what it was in between does not come back.
    add("全天.zip", "年内见到成效");
    let told = add("新稿.zip", "半年内见到成效");
    assert!(told.contains("before it was corrected"), "{told}");
    assert_eq!(held(&db, "半年内见到成效"), (4, 0));
}

#[test]
fn a_corrected_file_that_still_lies_in_a_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    let add = |place: &str, ending: &str| {
        let path = folder.path().join(place);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join(SECOND_PAGE), second_page(ending)).unwrap();
        let output = policyvane(&["archive", "add", "--db", text(&db), text(&path)]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        stderr(&output)
    };
    add("收件", "年内见到成效");
    std::fs::remove_file(folder.path().join("收件").join(SECOND_PAGE)).unwrap();
    assert!(add("更正", "半年内见到成效").contains("as its corrected version"));
    let told = add("收件", "年内见到成效");
    assert!(told.contains("before it was corrected, and was not added"), "{told}");
    assert_eq!(held(&db, "半年内见到成效"), (2, 2));
}

#[test]
fn a_packed_file_that_is_dropped_brings_no_corrected_page_back() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    let server = Server::start(&db, &[]);
    let dropped = |name: &str, bytes: &[u8]| -> Value {
        let answer = server.upload(&[("file", name, bytes)]);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    };
    let earlier = second_page("年内见到成效");
    dropped(SECOND_PAGE, earlier.as_bytes());
    assert_eq!(dropped(SECOND_PAGE, second_page("半年内见到成效").as_bytes())["corrected_files"][0], SECOND_PAGE);
    let third = page(3, "招商引资", "力争早日投产");
    let told = dropped("全天.zip", &packed(&[(SECOND_PAGE, &earlier), (THIRD_PAGE, &third)]));
    assert_eq!(told["articles"], 2, "{told}");
    assert!(told["problems"][0]["en"].as_str().unwrap().contains("before it was corrected"), "{told}");
    assert_eq!(held(&db, "半年内见到成效"), (4, 2));
    // A version that the archive never had is a correction, as a file by itself would be.
    let newer = second_page("一季度见到成效");
    let told = dropped("更正稿.zip", &packed(&[(SECOND_PAGE, &newer)]));
    assert_eq!(told["corrected_files"][0], format!("更正稿.zip/{SECOND_PAGE}"), "{told}");
    assert_eq!(held(&db, "一季度见到成效"), (4, 2));
    // Packed files of several parts name their pages alike; where the page is not printed nothing says that it is the same one.
    for (part, subject) in [("A叠", "河湖治理"), ("B叠", "城市更新")] {
        let unnumbered = page(2, subject, "分步实施").replace("2024年3月5日 第2版", "2024年3月6日");
        let told = dropped(&format!("{part}.zip"), &packed(&[("1.txt", &unnumbered)]));
        assert_eq!((&told["articles"], &told["corrected_files"][0]), (&2.into(), &Value::Null), "{told}");
    }
    assert_eq!(held(&db, "分步实施"), (8, 4));
    // And a corrected page by itself takes the place of one that came in a packed file.
    let told = dropped(THIRD_PAGE, page(3, "招商引资", "力争年内投产").as_bytes());
    assert_eq!((&told["corrected_files"][0], &told["articles"]), (&THIRD_PAGE.into(), &2.into()), "{told}");
    assert_eq!(held(&db, "力争年内投产"), (8, 2));
}

#[test]
fn what_an_earlier_version_added_twice_is_taken_out_when_the_archive_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let (db, issues) = (folder.path().join("papers.db"), folder.path().join("issues"));
    std::fs::create_dir(&issues).unwrap();
    std::fs::write(issues.join(SECOND_PAGE), second_page("年内见到成效")).unwrap();
    std::fs::write(issues.join(THIRD_PAGE), page(3, "招商引资", "力争早日投产")).unwrap();
    let added = policyvane(&["archive", "add", "--db", text(&db), text(&issues)]);
    assert_eq!(status(&added), 0, "{}", stderr(&added));
    // As if the third page had brought an article of the second one again, in an archive of the format before.
    let connection = rusqlite::Connection::open(&db).unwrap();
    let doubled = "UPDATE article SET page = '2', key = (SELECT key FROM article WHERE page = '2' AND position = 0) \
                   WHERE page = '3' AND position = 0; PRAGMA user_version = 6;";
    connection.execute_batch(doubled).unwrap();
    let check = || {
        let output = policyvane(&["archive", "check", "--db", text(&db)]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        stdout(&output) + &stderr(&output)
    };
    let told = check();
    assert!(told.contains("an earlier version had added a second time") && told.contains("sound"), "{told}");
    assert_eq!(held(&db, "年内见到成效"), (3, 2));
    assert!(!check().contains("a second time"));
    let copies: i64 =
        connection.query_row("SELECT copies FROM input WHERE name = ?1", [THIRD_PAGE], |row| row.get(0)).unwrap();
    assert_eq!(copies, 1);
}
