//! Tables of articles within a web page, a Markdown file or a text: a row for each article, below a header that names headline, paper or
//! text.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde_json::{Map, Value};

use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::format::Format;
use crate::corpus::read::markup::markdown::{plain, whole_link};
use crate::corpus::read::records::bookmarks;
use crate::corpus::read::records::drawn_table;
use crate::corpus::read::records::expanded_records;
use crate::corpus::read::table::{Fault, markup_rows};
use crate::text::pattern;

/// A table has at least this many rows below its header.
const MIN_ROWS: usize = 3;

/// A table of articles.
pub(in crate::corpus::read) struct TableOfArticles {
    /// Its rows as an array of JSON objects, or of lists below the names.
    pub rows: Value,
    /// The rows among them that cannot be read, each with its number among the rows of the text, counted from 1, and its fault.
    pub left_out: Vec<(u64, Fault)>,
}

/// The table of articles in a text of a format; none where it has no such table.
pub(in crate::corpus::read) fn read(text: &str, format: Format) -> Option<TableOfArticles> {
    match format {
        Format::Html => in_web_page(text),
        Format::Markdown => in_markdown(text),
        Format::Text => {
            let rows = expanded_records::read(text).or_else(|| drawn_table::read(text))?;
            Some(TableOfArticles { rows, left_out: Vec::new() })
        }
        _ => None,
    }
}

/// The table of articles in a web page; none where the page has no such table.
fn in_web_page(text: &str) -> Option<TableOfArticles> {
    if let Some(rows) = bookmarks::rows(text) {
        return Some(TableOfArticles { rows, left_out: Vec::new() });
    }
    // A quick check spares nearly all pages.
    if !text.contains("<td") && !text.contains("<TD") {
        return None;
    }
    articles(&markup_rows(text))
}

/// The table of articles in a Markdown file (GitHub Flavored Markdown, 4.10); none where it has no such table.
fn in_markdown(text: &str) -> Option<TableOfArticles> {
    // A table may be nested in a quotation or in an item of a list, whose marks stand before its rows.
    static MARKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:(?:>|[-*+]\s|\d{1,3}[.)]\s)\s*)*\|"));
    let cells = |line: &str| -> Option<Vec<String>> {
        let inner = line.get(MARKS.find(line)?.end()..)?.trim_end();
        let inner = inner.strip_suffix('|').unwrap_or(inner).replace("\\|", "\u{1f}");
        let written = |cell: &str| cell.trim().replace('\u{1f}', "|").replace("<br>", "\n");
        // A link that is all of a cell tells the address of the article.
        let unmarked = |cell: String| {
            let is_marked = cell.contains("](") || cell.contains("**");
            if is_marked && whole_link(&cell).is_none() { plain(&cell) } else { cell }
        };
        Some(inner.split('|').map(written).map(unmarked).collect())
    };
    let is_rule = |row: &Vec<String>| row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| ":-".contains(c)));
    let (mut rows, mut period): (Vec<Vec<String>>, _) = (Vec::new(), Period::default());
    let (mut has_rule, mut day_column) = (false, None);
    for line in text.lines() {
        let Some(mut row) = cells(line) else {
            day_column = None;
            period = period.below(line);
            continue;
        };
        if is_rule(&row) {
            has_rule = true;
            let is_day = |name: &String| matches!(role_of_name(name), Some((Role::Date, _)));
            day_column = rows.last().and_then(|names| names.iter().position(is_day));
            continue;
        }
        if let Some(day) = day_column.and_then(|at| row.get_mut(at))
            && let Some(whole) = period.day(day)
        {
            *day = whole;
        }
        rows.push(row);
    }
    has_rule.then(|| articles(&rows)).flatten()
}

/// The year and the month that the headings above a table tell, which its days leave out.
#[derive(Default, Clone, Copy)]
struct Period {
    year: Option<i16>,
    month: Option<i8>,
    /// The level of the heading that tells the year.
    level: usize,
}

impl Period {
    /// What is known below a line, which may be a heading: “## 2024-11”, “### 11月”.
    fn below(self, line: &str) -> Period {
        static YEAR: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"((?:19|20)\d{2})(?:\s*[年./-]\s*(0?[1-9]|1[0-2])(?:\D|$))?"));
        static MONTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#+\s*(\d{1,2})\s*月(?:份)?\s*$"));
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if level == 0 {
            return self;
        }
        if let Some(month) = MONTH.captures(line) {
            return Period { month: month[1].parse().ok(), ..self };
        }
        // Two years are those of a span.
        let mut years = YEAR.captures_iter(line);
        match (years.next(), years.next()) {
            (Some(found), None) => Period {
                year: found[1].parse().ok(),
                month: found.get(2).and_then(|month| month.as_str().parse().ok()),
                level,
            },
            (None, _) if level > self.level => self,
            _ => Period::default(),
        }
    }

    /// The whole day of which a cell gives the month and the day, or the day alone: “11-26”, “26日”.
    fn day(self, cell: &str) -> Option<String> {
        static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:(\d{1,2})\s*[月./-]\s*)?(\d{1,2})\s*[日号]?$"));
        let found = DAY.captures(cell.trim())?;
        let month = found.get(1).map_or(self.month, |month| month.as_str().parse().ok());
        Date::new(self.year?, month?, found[2].parse().ok()?).ok().map(|day| day.to_string())
    }
}

/// Whether a header is that of the list in which a site keeps its own articles: a column holds what may be done with each, “操作”.
fn is_managed(names: &[String]) -> bool {
    /// An article is told by more than its headline and its day.
    const MIN_COLUMNS: usize = 5;
    names.len() >= MIN_COLUMNS && names.iter().any(|name| matches!(name.trim(), "操作" | "管理操作" | "操作选项"))
}

/// A headline without the marks that such a list sets behind it, “[推荐]”, “[图文 头条]”.
fn without_marks(headline: &str) -> &str {
    let mark = |text: &str| {
        let (before, inner) = text.strip_suffix(']')?.rsplit_once('[')?;
        (inner.chars().count() <= 12 && !before.trim().is_empty()).then_some(before.trim_end().len())
    };
    let mut headline = headline.trim();
    while let Some(length) = mark(headline) {
        headline = &headline[..length];
    }
    headline
}

/// Rows below their header as objects. What stands below the last row that fits the header is another table's.
fn articles(rows: &[Vec<String>]) -> Option<TableOfArticles> {
    let roles = |row: &[String]| -> Vec<Role> {
        row.iter().filter_map(|cell| role_of_name(cell).map(|(role, _)| role)).collect()
    };
    // An index of links has headlines and days; a table of articles tells the paper or the text as well.
    let is_header = |row: &Vec<String>| {
        let roles = roles(row);
        let tells_more = roles.contains(&Role::Text) || roles.contains(&Role::Source);
        roles.contains(&Role::Title) && (tells_more && roles.len() >= 3 || is_managed(row))
    };
    let header = rows.iter().position(is_header)?;
    let names = &rows[header];
    // Tables of several months repeat their header.
    let is_row = |row: &&Vec<String>| row.len() == names.len() && *row != names;
    let below: Vec<&Vec<String>> = rows[header + 1..].iter().filter(is_row).collect();
    let end = rows.iter().rposition(|row| row.len() == names.len()).unwrap_or(header);
    let among = rows.iter().enumerate().take(end).skip(header + 1);
    let does_not_fit =
        |(_, row): &(usize, &Vec<String>)| row.len() != names.len() && row.iter().any(|cell| !cell.trim().is_empty());
    let left_out = among.filter(does_not_fit).map(|(at, row)| {
        let fault = Fault::TooManyFields { fields: row.len(), columns: names.len() };
        (at as u64 + 1, fault)
    });
    let is_managed = is_managed(names);
    let is_headline = |name: &String| matches!(role_of_name(name), Some((Role::Title, _)));
    let value = |(name, cell): (&String, &String)| match is_managed && is_headline(name) {
        true => (name.clone(), Value::from(without_marks(cell))),
        false => (name.clone(), Value::from(cell.as_str())),
    };
    let object = |row: &&Vec<String>| {
        let fields = names.iter().zip(row.iter()).map(value);
        Value::Object(fields.collect::<Map<_, _>>())
    };
    (below.len() >= MIN_ROWS).then(|| TableOfArticles {
        rows: Value::Array(below.iter().map(object).collect()),
        left_out: left_out.collect(),
    })
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
        let found = in_markdown(&text).unwrap().rows;
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
        assert_eq!(in_web_page(&page(["标题", "日期", "媒体"])).unwrap().rows[0]["媒体"], "兰河日报");
        assert!(in_web_page(&page(["标题", "日期", "点击"])).is_none());
        let marked = text.replace("| 河畔新增公园 |", "| 1. [河畔](b)新增**公园** |");
        assert_eq!(in_markdown(&marked).unwrap().rows[0]["标题"], "1. 河畔新增公园");
        assert!(in_markdown("").is_none());
        assert!(in_markdown("| 项目 | 金额 |\n|---|---|\n| 甲 | 1 |\n").is_none());
    }

    #[test]
    fn the_list_in_which_a_site_keeps_its_articles_is_read() {
        let row = "<tr><td>7</td><td><a href=a>河畔新增公园</a> [<font color=red>推荐</font>]</td><td>2024-03-05</td><td>12</td><td>修改</td></tr>";
        let page = |last: &str| {
            let names = format!("<tr><td>ID</td><td>文章标题</td><td>录入时间</td><td>点击</td><td>{last}</td></tr>");
            format!("<table><tr><td colspan=5>文档列表</td></tr>{names}{}</table>", row.repeat(3))
        };
        let found = in_web_page(&page("操作")).unwrap().rows;
        assert_eq!((found.as_array().unwrap().len(), &found[0]["文章标题"]), (3, &Value::from("河畔新增公园")));
        assert!(in_web_page(&page("评论")).is_none());
    }

    #[test]
    fn headings_tell_the_year_of_the_days_below() {
        let table = |heading: &str, day: &str| {
            format!("{heading}\n\n| 日期 | 标题 | 来源 |\n|---|---|---|\n| {day} | 河畔新增公园 | 兰河日报 |\n\n")
        };
        let days = |text: &str| -> Vec<String> {
            let found = in_markdown(text).unwrap().rows;
            found.as_array().unwrap().iter().map(|row| row["日期"].as_str().unwrap().to_owned()).collect()
        };
        let text = table("## 2024-11", "11-26") + &table("## 2023年10月", "6日") + &table("### 精选", "10月7日");
        assert_eq!(days(&text), ["2024-11-26", "2023-10-06", "2023-10-07"]);
        let text = table("# 2024年\n## 3月", "5") + &table("## 4月", "6") + &table("# 其他", "11-26");
        assert_eq!(days(&text), ["2024-03-05", "2024-04-06", "11-26"]);
        let text = table("# 2023-2024", "11-26") + &table("## 要闻", "2024-03-05") + &table("## 2024", "13-40");
        assert_eq!(days(&text), ["11-26", "2024-03-05", "13-40"]);
    }

    #[test]
    fn rows_of_another_number_of_cells_are_named() {
        let row = "<tr><td>河畔新增公园</td><td>2024-03-05</td><td>兰河日报</td></tr>";
        let head = "<table><tr><th>标题</th><th>日期</th><th>媒体</th></tr>";
        let month = "<tr><td colspan=3>四月</td></tr><tr><td></td></tr>";
        let page = format!("{head}{row}{month}{row}{row}</table><table><tr><td>版权所有</td></tr></table>");
        let found = in_web_page(&page).unwrap();
        assert_eq!(found.rows.as_array().unwrap().len(), 3);
        assert_eq!(found.left_out, [(3, Fault::TooManyFields { fields: 1, columns: 3 })]);
    }

    #[test]
    fn tables_may_be_nested_in_quotations_and_lists() {
        let row = "| 河畔新增公园 | 2024-03-05 | 兰河日报 |";
        for [first, further] in [["> ", "> "], ["> > ", ">> "], ["- ", "  "], ["1. ", "   "]] {
            let head = format!("{first}| 标题 | 日期 | 媒体 |\n{further}|---|---|---|\n");
            let text = format!("{head}{}", format!("{further}{row}\n").repeat(3));
            let found = in_markdown(&text).unwrap();
            assert_eq!((found.rows.as_array().unwrap().len(), &found.rows[2]["媒体"]), (3, &Value::from("兰河日报")));
        }
        assert!(in_markdown("- 甲 | 乙 |\n").is_none());
    }
}
