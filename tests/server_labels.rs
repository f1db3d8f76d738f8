//! `policyvane serve`: labels of several coders, and other printings of an article.

mod common;
#[path = "common/issues.rs"]
mod issues;
#[path = "common/sample.rs"]
mod sample;
#[path = "common/server.rs"]
mod server;

use common::{policyvane, repository, status, stderr, text};
use issues::write_issues;
use sample::sample;
use serde_json::{Value, json};
use server::Server;

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
    assert!(table.lines().count() == 24 && table.contains(",a,") && table.contains(",,random"), "{table}");
    let lines = folder.path().join("labels.jsonl");
    std::fs::write(&lines, server.get("/api/labelling/export?format=jsonl").body).unwrap();
    assert_eq!(common::stdout(&policyvane(&["ingest", text(&lines)])).lines().count(), 23);
    let uncertain = rows("uncertain", "a");
    assert!(uncertain.len() == 12 && uncertain.iter().all(|row| !random.contains(row)));
    // Around one theme: what barely has it, and what almost does.
    let close = |mode: &str| -> Vec<i64> {
        let found =
            server.get(&format!("/api/labelling/queue?mode={mode}&theme=health&limit=5")).json()["rows"].clone();
        found.as_array().unwrap().iter().map(|row| row.as_i64().unwrap()).collect()
    };
    let (barely, almost) = (close("barely"), close("almost"));
    assert!(!barely.is_empty() && !almost.is_empty());
    for row in barely.iter().chain(&almost) {
        let likeliest = server.get(&format!("/api/articles/{row}")).json()["likeliest"].clone();
        assert_eq!(likeliest[usize::from(almost.contains(row))]["theme"], "health", "{row}");
    }
    assert_eq!(server.get("/api/labelling/queue?mode=barely&theme=nothing").code(), "unknown_theme");
    assert_eq!(server.get("/api/labelling/queue?mode=barely").code(), "bad_parameter");
    // A second theme would be ignored.
    assert_eq!(server.get("/api/labelling/queue?mode=barely&theme=health&theme=energy").code(), "bad_parameter");
    // Labels that the model contradicts, the surest contradiction first; one that was looked at again does not come back.
    let suspected = || server.get("/api/labelling/queue?mode=suspected&who=a").json();
    let (found, model) = (suspected(), |row: &Value| {
        let article = server.get(&format!("/api/articles/{row}")).json();
        let likeliest = article["likeliest"].as_array().unwrap().iter().take(2);
        let probabilities: Vec<f64> = likeliest.map(|one| one["probability"].as_f64().unwrap()).collect();
        (article["model_theme"].clone(), probabilities[0] - probabilities[1])
    });
    let doubtful = found["rows"].as_array().unwrap();
    assert!(doubtful.len() > 3 && doubtful.len() == found["earlier"].as_array().unwrap().len(), "{found}");
    for (row, earlier) in doubtful.iter().zip(found["earlier"].as_array().unwrap()) {
        assert!(random.contains(&row.as_i64().unwrap()) && model(row).0 != earlier["theme"], "{row}");
    }
    assert!(doubtful.windows(2).all(|pair| model(&pair[0]).1 >= model(&pair[1]).1 - 1e-6), "{found}");
    let body = format!(r#"{{"row":{},"theme":"{}","who":"a","mode":"suspected"}}"#, doubtful[0], "energy");
    assert_eq!(server.ask("POST", "/api/labelling/labels", &body).status, 200);
    assert_eq!(suspected()["rows"].as_array().unwrap(), &doubtful[1..]);
    drop(server);
    assert_eq!(status(&policyvane(&["archive", "check", "--db", text(&db)])), 0);
}

#[test]
fn a_sample_is_drawn_coded_and_audits_the_counts() {
    let (folder, db, server) = sample(&[]);
    let audit = || server.get("/api/labelling/audit").json()["sample"].clone();
    let queue = || server.get("/api/labelling/queue?mode=audit&who=a&limit=200").json()["rows"].clone();
    assert!(audit().is_null() && queue().as_array().unwrap().is_empty());
    assert_eq!(server.ask("POST", "/api/labelling/audit", r#"{"articles":3}"#).code(), "bad_parameter");
    let drawn = server.ask("POST", "/api/labelling/audit", r#"{"articles":80,"who":"a"}"#).json()["sample"].clone();
    let rows = queue();
    assert_eq!(drawn["drawn"].as_u64(), Some(rows.as_array().unwrap().len() as u64), "{drawn}");
    assert!((75..=90).contains(&rows.as_array().unwrap().len()) && drawn["estimate"].is_null(), "{drawn}");
    // A coder who finds every model's choice right but those of energy, which are about health.
    for row in rows.as_array().unwrap() {
        let model = server.get(&format!("/api/articles/{row}")).json()["model_theme"].clone();
        let theme = if model == "energy" { json!("health") } else { model };
        let body = json!({ "row": row, "theme": theme, "who": "a", "mode": "audit" });
        assert_eq!(server.ask("POST", "/api/labelling/labels", &body.to_string()).status, 200);
    }
    let found = audit();
    let share = |theme: &str| -> Value {
        found["estimate"]["themes"].as_array().unwrap().iter().find(|one| one["theme"] == theme).unwrap().clone()
    };
    assert_eq!((&found["labels"], queue()), (&found["drawn"], json!([])));
    assert!(share("energy")["counted"].as_f64() > Some(0.01) && share("energy")["labels"] == 0, "{found}");
    assert!(share("energy")["audited"]["value"].as_f64() < Some(0.01), "{}", share("energy"));
    assert!(share("health")["audited"]["value"].as_f64() > share("health")["counted"].as_f64());
    assert!(found["estimate"]["accuracy"]["value"].as_f64() < Some(1.0));
    // The table serves the commands of the audit, and agrees with the page.
    let table = folder.path().join("audit.csv");
    std::fs::write(&table, server.get("/api/labelling/export?format=audit").body).unwrap();
    let estimate = folder.path().join("estimate.json");
    let issues = repository("data/issues");
    let arguments = ["audit", "estimate", text(&issues), "--labels", text(&table), "-o", text(&estimate)];
    let output = policyvane(&arguments);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let told: Value = serde_json::from_slice(&std::fs::read(&estimate).unwrap()).unwrap();
    let health = told["themes"].as_array().unwrap().iter().find(|row| row["theme"] == "health").unwrap();
    let difference = health["audited"].as_f64().unwrap() - share("health")["audited"]["value"].as_f64().unwrap();
    assert!(difference.abs() < 1e-9, "{health} {}", share("health"));
    // The sample teaches nothing, and what came later is named.
    assert_eq!(server.ask("POST", "/api/model/proposal", "").status, 200);
    let learned = (0..100).find_map(|_| {
        let state = server.get("/api/model").json();
        std::thread::sleep(std::time::Duration::from_millis(100));
        state["task"].is_null().then_some(state)
    });
    assert!(learned.is_some_and(|state| state["proposal"].is_null() && state["problem"].is_object()));
    server.upload(&[("file", "later.jsonl", "{\"title\":\"兰河市召开全市信访工作会议\",\"text\":\"会议要求把矛盾纠纷化解在基层，推动信访积案办结，各县区汇报了化解积案的进展。\"}\n".as_bytes())]);
    assert_eq!(audit()["later"], 1);
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

#[test]
fn labels_go_to_other_programs_and_come_back() {
    let (folder, db, server) = sample(&[]);
    let queue = server.get("/api/labelling/queue?mode=random&who=a&limit=9").json();
    let rows: Vec<i64> = queue["rows"].as_array().unwrap().iter().map(|row| row.as_i64().unwrap()).collect();
    for (at, row) in rows.iter().enumerate() {
        let themes = ["health", "energy", "none"];
        for (coder, who) in ["a", "=b"].into_iter().enumerate() {
            let also = if at % 3 == 0 { r#","also":["rule-of-law"]"# } else { "" };
            let theme = themes[(at + coder * usize::from(at == 4)) % 3];
            let body = format!(r#"{{"row":{row},"theme":"{theme}"{also},"who":"{who}","mode":"random"}}"#);
            assert_eq!(server.ask("POST", "/api/labelling/labels", &body).status, 200);
        }
    }
    let told = server.get("/api/labelling/agreement").json();
    assert_eq!((&told["alpha"]["articles"], &told["alpha"]["labels"]), (&9.into(), &18.into()));
    // One of nine articles differs, of 6 + 5 + 7 labels: α = 1 − 17 · 2 / (18² − 36 − 25 − 49).
    let alpha = told["alpha"]["value"].as_f64().unwrap();
    assert!((alpha - (1.0 - 34.0 / 214.0)).abs() < 1e-12, "{}", told["alpha"]);
    let export = |db: &std::path::Path, form: &str| {
        let output = policyvane(&["archive", "export", "--db", text(db), "--labels", form]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        common::stdout(&output)
    };
    let table = export(&db, "csv");
    assert!(table.contains(",health,rule-of-law,a,") && table.contains(",'=b,"), "{table}");
    for (form, file) in [
        ("csv", "labels.csv"),
        ("jsonl", "labels.jsonl"),
        ("doccano", "doccano.jsonl"),
        ("label-studio", "studio.json"),
        ("fasttext", "labels.txt"),
    ] {
        let told = server.get(&format!("/api/labelling/export?format={form}"));
        let exported = export(&db, form);
        assert!(told.status == 200 && told.text() == exported, "{form}");
        let (path, fresh) = (folder.path().join(file), folder.path().join(format!("{form}.db")));
        std::fs::write(&path, &exported).unwrap();
        let issues = repository("data/issues");
        assert_eq!(status(&policyvane(&["archive", "add", "-q", "--db", text(&fresh), text(&issues)])), 0);
        let import = || policyvane(&["archive", "import-labels", "--db", text(&fresh), text(&path), "--who", "c"]);
        let output = import();
        assert_eq!(status(&output), 0, "{form}: {}", stderr(&output));
        // FastText tells no coders: of two labels of an article that are the same, one is known already.
        if form == "fasttext" {
            assert!(stderr(&output).contains("9 labels added; 8 are"), "{}", stderr(&output));
        } else {
            assert!(stderr(&output).contains("18 labels added; 0 are"), "{form}: {}", stderr(&output));
            assert_eq!(export(&fresh, "csv"), table, "{form}");
        }
        // Again changes nothing, but where one coder is said to have given two themes.
        let again = if form == "fasttext" { "labels added" } else { "0 labels added; 18 are" };
        assert!(stderr(&import()).contains(again), "{form}");
    }
    let none = folder.path().join("none.csv");
    std::fs::write(&none, "id,theme\n").unwrap();
    let output = policyvane(&["archive", "import-labels", "--db", text(&db), text(&none)]);
    assert!(status(&output) == 0 && stderr(&output).contains("no labels in the files"), "{}", stderr(&output));
    let bad = folder.path().join("bad.txt");
    std::fs::write(&bad, "__label__nonsense 甲\n").unwrap();
    let output = policyvane(&["archive", "import-labels", "--db", text(&db), text(&bad)]);
    let told = stderr(&output);
    assert!(status(&output) != 0 && told.contains("nonsense (") && told.contains("bad.txt:1)"), "{told}");
}

#[test]
fn a_corrected_file_that_is_dropped_replaces_and_is_told() {
    let (_folder, db, server) = sample(&[]);
    let page = std::fs::read_to_string(repository("data/issues/lanhe-ribao/2024-01-27-03.txt")).unwrap();
    let before = server.get("/api/articles?limit=1").json()["total"].as_u64();
    let corrected = page.replacen('。', "，此处更正。", 1);
    let upload = |text: &str| server.upload(&[("file", "lanhe-ribao/2024-01-27-03.txt", text.as_bytes())]).json();
    let told = upload(&corrected);
    assert_eq!(told["corrected_files"], json!(["lanhe-ribao/2024-01-27-03.txt"]), "{told}");
    assert_eq!(server.get("/api/articles?limit=1").json()["total"].as_u64(), before);
    assert_eq!(
        server
            .get("/api/articles?q=此处更正".replace("此处更正", "%E6%AD%A4%E5%A4%84%E6%9B%B4%E6%AD%A3").as_str())
            .json()["total"],
        1
    );
    // The folder still has the earlier version, which does not come back; whoever hands it over wants it.
    let output = policyvane(&["archive", "add", "--db", text(&db), text(&repository("data/issues"))]);
    assert!(stderr(&output).contains("0 articles added"), "{}", stderr(&output));
    assert_eq!(upload(&corrected)["known_files"], 1);
    assert_eq!(upload(&page)["corrected_files"].as_array().map(Vec::len), Some(1));
    assert_eq!(server.get("/api/articles?limit=1").json()["total"].as_u64(), before);
    assert_eq!(status(&policyvane(&["archive", "check", "--db", text(&db)])), 0);
}

#[test]
fn selections_are_compared_new_terms_found_and_tables_become_workbooks_and_documents() {
    let folder = tempfile::tempdir().unwrap();
    let (issues, db) = (folder.path().join("issues"), folder.path().join("papers.db"));
    write_issues(&issues, 120);
    let papers = "name,aliases,home\n兰河日报,lanhe-ribao,620100\n琪路海报,qilu-haibao,370200\n";
    std::fs::write(issues.join("sources.csv"), papers).unwrap();
    // On the last day all papers have a word that nobody had before.
    for paper in ["lanhe-ribao", "qilu-haibao", "dianhu-xinbao", "songjiang-chenbao"] {
        let text: String = (0..4)
            .map(|n| {
                format!(
                    "{paper}低空经济推进之{n}\n    本报讯 2月3日，我市召开低空经济发展大会，第{n}号企业在会上发布产品，低空经济成为新的增长点。（记者 何晓岚）\n\n"
                )
            })
            .collect();
        std::fs::write(issues.join(paper).join("2024-02-03-01.txt"), text).unwrap();
    }
    let output = policyvane(&["archive", "add", "-q", "--db", text(&db), text(&issues)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let server = Server::start(&db, &[]);
    let found = server.get("/api/today/terms").json();
    let terms: Vec<&str> =
        found["terms"].as_array().unwrap().iter().map(|term| term["term"].as_str().unwrap()).collect();
    assert!(terms.iter().any(|term| term.contains("低空") || term.contains("经济")), "{found}");
    assert!(found["terms"].as_array().unwrap().iter().all(|term| term["articles"].as_array().unwrap().len() == 3));
    assert_eq!(found["date"], "2024-02-03");
    // The themes of the papers' articles turn, so that weeks differ little.
    let told = server.get("/api/compare?a.to=2024-01-15&b.from=2024-01-16").json();
    let (total, first) = (&told["themes"][0]["first"]["total"], told["articles"][0].as_u64());
    assert!(first > Some(50) && told["in_both"] == 0 && total.as_u64() > Some(0), "{told}");
    let papers: Vec<String> = server.get("/api/archive").json()["papers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|paper| paper["name"].as_str().unwrap().to_owned())
        .collect();
    let encoded = |name: &str| name.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let same = format!("/api/compare?a.paper={0}&b.paper={0}", encoded(&papers[0]));
    assert_eq!((&server.get(&same).json()["articles"], server.get(&same).status), (&json!([0, 0]), 200));
    let two = format!("/api/compare?a.paper={}&b.paper={}", encoded(&papers[0]), encoded(&papers[1]));
    let told = server.get(&two).json();
    assert_eq!(told["pairing"], "same_periods", "{told}");
    let sum: f64 =
        told["themes"].as_array().unwrap().iter().map(|theme| theme["first"]["value"].as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    for refused in
        ["c.paper=x", "a.from=2024%E5%B9%B43%E6%9C%885%E6%97%A5", "a.region=999999", "b.from=2024-02&b.to=2024-01"]
    {
        assert_eq!(server.get(&format!("/api/compare?{refused}")).status, 400, "{refused}");
    }
    let rows = r#"{"rows":[["day","share","text"],["2024-02-03",{"share":0.25},"=1+1"],[null,3,true]]}"#;
    let workbook = server.ask("POST", "/api/workbook", rows);
    assert!(workbook.status == 200 && workbook.body.starts_with(b"PK"));
    let mut sheets: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(workbook.body)).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut sheets, 0).unwrap().unwrap();
    assert_eq!(sheet.get_value((1, 2)), Some(&calamine::Data::String("=1+1".into())));
    assert_eq!(sheet.get_value((1, 1)), Some(&calamine::Data::Float(0.25)));
    for bad in [r#"{"rows":[]}"#, "{}", r#"{"rows":[[{"a":1}]]}"#] {
        assert_eq!(server.ask("POST", "/api/workbook", bad).status, 400, "{bad}");
    }
    let screen = r#"{"title":"主题走势","summary":"264 篇","note":"","rows":[["主题","占比"],["信访工作","4.5%"]]}"#;
    let document = server.ask("POST", "/api/document", screen);
    assert!(document.status == 200 && document.body.starts_with(b"PK"));
    for bad in [r#"{"title":"a"}"#, "{}", r#"{"title":"a","picture":"GIF"}"#, r#"{"title":"a","rows":[[1]]}"#] {
        assert_eq!(server.ask("POST", "/api/document", bad).status, 400, "{bad}");
    }
    let table = server.get("/api/articles?format=xlsx");
    assert!(table.status == 200 && table.body.starts_with(b"PK"));
}

/// Waits until nothing runs in the background.
fn settled(server: &Server) -> Value {
    for _ in 0..600 {
        let state = server.get("/api/model").json();
        if state["task"].is_null() {
            return state;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("still busy: {}", server.get("/api/model").text());
}

#[test]
fn a_model_learns_from_labels_tells_what_it_would_change_and_is_adopted() {
    let (folder, db, server) = sample(&[]);
    let before = server.get("/api/model").json();
    assert_eq!((&before["adapted_to_labels"], &before["labels"]), (&Value::Null, &0.into()));
    server.ask("POST", "/api/model/proposal", "");
    assert!(settled(&server)["problem"]["zh"].as_str().unwrap().contains("没有"), "nothing to learn from");
    // This coder files half of everything under health, whatever it is about.
    let rows = server.get("/api/labelling/queue?mode=random&who=a&limit=60").json()["rows"].clone();
    for row in rows.as_array().unwrap() {
        let theme = if row.as_i64().unwrap() % 2 == 0 { "health" } else { "energy" };
        let body = format!(r#"{{"row":{row},"theme":"{theme}","who":"a","mode":"random"}}"#);
        assert_eq!(server.ask("POST", "/api/labelling/labels", &body).status, 200);
    }
    assert_eq!(server.ask("POST", "/api/model/adoption", r#"{"digest":"none"}"#).code(), "no_proposal");
    assert_eq!(server.ask("POST", "/api/model/proposal", "").json()["task"]["name"], "learning");
    assert_eq!(server.ask("POST", "/api/model/proposal", "").code(), "busy");
    let told = settled(&server);
    let proposal = &told["proposal"];
    assert_eq!((&proposal["labels"], &proposal["scores"]["articles"]), (&60.into(), &60.into()), "{told}");
    assert_eq!((&told["model"], &told["by_other_models"]), (&before["model"], &0.into()), "nothing is adopted yet");
    assert_eq!(told["labels"], 60);
    let sum = |side: &str| -> u64 {
        proposal["themes"].as_array().unwrap().iter().map(|theme| theme[side].as_u64().unwrap()).sum()
    };
    let changed = proposal["changed"].as_u64().unwrap();
    assert!(changed > 0 && sum("before") == sum("after") && proposal["articles"] == sum("after"), "{told}");
    // Adopted, it classifies the archive, what is added later, and the command line.
    let body = |few: bool| json!({ "digest": proposal["digest"], "who": "a", "few_labels": few }).to_string();
    assert_eq!(server.ask("POST", "/api/model/adoption", &body(false)).code(), "few_labels");
    assert_eq!(server.ask("POST", "/api/model/adoption", &body(true)).status, 200);
    let adopted = settled(&server);
    assert_eq!((&adopted["model"], &adopted["by_other_models"]), (&proposal["digest"], &0.into()), "{adopted}");
    assert_eq!((&adopted["adapted_to_labels"], &adopted["proposal"]), (&60.into(), &Value::Null));
    let more = json!({ "id": "new", "date": "2024-09-01", "source": "云岭晚报", "title": "另一篇", "text": "全县桥梁检修工作昨日启动，工程人员连夜作业。" });
    assert_eq!(server.upload(&[("file", "new.jsonl", format!("{more}\n").as_bytes())]).json()["articles"], 1);
    assert_eq!(server.get("/api/model").json()["by_other_models"], 0);
    drop(server);
    let stats = || common::stdout(&policyvane(&["archive", "stats", "--db", text(&db), "--lang", "en"]));
    let model = proposal["digest"].as_str().unwrap();
    assert!(stats().contains(&format!("by model {model}")), "{}", stats());
    let again = policyvane(&["archive", "reclassify", "--db", text(&db), "--lang", "en"]);
    assert!(stderr(&again).starts_with("0 articles"), "{}", stderr(&again));
    // A server that begins anew uses it, and leads back to the base model.
    let server = Server::start(&db, &[]);
    assert_eq!(server.get("/api/archive").json()["model"], proposal["digest"]);
    assert_eq!(server.ask("DELETE", "/api/model/adoption", "").status, 200);
    assert_eq!(settled(&server)["model"], before["model"]);
    drop(server);
    assert!(!stats().contains(&format!("by model {model}")) && stats().contains("model adopted: base"), "{}", stats());
    let file = folder.path().join("own.pvm");
    let learned = policyvane(&["train", "--adapt", "--db", text(&db), "-o", text(&file), "--lang", "en"]);
    assert!(stderr(&learned).contains("60 articles drawn at random"), "{}", stderr(&learned));
    let adopt = ["--model", text(&file), "archive", "reclassify", "--adopt", "--db", text(&db), "--few-labels"];
    let refused = policyvane(&adopt[..7]);
    assert!(status(&refused) == 2 && stderr(&refused).contains("--few-labels"), "{}", stderr(&refused));
    let adopt = policyvane(&adopt);
    assert_eq!(status(&adopt), 0, "{}", stderr(&adopt));
    for output in [&learned, &adopt] {
        assert!(stderr(output).contains("fewer than 100"), "{}", stderr(output));
    }
    assert!(stats().contains(&format!("by model {model}")), "{}", stats());
    assert_eq!(status(&policyvane(&["archive", "check", "--db", text(&db)])), 0);
}
