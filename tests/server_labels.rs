//! `policyvane serve`: labels of several coders, and other printings of an article.

mod common;
#[path = "common/server.rs"]
mod server;

use std::path::PathBuf;

use common::{policyvane, repository, status, stderr, text};
use serde_json::json;
use server::Server;
use tempfile::TempDir;

/// An archive of the sample issues, served.
fn sample(more: &[&str]) -> (TempDir, PathBuf, Server) {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    let output = policyvane(&["archive", "add", "-q", "--db", text(&db), text(&repository("data/issues"))]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let server = Server::start(&db, more);
    (folder, db, server)
}

#[test]
fn coders_label_the_same_articles_and_their_agreement_is_told() {
    let (folder, db, server) = sample(&[]);
    let rows = |mode: &str, who: &str| {
        let queue = server.get(&format!("/api/labelling/queue?mode={mode}&who={who}&limit=12")).json();
        queue["rows"].as_array().unwrap().iter().map(|row| row.as_i64().unwrap()).collect::<Vec<i64>>()
    };
    let random = rows("random", "a");
    assert_eq!((random.len(), &random), (12, &rows("random", "b")), "both meet the same articles");
    let give = |row: i64, theme: &str, who: &str| {
        let body = format!(r#"{{"row":{row},"theme":"{theme}","who":"{who}","mode":"random"}}"#);
        server.ask("POST", "/api/labelling/labels", &body).status
    };
    for (at, row) in random.iter().enumerate() {
        let theme = ["health", "energy", "none"][at % 3];
        assert_eq!(give(*row, theme, "a"), 200);
        assert_eq!(give(*row, if at < 3 { "health" } else { theme }, "b"), 200);
    }
    assert!(rows("random", "a").iter().all(|row| !random.contains(row)));
    let told = server.get("/api/labelling/agreement").json();
    let pair = &told["pairs"][0];
    assert_eq!((&pair["articles"], &pair["agreed"], &told["disagreements"]), (&12.into(), &10.into(), &2.into()));
    // pₒ = 10/12; pₑ = (4·6 + 4·3 + 4·3)/144.
    let kappa = pair["kappa"]["value"].as_f64().unwrap();
    assert!((kappa - (10.0 / 12.0 - 1.0 / 3.0) / (2.0 / 3.0)).abs() < 1e-12, "{pair}");
    // Labels are no corrections, one that is taken back is none, and the program learns from them.
    assert!(server.get(&format!("/api/articles/{}", random[0])).json()["correction"].is_null());
    assert_eq!((give(random[0], "", "b"), give(random[0], "nothing", "b"), give(0, "none", "b")), (200, 400, 404));
    assert_eq!(server.get("/api/labelling/agreement").json()["pairs"][0]["articles"], 11);
    let table = server.get("/api/labelling/export").text();
    assert!(table.lines().count() == 24 && table.contains(",a,") && table.contains(",random"), "{table}");
    let lines = folder.path().join("labels.jsonl");
    std::fs::write(&lines, server.get("/api/labelling/export?format=jsonl").body).unwrap();
    assert_eq!(common::stdout(&policyvane(&["ingest", text(&lines)])).lines().count(), 23);
    let uncertain = rows("uncertain", "a");
    assert!(uncertain.len() == 12 && uncertain.iter().all(|row| !random.contains(row)));
    drop(server);
    assert_eq!(status(&policyvane(&["archive", "check", "--db", text(&db)])), 0);
}

#[test]
fn other_printings_of_an_article_are_found() {
    let (_folder, _db, server) = sample(&[]);
    let row = server.get("/api/articles?theme=party-governance&limit=1").json()["articles"][0]["row"].clone();
    let path = format!("/api/articles/{row}");
    let article = server.get(&path).json();
    assert!(article["printings"].as_array().unwrap().is_empty());
    let text = article["text"].as_str().unwrap();
    assert!(text.chars().count() > 120, "{text}");
    // The same text in another paper, with its paragraphs run together; and one that shares a phrase only.
    let again = json!({ "id": "a", "date": article["date"], "source": "云岭晚报", "page": "2", "title": "转载", "text": text.replace('\n', "") });
    let phrase: String = text.chars().skip(text.chars().count() / 2).take(30).collect();
    let other = json!({ "id": "b", "date": article["date"], "source": "青石晚报", "title": "另一篇",
        "text": format!("全县桥梁检修工作昨日启动，工程人员连夜作业。{phrase}。交通部门提醒司机绕行，检修持续三周，费用由省里承担。") });
    let told = server.upload(&[("file", "other.jsonl", format!("{again}\n{other}\n").as_bytes())]).json();
    assert_eq!(told["articles"], 2, "{told}");
    let printings = server.get(&path).json()["printings"].clone();
    let papers: Vec<&str> = printings.as_array().unwrap().iter().map(|p| p["paper"].as_str().unwrap()).collect();
    assert_eq!(papers, ["云岭晚报"], "{printings}");
}
