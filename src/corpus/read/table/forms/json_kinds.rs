//! What JSON objects are by their names: articles, or objects that wrap articles.

use serde_json::{Map, Value};

use crate::corpus::measure::at_most;
use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::column_roles::synonyms::OTHER_OBJECTS;
use crate::corpus::read::table::cells::values::is_empty;

/// Objects are nested at most this deep in real files; what lies deeper is not looked at.
pub(super) const DEEPEST: usize = 12;

/// Whether a value is an article by its names, or holds one.
pub(super) fn names_articles(value: &Value, depth: usize) -> bool {
    let is_main = |(key, value): (&String, &Value)| {
        let main = role_of_name(key).filter(|(_, rank)| !rank.is_second_choice());
        matches!(main, Some((Role::Text | Role::Title, _))) && is_textual(value)
    };
    match value {
        Value::Object(object) if depth < DEEPEST => {
            object.iter().any(is_main) || object.values().any(|value| names_articles(value, depth + 1))
        }
        Value::Array(items) if depth < DEEPEST => items.iter().any(|item| names_articles(item, depth + 1)),
        _ => false,
    }
}

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The object is an article or has none inside.
    Article,
    /// The object wraps articles under names of its own.
    Wrapper,
    /// The object holds articles under keys such as numbers or days.
    ByKey,
}

/// What an object is by the names in it.
pub(super) fn classify(object: &Map<String, Value>) -> Kind {
    if !object.values().any(holds_objects) || has_own_text(object) {
        return Kind::Article;
    }
    let children: Vec<&Map<String, Value>> = object.values().filter_map(Value::as_object).collect();
    // What an answer says of itself beside what it holds is the text of no article.
    let articles = children.iter().filter(|child| has_own_text(child) || has_role(child, Role::Title)).count();
    let keyed = object.values().filter(|value| holds_objects(value)).count();
    if articles >= 2 && articles == children.len() && same_keys(&children) {
        return Kind::ByKey;
    }
    let says_something = |key: &String| !key.is_ascii() || key.contains(|c: char| c.is_ascii_digit());
    if keyed == object.len()
        && object.values().all(is_list_of_articles)
        && (object.len() > 1 || object.keys().all(says_something))
    {
        return Kind::ByKey;
    }
    if object.iter().any(|(key, value)| wraps_articles(key, value, 0)) { Kind::Wrapper } else { Kind::Article }
}

/// Whether an object has a text that may be that of an article. Words that only describe the articles within are none: what a server
/// says of its answer (`"desc": "成功"`), and what a feed says of itself.
fn has_own_text(object: &Map<String, Value>) -> bool {
    /// A server says no more than this of its answer.
    const FEW: usize = 20;
    let texts: Vec<(&Value, bool)> = object
        .iter()
        .filter(|(_, value)| is_textual(value))
        .filter_map(|(key, value)| match role_of_name(key)? {
            (Role::Text, rank) => Some((value, rank.is_second_choice())),
            _ => None,
        })
        .collect();
    if texts.is_empty() || texts.iter().any(|(_, is_summary)| !is_summary) {
        return !texts.is_empty();
    }
    let is_few = |value: &Value| value.as_str().is_some_and(|text| at_most(text, FEW) && !text.contains('。'));
    let describes = if has_role(object, Role::Title) {
        holds_item(object, 0, &is_whole_article)
    } else {
        texts.iter().all(|&(value, _)| is_few(value)) && holds_item(object, 0, &may_be_article)
    };
    !describes
}

/// Whether lists within an object, at whatever depth, hold an object of a kind.
fn holds_item(object: &Map<String, Value>, depth: usize, is_item: &dyn Fn(&Map<String, Value>) -> bool) -> bool {
    let inner = object.iter().filter(|(key, _)| !OTHER_OBJECTS.contains(&key.to_lowercase()));
    depth < DEEPEST
        && inner.map(|(_, value)| value).any(|value| match value {
            Value::Array(items) => items
                .iter()
                .filter_map(Value::as_object)
                .any(|item| is_item(item) || holds_item(item, depth + 1, is_item)),
            Value::Object(object) => holds_item(object, depth + 1, is_item),
            _ => false,
        })
}

/// Whether an object has headline, text and day. Articles that are only mentioned beside another have no text.
fn is_whole_article(object: &Map<String, Value>) -> bool {
    has_main_role(object, Role::Title) && has_main_role(object, Role::Text) && has_main_role(object, Role::Date)
}

/// Whether an object has a headline or a text. Where its name is only a second choice, as that of a tag may be, it has a day, too.
fn may_be_article(object: &Map<String, Value>) -> bool {
    let has_main = has_main_role(object, Role::Title) || has_main_role(object, Role::Text);
    let has_any = || has_role(object, Role::Title) || has_role(object, Role::Text);
    has_main || has_main_role(object, Role::Date) && has_any()
}

/// Whether a field of the object bears one of the main names of a role, and has a value.
fn has_main_role(object: &Map<String, Value>, role: Role) -> bool {
    let is_main = |key: &str| role_of_name(key).is_some_and(|(found, rank)| found == role && !rank.is_second_choice());
    object.iter().any(|(key, value)| !is_empty(value) && !holds_objects(value) && is_main(key))
}

/// Whether a value holds a list of articles, at whatever depth.
pub(super) fn wraps_articles(key: &str, value: &Value, depth: usize) -> bool {
    if OTHER_OBJECTS.contains(&key.to_lowercase()) || depth > DEEPEST {
        return false;
    }
    match value {
        Value::Array(_) if is_list_of_articles(value) => true,
        Value::Array(items) => items.iter().any(|item| wraps_articles("", item, depth + 1)),
        Value::Object(object) => {
            !has_own_text(object) && object.iter().any(|(key, value)| wraps_articles(key, value, depth + 1))
        }
        _ => false,
    }
}

/// Whether a value is a list with an article in it.
pub(super) fn is_list_of_articles(value: &Value) -> bool {
    let Value::Array(items) = value else { return false };
    items.iter().filter_map(Value::as_object).any(|item| has_role(item, Role::Title) || holds_text(item, MOST_WRAPPERS))
}

/// An article lies at most this deep below its item in a list: `_source.doc.body`.
const MOST_WRAPPERS: usize = 3;

/// Whether an object has a text, itself or in an object within it.
fn holds_text(object: &Map<String, Value>, depth: usize) -> bool {
    let inner = || object.iter().filter(|(key, _)| !OTHER_OBJECTS.contains(&key.to_lowercase()));
    has_role(object, Role::Text)
        || depth > 0 && inner().filter_map(|(_, value)| value.as_object()).any(|inner| holds_text(inner, depth - 1))
}

/// Whether a field of the object says by its name that it is the text or the title, and has a value that may be.
pub(super) fn has_role(object: &Map<String, Value>, role: Role) -> bool {
    object.iter().any(|(key, value)| is_textual(value) && role_of_name(key).is_some_and(|(found, _)| found == role))
}

/// Whether a value is a text, or a list of texts.
fn is_textual(value: &Value) -> bool {
    match value {
        Value::String(_) => !is_empty(value),
        Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_string),
        _ => false,
    }
}

/// Whether a value is an object, or a list of objects.
pub(super) fn holds_objects(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().any(|item| item.is_object() || item.is_array()),
        _ => false,
    }
}

/// Whether most keys of the first object are keys of all others.
fn same_keys(objects: &[&Map<String, Value>]) -> bool {
    let Some((first, others)) = objects.split_first() else { return false };
    let shared = first.keys().filter(|key| others.iter().take(20).all(|other| other.contains_key(*key))).count();
    shared * 2 > first.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kind(value: Value) -> Kind {
        classify(value.as_object().unwrap())
    }

    #[test]
    fn words_about_an_answer_are_no_text() {
        let list = json!([{"name": "河畔新增公园", "pubTime": "2024-03-05", "summary": "昨日，河畔新增公园。"}]);
        assert_eq!(kind(json!({"code": 200, "data": {"list": list}, "desc": "成功"})), Kind::Wrapper);
        assert_eq!(
            kind(json!({"status": {"desc": "成功"}, "result": {"desc": "最新资讯", "list": list}})),
            Kind::Wrapper
        );
        let pages = json!([{"no": "01", "articles": [{"title": "河畔新增公园", "content": "昨日开放。"}]}]);
        assert_eq!(kind(json!({"paper": "兰河日报", "desc": "数字报", "pages": pages})), Kind::Wrapper);
        // A post in few words, with its tags, is an article, and so is one with a summary beside which others are mentioned.
        assert_eq!(kind(json!({"desc": "公园开了", "tags": [{"name": "民生"}]})), Kind::Article);
        let others = json!([{"title": "老街换灯", "date": "2024-03-05"}]);
        assert_eq!(kind(json!({"title": "河畔新增公园", "summary": "三处", "others": others})), Kind::Article);
    }

    #[test]
    fn a_feed_that_describes_itself_wraps_articles() {
        let items = json!([{"title": "河畔新增公园", "content_text": "昨日开放。", "date_published": "2024-03-05"}]);
        let feed =
            json!({"title": "兰河要闻", "description": "兰河县委宣传部主办的新闻网站，每日更新。", "items": items});
        assert_eq!(kind(feed), Kind::Wrapper);
    }
}
