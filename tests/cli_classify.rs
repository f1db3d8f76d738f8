//! `policyvane classify`, `ingest`, `explain`, `themes`.

mod common;

use common::{policyvane, repository, run, shared, status, stderr, stdout, text};

fn column(table: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let at = reader.headers().unwrap().iter().position(|h| h == name).unwrap_or_else(|| panic!("no column {name}"));
    reader.records().map(|r| r.unwrap()[at].to_owned()).collect()
}

#[test]
#[ignore = "needs the real news beside the repository (../shared)"]
fn a_real_page_of_four_articles() {
    let page = shared("pages/guiyang-daily-2025-04-27.txt");
    let output = policyvane(&["classify", text(&page)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let table = stdout(&output);
    assert_eq!(column(&table, "theme"), ["ai-governance", "talent-policy", "investment-attraction", "petition-work"]);
    assert_eq!(column(&table, "date"), ["2025-04-27"; 4]);
    assert_eq!(column(&table, "region")[1..], ["520000", "520100", "520100"]);
    assert!(["", "110000"].contains(&column(&table, "region")[0].as_str()));
}

#[test]
fn the_sample_against_its_labels() {
    let output = policyvane(&["classify", text(&repository("data/issues"))]);
    let table = stdout(&output);
    let labels = std::fs::read_to_string(repository("data/sample-labels.jsonl")).unwrap();
    let labels: Vec<serde_json::Value> = labels.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(labels.len() >= 240);
    let rows = column(&table, "id").len();
    assert!((labels.len() * 9 / 10..=labels.len() * 11 / 10).contains(&rows), "{rows} of {} articles", labels.len());
    // By theme: what the pages give must come near what was written into them.
    let themes = column(&table, "theme");
    for id in ["petition-work", "ai-governance", "investment-attraction", "education"] {
        let written = labels.iter().filter(|l| l["theme"] == id).count() as i64;
        let found = themes.iter().filter(|t| *t == id).count() as i64;
        assert!((written - found).abs() <= written / 3, "{id}: {written} written, {found} found");
    }
}

#[test]
fn dates_and_places_of_the_sample_against_what_was_written_into_it() {
    let output = policyvane(&["ingest", text(&repository("data/issues"))]);
    let found: Vec<serde_json::Value> = stdout(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let labels = std::fs::read_to_string(repository("data/sample-labels.jsonl")).unwrap();
    let opening = |article: &serde_json::Value| -> String {
        article["text"].as_str().unwrap().chars().filter(|c| !c.is_whitespace()).take(30).collect()
    };
    let (mut articles, mut dates, mut placed, mut provinces) = (0, 0, 0, 0);
    for label in labels.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()) {
        let Some(article) = found.iter().find(|a| a["file"] == label["file"] && opening(a) == opening(&label)) else {
            continue;
        };
        articles += 1;
        dates += usize::from(article["event_date"] == label["date"] || article["date"] == label["date"]);
        let province = |a: &serde_json::Value| a["region"].as_str().unwrap_or_default().get(..2).map(str::to_owned);
        if let Some(located) = province(article) {
            placed += 1;
            provinces += usize::from(Some(located) == province(&label));
        }
    }
    assert!(articles >= 235, "{articles} articles found again");
    assert!(dates * 100 >= articles * 94, "{dates} of {articles} dates");
    assert!(provinces * 100 >= placed * 96, "{provinces} of {placed} provinces");
    assert!(placed * 100 >= articles * 75, "{placed} of {articles} placed");
}

#[test]
fn one_article_alone_and_in_a_batch_gives_the_same_row() {
    let labels = std::fs::read_to_string(repository("data/sample-labels.jsonl")).unwrap();
    let all = policyvane(&["classify", text(&repository("data/sample-labels.jsonl")), "-f", "jsonl"]);
    let all = stdout(&all);
    for at in [0usize, 100, 200] {
        let alone = run(&["classify", "-", "-f", "jsonl"], labels.lines().nth(at).unwrap().as_bytes());
        assert_eq!(stdout(&alone).trim_end(), all.lines().nth(at).unwrap());
    }
}

#[test]
fn unknown_fields_are_kept_and_excel_is_served() {
    let article = "{\"id\":\"a1\",\"text\":\"全市信访工作会议召开。\",\"编号\":7}\n".as_bytes();
    let output = run(&["classify", "-", "-f", "jsonl"], article);
    let row: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(
        (row["id"].as_str(), row["编号"].as_i64(), row["theme"].as_str()),
        (Some("a1"), Some(7), Some("petition-work"))
    );
    let output = run(&["classify", "-", "--excel"], article);
    assert!(output.stdout.starts_with(b"\xEF\xBB\xBFid,"));
    let formula = "{\"id\":\"a2\",\"title\":\"＝1+1\",\"text\":\"全市信访工作会议召开。\"}\n".as_bytes();
    let guarded = stdout(&run(&["classify", "-", "--excel"], formula));
    assert_eq!(column(guarded.trim_start_matches('\u{feff}'), "title"), ["'＝1+1"]);
    let abstained = stdout(&run(&["classify", "-", "--abstain", "1"], article));
    assert_eq!(column(&abstained, "theme"), [""]);
}

#[test]
fn csv_in_gb18030_reads_as_utf8_does() {
    let folder = tempfile::tempdir().unwrap();
    let table = "id,备注,text,date\n1,甲,\"全市信访工作会议召开，要求化解积案。\",2025-03-01\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(table);
    let (utf8_file, gb_file) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    std::fs::write(&utf8_file, format!("\u{FEFF}{table}")).unwrap();
    std::fs::write(&gb_file, gb).unwrap();
    let one = policyvane(&["classify", text(&utf8_file), "-f", "jsonl"]);
    let other = policyvane(&["classify", text(&gb_file), "-f", "jsonl"]);
    assert_eq!(status(&other), 0, "{}", stderr(&other));
    assert_eq!(stdout(&one), stdout(&other));
    assert!(stdout(&one).contains("\"备注\":\"甲\""));
}

#[test]
fn ingest_writes_what_it_reads_again() {
    let folder = tempfile::tempdir().unwrap();
    let (jsonl, csv) = (folder.path().join("a.jsonl"), folder.path().join("a.csv"));
    let page = repository("data/issues/lanhe-ribao");
    assert_eq!(status(&policyvane(&["ingest", text(&page), "-o", text(&jsonl)])), 0);
    assert_eq!(status(&policyvane(&["ingest", text(&jsonl), "-f", "csv", "-o", text(&csv)])), 0);
    let again = policyvane(&["ingest", text(&csv)]);
    assert_eq!(stdout(&again), std::fs::read_to_string(&jsonl).unwrap());
    let first: serde_json::Value = serde_json::from_str(stdout(&again).lines().next().unwrap()).unwrap();
    assert_eq!((first["source"].as_str(), first["page"].as_str()), (Some("兰河日报"), Some("3")));
}

#[test]
fn explanations_add_up() {
    let article = "{\"id\":\"a1\",\"title\":\"信访工作会议\",\"text\":\"会议要求化解信访积案。\"}".as_bytes();
    let output = run(&["explain", "-", "--json"], article);
    let explanation: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let sum: f64 = explanation["contributions"].as_array().unwrap().iter().map(|c| c["weight"].as_f64().unwrap()).sum();
    let decision = explanation["decision"].as_f64().unwrap();
    assert!((sum + explanation["bias"].as_f64().unwrap() - decision).abs() < 1e-4);
    let shown = stdout(&run(&["explain", "-"], article));
    assert!(shown.contains("petition-work") && shown.contains("⟦信访"), "{shown}");
    let wrong = run(&["explain", "-", "--theme", "weather"], article);
    assert_eq!(status(&wrong), 2);
}

#[test]
fn themes_are_listed_with_their_terms() {
    let listed = stdout(&policyvane(&["themes", "--lang", "zh"]));
    assert_eq!(listed.lines().filter(|l| !l.starts_with(' ')).count(), 24);
    assert!(listed.contains("petition-work  信访工作  CAP 20"));
    assert!(stdout(&policyvane(&["themes", "--lang", "en"])).contains("Petition work"));
}

#[test]
fn probabilities_of_all_themes_add_up_to_one() {
    let page = text(&repository("data/issues/lanhe-ribao")).to_owned();
    let table = stdout(&policyvane(&["classify", "--probabilities", &page]));
    let header: Vec<String> = table.lines().next().unwrap().split(',').map(str::to_owned).collect();
    let themes: Vec<&String> = header.iter().filter(|name| name.starts_with("probability_")).collect();
    assert_eq!(themes.len(), 24);
    let columns: Vec<Vec<String>> = themes.iter().map(|name| column(&table, name)).collect();
    for row in 0..columns[0].len() {
        let sum: f64 = columns.iter().map(|column| column[row].parse::<f64>().unwrap()).sum();
        assert!((sum - 1.0).abs() < 0.002, "{sum}");
    }
    let json = stdout(&policyvane(&["classify", "--probabilities", "-f", "jsonl", &page]));
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert!(first["probability_petition-work"].is_f64(), "{first}");
}

#[test]
fn evidence_is_left_out_where_asked_and_nothing_else_changes() {
    let page = text(&repository("data/issues/lanhe-ribao")).to_owned();
    let full = stdout(&policyvane(&["classify", &page]));
    let short = stdout(&policyvane(&["classify", "--no-evidence", &page]));
    assert!(column(&full, "evidence").iter().any(|terms| !terms.is_empty()));
    assert!(column(&short, "evidence").iter().all(String::is_empty));
    for name in ["id", "theme", "probability", "also", "undetermined", "model"] {
        assert_eq!(column(&full, name), column(&short, name), "{name}");
    }
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("1.state");
    let refused = policyvane(&["classify", "--no-evidence", &page, "-o", text(&state)]);
    assert_eq!(status(&refused), 2, "{}", stderr(&refused));
}

#[test]
fn a_workbook_is_written_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let (sample, book) = (repository("data/issues/lanhe-ribao"), folder.path().join("articles.xlsx"));
    assert_eq!(status(&policyvane(&["ingest", text(&sample), "-o", text(&book)])), 0);
    let direct = column(&stdout(&policyvane(&["classify", text(&sample)])), "theme");
    let again = column(&stdout(&policyvane(&["classify", text(&book)])), "theme");
    assert!(!direct.is_empty());
    assert_eq!(direct, again);
}

#[test]
fn unknown_columns_of_a_table_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("mine.csv");
    std::fs::write(&table, "id,版面编辑,text,model\n1,王一,市信访局化解积案,旧\n2,,中小学今日开学,旧\n").unwrap();
    let rows = stdout(&policyvane(&["classify", text(&table)]));
    assert!(rows.lines().next().unwrap().ends_with(",model,版面编辑"), "{rows}");
    assert_eq!(column(&rows, "版面编辑"), ["王一", ""]);
    let cap = stdout(&policyvane(&["classify", text(&table), "-f", "cap"]));
    assert_eq!(cap.lines().next().unwrap(), "id,year,major_topic,text,版面编辑");
}

#[test]
fn an_article_without_any_known_term_still_gets_a_row() {
    let rows = stdout(&common::run(&["classify", "-"], "{\"text\":\"……\"}\n{\"text\":\"qqq\"}\n".as_bytes()));
    for probability in column(&rows, "probability") {
        assert!((0.0..=1.0).contains(&probability.parse::<f64>().unwrap()), "{rows}");
    }
    assert_eq!(column(&rows, "theme"), ["", ""]);
    assert_eq!(column(&rows, "undetermined"), ["no-text", "other-script"]);
    assert_eq!(status(&common::run(&["classify", "-", "--abstain", "NaN"], b"")), 2);
}
