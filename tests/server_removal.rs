//! What was added by mistake is taken out again over the API, and files that told too little are read again.

#[path = "common/server.rs"]
mod server;

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use server::{Answer, Server};
use tempfile::TempDir;

/// An empty archive, served.
fn empty() -> (TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("papers.db"), &[]);
    (folder, server)
}

/// An article as a line of JSON; empty fields are left out.
fn article(title: &str, [date, paper, page]: [&str; 3]) -> String {
    let text = format!("{title}。会议要求把矛盾纠纷化解在基层，推动信访积案办结，{title}。");
    let mut article = json!({ "title": title, "text": text });
    for (field, value) in [("date", date), ("source", paper), ("page", page)] {
        if !value.is_empty() {
            article[field] = value.into();
        }
    }
    article.to_string() + "\n"
}

fn told(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn articles(server: &Server) -> u64 {
    server.get("/api/articles").json()["total"].as_u64().unwrap()
}

#[test]
fn an_addition_an_issue_and_an_article_are_removed_and_come_back() {
    let (_folder, server) = empty();
    let first = article("全市信访工作会议召开", ["2024-05-06", "蓝河日报", "1"]);
    let second = article("领导干部接访下访", ["2024-05-06", "蓝河日报", "2"])
        + &article("信访积案化解", ["2024-05-06", "蓝河日报", "2"]);
    told(&server.upload(&[("file", "a.jsonl", first.as_bytes())]));
    let added = told(&server.upload(&[("file", "b.jsonl", second.as_bytes())]));
    assert_eq!(articles(&server), 3);
    // An addition: what was there before stays.
    let undo =
        format!("/api/files?addition={}&at={}", added["addition"].as_str().unwrap(), added["at"].as_str().unwrap());
    assert_eq!(told(&server.ask("DELETE", &undo, ""))["articles"], 2);
    assert_eq!(articles(&server), 1);
    assert_eq!(told(&server.ask("DELETE", &undo, ""))["articles"], 0);
    assert_eq!(told(&server.upload(&[("file", "b.jsonl", second.as_bytes())]))["new_files"], 1);
    assert_eq!(articles(&server), 3);
    // An article, with a correction that holds again when its file is added again.
    let path = |row: &Value| format!("/api/articles/{row}");
    let found = server.get("/api/articles?q=%E4%BF%A1%E8%AE%BF%E7%A7%AF%E6%A1%88%E5%8C%96%E8%A7%A3").json();
    let row = found["articles"][0]["row"].clone();
    told(&server.ask("POST", &(path(&row) + "/correction"), r#"{"theme":"energy","who":"甲"}"#));
    assert_eq!(told(&server.ask("DELETE", &path(&row), ""))["articles"], 1);
    assert_eq!(server.ask("DELETE", &path(&row), "").code(), "no_article");
    assert_eq!(articles(&server), 2);
    told(&server.upload(&[("file", "b.jsonl", second.as_bytes())]));
    assert_eq!((articles(&server), server.get("/api/articles?theme=energy").json()["total"].clone()), (3, 1.into()));
    // An issue.
    assert_eq!(server.ask("DELETE", "/api/issues?paper=x", "").code(), "bad_parameter");
    let issue = "/api/issues?paper=%E8%93%9D%E6%B2%B3%E6%97%A5%E6%8A%A5&date=2024-05-06";
    assert_eq!(told(&server.ask("DELETE", issue, ""))["articles"], 3);
    assert_eq!(articles(&server), 0);
}

#[test]
fn the_log_tells_who_did_what() {
    let (folder, server) = empty();
    let pages = [("a.jsonl", "全市信访工作会议召开", "1"), ("b.jsonl", "领导干部接访下访", "2")]
        .map(|(name, title, page)| (name, article(title, ["2024-05-06", "蓝河日报", page])));
    let mut parts: Vec<(&str, &str, &[u8])> =
        pages.iter().map(|(name, content)| ("file", *name, content.as_bytes())).collect();
    parts.push(("who", "", "王敏".as_bytes()));
    told(&server.upload(&parts));
    // The same files bring nothing, which is nothing to be told.
    told(&server.upload(&parts));
    let row = server.get("/api/articles?limit=1").json()["articles"][0].clone();
    told(&server.ask(
        "POST",
        &format!("/api/articles/{}/correction", row["row"]),
        r#"{"theme":"energy","who":"何晓岚"}"#,
    ));
    let paper = "%E8%93%9D%E6%B2%B3%E6%97%A5%E6%8A%A5";
    told(&server.ask("DELETE", &format!("/api/issues?paper={paper}&date=2024-05-06"), ""));
    let connection = rusqlite::Connection::open(folder.path().join("papers.db")).unwrap();
    let mut statement = connection.prepare("SELECT kind, who, what, articles FROM events").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
    let log: Vec<(String, String, String, i64)> = rows.map(|row| row.unwrap()).collect();
    let corrected = format!("{}: energy", row["id"].as_str().unwrap());
    let expected = [
        ("remove", "tester", "蓝河日报 2024-05-06", 2),
        ("correction", "何晓岚", corrected.as_str(), 1),
        ("add", "王敏", "a.jsonl, b.jsonl", 2),
    ];
    let expected = expected.map(|(kind, who, what, n)| (kind.to_owned(), who.to_owned(), what.to_owned(), n));
    assert_eq!(log, expected);
}

#[test]
fn files_that_told_no_day_or_paper_are_replaced_when_they_are_added_with_them() {
    let (_folder, server) = empty();
    let file = article("全市信访工作会议召开", ["", "", "1"]) + &article("领导干部接访下访", ["", "", "1"]);
    let other = article("信访积案化解", ["2024-05-06", "蓝河日报", "2"]);
    let parts = [("file", "c.jsonl", file.as_bytes()), ("file", "d.jsonl", other.as_bytes())];
    let added = told(&server.upload(&parts));
    assert_eq!(added["incomplete_files"], json!(["c.jsonl"]));
    let said = [("date", "", "2024-05-07".as_bytes()), ("paper", "", "青川日报".as_bytes()), parts[0]];
    let added = told(&server.upload(&said));
    assert_eq!((&added["articles"], &added["completed"]), (&2.into(), &2.into()), "{added}");
    assert_eq!((added["incomplete_files"].clone(), articles(&server)), (json!([]), 3));
    let found =
        server.get("/api/articles?paper=%E9%9D%92%E5%B7%9D%E6%97%A5%E6%8A%A5&from=2024-05-07&to=2024-05-07").json();
    assert_eq!(found["total"], 2);
}

#[test]
fn a_second_reading_loses_no_article_and_no_correction_and_replaces_a_wrong_day() {
    let (_folder, server) = empty();
    let total = |query: &str| server.get(&format!("/api/articles?{query}")).json()["total"].clone();
    // A table of which one article tells no day: what both readings tell alike stays, and the page does not ask for one day for all.
    let table = article("全市信访工作会议召开", ["2024-05-06", "蓝河日报", "1"])
        + &article("领导干部接访下访", ["", "蓝河日报", "1"]);
    let part = ("file", "t.jsonl", table.as_bytes());
    let added = told(&server.upload(&[part]));
    assert_eq!((&added["articles"], &added["incomplete_files"]), (&2.into(), &json!([])), "{added}");
    let added = told(&server.upload(&[("date", "", "2024-05-06".as_bytes()), part]));
    assert_eq!((&added["articles"], &added["completed"], articles(&server)), (&1.into(), &1.into(), 2), "{added}");
    // The correction goes over to the article with its day and paper.
    let page = article("信访积案化解", ["", "", "2"]);
    let part = ("file", "p.jsonl", page.as_bytes());
    told(&server.upload(&[part]));
    // What the file did not tell is asked for each time that it comes.
    let again = told(&server.upload(&[part]));
    assert_eq!((&again["known_files"], &again["incomplete_files"]), (&1.into(), &json!(["p.jsonl"])), "{again}");
    let found = server.get("/api/articles?q=%E4%BF%A1%E8%AE%BF%E7%A7%AF%E6%A1%88%E5%8C%96%E8%A7%A3").json();
    let path = format!("/api/articles/{}/correction", found["articles"][0]["row"]);
    told(&server.ask("POST", &path, r#"{"theme":"energy","who":"甲"}"#));
    let paper = ("paper", "", "青川日报".as_bytes());
    let added = told(&server.upload(&[("date", "", "2024-05-07".as_bytes()), paper, part]));
    assert_eq!((&added["completed"], &added["kept_labels"]), (&1.into(), &1.into()), "{added}");
    assert_eq!((total("theme=energy&from=2024-05-07&to=2024-05-07"), articles(&server)), (1.into(), 3));
    let again = told(&server.upload(&[part]));
    assert_eq!((&again["known_files"], &again["incomplete_files"]), (&1.into(), &json!([])), "{again}");
    // A day that was wrong is mended in the same way.
    let added = told(&server.upload(&[("date", "", "2024-05-08".as_bytes()), paper, part]));
    assert_eq!((&added["completed"], articles(&server)), (&1.into(), 3), "{added}");
    assert_eq!(
        (total("from=2024-05-07&to=2024-05-07"), total("theme=energy&from=2024-05-08&to=2024-05-08")),
        (0.into(), 1.into())
    );
    // What is there already under another name brought nothing.
    let added =
        told(&server.upload(&[("date", "", "2024-05-08".as_bytes()), paper, ("file", "p(1).jsonl", page.as_bytes())]));
    assert_eq!((&added["known_files"], &added["issues"]), (&1.into(), &json!([])), "{added}");
}

#[test]
fn pages_are_counted_once_however_many_files_they_come_in() {
    let (_folder, server) = empty();
    let files: Vec<(String, String)> = ["1", "2", "2", "2"]
        .iter()
        .enumerate()
        .map(|(at, page)| {
            (format!("{at}.jsonl"), article(&format!("第{at}次信访工作会议召开"), ["2024-05-06", "蓝河日报", page]))
        })
        .collect();
    let parts: Vec<(&str, &str, &[u8])> =
        files.iter().map(|(name, content)| ("file", name.as_str(), content.as_bytes())).collect();
    let added = told(&server.upload(&parts));
    assert_eq!((&added["issues"][0]["pages"], &added["issues"][0]["articles"]), (&2.into(), &4.into()), "{added}");
    assert_eq!(server.get("/api/today").json()["issues"][0]["pages"], 2);
    // Prints from the web tell no page.
    let prints = article("信访条例修订", ["2024-05-08", "青川日报", ""])
        + &article("接访日活动", ["2024-05-08", "青川日报", ""]);
    let added = told(&server.upload(&[("file", "web.jsonl", prints.as_bytes())]));
    assert_eq!((&added["issues"][0]["pages"], &added["issues"][0]["articles"]), (&0.into(), &2.into()), "{added}");
}

#[test]
fn what_a_killed_server_left_of_uploads_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let (db, temporary) = (folder.path().join("papers.db"), folder.path().join("temporary"));
    std::fs::create_dir(&temporary).unwrap();
    let others = temporary.join("policyvane-another-programs");
    std::fs::create_dir(&others).unwrap();
    let uploads = || std::fs::read_dir(&temporary).unwrap().filter(|entry| entry.as_ref().unwrap().path() != others);
    let begun = |server: &Server| {
        let head = format!(
            "POST /api/files HTTP/1.1\r\n{}\r\n{}\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: 100000\r\n\r\n\
             --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n",
            server.host(),
            server.bearer()
        );
        let known = uploads().count();
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        stream.write_all(&[head.as_bytes(), &[b'x'; 1000]].concat()).unwrap();
        // The folder is there once the request was looked at.
        for _ in 0..200 {
            if uploads().count() > known {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        stream
    };
    let killed = Server::start_in(&temporary, &db, &[]);
    let stream = begun(&killed);
    assert_eq!(uploads().count(), 1);
    drop((killed, stream));
    assert_eq!(uploads().count(), 1);
    // A server that lives keeps what it works with.
    let living = Server::start_in(&temporary, &db, &[]);
    assert_eq!(uploads().count(), 0);
    let stream = begun(&living);
    let other = Server::start_in(&temporary, &folder.path().join("other.db"), &[]);
    assert_eq!((uploads().count(), others.exists()), (1, true));
    drop((living, other, stream));
}

#[test]
fn the_log_tells_who_did_what_page_by_page() {
    let (_folder, server) = empty();
    assert_eq!(told(&server.ask("GET", "/api/events", "")), json!({ "total": 0, "offset": 0, "events": [] }));
    let content = article("全市信访工作会议召开", ["2024-05-06", "蓝河日报", "1"]);
    let who = "何晓岚".as_bytes();
    told(&server.upload(&[("who", "", who), ("file", "a.jsonl", content.as_bytes())]));
    let row = server.get("/api/articles").json()["articles"][0]["row"].clone();
    let body = r#"{"theme":"none","who":"王敏"}"#;
    told(&server.ask("POST", &format!("/api/articles/{row}/correction"), body));
    let page = |query: &str| told(&server.ask("GET", &format!("/api/events?{query}"), ""));
    let found = page("");
    assert_eq!(found["total"], 2, "{found}");
    let [newest, oldest] = [&found["events"][0], &found["events"][1]];
    assert_eq!((&newest["kind"], &newest["who"]), (&"correction".into(), &"王敏".into()), "{found}");
    assert_eq!((&oldest["kind"], &oldest["who"]), (&"add".into(), &"何晓岚".into()), "{found}");
    assert!(oldest["what"].as_str().is_some_and(|what| what.ends_with("a.jsonl")) && oldest["articles"] == 1);
    assert!(newest["id"].as_i64() > oldest["id"].as_i64() && newest["at"].as_str() >= oldest["at"].as_str());
    let second = page("limit=1&offset=1");
    assert_eq!((&second["total"], &second["offset"], &second["events"]), (&2.into(), &1.into(), &json!([oldest])));
    assert_eq!(page("offset=2")["events"], json!([]));
    for query in ["limit=201", "offset=-1", "who=x"] {
        assert_eq!(server.get(&format!("/api/events?{query}")).code(), "bad_parameter", "{query}");
    }
}
