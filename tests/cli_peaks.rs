//! Peaks of themes in reports, the events beside them, and changes of level.

mod common;

use common::{policyvane, repository, status, stderr, text};
use jiff::civil::date;
use std::ops::Range;
use std::path::Path;

/// Invented articles on investment and petitions, four a day for 40 weeks; on the days of the peak, petitions on a ferry come on top.
/// Elsewhere one day in `every` has a petition.
fn articles(peak: Range<usize>, every: usize) -> String {
    let towns = ["云溪", "兰河", "青石", "白塔", "柳林", "东渡", "南浦"];
    let halls = ["接待大厅", "便民中心", "会议室", "服务窗口", "项目工地", "产业园", "码头"];
    let people = ["群众", "老人", "商户", "工人", "企业", "村民", "学生"];
    let mut lines = String::new();
    let mut number = 0;
    for day in 0..280_usize {
        let in_peak = peak.contains(&day);
        for place in 0..if in_peak { 9 } else { 4 } {
            number += 1;
            let pick = |list: [&'static str; 7], by: usize| list[(number * by + number / 7) % 7];
            let (town, hall, who) = (pick(towns, 3), pick(halls, 5), pick(people, 2));
            let body = if place >= 4 || place == 0 && (in_peak || day % every == 0) {
                let what = ["停航", "改线", "涨价"][number % 3];
                let ferry =
                    if in_peak { format!("{who}反映{town}渡口{what}，{hall}答复。") } else { String::new() };
                format!("{town}县领导在{hall}接待来访{who}，化解信访积案，把矛盾纠纷解决在基层。{ferry}")
            } else {
                format!("{town}开发区举行招商推介会，{who}在{hall}签约，项目落户投资。")
            };
            // Numbers and repeated names keep the texts apart: none reprints another.
            let body = format!("{body}{}{}{number}", town.repeat(number % 5), hall.repeat(number / 5 % 4));
            let day = date(2023, 1, 2).checked_add(jiff::Span::new().days(day as i64)).unwrap();
            let article = serde_json::json!({ "id": format!("a{number}"), "date": day.to_string(), "source": "兰河日报",
                "title": format!("{town}{who}{number}"), "text": body });
            lines += &(article.to_string() + "\n");
        }
    }
    lines
}

fn report(input: &Path, output: &Path, more: &[&str]) -> (String, Vec<csv::StringRecord>) {
    let basic = ["report", text(input), "-o", text(output), "--dpi", "40"];
    let run = policyvane(&[&basic[..], more].concat());
    assert_eq!(status(&run), 0, "{}", stderr(&run));
    let table = std::fs::read_to_string(output.join("peaks.csv")).unwrap();
    let rows = csv::Reader::from_reader(table.as_bytes()).records().map(|row| row.unwrap()).collect();
    (std::fs::read_to_string(output.join("report.md")).unwrap(), rows)
}

#[test]
fn a_planted_peak_is_told_with_its_days_its_terms_its_articles_and_what_falls_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("articles.jsonl");
    std::fs::write(&input, articles(140..147, 1)).unwrap();
    let events = folder.path().join("events.csv");
    std::fs::write(&events, "day,name\n2023-05-22,2023-05-25,河灯会\n2022-01-01,旧事\n").unwrap();
    let out = |name: &str| folder.path().join(name);
    let (words, rows) = report(&input, &out("own"), &["--lang", "zh", "--events", text(&events)]);
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((&row[0], &row[2], &row[3], &row[19]), ("petition-work", "2023-05-22", "2023-05-28", "河灯会"));
    assert!(row[18].parse::<f64>().unwrap() < 0.01 && row[20].contains("渡口"), "{row:?}");
    assert_eq!(row[21].split(';').count(), 3);
    assert!(words.contains("2023年5月22日至28日（正值河灯会）") && words.contains("渡口"), "{words}");
    let page = std::fs::read_to_string(out("own").join("report.html")).unwrap();
    assert!(page.contains("正值河灯会") && page.contains("(at the time of 河灯会)"));

    let (words, rows) = report(&input, &out("none"), &["--lang", "en", "--no-events", "--threads", "1"]);
    assert_eq!((&rows[0][2], &rows[0][19]), ("2023-05-22", ""));
    assert!(words.contains("Petition work**, 22 to 28 May 2023: "), "{words}");
}

#[test]
fn a_peak_that_holds_more_than_half_of_its_theme_has_terms() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("articles.jsonl");
    std::fs::write(&input, articles(126..154, 2)).unwrap();
    let (words, rows) = report(&input, &folder.path().join("out"), &["--lang", "zh"]);
    let row = rows.iter().find(|row| &row[0] == "petition-work").unwrap();
    assert_eq!((&row[2], &row[3], &row[4]), ("2023-05-08", "2023-06-04", "168"));
    assert!(row[20].contains("渡口 (168/0)") && words.contains("渡口"), "{row:?}");
}

#[test]
fn a_level_that_lasts_is_told_in_words_with_its_shares_and_its_week() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("articles.jsonl");
    std::fs::write(&input, articles(140..280, 1)).unwrap();
    let out = folder.path().join("out");
    let (words, _) = report(&input, &out, &["--lang", "zh", "--by", "week"]);
    assert!(words.contains("## 水平变化（变点）"), "{words}");
    let told = "**信访工作**，2023年第21周起：由 25.0%（2023年第1周起）变为 66.7%（至2023年第40周）";
    assert!(words.contains(told), "{words}");
    let page = std::fs::read_to_string(out.join("report.html")).unwrap();
    assert!(page.contains("水平变化（变点）") && page.contains("Changes of level"));
    let changes = std::fs::read_to_string(out.join("changes.csv")).unwrap();
    assert!(changes.contains("2023-W21 (25.0% → 66.7%, FDR "), "{changes}");
}

#[test]
fn a_row_without_a_day_is_refused_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let events = folder.path().join("events.csv");
    std::fs::write(&events, "day,name\n2023-05-22,河灯会\n五月,春会\n").unwrap();
    let sample = repository("data/issues");
    let run = policyvane(&["report", text(&sample), "-o", text(&folder.path().join("out")), "--events", text(&events)]);
    assert_ne!(status(&run), 0);
    assert!(stderr(&run).contains("五月,春会"), "{}", stderr(&run));
}
