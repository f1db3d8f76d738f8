//! Tables of articles within a web page, a Markdown file or a text: a row for each article, below a header that names headline, paper or
//! text.

use serde_json::{Map, Value};

use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::drawn_table;
use crate::corpus::read::format::Format;
use crate::corpus::read::table::markup_rows;

/// A table has at least this many rows below its header.
const MIN_ROWS: usize = 3;

/// The rows of the table of articles in a text of a format, as an array of JSON objects, or of lists below the names; none where it has
/// no such table.
pub(super) fn read(text: &str, format: Format) -> Option<Value> {
    match format {
        Format::Html => in_web_page(text),
        Format::Markdown => in_markdown(text),
        Format::Text => drawn_table::read(text),
        _ => None,
    }
}

/// The rows of the table of articles in a web page, as an array of JSON objects; none where the page has no such table.
fn in_web_page(text: &str) -> Option<Value> {
    // A quick check spares nearly all pages.
    if !text.contains("<td") && !text.contains("<TD") {
        return None;
    }
    articles(&markup_rows(text))
}

/// The rows of the table of articles in a Markdown file (GitHub Flavored Markdown, 4.10), as an array of JSON objects; none where
/// it has no such table.
fn in_markdown(text: &str) -> Option<Value> {
    let cells = |line: &str| -> Option<Vec<String>> {
        let inner = line.trim().strip_prefix('|')?;
        let inner = inner.strip_suffix('|').unwrap_or(inner).replace("\\|", "\u{1f}");
        Some(inner.split('|').map(|cell| cell.trim().replace('\u{1f}', "|").replace("<br>", "\n")).collect())
    };
    let is_rule = |row: &Vec<String>| row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| ":-".contains(c)));
    let rows: Vec<Vec<String>> = text.lines().filter_map(cells).collect();
    rows.iter()
        .any(is_rule)
        .then(|| rows.into_iter().filter(|row| !is_rule(row)).collect::<Vec<_>>())
        .as_deref()
        .and_then(articles)
}

/// Rows below their header as objects.
fn articles(rows: &[Vec<String>]) -> Option<Value> {
    let roles = |row: &[String]| -> Vec<Role> {
        row.iter().filter_map(|cell| role_of_name(cell).map(|(role, _)| role)).collect()
    };
    // An index of links has headlines and days; a table of articles tells the paper or the text as well.
    let is_header = |row: &Vec<String>| {
        let roles = roles(row);
        roles.contains(&Role::Title)
            && (roles.contains(&Role::Text) || roles.contains(&Role::Source))
            && roles.len() >= 3
    };
    let header = rows.iter().position(is_header)?;
    let names = &rows[header];
    let below: Vec<&Vec<String>> = rows[header + 1..].iter().filter(|row| row.len() == names.len()).collect();
    let object = |row: &&Vec<String>| {
        let fields = names.iter().cloned().zip(row.iter().map(|cell| Value::from(cell.as_str())));
        Value::Object(fields.collect::<Map<_, _>>())
    };
    (below.len() >= MIN_ROWS).then(|| Value::Array(below.iter().map(object).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_articles_are_told_from_indexes() {
        let row = |day: &str| format!("| 1 | 河畔新增公园 | 兰河日报 | 2024-03-0{day} | 昨日，河畔新增三处公园。 |\n");
        let text = format!(
            "# 媒体报道\n\n| 序号 | 标题 | 媒体 | 日期 | 摘要 |\n|---|:--|---|---|---|\n{}{}{}",
            row("5"),
            row("6"),
            row("7")
        );
        let found = in_markdown(&text).unwrap();
        assert_eq!((found.as_array().unwrap().len(), &found[1]["日期"]), (3, &Value::from("2024-03-06")));
        let page = |names: [&str; 3]| {
            let row = "<tr><td>河畔新增公园</td><td>2024-03-05</td><td>兰河日报</td></tr>";
            format!(
                "<html><table><tr><th>{}</th><th>{}</th><th>{}</th></tr>{}</table>",
                names[0],
                names[1],
                names[2],
                row.repeat(3)
            )
        };
        assert_eq!(in_web_page(&page(["标题", "日期", "媒体"])).unwrap()[0]["媒体"], "兰河日报");
        assert_eq!(in_web_page(&page(["标题", "日期", "点击"])), None);
        assert_eq!(in_markdown("| 项目 | 金额 |\n|---|---|\n| 甲 | 1 |\n"), None);
    }
}
