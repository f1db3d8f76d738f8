//! The API's description, `/api/openapi.json`: its routes are those of the server, its shapes those of the answers.

mod common;
#[path = "common/sample.rs"]
mod sample;
#[path = "common/schema.rs"]
mod schema;
#[path = "common/server.rs"]
mod server;

use std::collections::BTreeSet;

use common::repository;
use sample::sample;
use schema::mismatches;

#[test]
fn texts_are_classified_and_routes_are_those_that_are_described() {
    let (_folder, _db, server) = sample(&[]);
    let body = r#"{"articles":[{"title":"全市信访工作会议召开","text":"会议要求把矛盾纠纷化解在基层，推动信访积案办结。"},{"text":""}]}"#;
    let found = server.ask("POST", "/api/classify", body).json();
    assert_eq!(found["articles"][0]["theme"], "petition-work", "{found}");
    assert!(found["articles"][1]["theme"].is_null() && found["articles"][1]["undetermined"].is_string());
    let described = server.get("/api/openapi.json").json();
    let mut routes = BTreeSet::new();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let answer = server.ask(&method.to_uppercase(), &path.replace("{row}", "1"), "{}");
            assert!(![405, 500].contains(&answer.status), "{method} {path}: {}", answer.text());
            assert!(answer.status != 404 || answer.code() != "not_found", "{method} {path}");
            routes.insert(path.as_str());
        }
    }
    // Each route of the source is described but those of the page's files.
    let source = std::fs::read_to_string(repository("src/server/routes.rs")).unwrap();
    let source = source
        .replace("guard::FILES", "\"/api/files\"")
        .replace("page::DESCRIPTION", "\"/api/docs\"")
        .replace("report::PATH", "\"/api/report\"");
    let written: BTreeSet<&str> = source
        .split(".route(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|path| *path != "/" && !path.starts_with("/page"))
        .collect();
    assert_eq!(written, routes);
}

#[test]
fn people_read_the_same_description_without_a_token() {
    let (_folder, _db, server) = sample(&[]);
    let described = server.get("/api/openapi.json").json();
    for (language, title) in [("zh", "接口说明"), ("en", "The API")] {
        let page = server.send("GET", &format!("/api/docs?lang={language}"), &[&server.host()], b"");
        assert!(page.status == 200 && page.text().contains(title), "{}", page.text());
        assert!(page.head.contains("default-src 'none'") && !page.text().contains(&server.token));
        for path in described["paths"].as_object().unwrap().keys() {
            assert!(page.text().contains(path), "{path}");
        }
    }
}

#[test]
fn answers_have_the_shapes_that_are_described() {
    let (_folder, _db, server) = sample(&[]);
    let description = server.get("/api/openapi.json").json();
    let label = |who: &str| format!(r#"{{"row":1,"theme":"energy","who":"{who}","mode":"random"}}"#);
    let texts = r#"{"articles":[{"title":"全市信访工作会议召开","text":"会议要求推动信访积案办结。"},{"text":""}]}"#;
    for (method, described, path, body) in [
        ("get", "/health", "", ""),
        ("get", "/api/archive", "", ""),
        ("get", "/api/events", "?limit=1", ""),
        ("get", "/api/today", "", ""),
        ("get", "/api/today/terms", "", ""),
        ("get", "/api/counts", "?period=week", ""),
        ("get", "/api/counts", "?period=week&q=%E4%BF%A1%E8%AE%BF", ""),
        ("get", "/api/compare", "?a.to=2024-06&b.from=2024-07", ""),
        ("get", "/api/articles", "?q=工作", ""),
        ("post", "/api/articles/{row}/correction", "", r#"{"theme":"energy"}"#),
        ("post", "/api/labelling/labels", "", &label("甲")),
        ("post", "/api/labelling/labels", "", &label("乙")),
        ("get", "/api/articles/{row}", "", ""),
        ("get", "/api/labelling/queue", "", ""),
        ("get", "/api/labelling/agreement", "", ""),
        ("get", "/api/labelling/audit", "", ""),
        ("post", "/api/labelling/audit", "", r#"{"articles":30}"#),
        ("get", "/api/report/job", "", ""),
        ("post", "/api/report/job", "?theme=energy", ""),
        ("delete", "/api/report/job", "", ""),
        ("get", "/api/model", "", ""),
        ("post", "/api/model/proposal", "", ""),
        ("delete", "/api/model/proposal", "", ""),
        ("post", "/api/classify", "", texts),
        ("get", "/nothing", "", ""),
    ] {
        let answer = server.ask(&method.to_uppercase(), &(described.replace("{row}", "1") + path), body);
        let pointer = "/responses/200/content/application~1json/schema";
        let schema = description["paths"][described][method].pointer(pointer);
        let schema = schema.unwrap_or(&description["components"]["schemas"]["Error"]);
        assert_eq!(answer.status == 404, described == "/nothing", "{method} {described}: {}", answer.text());
        let found = mismatches(&description, schema, &answer.json(), described);
        assert!(found.is_empty(), "{found:#?}");
    }
    let answer = server
        .upload(&[("file", "2024-01-01-01.txt", "蓝河日报\n2024年1月1日\n".as_bytes()), ("file", "a.psd", b"8BPS")]);
    let found = mismatches(&description, &description["components"]["schemas"]["Added"], &answer.json(), "files");
    assert!(found.is_empty(), "{found:#?}");
}
