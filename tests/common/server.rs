//! The real program serving an archive, and a small client.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// A server, stopped when it is dropped.
#[allow(dead_code)]
pub struct Server {
    process: Child,
    pub port: u16,
    pub token: String,
    /// The address that it printed.
    pub address: String,
}

/// An answer.
#[allow(dead_code)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

#[allow(dead_code)]
impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// If it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.text()))
    }

    /// The code of an error.
    pub fn code(&self) -> String {
        let body = self.json();
        let message = &body["error"]["message"];
        assert!(message["zh"].is_string() && message["en"].is_string(), "{body}");
        body["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

#[allow(dead_code)]
impl Server {
    /// Serves an archive at a free port.
    ///
    /// # Panics
    /// If the program does not print an address.
    pub fn start(db: &Path, more: &[&str]) -> Server {
        Server::started(None, db, more)
    }

    /// Serves an archive with temporary files in a folder.
    ///
    /// # Panics
    /// As [`Server::start`].
    pub fn start_in(temporary: &Path, db: &Path, more: &[&str]) -> Server {
        Server::started(Some(temporary), db, more)
    }

    fn started(temporary: Option<&Path>, db: &Path, more: &[&str]) -> Server {
        let mut process = Command::new(env!("CARGO_BIN_EXE_policyvane"))
            .env("LC_ALL", "zh_CN.UTF-8")
            .env("USER", "tester")
            .envs(temporary.map(|folder| ("TMPDIR", folder)))
            .args(["serve", "--db"])
            .arg(db)
            .args(["--port", "0", "--no-open", "-q"])
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut address = String::new();
        let stdout = process.stdout.take().expect("piped");
        BufReader::new(stdout).read_line(&mut address).expect("the program prints its address");
        let address = address.trim().to_owned();
        let parts = address.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split_once("/#token="));
        let (port, token) = parts.unwrap_or_else(|| panic!("no address: {address:?}"));
        Server { port: port.parse().expect("a port"), token: token.to_owned(), address: address.clone(), process }
    }

    /// Sends bytes as they are and reads what comes back until the server closes.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a time limit");
        // The server may answer and close before it has read everything.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        let body = bytes.get(end + 4..).unwrap_or_default();
        let is_chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        Answer { status, body: if is_chunked { unchunked(body) } else { body.to_vec() }, head }
    }

    /// A request with these lines of its head, which ends the connection.
    pub fn send(&self, method: &str, path: &str, head: &[&str], body: &[u8]) -> Answer {
        let lines: String = head.iter().map(|line| format!("{line}\r\n")).collect();
        let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        let head = format!("{method} {path} HTTP/1.1\r\n{lines}{length}Connection: close\r\n\r\n");
        self.raw(&[head.as_bytes(), body].concat())
    }

    /// A request as the page makes it.
    pub fn ask(&self, method: &str, path: &str, body: &str) -> Answer {
        let (host, token) = (self.host(), self.bearer());
        self.send(method, path, &[&host, &token, "Content-Type: application/json"], body.as_bytes())
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    pub fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}", self.port)
    }

    pub fn bearer(&self) -> String {
        format!("Authorization: Bearer {}", self.token)
    }

    /// Adds files as a form does: field, name and content of each part.
    pub fn upload(&self, parts: &[(&str, &str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (field, name, content) in parts {
            let file = if name.is_empty() { String::new() } else { format!("; filename=\"{name}\"") };
            body.extend(format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"{file}\r\n\r\n").as_bytes());
            body.extend(*content);
            body.extend(b"\r\n");
        }
        body.extend(b"--edge--\r\n");
        let (host, token) = (self.host(), self.bearer());
        self.send("POST", "/api/files", &[&host, &token, "Content-Type: multipart/form-data; boundary=edge"], &body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|part| part == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap_or("0"), 16).unwrap_or(0);
        if length == 0 {
            break;
        }
        let from = end + 2;
        whole.extend(&body[from..(from + length).min(body.len())]);
        body = body.get(from + length + 2..).unwrap_or_default();
    }
    whole
}
