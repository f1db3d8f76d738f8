//! Scripts that hold articles as data: the lists beside web pages (`var news = […]`, `export const news = {…}`) and the answers of servers
//! within a call (`news_1({…})`).

use serde_json::Value;

use crate::corpus::read::table::forms::known_articles::holds_articles;
use crate::corpus::read::table::forms::script_value::{blank_length, quoted, unclosed_length, value_at_start};

/// What failed to be read as values may take this many times the time of the script, so that no script of another kind stalls a run; short
/// ones may take that of this many bytes.
const MAX_FAILED: usize = 20;
const MIN_LENGTH: usize = 10_000;

/// The values of a script that hold articles, as a JSON array; none where it has no such values.
pub(in crate::corpus::read) fn script_rows(text: &str) -> Option<Value> {
    let mut rows = Vec::new();
    let mut at = 0;
    let mut failed = 0;
    loop {
        if failed > MAX_FAILED.saturating_mul(text.len().max(MIN_LENGTH)) {
            return None;
        }
        at += blank_length(&text[at..]);
        let rest = &text[at..];
        let Some(next) = rest.chars().next() else { break };
        at += match next {
            '"' | '\'' | '`' => match quoted(rest) {
                Some((_, length)) => length,
                None => {
                    failed += unclosed_length(rest);
                    1
                }
            },
            '/' if may_be_value(&text[..at]) => pattern_length(rest),
            '{' | '[' if may_be_value(&text[..at]) => match value_at_start(rest) {
                Ok((value, length)) => {
                    take_articles(value, &mut rows);
                    length
                }
                Err(length) => {
                    failed += length;
                    1
                }
            },
            other => other.len_utf8(),
        };
    }
    (!rows.is_empty()).then_some(Value::Array(rows))
}

/// Whether a value may stand behind a piece of a script: behind a sign that asks for one, or behind another value on a line of its own.
fn may_be_value(before: &str) -> bool {
    let before = before.trim_end();
    let asks = |c: char| "=(,:[?!&|>}".contains(c);
    before.is_empty() || before.ends_with(asks) || ["return", "default"].iter().any(|word| before.ends_with(word))
}

/// The length of a regular expression at the beginning of a text, in which quotation marks quote nothing.
fn pattern_length(text: &str) -> usize {
    let mut in_class = false;
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return at + 1,
            '\n' => break,
            _ => {}
        }
    }
    1
}

/// Adds a value, or the items of a list, where it holds articles.
fn take_articles(value: Value, rows: &mut Vec<Value>) {
    match value {
        value if !holds_articles(&value) => {}
        Value::Array(items) => rows.extend(items),
        other => rows.push(other),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn data_of_scripts_are_rows() {
        let item = json!({"title": "柳河大桥通车", "date": "2024-4-1"});
        let bare = "{ title: '柳河大桥通车', date: \"2024-4-1\", }";
        for script in [
            format!("let news = [ {bare}, ]\nmodule.exports = {{ news: news }}\n"),
            format!("// 新闻\nconst tidy = /['\"]/g;\nwindow.NEWS = [{bare}];"),
            format!("news_1([{item}])"),
            format!(
                "export default {{ data() {{ return {{ list: [{bare}], open: false }} }}, mounted() {{ load('x') }} }}"
            ),
            bare.to_owned(),
        ] {
            let found = script_rows(&script).unwrap();
            assert!(found == json!([item]) || found == json!([{"list": [item], "open": false}]), "{script}");
        }
        let nested = script_rows(&format!("export const data = {{\n listData:[ {bare} ]\n}}")).unwrap();
        assert_eq!(nested, json!([{"listData": [item]}]));
    }

    #[test]
    fn programs_hold_no_articles() {
        for script in [
            "",
            "(function(){ var a = [1, 2], b = {title: '全部文章列表', path: '/list'}; })()",
            "export default { name: '柳河', props: { title: { type: String } } }",
            "const texts = {title: '标题', date: '日期', content: '内容'}",
            "var users = [{name: '方舟与何晓岚', time: '2024-04-01'}]",
            "\"",
            "`${",
            "/",
            "[[[[",
            "=[f(".repeat(50_000).as_str(),
            "`\\ ".repeat(50_000).as_str(),
        ] {
            assert_eq!(script_rows(script), None, "{script}");
        }
    }
}
