//! Rows of the database to articles and classifications, and back.

use std::collections::HashMap;

use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::corpus::{Article, PartialDate};
use crate::model::{Classifier, Undetermined};
use crate::survey::{Classification, hex};
use crate::text::WordSpans;

/// Hexadecimal digits of an article's key.
const KEY_LENGTH: usize = 32;

/// An article as the archive has it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredArticle {
    /// Its number in this archive.
    pub row: i64,
    /// The digest of its identifier, headline and text; labels refer to it.
    pub key: String,
    /// The article. Its labels are those that its file came with.
    pub article: Article,
    /// What the model chose, where the assignment is by the asker's model.
    pub classification: Option<Classification>,
}

/// The columns of [`stored_article`], to stand behind `SELECT`.
pub(super) const COLUMNS: &str = "article.id, article.key, article.article_id, article.file, article.date, \
    article.event_date, article.source, article.page, article.title, article_text.text, article.dateline, \
    article.captions, article.byline, article.boundary, article.region, article.region_confidence, article.regions, \
    article.given_theme, article.given_also, article.extra, assignment.model, assignment.theme, \
    assignment.undetermined, assignment.probability, assignment.also, assignment_detail.probabilities, \
    assignment_detail.evidence, assignment_detail.unknown_share, assignment_detail.title_words, \
    assignment_detail.text_words";
/// The tables that they are from, to stand behind `FROM`.
pub(super) const TABLES: &str = "article JOIN article_text ON article_text.article = article.id \
    LEFT JOIN assignment ON assignment.article = article.id \
    LEFT JOIN assignment_detail ON assignment_detail.article = article.id";

/// The themes of the asker's model by id.
#[derive(Debug)]
pub(super) struct ThemeNumbers<'c> {
    model: &'c str,
    numbers: HashMap<&'c str, usize>,
}

impl<'c> ThemeNumbers<'c> {
    pub fn of(classifier: &'c Classifier) -> Self {
        let numbers = classifier.themes().iter().enumerate().map(|(at, theme)| (theme.id.as_str(), at)).collect();
        ThemeNumbers { model: classifier.digest(), numbers }
    }

    /// The number of a theme; none where the model does not have it.
    pub fn number(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }
}

/// The key of an article.
pub(super) fn key_of(article: &Article) -> String {
    let hash = Sha256::digest(format!("{}\0{}\0{}", article.id, article.title, article.text));
    hex(&hash).chars().take(KEY_LENGTH).collect()
}

/// A value as JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    // The values are lists and maps of texts and numbers, which always have a form in JSON.
    serde_json::to_string(value).unwrap_or_default()
}

/// A value of JSON in a column; its default where another program wrote something else.
fn parsed<T: DeserializeOwned + Default>(text: Option<String>) -> T {
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// An article with its classification, where that is by the asker's model.
pub(super) fn stored_article(row: &Row<'_>, themes: Option<&ThemeNumbers<'_>>) -> rusqlite::Result<StoredArticle> {
    let date = |column: usize| -> rusqlite::Result<Option<PartialDate>> {
        Ok(row.get::<_, Option<String>>(column)?.and_then(|text| text.parse().ok()))
    };
    let article = Article {
        id: row.get(2)?,
        file: row.get(3)?,
        date: date(4)?,
        event_date: date(5)?,
        source: row.get(6)?,
        page: row.get(7)?,
        title: row.get(8)?,
        text: row.get(9)?,
        dateline: parsed(row.get(10)?),
        captions: parsed(row.get(11)?),
        byline: row.get(12)?,
        boundary: row.get(13)?,
        region: row.get(14)?,
        region_confidence: row.get(15)?,
        regions: parsed(row.get(16)?),
        theme: row.get(17)?,
        also: parsed(row.get(18)?),
        extra: parsed(row.get(19)?),
    };
    let classification = match themes {
        Some(themes) if row.get::<_, Option<String>>(20)?.as_deref() == Some(themes.model) => {
            classification(row, themes)?
        }
        _ => None,
    };
    Ok(StoredArticle { row: row.get(0)?, key: row.get(1)?, article, classification })
}

/// A stored classification; none where it does not fit the model's themes, so that the article is classified again.
fn classification(row: &Row<'_>, themes: &ThemeNumbers<'_>) -> rusqlite::Result<Option<Classification>> {
    let (theme, also): (String, Vec<String>) = (row.get(21)?, parsed(row.get(24)?));
    let (Some(theme), Some(bytes)) = (themes.number(&theme), row.get::<_, Option<Vec<u8>>>(25)?) else {
        return Ok(None);
    };
    let probabilities: Box<[f32]> =
        bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
    let also: Option<Vec<usize>> = also.iter().map(|id| themes.number(id)).collect();
    let (Some(also), true) = (also, probabilities.len() == themes.numbers.len()) else { return Ok(None) };
    let undetermined: Option<String> = row.get(22)?;
    Ok(Some(Classification {
        theme,
        undetermined: undetermined.as_deref().and_then(Undetermined::from_id),
        probability: row.get(23)?,
        also,
        probabilities,
        evidence: parsed(row.get(26)?),
        unknown_share: row.get(27)?,
        words: [WordSpans::from_bytes(row.get(28)?), WordSpans::from_bytes(row.get(29)?)],
    }))
}
