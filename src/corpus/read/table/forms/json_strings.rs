//! JSON that stands as a text in a field of other JSON: servers write a list of articles that way, and crawlers the answer of a server.

use serde_json::{Map, Value};

use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::forms::json_kinds::{has_role, holds_objects, wraps_articles};
use crate::corpus::read::table::forms::json_text;

/// JSON stands in the texts of JSON at most this deep.
const DEEPEST: usize = 4;

/// The object with the JSON that its fields hold as texts, where that holds articles and the object has neither headline nor text.
pub(super) fn opened(mut object: Map<String, Value>) -> Map<String, Value> {
    let found: Vec<(String, Value)> =
        object.iter().filter_map(|(key, value)| Some((key.clone(), articles_in(value.as_str()?)?))).collect();
    if found.is_empty() {
        return object;
    }
    let is_found = |key: &String| found.iter().any(|(name, _)| name == key);
    let others: Map<String, Value> =
        object.iter().filter(|(key, _)| !is_found(key)).map(|(key, value)| (key.clone(), value.clone())).collect();
    if !has_role(&others, Role::Title) && !has_role(&others, Role::Text) {
        object.extend(found);
    }
    object
}

/// The articles that a text holds as JSON.
fn articles_in(text: &str) -> Option<Value> {
    let value = parsed(text, 0)?;
    let is_article = |object: &Map<String, Value>| has_role(object, Role::Title) && has_role(object, Role::Text);
    (wraps_articles("", &value, 0) || value.as_object().is_some_and(is_article)).then_some(value)
}

/// An object, or a list of objects, that a text holds as JSON, with those in its own texts.
fn parsed(text: &str, depth: usize) -> Option<Value> {
    let text = text.trim();
    let is_object = text.starts_with('{') && text.ends_with('}');
    let is_list = || {
        let items = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        items.is_some_and(|items| items.trim_start().starts_with('{'))
    };
    if depth > DEEPEST || !is_object && !is_list() {
        return None;
    }
    let value = json_text::parse(text).ok().filter(holds_objects)?;
    Some(with_opened_texts(value, depth + 1))
}

fn with_opened_texts(value: Value, depth: usize) -> Value {
    match value {
        Value::String(text) => parsed(&text, depth).unwrap_or(Value::String(text)),
        Value::Array(items) => items.into_iter().map(|item| with_opened_texts(item, depth)).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(name, value)| (name, with_opened_texts(value, depth))).collect()
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn opened_value(value: Value) -> Value {
        let Value::Object(object) = value else { return value };
        Value::Object(opened(object))
    }

    #[test]
    fn lists_of_articles_within_texts_are_opened() {
        let list = json!({"list": [{"title": "河畔新增公园", "digest": "昨日开放。"}]});
        let answer = json!({"ret": 0, "errmsg": "ok", "msg_list": list.to_string()});
        assert_eq!(opened_value(answer), json!({"ret": 0, "errmsg": "ok", "msg_list": list}));
        let page = json!({"publish_list": [{"publish_info": list.to_string()}]});
        let expected = json!({"page": {"publish_list": [{"publish_info": list}]}});
        assert_eq!(opened_value(json!({"page": page.to_string()})), expected);
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        let others = json!([{"title": "老街换灯"}]).to_string();
        for value in [
            json!({"title": "河畔新增公园", "others": others}),
            json!({"a": "{老街}", "b": "[图]老街", "c": "", "d": "{\"x\": 1}", "e": "[{\"type\": \"text\"}]"}),
        ] {
            assert_eq!(opened_value(value.clone()), value);
        }
    }
}
