//! The pages under axe-core, which knows the rules of WCAG 2: no fault that it calls serious or critical.

mod browser;
mod common;
#[path = "browser/opened.rs"]
mod opened;
#[path = "common/sample.rs"]
mod sample;
#[path = "common/server.rs"]
mod server;

use std::time::Duration;

use browser::Browser;
use common::{repository, text};
use opened::opened;
use serde_json::Value;

/// axe-core 4.14.1 as it is published on npm (Mozilla Public License 2.0, see its first lines).
const AXE: &str = include_str!("browser/axe.min.js");

/// Widths and heights of a desk's screen and of a telephone.
const SIZES: [(u32, u32); 2] = [(1280, 900), (390, 844)];

/// The faults that axe-core finds on the page as it stands, one a line.
fn faults(browser: &Browser) -> Vec<String> {
    if browser.script("return typeof axe") != "object" {
        browser.script(AXE);
    }
    browser.script("window.found = null; axe.run(document).then((found) => { window.found = found.violations; })");
    for _ in 0..600 {
        let found = browser.script(
            "return window.found && window.found.filter((fault) => ['serious', 'critical'].includes(fault.impact)) \
             .flatMap((fault) => fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 200)}`))",
        );
        if let Value::Array(found) = found {
            return found.into_iter().map(|fault| fault.as_str().unwrap_or_default().to_owned()).collect();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("axe-core does not finish");
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn the_served_page_has_no_serious_fault() {
    let page = opened(&[]);
    let row = page.server.get("/api/articles?limit=1").json()["articles"][0]["row"].clone();
    let article = format!("#/article/{row}");
    // Each screen with what stands on it once it is there.
    let screens = [
        ("#/today", "#new-terms[data-ready]"),
        ("#/today?date=1999-01-01", "main input[type=date]"),
        ("#/themes", ".plot svg"),
        ("#/articles?q=信访", "#hits mark"),
        (article.as_str(), ".text"),
        ("#/compare?a.to=2024-12-31&b.from=2025-01-01", "table.compared"),
        ("#/label", "#model h2"),
        ("#/add", "#zone"),
    ];
    let mut found = Vec::new();
    for language in ["zh", "en"] {
        if language == "en" {
            page.after("document.getElementById('language').click()");
        }
        for (width, height) in SIZES {
            page.browser.resize(width, height);
            for (address, there) in screens {
                page.go("#/nowhere");
                page.go(address);
                page.until(&format!("document.querySelector('{there}')"));
                if address == "#/themes" {
                    page.browser.script("document.querySelector('#pick-theme').open = true");
                }
                let here = format!("{address} {language} {width}");
                found.extend(faults(&page.browser).into_iter().map(|fault| format!("{here}: {fault}")));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
#[ignore = "needs chromedriver, Chromium and a font with Han characters"]
fn the_report_has_no_serious_fault() {
    let browser = Browser::start();
    browser.open(&format!("file://{}", text(&repository("reports/report.html"))));
    let mut found = Vec::new();
    for language in ["zh", "en"] {
        if language == "en" {
            browser.script("document.getElementById('language').click()");
        }
        for (width, height) in SIZES {
            browser.resize(width, height);
            // The charts are drawn anew for another width; then a list of articles stands open below one of them.
            std::thread::sleep(Duration::from_millis(600));
            browser.click("[data-point=\"petition-work:2025-Q1\"]");
            std::thread::sleep(Duration::from_millis(400));
            assert_eq!(browser.script("return document.getElementById('articles').hidden"), false);
            found.extend(faults(&browser).into_iter().map(|fault| format!("{language} {width}: {fault}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
