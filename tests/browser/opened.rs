//! The served page of the sample's archive in a browser.

use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::browser::Browser;
use crate::sample::sample;
use crate::server::Server;

/// The sample's archive, served and opened.
pub struct Opened {
    pub browser: Browser,
    pub server: Server,
    #[allow(dead_code)]
    pub folder: TempDir,
}

pub fn opened(more: &[&str]) -> Opened {
    let browser = Browser::start();
    let (folder, _, server) = sample(more);
    browser.open(&server.address);
    Opened { browser, server, folder }
}

impl Opened {
    /// Goes to a view and waits for it.
    pub fn go(&self, hash: &str) {
        self.after(&format!("location.hash = {}", Value::from(hash)));
    }

    /// Does something that leads to a new view, and waits for it.
    pub fn after(&self, script: &str) {
        let before = self.text("document.body.dataset.ready");
        self.browser.script(script);
        self.until(&format!("document.body.dataset.ready && document.body.dataset.ready !== '{before}'"));
    }

    pub fn until(&self, condition: &str) {
        // A busy machine learns a model slowly.
        for _ in 0..600 {
            if self.browser.script(&format!("return !!({condition})")) == true {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let page = self.text("document.body.innerText");
        panic!("not within thirty seconds: {condition}\n{page}");
    }

    pub fn text(&self, expression: &str) -> String {
        self.browser.script(&format!("return String({expression})")).as_str().unwrap_or_default().to_owned()
    }

    #[allow(dead_code)]
    pub fn key(&self, key: &str) {
        self.browser.script(&format!(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }}))"
        ));
    }

    #[allow(dead_code)]
    pub fn is_quiet(&self) {
        assert_eq!(self.browser.console(), Vec::<Value>::new());
    }
}
