//! What an archive holds, to be counted by day, theme and paper.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use jiff::civil::Date;
use rusqlite::{params, params_from_iter};

use crate::archive::Archive;
use crate::archive::files::{INCOMPLETE, whole_path};
use crate::archive::queries::selection::{Search, Selection};
use crate::corpus::similar_papers;
use crate::error::{Result, UnknownPaper};
use crate::survey::Filter;

/// An article by what it is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedRow<'r> {
    /// Its number in this archive.
    pub row: i64,
    /// The date, whole or partial; empty where it is unknown.
    pub date: &'r str,
    /// The paper; empty where it is unknown.
    pub paper: &'r str,
    /// The id of the theme: the correction, else the model's; empty where it is undetermined.
    pub theme: &'r str,
}

/// One paper's issue of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueSize {
    /// The day.
    pub date: String,
    /// The paper; empty where it is unknown.
    pub paper: String,
    /// Its articles.
    pub articles: usize,
    /// The pages that they are from.
    pub pages: usize,
}

impl Archive {
    /// Hands over all articles that a search selects, by what they are counted by. Its limit does not matter.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn counted(&self, search: &Search, mut take: impl FnMut(CountedRow<'_>)) -> Result<()> {
        let selection = Selection::of(search);
        let sql = selection.sql("facet.article, facet.date, facet.source, facet.theme");
        let mut statement = self.done(self.connection.prepare_cached(&sql))?;
        let mut rows = self.done(statement.query(params_from_iter(selection.values)))?;
        while let Some(row) = self.done(rows.next())? {
            let text = |column: usize| row.get_ref(column).map(|value| value.as_str().unwrap_or_default());
            let counted = row
                .get(0)
                .and_then(|number| Ok(CountedRow { row: number, date: text(1)?, paper: text(2)?, theme: text(3)? }));
            take(self.done(counted)?);
        }
        Ok(())
    }

    /// The papers with the numbers of their articles, the largest first.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn papers(&self) -> Result<Vec<(String, usize)>> {
        self.numbers_of("SELECT source, count(*) FROM facet WHERE source <> '' GROUP BY 1 ORDER BY 2 DESC, 1")
    }

    /// Those of some papers of which the archive has no article, each once, with the most similar names of those that it has.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn unknown_papers(&self, names: &[String]) -> Result<Vec<UnknownPaper>> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let known: BTreeSet<String> = self.papers()?.into_iter().map(|(paper, _)| paper).collect();
        let unknown: BTreeSet<&String> = names.iter().filter(|name| !known.contains(*name)).collect();
        let suggested = |name: &String| similar_papers(name, known.iter().map(String::as_str));
        Ok(unknown.into_iter().map(|name| UnknownPaper { name: name.clone(), nearest: suggested(name) }).collect())
    }

    /// The provinces, as adcodes, with the numbers of articles about places within them, the largest first.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn provinces(&self) -> Result<Vec<(String, usize)>> {
        let sql = "SELECT substr(region, 1, 2) || '0000', count(*) FROM facet WHERE region <> '' \
                   GROUP BY 1 ORDER BY 2 DESC, 1";
        self.numbers_of(sql)
    }

    fn numbers_of(&self, sql: &str) -> Result<Vec<(String, usize)>> {
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)));
        self.done(rows.and_then(Iterator::collect))
    }

    /// The issues of the days between two whole days, both included, by day and paper.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn issues(&self, first: &str, last: &str) -> Result<Vec<IssueSize>> {
        let sql = "SELECT date, source, count(*), count(DISTINCT nullif(page, '')) FROM article \
                   WHERE date BETWEEN ?1 AND ?2 AND length(date) = 10 GROUP BY 1, 2 ORDER BY 1, 2";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map(params![first, last], |row| {
            Ok(IssueSize {
                date: row.get(0)?,
                paper: row.get(1)?,
                articles: row.get::<_, i64>(2)? as usize,
                pages: row.get::<_, i64>(3)? as usize,
            })
        });
        self.done(rows.and_then(Iterator::collect))
    }

    /// The issues of whole days whose paper and day a filter holds, by paper and day. Regions do not matter: an issue without an
    /// article about a region was read, too.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn issue_days(&self, filter: &Filter) -> Result<Vec<(String, Date)>> {
        // One search in the index for each issue; a query for distinct values would pass over each article.
        let sql = "WITH RECURSIVE issue (source, date) AS ( \
                       SELECT * FROM (SELECT source, date FROM facet WHERE date IS NOT NULL ORDER BY source, date LIMIT 1) \
                       UNION ALL SELECT next.source, next.date FROM issue JOIN facet AS next ON next.article = ( \
                           SELECT article FROM facet WHERE (source, date) > (issue.source, issue.date) \
                           ORDER BY source, date LIMIT 1)) \
                   SELECT source, date FROM issue WHERE length(date) = 10";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let mut rows = self.done(statement.query([]))?;
        let mut issues = Vec::new();
        while let Some(row) = self.done(rows.next())? {
            let (paper, date): (String, String) = self.done(row.get(0).and_then(|paper| Ok((paper, row.get(1)?))))?;
            let day = date.parse::<Date>().ok().filter(|day| filter.holds_issue(&paper, Some((*day).into())));
            issues.extend(day.map(|day| (paper, day)));
        }
        Ok(issues)
    }

    /// What the files below a folder brought at a moment: the date, the paper, the number of pages that are known and that of the
    /// articles of each issue. Files that were known and lie there now under another name brought nothing.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn added_below(&self, folder: &Path, at: &str) -> Result<Vec<(String, String, i64, i64)>> {
        let sql = "SELECT coalesce(article.date, ''), article.source, count(DISTINCT nullif(article.page, '')), count(*) \
                   FROM input JOIN article ON article.input = input.id \
                   WHERE substr(input.path, 1, length(?1)) = ?1 AND input.added_at = ?2 GROUP BY 1, 2 ORDER BY 1, 2";
        let place = whole_path(folder) + "/";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows =
            statement.query_map([place.as_str(), at], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        self.done(rows.and_then(Iterator::collect))
    }

    /// The names of the files below a folder that are of a single issue of which the day or the paper is unknown.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn incomplete_below(&self, folder: &Path) -> Result<Vec<String>> {
        let sql = format!("SELECT name FROM input WHERE substr(path, 1, length(?1)) = ?1 AND {INCOMPLETE} ORDER BY 1");
        let place = whole_path(folder) + "/";
        let mut statement = self.done(self.connection.prepare_cached(&sql))?;
        let rows = statement.query_map([place], |row| row.get(0));
        self.done(rows.and_then(Iterator::collect))
    }

    /// The numbers in this archive of a day's articles and the days that they tell of, empty where they name none, by identifier.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn rows_of_day(&self, day: &str) -> Result<HashMap<String, (i64, String)>> {
        // SQLite takes the other columns from the row of the maximum.
        let sql = "SELECT article_id, max(id), coalesce(event_date, '') FROM article WHERE date = ?1 GROUP BY 1";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map([day], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))));
        self.done(rows.and_then(Iterator::collect))
    }

    /// The whole days before and after a day that have articles.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn days_beside(&self, day: &str) -> Result<(Option<String>, Option<String>)> {
        let one = |sql: &str| self.done(self.connection.query_row(sql, [day], |row| row.get(0)));
        Ok((
            one("SELECT max(date) FROM article WHERE date < ?1 AND length(date) = 10")?,
            one("SELECT min(date) FROM article WHERE date > ?1 AND length(date) = 10")?,
        ))
    }
}
