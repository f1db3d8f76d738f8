//! Rows of separated values.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use serde_json::Value;

use crate::corpus::encoding::decode_row;
use crate::corpus::read::table::forms::separators::{STAND_IN, Separator, builder};
use crate::corpus::read::table::problem::Fault;
use crate::corpus::read::table::record::{Cells, Record, RecordResult, Records};

/// The rows that a reader of UTF-8 text holds.
pub(in crate::corpus::read::table) fn records<'a>(
    mut reader: Box<dyn BufRead + Send + 'a>,
    separator: &Separator,
) -> io::Result<Records<'a>> {
    let mut lines_before = 0;
    let start = reader.fill_buf()?;
    if [&b"sep="[..], b"SEP=", b"\"sep="].iter().any(|announcement| start.starts_with(announcement)) {
        reader.read_until(b'\n', &mut Vec::new())?;
        lines_before = 1;
    }
    let byte = match separator.characters.as_bytes() {
        [byte] => *byte,
        _ => STAND_IN,
    };
    let long = separator.characters.len() > 1;
    let characters = if long { separator.characters.clone().into_bytes() } else { Vec::new() };
    let reader = PlainLines { inner: reader, characters, line: Vec::new(), position: 0 };
    let reader = builder(separator, byte).from_reader(reader);
    let characters = separator.characters.clone();
    let mark = separator.quoting.mark();
    Ok(Box::new(Rows { reader, characters, mark, width: 0, lines_before, ready: VecDeque::new(), ended: false }))
}

/// A reader in which all lines end with a line feed alone and one byte stands for a separator of several bytes.
struct PlainLines<'a> {
    inner: Box<dyn BufRead + Send + 'a>,
    /// The separator of several bytes, if there is one.
    characters: Vec<u8>,
    line: Vec<u8>,
    position: usize,
}

impl Read for PlainLines<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.position == self.line.len() {
            self.line.clear();
            self.position = 0;
            self.inner.read_until(b'\n', &mut self.line)?;
            if self.line.ends_with(b"\r\n") {
                let end = self.line.len() - 2;
                self.line.truncate(end);
                self.line.push(b'\n');
            }
            if !self.characters.is_empty() {
                self.line = with_stand_in(&self.line, &self.characters);
            }
        }
        let ready = &self.line[self.position..];
        let count = ready.len().min(out.len());
        out[..count].copy_from_slice(&ready[..count]);
        self.position += count;
        Ok(count)
    }
}

/// The line with one byte for each separator.
fn with_stand_in(line: &[u8], characters: &[u8]) -> Vec<u8> {
    let (mut replaced, mut rest) = (Vec::with_capacity(line.len()), line);
    while let Some(first) = rest.first() {
        match rest.strip_prefix(characters) {
            Some(behind) => {
                replaced.push(STAND_IN);
                rest = behind;
            }
            None => {
                replaced.push(*first);
                rest = &rest[1..];
            }
        }
    }
    replaced
}

struct Rows<'a> {
    reader: csv::Reader<PlainLines<'a>>,
    characters: String,
    /// The mark in which fields may be wrapped.
    mark: Option<char>,
    /// The number of fields of the widest of the first rows.
    width: usize,
    lines_before: u64,
    ready: VecDeque<RecordResult>,
    ended: bool,
}

/// Number of rows that decide how wide a table is.
const FIRST_ROWS: u64 = 20;

impl Iterator for Rows<'_> {
    type Item = RecordResult;

    fn next(&mut self) -> Option<RecordResult> {
        if let Some(ready) = self.ready.pop_front() {
            return Some(ready);
        }
        if self.ended {
            return None;
        }
        let mut record = csv::ByteRecord::new();
        match self.reader.read_byte_record(&mut record) {
            Ok(false) => {
                self.ended = true;
                None
            }
            Ok(true) => {
                let fields = decoded(&record);
                let line = self.line_of(&record, &fields);
                if line <= FIRST_ROWS {
                    self.width = self.width.max(fields.len());
                }
                if self.mark.is_some_and(|mark| self.take_apart(line, &fields, mark)) {
                    return self.next();
                }
                Some(Ok(row(line, fields)))
            }
            Err(error) => {
                self.ended = error.is_io_error();
                let line = error.position().map_or(0, csv::Position::line) + self.lines_before;
                Some(Err((line, Fault::InputError { problem: error.to_string() })))
            }
        }
    }
}

impl Rows<'_> {
    /// The line on which a row begins: blank lines before it are not part of it.
    fn line_of(&self, record: &csv::ByteRecord, fields: &[String]) -> u64 {
        let within: usize = fields.iter().map(|field| field.matches('\n').count()).sum();
        let next = self.reader.position().line();
        let known = record.position().map_or(0, csv::Position::line);
        known.max(next.saturating_sub(1 + within as u64)) + self.lines_before
    }

    /// Separates the rows that stand behind a quotation mark which is never closed; false where there are none.
    fn take_apart(&mut self, line: u64, fields: &[String], mark: char) -> bool {
        // A field that is closed in order leaves the right number of fields and no quotation mark without its partner.
        let suspicious = fields.len() != self.width || fields.iter().any(|field| field.matches(mark).count() % 2 == 1);
        let several_lines = fields.iter().any(|field| field.matches('\n').count() >= 3);
        if !suspicious || !several_lines || self.width < 3 || self.characters.is_empty() {
            return false;
        }
        let whole = fields.join(&self.characters);
        let lines: Vec<&str> = whole.lines().collect();
        let full = |line: &&&str| line.matches(self.characters.as_str()).count() + 1 == self.width;
        let rows = lines.iter().skip(1).filter(full).count();
        if rows < 3 || rows * 2 < lines.len() {
            return false;
        }
        self.ready.push_back(Err((line, Fault::OpenQuote { lines: lines.len() })));
        for (text, line) in lines.iter().zip(line..) {
            let fields =
                text.split(self.characters.as_str()).map(|field| field.trim_matches(mark).to_owned()).collect();
            self.ready.push_back(Ok(row(line, fields)));
        }
        true
    }
}

fn row(line: u64, fields: Vec<String>) -> Record {
    Record { line, cells: Cells::Row(fields.into_iter().map(Value::String).collect()) }
}

/// The fields as text, all in the same encoding.
fn decoded(record: &csv::ByteRecord) -> Vec<String> {
    let valid: Result<Vec<String>, _> =
        record.iter().map(|field| std::str::from_utf8(field).map(str::to_owned)).collect();
    valid.unwrap_or_else(|_| {
        let joined: Vec<u8> = record.iter().collect::<Vec<_>>().join(&STAND_IN);
        decode_row(&joined).split(char::from(STAND_IN)).map(str::to_owned).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::table::forms::separators::detect;

    fn rows(text: &str) -> Vec<Result<(u64, Vec<String>), u64>> {
        let found = records(Box::new(text.as_bytes()), &detect(text, true)).unwrap();
        let fields = |cells: Cells| match cells {
            Cells::Row(cells) => cells.iter().map(|cell| cell.as_str().unwrap_or("").to_owned()).collect(),
            Cells::Object(_) => Vec::new(),
        };
        found.map(|found| found.map(|record| (record.line, fields(record.cells))).map_err(|(line, _)| line)).collect()
    }

    fn fields(fields: &[&str]) -> Vec<String> {
        fields.iter().map(|field| (*field).to_owned()).collect()
    }

    #[test]
    fn rows_keep_their_lines() {
        let found = rows("标题,正文\n春耕,\"甲\n乙\"\n\n秋收,丙\n");
        assert_eq!(found[1], Ok((2, fields(&["春耕", "甲\n乙"]))));
        assert_eq!(found[2], Ok((5, fields(&["秋收", "丙"]))));
        let windows = rows("标题,正文\r\n春耕,\"甲\r\n乙\"\r\n秋收,丙\r\n");
        assert_eq!(windows[2], Ok((4, fields(&["秋收", "丙"]))));
        assert_eq!(rows("sep=;\n标题;正文\n")[0], Ok((2, fields(&["标题", "正文"]))));
    }

    #[test]
    fn long_separators_are_replaced() {
        assert_eq!(rows("标题||正文\n春|耕||甲\n")[1], Ok((2, fields(&["春|耕", "甲"]))));
    }

    #[test]
    fn single_quotation_marks_are_taken_off() {
        let found = rows("标题,正文\n'春耕','甲,\n乙'\n'秋收','丙''丁'\n");
        assert_eq!(found[1], Ok((2, fields(&["春耕", "甲,\n乙"]))));
        assert_eq!(found[2], Ok((4, fields(&["秋收", "丙'丁"]))));
    }

    #[test]
    fn separators_in_quoted_paragraphs_are_no_rows() {
        let text = "编号,标题,正文\n1,春耕,\"一,二,三\n四,五,六\n七,八,九\n十,百,千\n\"\n2,秋收,甲\n";
        let found = rows(text);
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(Result::is_ok));
    }

    #[test]
    fn an_open_quotation_mark_swallows_no_rows() {
        let mut text = String::from("编号,标题,正文\n");
        for number in 1..200 {
            text.push_str(&format!("{number},\"春耕\",甲\n"));
        }
        text.push_str("200,\"开头,乙\n");
        for number in 201..240 {
            text.push_str(&format!("{number},秋收,丙\n"));
        }
        let found = rows(&text);
        assert_eq!(found.iter().filter(|row| row.is_err()).count(), 1);
        assert_eq!(found.last(), Some(&Ok((240, fields(&["239", "秋收", "丙"])))));
    }
}
