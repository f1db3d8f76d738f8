//! Whether an archive is sound: the file itself, the rows that belong together, and the index against the texts.

use std::collections::HashMap;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::archive::Archive;
use crate::archive::queries::tokens::tokens;
use crate::error::Result;

/// At most this many articles are named in a finding.
const MAX_NAMED: usize = 5;

/// Something that is wrong with an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The database itself is damaged; in the words of SQLite.
    Damaged(String),
    /// Rows of a table without what they belong to.
    Dangling {
        /// The table.
        table: &'static str,
        /// How many rows.
        rows: usize,
    },
    /// Articles whose entries in the index are not their texts: missing, superfluous or different.
    Index {
        /// How many articles.
        articles: usize,
        /// The numbers of some of them.
        examples: Vec<i64>,
    },
    /// Labels of articles that are not in the archive (any more). They are kept.
    Unattached(usize),
    /// Articles that stand in the archive another time with the same paper, day, page, headline and text: earlier versions of
    /// the program took copies of files for others.
    Doubled {
        /// Their number.
        articles: usize,
        /// The papers and days that hold them.
        issues: Vec<String>,
    },
}

impl Finding {
    /// Whether the archive is damaged. Labels without an article and articles that count twice are no damage.
    pub fn is_damage(&self) -> bool {
        !matches!(self, Finding::Unattached(_) | Finding::Doubled { .. })
    }
}

/// Pairs of a table with rows to look for, and the condition that finds those without what they belong to.
const DANGLING: &[(&str, &str)] = &[
    ("page", "input NOT IN (SELECT id FROM input)"),
    ("article", "input NOT IN (SELECT id FROM input)"),
    ("article", "id NOT IN (SELECT article FROM article_text)"),
    ("article", "id NOT IN (SELECT article FROM assignment)"),
    ("article_text", "article NOT IN (SELECT id FROM article)"),
    ("assignment", "article NOT IN (SELECT id FROM article)"),
    ("assignment", "article NOT IN (SELECT article FROM assignment_detail)"),
    ("assignment_detail", "article NOT IN (SELECT article FROM assignment)"),
    ("article", "id NOT IN (SELECT article FROM facet)"),
    ("facet", "article NOT IN (SELECT id FROM article)"),
    (
        "facet",
        "theme IS NOT (SELECT articles.theme FROM articles WHERE articles.id = facet.article) \
         AND article IN (SELECT article FROM assignment)",
    ),
];

impl Archive {
    /// Looks for everything that is wrong. The index is compared with the texts only where `with_index` is set, because
    /// that reads all of both.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive) where the database is too damaged to be looked at.
    pub fn check(&self, with_index: bool) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        let mut statement = self.done(self.connection.prepare("PRAGMA integrity_check"))?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0));
        let lines: Vec<String> = self.done(lines.and_then(Iterator::collect))?;
        findings.extend(lines.into_iter().filter(|line| line != "ok").map(Finding::Damaged));
        for (table, condition) in DANGLING {
            let sql = format!("SELECT count(*) FROM {table} WHERE {condition}");
            let rows: i64 = self.done(self.connection.query_row(&sql, [], |row| row.get(0)))?;
            if rows > 0 {
                findings.push(Finding::Dangling { table, rows: rows as usize });
            }
        }
        if let Err(error) = self.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')", []) {
            findings.push(Finding::Damaged(error.to_string()));
        }
        if with_index {
            findings.extend(self.check_index()?);
        }
        let sql = "SELECT count(DISTINCT key) FROM label WHERE key NOT IN (SELECT key FROM article)";
        let labels: i64 = self.done(self.connection.query_row(sql, [], |row| row.get(0)))?;
        if labels > 0 {
            findings.push(Finding::Unattached(labels as usize));
        }
        findings.extend(self.doubled()?);
        Ok(findings)
    }

    /// The articles that stand in the archive more than once, by issue.
    fn doubled(&self) -> Result<Option<Finding>> {
        let sql = "SELECT source || ' ' || date, sum(copies - 1) FROM (SELECT source, date, count(*) AS copies FROM article \
                   WHERE date IS NOT NULL AND source <> '' GROUP BY key, date, source, page HAVING copies > 1) \
                   GROUP BY 1 ORDER BY 1";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let found: Vec<(String, i64)> = self.done(rows.and_then(Iterator::collect))?;
        let articles: usize = found.iter().map(|(_, articles)| *articles as usize).sum();
        let issues = found.into_iter().map(|(issue, _)| issue).collect();
        Ok((articles > 0).then_some(Finding::Doubled { articles, issues }))
    }

    /// Compares the index with the texts. The index lists articles by token, so each article gets the sum of a hash over
    /// its tokens and their places, which does not depend on the order.
    fn check_index(&self) -> Result<Option<Finding>> {
        let snapshot = self.done(self.connection.unchecked_transaction())?;
        self.done(snapshot.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_tokens USING fts5vocab (main, search, instance)",
        ))?;
        let mut sums: HashMap<i64, u64> = HashMap::new();
        let mut statement = self.done(snapshot.prepare("SELECT doc, col, offset, term FROM temp.search_tokens"))?;
        let mut rows = self.done(statement.query([]))?;
        while let Some(row) = self.done(rows.next())? {
            let (article, column, place) = self.done(row.get(0).and_then(|article| {
                let column = row.get_ref(1)?.as_str().unwrap_or_default() == "text";
                Ok((article, column, row.get::<_, i64>(2)?))
            }))?;
            let token = self.done(row.get_ref(3))?.as_str().unwrap_or_default();
            let sum = sums.entry(article).or_default();
            *sum = sum.wrapping_add(hash(token, column, place));
        }
        let mut wrong: Vec<i64> = Vec::new();
        let sql = "SELECT id, title, text FROM article JOIN article_text ON article = id";
        let mut statement = self.done(snapshot.prepare(sql))?;
        let mut rows = self.done(statement.query([]))?;
        while let Some(row) = self.done(rows.next())? {
            let (article, title, text): (i64, String, String) =
                self.done(row.get(0).and_then(|id| Ok((id, row.get(1)?, row.get(2)?))))?;
            let mut sum = 0u64;
            for (is_text, part) in [(false, title), (true, text)] {
                for (place, token) in tokens(&part).split_whitespace().enumerate() {
                    sum = sum.wrapping_add(hash(token, is_text, place as i64));
                }
            }
            if sums.remove(&article).unwrap_or_default() != sum {
                wrong.push(article);
            }
        }
        wrong.extend(sums.into_keys());
        wrong.sort_unstable();
        let articles = wrong.len();
        wrong.truncate(MAX_NAMED);
        Ok((articles > 0).then_some(Finding::Index { articles, examples: wrong }))
    }
}

fn hash(token: &str, is_text: bool, place: i64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(token.as_bytes());
    hasher.write_u8(u8::from(is_text));
    hasher.write_i64(place);
    hasher.finish()
}
