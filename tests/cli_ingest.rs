//! `policyvane ingest` on real pages and places, scored by the independent scorers beside the repository.

mod common;

use std::path::Path;
use std::process::Command;

use common::{policyvane, shared, status, stderr, stdout, text};

/// The number behind a word in the line of a scorer's output that begins so.
fn score(scorer: &Path, gold: &Path, found: &Path, line: &str, word: &str) -> f64 {
    let output = Command::new("python3").args([scorer, gold, found]).output().expect("python3 runs the scorers");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = shown.lines().find(|l| l.starts_with(line)).unwrap_or_else(|| panic!("no {line} in {shown}"));
    let number = line.split_whitespace().skip_while(|w| *w != word).nth(1);
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("no number behind {word} in {line}"))
}

#[test]
#[ignore = "needs the real news beside the repository (../shared)"]
fn articles_of_real_pages_are_told_apart() {
    let (scorer, pages) = (shared("bin/score_pages.py"), shared("pages"));
    let folder = tempfile::tempdir().unwrap();
    for (issue, gold, least) in
        [("dev/*.txt", "dev/gold.jsonl", 0.85), ("guiyang-daily-2025-04-27.txt", "gold-guiyang.jsonl", 1.0)]
    {
        let found = folder.path().join("articles.jsonl");
        let output = policyvane(&["ingest", text(&pages.join(issue)), "-o", text(&found)]);
        assert!(status(&output) <= 1, "{}", stderr(&output));
        let f1 = score(&scorer, &pages.join(gold), &found, "articles", "F1");
        assert!(f1 >= least, "{issue}: F1 {f1}");
    }
}

#[test]
#[ignore = "needs the real news beside the repository (../shared)"]
fn places_are_told_from_the_article_alone() {
    let (scorer, dev) = (shared("bin/score_themes.py"), shared("corpus/dev.jsonl"));
    let folder = tempfile::tempdir().unwrap();
    let (articles, table) = (folder.path().join("articles.jsonl"), folder.path().join("table.csv"));
    // What the labels say of the place is taken out first.
    let without: String = std::fs::read_to_string(&dev)
        .unwrap()
        .lines()
        .map(|line| {
            let mut article: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
            article.remove("region");
            serde_json::Value::Object(article).to_string() + "\n"
        })
        .collect();
    std::fs::write(&articles, without).unwrap();
    let output = policyvane(&["classify", text(&articles), "-o", text(&table)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    for (level, least) in [("province", 0.94), ("prefecture", 0.86), ("exact", 0.78)] {
        let share = score(&scorer, &dev, &table, "regions", level);
        assert!(share >= least, "{level}: {share}");
    }
}

#[test]
fn what_belongs_to_no_article_is_listed_by_kind() {
    let folder = tempfile::tempdir().unwrap();
    let page = "兰河日报（虚构样报）二〇二四年三月五日 星期二 第2版\n\
        河畔新增三处便民公园\n\u{3000}\u{3000}本报讯 3月4日，市园林局新建的三处公园向市民开放，\n公园沿河而建，种了六百多棵乔木，附近居民步行十分钟\n就能走到，每处都有健身步道和儿童游乐场，还装了照明\n灯。\n\
        图为市民在公园散步。 何晓岚摄\n\
        \u{3000}\u{3000}园林局负责人介绍，今年还将在老城区见缝插绿，再\n建五处小游园，选址已经征求居民意见。\n\
        责任编辑：陈一舟\n公益广告\n";
    std::fs::write(folder.path().join("page.txt"), page).unwrap();
    let path = folder.path().to_str().unwrap();
    let output = policyvane(&["ingest", "--furniture", path]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let expected = "file,kind,article,text\n\
        page.txt,masthead,,兰河日报（虚构样报）二〇二四年三月五日 星期二 第2版\n\
        page.txt,imprint,,责任编辑：陈一舟\n\
        page.txt,advert,,公益广告\n\
        page.txt,caption,兰河日报/2024-03-05/2#1-e0b220c9,图为市民在公园散步。何晓岚摄\n";
    assert_eq!(stdout(&output), expected);
    let articles = stdout(&policyvane(&["ingest", path]));
    let article: serde_json::Value = serde_json::from_str(articles.trim()).unwrap();
    // The article was published on the day of the masthead; the dateline names the day of the event.
    assert_eq!(article["date"], "2024-03-05");
    assert_eq!(article["event_date"], "2024-03-04");
    assert!(!article["text"].as_str().unwrap().contains("图为"));
}

#[test]
fn a_name_that_contradicts_the_masthead_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let page = "兰河日报 2024年3月6日 星期三 第2版\n\
        河畔新增三处便民公园\n\u{3000}\u{3000}本报讯 3月4日，市园林局新建的三处公园向市民开放，公园沿河而建，种了六百多棵乔木，附近居民步行十分钟就能走到。\n\
        老城区换上新路灯\n\u{3000}\u{3000}本报讯 3月4日，市城管局为老城区的二十条街巷换上节能路灯，夜里出门的居民不再摸黑，巡查员每周检修一次。\n";
    std::fs::write(folder.path().join("兰河日报20240305第22版.txt"), page).unwrap();
    let output = policyvane(&["ingest", text(folder.path()), "--lang", "en"]);
    assert_eq!(status(&output), 1);
    let told = stderr(&output);
    assert!(told.contains("named 2024-03-05") && told.contains("the masthead says 2024-03-06"), "{told}");
    let article: serde_json::Value = serde_json::from_str(stdout(&output).lines().next().unwrap()).unwrap();
    assert_eq!((&article["date"], &article["page"]), (&"2024-03-05".into(), &"22".into()));
    // What the user says goes before both.
    let output = policyvane(&["ingest", "--date", "2024-03-06", text(folder.path())]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
}

#[test]
fn a_garbled_file_is_named_by_the_check_and_by_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let issues = folder.path().join("issues");
    std::fs::create_dir(&issues).unwrap();
    let page = format!(
        "兰河日报 2024年3月5日 星期二 第1版\n全市信访工作会议召开\n　　本报讯（记者 何晓岚）{}\n",
        "全市信访工作会议召开。".repeat(12)
    );
    std::fs::write(issues.join("2024-03-05.txt"), &page).unwrap();
    // Opened as GBK and saved as UTF-8.
    let (garbled, _) = encoding_rs::GB18030.decode_without_bom_handling(page.as_bytes());
    std::fs::write(issues.join("2024-03-06.txt"), garbled.as_bytes()).unwrap();
    let check = policyvane(&["ingest", "--check", text(&issues)]);
    assert_eq!(status(&check), 1, "{}", stderr(&check));
    assert!(stderr(&check).contains("2024-03-06.txt: the text is garbled"), "{}", stderr(&check));
    let report = folder.path().join("report");
    let made = policyvane(&["report", text(&issues), "-o", text(&report)]);
    assert_eq!(status(&made), 1, "{}", stderr(&made));
    let prose = std::fs::read_to_string(report.join("report.md")).unwrap();
    assert!(prose.contains("the text is garbled"), "{prose}");
}

#[test]
fn the_check_knows_records_of_a_feed_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let item = |title: &str| {
        format!(
            "<item><title>{title}</title><pubDate>2024-06-03</pubDate><description>昨天，首批夜校开课，二百名工人报名，课程共有十二门。</description></item>"
        )
    };
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>兰河日报</title>{}{}</channel></rss>",
        item("夜校开到厂区"),
        item("机场新开航线")
    );
    std::fs::write(folder.path().join("news.xml"), feed).unwrap();
    let output = policyvane(&["ingest", "--check", text(folder.path())]);
    let table = stdout(&output);
    assert!(table.contains("records in the file") && !table.contains("JSON"), "{table}");
}
