//! Values as scripts write them: objects with bare names, texts between any quotation marks, comments, commas before closing brackets.

use serde_json::{Map, Value};

/// Values that are nested deeper are no data.
const DEEPEST: usize = 40;
/// The longest escape, in bytes: `u{10FFFF}`.
const MAX_ESCAPE: usize = 9;

/// The value at the beginning of a text, and its length. Where it is more than a value, such as an object with functions, the error is the
/// number of bytes that were read to see it.
pub(super) fn value_at_start(text: &str) -> Result<(Value, usize), usize> {
    let mut reader = Reader { text, at: 0 };
    match reader.value(0) {
        Some(value) => Ok((value, reader.at)),
        None => Err(reader.at),
    }
}

/// The number of bytes after which a quotation at the beginning of a text is known to have no end.
pub(super) fn unclosed_length(text: &str) -> usize {
    let line = text.find('\n').filter(|_| !text.starts_with('`'));
    line.unwrap_or(text.len())
}

/// The length of white space and comments at the beginning of a text.
pub(super) fn blank_length(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let behind = |comment: &'static str, end: &'static str| {
            let comment = rest.strip_prefix(comment)?;
            Some(comment.find(end).map_or("", |at| &comment[at + end.len()..]))
        };
        match behind("//", "\n").or_else(|| behind("/*", "*/")) {
            Some(behind) => rest = behind,
            None => return text.len() - rest.len(),
        }
    }
}

/// The text between quotation marks at the beginning of a text, and its length with them; none where the marks are not closed, or a value
/// is put into the text.
pub(in crate::corpus::read::table) fn quoted(text: &str) -> Option<(String, usize)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (mut read, mut at) = (String::new(), 1);
    while let Some(c) = text[at..].chars().next() {
        at += c.len_utf8();
        match c {
            '\\' => {
                let (meant, length) = escaped(&text[at..]);
                read.extend(meant);
                at += length;
            }
            '\n' if quote != '`' => return None,
            '$' if quote == '`' && text[at..].starts_with('{') => return None,
            c if c == quote => return Some((read, at)),
            c => read.push(c),
        }
    }
    None
}

/// The character that an escape stands for, if any, and the length of what stands behind the backslash.
fn escaped(text: &str) -> (Option<char>, usize) {
    let code = |from: usize, to: usize| text.get(from..to).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let character = |code: u32| Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    match text.chars().next() {
        Some('n') => (Some('\n'), 1),
        Some('t') => (Some('\t'), 1),
        Some('r' | '\n') => (None, 1),
        Some('x') => code(1, 3).map_or((None, 1), |code| (character(code), 3)),
        Some('u') if text[1..].starts_with('{') => {
            // A code has at most six digits.
            let end = text.bytes().take(MAX_ESCAPE).position(|byte| byte == b'}').unwrap_or(1);
            code(2, end).map_or((None, 1), |code| (character(code), end + 1))
        }
        // Two codes stand for a character beyond the first 65,536.
        Some('u') => match (code(1, 5), code(7, 11).filter(|_| text.get(5..7) == Some("\\u"))) {
            (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                (character(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 11)
            }
            (Some(code), _) => (character(code), 5),
            (None, _) => (None, 1),
        },
        Some(other) => (Some(other), other.len_utf8()),
        None => (None, 0),
    }
}

/// Whether a character may stand in a name.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// Reads a value; the place is always between characters.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&mut self) -> &'t str {
        self.at += blank_length(&self.text[self.at..]);
        &self.text[self.at..]
    }

    /// Whether a sign comes next, which is then passed.
    fn passes(&mut self, sign: &str) -> bool {
        let is_next = self.rest().starts_with(sign);
        self.at += if is_next { sign.len() } else { 0 };
        is_next
    }

    /// The characters that come next and are of a kind.
    fn word(&mut self, is_of_word: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        match self.rest().chars().next()? {
            _ if depth > DEEPEST => None,
            '{' => self.object(depth),
            '[' => self.array(depth),
            '"' | '\'' | '`' => self.joined_text().map(Value::String),
            '!' => {
                // Programs that shorten scripts write truth so.
                let is_true = self.passes("!0");
                (is_true || self.passes("!1")).then_some(Value::Bool(is_true))
            }
            c if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => self.number(),
            c if is_of_name(c) => self.named(),
            _ => None,
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        self.passes("{");
        let mut object = Map::new();
        loop {
            if self.passes("}") {
                return Some(Value::Object(object));
            }
            if self.passes("...") {
                self.named()?;
            } else {
                let name =
                    if self.rest().starts_with(is_of_name) { self.word(is_of_name).to_owned() } else { self.text()? };
                // `{news}` is short for `{news: news}`.
                let is_short = !self.passes(":");
                let value = if is_short { Value::Null } else { self.value(depth + 1)? };
                object.insert(name, value);
            }
            if !self.passes(",") {
                return self.passes("}").then_some(Value::Object(object));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.passes("[");
        let mut items = Vec::new();
        loop {
            if self.passes("]") {
                return Some(Value::Array(items));
            }
            if self.passes("...") {
                self.named()?;
            } else {
                items.push(self.value(depth + 1)?);
            }
            if !self.passes(",") {
                return self.passes("]").then_some(Value::Array(items));
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        let rest = self.rest();
        match quoted(rest) {
            Some((text, length)) => {
                self.at += length;
                Some(text)
            }
            None => {
                self.at += if rest.starts_with(['"', '\'', '`']) { unclosed_length(rest) } else { 0 };
                None
            }
        }
    }

    /// A text, which may be put together of several: `'甲' + '乙'`.
    fn joined_text(&mut self) -> Option<String> {
        let mut text = self.text()?;
        while self.passes("+") {
            text += &self.text()?;
        }
        Some(text)
    }

    fn number(&mut self) -> Option<Value> {
        let digits = self.word(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_'));
        serde_json::from_str(digits).ok().or_else(|| digits.parse::<f64>().ok().map(Value::from))
    }

    /// A value by its name: truth, nothing, a moment, or one that stands elsewhere and is not known here.
    fn named(&mut self) -> Option<Value> {
        let mut name = self.word(|c| is_of_name(c) || c == '.');
        if name == "new" {
            name = self.word(|c| is_of_name(c) || c == '.');
        }
        match name {
            "" | "function" | "async" | "class" => return None,
            "true" | "false" => return Some(Value::Bool(name == "true")),
            _ => {}
        }
        if !self.passes("(") {
            return (!self.rest().starts_with("=>")).then_some(Value::Null);
        }
        let given = self.given()?;
        match name {
            "Date" => Some(given.map_or(Value::Null, Value::String)),
            "JSON.parse" => serde_json::from_str(&given?).ok(),
            _ => Some(Value::Null),
        }
    }

    /// What is given to a function, up to the closing bracket: its text, if that is all there is.
    fn given(&mut self) -> Option<Option<String>> {
        let first = self.text();
        if self.passes(")") {
            return Some(first);
        }
        let mut depth = 1_usize;
        while depth > 0 {
            match self.rest().chars().next()? {
                '"' | '\'' | '`' => {
                    self.text()?;
                    continue;
                }
                // A function is given.
                '{' | '}' => return None,
                '(' => depth += 1,
                ')' => depth -= 1,
                c => self.at += c.len_utf8() - 1,
            }
            self.at += 1;
        }
        Some(None)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_of_scripts_are_read() {
        for (script, value) in [
            (
                "{title: '春耕', n: 3, /* 备用 */ 标签: [1, -2.5,], }",
                json!({"title": "春耕", "n": 3, "标签": [1, -2.5]}),
            ),
            (
                "{'a-b': `甲\n乙`, c: \"\\u7532\\ud83d\\ude00\\x41\\n\" + '乙'}",
                json!({"a-b": "甲\n乙", "c": "甲😀A\n乙"}),
            ),
            ("[!0, undefined, true, false, null] // 完", json!([true, null, true, false, null])),
            (
                "{d: new Date('2024-04-01'), i: require('./a.png'), ...more, news}",
                json!({"d": "2024-04-01", "i": null, "news": null}),
            ),
            ("[JSON.parse('{\"a\": 1}'), list.first, f(1, (2))]", json!([{"a": 1}, null, null])),
        ] {
            assert_eq!(value_at_start(script).map(|(value, _)| value), Ok(value), "{script}");
        }
        assert_eq!(value_at_start("[1] = 2").map(|(_, length)| length), Ok(3));
    }

    #[test]
    fn programs_are_no_values() {
        for script in [
            "",
            "{",
            "{a: function () { return 1; }}",
            "{a() { return 1; }}",
            "[x => x]",
            "{a: 1 + b}",
            "{a: f({})}",
            "['未完",
            "{a: `甲${b}`}",
            "{a: '\\",
            "[\"\\u{110000000}\\u12",
        ] {
            assert!(value_at_start(script).is_err(), "{script}");
        }
        assert!(value_at_start(&"[".repeat(100_000)).is_err());
    }
}
