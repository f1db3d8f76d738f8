//! Values as Python prints them, which crawlers write into files one a line: `{'title': '春耕', 'author': None}`.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::table::cells::values::python_text;
use crate::text::pattern;

/// What Python calls the values that have names of their own in JSON.
const NAMED_VALUES: [(&str, &str); 4] = [("None", "null"), ("nan", "null"), ("True", "true"), ("False", "false")];

/// The JSON of a value that Python printed; `None` where a text does not end.
pub(super) fn as_json(text: &str) -> Option<String> {
    let mut json = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if matches!(c, '\'' | '"') {
            let (value, behind) = python_text(&rest[1..], c)?;
            json.push_str(&quoted(&value));
            rest = behind;
        } else if let Some((name, value)) = NAMED_VALUES.iter().find(|(name, _)| rest.starts_with(name)) {
            json.push_str(value);
            rest = &rest[name.len()..];
        } else if c.is_ascii_alphabetic() {
            let (value, behind) = made_value(rest)?;
            json.push_str(&quoted(&value));
            rest = behind;
        } else {
            json.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(json)
}

/// A value that is printed as what makes it, and what stands behind it: `datetime.datetime(2024, 4, 1, 8, 30)`, `ObjectId('5e7d')`.
fn made_value(text: &str) -> Option<(String, &str)> {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^datetime\.date(?:time)?\((\d{4}), (\d{1,2}), (\d{1,2})[^()]*(?:\([^()]*\))?\)"));
    static OTHER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Za-z][A-Za-z0-9_.]*\('([^'()]*)'\)"));
    if let Some(found) = DAY.captures(text) {
        return Some((format!("{}-{}-{}", &found[1], &found[2], &found[3]), &text[found[0].len()..]));
    }
    OTHER.captures(text).map(|found| (found[1].to_owned(), &text[found[0].len()..]))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_values_become_json() {
        for (printed, json) in [
            ("{'标题': '春耕', 'n': 3, 'author': None}", r#"{"标题": "春耕", "n": 3, "author": null}"#),
            (r#"['他说"好"', "it's", True]"#, r#"["他说\"好\"", "it's", true]"#),
            (r"{'text': '第一段\n第二段'}", r#"{"text": "第一段\n第二段"}"#),
            ("{'d': datetime.datetime(2024, 4, 1, 8, 30), 'i': ObjectId('5e7d')}", r#"{"d": "2024-4-1", "i": "5e7d"}"#),
        ] {
            assert_eq!(as_json(printed).as_deref(), Some(json));
        }
        for text in ["{'未完: 1}", "{title: 1}", "{'a': f(1)}"] {
            assert_eq!(as_json(text), None, "{text}");
        }
    }
}
