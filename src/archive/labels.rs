//! What people decided: corrections of the model's choices, and labels to learn from. Nothing is ever overwritten.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use crate::archive::Archive;
use crate::archive::rows::json;
use crate::error::Result;

/// What a label is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// The right theme where the model's is wrong; it replaces the model's in reports, and is learned from.
    Correction,
    /// A theme to learn from; reports keep the model's.
    Label,
}

impl LabelKind {
    fn id(self) -> &'static str {
        match self {
            LabelKind::Correction => "correction",
            LabelKind::Label => "label",
        }
    }
}

/// A theme that a person gave to an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// The id of the primary theme.
    pub theme: String,
    /// The ids of the secondary themes.
    pub also: Vec<String>,
    /// Who decided.
    pub who: String,
    /// When, in UTC.
    pub at: String,
    /// A remark.
    pub note: String,
}

impl Archive {
    /// Adds a label to all articles with an identifier; an empty theme takes the last one back: of
    /// labels the same coder's, of corrections whoever's. The result is the number
    /// of articles.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive), [`Error::Write`](crate::Error::Write).
    pub fn label(&self, article_id: &str, kind: LabelKind, label: &Label) -> Result<usize> {
        self.in_transaction(|| {
            let mut statement =
                self.done(self.connection.prepare_cached("SELECT DISTINCT key FROM article WHERE article_id = ?1"))?;
            let keys: Vec<String> =
                self.done(statement.query_map([article_id], |row| row.get(0)).and_then(Iterator::collect))?;
            let theme = (!label.theme.is_empty()).then_some(&label.theme);
            for key in &keys {
                self.run(
                    "INSERT INTO label (key, article_id, kind, theme, also, who, at, note) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![key, article_id, kind.id(), theme, json(&label.also), label.who, label.at, label.note],
                )?;
            }
            Ok(keys.len())
        })
    }

    /// The label of each article that counts, of one kind or of both, by the article's key: the last one that was not taken
    /// back. With several coders that is the last coder's.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn latest_labels(&self, kind: Option<LabelKind>) -> Result<HashMap<String, Label>> {
        // A coder takes only labels of their own back; the correction is one for all, whoever takes it back.
        let sql = "SELECT key, theme, also, who, at, note FROM ( \
                 SELECT id, 'label' AS kind, key, theme, also, who, at, note FROM labels \
                 UNION ALL SELECT id, kind, key, theme, also, who, at, note FROM label \
                 WHERE kind = 'correction' AND theme IS NOT NULL AND id = ( \
                     SELECT max(id) FROM label AS other WHERE other.key = label.key AND other.kind = label.kind)) \
             WHERE kind = ?1 OR ?1 IS NULL ORDER BY id";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map([kind.map(LabelKind::id)], |row| {
            let also: String = row.get(2)?;
            let label = Label {
                theme: row.get(1)?,
                also: serde_json::from_str(&also).unwrap_or_default(),
                who: row.get(3)?,
                at: row.get(4)?,
                note: row.get(5)?,
            };
            Ok((row.get::<_, String>(0)?, label))
        });
        self.done(rows.and_then(Iterator::collect))
    }

    /// The identifier of the article with a number in this archive.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn article_id(&self, row: i64) -> Result<Option<String>> {
        let sql = "SELECT article_id FROM article WHERE id = ?1";
        self.done(self.connection.query_row(sql, [row], |row| row.get(0)).optional())
    }
}
