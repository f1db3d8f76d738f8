//! What to label next: the queues in which coders meet articles.

use std::cmp::Ordering;
use std::collections::{BTreeMap, VecDeque};
use std::str::FromStr;

use rusqlite::{Row, ToSql, params};

use crate::archive::Archive;
use crate::error::Result;

/// Number of least certain articles considered for a queue, in addition to twice the number skipped. The model is certain of
/// every pair of themes that has no article among them.
const LEAST_SURE: usize = 2000;

/// How the articles of a queue are chosen. It is stored with each label, because only articles that were drawn at random may be
/// evaluated on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelQueue {
    /// At random.
    Random,
    /// Those of which the model is least sure.
    Uncertain,
    /// Those that have a theme, but barely.
    Barely,
    /// Those of which a theme is the second likeliest.
    Almost,
    /// Those whose label the model contradicts.
    Suspected,
    /// The sample of an audit ([`Archive::keep_audit`]).
    Audit,
}

impl LabelQueue {
    /// All queues.
    pub const ALL: [LabelQueue; 6] = [
        LabelQueue::Random,
        LabelQueue::Uncertain,
        LabelQueue::Barely,
        LabelQueue::Almost,
        LabelQueue::Suspected,
        LabelQueue::Audit,
    ];

    /// The name in files, in the archive and in the API.
    pub fn id(self) -> &'static str {
        match self {
            LabelQueue::Random => "random",
            LabelQueue::Uncertain => "uncertain",
            LabelQueue::Barely => "barely",
            LabelQueue::Almost => "almost",
            LabelQueue::Suspected => "suspected",
            LabelQueue::Audit => "audit",
        }
    }

    /// The queue in a column; none where there is none, or one that a later version of the program wrote.
    pub(in crate::archive) fn in_column(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Self>> {
        Ok(row.get::<_, Option<String>>(column)?.and_then(|id| id.parse().ok()))
    }
}

impl FromStr for LabelQueue {
    type Err = ();

    fn from_str(id: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|queue| queue.id() == id).ok_or(())
    }
}

/// The label that a coder gave an article before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct EarlierLabel {
    /// The id of the primary theme.
    pub theme: String,
    /// The ids of the secondary themes.
    pub also: Vec<String>,
}

/// What is a close call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseCall<'t> {
    /// Articles have this theme, but barely.
    Barely {
        /// The theme's id.
        theme: &'t str,
    },
    /// Articles have another theme, but barely: this one is the second likeliest.
    Almost {
        /// The theme's number in the model.
        rival: i64,
    },
}

impl Archive {
    /// Articles that a coder has not labelled, in an order that is random and the same for all coders: that of their keys,
    /// which are digests. So two coders meet the same articles.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn random_queue(&self, who: &str, skip: usize, limit: usize) -> Result<Vec<i64>> {
        let sql = "SELECT min(id) FROM article WHERE key NOT IN (SELECT key FROM labels WHERE who = ?1) \
                   GROUP BY key ORDER BY key LIMIT ?2 OFFSET ?3";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map(params![who, limit as i64, skip as i64], |row| row.get(0));
        self.done(rows.and_then(Iterator::collect))
    }

    /// Articles that nobody has labelled and of which the model is least sure: those with the smallest margin between the
    /// two likeliest themes (Scheffer, Decomain & Wrobel 2001), taken in turn from each pair of themes, so that the
    /// queue is not all about one confusion.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn uncertain_queue(&self, skip: usize, limit: usize) -> Result<Vec<i64>> {
        let sql = "SELECT assignment.article, assignment.theme, rival, margin \
                   FROM assignment JOIN article ON article.id = assignment.article \
                   WHERE undetermined IS NULL AND margin IS NOT NULL AND NOT EXISTS ( \
                       SELECT 1 FROM labels WHERE labels.key = article.key \
                       UNION ALL SELECT 1 FROM corrections WHERE corrections.key = article.key) \
                   ORDER BY margin, assignment.article LIMIT ?1";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let most = LEAST_SURE.saturating_add(skip.saturating_add(limit).saturating_mul(2));
        let mut rows = self.done(statement.query([i64::try_from(most).unwrap_or(i64::MAX)]))?;
        let mut pairs: BTreeMap<(String, i64), Vec<(f64, i64)>> = BTreeMap::new();
        while let Some(row) = self.done(rows.next())? {
            let (id, pair, margin) =
                self.done(row.get(0).and_then(|id| Ok((id, (row.get(1)?, row.get(2)?), row.get(3)?))))?;
            pairs.entry(pair).or_default().push((margin, id));
        }
        let mut queues: Vec<VecDeque<(f64, i64)>> = pairs.into_values().map(VecDeque::from).collect();
        // The pair with the least sure article begins each round.
        let first = |queue: &VecDeque<(f64, i64)>| queue.front().map_or(f64::INFINITY, |article| article.0);
        queues.sort_by(|a, b| first(a).partial_cmp(&first(b)).unwrap_or(Ordering::Equal));
        let mut chosen = Vec::new();
        while chosen.len() < skip + limit && queues.iter().any(|queue| !queue.is_empty()) {
            chosen.extend(queues.iter_mut().filter_map(|queue| queue.pop_front()).map(|(_, id)| id));
        }
        Ok(chosen.into_iter().skip(skip).take(limit).collect())
    }

    /// Articles that nobody has labelled and for which a theme is a close call, the closest first: those that have the theme,
    /// but barely, or those of which it is the second likeliest theme. `rival` is the theme's number in the model, by which the
    /// second likeliest is stored.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn close_queue(&self, close: CloseCall<'_>, skip: usize, limit: usize) -> Result<Vec<i64>> {
        let (condition, theme): (&str, &dyn ToSql) = match &close {
            CloseCall::Barely { theme } => ("assignment.theme", theme),
            CloseCall::Almost { rival } => ("rival", rival),
        };
        let sql = format!(
            "SELECT assignment.article FROM assignment JOIN article ON article.id = assignment.article \
             WHERE {condition} = ?1 AND undetermined IS NULL AND margin IS NOT NULL AND NOT EXISTS ( \
                 SELECT 1 FROM labels WHERE labels.key = article.key \
                 UNION ALL SELECT 1 FROM corrections WHERE corrections.key = article.key) \
             ORDER BY margin, assignment.article LIMIT ?2 OFFSET ?3"
        );
        let mut statement = self.done(self.connection.prepare_cached(&sql))?;
        let rows = statement.query_map(params![theme, limit as i64, skip as i64], |row| row.get(0));
        self.done(rows.and_then(Iterator::collect))
    }

    /// Articles whose label the model contradicts, with the labels, the surest contradiction first: labels that may be errors
    /// (after Northcutt, Jiang & Chuang 2021, “Confident Learning”, who rank by the probability of the label). Labels that were
    /// given in this queue were looked at twice, and do not come again. Those of an audit are not looked at twice where the model
    /// differs: it would seem better than it is.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn suspected_queue(&self, who: &str, skip: usize, limit: usize) -> Result<Vec<(i64, EarlierLabel)>> {
        let sql = "SELECT min(article.id), labels.theme, labels.also FROM labels JOIN article ON article.key = labels.key \
                   JOIN assignment ON assignment.article = article.id \
                   WHERE labels.who = ?1 AND labels.theme <> assignment.theme AND undetermined IS NULL \
                   AND margin IS NOT NULL AND coalesce(labels.queue, '') NOT IN ('suspected', 'audit') \
                   GROUP BY labels.key ORDER BY max(margin) DESC, labels.key LIMIT ?2 OFFSET ?3";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let rows = statement.query_map(params![who, limit as i64, skip as i64], |row| {
            let also = serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default();
            Ok((row.get(0)?, EarlierLabel { theme: row.get(1)?, also }))
        });
        self.done(rows.and_then(Iterator::collect))
    }
}
