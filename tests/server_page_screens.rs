//! What the served page shows and saves, in a real browser: texts, pictures, documents and fields that lead on.

mod browser;
mod common;
#[path = "browser/opened.rs"]
mod opened;
#[path = "common/sample.rs"]
mod sample;
#[path = "common/server.rs"]
mod server;

use common::{policyvane, status, stderr, text};
use opened::opened;
use serde_json::json;

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn paragraphs_that_a_file_indents_are_indented_once_and_evidence_stays_marked() {
    let page = opened(&[]);
    let paragraphs =
        "　　全市信访工作会议昨日召开。\n　　会议要求化解信访积案，试行榫卯接访。\n \u{3000}信访干部参加会议。";
    let article =
        json!({ "title": "信访工作会议召开", "text": paragraphs, "date": "2024-05-06", "source": "蓝河日报" });
    let answer = page.server.upload(&[("file", "a.jsonl", format!("{article}\n").as_bytes())]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let found = page.server.get("/api/articles?q=%E6%A6%AB%E5%8D%AF%E6%8E%A5%E8%AE%BF").json();
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

/// Notes what the page saves: names in `saved`, the last content in `blob`, and the last request's body in `body`.
const RECORD: &str = "window.saved = []; \
     HTMLAnchorElement.prototype.click = function () { window.saved.push(this.download); }; \
     const address = URL.createObjectURL, send = window.fetch; \
     URL.createObjectURL = (blob) => { window.blob = blob; return address(blob); }; \
     window.fetch = (path, options) => { if (options?.body) window.body = JSON.parse(options.body); return send(path, options); };";

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn what_leaves_the_page_says_what_it_is_of_and_has_no_hints_for_the_page() {
    let page = opened(&[]);
    page.browser.script(RECORD);
    page.go("#/themes?q=%E4%BF%A1%E8%AE%BF&from=2024-02-01&period=month");
    let save = |format: &str, ending: &str| {
        page.browser.script(&format!("document.getElementById('save-{format}').click()"));
        page.until(&format!("window.saved.at(-1)?.endsWith('{ending}')"));
        page.text("window.saved.at(-1)")
    };
    let name = save("svg", ".svg");
    assert!(["主题走势", "信访", "2024-02-01", "按月"].iter().all(|part| name.contains(part)), "{name}");
    page.browser.script("window.blob.text().then((text) => { window.picture = text; })");
    page.until("window.picture");
    let picture = page.text("window.picture");
    for part in
        ["含“信访”的 ", "所选范围共 ", "含“信访”的文章", "2024-02-01 起", "计入", "占比的分母", "空心点", "模型"]
    {
        assert!(picture.contains(part), "{part}");
    }
    assert!(!picture.contains("方向键"));
    assert_eq!(save("png", ".png"), name.replace(".svg", ".png"));
    // Documents: first the chart, then the table, which needs no legend of bands.
    save("docx", ".docx");
    let body = page.text("JSON.stringify([window.body.summary, window.body.note])");
    assert!(body.contains("含“信访”的文章") && body.contains("色带") && !body.contains("方向键"), "{body}");
    page.browser.script("window.saved = []; document.getElementById('as-table').click()");
    save("docx", ".docx");
    let note = page.text("window.body.note");
    assert!(!note.contains("色带") && !note.contains("空心点") && !note.contains("方向键"), "{note}");
    assert!(!page.text("document.querySelector('main').innerText").contains("空心点"));
    // Workbooks are for people: headings in their language, and no codes.
    save("xlsx", ".xlsx");
    assert!(page.text("window.body.rows[0].join()").starts_with("时段,主题,篇数,总篇数,占比"));
    assert!(page.text("window.body.about.join()").contains("含“信访”的文章"));
    page.go("#/compare?a.to=2024-12-31&b.from=2025-01-01");
    page.until("document.querySelector('table.compared')");
    let name = save("docx", ".docx");
    assert!(name.contains("2024-12-31") && name.contains("2025-01-01"), "{name}");
    assert_eq!(page.text("window.body.rows.map((row) => row.length).filter((n) => n !== 4).length"), "0");
    assert!(page.text("window.body.title").starts_with("两两对比："));
    let note = page.text("window.body.note");
    assert!(!note.contains("小字") && !note.contains("XLSX"), "{note}");
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn numbers_of_the_day_are_seen_on_a_telephone_without_scrolling() {
    let page = opened(&[]);
    page.after("document.getElementById('language').click()");
    page.browser.resize(390, 844);
    page.go("#/nowhere");
    page.go("#/today");
    let edges = "[...document.querySelectorAll('.shares thead .number')].map((head) => Math.ceil(head.getBoundingClientRect().right))";
    assert_eq!(page.text(&format!("{edges}.filter((edge) => edge > 390).length")), "0", "{}", page.text(edges));
    assert_eq!(page.text(&format!("{edges}.length")), "3");
    // Where letters are twice as large, the button for the language stays behind the name and before the line of tabs.
    page.browser.resize(640, 450);
    let under = "document.getElementById('tabs').getBoundingClientRect().top >= document.getElementById('language').getBoundingClientRect().bottom";
    assert_eq!(page.text(under), "true");
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn fields_stay_where_nothing_can_be_shown_and_any_day_can_be_chosen() {
    let page = opened(&[]);
    let choose = |id: &str, day: &str| {
        page.after(&format!(
            "const field = document.getElementById('{id}'); field.value = '{day}'; \
             field.dispatchEvent(new Event('change'))"
        ));
    };
    // The first day is after the last one: the fields stand beside the message, and mend it.
    for view in ["articles", "themes"] {
        page.go(&format!("#/{view}?from=2024-03-02&to=2024-03-01"));
        page.until("document.querySelector('[role=alert]')");
        assert_eq!(page.text("document.getElementById('filter-from').value"), "2024-03-02");
        choose("filter-to", "2024-12-31");
        assert_eq!(page.text("document.querySelectorAll('[role=alert]').length"), "0", "{view}");
    }
    // Where no theme is drawn there is nothing to save, but the share of what was looked for, which is none.
    page.go("#/themes?q=榫卯卯");
    page.until("document.querySelector('.plot .empty')");
    assert_eq!(page.text("document.querySelectorAll('#save-docx, #save-png').length"), "0");
    assert!(page.text("document.title").contains("榫卯卯") && page.text("document.title").contains("政策风向标"));
    // What cannot be dated is in no chart, and what has no place may be.
    page.go("#/themes?without=region");
    page.until("document.querySelector('#pick-without.some')");
    assert_eq!(page.text("document.querySelectorAll('#pick-without input').length"), "2");
    assert_eq!(page.text("document.getElementById('whole-report').getAttribute('aria-disabled')"), "true");
    // A paper that is not there: its name is told, and the menu beside the message leads out.
    page.go("#/articles?paper=无此报");
    page.until("document.querySelector('[role=alert]')?.textContent.includes('无此报')");
    page.browser.click("#pick-paper summary");
    page.after("document.getElementById('pick-paper').open = false");
    assert!(!page.text("decodeURIComponent(location.hash)").contains("无此报"));
    page.until("document.querySelector('#hits li')");
    // Words between commas are looked for with them; the page offers to look for the words.
    page.go("#/articles?q=信访、榫卯卯");
    page.until("document.getElementById('without-signs')");
    assert_eq!(page.text("document.querySelector('#without-signs a').textContent"), "信访 榫卯卯");
    page.after("document.querySelector('#without-signs a').click()");
    assert!(!page.text("decodeURIComponent(location.hash)").contains('、'));
    assert_eq!(page.text("document.querySelectorAll('#without-signs').length"), "0");
    page.go("#/compare?a.from=2024-03-02&a.to=2024-03-01&b.from=2025");
    page.until("document.querySelector('[role=alert]') && document.getElementById('b-from')");
    // A day without articles leads on.
    page.go("#/today?date=2020-01-01");
    page.until("document.getElementById('empty-day')");
    assert_eq!(page.text("document.querySelectorAll('.tools button').length"), "0");
    page.after("document.getElementById('day-after').click()");
    page.until("document.querySelector('.stories li')");
    choose("today-date", "2024-01-21");
    assert!(page.text("location.hash").ends_with("date=2024-01-21"));
    // Only the list of headlines is called 要目.
    page.browser.script(RECORD);
    page.go("#/nowhere");
    page.go("#/today");
    page.browser.script("document.getElementById('save-csv').click()");
    page.until("window.saved.at(-1)?.endsWith('.csv')");
    let name = page.text("window.saved.at(-1)");
    assert!(name.contains("各主题占比") && !name.contains("要目"), "{name}");
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn a_file_without_a_day_is_read_again_and_what_was_added_is_taken_out() {
    let page = opened(&[]);
    let before = page.server.get("/api/archive").json()["articles"].clone();
    page.go("#/add");
    let article = json!({ "title": "信访工作会议召开", "text": "会议要求化解信访积案，推动问题解决。" }).to_string();
    page.browser.script(&format!(
        "const data = new DataTransfer(); data.items.add(new File([{}], 'a.jsonl')); \
         document.getElementById('zone').dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true }}))",
        json!(article)
    ));
    page.until("document.getElementById('add-again')");
    // An issue of an unknown paper leads to the articles without one, not to all articles.
    assert_eq!(page.text("document.querySelectorAll('#outcome tbody tr').length"), "1");
    assert!(page.text("document.querySelector('#outcome tbody a').hash").contains("without=paper"));
    page.browser.script(
        "document.getElementById('again-date').value = '2024-05-06'; \
         document.getElementById('again-paper').value = '青川日报'; document.getElementById('add-again').click()",
    );
    page.until("document.getElementById('completed')");
    let found = page.server.get("/api/articles?paper=%E9%9D%92%E5%B7%9D%E6%97%A5%E6%8A%A5").json();
    assert_eq!((&found["total"], found["articles"][0]["date"].as_str()), (&json!(1), Some("2024-05-06")));
    // What cannot be undone at once is asked for first.
    page.browser.script("document.getElementById('undo-addition').click()");
    page.until("document.querySelector('[data-confirm]')");
    page.browser.script("document.querySelector('[data-confirm]').click()");
    page.until("document.getElementById('undone-addition')");
    assert_eq!(page.server.get("/api/archive").json()["articles"], before);
    // An issue, and an article.
    page.go("#/today");
    let shown = page.text("document.querySelector('h1').textContent");
    page.browser.script("document.querySelector('[data-remove]').click()");
    page.after("document.querySelector('[data-confirm]').click()");
    let left = page.server.get("/api/archive").json()["articles"].clone();
    assert!(left.as_u64() < before.as_u64(), "{shown}: {left}");
    page.go("#/articles");
    page.after("document.querySelector('#hits a').click()");
    page.browser.script("document.getElementById('remove-article').click()");
    page.until("document.querySelector('[data-confirm]')");
    page.after("document.querySelector('[data-confirm]').click()");
    assert!(page.text("location.hash").starts_with("#/articles"));
    assert_eq!(page.server.get("/api/archive").json()["articles"].as_u64(), left.as_u64().map(|left| left - 1));
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn the_whole_report_of_a_large_archive_is_made_in_the_background_and_fetched_when_it_is_ready() {
    let page = opened(&[]);
    page.go("#/themes");
    let is_busy = "document.getElementById('whole-report').hasAttribute('aria-disabled')";
    assert_eq!(page.text(is_busy), "false");
    // No test adds so many articles: the page is told that there are.
    page.browser.script(
        "return import('/page/base.js').then(({ state }) => { let kept = state.archive; \
         Object.defineProperty(state, 'archive', { \
         get: () => kept && { ...kept, articles: kept.max_report_articles + 1 }, set: (told) => { kept = told; } }); })",
    );
    page.go("#/nowhere");
    page.go("#/themes");
    // It is told before anybody asks for it.
    page.until("document.getElementById('report-told').textContent.includes('100,001')");
    assert!(page.text("document.getElementById('report-told').textContent").contains("100,000"));
    page.browser.script(RECORD);
    page.browser.script("document.getElementById('whole-report').click()");
    page.until("document.getElementById('fetch-report')");
    assert_eq!(page.text(is_busy), "false");
    // It is still offered where the view is entered again.
    page.go("#/nowhere");
    page.go("#/themes");
    page.until("document.getElementById('fetch-report')");
    page.browser.script("document.getElementById('fetch-report').click()");
    page.until("window.saved.at(-1)?.endsWith('.html')");
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn what_other_programs_add_is_seen_without_loading_the_page_anew() {
    let page = opened(&[]);
    let shown = || page.text("document.querySelector('h1').textContent");
    let before = shown();
    let added = page.folder.path().join("2026-05-06.jsonl");
    let article =
        json!({ "title": "信访工作会议召开", "text": "会议要求化解信访积案，推动问题解决。", "source": "榫卯日报" });
    std::fs::write(&added, article.to_string()).unwrap();
    let db = page.folder.path().join("papers.db");
    let output = policyvane(&["archive", "add", "-q", "--db", text(&db), text(&added)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    // The tab of the screen that is shown asks again.
    page.after("document.querySelector('#tabs a').click()");
    assert!(shown() != before && shown().contains("2026-05-06"), "{}", shown());
    // The menus know the new paper, and those of a view that is entered much later, too.
    page.go("#/articles");
    assert!(page.text("document.getElementById('pick-paper').textContent").contains("榫卯日报"));
    assert_eq!(status(&policyvane(&["archive", "remove", "-q", "--db", text(&db), "--paper", "榫卯日报"])), 0);
    page.browser.script("const now = performance.now.bind(performance); performance.now = () => now() + 60000");
    page.go("#/themes");
    assert!(!page.text("document.getElementById('pick-paper').textContent").contains("榫卯日报"));
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn who_is_asked_for_a_name_sees_where_to_write_it() {
    let page = opened(&[]);
    page.browser.resize(1280, 700);
    page.browser.script("return import('/page/base.js').then(({ state }) => { state.archive.who = ''; })");
    page.go("#/articles");
    page.after("document.querySelector('#hits a').click()");
    page.key("1");
    page.until("!document.getElementById('who-missing').hidden");
    for shown in ["who", "who-missing", "theme-now"] {
        let place = format!("document.getElementById('{shown}').getBoundingClientRect()");
        assert_eq!(page.text(&format!("{place}.top >= 0 && {place}.bottom <= innerHeight")), "true", "{shown}");
    }
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn times_are_those_of_the_readers_own_clock() {
    let page = opened(&[]);
    page.browser.in_time_zone("Asia/Shanghai");
    let row = page.server.get("/api/articles?limit=1").json()["articles"][0]["row"].clone();
    let path = format!("/api/articles/{row}");
    let body = json!({ "theme": "none", "who": "何晓岚" }).to_string();
    assert_eq!(page.server.ask("POST", &format!("{path}/correction"), &body).status, 200);
    let at = page.server.get(&path).json()["correction"]["at"].clone();
    page.go(&format!("#/article/{row}"));
    // Sweden writes days and minutes as ISO 8601 does.
    let here = page.text(&format!(
        "new Intl.DateTimeFormat('sv-SE', {{ timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }}).format(new Date({at}))"
    ));
    let history = page.text("document.getElementById('history').textContent");
    assert!(history.contains(&here), "{here}: {history}");
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn the_log_is_read_part_by_part_where_papers_are_added() {
    let page = opened(&[]);
    let row = page.server.get("/api/articles?limit=1").json()["articles"][0]["row"].clone();
    for turn in 0..21 {
        let theme = ["none", "energy"][turn % 2];
        let body = json!({ "theme": theme, "who": "何晓岚" }).to_string();
        assert_eq!(page.server.ask("POST", &format!("/api/articles/{row}/correction"), &body).status, 200);
    }
    let total = page.server.get("/api/events?limit=0").json()["total"].to_string();
    page.go("#/add");
    let rows = "document.querySelectorAll('#log tbody tr').length";
    assert_eq!(page.text(rows), "0");
    page.browser.click("#log summary");
    page.until(&format!("{rows} === 20"));
    assert!(page.text("document.querySelector('#log tbody tr').textContent").contains("何晓岚更正"));
    assert!(page.text("document.querySelector('#log tbody tr').textContent").contains(": 非政策"));
    page.browser.click("#more-events");
    page.until(&format!("{rows} === {total} && document.getElementById('more-events').hidden"));
    assert!(page.text("[...document.querySelectorAll('#log tbody tr')].at(-1).textContent").contains("收入"));
    page.is_quiet();
}
