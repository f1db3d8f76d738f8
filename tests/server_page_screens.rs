//! What the served page shows and saves, in a real browser: texts, pictures, documents and fields that lead on.

mod browser;
mod common;
#[path = "browser/opened.rs"]
mod opened;
#[path = "common/server.rs"]
mod server;

use opened::opened;
use serde_json::json;

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn paragraphs_that_a_file_indents_are_indented_once_and_evidence_stays_marked() {
    let page = opened(&[]);
    let paragraphs =
        "　　全市信访工作会议昨日召开。\n　　会议要求化解信访积案，接访下访。\n \u{3000}信访干部参加会议。";
    let article =
        json!({ "title": "信访工作会议召开", "text": paragraphs, "date": "2024-05-06", "source": "蓝河日报" });
    let answer = page.server.upload(&[("file", "a.jsonl", format!("{article}\n").as_bytes())]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let found = page.server.get("/api/articles?q=%E6%8E%A5%E8%AE%BF%E4%B8%8B%E8%AE%BF").json();
    page.go(&format!("#/article/{}", found["articles"][0]["row"]));
    let shown = page.text("[...document.querySelectorAll('.text p')].map((p) => p.textContent[0]).join('')");
    assert_eq!(shown, "全会信");
    let marked = page.text("[...document.querySelectorAll('.text mark')].map((mark) => mark.textContent).join('|')");
    assert!(marked.contains("信访") && !marked.contains('\u{3000}'), "{marked}");
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn shares_of_few_articles_are_hollow_without_an_interval_and_do_not_set_the_scale() {
    let page = opened(&[]);
    let article = |month: usize| {
        let (title, text) = ("全市信访工作会议召开", "会议要求把矛盾纠纷化解在基层，推动信访积案办结。");
        json!({ "title": title, "text": text, "date": format!("2023-{month:02}-05"), "source": "蓝河日报" }).to_string()
    };
    let months: Vec<String> = (6..=8).map(article).collect();
    assert_eq!(page.server.upload(&[("file", "b.jsonl", months.join("\n").as_bytes())]).status, 200);
    page.go("#/themes?period=month");
    let number = |selector: &str| page.text(&format!("document.querySelectorAll('{selector}').length"));
    let panels = number("[data-panel]");
    // July has neighbours, and its one article is all of the month: it is marked in each panel and nowhere looks sure.
    assert_eq!(number("[data-point$=\":2023-07\"][fill=\"#fff\"], [data-above$=\":2023-07\"][fill=\"#fff\"]"), panels);
    assert_eq!(number("[data-above=\"petition-work:2023-07\"]"), "1");
    page.go("#/nowhere");
    page.go("#/themes?period=week");
    let axis = page.text("document.querySelector('[data-panel]').textContent");
    assert!(axis.contains("2023年第23周"), "{axis}");
    page.is_quiet();
}
