//! The sample of an audit in an archive: drawn once, coded in the page, and held against all articles that it was drawn from.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use crate::archive::label_formats::without_formula;
use crate::archive::rows::ThemeNumbers;
use crate::archive::{Archive, Label, LabelKind};
use crate::corpus::ID_PREFIX;
use crate::error::Result;
use crate::model::Classifier;
use crate::trends::audit::{AuditPopulation, CodedArticle, DrawUnit, PredictedArticle, draw_sample};

/// The seed of the draw, that of `policyvane audit draw`: the same articles give the same sample.
const SEED: u64 = 1;

/// A sample that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditDraw {
    /// The number of articles that it was drawn from. Copies of one article are one.
    pub articles: usize,
    /// The number of articles that were drawn and are in the archive still.
    pub drawn: usize,
    /// Articles that came after the draw, about which the sample tells nothing.
    pub later: usize,
    /// Who drew it.
    pub who: String,
    /// When, in UTC.
    pub at: String,
}

/// The articles that a sample was drawn from, as the archive's model sees them, and what coders found in the sample.
#[derive(Debug, Clone, Default)]
pub struct AuditedArticles {
    /// The theme that the model chose for each article, by number.
    themes: Vec<usize>,
    /// The probabilities of all themes, one article after the other.
    probabilities: Vec<f32>,
    /// The coded articles.
    coded: Vec<CodedArticle>,
}

impl AuditedArticles {
    /// The articles for the estimators of [`trends::audit`](crate::trends::audit); `themes` is the number of themes of the model.
    pub fn population(&self, themes: usize) -> AuditPopulation<'_> {
        let probabilities = self.probabilities.chunks_exact(themes);
        let articles = self.themes.iter().zip(probabilities);
        AuditPopulation {
            articles: articles.map(|(&theme, probabilities)| PredictedArticle { theme, probabilities }).collect(),
            coded: self.coded.clone(),
            themes,
        }
    }
}

impl Archive {
    /// Draws about `size` articles for an audit, in the place of an earlier sample: the model's themes are strata, papers and
    /// months are spread within them (see [`draw_sample`]). Labels stay, and count where their articles are drawn again. The
    /// result is the number of articles drawn.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive), [`Error::Write`](crate::Error::Write).
    pub fn draw_audit(&self, size: usize, classifier: &Classifier, who: &str, at: &str) -> Result<usize> {
        self.in_transaction(|| {
            let numbers = ThemeNumbers::of(classifier);
            let sql = "SELECT article.key, assignment.theme, article.source, substr(article.date, 1, 7), min(article.id) \
                       FROM article JOIN assignment ON assignment.article = article.id \
                       WHERE undetermined IS NULL GROUP BY article.key ORDER BY article.key";
            let mut statement = self.done(self.connection.prepare(sql))?;
            let mut rows = self.done(statement.query([]))?;
            let mut units = Vec::new();
            while let Some(row) = self.done(rows.next())? {
                let theme: String = self.done(row.get(1))?;
                let Some(theme) = numbers.number(&theme) else { continue };
                let order: (String, Option<String>) = self.done(row.get(2).and_then(|paper| Ok((paper, row.get(3)?))))?;
                units.push(DrawUnit { id: self.done(row.get::<_, String>(0))?, theme, order });
            }
            let drawn = draw_sample(&units, classifier.themes().len(), size, SEED);
            self.run("DELETE FROM audit", [])?;
            self.run("DELETE FROM audit_article", [])?;
            self.run(
                "INSERT INTO audit (id, highest, articles, who, at) \
                 SELECT 1, coalesce(max(id), 0), ?1, ?2, ?3 FROM article",
                params![units.len() as i64, who, at],
            )?;
            for (position, drawn) in drawn.iter().enumerate() {
                self.run(
                    "INSERT INTO audit_article (key, position, probability) VALUES (?1, ?2, ?3)",
                    params![units[drawn.unit].id, position as i64, drawn.probability],
                )?;
            }
            Ok(drawn.len())
        })
    }

    /// The sample that was drawn; none where there is none.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn audit_draw(&self) -> Result<Option<AuditDraw>> {
        let sql = "SELECT articles, who, at, \
                   (SELECT count(*) FROM audit_article WHERE key IN (SELECT key FROM article)), \
                   (SELECT count(*) FROM article WHERE id > highest) FROM audit";
        let found = self.connection.query_row(sql, [], |row| {
            Ok(AuditDraw {
                articles: row.get::<_, i64>(0)? as usize,
                who: row.get(1)?,
                at: row.get(2)?,
                drawn: row.get::<_, i64>(3)? as usize,
                later: row.get::<_, i64>(4)? as usize,
            })
        });
        self.done(found.optional())
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

    /// What coders found in the sample, and all articles that it was drawn from. Of several labels of an article the last one
    /// counts; labels of themes that the model does not have count for nothing.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn audited_articles(&self, classifier: &Classifier) -> Result<AuditedArticles> {
        let numbers = ThemeNumbers::of(classifier);
        let labels = self.latest_labels(Some(LabelKind::Label))?;
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
            let label = labels.get(&key).and_then(|label| numbers.number(&label.theme));
            if let Some((label, probability)) = label.zip(drawn.get(&key)) {
                let article = found.themes.len();
                found.coded.push(CodedArticle { article, theme: label, weight: 1.0 / probability });
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
        let labels: HashMap<String, Label> = self.latest_labels(Some(LabelKind::Label))?;
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
