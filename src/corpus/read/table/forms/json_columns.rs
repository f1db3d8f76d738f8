//! JSON objects that hold a table as pandas and databases write it: whole columns, or rows of cells beside their names.

use serde_json::{Map, Value};

use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::record::Cells;

/// The rows of the table that an object is; `None` for other objects.
pub(in crate::corpus::read::table) fn rows(object: &Map<String, Value>) -> Option<Vec<Cells>> {
    rows_below_names(object).or_else(|| whole_columns(object))
}

/// Rows of cells below their names, as in `{"columns": ["标题", "正文"], "data": [["春耕", "柳河两岸"]]}`.
fn rows_below_names(object: &Map<String, Value>) -> Option<Vec<Cells>> {
    let is_pandas = |key: &str| key == "columns" && object.contains_key("data");
    let (place, names) = object.iter().find_map(|(key, value)| {
        let names = names(value)?;
        (is_pandas(key) || names.iter().any(|name| names_article(name))).then_some((key, names))
    })?;
    let is_row = |row: &Value| row.as_array().is_some_and(|cells| cells.len() == names.len());
    let mut lists = object.iter().filter(|(key, _)| *key != place).filter_map(|(_, value)| value.as_array());
    let rows = lists.find(|rows| rows.iter().all(is_row) && (!rows.is_empty() || object.contains_key("data")))?;
    let header = std::iter::once(Cells::Row(names.iter().map(|name| Value::from(*name)).collect()));
    Some(header.chain(rows.iter().filter_map(Value::as_array).map(|cells| Cells::Row(cells.clone()))).collect())
}

/// The names in a list of names, or of objects that describe a column each.
fn names(value: &Value) -> Option<Vec<&str>> {
    let names: Option<Vec<&str>> = value.as_array()?.iter().map(name_of).collect();
    names.filter(|names| !names.is_empty())
}

fn name_of(column: &Value) -> Option<&str> {
    match column {
        Value::String(name) => Some(name),
        Value::Object(column) => ["name", "label", "title", "field"].iter().find_map(|key| column.get(*key)?.as_str()),
        _ => None,
    }
}

/// Whether a name is that of a text or a headline.
fn names_article(name: &str) -> bool {
    matches!(role_of_name(name), Some((Role::Text | Role::Title, _)))
}

/// The rows of an object that holds whole columns, each with the values of all rows.
fn whole_columns(object: &Map<String, Value>) -> Option<Vec<Cells>> {
    let named = object.keys().any(|key| names_article(key));
    if object.len() < 2 || !named {
        return None;
    }
    let simple = |value: &Value| !value.is_object() && !value.is_array();
    type NamedColumn<'a> = (&'a String, Vec<(Option<&'a String>, &'a Value)>);
    let columns: Option<Vec<NamedColumn>> = object
        .iter()
        .map(|(name, column)| match column {
            Value::Object(values) if values.values().all(simple) => {
                Some((name, values.iter().map(|(key, value)| (Some(key), value)).collect()))
            }
            Value::Array(values) if values.iter().all(simple) => {
                Some((name, values.iter().map(|value| (None, value)).collect()))
            }
            _ => None,
        })
        .collect();
    let columns = columns?;
    let (_, first) = columns.first()?;
    let aligned = columns.iter().all(|(_, column)| {
        column.len() == first.len() && column.iter().zip(first).all(|((key, _), (other, _))| key == other)
    });
    if !aligned || first.is_empty() {
        return None;
    }
    let row = |at: usize| columns.iter().map(|(name, column)| ((*name).clone(), column[at].1.clone())).collect();
    Some((0..first.len()).map(|at| Cells::Object(row(at))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn table(value: Value) -> Option<Vec<Value>> {
        let Value::Object(object) = value else { return None };
        let as_value = |cells| match cells {
            Cells::Object(object) => Value::Object(object),
            Cells::Row(cells) => Value::Array(cells),
        };
        rows(&object).map(|rows| rows.into_iter().map(as_value).collect())
    }

    #[test]
    fn columns_become_rows() {
        let (one, two) = (json!({"title": "春耕", "text": "甲"}), json!({"title": "秋收", "text": "乙"}));
        assert_eq!(table(json!({"title": {"0": "春耕"}, "text": {"0": "甲"}})), Some(vec![one.clone()]));
        assert_eq!(table(json!({"title": ["春耕", "秋收"], "text": ["甲", "乙"]})), Some(vec![one.clone(), two]));
        assert_eq!(table(one), None);
    }

    #[test]
    fn rows_stand_below_their_names() {
        let rows = Some(vec![json!(["标题", "正文"]), json!(["春耕", "甲"])]);
        assert_eq!(table(json!({"header": ["标题", "正文"], "rows": [["春耕", "甲"]]})), rows);
        assert_eq!(table(json!({"columns": [{"name": "标题"}, {"name": "正文"}], "rows": [["春耕", "甲"]]})), rows);
        let pandas = json!({"columns": ["a"], "index": [0], "data": [["春耕"]]});
        assert_eq!(table(pandas), Some(vec![json!(["a"]), json!(["春耕"])]));
        assert_eq!(table(json!({"header": ["标题"], "rows": [["春耕", "甲"]]})), None);
        assert_eq!(table(json!({"columns": [{"name": "标题"}], "articles": [{"title": "春耕"}]})), None);
    }
}
