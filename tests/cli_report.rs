//! `policyvane report`, the main job.

mod common;

use common::{policyvane, repository, shared, status, stderr, text};
use std::path::Path;

const FILES: &[&str] = &[
    "changes.csv",
    "classified.csv",
    "counts.csv",
    "coverage.csv",
    "coverage.png",
    "diversity.csv",
    "front-pages.csv",
    "lag.csv",
    "manifest.json",
    "peaks.csv",
    "provinces.csv",
    "report.html",
    "report.md",
    "series.csv",
    "stories.csv",
    "terms.csv",
    "themes-by-region.png",
    "themes-calendar.png",
    "themes-changes.png",
    "themes-map.png",
    "themes-over-time.png",
    "themes-ranked.png",
    "vocabulary.csv",
];

fn report(folder: &Path, more: &[&str]) -> std::process::Output {
    let mut arguments = vec!["report", "-o", text(folder)];
    arguments.extend(more);
    policyvane(&arguments)
}

/// Width, height and the number of pixels that are not white.
fn drawn(png: &[u8]) -> (u32, u32, usize) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG file");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a whole picture");
    (info.width, info.height, pixels.chunks(3).filter(|p| p.iter().any(|c| *c < 250)).count())
}

#[test]
fn the_sample_report_is_reproduced_byte_for_byte_with_one_and_two_threads() {
    let sample = repository("data/issues");
    for threads in ["1", "2"] {
        let folder = tempfile::tempdir().unwrap();
        let output = report(folder.path(), &[text(&sample), "--lang", "zh", "--threads", threads]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let mut written: Vec<String> =
            std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        written.sort();
        assert_eq!(written, FILES);
        for file in FILES {
            let made = std::fs::read(folder.path().join(file)).unwrap();
            let kept = std::fs::read(repository("reports").join(file)).unwrap();
            assert!(made == kept, "{file} differs from reports/{file} with {threads} threads");
        }
    }
}

#[test]
fn pictures_are_drawn_at_print_size() {
    for file in FILES.iter().filter(|f| f.ends_with(".png")) {
        let (width, height, ink) = drawn(&std::fs::read(repository("reports").join(file)).unwrap());
        assert_eq!(width, 2008, "{file}");
        assert!((900..9000).contains(&height), "{file}: {height}");
        let share = ink as f64 / f64::from(width * height);
        assert!((0.03..0.6).contains(&share), "{file}: {share} of the picture is drawn");
    }
}

#[test]
fn english_differs_only_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let sample = repository("data/issues");
    assert_eq!(status(&report(folder.path(), &[text(&sample), "--lang", "en"])), 0);
    let english = std::fs::read_to_string(folder.path().join("counts.csv")).unwrap();
    let chinese = std::fs::read_to_string(repository("reports/counts.csv")).unwrap();
    assert!(english.contains("Petition work") && chinese.contains("信访工作"));
    let numbers = |table: &str| -> Vec<String> {
        csv::Reader::from_reader(table.as_bytes())
            .records()
            .map(|r| r.unwrap().iter().skip(5).take(6).collect::<Vec<_>>().join("|"))
            .collect()
    };
    assert!(numbers(&english) == numbers(&chinese), "numbers differ between languages");
}

#[test]
fn counts_add_up_to_their_totals() {
    let table = std::fs::read(repository("reports/counts.csv")).unwrap();
    let mut sums: std::collections::BTreeMap<(String, String), (usize, usize)> = Default::default();
    for row in csv::Reader::from_reader(&table[..]).records() {
        let row = row.unwrap();
        let entry = sums.entry((row[0].into(), row[1].into())).or_default();
        entry.0 += row[5].parse::<usize>().unwrap();
        entry.1 = row[6].parse().unwrap();
    }
    assert!(sums.len() > 20);
    assert!(sums.values().all(|(counts, total)| counts == total));
}

#[test]
fn filters_and_periods() {
    let folder = tempfile::tempdir().unwrap();
    let sample = repository("data/issues");
    let output = report(folder.path(), &[text(&sample), "--from", "2025", "--to", "2025-03", "--by", "month"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let counts = std::fs::read_to_string(folder.path().join("counts.csv")).unwrap();
    let mut periods: Vec<&str> = counts.lines().skip(1).map(|l| l.split(',').next().unwrap()).collect();
    periods.dedup();
    periods.sort_unstable();
    periods.dedup();
    assert_eq!(periods, ["2025-01", "2025-02", "2025-03"]);
    // What a report is limited to stands in its words, so that no share is taken for that of the whole country.
    let limited = report(folder.path(), &[text(&sample), "--region", "贵州", "--lang", "en", "--svg"]);
    assert_eq!(status(&limited), 0, "{}", stderr(&limited));
    let words = std::fs::read_to_string(folder.path().join("report.md")).unwrap();
    assert!(words.contains("counts only articles of Guizhou;"), "{words}");
    let chart = std::fs::read_to_string(folder.path().join("themes-ranked.svg")).unwrap();
    assert!(chart.contains("only Guizhou"), "{chart}");
    // Spans are those of the days read, so that regions can be set side by side.
    let manifest_of = |asked: &[&str]| {
        let output = report(folder.path(), &[&[text(&sample)][..], asked].concat());
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let manifest = std::fs::read(folder.path().join("manifest.json")).unwrap();
        serde_json::from_slice::<serde_json::Value>(&manifest).unwrap()
    };
    let all = manifest_of(&[]);
    assert_eq!(manifest_of(&["--region", "贵州"])["compared_spans"], all["compared_spans"]);
    assert_eq!(all["command"], "policyvane report … --lang en");
    // A model that was asked for is one that a reviewer needs, though it be the one built in.
    let model = repository("models/policy-themes-zh.pvm");
    let command = manifest_of(&["--model", text(&model)])["command"].clone();
    assert_eq!(command, "policyvane report … --model policy-themes-zh.pvm --lang en");
    let none = report(folder.path(), &[text(&sample), "--from", "2030"]);
    assert_eq!(status(&none), 3);
    assert!(stderr(&none).contains("--from"), "{}", stderr(&none));
}

#[test]
fn parts_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let sample = repository("data/issues");
    let spans = ["--compare", "2024..2024-12", "2025"];
    let mut asked =
        vec![text(&sample), "--region", "贵州", "--top", "5", "--chart", "themes-ranked", "--svg", "--dpi", "72"];
    asked.extend(spans);
    let output = report(folder.path(), &asked);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let pictures = std::fs::read_dir(folder.path()).unwrap().filter(|e| {
        let name = e.as_ref().unwrap().file_name().into_string().unwrap();
        name.ends_with(".png") || name.ends_with(".svg")
    });
    assert_eq!(pictures.count(), 2);
    let (width, _, ink) = drawn(&std::fs::read(folder.path().join("themes-ranked.png")).unwrap());
    assert!(width == 482 && ink > 1000);
    let table = std::fs::read_to_string(folder.path().join("classified.csv")).unwrap();
    let rows: Vec<_> = csv::Reader::from_reader(table.as_bytes()).records().map(|r| r.unwrap()).collect();
    assert!(!rows.is_empty() && rows.iter().all(|row| row[5].starts_with("52")));
    let changes = std::fs::read_to_string(folder.path().join("changes.csv")).unwrap();
    assert!(changes.contains("2024-01-01,2024-12-31") && changes.contains("2025-01-01,2025-12-31"));
    for (bad, message) in
        [(["--compare", "2024", "2024-03"], "two spans"), (["--compare", "2025..2024", "2025..2025"], "two spans")]
    {
        let output = report(folder.path(), &[&[text(&sample)][..], &bad].concat());
        assert_eq!(status(&output), 2, "{}", stderr(&output));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
    assert_eq!(status(&report(folder.path(), &[text(&sample), "--chart", "pie"])), 2);
    assert_eq!(status(&report(folder.path(), &[text(&sample), "--chart", "themes-map", "--chart", "pie"])), 2);
}

#[test]
fn reprints_are_one_story() {
    let folder = tempfile::tempdir().unwrap();
    let story = "云溪县跨江大桥昨日合龙，两岸居民盼了二十年的通道即将打通。大桥全长1860米，主跨420米，由省路桥集团承建。                 施工方介绍，为避开汛期，工人们连续奋战七个月，先后攻克深水基础和大风吊装两道难关。";
    let line = |id: &str, date: &str, source: &str, text: &str| {
        serde_json::json!({ "id": id, "date": date, "source": source, "text": text }).to_string() + "\n"
    };
    let articles = line("b", "2025-03-03", "兰河日报", &format!("据新华社电 {story}"))
        + &line("a", "2025-03-02", "江汉新闻报", story)
        + &line(
            "c",
            "2025-03-03",
            "兰河日报",
            "全市信访工作会议召开，要求把矛盾纠纷化解在基层，推动信访积案逐件办结，做到件件有着落。",
        );
    let input = folder.path().join("articles.jsonl");
    std::fs::write(&input, articles).unwrap();
    let output = report(&folder.path().join("out"), &[text(&input), "--dpi", "40"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let stories = std::fs::read_to_string(folder.path().join("out/stories.csv")).unwrap();
    let rows: Vec<Vec<String>> = csv::Reader::from_reader(stories.as_bytes())
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let shown_columns: Vec<(&str, &str, &str)> =
        rows.iter().map(|r| (r[1].as_str(), r[2].as_str(), r[6].as_str())).collect();
    assert_eq!(shown_columns, [("2", "yes", "a"), ("2", "no", "b")]);
    let table = std::fs::read_to_string(folder.path().join("out/classified.csv")).unwrap();
    let ends: Vec<&str> =
        table.lines().map(|line| line.rsplitn(3, ',').nth(2).map_or("", |rest| &line[rest.len() + 1..])).collect();
    assert_eq!(ends, ["story,printings", "1,2", "1,2", "2,1"]);
}

#[test]
fn unusual_inputs_give_readable_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let body = "全市信访工作会议召开，要求把矛盾化解在基层，推动信访积案逐件办结。";
    let line = |number: usize, date: &str, source: &str| {
        serde_json::json!({ "id": number.to_string(), "date": date, "source": source, "text": format!("{body}{number}") }).to_string()
            + "\n"
    };
    let long = "一份名字长得超过图上位置的虚构晨报与晚报联合版".repeat(3);
    let days = |count: i64| -> Vec<String> {
        let first = jiff::civil::date(2015, 1, 1);
        (0..count).map(|day| first.checked_add(jiff::Span::new().days(day)).unwrap().to_string()).collect()
    };
    let cases: Vec<(&str, String, Vec<&str>)> = vec![
        ("one article", line(0, "2024-03-05", ""), vec![]),
        ("one day", (0..12).map(|i| line(i, "2024-03-05", "兰河日报")).collect(), vec![]),
        ("years only", (0..9).map(|i| line(i, "2024", "兰河日报")).collect(), vec![]),
        (
            "a gap of five years",
            ["2018-01-01", "2023-05-01"].iter().enumerate().map(|(i, d)| line(i, d, &long)).collect(),
            vec![],
        ),
        (
            "3,000 days",
            days(3000).iter().enumerate().map(|(i, d)| line(i, d, "兰河日报")).collect(),
            vec!["--by", "day"],
        ),
    ];
    for (case, articles, more) in cases {
        let input = folder.path().join("articles.jsonl");
        std::fs::write(&input, articles).unwrap();
        let out = folder.path().join("out");
        let output = report(&out, &[&[text(&input), "--dpi", "40", "--lang", "zh"][..], &more].concat());
        assert_eq!(status(&output), 0, "{case}: {}", stderr(&output));
        let words = std::fs::read_to_string(out.join("report.md")).unwrap();
        for chart in FILES.iter().filter_map(|file| file.strip_suffix(".png")) {
            let file = format!("{chart}.png");
            let Ok(picture) = std::fs::read(out.join(&file)) else {
                assert!(words.contains(&format!("{chart}：")), "{case}: nothing tells why there is no {chart}");
                continue;
            };
            let (width, height, ink) = drawn(&picture);
            assert_eq!(width, 268, "{case}: {file}");
            assert!(height > 40 && ink > 300, "{case}: {file}: {height} high, {ink} drawn");
        }
    }
}

#[test]
fn articles_without_a_date_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.jsonl");
    std::fs::write(
        &file,
        "{\"text\":\"全市信访工作会议召开。\",\"date\":\"2025-03-01\"}\n{\"text\":\"招商推介会举行。\"}\n",
    )
    .unwrap();
    let output = report(&folder.path().join("out"), &[text(&file)]);
    assert_eq!(status(&output), 1);
    assert!(stderr(&output).contains("1 article without a date precise enough"), "{}", stderr(&output));
}

#[test]
fn articles_count_at_the_day_of_their_issue_or_where_asked_of_their_event() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("articles.jsonl");
    let article = |id: u32, event: &str, text: &str| {
        format!(
            r#"{{"id":"{id}","date":"2024-05-02","event_date":"{event}","source":"柳河日报","title":"","text":"{text}"}}"#
        )
    };
    let lines = [
        article(1, "2024-03-28", "县领导到信访接待中心接访，化解信访积案五件。"),
        article(2, "2024-04-30", "开发区举行招商引资项目集中签约仪式，八个项目落户。"),
        article(3, "", "全县生态环境保护大会召开，部署水污染防治。"),
    ];
    std::fs::write(&input, lines.join("\n")).unwrap();
    let months = |more: &[&str]| -> (Vec<String>, String) {
        let output =
            report(&folder.path().join("out"), &[&[text(&input), "--lang", "en", "--by", "month"], more].concat());
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let counts = std::fs::read_to_string(folder.path().join("out/counts.csv")).unwrap();
        let mut months: Vec<String> = counts.lines().skip(1).map(|line| line[..7].to_owned()).collect();
        months.sort();
        months.dedup();
        (months, stderr(&output))
    };
    assert_eq!(months(&[]).0, ["2024-05"]);
    let (by_event, notes) = months(&["--by-event"]);
    assert_eq!(by_event, ["2024-03", "2024-04", "2024-05"]);
    assert!(notes.contains("2 of 3 articles give one"), "{notes}");
    // Limits hold for the same day.
    // The table tells both days, whichever one counts.
    let table = std::fs::read_to_string(folder.path().join("out/classified.csv")).unwrap();
    let days: Vec<[String; 2]> = csv::Reader::from_reader(table.as_bytes())
        .deserialize::<std::collections::BTreeMap<String, String>>()
        .map(|row| row.unwrap())
        .map(|row| [row["date"].clone(), row["event_date"].clone()])
        .collect();
    let expected = ["2024-03-28", "2024-04-30", ""].map(|event| ["2024-05-02".to_owned(), event.to_owned()]);
    assert_eq!(days, expected);
    let (limited, _) = months(&["--by-event", "--to", "2024-04"]);
    assert_eq!(limited, ["2024-03", "2024-04"]);
}

#[test]
fn nothing_is_counted_twice() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("2025-03-01.txt");
    std::fs::write(&page, "本报讯 全市信访工作会议召开，各部门负责\n人参加。\n").unwrap();
    let made = folder.path().join("articles.jsonl");
    assert_eq!(status(&policyvane(&["ingest", text(&page), "-o", text(&made)])), 0);
    // The report lies inside the folder that is read, and is not read as articles the second time.
    for _ in 0..2 {
        let output = report(&folder.path().join("out"), &[text(folder.path())]);
        assert_eq!(status(&output), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains("was read already"), "{}", stderr(&output));
        assert_eq!(stderr(&output).matches("warning").count(), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains("1 article from 2 files"), "{}", stderr(&output));
    }
    let again = folder.path().join(".").join("2025-03-01.txt");
    let output = policyvane(&["classify", text(&page), text(&again)]);
    assert_eq!(common::stdout(&output).lines().count(), 2);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "in the way").unwrap();
    let sample = repository("data/issues");
    let output = report(&blocked, &[text(&sample)]);
    assert_eq!(status(&output), 3);
    assert!(stderr(&output).contains("cannot be written"), "{}", stderr(&output));
    assert_eq!(std::fs::read_to_string(&blocked).unwrap(), "in the way");
}

#[test]
fn a_dragged_folder_becomes_a_report_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let issues = folder.path().join("issues");
    std::fs::create_dir(&issues).unwrap();
    let page = "兰河日报 2024年3月5日 星期二 第1版\n全市信访工作会议召开\n　　本报讯（记者 何晓岚）3月4日，全市信访工作会议召开，会议要\n\
        求把矛盾化解在基层，推动信访积案逐件办结。\n";
    std::fs::write(issues.join("2024-03-05.txt"), page).unwrap();
    let output = policyvane(&[text(&issues)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let report = folder.path().join("issues-report");
    assert!(report.join("report.html").exists() && stderr(&output).contains(text(&report)), "{}", stderr(&output));
    assert_eq!(std::fs::read_dir(&issues).unwrap().count(), 1, "nothing is written among what is read");
}

// /dev/full, which takes no byte, stands for a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing_half_written() {
    use std::process::{Command, Stdio};
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_policyvane"))
        .env("LC_ALL", common::LOCALE)
        .args(["classify", text(&repository("data/issues"))])
        .stdout(Stdio::from(full))
        .output()
        .unwrap();
    assert_eq!(status(&output), 3);
    assert!(stderr(&output).contains("standard output: cannot be written"), "{}", stderr(&output));
}

#[test]
#[ignore = "needs the real news beside the repository (../shared)"]
fn real_news_of_three_years() {
    let news = shared("corpus/news-2022-2025.jsonl.gz");
    let folder = tempfile::tempdir().unwrap();
    let output = report(folder.path(), &[text(&news)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let table = std::fs::read_to_string(folder.path().join("counts.csv")).unwrap();
    assert!(table.contains("2022-09,all") && table.contains("2025-06,all"));
    assert_eq!(std::fs::read_to_string(folder.path().join("classified.csv")).unwrap().lines().count(), 20_814);
}
