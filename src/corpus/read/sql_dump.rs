//! Dumps of databases in SQL, as MySQL, PostgreSQL and SQLite write them: the rows of the table that holds the most text.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use sqlparser::dialect::{Dialect, GenericDialect, MySqlDialect};
use sqlparser::tokenizer::{Token, Tokenizer};

/// Words that begin a part of a table's definition that is no column.
const NO_COLUMNS: [&str; 9] =
    ["PRIMARY", "KEY", "UNIQUE", "CONSTRAINT", "INDEX", "FOREIGN", "CHECK", "FULLTEXT", "SPATIAL"];

/// A table of a dump.
#[derive(Debug, Default)]
struct DumpedTable {
    columns: Vec<String>,
    rows: Vec<Value>,
    /// The number of characters of its texts.
    length: usize,
}

impl DumpedTable {
    /// Adds a row; values without a known column have its number as their name.
    fn add(&mut self, columns: &[String], values: Vec<Value>) {
        let columns = if columns.is_empty() { &self.columns } else { columns };
        let name = |at: usize| columns.get(at).cloned().unwrap_or_else(|| format!("column {}", at + 1));
        self.length += values.iter().filter_map(Value::as_str).map(str::len).sum::<usize>();
        let row: Map<String, Value> = values.into_iter().enumerate().map(|(at, value)| (name(at), value)).collect();
        self.rows.push(Value::Object(row));
    }
}

/// The rows of the table with the most text, as a JSON array of objects; empty where a dump has none.
pub(super) fn rows(text: &str) -> Value {
    let mut tables: BTreeMap<String, DumpedTable> = BTreeMap::new();
    let statements = copied(text, &mut tables);
    let dialect = dialect(&statements);
    match Tokenizer::new(&*dialect, &statements).tokenize() {
        Ok(tokens) => collect(&tokens, &mut tables),
        // A broken statement shall not take the others with it.
        Err(_) => {
            for statement in statements.split_inclusive(";\n") {
                if let Ok(tokens) = Tokenizer::new(&*dialect, statement).tokenize() {
                    collect(&tokens, &mut tables);
                }
            }
        }
    }
    let most = tables.into_values().max_by_key(|table| table.length);
    Value::Array(most.map(|table| table.rows).unwrap_or_default())
}

/// MySQL alone escapes by backslashes, and quotes names by backticks.
fn dialect(text: &str) -> Box<dyn Dialect> {
    if text.contains('`') || text.contains("\\'") || text.contains("\\r\\n") && !text.contains("replace(") {
        Box::new(MySqlDialect {})
    } else {
        Box::new(GenericDialect {})
    }
}

/// Takes the rows that PostgreSQL writes below `COPY table (columns) FROM stdin;` out of a dump, and returns the rest.
/// Cells are parted by tabs, `\N` is no value, and `\.` ends the rows (PostgreSQL documentation, COPY, text format).
fn copied(text: &str, tables: &mut BTreeMap<String, DumpedTable>) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let is_copy = line.starts_with("COPY ") && line.trim_end().to_ascii_lowercase().ends_with("from stdin;");
        let Some((head, columns)) = line.split_once('(').filter(|_| is_copy) else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        let columns = columns.split(')').next().unwrap_or_default();
        let columns: Vec<String> = columns.split(',').map(|name| name.trim().trim_matches('"').to_owned()).collect();
        let table = tables.entry(head["COPY ".len()..].trim().to_owned()).or_default();
        for row in lines.by_ref().take_while(|row| row.trim_end() != "\\.") {
            table.add(&columns, row.split('\t').map(copied_value).collect());
        }
    }
    rest
}

fn copied_value(cell: &str) -> Value {
    if cell == "\\N" {
        return Value::Null;
    }
    let mut text = String::with_capacity(cell.len());
    let mut characters = cell.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('r') | None => {}
                Some(other) => text.push(other),
            },
            _ => text.push(c),
        }
    }
    Value::String(text)
}

/// Collects the columns of `CREATE TABLE` and the rows of `INSERT INTO`.
fn collect(tokens: &[Token], tables: &mut BTreeMap<String, DumpedTable>) {
    let tokens: Vec<&Token> = tokens.iter().filter(|token| !matches!(token, Token::Whitespace(_))).collect();
    let mut statements = tokens.split(|token| matches!(token, Token::SemiColon));
    statements.by_ref().for_each(|statement| {
        let is = |at: usize, word: &str| statement.get(at).is_some_and(|token| is_word(token, word));
        if is(0, "CREATE") {
            define(statement, tables);
        } else if is(0, "INSERT") || is(0, "REPLACE") {
            insert(statement, tables);
        }
    });
}

fn is_word(token: &Token, word: &str) -> bool {
    matches!(token, Token::Word(found) if found.quote_style.is_none() && found.value.eq_ignore_ascii_case(word))
}

/// The name of a table that stands before the first bracket.
fn table_name(statement: &[&Token]) -> Option<(String, usize)> {
    let bracket =
        |token: &&&Token| matches!(token, Token::LParen) || is_word(token, "VALUES") || is_word(token, "VALUE");
    let end = statement.iter().position(|token| bracket(&token))?;
    let name = statement[..end].iter().rev().find_map(|token| match token {
        Token::Word(word) => Some(word.value.clone()),
        _ => None,
    })?;
    Some((name, end))
}

/// The parts of a list in brackets that begins at a token, and the place behind it.
fn list<'t, 's>(statement: &'t [&'s Token], from: usize) -> Option<(Vec<&'t [&'s Token]>, usize)> {
    if !matches!(statement.get(from), Some(Token::LParen)) {
        return None;
    }
    let (mut depth, mut start, mut parts) = (0_usize, from + 1, Vec::new());
    for (at, token) in statement.iter().enumerate().skip(from) {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => {
                depth -= 1;
                if depth == 0 {
                    parts.push(&statement[start..at]);
                    return Some((parts, at + 1));
                }
            }
            Token::Comma if depth == 1 => {
                parts.push(&statement[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

fn names(parts: &[&[&Token]]) -> Vec<String> {
    let name = |part: &&[&Token]| match part.first() {
        Some(Token::Word(word)) => {
            let is_column = word.quote_style.is_some() || !NO_COLUMNS.contains(&word.value.to_uppercase().as_str());
            is_column.then(|| word.value.clone())
        }
        Some(Token::DoubleQuotedString(name)) => Some(name.clone()),
        _ => None,
    };
    parts.iter().filter_map(name).collect()
}

fn define(statement: &[&Token], tables: &mut BTreeMap<String, DumpedTable>) {
    let Some((name, bracket)) = table_name(statement) else { return };
    if let Some((parts, _)) = list(statement, bracket) {
        tables.entry(name).or_default().columns = names(&parts);
    }
}

fn insert(statement: &[&Token], tables: &mut BTreeMap<String, DumpedTable>) {
    let Some((name, mut at)) = table_name(statement) else { return };
    let mut columns = Vec::new();
    if let Some((parts, behind)) = list(statement, at) {
        (columns, at) = (names(&parts), behind);
    }
    let table = tables.entry(name).or_default();
    // The rows stand behind `VALUES`, parted by commas.
    while let Some((parts, behind)) = list(statement, at + 1) {
        table.add(&columns, parts.iter().map(|part| value(part)).collect());
        at = behind;
    }
}

/// A value: a text, a number, or nothing. SQLite wraps a text of several lines into `replace(text, '\n', char(10))`.
fn value(part: &[&Token]) -> Value {
    let text = part.iter().find_map(|token| match token {
        Token::SingleQuotedString(text)
        | Token::NationalStringLiteral(text)
        | Token::EscapedStringLiteral(text)
        | Token::DoubleQuotedString(text) => Some(text.clone()),
        _ => None,
    });
    if let Some(text) = text {
        let wraps = part.first().is_some_and(|token| is_word(token, "replace"));
        return Value::String(if wraps { text.replace("\\r", "").replace("\\n", "\n") } else { text });
    }
    match part.last() {
        Some(Token::Number(number, _)) => Value::String(number.clone()),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_dump_of_mysql() {
        let dump = "-- MySQL dump\n/*!40101 SET NAMES utf8 */;\nCREATE TABLE `news` (\n `id` int(11) NOT NULL,\n `title` varchar(256) COMMENT '标题',\n \
            `content` text,\n PRIMARY KEY (`id`)\n) ENGINE=InnoDB;\nINSERT INTO `news` VALUES (1,'三个项目签约','昨日，\\'兰河\\'推介会举行。\\n三个项目签约。'),(2,'公园开放',NULL);\n\
            INSERT INTO `log` (`id`) VALUES (7);\n";
        assert_eq!(
            rows(dump),
            json!([
                {"id": "1", "title": "三个项目签约", "content": "昨日，'兰河'推介会举行。\n三个项目签约。"},
                {"id": "2", "title": "公园开放", "content": null},
            ])
        );
    }

    #[test]
    fn a_dump_of_sqlite_and_one_of_postgresql() {
        let sqlite = "CREATE TABLE news (id INTEGER PRIMARY KEY, title TEXT, text TEXT);\n\
            INSERT INTO news VALUES(1,'公园开放',replace('市民''常来''。\\n周末有戏。','\\n',char(10)));\n";
        assert_eq!(rows(sqlite), json!([{"id": "1", "title": "公园开放", "text": "市民'常来'。\n周末有戏。"}]));
        let postgres = "COPY public.news (id, title, \"text\") FROM stdin;\n1\t公园开放\t市民常来。\\n周末有戏。\n2\t\\N\t早市\n\\.\n\nSELECT 1;\n";
        assert_eq!(
            rows(postgres),
            json!([
                {"id": "1", "title": "公园开放", "text": "市民常来。\n周末有戏。"},
                {"id": "2", "title": null, "text": "早市"},
            ])
        );
    }

    #[test]
    fn broken_dumps_keep_what_can_be_read() {
        let dump = "INSERT INTO news (title) VALUES ('公园开放');\nINSERT INTO news (title) VALUES ('早市;\n";
        assert_eq!(rows(dump), json!([{"title": "公园开放"}]));
        for text in
            ["", "(", "INSERT", "INSERT INTO a VALUES", "COPY a (b FROM stdin;\n", "INSERT INTO a VALUES (((", "VALUES"]
        {
            assert_eq!(rows(text), json!([]), "{text}");
        }
    }
}
