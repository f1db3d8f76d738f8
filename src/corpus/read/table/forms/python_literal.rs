//! Values as Python prints them, which crawlers write into files one a line: `{'title': '春耕', 'author': None}`, and as the shell of
//! MongoDB does: `{ "_id" : ObjectId("5e7d"), "title" : "春耕" }`.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::table::cells::values::python_text;
use crate::text::pattern;

/// What Python and the shell call the values that have names of their own in JSON.
const NAMED_VALUES: [(&str, &str); 8] = [
    ("None", "null"),
    ("nan", "null"),
    ("undefined", "null"),
    ("null", "null"),
    ("True", "true"),
    ("true", "true"),
    ("False", "false"),
    ("false", "false"),
];

/// The JSON of a value that was printed so; `None` where a text does not end.
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

/// A value that is printed as what makes it, and what stands behind it: `datetime.datetime(2024, 4, 1, 8, 30)`, `ObjectId('5e7d')`,
/// `NumberInt(3)`.
fn made_value(text: &str) -> Option<(String, &str)> {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^datetime\.date(?:time)?\((\d{4}), (\d{1,2}), (\d{1,2})[^()]*(?:\([^()]*\))?\)"));
    static OTHER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"^(?:new )?[A-Za-z][A-Za-z0-9_.]*\((?:'([^'()]*)'|"([^"()]*)")\)"#));
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:Number(?:Int|Long|Decimal)|(?:new )?(?:ISO)?Date|Timestamp)\((-?[0-9.]+)(?:, ?[0-9]+)?\)")
    });
    if let Some(found) = DAY.captures(text) {
        return Some((format!("{}-{}-{}", &found[1], &found[2], &found[3]), &text[found[0].len()..]));
    }
    let found = OTHER.captures(text).or_else(|| NUMBER.captures(text))?;
    let value = found.iter().skip(1).flatten().next().map_or("", |value| value.as_str());
    Some((value.to_owned(), &text[found[0].len()..]))
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
            (
                r#"{ "_id" : ObjectId("5e7d"), "n" : NumberInt(3), "b" : true }"#,
                r#"{ "_id" : "5e7d", "n" : "3", "b" : true }"#,
            ),
            (
                r#"{ "d" : ISODate("2024-04-01T00:00:00Z"), "e" : null }"#,
                r#"{ "d" : "2024-04-01T00:00:00Z", "e" : null }"#,
            ),
        ] {
            assert_eq!(as_json(printed).as_deref(), Some(json));
        }
        for text in ["{'未完: 1}", "{title: 1}", "{'a': f(1)}"] {
            assert_eq!(as_json(text), None, "{text}");
        }
    }
}
