//! The texts of articles, and their words, where the segmenter cut them when they were classified.

use rusqlite::{OptionalExtension, params};

use crate::archive::Archive;
use crate::error::Result;
use crate::text::WordSpans;

/// An article by its words.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleText {
    /// Its number in this archive.
    pub row: i64,
    /// The paper.
    pub paper: String,
    /// The headline.
    pub title: String,
    /// The text.
    pub text: String,
    /// Where the words stand in both.
    pub words: [WordSpans; 2],
}

/// Articles, in the order of their keys.
const SQL: &str = "SELECT article.id, article.source, article.title, text, title_words, text_words FROM article \
    JOIN article_text ON article_text.article = article.id \
    JOIN assignment_detail ON assignment_detail.article = article.id \
    WHERE article.id IN ( \
        SELECT facet.article FROM facet JOIN article AS other ON other.id = facet.article \
        WHERE facet.date BETWEEN ?1 AND ?2 AND length(facet.date) = 10 ORDER BY other.key LIMIT ?3) \
    ORDER BY article.key, article.id";

impl Archive {
    /// The headlines and texts of some articles, by their numbers in this archive; empty where there is no such article.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn headlines_and_texts(&self, rows: &[i64]) -> Result<Vec<(String, String)>> {
        let sql =
            "SELECT title, text FROM article JOIN article_text ON article_text.article = article.id WHERE id = ?1";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let of_row = |number: &i64| -> Result<(String, String)> {
            let found = statement.query_row([number], |row| Ok((row.get(0)?, row.get(1)?))).optional();
            Ok(self.done(found)?.unwrap_or_default())
        };
        rows.iter().map(of_row).collect()
    }

    /// The identifiers of some articles, by their numbers in this archive; empty where there is no such article.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn identifiers(&self, rows: &[i64]) -> Result<Vec<String>> {
        let mut statement =
            self.done(self.connection.prepare_cached("SELECT article_id FROM article WHERE id = ?1"))?;
        let of_row = |number: &i64| -> Result<String> {
            let found = statement.query_row([number], |row| row.get(0)).optional();
            Ok(self.done(found)?.unwrap_or_default())
        };
        rows.iter().map(of_row).collect()
    }

    /// Hands over the articles of the days between two whole days, both included. Where there are more than `most`,
    /// only those whose keys come first are handed over: keys are digests, so this is a random choice, and always the same one.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn texts_of_days(&self, days: (&str, &str), most: usize, mut take: impl FnMut(ArticleText)) -> Result<()> {
        let mut statement = self.done(self.connection.prepare_cached(SQL))?;
        let mut rows = self.done(statement.query(params![days.0, days.1, most as i64]))?;
        while let Some(row) = self.done(rows.next())? {
            let article = || -> rusqlite::Result<ArticleText> {
                Ok(ArticleText {
                    row: row.get(0)?,
                    paper: row.get(1)?,
                    title: row.get(2)?,
                    text: row.get(3)?,
                    words: [WordSpans::from_bytes(row.get(4)?), WordSpans::from_bytes(row.get(5)?)],
                })
            };
            take(self.done(article())?);
        }
        Ok(())
    }
}
