//! Labels by coder: what each coder gave to the same articles.

use crate::archive::Archive;
use crate::archive::labelling::label_queue::LabelQueue;
use crate::error::Result;

/// A coder's label of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedArticle {
    /// The key of the article.
    pub key: String,
    /// Its number in this archive; none where the article is no longer there.
    pub row: Option<i64>,
    /// Its identifier.
    pub id: String,
    /// Its headline; empty where the article is no longer there.
    pub title: String,
    /// The coder.
    pub who: String,
    /// The id of the primary theme.
    pub theme: String,
    /// The ids of the secondary themes.
    pub also: Vec<String>,
    /// When, in UTC.
    pub at: String,
    /// The coder's remark.
    pub note: String,
    /// The queue in which the coder met the article; none where the label came another way.
    pub queue: Option<LabelQueue>,
}

impl Archive {
    /// The number of articles that a coder labelled.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn labelled_by(&self, who: &str) -> Result<usize> {
        let sql = "SELECT count(*) FROM labels WHERE who = ?1";
        let number: i64 = self.done(self.connection.query_row(sql, [who], |row| row.get(0)))?;
        Ok(number as usize)
    }

    /// The number of articles that anybody labelled.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn labelled_articles(&self) -> Result<usize> {
        let sql = "SELECT count(DISTINCT key) FROM labels";
        let number: i64 = self.done(self.connection.query_row(sql, [], |row| row.get(0)))?;
        Ok(number as usize)
    }

    /// All labels, each coder's last of each article, by article and coder.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn coded(&self) -> Result<Vec<CodedArticle>> {
        let sql = "SELECT labels.key, (SELECT max(id) FROM article WHERE article.key = labels.key), labels.article_id, \
                   coalesce((SELECT title FROM article WHERE article.key = labels.key), ''), who, theme, also, at, note, queue \
                   FROM labels ORDER BY labels.key, who";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map([], |row| {
            Ok(CodedArticle {
                key: row.get(0)?,
                row: row.get(1)?,
                id: row.get(2)?,
                title: row.get(3)?,
                who: row.get(4)?,
                theme: row.get(5)?,
                also: serde_json::from_str(&row.get::<_, String>(6)?).unwrap_or_default(),
                at: row.get(7)?,
                note: row.get(8)?,
                queue: LabelQueue::in_column(row, 9)?,
            })
        });
        self.done(rows.and_then(Iterator::collect))
    }
}
