//! Articles within JSON values of any shape: wrapped arrays, pages with articles, columns, objects by key.

use serde_json::{Map, Value};

use crate::corpus::page_number::page_in_line;
use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::column_roles::synonyms::OTHER_OBJECTS;
use crate::corpus::read::table::dates::{ColumnForm, read};
use crate::corpus::read::table::record::Cells;
use crate::corpus::read::table::values::is_empty;

/// Objects are nested at most this deep in real files; what lies deeper is not looked at.
const DEEPEST: usize = 12;

/// The rows that a value holds: itself, or those it wraps.
pub(super) fn rows(value: Value) -> Vec<Cells> {
    let mut found = Vec::new();
    collect(value, &Map::new(), 0, &mut found);
    found
}

fn collect(value: Value, inherited: &Map<String, Value>, depth: usize, found: &mut Vec<Cells>) {
    match value {
        Value::Object(object) if depth < DEEPEST => collect_object(object, inherited, depth, found),
        Value::Array(items) if items.iter().any(Value::is_object) && depth < DEEPEST => {
            for item in items.into_iter().filter(Value::is_object) {
                collect(item, inherited, depth + 1, found);
            }
        }
        Value::Array(items) if items.iter().all(Value::is_array) && !items.is_empty() => {
            found.extend(items.into_iter().filter_map(|item| match item {
                Value::Array(cells) => Some(Cells::Row(cells)),
                _ => None,
            }));
        }
        Value::Array(items) if depth == 0 && !items.is_empty() => found.push(Cells::Row(items)),
        Value::Array(items) => {
            let texts = items.into_iter().filter(Value::is_string);
            found.extend(texts.map(|text| Cells::Row(vec![text])));
        }
        Value::String(_) => found.push(Cells::Row(vec![value])),
        _ => {}
    }
}

fn collect_object(object: Map<String, Value>, inherited: &Map<String, Value>, depth: usize, found: &mut Vec<Cells>) {
    if let Some(rows) = columns(&object) {
        found.extend(rows);
        return;
    }
    let object = with_joined_blocks(object);
    let kind = classify(&object);
    if kind == Kind::Article {
        found.push(Cells::Object(with_inherited(object, inherited)));
        return;
    }
    let (inner, own): (Vec<_>, Vec<_>) = object.into_iter().partition(|(_, value)| holds_objects(value));
    let mut passed_on = inherited.clone();
    let whole: Map<String, Value> = own.iter().chain(&inner).map(|(key, value)| (key.clone(), value.clone())).collect();
    // What names the wrapper itself does not name its articles.
    let own_name = |key: &str| matches!(role_of_name(key), Some((Role::Id | Role::Title | Role::Text | Role::Url, _)));
    passed_on.extend(own.into_iter().filter(|(key, _)| !own_name(key)));
    let before = found.len();
    for (key, value) in inner {
        if OTHER_OBJECTS.contains(&key.to_lowercase()) {
            continue;
        }
        let mut passed_on = passed_on.clone();
        if let Some(field) = field_of_key(&key) {
            passed_on.insert(field.into(), key.into());
        } else if kind == Kind::ByKey {
            passed_on.insert("key".into(), key.into());
        }
        collect(value, &passed_on, depth + 1, found);
    }
    // An object that wraps no articles may be one whose names nobody knows.
    if found.len() == before {
        found.push(Cells::Object(with_inherited(whole, inherited)));
    }
}

/// Names of lists that hold the blocks of a text.
const BLOCKS: [&str; 5] = ["parts", "blocks", "paragraphs", "elements", "nodes"];

/// The object with each text that is a list of blocks, `[{"type": "text", "text": …}, …]`, as one text with a line a block.
fn with_joined_blocks(mut object: Map<String, Value>) -> Map<String, Value> {
    let has_title = has_role(&object, Role::Title);
    for (key, value) in &mut object {
        let holds_text = matches!(role_of_name(key), Some((Role::Text, _)));
        if (holds_text || has_title && BLOCKS.contains(&key.as_str()))
            && let Some(text) = joined_blocks(value)
        {
            *value = text.into();
        }
    }
    object
}

/// The texts of a list of blocks; `None` for other values. Blocks name their kind and nothing that articles have.
fn joined_blocks(value: &Value) -> Option<String> {
    let blocks: Vec<&Map<String, Value>> = value.as_array()?.iter().map(Value::as_object).collect::<Option<_>>()?;
    let has_kind =
        |block: &&Map<String, Value>| ["type", "tag", "tagName", "kind"].iter().any(|kind| block.contains_key(*kind));
    let is_article = |block: &Map<String, Value>| has_role(block, Role::Title) || has_role(block, Role::Date);
    if blocks.is_empty() || !blocks.iter().all(has_kind) || blocks.iter().copied().any(is_article) {
        return None;
    }
    let is_text = |(key, value): (&String, &Value)| {
        let text = value
            .as_str()
            .filter(|_| matches!(role_of_name(key), Some((Role::Text, _))) || key == "value" || key == "data");
        text.filter(|text| !text.starts_with("http")).map(str::to_owned)
    };
    let lines: Vec<String> = blocks.iter().filter_map(|block| block.iter().find_map(is_text)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What a key tells about the articles below it: their day, their page or their paper.
fn field_of_key(key: &str) -> Option<&'static str> {
    let is_day = || read(key, &ColumnForm::default()).is_ok_and(|read| read.date.len() == 10);
    let is_paper = || (3..=14).contains(&key.chars().count()) && key.ends_with(['报', '網', '网', '台', '刊', '社']);
    if page_in_line(key).is_some() {
        Some("page")
    } else if is_day() {
        Some("date")
    } else {
        is_paper().then_some("source")
    }
}

/// The fields of an object and, behind them, those of the objects around it.
fn with_inherited(mut object: Map<String, Value>, inherited: &Map<String, Value>) -> Map<String, Value> {
    for (key, value) in inherited {
        object.entry(key.clone()).or_insert_with(|| value.clone());
    }
    object
}

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The object is an article or has none inside.
    Article,
    /// The object wraps articles under names of its own.
    Wrapper,
    /// The object holds articles under keys such as numbers or days.
    ByKey,
}

fn classify(object: &Map<String, Value>) -> Kind {
    if !object.values().any(holds_objects) || has_role(object, Role::Text) {
        return Kind::Article;
    }
    let children: Vec<&Map<String, Value>> = object.values().filter_map(Value::as_object).collect();
    let articles = children.iter().filter(|child| has_role(child, Role::Text) || has_role(child, Role::Title)).count();
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

/// Whether a value holds a list of articles, at whatever depth.
fn wraps_articles(key: &str, value: &Value, depth: usize) -> bool {
    if OTHER_OBJECTS.contains(&key.to_lowercase()) || depth > DEEPEST {
        return false;
    }
    match value {
        Value::Array(_) if is_list_of_articles(value) => true,
        Value::Array(items) => items.iter().any(|item| wraps_articles("", item, depth + 1)),
        Value::Object(object) => {
            !has_role(object, Role::Text) && object.iter().any(|(key, value)| wraps_articles(key, value, depth + 1))
        }
        _ => false,
    }
}

fn is_list_of_articles(value: &Value) -> bool {
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
fn has_role(object: &Map<String, Value>, role: Role) -> bool {
    object.iter().any(|(key, value)| {
        let textual = match value {
            Value::String(_) => !is_empty(value),
            Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_string),
            _ => false,
        };
        textual && role_of_name(key).is_some_and(|(found, _)| found == role)
    })
}

/// Whether a value is an object, or a list of objects.
fn holds_objects(value: &Value) -> bool {
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

/// The rows of an object that holds whole columns, as pandas writes them.
fn columns(object: &Map<String, Value>) -> Option<Vec<Cells>> {
    if let (Some(Value::Array(names)), Some(Value::Array(data))) = (object.get("columns"), object.get("data"))
        && names.iter().all(Value::is_string)
        && data.iter().all(Value::is_array)
    {
        let header = std::iter::once(Cells::Row(names.clone()));
        let rows = data.iter().filter_map(Value::as_array).map(|cells| Cells::Row(cells.clone()));
        return Some(header.chain(rows).collect());
    }
    let named = object.keys().any(|key| matches!(role_of_name(key), Some((Role::Text | Role::Title, _))));
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

/// The fields of an object with those of nested objects under dotted names; lists stay values.
///
/// Objects for which `open` is false stay whole.
pub(super) fn flatten(object: Map<String, Value>, open: &dyn Fn(&str) -> bool) -> Map<String, Value> {
    let mut flat = Map::new();
    flatten_into(object, "", 0, open, &mut flat);
    flat
}

fn flatten_into(
    object: Map<String, Value>,
    prefix: &str,
    depth: usize,
    open: &dyn Fn(&str) -> bool,
    flat: &mut Map<String, Value>,
) {
    for (key, value) in object {
        let path = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
        match value {
            Value::Object(inner) if !inner.is_empty() && depth < DEEPEST && open(&path) => {
                flatten_into(inner, &path, depth + 1, open, flat);
            }
            value => {
                flat.insert(path, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_may_stand_in_parts() {
        let value = json!({"title": "兰河简讯", "parts": [{"type": "paragraph", "text": "河畔新增公园。"}, {"type": "paragraph", "text": "老街换灯。"}]});
        assert_eq!(objects(value), [json!({"title": "兰河简讯", "parts": "河畔新增公园。\n老街换灯。"})]);
    }

    fn objects(value: Value) -> Vec<Value> {
        rows(value)
            .into_iter()
            .map(|cells| match cells {
                Cells::Object(object) => Value::Object(object),
                Cells::Row(cells) => Value::Array(cells),
            })
            .collect()
    }

    #[test]
    fn an_article_is_itself() {
        let article =
            json!({"title": "春耕", "text": "柳河两岸", "dateline": {"place": "柳河"}, "comments": [{"text": "好"}]});
        assert_eq!(objects(article.clone()), [article]);
        let nested = json!({"meta": {"title": "春耕"}, "content": {"text": "柳河两岸"}});
        assert_eq!(objects(nested.clone()), [nested]);
        let unknown = json!({"a": "春耕", "b": {"c": 1}});
        assert_eq!(objects(unknown.clone()), [unknown]);
    }

    #[test]
    fn wrapped_arrays_are_opened() {
        let (one, two) = (json!({"title": "春耕", "text": "甲"}), json!({"title": "秋收", "text": "乙"}));
        assert_eq!(objects(json!({"data": [one, two]})), [one.clone(), two.clone()]);
        let counted = json!({"title": "春耕", "text": "甲", "total": 1});
        assert_eq!(objects(json!({"total": 1, "title": "检索", "results": {"items": [one]}})), [counted]);
        let page = json!({"page": "A1", "date": "2024-04-01", "articles": [two]});
        assert_eq!(objects(page), [json!({"title": "秋收", "text": "乙", "page": "A1", "date": "2024-04-01"})]);
    }

    #[test]
    fn objects_by_key_are_opened() {
        let keyed = json!({"n1": {"title": "春耕", "text": "甲"}, "n2": {"title": "秋收", "text": "乙"}});
        assert_eq!(objects(keyed)[1], json!({"title": "秋收", "text": "乙", "key": "n2"}));
        let days = json!({"2024-04-01": [{"title": "春耕"}], "2024-04-02": [{"title": "秋收"}]});
        assert_eq!(objects(days)[0], json!({"title": "春耕", "date": "2024-04-01"}));
        let pages = json!({"2024-04-01": {"第01版": [{"title": "春耕", "text": "甲"}], "第02版": [{"title": "秋收", "text": "乙"}]}});
        assert_eq!(objects(pages)[1], json!({"title": "秋收", "text": "乙", "date": "2024-04-01", "page": "第02版"}));
    }

    #[test]
    fn articles_in_nested_documents_are_found() {
        let item = json!({"_source": {"doc": {"headline": "春耕", "body": {"paragraphs": ["甲", "乙"]}}, "meta": {"edition": "A01"}}});
        let answer = json!({"code": 0, "data": {"total": 1, "list": [item.clone()]}});
        let found = objects(answer);
        assert_eq!((found.len(), &found[0]["_source"]), (1, &item["_source"]));
    }

    #[test]
    fn columns_become_rows() {
        let one = json!({"title": "春耕", "text": "甲"});
        assert_eq!(objects(json!({"title": {"0": "春耕"}, "text": {"0": "甲"}})), std::slice::from_ref(&one));
        assert_eq!(objects(json!({"title": ["春耕", "秋收"], "text": ["甲", "乙"]}))[0], one);
        assert_eq!(
            objects(json!({"columns": ["title"], "index": [0], "data": [["春耕"]]})),
            [json!(["title"]), json!(["春耕"])]
        );
    }

    #[test]
    fn nested_fields_get_dotted_names() {
        let Value::Object(object) =
            json!({"_source": {"title": "春耕", "place": {"a": 1}}, "dateline": {"place": "柳河"}})
        else {
            return;
        };
        let flat = flatten(object, &|path| path == "_source");
        assert_eq!(
            Value::Object(flat),
            json!({"_source.title": "春耕", "_source.place": {"a": 1}, "dateline": {"place": "柳河"}})
        );
    }
}
