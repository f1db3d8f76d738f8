//! Tables of articles, one at a time: article JSONL, CSV, fastText lines.

use std::collections::VecDeque;
use std::io::BufRead;

use serde_json::{Map, Value};

use crate::corpus::encoding::decode;
use crate::corpus::read::ReadOptions;
use crate::corpus::{Article, Dateline, Gazetteer};
use crate::error::{Error, Result};

/// What fastText writes before a label.
pub(in crate::corpus) const FASTTEXT: &str = "__label__";

/// The articles of one table. An `Err` names one line, row or field that could not be used; reading goes on
/// behind it.
pub(super) struct Table<'a> {
    name: String,
    line: u64,
    rows: Rows,
    ready: VecDeque<Result<Article>>,
    options: &'a ReadOptions,
    seen_any: bool,
}

enum Rows {
    Lines(Box<dyn BufRead + Send>),
    Csv { reader: Box<csv::Reader<Box<dyn BufRead + Send>>>, header: Vec<String> },
    Done,
}

impl<'a> Table<'a> {
    fn new(name: &str, rows: Rows, options: &'a ReadOptions) -> Self {
        Table { name: name.into(), line: 0, rows, ready: VecDeque::new(), options, seen_any: false }
    }

    /// Article JSONL.
    pub(super) fn jsonl(name: &str, reader: Box<dyn BufRead + Send>, options: &'a ReadOptions) -> Result<Self> {
        Ok(Self::new(name, Rows::Lines(without_mark(name, reader)?), options))
    }

    /// CSV with a header line.
    pub(super) fn csv(name: &str, reader: Box<dyn BufRead + Send>, options: &'a ReadOptions) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(without_mark(name, reader)?);
        let record = reader.byte_headers().map_err(|e| csv_error(name, 1, &e))?.clone();
        let header: Vec<String> = decode_record(name, &record)?.into_iter().map(|h| h.trim().to_owned()).collect();
        if header.iter().all(String::is_empty) {
            return Err(Error::EmptyFile { file: name.into() });
        }
        if !header.iter().any(|h| h == "text") {
            let found = header.join(", ");
            return Err(Error::MissingColumn { file: name.into(), column: "text", found });
        }
        Ok(Self::new(name, Rows::Csv { reader: Box::new(reader), header }, options))
    }

    /// fastText's labelled lines.
    pub(super) fn fasttext(name: &str, text: &str, options: &'a ReadOptions) -> Self {
        let mut table = Self::new(name, Rows::Done, options);
        table.take_fasttext(text);
        table
    }
}

/// The reader behind a byte order mark. A binary file behind a text file's name is told once, not line by line.
fn without_mark(name: &str, mut reader: Box<dyn BufRead + Send>) -> Result<Box<dyn BufRead + Send>> {
    let start = reader.fill_buf().map_err(|source| Error::Read { path: name.into(), source })?;
    let head = &start[..start.len().min(4096)];
    if head.contains(&0) || head.starts_with(b"%PDF") || head.starts_with(b"PK\x03\x04") {
        decode(name, head)?;
    }
    if start.starts_with(b"\xEF\xBB\xBF") {
        reader.consume(3);
    }
    Ok(reader)
}

fn csv_error(file: &str, line: u64, error: &csv::Error) -> Error {
    let line = error.position().map_or(line, csv::Position::line);
    Error::BadLine { file: file.into(), line, problem: error.to_string() }
}

/// The fields of a row, all in the same encoding: no byte of a GB18030 character is a comma, quote or line end.
fn decode_record(file: &str, record: &csv::ByteRecord) -> Result<Vec<String>> {
    let utf8: Result<Vec<String>, _> = record.iter().map(|f| std::str::from_utf8(f).map(str::to_owned)).collect();
    utf8.or_else(|_| record.iter().map(|field| decode(file, field)).collect())
}

impl Iterator for Table<'_> {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                self.seen_any |= ready.is_ok();
                return Some(ready);
            }
            match self.next_object() {
                Ok(None) => return None,
                Ok(Some(object)) => self.take(object),
                Err(error) => self.ready.push_back(Err(error)),
            }
        }
    }
}

impl Table<'_> {
    /// The next line or row as an object; `None` at the end of the file.
    fn next_object(&mut self) -> Result<Option<Map<String, Value>>> {
        let file = self.name.clone();
        match &mut self.rows {
            Rows::Done => Ok(None),
            Rows::Lines(reader) => loop {
                let mut bytes = Vec::new();
                let read = reader.read_until(b'\n', &mut bytes);
                self.line += 1;
                let line = self.line;
                match read {
                    Err(source) => {
                        self.rows = Rows::Done;
                        return Err(Error::Read { path: file.into(), source });
                    }
                    Ok(0) => {
                        self.rows = Rows::Done;
                        return if self.seen_any { Ok(None) } else { Err(Error::EmptyFile { file }) };
                    }
                    Ok(_) => {}
                }
                if bytes.iter().all(u8::is_ascii_whitespace) {
                    continue;
                }
                self.seen_any = true;
                let text = decode(&format!("{file}:{line}"), &bytes)?;
                return match serde_json::from_str(&text) {
                    Ok(Value::Object(object)) => Ok(Some(object)),
                    Ok(_) => Err(Error::BadLine { file, line, problem: "is no JSON object".into() }),
                    Err(e) => {
                        let problem = format!("is no complete JSON object ({e})");
                        Err(Error::BadLine { file, line, problem })
                    }
                };
            },
            Rows::Csv { reader, header } => {
                let mut record = csv::ByteRecord::new();
                self.line = reader.position().line().max(self.line + 1);
                match reader.read_byte_record(&mut record) {
                    Ok(false) => {
                        self.rows = Rows::Done;
                        return if self.seen_any { Ok(None) } else { Err(Error::EmptyFile { file }) };
                    }
                    Ok(true) => {}
                    Err(error) => {
                        if error.is_io_error() {
                            let error = csv_error(&file, self.line, &error);
                            self.rows = Rows::Done;
                            return Err(error);
                        }
                        return Err(csv_error(&file, self.line, &error));
                    }
                }
                self.seen_any = true;
                self.line = record.position().map_or(self.line, csv::Position::line);
                if record.len() > header.len() {
                    let problem = format!("has {} fields, the header {}", record.len(), header.len());
                    return Err(Error::BadLine { file, line: self.line, problem });
                }
                let fields = decode_record(&format!("{file}:{}", self.line), &record)?;
                Ok(Some(header.iter().cloned().zip(fields.into_iter().map(Value::String)).collect()))
            }
        }
    }

    /// Articles of fastText's labelled lines: `__label__a __label__b text`, the first label being the primary theme.
    fn take_fasttext(&mut self, text: &str) {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            self.line = number as u64 + 1;
            let labels: Vec<&str> = line.split_whitespace().map_while(|word| word.strip_prefix(FASTTEXT)).collect();
            let mut rest = line.trim_start();
            for _ in &labels {
                rest = rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
            }
            let mut object = Map::new();
            object.insert("text".into(), rest.into());
            object.insert("theme".into(), labels.first().copied().unwrap_or_default().into());
            object.insert("also".into(), labels.iter().skip(1).copied().collect::<Vec<_>>().into());
            self.take(object);
        }
    }

    /// Turns an object into an article; what cannot be used is told, the rest is kept.
    fn take(&mut self, mut object: Map<String, Value>) {
        let (file, line) = (self.name.clone(), self.line);
        let bad = |field, problem: String| Error::BadField { file: file.clone(), line, field, problem };
        let mut text = |field: &str| match object.remove(field) {
            Some(Value::String(text)) => text,
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let mut article = Article {
            id: text("id"),
            file: text("file"),
            source: text("source"),
            page: text("page"),
            title: text("title"),
            text: text("text"),
            byline: text("byline"),
            theme: text("theme").trim().to_owned(),
            boundary: text("boundary").trim().parse().ok(),
            ..Default::default()
        };
        let (mut date, region) = (text("date"), text("region"));
        let topic = text("major_topic");
        // The Comparative Agendas Project gives a year and a topic code.
        if article.theme.is_empty() && !topic.trim().is_empty() {
            article.theme = self.options.themes.id_of_cap(topic.trim());
        }
        let columns = [text("dateline_agency"), text("dateline_place"), text("dateline_date")];
        if date.trim().is_empty() {
            date = object
                .get("year")
                .map(|year| year.as_str().map_or_else(|| year.to_string(), str::to_owned))
                .unwrap_or_default();
        }
        if columns.iter().any(|c| !c.is_empty()) {
            let [agency, place, date] = columns;
            article.dateline = Some(Dateline { agency, place, date });
        }
        if article.text.trim().is_empty() && article.title.trim().is_empty() {
            self.ready.push_back(Err(bad("text", "is empty or missing; the article is left out".into())));
            return;
        }
        if let Some(source) = &self.options.source {
            article.source = source.clone();
        }
        match (self.options.date, date.trim()) {
            (Some(date), _) => article.date = Some(date.into()),
            (None, "") => {}
            (None, date) => match date.parse() {
                Ok(date) => article.date = Some(date),
                Err(_) => {
                    let problem = format!("`{date}` is not a date; the article is kept without one");
                    self.ready.push_back(Err(bad("date", problem)));
                }
            },
        }
        if !region.trim().is_empty() {
            match Gazetteer::shared().parse(&region) {
                Some(adcode) => article.region = adcode.to_string(),
                None => {
                    let problem = format!("`{region}` is no division of GB/T 2260; the region is taken from the text");
                    self.ready.push_back(Err(bad("region", problem)));
                }
            }
        }
        article.also = listed(object.remove("also"));
        article.regions = listed(object.remove("regions"));
        if let Some(Ok(dateline)) = object.remove("dateline").map(serde_json::from_value) {
            article.dateline = Some(dateline);
        }
        if article.id.is_empty() {
            article.id = format!("{}:{}", self.name, self.line);
        }
        article.extra = object;
        self.ready.push_back(Ok(article));
    }
}

/// A list as JSON writes it, or joined by semicolons or commas.
fn listed(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.into_iter().filter_map(|v| v.as_str().map(str::to_owned)).collect(),
        Some(Value::String(text)) => {
            text.split([';', ',', '；']).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}
