//! Classifies articles again that another model classified.

use rusqlite::params;

use crate::archive::Archive;
use crate::archive::events::EventKind;
use crate::archive::rows::{COLUMNS, TABLES, stored_article};
use crate::archive::write::Assigning;
use crate::error::{Error, Result};
use crate::model::Classifier;
use crate::survey::Classification;

/// Articles classified in one transaction.
const PORTION: usize = 512;

impl Archive {
    /// Classifies all articles whose assignments are not by a model, and stores its choices with the time `at` (UTC); the log names
    /// who asked for it. It can be stopped and taken up again. `goes_on` is called with the number of articles done since its last
    /// call, and says whether to go on. The result is the number of articles classified and the number of those whose theme changed.
    ///
    /// # Errors
    /// [`Error::Interrupted`], and as [`Archive::create`].
    pub fn reclassify(
        &self,
        classifier: &Classifier,
        (who, at): (&str, &str),
        goes_on: impl FnMut(usize) -> bool,
    ) -> Result<(usize, usize)> {
        let mut totals = (0, 0);
        let outcome = self.reclassify_all(classifier, at, &mut totals, goes_on);
        // What was done before it was stopped stays.
        if totals.0 > 0 {
            self.record((who, at), EventKind::Reclassify, classifier.digest(), totals.1)?;
        }
        outcome.map(|()| totals)
    }

    /// Classifies portion by portion, and counts the articles done and those whose theme changed.
    fn reclassify_all(
        &self,
        classifier: &Classifier,
        at: &str,
        (done, changed): &mut (usize, usize),
        mut goes_on: impl FnMut(usize) -> bool,
    ) -> Result<()> {
        self.store_themes(classifier)?;
        let assigning = Assigning { classifier, at };
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE article.id > ?1 AND assignment.model IS NOT ?2 \
             ORDER BY article.id LIMIT ?3"
        );
        let mut last = 0;
        loop {
            let mut statement = self.done(self.connection.prepare_cached(&sql))?;
            let rows = statement.query_map(params![last, classifier.digest(), PORTION as i64], |row| {
                let theme: Option<String> = row.get(21)?;
                let undetermined: Option<String> = row.get(22)?;
                Ok((stored_article(row, None)?, theme.filter(|_| undetermined.is_none())))
            });
            let rows: Vec<_> = self.done(rows.and_then(Iterator::collect))?;
            let Some((final_one, _)) = rows.last() else { return Ok(()) };
            last = final_one.row;
            let articles: Vec<_> = rows.iter().map(|(stored, _)| stored.article.clone()).collect();
            let found = Classification::of_all(classifier, &articles);
            self.in_transaction(|| {
                for ((stored, before), found) in rows.iter().zip(&found) {
                    let is_there = "SELECT count(*) FROM article WHERE id = ?1 AND key = ?2";
                    let values = params![stored.row, stored.key];
                    // It may have been removed or replaced meanwhile.
                    if !self.done(self.connection.query_row(is_there, values, |row| row.get::<_, bool>(0)))? {
                        continue;
                    }
                    self.assign(stored.row, found, &assigning)?;
                    let theme = found.undetermined.is_none().then(|| classifier.themes()[found.theme].id.as_str());
                    *changed += usize::from(before.as_deref() != theme);
                    *done += 1;
                }
                Ok(())
            })?;
            if !goes_on(rows.len()) {
                return Err(Error::Interrupted);
            }
        }
    }
}
