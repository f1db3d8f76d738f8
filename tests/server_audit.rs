//! A sample that was drawn after the model had learned from labels: the page warns, because the model knows part of it.

mod common;
#[path = "common/sample.rs"]
mod sample;
#[path = "common/server.rs"]
mod server;

use std::time::Duration;

use sample::sample;
use serde_json::{Value, json};
use server::Server;

/// The state of the model once nothing runs in the background.
fn settled(server: &Server) -> Value {
    for _ in 0..600 {
        let state = server.get("/api/model").json();
        if state["task"].is_null() {
            return state;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("still busy: {}", server.get("/api/model").text());
}

/// Learns from the labels of the archive and adopts the result.
fn learn_and_adopt(server: &Server) {
    assert_eq!(server.ask("POST", "/api/model/proposal", "").status, 200);
    let proposal = settled(server)["proposal"]["digest"].clone();
    let body = json!({ "digest": proposal, "who": "a", "few_labels": true }).to_string();
    assert_eq!(server.ask("POST", "/api/model/adoption", &body).status, 200);
    assert_eq!(settled(server)["model"], proposal);
}

#[test]
fn articles_of_a_sample_that_the_model_has_learned_are_told() {
    let (_folder, _db, server) = sample(&[]);
    let draw = || server.ask("POST", "/api/labelling/audit", r#"{"articles":80,"who":"a"}"#).json()["sample"].clone();
    let rows = server.get("/api/labelling/queue?mode=random&who=a&limit=100").json()["rows"].clone();
    for row in rows.as_array().unwrap() {
        let theme = if row.as_i64().unwrap() % 2 == 0 { "health" } else { "energy" };
        let body = format!(r#"{{"row":{row},"theme":"{theme}","who":"a","mode":"random"}}"#);
        assert_eq!(server.ask("POST", "/api/labelling/labels", &body).status, 200);
    }
    learn_and_adopt(&server);
    std::thread::sleep(Duration::from_millis(1100));
    let drawn = draw();
    assert!(drawn["learned"].as_u64() > Some(0) && drawn["learned"].as_u64() <= drawn["labels"].as_u64(), "{drawn}");
    // A model that learns now leaves the sample out.
    std::thread::sleep(Duration::from_millis(1100));
    learn_and_adopt(&server);
    assert_eq!(server.get("/api/labelling/audit").json()["sample"]["learned"], 0);
}
