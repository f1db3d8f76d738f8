//! `policyvane serve`: numbers that several outputs tell, and labels that come back from spreadsheets.

mod common;
#[path = "common/sample.rs"]
mod sample;
#[path = "common/server.rs"]
mod server;

use std::collections::HashMap;

use common::{policyvane, status, stderr, text};
use sample::sample;
use serde_json::json;
use server::Server;

#[test]
fn a_comparison_tells_what_it_rests_on() {
    let (_folder, _db, server) = sample(&[]);
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
fn a_reprint_is_no_second_voice_in_a_comparison() {
    let folder = tempfile::tempdir().unwrap();
    let mut table = String::from("title,text,date,source\n");
    for day in 1..=28 {
        for (paper, matter) in [("松江晨报", "供水管网"), ("云溪周刊", "养老食堂")] {
            let text = format!(
                "{paper}讯 3月{day}日，记者走进第{day}号街巷，看到{matter}改造后的第{}处场所，{}位居民说起这里的变化，各有一番滋味。",
                day * 7,
                day * 13
            );
            table += &format!("{matter}之{day},{text},2024-03-{day:02},{paper}\n");
        }
    }
    // A report of one paper that five others and the other one print.
    let story = "市疾控中心昨日通报，流感疫苗接种点增至一百二十个，六十岁以上老人免费接种，社区医院周末也开诊，卫生部门提醒市民尽早预约。";
    for (paper, day) in [("松江晨报", 9), ("松江晨报", 9), ("松江晨报", 10), ("云溪周刊", 10)] {
        table += &format!("流感疫苗接种点增加,{story}（记者 何晓岚）,2024-03-{day:02},{paper}\n");
    }
    let (issues, db) = (folder.path().join("issues.csv"), folder.path().join("papers.db"));
    std::fs::write(&issues, table).unwrap();
    let output = policyvane(&["archive", "add", "-q", "--db", text(&db), text(&issues)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let server = Server::start(&db, &[]);
    let encoded = |name: &str| name.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let told =
        server.get(&format!("/api/compare?a.paper={}&b.paper={}", encoded("松江晨报"), encoded("云溪周刊"))).json();
    assert_eq!(told["allows_for_printings"], true, "{told}");
    // The same numbers as in a report.
    let output = folder.path().join("report");
    let sides = ["paper=松江晨报", "paper=云溪周刊"];
    let made = policyvane(&["report", "--db", text(&db), "-o", text(&output), "--versus", sides[0], sides[1]]);
    assert_eq!(status(&made), 0, "{}", stderr(&made));
    let mut rows = csv::Reader::from_path(output.join("versus.csv")).unwrap();
    let names = rows.headers().unwrap().clone();
    let at = |name: &str| names.iter().position(|own| own == name).unwrap();
    let mut compared = 0;
    for row in rows.records().map(|row| row.unwrap()) {
        let Some(theme) = told["themes"].as_array().unwrap().iter().find(|theme| theme["id"] == row[at("theme")])
        else {
            continue;
        };
        for (side, count, total) in
            [("first", "first_count", "first_total"), ("second", "second_count", "second_total")]
        {
            assert_eq!(theme[side]["count"].to_string(), row[at(count)], "{row:?} {theme}");
            assert_eq!(theme[side]["total"].to_string(), row[at(total)], "{row:?} {theme}");
        }
        compared += 1;
    }
    assert!(compared > 0, "{told}");
    assert!(told["stories"][0].as_u64() < told["articles"][0].as_u64(), "{told}");
}

#[test]
fn a_search_tells_its_share_of_all_articles() {
    let (_folder, _db, server) = sample(&[]);
    let words = "%E4%BF%A1%E8%AE%BF";
    let (all, found) = (
        server.get("/api/counts?period=month").json(),
        server.get(&format!("/api/counts?period=month&q={words}")).json(),
    );
    assert!(all["search"].is_null());
    let search = &found["search"];
    // The periods and the denominators are those of all articles.
    for name in ["articles", "with_theme", "periods", "totals"] {
        assert_eq!(search[name], all[name], "{name}");
    }
    assert_eq!((&search["count"], search["count"].as_u64() < all["with_theme"].as_u64()), (&found["with_theme"], true));
    let sum: u64 = search["counts"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(Some(sum), search["count"].as_u64());
    let number = |value: &serde_json::Value| value.as_f64().unwrap();
    let share = &search["share"];
    assert!((number(&share["value"]) - number(&search["count"]) / number(&search["with_theme"])).abs() < 1e-12);
    assert!(
        number(&share["low"]) < number(&share["value"]) && number(&share["value"]) < number(&share["high"]),
        "{share}"
    );
    // What nothing matches is a share of 0, and no silence.
    let none = server.get("/api/counts?period=month&q=xyzzyx").json();
    assert_eq!((&none["search"]["count"], &none["search"]["totals"]), (&0.into(), &all["totals"]));
}

#[test]
fn the_whole_report_is_made_of_a_selection() {
    let (_folder, db, server) = sample(&[]);
    let read_only = Server::start(&db, &["--read-only"]);
    for server in [&server, &read_only] {
        let made = server.get("/api/report?from=2024-02&to=2024-06&theme=petition-work&q=%E7%A7%AF%E6%A1%88&lang=en");
        let page = made.text();
        assert!(made.status == 200 && made.head.contains("filename=\"report.html\""), "{}", made.head);
        assert!(page.starts_with("<!doctype html>") || page.starts_with("<!DOCTYPE html>"), "{}", &page[..200]);
        assert!(page.contains("--from 2024-02 --to 2024-06 --theme petition-work --term"), "the command");
    }
    // What selects nothing is told, and the next report can be made.
    assert_eq!(server.get("/api/report?from=1999-01&to=1999-02").code(), "nothing_there");
    assert_eq!(server.get("/api/report?theme=nothing").code(), "unknown_theme");
    assert_eq!(server.get("/api/report?period=hour").code(), "bad_parameter");
}

#[test]
fn a_report_is_made_in_the_background_and_fetched_by_its_number() {
    // It changes nothing, so that those who may only read have it, too.
    let (_folder, _db, server) = sample(&["--read-only"]);
    let begin = |query: &str| server.ask("POST", &format!("/api/report/job?{query}"), "");
    assert_eq!(server.get("/api/report/made?number=1").code(), "no_report");
    assert_eq!(server.get("/api/report/made").code(), "bad_parameter");
    assert_eq!(begin("theme=nothing").code(), "unknown_theme");
    assert!(server.get("/api/report/job").json()["query"].is_null());
    assert_eq!(begin("from=2024-02&theme=petition-work&lang=en").status, 200);
    let settled = || {
        for _ in 0..600 {
            let state = server.get("/api/report/job").json();
            if state["task"].is_null() {
                return state;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("still busy: {}", server.get("/api/report/job").text());
    };
    let ready = settled();
    assert_eq!(ready["query"], "from=2024-02&theme=petition-work");
    assert!(ready["made"]["at"].is_string(), "{ready}");
    let address = format!("/api/report/made?number={}", ready["made"]["number"]);
    let made = server.get(&address);
    assert!(made.status == 200 && made.head.contains("filename=\"report.html\""), "{}", made.head);
    assert!(made.text().contains("--lang en --from 2024-02 --theme petition-work"), "the command");
    // What selects nothing is told when it is found out; the report before it is gone then.
    assert_eq!(begin("from=1999-01&to=1999-02").status, 200);
    assert!(settled()["problem"]["zh"].is_string());
    assert_eq!(server.get(&address).code(), "no_report");
    assert!(server.ask("DELETE", "/api/report/job", "").json()["problem"].is_null());
}

#[test]
fn papers_that_do_not_exist_are_refused_as_themes_and_places_are() {
    let (_folder, _db, server) = sample(&[]);
    let known = server.get("/api/archive").json()["papers"][0]["name"].as_str().unwrap().to_owned();
    let encoded = |name: &str| -> String { name.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let mistyped: String = known.chars().take(known.chars().count() - 1).chain(['極']).collect();
    for path in [
        "/api/counts?paper=",
        "/api/articles?paper=",
        "/api/articles?format=csv&paper=",
        "/api/report?paper=",
        "/api/compare?b.from=2024&a.paper=",
    ] {
        let refused = server.get(&format!("{path}{}", encoded(&mistyped)));
        assert_eq!((refused.status, refused.code().as_str()), (400, "unknown_paper"), "{path}");
        let told = refused.json()["error"]["message"]["zh"].as_str().unwrap().to_owned();
        assert!(told.contains(&mistyped) && told.contains(&known), "{told}");
        // One that exists does not make up for one that does not.
        let name = path.rsplit(['?', '&']).next().unwrap();
        let both = server.get(&format!("{path}{}&{name}{}", encoded(&known), encoded(&mistyped)));
        assert_eq!(both.code(), "unknown_paper", "{path}");
    }
    assert_eq!(server.get("/api/articles?theme=nothing").status, 400);
    assert_eq!(server.get("/api/articles?region=990000").status, 400);
    assert_eq!(server.get(&format!("/api/counts?paper={}", encoded(&known))).status, 200);
}

#[test]
fn no_policy_theme_is_the_last_one_everywhere() {
    let (_folder, _db, server) = sample(&[]);
    for path in ["/api/counts?period=quarter", "/api/compare?a.to=2024-12-31&b.from=2025-01-01", "/api/archive"] {
        let told = server.get(path).json();
        let ids: Vec<&str> =
            told["themes"].as_array().unwrap().iter().map(|theme| theme["id"].as_str().unwrap()).collect();
        assert_eq!(ids.iter().position(|id| *id == "none"), Some(ids.len() - 1), "{path}: {ids:?}");
    }
}

#[test]
fn coders_who_differ_in_an_audit_are_counted() {
    let (_folder, _db, server) = sample(&[]);
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
    let (folder, db, server) = sample(&[]);
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
    let (_folder, _db, server) = sample(&[]);
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
    let (folder, db, server) = sample(&[]);
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
    let (_folder, _db, server) = sample(&[]);
    let undated = json!({ "id": "undated", "source": "云岭晚报", "title": "全县召开信访工作会议", "text": "会议要求把矛盾纠纷化解在基层，推动信访积案办结。" });
    assert_eq!(server.upload(&[("file", "undated.jsonl", format!("{undated}\n").as_bytes())]).json()["articles"], 1);
    let told = server.get("/api/counts?period=month").json();
    assert_eq!(told["undated"], 1, "{told}");
    let sum: u64 = told["totals"].as_array().unwrap().iter().map(|total| total.as_u64().unwrap()).sum();
    assert_eq!(told["with_theme"].as_u64(), Some(sum));
    let number = |name: &str| told[name].as_u64().unwrap();
    assert_eq!(number("articles"), number("with_theme") + number("undetermined") + number("undated"));
    let lacking = server.get("/api/counts?without=date").json();
    assert_eq!((&lacking["undated"], &lacking["periods"], &lacking["themes"]), (&1.into(), &json!([]), &json!([])));
    assert_eq!(server.get("/api/report?without=paper").code(), "bad_parameter");
}

/// One text that twelve papers print within three days, as rows of a file of articles.
fn printed_by_twelve_papers() -> String {
    let text = "全市二十二家社区卫生服务中心昨日同步开设儿科夜间门诊，医师由三甲医院轮流坐诊，药品目录与上级医院一致，医保当场结算。\n\
        家住东岸的居民说，孩子夜里发烧不用再赶往大医院排队，步行十分钟就能看上病。年底前还将培训基层儿科医生一百二十名。";
    let row = |paper: usize| {
        let (id, date, source) =
            (format!("r{paper}"), format!("2024-03-{:02}", 5 + paper % 3), format!("第{paper}晚报"));
        json!({ "id": id, "date": date, "source": source, "title": "儿科夜间门诊开进社区", "text": text }).to_string()
    };
    (0..12).map(|paper| row(paper) + "\n").collect()
}

#[test]
fn the_page_tells_the_intervals_of_the_report() {
    let (folder, db, server) = sample(&[]);
    let added = server.upload(&[("file", "reprints.jsonl", printed_by_twelve_papers().as_bytes())]).json();
    assert_eq!(added["articles"], 12, "{added}");
    for (number, (query, options)) in [
        ("period=month", vec!["--by", "month"]),
        ("period=week&from=2024-02&to=2024-03", vec!["--by", "week", "--from", "2024-02", "--to", "2024-03"]),
    ]
    .into_iter()
    .enumerate()
    {
        let output = folder.path().join(format!("report-{number}"));
        let arguments = ["report", "--db", text(&db), "-o", text(&output), "--chart", "themes-ranked"];
        let made = policyvane(&[&arguments[..], &options[..]].concat());
        assert_eq!(status(&made), 0, "{}", stderr(&made));
        let table = |name: &str| -> Vec<HashMap<String, String>> {
            let mut rows = csv::Reader::from_path(output.join(name)).unwrap();
            rows.deserialize().map(|row| row.unwrap()).collect()
        };
        let number = |text: &str| text.parse::<f64>().unwrap();
        // The table has six decimals.
        let is_same =
            |shown: &serde_json::Value, tabulated: &str| (shown.as_f64().unwrap() - number(tabulated)).abs() < 1e-6;
        let told = server.get(&format!("/api/counts?{query}")).json();
        assert_eq!(told["allows_for_printings"], true, "{told}");
        let themes: HashMap<&str, &serde_json::Value> =
            told["themes"].as_array().unwrap().iter().map(|theme| (theme["id"].as_str().unwrap(), theme)).collect();
        let changes = table("changes.csv");
        for row in &changes {
            let Some(theme) = themes.get(row["theme"].as_str()) else { continue };
            assert!(is_same(&theme["design_effect"], &row["share_design_effect"]), "{query}: {row:?} {theme}");
        }
        // Printings of one text are not independent.
        let health = changes.iter().find(|row| row["theme"] == "health").unwrap();
        assert!(number(&health["share_design_effect"]) > 1.2, "{health:?}");
        let periods = told["periods"].as_array().unwrap();
        let mut compared = 0;
        for row in table("counts.csv").iter().filter(|row| row["region"] == "all" && !row["share"].is_empty()) {
            let Some(theme) = themes.get(row["theme"].as_str()) else { continue };
            let share = &theme["shares"][periods.iter().position(|period| *period == row["period"]).unwrap()];
            for (name, column) in [("value", "share"), ("low", "share_low"), ("high", "share_high")] {
                assert!(is_same(&share[name], &row[column]), "{query} {name}: {row:?} {share}");
            }
            compared += 1;
        }
        assert!(compared > 20, "{query}: {compared}");
    }
}
