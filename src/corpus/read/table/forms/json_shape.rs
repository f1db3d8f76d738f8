//! Articles within JSON values of any shape: wrapped arrays, pages with articles, columns, objects by key.

use serde_json::{Map, Value};

use crate::corpus::page_number::page_in_line;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::column_roles::names::{fold, role_of_name};
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::column_roles::synonyms::OTHER_OBJECTS;
use crate::corpus::read::table::cells::dates::{ColumnForm, Unread, read};
use crate::corpus::read::table::cells::values::{is_empty, plain};
use crate::corpus::read::table::forms::json_kinds::{
    DEEPEST, Kind, classify, has_role, holds_objects, is_list_of_articles, names_articles,
};
use crate::corpus::read::table::forms::{json_columns, json_strings, json_text};
use crate::corpus::read::table::record::Cells;
use crate::corpus::source::is_known_publisher;

/// The rows that a value holds: itself, or those it wraps.
pub(in crate::corpus::read::table) fn rows(value: Value) -> Vec<Cells> {
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
    if let Some(rows) = json_columns::rows(&object) {
        found.extend(rows);
        return;
    }
    let object = with_joined_blocks(json_strings::opened(object));
    let kind = classify(&object);
    if kind == Kind::Article {
        let articles = articles_of_post(object).into_iter();
        found.extend(articles.map(|article| Cells::Object(with_inherited(article, inherited))));
        return;
    }
    let (inner, own): (Vec<_>, Vec<_>) = object.into_iter().partition(|(_, value)| holds_objects(value));
    let mut passed_on = inherited.clone();
    let whole: Map<String, Value> = own.iter().chain(&inner).map(|(key, value)| (key.clone(), value.clone())).collect();
    // What names the wrapper itself does not name its articles.
    let own_name = |key: &str| matches!(role_of_name(key), Some((Role::Id | Role::Title | Role::Text | Role::Url, _)));
    let before = found.len();
    // Beside articles, lists of columns, of papers with counts and the like are none; an object may tell the issue of all.
    let (articles, beside): (Vec<_>, Vec<_>) = inner.into_iter().partition(|(_, value)| names_articles(value, 0));
    let inner = if articles.is_empty() {
        beside
    } else {
        for (name, value) in beside.into_iter().filter(|(key, _)| !OTHER_OBJECTS.contains(&key.to_lowercase())) {
            passed_on.extend(fields_of_issue(&name, value));
        }
        articles
    };
    // A server numbers the pages of its answer, not those of a paper, and tells the second of its answer.
    let is_answer = own.iter().any(|(key, _)| ANSWER_FIELDS.contains(&fold(key).as_str()));
    let of_answer = |key: &str, value: &Value| {
        let is_moment = || value.is_number() || fold(key) == "timestamp";
        is_answer
            && role_of_name(key).is_some_and(|(role, rank)| {
                role == Role::Page && value.is_number()
                    || role == Role::Date
                        && is_moment()
                        && rank.is_second_choice()
                        && !value.as_i64().is_some_and(is_year)
            })
    };
    // What is called as papers are is no article and no page of one.
    let paper = own.iter().find(|(key, value)| fold(key) == "name" && value.as_str().is_some_and(names_medium));
    passed_on.extend(paper.map(|(_, name)| ("source".to_owned(), name.clone())));
    passed_on.extend(own.into_iter().filter(|(key, value)| !own_name(key) && !of_answer(key, value)));
    for (key, value) in inner {
        if OTHER_OBJECTS.contains(&key.to_lowercase()) {
            continue;
        }
        let value = with_number_of_page(&key, value);
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

/// The articles of an object that may be a post of several, as WeChat sends them: beside the first it holds a list of the others
/// (`multi_app_msg_item_list`), and all of them share what stands around them.
fn articles_of_post(mut object: Map<String, Value>) -> Vec<Map<String, Value>> {
    let is_further = |(key, value): &(&String, &Value)| fold(key).starts_with("multi") && is_list_of_articles(value);
    let place_in = |fields: &Map<String, Value>| fields.iter().find(is_further).map(|(key, _)| key.clone());
    if let Some(key) = place_in(&object) {
        let items = objects_of(object.shift_remove(&key));
        let is_shared = |name: &str| matches!(role_of_name(name), Some((Role::Date | Role::Source, _)));
        let shared = object.iter().filter(|(name, value)| is_shared(name) && !holds_objects(value));
        let shared: Map<String, Value> = shared.map(|(name, value)| (name.clone(), value.clone())).collect();
        let further: Vec<_> = items.map(|item| with_inherited(item, &shared)).collect();
        return std::iter::once(object).chain(further).collect();
    }
    let place = object.iter().find_map(|(name, value)| Some((name.clone(), place_in(value.as_object()?)?)));
    let Some((name, key)) = place else { return vec![object] };
    let inner = object.get_mut(&name).and_then(Value::as_object_mut);
    let items = objects_of(inner.and_then(|inner| inner.shift_remove(&key)));
    let further: Vec<_> = items
        .map(|item| {
            let mut other = object.clone();
            // The identifier of the post is that of its first article.
            for fields in other.values_mut().filter_map(Value::as_object_mut) {
                fields.retain(|key, _| !matches!(role_of_name(key), Some((Role::Id, _))));
            }
            other.insert(name.clone(), Value::Object(item));
            other
        })
        .collect();
    std::iter::once(object).chain(further).collect()
}

/// The objects in a list.
fn objects_of(list: Option<Value>) -> impl Iterator<Item = Map<String, Value>> {
    let items = match list {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    items.into_iter().filter_map(|item| match item {
        Value::Object(object) => Some(object),
        _ => None,
    })
}

fn is_year(number: i64) -> bool {
    (1000..=9999).contains(&number)
}

/// Names of fields, folded, in which a server tells how much it found and how much of that it sends.
const ANSWER_FIELDS: [&str; 12] = [
    "total",
    "totalcount",
    "totalnum",
    "totalpages",
    "totalpage",
    "totalresults",
    "pagesize",
    "perpage",
    "pagecount",
    "code",
    "errno",
    "errcode",
];

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

/// Names of fields, folded, that number the lines or paragraphs of a text.
const NUMBERS_OF_LINES: [&str; 10] = [
    "行号",
    "行序号",
    "段号",
    "段落号",
    "段落序号",
    "段落编号",
    "lineno",
    "linenumber",
    "paragraphid",
    "paragraphnumber",
];

/// The text of a list of blocks that a cell holds as JSON, or as Python prints it; none for other texts.
pub(in crate::corpus::read::table) fn blocks_in(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.strip_prefix('[')?.trim_start();
    (rest.starts_with('{') && text.ends_with(']'))
        .then(|| json_text::parse(text).ok())
        .flatten()
        .as_ref()
        .and_then(joined_blocks)
}

/// The texts of a list of blocks; `None` for other values. Blocks name their kind, or their line, and nothing that articles have.
fn joined_blocks(value: &Value) -> Option<String> {
    let blocks: Vec<&Map<String, Value>> = value.as_array()?.iter().map(Value::as_object).collect::<Option<_>>()?;
    let tells_line =
        |(key, value): (&String, &Value)| value.is_number() && NUMBERS_OF_LINES.contains(&fold(key).as_str());
    let has_kind = |block: &&Map<String, Value>| {
        ["type", "tag", "tagName", "kind"].iter().any(|kind| block.contains_key(*kind)) || block.iter().any(tells_line)
    };
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

/// The fields of an object beside articles that tell the day and the paper of all of them, by their dotted names.
fn fields_of_issue(name: &str, value: Value) -> Map<String, Value> {
    let Value::Object(fields) = value else { return Map::new() };
    let named = fields.into_iter().map(|(key, value)| (format!("{name}.{key}"), value));
    let tells = |name: &str| matches!(role_of_name(name), Some((Role::Date | Role::Source, _)));
    named.filter(|(name, value)| tells(name) && !holds_objects(value)).collect()
}

/// What a key tells about the articles below it: their day, their page or their paper.
fn field_of_key(key: &str) -> Option<&'static str> {
    let is_day = || read(key, &ColumnForm::default()).is_ok_and(|read| read.date.len() == 10);
    let ends_as_paper =
        || (3..=14).contains(&key.chars().count()) && key.ends_with(['报', '網', '网', '台', '刊', '社']);
    let is_paper = || ends_as_paper() || is_known_publisher(key);
    if page_in_line(key).is_some() {
        Some("page")
    } else if is_day() {
        Some("date")
    } else {
        is_paper().then_some("source")
    }
}

/// Pages of a paper as their issue lists them, whose numbers have names of their own: `<page no="02" name="综合">`. The numbers of servers'
/// pages are no texts.
fn with_number_of_page(key: &str, value: Value) -> Value {
    const NUMBERS: [&str; 4] = ["no", "num", "number", "index"];
    const LONGEST: usize = 4;
    let number = |page: &Map<String, Value>| {
        let texts = NUMBERS.iter().filter_map(|name| page.get(*name)?.as_str());
        texts.map(str::to_owned).find(|text| text.len() <= LONGEST && text.ends_with(|c: char| c.is_ascii_digit()))
    };
    match value {
        _ if !matches!(role_of_name(key), Some((Role::Page, _))) => value,
        Value::Array(pages) => pages.into_iter().map(|page| with_number_of_page(key, page)).collect(),
        Value::Object(mut page) => {
            if let Some(number) = number(&page) {
                page.entry("page").or_insert_with(|| number.into());
            }
            Value::Object(page)
        }
        other => other,
    }
}

/// The fields of an object and, behind them, those of the objects around it. The day of a search or its engine does not date its
/// results, which tell their own.
fn with_inherited(mut object: Map<String, Value>, inherited: &Map<String, Value>) -> Map<String, Value> {
    if inherited.is_empty() {
        return object;
    }
    let own = own_roles(&object);
    for (key, value) in inherited {
        let role = role_of_name(key).map(|(role, _)| role);
        if !role.is_some_and(|role| matches!(role, Role::Date | Role::Source) && own.contains(&role)) {
            object.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
    object
}

/// The roles of the fields that have a value in an object, and in those within it; second choices are none.
fn own_roles(object: &Map<String, Value>) -> Vec<Role> {
    let form = ColumnForm { unix: true, ..ColumnForm::default() };
    // A time of day without the day dates nothing.
    let is_day = |value: &Value| read(&plain(value), &form) != Err(Unread::NotADate);
    let main = |name: &str, value: &Value| {
        let (role, rank) = role_of_name(name).filter(|_| !is_empty(value) && !holds_objects(value))?;
        (!rank.is_second_choice() && (role != Role::Date || is_day(value))).then_some(role)
    };
    let mut roles: Vec<Role> = object.iter().filter_map(|(name, value)| main(name, value)).collect();
    for (outer, value) in object.iter().filter(|(outer, _)| !OTHER_OBJECTS.contains(&outer.to_lowercase())) {
        let fields = value.as_object().into_iter().flatten();
        roles.extend(fields.filter_map(|(name, value)| main(&format!("{outer}.{name}"), value)));
    }
    roles
}

/// The fields of an object with those of nested objects under dotted names; lists stay values.
///
/// Objects for which `open` is false stay whole.
pub(in crate::corpus::read::table) fn flatten(
    object: Map<String, Value>,
    open: &dyn Fn(&str) -> bool,
) -> Map<String, Value> {
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
#[path = "json_shape_tests.rs"]
mod tests;
