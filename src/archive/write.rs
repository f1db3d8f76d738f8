//! Writes and removes single articles and inputs, within the caller's transaction.

use rusqlite::params;

use crate::archive::Archive;
use crate::archive::queries::margins::margin;
use crate::archive::queries::tokens::tokens;
use crate::archive::rows::{json, key_of};
use crate::corpus::{Article, PageRecord};
use crate::error::Result;
use crate::model::Classifier;
use crate::survey::Classification;

/// Who assigns a theme, and when.
pub(super) struct Assigning<'c> {
    pub classifier: &'c Classifier,
    /// The time in UTC.
    pub at: &'c str,
}

/// Removes the characters with the value 0 from an article: SQL functions end texts there.
pub(super) fn without_nul(article: &mut Article) {
    let strings = [
        &mut article.id,
        &mut article.file,
        &mut article.source,
        &mut article.page,
        &mut article.title,
        &mut article.text,
        &mut article.byline,
        &mut article.region,
        &mut article.theme,
    ];
    for text in strings.into_iter().filter(|text| text.contains('\0')) {
        text.retain(|c| c != '\0');
    }
}

impl Archive {
    /// Adds an article at a place of an input, and to the index. It has no assignment yet.
    pub(super) fn insert_article(&self, input: i64, position: i64, article: &Article) -> Result<i64> {
        let sql = "INSERT INTO article (id, input, position, key, article_id, file, date, event_date, source, page, title, \
             byline, dateline, captions, boundary, region, region_confidence, regions, given_theme, given_also, extra) \
             SELECT max(highest, coalesce((SELECT max(id) FROM article), 0)) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, \
             ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20 FROM article_number";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let inserted = statement.insert(params![
            input,
            position,
            key_of(article),
            article.id,
            article.file,
            article.date.map(|date| date.to_string()),
            article.event_date.map(|date| date.to_string()),
            article.source,
            article.page,
            article.title,
            article.byline,
            article.dateline.as_ref().map(json),
            json(&article.captions),
            article.boundary,
            article.region,
            article.region_confidence,
            json(&article.regions),
            article.theme,
            json(&article.also),
            json(&article.extra),
        ]);
        let row = self.done(inserted)?;
        self.run("INSERT INTO article_text (article, text) VALUES (?1, ?2)", params![row, article.text])?;
        self.run(
            "INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)",
            params![row, tokens(&article.title), tokens(&article.text)],
        )?;
        Ok(row)
    }

    /// Stores what a model chose for an article, in the place of an earlier choice.
    pub(super) fn assign(&self, row: i64, found: &Classification, assigning: &Assigning<'_>) -> Result<()> {
        let id = |theme: usize| assigning.classifier.themes()[theme].id.as_str();
        let sure = margin(found.probabilities.iter().copied());
        let also: Vec<&str> = found.also.iter().map(|&theme| id(theme)).collect();
        self.run(
            "INSERT OR REPLACE INTO assignment (article, model, theme, undetermined, probability, also, assigned_at, \
             rival, margin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                row,
                assigning.classifier.digest(),
                id(found.theme),
                found.undetermined.map(|reason| reason.id()),
                found.probability,
                json(&also),
                assigning.at,
                sure.map(|(rival, _)| rival as i64),
                sure.map(|(_, margin)| f64::from(margin)),
            ],
        )?;
        let probabilities: Vec<u8> = found.probabilities.iter().flat_map(|p| p.to_le_bytes()).collect();
        let [title_words, text_words] = &found.words;
        self.run(
            "INSERT OR REPLACE INTO assignment_detail (article, probabilities, evidence, unknown_share, title_words, \
             text_words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                row,
                probabilities,
                json(&found.evidence),
                found.unknown_share,
                title_words.as_bytes(),
                text_words.as_bytes(),
            ],
        )
    }

    /// Adds a page that was cut into articles.
    pub(super) fn insert_page(&self, input: i64, position: i64, page: &PageRecord) -> Result<()> {
        self.run(
            "INSERT INTO page (input, position, file, source, date, articles) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                input,
                position,
                page.file,
                page.source,
                page.date.map(|date| date.to_string()),
                page.articles as i64
            ],
        )
    }

    /// Removes the articles that a condition on the table `article` chooses; the result is their number.
    pub(super) fn delete_articles(&self, condition: &str, values: &[&dyn rusqlite::ToSql]) -> Result<usize> {
        let chosen = format!("(SELECT id FROM article WHERE {condition})");
        // The full-text index stores no texts, so a deletion must repeat the text that was indexed.
        let sql = format!("SELECT id, title, text FROM article JOIN article_text ON article = id WHERE {condition}");
        let mut statement = self.done(self.connection.prepare(&sql))?;
        let mut rows = self.done(statement.query(values))?;
        while let Some(row) = self.done(rows.next())? {
            let (id, title, text): (i64, String, String) =
                self.done(row.get(0).and_then(|id| Ok((id, row.get(1)?, row.get(2)?))))?;
            self.run(
                "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?1, ?2, ?3)",
                params![id, tokens(&title), tokens(&text)],
            )?;
        }
        for table in ["assignment_detail", "assignment", "article_text"] {
            self.run(&format!("DELETE FROM {table} WHERE article IN {chosen}"), values)?;
        }
        self.done(self.connection.execute(&format!("DELETE FROM article WHERE {condition}"), values))
    }

    /// Removes what an input held; its own row stays.
    pub(super) fn empty_input(&self, input: i64) -> Result<usize> {
        self.run("DELETE FROM page WHERE input = ?1", [input])?;
        self.delete_articles("input = ?1", &[&input])
    }

    /// Stores the names of a model's themes.
    pub(super) fn store_themes(&self, classifier: &Classifier) -> Result<()> {
        let known: i64 = self.done(self.connection.query_row("SELECT count(*) FROM theme", [], |row| row.get(0)))?;
        let is_known = |id: &str| -> Result<bool> {
            let sql = "SELECT count(*) FROM theme WHERE id = ?1";
            self.done(self.connection.query_row(sql, [id], |row| row.get(0)))
        };
        let mut missing = known == 0;
        for theme in classifier.themes() {
            missing |= !is_known(&theme.id)?;
        }
        if !missing {
            return Ok(());
        }
        self.in_transaction(|| {
            for (position, theme) in classifier.themes().iter().enumerate() {
                self.run(
                    "INSERT OR REPLACE INTO theme (id, position, zh, en) VALUES (?1, ?2, ?3, ?4)",
                    params![theme.id, position as i64, theme.zh, theme.en],
                )?;
            }
            Ok(())
        })
    }

    /// Runs a statement that changes rows.
    pub(super) fn run(&self, sql: &str, values: impl rusqlite::Params) -> Result<()> {
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        self.done(statement.execute(values)).map(|_| ())
    }
}
