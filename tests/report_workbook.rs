//! The findings beside the charts: as sheets of `report --excel` and as sections of the page.

mod common;

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{policyvane, repository, status, stderr, text};

/// The report of the sample in a language.
fn report(folder: &Path, language: &str, more: &[&str]) {
    let sample = repository("data/issues");
    let arguments = ["report", text(&sample), "-o", text(folder), "--excel", "--dpi", "40", "--lang", language];
    let output = policyvane(&[&arguments[..], more].concat());
    assert_eq!(status(&output), 0, "{}", stderr(&output));
}

/// The rows of a sheet.
fn sheet(folder: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(folder.join("report.xlsx")).unwrap();
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// The rows of a table as text, by column.
fn table(folder: &Path, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let table = std::fs::read_to_string(folder.join(name)).unwrap();
    let table = table.trim_start_matches('\u{feff}');
    csv::Reader::from_reader(table.as_bytes()).deserialize().map(|row| row.unwrap()).collect()
}

/// The data of the page.
fn page_data(folder: &Path) -> serde_json::Value {
    let page = std::fs::read_to_string(folder.join("report.html")).unwrap();
    let data = page.split_once("<script id=\"data\" type=\"application/json\">").unwrap().1;
    serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn the_workbook_has_the_numbers_of_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path(), "zh", &["--versus", "paper=兰河日报", "rest"]);
    let book: Xlsx<_> = open_workbook(folder.path().join("report.xlsx")).unwrap();
    let names = book.sheet_names();
    let expected = [
        "各期占比",
        "主题排名",
        "占比变化",
        "各省占比",
        "并列比较",
        "关注的均匀程度",
        "各主题的头版占比",
        "各主题占比最高的省份",
        "各省占比及区间",
        "文章",
        "说明",
    ];
    let mut at = names.iter();
    for name in expected {
        assert!(at.any(|own| own == name), "{name} is not in its place in {names:?}");
    }

    // Shares are numbers, not text, and those of the CSV.
    let front = sheet(folder.path(), "各主题的头版占比");
    assert_eq!(front[0][3], Data::String("头版占比".into()));
    assert_eq!(front[0][4], Data::String("头版占比（区间下限）".into()));
    let rows = table(folder.path(), "front-pages.csv");
    let mut compared = 0;
    for row in &front[1..] {
        let own = rows.iter().find(|own| row[0] == Data::String(own["theme_name"].clone())).unwrap();
        let Data::Float(share) = row[3] else { continue };
        assert!((share - own["share"].parse::<f64>().unwrap()).abs() < 1e-6, "{row:?}");
        assert_eq!(row[2], Data::Float(own["articles"].parse().unwrap()));
        compared += 1;
    }
    assert!(compared > 10);
    let provinces = sheet(folder.path(), "各省占比及区间");
    assert_eq!(provinces.len(), 1 + table(folder.path(), "provinces.csv").len());
    let notes = sheet(folder.path(), "说明");
    assert!(notes.iter().all(|row| !matches!(row[1], Data::Empty)), "{notes:?}");
}

#[test]
fn the_page_has_a_section_for_each_finding_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path(), "en", &[]);
    let data = page_data(folder.path());
    let titles = |language: &str| -> Vec<String> {
        let sections = data["sections"][language].as_array().unwrap().iter();
        sections.map(|section| section["title"].as_str().unwrap().to_owned()).collect()
    };
    let (chinese, english) = (titles("zh"), titles("en"));
    assert_eq!(chinese.len(), english.len());
    assert!(chinese.contains(&"各主题的头版占比".to_owned()) && english.contains(&"Front pages by theme".to_owned()));
    // Nothing was asked to stand side by side, and no two whole years were read.
    assert!(!english.contains(&"Side by side".to_owned()) && !english.contains(&"Seasons".to_owned()), "{english:?}");

    let sections = data["sections"]["en"].as_array().unwrap();
    for section in sections {
        assert!(!section["sentence"].as_str().unwrap().is_empty());
        let columns = section["head"].as_array().unwrap().len();
        let rows = section["rows"].as_array().unwrap();
        assert!(rows.iter().all(|row| row.as_array().unwrap().len() == columns), "{section}");
        assert!(!rows.is_empty() || !section["curves"].as_array().unwrap().is_empty(), "{section}");
    }
    let front = sections.iter().find(|section| section["title"] == "Front pages by theme").unwrap();
    let first = &table(folder.path(), "front-pages.csv")[0];
    let share = format!("{:.1}%", 100.0 * first["share"].parse::<f64>().unwrap());
    let told = format!("{share} ({} of {})", first["front_page"], first["articles"]);
    assert!(front["sentence"].as_str().unwrap().contains(&told), "{told}: {}", front["sentence"]);
    // Sections are words: they keep the page small.
    assert!(data["sections"].to_string().len() < 60_000, "{}", data["sections"].to_string().len());
}
