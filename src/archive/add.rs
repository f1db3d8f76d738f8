//! Adds files: what is there already is passed over, a file that changed replaces what it held before.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use rusqlite::{OptionalExtension, params};

use crate::archive::Archive;
use crate::archive::events::{EventKind, MAX_NAMED, named};
use crate::archive::files::{Planned, state};
use crate::archive::versions::copies::{Known, is_copied};
use crate::archive::write::{Assigning, without_nul};
use crate::archive::writer::{AddSettings, Added, Current, Issue, Writer};
use crate::corpus::{self, Article, Batch, Inputs, Observer, PageRecord, PartialDate, Problem};
use crate::error::{Error, Result};
use crate::model::Classifier;
use crate::survey::Classification;

/// At most this many articles are in memory as text at once.
const PORTION: usize = 1024;
/// A transaction ends at the next file once it has this many articles, whatever the issue.
const MAX_IN_TRANSACTION: usize = 1024;

/// Whether a day is one of which no issue can be: it is far after the present time (`now`, as stored), or before there were Chinese newspapers.
pub fn is_far(date: PartialDate, now: &str) -> bool {
    corpus::is_far(date, now.get(..4).and_then(|year| year.parse::<i16>().ok()))
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
        let inputs = inputs.only(|input| planned.contains_key(input.path.as_path())).without_copies();
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
            passed_over: HashSet::new(),
            labelled_before: Vec::new(),
            beside: None,
            members: HashMap::new(),
            added: Added { unchanged, ..Added::default() },
            named: Vec::new(),
            committed: (0, 0),
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
        let outcome = outcome.and_then(|()| writer.commit()).inspect_err(|_| self.roll_back());
        // What was finished before an error stays, so that it is told as well: one row for the run.
        let (files, articles) = writer.committed;
        if files > 0 || articles > 0 {
            self.record((settings.who, settings.at), EventKind::Add, &named(&writer.named, files), articles)?;
        }
        outcome.map(|()| writer.added)
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
        self.passed_over.extend(batch.unreadable.iter().chain(&batch.copies));
        self.added.unchanged += batch.copies.len();
        for number in first..end {
            if self.passed_over.contains(&number) {
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
            let mut current = match self.current.take() {
                Some(current) => current,
                None => {
                    let own: Vec<&Article> = own.iter().map(|&at| &batch.articles[at]).collect();
                    let page = batch.pages.iter().find(|(owner, _)| *owner == number).map(|(_, page)| page);
                    let (day, paper) = match own.first() {
                        Some(article) => (article.date.map(|date| date.to_string()), article.source.clone()),
                        None => page.map_or_else(Default::default, |page| {
                            (page.date.map(|date| date.to_string()), page.source.clone())
                        }),
                    };
                    self.begin(number, &own, (day.unwrap_or_default(), paper), observer)?
                }
            };
            if let Some(row) = current.row {
                self.write(row, &mut current, (own.as_slice(), &batch, found.as_slice()), observer)?;
            }
            if number >= batch.finished {
                self.current = Some(current);
            } else {
                self.finish(&current)?;
            }
        }
        Ok(())
    }

    /// Writes articles of the current file, as places in a batch, and the pages of the file in that batch.
    fn write<O: Observer>(
        &mut self,
        row: i64,
        current: &mut Current,
        (own, batch, found): (&[usize], &Batch, &[Classification]),
        observer: &mut O,
    ) -> Result<()> {
        let file = &self.plan[current.number];
        let articles: Vec<&Article> = own.iter().map(|&at| &batch.articles[at]).collect();
        let superseded = self.superseded_members(row, file, &articles, observer)?;
        let (mut copied, mut written): (HashSet<&str>, HashSet<&str>) = (HashSet::new(), HashSet::new());
        for (&at, article) in own.iter().zip(articles) {
            if superseded.contains(article.file.as_str()) {
                copied.insert(&article.file);
                current.copies += 1;
                continue;
            }
            match self.known_article(article, file, row)? {
                Some(Known::FromRawFile(first)) => {
                    let (file, id) = (file.name.clone(), article.id.clone());
                    observer.problem(Problem { file: file.clone(), error: Error::ReadTwice { file, id, first } });
                    continue;
                }
                Some(Known::Copy) => {
                    copied.insert(&article.file);
                    current.copies += 1;
                    self.added.known_articles += 1;
                    continue;
                }
                None => written.insert(&article.file),
            };
            let stored = self.archive.insert_article(row, current.articles, article)?;
            self.archive.assign(stored, &found[at], &self.assigning)?;
            current.articles += 1;
            self.written += 1;
            self.added.articles += 1;
            self.added.days.extend(article.date.map(|date| date.to_string()));
        }
        let number = current.number;
        let pages = batch.pages.iter().filter(|(owner, _)| *owner == number).map(|(_, page)| page);
        let is_kept = |page: &&PageRecord| {
            page.date.is_none_or(|day| !self.is_far(day.into())) && !is_copied(page, &copied, &written)
        };
        for page in pages.filter(is_kept) {
            self.archive.insert_page(row, current.pages, page)?;
            current.pages += 1;
        }
        Ok(())
    }

    /// Ends a file: labels go over to its articles, and it is forgotten where it held nothing but copies.
    fn finish(&mut self, current: &Current) -> Result<()> {
        let Some(row) = current.row else { return Ok(()) };
        let before = std::mem::take(&mut self.labelled_before);
        let (kept, lost) = self.archive.keep_labels(row, &before, &self.plan[current.number].name)?;
        self.added.kept_labels += kept;
        self.added.lost_labels.extend(lost);
        if current.copies > 0 && current.articles == 0 && current.is_new {
            self.added.files -= 1;
            self.added.unchanged += 1;
            return self.archive.forget(row);
        }
        if current.copies > 0 {
            self.archive.run("UPDATE input SET copies = ?2 WHERE id = ?1", params![row, current.copies])?;
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
        let mut days: BTreeMap<String, usize> = BTreeMap::new();
        own.iter().filter_map(far_day).for_each(|date| *days.entry(date.to_string()).or_default() += 1);
        for (day, articles) in days {
            let file = self.plan[number].name.clone();
            observer.problem(Problem { file: file.clone(), error: Error::FarDay { file, day, articles } });
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
        (self.beside, self.members) = (None, HashMap::new());
        let file = &self.plan[number];
        let folder = file.path.parent().unwrap_or(Path::new("")).to_path_buf();
        let issue = Issue(folder, day, paper);
        if self.issue.as_ref().is_none_or(|open| *open != issue || self.written >= MAX_IN_TRANSACTION) {
            self.commit()?;
            self.archive.done(self.archive.connection.execute_batch("BEGIN IMMEDIATE"))?;
            self.issue = Some(issue);
        }
        let passed_over = Current { number, row: None, is_new: false, articles: 0, pages: 0, copies: 0 };
        if state(&file.path).ok() != Some((file.size, file.modified)) {
            let error = Error::ChangedMeanwhile { file: file.name.clone() };
            observer.problem(Problem { file: file.name.clone(), error });
            return Ok(passed_over);
        }
        match self.row_of(file, own, observer)? {
            Some((row, is_new)) => {
                if self.named.len() < MAX_NAMED {
                    self.named.push(file.name.clone());
                }
                Ok(Current { row: Some(row), is_new, ..passed_over })
            }
            None => {
                self.added.unchanged += 1;
                Ok(passed_over)
            }
        }
    }

    /// The row of a file, emptied where it held something, and whether it is new; none where the archive has the file already.
    fn row_of<O: Observer>(
        &mut self,
        file: &Planned,
        own: &[&Article],
        observer: &mut O,
    ) -> Result<Option<(i64, bool)>> {
        let sql = "SELECT id, digest = ?2, reading = ?3 FROM input WHERE path = ?1";
        let known = self.archive.connection.query_row(sql, params![file.place, file.digest, self.reading], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        let known: Option<(i64, bool, bool)> = self.archive.done(known.optional())?;
        Ok(match known {
            // Another program added it since the files were looked at.
            Some((_, true, true)) if !self.settings.again => None,
            Some((row, has_same_bytes, _)) => {
                self.labelled_before = self.archive.labelled_versions(row, None)?;
                if !has_same_bytes {
                    self.remember_content(row, &file.name)?;
                }
                self.archive.empty_input(row)?;
                self.store_input(Some(row), &file.name, file)?;
                self.added.replaced += 1;
                Some((row, false))
            }
            None if self.is_elsewhere(file, own.first().copied())? => None,
            None => self.row_of_new(file, own, observer)?,
        })
    }

    /// Ends the open transaction.
    fn commit(&mut self) -> Result<()> {
        if self.issue.take().is_some() {
            self.archive.done(self.archive.connection.execute_batch("COMMIT"))?;
            self.committed = (self.added.files + self.added.replaced, self.added.articles);
        }
        self.written = 0;
        Ok(())
    }
}
