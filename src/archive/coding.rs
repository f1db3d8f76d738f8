//! Labels by coder: what to label next, and what each coder gave to the same articles.

use std::cmp::Ordering;
use std::collections::{BTreeMap, VecDeque};

use rusqlite::params;

use crate::archive::Archive;
use crate::error::Result;

/// Each coder's last label of each article, in SQL; one that was taken back is none.
const CODED: &str = "SELECT key, article_id, who, theme, also, at, note FROM label \
     WHERE kind = 'label' AND theme IS NOT NULL AND id = (SELECT max(id) FROM label AS other \
         WHERE other.key = label.key AND other.kind = 'label' AND other.who = label.who)";

/// A coder's label of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedArticle {
    /// The key of the article.
    pub key: String,
    /// Its number in this archive; none where the article is no longer there.
    pub row: Option<i64>,
    /// Its identifier.
    pub id: String,
    /// Its headline; empty where the article is no longer there.
    pub title: String,
    /// The coder.
    pub who: String,
    /// The id of the primary theme.
    pub theme: String,
    /// When, in UTC.
    pub at: String,
    /// The coder's remark.
    pub note: String,
}

impl Archive {
    /// Articles that a coder has not labelled, in an order that is random and the same for all coders: that of their keys,
    /// which are digests. So two coders meet the same articles.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn random_queue(&self, who: &str, skip: usize, limit: usize) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT min(id) FROM article WHERE key NOT IN (SELECT key FROM ({CODED}) WHERE who = ?1) \
             GROUP BY key ORDER BY key LIMIT ?2 OFFSET ?3"
        );
        let mut statement = self.done(self.connection.prepare_cached(&sql))?;
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
        let sql = "SELECT article.id, probabilities FROM article \
                   JOIN assignment ON assignment.article = article.id \
                   JOIN assignment_detail ON assignment_detail.article = article.id \
                   WHERE undetermined IS NULL AND key NOT IN (SELECT key FROM label WHERE theme IS NOT NULL)";
        let mut statement = self.done(self.connection.prepare_cached(sql))?;
        let mut rows = self.done(statement.query([]))?;
        let mut pairs: BTreeMap<(usize, usize), Vec<(f32, i64)>> = BTreeMap::new();
        while let Some(row) = self.done(rows.next())? {
            let (id, bytes) = self.done(row.get::<_, i64>(0).and_then(|id| Ok((id, row.get_ref(1)?))))?;
            if let Some((pair, margin)) = margin(bytes.as_blob().unwrap_or_default()) {
                pairs.entry(pair).or_default().push((margin, id));
            }
        }
        let mut queues: Vec<VecDeque<(f32, i64)>> = Vec::new();
        for mut articles in pairs.into_values() {
            articles.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            queues.push(articles.into());
        }
        // The pair with the least sure article begins each round.
        let first = |queue: &VecDeque<(f32, i64)>| queue.front().map_or(f32::INFINITY, |article| article.0);
        queues.sort_by(|a, b| first(a).partial_cmp(&first(b)).unwrap_or(Ordering::Equal));
        let mut chosen = Vec::new();
        while chosen.len() < skip + limit && queues.iter().any(|queue| !queue.is_empty()) {
            chosen.extend(queues.iter_mut().filter_map(|queue| queue.pop_front()).map(|(_, id)| id));
        }
        Ok(chosen.into_iter().skip(skip).take(limit).collect())
    }

    /// All labels, each coder's last of each article, by article and coder.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn coded(&self) -> Result<Vec<CodedArticle>> {
        let sql = format!(
            "SELECT coded.key, (SELECT max(id) FROM article WHERE article.key = coded.key), coded.article_id, \
             coalesce((SELECT title FROM article WHERE article.key = coded.key), ''), who, theme, at, note \
             FROM ({CODED}) AS coded ORDER BY coded.key, who"
        );
        let mut statement = self.done(self.connection.prepare_cached(&sql))?;
        let rows = statement.query_map([], |row| {
            Ok(CodedArticle {
                key: row.get(0)?,
                row: row.get(1)?,
                id: row.get(2)?,
                title: row.get(3)?,
                who: row.get(4)?,
                theme: row.get(5)?,
                at: row.get(6)?,
                note: row.get(7)?,
            })
        });
        self.done(rows.and_then(Iterator::collect))
    }
}

/// The two likeliest themes of an article, and the margin between their probabilities.
fn margin(bytes: &[u8]) -> Option<((usize, usize), f32)> {
    let probabilities = bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    let mut two = [(0, -1.0f32); 2];
    for (at, probability) in probabilities.enumerate() {
        if probability > two[0].1 {
            two = [(at, probability), two[0]];
        } else if probability > two[1].1 {
            two[1] = (at, probability);
        }
    }
    (two[1].1 >= 0.0).then(|| ((two[0].0, two[1].0), two[0].1 - two[1].1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_are_of_the_two_likeliest() {
        let bytes = |values: &[f32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
        let ((first, second), margin_found) = margin(&bytes(&[0.1, 0.5, 0.25, 0.15])).unwrap();
        assert_eq!((first, second, margin_found), (1, 2, 0.25));
        assert_eq!(margin(&bytes(&[1.0])), None);
    }
}
