//! `policyvane serve`: numbers that several outputs tell, and labels that come back from spreadsheets.

mod common;
#[path = "common/server.rs"]
mod server;

use std::path::PathBuf;

use common::{policyvane, repository, status, stderr, text};
use serde_json::json;
use server::Server;
use tempfile::TempDir;

/// An archive of the sample issues, served.
fn sample() -> (TempDir, PathBuf, Server) {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    let output = policyvane(&["archive", "add", "-q", "--db", text(&db), text(&repository("data/issues"))]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let server = Server::start(&db, &[]);
    (folder, db, server)
}

#[test]
fn a_comparison_tells_what_it_rests_on() {
    let (_folder, _db, server) = sample();
    let told = server.get("/api/compare?a.to=2024-12-31&b.from=2025-01-01").json();
    let first = &told["themes"][0];
    assert_eq!(told["compared"], json!([first["first"]["total"], first["second"]["total"]]), "{told}");
    assert_eq!(told["few_compared"], json!([false, false]));
    for theme in told["themes"].as_array().unwrap() {
        for name in ["p_value", "false_discovery_rate"] {
            assert_eq!(theme[name].is_null(), theme["is_shown"] == false, "{theme}");
        }
    }
}

#[test]
fn coders_who_differ_in_an_audit_are_counted() {
    let (_folder, _db, server) = sample();
    assert_eq!(server.ask("POST", "/api/labelling/audit", r#"{"articles":20,"who":"甲"}"#).status, 200);
    let rows = server.get("/api/labelling/queue?mode=audit&who=a&limit=2").json()["rows"].clone();
    let give = |at: usize, theme: &str, who: &str| {
        let body = json!({ "row": rows[at], "theme": theme, "who": who, "mode": "audit" }).to_string();
        assert_eq!(server.ask("POST", "/api/labelling/labels", &body).status, 200);
    };
    for (at, theme, who) in
        [(0, "health", "甲"), (1, "energy", "甲"), (0, "culture-tourism", "乙"), (1, "energy", "乙")]
    {
        give(at, theme, who);
    }
    let sample = server.get("/api/labelling/audit").json()["sample"].clone();
    assert_eq!((&sample["labels"], &sample["disputed"]), (&2.into(), &1.into()), "{sample}");
    let table = || server.get("/api/labelling/export?format=audit").text();
    assert!(table().contains(",health,") && !table().contains(",culture-tourism,"), "{}", table());
    give(0, "culture-tourism", "丙");
    assert!(!table().contains(",health,") && table().contains(",culture-tourism,"), "{}", table());
}

#[test]
fn labels_come_back_from_spreadsheets() {
    let (folder, db, server) = sample();
    let id = server.get("/api/articles?limit=1").json()["articles"][0]["id"].as_str().unwrap().to_owned();
    let workbook = server.ask(
        "POST",
        "/api/workbook",
        &json!({ "rows": [["id", "theme", "who"], [id, "信访工作", "王敏"]] }).to_string(),
    );
    let saved = folder.path().join("labels.xlsx");
    std::fs::write(&saved, workbook.body).unwrap();
    let import = |path: &std::path::Path| policyvane(&["archive", "import-labels", "--db", text(&db), text(path)]);
    let output = import(&saved);
    assert!(stderr(&output).contains("1 labels added"), "{}", stderr(&output));
    // The same coder changes the label in a file that Chinese Windows saved.
    let table = format!("id,theme,who\n{id},health,王敏\n");
    let (encoded, ..) = encoding_rs::GB18030.encode(&table);
    let saved = folder.path().join("labels.csv");
    std::fs::write(&saved, &encoded).unwrap();
    let told = stderr(&import(&saved));
    assert!(told.contains("0 labels added") && told.contains("1 more differ") && told.contains(&id), "{told}");
    std::fs::write(&saved, format!("id,theme\n{id},health\n{id},不存在的主题\n")).unwrap();
    let output = import(&saved);
    assert!(status(&output) != 0 && stderr(&output).contains("labels.csv:3"), "{}", stderr(&output));
}

#[test]
fn a_corrected_theme_is_sure_and_the_models_own_stands_beside_it() {
    let (_folder, _db, server) = sample();
    let before = server.get("/api/articles?theme=party-governance&limit=1").json()["articles"][0].clone();
    assert_eq!((&before["theme"], &before["corrected"]), (&before["model_theme"], &json!(false)), "{before}");
    let body = json!({ "theme": "health", "who": "甲" }).to_string();
    let answer = server.ask("POST", &format!("/api/articles/{}/correction", before["row"]), &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let listed = server.get("/api/articles?theme=health&limit=200").json()["articles"].clone();
    let after = listed.as_array().unwrap().iter().find(|one| one["row"] == before["row"]).unwrap();
    assert_eq!((&after["theme"], &after["probability"]), (&json!("health"), &json!(1.0)), "{after}");
    assert_eq!((&after["model_theme"], &after["corrected"]), (&before["theme"], &json!(true)));
    let table = server.get("/api/articles?theme=health&format=csv").text();
    assert!(
        table.contains("probability,model_theme,model_theme_name,corrected,") && table.contains(",1.0000,"),
        "{table}"
    );
}

#[test]
fn provinces_are_named_in_english_where_that_is_asked_for() {
    let (folder, db, server) = sample();
    let names = |path: &str| -> Vec<String> {
        let told = server.get(path).json();
        told["provinces"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names("/api/archive?lang=en").iter().all(|name| name.is_ascii()), "{:?}", names("/api/archive?lang=en"));
    assert!(names("/api/archive").iter().all(|name| !name.is_ascii()));
    let output = folder.path().join("report");
    let made = policyvane(&["report", "--db", text(&db), "-o", text(&output), "--lang", "en", "--chart", "coverage"]);
    assert_eq!(status(&made), 0, "{}", stderr(&made));
    let mut counts = csv::Reader::from_path(output.join("counts.csv")).unwrap();
    let at = counts.headers().unwrap().iter().position(|name| name == "region_name").unwrap();
    assert!(counts.records().all(|row| row.unwrap()[at].is_ascii()));
}

#[test]
fn articles_without_a_date_are_not_told_as_counted() {
    let (_folder, _db, server) = sample();
    let undated = json!({ "id": "undated", "source": "云岭晚报", "title": "全县召开信访工作会议", "text": "会议要求把矛盾纠纷化解在基层，推动信访积案办结。" });
    assert_eq!(server.upload(&[("file", "undated.jsonl", format!("{undated}\n").as_bytes())]).json()["articles"], 1);
    let told = server.get("/api/counts?period=month").json();
    assert_eq!(told["undated"], 1, "{told}");
    let sum: u64 = told["totals"].as_array().unwrap().iter().map(|total| total.as_u64().unwrap()).sum();
    assert_eq!(told["with_theme"].as_u64(), Some(sum));
    let number = |name: &str| told[name].as_u64().unwrap();
    assert_eq!(number("articles"), number("with_theme") + number("undetermined") + number("undated"));
}
