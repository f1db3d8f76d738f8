//! Finds articles by what their headlines and texts contain, and by theme, day, place and paper.

use std::cmp::{Ordering, Reverse};
use std::fmt::Write;

use rusqlite::{Connection, params, params_from_iter};

use crate::archive::Archive;
use crate::archive::queries::selection::{Order, Search, Selection};
use crate::archive::queries::tokens::spellings;
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
    /// The day of its publication; empty where it is unknown.
    pub date: String,
    /// The day that it tells of; empty where it names none.
    pub event_date: String,
    /// The paper.
    pub source: String,
    /// The page.
    pub page: String,
    /// The adcode of its place; empty where it is unknown.
    pub region: String,
    /// The headline.
    pub title: String,
    /// As [`opening`].
    pub opening: String,
    /// The id of its theme: the correction, else the model's; empty where it is undetermined.
    pub theme: String,
    /// The probability of its theme, 0 to 1: that of the model's choice, or 1 where a person corrected it.
    pub probability: f64,
    /// The id of the theme that the model chose, also where it is undetermined or was corrected.
    pub model_theme: String,
    /// Whether a person corrected the theme.
    pub is_corrected: bool,
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

/// An article that was found and may come to be listed.
#[derive(Debug)]
struct Candidate {
    article: i64,
    /// The newest first, and those without a date last.
    date: Reverse<Option<String>>,
    /// The better, the smaller.
    rank: f64,
}

impl Candidate {
    fn order(&self, other: &Self) -> Ordering {
        self.rank.total_cmp(&other.rank).then_with(|| self.date.cmp(&other.date))
    }
}

impl Archive {
    /// Finds articles.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn search(&self, search: &Search) -> Result<Found> {
        let snapshot = self.done(self.connection.unchecked_transaction())?;
        let (total, rows) = self.found_rows(&snapshot, search)?;
        let hits = rows.iter().map(|&row| self.hit(row, &search.phrases)).collect::<Result<_>>()?;
        Ok(Found { total, hits })
    }

    /// The number of all articles found, and the numbers of those that are to be listed, in order. What is found is sorted
    /// by rank and date, and only those that may come to be listed by what else the order is of, which stands in a table
    /// of long rows.
    fn found_rows(&self, connection: &Connection, search: &Search) -> Result<(usize, Vec<i64>)> {
        let selection = Selection::of(search);
        let end = search.offset.saturating_add(search.limit);
        let mut columns = String::from("facet.article, facet.date, ");
        match search.order == Order::Best && selection.has_words {
            true => {
                let _ = write!(columns, "bm25(search, {HEADLINE_WEIGHT:?}, 1.0)");
            }
            false => columns += "0.0",
        }
        let mut sql = selection.sql(&columns);
        if !selection.has_words {
            sql += " ORDER BY facet.date DESC";
        }
        let mut statement = self.done(connection.prepare_cached(&sql))?;
        let mut rows = self.done(statement.query(params_from_iter(&selection.values)))?;
        let mut found: Vec<Candidate> = Vec::new();
        while let Some(row) = self.done(rows.next())? {
            let candidate = self.done(
                row.get(0).and_then(|article| Ok(Candidate { article, date: Reverse(row.get(1)?), rank: row.get(2)? })),
            )?;
            // Without words they come in the order of dates, and those of the last date are all needed.
            if !selection.has_words
                && found.len() >= end
                && found.last().is_some_and(|last| last.date != candidate.date)
            {
                break;
            }
            found.push(candidate);
        }
        let total = match selection.has_words {
            true => found.len(),
            false => {
                let mut statement = self.done(connection.prepare_cached(&selection.sql("count(*)")))?;
                let total = statement.query_row(params_from_iter(&selection.values), |row| row.get::<_, i64>(0));
                self.done(total)? as usize
            }
        };
        Ok((total, self.listed(found, search.offset, end)?))
    }

    /// Those of the candidates from `offset` to `end`, in order. The last keys make the order that of the articles,
    /// whenever they were added.
    fn listed(&self, mut found: Vec<Candidate>, offset: usize, end: usize) -> Result<Vec<i64>> {
        let end = end.min(found.len());
        if offset >= end {
            return Ok(Vec::new());
        }
        found.sort_unstable_by(Candidate::order);
        let (first, last) = (&found[offset], &found[end - 1]);
        let from = found.partition_point(|candidate| candidate.order(first).is_lt());
        let to = found.partition_point(|candidate| candidate.order(last).is_le());
        let sql = "SELECT source, page, article_id, key FROM article WHERE id = ?1";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let mut keyed = Vec::with_capacity(to - from);
        for candidate in &found[from..to] {
            let key = statement.query_row([candidate.article], |row| {
                Ok::<[String; 4], _>([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
            });
            keyed.push((candidate, self.done(key)?));
        }
        keyed.sort_unstable_by(|(a, a_key), (b, b_key)| {
            a.order(b).then_with(|| (a_key, a.article).cmp(&(b_key, b.article)))
        });
        Ok(keyed[offset - from..end - from].iter().map(|(candidate, _)| candidate.article).collect())
    }

    /// An article as it is listed.
    fn hit(&self, row: i64, phrases: &[String]) -> Result<Hit> {
        let sql = "SELECT article_id, coalesce(date, ''), paper, page, region, title, coalesce(theme, ''), \
                   CASE WHEN corrected_theme IS NULL THEN coalesce(probability, 0.0) ELSE 1.0 END, \
                   coalesce(model_theme, ''), corrected_theme IS NOT NULL, text, \
                   coalesce((SELECT event_date FROM article WHERE article.id = articles.id), '') \
                   FROM articles WHERE id = ?1";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        self.done(statement.query_row(params![row], |found| {
            let (title, text): (String, String) = (found.get(5)?, found.get(10)?);
            Ok(Hit {
                row,
                id: found.get(0)?,
                date: found.get(1)?,
                event_date: found.get(11)?,
                source: found.get(2)?,
                page: found.get(3)?,
                region: found.get(4)?,
                opening: opening(&title, &text),
                title,
                theme: found.get(6)?,
                probability: found.get(7)?,
                model_theme: found.get(8)?,
                is_corrected: found.get(9)?,
                snippet: snippet(&text, phrases),
            })
        }))
    }
}

/// How a text begins, by which its article is known where it has no headline; empty where it has one.
pub fn opening(title: &str, text: &str) -> String {
    if title.trim().is_empty() { snippet(text.trim_start(), &[]) } else { String::new() }
}

/// What stands around the first phrase that a text contains, or its beginning, in one line.
fn snippet(text: &str, phrases: &[String]) -> String {
    let folded = fold_for_search(text);
    let first = |phrase: String| {
        let phrase = fold_for_search(&phrase.replace('\0', ""));
        let at = folded.find(&phrase).filter(|_| !phrase.is_empty())?;
        Some((folded[..at].chars().count(), phrase.chars().count()))
    };
    let (at, length) = phrases.iter().flat_map(|phrase| spellings(phrase)).find_map(first).unwrap_or((0, 0));
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
        assert_eq!(opening("", "　　全市昨日召开会议。\n会议"), "全市昨日召开会议。 会议");
        assert_eq!(opening("会议召开", "全文。"), "");
        assert_eq!(snippet("推广“枫桥经验”。", &["\"枫桥经验\"".into()]), "推广“【枫桥经验】”。");
    }
}
