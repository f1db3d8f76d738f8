//! What people decided: corrections of the model's choices, and labels to learn from. Nothing is ever overwritten.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{OptionalExtension, params};

use crate::archive::Archive;
use crate::archive::events::EventKind;
use crate::archive::labelling::label_queue::LabelQueue;
use crate::archive::rows::json;
use crate::error::{Error, Result};

/// Maximum number of files that are named where an identifier is ambiguous.
const MAX_NAMED_FILES: usize = 3;

/// What a label is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// The right theme where the model's is wrong; it replaces the model's in reports, and is learned from.
    Correction,
    /// A theme to learn from; reports keep the model's.
    Label,
}

impl LabelKind {
    /// The name in the archive and in the API.
    pub fn id(self) -> &'static str {
        match self {
            LabelKind::Correction => "correction",
            LabelKind::Label => "label",
        }
    }

    /// The kind with a name in the archive; the table allows no others.
    pub(in crate::archive) fn named(id: &str) -> Self {
        if id == LabelKind::Correction.id() { LabelKind::Correction } else { LabelKind::Label }
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
    /// The queue in which a coder met the article; none where the label came another way.
    pub queue: Option<LabelQueue>,
}

impl Archive {
    /// Adds a label to the article with an identifier, which may stand behind the name of its file, as in `papers.csv#12`;
    /// an empty theme takes the last one back: the same coder's last label, or the last correction, whoever made it. Copies of one
    /// article are one. The result tells whether there is such an article.
    ///
    /// # Errors
    /// [`Error::AmbiguousId`] where articles of different text bear the identifier, as the rows of two tables that are
    /// numbered from 1 do; [`Error::Archive`], [`Error::Write`].
    pub fn label(&self, article_id: &str, kind: LabelKind, label: &Label) -> Result<bool> {
        self.in_transaction(|| {
            let Some((key, id)) = self.key_of(article_id)? else { return Ok(false) };
            self.add_label(&key, &id, kind, label)?;
            Ok(true)
        })
    }

    /// Adds a label to the article with a number in this archive, as [`Archive::label`] does.
    ///
    /// # Errors
    /// [`Error::Archive`], [`Error::Write`].
    pub fn label_row(&self, row: i64, kind: LabelKind, label: &Label) -> Result<bool> {
        self.in_transaction(|| {
            let sql = "SELECT key, article_id FROM article WHERE id = ?1";
            let found = self.connection.query_row(sql, [row], |row| Ok((row.get(0)?, row.get(1)?))).optional();
            let Some((key, id)): Option<(String, String)> = self.done(found)? else { return Ok(false) };
            self.add_label(&key, &id, kind, label)?;
            Ok(true)
        })
    }

    /// The key and the identifier of the one article that bears an identifier.
    pub(in crate::archive) fn key_of(&self, article_id: &str) -> Result<Option<(String, String)>> {
        let found = self.keys("SELECT DISTINCT key, file FROM article WHERE article_id = ?1", &[article_id])?;
        if found.is_empty()
            && let Some((file, id)) = article_id.split_once('#')
        {
            let sql = "SELECT DISTINCT key, file FROM article WHERE file = ?1 AND article_id = ?2";
            return Ok(self.keys(sql, &[file, id])?.into_iter().next().map(|(key, _)| (key, id.to_owned())));
        }
        let different: BTreeSet<&String> = found.iter().map(|(key, _)| key).collect();
        if different.len() > 1 {
            let files: BTreeSet<String> = found.iter().map(|(_, file)| file.clone()).collect();
            return Err(Error::AmbiguousId {
                id: article_id.to_owned(),
                articles: different.len(),
                files: files.into_iter().take(MAX_NAMED_FILES).collect(),
            });
        }
        Ok(found.into_iter().next().map(|(key, _)| (key, article_id.to_owned())))
    }

    /// The keys and the files of articles.
    fn keys(&self, sql: &str, values: &[&str]) -> Result<Vec<(String, String)>> {
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)));
        self.done(rows.and_then(Iterator::collect))
    }

    pub(super) fn add_label(&self, key: &str, article_id: &str, kind: LabelKind, label: &Label) -> Result<()> {
        let theme = (!label.theme.is_empty()).then_some(&label.theme);
        self.run(
            "INSERT INTO label (key, article_id, kind, theme, also, who, at, note, queue) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                key,
                article_id,
                kind.id(),
                theme,
                json(&label.also),
                label.who,
                label.at,
                label.note,
                label.queue.map(LabelQueue::id)
            ],
        )?;
        if kind == LabelKind::Correction {
            let what = format!("{article_id}: {}", theme.map_or("–", String::as_str));
            self.record((&label.who, &label.at), EventKind::Correction, &what, 1)?;
        }
        Ok(())
    }

    /// The label of each article that counts, of one kind or of both, by the article's key. Where coders differ, the theme
    /// counts that most of them gave; where two themes were given equally often, the coder who labelled the article first decides, until
    /// a further one does. A correction counts before labels that are older.
    ///
    /// # Errors
    /// [`Error::Archive`].
    pub fn counting_labels(&self, kind: Option<LabelKind>) -> Result<HashMap<String, Label>> {
        // A coder takes only labels of their own back; the correction is one for all, whoever takes it back.
        let sql = "SELECT key, theme, also, who, at, note, queue, id, kind = 'correction', first FROM ( \
                 SELECT id, 'label' AS kind, key, theme, also, who, at, note, queue, ( \
                     SELECT min(id) FROM label AS own \
                     WHERE own.key = labels.key AND own.kind = 'label' AND own.who = labels.who) AS first FROM labels \
                 UNION ALL SELECT id, kind, key, theme, also, who, at, note, queue, id FROM label \
                 WHERE kind = 'correction' AND theme IS NOT NULL AND id = ( \
                     SELECT max(id) FROM label AS other WHERE other.key = label.key AND other.kind = label.kind)) \
             WHERE kind = ?1 OR ?1 IS NULL ORDER BY first";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map([kind.map(LabelKind::id)], |row| {
            let also: String = row.get(2)?;
            let label = Label {
                theme: row.get(1)?,
                also: serde_json::from_str(&also).unwrap_or_default(),
                who: row.get(3)?,
                at: row.get(4)?,
                note: row.get(5)?,
                queue: LabelQueue::in_column(row, 6)?,
            };
            Ok((row.get::<_, String>(0)?, Given { label, last: row.get(7)?, is_correction: row.get(8)? }))
        });
        let mut given: HashMap<String, Vec<Given>> = HashMap::new();
        for row in self.done(rows)? {
            let (key, one) = self.done(row)?;
            given.entry(key).or_default().push(one);
        }
        Ok(given.into_iter().filter_map(|(key, given)| Some((key, counting(given)?))).collect())
    }
}

/// The last label that somebody gave to an article.
struct Given {
    label: Label,
    /// Its place among all labels.
    last: i64,
    is_correction: bool,
}

/// The label that counts among those of an article, which stand in the order in which their coders labelled it first.
fn counting(mut given: Vec<Given>) -> Option<Label> {
    let correction = given.iter().position(|one| one.is_correction).map(|at| given.remove(at));
    let newest = given.iter().map(|one| one.last).max();
    if let Some(correction) = correction
        && newest.is_none_or(|newest| newest < correction.last)
    {
        return Some(correction.label);
    }
    let votes = |theme: &str| given.iter().filter(|one| one.label.theme == theme).count();
    let most = given.iter().map(|one| votes(&one.label.theme)).max()?;
    let chosen = given.iter().position(|one| votes(&one.label.theme) == most)?;
    Some(given.swap_remove(chosen).label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(theme: &str, last: i64, is_correction: bool) -> Given {
        Given { label: Label { theme: theme.to_owned(), ..Label::default() }, last, is_correction }
    }

    fn counts(labels: Vec<Given>) -> String {
        counting(labels).map(|label| label.theme).unwrap_or_default()
    }

    #[test]
    fn most_coders_decide_and_no_last_one_alone() {
        let label = |theme: &str, last: i64| given(theme, last, false);
        assert_eq!(counts(vec![label("health", 1), label("energy", 2)]), "health");
        assert_eq!(counts(vec![label("health", 1), label("energy", 2), label("energy", 3)]), "energy");
        assert_eq!(counts(vec![label("health", 1), given("culture", 5, true)]), "culture");
        assert_eq!(counts(vec![label("health", 7), given("culture", 5, true)]), "health");
        assert_eq!(counts(Vec::new()), "");
    }
}
