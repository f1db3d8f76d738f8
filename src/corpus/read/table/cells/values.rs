//! Values of cells as trimmed text.

use serde_json::Value;

use crate::text::is_han;

/// Whether a character may be trimmed from the ends of a value: white space, byte order marks and zero-width marks.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\0')
}

/// The text without blanks at its ends and with `\n` as the only line end.
pub(in crate::corpus::read::table) fn tidy(text: &str) -> String {
    let text = text.trim_matches(is_blank);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// A text in which a database wrote the ends of lines as two characters, with the ends of lines.
pub(in crate::corpus::read::table) fn with_line_ends(text: String) -> String {
    if text.contains('\n') || !text.contains("\\n") {
        return text;
    }
    text.replace("\\r\\n", "\n").replace("\\n", "\n")
}

/// Keys under which JSON exports wrap a single value: MongoDB's extended JSON, XML converted to JSON, named entities.
const WRAPPERS: &[&str] =
    &["$date", "$oid", "$numberLong", "$numberInt", "#text", "_text", "name", "text", "title", "value", "content"];

/// A JSON value as trimmed text: lists are joined, wrapped values unwrapped, `null` is empty.
pub(in crate::corpus::read::table) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => match python_list(text) {
            Some(items) => {
                items.iter().map(|item| tidy(item)).filter(|item| !item.is_empty()).collect::<Vec<_>>().join("\n")
            }
            None => tidy(text),
        },
        Value::Number(number) => number_text(number),
        Value::Bool(truth) => truth.to_string(),
        Value::Array(items) => {
            let parts: Vec<String> = items.iter().map(plain).filter(|part| !part.is_empty()).collect();
            parts.join("\n")
        }
        Value::Object(object) => WRAPPERS
            .iter()
            .find_map(|key| object.get(*key))
            .map_or_else(|| if object.is_empty() { String::new() } else { value.to_string() }, plain),
    }
}

/// The labels of sources within values.
const SOURCE_LABELS: [&str; 4] = ["来源：", "来源:", "來源：", "來源:"];

/// A source without the label before it: “来源：兰河日报”.
pub(in crate::corpus::read::table) fn source_behind_label(value: &str) -> &str {
    SOURCE_LABELS.iter().find_map(|label| value.strip_prefix(label)).unwrap_or(value).trim()
}

/// The source that a head line tells behind the day, where crawlers keep it whole: “2018年08月09日 21:30 来源：兰河日报”.
pub(in crate::corpus::read::table) fn source_behind(line: &str) -> String {
    let label = SOURCE_LABELS.iter().find_map(|label| line.split_once(label));
    let value = label.map_or("", |(_, value)| value.trim_start());
    let value = value.split(['（', '(', '【', '[', '|', '｜']).next().unwrap_or_default();
    // The name of a foreign medium has spaces: “China Daily”.
    let end = value.match_indices(char::is_whitespace).find(|(at, _)| value[*at..].trim_start().starts_with(is_han));
    value[..end.map_or(value.len(), |(at, _)| at)].trim().to_owned()
}

/// The texts in a list of texts as Python prints it, which crawlers write into cells: `['第一段', '\r\n 第二段']`, `[]`.
fn python_list(text: &str) -> Option<Vec<String>> {
    let inner = text.trim_matches(is_blank).strip_prefix('[')?.strip_suffix(']')?;
    if let Ok(items) = serde_json::from_str(text) {
        return Some(items);
    }
    let (mut items, mut rest) = (Vec::new(), inner.trim());
    while !rest.is_empty() {
        if let Some(behind) = ["None", "nan"].iter().find_map(|nothing| rest.strip_prefix(nothing)) {
            rest = behind.trim_start();
        } else {
            let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
            let (item, behind) = python_text(&rest[1..], quote)?;
            items.push(item);
            rest = behind.trim_start();
        }
        rest = match rest.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None if rest.is_empty() => rest,
            None => return None,
        };
    }
    Some(items)
}

/// A text in Python's notation up to its closing quotation mark, and what stands behind that mark.
pub(in crate::corpus::read::table) fn python_text(text: &str, quote: char) -> Option<(String, &str)> {
    let (mut read, mut chars) = (String::new(), text.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            c if c == quote => return Some((read, &text[at + c.len_utf8()..])),
            '\\' => {
                let digits = match chars.next()?.1 {
                    'n' => {
                        read.push('\n');
                        continue;
                    }
                    'r' => continue,
                    't' => {
                        read.push(' ');
                        continue;
                    }
                    'x' => 2,
                    'u' => 4,
                    other => {
                        read.push(other);
                        continue;
                    }
                };
                let code: String = chars.by_ref().take(digits).map(|(_, digit)| digit).collect();
                read.push(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32)?);
            }
            c => read.push(c),
        }
    }
    None
}

/// A number without a needless fraction: spreadsheets hold every number as a floating-point value.
fn number_text(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => format!("{float:.0}"),
        _ => number.to_string(),
    }
}

/// Whether a value is empty or consists of blanks only.
pub(in crate::corpus::read::table) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => {
            text.chars().all(is_blank)
                || python_list(text).is_some_and(|items| items.iter().all(|item| item.chars().all(is_blank)))
        }
        _ => false,
    }
}

/// Whether a cell only marks that something is so: in the column of a paper, that it printed the article.
pub(in crate::corpus::read::table) fn is_tick(text: &str) -> bool {
    ["√", "✓", "✔", "☑", "●", "○", "★", "☆", "▲", "是", "有", "V", "v", "Y", "y", "×", "否", "无"]
        .contains(&text.trim())
}

/// The names in a list of labels, each once: a JSON list, a list written as text, or names separated by semicolons, `、` and the like.
pub(in crate::corpus::read::table) fn labels(value: &Value, separators: &[char]) -> Vec<String> {
    let names = match value {
        Value::Array(items) => items.iter().filter(|item| !matches!(item, Value::Array(_))).map(label).collect(),
        Value::String(text) => written_labels(text.trim_matches(is_blank), separators),
        other => vec![label(other)],
    };
    let mut labels: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        if !name.is_empty() && !labels.contains(&name) {
            labels.push(name);
        }
    }
    labels
}

/// One label; annotators' tools wrap it with the span that it marks: `{"start": 0, "end": 5, "label": "ecology"}`.
fn label(value: &Value) -> String {
    plain(value.get("label").unwrap_or(value))
}

fn written_labels(text: &str, separators: &[char]) -> Vec<String> {
    let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return text.split(separators).map(tidy).collect();
    };
    if let Ok(Value::Array(items)) = serde_json::from_str(text) {
        return items.iter().map(label).collect();
    }
    // Python writes lists with single quotation marks.
    inner.split([',', '，']).map(|part| tidy(part.trim().trim_matches(['\'', '"']))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_become_trimmed_text() {
        assert_eq!(plain(&json!("\u{3000} 春耕\r\n备耕\u{A0}")), "春耕\n备耕");
        assert_eq!(plain(&json!(4.0)), "4");
        assert_eq!(plain(&json!(4.5)), "4.5");
        assert_eq!(plain(&json!(null)), "");
        assert_eq!(plain(&json!(["第一段", "", "第二段"])), "第一段\n第二段");
        for (line, source) in [
            ("2024-03-05 21:30　来源：兰河日报 作者：方小舟", "兰河日报"),
            ("2024-03-05 来源:兰河日报【打印】", "兰河日报"),
            ("2024-03-05", ""),
        ] {
            assert_eq!(source_behind(line), source);
        }
        assert_eq!(plain(&json!({"$oid": "ab12"})), "ab12");
        assert_eq!(plain(&json!(r"['\r\n      老街修好了\r\n      ', '第二段\u3000', ' ']")), "老街修好了\n第二段");
        assert!(is_empty(&json!("[]")) && is_empty(&json!("[' ']")) && !is_empty(&json!("['甲']")));
        for text in ["[图] 老街", "['未完", "[1, 2]", "['甲' 乙]", "【'甲'】"] {
            assert_eq!(plain(&json!(text)), text);
        }
        assert_eq!(plain(&json!({"id": 3, "name": "柳河晚报"})), "柳河晚报");
    }

    #[test]
    fn labels_are_split_and_trimmed() {
        let all = [';', '；', '、', ',', '，', '|'];
        assert_eq!(labels(&json!("a; b ；c"), &all), ["a", "b", "c"]);
        assert_eq!(labels(&json!("教育、能源"), &all), ["教育", "能源"]);
        assert_eq!(labels(&json!("[\"a\", \"b\"]"), &all), ["a", "b"]);
        assert_eq!(labels(&json!("['a', 'b']"), &all), ["a", "b"]);
        assert_eq!(labels(&json!(["a", 4, " c "]), &all), ["a", "4", "c"]);
        assert_eq!(labels(&json!(4), &all), ["4"]);
        assert_eq!(labels(&json!([]), &all), [""; 0]);
        assert_eq!(labels(&json!([[0, 3, "PER"]]), &all), [""; 0]);
        let spans = json!([{"start": 0, "label": "a"}, {"start": 7, "label": "b"}, {"start": 9, "label": "a"}]);
        assert_eq!(labels(&spans, &all), ["a", "b"]);
    }
}
