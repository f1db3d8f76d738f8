//! Dumps of databases as JSON, as phpMyAdmin writes them: one list with a head, the names of databases, and an object for each table.

use serde_json::{Map, Value};

use crate::corpus::measure::at_most;
use crate::corpus::read::table::forms::json_kinds::names_articles;

/// A text that no name tells of has more characters than this; the names of sections and the settings of a site have fewer.
const FEW: usize = 40;

/// Whether a value is a part of such a dump that holds no articles: its head, the name of a database, or a table of other things, such as
/// the sections of the site.
pub(in crate::corpus::read::table) fn is_beside_articles(value: &Value) -> bool {
    let Value::Object(part) = value else { return false };
    let text = |key: &str| part.get(key).and_then(Value::as_str).unwrap_or_default();
    match text("type") {
        "header" => text("comment").contains("PHPMyAdmin"),
        "database" => part.len() == 2 && part.contains_key("name"),
        "table" if part.contains_key("name") && part.contains_key("database") => {
            let rows = part.get("data").and_then(Value::as_array);
            rows.is_some_and(|rows| !rows.iter().any(|row| names_articles(row, 0) || holds_long_text(row)))
        }
        _ => false,
    }
}

fn holds_long_text(row: &Value) -> bool {
    let is_long = |value: &Value| value.as_str().is_some_and(|text| !at_most(text, FEW));
    row.as_object().is_some_and(|row: &Map<String, Value>| row.values().any(is_long))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_tables_of_articles_are_read() {
        let table = |rows: Value| json!({"type": "table", "name": "site_items", "database": "site", "data": rows});
        for beside in [
            json!({"type": "header", "version": "5.1.0", "comment": "Export to JSON plugin for PHPMyAdmin"}),
            json!({"type": "database", "name": "site"}),
            table(json!([{"id": "1", "name": "本地"}, {"id": "2", "name": "民生"}])),
            table(json!([])),
        ] {
            assert!(is_beside_articles(&beside), "{beside}");
        }
        for other in [
            table(json!([{"id": "1", "title": "柳河大桥通车", "content": "昨日通车。"}])),
            table(json!([{"id": "1", "f3": "两岸居民盼了二十年。".repeat(6)}])),
            json!({"type": "database", "name": "柳河大桥通车", "date": "2024-04-01"}),
            json!({"type": "header", "title": "柳河大桥通车"}),
            json!({"type": "table", "name": "柳河大桥通车", "data": [{"name": "早市"}]}),
        ] {
            assert!(!is_beside_articles(&other), "{other}");
        }
    }
}
