//! A headless Chromium, driven over the W3C WebDriver protocol on a local socket.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// The key of an element's reference (W3C WebDriver, 12.2).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts Chromium.
    ///
    /// # Panics
    /// If chromedriver or Chromium does not start.
    pub fn start() -> Browser {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("the port").port();
        drop(listener);
        let silent = Stdio::null;
        let driver =
            Command::new("chromedriver").arg(format!("--port={port}")).stdout(silent()).stderr(silent()).spawn();
        let driver = driver.expect("chromedriver is installed");
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut browser = Browser { driver, port, session: String::new(), _profile: profile };
        for _ in 0..100 {
            if browser.call("GET", "/status", &Value::Null).is_some_and(|status| status["ready"] == true) {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let data = format!("--user-data-dir={}", browser._profile.path().display());
        let arguments = json!([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--window-size=1280,900",
            data
        ]);
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        } } });
        let session = browser.call("POST", "/session", &wanted).expect("chromedriver answers");
        let identifier = session["sessionId"].as_str().unwrap_or_else(|| panic!("Chromium does not start: {session}"));
        browser.session = format!("/session/{identifier}");
        browser
    }

    /// One request; the value of its answer.
    fn call(&self, method: &str, path: &str, body: &Value) -> Option<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(120))).ok()?;
        let body = if body.is_null() { String::new() } else { body.to_string() };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .ok()?;
        let mut answer = Vec::new();
        // The driver may keep the connection open: the length it tells ends the answer.
        let mut part = [0; 65536];
        loop {
            let read = stream.read(&mut part).ok()?;
            answer.extend_from_slice(&part[..read]);
            let text = String::from_utf8_lossy(&answer);
            let Some((head, _)) = text.split_once("\r\n\r\n") else {
                if read == 0 {
                    return None;
                }
                continue;
            };
            let length = head.lines().find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok()
            })?;
            if answer.len() >= head.len() + 4 + length || read == 0 {
                let body = &answer[head.len() + 4..];
                return serde_json::from_slice::<Value>(body).ok().map(|answer| answer["value"].clone());
            }
        }
    }

    fn ask(&self, path: &str, body: &Value) -> Value {
        let value = self.call("POST", &format!("{}{path}", self.session), body).expect("the browser answers");
        assert!(value["error"].is_null(), "{path}: {value}");
        value
    }

    pub fn open(&self, address: &str) {
        // An address that differs behind the # only would not begin the page anew.
        self.ask("/url", &json!({ "url": "about:blank" }));
        self.ask("/url", &json!({ "url": address }));
        for _ in 0..200 {
            if self.script("return !!document.body.dataset.ready").as_bool() == Some(true) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the page is not ready");
    }

    pub fn script(&self, text: &str) -> Value {
        self.ask("/execute/sync", &json!({ "script": text, "args": [] }))
    }

    /// Gives the page another size, in CSS pixels.
    #[allow(dead_code)]
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let command = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": size });
        self.ask("/goog/cdp/execute", &command);
    }

    /// Sets the clock of the page to a time zone.
    #[allow(dead_code)]
    pub fn in_time_zone(&self, name: &str) {
        let command = json!({ "cmd": "Emulation.setTimezoneOverride", "params": { "timezoneId": name } });
        self.ask("/goog/cdp/execute", &command);
    }

    /// Clicks what a selector finds, clear of the bar that stays at the top.
    pub fn click(&self, selector: &str) {
        self.script(&format!("document.querySelector({}).scrollIntoView({{block: 'center'}})", json!(selector)));
        let found = self.ask("/element", &json!({ "using": "css selector", "value": selector }));
        let element = found[ELEMENT].as_str().expect("an element").to_owned();
        self.ask(&format!("/element/{element}/click"), &json!({}));
    }

    /// What the console says beside what is meant for developers.
    pub fn console(&self) -> Vec<Value> {
        let log = self.ask("/se/log", &json!({ "type": "browser" }));
        log.as_array().cloned().unwrap_or_default().into_iter().filter(|entry| entry["level"] != "DEBUG").collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.call("DELETE", &self.session, &Value::Null);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
