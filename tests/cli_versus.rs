//! Two selections side by side, agendas, provinces and front pages, by the real program.

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{policyvane, status, stderr, text};
use jiff::civil::date;

/// Articles on investment and petitions of two papers over eight months, six a day: the first paper has twice as many on
/// petitions as the second, and prints them on its front page.
fn articles() -> String {
    let towns = ["云溪", "兰河", "青石", "白塔", "柳林", "东渡", "南浦"];
    let halls = ["接待大厅", "便民中心", "会议室", "服务窗口", "项目工地", "产业园", "码头"];
    let people = ["群众", "老人", "商户", "工人", "企业", "村民", "学生"];
    let (mut lines, mut number) = (String::new(), 0_usize);
    for day in 0..240 {
        for (source, petitions) in [("兰河日报", 2), ("陇原晚报", 1)] {
            for place in 0..3 {
                number += 1;
                let pick = |list: [&'static str; 7], by: usize| list[(number * by + number / 7) % 7];
                let (town, hall, who) = (pick(towns, 3), pick(halls, 5), pick(people, 2));
                let is_petition = place < petitions;
                let body = if is_petition {
                    format!("{town}县领导在{hall}接待来访{who}，化解信访积案，把矛盾纠纷解决在基层。")
                } else {
                    format!("{town}开发区举行招商推介会，{who}在{hall}签约，项目落户投资。")
                };
                // Numbers and repeated names keep the texts apart: none reprints another.
                let body = format!("{body}{}{}{number}", town.repeat(number % 5), hall.repeat(number / 5 % 4));
                let day = date(2023, 1, 2).checked_add(jiff::Span::new().days(day)).unwrap();
                let article = serde_json::json!({ "id": format!("a{number}"), "date": day.to_string(), "source": source,
                    "page": if is_petition { "1" } else { "3" }, "region": if place == 2 { "520000" } else { "430000" },
                    "title": format!("{town}{who}{number}"), "text": body });
                lines += &(article.to_string() + "\n");
            }
        }
    }
    lines
}

fn report(folder: &Path, more: &[&str]) -> std::process::Output {
    let (input, out) = (folder.join("articles.jsonl"), folder.join("out"));
    std::fs::write(&input, articles()).unwrap();
    policyvane(&[&["report", text(&input), "-o", text(&out), "--dpi", "40", "--lang", "zh"], more].concat())
}

fn rows(table: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(table).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn two_papers_are_set_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let output = report(folder.path(), &["--versus", "paper=兰河日报", "paper=陇原晚报"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let out = folder.path().join("out");
    let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
    let versus = rows(&out.join("versus.csv"));
    let petitions = versus.iter().find(|row| row["theme"] == "petition-work").unwrap();
    assert_eq!((petitions["first"].as_str(), petitions["second"].as_str()), ("兰河日报", "陇原晚报"));
    assert!(number(petitions, "difference_high") < -0.2, "{petitions:?}");
    assert!(number(petitions, "false_discovery_rate") < 0.01);
    let sum = number(petitions, "second_share") - number(petitions, "first_share");
    assert!((sum - number(petitions, "difference")).abs() < 2e-6);
    let agendas = rows(&out.join("agendas.csv"));
    assert_eq!(agendas.len(), 2, "the selections, and the only pair of papers");
    assert_eq!(agendas[0]["distance"], agendas[1]["distance"]);
    assert!(number(&agendas[0], "distance_low") > number(&agendas[0], "distance_by_chance"));
    assert!(out.join("themes-versus.png").exists());
    let words = std::fs::read_to_string(out.join("report.md")).unwrap();
    assert!(words.contains("## 兰河日报 与 陇原晚报") && words.contains("议程距离"), "{words}");
    // What comes with every report.
    let front = rows(&out.join("front-pages.csv"));
    let petitions = front.iter().find(|row| row["theme"] == "petition-work").unwrap();
    assert!(number(petitions, "share_low") > number(&front[0], "share"), "{petitions:?}");
    assert!(rows(&out.join("diversity.csv")).len() >= 8);
    let provinces = rows(&out.join("provinces.csv"));
    let investment: Vec<_> = provinces.iter().filter(|row| row["theme"] == "investment-attraction").collect();
    assert_eq!(investment[0]["region"], "520000", "{investment:?}");
    assert!(!out.join("seasons.csv").exists(), "less than two years were read");
}

#[test]
fn selections_that_cannot_be_compared_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (selections, part) in [
        (["paper=兰河日报", "paper=无此报"], "无此报"),
        (["paper=兰河日报", "paper=兰河日报"], "兰河日报"),
        (["兰河日报", "rest"], "兰河日报"),
    ] {
        let output = report(folder.path(), &["--versus", selections[0], selections[1]]);
        assert_eq!(status(&output), 2, "{selections:?}");
        assert!(stderr(&output).contains(part), "{}", stderr(&output));
    }
}

#[test]
fn spans_and_the_rest_are_selections_too() {
    let folder = tempfile::tempdir().unwrap();
    for selections in
        [["2023-01..2023-04", "2023-05..2023-08"], ["region=贵州", "rest"], ["paper=兰河日报,2023-02", "rest"]]
    {
        let output = report(folder.path(), &["--versus", selections[0], selections[1], "--chart", "themes-versus"]);
        assert_eq!(status(&output), 0, "{selections:?}: {}", stderr(&output));
        assert!(folder.path().join("out/versus.csv").exists());
    }
}
