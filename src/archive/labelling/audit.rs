//! The sample of an audit in an archive: drawn once, coded in the page, and held against all articles that it was drawn from.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use crate::archive::events::EventKind;
use crate::archive::labelling::label_formats::without_formula;
use crate::archive::rows::ThemeNumbers;
use crate::archive::{Archive, Label, LabelKind};
use crate::corpus::ID_PREFIX;
use crate::error::Result;
use crate::model::Classifier;

/// A sample that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditDraw {
    /// The number of articles that it was drawn from. Copies of one article are one.
    pub articles: usize,
    /// The number of articles that were drawn and are in the archive still.
    pub drawn: usize,
    /// Articles that came after the draw, about which the sample tells nothing.
    pub later: usize,
    /// Articles of the sample to which coders gave different themes.
    pub disputed: usize,
    /// Who drew it.
    pub who: String,
    /// When, in UTC.
    pub at: String,
}

/// An article that may be drawn: copies of one article are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditUnit {
    /// Its key.
    pub key: String,
    /// The theme that the model chose, by number.
    pub theme: usize,
    /// Its paper.
    pub paper: String,
    /// The month of its issue, such as 2024-03; none where it is unknown.
    pub month: Option<String>,
}

/// The articles that a sample was drawn from, as the archive's model sees them, and what coders found in the sample.
#[derive(Debug, Clone, Default)]
pub struct AuditedArticles {
    /// The theme that the model chose for each article, by number.
    pub themes: Vec<usize>,
    /// The probabilities of all themes, one article after the other.
    pub probabilities: Vec<f32>,
    /// The articles of the sample, as their places among the articles.
    pub drawn: Vec<usize>,
    /// The coded articles: their places among the articles, the numbers of the themes that coders chose, and the probabilities
    /// with which they were drawn.
    pub coded: Vec<(usize, usize, f64)>,
}

impl Archive {
    /// The articles from which a sample can be drawn, by key, and the highest number that an article has.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn audit_units(&self, classifier: &Classifier) -> Result<(Vec<AuditUnit>, i64)> {
        let snapshot = self.done(self.connection.unchecked_transaction())?;
        let numbers = ThemeNumbers::of(classifier);
        let sql = "SELECT article.key, assignment.theme, article.source, substr(article.date, 1, 7), min(article.id) \
                   FROM article JOIN assignment ON assignment.article = article.id \
                   WHERE undetermined IS NULL GROUP BY article.key ORDER BY article.key";
        let mut statement = self.done(snapshot.prepare(sql))?;
        let mut rows = self.done(statement.query([]))?;
        let mut units = Vec::new();
        while let Some(row) = self.done(rows.next())? {
            let (key, theme): (String, String) = self.done(row.get(0).and_then(|key| Ok((key, row.get(1)?))))?;
            let Some(theme) = numbers.number(&theme) else { continue };
            let (paper, month) = self.done(row.get(2).and_then(|paper| Ok((paper, row.get(3)?))))?;
            units.push(AuditUnit { key, theme, paper, month });
        }
        let sql = "SELECT coalesce(max(id), 0) FROM article";
        Ok((units, self.done(snapshot.query_row(sql, [], |row| row.get(0)))?))
    }

    /// Keeps a sample in the place of an earlier one: keys with the probabilities with which they were drawn, in the order in which
    /// coders are to meet them. `highest` and `articles` are those of the units. Labels stay, and count where their articles are
    /// drawn again.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive), [`Error::Write`](crate::Error::Write).
    pub fn keep_audit(
        &self,
        sample: &[(&str, f64)],
        (articles, highest): (usize, i64),
        who: &str,
        at: &str,
    ) -> Result<()> {
        self.in_transaction(|| {
            self.run("DELETE FROM audit", [])?;
            self.run("DELETE FROM audit_article", [])?;
            self.run(
                "INSERT INTO audit (id, highest, articles, who, at) VALUES (1, ?1, ?2, ?3, ?4)",
                params![highest, articles as i64, who, at],
            )?;
            for (position, (key, probability)) in (0_i64..).zip(sample) {
                self.run(
                    "INSERT INTO audit_article (key, position, probability) VALUES (?1, ?2, ?3)",
                    params![key, position, probability],
                )?;
            }
            self.record((who, at), EventKind::Audit, &format!("{}/{articles}", sample.len()), sample.len())
        })
    }

    /// The sample that was drawn; none where there is none.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn audit_draw(&self) -> Result<Option<AuditDraw>> {
        let sql = "SELECT articles, who, at, \
                   (SELECT count(*) FROM audit_article WHERE key IN (SELECT key FROM article)), \
                   (SELECT count(*) FROM article WHERE id > highest), \
                   (SELECT count(*) FROM (SELECT key FROM labels WHERE key IN (SELECT key FROM audit_article) \
                        AND key IN (SELECT key FROM article) GROUP BY key HAVING count(DISTINCT theme) > 1)) FROM audit";
        let found = self.connection.query_row(sql, [], |row| {
            Ok(AuditDraw {
                articles: row.get::<_, i64>(0)? as usize,
                who: row.get(1)?,
                at: row.get(2)?,
                drawn: row.get::<_, i64>(3)? as usize,
                later: row.get::<_, i64>(4)? as usize,
                disputed: row.get::<_, i64>(5)? as usize,
            })
        });
        self.done(found.optional())
    }

    /// How many articles of the sample the archive's own model has probably learned: it was adopted before the sample was drawn,
    /// and they had a label then. One that is adopted later has learned none, because articles of the sample are left out.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn audit_learned(&self) -> Result<usize> {
        let sql = "SELECT count(*) FROM audit_article AS drawn JOIN audit JOIN model ON model.at <= audit.at \
                   WHERE EXISTS (SELECT 1 FROM label \
                           WHERE label.key = drawn.key AND label.theme IS NOT NULL AND label.at <= model.at) \
                       OR EXISTS (SELECT 1 FROM article WHERE article.key = drawn.key AND article.given_theme <> '')";
        let count = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        Ok(self.done(count)? as usize)
    }

    /// Articles of the sample that a coder has not labelled, in random order.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn audit_queue(&self, who: &str, skip: usize, limit: usize) -> Result<Vec<i64>> {
        let sql = "SELECT min(article.id) FROM audit_article JOIN article ON article.key = audit_article.key \
                   WHERE audit_article.key NOT IN (SELECT key FROM labels WHERE who = ?1) \
                   GROUP BY audit_article.key ORDER BY audit_article.position LIMIT ?2 OFFSET ?3";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map(params![who, limit as i64, skip as i64], |row| row.get(0));
        self.done(rows.and_then(Iterator::collect))
    }

    /// What coders found in the sample, and all articles that it was drawn from. Of several labels of an article one
    /// counts (see [`Archive::counting_labels`]); labels of themes that the model does not have count for nothing.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn audited_articles(&self, classifier: &Classifier) -> Result<AuditedArticles> {
        let numbers = ThemeNumbers::of(classifier);
        let labels = self.counting_labels(Some(LabelKind::Label))?;
        let drawn = self.audit_probabilities()?;
        let sql = "SELECT article.key, assignment.theme, probabilities, min(article.id) \
                   FROM article JOIN assignment ON assignment.article = article.id \
                   JOIN assignment_detail ON assignment_detail.article = article.id \
                   WHERE undetermined IS NULL AND article.id <= (SELECT highest FROM audit) \
                   GROUP BY article.key ORDER BY article.key";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let mut rows = self.done(statement.query([]))?;
        let mut found = AuditedArticles::default();
        while let Some(row) = self.done(rows.next())? {
            let (key, theme): (String, String) = self.done(row.get(0).and_then(|key| Ok((key, row.get(1)?))))?;
            let bytes: Vec<u8> = self.done(row.get(2))?;
            let (Some(theme), true) = (numbers.number(&theme), bytes.len() == 4 * classifier.themes().len()) else {
                continue;
            };
            if let Some(&probability) = drawn.get(&key) {
                let label = labels.get(&key).and_then(|label| numbers.number(&label.theme));
                found.drawn.push(found.themes.len());
                found.coded.extend(label.map(|label| (found.themes.len(), label, probability)));
            }
            found.themes.push(theme);
            let floats = bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]));
            found.probabilities.extend(floats);
        }
        Ok(found)
    }

    /// The sample as a table for `policyvane audit estimate` and `policyvane report --audit`: labels, and the probabilities with
    /// which the articles were drawn.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn export_audit(&self) -> Result<String> {
        let labels: HashMap<String, Label> = self.counting_labels(Some(LabelKind::Label))?;
        let sql = "SELECT audit_article.key, article_id, date, source, page, title, probability, min(article.id) \
                   FROM audit_article JOIN article ON article.key = audit_article.key \
                   GROUP BY audit_article.key ORDER BY audit_article.position";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let mut rows = self.done(statement.query([]))?;
        let mut table = csv::Writer::from_writer(Vec::new());
        // Writing into memory does not fail.
        let _ = table.write_record(["id", "date", "source", "page", "title", "label", "inclusion_probability"]);
        while let Some(row) = self.done(rows.next())? {
            let text = |column: usize| self.done(row.get::<_, Option<String>>(column)).map(Option::unwrap_or_default);
            let label = labels.get(&text(0)?).map(|label| label.theme.clone()).unwrap_or_default();
            let probability: f64 = self.done(row.get(6))?;
            let cells = [format!("{ID_PREFIX}{}", text(1)?), text(2)?, text(3)?, text(4)?, text(5)?, label];
            let cells = cells.iter().map(|cell| without_formula(cell)).chain([probability.to_string()]);
            let _ = table.write_record(cells);
        }
        Ok(format!("\u{FEFF}{}", String::from_utf8_lossy(&table.into_inner().unwrap_or_default())))
    }

    /// The probabilities with which the articles of the sample were drawn, by key.
    fn audit_probabilities(&self) -> Result<HashMap<String, f64>> {
        let mut statement = self.done(self.connection.prepare("SELECT key, probability FROM audit_article"))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        self.done(rows.and_then(Iterator::collect))
    }
}
