//! `policyvane report --term`: the share of articles that name a term, period by period.

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{policyvane, status, stderr, text};

/// Articles of one paper: 20 in each of four months, of which some name a term.
fn articles(named: [usize; 4]) -> String {
    let mut lines = String::new();
    for (month, named) in (1..).zip(named) {
        for number in 0..20 {
            let news = match number {
                // Days that name the term are spread over the month: many in a row would be one event.
                n if n < 19 && n * 7 % 19 < named => "黔山县的云岭清风行动又添巡护队员，沿河逐段查看排污口。",
                // The term's characters within another name are not the term.
                19 => "两新工委召开座谈会，听取商户意见。",
                _ => "文化广场举行菊花展，游客前来观赏拍照，园艺师介绍养护办法。",
            };
            let line = serde_json::json!({
                "id": format!("{month}-{number}"), "date": format!("2024-{month:02}-{:02}", number + 1 + 8 * (number / 19)),
                "source": "黔山日报", "text": format!("{news}这是当月第{number}篇，记者在{month}月的现场看到第{number}号展区。"),
            });
            lines += &(line.to_string() + "\n");
        }
    }
    lines
}

fn report(input: &Path, output: &Path, more: &[&str]) -> String {
    let arguments = ["report", text(input), "-o", text(output), "--dpi", "40", "--by", "month"];
    let run = policyvane(&[&arguments[..], more].concat());
    assert_eq!(status(&run), 0, "{}", stderr(&run));
    stderr(&run)
}

fn rows(folder: &Path) -> Vec<BTreeMap<String, String>> {
    let table = std::fs::read(folder.join("term-series.csv")).unwrap();
    csv::Reader::from_reader(&table[..]).deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn terms_are_counted_by_period_in_a_single_paper() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("a.jsonl"), folder.path().join("out"));
    std::fs::write(&input, articles([2, 0, 5, 17])).unwrap();
    report(&input, &output, &["--lang", "zh", "--excel", "--term", "云岭清风", "--term", "两新"]);
    let table = std::fs::read_to_string(output.join("term-series.csv")).unwrap();
    assert!(
        table.trim_start_matches('\u{feff}').starts_with("term,period,count,total,share,share_low,share_high,partial")
    );

    report(&input, &output, &["--lang", "zh", "--term", "云岭清风", "--term", "两新"]);
    let rows = rows(&output);
    let counts: Vec<(&str, &str, &str)> =
        rows.iter().map(|row| (row["period"].as_str(), row["count"].as_str(), row["total"].as_str())).collect();
    let expected = [("2024-01", "2", "20"), ("2024-02", "0", "20"), ("2024-03", "5", "20"), ("2024-04", "17", "20")];
    assert_eq!(counts[..4], expected);
    assert!(rows[..4].iter().all(|row| row["term"] == "云岭清风"));
    assert!(rows[4..].iter().all(|row| row["term"] == "两新" && row["count"] == "0"), "{rows:?}");
    // The interval is Wilson's or wider: statsmodels 0.14 gives 0.1119 to 0.4687 for 5 of 20.
    let march = &rows[2];
    let number = |name: &str| march[name].parse::<f64>().unwrap();
    assert_eq!(number("share"), 0.25);
    assert!(number("share_low") <= 0.1120 && number("share_high") >= 0.4686, "{march:?}");

    assert!(output.join("term-series.png").is_file());
    let words = std::fs::read_to_string(output.join("report.md")).unwrap();
    for part in [
        "“云岭清风”：80 篇中 24 篇提到（30.0%",
        "最高为2024年4月，85.0%（20 篇中 17 篇，95% 区间 ",
        "“两新”：80 篇文章都没有提到",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let page = std::fs::read_to_string(output.join("report.html")).unwrap();
    assert!(page.contains("所查词语逐期占比") && page.contains("20 篇中 17 篇"));
}

#[test]
fn a_term_that_no_article_names_keeps_its_zeros_and_has_no_chart() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("a.jsonl"), folder.path().join("out"));
    std::fs::write(&input, articles([2, 0, 5, 17])).unwrap();
    let said = report(&input, &output, &["--lang", "zh", "--term", "星桥计划"]);
    assert!(said.contains("未画 term-series：没有文章提及所查词语"), "{said}");
    assert!(!output.join("term-series.png").exists());
    assert!(rows(&output).iter().all(|row| row["count"] == "0"));
}

#[test]
fn one_period_draws_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("a.jsonl"), folder.path().join("out"));
    let one: String = articles([3, 0, 0, 0]).lines().take(20).map(|line| format!("{line}\n")).collect();
    std::fs::write(&input, one).unwrap();
    let said = report(&input, &output, &["--lang", "en", "--term", "云岭清风", "--chart", "term-series"]);
    assert!(said.contains("term-series is not drawn: all articles are of one period"), "{said}");
    assert!(!output.join("term-series.png").exists());
    assert_eq!(rows(&output).len(), 1);
    let words = std::fs::read_to_string(output.join("report.md")).unwrap();
    assert!(words.contains("“云岭清风”: named in 3 of 20 articles (15.0%"), "{words}");
}
