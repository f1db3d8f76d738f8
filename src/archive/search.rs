//! Finds articles by what their headlines and texts contain, and by theme, day, place and paper.

use std::fmt::Write;

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

use crate::archive::Archive;
use crate::archive::tokens::query;
use crate::error::Result;
use crate::survey::Filter;
use crate::text::fold_for_search;

/// Characters of a snippet before and behind what was found.
const AROUND: usize = 24;
/// Weight of headlines against texts in the rank.
const HEADLINE_WEIGHT: f64 = 4.0;

/// The last day that the date of an article may stand for, in SQL.
const LAST_DAY: &str = "CASE length(article.date) WHEN 10 THEN article.date \
     WHEN 7 THEN date(article.date || '-01', '+1 month', '-1 day') ELSE article.date || '-12-31' END";

/// The order of what is found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// The best match first, by BM25 (Robertson & Zaragoza 2009, “The Probabilistic Relevance Framework”).
    Best,
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Phrases that the headline or the text must contain, each of them; width, case and traditional characters do not
    /// matter. Without phrases all articles are found that pass the filter.
    pub phrases: Vec<String>,
    /// Days, places and papers.
    pub filter: Filter,
    /// Ids of themes, of which the article must have one as its primary theme; any where it is empty.
    pub themes: Vec<String>,
    /// The order.
    pub order: Order,
    /// At most this many articles are listed.
    pub limit: usize,
    /// Number of articles that are passed over before these.
    pub offset: usize,
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its number in this archive.
    pub row: i64,
    /// Its identifier.
    pub id: String,
    /// Its day; empty where it is unknown.
    pub date: String,
    /// The paper.
    pub source: String,
    /// The page.
    pub page: String,
    /// The adcode of its place; empty where it is unknown.
    pub region: String,
    /// The headline.
    pub title: String,
    /// The id of its theme: the correction, else the model's; empty where it is undetermined.
    pub theme: String,
    /// The probability of the model's theme, 0 to 1.
    pub probability: f64,
    /// What stands around the first place that was found, which is marked by 【 and 】; else the beginning of the text.
    pub snippet: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The number of all articles found.
    pub total: usize,
    /// Those that were asked for.
    pub hits: Vec<Hit>,
}

impl Archive {
    /// Finds articles.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn search(&self, search: &Search) -> Result<Found> {
        let rows = self.found_rows(search)?;
        let hits = rows.iter().skip(search.offset).take(search.limit);
        Ok(Found { total: rows.len(), hits: hits.map(|&row| self.hit(row, &search.phrases)).collect::<Result<_>>()? })
    }

    /// The numbers of all articles found, in order.
    fn found_rows(&self, search: &Search) -> Result<Vec<i64>> {
        let mut values: Vec<Value> = Vec::new();
        let mut conditions: Vec<String> = Vec::new();
        let mut from = String::from("article");
        let words = query(&search.phrases);
        if let Some(words) = &words {
            values.push(words.clone().into());
            from = "search CROSS JOIN article ON article.id = search.rowid".into();
            conditions.push("search MATCH ?1".into());
        }
        let filter = &search.filter;
        // All days that a date may stand for must be inside, as `Filter::holds` has it.
        if let Some(first) = filter.from.and_then(|from| from.first_day()) {
            values.push(first.to_string().into());
            conditions.push(format!("substr(article.date || '-01-01', 1, 10) >= ?{}", values.len()));
        }
        if let Some(last) = filter.to.and_then(|to| to.last_day()) {
            values.push(last.to_string().into());
            conditions.push(format!("{LAST_DAY} <= ?{}", values.len()));
        }
        let mut any_of = |texts: Vec<String>, condition: &dyn Fn(usize) -> String| {
            let each = texts.into_iter().map(|text| {
                values.push(text.into());
                condition(values.len())
            });
            let each: Vec<String> = each.collect();
            if !each.is_empty() {
                conditions.push(format!("({})", each.join(" OR ")));
            }
        };
        any_of(filter.sources.clone(), &|n| format!("article.source = ?{n}"));
        // The code of a division ends in a pair of zeros for each level below it.
        let beginning = |code: String| {
            let code = code.strip_suffix("00").unwrap_or(&code).to_owned();
            code.strip_suffix("00").unwrap_or(&code).to_owned()
        };
        any_of(filter.regions.iter().map(|region| beginning(region.to_string())).collect(), &|n| {
            format!("substr(article.region, 1, length(?{n})) = ?{n}")
        });
        if !search.themes.is_empty() {
            from += " LEFT JOIN assignment ON assignment.article = article.id \
                     LEFT JOIN corrections ON corrections.key = article.key";
            any_of(search.themes.clone(), &|n| {
                format!(
                    "coalesce(corrections.theme, CASE WHEN assignment.undetermined IS NULL THEN assignment.theme END) \
                     = ?{n}"
                )
            });
        }
        let mut sql = format!("SELECT article.id FROM {from}");
        if !conditions.is_empty() {
            let _ = write!(sql, " WHERE {}", conditions.join(" AND "));
        }
        sql += " ORDER BY ";
        if search.order == Order::Best && words.is_some() {
            let _ = write!(sql, "bm25(search, {HEADLINE_WEIGHT:?}, 1.0), ");
        }
        // The last keys make the order that of the articles, whenever they were added.
        sql += "article.date DESC, article.source, article.page, article.article_id, article.key, article.id";
        let mut statement = self.done(self.connection.prepare_cached(&sql))?;
        let rows = statement.query_map(params_from_iter(values), |row| row.get(0));
        self.done(rows.and_then(Iterator::collect))
    }

    /// An article as it is listed.
    fn hit(&self, row: i64, phrases: &[String]) -> Result<Hit> {
        let sql = "SELECT article_id, coalesce(date, ''), paper, page, region, title, coalesce(theme, ''), \
                   coalesce(probability, 0.0), text FROM articles WHERE id = ?1";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        self.done(statement.query_row(params![row], |found| {
            let text: String = found.get(8)?;
            Ok(Hit {
                row,
                id: found.get(0)?,
                date: found.get(1)?,
                source: found.get(2)?,
                page: found.get(3)?,
                region: found.get(4)?,
                title: found.get(5)?,
                theme: found.get(6)?,
                probability: found.get(7)?,
                snippet: snippet(&text, phrases),
            })
        }))
    }
}

/// What stands around the first phrase that a text contains, or its beginning, in one line.
fn snippet(text: &str, phrases: &[String]) -> String {
    let folded = fold_for_search(text);
    let first = |phrase: &String| {
        let phrase = fold_for_search(&phrase.replace('\0', ""));
        let at = folded.find(&phrase).filter(|_| !phrase.is_empty())?;
        Some((folded[..at].chars().count(), phrase.chars().count()))
    };
    let (at, length) = phrases.iter().find_map(first).unwrap_or((0, 0));
    let part = |from: usize, number: usize| -> String {
        text.chars().skip(from).take(number).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
    };
    let start = at.saturating_sub(AROUND);
    let mut snippet = if start > 0 { String::from("…") } else { String::new() };
    snippet += &part(start, at - start);
    if length > 0 {
        let _ = write!(snippet, "【{}】", part(at, length));
    }
    let rest = if length > 0 { AROUND } else { 2 * AROUND };
    snippet += &part(at + length, rest);
    if text.chars().nth(at + length + rest).is_some() {
        snippet.push('…');
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snippets_show_the_printed_text() {
        let text = format!("{}召開信訪工作會議。\n會議指出{}", "前".repeat(30), "後".repeat(30));
        let found = snippet(&text, &["无".into(), "信访工作".into()]);
        assert!(found.starts_with('…') && found.contains("召開【信訪工作】會議。 會議指出後") && found.ends_with('…'));
        assert_eq!(snippet("全文。", &[]), "全文。");
    }
}
