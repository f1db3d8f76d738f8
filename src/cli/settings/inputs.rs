//! What the user typed about inputs, to inputs of the library.

use std::path::Path;

use policyvane::archive::Archive;
use policyvane::corpus::{Article, ColumnChoice, Inputs, PageRecord, PartialDate, ReadOptions};
use policyvane::messages::command_line as messages;
use policyvane::{Error, Expected, Result};

use crate::cli::arguments::inputs::{About, Inputs as TypedInputs};
use crate::cli::files_read::FilesRead;
use crate::cli::session::Session;

/// What the user says about files, checked.
///
/// # Errors
/// [`Error::BadDate`] where the date is no whole day, [`Error::BadSetting`] where the columns or the recognition command cannot be
/// parsed.
pub fn read_options(typed: &About) -> Result<ReadOptions> {
    let day = |text: &String| -> Result<_> {
        let date: PartialDate = text.parse()?;
        date.full().ok_or_else(|| Error::BadDate { value: text.clone() })
    };
    let date = typed.date.as_ref().map(day).transpose()?;
    let columns = match &typed.columns {
        None => ColumnChoice::default(),
        Some(text) => text.parse().map_err(|_| Error::BadSetting {
            setting: "--columns",
            value: text.clone(),
            expected: Expected::Columns,
        })?,
    };
    let recognizer = match &typed.ocr_command {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| Error::BadSetting {
            setting: "--ocr-command",
            value: text.clone(),
            expected: Expected::RecognitionCommand,
        })?),
    };
    Ok(ReadOptions { date, source: typed.source.clone(), columns, recognizer, ..ReadOptions::default() })
}

/// Where articles come from: files, or an archive.
pub enum Origin {
    Files(Box<Inputs>),
    Archive(Archive),
}

impl Origin {
    /// Hands over all articles in portions, as [`Inputs::read`] does. Pages are known of files only.
    ///
    /// # Errors
    /// As [`Inputs::read`], and where the archive cannot be read.
    pub fn read(
        &self,
        session: &mut Session,
        portion: usize,
        mut take: impl FnMut(Vec<Article>, &mut Session) -> Result<()>,
    ) -> Result<Vec<PageRecord>> {
        match self {
            Origin::Files(inputs) => inputs.read(session, portion, take),
            Origin::Archive(archive) => {
                archive.labelled(|articles| {
                    session.go_on()?;
                    take(articles, session)
                })?;
                Ok(Vec::new())
            }
        }
    }

    /// The files of the articles, or the archive, and the model that was asked for: no result may take the place of any.
    pub fn files_read(&self, session: &Session) -> FilesRead {
        FilesRead::new(self.paths()).with(session.model())
    }

    /// The files of the articles, or the archive.
    pub fn paths(&self) -> Vec<&Path> {
        match self {
            Origin::Files(inputs) => inputs.paths().collect(),
            Origin::Archive(archive) => vec![archive.path()],
        }
    }

    /// The same articles; the places that files are about are not looked for.
    #[must_use]
    pub fn without_places(self) -> Self {
        match self {
            Origin::Files(inputs) => Origin::Files(Box::new(inputs.without_places())),
            archive => archive,
        }
    }

    /// The same articles; a file that repeats an earlier one is passed over.
    #[must_use]
    pub fn without_copies(self) -> Self {
        match self {
            Origin::Files(inputs) => Origin::Files(Box::new(inputs.without_copies())),
            archive => archive,
        }
    }

    /// The files.
    ///
    /// # Errors
    /// [`Error::BadSetting`] for an archive.
    pub fn files(&self) -> Result<&Inputs> {
        match self {
            Origin::Files(inputs) => Ok(inputs),
            Origin::Archive(archive) => {
                let value = archive.path().display().to_string();
                Err(Error::BadSetting { setting: "--db", value, expected: Expected::PathsOrArchive })
            }
        }
    }
}

/// Finds the files, or opens the archive.
///
/// # Errors
/// As [`Inputs::find`], and where an option or the archive cannot be used.
pub fn find(typed: &TypedInputs, session: &mut Session) -> Result<Origin> {
    match &typed.db {
        Some(path) => Ok(Origin::Archive(session.open_archive(path)?)),
        None => Ok(Origin::Files(Box::new(find_files(&typed.paths, &typed.about, session)?))),
    }
}

/// Finds the files.
///
/// # Errors
/// As [`Inputs::find`], and where an option cannot be used.
pub fn find_files(paths: &[String], about: &About, session: &mut Session) -> Result<Inputs> {
    let inputs = Inputs::find(paths, read_options(about)?, about.sources.as_deref(), None, session)?;
    session.note_results(&inputs);
    Ok(inputs)
}

/// Reads all articles, with a progress bar, and the pages they were cut from.
///
/// # Errors
/// As [`Inputs::read`].
pub fn read_all(inputs: &Origin, session: &mut Session) -> Result<(Vec<Article>, Vec<PageRecord>)> {
    let bar = session.progress(messages::reading(session.language), None);
    let mut all = Vec::new();
    let pages = inputs.read(session, 1024, |articles, _| {
        bar.inc(articles.len() as u64);
        all.extend(articles);
        Ok(())
    });
    bar.finish_and_clear();
    Ok((all, pages?))
}
