//! Finds articles by what their headlines and texts contain, and by theme, day, place and paper.

use std::fmt::Write;

use rusqlite::{params, params_from_iter};

use crate::archive::Archive;
use crate::archive::selection::{Order, Search, Selection};
use crate::error::Result;
use crate::text::fold_for_search;

/// Characters of a snippet before and behind what was found.
const AROUND: usize = 24;
/// Weight of headlines against texts in the rank.
const HEADLINE_WEIGHT: f64 = 4.0;

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
        let snapshot = self.done(self.connection.unchecked_transaction())?;
        let selection = Selection::of(search);
        let mut statement = self.done(snapshot.prepare_cached(&selection.sql("count(*)")))?;
        let total: i64 = self.done(statement.query_row(params_from_iter(&selection.values), |row| row.get(0)))?;
        let rows = self.found_rows(search, selection)?;
        let hits = rows.iter().map(|&row| self.hit(row, &search.phrases)).collect::<Result<_>>()?;
        Ok(Found { total: total as usize, hits })
    }

    /// The numbers of the articles that are to be listed, in order.
    fn found_rows(&self, search: &Search, mut selection: Selection) -> Result<Vec<i64>> {
        let mut sql = selection.sql("article.id") + " ORDER BY ";
        if search.order == Order::Best && selection.has_words {
            let _ = write!(sql, "bm25(search, {HEADLINE_WEIGHT:?}, 1.0), ");
        }
        // The last keys make the order that of the articles, whenever they were added.
        sql += "article.date DESC, article.source, article.page, article.article_id, article.key, article.id";
        for (word, number) in [("LIMIT", search.limit), ("OFFSET", search.offset)] {
            selection.values.push(i64::try_from(number).unwrap_or(i64::MAX).into());
            let _ = write!(sql, " {word} ?{}", selection.values.len());
        }
        let mut statement = self.done(self.connection.prepare_cached(&sql))?;
        let rows = statement.query_map(params_from_iter(selection.values), |row| row.get(0));
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
