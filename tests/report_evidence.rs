//! What reports call clear, and what coverage says, by the real program.

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{policyvane, status, stderr, text};

/// Words of articles about petitions, and of everyday life.
const PETITIONS: &str = "信访 群众 来访 积案 化解 矛盾 纠纷 接访 诉求 基层 调解 综治 中心 办结 责任 领导 下访 包案 回访 政策 解释 窗口 登记 \
                         受理 转办 督办 答复 满意 干部 网格";
const EVERYDAY: &str = "面馆 老街 街坊 热闹 孩子 公园 散步 早餐 天气 雨伞 电影 篮球 比赛 朋友 周末 火锅 味道 猫咪 花店 音乐 照片 旅行 书店 \
                        咖啡 邻居 晚饭 跑步 风筝 河边 灯光";

/// An article of a paper on a day, in words that follow each other by chance so that no text reprints another.
fn article(source: &str, day: jiff::civil::Date, is_petition: bool, number: usize) -> String {
    let words: Vec<&str> = if is_petition { PETITIONS } else { EVERYDAY }.split_whitespace().collect();
    let mut state = number as u64;
    let mut pick = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(state >> 33) as usize % words.len()]
    };
    let body: String = (0..10).map(|_| format!("{}{}{}，", pick(), pick(), pick())).collect();
    let title = format!("{}{}{}", pick(), pick(), pick());
    serde_json::json!({ "id": format!("{source}{day}{number}"), "date": day.to_string(), "source": source,
        "title": title, "text": body })
    .to_string()
        + "\n"
}

/// Six articles a day of a paper over two years, of which `petitions` are about petitions.
fn paper(source: &str, petitions: usize, is_read: impl Fn(jiff::civil::Date) -> bool) -> String {
    let days = jiff::civil::date(2023, 1, 1).series(jiff::Span::new().days(1)).take(731).enumerate();
    let read = days.filter(|(_, day)| is_read(*day));
    let offset = source.len() * 7919 + petitions * 104_729;
    read.flat_map(|(number, day)| (0..6).map(move |i| article(source, day, i < petitions, offset + number * 6 + i)))
        .collect()
}

/// The report of some articles; the tables are rows by name of column.
fn report(folder: &Path, articles: &str, more: &[&str]) -> std::path::PathBuf {
    let (input, out) = (folder.join("articles.jsonl"), folder.join("out"));
    std::fs::write(&input, articles).unwrap();
    let fixed = ["report", text(&input), "-o", text(&out), "--dpi", "40", "--lang", "zh", "--by", "month"];
    let output = policyvane(&[&fixed[..], more].concat());
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    out
}

fn rows(table: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(table).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column}: {:?}", row[column]))
}

#[test]
fn a_paper_that_enters_makes_nothing_clear_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    // Neither paper ever changes; the second one, with other themes, is read from the second year on.
    let middle = jiff::civil::date(2024, 1, 1);
    let articles = paper("兰河日报", 1, |_| true) + &paper("江南晚报", 4, |day| day >= middle);
    let out = report(folder.path(), &articles, &[]);
    let changes = rows(&out.join("changes.csv"));
    assert!(changes.iter().all(|row| number(row, "false_discovery_rate") > 0.05), "{changes:?}");
    let petitions = changes.iter().find(|row| row["theme"] == "petition-work").unwrap();
    assert!(number(petitions, "difference").abs() < 0.02, "{petitions:?}");
    assert!(number(petitions, "difference_as_counted") > 0.15, "{petitions:?}");
    let words = std::fs::read_to_string(out.join("report.md")).unwrap();
    assert!(words.contains("江南晚报（2024-01-01 起）"), "{words}");
    // The difference as counted is told in a line.
    assert!(words.contains("若按全部文章计数") && words.contains("信访工作 +"), "{words}");
}

#[test]
fn ten_copies_of_the_same_news_make_nothing_clearer() {
    let folder = tempfile::tempdir().unwrap();
    let once = paper("兰河日报", 2, |day| day.day() % 5 == 0);
    let copied: String = (0..10)
        .flat_map(|copy| {
            once.lines().map(move |line| {
                let mut article: serde_json::Value = serde_json::from_str(line).unwrap();
                article["id"] = format!("{copy}{}", article["id"].as_str().unwrap()).into();
                article["source"] = format!("第{copy}家日报").into();
                article.to_string() + "\n"
            })
        })
        .collect();
    let alone = rows(&report(folder.path(), &once, &[]).join("changes.csv"));
    let tenfold = rows(&report(folder.path(), &copied, &[]).join("changes.csv"));
    let width = |row: &BTreeMap<String, String>| number(row, "share_high") - number(row, "share_low");
    for (alone, tenfold) in alone.iter().zip(&tenfold).filter(|(alone, _)| number(alone, "share") > 0.02) {
        assert!(width(tenfold) > 0.97 * width(alone), "{alone:?} {tenfold:?}");
        let p = |row| number(row, "p_value");
        assert!(p(tenfold) > 0.8 * p(alone), "{alone:?} {tenfold:?}");
    }
}

#[test]
fn a_month_with_most_days_missing_leaves_the_tests_under_any_filter() {
    let folder = tempfile::tempdir().unwrap();
    let is_read = |day: jiff::civil::Date| (day.year(), day.month()) != (2023, 5) || day.day() <= 5;
    let articles = paper("兰河日报", 1, is_read);
    for more in [&[][..], &["--paper", "兰河日报"], &["--from", "2023-02"]] {
        let out = report(folder.path(), &articles, more);
        let partial: std::collections::BTreeSet<String> = rows(&out.join("counts.csv"))
            .into_iter()
            .filter(|row| row["partial"] == "true")
            .map(|row| row["period"].clone())
            .collect();
        assert_eq!(partial.into_iter().collect::<Vec<_>>(), ["2023-05"], "{more:?}");
        let manifest: serde_json::Value =
            serde_json::from_slice(&std::fs::read(out.join("manifest.json")).unwrap()).unwrap();
        assert_eq!(manifest["left_out_of_tests"], serde_json::json!(["2023-05"]), "{more:?}");
        let words = std::fs::read_to_string(out.join("report.md")).unwrap();
        assert!(words.contains("未参与检验") && words.contains("2023年5月"), "{words}");
    }
    // Under a region the issues without an article about it were read all the same.
    let issues =
        |out: &Path| rows(&out.join("coverage.csv")).into_iter().filter(|row| row["status"] == "missing").count();
    let everywhere = issues(&report(folder.path(), &articles, &[]));
    let placed = articles.replacen("\"source\"", "\"region\":\"620100\",\"source\"", 400);
    let inside = issues(&report(folder.path(), &placed, &["--region", "620000"]));
    assert_eq!((everywhere, inside), (26, 26));
}
