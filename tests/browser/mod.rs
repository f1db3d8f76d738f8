//! A headless Chromium, driven over the W3C WebDriver protocol on a local socket.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// The key of an element's reference (W3C WebDriver, 12.2).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Browser {
    driver: Child,
    // A driver whose output nobody holds ends when it writes.
    _output: BufReader<ChildStdout>,
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
        // The driver chooses its port itself: a port that a test finds free may be another test's a moment later. The port that it
        // chooses must be free for two protocols, and where it is not, the driver ends.
        let started = (0..10).find_map(|_| start_driver());
        let (driver, output, port) = started.expect("chromedriver starts");
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut browser = Browser { driver, _output: output, port, session: String::new(), _profile: profile };
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
        let session = browser
            .call("POST", "/session", &wanted)
            .unwrap_or_else(|error| panic!("chromedriver does not answer: {error}"));
        let identifier = session["sessionId"].as_str().unwrap_or_else(|| panic!("Chromium does not start: {session}"));
        browser.session = format!("/session/{identifier}");
        browser
    }

    /// One request; the value of its answer.
    fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value, Error> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        // The driver may keep the connection open: the length it tells ends the answer.
        let mut part = [0; 65536];
        loop {
            let read = match stream.read(&mut part) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read?,
            };
            answer.extend_from_slice(&part[..read]);
            if let Some(body) = whole_body(&answer) {
                return Ok(serde_json::from_slice::<Value>(body)?["value"].clone());
            }
            if read == 0 {
                let text = String::from_utf8_lossy(&answer).into_owned();
                return Err(Error::new(ErrorKind::UnexpectedEof, format!("the answer ends early: {text}")));
            }
        }
    }

    fn ask(&self, path: &str, body: &Value) -> Value {
        let value = self.call("POST", &format!("{}{path}", self.session), body);
        let value = value.unwrap_or_else(|error| panic!("{path}: the browser does not answer: {error}"));
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
        let _ = self.call("DELETE", &self.session, &Value::Null);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A driver with its output and its port; none where it ended before it was ready.
fn start_driver() -> Option<(Child, BufReader<ChildStdout>, u16)> {
    let driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut driver = driver.expect("chromedriver is installed");
    let mut output = BufReader::new(driver.stdout.take().expect("the output is piped"));
    match port_of(&mut output) {
        Some(port) => Some((driver, output, port)),
        None => {
            let _ = driver.kill();
            let _ = driver.wait();
            None
        }
    }
}

/// The port in the driver's line “ChromeDriver was started successfully on port 43067.”
fn port_of(output: &mut impl BufRead) -> Option<u16> {
    for line in output.lines() {
        let line = line.expect("the driver's output is text");
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return Some(port.trim_end_matches('.').parse().expect("a port is a number"));
        }
    }
    None
}

/// The body of an HTTP answer once all of it is there.
fn whole_body(answer: &[u8]) -> Option<&[u8]> {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok())?;
    answer.get(end + 4..end + 4 + length)
}
