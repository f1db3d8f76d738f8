//! New terms and unknown words in reports.

mod common;

use common::{policyvane, repository, status, stderr, text};
use std::path::Path;

/// Invented articles on petitions and investment, two a day; `more` adds to their text by number.
fn articles(count: usize, more: impl Fn(usize) -> String) -> String {
    let towns = ["云溪", "兰河", "青石", "白塔", "柳林", "东渡", "南浦"];
    let halls = ["接待大厅", "便民中心", "会议室", "服务窗口", "项目工地", "产业园", "码头"];
    let people = ["群众", "老人", "商户", "工人", "企业", "村民", "学生"];
    (0..count)
        .map(|i| {
            let pick = |list: [&'static str; 7], by: usize| list[(i * by + i / 7) % 7];
            let (town, hall, who) = (pick(towns, 3), pick(halls, 5), pick(people, 2));
            let (theme, body) = if i % 2 == 0 {
                ("petition-work", format!("{town}县领导在{hall}接待来访{who}，化解信访积案，把矛盾纠纷解决在基层。"))
            } else {
                ("investment-attraction", format!("{town}开发区举行招商推介会，{who}在{hall}签约，项目落户投资。"))
            };
            let day = jiff::civil::date(2024, 1, 1).checked_add(jiff::Span::new().days((i / 2) as i64)).unwrap();
            // Numbers keep the texts apart: none reprints another.
            let body = format!("{body}{}{}{}", more(i), town.repeat(i % 5), hall.repeat(i / 5 % 4));
            serde_json::json!({ "id": format!("a{i}"), "date": day.to_string(), "source": "兰河日报",
                "title": format!("{town}{who}{i}"), "text": body, "theme": theme })
            .to_string()
                + "\n"
        })
        .collect()
}

/// A slogan in changing company.
fn beside(number: usize, slogan: &str) -> String {
    let words = ["道路", "水库", "果园", "学校", "医院", "市场", "车站"];
    format!("{}{slogan}{}，", words[number % 7], words[(number / 7 + 2) % 7])
}

fn report(input: &Path, out: &Path, more: &[&str]) -> std::process::Output {
    let language = if more.contains(&"--lang") { &[][..] } else { &["--lang", "zh"] };
    let output = policyvane(&[&["report", text(input), "-o", text(out), "--dpi", "40"], language, more].concat());
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    output
}

#[test]
fn a_planted_slogan_is_found_in_its_theme_only() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("articles.jsonl");
    // A slogan that no dictionary has, in the later half of one theme, and an old one that goes.
    let slogan = |i: usize| match (i % 2, i >= 600) {
        (0, true) if i.is_multiple_of(4) => beside(i / 4, "蓝芽灯塔"),
        (0, false) if i.is_multiple_of(3) => beside(i / 6, "旧渡口"),
        _ => String::new(),
    };
    std::fs::write(&input, articles(1200, slogan)).unwrap();
    let out = folder.path().join("out");
    let (before, after) = ("2024-01-01..2024-10-26", "2024-10-27..2026");
    report(&input, &out, &["--compare", before, after]);
    let table = std::fs::read_to_string(out.join("terms.csv")).unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(table.as_bytes()).records().map(|row| row.unwrap()).collect();
    let found = rows.iter().find(|row| &row[2] == "蓝芽灯塔").unwrap_or_else(|| panic!("{table}"));
    assert_eq!((&found[0], &found[3], &found[4]), ("petition-work", "rising", "0"));
    let (count, total): (usize, usize) = (found[6].parse().unwrap(), found[7].parse().unwrap());
    assert!(count > 30 && total > count, "{found:?}");
    assert!(found[11].parse::<f64>().unwrap() < 0.05 && found[12].starts_with("2024-10-2"), "{found:?}");
    assert_eq!(&found[13], "兰河日报");
    let example: usize = found[14][1..].parse().unwrap();
    assert!(example >= 600 && example.is_multiple_of(4), "{found:?}");
    assert!(rows.iter().any(|row| row[2].contains("旧渡口") && &row[3] == "fading"), "{table}");
    assert!(rows.iter().all(|row| &row[0] == "petition-work"), "{table}");
    for file in ["report.md", "report.html"] {
        assert!(std::fs::read_to_string(out.join(file)).unwrap().contains("蓝芽灯塔"), "{file}");
    }
    // The same bytes with one thread.
    let again = folder.path().join("again");
    report(&input, &again, &["--compare", before, after, "--threads", "1"]);
    assert_eq!(table, std::fs::read_to_string(again.join("terms.csv")).unwrap());
}

#[test]
fn unknown_words_are_told_where_a_model_knows_what_to_expect() {
    let folder = tempfile::tempdir().unwrap();
    let (labels, model) = (folder.path().join("labels.jsonl"), folder.path().join("small.pvm"));
    std::fs::write(&labels, articles(240, |_| String::new())).unwrap();
    let trained = policyvane(&["train", text(&labels), "-o", text(&model)]);
    assert_eq!(status(&trained), 0, "{}", stderr(&trained));
    let manifest = |out: &Path| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(out.join("manifest.json")).unwrap()).unwrap()
    };
    let out = folder.path().join("out");
    // Its own kind of articles: no warning.
    let calm = report(&labels, &out, &["--model", text(&model)]);
    let vocabulary = manifest(&out)["vocabulary"].clone();
    assert_eq!(vocabulary["reference"]["articles"], 240);
    assert_eq!(
        (&vocabulary["drifted"], vocabulary["drifted_periods"].as_array().unwrap().len()),
        (&false.into(), 0),
        "{vocabulary}"
    );
    assert!(!stderr(&calm).contains("提示："), "{}", stderr(&calm));
    // Another language comes up in its middle.
    let moved = folder.path().join("moved.jsonl");
    let space = "航天员进入空间站，完成舱外维修，实验柜运行平稳。";
    let later = |i: usize| if i >= 182 { space.to_owned() } else { String::new() };
    std::fs::write(&moved, articles(240, later)).unwrap();
    let warned = report(&moved, &out, &["--model", text(&model), "--by", "month"]);
    assert!(stderr(&warned).contains("提示："), "{}", stderr(&warned));
    let vocabulary = manifest(&out)["vocabulary"].clone();
    let periods: Vec<&str> =
        vocabulary["drifted_periods"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
    assert_eq!(periods, ["2024-04"], "{vocabulary}");
    for file in ["report.md", "report.html"] {
        assert!(
            std::fs::read_to_string(out.join(file)).unwrap().contains("2024年4月的文章用词与训练语料差异较大"),
            "{file}"
        );
    }
    // A model of the first format has no reference: periods are compared with each other.
    let old = repository("tests/models/format-1.pvm");
    report(&labels, &out, &["--model", text(&old)]);
    assert_eq!(manifest(&out)["vocabulary"]["reference"], serde_json::Value::Null);
    let english = report(&labels, &out, &["--model", text(&old), "--lang", "en"]);
    assert_eq!(status(&english), 0);
    assert!(std::fs::read_to_string(out.join("report.md")).unwrap().contains("no reference is kept in this model"));
}
