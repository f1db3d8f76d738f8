//! The served page, opened in a real browser.

mod browser;
mod common;
#[path = "common/issues.rs"]
mod issues;
#[path = "browser/opened.rs"]
mod opened;
#[path = "common/sample.rs"]
mod sample;
#[path = "common/server.rs"]
mod server;

use std::time::Duration;

use issues::write_issues;
use opened::opened;
use serde_json::{Value, json};

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn today_filters_search_and_an_article() {
    let page = opened(&[]);
    // The token leaves the address at once.
    assert!(!page.text("location.href").contains("token"), "{}", page.text("location.href"));
    let newest = page.server.get("/api/today").json();
    assert!(page.text("document.querySelector('h1').textContent").contains(newest["date"].as_str().unwrap()));
    let stories = page.browser.script("return document.querySelectorAll('.stories li').length");
    assert!(stories.as_u64() > Some(0));
    page.go("#/themes");
    let drawn = "document.querySelector('.plot svg').outerHTML";
    let (before, all) = (page.text(drawn), page.text("document.querySelectorAll('[data-panel]').length"));
    assert!(all.parse::<usize>().unwrap() > 5);
    // A filter: the menu is opened, one place ticked, and the charts change when it is closed.
    page.browser.click("#pick-region summary");
    page.browser.click("#pick-region input");
    page.after("document.querySelector('#pick-region').open = false");
    assert!(page.text("location.hash").contains("region=") && page.text(drawn) != before);
    // The numbers as a table.
    page.browser.click("#as-table");
    page.until("document.querySelector('.series tbody tr')");
    page.go("#/articles");
    page.browser.script("document.getElementById('filter-q').value = '信访'");
    page.after("document.querySelector('.filters').requestSubmit()");
    let found = page.server.get("/api/articles?q=%E4%BF%A1%E8%AE%BF").json()["total"].to_string();
    assert!(page.text("document.getElementById('found').textContent").contains(&found));
    assert_eq!(page.text("document.querySelector('#hits mark').textContent"), "信访");
    assert!(!page.text("document.getElementById('hits').textContent").contains("（无标题）"));
    // A month in the address fills the fields for days, and an address behind the end leads to the last articles.
    page.go("#/articles?from=2024-02&to=2024-02");
    let fields = ["from", "to"].map(|name| page.text(&format!("document.getElementById('filter-{name}').value")));
    assert_eq!(fields, ["2024-02-01", "2024-02-29"]);
    page.after("location.hash = '#/articles?offset=99980'");
    page.until("location.hash.endsWith('offset=260') && document.querySelectorAll('#hits li').length === 4");
    page.go("#/articles?q=信访");
    page.after("document.querySelector('#hits a').click()");
    page.until("document.querySelector('.text mark')");
    assert!(page.text("document.querySelector('.article h1').textContent.length").parse::<usize>().unwrap() > 3);
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn one_key_corrects_a_theme_and_the_chart_changes() {
    let page = opened(&[]);
    let article = page.server.get("/api/articles?theme=investment-attraction&limit=1").json()["articles"][0].clone();
    let count = |theme: &str| {
        page.text(&format!("document.querySelector('[data-panel=\"{theme}\"] text:nth-of-type(2)').textContent"))
    };
    page.go("#/themes?measure=count");
    let before: Vec<u64> = ["petition-work", "investment-attraction"].map(|theme| count(theme).parse().unwrap()).into();
    page.go(&format!("#/article/{}", article["row"]));
    let key = page.server.get("/api/archive").json()["themes"].as_array().unwrap().clone();
    let key = key.iter().find(|theme| theme["id"] == "petition-work").unwrap()["key"].as_str().unwrap().to_owned();
    let theme = "document.getElementById('theme-now').dataset.theme";
    key.chars().for_each(|letter| page.key(&letter.to_string()));
    page.until(&format!("{theme} === 'petition-work'"));
    assert!(page.text("document.getElementById('status').textContent").contains("信访"));
    page.go("#/themes?measure=count");
    let after: Vec<u64> = ["petition-work", "investment-attraction"].map(|theme| count(theme).parse().unwrap()).into();
    assert_eq!(after, [before[0] + 1, before[1] - 1]);
    // Undone in the same way, and the first digit is the model's likeliest.
    page.go(&format!("#/article/{}", article["row"]));
    page.key("u");
    page.until(&format!("{theme} === 'investment-attraction'"));
    page.key("n");
    page.until(&format!("{theme} === 'none'"));
    page.key("1");
    page.until(&format!("{theme} === 'investment-attraction'"));
    // Keys that are typed into a field correct nothing.
    page.browser.script("document.getElementById('who').focus()");
    page.key("n");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(page.text(theme), "investment-attraction");
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn keys_that_are_typed_quickly_choose_what_they_say_and_unknown_ones_nothing() {
    let page = opened(&[]);
    let row = page.server.get("/api/articles?theme=energy&limit=1").json()["articles"][0]["row"].clone();
    page.go(&format!("#/article/{row}"));
    let decided = || -> Vec<String> {
        let labels = page.server.get(&format!("/api/articles/{row}")).json()["labels"].clone();
        let themes = labels.as_array().unwrap().iter().map(|label| label["theme"].as_str().unwrap().to_owned());
        themes.collect()
    };
    // A longer key begins with n, too; what follows makes clear that it is not meant.
    ["n", "x", "f"].into_iter().for_each(|key| page.key(key));
    page.until("document.getElementById('theme-now').dataset.theme === 'petition-work'");
    std::thread::sleep(Duration::from_millis(300));
    let mut themes = decided();
    themes.sort();
    assert_eq!(themes, ["none", "petition-work"]);
    // What follows an unknown key within a moment chooses nothing.
    ["q", "f", "n"].into_iter().for_each(|key| page.key(key));
    assert!(page.text("document.getElementById('typed').textContent").contains('q'));
    std::thread::sleep(Duration::from_millis(1200));
    assert_eq!(decided().len(), 2);
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn a_dropped_page_is_added_and_a_script_in_a_headline_is_only_text() {
    let page = opened(&[]);
    write_issues(&page.folder.path().join("issues"), 1);
    let issue = page.folder.path().join("issues/lanhe-ribao/2024-01-01-01.txt");
    let issue = std::fs::read_to_string(issue).unwrap();
    let issue = issue.replace("全市信访工作会议召开\n", "全市信访会议<svg onload=document.title=1>召开\n");
    page.go("#/add");
    let drop = format!(
        "const data = new DataTransfer(); data.items.add(new File([{}], '2026-01-01-01.txt')); \
         document.getElementById('zone').dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true }}))",
        Value::from(issue)
    );
    page.browser.script(&drop);
    page.until("document.querySelector('#outcome table')");
    assert!(page.text("document.querySelector('#outcome h2').textContent").contains('2'));
    page.after("document.querySelector('#outcome .button.main').click()");
    assert!(page.text("document.querySelector('h1').textContent").contains("2026-01-01"));
    let shown = page.text("document.querySelector('main').innerText");
    assert!(shown.contains("<svg onload=document.title=1>"), "{shown}");
    assert_eq!(page.text("document.querySelectorAll('main [onload]').length"), "0");
    assert_ne!(page.text("document.title"), "1");
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn the_page_speaks_english_is_narrow_and_works_by_keys_alone() {
    let page = opened(&[]);
    page.after("document.getElementById('language').click()");
    assert_eq!(page.text("document.documentElement.lang"), "en");
    assert_eq!(page.text("document.querySelector('#tabs a').textContent"), "Today");
    // No word of the page itself stays Chinese; what papers wrote does.
    page.go("#/themes");
    let words =
        page.text("document.querySelector('main').innerText.replace(document.querySelector('.filters').innerText, '')");
    assert!(!words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{words}");
    // Arrow keys move in a chart and say where; Enter leads to the articles.
    page.browser.script("document.querySelector('[data-panel]').focus()");
    page.key("End");
    page.until("document.getElementById('status').textContent.includes('95% interval')");
    let said = page.text("document.getElementById('status').textContent");
    page.key("ArrowLeft");
    page.until(&format!("document.getElementById('status').textContent !== {}", Value::from(said)));
    page.key("Home");
    page.after("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))");
    assert!(page.text("location.hash").starts_with("#/articles?"));
    // Everything that can be clicked can be reached by the keyboard and has a name.
    for view in ["#/today", "#/themes", "#/articles", "#/add"] {
        page.go("#/nowhere");
        page.go(view);
        let nameless = page.text(
            "[...document.querySelectorAll('a, button, input, select, textarea, [tabindex]')].filter((node) => \
             !node.hidden && !(node.textContent.trim() || node.getAttribute('aria-label') || node.labels?.length || node.id === 'main')).map((node) => node.outerHTML).join()",
        );
        assert_eq!(nameless, "", "{view}");
    }
    // A telephone: nothing is wider than the screen.
    page.browser.resize(390, 844);
    let row = page.server.get("/api/articles?limit=1").json()["articles"][0]["row"].clone();
    for view in ["#/today", "#/themes", "#/articles", "#/add", &format!("#/article/{row}")] {
        page.go("#/nowhere");
        page.go(view);
        std::thread::sleep(Duration::from_millis(200));
        let width: u64 = page.text("document.documentElement.scrollWidth").parse().unwrap();
        assert!(width <= 390, "{view}: {width}");
    }
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn without_a_token_or_where_it_is_read_only_nothing_can_be_changed() {
    let page = opened(&["--read-only"]);
    assert!(!page.text("document.getElementById('tabs').textContent").contains("收入"));
    let row = page.server.get("/api/articles?limit=1").json()["articles"][0]["row"].clone();
    page.go(&format!("#/article/{row}"));
    assert_eq!(page.text("document.querySelectorAll('[data-choose]').length"), "0");
    // An address that leads where things are changed says why it does not, and offers nothing that would be refused.
    for view in ["label", "add"] {
        page.go(&format!("#/{view}"));
        assert!(page.text("document.querySelector('[role=alert]').textContent").contains("只读"));
        assert_eq!(page.text("document.querySelectorAll('main button').length"), "0");
    }
    page.is_quiet();
    page.browser.script("sessionStorage.clear()");
    page.browser.open(&format!("http://127.0.0.1:{}/", page.server.port));
    assert!(page.text("document.querySelector('[role=alert]').textContent").contains("口令"));
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn two_selections_stand_side_by_side() {
    let page = opened(&[]);
    page.until("document.querySelector('#new-terms[data-ready]')");
    page.go("#/compare");
    assert_eq!(page.text("document.querySelectorAll('fieldset select').length"), "4");
    // The first half of the papers' time against the second.
    page.after("location.hash = '#/compare?a.to=2024-12-31&b.from=2025-01-01'");
    page.until("document.querySelector('table.compared')");
    let rows = "document.querySelectorAll('table.compared tbody tr').length";
    assert!(page.text(rows).parse::<usize>().unwrap() > 5);
    assert!(page.text("document.querySelector('table.compared thead').innerText").contains("2024-12-31"));
    assert!(page.text("document.getElementById('save-xlsx').textContent") == "XLSX");
    // What is on the screen is saved as a Word document: here the table, on the next screen the chart.
    let save = "window.saved = ''; const own = URL.createObjectURL; URL.createObjectURL = (blob) => { window.saved = blob.type; return own(blob); }; \
                document.getElementById('save-docx').click()";
    for screen in ["", "#/themes"] {
        if !screen.is_empty() {
            page.go(screen);
            page.until("document.querySelector('[data-panel]')");
        }
        page.browser.script(save);
        page.until("window.saved.includes('wordprocessingml')");
    }
    page.after("location.hash = '#/compare?a.to=2024-12-31&b.from=2025-01-01'");
    page.until("document.querySelector('table.compared')");
    // A choice stands in the address.
    page.after(
        "const papers = document.getElementById('a-paper'); papers.selectedIndex = 1; \
         papers.dispatchEvent(new Event('change'))",
    );
    assert!(page.text("location.hash").contains("a.paper="));
    page.after("location.hash = '#/compare?a.from=1999-01-01&a.to=1999-01-02&b.from=2025-01-01'");
    page.until("document.getElementById('compare-empty')");
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn secondary_themes_are_chosen_with_shift() {
    let page = opened(&[]);
    page.go("#/label");
    page.browser
        .script("const who = document.getElementById('who'); who.value = '甲'; who.dispatchEvent(new Event('change'))");
    page.until("document.querySelector('#labelled[data-labelled=\"0\"]')");
    let key = |key: &str, code: &str, shift: bool| {
        page.browser.script(&format!(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', \
             {{ key: '{key}', code: '{code}', shiftKey: {shift}, bubbles: true }}))"
        ));
    };
    // The theme whose key is typed with Shift held is noted, and the next one without Shift saves both.
    let theme = page.text("document.querySelector('.choices [data-choose]:not([data-choose=none])').dataset.choose");
    let keys = page.text(&format!("document.querySelector('[data-choose=\"{theme}\"] kbd').textContent"));
    for letter in keys.chars() {
        key(&letter.to_uppercase().to_string(), &format!("Key{}", letter.to_ascii_uppercase()), true);
    }
    let name = page.text(&format!("document.querySelector('[data-choose=\"{theme}\"] span').textContent"));
    page.until(&format!("document.getElementById('secondary').textContent.includes({})", Value::from(name)));
    let other =
        page.text("document.querySelectorAll('.choices [data-choose]:not([data-choose=none])')[1].dataset.choose");
    page.browser.script(&format!("document.querySelector('[data-choose=\"{other}\"]').click()"));
    page.until("document.querySelector('#labelled[data-labelled=\"1\"]')");
    // The section that learns from labels counts it, too.
    page.until("document.getElementById('model-now')?.textContent.includes('已标注 1 篇')");
    let table = page.server.get("/api/labelling/export?format=csv").text();
    assert!(table.contains(&format!(",{other},{theme},甲,")), "{table}");
    assert!(!page.text("document.getElementById('secondary').textContent").is_empty());
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn a_sample_is_drawn_and_audited_on_the_page() {
    let page = opened(&[]);
    page.go("#/label?mode=audit");
    page.browser
        .script("const who = document.getElementById('who'); who.value = '甲'; who.dispatchEvent(new Event('change'))");
    page.until("document.getElementById('draw-audit')");
    page.browser
        .script("document.getElementById('audit-size').value = 40; document.getElementById('draw-audit').click()");
    page.until(
        "document.querySelector('#audit-sample[data-labels=\"0\"]') && document.querySelector('[data-choose=none]')",
    );
    // The model's choice stays hidden, and labels given elsewhere count when the view is opened again.
    assert_eq!(page.text("document.querySelectorAll('.likely').length"), "0");
    let queue = page.server.get("/api/labelling/queue?mode=audit&limit=200&who=%E7%94%B2").json()["rows"].clone();
    let drawn = queue.as_array().unwrap().len();
    for row in queue.as_array().unwrap() {
        let theme = page.server.get(&format!("/api/articles/{row}")).json()["model_theme"].clone();
        let label = json!({ "row": row, "theme": theme, "who": "甲", "mode": "audit" });
        assert_eq!(page.server.ask("POST", "/api/labelling/labels", &label.to_string()).status, 200);
    }
    page.go("#/label");
    page.go("#/label?mode=audit");
    page.until(&format!("document.querySelector('#audit-sample[data-labels=\"{drawn}\"]')"));
    page.until("document.getElementById('audit-accuracy')");
    assert!(page.text("document.querySelectorAll('#audit tbody tr').length").parse::<usize>().unwrap() > 5);
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn a_model_learns_from_labels_is_judged_adopted_and_given_back() {
    let page = opened(&[]);
    let base = page.server.get("/api/archive").json()["model"].clone();
    // A coder who files every third article on investment under petitions, which the model cannot know.
    let queue = page.server.get("/api/labelling/queue?mode=random&limit=60&who=%E7%94%B2").json()["rows"].clone();
    for row in queue.as_array().unwrap() {
        let theme = page.server.get(&format!("/api/articles/{row}")).json()["theme"].clone();
        let theme = if theme == "investment-attraction" { "petition-work".into() } else { theme };
        let label = json!({ "row": row, "theme": theme, "who": "甲", "mode": "random" });
        assert_eq!(page.server.ask("POST", "/api/labelling/labels", &label.to_string()).status, 200);
    }
    page.go("#/label");
    page.until("document.getElementById('learn')");
    page.browser.script("document.getElementById('learn').click()");
    page.until("document.getElementById('adopt-model')");
    // The page says what the labels give, with an interval and a verdict, and what would change.
    let verdict = page.text("document.getElementById('doubling').dataset.verdict");
    assert!(["clear", "negligible", "unclear"].contains(&verdict.as_str()), "{verdict}");
    assert!(page.text("document.getElementById('doubling').textContent").contains("95%"));
    let changed: u64 = page.text("document.getElementById('effects').dataset.changed").parse().unwrap();
    assert!(changed > 0);
    // A model of few labels is adopted only after a second answer, and the question names their number.
    page.browser.script("document.getElementById('adopt-model').click()");
    page.until("document.querySelector('#model [data-confirm]')");
    assert!(page.text("document.querySelector('#model .asking').textContent").contains("60"));
    page.browser.script("document.querySelector('#model [data-confirm]').click()");
    page.until("document.getElementById('return-to-base')");
    let adopted = page.server.get("/api/archive").json()["model"].clone();
    assert_ne!(adopted, base);
    assert!(page.text("document.getElementById('footer').textContent").contains(&adopted.as_str().unwrap()[..12]));
    page.browser.script("document.getElementById('return-to-base').click()");
    page.until("document.getElementById('learn') && !document.getElementById('return-to-base')");
    assert_eq!(page.server.get("/api/archive").json()["model"], base);
    page.is_quiet();
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn a_day_may_be_typed_and_what_had_the_focus_keeps_it() {
    let page = opened(&[]);
    page.go("#/articles");
    // The first digits of a year make a day of the year 2, which is none yet.
    let typed = "const field = document.getElementById('filter-from'); field.focus(); \
                 field.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true })); field.value = ";
    let change = "field.dispatchEvent(new Event('change', { bubbles: true }))";
    page.browser.script(&format!("{typed} '0002-03-05'; {change}"));
    page.browser.script(&format!("{typed} '2024-03-05'; {change}"));
    assert!(!page.text("location.hash").contains("from="));
    page.after("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))");
    assert!(page.text("location.hash").contains("from=2024-03-05"));
    assert_eq!(page.text("document.activeElement.id"), "filter-from");
    // A day that is chosen counts at once.
    page.after("const field = document.getElementById('filter-to'); field.value = '2024-12-31'; field.dispatchEvent(new Event('change'))");
    assert!(page.text("location.hash").contains("to=2024-12-31"));
    // A click that leaves a typed day does what it is for.
    page.browser.script(
        "const field = document.getElementById('filter-from'); field.focus(); \
         field.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true })); field.value = '2024-04-05'",
    );
    page.browser.click("#tabs a[href='#/themes']");
    page.until("location.hash === '#/themes' && document.querySelector('.plot svg')");
    page.go("#/today");
    page.after("const link = document.getElementById('day-before'); link.focus(); link.click()");
    assert_eq!(page.text("document.activeElement.id"), "day-before");
    page.is_quiet();
    // What is not there has a heading, too; the browser notes that the server does not have it.
    page.go("#/article/99999999");
    assert_eq!(page.text("document.querySelectorAll('main h1').length"), "1");
}
