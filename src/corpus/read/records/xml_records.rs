//! XML that holds records: an element for each article, with an element or an attribute for each field, as databases, search engines and
//! programs for crawling write it.

use serde_json::{Map, Value};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::corpus::measure::at_most;
use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::records::joined_tables::with_headlines;
use crate::corpus::read::table::{holds_articles, without_entities};
use crate::corpus::read::word::character_of;

/// Elements of web pages that stand within the text of a field, and end a line.
const BLOCKS: [&str; 24] = [
    "p",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "center",
    "blockquote",
    "figure",
    "section",
    "table",
    "tbody",
    "tr",
    "td",
    "th",
    "hr",
    "pre",
    "figcaption",
];
/// Elements of web pages that stand within a line of text, and that in which reference managers tell how a text looks.
const INLINE: [&str; 15] =
    ["span", "a", "b", "i", "u", "em", "strong", "font", "img", "sub", "sup", "small", "s", "strike", "style"];
/// Elements that name their field by an attribute: `<field name="title">`.
const FIELDS: [&str; 9] = ["field", "column", "col", "property", "str", "arr", "date", "int", "long"];
/// What stands in an element that bears a name is its value where it is no longer than this, and a text otherwise.
const LONGEST_VALUE: usize = 40;
/// Elements are nested at most this deep in real files.
const DEEPEST: usize = 60;

/// An element that is being read.
#[derive(Default)]
struct Open {
    name: String,
    attributes: Map<String, Value>,
    fields: Map<String, Value>,
    text: String,
}

/// The records of an XML file, as a JSON array with one object that holds them all; none where it has no articles.
pub(in crate::corpus::read) fn rows(text: &str) -> Option<Value> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    // Files are put together of several, so that there may be several elements that hold all others.
    let mut open = vec![Open::default()];
    loop {
        if open.len() > DEEPEST {
            return None;
        }
        let event = reader.read_event().ok()?;
        let text = &mut open.last_mut()?.text;
        match event {
            Event::Eof => break,
            Event::Start(tag) => open.push(begun(&tag)),
            Event::Empty(tag) => {
                open.push(begun(&tag));
                close(&mut open);
            }
            Event::End(_) => close(&mut open),
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => match character_of(&reference) {
                Some(character) => text.push(character),
                None => *text += &format!("&{};", reference.xml10_content()),
            },
            _ => {}
        }
    }
    let all = open.pop().filter(|_| open.is_empty())?.fields;
    let all = rows_of_dump(&all).unwrap_or_else(|| vec![Value::Object(all)]);
    let all = Value::Array(all);
    holds_articles(&all).then_some(all)
}

/// The rows of a dump of a database: those of the table with the most text, and of tables with the same columns. What stands beside them
/// tells how tables are built, and other tables hold the sections of a site and the like.
fn rows_of_dump(all: &Map<String, Value>) -> Option<Vec<Value>> {
    let dump = ["pma_xml_export", "mysqldump"].iter().find_map(|name| all.get(*name))?;
    let mut tables: Vec<(Vec<&str>, Vec<&Value>)> = Vec::new();
    for database in items(dump.get("database")) {
        // phpMyAdmin writes an element `table` for each row, mysqldump an element `table_data` around the rows of a table, of which some may
        // lack a column.
        let around = items(database.get("table_data")).map(|table| items(table.get("row")).collect::<Vec<&Value>>());
        let alone = items(database.get("table")).map(|row| vec![row]);
        for own in around.chain(alone) {
            let Some(fields) = own.first().copied().and_then(Value::as_object) else { continue };
            let columns: Vec<&str> = fields.keys().map(String::as_str).collect();
            match tables.iter_mut().find(|(known, _)| *known == columns) {
                Some((_, rows)) => rows.extend(own),
                None => tables.push((columns, own)),
            }
        }
    }
    let length = |row: &&Value| {
        row.as_object().into_iter().flat_map(Map::values).filter_map(Value::as_str).map(str::len).sum::<usize>()
    };
    let lengths = tables.iter().map(|(_, rows)| rows.iter().map(length).sum::<usize>());
    let (longest, _) = lengths.enumerate().max_by_key(|(_, length)| *length)?;
    let (_, rows) = tables.swap_remove(longest);
    let owned = |rows: Vec<&Value>| rows.into_iter().cloned().collect::<Vec<Value>>();
    let others: Vec<Vec<Value>> = tables.into_iter().map(|(_, rows)| owned(rows)).collect();
    Some(with_headlines(owned(rows), &others))
}

/// The elements of one name: several are a list.
fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (list, one) = match value {
        Some(Value::Array(items)) => (items.as_slice(), None),
        other => (<&[Value]>::default(), other),
    };
    list.iter().chain(one)
}

/// An element that begins. Attributes that name what an element is in XML itself are no fields.
fn begun(tag: &BytesStart<'_>) -> Open {
    let mut name = tag.local_name().as_ref().to_owned();
    let mut attributes = Map::new();
    for attribute in tag.attributes().flatten() {
        let key: &str = attribute.key.as_ref();
        if key == "name" && FIELDS.contains(&name.as_str()) {
            name = without_entities(&attribute.value).into_owned();
        } else if !key.contains(':') && key != "xmlns" {
            attributes.insert(key.to_owned(), Value::from(without_entities(&attribute.value)));
        }
    }
    Open { name, attributes, ..Open::default() }
}

/// Closes the last element: it becomes a field of the one around it, or part of its text.
fn close(open: &mut Vec<Open>) {
    let Some(done) = open.pop() else { return };
    let Some(around) = open.last_mut() else { return };
    let name = done.name.to_ascii_lowercase();
    if done.fields.is_empty() && (BLOCKS.contains(&name.as_str()) || INLINE.contains(&name.as_str())) {
        let end = if BLOCKS.contains(&name.as_str()) { "\n" } else { "" };
        around.text += &format!("{end}{}{end}", done.text);
        return;
    }
    let (name, value) = field(done);
    match around.fields.get_mut(&name) {
        None => {
            around.fields.insert(name, value);
        }
        Some(Value::Array(items)) => items.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
}

/// The field that an element is: a text, or an object of what stands in it.
fn field(done: Open) -> (String, Value) {
    let lines: Vec<&str> = done.text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    let text = lines.join("\n");
    // What is said of a headline, such as its language, is no part of it.
    let is_plain = done.attributes.is_empty() || !text.is_empty() && role_of_name(&done.name).is_some();
    if done.fields.is_empty() && is_plain {
        return (done.name, text.into());
    }
    let mut object = done.attributes;
    object.extend(done.fields);
    if !text.is_empty() {
        let is_value = object.contains_key("name") && at_most(&text, LONGEST_VALUE);
        object.entry(if is_value { "value" } else { "text" }).or_insert_with(|| text.into());
    }
    (done.name, Value::Object(object))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn records_are_found_in_elements_and_attributes() {
        let items = "<?xml version=\"1.0\"?><items><item><title lang=\"zh\">柳河大桥&amp;引桥通车</title><pubDate>2024-04-01</pubDate>\
            <content><p>两岸居民盼了<b>二十年</b>。</p><p>R & D<![CDATA[<br/>]]></p></content></item>\
            <item><title>早市搬进大棚</title><pubDate>2024-04-02</pubDate><content/></item></items>";
        assert_eq!(
            rows(items),
            Some(json!([{"items": {"item": [
                {"title": "柳河大桥&引桥通车", "pubDate": "2024-04-01", "content": "两岸居民盼了二十年。\nR & D<br/>"},
                {"title": "早市搬进大棚", "pubDate": "2024-04-02", "content": ""},
            ]}}]))
        );
        let dump = "<resultset xmlns:xsi=\"a\"><row><field name=\"title\">柳河大桥通车</field><field name=\"pub_date\">2024-04-01</field></row></resultset>";
        assert_eq!(
            rows(dump),
            Some(json!([{"resultset": {"row": {"title": "柳河大桥通车", "pub_date": "2024-04-01"}}}]))
        );
        let attributes = "<news title=\"柳河大桥通车\" date=\"2024-04-01\">通车了。</news><news title=\"早市搬进大棚\" date=\"2024-04-02\"/>";
        assert_eq!(
            rows(attributes),
            Some(json!([{"news": [
                {"title": "柳河大桥通车", "date": "2024-04-01", "text": "通车了。"},
                {"title": "早市搬进大棚", "date": "2024-04-02"},
            ]}]))
        );
    }

    #[test]
    fn a_reference_manager_tells_how_its_texts_look() {
        let library = "<xml><records><record><database name=\"我的文献库\" path=\"a\">我的文献库</database><titles><title><style size=\"100%\">柳河大桥建成通车</style></title>\
            <secondary-title><style size=\"100%\">柳河日报</style></secondary-title></titles><dates><year>2024</year><pub-dates><date><style>2024-04-01</style></date></pub-dates></dates></record></records></xml>";
        assert_eq!(
            rows(library),
            Some(json!([{"xml": {"records": {"record": {
                "database": {"name": "我的文献库", "path": "a", "value": "我的文献库"},
                "titles": {"title": "柳河大桥建成通车", "secondary-title": "柳河日报"},
                "dates": {"year": "2024", "pub-dates": {"date": "2024-04-01"}},
            }}}}]))
        );
    }

    #[test]
    fn the_table_of_articles_in_a_dump_is_read_alone() {
        let mysql = "<mysqldump><database name=\"site\"><table_structure name=\"item\"><field Field=\"id\" Type=\"int\"/></table_structure>\
            <table_data name=\"kind\"><row><field name=\"id\">1</field><field name=\"name\">本地</field></row></table_data>\
            <table_data name=\"item\"><row><field name=\"title\">柳河大桥建成通车</field><field name=\"date\">2024-04-01</field></row>\
            <row><field name=\"title\">早市搬进新大棚</field><field name=\"date\">2024-04-02</field></row>\
            <row><field name=\"title\">渡口换了新船</field></row></table_data></database></mysqldump>";
        assert_eq!(
            rows(mysql),
            Some(json!([
                {"title": "柳河大桥建成通车", "date": "2024-04-01"},
                {"title": "早市搬进新大棚", "date": "2024-04-02"},
                {"title": "渡口换了新船"},
            ]))
        );
        let php = "<pma_xml_export><structure_schemas><database name=\"site\"/></structure_schemas><database name=\"site\">\
            <table name=\"kind\"><column name=\"id\">1</column><column name=\"name\">本地</column></table>\
            <table name=\"item\"><column name=\"id\">7</column><column name=\"title\">柳河大桥建成通车</column>\
            <column name=\"date\">2024-04-01</column></table></database></pma_xml_export>";
        assert_eq!(
            rows(php),
            Some(json!([{"name": "item", "id": "7", "title": "柳河大桥建成通车", "date": "2024-04-01"}]))
        );
    }

    #[test]
    fn other_xml_holds_no_records() {
        let deep = "<a>".repeat(100_000);
        for text in [
            "",
            "<",
            "<settings><title>全部文章列表</title><size>3</size></settings>",
            "<a></b>",
            "<item><title>柳河大桥",
            &deep,
        ] {
            assert_eq!(rows(text), None);
        }
    }
}
