//! Adds files: what is there already is passed over, a file that changed replaces what it held before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, params};

use crate::archive::Archive;
use crate::archive::files::{Planned, state};
use crate::archive::rows::key_of;
use crate::archive::write::{Assigning, without_nul};
use crate::corpus::{Article, Batch, Inputs, Observer, PartialDate, Problem};
use crate::error::{Error, Result};
use crate::model::Classifier;
use crate::survey::Classification;

/// At most this many articles are in memory as text at once.
const PORTION: usize = 1024;
/// No issue appears more than this many years from now.
const MAX_YEARS_AHEAD: i16 = 1;
/// The year of the first modern periodical in Chinese, the Chinese Monthly Magazine (察世俗每月统记传).
const FIRST_YEAR: i16 = 1815;
/// A transaction ends at the next file once it has this many articles, whatever the issue.
const MAX_IN_TRANSACTION: usize = 1024;

/// How files are added.
#[derive(Debug, Clone, Copy)]
pub struct AddSettings<'a> {
    /// The present time in UTC, as it is to be stored.
    pub at: &'a str,
    /// Reads files again that were read before and have not changed.
    pub again: bool,
    /// Files that the user hands over one by one, which lie nowhere afterwards: one with the name, the paper, the day and
    /// the page of a file in the archive and other bytes is its corrected version, also where that file still lies where
    /// it was.
    pub handed_over: bool,
}

/// What adding did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// Files that are new.
    pub files: usize,
    /// Files whose articles replace those that they held before.
    pub replaced: usize,
    /// The names of those among them that came from another place, as corrected versions of files of the same name, paper,
    /// day and page.
    pub corrected: Vec<String>,
    /// Files that are in the archive already.
    pub unchanged: usize,
    /// Articles that were written.
    pub articles: usize,
    /// The days of those articles, whole or partial, as text.
    pub days: BTreeSet<String>,
}

/// What is committed together: the folder, the day and the paper.
#[derive(Debug, PartialEq, Eq)]
struct Issue(PathBuf, String, String);

/// The file that is being written.
#[derive(Debug, Clone, Copy)]
struct Current {
    number: usize,
    /// Its row; none where the file is passed over.
    row: Option<i64>,
    articles: i64,
    pages: i64,
}

/// Writes batches, file by file.
pub(super) struct Writer<'w> {
    pub archive: &'w Archive,
    pub plan: &'w [Planned],
    pub reading: &'w str,
    assigning: Assigning<'w>,
    pub settings: AddSettings<'w>,
    /// The issue of the open transaction.
    issue: Option<Issue>,
    /// Articles written in the open transaction.
    written: usize,
    current: Option<Current>,
    /// The first file that was not begun.
    next: usize,
    added: Added,
}

/// Whether no issue can be of a day: it is far after the present time, as stored, or before there were Chinese newspapers.
pub fn is_far(date: PartialDate, now: &str) -> bool {
    let year = now.get(..4).and_then(|year| year.parse::<i16>().ok());
    date.year() < FIRST_YEAR || year.is_some_and(|year| date.year() > year.saturating_add(MAX_YEARS_AHEAD))
}

impl Archive {
    /// Adds the articles of files with their themes. `progress` is called with the number of articles written.
    ///
    /// # Errors
    /// As [`Inputs::read`] and [`Archive::create`], and [`Error::BadSetting`] for standard input, of which it cannot be
    /// said whether it was read before. What was finished before an error stays.
    pub fn add<O: Observer>(
        &self,
        inputs: Inputs,
        classifier: &Classifier,
        settings: AddSettings<'_>,
        observer: &mut O,
        mut progress: impl FnMut(usize),
    ) -> Result<Added> {
        self.store_themes(classifier)?;
        let reading = self.store_options(&inputs)?;
        let (plan, unchanged) = self.plan(&inputs, &reading, settings.again, observer)?;
        let planned: BTreeMap<&Path, &Planned> = plan.iter().map(|file| (file.path.as_path(), file)).collect();
        let inputs = inputs.only(|input| planned.contains_key(input.path.as_path()));
        let mut writer = Writer {
            archive: self,
            plan: &plan,
            reading: &reading,
            assigning: Assigning { classifier, at: settings.at },
            settings,
            issue: None,
            written: 0,
            current: None,
            next: 0,
            added: Added { unchanged, ..Added::default() },
        };
        let outcome = inputs.read_by_file(observer, PORTION, |batch, observer| {
            let articles = batch.articles.len();
            writer.take(batch, observer)?;
            progress(articles);
            Ok(())
        });
        let outcome = match outcome {
            // That nothing was readable is no failure where other files were added before.
            Err(Error::NothingRead) if unchanged > 0 => Ok(()),
            outcome => outcome,
        };
        outcome.and_then(|()| writer.commit()).inspect_err(|_| self.roll_back())?;
        Ok(writer.added)
    }
}

impl Writer<'_> {
    /// Writes a batch.
    fn take<O: Observer>(&mut self, mut batch: Batch, observer: &mut O) -> Result<()> {
        batch.articles.iter_mut().for_each(without_nul);
        let found = Classification::of_all(self.assigning.classifier, &batch.articles);
        let mut articles: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, owner) in batch.owners.iter().enumerate() {
            articles.entry(*owner).or_default().push(at);
        }
        // The last file may go on in the next batch; so far it may have pages without articles.
        let last = batch.owners.last().max(batch.pages.last().map(|(owner, _)| owner));
        let end = last.map_or(0, |last| last + 1).max(batch.finished);
        let first = self.current.map_or(self.next, |current| current.number);
        for number in first..end {
            if batch.unreadable.contains(&number) {
                self.next = number + 1;
                continue;
            }
            let own = articles.remove(&number).unwrap_or_default();
            let read = own.len();
            let own = self.without_far_days(number, own, &batch.articles, observer);
            // A file of nothing else is read again the next time.
            if own.len() < read && own.is_empty() && self.current.is_none() {
                self.next = number + 1;
                continue;
            }
            let mut pages = batch.pages.iter().filter(|(owner, _)| *owner == number).map(|(_, page)| page).peekable();
            let mut current = match self.current.take() {
                Some(current) => current,
                None => {
                    let first = own.first().map(|&at| &batch.articles[at]);
                    let page = pages.peek().map(|page| (page.date.map(|date| date.to_string()), page.source.clone()));
                    let (day, paper) = match first {
                        Some(article) => (article.date.map(|date| date.to_string()), article.source.clone()),
                        None => page.unwrap_or_default(),
                    };
                    let own: Vec<&Article> = own.iter().map(|&at| &batch.articles[at]).collect();
                    self.begin(number, &own, (day.unwrap_or_default(), paper), observer)?
                }
            };
            if let Some(row) = current.row {
                for page in pages.filter(|page| page.date.is_none_or(|day| !self.is_far(day.into()))) {
                    self.archive.insert_page(row, current.pages, page)?;
                    current.pages += 1;
                }
                for at in own {
                    let article = &batch.articles[at];
                    if let Some(first) = self.read_before(article, row)? {
                        let (file, id) = (self.plan[number].name.clone(), article.id.clone());
                        let error = Error::ReadTwice { file: file.clone(), id, first };
                        observer.problem(Problem { file, error });
                        continue;
                    }
                    let stored = self.archive.insert_article(row, current.articles, article)?;
                    self.archive.assign(stored, &found[at], &self.assigning)?;
                    current.articles += 1;
                    self.written += 1;
                    self.added.articles += 1;
                    self.added.days.extend(article.date.map(|date| date.to_string()));
                }
            }
            if number >= batch.finished {
                self.current = Some(current);
            }
        }
        Ok(())
    }

    /// Whether no issue can be of a day.
    fn is_far(&self, date: PartialDate) -> bool {
        is_far(date, self.settings.at)
    }

    /// The articles of a file without those of days that must be wrong: one wrong year would stretch every chart
    /// of the archive.
    fn without_far_days<O: Observer>(
        &self,
        number: usize,
        own: Vec<usize>,
        articles: &[Article],
        observer: &mut O,
    ) -> Vec<usize> {
        let far_day = |at: &usize| articles[*at].date.filter(|date| self.is_far(*date));
        let days: BTreeSet<String> = own.iter().filter_map(far_day).map(|date| date.to_string()).collect();
        for day in days {
            let file = self.plan[number].name.clone();
            observer.problem(Problem { file: file.clone(), error: Error::FarDay { file, day } });
        }
        own.into_iter().filter(|at| far_day(at).is_none()).collect()
    }

    /// Begins a file: a transaction where a new issue begins, and the file's row.
    fn begin<O: Observer>(
        &mut self,
        number: usize,
        own: &[&Article],
        (day, paper): (String, String),
        observer: &mut O,
    ) -> Result<Current> {
        self.next = number + 1;
        let file = &self.plan[number];
        let folder = file.path.parent().unwrap_or(Path::new("")).to_path_buf();
        let issue = Issue(folder, day, paper);
        if self.issue.as_ref().is_none_or(|open| *open != issue || self.written >= MAX_IN_TRANSACTION) {
            self.commit()?;
            self.archive.done(self.archive.connection.execute_batch("BEGIN IMMEDIATE"))?;
            self.issue = Some(issue);
        }
        let passed_over = Current { number, row: None, articles: 0, pages: 0 };
        if state(&file.path).ok() != Some((file.size, file.modified)) {
            let error = Error::ChangedMeanwhile { file: file.name.clone() };
            observer.problem(Problem { file: file.name.clone(), error });
            return Ok(passed_over);
        }
        let sql = "SELECT id, digest = ?2 AND reading = ?3 FROM input WHERE path = ?1";
        let known: Option<(i64, bool)> = self.archive.done(
            self.archive
                .connection
                .query_row(sql, params![file.place, file.digest, self.reading], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional(),
        )?;
        let values = params![
            file.place,
            file.name,
            file.digest,
            file.size as i64,
            file.modified,
            self.reading,
            self.settings.at
        ];
        let row = match known {
            // Another program added it since the files were looked at.
            Some((_, true)) if !self.settings.again => {
                self.added.unchanged += 1;
                return Ok(passed_over);
            }
            Some((row, _)) => {
                self.archive.empty_input(row)?;
                self.archive.run(
                    "UPDATE input SET name = ?2, digest = ?3, size = ?4, modified = ?5, reading = ?6, added_at = ?7 \
                     WHERE path = ?1",
                    values,
                )?;
                self.added.replaced += 1;
                row
            }
            None if self.is_elsewhere(file, own.first().copied())? || self.is_superseded(file)? => {
                self.added.unchanged += 1;
                return Ok(passed_over);
            }
            None => match self.earlier_version(file, own)? {
                Some(earlier) => {
                    self.replace(&earlier, file)?;
                    self.added.replaced += 1;
                    self.added.corrected.push(file.name.clone());
                    earlier.row
                }
                None => {
                    self.archive.run(
                        "INSERT INTO input (path, name, digest, size, modified, reading, added_at) \
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                        values,
                    )?;
                    self.added.files += 1;
                    self.archive.connection.last_insert_rowid()
                }
            },
        };
        Ok(Current { row: Some(row), ..passed_over })
    }

    /// Whether the archive has the same file from another place: the same bytes, read in the same way under the same name,
    /// with the same first article. Where it is no longer at the old place it was moved, and the new one is stored.
    fn is_elsewhere(&self, file: &Planned, first: Option<&Article>) -> Result<bool> {
        let sql = "SELECT id, path, (SELECT key FROM article WHERE article.input = input.id AND position = 0) FROM input \
                   WHERE digest = ?1 AND reading = ?2 AND name = ?3";
        let mut statement = self.archive.done(self.archive.connection.prepare_cached(sql))?;
        let rows = statement.query_map(params![file.digest, self.reading, file.name], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
        });
        let rows: Vec<_> = self.archive.done(rows.and_then(Iterator::collect))?;
        let key = first.map(key_of);
        let Some((row, place, _)) = rows.into_iter().find(|(_, _, known)| *known == key) else { return Ok(false) };
        if !Path::new(&place).exists() {
            let values = params![row, file.place, file.modified];
            self.archive.run("UPDATE input SET path = ?2, modified = ?3 WHERE id = ?1", values)?;
        }
        Ok(true)
    }

    /// The input that brought the same article from the same raw file before, such as a table of articles that were cut
    /// from pages in the archive.
    fn read_before(&self, article: &Article, input: i64) -> Result<Option<String>> {
        if article.file.is_empty() {
            return Ok(None);
        }
        let sql = "SELECT input.name FROM article JOIN input ON input.id = article.input \
                   WHERE article.key = ?1 AND article.file = ?2 AND article.date IS ?3 AND article.input <> ?4";
        let connection = &self.archive.connection;
        let mut statement = self.archive.done(connection.prepare_cached(sql))?;
        let date = article.date.map(|date| date.to_string());
        let values = params![key_of(article), article.file, date, input];
        self.archive.done(statement.query_row(values, |row| row.get(0)).optional())
    }

    /// Ends the open transaction.
    fn commit(&mut self) -> Result<()> {
        if self.issue.take().is_some() {
            self.archive.done(self.archive.connection.execute_batch("COMMIT"))?;
        }
        self.written = 0;
        Ok(())
    }
}
