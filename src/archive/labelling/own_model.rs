//! The archive's own model: one that was adapted to labels of its articles, and what it would change.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{OptionalExtension, params};

use crate::archive::events::{BASE_MODEL, EventKind};
use crate::archive::rows::{COLUMNS, TABLES, stored_article};
use crate::archive::{Archive, LabelKind};
use crate::corpus::Article;
use crate::error::{Error, Result};
use crate::model::{Bundle, Classifier, LabelledArticle};

/// Articles that are classified together.
const PORTION: usize = 512;
/// Months with fewer articles than this are not compared: one article would move a share by more than two points.
const MIN_ARTICLES_OF_MONTH: usize = 50;
/// A share that moves by less is not named: both ends would read the same.
const MIN_MOVE: f64 = 0.01;

/// How many articles carry a theme by the stored assignments and by another model. Corrections count in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeEffect {
    /// The id of the theme.
    pub theme: String,
    /// Articles with the theme now.
    pub before: usize,
    /// Articles with the theme by the other model.
    pub after: usize,
}

/// The share of a theme in a month by the stored assignments and by another model.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthEffect {
    /// The month, such as 2024-03.
    pub month: String,
    /// The id of the theme.
    pub theme: String,
    /// Articles of the month that have a theme by both.
    pub articles: usize,
    /// The share now, 0 to 1.
    pub before: f64,
    /// The share by the other model.
    pub after: f64,
    /// The articles of the month with the theme now, and by the other model.
    pub counts: [usize; 2],
}

/// What another model would change in an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Effects {
    /// The number of articles compared: those with a theme by both.
    pub articles: usize,
    /// The number of those whose theme would change.
    pub changed: usize,
    /// Each theme that any of them has, in the order of the model.
    pub themes: Vec<ThemeEffect>,
    /// The month and theme whose share would move most, where there are months of enough articles and it moves by a percentage
    /// point at least.
    pub largest: Option<MonthEffect>,
}

impl Archive {
    /// The labels of people, and those that files came with, to learn from: one for each article, the one that counts. Articles
    /// of an audit's sample are left out: a model that had learned them would be right on them more often than on others, and the
    /// audit would be no longer valid.
    ///
    /// # Errors
    /// [`Error::Archive`].
    pub fn labels_to_learn(&self) -> Result<Vec<LabelledArticle>> {
        let labels = self.counting_labels(None)?;
        let random = self.drawn_at_random()?;
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} \
             WHERE (article.given_theme <> '' OR article.key IN (SELECT key FROM label)) \
                 AND article.key NOT IN (SELECT key FROM audit_article) ORDER BY article.key, article.id"
        );
        let mut statement = self.done(self.connection.prepare(&sql))?;
        let rows = statement.query_map([], |row| stored_article(row, None));
        let mut found: Vec<LabelledArticle> = Vec::new();
        let mut before = String::new();
        for stored in self.done(rows)? {
            let stored = self.done(stored)?;
            // Copies of one article are one.
            if stored.key == before {
                continue;
            }
            let article = match labels.get(&stored.key) {
                Some(label) => Article { theme: label.theme.clone(), also: label.also.clone(), ..stored.article },
                None => stored.article,
            };
            if !article.theme.is_empty() {
                found.push(LabelledArticle { article, is_random: random.contains(&stored.key) });
            }
            before = stored.key;
        }
        Ok(found)
    }

    /// The keys of articles with labels that a coder met in the queue of articles drawn at random, also where the label was
    /// looked at again later.
    fn drawn_at_random(&self) -> Result<HashSet<String>> {
        let sql = "SELECT DISTINCT key FROM label WHERE kind = 'label' AND theme IS NOT NULL \
                   AND queue = 'random' AND key IN (SELECT key FROM labels)";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map([], |row| row.get(0));
        self.done(rows.and_then(Iterator::collect))
    }

    /// The bytes of the archive's own model; none where it uses the program's.
    ///
    /// # Errors
    /// [`Error::Archive`].
    pub fn own_model(&self) -> Result<Option<Vec<u8>>> {
        self.done(self.connection.query_row("SELECT bytes FROM model", [], |row| row.get(0)).optional())
    }

    /// Makes a model the archive's own, in the place of an earlier one; without bytes the archive uses the program's again.
    /// Articles keep their assignments until [`Archive::reclassify`] is called.
    ///
    /// # Errors
    /// [`Error::Archive`], [`Error::Write`].
    pub fn set_own_model(&self, bytes: Option<&[u8]>, who: &str, at: &str) -> Result<()> {
        self.in_transaction(|| {
            self.run("DELETE FROM model", [])?;
            let digest = bytes.map_or_else(|| BASE_MODEL.to_owned(), Bundle::digest_of);
            if let Some(bytes) = bytes {
                self.run(
                    "INSERT INTO model (id, digest, bytes, who, at) VALUES (1, ?1, ?2, ?3, ?4)",
                    params![digest, bytes, who, at],
                )?;
            }
            // Articles change when they are classified again, which is logged by itself.
            self.record((who, at), EventKind::Adopt, &digest, 0)
        })
    }

    /// Compares the stored assignments with those of another model, article by article. `goes_on` is called with the number
    /// of articles done since its last call, and says whether to go on.
    ///
    /// # Errors
    /// [`Error::Interrupted`], [`Error::Archive`].
    pub fn effects_of(&self, classifier: &Classifier, mut goes_on: impl FnMut(usize) -> bool) -> Result<Effects> {
        let corrections = self.counting_labels(Some(LabelKind::Correction))?;
        let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE article.id > ?1 ORDER BY article.id LIMIT ?2");
        let mut statement = self.done(self.connection.prepare(&sql))?;
        let mut compared = Compared::default();
        let mut last = 0;
        loop {
            let rows = statement.query_map(params![last, PORTION as i64], |row| {
                let theme: Option<String> = row.get(21)?;
                let undetermined: Option<String> = row.get(22)?;
                Ok((stored_article(row, None)?, theme.filter(|_| undetermined.is_none())))
            });
            let rows: Vec<_> = self.done(rows.and_then(Iterator::collect))?;
            let Some((final_one, _)) = rows.last() else { break };
            last = final_one.row;
            let articles: Vec<Article> = rows.iter().map(|(stored, _)| stored.article.clone()).collect();
            for ((stored, before), found) in rows.iter().zip(classifier.assign_all_without_evidence(&articles)) {
                let correction = corrections.get(&stored.key).map(|label| label.theme.clone());
                let by_model = || classifier.themes()[found.theme].id.clone();
                let after = found.undetermined.is_none().then(by_model);
                let pair = match &correction {
                    Some(theme) => Some((theme.clone(), theme.clone())),
                    None => before.clone().zip(after),
                };
                let Some((before, after)) = pair else { continue };
                let month = stored.article.date.map(|date| date.to_string()).unwrap_or_default();
                compared.add(month.get(..7).unwrap_or_default(), before, after);
            }
            if !goes_on(rows.len()) {
                return Err(Error::Interrupted);
            }
        }
        Ok(compared.effects(classifier))
    }
}

/// Counts of articles now and by another model, by month and theme.
#[derive(Default)]
struct Compared {
    changed: usize,
    months: BTreeMap<String, BTreeMap<String, [usize; 2]>>,
}

impl Compared {
    fn add(&mut self, month: &str, before: String, after: String) {
        self.changed += usize::from(before != after);
        let themes = self.months.entry(month.to_owned()).or_default();
        themes.entry(before).or_default()[0] += 1;
        themes.entry(after).or_default()[1] += 1;
    }

    fn effects(self, classifier: &Classifier) -> Effects {
        let total = |themes: &BTreeMap<String, [usize; 2]>| themes.values().map(|counts| counts[0]).sum::<usize>();
        let mut sums: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        let mut largest: Option<MonthEffect> = None;
        for (month, themes) in &self.months {
            let articles = total(themes);
            for (theme, counts) in themes {
                let sum = sums.entry(theme).or_default();
                sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
                let [before, after] = counts.map(|count| count as f64 / articles.max(1) as f64);
                let moved = |effect: &MonthEffect| (effect.after - effect.before).abs();
                let is_larger = largest.as_ref().is_none_or(|largest| (after - before).abs() > moved(largest));
                let is_visible = articles >= MIN_ARTICLES_OF_MONTH && (after - before).abs() >= MIN_MOVE;
                if month.len() == 7 && is_visible && is_larger {
                    let (month, theme, counts) = (month.clone(), theme.clone(), *counts);
                    largest = Some(MonthEffect { month, theme, articles, before, after, counts });
                }
            }
        }
        let place = |theme: &str| classifier.theme_set().index_of(theme).unwrap_or(usize::MAX);
        let mut themes: Vec<ThemeEffect> = sums
            .into_iter()
            .map(|(theme, [before, after])| ThemeEffect { theme: theme.to_owned(), before, after })
            .collect();
        themes.sort_by_key(|effect| place(&effect.theme));
        Effects { articles: self.months.values().map(total).sum(), changed: self.changed, themes, largest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_that_nobody_would_see_is_not_named() {
        let classifier = Classifier::shipped().expect("the shipped model");
        let largest = |moved: usize| {
            let mut compared = Compared::default();
            for article in 0..200 {
                let after = if article < moved { "health" } else { "energy" };
                compared.add("2024-03", "energy".to_owned(), after.to_owned());
            }
            compared.effects(&classifier).largest
        };
        assert_eq!(largest(1), None);
        let found = largest(4).expect("four articles of two hundred are two points");
        assert_eq!((found.theme.as_str(), found.counts), ("energy", [200, 196]));
    }
}
