//! Records that clients of databases print one below the other, a line for each field: the expanded display of PostgreSQL's (`-[ RECORD 1 ]---`,
//! asked for by `\x`) and the vertical one of MySQL's (`*** 1. row ***`, asked for by `\G`).

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use crate::corpus::read::table::is_header_of_articles;
use crate::text::pattern;

/// The statement that asked for the records stands above them on at most this many lines.
const MAX_ABOVE: usize = 10;
/// The lines between names and values of PostgreSQL's client, as its styles draw them.
const STROKES: [char; 3] = ['|', '│', '║'];

/// What stands above each record of PostgreSQL's client, in its styles and languages.
static ABOVE_POSTGRESQL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[+┌├╔╠]?[-─═]\[ \p{L}+ \d+ \]"));
/// What stands above each record of MySQL's client.
static ABOVE_MYSQL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\*{20,} \d+\. row \*{20,}\s*$"));
/// What MySQL's client writes below the last record.
static BELOW_MYSQL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\d+ rows? in set\b|mysql> |mysql>$|MariaDB \[|Query OK|Bye$)"));

/// A field: its name, and the lines of its value.
type Field<'t> = (&'t str, Vec<&'t str>);

/// The records of articles that a text is, as JSON objects; none where it is no such text.
pub(in crate::corpus::read) fn read(text: &str) -> Option<Value> {
    let mut above = text.lines().filter(|line| !line.trim().is_empty()).take(MAX_ABOVE + 1);
    let marker = above.find(|line| ABOVE_POSTGRESQL.is_match(line) || ABOVE_MYSQL.is_match(line))?;
    let records = if marker.starts_with('*') { of_mysql(text) } else { of_postgresql(text) };
    let names: Vec<String> = records.first()?.iter().map(|(name, _)| (*name).to_owned()).collect();
    let object = |record: Vec<Field<'_>>| {
        let value = |lines: Vec<&str>| Value::from(lines.join("\n").trim_end());
        let fields = record.into_iter().map(|(name, lines)| (name.to_owned(), value(lines)));
        Value::Object(fields.collect::<Map<String, Value>>())
    };
    is_header_of_articles(&names).then(|| records.into_iter().map(object).collect())
}

/// The records of PostgreSQL's client: each line has a name, a stroke and a value. A value that goes on has no name before its further
/// lines, and a sign of plus at the end of the line above.
fn of_postgresql(text: &str) -> Vec<Vec<Field<'_>>> {
    let mut records: Vec<Vec<Field<'_>>> = Vec::new();
    let mut is_within = false;
    for line in text.lines() {
        if ABOVE_POSTGRESQL.is_match(line) {
            records.push(Vec::new());
            is_within = true;
            continue;
        }
        let Some(record) = records.last_mut().filter(|_| is_within) else { continue };
        let framed = line.strip_prefix(STROKES).map(|line| line.trim_end().trim_end_matches(STROKES));
        let Some((name, value)) = framed.unwrap_or(line).split_once(STROKES) else {
            is_within = false;
            continue;
        };
        let (name, value) = (name.trim(), value.trim());
        match record.last_mut().filter(|_| name.is_empty()) {
            Some((_, lines)) => {
                if let Some(above) = lines.last_mut() {
                    *above = above.strip_suffix('+').unwrap_or(above).trim_end();
                }
                lines.push(value);
            }
            None => record.push((name, vec![value])),
        }
    }
    records.retain(|record| !record.is_empty());
    records
}

/// The records of MySQL's client: the names end in one column, counted in bytes, and a value goes on on lines as they are.
fn of_mysql(text: &str) -> Vec<Vec<Field<'_>>> {
    let mut records: Vec<Vec<Field<'_>>> = Vec::new();
    // The names of the fields of the first record of a question, and where they end.
    let (mut names, mut width): (Vec<&str>, usize) = (Vec::new(), 0);
    let (mut is_within, mut is_first) = (false, true);
    for line in text.lines() {
        if ABOVE_MYSQL.is_match(line) {
            records.push(Vec::new());
            is_within = true;
            continue;
        }
        if BELOW_MYSQL.is_match(line) {
            is_within = false;
        }
        let Some(record) = records.last_mut().filter(|_| is_within) else { continue };
        if record.is_empty() {
            let end = line.find(':').unwrap_or_default();
            is_first = (names.first().copied(), width) != (line.get(..end).map(str::trim_start), end);
            width = end;
            if is_first {
                names.clear();
            }
        }
        let is_next =
            |name: &str| if is_first { !names.contains(&name) } else { names.get(record.len()) == Some(&name) };
        let field = field_ending_at(line, width).or_else(|| field_out_of_line(line, width, is_first));
        if let Some((name, value)) = field.filter(|(name, _)| is_next(name)) {
            if is_first {
                names.push(name);
            }
            record.push((name, vec![value]));
        } else if let Some((_, lines)) = record.last_mut() {
            lines.push(line);
        } else {
            is_within = false;
        }
    }
    records.retain(|record| !record.is_empty());
    records
}

/// The name that ends at a byte of a line, and the value behind it.
fn field_ending_at(line: &str, width: usize) -> Option<(&str, &str)> {
    let name = line.get(..width)?.trim_start();
    let value = line.get(width..)?.strip_prefix(':')?;
    let is_set_apart = value.is_empty() || value.starts_with(' ');
    (!name.is_empty() && is_set_apart).then(|| (name, value.strip_prefix(' ').unwrap_or(value)))
}

/// A field whose name does not end in the column of the names, as where an editor changed the blanks before them. In the first record, whose
/// names are not known yet, it is the identifier of a column that is too long to end there.
fn field_out_of_line(line: &str, width: usize, is_first: bool) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_identifier = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_name = if is_first { name.len() > width && is_identifier(name) } else { true };
    is_name.then(|| (name.trim_start(), value.strip_prefix(' ').unwrap_or(value))).filter(|(name, _)| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_expanded_display_of_postgresql() {
        let text = "news=# \\x\nExpanded display is on.\nnews=# select * from n;\n-[ RECORD 1 ]--------\nid      | 1\ntitle   | 春耕\n\
            content | 柳河两岸+\n        | 农机|下田\n-[ RECORD 2 ]--------\nid      | 2\ntitle   | 数字+\ncontent | \n\nnews=# \\q\n";
        let rows = json!([
            {"id": "1", "title": "春耕", "content": "柳河两岸\n农机|下田"},
            {"id": "2", "title": "数字+", "content": ""},
        ]);
        assert_eq!(read(text), Some(rows));
        let framed =
            "┌─[ 记录 1 ]┬──────────┐\n│ 标题      │ 春耕     │\n│ 正文      │ 柳河两岸↵│\n└───────────┴──────────┘\n";
        assert_eq!(read(&framed.replace('↵', "+")), Some(json!([{"标题": "春耕", "正文": "柳河两岸+"}])));
    }

    #[test]
    fn the_vertical_display_of_mysql() {
        let stars = "*".repeat(27);
        let text = format!(
            "mysql> select * from n\\G\n{stars} 1. row {stars}\n     id: 1\n  title: 春耕\ncontent: 柳河两岸。\n记者: 方舟\n\n农机下田。\n\
             {stars} 2. row {stars}\n     id: 2\n  title: 夏种\ncontent: 第三点: 早动手\n2 rows in set (0.00 sec)\n\nmysql> \n"
        );
        let rows = json!([
            {"id": "1", "title": "春耕", "content": "柳河两岸。\n记者: 方舟\n\n农机下田。"},
            {"id": "2", "title": "夏种", "content": "第三点: 早动手"},
        ]);
        assert_eq!(read(&text), Some(rows));
        // Names in Chinese are set by their bytes.
        let text = format!(
            "{stars} 1. row {stars}\n标题: 春耕\n正文: 柳河两岸。\n{stars} 2. row {stars}\n标题: 夏种\n正文: 农机下田。\n"
        );
        assert_eq!(read(&text).unwrap()[1]["正文"], "农机下田。");
    }

    #[test]
    fn other_records_are_none_of_articles() {
        let stars = "*".repeat(27);
        for text in [
            String::new(),
            "-[ RECORD 1 ]--\nid    | 1\nprice | 甲\n".to_owned(),
            format!("{stars} 1. row {stars}\n   id: 1\nprice: 甲\n"),
            format!("{stars} 1. row {stars}\n"),
            "***\n春耕正忙。\n".to_owned(),
        ] {
            assert_eq!(read(&text), None, "{text}");
        }
    }

    #[test]
    fn names_that_an_editor_moved_are_fields() {
        let text = "*************************** 1. row ***************************\n     title: 春耕\npublish_time: 2024-03-05\n   content: 柳河\n两岸\n\
            *************************** 2. row ***************************\ntitle: 夏收\npublish_time: 2024-06-05\ncontent: 兰河\n";
        let rows = json!([
            {"title": "春耕", "publish_time": "2024-03-05", "content": "柳河\n两岸"},
            {"title": "夏收", "publish_time": "2024-06-05", "content": "兰河"},
        ]);
        assert_eq!(read(text), Some(rows));
    }
}
