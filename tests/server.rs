//! `policyvane serve`: what it refuses, and what its API answers.

mod common;
#[path = "common/issues.rs"]
mod issues;
#[path = "common/sample.rs"]
mod sample;
#[path = "common/server.rs"]
mod server;

use common::{policyvane, repository, status, text};
use issues::write_issues;
use sample::sample;
use serde_json::Value;
use server::Server;

fn first(server: &Server) -> Value {
    server.get("/api/articles?limit=1").json()["articles"][0].clone()
}

#[test]
fn strangers_are_refused_before_anything_else() {
    let (_folder, _db, server) = sample(&[]);
    let (host, token) = (server.host(), server.bearer());
    assert_eq!(server.get("/api/archive").status, 200);
    // A page of another name that leads here, with and without the token.
    for name in ["Host: evil.example", "Host: localhost.evil.example:80", "Host: 192.168.0.9", "Host: "] {
        for path in ["/", "/health", "/api/archive", "/page/main.js", "/nothing"] {
            let answer = server.send("GET", path, &[name, &token], b"");
            assert_eq!((answer.status, answer.code().as_str()), (421, "wrong_host"), "{name} {path}");
        }
    }
    assert!([400, 421].contains(&server.raw(b"GET /api/archive HTTP/1.1\r\nConnection: close\r\n\r\n").status));
    let localhost = format!("Host: localhost:{}", server.port);
    assert_eq!(server.send("GET", "/api/archive", &[&localhost, &token], b"").status, 200);
    // No token, a wrong one, one in the address.
    let longer = format!("{token}0");
    for head in [
        &[host.as_str()][..],
        &[&host, "Authorization: Bearer 0000"],
        &[&host, &longer],
        &[&host, "Authorization: Bearer "],
    ] {
        for path in ["/api/archive", "/api/articles/1", "/metrics", "/api/openapi.json", "/nothing"] {
            let answer = server.send("GET", path, head, b"");
            assert_eq!((answer.status, answer.code().as_str()), (401, "no_token"), "{head:?} {path}");
        }
    }
    let asked = format!("/api/archive?token={}", server.token);
    assert_eq!(server.send("GET", &asked, &[&host], b"").status, 401);
    // A form of another site: without the token, and even with it.
    let row = first(&server)["row"].clone();
    let path = format!("/api/articles/{row}/correction");
    let form = "Content-Type: application/x-www-form-urlencoded";
    assert_eq!(server.send("POST", &path, &[&host, form], b"theme=none").status, 401);
    for origin in ["Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"] {
        let answer = server.send("POST", &path, &[&host, &token, origin], br#"{"theme":"none"}"#);
        assert_eq!((answer.status, answer.code().as_str()), (403, "cross_site"), "{origin}");
    }
    assert!(server.get(&format!("/api/articles/{row}")).json()["correction"].is_null());
    let own = format!("Origin: http://127.0.0.1:{}", server.port);
    assert_eq!(server.send("POST", &path, &[&host, &token, &own], br#"{"theme":"none"}"#).status, 200);
}

#[test]
fn the_token_is_new_at_each_start_and_the_files_of_the_page_hold_nothing_private() {
    let (_folder, db, server) = sample(&[]);
    let other = Server::start(&db, &[]);
    assert!(server.token != other.token && server.token.len() >= 32);
    let host = server.host();
    let page = server.send("GET", "/", &[&host], b"");
    assert_eq!(page.status, 200);
    let policy = "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'";
    assert!(page.head.contains(policy) && page.head.contains("x-content-type-options: nosniff"), "{}", page.head);
    assert!(!page.text().contains("<script>") && !page.text().contains("style=") && !page.text().contains("https://"));
    for file in ["style.css", "main.js", "base.js", "texts/zh.json", "texts/en.json"] {
        let asset = server.send("GET", &format!("/page/{file}"), &[&host], b"");
        assert!(asset.status == 200 && !asset.text().contains(&server.token), "{file}");
        assert!(!asset.text().contains("innerHTML") && !asset.text().contains("//cdn"), "{file}");
    }
    assert_eq!(server.send("GET", "/health", &[&host], b"").json()["status"], "ok");
}

#[test]
fn paths_lead_nowhere_and_no_answer_tells_one() {
    let (folder, _db, server) = sample(&[]);
    let host = server.host();
    for path in [
        "/page/../Cargo.toml",
        "/page/..%2f..%2fCargo.toml",
        "/page/%2e%2e/%2e%2e/etc/passwd",
        "/page/texts/..%2f..%2fmod.rs",
        "//etc/passwd",
        "/page/",
        "/page/main.js%00",
    ] {
        let answer = server.send("GET", path, &[&host, &server.bearer()], b"");
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
    }
    let here = folder.path().to_str().unwrap();
    for path in
        ["/api/archive", "/api/today", "/api/counts", "/api/articles", "/api/articles/1", "/metrics", "/api/articles/x"]
    {
        let answer = server.get(path).text();
        assert!(!answer.contains(here) && !answer.contains("/tmp/") && !answer.contains("papers.db"), "{path}");
    }
}

#[test]
fn malformed_and_oversized_requests_are_refused() {
    let (_folder, db, server) = sample(&[]);
    let row = first(&server)["row"].clone();
    for (method, path, body, expected) in [
        ("GET", "/api/articles?limit=999999", "", 400),
        ("GET", "/api/articles?limit=-1", "", 400),
        ("GET", "/api/articles?from=yesterday", "", 400),
        ("GET", "/api/articles?themes=none", "", 400),
        ("GET", "/api/articles?region=99", "", 400),
        ("GET", "/api/articles?theme=bogus", "", 400),
        ("GET", "/api/counts?theme=petition-work&theme=bogus", "", 400),
        ("GET", "/api/articles?sort=random", "", 400),
        ("GET", "/api/counts?period=hour", "", 400),
        ("GET", "/api/today?date=2024-03", "", 400),
        ("GET", "/api/digest?date=1999-01-01", "", 404),
        ("GET", "/api/digest?format=pdf", "", 400),
        ("GET", "/api/articles/0", "", 404),
        ("GET", "/api/articles/99999999999999999999", "", 404),
        ("GET", "/api/nothing", "", 404),
        ("PUT", "/api/archive", "", 405),
        ("POST", "/api/classify", "{", 400),
        ("POST", "/api/classify", r#"{"articles":[{"body":"x"}]}"#, 400),
        ("POST", "/api/files", "{}", 400),
    ] {
        let answer = server.ask(method, path, body);
        assert_eq!(answer.status, expected, "{method} {path}: {}", answer.text());
        assert!(!answer.code().is_empty());
    }
    // A day without articles leads to its neighbours.
    let empty = server.get("/api/today?date=1999-01-01").json();
    let next = server.get("/api/today?date=1999-01-02").json()["next_day"].clone();
    assert!(empty["articles"] == 0 && next.is_string() && empty["next_day"] == next, "{empty}");
    assert!(empty["previous_day"].is_null() && empty["themes"].as_array().is_some_and(Vec::is_empty));
    let unknown = server.ask("POST", &format!("/api/articles/{row}/correction"), r#"{"theme":"no-such-theme"}"#);
    assert_eq!((unknown.status, unknown.code().as_str()), (400, "unknown_theme"));
    let big = format!(r#"{{"articles":[{{"text":"{}"}}]}}"#, "长".repeat(1 << 20));
    let answer = server.ask("POST", "/api/classify", &big);
    assert_eq!((answer.status, answer.code().as_str()), (413, "too_large"));
    let head = format!("GET / HTTP/1.1\r\n{}\r\nX: {}\r\n\r\n", server.host(), "x".repeat(100_000));
    assert!([431, 0].contains(&server.raw(head.as_bytes()).status));
    // SQL in values is only text.
    let answer = server.get("/api/articles?q=%27%22)%3B%20DROP%20TABLE%20article%3B--");
    assert_eq!((answer.status, answer.json()["total"].as_u64()), (200, Some(0)), "{}", answer.text());
    assert_eq!(server.get("/api/articles?paper=%27%20OR%201%3D1--").code(), "unknown_paper");
    assert!(server.get("/api/articles").json()["total"].as_u64() > Some(50));
    drop(server);
    assert_eq!(status(&policyvane(&["archive", "check", "--db", text(&db)])), 0);
}

#[test]
fn articles_are_found_filtered_and_shown() {
    let (_folder, _db, server) = sample(&[]);
    let all = server.get("/api/articles?limit=200").json();
    let rest = server.get("/api/articles?limit=200&offset=200").json();
    let articles: Vec<Value> =
        [&all, &rest].iter().flat_map(|part| part["articles"].as_array().unwrap().clone()).collect();
    assert_eq!(all["total"], articles.len());
    // Those without a headline are known by how they begin.
    assert!(articles.iter().any(|article| article["title"] == ""));
    for article in &articles {
        assert_eq!(article["title"] == "", article["opening"] != "", "{article}");
    }
    // Pages of a list are parts of the whole.
    let page = server.get("/api/articles?limit=7&offset=7").json();
    assert_eq!(page["articles"].as_array().unwrap()[..], articles[7..14]);
    let theme = articles.iter().filter(|article| article["theme"] == "petition-work").count();
    assert!(theme > 2);
    assert_eq!(server.get("/api/articles?theme=petition-work").json()["total"], theme);
    let paper = articles[0]["paper"].as_str().unwrap();
    let own = articles.iter().filter(|article| article["paper"] == paper).count();
    let encoded: String = form_urlencoded(paper);
    assert_eq!(server.get(&format!("/api/articles?paper={encoded}")).json()["total"], own);
    for field in ["paper", "region", "date"] {
        let lacking = articles.iter().filter(|article| article[field].as_str().unwrap_or_default().is_empty()).count();
        assert_eq!(server.get(&format!("/api/articles?without={field}")).json()["total"], lacking, "{field}");
        assert_eq!(server.get(&format!("/api/counts?without={field}")).json()["articles"], lacking, "{field}");
    }
    assert_eq!(server.get("/api/articles?without=theme").code(), "bad_parameter");
    let found = server.get(&format!("/api/articles?q={}", form_urlencoded("信訪"))).json();
    assert!(found["total"].as_u64() > Some(0) && found["articles"][0]["snippet"].as_str().unwrap().contains("信访"));
    // A second value of what has one would be ignored.
    assert_eq!(server.get("/api/articles?lang=zh&lang=en").code(), "bad_parameter");
    assert_eq!(server.get("/api/articles?from=2024&from=2025").code(), "bad_parameter");
    assert_eq!(server.ask("POST", "/api/classify?lang=zh", r#"{"articles":[]}"#).status, 400);
    assert_eq!(server.ask("POST", "/api/articles?lang=zh", "{}").status, 405);
    let table = server.get("/api/articles?format=csv&lang=en").text();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(rows.records().count(), articles.len());
    // One article: its evidence lies where its words are.
    let row = articles.iter().find(|article| article["theme"] == "petition-work").unwrap()["row"].clone();
    let article = server.get(&format!("/api/articles/{row}")).json();
    let units: Vec<u16> = article["text"].as_str().unwrap().encode_utf16().collect();
    let spans = article["evidence"]["text_spans"].as_array().unwrap();
    assert!(!spans.is_empty() && article["likeliest"].as_array().unwrap().len() == 5);
    for span in spans {
        let part = |at: usize| span[at].as_u64().unwrap() as usize;
        let term = article["evidence"]["terms"][part(2)]["term"].as_str().unwrap();
        assert_eq!(String::from_utf16(&units[part(0)..part(1)]).unwrap(), term);
    }
    let neighbours: Vec<&Value> = article["neighbours"].as_array().unwrap().iter().collect();
    assert!(neighbours.iter().any(|other| other["row"] == row), "{neighbours:?}");
}

#[test]
fn the_day_that_an_article_tells_of_stands_beside_its_own() {
    let (_folder, _db, server) = sample(&[]);
    let listed = server.get("/api/articles?limit=200").json()["articles"].as_array().unwrap().clone();
    let differs = |article: &&Value| article["event_date"] != "" && article["event_date"] != article["date"];
    let told = listed.iter().find(differs).unwrap();
    let article = server.get(&format!("/api/articles/{}", told["row"])).json();
    assert_eq!((&article["date"], &article["event_date"]), (&told["date"], &told["event_date"]), "{article}");
    let day = told["date"].as_str().unwrap();
    let today = server.get(&format!("/api/today?date={day}&entries=500")).json();
    let entries = today["themes"].as_array().unwrap().iter().flat_map(|theme| theme["entries"].as_array().unwrap());
    for other in article["neighbours"].as_array().unwrap().iter().chain(entries) {
        let same = listed.iter().find(|listed| listed["row"] == other["row"]);
        assert!(same.is_none_or(|same| same["event_date"] == other["event_date"]), "{other}");
    }
    // Some name no day.
    let silent = listed.iter().find(|article| article["event_date"] == "").unwrap();
    assert!(server.get(&format!("/api/articles/{}", silent["row"])).json()["event_date"].is_null());
}

fn form_urlencoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn counts_are_those_of_the_articles_and_change_with_corrections() {
    let (_folder, db, server) = sample(&[]);
    let counts = server.get("/api/counts?period=quarter").json();
    let sum = |counts: &Value, theme: &str| {
        let row = counts["themes"].as_array().unwrap().iter().find(|row| row["id"] == theme).cloned();
        row.map_or(0, |row| row["count"].as_u64().unwrap())
    };
    let listed = server.get("/api/articles?theme=petition-work").json()["total"].as_u64().unwrap();
    assert_eq!(sum(&counts, "petition-work"), listed);
    for theme in counts["themes"].as_array().unwrap() {
        for (period, share) in
            theme["shares"].as_array().unwrap().iter().enumerate().filter(|(_, share)| !share.is_null())
        {
            let part = |name: &str| share[name].as_f64().unwrap();
            let (count, total) = (&theme["counts"][period], &counts["totals"][period]);
            assert!((part("value") - count.as_f64().unwrap() / total.as_f64().unwrap()).abs() < 1e-12);
            assert!(part("low") <= part("value") && part("value") <= part("high"));
        }
    }
    // A correction moves one article from its theme to another; the model's choice stays.
    let article = server.get("/api/articles?theme=investment-attraction&limit=1").json()["articles"][0].clone();
    let path = format!("/api/articles/{}", article["row"]);
    let body = r#"{"theme":"petition-work","who":"何晓岚","note":"内容是信访"}"#;
    let answer = server.ask("POST", &format!("{path}/correction"), body);
    assert_eq!((answer.status, &answer.json()["theme"]), (200, &"petition-work".into()), "{}", answer.text());
    let after = server.get("/api/counts?period=quarter").json();
    assert_eq!(sum(&after, "petition-work"), listed + 1);
    assert_eq!(sum(&after, "investment-attraction") + 1, sum(&counts, "investment-attraction"));
    let seen = server.get(&path).json();
    assert_eq!((&seen["theme"], &seen["model_theme"]), (&"petition-work".into(), &"investment-attraction".into()));
    assert_eq!((&seen["correction"]["who"], &seen["correction"]["note"]), (&"何晓岚".into(), &"内容是信访".into()));
    // The program without a server has it too.
    let exported = common::stdout(&policyvane(&["archive", "export", "--db", text(&db)]));
    let id = article["id"].as_str().unwrap();
    assert!(exported.lines().any(|line| line.contains(id) && line.contains("petition-work")));
    let answer = server.ask("DELETE", &format!("{path}/correction"), "");
    assert_eq!((answer.status, &answer.json()["theme"]), (200, &"investment-attraction".into()));
    assert_eq!(server.get("/api/counts?period=quarter").json(), counts);
    assert_eq!(server.get(&path).json()["labels"].as_array().unwrap().len(), 2, "nothing is forgotten");
}

#[test]
fn files_are_added_and_what_is_left_out_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("papers.db");
    let server = Server::start(&db, &[]);
    assert_eq!(server.get("/api/archive").json()["articles"], 0);
    assert_eq!(server.get("/api/today").status, 404);
    let issues = folder.path().join("issues");
    write_issues(&issues, 4);
    let page = std::fs::read(issues.join("lanhe-ribao/2024-01-01-01.txt")).unwrap();
    let other = std::fs::read(issues.join("qilu-haibao/2024-01-01-01.txt")).unwrap();
    let papers = std::fs::read(repository("data/issues/sources.csv")).unwrap();
    let answer = server.upload(&[
        ("file", "sources.csv", &papers),
        ("file", "lanhe-ribao/2024-01-01-01.txt", &page),
        ("file", "../../../qilu-haibao/2024-01-01-01.txt", &other),
        ("file", "broken.docx", b"PK\x03\x04 no document"),
        ("file", "photo.ofd", b"no text"),
    ]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let told = answer.json();
    assert_eq!((&told["articles"], &told["new_files"], &told["received"]), (&4.into(), &2.into(), &5.into()), "{told}");
    assert_eq!(told["issues"].as_array().unwrap().len(), 2);
    let left: Vec<&str> = told["problems"].as_array().unwrap().iter().map(|p| p["en"].as_str().unwrap()).collect();
    assert!(left.len() == 2 && left.iter().any(|p| p.contains("broken.docx")), "{left:?}");
    assert!(!answer.text().contains("policyvane-") && !answer.text().contains("/tmp"), "{}", answer.text());
    // The same files again bring nothing.
    let again =
        server.upload(&[("file", "sources.csv", &papers), ("file", "lanhe-ribao/2024-01-01-01.txt", &page)]).json();
    assert_eq!((&again["articles"], &again["known_files"]), (&0.into(), &1.into()), "{again}");
    let without_folder = server.upload(&[("file", "2024-01-01-01.txt", &page)]).json();
    assert_eq!((&without_folder["articles"], &without_folder["known_files"]), (&0.into(), &1.into()));
    let today = server.get("/api/today").json();
    assert_eq!((&today["date"], &today["articles"]), (&"2024-01-01".into(), &4.into()));
    // A file that the system hides is named, not lost.
    let hidden = server.upload(&[("file", "lanhe-ribao/.txt", &page)]).json();
    assert_eq!((&hidden["received"], &hidden["articles"]), (&1.into(), &0.into()), "{hidden}");
    assert!(hidden["problems"][0]["en"].as_str().unwrap().contains("lanhe-ribao/.txt: hidden files"), "{hidden}");
    assert_eq!(server.upload(&[("date", "", b"2024-03"), ("file", "a.txt", &page)]).status, 400);
    assert_eq!(server.upload(&[]).status, 400);
    // A bomb is bounded by the readers.
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("2024-01-02-01.txt", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..600 {
        std::io::Write::write_all(&mut zip, &vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    let answer = server.upload(&[("file", "bomb.zip", &bomb)]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.json()["articles"] == 0 && !answer.json()["problems"].as_array().unwrap().is_empty());
    let digest = server.get("/api/digest?date=2024-01-01&format=docx");
    assert!(digest.status == 200 && digest.body.starts_with(b"PK"));
}

#[test]
fn nothing_changes_where_the_page_is_read_only() {
    let (_folder, db, server) = sample(&["--read-only"]);
    let before = std::fs::read(&db).unwrap();
    let row = first(&server)["row"].clone();
    let path = format!("/api/articles/{row}/correction");
    assert_eq!(server.ask("POST", &path, r#"{"theme":"none"}"#).code(), "read_only");
    assert_eq!(server.ask("DELETE", &path, "").code(), "read_only");
    let (article, issue) = (format!("/api/articles/{row}"), "/api/issues?paper=x&date=2024-01-20".to_owned());
    for path in [article, issue, "/api/files?addition=x&at=2024".to_owned()] {
        assert_eq!(server.ask("DELETE", &path, "").code(), "read_only", "{path}");
    }
    assert_eq!(server.upload(&[("file", "2024-01-01-01.txt", b"text")]).code(), "read_only");
    assert_eq!(server.get("/api/archive").json()["read_only"], true);
    assert_eq!(server.get("/api/today").status, 200);
    drop(server);
    assert!(before == std::fs::read(&db).unwrap());
    let missing = db.with_file_name("missing.db");
    let output = policyvane(&["serve", "--read-only", "--no-open", "--db", text(&missing)]);
    assert!(status(&output) == 3 && !missing.exists());
}

#[test]
fn without_arguments_the_page_opens_on_the_default_archive() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("policyvane.db");
    // Without a path no browser is found, so none is opened.
    let mut process = Command::new(env!("CARGO_BIN_EXE_policyvane"))
        .env("POLICYVANE_DB", &db)
        .env("PATH", "")
        .env("LANG", "en_US.UTF-8")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
    process.kill().unwrap();
    let mut notes = String::new();
    process.stderr.take().unwrap().read_to_string(&mut notes).unwrap();
    process.wait().unwrap();
    assert!(address.starts_with("http://127.0.0.1:"), "{address}");
    assert!(db.is_file() && notes.contains("no archive was named") && notes.contains("--help"), "{notes}");
}
