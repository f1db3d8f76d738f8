//! Whether an answer has the shape that the API's description gives for it.

use serde_json::Value;

/// What of a value does not fit a schema of JSON Schema 2020-12, of which the words that `document` uses are known; each with
/// its place in the value.
pub fn mismatches(document: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = document.pointer(name.trim_start_matches('#')).expect(name);
        return mismatches(document, target, value, place);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = choices.iter().any(|choice| mismatches(document, choice, value, place).is_empty());
        return if fits { Vec::new() } else { vec![format!("{place}: {value} is none of {choices:?}")] };
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => kind.as_str().into_iter().collect(),
    };
    let mut found = Vec::new();
    if !kinds.iter().any(|kind| is_of(kind, value)) {
        found.push(format!("{place}: {value} is not of {kinds:?}"));
    }
    if schema["enum"].as_array().is_some_and(|allowed| !allowed.contains(value)) {
        found.push(format!("{place}: {value} is not one of {}", schema["enum"]));
    }
    let number = |name: &str| schema[name].as_f64();
    let is_outside =
        |at: f64| number("minimum").is_some_and(|min| at < min) || number("maximum").is_some_and(|max| at > max);
    if value.as_f64().is_some_and(is_outside) {
        found.push(format!("{place}: {value} is out of bounds"));
    }
    if let Some(items) = value.as_array() {
        let each = items.iter().enumerate();
        found.extend(
            each.flat_map(|(at, item)| mismatches(document, &schema["items"], item, &format!("{place}[{at}]"))),
        );
    }
    if let Some(fields) = value.as_object() {
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        found.extend(
            required.filter(|name| !fields.contains_key(*name)).map(|name| format!("{place}.{name} is missing")),
        );
        for (name, field) in fields {
            match schema["properties"].get(name) {
                Some(property) => found.extend(mismatches(document, property, field, &format!("{place}.{name}"))),
                None => found.push(format!("{place}.{name} is not described")),
            }
        }
    }
    found
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("unknown type {kind}"),
    }
}
