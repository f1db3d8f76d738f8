//! Reads articles back: in the order of their files, which does not depend on the order in which they were added.

use std::ops::ControlFlow;

use jiff::civil::Date;
use rusqlite::params;

use crate::archive::Archive;
use crate::archive::labelling::labels::{Label, LabelKind};
use crate::archive::rows::{COLUMNS, StoredArticle, TABLES, ThemeNumbers, stored_article};
use crate::corpus::{Article, PageRecord, PartialDate, Sources};
use crate::error::Result;
use crate::model::Classifier;
use crate::survey::{FileDigest, HISTORY_DAYS, Survey, SurveyFile, ThemeDays};

/// At most this many articles are in memory as text at once.
const PORTION: usize = 1024;

/// A theme with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeName {
    /// Its id.
    pub id: String,
    /// Its Chinese name.
    pub zh: String,
    /// Its English name.
    pub en: String,
}

impl Archive {
    /// Hands over all articles, in portions, by the names of their files and their places within them. With a classifier
    /// they come with their stored classifications, as far as these are by that model. `take` breaks off where it has
    /// enough. The state of the archive is that of the beginning, whatever others add meanwhile.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive), and what `take` returns.
    pub fn read(
        &self,
        classifier: Option<&Classifier>,
        mut take: impl FnMut(Vec<StoredArticle>) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let snapshot = self.done(self.connection.unchecked_transaction())?;
        let themes = classifier.map(ThemeNumbers::of);
        let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE article.input = ?1 ORDER BY article.position");
        let mut statement = self.done(snapshot.prepare(&sql))?;
        let mut portion = Vec::new();
        for input in self.inputs()? {
            let mut rows = self.done(statement.query([input]))?;
            while let Some(row) = self.done(rows.next())? {
                portion.push(self.done(stored_article(row, themes.as_ref()))?);
                if portion.len() == PORTION && take(std::mem::take(&mut portion))?.is_break() {
                    return Ok(());
                }
            }
        }
        if !portion.is_empty() {
            let _ = take(portion)?;
        }
        Ok(())
    }

    /// Hands over all articles as [`Archive::read`] does, with people's labels that count in the place of those that their
    /// files came with.
    ///
    /// # Errors
    /// As [`Archive::read`].
    pub fn labelled(&self, mut take: impl FnMut(Vec<Article>) -> Result<()>) -> Result<()> {
        let labels = self.counting_labels(None)?;
        self.read(None, |portion| {
            let articles = portion.into_iter().map(|stored| match labels.get(&stored.key) {
                Some(label) => Article { theme: label.theme.clone(), also: label.also.clone(), ..stored.article },
                None => stored.article,
            });
            take(articles.collect())?;
            Ok(ControlFlow::Continue(()))
        })
    }

    /// The themes of the models that classified, in the order of the last one.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn themes(&self) -> Result<Vec<ThemeName>> {
        let mut statement = self.done(self.connection.prepare("SELECT id, zh, en FROM theme ORDER BY position, id"))?;
        let rows = statement.query_map([], |row| Ok(ThemeName { id: row.get(0)?, zh: row.get(1)?, en: row.get(2)? }));
        self.done(rows.and_then(Iterator::collect))
    }

    /// Adds the articles of a day and of `before` days before it to a survey, with corrections in the place of the model's
    /// choices. `read` is called with each of them. Articles with partial dates are not among them.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn survey_days(
        &self,
        survey: &mut Survey<'_>,
        day: Date,
        before: i32,
        mut read: impl FnMut(&Article),
    ) -> Result<usize> {
        let classifier = survey.classifier();
        let themes = ThemeNumbers::of(classifier);
        let first = day.checked_sub(jiff::Span::new().days(before)).unwrap_or(Date::MIN);
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} JOIN input ON input.id = article.input \
             WHERE article.date BETWEEN ?1 AND ?2 AND length(article.date) = 10 \
             ORDER BY input.name, input.digest, input.path, article.position"
        );
        let corrections = self.counting_labels(Some(LabelKind::Correction))?;
        let mut statement = self.done(self.connection.prepare(&sql))?;
        let rows = statement.query_map([first.to_string(), day.to_string()], |row| stored_article(row, Some(&themes)));
        let stored: Vec<StoredArticle> = self.done(rows.and_then(Iterator::collect))?;
        stored.iter().for_each(|stored| read(&stored.article));
        let mut articles: Vec<Corrected<'_>> = stored
            .into_iter()
            .map(|stored| (corrections.get(&stored.key), (stored.article, stored.classification)))
            .collect();
        let corrected = correct(&mut articles, classifier);
        survey.add_classified(articles.into_iter().map(|(_, article)| article).collect());
        Ok(corrected)
    }

    /// The number of articles by day, paper and theme in the year before a day, of all articles that have a theme; corrections
    /// count.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn theme_days(&self, before: Date) -> Result<ThemeDays> {
        let sql = "SELECT date, source, theme, count(*) FROM facet \
             WHERE date >= ?1 AND date < ?2 AND length(date) = 10 AND theme IS NOT NULL GROUP BY 1, 2, 3";
        let first = before.checked_sub(jiff::Span::new().days(HISTORY_DAYS)).unwrap_or(Date::MIN);
        let mut statement = self.done(self.connection.prepare(sql))?;
        let mut rows = self.done(statement.query([first.to_string(), before.to_string()]))?;
        let mut days = ThemeDays::new();
        while let Some(row) = self.done(rows.next())? {
            let (day, paper): (String, String) = self.done(row.get(0).and_then(|day| Ok((day, row.get(1)?))))?;
            let (theme, articles): (String, i64) = self.done(row.get(2).and_then(|theme| Ok((theme, row.get(3)?))))?;
            if let Ok(day) = day.parse() {
                days.entry(day).or_default().entry(paper).or_default().insert(theme, articles as usize);
            }
        }
        Ok(days)
    }

    /// The last whole day that has an article; none where no article has one.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn last_day(&self) -> Result<Option<PartialDate>> {
        let sql = "SELECT max(date) FROM article WHERE length(date) = 10";
        let day: Option<String> = self.done(self.connection.query_row(sql, [], |row| row.get(0)))?;
        Ok(day.and_then(|day| day.parse().ok()))
    }

    /// Adds everything to a survey, with corrections in the place of the model's choices. Articles whose assignments are
    /// by another model than the survey's are classified. `goes_on` is called with the number of articles read since its
    /// last call, and says whether to go on. The result is the number of corrections.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive), and [`Error::Interrupted`](crate::Error::Interrupted).
    pub fn survey(&self, survey: &mut Survey<'_>, mut goes_on: impl FnMut(usize) -> bool) -> Result<usize> {
        let corrections = self.counting_labels(Some(LabelKind::Correction))?;
        let classifier = survey.classifier();
        let (mut corrected, mut stopped) = (0, false);
        self.read(Some(classifier), |portion| {
            let number = portion.len();
            let mut articles: Vec<_> = portion
                .into_iter()
                .map(|stored| (corrections.get(&stored.key), (stored.article, stored.classification)))
                .collect();
            corrected += correct(&mut articles, classifier);
            survey.add_classified(articles.into_iter().map(|(_, article)| article).collect());
            stopped = !goes_on(number);
            Ok(if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        if stopped {
            return Err(crate::Error::Interrupted);
        }
        survey.add_origins(self.pages()?, self.files()?, self.sources()?);
        Ok(corrected)
    }

    /// The rows of inputs, in the order in which they are read back.
    fn inputs(&self) -> Result<Vec<i64>> {
        let mut statement = self.done(self.connection.prepare("SELECT id FROM input ORDER BY name, digest, path"))?;
        let rows = statement.query_map([], |row| row.get(0));
        self.done(rows.and_then(Iterator::collect))
    }

    /// The pages that were cut into articles, without what belongs to no article.
    fn pages(&self) -> Result<Vec<PageRecord>> {
        let sql = "SELECT page.file, page.source, page.date, page.articles FROM page JOIN input ON input.id = page.input \
                   ORDER BY input.name, input.digest, input.path, page.position";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map([], |row| {
            let date: Option<String> = row.get(2)?;
            Ok(PageRecord {
                file: row.get(0)?,
                source: row.get(1)?,
                date: date.and_then(|date| date.parse::<PartialDate>().ok()?.full()),
                articles: row.get::<_, i64>(3)? as usize,
                furniture: Vec::new(),
                unsure: Vec::new(),
            })
        });
        self.done(rows.and_then(Iterator::collect))
    }

    /// The files that were read, tables of papers last.
    fn files(&self) -> Result<Vec<SurveyFile>> {
        let sql = "SELECT name, digest, size, part FROM (SELECT 0 AS part, name, digest, size, path FROM input \
                   UNION ALL SELECT 1, name, digest, size, path FROM source_table) \
                   ORDER BY part, CASE part WHEN 0 THEN name END, CASE part WHEN 0 THEN digest END, path";
        let mut statement = self.done(self.connection.prepare(sql))?;
        let rows = statement.query_map(params![], |row| {
            let digest = FileDigest::Known(row.get(1)?, row.get::<_, i64>(2)? as u64);
            Ok(SurveyFile { name: row.get(0)?, digest, is_source_table: row.get(3)? })
        });
        self.done(rows.and_then(Iterator::collect))
    }

    /// The papers and their homes: those of the tables that were read, then the shipped ones.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn sources(&self) -> Result<Sources> {
        let mut statement = self.done(self.connection.prepare("SELECT text FROM source_table ORDER BY path"))?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0));
        let texts: Vec<String> = self.done(rows.and_then(Iterator::collect))?;
        let mut sources = Sources::default();
        texts.iter().for_each(|text| sources.extend_from_csv(text));
        Ok(sources)
    }
}

/// An article with its correction.
type Corrected<'l> = (Option<&'l Label>, (Article, Option<crate::survey::Classification>));

/// Puts people's themes in the place of the model's; the result is how many. The probability that a corrected theme is
/// right is 1; the probabilities of all themes stay the model's.
pub(super) fn correct(articles: &mut [Corrected<'_>], classifier: &Classifier) -> usize {
    let mut corrected = 0;
    for (label, (article, classification)) in articles {
        let Some(theme) = label.and_then(|label| classifier.theme_set().index_of(&label.theme)) else { continue };
        let found = classification.get_or_insert_with(|| {
            let mut found = crate::survey::Classification::of_all(classifier, std::slice::from_ref(article));
            found.remove(0)
        });
        let also = label.iter().flat_map(|label| &label.also);
        found.also = also.filter_map(|id| classifier.theme_set().index_of(id)).collect();
        (found.theme, found.undetermined, found.probability) = (theme, None, 1.0);
        found.evidence.clear();
        corrected += 1;
    }
    corrected
}
