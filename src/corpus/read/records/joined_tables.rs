//! Sites keep the texts of their articles in a table of their own, whose rows bear the numbers of the rows with headline, paper and day.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;

/// The rows of the table with the texts of a database, with what another of its tables says of the same articles; as they are where they
/// have headlines of their own, or where no other table tells them.
pub(super) fn with_headlines(texts: Vec<Value>, others: &[Vec<Value>]) -> Vec<Value> {
    if names(texts.first(), Role::Title) {
        return texts;
    }
    let mut heads = others.iter().filter(|rows| names(rows.first(), Role::Title) && !names(rows.first(), Role::Text));
    let found = heads.find_map(|heads| joined(&texts, heads));
    found.unwrap_or(texts)
}

/// Whether a column of a row bears one of the main names of a role.
fn names(row: Option<&Value>, role: Role) -> bool {
    let is_main = |name: &String| role_of_name(name).is_some_and(|(own, rank)| own == role && !rank.is_second_choice());
    row.and_then(Value::as_object).is_some_and(|row| row.keys().any(is_main))
}

/// Each row of one table with the row of the other that bears its number; none where the numbers of both are not the same for nearly all
/// rows: comments are as many as there happen to be.
fn joined(texts: &[Value], heads: &[Value]) -> Option<Vec<Value>> {
    let (text, head) = (texts.first()?.as_object()?, heads.first()?.as_object()?);
    let key = text.keys().find(|name| name.to_lowercase().ends_with("id"))?;
    let own = head.get_key_value(key).map(|(name, _)| name);
    let own = own.or_else(|| head.keys().find(|name| name.eq_ignore_ascii_case("id")))?;
    let number = |row: &Value, name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
    let mut bodies: HashMap<String, &Map<String, Value>> =
        texts.iter().filter_map(|row| Some((number(row, key)?, row.as_object()?))).collect();
    let known = heads.iter().filter(|row| number(row, own).is_some_and(|number| bodies.contains_key(&number))).count();
    if bodies.len() < texts.len() || known * 10 < texts.len().max(heads.len()) * 9 {
        return None;
    }
    let mut rows = Vec::with_capacity(heads.len());
    for head in heads {
        let mut row = head.as_object()?.clone();
        for (name, value) in number(head, own).and_then(|number| bodies.remove(&number)).into_iter().flatten() {
            row.entry(name.clone()).or_insert_with(|| value.clone());
        }
        rows.push(Value::Object(row));
    }
    // A text whose headline is missing is an article still.
    let is_left = |row: &&Value| number(row, key).is_some_and(|number| bodies.contains_key(&number));
    rows.extend(texts.iter().filter(is_left).cloned());
    Some(rows)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_are_joined_with_their_headlines() {
        let texts = vec![json!({"aid": "7", "body": "三处公园昨日开放。"}), json!({"aid": "8", "body": "老街换灯。"})];
        let heads = vec![
            json!({"id": "8", "title": "老街换上新灯", "source": "云溪晚报"}),
            json!({"id": "7", "title": "河畔新增公园", "source": "兰河日报"}),
        ];
        let kinds = vec![json!({"id": "1", "typename": "要闻"})];
        assert_eq!(
            with_headlines(texts.clone(), &[kinds.clone(), heads.clone()]),
            [
                json!({"id": "8", "title": "老街换上新灯", "source": "云溪晚报", "aid": "8", "body": "老街换灯。"}),
                json!({"id": "7", "title": "河畔新增公园", "source": "兰河日报", "aid": "7", "body": "三处公园昨日开放。"}),
            ]
        );
        assert_eq!(with_headlines(texts.clone(), &[kinds]), texts);
        // Comments have numbers of their own.
        let comments = vec![json!({"id": "7", "content": "很好"}), json!({"id": "9", "content": "支持"})];
        assert_eq!(with_headlines(comments.clone(), &[heads]), comments);
    }
}
