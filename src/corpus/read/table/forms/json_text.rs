//! JSON values out of a stream: one a line, one after another, or the elements of an array.

use std::io::{self, BufRead};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::corpus::encoding::decode_row;
use crate::corpus::read::table::forms::python_literal;
use crate::corpus::read::table::problem::Fault;
use crate::text::pattern;

/// How the JSON values of a file stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus::read::table) enum Layout {
    /// One value a line.
    Lines,
    /// Values one after another, each on one or more lines.
    Concatenated,
    /// The elements of one array.
    Array,
}

/// How programs that show a database number the first of its documents, in comments above them.
pub(in crate::corpus::read::table) const FIRST_DOCUMENT: &str = "/* 1 */";

/// The layout of a file whose beginning is given, where it is JSON at all.
pub(in crate::corpus::read::table) fn layout(start: &str, whole: bool) -> Option<Layout> {
    let text = start.trim_start_matches('\u{FEFF}').trim_start();
    let text = text.strip_prefix(FIRST_DOCUMENT).map_or(text, str::trim_start);
    let wrapped = behind_script(text);
    if wrapped.is_some_and(|value| value.starts_with('[') && looks_like_array(value)) {
        return Some(Layout::Array);
    }
    if wrapped.is_some_and(|value| value.starts_with('{') && looks_like_object(value)) {
        return Some(Layout::Concatenated);
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let complete = if whole || text.ends_with('\n') { &lines[..] } else { &lines[..lines.len().saturating_sub(1)] };
    let is_value = |line: &&str| matches!(parse(line), Ok(Value::Object(_) | Value::Array(_)));
    match text.chars().next()? {
        '[' if complete.len() >= 2 && complete.iter().take(5).all(is_value) => Some(Layout::Lines),
        '[' if looks_like_array(text) => Some(Layout::Array),
        '{' if looks_like_object(text) => {
            let valid = complete.iter().take(40).filter(|line| is_value(line)).count();
            let enough = valid * 2 > complete.len().min(40) || complete.first().is_some_and(is_value);
            Some(if enough { Layout::Lines } else { Layout::Concatenated })
        }
        _ => None,
    }
}

/// The value that a script assigns to a variable or gives to a function, as files beside web pages and answers of servers hold it:
/// `var news = [`, `callback({`. A server writes the brackets alone where nobody named a function.
fn behind_script(text: &str) -> Option<&str> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:/\*[^*{\[]{0,40}\*/\s*)?;?(?:(?:(?:var|let|const)\s+)?[A-Za-z_$][A-Za-z0-9_$.]{0,60}\s*=|(?:[A-Za-z_$][A-Za-z0-9_$.]{0,60})?\()\s*[\[{]",
        )
    });
    FORM.find(text).map(|found| &text[found.end() - 1..])
}

/// Whether `[` opens an array of objects or arrays, and not a line of prose such as `[1] See there`.
fn looks_like_array(text: &str) -> bool {
    let rest = text[1..].trim_start();
    rest.is_empty() || rest.starts_with(['{', '[', ']']) || rest.starts_with('"') && rest.contains("\",")
}

fn looks_like_object(text: &str) -> bool {
    let rest = text[1..].trim_start();
    rest.is_empty() || rest.starts_with(['"', '}']) || rest.starts_with('\'') && rest.contains("':")
}

/// The values of a file with their lines.
pub(in crate::corpus::read::table) struct Values<'a> {
    reader: Box<dyn BufRead + Send + 'a>,
    layout: Layout,
    line: u64,
    opened: bool,
    ended: bool,
}

impl<'a> Values<'a> {
    /// The values that a reader of UTF-8 text holds.
    pub(in crate::corpus::read::table) fn new(reader: Box<dyn BufRead + Send + 'a>, layout: Layout) -> Self {
        Values { reader, layout, line: 1, opened: layout == Layout::Lines, ended: false }
    }

    /// The next line that is not blank.
    fn next_line(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        loop {
            let (mut bytes, line) = (Vec::new(), self.line);
            if self.reader.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.line += 1;
            if !bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b',') {
                return Ok(Some((line, bytes)));
            }
        }
    }

    /// The bytes of the next value, up to the bracket that closes it.
    fn next_balanced(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        let mut scan = Scan { bytes: Vec::new(), line: self.line, depth: 0, in_string: false, escaped: false };
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                let rest = std::mem::take(&mut scan.bytes);
                return Ok((!rest.is_empty()).then_some((scan.line, rest)));
            }
            let mut used = 0;
            let mut done = None;
            for byte in chunk {
                used += 1;
                if !self.opened {
                    let is_array = self.layout == Layout::Array;
                    self.opened = *byte == if is_array { b'[' } else { b'{' };
                    if is_array || !self.opened {
                        self.line += u64::from(*byte == b'\n');
                        continue;
                    }
                }
                done = scan.take(*byte, self.layout, self.line);
                self.line += u64::from(*byte == b'\n');
                if done.is_some() {
                    break;
                }
            }
            // A bracket that begins a line where a value is still open belongs to the next value.
            let keep = matches!(done, Some(Step::BrokenOff));
            self.reader.consume(used - usize::from(keep));
            match done {
                Some(Step::End) => return Ok((!scan.bytes.is_empty()).then_some((scan.line, scan.bytes))),
                Some(Step::Complete | Step::BrokenOff) => return Ok(Some((scan.line, scan.bytes))),
                None => {}
            }
        }
    }
}

/// The state of the search for the end of a value.
struct Scan {
    bytes: Vec<u8>,
    line: u64,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

enum Step {
    /// The value is complete.
    Complete,
    /// A new value begins although this one is not closed.
    BrokenOff,
    /// The array is closed.
    End,
}

impl Scan {
    fn take(&mut self, byte: u8, layout: Layout, line: u64) -> Option<Step> {
        if self.bytes.is_empty() {
            match byte {
                b']' => return Some(Step::End),
                b',' | b' ' | b'\t' | b'\r' | b'\n' | b')' | b';' => return None,
                _ => self.line = line,
            }
        }
        if layout == Layout::Concatenated && byte == b'{' && self.depth > 0 && self.bytes.ends_with(b"\n") {
            return Some(Step::BrokenOff);
        }
        // Elements that are neither objects nor arrays end before a comma or the closing bracket.
        if self.depth == 0 && !self.in_string && matches!(byte, b',' | b']' | b'\n') {
            return Some(if byte == b']' { Step::End } else { Step::Complete });
        }
        self.bytes.push(byte);
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return None;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return (self.depth == 0).then_some(Step::Complete);
            }
            _ => {}
        }
        None
    }
}

impl Iterator for Values<'_> {
    type Item = Result<(u64, Value), (u64, Fault)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = loop {
            let found = if self.layout == Layout::Lines { self.next_line() } else { self.next_balanced() };
            if !matches!(&found, Ok(Some((_, bytes))) if is_comment(bytes)) {
                break found;
            }
        };
        match found {
            Ok(Some((line, bytes))) => {
                let value = parse(decode_row(&bytes).trim().trim_end_matches(','));
                Some(value.map(|value| (line, value)).map_err(|problem| (line, Fault::BadJson { problem })))
            }
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err((self.line, Fault::InputError { problem: error.to_string() })))
            }
        }
    }
}

/// Whether a line between values is a comment.
fn is_comment(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.starts_with(b"/*") && line.ends_with(b"*/")
}

/// Parses a JSON value; what Python and crawlers commonly write against the rules is accepted.
pub(in crate::corpus::read::table) fn parse(text: &str) -> Result<Value, String> {
    let strict = serde_json::from_str(text);
    let mended = strict.or_else(|error| serde_json::from_str(&repaired(text)).map_err(|_| error.to_string()));
    let printed = || python_literal::as_json(text).and_then(|json| serde_json::from_str(&json).ok());
    mended.or_else(|problem| printed().ok_or(problem))
}

/// The text with `null` for `NaN` and infinity, escapes for bare control characters, U+FFFD for unpaired surrogates and
/// without commas before closing brackets.
fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut rest, mut in_string) = (text, false);
    while let Some(c) = rest.chars().next() {
        let mut used = c.len_utf8();
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => {
                used = escape_length(rest);
                let escape = &rest[..used];
                if is_unpaired_surrogate(escape) { out.push('\u{FFFD}') } else { out.push_str(escape) }
            }
            '\n' if in_string => out.push_str("\\n"),
            '\t' if in_string => out.push_str("\\t"),
            c if in_string && c.is_ascii_control() => {}
            ',' if !in_string && rest[1..].trim_start().starts_with([']', '}']) => {}
            _ if in_string => out.push(c),
            _ => match ["NaN", "-Infinity", "Infinity"].into_iter().find(|word| rest.starts_with(word)) {
                Some(word) => {
                    used = word.len();
                    out.push_str("null");
                }
                None => out.push(c),
            },
        }
        rest = &rest[used..];
    }
    out
}

/// The length of the escape at the beginning, in which a pair of surrogates is one escape.
fn escape_length(text: &str) -> usize {
    let code = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    match (code(0), code(6)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
        (Some(_), _) => 6,
        _ => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
    }
}

fn is_unpaired_surrogate(escape: &str) -> bool {
    let digits = if escape.len() == 6 { escape.strip_prefix("\\u") } else { None };
    digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).is_some_and(|code| (0xD800..=0xDFFF).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn all(text: &str) -> Vec<Result<(u64, Value), u64>> {
        let layout = layout(text, true).expect("the text is JSON");
        Values::new(Box::new(text.as_bytes()), layout).map(|found| found.map_err(|(line, _)| line)).collect()
    }

    #[test]
    fn every_layout_is_read() {
        let (one, two) = (json!({"a": "x]"}), json!({"a": "\"{"}));
        let (first, second) = (one.to_string(), two.to_string());
        let pretty = serde_json::to_string_pretty(&one).unwrap();
        assert_eq!(all(&format!("{first}\n\n{second}\n")), [Ok((1, one.clone())), Ok((3, two.clone()))]);
        assert_eq!(all(&format!("[{first},\n{second}]")), [Ok((1, one.clone())), Ok((2, two.clone()))]);
        assert_eq!(all(&format!("{pretty}\n{second}")), [Ok((1, one.clone())), Ok((4, two.clone()))]);
        assert_eq!(all(&format!("[\n{pretty}\n]\n")), [Ok((2, one.clone()))]);
        assert_eq!(all(&format!("var news = [{first},\n{second}];\n")), [Ok((1, one.clone())), Ok((2, two.clone()))]);
        assert_eq!(all(&format!("callback({{\"data\": [{first}]}});\n")), [Ok((1, json!({"data": [one]})))]);
        assert_eq!(all(&format!("jsonp_1([{first}])")), [Ok((1, one.clone()))]);
        assert_eq!(all(&format!("({{\"data\": [{first}]}})")), [Ok((1, json!({"data": [one]})))]);
        assert_eq!(all(&format!("/**/show([{first}]);")), [Ok((1, one.clone()))]);
        assert_eq!(layout("([1] 见下)\n", true), None);
        assert_eq!(all("{'a': '甲'}\n{'a': None}\n"), [Ok((1, json!({"a": "甲"}))), Ok((2, json!({"a": null})))]);
        let shown = "/* 1 */\n{\n \"a\" : ObjectId(\"5e\")\n}\n\n/* 2 */\n{\n \"a\" : \"甲\"\n}\n";
        assert_eq!(all(shown), [Ok((2, json!({"a": "5e"}))), Ok((7, json!({"a": "甲"})))]);
        assert_eq!(layout("f({x}) = y\n", true), None);
        assert_eq!(layout("编号 = [1] 见下\n", true), None);
        assert_eq!(layout("a = [1] see there\n", true), None);
        assert_eq!(all("[[\"a\"],[\"b\"]]"), [Ok((1, json!(["a"]))), Ok((1, json!(["b"])))]);
    }

    #[test]
    fn a_broken_line_does_not_stop_the_others() {
        assert_eq!(
            all("{\"a\":1}\n{\"a\":\n{\"a\":2}\n"),
            [Ok((1, json!({"a": 1}))), Err(2), Ok((3, json!({"a": 2})))]
        );
        let pretty = "{\n \"a\": 1\n}\n{\n \"a\": \n{\n \"a\": 2\n}\n";
        assert_eq!(all(pretty), [Ok((1, json!({"a": 1}))), Err(4), Ok((6, json!({"a": 2})))]);
    }

    #[test]
    fn common_mistakes_are_repaired() {
        assert_eq!(parse("{\"a\": NaN, \"b\": \"x\ny\", }").unwrap(), json!({"a": null, "b": "x\ny"}));
        assert_eq!(parse("\"\\ud83d x \\ud83d\\ude00\"").unwrap(), json!("\u{FFFD} x 😀"));
        assert!(parse("{\"a\": ").is_err());
    }

    #[test]
    fn prose_is_not_json() {
        assert_eq!(layout("[1] 柳河志，第三卷", true), None);
        assert_eq!(layout("{见下文}", true), None);
        assert_eq!(layout("柳河", true), None);
    }
}
