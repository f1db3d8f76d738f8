//! What an archive holds, in numbers.

use crate::archive::Archive;
use crate::error::Result;

/// The number of articles that a model classified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelCount {
    /// The model's digest.
    pub model: String,
    /// How many articles.
    pub articles: usize,
}

/// What an archive holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Files that were read.
    pub files: usize,
    /// All articles.
    pub articles: usize,
    /// Articles that tell too little for a theme.
    pub undetermined: usize,
    /// Articles without a date.
    pub undated: usize,
    /// The first and the last day.
    pub days: Option<(String, String)>,
    /// Papers.
    pub papers: usize,
    /// Articles that a person corrected.
    pub corrections: usize,
    /// Articles that a person labelled, or whose files came with labels.
    pub labels: usize,
    /// Articles by the model that classified them, the most first.
    pub models: Vec<ModelCount>,
    /// The size of the texts in bytes.
    pub text_bytes: u64,
    /// The size of the file in bytes.
    pub file_bytes: u64,
}

impl Archive {
    /// Counts what the archive holds.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn statistics(&self) -> Result<Statistics> {
        let number = |sql: &str| -> Result<u64> {
            let number: i64 = self.done(self.connection.query_row(&format!("SELECT {sql}"), [], |row| row.get(0)))?;
            Ok(number as u64)
        };
        Ok(Statistics {
            labels: number("count(*) FROM article WHERE given_theme <> '' OR key IN (SELECT key FROM labels)")?
                as usize,
            text_bytes: number("coalesce(sum(octet_length(text)), 0) FROM article_text")?,
            file_bytes: number("page_count FROM pragma_page_count")? * number("page_size FROM pragma_page_size")?,
            ..self.numbers()?
        })
    }

    /// As [`Archive::statistics`], without labels and sizes, which are 0: to count them, all articles are read.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn numbers(&self) -> Result<Statistics> {
        let snapshot = self.done(self.connection.unchecked_transaction())?;
        let count = |sql: &str| -> Result<usize> {
            let number: i64 = self.done(snapshot.query_row(&format!("SELECT {sql}"), [], |row| row.get(0)))?;
            Ok(number as usize)
        };
        let day = |end: &str| -> Result<Option<String>> {
            let sql = format!("SELECT {end}(date) FROM article WHERE length(date) = 10");
            self.done(snapshot.query_row(&sql, [], |row| row.get(0)))
        };
        let mut statement = self.done(
            snapshot.prepare("SELECT model, count(*) FROM assignment GROUP BY model ORDER BY count(*) DESC, model"),
        )?;
        let models = statement
            .query_map([], |row| Ok(ModelCount { model: row.get(0)?, articles: row.get::<_, i64>(1)? as usize }));
        Ok(Statistics {
            files: count("count(*) FROM input")?,
            articles: count("count(*) FROM article")?,
            undetermined: count("count(*) FROM assignment WHERE undetermined IS NOT NULL")?,
            undated: count("count(*) FROM article WHERE date IS NULL")?,
            days: day("min")?.zip(day("max")?),
            papers: count("count(DISTINCT source) FROM facet WHERE source <> ''")?,
            corrections: count("count(*) FROM article WHERE key IN (SELECT key FROM corrections)")?,
            models: self.done(models.and_then(Iterator::collect))?,
            ..Statistics::default()
        })
    }
}
