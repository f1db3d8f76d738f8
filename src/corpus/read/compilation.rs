//! Compilations (摘报, 剪报): documents in which a desk collects articles of several papers, in a table or under headings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::corpus::date::full_date;
use crate::corpus::page::Furniture;
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::table::is_header_of_articles;
use crate::corpus::read::word::{Cell, Paragraph};
use crate::text::pattern;

/// Words in the title of a document that collects articles.
const TITLES: &[&str] = &[
    "摘报", "摘编", "摘要", "舆情", "要闻", "快报", "剪报", "早报", "晨报", "简报", "资讯", "速递", "专报", "监测",
    "汇编", "每日",
];

/// Longer paragraphs are no title and no headline.
const MAX_HEADLINE_LENGTH: usize = 60;

/// A cell with at least this many characters holds an article.
const MIN_ARTICLE_LENGTH: usize = 60;

/// A cell with at most this many characters may name the paper.
const MAX_SOURCE_LENGTH: usize = 15;

/// A table holds at least this share of the characters of its document.
const MIN_TABLE_SHARE: f64 = 0.8;

/// What a compilation holds: its articles, and what stands around them.
type Compiled = (Vec<ArticleParts>, Vec<Furniture>);

/// The rows of a table of articles that is nearly the whole document, the head line first: texts by row and column, as JSON.
pub(super) fn table_rows(paragraphs: &[Paragraph]) -> Option<Value> {
    let rows = main_table(paragraphs)?;
    let texts: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell.join("\n")).collect()).collect();
    is_header_of_articles(texts.first()?).then(|| texts.into())
}

/// The articles of a document that collects several; none where it is another.
pub(super) fn read(paragraphs: &[Paragraph]) -> Option<Compiled> {
    of_table(paragraphs).or_else(|| under_headings(paragraphs))
}

/// The cells of the table that is nearly the whole document: the paragraphs of each, by row and column.
fn main_table(paragraphs: &[Paragraph]) -> Option<Vec<Vec<Vec<String>>>> {
    let length = |paragraph: &Paragraph| paragraph.text.trim().chars().count();
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for paragraph in paragraphs {
        if let Some(cell) = paragraph.cell {
            *sizes.entry(cell.table).or_default() += length(paragraph);
        }
    }
    let (table, size) = sizes.into_iter().max_by_key(|(_, size)| *size)?;
    if (size as f64) < MIN_TABLE_SHARE * paragraphs.iter().map(length).sum::<usize>() as f64 {
        return None;
    }
    let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
    for paragraph in paragraphs {
        let Some(Cell { row, column, .. }) = paragraph.cell.filter(|cell| cell.table == table) else { continue };
        rows.resize(rows.len().max(row + 1), Vec::new());
        let cells = &mut rows[row];
        cells.resize(cells.len().max(column + 1), Vec::new());
        let lines = paragraph.text.lines().map(str::trim).filter(|line| !line.is_empty());
        cells[column].extend(lines.map(str::to_owned));
    }
    (rows.len() >= 2 && rows.iter().any(|row| row.len() >= 2)).then_some(rows)
}

/// A table without a head line in which each row holds an article in one cell: number, article, paper.
fn of_table(paragraphs: &[Paragraph]) -> Option<Compiled> {
    let rows = main_table(paragraphs)?;
    let outside: Vec<&str> =
        paragraphs.iter().filter(|p| p.cell.is_none()).map(|p| p.text.trim()).filter(|text| !text.is_empty()).collect();
    let day = outside.iter().find_map(|text| full_date(text));
    let mut articles = Vec::new();
    for row in &rows {
        let length = |cell: &Vec<String>| cell.iter().map(|line| line.chars().count()).sum::<usize>();
        let main = row.iter().max_by_key(|cell| length(cell)).filter(|cell| length(cell) >= MIN_ARTICLE_LENGTH)?;
        let (title, text) = main.split_first().filter(|(title, text)| is_headline(title) && !text.is_empty())?;
        let mut parts = article(title, text.to_vec());
        for cell in row.iter().filter(|cell| *cell != main).map(|cell| cell.concat()) {
            match full_date(&cell) {
                Some(date) => parts.date = Some(date.into()),
                None if cell.chars().all(|c| c.is_ascii_digit()) => {}
                None if cell.chars().count() <= MAX_SOURCE_LENGTH && parts.source.is_empty() => parts.source = cell,
                None => return None,
            }
        }
        parts.date = parts.date.or(day.map(Into::into));
        articles.push(parts);
    }
    Some((articles, outside.into_iter().map(Furniture::of).collect()))
}

/// A document whose title says that it collects articles, and whose articles stand under headings.
fn under_headings(paragraphs: &[Paragraph]) -> Option<Compiled> {
    let mut seen = paragraphs.iter().filter(|paragraph| !paragraph.text.trim().is_empty());
    let title = seen.next()?.text.trim();
    let says_so =
        TITLES.iter().any(|word| title.contains(word)) && (full_date(title).is_some() || title.contains('期'));
    if !says_so || !is_headline(title) {
        return None;
    }
    let mut furniture = vec![Furniture::of(title)];
    let mut articles: Vec<ArticleParts> = Vec::new();
    let mut heading: Option<String> = None;
    for paragraph in seen {
        let text = paragraph.text.trim();
        if is_headline(text) && (paragraph.emphasis.is_some() || NUMBER.is_match(text)) && !SOURCE.is_match(text) {
            // A heading right above another one is that of a section.
            furniture.extend(heading.replace(text.to_owned()).map(Furniture::of));
            continue;
        }
        let lines = || text.lines().map(|line| line.trim().to_owned());
        match (heading.take(), articles.last_mut()) {
            (Some(heading), _) => articles.push(article(&heading, lines().collect())),
            (None, Some(last)) => last.paragraphs.extend(lines()),
            (None, None) => furniture.push(Furniture::of(text)),
        }
    }
    furniture.extend(heading.map(Furniture::of));
    if articles.len() < 2 {
        return None;
    }
    let day = furniture.iter().find_map(|line| full_date(&line.text));
    for parts in &mut articles {
        take_source(parts);
        parts.date = parts.date.or(day.map(Into::into));
    }
    Some((articles, furniture))
}

/// The number before a heading: 一、 （二） 3.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]\s*|[①-⑳]\s*)",
    )
});

/// The line that names the paper: （来源：兰河日报 2024年3月5日）.
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[（(]?\s*(?:来源|稿源|摘自|原载|据)\s*[:：]?\s*《?([^》，。）)\d\s]{2,15})》?[^。]{0,20}$")
});

fn article(title: &str, paragraphs: Vec<String>) -> ArticleParts {
    ArticleParts { title: NUMBER.replace(title, "").trim().to_owned(), paragraphs, ..ArticleParts::default() }
}

/// Takes the line that names the paper off the end of an article.
fn take_source(parts: &mut ArticleParts) {
    let Some(line) = parts.paragraphs.last() else { return };
    let Some(found) = SOURCE.captures(line) else { return };
    (parts.source, parts.date) = (found[1].to_owned(), full_date(line).map(Into::into));
    parts.paragraphs.pop();
}

fn is_headline(text: &str) -> bool {
    text.chars().count() <= MAX_HEADLINE_LENGTH && !text.ends_with(['。', '；', '，']) && !text.contains('\n')
}
