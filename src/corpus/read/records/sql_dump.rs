//! Dumps of databases in SQL, as MySQL, PostgreSQL and SQLite write them: the rows of the table that holds the most text.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use sqlparser::dialect::{Dialect, GenericDialect, MySqlDialect};
use sqlparser::tokenizer::{Token, Tokenizer};

use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::records::joined_tables::with_headlines;

/// Words that begin a part of a table's definition that is no column.
const NO_COLUMNS: [&str; 9] =
    ["PRIMARY", "KEY", "UNIQUE", "CONSTRAINT", "INDEX", "FOREIGN", "CHECK", "FULLTEXT", "SPATIAL"];

/// A table of a dump.
#[derive(Debug, Default)]
struct DumpedTable {
    columns: Vec<String>,
    /// What comments of the definition call columns whose own names say nothing: the initials of `来源`.
    comments: BTreeMap<String, String>,
    rows: Vec<Value>,
    /// The number of characters of its texts.
    length: usize,
}

impl DumpedTable {
    /// Adds a row; values without a known column have its number as their name.
    fn add(&mut self, columns: &[String], values: Vec<Value>) {
        if self.columns.is_empty() {
            self.columns = columns.to_vec();
        }
        let columns = if columns.is_empty() { &self.columns } else { columns };
        let named = |at: usize| columns.get(at).map(|name| self.comments.get(name).unwrap_or(name).clone());
        let name = |at: usize| named(at).unwrap_or_else(|| format!("column {}", at + 1));
        self.length += values.iter().filter_map(Value::as_str).map(str::len).sum::<usize>();
        let row: Map<String, Value> = values.into_iter().enumerate().map(|(at, value)| (name(at), value)).collect();
        self.rows.push(Value::Object(row));
    }
}

/// What was read of a dump.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::corpus::read) struct Dump {
    /// The rows of the table with the most text, and of those with the same columns, as a JSON array of objects; empty where
    /// there are none.
    pub rows: Value,
    /// The line at which the dump cannot be read on: it is broken off, or damaged.
    pub broken_off: Option<u64>,
}

/// Reads a dump.
pub(in crate::corpus::read) fn read(text: &str) -> Dump {
    let mut tables: BTreeMap<String, DumpedTable> = BTreeMap::new();
    let statements = copied(text, &mut tables);
    let (tokens, broken_off) = tokens(&statements);
    Dump { rows: rows(&tokens, tables), broken_off }
}

/// The tokens of a dump, and the line at which it cannot be read on. MySQL alone escapes by backslashes, and quotes names by
/// backticks; its dumps mostly say so. Where a dump cannot be read to its end in one way, it may be in the other.
fn tokens(text: &str) -> (Vec<Token>, Option<u64>) {
    let marks = ["-- MySQL", "-- MariaDB", "-- phpMyAdmin", "ENGINE=", "INSERT INTO `", "CREATE TABLE `", "\\\""];
    let is_mysql = marks.iter().any(|mark| text.contains(mark));
    let read = |mysql: bool| {
        let dialect: &dyn Dialect = if mysql { &MySqlDialect {} } else { &GenericDialect {} };
        let mut tokens = Vec::new();
        // What stands before a fault is kept, so that a dump that was broken off has its rows.
        let fault = Tokenizer::new(dialect, text).tokenize_with_location_into_buf(&mut tokens).err();
        let tokens: Vec<Token> = tokens.into_iter().map(|token| token.token).collect();
        (tokens, fault.map(|fault| fault.location.line))
    };
    let usual = read(is_mysql);
    if usual.1.is_none() {
        return usual;
    }
    let other = read(!is_mysql);
    if other.1.is_none() { other } else { usual }
}

fn rows(tokens: &[Token], mut tables: BTreeMap<String, DumpedTable>) -> Value {
    collect(tokens, &mut tables);
    let Some(columns) = tables.values().max_by_key(|table| table.length).map(|table| table.columns.clone()) else {
        return Value::Array(Vec::new());
    };
    // A crawler may keep a table for each year.
    let is_alike = |table: &DumpedTable| !columns.is_empty() && table.columns == columns;
    let most = tables.values().map(|table| table.length).max().unwrap_or_default();
    let is_chosen = |table: &DumpedTable| is_alike(table) || table.length == most && most > 0;
    let (chosen, others): (Vec<DumpedTable>, Vec<DumpedTable>) = tables.into_values().partition(is_chosen);
    let others: Vec<Vec<Value>> = others.into_iter().map(|table| table.rows).collect();
    Value::Array(with_headlines(chosen.into_iter().flat_map(|table| table.rows).collect(), &others))
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
    statements(&tokens).into_iter().for_each(|statement| {
        let is = |at: usize, word: &str| statement.get(at).is_some_and(|token| is_word(token, word));
        if is(0, "CREATE") && (1..4).any(|at| is(at, "TABLE")) {
            define(statement, tables);
        } else if is(0, "INSERT") || is(0, "REPLACE") {
            insert(statement, tables);
        }
    });
}

/// The statements of a dump: they end at semicolons, or where the next row is inserted.
fn statements<'t, 's>(tokens: &'t [&'s Token]) -> Vec<&'t [&'s Token]> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            Token::SemiColon => {
                found.push(&tokens[start..at]);
                (start, depth) = (at + 1, 0);
            }
            _ if depth == 0 && at > start && is_word(token, "INSERT") => {
                found.push(&tokens[start..at]);
                start = at;
            }
            _ => {}
        }
    }
    found.push(&tokens[start..]);
    found
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
        Token::DoubleQuotedString(name) => Some(name.clone()),
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

/// The names of columns: those of a list, or in a table's definition, where a type stands behind each and keys between.
fn names(parts: &[&[&Token]]) -> Vec<String> {
    let name = |part: &&[&Token]| match part.first() {
        Some(Token::Word(word)) => {
            let is_key = || {
                let opens = matches!(part.get(1), Some(Token::LParen));
                opens
                    || part.get(1).is_some_and(|next| is_word(next, "KEY"))
                    || part.iter().any(|token| matches!(token, Token::LParen)) && part.len() > 4
            };
            let may_be_key = word.quote_style.is_none() && NO_COLUMNS.contains(&word.value.to_uppercase().as_str());
            let is_column = part.len() == 1 || !may_be_key || !is_key();
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
        let table = tables.entry(name).or_default();
        table.columns = names(&parts);
        let comments = comments(&parts);
        let is_alone = |text: &String| {
            comments.iter().filter(|(_, other)| other == text).count() == 1 && !table.columns.contains(text)
        };
        // Columns keep names of their own: of two that are called alike, one would be lost.
        table.comments = comments.iter().filter(|(_, text)| is_alone(text)).cloned().collect();
    }
}

/// The names of columns that do not tell their role, with the comments that do.
fn comments(parts: &[&[&Token]]) -> Vec<(String, String)> {
    let comment = |part: &&[&Token]| {
        let Some(Token::Word(name)) = part.first() else { return None };
        let at = part.iter().position(|token| is_word(token, "COMMENT"))?;
        let (Token::SingleQuotedString(text) | Token::DoubleQuotedString(text)) = part.get(at + 1)? else {
            return None;
        };
        let tells = role_of_name(&name.value).is_none() && role_of_name(text).is_some();
        tells.then(|| (name.value.clone(), text.clone()))
    };
    parts.iter().filter_map(comment).collect()
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
    let mut texts = part.iter().filter_map(|token| match token {
        Token::SingleQuotedString(text)
        | Token::NationalStringLiteral(text)
        | Token::EscapedStringLiteral(text)
        | Token::DoubleQuotedString(text) => Some(text.clone()),
        _ => None,
    });
    if let Some(text) = texts.next() {
        let wraps = part.first().is_some_and(|token| is_word(token, "replace"));
        // Texts that are put together by `||` or CONCAT are parted by line feeds.
        let joined = |text| std::iter::once(text).chain(texts).collect::<Vec<String>>().join("\n");
        return Value::String(if wraps { text.replace("\\r", "").replace("\\n", "\n") } else { joined(text) });
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

    fn rows(text: &str) -> Value {
        read(text).rows
    }

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
    fn comments_name_columns() {
        let dump = "CREATE TABLE `n` (`x1` varchar(64) COMMENT '标题', `title` text COMMENT '链接', `x2` int COMMENT '备用', `x3` text);\n\
            INSERT INTO `n` VALUES ('公园开放','早市',1,'甲');\nINSERT INTO `n` (`x1`) VALUES ('新馆');\n";
        assert_eq!(rows(dump), json!([{"标题": "公园开放", "title": "早市", "x2": "1", "x3": "甲"}, {"标题": "新馆"}]));
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
        let broken_off = "-- MySQL dump\nINSERT INTO `news` (`title`) VALUES ('公园\\'开放\\''),('早市'),('桥";
        assert_eq!(rows(broken_off), json!([{"title": "公园'开放'"}, {"title": "早市"}]));
        assert_eq!((read(broken_off).broken_off, read(&broken_off[..13]).broken_off), (Some(2), None));
        let path = "INSERT INTO news (title, text) VALUES ('路径', 'C:\\');\nINSERT INTO news (title, text) VALUES ('公园', '开放');\n";
        assert_eq!(rows(path), json!([{"title": "路径", "text": "C:\\"}, {"title": "公园", "text": "开放"}]));
        let unended = "INSERT INTO news (key, title) VALUES ('a', '公园开放')\nINSERT INTO news (key, title) VALUES ('b', '早市' || chr(10) || '开张')";
        assert_eq!(rows(unended), json!([{"key": "a", "title": "公园开放"}, {"key": "b", "title": "早市\n开张"}]));
        let indexed = "CREATE TABLE n1 (id int, title text, KEY t (title));\nCREATE INDEX i ON n1 (title);\nINSERT INTO n1 VALUES (1,'公园开放');\n\
            CREATE TABLE n2 (id int, title text);\nINSERT INTO n2 VALUES (2,'早市在春天的一个早晨搬进大棚');";
        assert_eq!(
            rows(indexed),
            json!([{"id": "1", "title": "公园开放"}, {"id": "2", "title": "早市在春天的一个早晨搬进大棚"}])
        );
        for text in
            ["", "(", "INSERT", "INSERT INTO a VALUES", "COPY a (b FROM stdin;\n", "INSERT INTO a VALUES (((", "VALUES"]
        {
            assert_eq!(rows(text), json!([]), "{text}");
        }
    }
}
