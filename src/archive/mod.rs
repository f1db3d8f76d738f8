//! The archive: articles, the model's assignments and people's labels in one SQLite file that grows day by day.
//!
//! It holds a few tables (`schema.rs` describes them) and the views `articles`, `series` and `events`, which other
//! programs can open. One writer at a time adds issues, each in a transaction of its own, so that the file is whole after
//! an interruption at any moment; readers see the state at which they began.

mod add;
mod check;
mod drive;
mod events;
mod files;
mod labelling;
mod queries;
mod read;
mod reclassify;
mod remove;
mod rows;
mod schema;
mod versions;
mod write;
mod writer;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

pub use self::add::is_far;
pub use self::check::Finding;
pub use self::drive::is_network_drive;
pub use self::events::{BASE_MODEL, DOUBLES, Event, EventKind, EventPage};
pub use self::files::KnownFile;
pub use self::labelling::audit::{AuditDraw, AuditUnit, AuditedArticles};
pub use self::labelling::coding::CodedArticle;
pub use self::labelling::kept_labels::LostLabel;
pub use self::labelling::label_formats::LabelFormat;
pub use self::labelling::label_import::ImportedLabels;
pub use self::labelling::label_queue::{CloseCall, EarlierLabel, LabelQueue};
pub use self::labelling::labels::{Label, LabelKind};
pub use self::labelling::own_model::{Effects, MonthEffect, ThemeEffect};
pub use self::queries::browse::{ArticleView, Beside};
pub use self::queries::hit_rows::hit_rows;
pub use self::queries::overview::{CountedRow, IssueSize};
pub use self::queries::search::{Found, Hit, opening};
pub use self::queries::selection::{Missing, Order, Search};
pub use self::queries::statistics::{ModelCount, Statistics};
pub use self::queries::tokens::is_searchable;
pub use self::queries::words::ArticleText;
pub use self::read::ThemeName;
pub use self::remove::Removal;
pub use self::rows::StoredArticle;
pub use self::writer::{AddSettings, Added};

use self::schema::{APPLICATION_ID, MIGRATIONS};
use crate::error::{Error, Result};

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(600);
/// Time between attempts where SQLite does not wait by itself.
const RETRY: Duration = Duration::from_millis(50);

/// An open archive.
#[derive(Debug)]
pub struct Archive {
    connection: Connection,
    path: PathBuf,
    doubles_taken_out: usize,
}

impl Archive {
    /// Opens an archive, and makes it where there is no file.
    ///
    /// # Errors
    /// [`Error::NotAnArchive`] for another file, [`Error::ArchiveTooNew`], [`Error::Write`] where the place cannot be
    /// written to, and [`Error::Archive`] where the database fails.
    pub fn create(path: &Path) -> Result<Self> {
        Self::opened(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens an archive that is there.
    ///
    /// # Errors
    /// [`Error::Read`] where there is none, and as [`Archive::create`].
    pub fn open(path: &Path) -> Result<Self> {
        std::fs::metadata(path).map_err(|source| Error::Read { path: path.into(), source })?;
        Self::opened(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens an archive that is there, to be read only: SQLite refuses every change.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn open_to_read(path: &Path) -> Result<Self> {
        let archive = Self::open(path)?;
        archive.done(archive.connection.execute_batch("PRAGMA query_only = ON"))?;
        Ok(archive)
    }

    fn opened(path: &Path, flags: OpenFlags) -> Result<Self> {
        let connection =
            Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(|e| failed(path, e))?;
        let mut archive = Archive { connection, path: path.into(), doubles_taken_out: 0 };
        archive.doubles_taken_out = archive.prepare()?;
        Ok(archive)
    }

    /// Sets the connection up, refuses what is no archive, and brings the layout up to date. The result is the number of articles
    /// that earlier versions added twice.
    fn prepare(&self) -> Result<usize> {
        let number = |pragma: &str| -> Result<i64> {
            self.done(self.connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)))
        };
        self.done(self.connection.busy_timeout(PATIENCE))?;
        let tables: i64 = self.retried(|c| c.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)))?;
        if tables > 0 && number("application_id")? != APPLICATION_ID {
            return Err(Error::NotAnArchive { path: self.path.clone() });
        }
        // The write-ahead log needs memory that all writers share, which network drives do not have.
        let journal = if is_network_drive(&self.path) { "DELETE" } else { "WAL" };
        self.retried(|c| c.query_row(&format!("PRAGMA journal_mode = {journal}"), [], |_| Ok(())))?;
        self.done(self.connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"))?;
        let (found, supported) = (number("user_version")?, MIGRATIONS.len() as i64);
        if found > supported {
            return Err(Error::ArchiveTooNew { path: self.path.clone(), found, supported });
        }
        if found == supported {
            return Ok(0);
        }
        self.in_transaction(|| {
            // Another program may have been first.
            let begun = number("user_version")?.max(0) as usize;
            for script in MIGRATIONS.iter().skip(begun) {
                self.done(self.connection.execute_batch(script))?;
            }
            self.fill_margins()?;
            let doubles = self.take_out_doubles()?;
            if doubles > 0 {
                let sql = "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";
                let now: String = self.done(self.connection.query_row(sql, [], |row| row.get(0)))?;
                self.record(("", &now), EventKind::Remove, DOUBLES, doubles)?;
            }
            let marks = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {supported};");
            self.done(self.connection.execute_batch(&marks))?;
            Ok(doubles)
        })
    }

    /// The number of articles that earlier versions of the program had added a second time. They were taken out when the archive was
    /// opened and brought up to date, so it is 0 from the next time on.
    pub fn doubles_taken_out(&self) -> usize {
        self.doubles_taken_out
    }

    /// Runs what only one program may do at a time, waiting where SQLite itself gives up at once.
    fn retried<T>(&self, action: impl Fn(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let attempts = PATIENCE.as_millis() / RETRY.as_millis();
        for _ in 0..attempts {
            match action(&self.connection) {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                    std::thread::sleep(RETRY);
                }
                outcome => return self.done(outcome),
            }
        }
        self.done(action(&self.connection))
    }

    /// Waits for other writers no longer than this.
    ///
    /// # Errors
    /// [`Error::Archive`] where the database fails.
    pub fn wait_at_most(&self, patience: Duration) -> Result<()> {
        self.done(self.connection.busy_timeout(patience))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies the archive as it is now into a new file, compact and whole, also while others write.
    ///
    /// # Errors
    /// [`Error::Write`] where the file is there already or cannot be written.
    pub fn back_up(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::Write { path: to.into(), source: std::io::ErrorKind::AlreadyExists.into() });
        }
        let copied = self.connection.execute("VACUUM INTO ?1", [to.to_string_lossy()]);
        copied.map(|_| ()).map_err(|error| {
            // What was begun is no backup.
            let _ = std::fs::remove_file(to);
            failed(to, error)
        })
    }

    /// An error of the database as one that names this archive.
    fn done<T>(&self, outcome: rusqlite::Result<T>) -> Result<T> {
        outcome.map_err(|error| failed(&self.path, error))
    }

    /// Runs changes that are kept all or none.
    fn in_transaction<T>(&self, changes: impl FnOnce() -> Result<T>) -> Result<T> {
        self.done(self.connection.execute_batch("BEGIN IMMEDIATE"))?;
        let outcome = changes().and_then(|value| {
            self.done(self.connection.execute_batch("COMMIT"))?;
            Ok(value)
        });
        if outcome.is_err() {
            self.roll_back();
        }
        outcome
    }

    /// Takes back what was not committed. SQLite may have done so itself.
    fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}

/// An error of the database as one of this library.
fn failed(path: &Path, error: rusqlite::Error) -> Error {
    let path = path.to_path_buf();
    let write = |kind: std::io::ErrorKind| Error::Write { path: path.clone(), source: kind.into() };
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => write(std::io::ErrorKind::StorageFull),
        Some(ErrorCode::ReadOnly) => write(std::io::ErrorKind::PermissionDenied),
        Some(ErrorCode::CannotOpen) if path.is_dir() => write(std::io::ErrorKind::IsADirectory),
        Some(ErrorCode::CannotOpen) if !path.exists() => write(std::io::ErrorKind::NotFound),
        Some(ErrorCode::CannotOpen) => write(std::io::ErrorKind::PermissionDenied),
        Some(ErrorCode::DatabaseBusy) => Error::ArchiveBusy { path },
        Some(ErrorCode::NotADatabase) => Error::NotAnArchive { path },
        _ => Error::Archive { path, problem: error.to_string() },
    }
}
