//! The report's page, opened in a real browser: quiet, offline, and telling the articles it says it tells.

mod browser;
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use browser::Browser;
use common::{policyvane, repository, shared, status, stderr, text};

/// The sample's report, opened; what the table beside it says.
struct Opened {
    browser: Browser,
    rows: Vec<BTreeMap<String, String>>,
    folder: tempfile::TempDir,
}

/// Opens it with what stands behind the # of its address.
fn opened(asked: &str) -> Opened {
    opened_of(&repository("data/issues"), asked)
}

/// The same of other articles.
fn opened_of(articles: &Path, asked: &str) -> Opened {
    let browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    let output = policyvane(&["report", text(articles), "-o", text(folder.path()), "--dpi", "40", "--lang", "zh"]);
    // The status also tells of articles without a date.
    assert!(status(&output) <= 1, "{}", stderr(&output));
    let table = std::fs::read(folder.path().join("classified.csv")).unwrap();
    let rows = csv::Reader::from_reader(&table[..]).deserialize().map(|row| row.unwrap()).collect();
    browser.open(&format!("file://{}{asked}", folder.path().join("report.html").display()));
    Opened { browser, rows, folder }
}

/// The ids of all listed articles, over all pages of the list.
fn listed(browser: &Browser) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    loop {
        let shown = browser.script("return [...document.querySelectorAll('#rows li')].map(row => row.dataset.id)");
        ids.extend(shown.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()));
        if browser.script("return document.getElementById('page-next').disabled") == true {
            return ids;
        }
        browser.click("#page-next");
    }
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn a_click_lists_exactly_the_articles_counted() {
    let Opened { browser, rows, .. } = opened("#by=quarter&theme=petition-work");
    // Petition work in the first quarter of 2025.
    let wanted = |from: &str, to: &str| -> BTreeSet<String> {
        let inside =
            rows.iter().filter(|row| row["theme"] == "petition-work" && (from..=to).contains(&row["date"].as_str()));
        inside.map(|row| row["id"].clone()).collect()
    };
    browser.click("[data-point=\"petition-work:2025-Q1\"]");
    let expected = wanted("2025-01-01", "2025-03-31");
    assert!(!expected.is_empty(), "the sample has such articles");
    assert_eq!(listed(&browser), expected);
    assert_eq!(browser.console(), Vec::<serde_json::Value>::new());
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn the_page_is_quiet_offline_and_filters_change_its_charts() {
    let Opened { browser, rows, folder } = opened("");
    assert_eq!(browser.console(), Vec::<serde_json::Value>::new());
    assert_eq!(browser.script("return performance.getEntriesByType('resource').length"), 0);
    assert_eq!(browser.script("return Number(document.body.dataset.total)"), rows.len());
    let title = browser.script("return document.getElementById('title').textContent");
    assert!(title.as_str().unwrap().contains("政策"), "{title}");
    // Han characters are drawn by a font that has them: they are as wide as they are high.
    let width = browser.script(
        "const c = document.createElement('canvas').getContext('2d'); c.font = '20px ' + getComputedStyle(document.body).fontFamily; \
         return c.measureText('政策').width",
    );
    assert!((36.0..44.0).contains(&width.as_f64().unwrap()), "{width}");

    // Changes are tested as the table has them.
    let table = std::fs::read(folder.path().join("changes.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(&table[..]);
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let found = browser.script(
        "return Object.fromEntries([...document.querySelectorAll('[data-change]')].map(row => \
         [row.dataset.change, [row.dataset.p, row.dataset.rate, row.dataset.before, row.dataset.after].map(Number)]))",
    );
    // The numbers of independent articles are those that report.md and the pictures tell, too.
    let names = ["p_value", "false_discovery_rate", "before_effective_total", "after_effective_total"];
    for row in reader.records().map(|row| row.unwrap()) {
        for (name, found) in names.iter().zip(found[&row[0]].as_array().unwrap()) {
            let tabulated: f64 = row[column(name)].parse().unwrap();
            let shown = found.as_f64().unwrap();
            assert!(
                (tabulated - shown).abs() < 2e-6,
                "{} {name}: {tabulated} in the table, {shown} on the page",
                &row[0]
            );
        }
    }

    // Intervals of shares are those of the table, design effects included.
    let shown = browser.script(
        "return [...document.querySelectorAll('[data-bar]')].map(row => \
         [row.dataset.bar, Number(row.dataset.low), Number(row.dataset.high)])",
    );
    assert!(!shown.as_array().unwrap().is_empty());
    let table = std::fs::read(folder.path().join("changes.csv")).unwrap();
    let tabulated_rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(&table[..]).records().map(|row| row.unwrap()).collect();
    let effects: Vec<f64> =
        tabulated_rows.iter().map(|row| row[column("share_design_effect")].parse().unwrap()).collect();
    assert!(effects.iter().all(|effect| *effect >= 1.0) && effects.iter().any(|effect| *effect > 1.0), "{effects:?}");
    for shown in shown.as_array().unwrap() {
        let row = tabulated_rows.iter().find(|row| shown[0] == row[0]).unwrap();
        for (place, name) in [(1, "share_low"), (2, "share_high")] {
            let tabulated: f64 = row[column(name)].parse().unwrap();
            assert!((tabulated - shown[place].as_f64().unwrap()).abs() < 2e-6, "{row:?} {shown}");
        }
    }

    let drawn = |figure: &str| {
        browser.script(&format!("return document.querySelector('#{figure} .plot').innerHTML.length + document.querySelector('#{figure} .plot').textContent"))
    };
    let before: Vec<_> = ["fig-time", "fig-rank", "fig-heat", "fig-map"].map(drawn).into();
    browser.click("#pick-region summary");
    browser.click("#pick-region input[data-region=\"52\"]");
    let after: Vec<_> = ["fig-time", "fig-rank", "fig-heat", "fig-map"].map(drawn).into();
    assert!(before.iter().zip(&after).all(|(a, b)| a != b), "a chart did not change");
    let local = rows.iter().filter(|row| row["region"].starts_with("52")).count();
    assert_eq!(browser.script("return Number(document.body.dataset.total)"), local);
    assert_eq!(browser.console(), Vec::<serde_json::Value>::new());
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn a_filter_of_the_page_gives_the_intervals_of_a_report_with_the_same_filter() {
    let Opened { browser, .. } = opened("#source=0");
    let paper = browser.script(
        "return document.querySelector('#pick-source input[data-source=\"0\"]').parentElement.querySelector('span').title",
    );
    let folder = tempfile::tempdir().unwrap();
    let paper = ["--paper", paper.as_str().unwrap(), "--dpi", "40"];
    let issues = repository("data/issues");
    let output = policyvane(&[&["report", text(&issues), "-o", text(folder.path())][..], &paper].concat());
    assert!(status(&output) <= 1, "{}", stderr(&output));
    let table = std::fs::read(folder.path().join("changes.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(&table[..]).deserialize().map(|row| row.unwrap()).collect();
    let shown = browser.script(
        "return [...document.querySelectorAll('[data-bar]')].map(row => \
         [row.dataset.bar, Number(row.dataset.low), Number(row.dataset.high)])",
    );
    assert!(!shown.as_array().unwrap().is_empty());
    for shown in shown.as_array().unwrap() {
        let row = rows.iter().find(|row| shown[0] == row["theme"]).unwrap();
        for (place, name) in [(1, "share_low"), (2, "share_high")] {
            let tabulated: f64 = row[name].parse().unwrap();
            assert!((tabulated - shown[place].as_f64().unwrap()).abs() < 2e-6, "{row:?} {shown}");
        }
    }
}

/// What short invented articles of four themes say.
const THEMES_OF_BRIEFS: [&str; 4] = [
    "市信访局昨日接访群众，领导包案化解积案，推动信访事项一次性解决",
    "招商推介会举行，三个项目现场签约，投资促进部门上门服务企业",
    "人才新政发布，青年人才落户给予住房补贴，引进高层次人才三百名",
    "河长巡河整治黑臭水体，排污口全部封堵，空气质量优良天数增加",
];

/// Fictional briefs with long headlines, more than a page can list: of days, of a month alone, and without a date.
fn many_briefs(count: usize) -> String {
    let article = |number: usize| {
        let date = match number % 50 {
            0 => String::new(),
            1 => "2024-03".to_owned(),
            _ => format!("20{}-{:02}-{:02}", 22 + number % 3, 1 + number / 7 % 12, 1 + number / 91 % 28),
        };
        let (paper, theme) =
            (["兰河日报", "青川日报", "云溪晚报"][number % 3], THEMES_OF_BRIEFS[number / 3 % THEMES_OF_BRIEFS.len()]);
        let title = format!("第{number}号{}", "河畔新增三处便民公园".repeat(5));
        serde_json::json!({ "id": format!("{number:06}"), "date": date, "source": paper, "title": title,
                            "text": format!("{theme}，编号{number}，受益{}户。", number * 17 % 991) })
        .to_string()
            + "\n"
    };
    (0..count).map(article).collect()
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn a_large_page_counts_all_articles_and_lists_some() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("briefs.jsonl");
    std::fs::write(&articles, many_briefs(40_000)).unwrap();
    let Opened { browser, rows, folder } = opened_of(&articles, "#by=month");
    let page = std::fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("\"deflated\":") && page.len() < 15_000_000, "{} bytes", page.len());
    assert_eq!(browser.console(), Vec::<serde_json::Value>::new());
    // Articles without a date are in no count, as in the program's tables.
    let dated = rows.iter().filter(|row| !row["date"].is_empty()).count();
    assert!(dated < rows.len());
    assert_eq!(browser.script("return Number(document.body.dataset.total)"), dated);
    // A point lists as many articles as the table has rows of its theme and month; those dated with the month alone are among them.
    let mut seen = BTreeSet::new();
    for month in ["2022-11", "2023-07", "2024-03"] {
        let themes: BTreeSet<&str> =
            rows.iter().filter(|row| row["date"].starts_with(month)).map(|row| row["theme"].as_str()).collect();
        for theme in themes {
            browser.click(&format!("[data-point=\"{theme}:{month}\"]"));
            let count = browser.script("return Number(document.querySelector('[data-count]').dataset.count)");
            let inside = rows.iter().filter(|row| row["theme"] == theme && row["date"].starts_with(month));
            assert_eq!(count, inside.count(), "{theme} in {month}");
            seen.insert(theme);
        }
    }
    assert!(seen.len() >= 3, "{seen:?}");
    // What is listed has its headline and its identifier; the others are counted and say that their texts stand elsewhere.
    let listed = browser.script("return [...document.querySelectorAll('#rows li')].map(row => [row.dataset.id || '', row.querySelector('.headline').textContent])");
    let listed: Vec<(&str, &str)> =
        listed.as_array().unwrap().iter().map(|row| (row[0].as_str().unwrap(), row[1].as_str().unwrap())).collect();
    let named: Vec<_> = listed.iter().filter(|(id, _)| !id.is_empty()).collect();
    assert!(!named.is_empty(), "{listed:?}");
    for (id, headline) in named {
        let row = rows.iter().find(|row| row["id"] == *id).expect("the listed article is in the table");
        assert!(row["title"].starts_with(headline.trim_end_matches('…')), "{id}: {headline}");
    }
    assert_eq!(browser.console(), Vec::<serde_json::Value>::new());
}

#[test]
#[ignore = "needs chromedriver, Chromium and the real news beside the repository (../shared)"]
fn twenty_thousand_real_articles_make_a_page_of_at_most_eight_megabytes() {
    let news = shared("corpus/news-2022-2025.jsonl.gz");
    let Opened { browser, rows, folder } = opened_of(&news, "#by=month&theme=rule-of-law");
    let size = std::fs::metadata(folder.path().join("report.html")).unwrap().len();
    assert!(size < 8_000_000, "{size} bytes");
    assert_eq!(browser.script("return Number(document.body.dataset.total)"), rows.len());
    browser.click("[data-point=\"rule-of-law:2023-11\"]");
    let inside = rows.iter().filter(|row| row["theme"] == "rule-of-law" && row["date"].starts_with("2023-11"));
    let expected: BTreeSet<String> = inside.map(|row| row["id"].clone()).collect();
    assert!(!expected.is_empty(), "there are such articles");
    assert_eq!(listed(&browser), expected);
    assert_eq!(browser.console(), Vec::<serde_json::Value>::new());
    assert_eq!(browser.script("return performance.getEntriesByType('resource').length"), 0);
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn few_articles_between_many_months_are_hollow_and_marked_where_they_leave_the_scale() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("briefs.jsonl");
    // Three full years come after three months of each of which one article is all that was read.
    let lone = |month: &str| {
        serde_json::json!({ "date": format!("2020-{month}-10"), "source": "兰河日报", "title": "信访局长接访",
                            "text": "市信访局昨日接访群众，领导包案化解积案，推动信访事项一次性解决。" })
        .to_string()
            + "\n"
    };
    let first = lone("10") + &lone("11") + &lone("12");
    // Their themes follow no rhythm, since one would be an event that lasts and widen the scale.
    let brief = |number: usize| {
        let (year, month, day) = (2022 + number % 3, 1 + number / 3 % 12, 1 + number / 36 % 28);
        let theme = THEMES_OF_BRIEFS[(number.wrapping_mul(2_654_435_761) >> 13) % THEMES_OF_BRIEFS.len()];
        serde_json::json!({ "date": format!("{year}-{month:02}-{day:02}"), "source": "兰河日报", "title": format!("第{number}号"),
                            "text": format!("{theme}，编号{number}，受益{}户。", number * 17 % 991) })
        .to_string()
            + "\n"
    };
    std::fs::write(&articles, first + &(0..6_000).map(brief).collect::<String>()).unwrap();
    let Opened { browser, .. } = opened_of(&articles, "#by=month");
    for month in ["2020-10", "2020-11", "2020-12"] {
        let mark = format!("document.querySelector('[data-point=\"petition-work:{month}\"]')");
        let shown = browser.script(&format!("return [{mark}.tagName, {mark}.getAttribute('fill')]"));
        assert_eq!(shown, serde_json::json!(["path", "#fff"]), "{month}");
    }
    assert_eq!(browser.console(), Vec::<serde_json::Value>::new());
}
